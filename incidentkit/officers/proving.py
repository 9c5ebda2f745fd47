"""Training and policies read: until when each counts, and what is missing. Pure.

The council says how many months a training counts, and which policies people read.
Policies are read again when people are trained again, so they count as long.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from incidentkit.council.calendar import LONDON, Calendar, day_of
from incidentkit.officers.bodies import Proof, Proven

DAY_MS = 86_400_000
VERIFY_DAYS = 90
_DAY = re.compile("(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ProofRule:
    """What the council wants of people: months that training counts, and policies."""

    months: int
    policies: tuple[str, ...]
    calendar: Calendar


class Standing(StrEnum):
    """How one thing that is wanted stands."""

    MISSING = "missing"
    EXPIRED = "expired"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Shown:
    """One training or policy: the newest proof of it, and until when it counts.

    `what` is empty for training, of which any sort counts. `proof` is None, and
    `until_ms` 0, when there never was any.
    """

    kind: Proven
    what: str
    standing: Standing
    proof: Proof | None = None
    until_ms: int = 0


def noon_ms(day: str) -> int:
    """Return the noon of a day in London, 0 for what is no day."""
    try:
        noon = datetime.combine(date.fromisoformat(day), time(12), LONDON)
    except ValueError:
        return 0
    return int(noon.timestamp()) * 1000


def counts_until(proof: Proof, rule: ProofRule) -> int:
    """Return the end of the last day on which a proof counts."""
    return rule.calendar.months_after(noon_ms(proof.day), rule.months)


def standings(
    proofs: Iterable[Proof], rule: ProofRule, now_ms: int
) -> tuple[Shown, ...]:
    """Return how training stands, then each policy that the council lists."""
    known = [p for p in proofs if _is_possible(p, now_ms)]
    trainings = [p for p in known if p.kind is Proven.TRAINED]
    found = [_shown(Proven.TRAINED, "", trainings, rule, now_ms)]
    for policy in rule.policies:
        read = [
            p
            for p in known
            if p.kind is Proven.ACKNOWLEDGED and p.what.casefold() == policy.casefold()
        ]
        found.append(_shown(Proven.ACKNOWLEDGED, policy, read, rule, now_ms))
    return tuple(found)


def _is_possible(proof: Proof, now_ms: int) -> bool:
    """Whether a proof is of a day that has been.

    Another program may have written any day: what is to come proves nothing yet.
    """
    if not _DAY.fullmatch(proof.day):
        return False
    noon = noon_ms(proof.day)
    return bool(noon) and day_of(noon) <= day_of(now_ms)


def _shown(
    kind: Proven, what: str, proofs: list[Proof], rule: ProofRule, now_ms: int
) -> Shown:
    newest = max(proofs, key=lambda p: (p.day, p.wall), default=None)
    if newest is None:
        return Shown(kind, what, Standing.MISSING)
    until = counts_until(newest, rule)
    standing = Standing.GOOD if now_ms <= until else Standing.EXPIRED
    return Shown(kind, what, standing, newest, until)


def is_stale(last_ms: int, now_ms: int) -> bool:
    """Whether numbers were tried too long ago; 0 is never. A clock may have gone back."""
    return not last_ms or now_ms - last_ms > VERIFY_DAYS * DAY_MS

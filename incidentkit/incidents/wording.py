"""What an incident can fill a message with, and what a message may say of its cause."""

from dataclasses import dataclass

from incidentkit.drafting.checks import CAUSES_BY_FINDING, Cause, Facts
from incidentkit.drafting.checks.draft import Situation as Situated
from incidentkit.incidents.control import control_of
from incidentkit.incidents.entries import Situation
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import SEVERITY
from incidentkit.words.english import (
    CONTROL_STATUS,
    CONTROL_WORDS,
    english_date,
    english_time,
)

_MINUTE_MS = 60_000
_YES = "Yes"
_TAKEN_DOWN = ("own post", "removal", "batch removal")
_DOWN = ("Hide", "Delete")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What the council's settings and register give to every message.

    `changed_ms` is when the account's password was last changed and confirmed, 0 for
    never; None when the kit does not keep it.
    """

    council: str
    contact: str
    official_channels: str
    handle: str
    platform: str
    update_minutes: int
    changed_ms: int | None = None


def fields_of(
    run: Run, speaker: Speaker, now_ms: int, situation: Situation | None = None
) -> dict[str, str]:
    """Return the fields that the kit can fill by itself; empty ones are left out."""
    control = control_of(run, speaker.changed_ms)
    found = {
        "council": speaker.council,
        "contact": speaker.contact,
        "official_channels": speaker.official_channels,
        "updates_page": speaker.official_channels,
        "handle": speaker.handle,
        "platform": speaker.platform,
        "incident": run.incident.reference,
        "date": english_date(now_ms),
        "time": english_time(now_ms, now_ms),
        "time_known": english_time(run.incident.known_ms, now_ms),
        "next_update": english_time(next_update_ms(run, speaker, now_ms), now_ms),
        "status": CONTROL_STATUS[control],
        "control_now": CONTROL_WORDS[control],
    }
    if situation is not None:
        found["known"] = situation.known
        found["not_known"] = situation.not_known
        found["said"] = situation.said
        found["asks"] = situation.needed
    return {name: value for name, value in found.items() if value}


def next_update_ms(run: Run, speaker: Speaker, now_ms: int) -> int:
    """Return when people hear from us next: as promised, or by the council's interval."""
    promised = [
        register.value
        for register in run.incident.promises.values()
        if register.value is not None and register.value > now_ms
    ]
    return min(promised, default=now_ms + speaker.update_minutes * _MINUTE_MS)


def facts_for_checks(run: Run) -> Facts:
    """Return what the checks may take from the log of an incident."""
    removed = any(run.answer(fact).startswith(_DOWN) for fact in _TAKEN_DOWN)
    return Facts(
        Situated(
            playbooks=frozenset(book.slug for book in run.going),
            level=run.answer(SEVERITY),
            confirmed=_confirmed(run),
            was_removed=removed,
            is_live_case=run.answer("court") == _YES,
            is_major_incident=run.answer("emergency") == _YES,
        )
    )


def _confirmed(run: Run) -> frozenset[Cause]:
    """Return which causes the log has confirmed."""
    cause = run.incident.cause.value
    settled = cause is not None and cause.status == "confirmed"
    agreed = settled and not run.incident.cause.in_conflict
    known = CAUSES_BY_FINDING.get(cause.cause) if cause and agreed else None
    return known or frozenset()

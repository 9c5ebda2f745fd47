"""The roster rules a second time, as slowly and plainly as they can be said.

Shares nothing with the evaluator it is compared with: no ranks in a heap, no
bits. It guesses what has effect, works out everything again from that guess,
and stops when the guess no longer changes. Because an act can be touched only
by acts of better rank, there is exactly one guess that stays as it is.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from incidentkit.vault.acts import (
    Accept,
    Admit,
    Genesis,
    Recover,
    Remove,
    SeatKeys,
    SetRole,
)

ROLES = (1, 2, 3)
LEAD = 3
Path = tuple[tuple[int, bytes], ...]


def worth(path: Path) -> tuple[int, Path]:
    """What paths are compared by: shorter first, then step by step."""
    return (len(path), path)


def seat_of(keys: SeatKeys) -> bytes:
    hashed = hashlib.sha256(b"ik/seat/1\0" + keys.signing + keys.sealing)
    return hashed.digest()[:16]


class Effect(NamedTuple):
    """Why an act has effect: its own path, and that of the authority behind it."""

    path: Path
    by: Path | None


class Right(NamedTuple):
    """A seat's role because of a birth and a giving."""

    path: Path
    seat: bytes
    person: bytes
    role: int
    birth: bytes
    given: bytes


class Taking(NamedTuple):
    """A withdrawal; `by` is None where a seat takes itself out."""

    entry: Any
    by: Path | None
    role_left: int


class SecondEvaluator:
    """What the known roster entries add up to."""

    def __init__(
        self,
        entries: Iterable[Any],
        forked_at: Mapping[bytes, int] | None = None,
        parents: Mapping[bytes, bytes] | None = None,
    ) -> None:
        self._given = {entry.digest: entry for entry in entries}
        self._forked_at = forked_at or {}
        self._parents = parents or {}
        self._pasts: dict[bytes, frozenset[bytes] | None] = {}
        self.known = {
            digest: entry
            for digest, entry in self._given.items()
            if self._past_of(digest) is not None
        }
        self._sheets_seen: dict[frozenset[bytes], dict[bytes, int]] = {}
        self._effects: dict[bytes, Effect] = {}
        self._settle()

    # --- questions -------------------------------------------------------

    def judge(self, deed: Any, least: int) -> str:
        if not all(digest in self.known for digest in deed.frontier):
            return "waiting"
        if self._on_open_fork(deed, None):
            return "held"
        rights = [right for right in self.rights() if right.seat == deed.seat]
        return self._verdict(deed, least, rights, None)

    def effective(self) -> frozenset[bytes]:
        gone = {
            entry.digest
            for entry in self._own_goings()
            if any(
                self._reaches(Taking(entry, None, 0), right)
                and {right.birth, right.given} <= self._closure(entry.frontier)
                for right in self.rights()
            )
        }
        return frozenset(self._effects) | gone

    def waiting(self) -> frozenset[bytes]:
        return frozenset(self._given) - frozenset(self.known)

    def members(self) -> dict[bytes, tuple[int, frozenset[bytes]]]:
        """What a deed that knows everything, on a chain nobody named, could do."""
        found: dict[bytes, tuple[int, frozenset[bytes]]] = {}
        for right in self.rights():
            role = self._role_now([right])
            if role:
                best, seats = found.get(right.person, (0, frozenset()))
                found[right.person] = (max(best, role), seats | {right.seat})
        return found

    def role_of(self, seat: bytes) -> int:
        return self._role_now([r for r in self.rights() if r.seat == seat])

    def signer(self, deed: Any) -> bytes | None:
        past = self._closure(deed.frontier)
        grounded = [
            right
            for right in self.rights()
            if right.seat == deed.seat and {right.birth, right.given} <= past
        ]
        best = min(grounded, key=lambda r: (worth(r.path), r.person), default=None)
        return best.person if best else None

    def recovery_keys(self) -> frozenset[bytes]:
        return frozenset(self._sheets(frozenset(self.known)))

    def outranks(self, one: bytes, other: bytes) -> bool:
        mine = [
            worth(r.path)
            for r in self.rights()
            if r.seat == one and self._role_now([r]) == LEAD
        ]
        theirs = [
            worth(r.path)
            for r in self.rights()
            if r.seat == other and self._role_now([r])
        ]
        return any(all(m < t for t in theirs) for m in mine)

    # --- what builds on what ---------------------------------------------

    def _past_of(self, digest: bytes) -> frozenset[bytes] | None:
        """Everything below an entry, without it; None when some is missing."""
        if digest not in self._pasts:
            entry = self._given.get(digest)
            below: set[bytes] = set()
            for step in entry.frontier if entry else ():
                deeper = self._past_of(step)
                if deeper is None:
                    entry = None
                    break
                below |= deeper | {step}
            self._pasts[digest] = frozenset(below) if entry else None
        return self._pasts[digest]

    def _closure(self, frontier: Iterable[bytes]) -> frozenset[bytes]:
        found: set[bytes] = set()
        for digest in frontier:
            found |= (self._past_of(digest) or frozenset()) | {digest}
        return frozenset(found)

    def _builds_on(self, later: bytes, earlier: bytes) -> bool:
        return earlier in (self._past_of(later) or frozenset())

    # --- effect ----------------------------------------------------------

    def _settle(self) -> None:
        for _ in range(10 * len(self.known) + 10):
            new = {
                digest: effect
                for digest, entry in self.known.items()
                if (effect := self._effect_of(entry)) is not None
            }
            if new == self._effects:
                return
            self._effects = new
        raise AssertionError("the rules run in a circle")

    def _first(self) -> Any:
        firsts = [e for e in self._given.values() if isinstance(e.act, Genesis)]
        found = min(firsts, key=lambda e: e.digest, default=None)
        return found if found is not None and found.digest in self.known else None

    def _effect_of(self, entry: Any) -> Effect | None:
        if isinstance(entry.act, Genesis):
            return Effect(((1, b""),), None) if entry is self._first() else None
        if isinstance(entry.act, Recover):
            turn = self._turn_of(entry)
            return Effect(((1 - turn, entry.digest),), None) if turn else None
        carriers = [
            right.path
            for right in self.rights()
            if right.seat == entry.seat
            and not self._on_open_fork(entry, right.path)
            and self._verdict(entry, LEAD, [right], right.path) == "effective"
        ]
        if not carriers or self._first() is None:
            return None
        by = min(carriers, key=worth)
        return Effect((*by, (entry.number, entry.digest)), by)

    def rights(self) -> list[Right]:
        births = [b for d in self._effects for b in self._births(self.known[d])]
        givings = [g for d in self._effects for g in self._givings(self.known[d])]
        return [
            Right(self._worse(birth, given), seat, person, role, birth, given)
            for birth, person, seat in births
            for given, whose, role in givings
            if whose == person
        ]

    def _worse(self, one: bytes, other: bytes) -> Path:
        return max(self._effects[one].path, self._effects[other].path, key=worth)

    def _births(self, entry: Any) -> list[tuple[bytes, bytes, bytes]]:
        match entry.act:
            case Genesis(person=person):
                return [(entry.digest, person, entry.seat)]
            case Accept(person=person, keys=keys) | Recover(person=person, keys=keys):
                return [(entry.digest, person, seat_of(keys))]
        return []

    def _givings(self, entry: Any) -> list[tuple[bytes, bytes, int]]:
        match entry.act:
            case Genesis(person=person) | Recover(person=person):
                return [(entry.digest, person, LEAD)]
            case Accept(person=person, role=role) | SetRole(person=person, role=role):
                return [(entry.digest, person, role)] if role in ROLES else []
        return []

    # --- taking away -----------------------------------------------------

    def _own_goings(self) -> list[Any]:
        return [
            entry
            for entry in self.known.values()
            if isinstance(entry.act, Remove) and entry.seat in entry.act.seats
        ]

    def _takings(self) -> list[Taking]:
        found = [Taking(entry, None, 0) for entry in self._own_goings()]
        for digest, effect in self._effects.items():
            entry = self.known[digest]
            if isinstance(entry.act, Remove):
                found.append(Taking(entry, effect.by, 0))
            if isinstance(entry.act, SetRole) and entry.act.role in ROLES:
                found.append(Taking(entry, effect.by, entry.act.role))
        return found

    def _reaches(self, taking: Taking, right: Right) -> bool:
        entry = taking.entry
        if taking.by is None:
            if entry.seat != right.seat or self._came_too_late(entry, right):
                return False
        elif worth(taking.by) >= worth(right.path):
            return False
        role_goes = (
            (isinstance(entry.act, SetRole) or entry.act.whole)
            and (taking.by is None or entry.act.person == right.person)
            and not self._builds_on(right.given, entry.digest)
        )
        seat_goes = (
            isinstance(entry.act, Remove)
            and right.seat in entry.act.seats
            and not self._builds_on(right.birth, entry.digest)
        )
        return role_goes or seat_goes

    def _came_too_late(self, going: Any, right: Right) -> bool:
        """Whether somebody above had already taken out a seat that goes by itself."""
        past = self._closure(going.frontier)
        return self._on_open_fork(going, right.path) or any(
            taking.by is not None
            and taking.role_left == 0
            and self._reaches(taking, right)
            and self._bites(taking, going, past)
            and not self._let_back_in(taking, going, right.path)
            for taking in self._takings()
        )

    def _verdict(
        self, deed: Any, least: int, rights: list[Right], limit: Path | None
    ) -> str:
        past = self._closure(deed.frontier)
        able = [
            right
            for right in rights
            if right.role >= least and {right.birth, right.given} <= past
        ]
        for right in able:
            if not any(
                self._reaches(taking, right)
                and least > taking.role_left
                and self._bites(taking, deed, past)
                and not self._let_back_in(taking, deed, limit)
                for taking in self._takings()
            ):
                return "effective"
        return "held" if able else "no-authority"

    def _bites(self, taking: Taking, deed: Any, past: frozenset[bytes]) -> bool:
        entry = taking.entry
        if entry.digest in past:
            return True
        if deed.chain == entry.chain:
            return bool(deed.number > entry.number)
        cuts = {head.chain: head.number for head in entry.act.cuts}
        return taking.by is not None and deed.number > cuts.get(deed.chain, 0)

    def _let_back_in(self, taking: Taking, deed: Any, limit: Path | None) -> bool:
        return any(
            entry.act.head.chain == deed.chain
            and entry.act.head.number >= deed.number
            and entry.seat != deed.seat
            and self._builds_on(entry.digest, taking.entry.digest)
            for entry in self._acts_above(limit)
            if isinstance(entry.act, Admit)
        )

    def _acts_above(self, limit: Path | None) -> list[Any]:
        return [
            self.known[digest]
            for digest, effect in self._effects.items()
            if effect.by is not None
            and (limit is None or worth(effect.by) < worth(limit))
        ]

    def _role_now(self, rights: list[Right]) -> int:
        """The highest role that no withdrawal keeps from these rights."""
        left = [0]
        for right in rights:
            reached = [t.role_left for t in self._takings() if self._reaches(t, right)]
            left.append(min([right.role, *reached]))
        return max(left)

    # --- forks -----------------------------------------------------------

    def _on_open_fork(self, deed: Any, limit: Path | None) -> bool:
        fork = self._forked_at.get(deed.chain)
        if fork is None or deed.number < fork:
            return False
        return not any(
            self._leads_to(head.digest, deed.digest)
            for entry in self._acts_above(limit)
            for head in self._accepted(entry)
        )

    def _accepted(self, entry: Any) -> tuple[Any, ...]:
        """The heads that an act says its writer accepts."""
        match entry.act:
            case Admit(head=head):
                return (head,)
            case Remove(cuts=cuts):
                return cuts
            case SetRole(cuts=cuts, role=role) if role in ROLES:
                return cuts
        return ()

    def _leads_to(self, head: bytes, target: bytes) -> bool:
        if head == target:
            return True
        return head in self._parents and self._leads_to(self._parents[head], target)

    # --- the sheet -------------------------------------------------------

    def _turn_of(self, entry: Any) -> int:
        """Which sheet in the row of sheets was used, from 1; 0 when none counts."""
        if not entry.genuine or seat_of(entry.act.keys) != entry.seat:
            return 0
        sheets = self._sheets(self._past_of(entry.digest) or frozenset())
        return sheets.get(entry.act.old, 0)

    def _sheets(self, past: frozenset[bytes]) -> dict[bytes, int]:
        """The sheets that count for whoever knows `past`, each with its turn."""
        if past not in self._sheets_seen:
            self._sheets_seen[past] = self._work_out_sheets(past)
        return self._sheets_seen[past]

    def _work_out_sheets(self, past: frozenset[bytes]) -> dict[bytes, int]:
        first = self._first()
        if first is None or first.digest not in past:
            return {}
        made = {first.act.recovery.signing: 1}
        gone: set[bytes] = set()
        for entry in (self.known[digest] for digest in past):
            turn = self._turn_of(entry) if isinstance(entry.act, Recover) else 0
            if turn:
                new = entry.act.recovery.signing
                made[new] = max(made.get(new, 0), turn + 1)
                gone.add(entry.act.old)
        return {key: turn for key, turn in made.items() if key not in gone}

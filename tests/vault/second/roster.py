"""Who may do what: section 5 of the format page, worked out from the top down.

Authorities are taken in the order of their rank. What an act gives ranks below
the authority behind it, so when an authority's turn comes everything that could
touch its acts is settled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tests.vault.second.chains import ROSTER, Pasts
from tests.vault.second.envelope import Entry, heads_from, seat_of
from tests.vault.second.msgpack import encode
from tests.vault.second.signing import signed_by

Path: TypeAlias = tuple[tuple[int, bytes], ...]
Rank: TypeAlias = tuple[int, Path]

LEAD, OBSERVER = 3, 1
ROLES = (1, 2, 3)
WAITING, HELD, EFFECTIVE, NO_AUTHORITY = (
    "waiting",
    "held",
    "effective",
    "no-authority",
)


def rank_of(path: Path) -> Rank:
    """Shorter is better, then step by step."""
    return len(path), path


@dataclass(frozen=True)
class Effect:
    """The path of an act that has effect, and the rank of what it rests on."""

    path: Path
    by: Rank | None


@dataclass(frozen=True)
class Authority:
    path: Path
    seat: bytes
    person: bytes
    role: int
    birth: bytes
    giving: bytes

    @property
    def rank(self) -> Rank:
        return rank_of(self.path)


@dataclass(frozen=True)
class Withdrawal:
    """A `role` or `remove` with effect, by rank; a going has no rank."""

    entry: Entry
    by: Rank | None
    left: int


class Roster:
    """What the roster entries of a journal add up to.

    An act whose change is not here whole is not here yet.
    """

    def __init__(
        self,
        entries: dict[bytes, Entry],
        whole: set[bytes],
        genesis: bytes,
        forked_at: dict[bytes, int],
    ) -> None:
        self._entries = entries
        self._genesis = genesis
        self._forked_at = forked_at
        here = {digest: entries[digest] for digest in whole}
        self._pasts = Pasts(here)
        roster = [e for e in here.values() if e.cls == ROSTER and e.act]
        self.known = {
            e.digest: e for e in roster if self._pasts.under(e.frontier) is not None
        }
        self._goings = [e for e in self.known.values() if _is_going(e)]
        self.effects: dict[bytes, Effect] = {}
        self._begin_at_the_top()
        self._work_down()

    # --- effect ----------------------------------------------------------

    def _begin_at_the_top(self) -> None:
        if self._genesis not in self.known:
            return
        self.effects[self._genesis] = Effect(((1, b""),), None)
        for digest, turn in self._turns().items():
            self.effects[digest] = Effect(((1 - turn, digest),), None)

    def _work_down(self) -> None:
        settled: set[Authority] = set()
        while left := [a for a in self.authorities() if a not in settled]:
            rank = min(authority.rank for authority in left)
            turn = [authority for authority in left if authority.rank == rank]
            found: dict[bytes, Effect] = {}
            for authority in turn:
                found |= self._acts_of(authority)
            self.effects = found | self.effects
            settled.update(turn)

    def _acts_of(self, authority: Authority) -> dict[bytes, Effect]:
        if authority.role != LEAD:
            return {}
        return {
            entry.digest: Effect(
                (*authority.path, (entry.number, entry.digest)), authority.rank
            )
            for entry in self.known.values()
            if entry.seat == authority.seat
            and entry.act
            and entry.act.tag not in ("genesis", "recover")
            and not self._on_open_fork(entry, authority.rank)
            and self._rests_on(entry, authority)
            and not self._barred(entry, authority, LEAD, authority.rank)
        }

    def authorities(self) -> list[Authority]:
        acts = [self.known[digest] for digest in self.effects]
        births = [(e.digest, *born) for e in acts if (born := _birth(e))]
        givings = [(e.digest, *given) for e in acts if (given := _giving(e))]
        return [
            Authority(self._worse(birth, giving), seat, person, role, birth, giving)
            for birth, person, seat in births
            for giving, whose, role in givings
            if whose == person
        ]

    def _worse(self, one: bytes, other: bytes) -> Path:
        return max(self.effects[one].path, self.effects[other].path, key=rank_of)

    # --- verdicts --------------------------------------------------------

    def judge(self, deed: Entry, least: int) -> str:
        """The verdict of section 5.10."""
        if not all(digest in self.known for digest in deed.frontier):
            return WAITING
        if self._on_open_fork(deed, None):
            return HELD
        able = [
            a
            for a in self.authorities()
            if a.seat == deed.seat and a.role >= least and self._rests_on(deed, a)
        ]
        if any(not self._barred(deed, a, least, None) for a in able):
            return EFFECTIVE
        return HELD if able else NO_AUTHORITY

    def has_effect(self, entry: Entry) -> bool:
        """Whether a roster entry counts: section 5.5, or as a going."""
        if entry.digest in self.effects:
            return True
        return entry in self._goings and any(
            self._rests_on(entry, a) and self._goes(entry, a)
            for a in self.authorities()
        )

    def _rests_on(self, deed: Entry, authority: Authority) -> bool:
        past = self._pasts.under(deed.frontier) or frozenset()
        return authority.seat == deed.seat and {
            authority.birth,
            authority.giving,
        } <= set(past)

    def _builds_on(self, later: bytes, earlier: bytes) -> bool:
        return earlier in (self._pasts.under(self.known[later].frontier) or ())

    # --- withdrawal ------------------------------------------------------

    def _withdrawals(self) -> list[Withdrawal]:
        found = []
        for digest, effect in self.effects.items():
            left = _leaves(self.known[digest])
            if left is not None:
                found.append(Withdrawal(self.known[digest], effect.by, left))
        return found

    def _reaching(self, authority: Authority) -> list[Withdrawal]:
        """All that reaches an authority, what its seat did to itself as well."""
        ranked = [w for w in self._withdrawals() if self._reaches(w, authority)]
        goings = [g for g in self._goings if self._goes(g, authority)]
        return [*ranked, *(Withdrawal(going, None, 0) for going in goings)]

    def _reaches(self, withdrawal: Withdrawal, authority: Authority) -> bool:
        entry, by = withdrawal.entry, withdrawal.by
        if by is None or entry.act is None or not by < authority.rank:
            return False
        ends_role = (
            (entry.act.tag == "role" or entry.act.fields[2])
            and entry.act.fields[0] == authority.person
            and not self._builds_on(authority.giving, entry.digest)
        )
        ends_seat = (
            entry.act.tag == "remove"
            and authority.seat in entry.act.fields[1]
            and not self._builds_on(authority.birth, entry.digest)
        )
        return ends_role or ends_seat

    def _goes(self, going: Entry, authority: Authority) -> bool:
        if going.seat != authority.seat or going.act is None:
            return False
        named = not self._builds_on(authority.birth, going.digest)
        whole = going.act.fields[2] and not self._builds_on(
            authority.giving, going.digest
        )
        if not (named or whole) or self._on_open_fork(going, authority.rank):
            return False
        return not any(
            self._bars(withdrawal, going, OBSERVER, authority.rank)
            for withdrawal in self._withdrawals()
            if self._reaches(withdrawal, authority)
        )

    def _barred(
        self, deed: Entry, authority: Authority, needs: int, limit: Rank | None
    ) -> bool:
        return any(
            self._bars(withdrawal, deed, needs, limit)
            for withdrawal in self._reaching(authority)
        )

    def _bars(
        self, withdrawal: Withdrawal, deed: Entry, needs: int, limit: Rank | None
    ) -> bool:
        entry = withdrawal.entry
        if needs <= withdrawal.left or entry.digest == deed.digest:
            return False
        past = self._pasts.under(deed.frontier) or frozenset()
        if entry.digest not in past and not _beyond_cut(withdrawal, deed):
            return False
        return not self._admitted(withdrawal, deed, limit)

    def _admitted(
        self, withdrawal: Withdrawal, deed: Entry, limit: Rank | None
    ) -> bool:
        for entry in self._acts_above(limit):
            if entry.act and entry.act.tag == "admit":
                chain, number, _ = entry.act.fields[0]
                if (
                    chain == deed.chain
                    and number >= deed.number
                    and entry.seat != deed.seat
                    and self._builds_on(entry.digest, withdrawal.entry.digest)
                ):
                    return True
        return False

    def _acts_above(self, limit: Rank | None) -> list[Entry]:
        return [
            self.known[digest]
            for digest, effect in self.effects.items()
            if effect.by is not None and (limit is None or effect.by < limit)
        ]

    # --- forks -----------------------------------------------------------

    def _on_open_fork(self, deed: Entry, limit: Rank | None) -> bool:
        fork = self._forked_at.get(deed.chain)
        if fork is None or deed.number < fork:
            return False
        return not any(
            deed.digest in self._line(digest)
            for entry in self._acts_above(limit)
            for digest in _accepts(entry)
        )

    def _line(self, digest: bytes) -> set[bytes]:
        """An entry that is here and everything its links lead back to."""
        found = set()
        while (entry := self._entries.get(digest)) is not None:
            found.add(digest)
            digest = entry.previous
        return found

    # --- the sheet -------------------------------------------------------

    def _turns(self) -> dict[bytes, int]:
        """Which turn of the sheet each counting `recover` used."""
        turns: dict[bytes, int] = {}
        recovers = [e for e in self.known.values() if e.act and e.act.tag == "recover"]
        sized = [(self._pasts.under(e.frontier) or frozenset(), e) for e in recovers]
        # What builds on another has the larger past, so that one is first.
        for past, entry in sorted(sized, key=lambda pair: len(pair[0])):
            turn = self._sheets(past, turns).get(_old(entry), 0)
            if turn and _is_genuine(entry):
                turns[entry.digest] = turn
        return turns

    def _sheets(
        self, past: frozenset[bytes], turns: dict[bytes, int]
    ) -> dict[bytes, int]:
        """The sheets that stand in a past, each with its highest turn."""
        first = self.known[self._genesis].act
        if first is None or self._genesis not in past:
            return {}
        made = {first.fields[2][0]: 1}
        used = set()
        for digest in past & turns.keys():
            act = self.known[digest].act
            if act:
                key = act.fields[2][0]
                made[key] = max(made.get(key, 0), turns[digest] + 1)
                used.add(act.fields[3])
        return {key: turn for key, turn in made.items() if key not in used}


def _old(entry: Entry) -> bytes:
    return bytes(entry.act.fields[3]) if entry.act else b""


def _is_genuine(entry: Entry) -> bool:
    """Whether the old sheet signed this use, for the seat that wrote it."""
    if entry.act is None:
        return False
    person, keys, recovery, old, signature = entry.act.fields
    fields = [entry.kit, person, keys, recovery, old, list(entry.frontier)]
    message = b"ik/sign/recover/1\0" + encode(fields)
    return seat_of(keys) == entry.seat and signed_by(old, message, signature)


def _is_going(entry: Entry) -> bool:
    act = entry.act
    return act is not None and act.tag == "remove" and entry.seat in act.fields[1]


def _birth(entry: Entry) -> tuple[bytes, bytes] | None:
    """The person let in, and their seat."""
    act = entry.act
    if act is None or act.tag not in ("genesis", "accept", "recover"):
        return None
    seat = entry.seat if act.tag == "genesis" else seat_of(act.fields[1])
    return act.fields[0], seat


def _giving(entry: Entry) -> tuple[bytes, int] | None:
    """The person given a role, and the role."""
    act = entry.act
    if act is None:
        return None
    roles = {"genesis": LEAD, "recover": LEAD}
    if act.tag in ("accept", "role"):
        roles[act.tag] = act.fields[2 if act.tag == "accept" else 1]
    role = roles.get(act.tag, 0)
    return (act.fields[0], role) if role in ROLES else None


def _leaves(entry: Entry) -> int | None:
    """What role a withdrawal leaves; None for acts that take nothing."""
    if entry.act and entry.act.tag == "remove":
        return 0
    if entry.act and entry.act.tag == "role" and entry.act.fields[1] in ROLES:
        return int(entry.act.fields[1])
    return None


def _beyond_cut(withdrawal: Withdrawal, deed: Entry) -> bool:
    entry = withdrawal.entry
    if deed.chain == entry.chain:
        return deed.number > entry.number
    if withdrawal.by is None or entry.act is None:
        return False
    cuts = {head.chain: head.number for head in heads_from(entry.act.fields[-1])}
    return deed.number > cuts.get(deed.chain, 0)


def _accepts(entry: Entry) -> Iterable[bytes]:
    """The heads whose branch an act settles, should it be forked."""
    if entry.act and entry.act.tag == "admit":
        return [entry.act.fields[0][2]]
    if _leaves(entry) is not None and entry.act:
        return [head.digest for head in heads_from(entry.act.fields[-1])]
    return []

"""Verifying a journal without any key: what was changed, where, and what cannot be known.

Reads the rows as they lie on disk and believes none of them. A second
verifier, written from FORMAT.md alone, lives with the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from incidentkit.errors import RefusedError
from incidentkit.vault.acts import Disposed, EntryClass, Genesis, Head, SeatKeys
from incidentkit.vault.anchor import Anchor
from incidentkit.vault.entry import Entry, check_signature, named_heads, read_entry
from incidentkit.vault.intake import begin_keys, check_follows
from incidentkit.vault.judging import (
    Why,
    branches_from,
    roster_entry,
    why_change_not,
    why_not,
)
from incidentkit.vault.kinds import ChainId, Digest
from incidentkit.vault.opening import payload_digest
from incidentkit.vault.roster import Roster
from incidentkit.vault.store import EntryRow, Store

SEEN_ELSEWHERE = "seen"


class Trouble(StrEnum):
    """What a verifier can find wrong."""

    ALTERED = "altered"
    OUT_OF_CHAIN = "out-of-chain"
    MISSING = "missing"
    FORKED = "forked"
    FOREIGN_GENESIS = "foreign-genesis"
    FORGOT_ROSTER = "forgot-roster"
    WRONG_TIME = "wrong-time"
    PAYLOAD_ALTERED = "payload-altered"
    PAYLOAD_MISSING = "payload-missing"
    FALSE_DISPOSAL = "false-disposal"
    OLDER_THAN_SEEN = "older-than-seen"
    UNFINISHED = "unfinished"
    EMPTY = "empty"


_AS_WRITTEN = frozenset(
    (
        Trouble.FORKED,
        Trouble.UNFINISHED,
        Trouble.WRONG_TIME,
        Trouble.FORGOT_ROSTER,
        Trouble.PAYLOAD_MISSING,
        Trouble.FALSE_DISPOSAL,
    )
)


class Unproved(StrEnum):
    """What no verifier without keys and witnesses can prove, said every time."""

    TAIL = "tail"
    CLOCKS = "clocks"
    MEANING = "meaning"
    KINDS = "kinds"
    NO_ANCHOR = "no-anchor"
    ONE_MACHINE = "one-machine"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing wrong: what, in which chain, at which entry, and the reader's reason."""

    trouble: Trouble
    chain: bytes = b""
    number: int = 0
    reason: str = ""

    @property
    def is_as_written(self) -> bool:
        """Whether everything that is here is still as somebody signed it.

        Something may be not here yet, as happens while colleagues exchange, or
        a colleague's program may have broken a rule when it wrote. Nobody has
        touched the file.
        """
        return self.trouble in _AS_WRITTEN or self == replace(
            self, trouble=Trouble.MISSING, reason=SEEN_ELSEWHERE
        )


@dataclass
class Report:
    """The outcome of a verification."""

    entries: int = 0
    chains: int = 0
    held: int = 0
    without_authority: int = 0
    unknown_class: int = 0
    disposed: int = 0
    heads: tuple[Head, ...] = ()
    found: list[Found] = field(default_factory=list)
    unproved: list[Unproved] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether nothing at all was found wrong."""
        return not self.found

    @property
    def whole(self) -> bool:
        """Whether everything that is here is as it was written."""
        return all(found.is_as_written for found in self.found)


def verify_journal(store: Store, anchor: Anchor | None = None) -> Report:
    """Verify everything that needs no key."""
    report = Report()
    if not store.integrity():
        report.found.append(Found(Trouble.ALTERED, reason="file"))
    reading = _Reading(store, report)
    entries = reading.chains()
    report.entries = len(entries)
    report.chains = len({entry.chain for entry in entries})
    report.heads = tuple(_heads(entries))
    if not entries:
        report.found.append(Found(Trouble.EMPTY))
    _check_genesis(store, entries, report)
    _check_heads(entries, report)
    roster = _roster(store, entries, report)
    _check_memory(entries, roster, report)
    _check_payloads(store, entries, roster, report)
    _check_forks(store, report)
    _check_anchor(entries, anchor, report)
    report.unproved = list(_unproved(entries, anchor))
    return report


class _Reading:
    """Reads rows in chain order, checking each against what came before."""

    def __init__(self, store: Store, report: Report) -> None:
        self._store = store
        self._report = report
        self._kit = store.meta("kit")
        self._by_digest: dict[bytes, Entry] = {}
        self._keys: dict[bytes, SeatKeys] = {}
        self._stopped: set[bytes] = set()
        self._forked: set[bytes] = set()
        self._last: dict[bytes, int] = {}

    def chains(self) -> list[Entry]:
        """Return every entry that is in its place; report the others."""
        good = [
            e for row in self._store.entry_rows() if (e := self._read(row)) is not None
        ]
        ends = {entry.chain: entry for entry in good}
        for entry in ends.values():
            if entry.core.part != entry.core.parts:
                self._report.found.append(
                    Found(Trouble.UNFINISHED, entry.chain, entry.number)
                )
        return good

    def _read(self, row: EntryRow) -> Entry | None:
        try:
            entry = read_entry(row.data, row.signature, kit=self._kit)
            self._check_row(row, entry)
            self._check_place(entry)
        except _WrongError as wrong:
            self._say(wrong.trouble, row, wrong.reason)
            return None
        except RefusedError as refusal:
            self._say(Trouble.ALTERED, row, refusal.reason)
            return None
        if self._last.get(row.chain) == row.number and row.chain not in self._forked:
            self._forked.add(row.chain)
            self._say(Trouble.FORKED, row, "")
        self._last[row.chain] = row.number
        self._by_digest[entry.digest] = entry
        return entry

    def _check_row(self, row: EntryRow, entry: Entry) -> None:
        stored = (row.digest, row.chain, row.number, row.cls)
        core = entry.core
        if stored != (entry.digest, core.chain, core.number, core.cls):
            raise _WrongError(Trouble.ALTERED, "row")

    def _check_place(self, entry: Entry) -> None:
        if entry.number == 1:
            self._keys[entry.chain] = begin_keys(entry)
        keys = self._keys.get(entry.chain)
        before = self._by_digest.get(entry.core.previous)
        if keys is None or (entry.number > 1 and before is None):
            gap = self._last.get(entry.chain, 0) < entry.number - 1
            raise _WrongError(Trouble.MISSING if gap else Trouble.OUT_OF_CHAIN, "")
        check_signature(entry, keys)
        if before is not None:
            check_follows(before, entry)

    def _say(self, trouble: Trouble, row: EntryRow, reason: str) -> None:
        # One report a chain is enough: everything after the first break follows
        # from it.
        if row.chain not in self._stopped:
            self._report.found.append(
                Found(trouble, row.chain, row.number, str(reason))
            )
        if trouble is not Trouble.FORKED:
            self._stopped.add(row.chain)


class _WrongError(Exception):
    def __init__(self, trouble: Trouble, reason: str) -> None:
        super().__init__(trouble, reason)
        self.trouble = trouble
        self.reason = reason


def _heads(entries: list[Entry]) -> Iterator[Head]:
    last = {entry.chain: entry.head for entry in entries}
    yield from (last[chain] for chain in sorted(last))


def _check_genesis(store: Store, entries: list[Entry], report: Report) -> None:
    pinned = store.meta("genesis")
    for entry in entries:
        if isinstance(entry.act, Genesis) and entry.digest != pinned:
            report.found.append(
                Found(Trouble.FOREIGN_GENESIS, entry.chain, entry.number)
            )
    if entries and all(entry.digest != pinned for entry in entries):
        report.found.append(Found(Trouble.MISSING, reason="genesis"))


def _check_heads(entries: list[Entry], report: Report) -> None:
    """Everything that any entry says its writer had seen must be here."""
    by_digest = {entry.digest: entry for entry in entries}
    said: set[bytes] = set()
    for entry in entries:
        for head in named_heads(entry):
            known = by_digest.get(Digest(head.digest))
            if known is None and head.digest not in said:
                said.add(head.digest)
                report.found.append(
                    Found(Trouble.MISSING, head.chain, head.number, SEEN_ELSEWHERE)
                )
        _check_time(
            entry, [by_digest.get(Digest(h.digest)) for h in entry.core.heads], report
        )


def _check_time(entry: Entry, seen: list[Entry | None], report: Report) -> None:
    time = (entry.core.time_ms, entry.core.time_count)
    for other in seen:
        if other is not None and time <= (other.core.time_ms, other.core.time_count):
            report.found.append(Found(Trouble.WRONG_TIME, entry.chain, entry.number))


def _roster(store: Store, entries: list[Entry], report: Report) -> Roster:
    kit = store.meta("kit")
    forks = {
        ChainId(found.chain): found.number
        for found in reversed(report.found)
        if found.trouble is Trouble.FORKED
    }
    rows = ((entry.chain, entry) for entry in entries if entry.chain in forks)
    roster_rows = [e for e in entries if e.core.cls == EntryClass.ROSTER]
    read = [r for e in roster_rows if (r := roster_entry(e, kit)) is not None]
    roster = Roster(read, branches=branches_from(forks, rows))
    reasons = _reasons(roster, entries)
    report.unknown_class = sum(e.core.cls not in list(EntryClass) for e in entries)
    report.held = sum(why == "held" for why in reasons)
    report.without_authority = sum(why == "no-authority" for why in reasons)
    return roster


def _reasons(roster: Roster, entries: list[Entry]) -> list[Why | None]:
    """Return why each entry has no effect: a change stands or falls as a whole."""
    by_digest = {entry.digest: entry for entry in entries}
    found: dict[Digest, Why | None] = {}
    for last in (entry for entry in entries if entry.core.part == entry.core.parts):
        change = [last]
        while change[-1].core.part > 1:
            change.append(by_digest[Digest(change[-1].core.previous)])
        why = why_change_not(roster, tuple(reversed(change)))
        for part in change:
            found.setdefault(part.digest, why)
    return [found.get(entry.digest, Why.INCOMPLETE) for entry in entries]


def _check_memory(entries: list[Entry], roster: Roster, report: Report) -> None:
    by_digest = {entry.digest: entry for entry in entries}
    for entry in entries:
        before = by_digest.get(Digest(entry.core.previous))
        if before is None:
            continue
        known = {Digest(d) for d in before.core.frontier}
        if before.core.cls == EntryClass.ROSTER:
            known.add(before.digest)
        now = [Digest(d) for d in entry.core.frontier]
        if roster.knows(known) and roster.knows(now) and roster.forgets(known, now):
            report.found.append(Found(Trouble.FORGOT_ROSTER, entry.chain, entry.number))


def _check_payloads(
    store: Store, entries: list[Entry], roster: Roster, report: Report
) -> None:
    gone = store.disposals()
    allowed = _disposed_by_act(entries, roster)
    sound = {d: payload_digest(sealed) == d for d, sealed in store.payload_rows()}
    for entry in entries:
        if not entry.is_ordinary:
            continue
        payload = entry.core.payload
        is_disposed = payload in gone and entry.digest in allowed
        report.disposed += is_disposed
        if is_disposed and payload not in sound:
            continue
        if payload in gone:
            # Marked without an act that says so, or marked and kept all the same.
            trouble = Trouble.FALSE_DISPOSAL
        elif payload not in sound:
            trouble = Trouble.PAYLOAD_MISSING
        elif not sound[payload]:
            trouble = Trouble.PAYLOAD_ALTERED
        else:
            continue
        report.found.append(Found(trouble, entry.chain, entry.number))


def _check_forks(store: Store, report: Report) -> None:
    """Nothing may be held for a fork that is not there."""
    seen = {found.chain for found in report.found if found.trouble is Trouble.FORKED}
    for chain, number in store.forks().items():
        if chain not in seen:
            report.found.append(Found(Trouble.ALTERED, chain, number, "fork"))


def _disposed_by_act(entries: list[Entry], roster: Roster) -> set[bytes]:
    found: set[bytes] = set()
    for entry in entries:
        act = entry.act
        if isinstance(act, Disposed) and why_not(roster, entry) is None:
            found |= set(act.entries)
    return found


def _check_anchor(entries: list[Entry], anchor: Anchor | None, report: Report) -> None:
    if anchor is None:
        return
    here = {entry.digest for entry in entries}
    for head in anchor.heads:
        if head.digest not in here:
            report.found.append(Found(Trouble.OLDER_THAN_SEEN, head.chain, head.number))


def _unproved(entries: list[Entry], anchor: Anchor | None) -> Iterator[Unproved]:
    yield Unproved.TAIL
    yield Unproved.CLOCKS
    yield Unproved.MEANING
    yield Unproved.KINDS
    if anchor is None:
        yield Unproved.NO_ANCHOR
    if len({entry.seat for entry in entries}) < 2:
        yield Unproved.ONE_MACHINE

"""Verifying a journal without any key: what was changed, where, and what cannot be known.

Reads the rows as they lie on disk and believes none of them. A second
verifier, written from FORMAT.md alone, lives with the tests.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from incidentkit.errors import RefusedError
from incidentkit.vault.acts import Disposed, EntryClass, Genesis, Head, SeatKeys
from incidentkit.vault.anchor import Anchor
from incidentkit.vault.entry import Entry, check_signature, named_heads, read_entry
from incidentkit.vault.findings import (
    SEEN_ELSEWHERE,
    Found,
    Report,
    Trouble,
    Unproved,
)
from incidentkit.vault.intake import begin_keys, check_follows
from incidentkit.vault.judging import (
    Why,
    branches_from,
    either,
    is_whole,
    roster_entry,
    unreachable,
    why_change_not,
)
from incidentkit.vault.kinds import ChainId, Digest
from incidentkit.vault.opening import payload_digest
from incidentkit.vault.roster import Roster
from incidentkit.vault.store import EntryRow, Store
from incidentkit.vault.watching import Watch, shares, told, unwatched

__all__ = ["Found", "Report", "Trouble", "Unproved", "verify_journal"]

# How long each part takes in relation to the others: reading, which checks the
# signatures, then judging, memory and payloads.
_PARTS = (75, 15, 5, 5)


def verify_journal(
    store: Store, anchor: Anchor | None = None, watch: Watch = unwatched
) -> Report:
    """Verify everything that needs no key.

    `watch` is told how far it is, every few entries, and may end it by raising.
    """
    reading, judging, remembering, holding = shares(watch, *_PARTS)
    report = Report()
    reading(0, 1)
    if not store.integrity():
        report.found.append(Found(Trouble.ALTERED, reason="file"))
    entries = _Reading(store, report).chains(reading)
    report.entries = len(entries)
    report.chains = len({entry.chain for entry in entries})
    report.heads = tuple(_heads(entries))
    if not entries:
        report.found.append(Found(Trouble.EMPTY))
    _check_genesis(store, entries, report)
    _check_heads(entries, report)
    judged = _judge(store, entries, report, judging)
    _check_memory(entries, judged.roster, report, remembering)
    _check_payloads(store, entries, judged, report, holding)
    holding(1, 1)
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

    def chains(self, watch: Watch) -> list[Entry]:
        """Return every entry that is in its place; report the others."""
        rows = told(tuple(self._store.entry_rows()), watch)
        good = [e for row in rows if (e := self._read(row)) is not None]
        built_on = {entry.core.previous for entry in good}
        for entry in good:
            is_end = entry.digest not in built_on and entry.chain not in self._stopped
            if is_end and entry.core.part != entry.core.parts:
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


@dataclass(frozen=True, slots=True)
class _Judged:
    """The roster, and why each entry has no effect, by its digest."""

    roster: Roster
    reasons: Mapping[bytes, Why | None]


def _judge(store: Store, entries: list[Entry], report: Report, watch: Watch) -> _Judged:
    changes = list(_changes(entries))
    roster = _roster(store, entries, changes, report)
    reasons = _reasons(roster, told(changes, watch, each=1))
    whys = list(reasons.values())
    report.unknown_class = sum(e.core.cls not in list(EntryClass) for e in entries)
    report.unreachable = len(unreachable(roster))
    report.held = whys.count(Why.HELD)
    report.without_authority = whys.count(Why.NO_AUTHORITY)
    return _Judged(roster, reasons)


def _roster(
    store: Store,
    entries: list[Entry],
    changes: list[tuple[Entry, ...]],
    report: Report,
) -> Roster:
    forks = {
        ChainId(found.chain): found.number
        for found in reversed(report.found)
        if found.trouble is Trouble.FORKED
    }
    rows = ((entry.chain, entry) for entry in entries if entry.chain in forks)
    whole = {part.digest: part for c in changes if is_whole(c) for part in c}
    acts = (e for e in whole.values() if e.core.cls == EntryClass.ROSTER)
    read = (roster_entry(entry, store.meta("kit")) for entry in acts)
    return Roster(
        (act for act in read if act is not None), branches=branches_from(forks, rows)
    )


def _changes(entries: list[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Yield every change, unfinished ones too; a part that branches share is in each."""
    by_digest = {entry.digest: entry for entry in entries}
    built_on = {entry.core.previous for entry in entries}
    for entry in entries:
        if entry.core.part == entry.core.parts or entry.digest not in built_on:
            change = [entry]
            while change[-1].core.part > 1:
                change.append(by_digest[Digest(change[-1].core.previous)])
            yield tuple(reversed(change))


def _reasons(
    roster: Roster, changes: Iterable[tuple[Entry, ...]]
) -> dict[bytes, Why | None]:
    """Return why each entry has no effect: a change stands or falls as a whole."""
    found: dict[bytes, list[Why | None]] = {}
    for change in changes:
        why = why_change_not(roster, change)
        for part in change:
            found.setdefault(part.digest, []).append(why)
    return {digest: either(reasons) for digest, reasons in found.items()}


def _check_memory(
    entries: list[Entry], roster: Roster, report: Report, watch: Watch
) -> None:
    by_digest = {entry.digest: entry for entry in entries}
    for entry in told(entries, watch):
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
    store: Store,
    entries: list[Entry],
    judged: _Judged,
    report: Report,
    watch: Watch,
) -> None:
    gone = store.disposals()
    allowed = _disposed_by_act(entries, judged)
    sound = {d: payload_digest(sealed) == d for d, sealed in store.payload_rows()}
    for entry in told(entries, watch):
        if not entry.is_ordinary:
            continue
        payload = entry.core.payload
        is_disposed = payload in gone and payload in allowed
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


def _disposed_by_act(entries: list[Entry], judged: _Judged) -> set[bytes]:
    """Return the payloads that somebody had disposed of, whoever names them."""
    named = {
        digest
        for entry in entries
        if isinstance(entry.act, Disposed) and judged.reasons[entry.digest] is None
        for digest in entry.act.entries
    }
    return {e.core.payload for e in entries if e.digest in named and e.is_ordinary}


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

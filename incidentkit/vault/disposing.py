"""What disposals touch, as one reader sees it, and carrying that out.

Texts go only of closed subjects, or where another text took their place. Which
these are stands in labels, which outlive the texts: so the answer is the same
before a disposal was carried out, after it, and on a machine that never had the
texts. The rules, and what they cannot do, are in FORMAT.md, 7.4.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from incidentkit.vault.acts import Disposed, EntryClass
from incidentkit.vault.cache import StateCache
from incidentkit.vault.entry import Entry
from incidentkit.vault.folding import Folding, in_turn
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Digest, ScopeId, SeatId
from incidentkit.vault.opening import Label
from incidentkit.vault.reading import EntryReader
from incidentkit.vault.store import Store

Order = tuple[tuple[int, int, bytes, int], bytes]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a disposal with effect comes to for this reader.

    The texts of `touched` go. Those of `kept` are still needed, so that the
    disposal has no effect on them.
    """

    disposal: Entry
    touched: tuple[Entry, ...] = ()
    kept: tuple[Entry, ...] = ()


@dataclass
class _Settled:
    """What settles the texts of a subject: what closed it, and what gave way."""

    closings: set[Digest] = field(default_factory=set)
    replaced: set[bytes] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Disposals:
    """Rules on the disposals of a journal. Deletes nothing.

    `verdict` says why an entry has no effect. `left_to_others` says of a scope
    that somebody else who uses this machine can read it, and so decides.
    """

    store: Store
    seat: SeatId
    cache: StateCache
    reader: EntryReader
    everybody: bytes
    verdict: Callable[[Entry], Why | None]
    left_to_others: Callable[[ScopeId], bool]

    def acts(self) -> Iterator[tuple[Entry, Disposed]]:
        """Yield every disposal, with effect or without."""
        for entry in self.store.entries_of_class(EntryClass.DISPOSAL):
            if isinstance(entry.act, Disposed):
                yield entry, entry.act

    def named(self, act: Disposed) -> Iterator[Entry]:
        """Yield the entries with a text that a disposal names, as far as they are here."""
        for digest in act.entries:
            entry = self.store.entry(digest)
            if entry is not None and entry.is_ordinary:
                yield entry

    def rulings(self) -> tuple[Ruling, ...]:
        """Rule on every disposal that has effect."""
        found = (d for d in self.acts() if self.verdict(d[0]) is None)
        return tuple(self._rule(entry, act) for entry, act in found)

    def may_touch(self, entry: Entry, before: Order | None = None) -> bool | None:
        """Whether a text may go, by all that comes before its disposal.

        None when that is not for this reader to say. Without the key of its
        label nobody can tell whether it may, and the disposal is followed.
        """
        label = self.reader.label(entry)
        if label is None:
            return None if self.left_to_others(ScopeId(entry.core.scope)) else True
        if self.reader.read_as(entry, label) is Why.UNREADABLE:
            return False  # the text of another entry, or of none
        own = self._settled(label, entry.core.scope, before)
        kind = self.reader.kind(label)
        if kind is not None and kind.one_value and entry.digest in own.replaced:
            return True
        kit = self._settled(label, self.everybody, before)
        return any(found.closings - found.replaced for found in (own, kit))

    def _rule(self, disposal: Entry, act: Disposed) -> Ruling:
        order = in_turn(disposal)
        may = [(entry, self.may_touch(entry, order)) for entry in self.named(act)]
        touched = tuple(entry for entry, goes in may if goes)
        return Ruling(disposal, touched, tuple(e for e, goes in may if goes is False))

    def _settled(self, label: Label, scope: bytes, before: Order | None) -> _Settled:
        """Return what the labels of a subject say in a scope."""
        found = _Settled()
        tag = self.cache.settling_tag(label.subject, scope)
        for entry in self.store.touching(self.seat, tag):
            settling = self.reader.label(entry)
            if settling is None or (before is not None and in_turn(entry) >= before):
                continue
            found.replaced |= set(settling.replaces)
            kind = self.reader.kind(settling)
            if kind is not None and kind.closes:
                found.closings.add(entry.digest)
        return found


class Disposing:
    """Carries disposals out for one reader, and takes back what has no effect."""

    def __init__(self, disposals: Disposals, folding: Folding) -> None:
        self._disposals = disposals
        self._store = disposals.store
        self._folding = folding
        self.forget()

    def forget(self) -> None:
        """Look at the disposals again: the journal is folded from its beginning."""
        self._named: frozenset[bytes] | None = None
        self._latest: Order | None = None

    def concerned(self, entries: Iterable[Entry]) -> bool:
        """Whether entries that were just folded can bear on a disposal."""
        entries = tuple(entries)
        if any(entry.core.cls == EntryClass.DISPOSAL for entry in entries):
            self.forget()
        if self._named is None:
            acts = tuple(self._disposals.acts())
            self._named = frozenset(d for _, act in acts for d in act.entries)
            self._latest = max((in_turn(entry) for entry, _ in acts), default=None)
        latest, named = self._latest, self._named
        return latest is not None and any(
            e.core.cls == EntryClass.DISPOSAL
            or e.digest in named
            or in_turn(e) < latest
            for e in entries
        )

    def carry_out(self) -> None:
        """Delete what goes, and take in again what stays if anybody still has it."""
        rulings = self._disposals.rulings()
        going = {e.digest: e for r in rulings for e in r.touched}
        self._delete(going.values())
        payloads = {entry.core.payload for entry in going.values()}
        kept = {e.digest: e for r in rulings for e in r.kept}
        effective = {ruling.disposal.digest for ruling in rulings}
        for entry, act in self._disposals.acts():
            if entry.digest not in effective:
                kept |= {e.digest: e for e in self._disposals.named(act)}
        self._lift([e for e in kept.values() if e.core.payload not in payloads])

    def _delete(self, entries: Iterable[Entry]) -> None:
        seat, fresh = self._disposals.seat, False
        done = {e.digest for e in self._store.unread(seat, Why.DISPOSED)}
        for entry in entries:
            fresh = fresh or not self._store.is_disposed(entry.core.payload)
            self._store.dispose(entry.core.payload)
            if entry.digest not in done and self._disposals.verdict(entry) is None:
                self._folding.take_out(entry)
        if fresh:  # others may name the same text
            again = (Why.UNREADABLE, Why.ABSENT)
            self._folding.add([e for w in again for e in self._store.unread(seat, w)])

    def _lift(self, entries: list[Entry]) -> None:
        marked = [e for e in entries if self._store.is_disposed(e.core.payload)]
        for entry in marked:
            self._store.forget_disposal(entry.core.payload)
        if marked:
            verdict = self._disposals.verdict
            self._folding.add([e for e in marked if verdict(e) is None])
            self._store.forget_courier("p")
            self._store.clear_other_caches(self._disposals.seat)

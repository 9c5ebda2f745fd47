"""Folding ordinary entries: opened, put in order, and added up per subject and scope."""

from collections.abc import Callable, Iterable

import msgspec

from incidentkit.vault.cache import Cell, StateCache
from incidentkit.vault.entry import Entry
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Fold, ScopeId, SeatId, State, SubjectId
from incidentkit.vault.opening import Label
from incidentkit.vault.reading import EntryReader, Opened
from incidentkit.vault.store import Store
from incidentkit.vault.watching import Watch, told, unwatched

_Key = tuple[str, SubjectId, ScopeId]


def in_turn(entry: Entry) -> tuple[tuple[int, int, bytes, int], bytes]:
    """Return the key of the one order in which every reader folds entries."""
    return (entry.order, entry.digest)


def decode_state(cell: Cell, fold: Fold) -> State:
    """Return the state that a cell holds."""
    return msgspec.msgpack.decode(cell.data, type=fold.state)


class Folding:
    """Adds entries to one reader's states, and keeps an index of what is in them."""

    def __init__(
        self,
        store: Store,
        seat: SeatId,
        cache: StateCache,
        reader: EntryReader,
        on_newer: Callable[[Entry], None],
    ) -> None:
        self._store = store
        self._seat = seat
        self._cache = cache
        self._reader = reader
        self._on_newer = on_newer
        self._vouching = reader.vouching

    def add(self, entries: Iterable[Entry], watch: Watch = unwatched) -> None:
        """Add effective entries; whatever came late makes its subject fold again."""
        sums: dict[_Key, _Sum] = {}
        late: set[_Key] = set()
        ordered = sorted({e.digest: e for e in entries}.values(), key=in_turn)
        for entry in told(ordered, watch):
            opened = self._open_or_set_aside(entry)
            if opened is None:
                continue
            key = _key(opened)
            self._store.put_touch(self._seat, self._cache.tag(*key[1:]), entry.digest)
            if opened.kind.vouched:
                self._vouching.note(entry)
            so_far = sums.get(key) or _Sum(self._cache.get(*key))
            if key in late or not so_far.comes_before(entry):
                late.add(key)
                continue
            so_far.add(opened)
            sums[key] = so_far
        for key in sums.keys() - late:
            self._cache.put(sums[key].cell(*key[1:]))
        for key in sorted(late):
            self.refold(*key)

    def refold(self, fold: str, subject: bytes, scope: bytes) -> None:
        """Fold a subject again from all its entries, because one came late."""
        tag = self._cache.tag(subject, scope)
        total = _Sum(None)
        for entry in sorted(self._store.touching(self._seat, tag), key=in_turn):
            opened = self._reader.open(entry)
            if opened is not None and opened.kind.fold.name == fold:
                total.add(opened)
        if total.count:
            self._cache.put(total.cell(subject, scope))
        else:
            self._cache.drop(fold, subject, scope)

    def refold_turned(self, scopes: Iterable[ScopeId]) -> None:
        """Fold again what is told of these scopes by those who now count, or no more."""
        turned = [e for scope in scopes for e in self._vouching.turned(scope)]
        keys: set[_Key] = set()
        for entry in turned:
            self._vouching.note(entry)
            opened = self._reader.open(entry)
            keys |= {_key(opened)} if opened is not None else set()
        for key in sorted(keys):
            self.refold(*key)

    def take_out(self, entry: Entry) -> None:
        """Fold a subject again without an entry whose payload is gone."""
        self._set_aside(entry, self._reader.read(entry))
        label = self._reader.label(entry)
        kind = self._reader.kind(label) if label is not None else None
        if label is not None and kind is not None:
            tag = self._cache.tag(label.subject, entry.core.scope)
            self._store.drop_touch(self._seat, tag, entry.digest)
            if kind.vouched:
                self._vouching.forget(entry)
            self.refold(kind.fold.name, label.subject, entry.core.scope)

    def _open_or_set_aside(self, entry: Entry) -> Opened | None:
        self._store.drop_unread(self._seat, entry.digest)
        label = self._reader.label(entry)
        opened = self._reader.read_as(entry, label)
        if label is not None:
            self._note_settling(entry, label, opened)
        if isinstance(opened, Opened):
            return opened
        self._set_aside(entry, opened)
        return None

    def _note_settling(self, entry: Entry, label: Label, opened: Opened | Why) -> None:
        """Index what closes its subject, or takes the place of other texts.

        That holds whether or not its own text is here any more.
        """
        kind = self._reader.kind(label)
        if kind is None or not (kind.closes or label.replaces):
            return
        tag = self._cache.settling_tag(label.subject, entry.core.scope)
        if isinstance(opened, Opened) or opened in (Why.DISPOSED, Why.ABSENT):
            self._store.put_touch(self._seat, tag, entry.digest)
        else:
            self._store.drop_touch(self._seat, tag, entry.digest)

    def _set_aside(self, entry: Entry, why: Opened | Why) -> None:
        if isinstance(why, Why):
            self._store.put_unread(self._seat, entry, why)
        if why is Why.NEWER:
            self._on_newer(entry)


class _Sum:
    """The state of one cell while entries are added to it."""

    def __init__(self, cell: Cell | None) -> None:
        self._cell = cell
        self._fold: Fold | None = None
        self._state: State | None = None
        self._order = cell.order if cell else None
        self.count = cell.count if cell else 0

    def comes_before(self, entry: Entry) -> bool:
        """Whether everything in the sum comes before an entry."""
        return self._order is None or self._order < entry.order

    def add(self, opened: Opened) -> None:
        """Add an entry; entries are added in their turn, and are of one fold."""
        fold = opened.kind.fold
        if self._fold is None and self._cell is not None:
            self._state = decode_state(self._cell, fold)
        self._fold = fold
        self._state = fold.apply(self._state, opened.fact)
        self._order = opened.entry.order
        self.count += 1

    def cell(self, subject: bytes, scope: bytes) -> Cell:
        """Return the cell as it is now; something was added to it."""
        assert self._fold is not None  # noqa: S101
        assert self._order is not None  # noqa: S101
        data = msgspec.msgpack.encode(self._state)
        return Cell(self._fold.name, subject, scope, self._order, self.count, data)


def _key(opened: Opened) -> _Key:
    subject, scope = opened.label.subject, opened.entry.core.scope
    return (opened.kind.fold.name, SubjectId(subject), ScopeId(scope))

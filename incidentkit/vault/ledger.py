"""What the journal adds up to for one reader: judged, opened, and folded.

The ledger takes entries that intake has stored, in any order, and keeps the
state cache equal to what a full rebuild would give.
"""

from collections.abc import Callable, Iterable, Iterator

from incidentkit.crypto.keys import sha256
from incidentkit.vault.acts import (
    Accept,
    Delivered,
    Entitled,
    EntryClass,
    EpochBegun,
    Genesis,
    Head,
    ScopeOpened,
    Withdrawn,
)
from incidentkit.vault.cache import Cover, StateCache
from incidentkit.vault.disposing import Disposals, Disposing
from incidentkit.vault.encoding import NO_HASH, NO_ID, encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.folding import Folding, decode_state, in_turn
from incidentkit.vault.granting import (
    SCOPE_FOLD,
    Standing,
    count_in,
    fold_grant,
    scope_state,
)
from incidentkit.vault.judging import (
    Why,
    branches_of,
    cutting_points,
    deed_of,
    read_roster,
    verdicts_on,
)
from incidentkit.vault.kinds import (
    Catalogue,
    Digest,
    Fact,
    Fold,
    Role,
    ScopeId,
    SeatId,
    State,
    SubjectId,
)
from incidentkit.vault.opening import EpochKey, Keyring
from incidentkit.vault.reading import EntryReader, Opened
from incidentkit.vault.roster import Roster, Verdict
from incidentkit.vault.scopes import (
    Epoch,
    ScopeView,
    StandardScopes,
    kit_scope,
    leads_scope,
)
from incidentkit.vault.seat import Seat
from incidentkit.vault.store import Store
from incidentkit.vault.vouching import Vouching
from incidentkit.vault.watching import Watch, shares, told, unwatched

__all__ = ["SCOPE_FOLD", "Ledger", "decode_state"]

_PARTS = (30, 70)  # how long judging and folding take in relation to each other


class Ledger:
    """One reader's view of the journal."""

    def __init__(
        self,
        store: Store,
        kit: bytes,
        seat: Seat,
        catalogue: Catalogue,
        anchored: Callable[[], bytes] = lambda: NO_HASH,
    ) -> None:
        self._store = store
        self._kit = kit
        self._seat = seat
        self._seat_id = seat.id
        self._catalogue = catalogue
        self.standard = StandardScopes(kit_scope(kit), leads_scope(kit), kit)
        self.cache = StateCache(store, seat, anchored)
        self._views: dict[ScopeId, ScopeView] = {}
        self.keyring = Keyring(kit, seat, self.standard.leads, self.view)
        self._reader = EntryReader(
            store,
            self.keyring,
            catalogue,
            lambda entry: self.roster.signer(deed_of(entry)),
            Vouching(store, seat.id, self.cache, lambda: self.roster, self.view),
        )
        self._folding = Folding(
            store, seat.id, self.cache, self._reader, self._mark_newer
        )
        self._newer: set[bytes] = set()
        self.disposals = Disposals(
            store,
            seat.id,
            self.cache,
            self._reader,
            self.standard.kit,
            self._verdict,
            self._left_to_others,
        )
        self._disposing = Disposing(self.disposals, self._folding)
        self._covered: dict[bytes, int] = {}
        self.reload_roster()

    # --- opening ---------------------------------------------------------

    def load(self) -> Cover | None:
        """Read the state cache, if this version of the app made it.

        Raises:
            TamperedError: The cache was changed.
        """
        cover = self.cache.load()
        if cover is None:
            return None
        self._covered = {head.chain: head.number for head in cover.heads}
        for entry in self._set_aside(Why.NEWER):
            if self._reader.read(entry) is Why.NEWER:
                self._mark_newer(entry)
        return cover

    def reload_roster(self) -> None:
        """Evaluate the roster again from what is stored."""
        entries = read_roster(self._store, self._kit)
        self.roster = Roster(entries, branches=branches_of(self._store))
        self._views.clear()

    def rebuild(self, watch: Watch = unwatched) -> None:
        """Make the state cache again from the journal, inside a transaction.

        `watch` is told how far it is, and may end it by raising; the transaction
        must then be undone.
        """
        self.cache.clear()
        self._newer.clear()
        self._covered.clear()
        self.reload_roster()
        self.keyring.forget_failures()
        self._disposing.forget()
        self._fold_in(self._store.all_entries(), rebuilt=True, watch=watch)

    def save(self) -> bytes:
        """Write what changed of the state cache; returns its root."""
        heads = tuple(self._store.heads().values())
        self._covered = {head.chain: head.number for head in heads}
        cover = Cover(
            heads=heads,
            roster=self.basis(),
            folds=self._catalogue.fold_versions(),
            entries=self.cache.counted(),
            unread=self._store.count_unread(self._seat_id),
        )
        return self.cache.save(cover)

    def basis(self) -> bytes:
        """Return a digest of what all verdicts rest on: the roster, and the forks."""
        forks = sorted(self._store.forks().items())
        return sha256(encode((self.roster.frontier, forks)))

    def missing(self) -> Iterator[Entry]:
        """Yield the stored entries that the cache does not cover yet."""
        for chain in self._store.chains():
            yield from self._store.chain(chain, self._covered.get(chain, 0))

    # --- taking in -------------------------------------------------------

    def absorb(self, entries: Iterable[Entry], watch: Watch = unwatched) -> None:
        """Give effect to entries that were just stored, inside a transaction.

        `watch` may end it by raising; the transaction must then be undone.
        """
        given = tuple(entries)
        entries = (*given, *self._unfinished_changes(given))
        news = [e for e in entries if e.core.cls == EntryClass.ROSTER]
        if self._changes_verdicts(entries, news):
            self.rebuild(watch)
            return
        if news:
            self.reload_roster()
        self._fold_in(entries, watch=watch)

    def _changes_verdicts(self, entries: Iterable[Entry], news: list[Entry]) -> bool:
        """Whether earlier entries may count differently now.

        Only letting somebody new in leaves every earlier verdict as it was. On
        a fork, which branch an admission meant may show only now.
        """
        forks = self._store.forks()
        forked = any(entry.chain in forks for entry in entries)
        gentle = all(isinstance(e.act, Accept | Genesis) for e in news)
        waiting = bool(news) and any(True for _ in self._set_aside(Why.WAITING))
        return forked or waiting or not gentle

    def has_late(self) -> bool:
        """Whether anything that was set aside can be given effect by now."""
        return any(True for _ in self._late())

    def reread(self) -> None:
        """Give effect to what was set aside for a reason that is gone."""
        self._fold_in(self._late())

    # --- questions -------------------------------------------------------

    def view(self, scope: ScopeId) -> ScopeView:
        """Return a scope as the known roster and grants make it."""
        if scope not in self._views:
            is_leads = scope == self.standard.leads
            leads = {} if is_leads else self.view(self.standard.leads).epochs
            cell = self.cache.get(SCOPE_FOLD, scope, NO_ID)
            entries = scope_state(cell).entries if cell else ()
            self._views[scope] = ScopeView(
                scope, entries, self.roster, self.standard, leads
            )
        return self._views[scope]

    def held_tips(self, scope: ScopeId) -> tuple[tuple[Epoch, EpochKey], ...]:
        """Return the keys held that no other key held leads back to.

        Seen from the keys and not from what is claimed: an epoch that names
        another as its parent without handing its key on replaces nothing.
        """
        view = self.view(scope)
        # All epochs whose key is at hand: somebody may have written under one
        # whose beginner turned out to be nobody.
        epochs = {**view.sources, **view.epochs}
        keys = {d: self.keyring.key(scope, d) for d in epochs}
        held = {d: key for d, key in keys.items() if key is not None}
        replaced = {
            parent.epoch
            for digest in held
            for parent in epochs[digest].begun.parents
            if parent.epoch in held
            and self.keyring.replaces(scope, epochs[digest], parent)
        }
        return tuple(
            (epochs[d], key) for d, key in sorted(held.items()) if d not in replaced
        )

    def heads_of(self, seats: frozenset[SeatId]) -> tuple[Head, ...]:
        """Return where each chain of these seats can be cut."""
        return cutting_points(self._store, seats)

    def state(self, fold: Fold, subject: bytes, scope: bytes) -> State | None:
        """Return the state of a subject in a scope."""
        cell = self.cache.get(fold.name, subject, scope)
        return None if cell is None else decode_state(cell, fold)

    def states(self, fold: Fold) -> Iterator[tuple[SubjectId, ScopeId, State]]:
        """Yield every state of one fold."""
        for cell in self.cache.cells():
            if cell.fold == fold.name:
                subject, scope = SubjectId(cell.subject), ScopeId(cell.scope)
                yield subject, scope, decode_state(cell, fold)

    def is_newer(self, subject: bytes) -> bool:
        """Whether a later version of the app wrote about the subject."""
        return subject in self._newer

    def facts(self, subject: bytes, scopes: Iterable[bytes]) -> tuple[Fact, ...]:
        """Return every effective entry about a subject, in order."""
        found = [
            opened
            for scope in scopes
            for entry in self._store.touching(
                self._seat_id, self.cache.tag(subject, scope)
            )
            if (opened := self._reader.open(entry)) is not None
        ]
        found.sort(key=lambda opened: in_turn(opened.entry))
        return tuple(opened.fact for opened in found)

    def opened(self, entry: Entry) -> Opened | None:
        """Return one entry opened, or None when this reader cannot open it now."""
        return self._reader.open(entry)

    # --- folding ---------------------------------------------------------

    def _fold_in(
        self,
        entries: Iterable[Entry],
        *,
        rebuilt: bool = False,
        watch: Watch = unwatched,
    ) -> None:
        judging, folding = shares(watch, *_PARTS)
        batch = {entry.digest: entry for entry in entries}
        verdicts: dict[Digest, Why | None] = {}
        for entry in told(tuple(batch.values()), judging):
            if entry.digest not in verdicts:
                verdicts |= verdicts_on(self._store, self.roster, entry)
        touched: set[ScopeId] = set()
        ordinary: list[Entry] = []
        for entry in sorted(batch.values(), key=in_turn):
            why = verdicts[entry.digest]
            if why is not None:
                self._store.put_unread(self._seat_id, entry, why)
            elif entry.is_ordinary:
                ordinary.append(entry)
            if not entry.is_ordinary:
                touched |= self._fold_authority(entry, stands=why is None)
        reopened = self._can_be_opened(touched) if touched else []
        self._folding.add((*ordinary, *reopened), folding)
        self._folding.refold_turned(sorted(touched))
        # Before anybody is shown anything: all of this is one transaction.
        if rebuilt or self._disposing.concerned((*batch.values(), *reopened)):
            self._disposing.carry_out()

    def _fold_authority(self, entry: Entry, *, stands: bool) -> frozenset[ScopeId]:
        """Fold an entry of authority; returns the scopes that it says something about."""
        if stands:
            self._store.drop_unread(self._seat_id, entry.digest)
        act = entry.act
        if isinstance(act, ScopeOpened | Entitled | Withdrawn | EpochBegun | Delivered):
            as_lead = self.roster.judge(deed_of(entry), Role.LEAD)
            by_lead = stands and as_lead is Verdict.EFFECTIVE
            once_lead = as_lead in (Verdict.EFFECTIVE, Verdict.HELD)
            standing = Standing(stands, by_lead, once_lead)
            return fold_grant(self.cache, entry, act, standing)
        if stands:
            count_in(self.cache, entry)
        return frozenset()

    def _can_be_opened(self, touched: set[ScopeId]) -> list[Entry]:
        """Return the entries that the keys of these scopes may open by now."""
        if self.standard.leads in touched:
            self._views.clear()
            touched = touched | self._store.unread_scopes(self._seat_id)
        for scope in touched:
            self._views.pop(scope, None)
        self.keyring.forget_failures()
        return [
            entry
            for scope in sorted(touched)
            for entry in self._store.unread(self._seat_id, Why.SEALED, scope)
        ]

    # --- disposal --------------------------------------------------------

    def _left_to_others(self, scope: ScopeId) -> bool:
        """Whether another officer who uses this machine may read a scope."""
        here = {SeatId(slot.header.seat) for slot in self._store.slots()}
        return bool((here - {self._seat_id}) & self.view(scope).allowed)

    # --- judging ---------------------------------------------------------

    def _verdict(self, entry: Entry) -> Why | None:
        return verdicts_on(self._store, self.roster, entry)[entry.digest]

    def _set_aside(self, why: Why) -> Iterator[Entry]:
        return self._store.unread(self._seat_id, why)

    def _late(self) -> Iterator[Entry]:
        """Yield entries whose payload has arrived, or that this version understands."""
        for entry in self._set_aside(Why.ABSENT):
            if self._store.has_payload(entry.core.payload):
                yield entry
        for entry in self._set_aside(Why.NEWER):
            if self._reader.read(entry) is not Why.NEWER:
                yield entry
        for entry in self._set_aside(Why.UNKNOWN):
            if self._verdict(entry) is not Why.UNKNOWN:
                yield entry

    def _unfinished_changes(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield earlier parts of changes that these entries may complete."""
        if any(entry.core.part > 1 for entry in entries):
            yield from self._set_aside(Why.INCOMPLETE)

    def _mark_newer(self, entry: Entry) -> None:
        label = self._reader.label(entry)
        if label is not None:
            self._newer.add(label.subject)

"""An unlocked kit: the one way to write, and the one way to read.

A service asks with a `Change`. The session signs, seals, folds and stores it in
one transaction, sets the anchor, and only then answers.
"""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping

from incidentkit.errors import NewerEntriesError, RoleNeededError, SeatRemovedError
from incidentkit.vault.acts import CLASS_OF, Accept, Act, EntryClass, Remove
from incidentkit.vault.anchor import Anchoring
from incidentkit.vault.change import Change, Write
from incidentkit.vault.compose import Made, Step
from incidentkit.vault.entry import Entry, named_heads
from incidentkit.vault.granting import scopes_in
from incidentkit.vault.intake import Arrival, Intake
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import (
    Fact,
    Fold,
    PersonId,
    Role,
    ScopeId,
    SeatId,
    State,
    SubjectId,
)
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.lookup import facts_about, find_fact, had_role
from incidentkit.vault.open_kit import NOTHING, Identity, Kit, Receipt
from incidentkit.vault.ownchain import Epochs, OwnChain, acting
from incidentkit.vault.planning import Planner
from incidentkit.vault.roster import Member, Roster
from incidentkit.vault.scopes import Readers, StandardScopes, scope_id
from incidentkit.vault.seat import Seat
from incidentkit.vault.store import Store
from incidentkit.vault.unlocking import bring_up
from incidentkit.vault.watching import Watch, shares, unwatched

__all__ = ["NOTHING", "Identity", "Kit", "Receipt", "Session"]


class Session:
    """One officer's unlocked kit. Ends with the process, or with `close`."""

    def __init__(self, kit: Kit, seat: Seat) -> None:
        self.kit = kit
        self.clock = kit.clock
        self._store = kit.store
        self._seat = seat
        self._intake = Intake(kit.store, kit.identity)
        self._anchor = Anchoring(kit.places, kit.store, kit.identity.kit, seat.id)
        self.states_were_stale = False
        self._ledger: Ledger | None = None
        self._chain = OwnChain(kit.store, kit.identity.kit, seat, kit.places)
        self._listeners: list[Callable[[], None]] = []
        self._nonces: dict[ScopeId, bytes] = {}
        _ = self.ledger
        self._find_chain()
        self._anchor.after_opening(self.clock.now_ms(), self.ledger.cache.root)

    # --- who -------------------------------------------------------------

    @property
    def me(self) -> Identity:
        """Who is at this machine, with the role the roster gives now.

        Raises:
            SeatRemovedError: The seat has no role any more.
        """
        role = self.roster.role_of(self._seat.id)
        person = self.roster.person_of(self._seat.id)
        if role is None or person is None:
            raise SeatRemovedError
        return Identity(person, self._seat.id, role)

    @property
    def ledger(self) -> Ledger:
        """What the journal adds up to; read again after a write that failed."""
        if self._ledger is None:
            kit, store = self.kit, self._store
            kit_id, anchored = kit.identity.kit, self._anchor.root
            ledger = Ledger(store, kit_id, self._seat, kit.catalogue, anchored)
            if bring_up(store, ledger, self._seat.id, kit.catalogue):
                self.states_were_stale = True
            self._chain.find()
            self._ledger = ledger
        return self._ledger

    @property
    def roster(self) -> Roster:
        """Everybody's seats and roles."""
        return self.ledger.roster

    @property
    def standard(self) -> StandardScopes:
        """The scopes of everybody and of the comms leads."""
        return self.ledger.standard

    @property
    def seat(self) -> Seat:
        """This seat's keys, for the parts of the vault that seal with them."""
        return self._seat

    @property
    def writer(self) -> bytes:
        """The name this database writes under in a shared folder."""
        return bytes(self._chain.id)

    def members(self) -> tuple[Member, ...]:
        """Return everybody with a role, by rank."""
        return self.roster.members()

    def seats_of(self, person: PersonId) -> frozenset[SeatId]:
        """Return the seats of a person that count now."""
        return next(
            (m.seats for m in self.members() if m.person == person), frozenset()
        )

    # --- reading ---------------------------------------------------------

    def state(
        self, fold: Fold, subject: bytes, scope: bytes | None = None
    ) -> State | None:
        """Return what is known of a subject in a scope, everybody's by default."""
        return self.ledger.state(fold, subject, scope or self.standard.kit)

    def states(self, fold: Fold) -> Iterator[tuple[SubjectId, ScopeId, State]]:
        """Yield every state of one fold that this seat can read."""
        return self.ledger.states(fold)

    def facts(self, subject: bytes) -> tuple[Fact, ...]:
        """Return every effective entry about a subject that this seat can open."""
        return facts_about(self.ledger, subject)

    def fact(self, digest: bytes) -> Fact:
        """Open one entry.

        Raises:
            As `find_fact`.
        """
        return find_fact(self.ledger, self._store, digest)

    def had_role(self, entry: bytes, least: Role) -> bool:
        """Whether whoever signed an entry had at least this role when they did."""
        return had_role(self.ledger, self._store, entry, least)

    def can_read(self, scope: bytes) -> bool:
        """Whether this seat is entitled to a scope and has been handed its keys."""
        view = self.ledger.view(ScopeId(scope))
        keyless = not view.epochs or bool(self.ledger.held_tips(ScopeId(scope)))
        return self._seat.id in view.allowed and keyless

    def has_unopened(self, scope: bytes) -> bool:
        """Whether a scope holds entries that this seat cannot open yet."""
        return ScopeId(scope) in self._store.unread_scopes(self._seat.id)

    def readers(self, scope: bytes) -> Readers:
        """Return who may read a scope now."""
        return self.ledger.view(ScopeId(scope)).readers

    def without_effect(self, why: Why) -> tuple[Entry, ...]:
        """Return the entries that had no effect for one reason."""
        return tuple(self._store.unread(self._seat.id, why))

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have `listener` called after every commit and every arrival."""
        self._listeners.append(listener)

    # --- writing ---------------------------------------------------------

    def commit(self, change: Change) -> Receipt:
        """Write a change, durably, whole or not at all.

        Raises:
            RoleNeededError: This person's role may not write one of its parts.
            NotAHolderError: It writes where this seat cannot.
            NewerEntriesError: A subject holds entries from a later version.
            DiskFullError, ReadOnlyError, WriteFailedError: Nothing was kept.
        """
        self._check_allowed(change)
        planner = self._planner()
        made = self._write(planner.plan(change), planner.epochs)
        return Receipt(tuple(made.written))

    def commit_acts(
        self,
        acts: Iterable[Act],
        change: Change = NOTHING,
        prepare: Callable[[Planner], None] = lambda planner: None,
        also: Callable[[Store], None] = lambda store: None,
    ) -> Receipt:
        """Write acts of authority, and a change that goes with them.

        `also` writes what is kept on this machine only, in the same transaction.
        """
        acts = tuple(acts)
        if any(CLASS_OF[type(act)] is EntryClass.ROSTER for act in acts):
            self._check_no_unknown_class(acts)
        planner = self._planner()
        prepare(planner)
        steps = planner.plan(change, [acting(act) for act in acts])
        return Receipt(tuple(self._write(steps, planner.epochs, also).written))

    def accept(
        self,
        act: Accept,
        change: Change = NOTHING,
        also: Callable[[Store], None] = lambda store: None,
    ) -> Receipt:
        """Let a newcomer's machine in, and hand it what its role may read.

        Raises:
            RoleNeededError: Only a comms lead can.
        """
        if self.me.role is not Role.LEAD:
            raise RoleNeededError(Role.LEAD.name)
        scopes = [self.standard.kit]
        role = act.role or max(
            (m.role for m in self.members() if m.person == act.person), default=0
        )
        if role == Role.LEAD:
            scopes.append(self.standard.leads)

        def prepare(planner: Planner) -> None:
            planner.introduce(act.keys, scopes)

        return self.commit_acts([act], change, prepare, also)

    def new_scope(self) -> ScopeId:
        """Return the id of a scope that only this seat can open, in a later change."""
        nonce = secrets.token_bytes(16)
        scope = scope_id(self.kit.identity.kit, self._seat.id, nonce)
        self._nonces[scope] = nonce
        return scope

    def _planner(self) -> Planner:
        return Planner(self.ledger, self.kit.identity.kit, self._seat.id, self._nonces)

    def settle(self, scopes: Iterable[ScopeId] | None = None) -> int:
        """Hand over the keys that entitled readers are owed; returns how many entries."""
        if self.roster.role_of(self._seat.id) is None:
            return 0  # a removed seat has nothing to hand over
        wanted = set(scopes if scopes is not None else scopes_in(self.ledger.cache))
        planner = self._planner()
        steps = planner.settle(wanted | {self.standard.kit, self.standard.leads})
        if steps:
            self._write(steps, planner.epochs)
        return len(steps)

    def receive(
        self,
        entries: Iterable[Entry],
        payloads: Mapping[bytes, bytes],
        watch: Watch = unwatched,
    ) -> Arrival:
        """Take in entries and payloads that a courier brought, in one transaction.

        Ancestors are given before descendants, as far as may be. A refused entry stops
        its chain and is named; others go on. When `watch` raises, none is taken in.
        """
        taking, folding = shares(watch, 1, 3)
        with self._durably():
            arrival = self._intake.take_all(entries, self.roster, taking)
            kept = self._keep(payloads, arrival)
            overtaken = self._leave_chain_if_overtaken(arrival)
            if arrival.forks:
                self._store.clear_other_caches(self._seat.id)
                self.ledger.rebuild()
            else:
                self.ledger.absorb(arrival.new, unwatched if overtaken else folding)
            # Once more: what arrived may hold back the disposal of a payload.
            kept = self._keep(payloads, arrival) or kept
            self.ledger.reread()
            if arrival.new or kept:
                self.ledger.save()
        if arrival.new or kept:
            self._after_commit()
        if overtaken:
            self._find_chain()
        return arrival

    def rebuild(self, watch: Watch = unwatched) -> None:
        """Make the state cache again from the journal; ended by `watch`, change nothing."""
        with self._durably():
            self.ledger.rebuild(watch)
            self.ledger.save()
        self._after_commit()

    def close(self) -> None:
        """Drop what was open. The kit itself stays open for another seat."""
        self._listeners.clear()

    # --- inside ----------------------------------------------------------

    @contextlib.contextmanager
    def _durably(self) -> Iterator[None]:
        """Write together or not at all. Memory never runs ahead of the disk."""
        self._anchor.before_commit(self.clock.now_ms(), self.ledger.cache.root)
        try:
            with self._store.transaction():
                yield
        except BaseException:
            self._ledger = None
            raise

    def _leave_chain_if_overtaken(self, arrival: Arrival) -> bool:
        """Give the chain up when somebody held, or names, more of ours than we do.

        It means that this database is a copy or was restored: going on with
        the old chain would fork it. There is no way back: nobody stops it after that.
        """
        ours = self._chain.id
        found = ours in arrival.forks or any(e.chain == ours for e in arrival.new)
        named = (h for e in arrival.new for h in named_heads(e) if h.chain == ours)
        if found or any(self._store.entry(head.digest) is None for head in named):
            self._chain.abandon(b"overtaken")
            return True
        return False

    def _find_chain(self) -> None:
        """Go on with this machine's own chain, or begin a new one."""
        if self._chain.find():
            return
        with self._durably():
            made = self._chain.begin(self.clock, self.roster.to_name)
            self._keep_made(made)
        self._after_commit(made)

    def _write(
        self,
        steps: list[Step],
        epochs: Epochs,
        also: Callable[[Store], None] = lambda store: None,
    ) -> Made:
        _ = self.me  # a removed seat writes nothing
        if not steps:
            return Made()
        if not self._chain.is_begun:
            self._find_chain()
        with self._durably():
            made = self._chain.make(steps, epochs, self.clock, self.roster.to_name)
            self._keep_made(made)
            also(self._store)
        self._after_commit(made)
        return made

    def _keep_made(self, made: Made) -> None:
        for entry in made.entries:
            self._store.add_entry(entry)
        for digest, sealed in made.payloads.items():
            self._store.put_payload(digest, sealed)
        for epoch, key in made.epochs.values():
            self.ledger.keyring.put(epoch, key)
        self.ledger.absorb(made.entries)
        self.ledger.save()
        self._chain.note_seen(made)

    def _after_commit(self, made: Made | None = None) -> None:
        if made is not None:
            self._chain.advance(made)
        self._anchor.after_commit(self.clock.now_ms(), self.ledger.cache.root)
        for listener in self._listeners:
            listener()

    def _keep(self, payloads: Mapping[bytes, bytes], arrival: Arrival) -> bool:
        """Keep the payloads of entries that were taken in; says whether any was new."""
        kept = False
        for digest, sealed in payloads.items():
            known = self._store.has_payload(digest) or self._store.is_disposed(digest)
            if not known and digest not in arrival.orphans:
                self._store.put_payload(digest, sealed)
                kept = True
        return kept

    def _check_no_unknown_class(self, acts: Iterable[Act]) -> None:
        """What a lead's later version says of authority may bear on who may do what.

        Removing stays possible, and whoever leads no more stops nobody: else one
        entry of nonsense would keep its writer in for ever.
        """
        if all(isinstance(act, Remove) for act in acts):
            return
        for entry in self.without_effect(Why.UNKNOWN):
            if self.roster.role_of(entry.seat) is Role.LEAD:
                raise NewerEntriesError

    def _check_allowed(self, change: Change) -> None:
        role = self.me.role
        for part in change.parts:
            least = part.kind.least if isinstance(part, Write) else Role.OFFICER
            if role < least:
                raise RoleNeededError(least.name)
            newer = isinstance(part, Write) and self.ledger.is_newer(part.subject)
            if isinstance(part, Write) and newer and not part.kind.is_note:
                raise NewerEntriesError

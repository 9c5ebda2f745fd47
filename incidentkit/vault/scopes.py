"""Who may read a scope, and which of its keys may still be used.

Pure. An entitlement is authority, a delivery is only transport: keys handed to
a seat that is not entitled spoil their epoch, and nobody seals under it again.
The rules are in FORMAT.md, section 6.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from incidentkit.vault.acts import (
    Delivered,
    Delivery,
    Entitled,
    EpochBegun,
    ScopeOpened,
    Withdrawn,
)
from incidentkit.vault.entry import seat_id
from incidentkit.vault.epochs import Epoch, holders_of
from incidentkit.vault.kinds import Digest, Role, ScopeId, SeatId
from incidentkit.vault.roster import Deed, Roster
from incidentkit.vault.scope_entry import ScopeEntry, ScopeState

Order = tuple[int, int, bytes, int]

__all__ = [
    "Epoch",
    "Readers",
    "ScopeEntry",
    "ScopeState",
    "ScopeView",
    "StandardScopes",
    "kit_scope",
    "leads_scope",
    "scope_id",
]


def kit_scope(kit: bytes) -> ScopeId:
    """Return the scope that everybody in the kit can read."""
    return ScopeId(hashlib.sha256(b"ik/scope/kit/1\0" + kit).digest()[:16])


def leads_scope(kit: bytes) -> ScopeId:
    """Return the scope that every comms lead can read."""
    return ScopeId(hashlib.sha256(b"ik/scope/leads/1\0" + kit).digest()[:16])


def scope_id(kit: bytes, seat: bytes, nonce: bytes) -> ScopeId:
    """Return the id of a scope that this seat opens with this nonce."""
    said = b"ik/scope/1\0" + kit + seat + nonce
    return ScopeId(hashlib.sha256(said).digest()[:16])


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read a scope now. `leads` and `recovery` are classes of reader."""

    seats: frozenset[SeatId]
    leads: bool
    recovery: bool


@dataclass(frozen=True, slots=True)
class StandardScopes:
    """The two scopes of every kit, whose readers follow from the roster."""

    kit: ScopeId
    leads: ScopeId
    kit_id: bytes


class ScopeView:
    """One scope, seen with the roster as it is known now."""

    def __init__(
        self,
        scope: ScopeId,
        entries: Iterable[ScopeEntry],
        roster: Roster,
        standard: StandardScopes,
        leads_epochs: Mapping[Digest, Epoch] | None = None,
    ) -> None:
        self._leads_epochs = leads_epochs or {}
        self.scope = scope
        self._all = tuple(entries)
        self._entries = tuple(entry for entry in self._all if entry.stands)
        self._roster = roster
        self._standard = standard
        self.readers = self._readers()

    @cached_property
    def sources(self) -> dict[Digest, Epoch]:
        """Every key that anybody began, whether or not they could read the scope."""
        return self._epochs(self._all)

    @cached_property
    def epochs(self) -> dict[Digest, Epoch]:
        """The keys begun by those who could ever read the scope."""
        return self._epochs(self._by_readers())

    @property
    def entries(self) -> tuple[ScopeEntry, ...]:
        """Everything that was ever said about the scope."""
        return self._all

    @property
    def allowed(self) -> frozenset[SeatId]:
        """Every recipient that a key of this scope may be handed to."""
        readers = self.readers
        found = set(readers.seats)
        if readers.leads:
            found |= {SeatId(self._standard.leads)}
            found |= self._roster.active_seats(Role.LEAD)
        if readers.recovery:
            found |= {seat_id(keys) for keys in self._roster.recovery_keys()}
        return frozenset(found)

    def usable(self, epoch: Epoch) -> bool:
        """Whether new entries may be sealed under this key."""
        known = epoch.stands and epoch.digest in self.epochs
        return known and self._reached(epoch) <= self.allowed

    def owed(self, epoch: Epoch) -> frozenset[SeatId]:
        """Return the entitled readers who have not been handed this key."""
        wanted = set(self.allowed)
        if self.readers.leads:
            wanted -= self._roster.active_seats(Role.LEAD) - self.readers.seats
        return frozenset(wanted) - self._served(epoch) - {epoch.by}

    def _served(self, epoch: Epoch) -> frozenset[SeatId]:
        """Return those whose delivery comes from somebody to be relied on.

        Anybody may write a delivery; whether it holds the key, only its reader
        can tell. So one from just anybody must not keep the true one back.
        """
        leads = self._roster.active_seats(Role.LEAD)
        standard = self.scope in (self._standard.kit, self._standard.leads)
        relied_on = leads | (frozenset() if standard else self.readers.seats)
        return frozenset(
            SeatId(item.to)
            for item, giver in zip(epoch.deliveries, epoch.givers, strict=True)
            if giver in relied_on or giver in (epoch.by, SeatId(item.to))
        )

    def _reached(self, epoch: Epoch) -> frozenset[SeatId]:
        """Everyone who can hold the key, through later keys and the leads' keys too."""
        found = holders_of(epoch, self.epochs)
        for delivery in epoch.deliveries:
            leads_epoch = self._leads_epochs.get(Digest(delivery.under))
            if leads_epoch is not None:
                found |= holders_of(leads_epoch, self._leads_epochs)
        return found

    def tips(self) -> tuple[Epoch, ...]:
        """Return the keys that no other key of the scope has replaced."""
        replaced = {p.epoch for e in self.epochs.values() for p in e.begun.parents}
        return tuple(e for d, e in sorted(self.epochs.items()) if d not in replaced)

    def strays(self) -> tuple[Delivery, ...]:
        """Return the deliveries to readers who never were entitled."""
        expected = self.allowed | self._ever()
        if self.readers.recovery:
            expected |= self._roster.sheets_seen()
        return tuple(
            item
            for epoch in self.epochs.values()
            for item in epoch.deliveries
            if item.to not in expected
        )

    def tokens_of(self, seat: SeatId) -> tuple[Digest, ...]:
        """Return the entries that entitle a seat by name."""
        return tuple(t for t, seats in self._standing_tokens().items() if seat in seats)

    def could_read(self, deed: Deed, order: Order, *, as_lead: bool) -> bool:
        """Whether a deed is by a reader: entitled before it, and not withdrawn from it.

        Said of what is known now, so a grant heard of later may change it. `order` is
        the place of the deed among all entries.
        """
        if self.scope in (self._standard.kit, self._standard.leads):
            return as_lead or self.scope == self._standard.kit
        before = [entry for entry in self._entries if entry.order < order]
        if as_lead and any(
            isinstance(e.act, ScopeOpened)
            and e.act.leads
            and self._is_opening(e, e.act)
            for e in before
        ):
            return True
        ends, tokens = self._rights
        return any(
            deed.seat in tokens.get(Digest(entry.digest), ())
            and not any(_cuts_off(end, deed, entry.digest) for end in ends)
            for entry in before
        )

    @property
    def has_withdrawals(self) -> bool:
        """Whether anybody was ever taken away from the scope."""
        return any(isinstance(entry.act, Withdrawn) for entry in self._entries)

    # --- who -------------------------------------------------------------

    def _readers(self) -> Readers:
        active = self._roster.active_seats()
        if self.scope == self._standard.kit:
            return Readers(active, leads=False, recovery=True)
        if self.scope == self._standard.leads:
            leads = self._roster.active_seats(Role.LEAD)
            return Readers(leads, leads=False, recovery=True)
        opened = [
            e.act
            for e in self._entries
            if isinstance(e.act, ScopeOpened) and self._is_opening(e, e.act)
        ]
        named = {s for seats in self._standing_tokens().values() for s in seats}
        return Readers(
            frozenset(named) & active,
            leads=any(act.leads for act in opened),
            # The sheet holds the leads' keys, so what they read it reads.
            recovery=any(act.recovery or act.leads for act in opened),
        )

    @cached_property
    def _rights(self) -> tuple[tuple[ScopeEntry, ...], dict[Digest, frozenset[SeatId]]]:
        """The withdrawals that count, and what each entry gave before any of them."""
        ends = self._ends(self._granted(()))
        return ends, self._granted(ends)

    def _standing_tokens(self) -> Mapping[Digest, frozenset[SeatId]]:
        ends, given = self._rights
        tokens = dict(given)
        for end in ends:
            act = end.act
            assert isinstance(act, Withdrawn)  # noqa: S101
            for token in act.tokens:
                if token in tokens:
                    tokens[Digest(token)] -= frozenset(SeatId(s) for s in act.seats)
        return tokens

    def _ends(
        self, granted: Mapping[Digest, frozenset[SeatId]]
    ) -> tuple[ScopeEntry, ...]:
        """Return the withdrawals that count.

        Somebody who was withdrawn cannot go on withdrawing those who stand
        above them in the row of givers, or beside them; so they are decided
        from the top down.
        """
        by_digest = {entry.digest: entry for entry in self._entries}
        found = [
            (_standing_of(entry, by_digest), entry.digest, entry)
            for entry in self._entries
            if self._may_withdraw(entry, granted)
        ]
        ends: list[tuple[int, ScopeEntry]] = []
        for place, _, entry in sorted(found, key=lambda one: one[:2]):
            token = getattr(entry.act, "token", b"")
            if not any(
                above < place and _cuts_off(end, entry, token) for above, end in ends
            ):
                ends.append((place, entry))
        return tuple(end for _, end in ends)

    def _granted(
        self, ends: Iterable[ScopeEntry], *, loosely: bool = False
    ) -> dict[Digest, frozenset[SeatId]]:
        """Return what each entry grants, following tokens from the opening down.

        Loosely also what has no effect any more, or not yet.
        """
        tokens: dict[Digest, frozenset[SeatId]] = {}
        ends = tuple(ends)
        growing = True
        while growing:
            growing = False
            for entry in self._all if loosely else self._entries:
                if entry.digest in tokens or not (
                    self._may_give(entry, tokens, ends)
                    or (loosely and entry.once_lead and isinstance(entry.act, Entitled))
                ):
                    continue
                act = entry.act
                assert isinstance(act, ScopeOpened | Entitled)  # noqa: S101
                tokens[Digest(entry.digest)] = frozenset(SeatId(s) for s in act.seats)
                growing = True
        return tokens

    def _may_give(
        self,
        entry: ScopeEntry,
        tokens: Mapping[Digest, frozenset[SeatId]],
        ends: tuple[ScopeEntry, ...],
    ) -> bool:
        match entry.act:
            case ScopeOpened() as act:
                return self._is_opening(entry, act)
            case Entitled(token=token):
                if entry.by_lead:
                    return True
                holds = SeatId(entry.seat) in tokens.get(Digest(token), frozenset())
                return holds and not any(_cuts_off(end, entry, token) for end in ends)
            case _:
                return False

    def _is_opening(self, entry: ScopeEntry, act: ScopeOpened) -> bool:
        """Whether this is the opening that the scope's id follows from."""
        return scope_id(self._standard.kit_id, entry.seat, act.nonce) == self.scope

    def _may_withdraw(
        self, entry: ScopeEntry, granted: Mapping[Digest, frozenset[SeatId]]
    ) -> bool:
        if not isinstance(entry.act, Withdrawn):
            return False
        token = Digest(entry.act.token)
        return entry.by_lead or SeatId(entry.seat) in granted.get(token, frozenset())

    # --- keys ------------------------------------------------------------

    def _by_readers(self) -> tuple[ScopeEntry, ...]:
        """Return what was said by those who could ever read the scope.

        Somebody who never could holds none of its keys, so what they begin or
        hand over is noise, and must not spoil what others have.
        """
        readers = self._ever()
        return tuple(entry for entry in self._all if SeatId(entry.seat) in readers)

    def _epochs(self, entries: tuple[ScopeEntry, ...]) -> dict[Digest, Epoch]:
        """Return the keys that were begun, and to whom each was handed."""
        handed: dict[bytes, list[tuple[SeatId, Delivery]]] = {}
        for entry in entries:
            if isinstance(entry.act, Delivered):
                for item in entry.act.items:
                    handed.setdefault(item.epoch, []).append((SeatId(entry.seat), item))
        return {
            Digest(entry.digest): Epoch(
                Digest(entry.digest),
                entry.act,
                SeatId(entry.seat),
                tuple(item for _, item in handed.get(entry.digest, ())),
                tuple(giver for giver, _ in handed.get(entry.digest, ())),
                entry.stands,
            )
            for entry in entries
            if isinstance(entry.act, EpochBegun)
        }

    def _ever(self) -> frozenset[SeatId]:
        """Return every seat that could at some time read the scope."""
        if self.scope == self._standard.kit:
            return self._roster.seats_seen()
        led = self._roster.seats_seen(Role.LEAD)
        if self.scope == self._standard.leads:
            return led
        named = {s for seats in self._granted((), loosely=True).values() for s in seats}
        leads = led if self.readers.leads else frozenset()
        return frozenset(named) | leads | self._roster.active_seats(Role.LEAD)


def _standing_of(entry: ScopeEntry, by_digest: Mapping[bytes, ScopeEntry]) -> int:
    """Return how far below the leads a writer stands in the row of givers.

    0 for a lead, 1 for who opened the scope, otherwise one more than who
    named them. The tokens lead back to an opening, or to a lead.
    """
    steps = 0
    while not entry.by_lead and not isinstance(entry.act, ScopeOpened):
        assert isinstance(entry.act, Entitled | Withdrawn)  # noqa: S101
        given = by_digest[entry.act.token]
        steps += 1
        if isinstance(given.act, ScopeOpened) and given.seat == entry.seat:
            return steps
        entry = given
    return steps if entry.by_lead else steps + 1


def _cuts_off(end: ScopeEntry, given: ScopeEntry | Deed, token: bytes) -> bool:
    """Whether a withdrawal ended what a token gave the writer, before this entry."""
    act = end.act
    assert isinstance(act, Withdrawn)  # noqa: S101
    if given.seat not in act.seats or token not in act.tokens:
        return False
    cut = next((h.number for h in act.cuts if h.chain == given.chain), 0)
    return given.number > cut

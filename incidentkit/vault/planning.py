"""From a change to the entries it takes: scopes opened, keys drawn and handed over.

Nobody seals under a key that somebody without a right to it may hold; a new
one is begun instead, and handed to those entitled in the same change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidentkit.crypto.hpke import can_seal_to
from incidentkit.errors import NotAHolderError
from incidentkit.vault.acts import (
    Delivered,
    Delivery,
    Entitled,
    EpochBegun,
    Head,
    ScopeOpened,
    SeatKeys,
    Withdrawn,
)
from incidentkit.vault.change import Change, Entitle, OpenScope, Withdraw, Write
from incidentkit.vault.compose import Composer, Step
from incidentkit.vault.entry import seat_id
from incidentkit.vault.kinds import Digest, Role, ScopeId, SeatId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.opening import (
    EpochKey,
    LeadsKey,
    hand_to_leads,
    hand_to_seat,
    seal_parent,
)
from incidentkit.vault.ownchain import acting
from incidentkit.vault.scopes import Epoch

# Keeps an entry well below the largest that a reader takes.
DELIVERIES_AN_ENTRY = 2000
NAMED_AN_ENTRY = 2000


@dataclass(frozen=True, slots=True)
class Handing:
    """A key to hand over, and to whom."""

    scope: ScopeId
    readers: frozenset[SeatId]
    key: EpochKey
    epoch: Digest | None = None  # None for one that this change begins


class Planner:
    """Plans one change against a ledger."""

    def __init__(
        self,
        ledger: Ledger,
        kit: bytes,
        me: SeatId,
        nonces: Mapping[ScopeId, bytes] | None = None,
    ) -> None:
        self._nonces = nonces or {}
        self._ledger = ledger
        self._kit = kit
        self._me = me
        self._roster = ledger.roster
        self.epochs: dict[ScopeId, tuple[Digest, EpochKey]] = {}
        self._fresh: dict[ScopeId, EpochKey] = {}
        self._allowed: dict[ScopeId, frozenset[SeatId]] = {}
        self._leads_open: dict[ScopeId, bool] = {}
        self._added: dict[ScopeId, frozenset[SeatId]] = {}
        self._acts: list[Step] = []
        self._begins: list[Step] = []
        self._handings: list[Handing] = []
        self._writes: list[Step] = []
        self._touched: set[ScopeId] = set()
        self._newcomers: dict[SeatId, SeatKeys] = {}

    def plan(self, change: Change, before: Iterable[Step] = ()) -> list[Step]:
        """Return the steps of a change; `before` are roster acts that come first.

        Raises:
            NotAHolderError: It writes where this seat cannot.
        """
        for part in change.parts:
            match part:
                case OpenScope():
                    self._open(part)
                case Entitle():
                    self._entitle(part)
                case Withdraw():
                    self._withdraw(part)
                case Write():
                    self._write(part)
        return [*before, *self._finish()]

    def settle(self, scopes: Iterable[ScopeId]) -> list[Step]:
        """Return the steps that hand over every key owed in these scopes."""
        for scope in sorted(scopes):
            view = self._ledger.view(scope)
            for epoch, _ in self._ledger.held_tips(scope):
                # What was handed once is not handed again, even if others may
                # not rely on it.
                self._owe(scope, epoch, view.owed(epoch) - epoch.given_by(self._me))
        return self._finish()

    def hand_tips(self, scope: ScopeId, readers: frozenset[SeatId]) -> None:
        """Plan to hand the current keys of a scope to readers about to be let in."""
        for epoch, _ in self._ledger.held_tips(scope):
            self._owe(scope, epoch, readers - epoch.recipients)

    def introduce(self, keys: SeatKeys, scopes: Iterable[ScopeId]) -> None:
        """Count a seat that this change lets in among a scope's readers."""
        self._newcomers[seat_id(keys)] = keys
        for scope in scopes:
            allowed = self._allowed_in(scope) | {seat_id(keys)}
            self._allowed[scope] = allowed
            self.hand_tips(scope, frozenset({seat_id(keys)}))

    def _finish(self) -> list[Step]:
        leads = SeatId(self._ledger.standard.leads)
        if any(leads in handing.readers for handing in self._handings):
            self._leads_key()  # may begin a key for the leads, before anything uses it
        handed = self._hand_over()
        return [*self._acts, *self._begins, *handed, *self._writes]

    # --- scopes ----------------------------------------------------------

    def _open(self, part: OpenScope) -> None:
        seats = part.seats | {self._me}
        act = ScopeOpened(
            part.scope,
            self._nonces[part.scope],
            tuple(sorted(seats)),
            part.leads,
            part.recovery,
        )
        self._acts.append(lambda composer: _ignore(composer.act(act)))
        readers = set(seats)
        if part.leads:
            readers.add(SeatId(self._ledger.standard.leads))
        if part.recovery or part.leads:
            readers |= {seat_id(keys) for keys in self._roster.recovery_keys()}
        self._allowed[part.scope] = frozenset(readers)
        self._leads_open[part.scope] = part.leads
        self._begin(part.scope)

    def _entitle(self, part: Entitle) -> None:
        scope = part.scope
        token = self._token(scope)
        act = Entitled(scope, tuple(sorted(part.seats)), token)
        self._acts.append(lambda composer: _ignore(composer.act(act)))
        self._allowed[scope] = self._allowed_in(scope) | part.seats
        self._added[scope] = self._added.get(scope, frozenset()) | part.seats
        self.hand_tips(scope, part.seats)

    def _withdraw(self, part: Withdraw) -> None:
        scope, view = part.scope, self._ledger.view(part.scope)
        tokens = sorted({t for seat in part.seats for t in view.tokens_of(seat)})
        cuts = tuple(self._cuts(part.seats))
        seats, own = tuple(sorted(part.seats)), self._token(scope)
        for start in range(0, max(len(tokens), 1), NAMED_AN_ENTRY):
            named = tuple(tokens[start : start + NAMED_AN_ENTRY])
            self._acts.append(acting(Withdrawn(scope, seats, named, cuts, own)))
        self._allowed[scope] = self._allowed_in(scope) - part.seats
        self._touched.add(scope)

    def _token(self, scope: ScopeId) -> bytes:
        if self._roster.role_of(self._me) == Role.LEAD:
            return b""
        tokens = self._ledger.view(scope).tokens_of(self._me)
        if not tokens:
            raise NotAHolderError
        return tokens[0]

    def _cuts(self, seats: frozenset[SeatId]) -> Iterable[Head]:
        return self._ledger.heads_of(seats)

    # --- keys ------------------------------------------------------------

    def _write(self, part: Write) -> None:
        scope = part.scope or self._ledger.standard.kit
        self._ensure_key(scope)
        self._writes.append(lambda composer: _ignore(composer.write(part, scope)))

    def _ensure_key(self, scope: ScopeId) -> None:
        if scope in self.epochs or scope in self._fresh:
            return
        view = self._ledger.view(scope)
        if scope not in self._touched:
            for epoch, key in self._ledger.held_tips(scope):
                if view.usable(epoch):
                    self.epochs[scope] = (epoch.digest, key)
                    return
        if self._me not in self._allowed_in(scope):
            raise NotAHolderError
        self._begin(scope)

    def _begin(self, scope: ScopeId) -> None:
        """Plan a new key for a scope, over every current one that is at hand."""
        key = EpochKey.draw()
        self._fresh[scope] = key
        parents = tuple(
            seal_parent(key, scope, epoch.digest, old)
            for epoch, old in self._most_shared(scope)
        )
        act = EpochBegun(scope, key.commitment, parents)

        def step(composer: Composer) -> None:
            composer.made.epochs[scope] = (composer.act(act), key)

        if scope == self._ledger.standard.leads:
            self._begins.insert(0, step)
        else:
            self._begins.append(step)
        self._handings.append(Handing(scope, self._readers_to_hand(scope), key))

    def _most_shared(self, scope: ScopeId) -> list[tuple[Epoch, EpochKey]]:
        """Return the current keys at hand; of very many, those that most were handed."""
        tips = self._ledger.held_tips(scope)
        found = sorted(tips, key=lambda tip: (-len(tip[0].recipients), tip[0].digest))
        return found[:NAMED_AN_ENTRY]

    def _readers_to_hand(self, scope: ScopeId) -> frozenset[SeatId]:
        """Return whom a new key goes to: seats by name, and the leads as one."""
        allowed = self._allowed_in(scope)
        leads = SeatId(self._ledger.standard.leads)
        if leads not in allowed:
            return allowed
        seats = allowed
        if scope not in self._leads_open:
            named = self._ledger.view(scope).readers.seats | self._added.get(
                scope, frozenset()
            )
            seats = allowed & (named | {self._me, leads} | self._sheets())
        if self._leads_key() is None:
            # Somebody who is no lead cannot seal to the leads as one.
            return (seats - {leads}) | self._roster.active_seats(Role.LEAD)
        return seats

    def _sheets(self) -> frozenset[SeatId]:
        return frozenset(seat_id(keys) for keys in self._roster.recovery_keys())

    def _allowed_in(self, scope: ScopeId) -> frozenset[SeatId]:
        if scope not in self._allowed:
            self._allowed[scope] = self._ledger.view(scope).allowed
        return self._allowed[scope]

    def _owe(self, scope: ScopeId, epoch: Epoch, readers: frozenset[SeatId]) -> None:
        key = self._ledger.keyring.key(scope, epoch.digest) if readers else None
        if key is not None:
            self._handings.append(Handing(scope, readers, key, epoch.digest))

    def _hand_over(self) -> list[Step]:
        """Return the entries that hand over every planned key, the leads' own first."""
        leads = self._ledger.standard.leads
        pairs = [
            (handing, reader)
            for handing in sorted(self._handings, key=lambda h: h.scope != leads)
            for reader in sorted(handing.readers - {self._me} | self._own(handing))
            if self._can_reach(reader)
        ]
        steps: list[Step] = []
        for start in range(0, len(pairs), DELIVERIES_AN_ENTRY):
            steps.append(self._delivering(pairs[start : start + DELIVERIES_AN_ENTRY]))
        self._handings = []
        return steps

    def _own(self, handing: Handing) -> frozenset[SeatId]:
        return (
            frozenset({self._me})
            if handing.epoch is None
            else handing.readers & {self._me}
        )

    def _delivering(self, pairs: list[tuple[Handing, SeatId]]) -> Step:
        def step(composer: Composer) -> None:
            items = tuple(
                self._seal(composer, handing, reader) for handing, reader in pairs
            )
            composer.act(Delivered(items))

        return step

    def _seal(self, composer: Composer, handing: Handing, reader: SeatId) -> Delivery:
        epoch = handing.epoch or composer.made.epochs[handing.scope][0]
        leads = self._ledger.standard.leads
        if bytes(reader) == bytes(leads):
            digest, key = composer.made.epochs.get(leads) or self._known_leads_key()
            at = LeadsKey(leads, digest, key)
            return hand_to_leads(self._kit, handing.scope, epoch, at, handing.key)
        keys = self._keys_of(reader)
        assert keys is not None  # noqa: S101
        return hand_to_seat(self._kit, handing.scope, epoch, keys, handing.key)

    def _can_reach(self, reader: SeatId) -> bool:
        if bytes(reader) == bytes(self._ledger.standard.leads):
            return self._leads_key() is not None
        keys = self._keys_of(reader)
        # One who gave a key that nobody can seal to shuts out only themselves.
        return keys is not None and can_seal_to(keys.sealing)

    def _keys_of(self, reader: SeatId) -> SeatKeys | None:
        if reader in self._newcomers:
            return self._newcomers[reader]
        for keys in self._roster.recovery_keys():
            if seat_id(keys) == reader:
                return keys
        return self._roster.keys_of(reader)

    def _leads_key(self) -> tuple[Digest, EpochKey] | None:
        leads = self._ledger.standard.leads
        view = self._ledger.view(leads)
        for epoch, key in self._ledger.held_tips(leads):
            if view.usable(epoch):
                return (epoch.digest, key)
        if self._me in view.allowed and leads not in self._fresh:
            self._begin(leads)
        return (Digest(bytes(32)), self._fresh[leads]) if leads in self._fresh else None

    def _known_leads_key(self) -> tuple[Digest, EpochKey]:
        found = self._leads_key()
        assert found is not None  # noqa: S101
        return found


def _ignore(_: object) -> None:
    return None

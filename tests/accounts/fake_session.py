"""A kit in memory that folds for real: entries sorted, folds applied, scopes kept.

It signs and seals nothing. Each session holds what it has heard; `hear` brings
it everything another has, so that people can work apart and meet again.
"""

import hashlib
import itertools
import secrets
from dataclasses import dataclass, field

import msgspec

from incidentkit.errors import NotAHolderError, RoleNeededError, UnknownNameError
from incidentkit.vault.change import Change, Entitle, OpenScope, Withdraw, Write
from incidentkit.vault.kinds import (
    Digest,
    Fact,
    PersonId,
    Role,
    ScopeId,
    SeatId,
    SubjectId,
)

KIT = ScopeId(b"k" * 16)


@dataclass
class FakeClock:
    now: int = 1_750_000_000_000

    def now_ms(self) -> int:
        return self.now


@dataclass(frozen=True)
class FakeIdentity:
    person: PersonId
    seat: SeatId
    role: Role


@dataclass(frozen=True)
class FakeReceipt:
    digests: tuple[Digest, ...]


@dataclass(frozen=True)
class FakeReaders:
    seats: frozenset[SeatId]
    leads: bool
    recovery: bool


@dataclass(frozen=True)
class FakeScopes:
    """The scopes that every kit has."""

    kit: ScopeId = KIT


@dataclass(frozen=True)
class Held:
    """A fact, with what is needed to fold it; or a grant."""

    at: int
    digest: bytes
    fact: Fact | None = None
    kind: object = None
    grant: object = None


def person_id(name: str) -> PersonId:
    return PersonId(hashlib.sha256(name.encode()).digest()[:16])


def seat_id(name: str) -> SeatId:
    return SeatId(hashlib.sha256(b"seat" + name.encode()).digest()[:16])


def _told_of(before: object, scope: bytes) -> bytes:
    """Return where the write before it was made; whoever wrote there can read it."""
    told = before.scope if isinstance(before, Write) else None
    return told if told and told != scope else b""


@dataclass
class FakeSession:
    name: str
    role: Role = Role.LEAD
    team: dict[str, Role] = field(default_factory=dict)
    clock: FakeClock = field(default_factory=FakeClock)
    held: dict[bytes, Held] = field(default_factory=dict)
    commits: list[Change] = field(default_factory=list)
    opened: list[bytes] = field(default_factory=list)
    standard: FakeScopes = FakeScopes()
    listeners: list = field(default_factory=list)
    _counter: itertools.count = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.team.setdefault(self.name, self.role)

    @property
    def me(self) -> FakeIdentity:
        return FakeIdentity(person_id(self.name), seat_id(self.name), self.role)

    def hear(self, *others: "FakeSession") -> None:
        for other in others:
            self.held.update(other.held)
        self._announce()

    def on_change(self, listener) -> None:
        self.listeners.append(listener)

    def _announce(self) -> None:
        for listener in self.listeners:
            listener()

    # --- writing

    def commit(self, change: Change) -> FakeReceipt:
        assert change.parts, "an empty change was committed"
        for part in change.parts:
            if isinstance(part, Write) and part.kind.least > self.role:
                raise RoleNeededError(part.kind.least.name)
        before, digests = dict(self.held), []
        try:
            for before_it, part in zip(
                (None, *change.parts), change.parts, strict=False
            ):
                if isinstance(part, Write):
                    digests.append(self._write(part, before_it))
                else:
                    self._grant(part)
        except NotAHolderError:
            self.held = before
            raise
        self.commits.append(change)
        self._announce()
        return FakeReceipt(tuple(digests))

    def _next(self, label: object) -> tuple[int, Digest]:
        latest = max((held.at for held in self.held.values()), default=0)
        at = max(self.clock.now, latest + 1)
        seed = f"{self.name}/{next(self._counter)}/{at}/{label}".encode()
        return at, Digest(hashlib.sha256(seed).digest())

    def _write(self, part: Write, before: object) -> Digest:
        scope = part.scope or KIT
        if not self.can_read(scope):
            raise NotAHolderError
        data = msgspec.msgpack.encode(part.body)
        body = msgspec.msgpack.decode(data, type=part.kind.body)
        assert msgspec.msgpack.encode(body) == data, "the payload has two spellings"
        at, digest = self._next(data)
        fact = Fact(
            digest=digest,
            subject=part.subject,
            scope=scope,
            kind=part.kind.name,
            body=body,
            at=at,
            wall=self.clock.now,
            person=self.me.person,
            seat=self.me.seat,
            vouched_in=_told_of(before, scope) if part.kind.vouched else b"",
        )
        self.held[digest] = Held(at, digest, fact=fact, kind=part.kind)
        return digest

    def _grant(self, part: OpenScope | Entitle | Withdraw) -> None:
        if isinstance(part, OpenScope):
            seats = part.seats | {self.me.seat}
            part = OpenScope(part.scope, seats, part.leads, part.recovery)
        elif not (self.can_read(part.scope) or self.role is Role.LEAD):
            raise NotAHolderError
        at, digest = self._next(part)
        self.held[digest] = Held(at, digest, grant=part)

    # --- reading

    def _in_order(self) -> list[Held]:
        return sorted(self.held.values(), key=lambda held: (held.at, held.digest))

    def readers(self, scope: bytes) -> FakeReaders:
        seats: frozenset[SeatId] = frozenset()
        leads = recovery = False
        for held in self._in_order():
            if held.grant is None or held.grant.scope != scope:
                continue
            match held.grant:
                case OpenScope() as opened:
                    seats, leads, recovery = opened.seats, opened.leads, opened.recovery
                case Entitle(seats=more):
                    seats |= more
                case Withdraw(seats=fewer):
                    seats -= fewer
        return FakeReaders(seats, leads, recovery)

    def new_scope(self) -> ScopeId:
        return ScopeId(secrets.token_bytes(16))

    def can_read(self, scope: bytes) -> bool:
        if scope == KIT:
            return True
        readers = self.readers(scope)
        is_lead = self.role is Role.LEAD and readers.leads
        return self.me.seat in readers.seats or is_lead

    def has_unopened(self, scope: bytes) -> bool:
        return False

    def seats_of(self, person: PersonId) -> frozenset[SeatId]:
        return frozenset(seat_id(n) for n in self.team if person_id(n) == person)

    def _readable(self) -> list[Held]:
        return [h for h in self._in_order() if h.fact and self.can_read(h.fact.scope)]

    def state(self, fold, subject, scope=None):
        state = None
        for held in self._readable():
            place = (held.fact.subject, held.fact.scope)
            if held.kind.fold is fold and place == (subject, scope or KIT):
                state = fold.apply(state, held.fact)
                data = msgspec.msgpack.encode(state)
                state = msgspec.msgpack.decode(data, type=fold.state)
        return state

    def states(self, fold):
        places = dict.fromkeys(
            (h.fact.subject, h.fact.scope)
            for h in self._readable()
            if h.kind.fold is fold
        )
        for subject, scope in places:
            yield SubjectId(subject), scope, self.state(fold, subject, scope)

    def facts(self, subject):
        return tuple(h.fact for h in self._readable() if h.fact.subject == subject)

    def fact(self, digest):
        held = self.held.get(digest)
        if held is None or held.fact is None:
            raise UnknownNameError("entry", digest.hex())
        if not self.can_read(held.fact.scope):
            raise NotAHolderError
        self.opened.append(digest)
        return held.fact

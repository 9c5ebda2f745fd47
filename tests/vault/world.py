"""A small world for vault tests: real kits in real folders, several machines."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.crypto.passphrase import KdfCost, KdfLimits
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.courier import Correspondent, Exchange, FolderCourier
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.folder import Places, under
from incidentkit.vault.joining import (
    Welcome,
    acceptance,
    ask_to_join,
    check_arrived,
    check_words,
    find_kits,
    new_person,
    requests_in,
    spoken_words,
)
from incidentkit.vault.kinds import (
    Body,
    Catalogue,
    Fact,
    Fold,
    Kind,
    PersonId,
    Role,
    ScopeId,
    State,
    SubjectId,
)
from incidentkit.vault.kit import (
    Founder,
    LockedKit,
    Surrounding,
    create_kit,
    open_kit,
)
from incidentkit.vault.pending import PendingKit
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.vault.register import Register
from incidentkit.vault.session import Session
from incidentkit.vault.slots import KdfPolicy, Owner

CHEAP = KdfCost(64, 1, 1)
POLICY = KdfPolicy(CHEAP, KdfLimits(CHEAP, KdfCost(1 << 16, 4, 4)))
PASSPHRASE = "a passphrase for tests"


class TickingClock:
    """A clock that moves only when told to, or by a step at each reading."""

    def __init__(self, start: int = 1_795_000_000_000, step: int = 1) -> None:
        self.ms = start
        self.step = step

    def now_ms(self) -> int:
        self.ms += self.step
        return self.ms


class Noted(Body, frozen=True):
    """A line of text on a subject."""

    text: str


class Valued(Body, frozen=True):
    """A value on a subject, replacing others."""

    value: str
    replaces: tuple[bytes, ...] = ()


class Told(Body, frozen=True):
    """A line about what was written beside it where fewer can read."""

    text: str


class Finished(Body, frozen=True):
    """Nothing more is to be said of a subject."""


class WentOn(Body, frozen=True):
    """More is to be said of it after all."""

    replaces: tuple[bytes, ...] = ()


class Thing(State, frozen=True):
    """Lines in order, and a value that several may set."""

    texts: tuple[str, ...] = ()
    value: Register[str] = Register()


def line_of(fact: Fact) -> str:
    """Return the line that an entry adds; one that is vouched for says in what."""
    match fact.body:
        case Noted(text=text):
            return text
        case Told(text=text):
            return f"{text} of {fact.vouched_in.hex() or 'nothing known'}"
        case _:
            raise AssertionError(fact.body)


def apply(state: Thing | None, fact: Fact) -> Thing:
    """Fold a line or a value."""
    state = state or Thing()
    match fact.body:
        case Noted() | Told():
            return Thing((*state.texts, line_of(fact)), state.value)
        case Valued(value=value, replaces=replaces):
            return Thing(state.texts, state.value.put(fact.digest, value, replaces))
        case _:
            return state


THING = Fold("test.thing", 1, Thing, apply)
NOTED = Kind("test.noted", 1, Noted, THING, is_note=True)
VALUED = Kind("test.valued", 1, Valued, THING, one_value=True)
FINISHED = Kind("test.finished", 1, Finished, THING, closes=True)
WENT_ON = Kind("test.went-on", 1, WentOn, THING, one_value=True)
DECREED = Kind("test.decreed", 1, Noted, THING, least=Role.LEAD)
SEEN = Kind("test.seen", 1, Noted, THING, least=Role.OBSERVER)
TOLD = Kind("test.told", 1, Told, THING, vouched=True)
KINDS = (NOTED, VALUED, FINISHED, WENT_ON, DECREED, SEEN, TOLD)


def new_subject() -> SubjectId:
    """Return a subject nobody has written about."""
    return SubjectId(secrets.token_bytes(16))


def noted(subject: SubjectId, text: str, scope: ScopeId | None = None) -> Change:
    """Return a change that notes a line."""
    return write(Write(subject, NOTED, Noted(text), scope))


def finished(subject: SubjectId, scope: ScopeId | None = None) -> Change:
    """Return a change that closes a subject, so that its texts may go."""
    return write(Write(subject, FINISHED, Finished(), scope))


@dataclass
class Machine:
    """One officer's machine: a base folder, and the kit in it when open."""

    base: Path
    name: str
    clock: TickingClock = field(default_factory=TickingClock)
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(KINDS))
    locked: LockedKit | None = None
    session: Session | None = None

    @property
    def places(self) -> Places:
        return under(self.base)

    @property
    def around(self) -> Surrounding:
        return Surrounding(self.places, self.clock, self.catalogue, POLICY)

    def found(self, opening: Change = Change()) -> RecoverySheet:  # noqa: B008
        """Make a kit here and open it."""
        founder = Founder(PersonId(secrets.token_bytes(16)), self.name, PASSPHRASE)
        sheet = create_kit(self.around, founder, opening)
        self.open()
        return sheet

    def open(self) -> Session:
        """Open the kit with this officer's passphrase."""
        self.locked = open_kit(self.around, self.name)
        try:
            self.session = self.locked.unlock(self.name, PASSPHRASE)
        except BaseException:
            self.close()
            raise
        return self.session

    def close(self) -> None:
        """Close whatever is open."""
        if self.locked is not None:
            self.locked.close()
        self.locked = self.session = None

    def reopen(self) -> Session:
        """Close and open again."""
        self.close()
        return self.open()

    @property
    def here(self) -> Session:
        assert self.session is not None
        return self.session

    def exchange(self, folder: Path) -> Exchange:
        """Exchange through a folder, and hand over what is owed."""
        who = Correspondent(
            self.here.kit.store,
            self.here.kit.identity,
            EvidenceFolder(self.places),
            self.clock,
            self.here.writer,
        )
        courier = FolderCourier(folder, who)
        done = courier.exchange(self.here)
        if self.here.settle():
            courier.exchange(self.here)
        return done


def join(
    newcomer: Machine, lead: Machine, folder: Path, role: Role = Role.OFFICER
) -> None:
    """Let a newcomer in: request, words, acceptance, first exchange, opening."""
    lead.exchange(folder)
    (kit,) = find_kits(folder)
    owner = Owner(kit.kit, newcomer.name, newcomer.clock.now_ms())
    request = ask_to_join(newcomer.places, folder, kit, owner, PASSPHRASE, POLICY)
    words = " ".join(spoken_words(request, kit.genesis))
    (found,) = [r for r in requests_in(folder) if r.name == newcomer.name]
    check_words(lead.here, found, words)
    lead.here.accept(acceptance(lead.here, found, Welcome(new_person(), role)))
    lead.exchange(folder)
    pending = PendingKit.open(newcomer.around)
    pending.exchange(folder)
    check_arrived(pending.store, pending.seat_id)
    pending.close()
    newcomer.open()


def settle_all(machines: list[Machine], folder: Path, rounds: int = 3) -> None:
    """Exchange until nothing moves."""
    for _ in range(rounds):
        for machine in machines:
            machine.exchange(folder)

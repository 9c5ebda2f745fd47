"""Who is in an incident, which playbooks run in it, and what it has to do with."""

from collections.abc import Collection
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.incidents.run import ALONE, Run
from incidentkit.incidents.seats import Offer, Seat
from incidentkit.playbooks.library import find_playbook
from incidentkit.playbooks.model import Playbook, Step, plain, steps_in
from incidentkit.playbooks.walk import Status
from incidentkit.vault.kinds import Digest, PersonId, SubjectId

Person = tuple[PersonId, str]
_LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A role that was offered and not answered yet. `page` is there for me only."""

    offer: Digest
    by: str
    to: str
    at_ms: int
    to_me: bool
    by_me: bool
    page: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A role as it is shown, by names. Two holders took it, not knowing of each other."""

    role: str
    does: str
    deputy: str
    holders: tuple[str, ...]
    offers: tuple[Waiting, ...]
    is_mine: bool

    @property
    def to_me(self) -> Waiting | None:
        """The offer that waits for whoever is at this machine."""
        return next((offer for offer in self.offers if offer.to_me), None)


@dataclass(frozen=True, slots=True)
class Running:
    """A playbook that is part of an incident, and how far it is."""

    slug: str
    name: str
    done: int
    wanted: int
    is_left: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """The people and the playbooks of an incident.

    Attributes:
        readers: The only people who may read it; empty when everybody does.
        people: Everybody in the kit but whoever is at this machine.
        elsewhere: The other incidents that this one could be linked with.
        went_on: It goes on in an incident that only named people read.
        exercise: The name of the scenario, empty for what really happens.
    """

    playbooks: tuple[Running, ...] = ()
    places: tuple[Place, ...] = ()
    readers: tuple[Person, ...] = ()
    people: tuple[Person, ...] = ()
    me: PersonId | None = None
    linked: tuple[tuple[SubjectId, str], ...] = ()
    elsewhere: tuple[tuple[SubjectId, str], ...] = ()
    went_on: bool = False
    exercise: str = ""

    @property
    def going(self) -> tuple[Running, ...]:
        """The playbooks that nobody left."""
        return tuple(book for book in self.playbooks if not book.is_left)

    def name_of(self, slug: str) -> str:
        """Return what a playbook is called."""
        return next((b.name for b in self.playbooks if b.slug == slug), slug)


def read_together(desk: Desk, incident: SubjectId, run: Run) -> Together:
    """Return who is in an incident, and what runs in it."""
    me = desk.session.me.person
    linked = desk.incidents.playbooks.linked(incident)
    return Together(
        playbooks=_playbooks(run),
        places=tuple(_place(desk, seat) for seat in run.seats),
        readers=_readers(desk, incident),
        people=tuple(
            (m.person, desk.officers.name_of(m.person))
            for m in desk.session.members()
            if m.person != me
        ),
        me=me,
        linked=tuple((other, _named(desk, other)) for other in linked),
        elsewhere=tuple(
            (other, f"{state.reference}  {state.title}")
            for other, state in desk.incidents.each(
                exercises=bool(run.incident.exercise)
            )
            if other != incident and other not in linked
        ),
        went_on=run.incident.course.went_on,
        exercise=run.incident.exercise,
    )


def asks_alone(run: Run, step: Step, writers: Collection[str]) -> bool:
    """Whether to ask if somebody works alone: once, at a step that is for several.

    Answered either way, it is known. Where two have written, nobody is alone.
    """
    state = run.incident
    said = [v.digest for v in state.flags[ALONE].versions if v.digest != state.started]
    several = bool(step.alone) or any(plain(who) != _LEAD for who in step.who)
    unsaid = state.is_open and not said and not state.flag(ALONE)
    return unsaid and several and len(writers) < 2


def playbooks_to_join(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return every playbook of incidents, by slug and name; reading them takes time."""
    library = desk.playbooks.library()
    return tuple((slug, book.name) for slug, book in library.incidents.items())


def playbook_of(desk: Desk, slug: str) -> Playbook:
    """Return the council's own copy of a playbook, or the one that came with the kit.

    Raises:
        UnknownNameError: There is none.
    """
    return find_playbook(desk.playbooks.library().incidents, slug)


def offered_roles(desk: Desk, incident: SubjectId) -> tuple[tuple[str, str], ...]:
    """Return the roles that wait for whoever is at this machine, and who offers each.

    One incident that cannot be read hides no other.
    """
    try:
        run = desk.incidents.run(incident)
    except IncidentKitError:
        return ()
    offers = desk.incidents.roles.offered_to_me(run)
    return tuple((offer.role, desk.officers.name_of(offer.by)) for offer in offers)


def _playbooks(run: Run) -> tuple[Running, ...]:
    going = {book.slug for book in run.going}
    owner = {
        step.slug: phase.playbook
        for phase in run.playbook.phases
        for step in steps_in(phase.steps)
    }
    found = []
    for book in run.playbooks:
        mine = [p for p in run.walk.positions if owner.get(p.step.slug) == book.slug]
        wanted = [
            p for p in mine if not p.asks_first and p.status is not Status.NOT_NEEDED
        ]
        done = sum(p.is_over for p in wanted)
        left = book.slug not in going
        found.append(
            Running(book.slug, book.name, done, len(wanted), left, book.version)
        )
    return tuple(found)


def _readers(desk: Desk, incident: SubjectId) -> tuple[Person, ...]:
    readers = desk.incidents.readers
    if not readers.is_restricted(incident):
        return ()
    return tuple((p, desk.officers.name_of(p)) for p in readers.of(incident))


def _place(desk: Desk, seat: Seat) -> Place:
    return Place(
        role=seat.role,
        does=seat.does,
        deputy=seat.deputy,
        holders=tuple(desk.officers.name_of(p) for p in seat.holders),
        offers=tuple(_waiting(desk, offer) for offer in seat.offers),
        is_mine=desk.session.me.person in seat.holders,
    )


def _waiting(desk: Desk, offer: Offer) -> Waiting:
    me, name = desk.session.me.person, desk.officers.name_of
    is_mine = offer.to == me
    return Waiting(
        offer.digest,
        name(offer.by),
        name(offer.to),
        offer.at_ms,
        is_mine,
        offer.by == me,
        desk.incidents.roles.text(offer.digest) if is_mine else "",
    )


def _named(desk: Desk, incident: SubjectId) -> str:
    state = desk.incidents.state(incident)
    return f"{state.reference}  {state.title}"

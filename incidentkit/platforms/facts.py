"""What is known of platforms: what came with the kit, and the council's own over it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from incidentkit.errors import UnknownNameError
from incidentkit.platforms.own import (
    OWN_FACTS,
    OwnFacts,
    PlaceSet,
    confirm,
    put_back,
    set_place,
    subject_of,
)
from incidentkit.platforms.platform import Place, Platform, Task
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.session import Session


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """Where a task is done now, and what came with the kit.

    `person` and `wall` are who set the council's own, and when; `differs`: two leads
    set it differently, and the last is shown. `checked` is when anybody last looked.
    """

    task: Task
    place: Place | None
    shipped: Place | None
    checked: datetime.date
    is_own: bool = False
    person: PersonId | None = None
    wall: int = 0
    differs: bool = False
    shipped_is_newer: bool = False


class PlatformFacts(Mapping[str, Platform]):
    """Every platform by its short name, with the council's own facts over the shipped.

    Changing them takes a comms lead.
    """

    def __init__(self, session: Session, shipped: Mapping[str, Platform]) -> None:
        self._session = session
        self._shipped = shipped
        self._laid: dict[str, Platform] = {}
        session.on_change(self._laid.clear)

    def __getitem__(self, slug: str) -> Platform:
        """Return a platform as the council knows it."""
        if slug not in self._laid:
            self._laid[slug] = laid_over(self._shipped[slug], self._own(slug))
        return self._laid[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shipped)

    def __len__(self) -> int:
        return len(self._shipped)

    def places(self, slug: str) -> tuple[KnownPlace, ...]:
        """Return every task of a platform, also those of which nothing is known.

        Raises:
            UnknownNameError: There is no such platform.
        """
        shipped, own = self._known(slug), self._own(slug)
        return tuple(_known_place(shipped, own, task) for task in Task)

    def set_place(self, said: PlaceSet, today: datetime.date) -> None:
        """Keep a place of the council's own.

        Raises:
            UnknownNameError: There is no such platform.
            InvalidValueError: It is not acceptable.
            RoleNeededError: This person is no comms lead.
        """
        self._known(said.platform)
        self._commit(set_place(self._own(said.platform), said, today))

    def put_back(self, slug: str, task: Task) -> bool:
        """Have what came with the kit hold again; False when it does already.

        Raises:
            UnknownNameError: There is no such platform.
            RoleNeededError: This person is no comms lead.
        """
        self._known(slug)
        return self._commit(put_back(self._own(slug), slug, task))

    def confirm(self, slug: str, checked: str, today: datetime.date) -> None:
        """Say that everything known of a platform was right on a day.

        Raises:
            UnknownNameError: There is no such platform.
            InvalidValueError: It is no such day.
            RoleNeededError: This person is no comms lead.
        """
        self._known(slug)
        self._commit(confirm(slug, checked, today))

    def _known(self, slug: str) -> Platform:
        if slug not in self._shipped:
            raise UnknownNameError("platform", slug)
        return self._shipped[slug]

    def _own(self, slug: str) -> OwnFacts:
        state = self._session.state(OWN_FACTS, subject_of(slug))
        return state if isinstance(state, OwnFacts) else OwnFacts()

    def _commit(self, change: Change) -> bool:
        if change.parts:
            self._session.commit(change)
        return bool(change.parts)


def laid_over(shipped: Platform, own: OwnFacts) -> Platform:
    """Return a platform with the council's own places in the stead of the shipped."""
    known = [_known_place(shipped, own, task) for task in Task]
    ours = {k.task: k.place for k in known if k.is_own and k.place}
    places = [place for place in shipped.places if place.task not in ours]
    checked = max(filter(None, (shipped.checked, own.confirmed)))
    every = (*places, *ours.values())
    return msgspec.structs.replace(shipped, places=every, checked=checked)


def _known_place(shipped: Platform, own: OwnFacts, task: Task) -> KnownPlace:
    came = next(iter(shipped.where(task)), None)
    register = own.of(task)
    said = register.value
    mine = said.place if said else None
    days = [own.confirmed, mine.checked if mine else shipped.checked]
    return KnownPlace(
        task=task,
        place=mine or came,
        shipped=came,
        checked=max(day for day in days if day is not None),
        is_own=mine is not None,
        person=said.person if said else None,
        wall=said.wall if said else 0,
        differs=register.in_conflict,
        shipped_is_newer=bool(
            came and mine and mine.checked and shipped.checked > mine.checked
        ),
    )

"""Somebody's going, step by step, without the screen."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from incidentkit.accounts.leaving import LeaverPlan, ToTake
from incidentkit.council.calendar import day_of
from incidentkit.desk.exposing import end_link, lost_device, plan_for
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError, UnknownNameError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import PersonId
from incidentkit.words import exposure as said
from incidentkit.words.window import leaving as words

_NOTHING = LeaverPlan()


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who could leave, or has left."""

    person: PersonId
    name: str
    has_left: bool


@dataclass(frozen=True, slots=True)
class LeavingState:
    """Everything the screen shows. `person` is None until somebody is chosen."""

    people: tuple[Leaver, ...] = ()
    person: PersonId | None = None
    plan: LeaverPlan = _NOTHING
    is_read: bool = False
    busy: bool = False

    @property
    def leaver(self) -> Leaver | None:
        """Who was chosen."""
        return next((one for one in self.people if one.person == self.person), None)

    @property
    def left_to_do(self) -> int:
        """How many things are left."""
        plan = self.plan
        return sum(map(len, (plan.today, plan.must, plan.take_away, plan.care)))


class LeavingViewModel(ViewModel[LeavingState]):
    """Shows what somebody's going leaves to do, and notes what is done.

    Signals:
        news: A sentence about what was done.
    """

    news = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(LeavingState())
        self._kit = kit
        kit.changed.connect(self._again)

    def read(self) -> None:
        """Read again."""
        if not self._kit.is_open:
            return
        person = self.state.person

        def work(desk: Desk) -> tuple[tuple[Leaver, ...], LeaverPlan]:
            plan = _NOTHING if person is None else plan_for(desk, person)
            return _people(desk), plan

        def found(read: tuple[tuple[Leaver, ...], LeaverPlan]) -> None:
            if self.state.person == person:
                self._set(
                    replace(self.state, people=read[0], plan=read[1], is_read=True)
                )

        self._kit.ask(work, found, self._failed)

    def choose(self, person: PersonId | None) -> None:
        """Look at what one person's going leaves to do."""
        if person != self.state.person:
            self._set(replace(self.state, person=person, plan=_NOTHING, is_read=False))
            self.read()

    def gone(self, take: ToTake) -> None:
        """Note that a role, a seat, a telephone or the like is gone."""

        def work(desk: Desk) -> None:
            with contextlib.suppress(UnknownNameError):  # a colleague was quicker
                end_link(desk, take.subject, take.entry)

        self._do(work, words.NOTED)

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def lost(self, what: str, then: Callable[[], None] | None = None) -> Once | None:
        """Note that their telephone or laptop is lost."""
        leaver = self.state.leaver
        if leaver is None:
            return None
        person, name = leaver.person, leaver.name

        def work(desk: Desk) -> str:
            return said.lost(name, len(lost_device(desk, person, what)))

        return self._do(work, "", then)

    # --- inside ------------------------------------------------------------

    def _do(
        self,
        work: Callable[[Desk], object],
        news: str,
        then: Callable[[], None] | None = None,
    ) -> Once | None:
        if self.state.busy:
            return None
        once = Once(work)
        self._set(replace(self.state, busy=True))

        def done(found: object) -> None:
            self._set(replace(self.state, busy=False))
            self.news.emit(found if isinstance(found, str) else news)
            if then is not None:
                then()
            self.read()

        self._kit.ask(once, done, self._failed)
        return once

    def _again(self) -> None:
        if self.state.is_read:
            self.read()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _people(desk: Desk) -> tuple[Leaver, ...]:
    """Return everybody in the kit, and those from outside who have seats or roles."""
    here = desk.officers.list_officers()
    day = day_of(desk.session.clock.now_ms())
    outside = desk.officers.list_outside()
    return (
        *(Leaver(row.person, row.name, row.role is None) for row in here),
        *(Leaver(row.person, row.name, row.is_over(day)) for row in outside),
    )

"""What is kept of a person beside their place in the kit, without the screen."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Signal

from incidentkit.desk.people import desk_set_outside
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.officers.bodies import Outside
from incidentkit.officers.planning import NewProof
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.vault.kinds import PersonId
from incidentkit.words.problems import words_for
from incidentkit.words.window import people as words


class AroundModel(QObject):
    """Writes down training, who stands in, numbers that work, and who is from outside.

    One thing at a time: what is pressed meanwhile is not done twice.

    Signals:
        news: Something was done; the words to show.
        refused: It did not work; the words to show.
        came: Somebody from outside was written down: who.
    """

    news = Signal(str)
    refused = Signal(object)
    came = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__()
        self._kit = kit
        self.busy = False

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def prove(self, person: PersonId, proof: NewProof) -> Once | None:
        """Write down training, or a policy; returns what does it, None while busy."""
        return self._once(
            lambda desk: desk.officers.prove(person, proof),
            lambda _: self.news.emit(words.PROVEN),
        )

    def withdraw(self, person: PersonId, entry: bytes, reason: str) -> Once | None:
        """Take back a training or a policy."""
        return self._once(
            lambda desk: desk.officers.withdraw(person, entry, reason),
            lambda _: self.news.emit(words.TAKEN_BACK),
        )

    def set_deputy(self, person: PersonId, deputy: PersonId | None) -> None:
        """Say who stands in, or that nobody does."""
        self._once(
            lambda desk: desk.officers.set_deputy(person, deputy),
            lambda _: self.news.emit(words.STAND_IN_SAVED),
        )

    def verify(self, person: PersonId) -> None:
        """Say that somebody's numbers were tried, and reach them."""
        self._once(
            lambda desk: desk.officers.verify(person),
            lambda _: self.news.emit(words.TRIED_NOW),
        )

    def set_outside(
        self, outside: Outside, person: PersonId | None = None
    ) -> Once | None:
        """Write down somebody from outside; returns what does it, None while busy."""

        def done(found: object) -> None:
            self.news.emit(words.SAVED)
            self.came.emit(cast(PersonId, found))

        return self._once(lambda desk: desk_set_outside(desk, outside, person), done)

    def end_outside(self, person: PersonId, reason: str) -> Once | None:
        """Say that somebody from outside has finished."""
        return self._once(
            lambda desk: desk.officers.end_outside(person, reason),
            lambda _: self.news.emit(words.SAVED),
        )

    def _once(
        self, work: Callable[[Desk], object], then: Callable[[object], object]
    ) -> Once | None:
        if self.busy:
            return None
        self.busy, once = True, Once(work)

        def done(found: object) -> None:
            self.busy = False
            then(found)

        self._kit.ask(once, done, self._failed)
        return once

    def _failed(self, error: IncidentKitError) -> None:
        self.busy = False
        self.refused.emit(words_for(error))

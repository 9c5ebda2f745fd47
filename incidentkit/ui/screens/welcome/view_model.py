"""Making a kit or joining one, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal

from incidentkit.desk.exchanging import (
    checked_folder,
    exchange_waiting,
    remember_folder,
    remembered_folder,
)
from incidentkit.desk.founding import Names, draw_sheet, found_kit
from incidentkit.desk.joining import Newcomer
from incidentkit.desk.newcomers import ask_or_repeat, own_words
from incidentkit.desk.unlocking import unlock
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Job
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.welcome.sheet_model import SheetViewModel
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kit import Founder, Surrounding
from incidentkit.words.window import welcome as words


class Stage(StrEnum):
    """Where somebody is."""

    CHOICE = "choice"
    NAMES = "names"
    SHEET = "sheet"
    TYPE_BACK = "type-back"
    MADE = "made"
    JOIN = "join"
    WORDS = "words"


_BEFORE = {
    Stage.NAMES: Stage.CHOICE,
    Stage.SHEET: Stage.NAMES,
    Stage.TYPE_BACK: Stage.SHEET,
    Stage.JOIN: Stage.CHOICE,
}


@dataclass(frozen=True, slots=True)
class WelcomeState:
    """Everything the screen shows; the sheet has a view-model of its own.

    `was_let_in` is None until somebody looked; `can_open` when the passphrase is
    still known, so that the kit opens as soon as one is let in; `is_made` when
    the kit is made and only has to be opened.
    """

    stage: Stage = Stage.CHOICE
    busy: bool = False
    words: tuple[str, ...] = ()
    was_let_in: bool | None = None
    can_open: bool = False
    is_made: bool = False


class WelcomeViewModel(ViewModel[WelcomeState]):
    """Turns two names and a passphrase into an open kit, or into a request to join.

    Signals:
        made: The kit is made and open.
        joined: This machine was let in, and its kit is open.
        began: Something long is under way; its job, and what it is in words.
        stopped: Somebody stopped it; what that means, in words.
        left: The kit is made, and whoever made it has to unlock it.
    """

    made = Signal()
    joined = Signal()
    began = Signal(object, str)
    stopped = Signal(str)
    left = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(WelcomeState())
        self._kit = kit
        self.sheet = SheetViewModel(kit.jobs)
        self._founder: Founder | None = None
        self._council = ""
        self._is_founded = False
        self._newcomer: Newcomer | None = None
        self._then: Callable[[], None] | None = None
        kit.opened.connect(self._opened)

    # --- going on and back -------------------------------------------------

    def go_to(self, stage: Stage) -> None:
        """Go to a stage that needs nothing but wanting it."""
        if not self.state.busy:
            self._set(replace(self.state, stage=stage))

    def back(self) -> None:
        """Go one stage back. Nothing that was drawn or typed is lost."""
        before = _BEFORE.get(self.state.stage)
        if before is not None and not self.state.busy and not self._is_founded:
            self.sheet.ask_again()
            self._set(replace(self.state, stage=before))

    def forget(self) -> bool:
        """Forget the passphrase, as nobody is there; says whether there was one.

        A sheet that was drawn stays: it may be on paper already. It is not shown
        before a passphrase is typed again.
        """
        held = self._founder is not None or self._newcomer is not None
        if self.state.busy or not held:
            return False
        self._founder = self._newcomer = None
        stage = self.state.stage
        if stage in (Stage.SHEET, Stage.TYPE_BACK):
            stage = Stage.NAMES
        self.sheet.ask_again()
        if self._is_founded:  # it is unlocked like any other kit
            self._is_founded, stage = False, Stage.CHOICE
            self.sheet.drop()
            self.left.emit()
        self._set(replace(self.state, stage=stage, can_open=False, is_made=False))
        return True

    # --- making ------------------------------------------------------------

    def draw(self, names: Names) -> None:
        """Draw the recovery sheet, if names, passphrase and folder will do."""
        if self.state.busy:
            return
        self._begin()
        drawn = self.sheet.drawn

        def found(founder: Founder) -> None:
            self._founder, self._council = founder, names.council
            self.sheet.take(founder.sheet, names.council)
            self._set(replace(self.state, busy=False, stage=Stage.SHEET))

        self._kit.outside(
            lambda around: draw_sheet(around, names, drawn), found, self._failed
        )

    def type_back(self, typed: str) -> None:
        """Make the kit, if a part of the sheet was typed as it is printed."""
        if self.state.busy or not self.sheet.is_right(typed):
            return
        founder, council = self._founder, self._council
        if founder is None:
            return
        self._begin()
        if self._is_founded:
            self._open_made()
            return
        job = self._kit.outside_at_length(
            lambda around: found_kit(around, founder, council),
            lambda _: self._founded(),
            self._failed,
        )
        self._follow(job, words.MAKING, words.NOT_MADE)

    def _founded(self) -> None:
        self._is_founded = True
        self._set(replace(self.state, is_made=True))
        self._open_made()

    def _open_made(self) -> None:
        founder = self._founder
        if founder is not None:
            job = self._open(founder.name, founder.passphrase, self._say_made)
            self._follow(job, words.OPENING_MADE, words.MADE_NOT_OPEN)

    def _say_made(self) -> None:
        self._founder, self._is_founded = None, False
        self.sheet.drop()
        self._set(WelcomeState(Stage.MADE))
        self.made.emit()

    # --- joining -----------------------------------------------------------

    def ask_to_join(self, folder: str, who: Newcomer) -> None:
        """Leave a request in the shared folder, or leave it once more."""
        if self.state.busy:
            return
        self._begin()

        def work(around: Surrounding) -> tuple[str, ...]:
            shared = checked_folder(folder.strip())
            spoken = ask_or_repeat(around, shared, who)
            remember_folder(around.places, shared)
            return spoken

        def asked(spoken: tuple[str, ...]) -> None:
            self._newcomer = who
            self._show_words(spoken)

        job = self._kit.outside_at_length(work, asked, self._failed)
        self._follow(job, words.ASKING, words.NOT_ASKED)

    def resume(self) -> None:
        """Show the words of a request that this machine made before."""
        self._begin()
        self._kit.ask_locked(own_words, self._show_words, self._failed)

    def check(self) -> None:
        """See whether a lead has let this machine in, and open the kit if so."""
        if not self.state.busy:
            self._begin()
            job = self._kit.outside_at_length(_fetch, self._fetched, self._failed)
            self._follow(job, words.CHECKING, words.CHECK_STOPPED)

    def _show_words(self, spoken: tuple[str, ...]) -> None:
        can_open = self._newcomer is not None
        self._set(WelcomeState(Stage.WORDS, words=spoken, can_open=can_open))

    def _fetched(self, let_in: bool) -> None:  # noqa: FBT001  a job's outcome
        who = self._newcomer
        going_on = let_in and who is not None
        self._set(replace(self.state, busy=going_on, was_let_in=let_in))
        if let_in and who is not None:
            job = self._open(who.name, who.passphrase, self._say_joined)
            self._follow(job, words.OPENING, words.CHECK_STOPPED)

    def _say_joined(self) -> None:
        self._newcomer = None
        self._set(WelcomeState())
        self.joined.emit()

    # --- inside ------------------------------------------------------------

    def _open(self, name: str, passphrase: str, then: Callable[[], None]) -> Job:
        self._then = then
        return self._kit.open_by(
            lambda kit: unlock(kit, name, passphrase), self._failed
        )

    def _opened(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _follow(self, job: Job, said: str, if_stopped: str) -> None:
        job.cancelled.connect(partial(self._stopped, if_stopped))
        self.began.emit(job, said)

    def _stopped(self, said: str) -> None:
        self._then = None
        self._set(replace(self.state, busy=False, was_let_in=None))
        self.stopped.emit(said)

    def _begin(self) -> None:
        self._set(replace(self.state, busy=True))

    def _failed(self, error: IncidentKitError) -> None:
        self._then = None
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _fetch(around: Surrounding) -> bool:
    folder = checked_folder(remembered_folder(around.places))
    return exchange_waiting(around, folder)[1]

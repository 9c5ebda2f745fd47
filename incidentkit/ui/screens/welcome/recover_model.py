"""Getting in with the recovery sheet, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Signal

from incidentkit.desk.recovering import (
    come_in,
    fitting_sheet,
    new_comer,
    recovering,
    settle_in,
    sheet_heading,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError, OlderCopyError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.welcome.sheet_model import SheetViewModel
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import LockedKit, Surrounding
from incidentkit.vault.recovering import Recovering
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.vault.slots import KdfPolicy
from incidentkit.words.window import welcome as words


class RecoverStage(StrEnum):
    """Where somebody is."""

    CODE = "code"
    PASSPHRASE = "passphrase"  # noqa: S105  a stage and no secret
    SHEET = "sheet"
    TYPE_BACK = "type-back"


_BEFORE = {
    RecoverStage.PASSPHRASE: RecoverStage.CODE,
    RecoverStage.SHEET: RecoverStage.PASSPHRASE,
    RecoverStage.TYPE_BACK: RecoverStage.SHEET,
}


@dataclass(frozen=True, slots=True)
class RecoverState:
    """Everything the screen shows; the new sheet has a view-model of its own."""

    stage: RecoverStage = RecoverStage.CODE
    busy: bool = False
    offers_older: bool = False


@dataclass(frozen=True, slots=True)
class _Checked:
    """A sheet that opens the kit, and who has it in hand."""

    sheet: RecoverySheet
    person: PersonId
    name: str
    heading: str


class RecoverViewModel(ViewModel[RecoverState]):
    """Turns a sheet into an open kit, and makes the next sheet on the way.

    Signals:
        recovered: The kit is open and the new sheet counts.
        began: Something long is under way; its job, and what it is in words.
        stopped: Somebody stopped it: nothing was changed.
    """

    recovered = Signal()
    began = Signal(object, str)
    stopped = Signal()

    def __init__(
        self, kit: KitAccess, _around: Callable[[], Surrounding] | None = None
    ) -> None:
        super().__init__(RecoverState())
        self._kit = kit
        self.sheet = SheetViewModel(kit.jobs)
        self._checked: _Checked | None = None
        self._who: Recovering | None = None
        self._is_opening = False
        kit.opened.connect(self._opened)

    def back(self) -> bool:
        """Go one stage back; says whether there was one."""
        before = _BEFORE.get(self.state.stage)
        if self.state.busy or before is None:
            return self.state.busy
        self.sheet.ask_again()
        self._set(RecoverState(before))
        return True

    def forget(self) -> None:
        """Drop everything that was typed and drawn: somebody leaves."""
        self._checked = self._who = None
        self.sheet.drop()
        self._set(RecoverState())

    def check(self, name: str, code: str, *, accept_older: bool = False) -> None:
        """See whether the sheet opens this kit; changes nothing."""
        if self.state.busy:
            return
        self._begin()

        def work(kit: LockedKit) -> _Checked:
            person = new_comer(name)
            if accept_older:
                kit.accept_older()
            sheet = fitting_sheet(kit, code)
            return _Checked(sheet, person, name, sheet_heading(kit))

        self._kit.ask_locked(work, self._fits, self._failed)

    def choose(self, passphrase: str) -> None:
        """Draw the new sheet, if the passphrase will do."""
        checked, drawn = self._checked, self.sheet.drawn
        if self.state.busy or checked is None:
            return
        self._begin()

        def work(_around: Surrounding) -> Recovering:
            who = recovering(checked.person, checked.name, passphrase)
            return replace(who, fresh=drawn) if drawn else who

        self._kit.outside(work, self._drawn, self._failed)

    def show_type_back(self) -> None:
        """Go on to typing a part of the new sheet."""
        if not self.state.busy:
            self._set(RecoverState(RecoverStage.TYPE_BACK))

    def type_back(self, typed: str) -> None:
        """Open the kit, if a part of the new sheet was typed as it is printed."""
        checked, who = self._checked, self._who
        if self.state.busy or checked is None or who is None:
            return
        if not self.sheet.is_right(typed):
            return
        self._begin()
        self._is_opening = True

        def way_in(kit: LockedKit, policy: KdfPolicy) -> Desk:
            return come_in(kit, checked.sheet, who, policy)

        job = self._kit.recover_by(way_in, self._failed)
        job.cancelled.connect(self._stopped)
        self.began.emit(job, words.RECOVERING)

    # --- inside ------------------------------------------------------------

    def _fits(self, checked: _Checked) -> None:
        self._checked = checked
        self._set(RecoverState(RecoverStage.PASSPHRASE))

    def _drawn(self, who: Recovering) -> None:
        checked = self._checked
        if checked is not None:
            self._who = who
            self.sheet.take(who.fresh, checked.heading)
            self._set(RecoverState(RecoverStage.SHEET))

    def _opened(self) -> None:
        who = self._who
        if not self._is_opening or who is None:
            return
        self._is_opening = False
        # The kit is open and the old sheet spent, whether or not this is kept.
        self._kit.ask(lambda desk: settle_in(desk, who), _nothing, self._refuse)
        self.forget()
        self.recovered.emit()

    def _stopped(self) -> None:
        self._is_opening = False
        self._set(replace(self.state, busy=False))
        self.stopped.emit()

    def _begin(self) -> None:
        self._set(replace(self.state, busy=True, offers_older=False))

    def _failed(self, error: IncidentKitError) -> None:
        self._is_opening = False
        older = isinstance(error, OlderCopyError)
        self._set(replace(self.state, busy=False, offers_older=older))
        self._refuse(error)


def _nothing(_done: None) -> None:
    """Say nothing: it is kept."""

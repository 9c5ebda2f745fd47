"""What is asked about a permission, a second step, an app, and a tie to an account."""

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.accounts.model import (
    AnyLink,
    App,
    Factor,
    Hangs,
    May,
    Permission,
    SecondStep,
    Tie,
)
from incidentkit.desk.when import day_iso
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.known_names import NameLine
from incidentkit.ui.widgets.layout import column, group
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.accounts import MAY, SECOND_STEPS, TIES
from incidentkit.words.window import accounts as words


class PermissionFields(QWidget):
    """What somebody may do by our own rules."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.until = NameLine(), line()
        self.may = {may: Tick(MAY[may]) for may in May}
        self.outside = Tick(words.IS_OUTSIDE)
        ticks = group(column(label(words.MAY_WHAT, "strong"), *self.may.values()))
        self.setLayout(
            column(
                Field(words.NAME, self.name, value="name"),
                ticks,
                self.outside,
                Field(words.LAST_DAY, self.until, words.UNTIL_HINT, value="until"),
            )
        )

    def link(self) -> AnyLink:
        """Return the permission as it was chosen."""
        may = tuple(one for one, tick in self.may.items() if tick.isChecked())
        return Permission(
            self.name.text(),
            may,
            is_external=self.outside.isChecked(),
            until=day_iso(self.until.text()),
        )


class FactorFields(QWidget):
    """A second step of the account's own login."""

    def __init__(self) -> None:
        super().__init__()
        self.step = QComboBox()
        for step in SecondStep:
            self.step.addItem(SECOND_STEPS[step], step.value)
        self.name, self.device = NameLine(), line()
        self.setLayout(
            column(
                Field(words.WHICH_STEP, self.step),
                Field(words.HELD_BY, self.name, words.HELD_BY_HINT, value="name"),
                Field(words.WHERE_IT_IS, self.device, value="device"),
            )
        )

    def link(self) -> AnyLink:
        """Return the second step as it was typed."""
        step = SecondStep(self.step.currentData())
        return Factor(step, self.name.text(), self.device.text())


class AppFields(QWidget):
    """Something connected to the account."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.what = line(), line()
        self.setLayout(
            column(
                Field(words.APP_NAME, self.name, value="name"),
                Field(words.APP_WHAT, self.what, value="what"),
            )
        )

    def link(self) -> AnyLink:
        """Return the app as it was typed."""
        return App(self.name.text(), self.what.text())


class HangsFields(QWidget):
    """Another account of the kit that this one hangs on."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.tie, self.account = QComboBox(), QComboBox()
        for tie in Tie:
            self.tie.addItem(TIES[tie], tie.value)
        self.setLayout(
            column(
                Field(words.WHICH_TIE, self.tie),
                Field(words.WHICH_ACCOUNT, self.account),
            )
        )
        model.changed.connect(self._offer)

    def link(self) -> AnyLink:
        """Return the tie as it was chosen."""
        return Hangs(Tie(self.tie.currentData()), self.account.currentData() or b"")

    def _offer(self) -> None:
        """Offer every other account; what was chosen stays chosen."""
        page = self._model.state.page
        if page is None or page.others_named == self._drawn:
            return
        chosen = self.account.currentData()
        self._drawn = page.others_named
        self.account.clear()
        for subject, name in page.others_named:
            self.account.addItem(name, subject)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))

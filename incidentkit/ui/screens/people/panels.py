"""Beside the list: removing somebody, and adding somebody on this machine."""

from PySide6.QtWidgets import QWidget

from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.people.leaving_list import LeavingList
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.screens.people.role_choice import role_box, role_in
from incidentkit.ui.screens.people.view_model import Panel, PeopleViewModel
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import people as words
from incidentkit.words.window.shell import BACK


class RemovePanel(QWidget):
    """Asks before somebody is removed, and shows what it will leave to do."""

    def __init__(self, model: PeopleViewModel) -> None:
        super().__init__()
        self._model = model
        self.title = label("", "heading")
        self.leaves = LeavingList(leads_on=False)
        self.reason = line()
        self.remove = button(words.REMOVE_NOW, "danger", on_click=self._remove)
        self.back = button(BACK, on_click=lambda: model.show(Panel.PERSON))
        self.reason.returnPressed.connect(self.remove.setFocus)
        content = column(
            self.title,
            label(words.REMOVE_BODY),
            box(column(self.leaves), "sunken"),
            Field(words.REASON, self.reason, words.REASON_HINT),
            row(self.remove, self.back, None),
        )
        self.setLayout(column(box(content), None))
        self.setFocusProxy(self.reason)

    def show_person(self, person: PersonLine | None, *, busy: bool) -> None:
        """Draw whom it is about."""
        self.remove.setEnabled(not busy)
        if person is not None:
            self.title.setText(words.removing(person.name))
            self.leaves.show_departure(person.leaves)

    def _remove(self) -> None:
        self._model.remove(self.reason.text())

    def clear(self) -> None:
        """Forget the reason: it was for somebody else."""
        self.reason.clear()


class AddPanel(QWidget):
    """Lets somebody in who uses this same machine."""

    def __init__(self, model: PeopleViewModel, jobs: Jobs) -> None:
        super().__init__()
        self._model = model
        self.name = line()
        self.roles = role_box()
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.add = button(words.ADD, "act", on_click=self._add)
        self.back = button(BACK, on_click=lambda: model.show(Panel.PERSON))
        self.name.returnPressed.connect(self.passphrase.setFocus)
        self.name.textChanged.connect(lambda name: self.passphrase.know(name))
        self.passphrase.entered.connect(self._add)
        content = column(
            label(words.ON_THIS_MACHINE, "heading"),
            label(words.ON_THIS_MACHINE_LEAD, "quiet"),
            Field(words.THEIR_NAME, self.name),
            Field(words.ROLE_GIVEN, self.roles),
            self.passphrase,
            row(self.add, self.back, None),
        )
        self.setLayout(column(box(content), None))
        self.setFocusProxy(self.name)

    def be_busy(self, *, busy: bool) -> None:
        """Take nothing more while it is done."""
        self.add.setEnabled(not busy)

    def clear(self) -> None:
        """Empty the form."""
        self.name.clear()
        self.passphrase.wipe()

    def _add(self) -> None:
        if self.passphrase.is_twice_the_same():
            typed = self.passphrase.text()
            self._model.add(self.name.text(), typed, role_in(self.roles))

"""Giving somebody another role."""

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.ui.screens.people.view_model import PeopleViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import Role
from incidentkit.words.roles import role_name
from incidentkit.words.window import people as words


def role_box() -> QComboBox:
    """Return a box with every role, each with what it may do."""
    made = QComboBox()
    for role in (Role.OFFICER, Role.LEAD, Role.OBSERVER):
        made.addItem(role_name(role.name), role)
    return made


def role_in(made: QComboBox) -> Role:
    """Return the role chosen in a box."""
    return Role(made.currentData())


class RoleChoice(QWidget):
    """A box with the roles, and what each of them may do."""

    def __init__(self, model: PeopleViewModel) -> None:
        super().__init__()
        self._model = model
        self._now = Role.OFFICER
        self.roles = role_box()
        self.hint = label("", "quiet")
        self.change = button(words.CHANGE_ROLE, on_click=self._set)
        self.setLayout(
            column(Field(words.ROLE, self.roles), self.hint, row(self.change, None))
        )
        self.roles.currentIndexChanged.connect(self._chosen)

    def show_role(self, role: Role) -> None:
        """Draw the role somebody has."""
        self._now = role
        self.roles.setCurrentIndex(self.roles.findData(role))
        self._chosen()

    def _chosen(self) -> None:
        role = role_in(self.roles)
        self.hint.setText(words.ROLE_HINTS[role.name])
        self.change.setEnabled(role is not self._now)

    def _set(self) -> None:
        self._model.set_role(role_in(self.roles))

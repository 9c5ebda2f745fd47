"""Naming somebody who can post: a role, a tool seat, a telephone, an agency."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incidentkit.accounts.model import Agency, AnyLink, Phone, PlatformRole, ToolSeat
from incidentkit.desk.when import day_iso
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.named_fields import (
    AppFields,
    FactorFields,
    HangsFields,
    PermissionFields,
)
from incidentkit.ui.screens.accounts.typed import typed_about
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import AnyControl, FormFields, controls_in
from incidentkit.ui.widgets.known_names import NameLine
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.tick import Tick
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import accounts as words


class LinkForm(QWidget):
    """Asks what it is, then only what belongs to that."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self.kind = QComboBox()
        for name, text in words.LINK_KINDS.items():
            self.kind.addItem(text, name)
        self.leaves: tuple[_Leaf, ...] = (
            RoleFields(),
            ToolFields(),
            PhoneFields(),
            AgencyFields(),
            PermissionFields(),
            FactorFields(),
            AppFields(),
            HangsFields(model),
        )
        self.keep = button(words.NOTE_IT, "act", on_click=self._keep)
        self.cancel = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        self.setLayout(
            column(
                Field(words.LINK_KIND, self.kind),
                *self.leaves,
                row(self.keep, self.cancel, None),
            )
        )
        self.kind.currentIndexChanged.connect(self._turn_to)
        self._turn_to(0)
        self.unfold = Unfold(words.NAME_SOMEBODY, self)
        self.unfold.folded.connect(self._empty)
        self.typed = typed_about(model, FormFields(self._named()), self.unfold)

    def _named(self) -> dict[str, AnyControl]:
        """Return every field under the kind it belongs to."""
        found: dict[str, AnyControl] = {words.LINK_KIND: self.kind}
        for kind, leaf in zip(words.LINK_KINDS.values(), self.leaves, strict=True):
            found |= controls_in(leaf, kind)
        return found

    def offer_names(self, names: Iterable[str]) -> None:
        """Offer the people who are known, wherever a person is named."""
        known = tuple(names)
        for name in self.findChildren(NameLine):
            name.offer(known)

    def _turn_to(self, number: int) -> None:
        for place, leaf in enumerate(self.leaves):
            leaf.setVisible(place == number)

    def _keep(self) -> None:
        link = self.leaves[self.kind.currentIndex()].link()
        name = getattr(link, "name", "")
        self.typed.sent(self._model.name_link(link, name, self.unfold.fold))

    def _empty(self) -> None:
        for leaf in self.leaves:
            for field in leaf.findChildren(QLineEdit):
                field.clear()
            for tick in leaf.findChildren(Tick):
                tick.setChecked(False)
            for choice in leaf.findChildren(QComboBox):
                choice.setCurrentIndex(0)


class RoleFields(QWidget):
    """Somebody's role on the platform, through their own profile."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.role, self.mobile = NameLine(), line(), line()
        self.removes = Tick(words.CAN_REMOVE)
        self.setLayout(
            column(
                Field(words.NAME, self.name, value="name"),
                Field(words.ROLE, self.role, words.ROLE_HINT, value="role"),
                Field(words.MOBILE, self.mobile, words.MOBILE_HINT, value="mobile"),
                self.removes,
            )
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        typed = (self.name, self.role, self.mobile)
        return not any(field.text().strip() for field in typed)

    def link(self) -> AnyLink:
        """Return the role as it was typed."""
        return PlatformRole(
            self.name.text(),
            self.role.text(),
            self.mobile.text(),
            self.removes.isChecked(),
        )


class ToolFields(QWidget):
    """Somebody's seat in a tool."""

    def __init__(self) -> None:
        super().__init__()
        self.tool, self.name, self.mobile = line(), NameLine(), line()
        self.ring, self.ring_number = NameLine(), line()
        self.setLayout(
            column(
                Field(words.TOOL, self.tool, value="tool"),
                Field(words.NAME, self.name, value="name"),
                Field(words.MOBILE, self.mobile, words.MOBILE_HINT, value="mobile"),
                Field(words.RING_NAME, self.ring, value="ring_name"),
                Field(words.RING_NUMBER, self.ring_number, value="ring_number"),
            )
        )

    def link(self) -> AnyLink:
        """Return the seat as it was typed."""
        return ToolSeat(
            self.tool.text(),
            self.name.text(),
            self.mobile.text(),
            ring_name=self.ring.text(),
            ring_number=self.ring_number.text(),
        )


class PhoneFields(QWidget):
    """A telephone and who carries it."""

    def __init__(self) -> None:
        super().__init__()
        self.number, self.name, self.what = line(), NameLine(), line()
        self.setLayout(
            column(
                Field(words.PHONE_NUMBER, self.number, value="number"),
                Field(words.CARRIES, self.name, value="name"),
                Field(words.PHONE_WHAT, self.what, value="what"),
            )
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        typed = (self.number, self.name, self.what)
        return not any(field.text().strip() for field in typed)

    def link(self) -> AnyLink:
        """Return the telephone as it was typed."""
        return Phone(self.number.text(), self.name.text(), what=self.what.text())


class AgencyFields(QWidget):
    """An outside firm that can post."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.contact = line(), line()
        self.number, self.until = line(), line()
        self.setLayout(
            column(
                Field(words.AGENCY_NAME, self.name, value="name"),
                Field(words.AGENCY_CONTACT, self.contact, value="contact"),
                Field(words.RING_NUMBER, self.number, value="number"),
                Field(words.UNTIL, self.until, words.UNTIL_HINT, value="until"),
            )
        )

    def link(self) -> AnyLink:
        """Return the agency as it was typed."""
        return Agency(
            self.name.text(),
            self.contact.text(),
            self.number.text(),
            day_iso(self.until.text()),
        )


_Leaf = (
    RoleFields
    | ToolFields
    | PhoneFields
    | AgencyFields
    | PermissionFields
    | FactorFields
    | AppFields
    | HangsFields
)

"""What colleagues set differently, and saying which is right."""

from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton

from incidentkit.accounts.model import Field, Item
from incidentkit.desk.register import AccountPage, KeptItem
from incidentkit.desk.revealing import Opened, Wanted
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.secret_slot import SecretSlot
from incidentkit.ui.widgets.text import label
from incidentkit.words.accounts import FIELDS, ITEMS, PORTFOLIO
from incidentkit.words.window import accounts as words


class Settling(QFrame):
    """Shows every version of what differs. Hidden while nothing does."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.slots: dict[bytes, SecretSlot] = {}
        self.choices: dict[object, QPushButton] = {}
        self._parts = column(space=Space.SMALL)
        self._parts.setContentsMargins(
            Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE
        )
        self.setProperty("box", "warn")
        self.setLayout(self._parts)
        model.shown.connect(self._show)
        self.hide()

    def draw(self, page: AccountPage) -> None:
        """Show what is to be settled."""
        items = tuple(kept for kept in page.items if len(kept.in_force) > 1)
        looks = (page.account, page.differing, items)
        if looks == self._drawn:
            return
        self._drawn = looks
        empty(self._parts)
        self.slots, self.choices = {}, {}
        for field, versions in page.differing:
            self._draw_text(field, versions)
        for kept in items:
            self._draw_item(kept)
        self.setVisible(bool(page.differing or items))

    def hide_secrets(self) -> None:
        """Take every secret off the screen."""
        for slot in self.slots.values():
            slot.hide_secret()

    def _draw_text(self, field: Field, versions: tuple[str, ...]) -> None:
        self._head(FIELDS[field], words.SETTLE_BODY)
        for text in versions:
            shown = PORTFOLIO.get(text, text) if field is Field.PORTFOLIO else text
            choose = button(
                shown or words.NOT_KNOWN, "choice", on_click=self._settler(field, text)
            )
            self.choices[field, text] = choose
            self._parts.addWidget(choose)

    def _settler(self, field: Field, text: str) -> "partial[None]":
        if field is Field.STATUS:
            return partial(self._model.settle_status, text)
        return partial(self._model.edit, ((field, text),), _nothing)

    def _draw_item(self, kept: KeptItem) -> None:
        self._head(ITEMS[kept.item], words.SETTLE_SECRET)
        of = len(kept.in_force)
        for number, version in enumerate(kept.in_force, start=1):
            name = words.version(ITEMS[kept.item], number, of)
            wanted = Wanted(kept.item, version)
            slot = self.slots[version] = SecretSlot(self._model.clipboard, name)
            slot.show_asked.connect(partial(self._model.show, wanted))
            slot.copy_asked.connect(partial(self._model.copy, wanted))
            works = button(
                words.THIS_WORKS,
                on_click=partial(self._model.settle, kept.item, version),
            )
            works.setAccessibleName(f"{name}: {words.THIS_WORKS}")
            self.choices[version] = works
            self._parts.addWidget(label(name, "small"))
            self._parts.addWidget(slot)
            self._parts.addWidget(group(row(works, None)))

    def _head(self, name: str, body: str) -> None:
        self._parts.addWidget(label(words.settled_text(name), "strong"))
        self._parts.addWidget(label(body))

    def _show(self, wanted: Wanted, found: Opened) -> None:
        slot = self.slots.get(wanted.version)
        if slot is not None:
            slot.show_secret(found.secret, as_prose=wanted.item is Item.NOTE)


def _nothing() -> None:
    """Nothing is left to do after a version was chosen."""

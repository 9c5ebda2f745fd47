"""What the kit keeps of an account: show it, copy it, write it down."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from incidentkit.accounts.model import Item, Status
from incidentkit.desk.register import AccountPage, KeptItem
from incidentkit.desk.revealing import Opened, Wanted
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.codes import Codes
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.secret_box import SecretBox
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.secret_slot import SecretSlot
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.accounts import ITEMS, NO_SECRET
from incidentkit.words.ages import last_changed
from incidentkit.words.window import accounts as words

_ROTATED = {Item.SECRET: words.CHANGE_PASSWORD, Item.TOTP: words.CHANGE_CODES}


class Kept(QWidget):
    """Everything kept of one account, each with its buttons.

    Signals:
        change_asked: A password or a key is to be changed, in two steps.
    """

    change_asked = Signal(object)

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.slots: dict[Wanted, SecretSlot] = {}
        self.forms: dict[Item, SealedForm] = {}
        self.changes: dict[Item, QPushButton] = {}
        self.codes: Codes | None = None
        self._parts = column(space=Space.MEDIUM)
        self.setLayout(
            column(
                label(words.KEPT_HERE, "heading"),
                label(words.KEPT_LOGGED, "quiet"),
                group(self._parts),
                space=Space.SMALL,
            )
        )
        model.shown.connect(self._show)

    def draw(self, page: AccountPage) -> None:
        """Draw again what has changed, and leave alone what is being looked at."""
        looks = (page.account, page.items, page.row.is_holder, page.row.status)
        if (*looks, page.has_own_secret, page.holders) != self._drawn:
            self._drawn = (*looks, page.has_own_secret, page.holders)
            self._draw_again(page)
        if self.codes is not None:
            self.codes.draw(page.codes)

    def _draw_again(self, page: AccountPage) -> None:
        empty(self._parts)
        self.slots, self.forms, self.changes, self.codes = {}, {}, {}, None
        if not page.has_own_secret:
            access = page.row.access if page.row.access in NO_SECRET else "roles"
            self._parts.addWidget(label(NO_SECRET[access]))
        if not page.items:
            self._parts.addWidget(label(words.NOTHING_KEPT, "quiet"))
        for kept in page.items:
            self._parts.addWidget(self._item(page, kept))
        self._draw_foot(page)

    def hide_secrets(self) -> None:
        """Take every secret off the screen, and every form with one away."""
        for slot in self.slots.values():
            slot.hide_secret()
        if self.codes is not None:
            self.codes.hide_secrets()
        for form in self.forms.values():
            form.unfold.fold()

    # --- drawing ------------------------------------------------------------

    def _item(self, page: AccountPage, kept: KeptItem) -> QWidget:
        about = column(
            label(ITEMS[kept.item], "strong"),
            label(last_changed(kept.item, kept.age), "small"),
            space=Space.TIGHT,
        )
        if page.row.is_holder:
            self._draw_open(about, kept)
            if page.row.status is not Status.CLOSED:
                about.addWidget(self._change(kept))
        return group(about)

    def _draw_open(self, about: QVBoxLayout, kept: KeptItem) -> None:
        for title, wanted in _wanted(kept):
            if title != ITEMS[kept.item]:
                about.addWidget(label(title, "small"))
            about.addWidget(self._slot(title, wanted))
        if len(kept.in_force) > 1:
            about.addWidget(label(words.SETTLE_ABOVE, "warn"))
        if kept.item is Item.CODES:
            self.codes = Codes(self._model)
            about.addWidget(self.codes)

    def _slot(self, name: str, wanted: Wanted) -> SecretSlot:
        made = self.slots[wanted] = SecretSlot(self._model.clipboard, name)
        made.show_asked.connect(partial(self._model.show, wanted))
        made.copy_asked.connect(partial(self._model.copy, wanted))
        return made

    def _change(self, kept: KeptItem) -> QWidget:
        if kept.item in _ROTATED:
            ask = partial(self.change_asked.emit, kept.item)
            made = button(_ROTATED[kept.item], on_click=ask)
            self.changes[kept.item] = made
            return group(row(made, None))
        return self._form(kept.item, words.other_value(kept.item))

    def _form(self, item: Item, text: str) -> Unfold:
        made = self.forms[item] = SealedForm(self._model, item, text)
        return made.unfold

    def _draw_foot(self, page: AccountPage) -> None:
        if not page.row.is_holder:
            names = [holder.name for holder in page.holders]
            self._parts.addWidget(label(words.NOT_HOLDER if names else words.NOBODY))
            for name in names:
                self._parts.addWidget(label(name, "strong"))
            return
        missing = [
            item
            for item in (Item.LOGIN, Item.SECRET, Item.TOTP, Item.CODES, Item.NOTE)
            if page.kept(item) is None and (page.has_own_secret or item is Item.NOTE)
        ]
        for item in missing if page.row.status is not Status.CLOSED else ():
            self._parts.addWidget(self._form(item, words.first_value(item)))

    # --- showing ------------------------------------------------------------

    def _show(self, wanted: Wanted, found: Opened) -> None:
        slot = self.slots.get(wanted)
        if slot is not None:
            prose = wanted.item is Item.NOTE
            slot.show_secret(found.secret, seconds=found.seconds, as_prose=prose)


class SealedForm(QWidget):
    """Takes one thing that only holders may see."""

    def __init__(self, model: AccountViewModel, item: Item, text: str) -> None:
        super().__init__()
        self._model = model
        self._item = item
        self.field: QLineEdit | QPlainTextEdit = _field(item)
        self.keep = button(words.KEEP, "act", on_click=self._keep)
        self.cancel = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        hint = _HINTS.get(item, "")
        self.setLayout(
            column(
                Field(ITEMS[item], self.field, hint, item.value),
                row(self.keep, self.cancel, None),
            )
        )
        self.unfold = Unfold(text, self)
        self.unfold.folded.connect(self._wipe)
        if isinstance(self.field, QLineEdit):
            self.field.returnPressed.connect(self._keep)

    def _keep(self) -> None:
        typed = _text(self.field)
        texts: tuple[str, ...] = (typed,)
        if self._item is Item.CODES:
            texts = tuple(t for t in map(str.strip, typed.splitlines()) if t) or ("",)
        self._model.keep(self._item, texts, self.unfold.fold)

    def _wipe(self) -> None:
        if isinstance(self.field, SecretLine | SecretBox):
            self.field.wipe()
        else:
            self.field.clear()


_HINTS = {
    Item.LOGIN: words.LOGIN_HINT,
    Item.TOTP: words.CODE_KEY_HINT,
    Item.CODES: words.CODES_HINT,
}


def _field(item: Item) -> QLineEdit | QPlainTextEdit:
    if item in (Item.CODES, Item.NOTE):
        return SecretBox()
    if item is Item.LOGIN:
        made = SecretLine(320)
        made.setEchoMode(QLineEdit.EchoMode.Normal)
        return made
    return SecretLine()


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _wanted(kept: KeptItem) -> list[tuple[str, Wanted]]:
    """Return what can be shown of an item, each with its name."""
    name = ITEMS[kept.item]
    if kept.item is Item.CODES or len(kept.in_force) != 1:
        return []
    if kept.item is Item.TOTP:
        now = Wanted(Item.TOTP, of_the_moment=True)
        return [(words.CODE_NOW, now), (words.CODE_KEY, Wanted(Item.TOTP))]
    return [(name, Wanted(kept.item))]

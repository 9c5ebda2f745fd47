"""An account's recovery codes: the next one at hand, the others behind a button."""

from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from incidentkit.accounts.known import RecoveryCode
from incidentkit.accounts.model import Item
from incidentkit.desk.revealing import Opened, Wanted
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.secret_shown import SecretShown
from incidentkit.ui.widgets.secret_slot import SecretSlot
from incidentkit.ui.widgets.text import label
from incidentkit.words.account_commands import RECOVERY_CODE
from incidentkit.words.window import accounts as words


class Codes(QWidget):
    """Shows which codes are used, and any of them when asked."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._codes: tuple[RecoveryCode, ...] = ()
        self._names: dict[int, QLabel] = {}
        self.slots: dict[int, SecretSlot] = {}
        self.left = label()
        self.next = button(words.NEXT_CODE, on_click=self._use_next)
        self.shown = SecretShown(model.clipboard)
        self.each: QPushButton = button(words.EACH_CODE, "quiet")
        self.each.setCheckable(True)
        self._list = column(space=Space.TIGHT)
        self._listed = group(self._list)
        self.each.toggled.connect(self._listed.setVisible)
        self._listed.hide()
        self.setLayout(
            column(
                self.left,
                row(self.next, None),
                self.shown,
                row(self.each, None),
                self._listed,
                space=Space.SMALL,
            )
        )
        model.shown.connect(self._show)

    def draw(self, codes: tuple[RecoveryCode, ...]) -> None:
        """Say which are used. What is being looked at stays where it is."""
        if [c.number for c in codes] != list(self.slots):
            self._draw_list(codes)
        self._codes = codes
        unused = [code for code in codes if not code.used]
        self.left.setText(words.codes_left(len(unused), len(codes)))
        self.next.setEnabled(bool(unused))
        for code in codes:
            name = words.code_number(code.number, used=code.used)
            self._names[code.number].setText(name)

    def hide_secrets(self) -> None:
        """Take every code off the screen."""
        self.shown.hide_secret()
        for slot in self.slots.values():
            slot.hide_secret()

    def _draw_list(self, codes: tuple[RecoveryCode, ...]) -> None:
        empty(self._list)
        self._names, self.slots = {}, {}
        for code in codes:
            wanted = Wanted(Item.CODES, code=code.number)
            name = self._names[code.number] = label("", "small")
            slot = SecretSlot(self._model.clipboard, _called(code.number))
            slot.show_asked.connect(partial(self._model.show, wanted))
            slot.copy_asked.connect(partial(self._model.copy, wanted))
            self.slots[code.number] = slot
            self._list.addWidget(name)
            self._list.addWidget(slot)

    def _use_next(self) -> None:
        unused = (code.number for code in self._codes if not code.used)
        number = next(unused, 0)
        if number:
            self._model.show(Wanted(Item.CODES, code=number, use=True))

    def _show(self, wanted: Wanted, found: Opened) -> None:
        if not wanted.code:
            return
        if wanted.use:
            self.shown.show_secret(found.secret, _called(wanted.code))
            self.shown.copy.setFocus()
        elif wanted.code in self.slots:
            self.slots[wanted.code].show_secret(found.secret)


def _called(number: int) -> str:
    return f"{RECOVERY_CODE} {number}"

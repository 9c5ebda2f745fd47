"""What somebody's going leaves to do, in the order in which to do it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.leaving import Departure, ToChange, ToTakeAway
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import people as words


class LeavingList(QWidget):
    """Accounts to change today, accounts to change as well, and other ways in.

    Signals:
        rotate_asked: Somebody wants to change this account's secret.
    """

    rotate_asked = Signal(object)

    def __init__(self, *, leads_on: bool = True) -> None:
        super().__init__()
        self._leads_on = leads_on
        self._shown: Departure | None = None
        self.buttons: list[QPushButton] = []
        self._layout = column(space=Space.SMALL)
        self.setLayout(self._layout)

    def show_departure(self, leaves: Departure) -> None:
        """Draw what is left to do."""
        if leaves == self._shown:
            return
        self._shown = leaves
        empty(self._layout)
        self.buttons = []
        if leaves == Departure():
            self._layout.addWidget(label(words.NOTHING_TO_CHANGE, "quiet"))
        self._put(words.CHANGE_TODAY, leaves.opened, "bad")
        self._put(words.CHANGE_TOO, leaves.could_open, "warn")
        if leaves.ways:
            self._layout.addWidget(label(words.TAKE_AWAY, "strong"))
        for one in leaves.ways:
            self._layout.addLayout(_way(one))

    def _put(self, title: str, accounts: tuple[ToChange, ...], part: str) -> None:
        if accounts:
            self._layout.addWidget(label(title, part))
        for one in accounts:
            self._layout.addLayout(self._account(one))

    def _account(self, one: ToChange) -> QVBoxLayout:
        if not self._leads_on:
            return column(label(f"• {one.label}"))
        go = button(
            words.CHANGE_SECRET, on_click=lambda: self.rotate_asked.emit(one.account)
        )
        go.setAccessibleName(words.change(one.label))
        self.buttons.append(go)
        return column(label(one.label), row(go, None), space=Space.TIGHT)


def _way(one: ToTakeAway) -> QVBoxLayout:
    ring = ", ".join(
        f"{who.name} {spoken_number(who.number)}".strip() for who in one.way.ring
    )
    what = words.way(str(one.way.kind), one.way.detail)
    parts = [label(f"• {one.label}: {what}")]
    if ring:
        parts.append(label(words.ring(ring), "small"))
    return column(*parts, space=0)

"""Which account it is: a line to find it by, a list, and a way past both."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.start.view_model import NO_ACCOUNT, Choice
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import harmless
from incidentkit.words.window import start as words

_SHOWN = 9


class WhichAccount(QWidget):
    """Return takes the first that fits; the down key goes into the list.

    Signals:
        picked: The account.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._accounts: tuple[Choice, ...] = ()
        self.finder = FindLine()
        self.list = QListWidget()
        self.not_listed = button(
            words.NOT_LISTED, "choice", on_click=lambda: self.picked.emit(NO_ACCOUNT)
        )
        self.field = Field(words.FIND, self.finder)
        self.setLayout(column(self.field, self.list, self.not_listed))
        self.finder.textChanged.connect(self._draw)
        self.finder.returnPressed.connect(self._pick_first)
        self.finder.went_down.connect(self._go_to_list)
        self.list.itemActivated.connect(self._picked)
        self.list.itemClicked.connect(self._picked)

    def offer(self, accounts: tuple[Choice, ...]) -> None:
        """Show these accounts, as far as they fit what is typed."""
        if accounts != self._accounts or not self.list.count():
            self._accounts = accounts
            self._draw()

    def ask(self, question: str) -> None:
        """Ask anew, with the cursor where an account is found."""
        self.list.setAccessibleName(question)
        self.finder.clear()
        (self.finder if self._accounts else self.not_listed).setFocus()

    def _draw(self) -> None:
        wanted = self.finder.text().casefold().split()
        self.list.clear()
        for choice in self._accounts:
            if all(word in choice.label.casefold() for word in wanted):
                item = QListWidgetItem(harmless(choice.label))
                item.setData(Qt.ItemDataRole.UserRole, choice.subject)
                self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self.field.setVisible(bool(self._accounts))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows are in the letters of now."""
        self.list.ensurePolished()
        rows = min(_SHOWN, max(1, self.list.count()))
        height = max(0, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(height * rows + Space.SMALL)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Fit the list, once it is known how it looks."""
        self._fit()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Fit it again when the text has become larger or smaller."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        super().changeEvent(event)

    def _pick_first(self) -> None:
        if self.list.count():
            self._picked(self.list.item(0))

    def _go_to_list(self) -> None:
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _picked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

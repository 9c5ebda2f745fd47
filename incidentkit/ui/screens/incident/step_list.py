"""Many steps in one list: a button for each of them would take long to draw."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from incidentkit.desk.response import ListedStep
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.text import harmless
from incidentkit.words.window import incident as words

_SLUG = Qt.ItemDataRole.UserRole
_ROWS = 12  # as many as are looked over at once; it scrolls through the rest


class StepList(QListWidget):
    """Opens a step by Return, Space or a press; letters find one by its beginning.

    Signals:
        chosen: A step, by its short name.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def offer(self, steps: Iterable[ListedStep], *, headings: bool) -> None:
        """Show these steps, under the names of their phases if there are headings."""
        self.clear()
        phase = ("", "")
        for step in steps:
            if headings and (step.phase, step.playbook) != phase:
                phase = (step.phase, step.playbook)
                self._head(words.phase_of(*phase))
            title = words.phase_of(step.title, "" if headings else step.playbook)
            item = QListWidgetItem(harmless(title))
            item.setData(_SLUG, step.slug)
            self.addItem(item)
        first = next((i for i in self._items() if i.data(_SLUG)), None)
        if first is not None:
            self.setCurrentItem(first)
        self.updateGeometry()

    def item_of(self, slug: str) -> QListWidgetItem | None:
        """Return the row of a step."""
        return next((i for i in self._items() if i.data(_SLUG) == slug), None)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for room for as many rows as there are, up to what is looked over at once."""
        row = self.fontMetrics().lineSpacing() + 2 * Space.TIGHT
        rows = min(_ROWS, self.count())
        return QSize(super().sizeHint().width(), row * rows + 2 * Space.SMALL)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Take no less height than that, and any width."""
        return QSize(0, self.sizeHint().height())

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _head(self, text: str) -> None:
        item = QListWidgetItem(harmless(text))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        slug = item.data(_SLUG)
        if slug:
            self.chosen.emit(slug)

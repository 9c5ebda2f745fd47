"""The manual, one part at a time."""

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from incidentkit.resources import resource_path
from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.screens.help.view_model import HelpState, HelpViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import help as words

_PICTURES = "resources/manual/"


class HelpView(QWidget):
    """Reads a part of the manual; nothing in it leads out of the program.

    Signals:
        left: Somebody goes back to where they came from.
    """

    left = Signal()

    def __init__(self, model: HelpViewModel) -> None:
        super().__init__()
        self.model = model
        self._drawn: HelpState | None = None
        self.which = Chooser()
        self.keys = button(words.KEYS_BUTTON, on_click=self._open_keys)
        self.back = button(words.BACK, on_click=self.left.emit)
        self.text = _Reading()
        self.text.setAccessibleName(words.TEXT)
        self.which.activated.connect(lambda: model.open(self.which.currentText()))
        self.text.anchorClicked.connect(self._follow)
        self._lay_out()
        model.changed.connect(self._render)

    def arrive(self) -> None:
        """Read it, and have the arrow and page keys scroll it."""
        self.model.load()
        self.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep lines readable, whatever the text's size."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back with Escape."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.which.setMinimumContentsLength(24)
        ways = group(Flow(self.keys, self.back))
        whole = column(
            label(words.TITLE, "title"),
            label(words.LEAD, "quiet"),
            Field(words.PART, self.which),
            ways,
            self.text,
        )
        whole.setStretch(4, 1)
        whole.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self._inside = group(whole)
        outer = row(self._inside, None, space=0)
        outer.setStretchFactor(self._inside, 1000)
        self.setLayout(outer)
        self._fit()

    def _fit(self) -> None:
        average = self.fontMetrics().averageCharWidth()
        self._inside.setMaximumWidth(average * (MEASURE + 40))

    def _render(self) -> None:
        state = self.model.state
        if self._drawn is None or self._drawn.parts != state.parts:
            self.which.offer((p.title, p.title) for p in state.parts)
        self._drawn = state
        self.which.setCurrentText(state.title)
        if state.part is not None:
            self.text.show_text(state.part.text)
        elif state.is_read:
            self.text.show_text(words.MISSING)

    def _open_keys(self) -> None:
        self.model.open(words.KEYS)
        self.text.setFocus()

    def _follow(self, link: QUrl) -> None:
        self.model.follow(link.fragment())


class _Reading(QTextBrowser):
    """Shows text and the manual's own pictures, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setOpenLinks(False)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self._shown = text
        self.setMarkdown(text)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802  Qt's name
        """Give a picture of the manual, and nothing from anywhere else."""
        place = QUrl(name).toString()
        wanted = kind == QTextDocument.ResourceType.ImageResource.value
        if not wanted or not place.startswith(_PICTURES):
            return None
        image = QImage(str(resource_path("manual", place.removeprefix(_PICTURES))))
        room = max(1, self.viewport().width() - 2 * Space.WIDE)
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaledToWidth(room, smooth) if image.width() > room else image

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fit the pictures again, and stay where somebody reads."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            place = self.verticalScrollBar().value()
            self.setMarkdown(self._shown)
            self.verticalScrollBar().setValue(place)

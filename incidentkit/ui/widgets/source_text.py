"""The editor of a text with lines of its own: they keep their place, Tab leaves it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit

from incidentkit.ui.design.tokens import Space

_LINES = 16
_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


class SourceText(QPlainTextEdit):
    """Plain text, in which a new line begins as far in as the last one.

    Other text is put in as one change, so that it can be undone.

    Signals:
        moved: The line that the cursor is on now, from 0.
    """

    moved = Signal(int)

    def __init__(self, lines: int = _LINES) -> None:
        super().__init__()
        self._least = lines
        self._marked: tuple[int, ...] = ()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.cursorPositionChanged.connect(self._tell)
        self._dress()

    def put(self, text: str) -> None:
        """Show another text: the lines that differ are replaced, the cursor stays."""
        old = self.toPlainText()
        if text == old:
            return
        head = _shared(old, text)
        tail = _shared(old[head:][::-1], text[head:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:head]))
        cursor.beginEditBlock()  # undoing goes back to where the block began
        end = _units(old[: len(old) - tail])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[head : len(text) - tail])
        cursor.endEditBlock()

    def put_fresh(self, text: str) -> None:
        """Show a text as it was opened; there is nothing to undo."""
        self.setPlainText(text)

    def go_to(self, line: int) -> None:
        """Put the cursor on a line, from 0, and show it."""
        block = self.document().findBlockByNumber(line)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def mark(self, lines: Iterable[int]) -> None:
        """Underline lines, counted from 0."""
        self._marked = tuple(lines)
        found = []
        for line in self._marked:
            block = self.document().findBlockByNumber(line)
            if block.isValid():
                found.append(self._selection(QTextCursor(block)))
        self.setExtraSelections(found)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for room for some lines."""
        height = self.fontMetrics().lineSpacing() * self._least
        return QSize(super().sizeHint().width(), height + 2 * Space.LARGE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Take no less room than that."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the text's size."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._dress()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Begin a new line as far in as this one."""
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            line = self.textCursor().block().text()
            self.insertPlainText("\n" + line[: len(line) - len(line.lstrip(" "))])
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.moved.emit(self.textCursor().blockNumber())

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        cursor.movePosition(
            QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
        )
        made = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(_WAVE)
        form.setUnderlineColor(self.palette().brightText().color())
        made.format = form
        made.cursor = cursor
        return made

    def _dress(self) -> None:
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        font.setPointSizeF(self.font().pointSizeF())
        self.document().setDefaultFont(font)


def _shared(a: str, b: str) -> int:
    pairs = zip(a, b, strict=False)
    return next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))


def _units(text: str) -> int:
    """Return how Qt counts a text: what does not fit in 16 bits counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

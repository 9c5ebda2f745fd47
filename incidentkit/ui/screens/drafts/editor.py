"""The box a text is written in, with the places marked where something was found."""

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from incidentkit.drafting.checks import Finding, Severity
from incidentkit.ui.widgets.field import TextBox

_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
_DASHES = QTextCharFormat.UnderlineStyle.DashUnderline
_TOO_LONG = "too-long"


class Editor(TextBox):
    """A text box that counts in characters, as findings do, and not in UTF-16."""

    def __init__(self, lines: int) -> None:
        super().__init__(lines)
        self._found: tuple[Finding, ...] = ()

    def mark(self, findings: Iterable[Finding]) -> None:
        """Underline what was found; what stops a text in the colour for that.

        What is too long for a channel has dashes under it, from where it is cut.
        """
        found = tuple(f for f in findings if f.span is not None)
        if found != self._found:
            self._found = found
            self.setExtraSelections([self._selection(one) for one in found])

    def show_place(self, start: int, end: int) -> None:
        """Select a place, and take the keyboard."""
        self.setTextCursor(self._cursor(start, end))
        self.setFocus()

    def put(self, start: int, end: int, text: str) -> None:
        """Replace a place, as one step that can be undone."""
        self._cursor(start, end).insertText(text)

    def put_whole(self, text: str) -> None:
        """Replace everything, so that it can be undone; the cursor stays about there."""
        place = self.textCursor().position()
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    @property
    def place(self) -> int:
        """How many characters stand before the keyboard."""
        before = QTextCursor(self.document())
        at = self.textCursor().position()
        before.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        return len(before.selectedText())

    def _cursor(self, start: int, end: int) -> QTextCursor:
        text = self.text()
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selection(self, finding: Finding) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(_DASHES if finding.reason == _TOO_LONG else _WAVE)
        colours = self.palette()
        colour = (
            colours.brightText()
            if finding.severity is Severity.BLOCK
            else colours.link()
        )
        form.setUnderlineColor(colour.color())
        marked.format = form
        marked.cursor = self._cursor(finding.start, finding.end)
        return marked


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

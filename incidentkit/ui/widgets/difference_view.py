"""A difference to look at, for which nobody needs colours.

Signs and line numbers stand in front; changed words are underlined or struck through.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor

from incidentkit.playbooks.difference import Line, Sort, Stretch, Who, only_changes
from incidentkit.ui.widgets.source_text import SourceText
from incidentkit.ui.widgets.text import harmless
from incidentkit.words import playbook_copies as copies
from incidentkit.words.window import playbooks as words

_SIGNS = {Sort.SAME: " ", Sort.OUT: "-", Sort.IN: "+"}
_MOST_LINES = 3000


class DifferenceView(SourceText):
    """Shows what changed, to be read with the keyboard."""

    def __init__(self, name: str = words.DIFFERENCE, lines: int = 14) -> None:
        super().__init__(lines)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self._lines: tuple[Line, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show a difference between two texts."""
        self._lines, self._stretches = tuple(lines), ()
        self._draw()

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Show what was changed since three texts were one, and by whom."""
        self._lines, self._stretches = (), tuple(stretches)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Mark again in the colours of the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if self._stretches:
            self._draw_stretches(cursor)
        elif self._lines:
            self._draw_lines(cursor)
        cursor.endEditBlock()
        if not self.toPlainText().strip():
            self.setPlainText(words.NO_DIFFERENCE)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw_lines(self, cursor: QTextCursor) -> None:
        for line in only_changes(self._lines)[:_MOST_LINES]:
            if line is None:
                cursor.insertText("      ...\n", QTextCharFormat())
                continue
            front = f"{_SIGNS[line.sort]} {line.number:>4} "
            cursor.insertText(front, QTextCharFormat())
            for run in line.runs:
                form = self._form(line.sort) if run.changed else QTextCharFormat()
                cursor.insertText(harmless(run.text), form)
            cursor.insertText("\n", QTextCharFormat())

    def _draw_stretches(self, cursor: QTextCursor) -> None:
        for stretch in self._stretches:
            if stretch.who is Who.NOBODY:
                continue
            heading = QTextCharFormat()
            heading.setFontWeight(QFont.Weight.Bold)
            cursor.insertText(f"{copies.WHO[stretch.who]}\n", heading)
            self._rows(cursor, copies.THEN, stretch.then, Sort.OUT)
            if stretch.who in (Who.SHIPPED, Who.BOTH, Who.ALIKE):
                self._rows(cursor, copies.NOW, stretch.now, Sort.IN)
            if stretch.who in (Who.OURS, Who.BOTH):
                self._rows(cursor, copies.WE, stretch.ours, Sort.IN)
            cursor.insertText("\n", QTextCharFormat())

    def _rows(
        self, cursor: QTextCursor, name: str, lines: tuple[str, ...], sort: Sort
    ) -> None:
        if lines:
            cursor.insertText(f"  {name}:\n", QTextCharFormat())
        for line in lines[:_MOST_LINES]:
            cursor.insertText(f"  {_SIGNS[sort]} ", QTextCharFormat())
            cursor.insertText(harmless(line), self._form(sort))
            cursor.insertText("\n", QTextCharFormat())

    def _form(self, sort: Sort) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFontStrikeOut(sort is Sort.OUT)
        form.setFontUnderline(sort is Sort.IN)
        if sort is Sort.IN:
            form.setFontWeight(QFont.Weight.Bold)
        return form

"""One playbook to read aloud, to print, and the texts it had before."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from incidentkit.desk.playbooks import KeptVersion, PlaybookPage
from incidentkit.playbooks.spoken import Part, Spoken
from incidentkit.ui.design.tokens import Size, Space
from incidentkit.ui.screens.playbooks.library_model import LibraryViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    box,
    column,
    empty,
    group,
    row,
)
from incidentkit.ui.widgets.text import harmless, label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.playbook_copies import KINDS, NEVER, STANDINGS
from incidentkit.words.times import short_date, short_time
from incidentkit.words.window import playbooks as words

_LEAST_LINES = 20
_INDENT = Space.WIDE


class Aloud(QTextEdit):
    """The playbook as one reads it aloud, with steps and branches set in."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(words.TEXT_ALOUD)
        self._lines: tuple[Spoken, ...] = ()

    def show_lines(self, lines: tuple[Spoken, ...]) -> None:
        """Show a playbook."""
        if lines != self._lines:
            self._lines = lines
            self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Draw again in the new size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._lines:
            self._draw()

    def _draw(self) -> None:
        lines = self._lines
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, line in enumerate(lines):
            if place:
                cursor.insertBlock()
            cursor.setBlockFormat(_layout(line))
            cursor.insertText(harmless(_front(line) + line.text), _letters(line, self))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _front(line: Spoken) -> str:
    return {Part.STEP: "\u2610 ", Part.HOW: "\u2022 "}.get(line.part, "")


def _layout(line: Spoken) -> QTextBlockFormat:
    made = QTextBlockFormat()
    inside = 0 if line.part in (Part.PHASE, Part.STEP, Part.BRANCH) else _INDENT
    made.setLeftMargin(line.depth * _INDENT + inside)
    above = {Part.PHASE: Space.WIDE, Part.STEP: Space.MEDIUM, Part.BRANCH: Space.MEDIUM}
    made.setTopMargin(above.get(line.part, Space.HAIR))
    return made


def _letters(line: Spoken, widget: QWidget) -> QTextCharFormat:
    made = QTextCharFormat()
    points = widget.font().pointSizeF()
    if line.part is Part.PHASE:
        made.setFontWeight(QFont.Weight.Bold)
        made.setFontPointSize(points * Size.HEADING)
    elif line.part is Part.STEP:
        made.setFontWeight(QFont.Weight.DemiBold)
    elif line.part is Part.BRANCH:
        made.setFontItalic(True)
    return made


class ReadingPage(QWidget):
    """Reads, prints, and leads to the editor.

    Signals:
        left: Back to the list.
        change_asked: Change this playbook.
    """

    left = Signal()
    change_asked = Signal(str)

    def __init__(self, model: LibraryViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[KeptVersion, ...] | None = None
        self.back = button(words.ALL, "quiet", on_click=self.left.emit)
        self.banner = Banner()
        self.title = label("", "title")
        self.about = label("", "quiet")
        self.owner = label("", "quiet")
        self.goal = label("", "lead")
        self.standing = label("", "strong")
        self.refusal = label("", "warn")
        self.change = button(words.CHANGE, "act", on_click=self._change)
        self.only_leads = label(words.ONLY_LEADS, "quiet")
        self.aloud = Aloud()
        self.versions = column(space=Space.SMALL)
        self._side = box(self._printing())
        content = column(
            row(self.back, None),
            self.title,
            self.about,
            self.owner,
            self.banner,
            self.goal,
            self.standing,
            self.refusal,
            self.only_leads,
            row(self.change, None),
            SideBySide(
                self.aloud,
                group(column(self._side, box(self._earlier()), None)),
                letters=50,
                parts=(5, 2),
            ),
        )
        self.setLayout(row(Page(content, letters=200), space=0))
        model.printed.connect(self._printed)
        self._fit()

    def draw(
        self,
        page: PlaybookPage | None,
        versions: tuple[KeptVersion, ...],
        *,
        printing: bool,
    ) -> None:
        """Show a playbook."""
        if page is None:
            return
        found = page.row
        self.title.setText(found.name)
        self.about.setText(
            words.about(
                KINDS[found.kind],
                found.version,
                found.reviewed.isoformat(),
                found.review_due.isoformat(),
            )
        )
        when = found.rehearsed_ms
        rehearsed = NEVER if when is None else short_date(when)
        self.owner.setText(words.owned(page.owner, page.handling, rehearsed))
        self.goal.setText(page.goal)
        self.standing.setText(STANDINGS[found.standing])
        self.refusal.setText(found.refusal)
        self.refusal.setVisible(bool(found.refusal))
        self.change.setVisible(page.may_change)
        self.only_leads.setVisible(not page.may_change)
        self.aloud.show_lines(page.lines)
        self.card.setEnabled(not printing)
        self.plain.setEnabled(not printing)
        self._draw_versions(versions)

    def write_card_to(self, folder: Path) -> None:
        """Write the card into a folder."""
        self._model.write_card(folder, exercise=self.exercise.isChecked())

    def _printing(self) -> QVBoxLayout:
        self.folder = FolderLine(words.FOLDER)
        self.exercise = Tick(words.EXERCISE)
        self.card = button(words.CARD, on_click=self._card)
        self.plain = button(words.PLAIN, on_click=self._plain)
        return column(
            label(words.PRINT, "heading"),
            label(words.PRINT_BODY, "quiet"),
            self.folder,
            self.exercise,
            group(Flow(self.card, self.plain)),
        )

    def _earlier(self) -> QVBoxLayout:
        return column(label(words.VERSIONS, "heading"), group(self.versions))

    def _draw_versions(self, versions: tuple[KeptVersion, ...]) -> None:
        if versions == self._drawn:
            return
        self._drawn = versions
        empty(self.versions)
        for version in versions:
            self.versions.addWidget(_one(version))
        if not versions:
            self.versions.addWidget(label(words.NO_VERSIONS, "quiet"))

    def _card(self) -> None:
        if self.folder.text():
            self.write_card_to(Path(self.folder.text()))
        else:
            self.folder.setFocus()

    def _plain(self) -> None:
        if self.folder.text():
            self._model.write_text(Path(self.folder.text()))
        else:
            self.folder.setFocus()

    def _change(self) -> None:
        page = self._model.state.page
        if page is not None:
            self.change_asked.emit(page.row.slug)

    def _printed(self, path: Path) -> None:
        self.banner.show_news(words.PRINT, words.lies(str(path)))

    def _fit(self) -> None:
        self.aloud.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)


def _one(version: KeptVersion) -> QWidget:
    when = short_time(version.at_ms)
    if version.is_back:
        return label(words.one_return(version.who, when, version.why))
    said = words.one_version(version.version, version.who, when, version.why)
    shown = label(said, "strong" if version.is_current else "")
    text = QTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(said)
    text.setPlainText(harmless(version.text))
    return group(
        column(
            shown,
            label(
                version.origin or (words.IN_USE if version.is_current else ""), "small"
            ),
            Unfold(words.SHOW_THEIRS, text, "quiet"),
            space=Space.TIGHT,
        )
    )

"""The closing gate: what is open, what was learned and by whom, how long it is kept."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from incidentkit.desk.response import Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.beside_acts import HowClosed, Learned
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.focus import bring_into_view
from incidentkit.ui.widgets.form_fields import Control
from incidentkit.ui.widgets.layout import SideBySide, box, column, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_beside as beside

_MOST = 6
_FEW = 4  # so many fit above what is to be filled in


class LessonForm(QWidget):
    """One lesson: what, whose task, by when."""

    def __init__(self) -> None:
        super().__init__()
        self.what, self.owner, self.due = line(), line(), line()
        owner = Field(beside.LESSON_OWNER, self.owner)
        due = Field(beside.LESSON_DUE, self.due, beside.AHEAD_HINT)
        self.setLayout(
            column(
                Field(beside.LESSON, self.what),
                SideBySide(owner, due, 24, (1, 1)),
                space=Space.SMALL,
            )
        )

    def learned(self) -> Learned:
        """Return it as it was typed."""
        texts = (self.what, self.owner, self.due)
        return Learned(*(control.text().strip() for control in texts))


class ClosingLeaf(WritingLeaf):
    """Closing, going on after a closing, and the report."""

    def __init__(self, model: IncidentViewModel) -> None:
        self.summary, self.lessons = TextBox(2), TextBox(2)
        self.reason, self.again = line(), line()
        self.retention, self.review = line(), line()
        self.learned = [LessonForm() for _ in range(_MOST)]
        named: dict[str, Control] = {
            words.CLOSE_SUMMARY: self.summary,
            words.CLOSE_LESSONS: self.lessons,
            words.CLOSE_REASON: self.reason,
            words.REOPEN_REASON: self.again,
            beside.RETENTION: self.retention,
            beside.REVIEW: self.review,
        }
        for count, form in enumerate(self.learned, 1):
            named |= {
                beside.number(beside.LESSON, count): form.what,
                beside.number(beside.LESSON_OWNER, count): form.owner,
                beside.number(beside.LESSON_DUE, count): form.due,
            }
        super().__init__(model, words.CLOSE, named)
        self.open = label("", "quiet")
        self.show_open = button("", "quiet", on_click=self._turn_open)
        self._still: tuple[str, ...] = ()
        self._missing: QWidget | None = None
        model.refused.connect(lambda _: self._show_missing())
        self.reason_field = Field(words.CLOSE_REASON, self.reason)
        self.more = button(beside.LESSON_MORE, "quiet", on_click=self._show_another)
        self.close_now = button(words.CLOSE_NOW, "act", on_click=self._close)
        self.reopen = button(words.REOPEN, on_click=self._reopen)
        self.report = button(words.REPORT, on_click=self._choose_folder)
        self.closing, self.closed = self._closing(), self._closed()
        for part in (self.closing, self.closed):
            self.content.addWidget(part)
        self.content.addLayout(row(self.report, None))

    def _closing(self) -> QWidget:
        lessons = column(
            label(beside.LESSONS, "strong"), *self.learned, self.more, space=Space.SMALL
        )
        for form in self.learned[1:]:
            form.hide()
        return group(
            column(
                self.show_open,
                self.open,
                Field(words.CLOSE_SUMMARY, self.summary),
                Field(words.CLOSE_LESSONS, self.lessons),
                box(lessons, "sunken", Space.MEDIUM),
                Field(beside.RETENTION, self.retention, beside.RETENTION_HINT),
                Field(beside.REVIEW, self.review, beside.AHEAD_HINT),
                self.reason_field,
                row(self.close_now, None),
            )
        )

    def _closed(self) -> QWidget:
        return group(
            column(
                label(words.CLOSED_TITLE, "heading"),
                label(words.CLOSED_BODY, "quiet"),
                Field(words.REOPEN_REASON, self.again),
                row(self.reopen, None),
            )
        )

    def is_wanted(self, response: Response) -> bool:
        """It is always: closed ones go on from here, and have a report."""
        return True

    def draw(self, response: Response) -> None:
        """Show what is open, or that it is closed."""
        super().draw(response)
        self.closing.setVisible(response.is_open)
        self.closed.setVisible(not response.is_open)
        self._draw_open(response.left_open)
        self.reason_field.setVisible(bool(response.left_open))
        for form in self.learned:
            if form.what.text():
                form.show()

    def _draw_open(self, still: tuple[str, ...]) -> None:
        """Show what is open, many folded: below them stands what is to be filled in."""
        if still != self._still:
            self._still = still
            self.open.setVisible(len(still) <= _FEW)
        lines = (words.CLOSE_OPEN, *(f"•  {text}" for text in still))
        self.open.setText("\n".join(lines) if still else beside.NOTHING_OPEN)
        self.show_open.setVisible(len(still) > _FEW)
        self._name_open()

    def _turn_open(self) -> None:
        self.open.setVisible(self.open.isHidden())
        self._name_open()

    def _name_open(self) -> None:
        count = len(self._still)
        said = words.still_open(count) if self.open.isHidden() else words.CLOSE_HIDE
        self.show_open.setText(said)

    def _go_to_missing(self, how: HowClosed) -> None:
        """Put the keyboard where something is to be filled in still, and show it."""
        wanted = ((self.summary, how.summary), (self.reason, how.reason))
        asked = (c for c, text in wanted if c.isVisibleTo(self) and not text)
        self._missing = next(asked, None)
        if self._missing is not None:
            self._missing.setFocus()

    def _show_missing(self) -> None:
        """Scroll to it once it is said above what is wrong, which takes room."""
        if self._missing is not None and self.isVisible():
            bring_into_view(self._missing)

    def write_report(self, folder: Path) -> None:
        """Write the report into a folder somebody chose."""
        self.model.report(folder)

    def _show_another(self) -> None:
        hidden = next((form for form in self.learned if form.isHidden()), None)
        if hidden is not None:
            hidden.show()
            hidden.what.setFocus()
        self.more.setVisible(any(form.isHidden() for form in self.learned))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, words.REPORT_FOLDER)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.write_report(Path(path)))
        dialog.open()

    def _close(self) -> None:
        learned = tuple(form.learned() for form in self.learned)
        how = HowClosed(
            self.summary.text().strip(),
            self.lessons.text().strip(),
            self.reason.text().strip(),
            tuple(one for one in learned if one.text or one.owner),
            self.retention.text().strip(),
            self.review.text().strip(),
        )
        self._go_to_missing(how)
        self.sent(self.model.close(how))

    def _reopen(self) -> None:
        self.sent(self.model.reopen(self.again.text().strip()))

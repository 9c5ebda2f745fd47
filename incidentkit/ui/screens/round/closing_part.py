"""What a round came to: before it is closed, and on paper once it is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.desk.round import Item, RoundPage, Summary
from incidentkit.rounds.model import Found
from incidentkit.rounds.service import LONGEST_NOTE
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.jobs import Job
from incidentkit.ui.screens.round.reading import Panel
from incidentkit.ui.screens.round.view_model import RoundViewModel
from incidentkit.ui.typed_form import Keep, TypedForm
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.progress import Progress
from incidentkit.ui.widgets.text import label
from incidentkit.words import rounds as round_words
from incidentkit.words.times import spoken_month
from incidentkit.words.window import folder as folder_words
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import round as words
from incidentkit.words.window.shell import BACK

_LISTED = 40


class ClosingPart(QWidget):
    """Shows what is not in order first, and then offers to close the round."""

    def __init__(self, model: RoundViewModel) -> None:
        super().__init__()
        self._model = model
        self._month = ""
        self._drawn: Summary | None = None
        self.summary = column(space=Space.SMALL)
        self.note = line(longest=LONGEST_NOTE)
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._fields = FormFields({words.CLOSING_NOTE: self.note})
        self._typed = TypedForm(left, self._fields)
        self.offered = self._typed.offered
        self.close_it = button(words.CLOSE_NOW, "danger", on_click=self._close)
        self.back = button(BACK, on_click=lambda: model.show(Panel.LINE))
        self.note.returnPressed.connect(self.close_it.setFocus)
        content = column(
            label(words.CLOSE, "heading"),
            label(words.CLOSE_LEAD, "quiet"),
            group(self.summary),
            self.offered,
            Field(words.CLOSING_NOTE, self.note, words.WORD_HINT, value="note"),
            row(self.close_it, self.back, None),
        )
        self.setLayout(column(box(content), None))

    def draw(self, summary: Summary | None, *, busy: bool) -> None:
        """Show what it has come to so far."""
        self.close_it.setEnabled(not busy and summary is not None)
        if summary is None or summary == self._drawn:
            return
        self._drawn = summary
        self._month = summary.month
        _fill(self.summary, summary)

    def take_focus(self) -> None:
        """Begin: with what was typed at a lock offered, and the keyboard here."""
        page = self._model.state.page
        self._typed.look(
            left_words.round_closing(spoken_month(page.month if page else ""))
        )
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty the form."""
        self._fields.clear()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps the note, for the lock."""
        return self._typed.unsaved()

    def _close(self) -> None:
        self._typed.sent(self._model.close(self.note.text()))


class ClosedPart(QWidget):
    """Shows who closed a round and what it came to, and writes its certificate."""

    def __init__(self, model: RoundViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.said = column(space=Space.TIGHT)
        self.summary = column(space=Space.SMALL)
        self.folder = FolderLine(words.CERTIFICATE, words.CERTIFICATE_HINT)
        self.write = button(words.CERTIFICATE, "act", on_click=self._write)
        self.folder.entered.connect(self._write)
        self.progress = Progress()
        model.began.connect(self._follow)
        paper = column(self.folder, row(self.write, None), self.progress)
        self.paper = box(paper)
        self.setLayout(
            column(
                box(column(label(words.CLOSED, "heading"), group(self.said))),
                self.paper,
                box(column(group(self.summary))),
                None,
            )
        )

    def draw(self, page: RoundPage, summary: Summary | None, *, writing: bool) -> None:
        """Show how it ended."""
        self.write.setEnabled(not writing)
        if not writing:
            self.progress.end()
        self.paper.setVisible(page.may_write)
        if summary is None or (page.closings, summary) == self._drawn:
            return
        self._drawn = (page.closings, summary)
        empty(self.said)
        for one in page.closings:
            said = words.closed_by(one.name, one.wall, one.note)
            self.said.addWidget(label(said))
            self.said.addWidget(label(words.CODE, "small"))
            self.said.addWidget(breaking_label(one.digest, "quiet"))
        _fill(self.summary, summary)

    def take_focus(self) -> None:
        """Put the keyboard where the certificate is asked for."""
        self.folder.path.setFocus()

    def _write(self) -> None:
        where = self.folder.text()
        self.folder.field.say_wrong("" if where else folder_words.WHERE_TO)
        if not where:
            self.folder.path.setFocus()
            return
        self._model.write_certificate(Path(where))

    def _follow(self, job: Job, said: str) -> None:
        self.progress.follow(job, said)


def _fill(layout: QVBoxLayout, summary: Summary) -> None:
    empty(layout)
    score = summary.score
    for heading, kind, items in (
        (words.FOUND_WRONG, "bad", summary.found(Found.WRONG)),
        (words.UNANSWERED, "warn", summary.unanswered()),
        (words.LEFT_UNCHECKED, "warn", summary.found(Found.NOT_CHECKED)),
        (words.SKIPPED, "warn", summary.found(Found.SKIPPED)),
        (words.SAID_LATER, "warn", summary.late),
        (words.ARRIVED_LATER, "warn", summary.arrived),
    ):
        if items:
            layout.addWidget(box(_list(heading, items), kind, Space.MEDIUM))
    if score.answered == score.asked and not (
        score.wrong or score.not_checked or score.skipped
    ):
        layout.addWidget(label(words.EVERYTHING_RIGHT, "good"))
    kept = round_words.kept(score.kept, score.lines, score.percent)
    layout.addWidget(label(kept))
    passwords = round_words.passwords(score.passwords_changed, score.passwords)
    layout.addWidget(label(passwords))
    layout.addWidget(label(round_words.EXPOSURE_APART, "quiet"))


def _list(heading: str, items: tuple[Item, ...]) -> QVBoxLayout:
    accounts = len({item.account for item in items})
    said = words.how_many(heading, len(items), accounts)
    made = column(label(said, "strong"), space=Space.TIGHT)
    lines = _by_account(items)
    for line_ in lines[:_LISTED]:
        made.addWidget(breaking_label(line_))
    if len(lines) > _LISTED:
        made.addWidget(label(words.more(len(lines) - _LISTED), "quiet"))
    return made


def _by_account(items: tuple[Item, ...]) -> list[str]:
    """Return a line for each account and word, with every question it is about."""
    asked: dict[tuple[bytes, str, str], list[str]] = {}
    for item in items:
        note = item.answer.note if item.answer else ""
        asks = asked.setdefault((item.account, item.label, note), [])
        asks.append(round_words.ASKS[item.ask.value].lower())
    return [words.item(name, asks, note) for (_, name, note), asks in asked.items()]

"""What a drill showed, what went well first, and how it is ended."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.desk.drilling import Debrief
from incidentkit.drills.debrief import target_rows, to_look_at, went_well
from incidentkit.drills.score import Met
from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.screens.drills.view_model import DrillsState, DrillsViewModel
from incidentkit.ui.typed_form import Keep, TypedForm
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import focus_when_shown
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.form_fields import Control, FormFields
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import drills as drill_words
from incidentkit.words.window import drills as words
from incidentkit.words.window import left_forms as left_words


class DebriefPage(Page):
    """Draws it, takes the lessons, and ends the drill."""

    def __init__(self, model: DrillsViewModel) -> None:
        self._model = model
        self._drawn: Debrief | None = None
        self.mark = label(drill_words.NOT_REAL, "strong")
        self.title = label("", "title")
        self.about = label("", "quiet")
        self.well = column(space=Space.SMALL)
        self.look = column(space=Space.SMALL)
        self.minutes = column(space=Space.SMALL)
        self.events = column(space=Space.MEDIUM)
        self.decisions = column(space=Space.SMALL)
        self.talk = column(space=Space.SMALL)
        self.back = button(words.BACK, "quiet", on_click=model.leave_debrief)
        self.to_it = button(words.BACK_TO_IT, on_click=self._go_on)
        self._make_ending(model)
        super().__init__(self._content(), MEASURE + MEASURE // 2)
        model.ended.connect(self._clear)

    def take_focus(self) -> None:
        """Put the keyboard at the top."""
        focus_when_shown(self.back)

    def draw(self, state: DrillsState) -> None:
        """Show what the drill showed."""
        self.ending.setVisible(state.debrief is not None and _is_open(state.debrief))
        self.to_it.setVisible(state.debrief is not None and _is_open(state.debrief))
        self.end.setEnabled(not state.busy)
        texts = [words.lesson(text, owner) for text, owner in state.lessons]
        self.lessons.setText("\n".join(texts) or words.NO_LESSONS)
        if state.debrief is not None and state.debrief != self._drawn:
            self._drawn = state.debrief
            self._typed.look(left_words.debrief(state.debrief.reference))
            self._draw(state.debrief)

    def _make_ending(self, model: DrillsViewModel) -> None:
        self.lesson, self.owner = line(), line()
        self.summary = line()
        named: dict[str, Control] = {
            words.LESSON: self.lesson,
            words.OWNER: self.owner,
            words.SUMMARY: self.summary,
        }
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._typed = TypedForm(left, FormFields(named))
        self.offered = self._typed.offered
        self.offered.wanted.connect(self._put_back)
        self.lessons = label(words.NO_LESSONS)
        self.add = button(words.ADD_LESSON, on_click=self._add)
        self.end = button(words.END, "act", on_click=self._end)
        self.ending = box(
            column(
                label(words.END, "heading"),
                label(words.END_BODY),
                self.offered,
                label(words.LESSONS, "strong"),
                self.lessons,
                Field(words.LESSON, self.lesson),
                Field(words.OWNER, self.owner),
                row(self.add, None),
                Field(words.SUMMARY, self.summary),
                row(self.end, None),
                space=Space.SMALL,
            ),
            "step",
        )
        self.folder = FolderLine(words.PRINT, words.PRINT_HINT)
        self.print = button(words.PRINT, on_click=self._print)
        form = column(self.folder, row(self.print, None))
        self.printing = Unfold(words.PRINT, box(form, "sunken"))
        self.owner.returnPressed.connect(self._add)
        self.folder.entered.connect(self._print)

    def _content(self) -> QVBoxLayout:
        return column(
            group(Flow(self.back, self.to_it)),
            box(column(self.mark), "warn", Space.SMALL),
            self.title,
            self.about,
            box(column(label(drill_words.WELL, "heading"), self.well), "good"),
            box(column(label(drill_words.LOOK_AT, "heading"), self.look)),
            box(column(label(drill_words.TARGETS, "heading"), self.minutes)),
            box(column(label(drill_words.TALK, "heading"), self.talk)),
            self.ending,
            box(column(label(drill_words.INJECTS, "heading"), self.events)),
            box(column(label(drill_words.DECISIONS, "heading"), self.decisions)),
            self.printing,
            None,
        )

    def _draw(self, debrief: Debrief) -> None:
        found = debrief.outcome
        self.title.setText(words.open_one(debrief.reference, found.scenario.name))
        self.about.setText(
            drill_words.about(
                found.scenario.name,
                found.started_ms,
                found.minutes,
                debrief.names,
                alone=found.alone,
            )
        )
        _bullets(self.well, went_well(found) or (drill_words.NOTHING_YET,))
        _bullets(self.look, to_look_at(found) or (drill_words.NOTHING_ELSE,))
        _bullets(self.talk, found.scenario.debrief)
        _bullets(self.minutes, (words.beside(*line) for line in target_rows(found)))
        _bullets(
            self.decisions,
            [
                words.decided(d.question, d.answer, d.reason or drill_words.NO_REASON)
                for d in found.decisions
            ]
            or [drill_words.NO_DECISION],
        )
        empty(self.events)
        for met in found.injects:
            self.events.addWidget(_event(met))

    def _add(self) -> None:
        if self._model.add_lesson(self.lesson.text(), self.owner.text()):
            self.lesson.clear()
            self.owner.clear()
            self.lesson.setFocus()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps the lessons and what is half typed, for the lock."""
        besides: dict[str, str] = {}
        for number, (text, owner) in enumerate(self._model.state.lessons, start=1):
            besides[_numbered(number, words.LESSON)] = text
            besides[_numbered(number, words.OWNER)] = owner
        return self._typed.unsaved(besides)

    def _put_back(self, values: dict[str, str]) -> None:
        """Take the lessons that were added before; the fields are filled already."""
        number = 1
        while _numbered(number, words.LESSON) in values:
            text = values[_numbered(number, words.LESSON)]
            self._model.add_lesson(text, values.get(_numbered(number, words.OWNER), ""))
            number += 1

    def _end(self) -> None:
        self._typed.sent(self._model.end(self.summary.text()))

    def _print(self) -> None:
        if self.folder.text():
            self._model.write(Path(self.folder.text()))
            self.printing.fold()

    def _go_on(self) -> None:
        debrief = self._model.state.debrief
        if debrief is not None:
            self._model.go_on(debrief.incident)

    def _clear(self) -> None:
        for field in (self.lesson, self.owner, self.summary):
            field.clear()


def _numbered(number: int, name: str) -> str:
    return f"{number}. {name}"


def _is_open(debrief: Debrief) -> bool:
    return debrief.outcome.is_open


def _event(met: Met) -> QWidget:
    shown = words.event_times(
        drill_words.minutes(met.shown),
        drill_words.minutes(met.minutes),
        drill_words.STANDINGS[met.standing],
    )
    inside = column(
        label(f"{met.inject.title} ({met.inject.sender})", "strong"),
        label(shown, "quiet"),
        label(words.good_answer(met.inject.good)),
        space=Space.TIGHT,
    )
    if met.note:
        inside.addWidget(label(words.our_answer(met.note)))
    return group(inside)


def _bullets(layout: QVBoxLayout, texts: Iterable[str]) -> None:
    empty(layout)
    for text in texts:
        layout.addWidget(label(f"•  {text}"))

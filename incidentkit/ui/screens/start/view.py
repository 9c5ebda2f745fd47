"""The screen that starts a response. It is made to be answered without reading twice."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.start.enquiry_form import EnquiryForm
from incidentkit.ui.screens.start.readers import OnlyNamed
from incidentkit.ui.screens.start.view_model import (
    Choice,
    StartState,
    StartViewModel,
)
from incidentkit.ui.screens.start.which import WhichAccount
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import focus_when_shown
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import start as words


class StartView(QWidget):
    """Two questions, one after the other, on one page.

    Signals:
        guide_asked: Somebody wants a guide, by its slug.
        card_asked: Somebody wants the self-report card.
        exercise_asked: Somebody wants an exercise; offered if there are any.
    """

    guide_asked = Signal(str)
    card_asked = Signal()
    exercise_asked = Signal()

    def __init__(
        self, model: StartViewModel, left: LeftForms, *, has_exercises: bool = False
    ) -> None:
        super().__init__()
        self._model = model
        self._has_exercises = has_exercises
        self._drawn: tuple[object, ...] = ()
        self._going_on: tuple[Choice, ...] = ()
        self.banner = Banner()
        self.under_way = column(space=Space.TIGHT)
        self.under_way_box = box(
            column(label(words.OPEN_ONES, "strong"), self.under_way), "warn"
        )
        self.report = label("", "quiet")
        self.report_danger = label(words.REPORT_DANGER, "bad")
        self.report_box = self._report_box()
        self.choices = Choices()
        self.first = group(
            column(
                label(words.FIRST, "heading"),
                self.choices,
                label(words.KEYS, "quiet"),
            )
        )
        self.seen = label("", "lead")
        self.again = button(words.CHANGE, "quiet", on_click=model.choose_again)
        self.question = label("", "heading")
        self.which = WhichAccount()
        self.enquiry = EnquiryForm(model, left)
        self.only_named = OnlyNamed()
        self.second = self._second()
        self.more = Flow()
        self.not_sure = group(
            column(label(words.NOT_SURE, "strong"), group(self.more), space=Space.SMALL)
        )
        self._lay_out()
        self._connect()

    def arrive(self) -> None:
        """Ask anew, with the cursor where the first answer is typed or chosen."""
        self.banner.clear()
        self.only_named.put_away()
        self._drawn = ()
        self._model.begin()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Choose by number, even before the choices are there; Escape goes back."""
        number = event.key() - Qt.Key.Key_0
        asks_first = self._model.state.seen is None
        if 0 < number < 10 and asks_first:
            self._model.choose(number)
        elif event.key() == Qt.Key.Key_Escape and not asks_first:
            self._model.choose_again()
        else:
            super().keyPressEvent(event)

    def _report_box(self) -> QWidget:
        away = button(
            words.REPORT_AWAY, "quiet", on_click=lambda: self._model.with_report(None)
        )
        return box(
            column(
                label(words.REPORT_TITLE, "strong"),
                self.report_danger,
                self.report,
                row(away, None),
                space=Space.TIGHT,
            ),
            "warn",
        )

    def _second(self) -> QWidget:
        said = row(self.seen, self.again)
        said.setStretch(0, 1)
        return group(
            column(
                said,
                self.question,
                self.which,
                self.enquiry,
                self.only_named,
            )
        )

    def _lay_out(self) -> None:
        content = column(
            label(words.TITLE, "title"),
            label(words.BODY, "lead"),
            self.banner,
            self.under_way_box,
            self.report_box,
            self.first,
            self.second,
            self.not_sure,
            None,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = Page(content, MEASURE, centred=True)
        outer.addWidget(self.page)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect(self) -> None:
        self.which.picked.connect(self._model.start)
        self.only_named.limited.connect(self._model.limit)
        self.choices.picked.connect(self._chosen)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self.banner.show_problem)

    def _chosen(self, said: str) -> None:
        texts = [b.text() for b in self.choices.buttons]
        self._model.choose(texts.index(said) + 1)

    def _render(self) -> None:
        state = self._model.state
        asks_first = state.seen is None
        self.first.setVisible(asks_first)
        self.second.setVisible(not asks_first)
        self.not_sure.setVisible(asks_first)
        self.under_way_box.setVisible(bool(state.kit.under_way) and asks_first)
        self._draw_report(state)
        self._draw_under_way(state.kit.under_way)
        self.which.offer(state.kit.accounts)
        self.which.setEnabled(not state.busy)
        self.enquiry.draw(state)
        self.only_named.draw(state)
        self._ask(state)

    def _ask(self, state: StartState) -> None:
        """Put the next question, once, with the keyboard on its answers."""
        now = (state.choices, state.guides, state.seen)
        if now == self._drawn:
            return
        self._drawn = now
        self.page.begin_at_top()
        if state.seen is None:
            self._ask_first(state)
            return
        self.seen.setText(state.seen.says)
        self.question.setText(words.second(state.seen.second))
        self.which.setVisible(not state.seen.asks_enquiry)
        self.enquiry.setVisible(state.seen.asks_enquiry)
        if state.seen.asks_enquiry:
            self.enquiry.take_focus()
        else:
            self.which.ask(state.seen.second)

    def _ask_first(self, state: StartState) -> None:
        said = (words.numbered(n, c.says) for n, c in enumerate(state.choices, 1))
        self.choices.offer(list(said))
        empty(self.more)
        for slug, name in state.guides:
            self._offer(name, partial(self.guide_asked.emit, slug))
        self._offer(words.SELF_REPORT, self.card_asked.emit)
        if self._has_exercises:
            self._offer(words.EXERCISE, self.exercise_asked.emit)
        if self.choices.buttons:
            focus_when_shown(self.choices.buttons[0])

    def _offer(self, text: str, go: Callable[[], object]) -> None:
        self.more.addWidget(button(text, "quiet", on_click=go))

    def _draw_report(self, state: StartState) -> None:
        report = state.report
        self.report_box.setVisible(report is not None)
        if report is not None:
            self.report.setText(report.of("saw") or report.text)
            self.report_danger.setVisible(report.danger)

    def _draw_under_way(self, found: tuple[Choice, ...]) -> None:
        if found == self._going_on:
            return
        self._going_on = found
        empty(self.under_way)
        for choice in found:
            go_on = button(
                words.GO_ON, on_click=partial(self._model.go_on, choice.subject)
            )
            go_on.setAccessibleName(f"{words.GO_ON}: {choice.label}")
            name = label(choice.label)
            line = row(name, go_on)
            line.setStretchFactor(name, 1)
            self.under_way.addWidget(group(line))

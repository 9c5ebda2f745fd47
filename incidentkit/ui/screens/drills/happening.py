"""What happens in a drill, as a calm card beside the step."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.drills.scenario import Inject
from incidentkit.drills.schedule import PACES
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drills.running_model import RunningState, RunningViewModel
from incidentkit.ui.typed_form import Keep, TypedForm
from incidentkit.ui.widgets.banner import announce
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words import drills as drill_words
from incidentkit.words.window import drills as words
from incidentkit.words.window import left_forms as left_words

TICK_MS = 1_000


class Happening(QFrame):
    """Shows what waits for an answer, and how the drill's clock goes.

    Signals:
        debrief_asked: Somebody wants to talk about the drill.
        refused: Something did not work; the words to show.
    """

    debrief_asked = Signal(object)
    refused = Signal(object)

    def __init__(self, model: RunningViewModel, tick_ms: int = TICK_MS) -> None:
        super().__init__()
        self._model = model
        self._title = ""
        self.setProperty("box", "warn")
        self.minute = label("", "quiet")
        self.came = label("", "small")
        self.title = label("", "strong")
        self.text = breaking_label("")
        self.note = TextBox(2)
        left = model.left_forms()
        left.refused.connect(self.refused)
        self._typed = TypedForm(left, FormFields({words.HOW: self.note}))
        self.offered = self._typed.offered
        self.answer = button(words.ANSWERED, "act", on_click=self._answer)
        self.more = label("", "small")
        self.quiet = label("", "quiet")
        self.next = button(words.NEXT_NOW, on_click=model.next_now)
        self.debrief = button(words.TO_DEBRIEF, "quiet", on_click=self._to_debrief)
        self.paces = {pace: self._pace(pace) for pace in PACES}
        self.waits = self._make_waits()
        self._lay_out()
        self.hide()
        model.changed.connect(self._render)
        model.refused.connect(self.refused)
        model.happened.connect(lambda title: announce(self, title))
        model.answered.connect(self.note.clear)
        # It ends with the card, whatever else is still there.
        self._ticking = QTimer(self)
        self._ticking.setInterval(tick_ms)
        self._ticking.timeout.connect(model.tick)
        self._ticking.start()

    def _make_waits(self) -> QWidget:
        return group(
            column(
                self.came,
                self.title,
                self.text,
                self.offered,
                Field(words.HOW, self.note, words.HOW_HINT),
                row(self.answer, None),
                self.more,
                space=Space.SMALL,
            )
        )

    def unsaved(self) -> Iterator[Keep]:
        """Yield what keeps an answer that is half typed, for the lock."""
        keep = self._typed.unsaved()
        if keep is not None:
            yield keep

    def _answer(self) -> None:
        self._typed.sent(self._model.answer(self.note.text()))

    def _lay_out(self) -> None:
        layout = column(
            label(f"{drill_words.EXERCISE}: {words.WHAT_HAPPENS}", "heading"),
            self.waits,
            self.quiet,
            self.minute,
            group(Flow(*self.paces.values(), self.next)),
            row(self.debrief, None),
            space=Space.SMALL,
        )
        margin = Space.LARGE
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def _pace(self, pace: int) -> QPushButton:
        made = button(
            words.pace(pace), "choice", on_click=partial(self._model.go_faster, pace)
        )
        made.setCheckable(True)
        made.setAccessibleName(f"{words.PACE}: {words.pace(pace)}")
        return made

    def _to_debrief(self) -> None:
        drill = self._model.state.drill
        if drill is not None:
            self.debrief_asked.emit(drill.incident)

    def _render(self) -> None:
        state = self._model.state
        drill = state.drill
        self.setVisible(drill is not None)
        if drill is None:
            return
        self._draw_waiting(state)
        self.minute.setText(words.minute(int(state.minute)))
        self.minute.setVisible(drill.is_open)
        for pace, made in self.paces.items():
            made.setChecked(pace == state.pace)
            made.setVisible(drill.is_open and state.next_in is not None)
        self.next.setVisible(drill.is_open and state.next_in is not None)

    def _draw_waiting(self, state: RunningState) -> None:
        is_open = state.drill is not None and state.drill.is_open
        waiting = state.waiting if is_open else ()
        self.waits.setVisible(bool(waiting))
        self.quiet.setText(_quiet(state))
        self.quiet.setVisible(not waiting)
        self.more.setText(words.more_waiting(len(waiting) - 1))
        self.more.setVisible(len(waiting) > 1)
        if waiting and waiting[0].title != self._title:
            self._draw_one(waiting[0])
        if waiting and state.drill is not None:
            title = waiting[0].title
            self._typed.look(left_words.answering(title, state.drill.reference))

    def _draw_one(self, inject: Inject) -> None:
        self._title = inject.title
        kind = drill_words.KINDS[inject.kind]
        self.came.setText(words.happened(kind, inject.sender))
        self.title.setText(inject.title)
        self.text.setText(f"“{inject.text}”")


def _quiet(state: RunningState) -> str:
    drill = state.drill
    if drill is not None and drill.scenario is None:
        return words.GONE
    if drill is not None and not drill.is_open:
        return words.ENDED
    if state.next_in is None:
        return words.ALL_SHOWN
    return f"{words.QUIET} {words.following(state.next_in)}"

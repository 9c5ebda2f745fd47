"""The step to take now, large, with its action in it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from incidentkit.desk.response import Response, StepPage
from incidentkit.desk.unfinished import Once
from incidentkit.playbooks.model import DueKind, Verb
from incidentkit.playbooks.walk import Status
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.acts import Tried
from incidentkit.ui.screens.incident.before_part import BeforePart
from incidentkit.ui.screens.incident.cannot_part import CannotPart
from incidentkit.ui.screens.incident.decision_part import DecisionPart
from incidentkit.ui.screens.incident.form_part import FormPart
from incidentkit.ui.screens.incident.host_part import HostPart
from incidentkit.ui.screens.incident.machine import MachineQuestion
from incidentkit.ui.screens.incident.more_parts import (
    GroundsPart,
    MeanwhilePart,
    RecordsPart,
    RoundsPart,
    SignsPart,
)
from incidentkit.ui.screens.incident.typed import TypedForms
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import focus_first
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, empty, group
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.ui.widgets.text import label
from incidentkit.words import incident_commands as due_words
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words
from incidentkit.words.window import left_forms as left_words


class StepCard(QFrame):
    """Draws one step. Which panel stands in it depends on the step's verb.

    Signals:
        step_asked: Somebody wants to see another step.
    """

    step_asked = Signal(str)

    def __init__(
        self, model: IncidentViewModel, hosted: Mapping[str, StepPanel]
    ) -> None:
        super().__init__()
        self._model = model
        # With the incident: two that follow one playbook have the same steps.
        self._drawn: tuple[bytes, str] | None = None
        self._asking = ""
        self._step: StepPage | None = None
        self.setProperty("box", "step")
        self.phase = label("", "small")
        self.title = label("", "title")
        self.facts = label("", "quiet")
        self.how = column(space=Space.TIGHT)
        self.alone = label("", "strong")
        self.final = label(step_words.FINAL, "warn")
        self._make_parts(model, hosted)
        self._make_actions()
        self._lay_out()
        self._connect()

    def _make_parts(
        self, model: IncidentViewModel, hosted: Mapping[str, StepPanel]
    ) -> None:
        self.meanwhile = MeanwhilePart()
        self.grounds, self.records = GroundsPart(), RecordsPart()
        self.before_box = BeforePart()
        self.machine = MachineQuestion(model)
        self.signs, self.rounds = SignsPart(), RoundsPart()
        self.answers = DecisionPart()
        self.form = FormPart()
        self.host = HostPart(hosted)
        self.cannot = CannotPart()
        left = model.left_forms()
        self.offered = OfferedBack(left)
        self.typed = TypedForms(left)
        self.fields = FormFields({})
        left.refused.connect(model.refused)
        model.watch(self.typed.unsaved)
        model.say_typing(lambda: self.typed.is_typed)

    def _make_actions(self) -> None:
        self.reason = line()
        self.reason_field = Field(words.REASON, self.reason, words.REASON_HINT)
        self.note = line()
        self.note_field = Field(words.STEP_NOTE, self.note)
        self.finish = button(words.DONE_NEXT, "act", on_click=self._finish)
        self.leave = button(words.LEAVE_OUT, on_click=lambda: self._ask("skip"))
        self.ends = button(
            step_words.AGAIN_END, on_click=lambda: self._ask("end round")
        )
        self.back = button(words.TAKE_BACK, "quiet", on_click=lambda: self._ask("undo"))
        self.again = button(
            step_words.OPEN_AGAIN, "quiet", on_click=lambda: self._ask("open again")
        )
        self.before_kit = button(step_words.BEFORE_KIT, "quiet", on_click=self._tick)

    def _lay_out(self) -> None:
        self.setLayout(
            column(
                self.meanwhile,
                column(self.phase, self.title, self.facts, space=Space.TIGHT),
                self.offered,
                self.grounds,
                group(self.how),
                self.alone,
                self.signs,
                self.rounds,
                self.records,
                self.before_box,
                self.machine,
                self.form,
                self.answers,
                self.host,
                self.final,
                self.note_field,
                self.reason_field,
                group(Flow(self.finish, self.leave, self.ends)),
                self.cannot,
                group(Flow(self.before_kit, self.back, self.again)),
            )
        )
        margin = Space.WIDE
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, Space.LARGE, margin, Space.LARGE)

    def _connect(self) -> None:
        self.meanwhile.next_asked.connect(lambda: self._model.choose_step(""))
        self.before_box.step_asked.connect(self.step_asked)
        self.before_box.override_asked.connect(lambda: self._ask("override"))
        self.answers.answered.connect(self._answer)
        self.form.kept.connect(self._keep_form)
        self.form.agreed.connect(self._agree)
        self.host.finished.connect(self._hosted_finished)
        self.host.changed.connect(self._model.refresh)
        self.cannot.failed.connect(self._cannot)
        self.offered.wanted.connect(self._put_back)
        self.reason.returnPressed.connect(self._confirm_reason)
        for typed in (self.note, self.form.proof, self.form.second):
            typed.returnPressed.connect(self._finish_by_key)
        # In a field of several lines, Return begins a line.
        done = QShortcut(QKeySequence("Ctrl+Return"), self.form)
        done.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        done.activated.connect(self._finish_by_key)

    # --- drawing ---------------------------------------------------------

    def draw(self, response: Response, step: StepPage, now_ms: int) -> None:
        """Show a step of a response."""
        now = (bytes(response.incident), step.slug)
        is_new, self._drawn = self._drawn != now, now
        was_asked = self.machine.isAncestorOf(self.window().focusWidget())
        self._step, self._response = step, response
        if is_new:
            self._fresh(response, step)
        self.phase.setText(words.now_in(step.phase, step.playbook))
        self.title.setText(step.title)
        self.facts.setText(_facts(step, now_ms))
        self.facts.setVisible(bool(self.facts.text()))
        self.grounds.draw(step, is_new=is_new)
        self.alone.setText(step.alone)
        self.alone.setVisible(bool(step.alone))
        self.meanwhile.draw(response, self._model.state.meanwhile)
        self.records.draw(step, now_ms)
        self.signs.draw(step.asked, step.verb)
        self.rounds.draw(step.asked, now_ms)
        self.before_box.draw(response, step)
        self._draw_action(response, step)
        self._draw_typed(response, step)
        self.cannot.draw(step, shown=self._can_fail(response, step))
        if was_asked:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the step's action begins, never past it on "Done"."""
        panel = self.host.panel
        if self.form.lines and self.form.form.isVisibleTo(self):
            focus_first(self.form.form)
        elif self.answers.buttons and self.answers.isVisibleTo(self):
            self.answers.buttons[0].setFocus()
        elif self.machine.isVisibleTo(self):
            focus_first(self.machine)
        elif panel is not None:
            panel.take_focus()
        elif self.finish.isVisibleTo(self):
            self.finish.setFocus()
        else:
            focus_first(self.before_box)

    def _fresh(self, response: Response, step: StepPage) -> None:
        """Begin a step with nothing in its fields but what was typed about it."""
        self._asking = ""
        self.typed.put_away()
        self.answers.begin()
        self.form.begin(step.asked)
        self.cannot.begin()
        self.host.begin(response)
        empty(self.how)
        for text in step.how:
            self.how.addWidget(label(f"•  {text}"))
        self.fields = FormFields(
            {
                words.STEP_NOTE: self.note,
                words.REASON: self.reason,
                f"{words.REASON} ": self.answers.reason,
                **self.form.controls(step.asked),
                **self.cannot.controls(),
            }
        )
        for control in (self.note, self.reason, self.answers.reason):
            control.clear()
        self.fields.blank = dict.fromkeys(self.fields.blank, "") | self.form.blank(
            step.asked
        )

    def _draw_typed(self, response: Response, step: StepPage) -> None:
        """Bring back what was typed here; know what colleagues wrote meanwhile."""
        title = left_words.beside(step.title, response.reference, response.title)
        self.typed.rebase(self.form.blank(step.asked))
        self.typed.show((response.incident, step.slug), title, self.fields)

    def _draw_action(self, response: Response, step: StepPage) -> None:
        blocked = bool(step.captures_first or step.waits_for)
        takes = _may_be_taken(response, step) and not blocked
        asks = bool(step.labels)
        secret = step.verb is Verb.ROTATE and takes
        clear = self._machine_is_clear(response)
        held = secret and not clear
        self.machine.draw(response, shown=held)
        shows_answers = asks and response.is_open and not blocked
        self.answers.setVisible(shows_answers)
        decides = step.verb is Verb.DECIDE and takes
        self.answers.draw(step.asked, step.answer, decides=decides)
        self.form.draw(step.asked, shown=takes and not held)
        self.reason_field.setVisible(bool(self._asking))
        acts = takes and not asks and not held
        self.note_field.setVisible(acts)
        self.final.setVisible(acts and step.asked.final)
        self.finish.setText(_finish_text(step))
        self.finish.setVisible(acts)
        self._draw_other_ends(response, step, takes=takes)
        self.host.draw(response, step, is_clear=clear)

    def _draw_other_ends(
        self, response: Response, step: StepPage, *, takes: bool
    ) -> None:
        rounds = step.asked.rounds
        again = rounds is not None and bool(rounds.last_ms) and not step.is_over
        listed = next((s for s in response.steps if s.slug == step.slug), None)
        recorded = response.is_open and listed is not None and listed.is_recorded
        tickable = listed is not None and listed.tickable and not listed.is_recorded
        self.leave.setVisible(response.is_open and not step.is_over and not again)
        self.ends.setVisible(takes and again)
        self.back.setVisible(recorded)
        self.again.setVisible(recorded and len(step.records) > 1)
        self.before_kit.setVisible(takes and tickable and not step.asked.form)

    def _can_fail(self, response: Response, step: StepPage) -> bool:
        blocked = bool(step.captures_first or step.waits_for)
        taken = step.is_over and not step.in_conflict
        return response.is_open and not (blocked or taken or step.labels)

    def _machine_is_clear(self, response: Response) -> bool:
        return response.machine is False or (
            response.machine is True and self._model.state.goes_on_here
        )

    # --- what is pressed -------------------------------------------------

    def _answer(self, said: str, reason: str) -> None:
        if self._step is not None:
            more = self.form.more()
            self._sent(self._model.answer(self._step.slug, said, reason, more))

    def _finish(self) -> None:
        step = self._step
        if step is None:
            return
        beginning = step.asked.begins
        if beginning is not None and not beginning.runs:
            self._sent(self._model.begin_beside(step.slug, beginning.slug))
            return
        note = self.note.text().strip()
        self._sent(self._model.done(step.slug, note, self.form.more()))

    def _finish_by_key(self) -> None:
        """Finish it, where there is a button that would."""
        if self.finish.isVisibleTo(self):
            self._finish()

    def _hosted_finished(self, note: str) -> None:
        if self._step is not None:
            self._sent(self._model.done(self._step.slug, note, self.form.more()))

    def _keep_form(self) -> None:
        if self._step is not None:
            values = self.form.details()
            self._sent(self._model.keep_details(self._step.slug, values))

    def _agree(self) -> None:
        if self._step is not None:
            self._model.agree(self._step.slug)

    def _cannot(self, reason: str, tried: tuple[Tried, ...]) -> None:
        if self._step is not None:
            self._sent(self._model.cannot(self._step.slug, reason, tried))

    def _tick(self) -> None:
        if self._step is not None:
            self._model.tick([self._step.slug])

    def _sent(self, once: Once | None) -> None:
        self.typed.sent(once)

    def _put_back(self, values: dict[str, str]) -> None:
        self.fields.put(values)
        if self._step is not None:
            self.cannot.draw(self._step, shown=True)

    def _ask(self, what: str) -> None:
        """Ask for a reason; pressing the same once more, or Return, does it."""
        if self._asking == what and self.reason.text().strip():
            self._confirm_reason()
            return
        self._asking = what
        self.reason_field.show()
        self.reason.setFocus()

    def _confirm_reason(self) -> None:
        step, reason = self._step, self.reason.text().strip()
        if step is None or not self._asking:
            return
        act = {
            "skip": self._model.skip,
            "undo": self._model.undo,
            "open again": self._model.open_again,
            "override": self._model.without_capture,
            "end round": self._model.end_round,
        }[self._asking]
        self._sent(act(step.slug, reason))
        if reason:
            self._asking = ""


def _may_be_taken(response: Response, step: StepPage) -> bool:
    """Whether it is open, or what was said of it is not the last word."""
    again = step.in_conflict or step.status is Status.FAILED
    return response.is_open and (again or not step.is_over)


def _finish_text(step: StepPage) -> str:
    asked = step.asked
    if asked.begins is not None and not asked.begins.runs:
        return step_words.begin(asked.begins.name)
    return step_words.AGAIN_NOW if asked.rounds is not None else words.DONE_NEXT


def _facts(step: StepPage, now_ms: int) -> str:
    parts = [f"{words.FOR}: {', '.join(step.who)}"] if step.who else []
    if step.due is not None and not step.is_over:
        when = clock_time(step.due.at_ms, now_ms)
        late = step.due.is_overdue(now_ms)
        match step.due.kind:
            case DueKind.LAW:
                parts.append(due_words.by_law(when, late=late))
            case DueKind.PROMISE:
                parts.append(due_words.by_promise(when, late=late))
            case _ if step.due.at_ms > now_ms:
                parts.append(due_words.aim_for(when))
            case _:
                parts.append(due_words.AS_SOON_AS_YOU_CAN)
    if step.asked.begins is not None and step.asked.begins.runs:
        parts.append(step_words.RUNS_ALREADY)
    return ".  ".join(parts) if parts else ""

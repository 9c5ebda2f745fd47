"""The step to take now, large, with its action in it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from incidentkit.desk.response import ListedStep, Response, StepPage
from incidentkit.desk.unfinished import Once
from incidentkit.playbooks.model import Verb
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.acts import Tried
from incidentkit.ui.screens.incident.before_part import BeforePart
from incidentkit.ui.screens.incident.cannot_part import CannotPart
from incidentkit.ui.screens.incident.decision_part import DecisionPart
from incidentkit.ui.screens.incident.earlier_part import EarlierPart
from incidentkit.ui.screens.incident.form_part import FINISH_KEY, FormPart
from incidentkit.ui.screens.incident.host_part import HostPart
from incidentkit.ui.screens.incident.machine import MachineQuestion
from incidentkit.ui.screens.incident.more_parts import (
    AlonePart,
    GroundsPart,
    MeanwhilePart,
    RecordsPart,
    RoundsPart,
    SignsPart,
)
from incidentkit.ui.screens.incident.step_facts import (
    can_fail,
    facts_of,
    finish_text,
    machine_is_clear,
    may_be_taken,
    taken_back,
)
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.screens.incident.ways_out import Doubt, WaysOut, foot_of, give_lead
from incidentkit.ui.typed_forms import TypedForms
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import ReadHere, focus_first
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, empty, group
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.ui.widgets.text import label
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
        self._listed: ListedStep | None = None
        self.setProperty("box", "step")
        self.phase = label("", "small")
        self.title = label("", "title")
        self.facts = label("", "quiet")
        self.how = column(space=Space.TIGHT)
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
        self.alone = AlonePart(model)
        self.before_box = BeforePart()
        self.machine = MachineQuestion(model)
        self.signs, self.rounds = SignsPart(), RoundsPart()
        self.answers = DecisionPart()
        self.form = FormPart()
        self.host = HostPart(hosted)
        self.cannot, self.earlier = CannotPart(), EarlierPart()
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
        self.doubt = Doubt()
        self.note = line()
        self.note_field = Field(words.STEP_NOTE, self.note)
        self.finish = button(words.DONE_NEXT, "act", on_click=self._finish)
        self.leave = button(
            words.LEAVE_OUT, "quiet", on_click=lambda: self._ask("skip")
        )
        self.ends = button(
            step_words.AGAIN_END, on_click=lambda: self._ask("end round")
        )
        self.back = button(words.TAKE_BACK, "quiet", on_click=lambda: self._ask("undo"))
        self.again = button(
            step_words.OPEN_AGAIN, "quiet", on_click=lambda: self._ask("open again")
        )
        self.before_kit = button(step_words.BEFORE_KIT, "quiet", on_click=self._tick)
        self.ways_out = WaysOut(self.cannot.open, self.leave, self.before_kit)
        ends = group(Flow(self.finish, self.ends, self.ways_out.more))
        said = (self.doubt.said, self.final)
        self.foot = foot_of(*said, ends, self.ways_out, self.reason_field)

    @property
    def has_foot(self) -> bool:
        """Whether there is anything with which the step could end now."""
        ends = (self.finish, self.ways_out.more, self.ends, self.reason_field)
        return any(it.isVisibleTo(self.foot) for it in ends)

    def _lay_out(self) -> None:
        content = column(
            self.meanwhile,
            column(self.phase, self.title, self.facts, space=Space.TIGHT),
            self.offered,
            self.machine,
            self.grounds,
            group(self.how),
            self.alone,
            self.signs,
            self.rounds,
            self.records,
            self.before_box,
            self.form,
            self.answers,
            self.host,
            self.alone.question,
            self.note_field,
            ReadHere(self.foot),
            self.cannot,
            self.earlier,
            group(Flow(self.back, self.again)),
        )
        content.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        self.setLayout(content)

    def event(self, event: QEvent) -> bool:
        """Know when anything in the step comes or goes: it may be what leads on."""
        if event.type() is QEvent.Type.LayoutRequest:
            give_lead(self.finish, self)
        return super().event(event)

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
        self.earlier.entered.connect(self._tick)
        self.offered.wanted.connect(self._put_back)
        self.reason.returnPressed.connect(self._confirm_reason)
        for typed in (self.note, self.form.proof, self.form.second):
            typed.returnPressed.connect(self._finish_by_key)
        # In a field of several lines, Return begins a line.
        done = QShortcut(QKeySequence(FINISH_KEY), self.form)
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
        self.facts.setText(facts_of(step, now_ms))
        self.facts.setVisible(bool(self.facts.text()))
        self.grounds.draw(step, is_new=is_new)
        self.alone.draw(step)
        self.meanwhile.draw(response, self._model.state.meanwhile)
        self.records.draw(step, now_ms)
        self.signs.draw(step.asked, step.verb)
        self.rounds.draw(step.asked, now_ms)
        self.before_box.draw(response, step)
        self._draw_action(response, step)
        self._draw_typed(response, step)
        self.cannot.draw(step, shown=can_fail(response, step))
        self.ways_out.draw()
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
        elif self.finish.isVisibleTo(self.foot):
            self.finish.setFocus()
        elif self.back.isVisibleTo(self):
            self.back.setFocus()
        else:
            focus_first(self.before_box)

    def _fresh(self, response: Response, step: StepPage) -> None:
        """Begin a step with nothing in its fields but what was typed about it."""
        self._asking = ""
        self.ways_out.fold()
        self.doubt.begin()
        self.typed.put_away()
        self.answers.begin()
        self.form.begin(step.asked)
        self.cannot.begin()
        self.host.begin(response)
        self.earlier.hide()
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
                **self.earlier.controls(),
            }
        )
        earlier = self.earlier.controls().values()
        for control in (self.note, self.reason, self.answers.reason, *earlier):
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
        takes = may_be_taken(response, step) and not blocked
        asks = bool(step.labels)
        secret = step.verb is Verb.ROTATE and takes
        goes_on_here = self._model.state.goes_on_here
        clear = machine_is_clear(response, goes_on_here=goes_on_here)
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
        self.finish.setText(finish_text(step))
        self.finish.setVisible(acts)
        self._draw_other_ends(response, step, takes=takes)
        self._draw_earlier(response, step)
        self.host.draw(response, step, is_clear=clear)
        give_lead(self.finish, self)

    def _draw_other_ends(
        self, response: Response, step: StepPage, *, takes: bool
    ) -> None:
        rounds = step.asked.rounds
        again = rounds is not None and bool(rounds.last_ms) and not step.is_over
        listed = next((s for s in response.steps if s.slug == step.slug), None)
        recorded = response.is_open and listed is not None and listed.is_recorded
        self.leave.setVisible(response.is_open and not step.is_over and not again)
        self.ends.setVisible(takes and again)
        self.back.setVisible(recorded)
        self.again.setVisible(recorded and len(step.records) > 1)

    def _draw_earlier(self, response: Response, step: StepPage) -> None:
        """Offer to say that it was done before, also what waits for a capture only."""
        self._listed = next((s for s in response.steps if s.slug == step.slug), None)
        open_here = may_be_taken(response, step) and not step.waits_for
        listed = self._listed
        tickable = listed is not None and listed.tickable and not listed.is_recorded
        offered = open_here and tickable and not step.asked.form
        self.before_kit.setVisible(offered)
        if not offered:
            self.earlier.hide()
        elif self.earlier.is_typed:
            self.earlier.show()

    # --- what is pressed -------------------------------------------------

    def _answer(self, said: str, reason: str) -> None:
        if self._step is not None:
            more = self.form.more()
            self._sent(self._model.answer(self._step.slug, said, reason, more))

    def _finish(self) -> None:
        step = self._step
        if step is None:
            return
        note, host = self.note.text().strip(), self.host
        if self.doubt.asks(host.doubt) or self.doubt.says(host.missing(note)):
            return
        beginning = step.asked.begins
        if beginning is not None and not beginning.runs:
            self._sent(self._model.begin_beside(step.slug, beginning.slug))
            return
        self._sent(self._model.done(step.slug, note or host.said, self.form.more()))

    def _finish_by_key(self) -> None:
        """Finish it, where there is a button that would."""
        if self.finish.isVisibleTo(self.foot):
            self._finish()

    def _hosted_finished(self, note: str) -> None:
        if self._step is not None:
            self._sent(self._model.done(self._step.slug, note, self.form.more()))

    def _keep_form(self) -> None:
        if self._step is not None:
            self._sent(self._model.keep_details(self._step.slug, self.form.details()))

    def _agree(self) -> None:
        if self._step is not None:
            self._model.agree(self._step.slug)

    def _cannot(self, reason: str, tried: tuple[Tried, ...]) -> None:
        if self._step is not None:
            self._sent(self._model.cannot(self._step.slug, reason, tried))

    def _tick(self) -> None:
        listed = self._listed
        if listed is not None and listed.has_gate and self.earlier.isHidden():
            self.earlier.ask()
        elif listed is not None:
            self._sent(self._model.tick([listed.slug], self.earlier.said()))

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
        self.doubt.says(taken_back(self._step, what, self._model.now_ms()))
        self.reason_field.show()
        self.foot.show()
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

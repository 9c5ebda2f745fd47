"""The step to take now, large, with its action in it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from incidentkit.accounts.exposure import Way
from incidentkit.accounts.model import Access
from incidentkit.desk.response import Response, StepPage
from incidentkit.playbooks.model import DueKind, Verb
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.machine import MachineQuestion
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.focus import focus_first
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.ui.widgets.text import label
from incidentkit.words import incident_commands as due_words
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident as words


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
        self._hosted = hosted
        # With the incident: two that follow one playbook have the same steps.
        self._drawn: tuple[bytes, str] | None = None
        self._shown: tuple[bytes, str, bytes] | None = None
        self.setProperty("box", "step")
        self.phase = label("", "small")
        self.title = label("", "title")
        self.facts = label("", "quiet")
        self.why = label()
        self.how = column(space=Space.TIGHT)
        self.alone = label("", "strong")
        self.before = column(space=Space.SMALL)
        self.account = QComboBox()
        self.account_field = Field(words.WHICH_ACCOUNT, self.account)
        self.machine = MachineQuestion(model)
        self.answers = Choices()
        self.reason = line()
        self.reason_field = Field(words.REASON, self.reason, words.REASON_HINT)
        self.host = QVBoxLayout()
        self.note = line()
        self.note_field = Field(words.STEP_NOTE, self.note)
        self.finish = button(words.DONE_NEXT, "act", on_click=self._finish)
        self.leave = button(words.LEAVE_OUT, on_click=self._leave)
        self.back = button(words.TAKE_BACK, "quiet", on_click=self._take_back)
        self._asking = ""
        self._step: StepPage | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setLayout(
            column(
                column(self.phase, self.title, self.facts, space=Space.TIGHT),
                self.why,
                group(self.how),
                self.alone,
                group(self.before),
                self.machine,
                self.account_field,
                self.answers,
                group(self.host),
                self.note_field,
                self.reason_field,
                row(self.finish, self.leave, None),
                self.back,
            )
        )
        margin = Space.WIDE
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, Space.LARGE, margin, Space.LARGE)

    def _connect(self) -> None:
        self.answers.picked.connect(self._answer)
        self.account.currentIndexChanged.connect(lambda _: self._show_hosted())
        self.reason.returnPressed.connect(self._confirm_reason)
        for name, panel in self._hosted.items():
            panel.finished.connect(lambda note, n=name: self._panel_finished(n, note))

    # --- drawing ---------------------------------------------------------

    def draw(self, response: Response, step: StepPage, now_ms: int) -> None:
        """Show a step of a response."""
        drawn, now = self._drawn, (response.incident, step.slug)
        is_new, self._drawn = drawn != now, now
        self._step = step
        self._response = response
        if is_new:
            self._fresh(response, step)
        self.phase.setText(words.now_in(step.phase))
        self.title.setText(step.title)
        self.facts.setText(_facts(step, now_ms))
        self.facts.setVisible(bool(self.facts.text()))
        self.why.setText(f"{words.WHY}: {step.why}")
        self.why.setVisible(bool(step.why))
        self.alone.setText(step.alone)
        self.alone.setVisible(bool(step.alone))
        self._draw_before(response, step)
        self._draw_action(response, step)

    def take_focus(self) -> None:
        """Put the keyboard where the step's action begins, never past it on "Done"."""
        panel = next((p for p in self._hosted.values() if p.isVisibleTo(self)), None)
        if self.answers.buttons and self.answers.isVisibleTo(self):
            self.answers.buttons[0].setFocus()
        elif panel is not None and panel.parent() is not None:
            focus_first(panel)
        elif self.finish.isVisibleTo(self):
            self.finish.setFocus()

    def _fresh(self, response: Response, step: StepPage) -> None:
        """Begin a step with nothing in its fields."""
        self._asking = ""
        self.note.clear()
        self.reason.clear()
        empty(self.how)
        for text in step.how:
            self.how.addWidget(label(f"•  {text}"))
        self.answers.offer(step.labels, step.answer)
        self.account.blockSignals(True)  # noqa: FBT003  Qt takes it so
        self.account.clear()
        self.account.addItem(words.WHICH_NONE, b"")
        for account in response.accounts:
            self.account.addItem(account.label, bytes(account.account))
        self.account.blockSignals(False)  # noqa: FBT003  Qt takes it so

    def _draw_before(self, response: Response, step: StepPage) -> None:
        empty(self.before)
        if step.captures_first and not step.is_over:
            self.before.addWidget(self._capture_first(step))
        elif step.waits_for and not step.is_over:
            self.before.addWidget(label(f"{words.WAITS_FOR}: {step.waits_for}", "warn"))
        if step.ways:
            self.before.addWidget(_ways(step.ways))
        if step.whom:
            self.before.addWidget(_contacts(response, step))

    def _capture_first(self, step: StepPage) -> QWidget:
        go = button(
            words.CAPTURE_NOW,
            "act",
            on_click=lambda: self.step_asked.emit(step.captures_first),
        )
        override = button(
            words.WITHOUT_CAPTURE, "quiet", on_click=lambda: self._ask("override")
        )
        return box(
            column(label(words.CAPTURE_FIRST, "strong"), row(go, None), override),
            "warn",
        )

    def _draw_action(self, response: Response, step: StepPage) -> None:
        blocked = bool(step.captures_first or step.waits_for)
        is_open = response.is_open and not step.is_over
        asks = bool(step.labels)
        secret = step.verb is Verb.ROTATE and is_open and not blocked
        held = secret and not self._machine_is_clear(response)
        self.machine.draw(response, shown=held)
        self.account_field.setVisible(secret and not held and not step.target)
        self.answers.setVisible(asks and response.is_open and not blocked)
        decides = step.verb is Verb.DECIDE and is_open and not blocked
        self.reason_field.setVisible(bool(self._asking) or decides)
        self.note_field.setVisible(is_open and not asks and not blocked and not held)
        self.finish.setVisible(is_open and not asks and not blocked and not held)
        self.leave.setVisible(is_open)
        recorded = next((s for s in response.steps if s.slug == step.slug), None)
        self.back.setVisible(
            response.is_open and recorded is not None and recorded.is_recorded
        )
        self._show_hosted()

    def _machine_is_clear(self, response: Response) -> bool:
        return response.machine is False or (
            response.machine is True and self._model.state.goes_on_here
        )

    def _show_hosted(self) -> None:
        """Put the panel that the step needs into it, or take it out."""
        step = self._step
        if step is None:
            return
        wanted = self._wanted_panel(step)
        for name, panel in self._hosted.items():
            if name != wanted and panel.parent() is not None:
                self.host.removeWidget(panel)
                panel.hide()
                panel.setParent(None)
        if not wanted:
            self._shown = None
            return
        panel, account = self._hosted[wanted], self._account(step)
        if panel.parent() is None:
            self.host.addWidget(panel)
        panel.show()
        now = (self._response.incident, step.slug, account)
        if self._shown != now:
            self._shown = now
            panel.show_step(self._response, step, account)

    def _wanted_panel(self, step: StepPage) -> str:
        response = self._response
        if (
            not response.is_open
            or step.is_over
            or step.captures_first
            or step.waits_for
        ):
            return ""
        name = _PANELS.get(step.verb, "")
        if name == "secret":
            account = self._account(step)
            if not account or not self._machine_is_clear(response):
                return ""
            name = "roles" if self._access(account) is Access.ROLES else "secret"
        if name == "write" and not step.template:
            return ""
        return name if name in self._hosted else ""

    def _account(self, step: StepPage) -> bytes:
        return step.target or self.account.currentData() or b""

    def _access(self, account: bytes) -> Access | None:
        found = (a.access for a in self._response.accounts if a.account == account)
        return next(found, None)

    # --- what is pressed -------------------------------------------------

    def _answer(self, said: str) -> None:
        if self._step is not None:
            self._model.answer(self._step.slug, said, self.reason.text().strip())

    def _finish(self) -> None:
        if self._step is not None:
            self._model.done(self._step.slug, self.note.text().strip())

    def _panel_finished(self, name: str, note: str) -> None:
        step = self._step
        if step is None or step.is_over or self._wanted_panel(step) != name:
            return
        if name in _FINISHING:
            self._model.done(step.slug, note)
        else:
            self._model.refresh()

    def _leave(self) -> None:
        self._ask("skip")

    def _take_back(self) -> None:
        self._ask("undo")

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
            "override": self._model.without_capture,
        }[self._asking]
        act(step.slug, reason)
        if reason:
            self._asking = ""


# Which panel a verb needs, by the names that the shell gives them.
_PANELS = {
    Verb.ROTATE: "secret",
    Verb.CAPTURE: "capture",
    Verb.WRITE: "write",
    Verb.APPROVE: "write",
}
# With these, what the panel did is all that the step asks for.
_FINISHING = frozenset({"secret", "write"})


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
    return ".  ".join(parts) if parts else ""


def _ways(ways: tuple[Way, ...]) -> QWidget:
    rows = [label(words.RING, "strong")]
    for way in ways:
        who = words.person(way.name, way.detail)
        rows.append(label(words.ring_them(who, way.number), "lead"))
        others = [ring for ring in way.ring if ring.name != way.name]
        rows += [label(words.takes_away(r.name, r.number), "quiet") for r in others[:1]]
    return box(column(*rows, space=Space.TIGHT), "sunken", Space.MEDIUM)


def _contacts(response: Response, step: StepPage) -> QWidget:
    rows = [label(words.CONTACTS, "strong")]
    rows += [label(f"{named.name}: {named.text}") for named in step.whom]
    known = [f"{name}:  {number}" for name, number in response.people if number]
    if known:
        rows.append(label(words.OUR_PEOPLE, "strong"))
        rows += [label(text) for text in known]
    return box(column(*rows, space=Space.TIGHT), "sunken", Space.MEDIUM)

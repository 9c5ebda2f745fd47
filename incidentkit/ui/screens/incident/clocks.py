"""The times that run: a strip at the top, and a leaf that says how each was counted."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.desk.clocks import Moment, Running
from incidentkit.desk.response import Response
from incidentkit.playbooks.model import DueKind
from incidentkit.playbooks.sources import sources
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.form_fields import Control, FormFields
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident_clocks as words
from incidentkit.words.window import incident_steps as step_words

_IN_STRIP = 3


class ClockStrip(QWidget):
    """Deadlines that others set, then what the law or a promise asks for.

    Signals:
        asked: Somebody wants to know how it was counted.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow()
        self._drawn: tuple[str, ...] = ()
        self.setLayout(self._flow)

    def draw(self, response: Response, now_ms: int) -> None:
        """Show the few that press most."""
        pressing = response.clocks.pressing
        deadlines = (m for m in response.clocks.moments if m.is_deadline and m.said)
        texts = (
            *(words.deadline(m.said[0].when_ms, now_ms) for m in deadlines),
            *(
                words.chip(c.title, c.at_ms, now_ms, late=c.is_late)
                for c in pressing[:_IN_STRIP]
            ),
        )
        rest = len(pressing) - _IN_STRIP
        if rest > 0:
            texts = (*texts, words.more(rest))
        self.setVisible(bool(texts))
        if texts == self._drawn:
            return
        self._drawn = texts
        empty(self._flow)
        for text in texts:
            self._flow.addWidget(button(text, "quiet", on_click=self.asked.emit))


class ClocksLeaf(WritingLeaf):
    """Every time with its reasoning, and the moments that they count from.

    Signals:
        step_asked: Somebody wants to see a step.
    """

    step_asked = Signal(str)

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__(model, words.CLOCKS, {})
        self._times = column(space=Space.MEDIUM)
        self._moments = column()
        self._drawn: object = None
        self.moments: dict[str, MomentForm] = {}
        self.content.addWidget(label(words.BODY, "quiet"))
        self.content.addLayout(self._times)
        self.content.addLayout(self._moments)

    def draw(self, response: Response) -> None:
        """Show them; what is being typed about a moment stays."""
        clocks, now = response.clocks, self.model.now_ms()
        names = (response.incident, *(m.name for m in clocks.moments))
        if names != self._drawn:
            self._drawn = names
            self._begin(clocks.moments)
        for moment in clocks.moments:
            self.moments[moment.name].draw(moment, now)
        empty(self._times)
        certain = [c for c in clocks.running if c.is_certain]
        pressing = [c for c in certain if c.kind is not DueKind.TARGET]
        perhaps = [
            c
            for c in clocks.running
            if not c.is_certain and c.kind is not DueKind.TARGET
        ]
        aims = [c for c in certain if c.kind is DueKind.TARGET]
        self._draw_times(words.LAW_AND_PROMISES, pressing, now)
        if not pressing:
            self._times.addWidget(label(words.NONE, "quiet"))
        self._draw_times(words.PERHAPS, perhaps, now)
        self._draw_aims(aims, now)
        super().draw(response)

    def _begin(self, moments: Iterable[Moment]) -> None:
        self.typed.put_away()
        empty(self._moments)
        self.moments = {m.name: MomentForm(m) for m in moments}
        if self.moments:
            self._moments.addWidget(label(words.MOMENTS, "heading"))
        named: dict[str, Control] = {}
        for name, form in self.moments.items():
            self._moments.addWidget(form)
            form.recorded.connect(partial(self._record, name))
            named |= form.controls()
        self.fields = FormFields(named)

    def _draw_times(self, title: str, clocks: list[Running], now_ms: int) -> None:
        if not clocks:
            return
        self._times.addWidget(label(title, "heading"))
        for clock in clocks:
            self._times.addWidget(self._reasoned(clock, now_ms))

    def _reasoned(self, clock: Running, now_ms: int) -> QFrame:
        when = clock_time(clock.at_ms, now_ms)
        part = "bad" if clock.is_late else "lead"
        said = words.late(when) if clock.is_late else words.by(when)
        texts = [label(clock.title, "strong"), label(said, part)]
        texts += [label(text) for text in reasoning(clock)]
        if clock.law:
            texts.append(label(step_words.law(clock.law), "quiet"))
        if clock.basis:
            texts.append(label(step_words.basis(clock.basis), "small"))
            texts += [label(line, "small") for line in sources().key(clock.basis)]
        go = button(words.OPEN_STEP, "quiet", on_click=partial(self._go, clock.slug))
        go.setAccessibleName(f"{words.OPEN_STEP}: {clock.title}")
        return box(column(*texts, go, space=Space.TIGHT), "sunken", Space.MEDIUM)

    def _draw_aims(self, aims: list[Running], now_ms: int) -> None:
        if not aims:
            return
        self._times.addWidget(label(words.TARGETS, "heading"))
        lines = [
            label(f"{clock_time(c.at_ms, now_ms)}  {c.title}", "quiet") for c in aims
        ]
        self._times.addWidget(group(column(*lines, space=Space.HAIR)))

    def _go(self, slug: str) -> None:
        self.left.emit()
        self.step_asked.emit(slug)

    def _record(self, name: str) -> None:
        form = self.moments[name]
        when, why = form.when.text().strip(), form.why.text().strip()
        self.sent(self.model.set_moment(name, when, why))


class MomentForm(QFrame):
    """One moment: what was recorded of it, and a field to set it or put it right.

    Signals:
        recorded: Record what is typed.
    """

    recorded = Signal()

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self.setProperty("box", "sunken")
        self._question = moment.question
        self._said = column(space=Space.HAIR)
        self.when, self.why = line(), line()
        hint = words.WHEN_AHEAD if moment.is_deadline else words.WHEN_HINT
        self.keep = button(words.SET, on_click=self.recorded.emit)
        layout = column(
            label(moment.question, "strong"),
            group(self._said),
            Field(words.WHEN, self.when, hint),
            Field(words.REASON, self.why),
            row(self.keep, None),
            space=Space.SMALL,
        )
        self.when.setAccessibleName(f"{words.WHEN} {moment.question}")
        self.why.setAccessibleName(f"{words.REASON} {moment.question}")
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def controls(self) -> dict[str, Control]:
        """Return the fields by the names that people read."""
        return {
            f"{words.WHEN} {self._question}": self.when,
            f"{words.REASON} {self._question}": self.why,
        }

    def draw(self, moment: Moment, now_ms: int) -> None:
        """Show what was recorded, each version where people differ."""
        empty(self._said)
        if not moment.said:
            none = words.NO_DEADLINE if moment.is_deadline else words.NOT_SET
            self._said.addWidget(label(none, "quiet"))
        if len(moment.said) > 1:
            self._said.addWidget(label(words.DIFFER, "warn"))
        for said in moment.said:
            at = clock_time(said.at_ms, now_ms)
            self._said.addWidget(label(words.recorded(said.when_ms, said.who, at)))
            if said.sentence:
                self._said.addWidget(label(said.sentence, "small"))
        self.keep.setText(words.CHANGE if moment.said else words.SET)


def reasoning(clock: Running) -> list[str]:
    """Return how a time was counted, in sentences."""
    how = clock.counted
    if how.promised:
        return [words.PROMISED]
    long = words.amount(how.amount, how.unit)
    found = [words.counted_from(long, how.origin, how.what, how.from_ms)]
    if how.assumed:
        found.append(words.assumed(how.what))
    if how.setting:
        found.append(words.setting(how.setting))
    if not how.holidays_known:
        found.append(words.NO_HOLIDAYS)
    return found

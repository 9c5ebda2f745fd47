"""Small parts of a step: what it rests on, who signs, when again, what was said of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.desk.asking import Asked
from incidentkit.desk.response import Response, StepPage
from incidentkit.playbooks.model import Verb
from incidentkit.playbooks.sources import sources
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.view_model import IncidentViewModel, Meanwhile
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label, short_label
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words


class GroundsPart(QWidget):
    """Why a step is there, the law behind it, and on request what it rests on."""

    def __init__(self) -> None:
        super().__init__()
        self.why = label()
        self.law = label("", "quiet")
        self.basis = label("", "small")
        self.more = button(step_words.RESTS_ON, "quiet", on_click=self._toggle)
        self.setLayout(
            column(
                self.why,
                self.law,
                self.more,
                self.basis,
                space=Space.TIGHT,
            )
        )

    def draw(self, step: StepPage, *, is_new: bool) -> None:
        """Show it for a step; folded when it is another one."""
        asked = step.asked
        self.why.setText(f"{words.WHY}: {step.why}")
        self.why.setVisible(bool(step.why))
        self.law.setText(step_words.law(asked.law))
        self.law.setVisible(bool(asked.law))
        rests_on = (asked.basis, *(choice.basis for choice in asked.choices))
        key = sources().key(*rests_on)
        basis = (step_words.basis(asked.basis),) if asked.basis else ()
        self.basis.setText("\n".join((*basis, *key)))
        self.more.setVisible(bool(basis or key))
        if is_new:
            self.basis.hide()
            self.more.setText(step_words.RESTS_ON)

    def _toggle(self) -> None:
        shown = self.basis.isHidden() and not self.more.isHidden()
        self.basis.setVisible(shown)
        self.more.setText(step_words.RESTS_ON_LESS if shown else step_words.RESTS_ON)


class SignsPart(QWidget):
    """Who signs something off, by how serious it is."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(space=Space.HAIR)
        self.setLayout(self._lines)

    def draw(self, asked: Asked, verb: Verb) -> None:
        """Show it where the step says it."""
        empty(self._lines)
        self.setVisible(bool(asked.signs) and verb is not Verb.ASK)
        if not asked.signs:
            return
        self._lines.addWidget(label(step_words.SIGNS, "strong"))
        for severity, roles in asked.signs:
            self._lines.addWidget(label(step_words.signs(severity, roles)))


class AlonePart(QWidget):
    """How a step is done alone; and, once, whether somebody is alone.

    `question` stands further down, after what the step asks for.
    """

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self.how = label("", "strong")
        self.yes = button(words.ALONE, on_click=lambda: model.work_alone(on=True))
        self.no = button(
            step_words.NOT_ALONE, "quiet", on_click=lambda: model.work_alone(on=False)
        )
        self.yes.setToolTip(step_words.ALONE_BODY)
        self.yes.setAccessibleDescription(step_words.ALONE_BODY)
        asked = short_label(step_words.ALONE_ASK, "strong")
        self.question = group(Flow(asked, self.yes, self.no))  # one line: more follows
        self.setLayout(column(self.how))

    def draw(self, step: StepPage) -> None:
        """Show it for a step; hidden where neither is to be said."""
        self.how.setText(step.alone)
        self.how.setVisible(bool(step.alone))
        self.question.setVisible(step.asks_alone and not step.is_over)
        self.setVisible(bool(step.alone))


class RoundsPart(QFrame):
    """When a step is to be done again, and that it need not be."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "sunken")
        self.every = label()
        self.last = label("", "strong")
        layout = column(self.every, self.last, space=Space.TIGHT)
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def draw(self, asked: Asked, now_ms: int) -> None:
        """Show it for a step that repeats."""
        rounds = asked.rounds
        self.setVisible(rounds is not None)
        if rounds is None:
            return
        self.every.setText(step_words.every(rounds.minutes, rounds.until))
        self.last.setVisible(bool(rounds.last_ms or rounds.is_ended))
        if rounds.is_ended:
            self.last.setText(step_words.AGAIN_ENDED)
        elif rounds.last_ms:
            self.last.setText(
                step_words.last_done(rounds.last_ms, rounds.next_ms, now_ms)
            )


class RecordsPart(QFrame):
    """What stands written down of a step, both versions where people differ."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(space=Space.TIGHT)
        self.title = label("", "strong")
        self.body = label(step_words.UNSETTLED_BODY)
        layout = column(self.title, group(self._lines), self.body, space=Space.TIGHT)
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def draw(self, step: StepPage, now_ms: int) -> None:
        """Show it; hidden while nobody said anything."""
        self.setVisible(bool(step.records))
        if not step.records:
            return
        empty(self._lines)
        differ = step.in_conflict
        self.setProperty("box", "warn" if differ else "sunken")
        self.style().unpolish(self)
        self.style().polish(self)
        self.title.setText(step_words.UNSETTLED if differ else step_words.ON_RECORD)
        self.body.setVisible(differ)
        for line in step.records:
            when = clock_time(line.at_ms, now_ms)
            said = f"{when}  {words.by(line.who, line.recorder)}: {line.sentence}"
            self._lines.addWidget(breaking_label(said))


class MeanwhilePart(QFrame):
    """That somebody else dealt with the step that is shown, said calmly.

    Signals:
        next_asked: Go to the next step.
    """

    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "good")
        self.said = label("", "strong")
        self.go = button(step_words.GO_NEXT, "act", on_click=self.next_asked.emit)
        layout = column(self.said, row(self.go, None), space=Space.SMALL)
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def draw(self, response: Response, meanwhile: Meanwhile | None) -> None:
        """Say it, or nothing."""
        self.setVisible(meanwhile is not None and response.is_open)
        if meanwhile is None:
            return
        if meanwhile.others or meanwhile.step.records:
            text = step_words.meanwhile(meanwhile.others)
        elif meanwhile.step.is_over:
            text = step_words.NOT_NEEDED
        else:
            title = meanwhile.following.title if meanwhile.following else ""
            text = step_words.comes_first(title)
        self.said.setText(text)

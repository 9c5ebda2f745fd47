"""What stands before a step's action: what comes first, whom to ring, whom to tell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.exposure import Way
from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.response import Response, StepPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, empty, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words


class BeforePart(QWidget):
    """Hidden while nothing comes first and nobody is to be rung.

    Signals:
        step_asked: Somebody wants to see another step.
        override_asked: The step is to be taken before its capture.
    """

    step_asked = Signal(str)
    override_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(space=Space.SMALL)
        self.setLayout(self._layout)

    def draw(self, response: Response, step: StepPage) -> None:
        """Show it for a step."""
        empty(self._layout)
        if step.captures_first and not step.is_over:
            self._layout.addWidget(self._capture_first(step))
        elif step.waits_for and not step.is_over:
            waits = label(f"{words.WAITS_FOR}: {step.waits_for}", "warn")
            self._layout.addWidget(waits)
        if step.ways:
            self._layout.addWidget(_ways(step.ways))
        if step.whom or step.reach:
            self._layout.addWidget(_contacts(response, step))
        self.setVisible(self._layout.count() > 0)

    def _capture_first(self, step: StepPage) -> QWidget:
        go = button(
            words.CAPTURE_NOW,
            "act",
            on_click=lambda: self.step_asked.emit(step.captures_first),
        )
        override = button(
            words.WITHOUT_CAPTURE, "quiet", on_click=self.override_asked.emit
        )
        return box(
            column(label(words.CAPTURE_FIRST, "strong"), row(go, None), override),
            "warn",
        )


def _ways(ways: tuple[Way, ...]) -> QWidget:
    rows = [label(words.RING, "strong")]
    for way in ways:
        who = words.person(way.name, way.detail)
        rows.append(label(words.ring_them(who, spoken_number(way.number)), "lead"))
        others = [ring for ring in way.ring if ring.name != way.name]
        rows += [
            label(words.takes_away(r.name, spoken_number(r.number)), "quiet")
            for r in others[:1]
        ]
    return box(column(*rows, space=Space.TIGHT), "sunken", Space.MEDIUM)


def _contacts(response: Response, step: StepPage) -> QWidget:
    rows = [label(words.CONTACTS if step.whom else words.RING, "strong")]
    rows += [label(f"{named.name}: {named.text}") for named in step.whom]
    for reach in step.reach:
        first, *more = reach.lines
        rows.append(label(first, "lead"))
        rows += [label(text, "quiet") for text in more]
    known = [
        f"{name}:  {spoken_number(number)}"
        for name, number in response.people
        if number
    ]
    if known and step.whom:
        rows.append(label(words.OUR_PEOPLE, "strong"))
        rows += [label(text) for text in known]
    return box(column(*rows, space=Space.TIGHT), "sunken", Space.MEDIUM)

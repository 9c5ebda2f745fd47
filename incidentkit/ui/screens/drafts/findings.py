"""What was found in a text: the worst three, each with a reason and what to do."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.desk.checking_text import Reviewed
from incidentkit.drafting.checks import Finding, Severity
from incidentkit.drafting.checks.finding import MOST_SHOWN
from incidentkit.drafting.gaps import gaps_in
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group
from incidentkit.ui.widgets.text import label
from incidentkit.words.council import drafts as house
from incidentkit.words.drafting import SEVERITY_WORDS
from incidentkit.words.window import drafts as words

_LONGEST_NAME = 60
_PARTS = {Severity.BLOCK: "bad", Severity.WARN: "warn", Severity.INFO: "quiet"}


class Findings(QFrame):
    """Never more than three at once; the others are behind one button.

    Signals:
        shown: Somebody wants to see a place in the text: from and to.
        taken: Somebody takes what is suggested for a place: from, to, and the words.
    """

    shown = Signal(int, int)
    taken = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Finding, ...] = ()
        self._drawn: tuple[object, ...] | None = None
        self._text = ""
        self._all = self._has_gaps = False
        self.setProperty("box", "sunken")
        self._rows = column(space=Space.MEDIUM)
        self.more = button("", "quiet", on_click=self._turn)
        self.following = button("", "quiet")
        layout = column(
            label(words.FINDINGS, "strong"),
            group(self._rows),
            group(Flow(self.more, self.following)),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.hide()

    @property
    def found(self) -> tuple[Finding, ...]:
        """All that was found, gaps aside, the worst first."""
        return self._found

    def draw(self, review: Reviewed | None, text: str) -> None:
        """Show what was found in a text; gaps have lines of their own."""
        self.setVisible(review is not None)
        if review is None:
            self._found, self._drawn = (), None
            return
        self._found, self._text = once_each(review.findings, text), text
        self._has_gaps = bool(review.gaps)
        self._draw()

    def _draw(self) -> None:
        shown = self._found if self._all else self._found[:MOST_SHOWN]
        places = tuple(self._text[f.start : f.end] for f in shown)
        drawn = (shown, places, len(self._found), self._has_gaps)
        if drawn == self._drawn:
            return  # the keyboard may be on one of them
        self._drawn = drawn
        empty(self._rows)
        for finding, place in zip(shown, places, strict=True):
            self._rows.addWidget(self._row(finding, place))
        if not self._found:
            said = words.GAPS_FIRST if self._has_gaps else words.NOTHING_FOUND
            part = "warn" if self._has_gaps else "good"
            self._rows.addWidget(label(said, part))
        hidden = len(self._found) - len(shown)
        self.more.setText(words.SHOW_FEWER if self._all else words.more(hidden))
        self.more.setVisible(len(self._found) > MOST_SHOWN)
        self.following.setVisible(any(f.span for f in self._found))

    def _row(self, finding: Finding, place: str) -> QWidget:
        severity = SEVERITY_WORDS[finding.severity]
        reason = house.reason(finding.reason)
        lines = column(
            label(words.finding(severity, reason, place), _PARTS[finding.severity]),
            label(house.repair(finding.repair)),
            space=Space.HAIR,
        )
        if place:
            lines.addWidget(group(Flow(*self._buttons(finding, place))))
        return group(lines)

    def _buttons(self, finding: Finding, place: str) -> list[QWidget]:
        span = (finding.start, finding.end)
        named = place[:_LONGEST_NAME]
        show = button(words.SHOW_ME, "quiet", on_click=partial(self.shown.emit, *span))
        show.setAccessibleName(f"{words.SHOW_ME}: {named}")
        if not finding.instead:
            return [show]
        said = words.instead(finding.instead)
        take = button(said, on_click=partial(self.taken.emit, *span, finding.instead))
        take.setAccessibleName(words.instead_of(place[:_LONGEST_NAME], finding.instead))
        return [take, show]

    def _turn(self) -> None:
        self._all = not self._all
        self._draw()


def once_each(findings: tuple[Finding, ...], text: str) -> tuple[Finding, ...]:
    """Return findings without gaps, and the same words found for one reason once."""
    found: dict[tuple[str, str], Finding] = {}
    for one in findings:
        place = text[one.start : one.end]
        if not (one.check == "DC01" and gaps_in(place)):
            found.setdefault((one.reason, place.casefold()), one)
    return tuple(found.values())

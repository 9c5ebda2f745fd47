"""What still has to be filled in, and what was found in a text, in plain words."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from incidentkit.desk.writing import Reviewed
from incidentkit.drafting.checks import Finding, Severity
from incidentkit.drafting.fields import FIELDS
from incidentkit.drafting.gaps import gaps_in
from incidentkit.drafting.outdated import Outdated
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words.council import drafts as house
from incidentkit.words.drafting import SEVERITY_WORDS
from incidentkit.words.window import drafts as words

_WORST = 3
_LONGEST = 8_000


class OutdatedBox(QFrame):
    """What has changed since the kit filled it in; drawn anew only when it differs."""

    def __init__(self, model: DraftViewModel) -> None:
        super().__init__()
        self._found: tuple[Outdated, ...] = ()
        self.setProperty("box", "warn")
        self._lines = column(space=Space.SMALL)
        self.fill = button(words.FILL_AGAIN, "act", on_click=model.fill_again)
        layout = column(
            label(words.OUTDATED, "strong"),
            group(self._lines),
            group(Flow(self.fill)),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.hide()

    def draw(self, found: tuple[Outdated, ...]) -> None:
        """Say what it is, and offer to fill it in again where that is certain."""
        self.setVisible(bool(found))
        if found == self._found:
            return
        self._found = found
        empty(self._lines)
        for one in found:
            meaning = FIELDS.get(one.field, one.field)
            said = words.outdated(meaning, one.was, one.now)
            self._lines.addWidget(breaking_label(said))
        self.fill.setVisible(any(one.can_fill for one in found))


class Gaps(QFrame):
    """One line for each gap; Return puts what is typed into the text.

    Signals:
        filled: The last one went in, and the keyboard has to go somewhere else.
    """

    filled = Signal()

    def __init__(self, model: DraftViewModel) -> None:
        super().__init__()
        self._model = model
        self.lines: dict[str, QLineEdit] = {}
        self._rows: dict[str, QWidget] = {}
        self._puts: dict[str, QPushButton] = {}
        self.setProperty("box", "warn")
        self._layout = column(label(words.GAPS, "strong"), space=Space.SMALL)
        margin = Space.MEDIUM
        self._layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(self._layout)
        self.hide()

    def draw(self, gaps: tuple[str, ...]) -> None:
        """Ask for these, and leave what is being typed beside the others alone."""
        for name in [name for name in self._rows if name not in gaps]:
            self._take_out(name)
        for place, name in enumerate(gaps, start=1):
            if name not in self._rows:
                self._rows[name] = self._row(name)
                self._layout.insertWidget(place, self._rows[name])
        for name, put in self._puts.items():
            leads = name == next(iter(gaps), "")
            restyle(put, "kind", "act" if leads else "plain")
        self.setVisible(bool(gaps))

    def _row(self, name: str) -> QWidget:
        meaning = words.gap(FIELDS.get(name, ""), name)
        typed = line(longest=_LONGEST)
        typed.textChanged.connect(partial(self._model.gap_typed, name))
        typed.returnPressed.connect(partial(self._model.fill, name))
        self.lines[name] = typed
        put = button(words.PUT_IN, on_click=partial(self._model.fill, name))
        self._puts[name] = put
        put.setAccessibleName(f"{words.PUT_IN}: {meaning}")
        return group(column(Field(meaning, typed), row(put, None), space=Space.TIGHT))

    def _take_out(self, name: str) -> None:
        gone, typed = self._rows.pop(name), self.lines.pop(name)
        del self._puts[name]
        following = next(iter(self.lines.values()), None)
        had_focus = any(w.hasFocus() for w in gone.findChildren(QWidget))
        if had_focus or typed.hasFocus():
            if following is not None:
                following.setFocus()
            else:
                self.filled.emit()
        self._layout.removeWidget(gone)
        gone.hide()
        gone.deleteLater()


class Findings(QFrame):
    """The worst three, each with its reason and what to do; the others on request.

    Signals:
        shown: Somebody wants to see a place in the text: from and to.
    """

    shown = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Finding, ...] = ()
        self._text = ""
        self._all = False
        self.setProperty("box", "sunken")
        self._rows = column(space=Space.SMALL)
        self.more = button("", "quiet", on_click=self._turn)
        layout = column(
            label(words.FINDINGS, "strong"),
            group(self._rows),
            self.more,
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.hide()

    def draw(self, review: Reviewed | None, text: str) -> None:
        """Show what was found in a text; gaps have lines of their own."""
        self.setVisible(review is not None)
        if review is None:
            return
        found = _once_each(review.findings, text)
        if (found, text) != (self._found, self._text) or self._rows.count() == 0:
            self._found, self._text = found, text
            self._draw(has_gaps=bool(review.gaps))

    def _draw(self, *, has_gaps: bool = False) -> None:
        empty(self._rows)
        shown = self._found if self._all else self._found[:_WORST]
        for finding in shown:
            self._rows.addWidget(self._row(finding))
        if not self._found:
            said = words.GAPS_FIRST if has_gaps else words.NOTHING_FOUND
            self._rows.addWidget(label(said, "warn" if has_gaps else "good"))
        hidden = len(self._found) - len(shown)
        self.more.setText(words.SHOW_FEWER if self._all else words.more(hidden))
        self.more.setVisible(len(self._found) > _WORST)

    def _row(self, finding: Finding) -> QWidget:
        place = self._text[finding.start : finding.end]
        reason = house.reason(finding.reason)
        severity = SEVERITY_WORDS[finding.severity]
        part = "bad" if finding.severity is Severity.BLOCK else "warn"
        lines = column(
            label(words.finding(severity, reason, place), part),
            label(house.repair(finding.repair)),
            space=Space.HAIR,
        )
        if place:
            span = (finding.start, finding.end)
            show = button(
                words.SHOW_ME, "quiet", on_click=partial(self.shown.emit, *span)
            )
            show.setAccessibleName(f"{words.SHOW_ME}: {place[:60]}")
            lines.addWidget(show)
        return group(lines)

    def _turn(self) -> None:
        self._all = not self._all
        self._draw()


def _once_each(findings: tuple[Finding, ...], text: str) -> tuple[Finding, ...]:
    """Return findings without gaps, and the same words found for one reason once."""
    found: dict[tuple[str, str], Finding] = {}
    for one in findings:
        place = text[one.start : one.end]
        if not (one.check == "DC01" and gaps_in(place)):
            found.setdefault((one.reason, place.casefold()), one)
    return tuple(found.values())

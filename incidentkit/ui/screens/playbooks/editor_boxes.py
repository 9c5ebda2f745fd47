"""What stands around the editor: using the text, going back, choosing, following."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from incidentkit.desk.playbooks import KeptVersion, ToChange
from incidentkit.playbooks.difference import Line
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.playbooks.comparing import Comparing
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.difference_view import DifferenceView
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.times import short_time
from incidentkit.words.window import playbooks as words


class KeepBox(QFrame):
    """Asks for a version, the day of the review and a reason.

    Signals:
        asked: Use the text: version, day, reason.
    """

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.version = line(longest=14)
        self.reviewed = line(longest=10)
        self.why = line()
        self.use = button(words.KEEP, "act", on_click=self._ask)
        self.why_not = label("", "warn")
        self.another = label("", "warn")
        layout = column(
            label(words.KEEP_TITLE, "heading"),
            label(words.KEEP_BODY, "quiet"),
            Field(words.NEW_VERSION, self.version, words.VERSION_HINT),
            Field(words.REVIEW_DAY, self.reviewed, words.REVIEW_HINT),
            Field(words.WHY, self.why, words.WHY_HINT),
            self.why_not,
            self.another,
            row(self.use, None),
        )
        margin = Space.LARGE
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "card")
        self.setLayout(layout)
        self.why.returnPressed.connect(self._ask)

    def draw(self, why_not: str, another: str, *, may: bool, busy: bool) -> None:
        """Say whether the text can be used."""
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))
        self.another.setText(another)
        self.another.setVisible(bool(another))
        self.use.setEnabled(may and not busy)

    def clear(self) -> None:
        """Forget what was typed: it was used, or another playbook is open."""
        for control in (self.version, self.reviewed, self.why):
            control.clear()

    def _ask(self) -> None:
        if self.use.isEnabled():
            said = (self.version.text(), self.reviewed.text(), self.why.text())
            self.asked.emit(*said)


class BackBox(QWidget):
    """Goes back to the shipped text, with a reason.

    Signals:
        asked: Go back, for this reason.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.body = label(words.BACK_BODY, "quiet")
        self.why = line()
        self.go = button(words.GO_BACK_NOW, "danger", on_click=self._ask)
        form = group(
            column(
                self.body,
                Field(words.WHY, self.why, words.WHY_HINT),
                row(self.go, None),
            )
        )
        self.unfold = Unfold(words.GO_BACK, form)
        self.setLayout(column(self.unfold))

    def draw(self, opened: ToChange) -> None:
        """Offer it where there is something to go back from."""
        self.setVisible(opened.is_ours and opened.may_change)
        self.body.setText(words.BACK_BODY if opened.shipped else words.DROP_BODY)

    def _ask(self) -> None:
        self.asked.emit(self.why.text())


class ConflictBox(QFrame):
    """Shows the texts that were kept at the same time, for somebody to choose.

    Signals:
        chosen: The entry of the one to use.
    """

    chosen = Signal(object)

    def __init__(self, comparing: Comparing) -> None:
        super().__init__()
        self._comparing = comparing
        comparing.found.connect(self._compared)
        self.buttons: list[QWidget] = []
        self._drawn: tuple[KeptVersion, ...] = ()
        self._rows = column(space=Space.SMALL)
        self.view = DifferenceView(words.CONFLICT, 8)
        layout = column(
            label(words.CONFLICT, "strong"),
            label(words.CONFLICT_BODY),
            group(self._rows),
            self.view,
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "warn")
        self.setLayout(layout)
        self.hide()

    def draw(self, versions: tuple[KeptVersion, ...], *, may: bool) -> None:
        """Show them."""
        self.setVisible(len(versions) > 1)
        if versions == self._drawn or len(versions) < 2:
            return
        self._drawn = versions
        empty(self._rows)
        self.buttons = []
        for version in versions:
            self._rows.addWidget(self._one(version, may=may))
        self._comparing.ask(versions[0].text, versions[-1].text)

    def _compared(self, old: str, new: str, lines: tuple[Line, ...]) -> None:
        shown = self._drawn
        if shown and (old, new) == (shown[0].text, shown[-1].text):
            self.view.show_lines(lines)

    def _one(self, version: KeptVersion, *, may: bool) -> QWidget:
        when = short_time(version.at_ms)
        said = (
            words.one_return(version.who, when, version.why)
            if version.is_back
            else words.one_version(version.version, version.who, when, version.why)
        )
        use = button(words.CHOOSE, on_click=lambda: self.chosen.emit(version.entry))
        use.setAccessibleDescription(said)
        use.setEnabled(may)
        self.buttons.append(use)
        return group(column(label(said, "strong"), row(use, None), space=Space.TIGHT))


class MovedBox(QFrame):
    """Says that the shipped text has moved on, and shows the three-way difference.

    Signals:
        take_asked: Put the new changes into the text.
        stand_asked: Ours stays as it is.
    """

    take_asked = Signal()
    stand_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[str, str, str] = ("", "", "")
        self.body = label()
        self.view = DifferenceView(words.MOVED_ON, 10)
        self.take = button(words.TAKE_IN, on_click=self.take_asked.emit)
        self.stand = button(words.STAND, on_click=self.stand_asked.emit)
        layout = column(
            label(words.MOVED_ON, "strong"),
            self.body,
            self.view,
            group(Flow(self.take, self.stand)),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "warn")
        self.setLayout(layout)
        self.hide()

    def draw(self, opened: ToChange, *, shown: bool) -> None:
        """Show what changed, and who changed it."""
        self.setVisible(shown)
        key = (opened.then, opened.shipped, opened.text)
        if not shown or key == self._drawn:
            return
        self._drawn = key
        self.take.setVisible(bool(opened.then))
        self.view.setVisible(bool(opened.then))
        self.body.setText(words.MOVED_BODY if opened.then else words.MOVED_NO_TEXT)
        self.view.show_stretches(opened.stretches)


class LeftBox(QFrame):
    """Offers what was being changed when the kit was locked."""

    def __init__(
        self, put_back: Callable[[], object], drop: Callable[[], object]
    ) -> None:
        super().__init__()
        self.put_back = button(words.PUT_BACK, on_click=put_back)
        self.drop = button(words.THROW_AWAY, on_click=self._ask)
        self.drop_now = button(words.THROW_AWAY_NOW, "danger", on_click=drop)
        self.when = label("", "quiet")
        layout = column(
            label(words.LEFT, "strong"),
            self.when,
            group(Flow(self.put_back, self.drop, self.drop_now)),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "warn")
        self.setLayout(layout)
        self.drop_now.hide()
        self.hide()

    def draw(self, opened: ToChange) -> None:
        """Show it while something waits."""
        left = opened.left
        self.setVisible(left is not None)
        self.when.setText(short_time(left.at) if left else "")
        if left is None:
            self.drop.show()
            self.drop_now.hide()

    def _ask(self) -> None:
        self.drop.hide()
        self.drop_now.show()
        self.drop_now.setFocus()


def note_box(words_above: str) -> tuple[QFrame, QLabel]:
    """Return a box for the lesson that brought somebody here, and its label."""
    said = label()
    return box(
        column(label(words_above, "strong"), said, space=Space.TIGHT),
        "sunken",
        Space.MEDIUM,
    ), said

"""What stands beside the editor: using the text, going back, the Welsh approval."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.desk.templates import TemplatePage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.source_text import SourceText
from incidentkit.ui.widgets.text import harmless, label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.templates import why_it_waits
from incidentkit.words.times import spoken_day
from incidentkit.words.window import templates as words

_ENGLISH_LINES = 8
_PREVIEW_LINES = 15


class KeepBox(QFrame):
    """Asks for a reason.

    Signals:
        asked: Use the text, for this reason.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.why = line()
        self.use = button(words.KEEP, "act", on_click=self._ask)
        layout = column(
            label(words.KEEP_TITLE, "heading"),
            label(words.KEEP_BODY, "quiet"),
            Field(words.WHY, self.why, words.WHY_HINT),
            row(self.use, None),
        )
        margin = Space.LARGE
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "card")
        self.setLayout(layout)
        self.why.returnPressed.connect(self._ask)

    def draw(self, *, may: bool) -> None:
        """Say whether the text can be used."""
        self.use.setEnabled(may)

    def _ask(self) -> None:
        if self.use.isEnabled():
            self.asked.emit(self.why.text())


class ReasonBox(QWidget):
    """Something that is done for a reason, asked for under its button.

    Signals:
        asked: Do it, for this reason.
    """

    asked = Signal(str)

    def __init__(self, title: str, body: str, act: str) -> None:
        super().__init__()
        self.body = label(body, "quiet")
        self.why = line()
        self.act = button(act, "danger", on_click=self._ask)
        form = group(
            column(
                self.body,
                Field(words.WHY, self.why, words.WHY_HINT),
                row(self.act, None),
            )
        )
        self.unfold = Unfold(title, form)
        self.setLayout(column(self.unfold))
        self.why.returnPressed.connect(self._ask)

    def clear(self) -> None:
        """Forget what was typed."""
        self.why.clear()
        self.unfold.fold()

    def _ask(self) -> None:
        self.asked.emit(self.why.text())


class BackBox(QWidget):
    """Goes back to the shipped text, or drops one of our own.

    Signals:
        asked: Go back, for this reason.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = ReasonBox(words.GO_BACK, words.GO_BACK_BODY, words.GO_BACK_NOW)
        self.drop = ReasonBox(words.DROP, words.DROP_BODY, words.DROP_NOW)
        self.setLayout(column(self.back, self.drop, space=0))
        for one in (self.back, self.drop):
            one.asked.connect(self.asked.emit)

    def draw(self, page: TemplatePage) -> None:
        """Offer it where there is something to go back from."""
        self.setVisible(page.is_ours and page.may_change)
        self.back.setVisible(bool(page.shipped))
        self.drop.setVisible(not page.shipped)

    def clear(self) -> None:
        """Forget what was typed."""
        self.back.clear()
        self.drop.clear()


class WelshBox(QFrame):
    """Says how far a Welsh text is, and records a translator's approval.

    Signals:
        approved: A translator approved it: the name, and the day as it was typed.
        stopped: Nothing begins with it any more, for this reason.
    """

    approved = Signal(str, str)
    stopped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.says = label("", "strong")
        self.why_not = label("", "quiet")
        self.translator, self.day = line(longest=100), line(longest=10)
        self.approve = button(words.APPROVE, on_click=self._approve)
        self.english = SourceText(_ENGLISH_LINES)
        self.english.setReadOnly(True)
        self.sentences = label("")
        self.form = group(
            column(
                Field(words.TRANSLATOR, self.translator, words.TRANSLATOR_HINT),
                Field(words.DAY, self.day, words.DAY_HINT),
                row(self.approve, None),
            )
        )
        self.stop = ReasonBox(words.STOP, words.STOP_BODY, words.STOP_NOW)
        layout = column(
            label(words.WELSH_TITLE, "heading"),
            self.says,
            self.why_not,
            Field(words.BESIDE, self.english),
            self.sentences,
            self.form,
            self.stop,
        )
        margin = Space.LARGE
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "card")
        self.setLayout(layout)
        self.stop.asked.connect(self.stopped.emit)
        self.day.returnPressed.connect(self._approve)

    def draw(self, page: TemplatePage, *, is_changed: bool, busy: bool) -> None:
        """Show where the text stands."""
        found = page.translation
        self.setVisible(found is not None)
        if found is None:
            return
        approval = found.approval
        if found.is_usable and approval is not None:
            day = spoken_day(approval.day)
            self.says.setText(words.approved_by(approval.translator, day))
        else:
            self.says.setText(words.waits(why_it_waits(found.standing.value)))
        self.why_not.setText(self._why_not(page, is_changed=is_changed))
        self.why_not.setVisible(bool(self.why_not.text()))
        self.form.setVisible(page.may_approve and not found.is_usable)
        self.stop.setVisible(found.is_usable)
        self.approve.setEnabled(not is_changed and not busy)
        said = "\n".join((words.SENTENCES, *found.sentences))
        self.sentences.setText(said)
        self.sentences.setVisible(bool(found.sentences))
        english = harmless(page.english)
        if self.english.toPlainText() != english:
            self.english.put_fresh(english)

    def clear(self) -> None:
        """Forget what was typed."""
        self.translator.clear()
        self.day.clear()
        self.stop.clear()

    def _why_not(self, page: TemplatePage, *, is_changed: bool) -> str:
        found = page.translation
        said = []
        if found is not None and found.stopped_why:
            said.append(words.stopped_because(found.stopped_why))
        if not page.may_approve:
            said.append(words.MAY_NOT)
        elif is_changed:
            said.append(words.KEEP_FIRST)
        return " ".join(said)

    def _approve(self) -> None:
        if self.approve.isEnabled():
            self.approved.emit(self.translator.text(), self.day.text())


def preview_box() -> tuple[QFrame, TextBox]:
    """Return the box with the message as people would read it, never as markup."""
    text = TextBox(_PREVIEW_LINES)
    text.setReadOnly(True)
    made = box(
        column(
            label(words.PREVIEW, "heading"),
            Field(words.PREVIEW_TEXT, text),
        ),
        "card",
        Space.MEDIUM,
    )
    return made, text

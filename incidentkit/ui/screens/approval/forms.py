"""The forms on the page of an approval: each is a question asked in the page."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.approval_page import ApprovalPage
from incidentkit.drafting.approval_entries import How
from incidentkit.drafting.approving import Told, Trying
from incidentkit.ui.screens.approval.view_model import ApprovalViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import approving as said
from incidentkit.words.window import approval as words

Texts = tuple[tuple[str, str], ...]


class AskForm(Unfold):
    """Asking for approval, with a line for those who are asked."""

    def __init__(self, model: ApprovalViewModel) -> None:
        self.note = line()
        self.send = button(words.ASK, "act", on_click=self._send)
        self._model = model
        form = column(
            label(words.ASK_BODY, "quiet"),
            Field(words.NOTE, self.note, words.NOTE_HINT),
            row(self.send, None),
        )
        super().__init__(words.ASK, group(form))
        self.note.returnPressed.connect(self._send)

    def _send(self) -> None:
        self._model.ask(self.note.text())

    def clear(self) -> None:
        """Make it as it was."""
        self.note.clear()

    @property
    def texts(self) -> Texts:
        """What was typed."""
        return ((words.NOTE, self.note.text()),)


class ChangesForm(Unfold):
    """Saying what should change."""

    def __init__(self, model: ApprovalViewModel) -> None:
        self.what = TextBox(3)
        self.send = button(
            words.SEND_CHANGES, on_click=lambda: model.want_changes(self.what.text())
        )
        form = column(Field(words.WHAT_CHANGES, self.what), row(self.send, None))
        super().__init__(words.CHANGES, group(form))

    def clear(self) -> None:
        """Make it as it was."""
        self.what.setPlainText("")

    @property
    def texts(self) -> Texts:
        """What was typed."""
        return ((words.WHAT_CHANGES, self.what.text()),)


class RecordForm(Unfold):
    """Writing down an approval that was given another way."""

    def __init__(self, model: ApprovalViewModel) -> None:
        self._model = model
        self.role, self.how = Chooser(), Chooser()
        self.who, self.code, self.message = line(), line(longest=20), TextBox(3)
        self.how.offer(((How.ALOUD, words.ALOUD), (How.MESSAGE, words.MESSAGE)))
        self.how.setCurrentIndex(0)
        self.role_field = Field(words.AS_WHAT, self.role)
        self.code_field = Field(words.CODE, self.code, words.CODE_HINT)
        self.message_field = Field(words.THEIR_WORDS, self.message)
        self.record = button(words.RECORD_NOW, on_click=self._record)
        form = column(
            label(words.RECORD_BODY, "quiet"),
            self.role_field,
            Field(words.WHO, self.who),
            Field(words.HOW, self.how),
            self.code_field,
            self.message_field,
            row(self.record, None),
        )
        super().__init__(words.RECORD, group(form))
        self.how.currentIndexChanged.connect(lambda _: self._choose())
        self._choose()

    def draw(self, page: ApprovalPage) -> None:
        """Offer what is missing."""
        offer_roles(self.role, page)
        self.role_field.setVisible(self.role.count() > 1)

    def clear(self) -> None:
        """Make it as it was."""
        self.who.clear()
        self.code.clear()
        self.message.setPlainText("")

    @property
    def texts(self) -> Texts:
        """What was typed."""
        return (
            (words.WHO, self.who.text()),
            (words.CODE, self.code.text()),
            (words.THEIR_WORDS, self.message.text()),
        )

    def _choose(self) -> None:
        aloud = self.how.currentData() == How.ALOUD
        self.code_field.setVisible(aloud)
        self.message_field.setVisible(not aloud)

    def _record(self) -> None:
        how = How(self.how.currentData())
        message = self.message.text() if how is How.MESSAGE else ""
        role = str(self.role.currentData() or "")
        self._model.record(Told(role, self.who.text(), how, message, self.code.text()))


class TriedForm(Unfold):
    """Writing down who could not be reached."""

    def __init__(self, model: ApprovalViewModel) -> None:
        self._model = model
        self.role, self.who, self.how = Chooser(), line(), line()
        self.role_field = Field(words.AS_WHAT, self.role)
        self.record = button(words.RECORD_NOW, on_click=self._record)
        form = column(
            label(words.NOT_REACHED_BODY, "quiet"),
            self.role_field,
            Field(words.WHOM, self.who),
            Field(words.WAY, self.how, words.WAY_HINT),
            row(self.record, None),
        )
        super().__init__(words.NOT_REACHED, group(form))
        self.how.returnPressed.connect(self._record)

    def draw(self, page: ApprovalPage) -> None:
        """Offer what is missing."""
        offer_roles(self.role, page)
        self.role_field.setVisible(self.role.count() > 1)

    def clear(self) -> None:
        """Make it as it was."""
        self.who.clear()
        self.how.clear()

    @property
    def texts(self) -> Texts:
        """What was typed."""
        return ((words.WHOM, self.who.text()), (words.WAY, self.how.text()))

    def _record(self) -> None:
        role = str(self.role.currentData() or "")
        trying = Trying(role, self.who.text(), self.how.text())
        self._model.could_not_reach(trying)


class AgainstForm(Unfold):
    """Deciding against one check."""

    def __init__(self, model: ApprovalViewModel, check: str) -> None:
        self.reason = line()
        self.decide = button(
            words.DECIDE,
            on_click=lambda: model.decide_against(check, self.reason.text()),
        )
        form = column(
            label(words.AGAINST_BODY, "quiet"),
            Field(words.REASON, self.reason),
            row(self.decide, None),
        )
        super().__init__(words.AGAINST, group(form), "quiet")


def offer_roles(chooser: Chooser, page: ApprovalPage) -> None:
    """Offer the approvals that are missing; the first is chosen."""
    chooser.offer(
        (line.roles[0] if line.roles else "", said.role(line.role))
        for line in page.missing
    )
    chooser.setCurrentIndex(max(0, chooser.currentIndex()))


def typed_in(*forms: QWidget) -> Texts:
    """Return everything that was typed and is not written down."""
    return tuple(
        (name, text)
        for form in forms
        if isinstance(form, AskForm | ChangesForm | RecordForm | TriedForm)
        for name, text in form.texts
        if text.strip()
    )

"""A press enquiry: four lines to type, or an e-mail that fills them."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from incidentkit.desk.enquiry import Lines
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.start.view_model import LABELS, StartState, StartViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import SideBySide, column, group, row
from incidentkit.ui.widgets.long_words import breakable, breaking_label, one_line
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.window import start as words

_ENDINGS = frozenset([".eml", ".msg"])
_NARROW = 20
_LINES = {"outlet": 200, "name": 200, "deadline": 200, "address": 300}


class MailArea(QFrame):
    """Where an e-mail is dropped; afterwards it says which one filled the lines."""

    def __init__(self, model: StartViewModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("box", "drop")
        self.setAcceptDrops(True)
        self.choose = button(words.CHOOSE_MAIL, on_click=self.ask_file)
        self.empty = group(
            column(
                label(words.DROP_MAIL, "strong"),
                label(words.DROP_MORE, "quiet"),
                group(row(self.choose, None)),
                space=Space.TIGHT,
            )
        )
        self.said = breaking_label("", "strong")
        self.keep = Tick(words.KEEP_MAIL)
        self.keep.toggled.connect(lambda on: model.keep_mail(keeps=on))
        self.leave = button(words.LEAVE_MAIL, "quiet", on_click=model.leave_mail)
        self.filled = group(
            column(self.said, group(Flow(self.keep, self.leave)), space=Space.SMALL)
        )
        layout = column(self.empty, self.filled)
        margin = Space.SMALL
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def draw(self, state: StartState) -> None:
        """Show which e-mail filled the lines, if one did."""
        message = state.message
        self.empty.setVisible(message is None)
        self.filled.setVisible(message is not None)
        self.keep.setChecked(state.keeps)
        if message is not None:
            said = words.filled_from(one_line(message.name), message.sent_ms)
            self.said.setText(breakable(said))
            self.said.setAccessibleName(said)

    def ask_file(self) -> None:
        """Ask for the file, beside this window and not in its way."""
        dialog = QFileDialog(self, words.CHOOSE_MAIL)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(words.MAIL_FILTER)
        dialog.fileSelected.connect(lambda path: self._model.open_mail(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take what is an e-mail in a file."""
        if _mail_in(event.mimeData()) is not None:
            restyle(self, "over", "yes")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  Qt's name
        """Show that nothing is held above it any more."""
        restyle(self, "over", "no")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Read it."""
        restyle(self, "over", "no")
        path = _mail_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._model.open_mail(path)


class EnquiryForm(QWidget):
    """The lines, and the button that begins with as many as are known."""

    def __init__(self, model: StartViewModel, left: LeftForms) -> None:
        super().__init__()
        self._model = model
        self._drawing = False
        self.left = left
        self.offered = OfferedBack(left)
        self.mail = MailArea(model)
        self.lines = {name: line(longest=n) for name, n in _LINES.items()}
        self.question = TextBox(2)
        self.due = Field(LABELS["deadline"], self.lines["deadline"])
        self.begin = button(words.BEGIN, "act", on_click=model.start)
        self.setLayout(
            column(
                self.offered,
                self.mail,
                self._beside("outlet", "name"),
                Field(LABELS["question"], self.question, words.QUESTION_HINT),
                self.due,
                Field(LABELS["address"], self.lines["address"]),
                label(words.ENOUGH, "quiet"),
                row(self.begin, None),
                space=Space.SMALL,
            )
        )
        self.offered.wanted.connect(self._put_back)
        for each in self.lines.values():
            each.textEdited.connect(self._typed)
            each.returnPressed.connect(model.start)
        self.question.textChanged.connect(self._typed)

    def _beside(self, first: str, second: str) -> QWidget:
        one, other = (Field(LABELS[name], self.lines[name]) for name in (first, second))
        return SideBySide(one, other, letters=_NARROW, parts=(1, 1))

    def take_focus(self) -> None:
        """Put the cursor in the first line."""
        self.left.look(words.LEFT_TITLE)
        self.lines["outlet"].setFocus()

    def draw(self, state: StartState) -> None:
        """Show an enquiry, without moving the cursor of whoever types."""
        self.mail.draw(state)
        self.begin.setEnabled(not state.busy)
        self._drawing = True
        for name, text in state.lines.named.items():
            field = self.lines.get(name)
            if field is not None and field.text() != text:
                field.setText(text)
        if self.question.text() != state.lines.question:
            self.question.setPlainText(state.lines.question)
        self._drawing = False
        self.due.say_hint(_hint(state))

    def _typed(self) -> None:
        if not self._drawing:
            texts = {name: field.text() for name, field in self.lines.items()}
            self._model.typed(Lines(question=self.question.text(), **texts))

    def _put_back(self, fields: dict[str, str]) -> None:
        known = {n: fields[said] for n, said in LABELS.items() if said in fields}
        self._model.typed(Lines(**known))


def _hint(state: StartState) -> str:
    if not state.lines.deadline.strip():
        return words.DEADLINE_HINT
    at = state.deadline_ms
    return words.understood(at) if at else words.NOT_A_TIME


def _mail_in(data: QMimeData) -> Path | None:
    """Return the one e-mail among what is dropped."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((p for p in paths if p.suffix.lower() in _ENDINGS), None)

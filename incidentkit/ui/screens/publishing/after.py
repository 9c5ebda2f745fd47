"""What is left to do once a text is out: a picture of it, and what it promises."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from incidentkit.desk.published import Owed, Promise
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.publishing.view_model import PublishingViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words import publishing as said
from incidentkit.words.times import clock_time
from incidentkit.words.window import publishing as words


class OwedCard(QWidget):
    """A publication of which nobody has filed what it looked like.

    Signals:
        nothing: There was no picture to paste.
    """

    nothing = Signal()

    def __init__(self, model: PublishingViewModel, owed: Owed) -> None:
        super().__init__()
        self._model = model
        self._entry = owed.entry
        when = clock_time(owed.when_ms, model.now_ms())
        self.paste = button(words.PASTE_CAPTURE, "act", on_click=self._paste)
        self.choose = button(words.FILE_CAPTURE, on_click=self._choose)
        for one in (self.paste, self.choose):
            one.setAccessibleName(f"{one.text()}: {owed.where}")
        lines = column(
            breaking_label(said.capture_owed(owed.where, when)),
            group(Flow(self.paste, self.choose)),
            space=Space.SMALL,
        )
        self.setLayout(column(box(lines, "warn", Space.MEDIUM)))

    def _paste(self) -> None:
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self.nothing.emit()
        else:
            self._model.take_capture(self._entry, image)

    def _choose(self) -> None:
        dialog = QFileDialog(self, words.CHOOSE_CAPTURE)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """File a picture that is a file."""
        self._model.capture(self._entry, Path(path))


class PromiseCard(QWidget):
    """Something a text that is out promises, to be kept in view with one press.

    Signals:
        typed: Something was typed in it.
    """

    typed = Signal()

    def __init__(self, model: PublishingViewModel, promise: Promise) -> None:
        super().__init__()
        self._model = model
        self._promise = promise
        at_ms, now_ms = promise.at_ms, model.now_ms()
        self._due = clock_time(at_ms, now_ms) if at_ms else ""
        self.when, self.owner = line(longest=100), line(longest=200)
        self.owner_field = Field(words.OWNER, self.owner)
        self.owner_field.setVisible(not promise.step)
        self.keep = button(words.KEEP, "act", on_click=self._keep)
        self.keep.setAccessibleName(f"{words.KEEP}: {promise.sentence[:60]}")
        told = words.IN_THE_LOG
        if promise.step:
            told = words.kept_by(promise.title, promise.owner)
        lines = column(
            breaking_label(
                said.promise_line(promise.sentence, self._due, tracked=False)
            ),
            label(told, "quiet"),
            *(() if at_ms else (Field(words.DUE, self.when, words.DUE_HINT),)),
            self.owner_field,
            row(self.keep, None),
            space=Space.SMALL,
        )
        self.setLayout(column(box(lines, "warn", Space.MEDIUM)))
        for field in self.fields:
            field.textEdited.connect(lambda _: self.typed.emit())
            field.returnPressed.connect(self._keep)

    @property
    def fields(self) -> tuple[QLineEdit, ...]:
        """Where something can be typed."""
        return (self.when, self.owner)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What was typed."""
        return ((words.DUE, self.when.text()), (words.OWNER, self.owner.text()))

    def _keep(self) -> None:
        self._model.keep(self._promise, self.when.text(), self.owner.text())

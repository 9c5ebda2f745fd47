"""Where evidence is dropped, and what lies ready after that."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.evidence.pieces import Piece, Tray
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import evidence as words

_LINE = 2_000


class DropArea(QFrame):
    """Says where to drop things, and has the other ways beside it.

    Signals:
        shot_asked, files_asked: Somebody wants a screenshot, or to choose files.
    """

    shot_asked = Signal()
    files_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "drop")
        self.shot = button(words.SCREENSHOT, on_click=self.shot_asked.emit)
        self.shot.setToolTip(words.SCREENSHOT_TIP)
        self.choose = button(words.CHOOSE, on_click=self.files_asked.emit)
        layout = column(
            label(words.DROP, "strong"),
            label(words.DROP_MORE, "quiet"),
            Flow(self.shot, self.choose),
            space=Space.SMALL,
        )
        margin = Space.LARGE
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def say_over(self, *, over: bool) -> None:
        """Show that something is held above it."""
        restyle(self, "over", "yes" if over else "no")


class ReadyBox(QFrame):
    """What lies ready, what is said of it, and the button that files it."""

    def __init__(self, model: EvidenceViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[Piece, ...] | None = None
        self.setProperty("box", "sunken")
        self._pieces = column(space=Space.TIGHT)
        self.what = line(longest=_LINE)
        self.address = line(longest=_LINE)
        self.captured = line(longest=100)
        self.file_it = button(words.FILE_IT, "act", on_click=model.file_all)
        layout = column(
            label(words.READY, "strong"),
            group(self._pieces),
            Field(words.WHAT, self.what, words.WHAT_HINT),
            Field(words.ADDRESS, self.address, words.ADDRESS_HINT),
            Field(words.CAPTURED, self.captured, words.CAPTURED_HINT),
            row(self.file_it, None),
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        for name in ("what", "address", "captured"):
            field = getattr(self, name)
            field.textChanged.connect(partial(self._typed, name))
            field.returnPressed.connect(model.file_all)

    def draw(self, tray: Tray, *, filing: bool) -> None:
        """Show a tray."""
        self.setVisible(bool(tray.pieces or tray.address))
        if tray.pieces != self._drawn:
            self._drawn = tray.pieces
            empty(self._pieces)
            for piece in tray.pieces:
                self._pieces.addWidget(self._line(piece))
        for name in ("what", "address", "captured"):
            field = getattr(self, name)
            if field.text() != getattr(tray, name):
                field.setText(getattr(tray, name))
        self.file_it.setText(words.file_these(len(tray.pieces)))
        self.file_it.setEnabled(bool(tray.pieces) and not filing)

    def _line(self, piece: Piece) -> QWidget:
        remove = button(
            words.REMOVE, "quiet", on_click=partial(self._model.remove, piece)
        )
        remove.setAccessibleName(words.named(words.REMOVE, piece.name))
        made = row(breaking_label(words.piece(piece.name, piece.detail)), remove)
        made.setStretch(0, 1)
        return group(made)

    def _typed(self, name: str, text: str) -> None:
        self._model.typed(**{name: text})


class TextForm(Unfold):
    """A text that is typed, or pasted and looked through before it is filed."""

    def __init__(self, model: EvidenceViewModel) -> None:
        self._model = model
        self.text = TextBox(4)
        self.add = button(words.ADD_TEXT, on_click=self._add)
        form = group(column(Field(words.TEXT, self.text), row(self.add, None)))
        super().__init__(words.TYPE_TEXT, form)
        self.text.textChanged.connect(lambda: model.typed(text=self.text.text()))

    def draw(self, tray: Tray) -> None:
        """Show the text of a tray."""
        if self.text.text() != tray.text:
            self.text.setPlainText(tray.text)
        if tray.text and not self.is_open:
            self.unfold()

    def _add(self) -> None:
        self._model.add_typed_text()
        if not self.text.text():
            self.fold()


class HeldForm(Unfold):
    """Somebody else has it: what, on which device, who, and when it was captured."""

    def __init__(self, model: EvidenceViewModel) -> None:
        self._model = model
        self.what, self.device, self.person = line(), line(), line()
        self.captured = line(longest=100)
        self.keep = button(words.WRITE_DOWN, "act", on_click=model.hold_elsewhere)
        form = group(
            column(
                label(words.HELD_BODY, "quiet"),
                Field(words.WHAT, self.what),
                Field(words.DEVICE, self.device, words.DEVICE_HINT),
                Field(words.PERSON, self.person),
                Field(words.HELD_WHEN, self.captured, words.CAPTURED_HINT),
                row(self.keep, None),
            )
        )
        super().__init__(words.HELD, form)
        for name in ("what", "device", "person", "captured"):
            field = getattr(self, name)
            field.textChanged.connect(partial(self._typed, name))
            field.returnPressed.connect(model.hold_elsewhere)

    def draw(self, tray: Tray) -> None:
        """Show what was typed of a tray."""
        for name in ("what", "device", "person", "captured"):
            field = getattr(self, name)
            if field.text() != getattr(tray, name):
                field.setText(getattr(tray, name))

    def _typed(self, name: str, text: str) -> None:
        self._model.typed(**{name: text})


def settling_box(title: str, tray: Tray, model: EvidenceViewModel) -> QFrame:
    """Return the box that says that what is filed next settles what was owed."""
    item = tray.settling
    what = words.piece(item.what, item.holder) if item else ""
    leave = button(words.NOT_THIS, "quiet", on_click=lambda: model.settle(None))
    return box(
        column(
            label(title, "strong"),
            breaking_label(what),
            label(words.SETTLING_BODY, "quiet"),
            leave,
            space=Space.TIGHT,
        ),
        "warn",
        Space.MEDIUM,
    )

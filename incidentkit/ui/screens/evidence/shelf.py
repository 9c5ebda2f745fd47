"""What is filed and what is owed, as a list."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from incidentkit.desk.filing import Shelf
from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import bring_into_view
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label, one_line
from incidentkit.ui.widgets.picture import Picture
from incidentkit.ui.widgets.text import label
from incidentkit.words.times import clock_time
from incidentkit.words.window import evidence as words


class ShelfList(QWidget):
    """What is owed first, then what is filed for this step, then for the others."""

    def __init__(self, model: EvidenceViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: Shelf | None = None
        self._rows = column(space=Space.SMALL)
        self.setLayout(self._rows)
        self.rows: dict[bytes, FiledRow] = {}
        model.seeing.seen.connect(self._seen)
        model.seeing.enlarged.connect(self._enlarged)

    def draw(self, shelf: Shelf) -> None:
        """Show a shelf, if it is another."""
        if shelf == self._drawn:
            return
        self._drawn = shelf
        self.rows = {}
        empty(self._rows)
        if shelf.owed:
            self._rows.addWidget(self._owed(shelf.owed))
        self._rows.addWidget(label(words.FILED_HERE, "strong"))
        if not shelf.here:
            self._rows.addWidget(label(words.NONE_HERE, "quiet"))
        self._add(shelf.here)
        if shelf.elsewhere:
            self._rows.addWidget(label(words.FILED_ELSEWHERE, "strong"))
            self._add(shelf.elsewhere)

    def save_to(self, item: EvidenceItem, folder: Path) -> None:
        """Write a copy into a folder somebody chose."""
        self._model.save(item, folder)

    def _add(self, items: tuple[EvidenceItem, ...]) -> None:
        for item in items:
            self._rows.addWidget(self._filed(item))

    def _seen(self, digest: bytes) -> None:
        if digest in self.rows:
            self.rows[digest].show_small()

    def _enlarged(self, digest: bytes, image: QImage) -> None:
        if digest in self.rows:
            self.rows[digest].show_large(image)

    def _filed(self, item: EvidenceItem) -> QFrame:
        when = clock_time(item.at_ms, self._model.now_ms())
        save = button(words.SAVE_COPY, on_click=partial(self._ask_folder, item))
        save.setAccessibleName(words.named(words.SAVE_COPY, name_of(item)))
        lines: QVBoxLayout = column(breaking_label(name_of(item)), space=Space.HAIR)
        if item.address:
            lines.addWidget(breaking_label(item.address, "small"))
        if item.sha256:
            line = words.filed_line(when, item.size, item.sha256.hex())
            lines.addWidget(label(line, "small"))
            made = self.rows[item.digest] = FiledRow(self._model, item, lines, save)
            return made
        lines.addWidget(breaking_label(words.held_by(item.holder, when), "small"))
        return box(lines, "sunken", Space.SMALL)

    def _owed(self, items: tuple[EvidenceItem, ...]) -> QFrame:
        rows: QVBoxLayout = column(label(words.OWED, "strong"), space=Space.SMALL)
        for item in items:
            when = clock_time(item.at_ms, self._model.now_ms())
            now = button(words.FILE_NOW, on_click=partial(self._model.settle, item))
            now.setAccessibleName(words.named(words.FILE_NOW, name_of(item)))
            rows.addWidget(breaking_label(name_of(item)))
            rows.addWidget(breaking_label(words.held_by(item.holder, when), "small"))
            rows.addWidget(group(Flow(now)))
        return box(rows, "warn", Space.MEDIUM)

    def _ask_folder(self, item: EvidenceItem) -> None:
        dialog = QFileDialog(self, words.SAVE_TITLE)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.save_to(item, Path(path)))
        dialog.open()


class FiledRow(QFrame):
    """Something that is filed: a picture of it where there is one, and what it is."""

    def __init__(
        self,
        model: EvidenceViewModel,
        item: EvidenceItem,
        lines: QVBoxLayout,
        save: QPushButton,
    ) -> None:
        super().__init__()
        self._model, self._item = model, item
        self.small: Picture | None = None
        self.large: Picture | None = None
        self.look = button(words.LARGER, on_click=self._look)
        self.look.hide()
        lines.addWidget(group(Flow(self.look, save)))
        self._beside = row(group(lines), space=Space.MEDIUM)
        self._beside.setStretch(0, 1)
        self._whole = column(group(self._beside), space=Space.SMALL)
        margin = Space.SMALL
        self._whole.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "sunken")
        self.setLayout(self._whole)
        self.show_small()

    def show_small(self) -> None:
        """Put the small picture before the words, once it is made."""
        image = self._model.seeing.small(self._item)
        if image is None or self.small is not None:
            return
        self.small = Picture(image, words.picture_of(name_of(self._item)), fixed=True)
        self._beside.insertWidget(0, self.small, 0, Qt.AlignmentFlag.AlignTop)
        self.look.show()
        self._name(words.LARGER)

    def _look(self) -> None:
        if self.large is None:
            self._model.seeing.enlarge(self._item)
            return
        self._whole.removeWidget(self.large)
        self.large.deleteLater()
        self.large = None
        self._name(words.LARGER)

    def show_large(self, image: QImage) -> None:
        """Put the large picture under the words."""
        if self.large is not None:
            return
        self.large = Picture(image, words.picture_of(name_of(self._item)))
        self._whole.addWidget(self.large)
        self._name(words.SMALLER)
        bring_into_view(self.large)

    def _name(self, text: str) -> None:
        self.look.setText(text)
        self.look.setAccessibleName(words.named(text, name_of(self._item)))


def name_of(item: EvidenceItem) -> str:
    """Return what an item is called: what somebody said it is, or its file's name."""
    unnamed = words.A_TEXT if item.sha256 else words.UNNAMED
    return one_line(item.what or item.name or unnamed)

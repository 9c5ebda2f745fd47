"""What is filed and what is owed, as a list."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from incidentkit.desk.filing import Shelf
from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.long_words import breaking_label, one_line
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

    def draw(self, shelf: Shelf) -> None:
        """Show a shelf, if it is another."""
        if shelf == self._drawn:
            return
        self._drawn = shelf
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
            lines.addWidget(group(Flow(save)))
        else:
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


def name_of(item: EvidenceItem) -> str:
    """Return what an item is called: what somebody said it is, or its file's name."""
    unnamed = words.A_TEXT if item.sha256 else words.UNNAMED
    return one_line(item.what or item.name or unnamed)

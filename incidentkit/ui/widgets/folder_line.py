"""A field for a folder, with a button that lets one be chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import column, row
from incidentkit.words.window import folder as words


class FolderLine(QWidget):
    """Takes a path that is typed, or one that is chosen.

    Signals:
        entered: Return was pressed, or a folder was chosen in the dialog.
    """

    entered = Signal()

    def __init__(
        self, name: str, hint: str = "", title: str = words.CHOOSE_TITLE
    ) -> None:
        super().__init__()
        self._title = title
        self.path = line()
        self.field = Field(name, self.path, hint)
        self.choose = button(words.CHOOSE, on_click=self.ask)
        self.setLayout(column(self.field, row(self.choose, None)))
        self.setFocusProxy(self.path)
        self.path.returnPressed.connect(self.entered.emit)

    def text(self) -> str:
        """Return the path."""
        return self.path.text().strip()

    def put(self, path: str) -> None:
        """Take a folder that was chosen."""
        self.path.setText(path)
        self.entered.emit()

    def ask(self) -> None:
        """Let a folder be chosen, beside this window and not in its way."""
        dialog = QFileDialog(self, self._title, self.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.put)
        dialog.open()

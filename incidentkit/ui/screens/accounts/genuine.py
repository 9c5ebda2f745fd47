"""Writing the list of genuine accounts for the council's website."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.genuine import genuine_accounts, write_list
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.exchange.genuine_list import Form
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words import genuine_list as words
from incidentkit.words.window import folder as folder_words


class GenuinePart(QWidget):
    """Asks as what and where to, and writes the list.

    Signals:
        written: Words about the list that was written.
        failed: The error that kept it from being written.
    """

    written = Signal(str)
    failed = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__()
        self._kit = kit
        self.form = Chooser()
        self.form.offer((form, words.FORMS[form]) for form in Form)
        self.purposes = Tick(words.WITH_PURPOSE)
        self.folder = FolderLine(words.FOLDER)
        self.write = button(words.WRITE, on_click=self._write)
        self.setLayout(
            column(
                label(words.PART, "heading"),
                label(words.BODY),
                Field(words.FORM, self.form),
                self.purposes,
                self.folder,
                row(self.write, None),
            )
        )

    def _write(self) -> None:
        form = tuple(Form)[self.form.currentIndex()]
        where, purposes = self.folder.text(), self.purposes.isChecked()
        self.folder.field.say_wrong("" if where else folder_words.WHERE_TO)
        if not where:
            self.folder.path.setFocus()
            return
        folder = Path(where)

        def work(desk: Desk) -> str:
            path = write_list(desk, form, folder, purposes=purposes)
            return words.written_to(str(path), len(genuine_accounts(desk)))

        self.write.setEnabled(False)
        self._kit.ask(work, self._written, self._failed)

    def _written(self, said: str) -> None:
        self.write.setEnabled(True)
        self.written.emit(said)

    def _failed(self, error: IncidentKitError) -> None:
        self.write.setEnabled(True)
        self.failed.emit(error)

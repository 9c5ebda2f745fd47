"""The playbooks' screen: the list, one to read, one to change, and packs."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from incidentkit.desk.playbooks import PlaybookRow
from incidentkit.ui.screens.playbooks.editor_model import EditorViewModel
from incidentkit.ui.screens.playbooks.editor_page import EditorPage
from incidentkit.ui.screens.playbooks.library_model import LibraryViewModel
from incidentkit.ui.screens.playbooks.list_page import ListPage
from incidentkit.ui.screens.playbooks.pack_model import PackViewModel
from incidentkit.ui.screens.playbooks.pack_page import PackPage
from incidentkit.ui.screens.playbooks.reading_page import ReadingPage
from incidentkit.ui.widgets.layout import row


class PlaybooksView(QWidget):
    """Shows one of its pages.

    Signals:
        shown: Another page is shown.
    """

    shown = Signal()

    def __init__(
        self, model: LibraryViewModel, editing: EditorViewModel, packing: PackViewModel
    ) -> None:
        super().__init__()
        self.model, self.editing, self.packing = model, editing, packing
        self.listing = ListPage()
        self.reading = ReadingPage(model)
        self.editor = EditorPage(editing)
        self.packs = PackPage(packing)
        self.stack = QStackedWidget()
        for page in (self.listing, self.reading, self.editor, self.packs):
            self.stack.addWidget(page)
        self.setLayout(row(self.stack, space=0))
        self._connect()
        self._render()

    def arrive(self) -> None:
        """Read again, and put the keyboard where work begins."""
        self.listing.banner.clear()
        self.model.refresh()
        self._focus()

    def propose(self, slug: str, step: str = "", note: str = "") -> None:
        """Open the editor at a step of a playbook, with a lesson as a note beside it."""
        self.editing.open(slug, step, note)
        self._go(self.editor)

    def open_playbook(self, slug: str) -> None:
        """Show one playbook to read."""
        self.model.open(slug)
        self._go(self.reading)

    def open_packs(self) -> None:
        """Show the packs."""
        self.packing.refresh()
        self._go(self.packs)

    def show_list(self) -> None:
        """Show the list."""
        self.model.close()
        self.model.refresh()
        self._go(self.listing)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Follow what is written while somebody looks."""
        super().showEvent(event)
        self.model.show(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Leave it alone while nobody looks."""
        super().hideEvent(event)
        self.model.show(shown=False)

    def _connect(self) -> None:
        self.model.changed.connect(self._render)
        self.model.refused.connect(self.listing.banner.show_problem)
        self.model.refused.connect(self.reading.banner.show_problem)
        self.listing.opened.connect(self._read)
        self.listing.change_asked.connect(self._change)
        self.listing.packs_asked.connect(self.open_packs)
        self.reading.left.connect(self.show_list)
        self.reading.change_asked.connect(self.propose)
        self.editor.left.connect(self._left_editor)
        self.packs.left.connect(self.show_list)

    def _read(self, chosen: PlaybookRow) -> None:
        self.open_playbook(chosen.slug)

    def _change(self, chosen: PlaybookRow) -> None:
        self.propose(chosen.slug)

    def _left_editor(self, slug: str) -> None:
        if slug and any(r.slug == slug for r in self.model.state.rows or ()):
            self.open_playbook(slug)
        else:
            self.show_list()

    def _go(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self._focus()
        self.shown.emit()

    def _focus(self) -> None:
        places: tuple[tuple[QWidget, QWidget], ...] = (
            (self.listing, self.listing.table),
            (self.reading, self.reading.aloud),
            (self.editor, self.editor.text),
            (self.packs, self.packs.open),
        )
        for page, place in places:
            if page is self.stack.currentWidget():
                place.setFocus()

    def _render(self) -> None:
        state = self.model.state
        self.listing.draw(state.rows, may_change=state.may_change)
        self.reading.draw(state.page, state.versions, printing=state.printing)

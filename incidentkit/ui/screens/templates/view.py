"""The message templates' screen: the list, and one to read or to change."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.templates import TemplateRow
from incidentkit.ui.screens.templates.list_page import ListPage
from incidentkit.ui.screens.templates.template_page import OneTemplate
from incidentkit.ui.screens.templates.view_model import TemplatesViewModel
from incidentkit.ui.widgets.layout import row


class TemplatesView(QWidget):
    """Shows the list, or the template that is open."""

    def __init__(self, model: TemplatesViewModel) -> None:
        super().__init__()
        self.model = model
        self.listing, self.one = ListPage(), OneTemplate(model)
        self.stack = QStackedWidget()
        for page in (self.listing, self.one):
            self.stack.addWidget(page)
        self.setLayout(row(self.stack, space=0))
        model.changed.connect(self._render)
        model.refused.connect(self.listing.banner.show_problem)
        self.listing.opened.connect(self._open)
        self._render()

    def arrive(self) -> None:
        """Read again, and put the keyboard where work begins."""
        self.listing.banner.clear()
        self.model.refresh()
        self._focus()

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what was typed and not kept, for the lock."""
        return self.model.unsaved()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Follow what is written while somebody looks."""
        super().showEvent(event)
        self.model.show(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Leave it alone while nobody looks."""
        super().hideEvent(event)
        self.model.show(shown=False)

    def _open(self, chosen: TemplateRow) -> None:
        self.model.open(chosen.file)

    def _render(self) -> None:
        state = self.model.state
        self.listing.draw(state.rows)
        wanted: QWidget = self.listing if state.page is None else self.one
        if self.stack.currentWidget() is not wanted:
            self.stack.setCurrentWidget(wanted)
            self._focus()

    def _focus(self) -> None:
        is_list = self.stack.currentWidget() is self.listing
        (self.listing.table if is_list else self.one.text).setFocus()

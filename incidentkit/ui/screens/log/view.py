"""The log's screen. Draws state, forwards what is pressed, decides nothing."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from incidentkit.ui.screens.log.leaves import Check, Happened, Report
from incidentkit.ui.screens.log.view_model import LogViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.layout import Page, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import log as words


class LogView(QWidget):
    """What happened, whether it is intact, and the report of it."""

    written = Signal(object)

    def __init__(self, model: LogViewModel) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.happened = Happened(model)
        self.check = Check(model)
        self.report = Report(model)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(words.TITLE)
        self.tabs.addTab(self.happened, words.HAPPENED)
        self.tabs.addTab(self.check, words.CHECK)
        self.tabs.addTab(self.report, words.REPORT)
        content = column(label(words.TITLE, "title"), self.banner, self.tabs)
        content.setStretchFactor(self.tabs, 1)
        self.setLayout(row(Page(content, letters=220), space=0))
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.reported.connect(self._reported)
        self._render()

    def arrive(self) -> None:
        """Read again, and take the keyboard where one looks for something."""
        self.banner.clear()
        self._model.refresh()
        if self.tabs.currentWidget() is self.happened:
            self.happened.finder.setFocus()

    def show_incident(self, incident: SubjectId | None) -> None:
        """Show one incident's log, or everything."""
        self.tabs.setCurrentWidget(self.happened)
        self._model.choose(incident)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Follow what is written while somebody looks."""
        super().showEvent(event)
        self._model.show(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Leave it alone while nobody looks."""
        super().hideEvent(event)
        self._model.show(shown=False)

    def _render(self) -> None:
        state = self._model.state
        self.happened.draw(state.page, state.incident)
        self.check.draw(state.verdict, checking=state.checking)
        self.report.draw(state.page, state.incident, writing=state.writing)

    def _reported(self, files: tuple[Path, ...]) -> None:
        names = tuple(file.name for file in files)
        lies = words.report_lies(str(files[0].parent), names)
        self.banner.show_news(words.REPORT_DONE, lies)
        self.written.emit(files)

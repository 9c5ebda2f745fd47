"""Long work: how far it is, and a way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from incidentkit.ui.jobs import Job
from incidentkit.ui.widgets.banner import announce
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window.progress import STOP, WAITS

SHORT_MS = 300


class Progress(QWidget):
    """Follows one job, or several that come one after another. Else it is hidden.

    With `patience_ms` it does not show what is over sooner than that, so that
    nothing flickers where work is mostly short.
    """

    def __init__(self, patience_ms: int = 0) -> None:
        super().__init__()
        self._job: Job | None = None
        self._said = ""
        self.words = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button(STOP, on_click=self._cancel)
        self.setLayout(column(self.words, row(self.bar, self.cancel)))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self.show)
        self.hide()

    def follow(self, job: Job, words: str) -> None:
        """Show how a job goes on; `words` say what it is."""
        self._job = job
        self._said = words
        job.begun.connect(self._begin)
        job.progressed.connect(self._go_on)
        job.settled.connect(self._settle)
        # Now, and not before: its lane does not wait for whoever follows it.
        waits = job.waits_for_stopped
        self._say(WAITS if waits else words)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(not job.is_settled)
        if not self._patience.interval() or waits:
            self.show()
        elif self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def end(self) -> None:
        """Stop following: it is over."""
        self._job = None
        self._patience.stop()
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Have a screen reader say what is under way."""
        super().showEvent(event)
        announce(self, self.words.text())

    def _begin(self) -> None:
        self._say(self._said)

    def _go_on(self, done: int, of: int) -> None:
        if done:
            self.bar.setRange(0, of)
            self.bar.setValue(done)

    def _settle(self) -> None:
        self.cancel.setEnabled(False)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        if self.isVisible():
            announce(self, words)

    def _cancel(self) -> None:
        job = self._job
        if job is not None:
            job.cancel()
        if job is None or job.is_cancelled:  # else it was too late: it goes on
            self.end()

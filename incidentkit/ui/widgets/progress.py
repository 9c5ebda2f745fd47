"""Long work: how far it is, and a way to stop it."""

from PySide6.QtWidgets import QProgressBar, QWidget

from incidentkit.ui.jobs import Job
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window.shell import CANCEL


class Progress(QWidget):
    """Follows one job. Hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self.words = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button(CANCEL, on_click=self._cancel)
        self.setLayout(column(self.words, row(self.bar, self.cancel)))
        self.hide()

    def follow(self, job: Job, words: str) -> None:
        """Show how a job goes on; `words` say what it is."""
        self._job = job
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        job.progressed.connect(self._go_on)
        self.show()

    def end(self) -> None:
        """Stop following: it is over."""
        self._job = None
        self.hide()

    def _go_on(self, done: int, of: int) -> None:
        if done:
            self.bar.setRange(0, of)
            self.bar.setValue(done)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.end()

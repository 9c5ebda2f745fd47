"""Looks through a text in the background while it is typed, always the newest one."""

from PySide6.QtCore import QObject, QTimer, Signal

from incidentkit.desk.checking_text import LookedAt, Reviewed, look_through
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Jobs, Lane


class ReadingOver(QObject):
    """Runs all checks beside the kit, so that no writing has to wait for them.

    One look at a time: what is typed meanwhile is looked at as it stands once that is
    over. How to shorten a text is looked for when nobody has typed for a moment.

    Signals:
        found: A text, and what was found in it.
        failed: It could not be looked through.
    """

    found = Signal(str, object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, rest_ms: int) -> None:
        super().__init__()
        self._jobs = jobs
        self._seen: LookedAt | None = None
        self._text: str | None = None
        self._is_looking = self._is_due = self._is_whole_due = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(rest_ms)
        self._resting.timeout.connect(self._look_whole)

    def begin(self, seen: LookedAt, text: str) -> None:
        """Look at a text of this draft, with what is known of it now."""
        self._seen, self._text = seen, text
        self._look()
        self._resting.start()

    def go_on(self, text: str) -> None:
        """Look at another text of the same draft."""
        self._text = text
        if self._seen is not None:
            self._is_whole_due = False
            self._look()
            self._resting.start()

    def stop(self) -> None:
        """Look at nothing until something is known of another draft."""
        self._seen = self._text = None
        self._resting.stop()

    def _look_whole(self) -> None:
        self._look(whole=True)

    def _look(self, *, whole: bool = False) -> None:
        seen, text = self._seen, self._text
        if seen is None or text is None:
            return
        if self._is_looking:
            self._is_due = True
            self._is_whole_due = self._is_whole_due or whole
            return
        self._is_looking, self._is_due, self._is_whole_due = True, False, False

        def then(review: Reviewed) -> None:
            self._is_looking = False
            if seen is self._seen and text == self._text:
                self.found.emit(text, review)
            if self._is_due:
                self._look(whole=self._is_whole_due)

        self._jobs.run(
            lambda: look_through(seen, text, whole=whole),
            then=then,
            failed=self._not_looked,
            lane=Lane.SIDE,
        )

    def _not_looked(self, error: IncidentKitError) -> None:
        self._is_looking = False
        self.failed.emit(error)

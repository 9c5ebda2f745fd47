"""How strong a passphrase is, told while it is typed and without holding anything up."""

from PySide6.QtCore import QObject, QTimer, Signal

from incidentkit.errors import IncidentKitError
from incidentkit.officers.passphrase import Strength, estimate
from incidentkit.ui.jobs import Jobs, Lane

PAUSE_MS = 250


class StrengthMeter(QObject):
    """Estimates in the side lane, once somebody pauses; only the last one counts.

    Signals:
        estimated: The strength of what was typed last; None while nobody knows.
    """

    estimated = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._asked = _Latest()
        self.destroyed.connect(self._asked.nobody_waits)
        self._waiting: tuple[str, tuple[str, ...]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def think_of(self, passphrase: str, personal: tuple[str, ...] = ()) -> None:
        """Estimate this one soon, unless more is typed meanwhile."""
        self._asked.number += 1
        self._waiting = (passphrase, personal) if passphrase else None
        self.estimated.emit(None)
        if passphrase:
            self._pause.start()
        else:
            self._pause.stop()

    def _ask(self) -> None:
        if self._waiting is None:
            return
        (passphrase, personal), self._waiting = self._waiting, None
        latest = self._asked
        asked = latest.number

        def found(strength: Strength) -> None:
            if asked == latest.number:
                self.estimated.emit(strength)

        self._jobs.run(
            lambda: estimate(passphrase, personal),
            then=found,
            failed=_pass_over,
            lane=Lane.SIDE,
        )


class _Latest:
    """The number of what was typed last. It outlives the meter, and says so."""

    def __init__(self) -> None:
        self.number = 0

    def nobody_waits(self) -> None:
        """Make every answer come too late: the field has gone."""
        self.number += 1


def _pass_over(_error: IncidentKitError) -> None:
    """Say nothing: the passphrase is checked once more before it counts."""

"""Lock: save what is unsaved, clear the clipboard, replace the process. In that order.

Nothing that fails on the way prevents the end. Replacing the process is what takes
every secret out of memory; nothing here tries to wipe what Python and Qt have copied.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess

PATIENCE_MS = 3_000


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What whoever comes back has to be told.

    `reason` is who or what locked. `lost` when something typed could not be kept;
    `copied` when a secret may still be on the clipboard.
    """

    reason: str
    lost: bool = False
    copied: bool = False


Keep = Callable[[Desk], object]
Replace = Callable[[Aftermath], object]


class HasUnsaved(Protocol):
    """Something that may hold what a person wrote and has not kept."""

    def unsaved(self) -> Keep | None:
        """Return the work that keeps it, or None."""
        ...


class Clears(Protocol):
    """Something that may have put a secret where others can read it."""

    @property
    def holds_ours(self) -> bool:
        """Whether a secret may still be there."""
        ...

    def clear_now(self) -> None:
        """Take it away again, if it is still ours."""
        ...


class Locker(QObject):
    """Locks once; what asks again meanwhile is not heard.

    A kit that is being unlocked is locked as soon as it is open: whoever locked the
    screen or closed the lid after typing the passphrase is not there any more.

    Signals:
        locking: It has begun; the window shows nothing any more.
        over: What could be saved is saved, and the process may go.
    """

    locking = Signal()
    over = Signal()

    def __init__(
        self,
        kit: KitAccess,
        clipboard: Clears,
        replace: Replace,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._clipboard = clipboard
        self._replace = replace
        self._writers: list[HasUnsaved] = []
        self._holders: list[Callable[[], bool]] = []
        self._reason = ""
        self._wish = ""
        self._waiting = 0
        self._lost = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)
        kit.opening.connect(partial(self._want, ""))
        kit.opened.connect(self._opened)

    def watch(self, *writers: HasUnsaved) -> None:
        """Save what these hold before locking."""
        self._writers += writers

    def watch_locked(self, *holders: Callable[[], bool]) -> None:
        """Replace the process of a locked kit, too, while one of these holds a secret."""
        self._holders += holders

    def lock(self, reason: str = "person") -> None:
        """Lock now: by a person, idleness, sleep or the desktop's own lock."""
        if self._kit.is_opening:
            self._want(reason)
            return
        holds = any(holds() for holds in self._holders)
        if self._reason or not (self._kit.is_open or holds):
            return
        self._reason = reason
        self.locking.emit()
        self._kit.jobs.hear_no_more()
        self._kit.jobs.cancel_long()
        work = list(self._unsaved()) if self._kit.is_open else []
        self._waiting = len(work)
        for keep in work:
            self._kit.ask(keep, self._saved, self._failed)
        if work:
            self._patience.start()
        else:
            self._finish()

    def end(self, leave: Callable[[], object]) -> None:
        """Leave for good, with the same care as a lock: saved, cleared, gone."""
        self._replace = lambda _aftermath: leave()
        if self._kit.is_open:
            self.lock("end")
        else:
            self._finish()

    def wait(self) -> None:
        """Wait until a lock that has begun is over.

        For when the program is told to end at once, as by the end of a desktop
        session: it does not ask whether everything is saved.
        """
        if self._patience.isActive():
            loop = QEventLoop()
            self.over.connect(loop.quit)
            loop.exec()

    def _want(self, reason: str) -> None:
        self._wish = reason

    def _opened(self) -> None:
        if self._wish:
            self.lock(self._wish)

    def _unsaved(self) -> Iterable[Keep]:
        for writer in self._writers:
            try:
                keep = writer.unsaved()
            except Exception:  # noqa: BLE001  a bug in one must not keep the kit open
                self._lost = True
            else:
                if keep is not None:
                    yield keep

    def _saved(self, _found: object) -> None:
        self._one_less()

    def _failed(self, _error: IncidentKitError) -> None:
        self._lost = True
        self._one_less()

    def _one_less(self) -> None:
        self._waiting -= 1
        if self._waiting == 0 and self._patience.isActive():
            self._finish()

    def _give_up(self) -> None:
        self._lost = True
        self._finish()

    def _finish(self) -> None:
        self._patience.stop()
        try:
            self._clipboard.clear_now()
        finally:
            self.over.emit()
            copied = self._clipboard.holds_ours
            self._replace(Aftermath(self._reason, self._lost, copied))

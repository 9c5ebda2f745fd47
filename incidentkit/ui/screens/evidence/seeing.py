"""Pictures of what is filed, small or large: opened in memory, never on the main thread.

What is filed may come from whoever attacks the council. Only the plainest kinds of
picture are decoded, by what they begin with, and none that would fill the memory.
"""

import io
from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.widgets.decoding import LARGE, MOST_BYTES, SMALL, decoded

MOST_KEPT = 200
_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"})


def may_be_seen(item: EvidenceItem) -> bool:
    """Whether it is called a picture, and is no larger than what is opened."""
    ending = PurePath(item.name).suffix.lower()
    return bool(item.sha256) and ending in _ENDINGS and item.size <= MOST_BYTES


class Seeing(QObject):
    """Makes the small pictures one after the other, so that nobody's work waits for them.

    Signals:
        seen: There is a small picture of the item with this digest.
        enlarged: A large one was read; the item's digest, and the picture.
    """

    seen = Signal(bytes)
    enlarged = Signal(bytes, object)

    def __init__(self, kit: KitAccess, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._small: dict[bytes, QImage] = {}
        self._waiting: list[EvidenceItem] = []
        self._tried: set[bytes] = set()
        self._busy = False

    def small(self, item: EvidenceItem) -> QImage | None:
        """Return the small picture of something, if it has been made."""
        return self._small.get(item.digest)

    def want(self, items: tuple[EvidenceItem, ...]) -> None:
        """Make small pictures of these; of what could not be read it is tried again."""
        self._tried = {d for d in self._tried if d in self._small}
        self._waiting = [i for i in items if may_be_seen(i)][:MOST_KEPT]
        self._next()

    def enlarge(self, item: EvidenceItem) -> None:
        """Read a picture anew, for a look at it."""

        def made(image: QImage | None) -> None:
            if image is not None:
                self.enlarged.emit(item.digest, image)

        self._read(item, LARGE, made)

    def _next(self) -> None:
        if self._busy:
            return
        left = [i for i in self._waiting if i.digest not in self._tried]
        if not left:
            return
        item = left[0]
        self._busy = True
        self._tried.add(item.digest)

        def made(image: QImage | None) -> None:
            self._busy = False
            if image is not None:
                self._keep(item.digest, image)
            self._next()

        self._read(item, SMALL, made)

    def _keep(self, digest: bytes, image: QImage) -> None:
        if len(self._small) >= MOST_KEPT:
            self._small.pop(next(iter(self._small)))
        self._small[digest] = image
        self.seen.emit(digest)

    def _read(
        self, item: EvidenceItem, room: QSize, then: Callable[[QImage | None], None]
    ) -> None:
        def failed(_error: IncidentKitError) -> None:
            then(
                None
            )  # its name stands there all the same, and a copy can be asked for

        def decode(data: bytes) -> None:
            self._kit.jobs.run(
                lambda: decoded(data, room), then=then, failed=failed, lane=Lane.SIDE
            )

        self._kit.ask(lambda desk: _bytes_of(desk, item), decode, failed)


def _bytes_of(desk: Desk, item: EvidenceItem) -> bytes:
    sink = io.BytesIO()
    desk.incidents.evidence.read(item, sink)
    return sink.getvalue()

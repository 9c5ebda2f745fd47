"""What this machine last saw of a kit, kept outside it, to notice an older copy.

Written after the database has committed and before anything is acknowledged:
a database ahead of its anchor is a crash, an anchor ahead is a rollback.
"""

from dataclasses import dataclass
from pathlib import Path

from incidentkit.crypto.keys import sha256
from incidentkit.errors import (
    DiskFullError,
    OlderCopyError,
    RefusedError,
    StorageError,
)
from incidentkit.vault.acts import Head
from incidentkit.vault.encoding import Count, Hash, Id, Record, decode, encode
from incidentkit.vault.folder import (
    Places,
    release_reserve,
    storage_errors,
    write_whole,
)
from incidentkit.vault.naming import heads_worth_naming
from incidentkit.vault.store import Store

_LARGEST = 1 << 20
_FORMAT = 1


class Anchor(Record, frozen=True):
    """The heads of every chain, and when they were seen (wall time)."""

    format: Count
    kit: Id
    heads: tuple[Head, ...]
    seen: Count
    check: Hash


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """The anchor of one kit on this machine."""

    path: Path
    kit: bytes

    @classmethod
    def of(cls, places: Places, kit: bytes) -> "AnchorFile":
        """Return the anchor file of a kit."""
        return cls(places.state / f"anchor-{kit.hex()}", kit)

    def write(self, heads: tuple[Head, ...], now_ms: int) -> None:
        """Replace the anchor."""
        check = sha256(encode((self.kit, heads, now_ms)))
        write_whole(self.path, encode(Anchor(_FORMAT, self.kit, heads, now_ms, check)))

    def read(self) -> Anchor | None:
        """Return the anchor; None when there is none, or none that can be read.

        An anchor proves something only when it is there. Losing it is like
        opening the kit on a new machine, and `log verify` says so.
        """
        try:
            found = decode(
                self.path.read_bytes(), Anchor, limit=_LARGEST, where="anchor"
            )
        except (OSError, RefusedError):
            return None
        check = sha256(encode((found.kit, found.heads, found.seen)))
        ours = found.format == _FORMAT and found.kit == self.kit
        return found if ours and found.check == check else None

    def check(self, store: Store) -> None:
        """Compare the database with what was seen.

        Raises:
            OlderCopyError: Entries that were here are not here now.
        """
        anchor = self.read()
        if anchor is None:
            return
        for head in anchor.heads:
            here = store.entries_at(head.chain, head.number)
            if all(entry.digest != head.digest for entry in here):
                raise OlderCopyError(anchor.seen, head.number)

    def forget(self) -> None:
        """Drop the anchor, because somebody chose to go on with an older copy.

        Raises:
            StorageError: It cannot be removed.
        """
        with storage_errors(self.path):
            self.path.unlink(missing_ok=True)


class Anchoring:
    """Keeps an anchor up with its database.

    A change that is in the database is durable, whatever becomes of its
    anchor. So a failure does not undo the answer; it stops the next change.
    """

    def __init__(self, places: Places, store: Store, kit: bytes) -> None:
        self._places = places
        self._store = store
        self._file = AnchorFile.of(places, kit)
        self._behind = False

    def after_commit(self, now_ms: int) -> None:
        """Say outside the kit how far it reaches now."""
        try:
            self._file.write(self._heads(), now_ms)
        except StorageError:
            self._behind = True

    def after_opening(self, now_ms: int) -> None:
        """Make good what a crash between commit and anchor left undone."""
        seen = self._file.read()
        if seen is None or seen.heads != self._heads():
            self.after_commit(now_ms)

    def before_commit(self, now_ms: int) -> None:
        """Set an anchor that could not be set, before more is written.

        Raises:
            DiskFullError, ReadOnlyError, WriteFailedError: It still cannot be set.
        """
        if not self._behind:
            return
        try:
            self._file.write(self._heads(), now_ms)
        except DiskFullError:
            released = release_reserve(self._places)
            raise DiskFullError(reserve_released=released) from None
        self._behind = False

    def _heads(self) -> tuple[Head, ...]:
        return tuple(entry.head for entry in heads_worth_naming(self._store))

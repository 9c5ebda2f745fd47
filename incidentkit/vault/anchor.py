"""What this machine last saw of a kit, kept outside it, to notice an older copy.

Written after the database has committed and before anything is acknowledged:
a database ahead of its anchor is a crash, an anchor ahead is a rollback.
"""

import contextlib
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
from incidentkit.vault.encoding import (
    NO_HASH,
    Count,
    Hash,
    Id,
    Record,
    decode,
    encode,
)
from incidentkit.vault.folder import (
    Places,
    release_reserve,
    storage_errors,
    write_whole,
)
from incidentkit.vault.naming import heads_worth_naming
from incidentkit.vault.store import Store

_LARGEST = 1 << 20
_FORMAT = 2


class StateRoot(Record, frozen=True):
    """The root of one seat's states, as last seen."""

    seat: Id
    root: Hash


class Anchor(Record, frozen=True):
    """The heads of every chain, the roots of states, and when they were seen."""

    format: Count
    kit: Id
    heads: tuple[Head, ...]
    seen: Count
    roots: tuple[StateRoot, ...]
    check: Hash


class _FirstAnchor(Record, frozen=True):
    """An anchor as it was before it held the roots of states."""

    format: Count
    kit: Id
    heads: tuple[Head, ...]
    seen: Count
    check: Hash


def made_anchor(
    kit: bytes, heads: tuple[Head, ...], seen: int, roots: tuple[StateRoot, ...]
) -> Anchor:
    """Return an anchor, with what shows that it is whole."""
    check = sha256(encode((kit, heads, seen, roots)))
    return Anchor(_FORMAT, kit, heads, seen, roots, check)


def _read(data: bytes) -> Anchor | None:
    """Return a whole anchor of either format."""
    with contextlib.suppress(RefusedError):
        found = decode(data, Anchor, limit=_LARGEST, where="anchor")
        made = made_anchor(found.kit, found.heads, found.seen, found.roots)
        return found if found == made else None
    with contextlib.suppress(RefusedError):
        old = decode(data, _FirstAnchor, limit=_LARGEST, where="anchor")
        check = sha256(encode((old.kit, old.heads, old.seen)))
        if (old.format, old.check) == (1, check):
            return made_anchor(old.kit, old.heads, old.seen, ())
    return None


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """The anchor of one kit on this machine."""

    path: Path
    kit: bytes

    @classmethod
    def of(cls, places: Places, kit: bytes) -> "AnchorFile":
        """Return the anchor file of a kit."""
        return cls(places.state / f"anchor-{kit.hex()}", kit)

    def write(
        self, heads: tuple[Head, ...], now_ms: int, roots: tuple[StateRoot, ...] = ()
    ) -> None:
        """Replace the anchor."""
        write_whole(self.path, encode(made_anchor(self.kit, heads, now_ms, roots)))

    def read(self) -> Anchor | None:
        """Return the anchor; None when there is none, or none that can be read.

        An anchor proves something only when it is there. Losing it is like
        opening the kit on a new machine, and `log verify` says so.
        """
        try:
            found = _read(self.path.read_bytes())
        except OSError:
            return None
        return found if found is not None and found.kit == self.kit else None

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
    """Keeps an anchor up with its database, for the seat that writes in it.

    A change that is in the database is durable, whatever becomes of its
    anchor. So a failure does not undo the answer; it stops the next change.
    """

    def __init__(self, places: Places, store: Store, kit: bytes, seat: bytes) -> None:
        self._places = places
        self._store = store
        self._file = AnchorFile.of(places, kit)
        self._seat = seat
        self._behind = False
        self._root = next(
            (r.root for r in self._roots_of(self._file.read()) if r.seat == seat),
            NO_HASH,
        )

    def root(self) -> bytes:
        """Return which root of this seat's states the anchor holds; zeros for none."""
        return self._root

    def after_commit(self, now_ms: int, root: bytes) -> None:
        """Say outside the kit how far it reaches now, and what it adds up to."""
        try:
            self._write(now_ms, root)
        except StorageError:
            self._behind = True

    def after_opening(self, now_ms: int, root: bytes) -> None:
        """Make good what a crash between commit and anchor left undone."""
        seen = self._file.read()
        if seen is None or seen.heads != self._heads() or root != self._root:
            self.after_commit(now_ms, root)

    def before_commit(self, now_ms: int, root: bytes) -> None:
        """Set an anchor that could not be set, before more is written.

        Raises:
            DiskFullError, ReadOnlyError, WriteFailedError: It still cannot be set.
        """
        if not self._behind:
            return
        try:
            self._write(now_ms, root)
        except DiskFullError:
            released = release_reserve(self._places)
            raise DiskFullError(reserve_released=released) from None
        self._behind = False

    def _write(self, now_ms: int, root: bytes) -> None:
        """Replace the anchor; what it says of other seats' states stays."""
        known = self._roots_of(self._file.read())
        others = [known_root for known_root in known if known_root.seat != self._seat]
        mine = StateRoot(self._seat, root)
        roots = tuple(sorted([*others, mine], key=lambda found: found.seat))
        self._file.write(self._heads(), now_ms, roots)
        self._root = root

    @staticmethod
    def _roots_of(anchor: Anchor | None) -> tuple[StateRoot, ...]:
        return anchor.roots if anchor is not None else ()

    def _heads(self) -> tuple[Head, ...]:
        return tuple(entry.head for entry in heads_worth_naming(self._store))

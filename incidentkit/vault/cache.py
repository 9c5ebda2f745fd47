"""The state cache: what the entries add up to, sealed per seat, in pages.

Everything here can be made again from the journal; `rebuild` does, and a test
proves that the result is the same. A root over all pages and heads, keyed by
the seat, shows that no row was swapped, removed or put back.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incidentkit.crypto.keys import mac, same
from incidentkit.crypto.seal import Sealer
from incidentkit.errors import RefusedError, TamperedError
from incidentkit.vault.acts import Head
from incidentkit.vault.encoding import NO_HASH, Count, Hash, Id, Record, decode, encode
from incidentkit.vault.kinds import ScopeId, SubjectId
from incidentkit.vault.seat import Seat
from incidentkit.vault.store import Store

PAGE_CELLS = 16
_LARGEST_PAGE = 32 << 20
Key = tuple[str, SubjectId, ScopeId]


class Cell(Record, frozen=True):
    """The state of one subject in one scope, and the entries it came from."""

    fold: str
    subject: Id
    scope: Id
    order: tuple[int, int, bytes, int]
    count: Count
    data: bytes


class Cover(Record, frozen=True):
    """What a cache covers: the chains up to these heads, under this roster and app."""

    heads: tuple[Head, ...]
    roster: Hash
    folds: tuple[tuple[str, int], ...]
    entries: Count
    unread: Count


class _Sealed(Record, frozen=True):
    """`since` is the root that the anchor held when this was written."""

    cover: Cover
    pages: tuple[Hash, ...]
    since: Hash
    root: Hash


class _FirstSealed(Record, frozen=True):
    """A cache as it was before it said what the anchor held."""

    cover: Cover
    pages: tuple[Hash, ...]
    root: Hash


@dataclass
class _Page:
    cells: list[Key]
    digest: bytes = NO_HASH


class StateCache:
    """The states of one seat, in memory and on disk."""

    def __init__(
        self,
        store: Store,
        seat: Seat,
        anchored: Callable[[], bytes] = lambda: NO_HASH,
    ) -> None:
        """`anchored` says which root of this seat's states the anchor holds now."""
        self._store = store
        self._anchored = anchored
        self._since = self.root = NO_HASH
        self._seat = seat.id
        self._sealer = Sealer(seat.local_key(b"pages"))
        self._root_key = seat.local_key(b"root")
        self._tag_key = seat.local_key(b"touch")
        self._cells: dict[Key, Cell] = {}
        self._page_of: dict[Key, int] = {}
        self._about: dict[SubjectId, set[Key]] = {}
        self._pages: list[_Page] = []
        self._dirty: set[int] = set()

    def tag(self, subject: bytes, scope: bytes) -> bytes:
        """Return what stands for a subject and scope in the index on disk."""
        return mac(self._tag_key, subject + scope)[:16]

    def settling_tag(self, subject: bytes, scope: bytes) -> bytes:
        """Return what stands for it where its texts are closed or give way."""
        return mac(self._tag_key, b"settling" + subject + scope)[:16]

    def vouching_tag(self, scope: bytes, *, is_vouched: bool) -> bytes:
        """Return what stands for a scope where others tell what was done in it."""
        name = b"vouched" if is_vouched else b"hearsay"
        return mac(self._tag_key, name + scope)[:16]

    def get(self, fold: str, subject: bytes, scope: bytes) -> Cell | None:
        """Return a cell, if the subject has entries of that fold in the scope."""
        return self._cells.get((fold, SubjectId(subject), ScopeId(scope)))

    def put(self, cell: Cell) -> None:
        """Set a cell; it reaches the disk with `save`."""
        key = _key(cell)
        self._cells[key] = cell
        self._about.setdefault(key[1], set()).add(key)
        if key not in self._page_of:
            if not self._pages or len(self._pages[-1].cells) >= PAGE_CELLS:
                self._pages.append(_Page([]))
            self._page_of[key] = len(self._pages) - 1
            self._pages[-1].cells.append(key)
        self._dirty.add(self._page_of[key])

    def drop(self, fold: str, subject: bytes, scope: bytes) -> None:
        """Take a cell away: nothing about the subject has effect any more."""
        key = (fold, SubjectId(subject), ScopeId(scope))
        if self._cells.pop(key, None) is not None:
            self._about[key[1]].discard(key)
            number = self._page_of.pop(key)
            self._pages[number].cells.remove(key)
            self._dirty.add(number)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell."""
        return iter(self._cells.values())

    def about(self, subject: bytes) -> tuple[Cell, ...]:
        """Return every cell of a subject."""
        keys = self._about.get(SubjectId(subject), ())
        return tuple(self._cells[key] for key in sorted(keys))

    def counted(self) -> int:
        """Return how many entries the cells came from."""
        return sum(cell.count for cell in self._cells.values())

    def digest(self) -> bytes:
        """Return a hash of all states, the same on every seat that can read the same."""
        parts = sorted(encode(cell) for cell in self._cells.values())
        return hashlib.sha256(b"".join(parts)).digest()

    def clear(self) -> None:
        """Forget everything, on disk too."""
        self._cells.clear()
        self._about.clear()
        self._page_of.clear()
        self._pages.clear()
        self._dirty.clear()
        self._store.clear_cache(self._seat)

    def save(self, cover: Cover) -> bytes:
        """Seal what changed, inside a transaction, and return the new root."""
        for number in sorted(self._dirty):
            page = self._pages[number]
            cells = [self._cells[key] for key in page.cells]
            sealed = self._sealer.seal(self._context(number), encode(cells))
            page.digest = hashlib.sha256(sealed).digest()
            self._store.put_page(self._seat, number, sealed)
        self._dirty.clear()
        pages = tuple(page.digest for page in self._pages)
        self._since = self._anchored()
        self.root = self._root(cover, pages, self._since)
        body = _Sealed(cover, pages, self._since, self.root)
        self._store.put_cache(self._seat, encode(body))
        return self.root

    def load(self) -> Cover | None:
        """Read and check the whole cache; None when there is none of this format.

        Raises:
            TamperedError: A page is missing, changed, swapped or put back.
        """
        body = self._store.cache(self._seat)
        if body is None:
            return None
        sealed = _read(body)
        if sealed is None:
            return None
        root = self._root(sealed.cover, sealed.pages, sealed.since)
        if not same(sealed.root, root):
            raise TamperedError("state cache")
        self._since, self.root = sealed.since, root
        rows = self._store.pages(self._seat)
        if [number for number, _ in rows] != list(range(len(sealed.pages))):
            raise TamperedError("state pages")
        for (number, data), digest in zip(rows, sealed.pages, strict=True):
            self._load_page(number, data, digest)
        return sealed.cover

    @property
    def is_anchored(self) -> bool:
        """Whether what was loaded is what the anchor names, or was written next.

        The second is what a crash leaves between the commit and the anchor.
        Without an anchor there is nothing to compare with.
        """
        anchored = self._anchored()
        return anchored in (NO_HASH, self.root, self._since)

    def _load_page(self, number: int, data: bytes, digest: bytes) -> None:
        if hashlib.sha256(data).digest() != digest:
            raise TamperedError(f"state page {number}")
        try:
            plain = self._sealer.open(self._context(number), data)
            cells = decode(plain, list[Cell], limit=_LARGEST_PAGE, where="page")
        except RefusedError as cause:
            raise TamperedError(f"state page {number}") from cause
        keys = [_key(cell) for cell in cells]
        self._cells.update(zip(keys, cells, strict=True))
        self._page_of.update(dict.fromkeys(keys, number))
        for key in keys:
            self._about.setdefault(key[1], set()).add(key)
        self._pages.append(_Page(keys, digest))

    def _root(self, cover: Cover, pages: tuple[bytes, ...], since: bytes) -> bytes:
        return mac(self._root_key, encode((self._seat, cover, pages, since)))

    def _context(self, number: int) -> bytes:
        return encode(("ik/page/1", self._seat, number))


def _read(body: bytes) -> _Sealed | None:
    try:
        return decode(body, _Sealed, limit=_LARGEST_PAGE, where="cache")
    except RefusedError as cause:
        with contextlib.suppress(RefusedError):
            decode(body, _FirstSealed, limit=_LARGEST_PAGE, where="cache")
            return None  # made again from the journal, which is checked for that
        raise TamperedError("state cache") from cause


def _key(cell: Cell) -> Key:
    """Return what a cell is found by.

    The fold is part of it: an entry of a strange kind on a subject makes a cell
    of its own, and never hides what is there.
    """
    return (cell.fold, SubjectId(cell.subject), ScopeId(cell.scope))

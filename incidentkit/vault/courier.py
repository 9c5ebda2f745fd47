"""The folder courier: seats exchange sealed files through a folder they share.

Each database writes only in its own sub-folder, files that never change. A file
that is not what its name says is left alone and mentioned; it may still be on
its way. Any seat leaves whatever the folder lacks, whoever wrote it, so that a
wiped folder or a lost machine strands nobody.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from incidentkit.crypto.keys import sha256
from incidentkit.errors import RefusedError
from incidentkit.vault.collecting import (
    Collecting,
    Correspondent,
    Exchange,
    Receiver,
)
from incidentkit.vault.encoding import NO_HASH, Hash, Record, decode, encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.evidence import id_of
from incidentkit.vault.opening import payload_digest
from incidentkit.vault.parcel import (
    ItemName,
    RangeName,
    gaps,
    hash_text,
    pack_entries,
    pack_payloads,
    read_checked,
    unpack_payloads,
)
from incidentkit.vault.shelf import Found, Ignored, Shelf

__all__ = ["Correspondent", "Exchange", "FolderCourier", "Ignored", "Receiver"]

ENTRIES_A_FILE = 5000
BYTES_A_FILE = 8 << 20
FILES_BEFORE_MERGE = 24


class FolderCourier:
    """Exchanges with everybody else who uses the folder."""

    def __init__(self, folder: Path, who: Correspondent) -> None:
        self._who = who
        self._store = who.store
        self._shelf = Shelf(folder, who.identity.kit, who.writer)

    def exchange(self, receiver: Receiver) -> Exchange:
        """Take in what others left and leave what they do not have.

        Raises:
            CourierFolderError: The folder is not there or cannot be used. What
                was taken in by then is kept.
            StorageError: The kit's own disk failed.
        """
        done = Exchange()
        self._shelf.open()
        self._introduce()
        Collecting(self._who, self._shelf, done).take_in(receiver)
        self._forget_disposed()
        good = self._good()
        for chain, head in self._store.heads().items():
            self._who.watch(0, 0)
            self._leave(chain, head.number, good, done)
        self._show_forks()
        self._leave_evidence(good, done)
        for chain in self._store.heads():
            self._merge(chain)
        return done

    def _introduce(self) -> None:
        """Leave the kit's first entries, so that a newcomer can pin them."""
        identity = self._who.identity
        first = self._store.entry(identity.genesis)
        if first is None:
            return
        data = pack_entries([*self._store.entries_at(first.chain, 1), first])
        self._shelf.put(ItemName("i", identity.kit, hash_text(data)), data)

    def _good(self) -> list[Found]:
        """Return the files that are there and that this database read or wrote."""
        seen = self._store.courier_seen()
        return [found for found in self._shelf.files([]) if found.mark in seen]

    def _note(self, written: Iterable[Found]) -> None:
        with self._store.transaction():
            marks = [found.mark for found in written]
            self._store.put_courier_seen(marks, self._who.clock.now_ms())

    # --- leaving ---------------------------------------------------------

    def _leave(
        self, chain: bytes, last: int, good: list[Found], done: Exchange
    ) -> None:
        """Leave what no file covers of a chain: payloads first, then what names them."""
        ranges = [f.range for f in good if f.range and f.range.chain == chain]
        for first, end in gaps([r for r in ranges if r.sort == "p"], last):
            self._note(self._put_payloads(self._store.stretch(chain, first, end)))
        for first, end in gaps([r for r in ranges if r.sort == "j"], last):
            entries = self._store.stretch(chain, first, end)
            self._note(self._put_entries(entries))
            done.sent += len(entries)

    def _show_forks(self) -> None:
        """Leave every known branch of a fork: its proof must reach everybody."""
        for chain, number in self._store.forks().items():
            entries = tuple(self._store.chain(chain, number - 1))
            written = [*self._put_payloads(entries), *self._put_entries(entries)]
            self._note(written)
            self._replace(chain, number, entries[-1].number, written)

    def _put_entries(self, entries: Iterable[Entry]) -> list[Found]:
        written = []
        for portion in _portions(entries):
            data = pack_entries(portion)
            chain, first, last = portion[0].chain, portion[0].number, portion[-1].number
            name = RangeName("j", chain, first, last, hash_text(data))
            written.append(self._shelf.put(name, data))
        return written

    def _put_payloads(self, entries: Iterable[Entry]) -> list[Found]:
        """Leave payloads in files whose names cover exactly what is in them."""
        written = []
        for run in self._runs(entries):
            data = pack_payloads(run.sealed)
            name = RangeName("p", run.chain, run.first, run.last, hash_text(data))
            written.append(self._shelf.put(name, data))
        return written

    def _runs(self, entries: Iterable[Entry]) -> Iterator["_Run"]:
        run: _Run | None = None
        for number, here in groupby(entries, key=lambda entry: entry.number):
            twins = list(here)
            named = [e.core.payload for e in twins if e.is_ordinary]
            found = [p for d in named if (p := self._store.payload(d)) is not None]
            if named and not found:
                if run is not None and run.sealed:
                    yield run
                run = None
                continue
            run = run or _Run(twins[0].chain, number)
            run.add(number, found)
            if run.size >= BYTES_A_FILE:
                yield run
                run = None
        if run is not None and run.sealed:
            yield run

    def _leave_evidence(self, good: Iterable[Found], done: Exchange) -> None:
        shared = {f.item.id for f in good if f.item and f.item.sort == "v"}
        for file in self._who.evidence.files():
            if file in shared:
                continue
            path = self._who.evidence.path(file)
            if id_of(path, self._tell) != file:
                continue  # damaged here; somebody else may have it whole
            name = ItemName("v", file, file.hex())
            self._note([self._shelf.put_file(name, path, self._tell)])
            done.evidence_sent += 1

    def _tell(self) -> None:
        self._who.watch(0, 0)

    # --- tidying ---------------------------------------------------------

    def _merge(self, chain: bytes) -> None:
        """Join many small files into few; the small ones go after reading those back."""
        seen = self._store.courier_seen()
        ours = [
            (name, found)
            for found in self._shelf.own()
            if (name := found.range) and name.chain == chain and found.mark in seen
        ]
        journals = [(n, f) for n, f in ours if n.sort == "j"]
        small = [n for n, f in journals if _is_small(n, f)]
        if len(small) < FILES_BEFORE_MERGE or chain in self._store.forks():
            return
        large = [n for n, f in journals if not _is_small(n, f)]
        start = min(name.first for name in small)
        for first, last in gaps(large, max(name.last for name in small)):
            if last < start:
                continue
            entries = self._store.stretch(chain, max(first, start), last)
            written = [*self._put_payloads(entries), *self._put_entries(entries)]
            self._note(written)
            self._replace(chain, max(first, start), last, written)

    def _replace(
        self, chain: bytes, first: int, last: int, written: list[Found]
    ) -> None:
        """Take away our files of a stretch that others of ours hold now."""
        for found in written:
            if found.range is not None:
                read_checked(found.path, found.range)
        kept = {found.name for found in written}
        seen = self._store.courier_seen()
        for found in self._shelf.own():
            name = found.range
            if name is None or name.chain != chain or found.name in kept:
                continue
            if first <= name.first and name.last <= last and found.mark in seen:
                self._shelf.remove(found)

    def _forget_disposed(self) -> None:
        """Take disposed payloads out of our own files.

        All are looked through once for each disposal; a file that was taken
        away then is looked at again when a sync service puts it back.
        """
        gone = self._store.disposals()
        if not gone:
            return
        done = self._tidied()
        now = sha256(b"".join(sorted(gone)))
        removed = set(done.removed)
        for found in self._shelf.own():
            name = found.range
            if name is None or name.sort != "p":
                continue
            again = done.disposals != now or str(name) in removed
            if again and self._take_out(found, name, gone):
                removed.add(str(name))
        if done.disposals != now or removed != set(done.removed):
            with self._store.transaction():
                tidied = _Tidied(now, tuple(sorted(removed)))
                self._store.set_meta(self._tidied_name, encode(tidied))

    @property
    def _tidied_name(self) -> str:
        return f"tidied/{self._who.writer.hex()}"

    def _tidied(self) -> "_Tidied":
        if not self._store.has_meta(self._tidied_name):
            return _Tidied(NO_HASH, ())
        data = self._store.meta(self._tidied_name)
        return decode(data, _Tidied, limit=len(data), where=self._tidied_name)

    def _take_out(self, found: Found, name: RangeName, gone: frozenset[bytes]) -> bool:
        try:
            sealed = unpack_payloads(read_checked(found.path, name), name)
        except (RefusedError, OSError):
            return False  # it is not what its name says, so nobody reads it
        if all(payload_digest(one) not in gone for one in sealed):
            return False
        entries = self._store.stretch(name.chain, name.first, name.last)
        self._note(self._put_payloads(entries))
        self._shelf.remove(found)
        return True


class _Tidied(Record, frozen=True):
    """Which disposals our files were searched for, and the files it cost."""

    disposals: Hash
    removed: tuple[str, ...]


class _Run:
    """Payloads of consecutive entries, on their way into one file."""

    def __init__(self, chain: bytes, first: int) -> None:
        self.chain = chain
        self.first = self.last = first
        self.sealed: list[bytes] = []
        self.size = 0

    def add(self, number: int, sealed: list[bytes]) -> None:
        """Add what stands at the next number."""
        self.last = number
        self.sealed += sealed
        self.size += sum(map(len, sealed))


def _portions(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield entries in portions for one file each; branches of a fork stay together."""
    portion: list[Entry] = []
    size = 0
    for entry in entries:
        full = len(portion) >= ENTRIES_A_FILE or size >= BYTES_A_FILE
        if full and entry.number != portion[-1].number:
            yield portion
            portion, size = [], 0
        portion.append(entry)
        size += len(entry.data)
    if portion:
        yield portion


def _is_small(name: RangeName, found: Found) -> bool:
    few = 2 * (name.last - name.first + 1) < ENTRIES_A_FILE
    return few and 2 * found.size < BYTES_A_FILE

"""Notes left at the locked screen, sealed to the officers who use this machine.

Whoever writes one opens nothing and proves nothing, so a note is no entry: it
lies outside the kit, is never carried, and says nothing about who wrote it.
Nobody can tell that one was forged or deleted. The layout is in FORMAT.md, 8.9.
"""

import contextlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.crypto.hpke import hpke_open, hpke_seal
from incidentkit.crypto.keys import KEY_BYTES
from incidentkit.crypto.seal import open_sealed, seal
from incidentkit.errors import (
    DiskFullError,
    InvalidValueError,
    NobodyReadsHereError,
    NotesFullError,
    Refusal,
    RefusedError,
)
from incidentkit.vault.acts import EntryClass, SeatKeys
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.encoding import Count, Id, Record, decode, encode
from incidentkit.vault.entry import seat_id
from incidentkit.vault.folder import (
    PART,
    Places,
    check_private,
    make_private_folder,
    open_plain,
    release_reserve,
    storage_errors,
    sync_folder,
    write_whole,
)
from incidentkit.vault.judging import branches_of, read_roster
from incidentkit.vault.kinds import SeatId
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.open_kit import Kit
from incidentkit.vault.roster import Roster
from incidentkit.vault.session import Session
from incidentkit.vault.unlocking import check_written

MOST_BYTES = 4096
MOST_WAITING = 50
_FORMAT = 1
_LARGEST_FILE = 64 << 10
_NAME = re.compile(r"n-([0-9a-f]{32})\.ik")


@dataclass(frozen=True, slots=True)
class LockedNote:
    """A note as somebody left it. The time is what the machine's clock said."""

    id: bytes
    left_at_ms: int
    text: str = field(repr=False)


class _Copy(Record, frozen=True):
    """The key of a note, sealed to one seat."""

    seat: Id
    sealed: bytes


class _Kept(Record, frozen=True):
    """A note's file."""

    format: Count
    kit: Id
    note: Id
    copies: tuple[_Copy, ...]
    body: bytes


class _Said(Record, frozen=True):
    left: Count
    text: str


def leave_note(locked: LockedKit | Session, text: str) -> None:
    """Keep a note for whoever unlocks next; it is on the disk when this returns.

    What somebody was writing in an open kit may not be for others who use this
    machine, so a session's own note is sealed to its own seat.

    Raises:
        InvalidValueError: It is empty, no text, or longer than can be kept.
        NotesFullError: Too many wait already.
        NobodyReadsHereError: No officer of this kit opens it on this machine.
        OlderCopyError, TamperedError: The kit is not as this machine left it, so
            whom a note would be sealed to cannot be relied on.
        DiskFullError, ReadOnlyError, WriteFailedError: It was not kept.
    """
    _check_text(text)
    kit = locked.kit
    folder = _made_folder(kit)
    if len(_files(folder)) >= MOST_WAITING:
        raise NotesFullError(MOST_WAITING)
    note = secrets.token_bytes(16)
    said = _Said(kit.clock.now_ms(), text)
    readers = _readers(kit)
    if isinstance(locked, Session):
        readers = tuple(keys for keys in readers if seat_id(keys) == locked.seat.id)
    kept = _sealed(kit.identity.kit, note, said, readers)
    try:
        write_whole(_path(folder, note), encode(kept))
    except DiskFullError:
        released = release_reserve(kit.places)
        raise DiskFullError(reserve_released=released) from None


def waiting_notes(opened: LockedKit | Session) -> int:
    """Return how many notes lie here, for whomever and readable or not."""
    return len(_files(_folder(opened.kit)))


def read_notes(session: Session) -> tuple[LockedNote, ...]:
    """Return the notes that this seat can open, oldest first. Nothing is removed."""
    found = (_opened(session, path) for path in _files(_folder(session.kit)).values())
    notes = (note for note in found if note is not None)
    return tuple(sorted(notes, key=lambda note: (note.left_at_ms, note.id)))


def unreadable_notes(session: Session) -> tuple[bytes, ...]:
    """Return the ids of the notes that this seat cannot open.

    They were left before this officer came to this machine, or were altered. What
    is sealed to one other officer of this machine waits for them, and is not counted.
    """
    kit = session.kit
    slots = {SeatId(slot.header.seat) for slot in kit.store.slots()}
    others = (slots & session.roster.active_seats()) - {session.seat.id}
    files = _files(_folder(kit))
    return tuple(
        note
        for note, path in files.items()
        if not _opened(session, path) and not _is_for_one_of(others, path)
    )


def _is_for_one_of(seats: set[SeatId], path: Path) -> bool:
    try:
        copies = _read(path).copies
    except (OSError, RefusedError, ValueError):
        return False
    return len(copies) == 1 and copies[0].seat in seats


def drop_note(session: Session, note: bytes) -> None:
    """Remove a note, after it was filed or thrown away. One that is gone stays gone.

    Raises:
        ReadOnlyError, WriteFailedError: It cannot be removed.
    """
    path = _files(_folder(session.kit)).get(note)
    if path is not None:
        with storage_errors(path):
            path.unlink(missing_ok=True)
            sync_folder(path.parent)


def _check_text(text: str) -> None:
    if not text.strip():
        raise InvalidValueError("note", "empty")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError("note", "not-text") from None
    if len(data) > MOST_BYTES:
        raise InvalidValueError("note", "too-long")


# --- whom a note is sealed to ---------------------------------------------------


def _readers(kit: Kit) -> tuple[SeatKeys, ...]:
    """Return the keys of the officers who have a way in here and belong to the kit.

    A slot alone is not enough: whoever can write to the file could add one. So
    the roster, checked as at unlocking, has to know the seat.
    """
    store, kit_id = kit.store, kit.identity.kit
    AnchorFile.of(kit.places, kit_id).check(store)
    check_written(store, store.entries_of_class(EntryClass.ROSTER))
    roster = Roster(read_roster(store, kit_id), branches=branches_of(store))
    slots = {SeatId(s.header.seat) for s in store.slots() if s.header.kit == kit_id}
    found = (roster.keys_of(seat) for seat in sorted(slots & roster.active_seats()))
    return tuple(keys for keys in found if keys is not None)


def _sealed(
    kit: bytes, note: bytes, said: _Said, readers: tuple[SeatKeys, ...]
) -> _Kept:
    key = secrets.token_bytes(KEY_BYTES)
    body = seal(key, _context(kit, note), encode(said))
    copies = tuple(_copies(kit, note, key, readers))
    if not copies:
        raise NobodyReadsHereError
    return _Kept(_FORMAT, kit, note, copies, body)


def _copies(
    kit: bytes, note: bytes, key: bytes, readers: tuple[SeatKeys, ...]
) -> Iterator[_Copy]:
    for reader in readers:
        seat = seat_id(reader)
        # A key that nobody can seal to keeps its owner out, and nobody else.
        with contextlib.suppress(RefusedError):
            sealed = hpke_seal(reader.sealing, _key_info(kit, note, seat), key)
            yield _Copy(seat, sealed)


# --- opening ----------------------------------------------------------------------


def _opened(session: Session, path: Path) -> LockedNote | None:
    kit, seat = session.kit.identity.kit, session.seat
    try:
        kept = _read(path)
        sealed = next(c.sealed for c in kept.copies if c.seat == seat.id)
        key = hpke_open(seat.sealing, _key_info(kit, kept.note, seat.id), sealed)
        data = open_sealed(key, _context(kit, kept.note), kept.body)
        said = decode(data, _Said, limit=_LARGEST_FILE, where="note")
        _check_text(said.text)
    except (StopIteration, OSError, RefusedError, InvalidValueError, ValueError):
        return None
    return LockedNote(kept.note, said.left, said.text)


def _read(path: Path) -> _Kept:
    with open_plain(path) as file:
        data = file.read(_LARGEST_FILE + 1)
    kept = decode(data, _Kept, limit=_LARGEST_FILE, where="note")
    if kept.format != _FORMAT or path.name != _name(kept.note):
        raise RefusedError(Refusal.BAD_NAME, "note")
    return kept


def _context(kit: bytes, note: bytes) -> bytes:
    return encode(("ik/locked-note/1", kit, note))


def _key_info(kit: bytes, note: bytes, seat: bytes) -> bytes:
    return encode(("ik/locked-note-key/1", kit, note, seat))


# --- files ------------------------------------------------------------------------


def _folder(kit: Kit) -> Path:
    return notes_folder(kit.places, kit.identity.kit)


def notes_folder(places: Places, kit: bytes) -> Path:
    """Return where the notes of a kit lie: outside it, so that no copy carries them."""
    return places.state / f"notes-{kit.hex()}"


def _made_folder(kit: Kit) -> Path:
    folder = _folder(kit)
    make_private_folder(folder)
    check_private(folder)
    for left in folder.glob(f"{PART}*"):  # of a process that was killed
        with contextlib.suppress(OSError):
            left.unlink()
    return folder


def _files(folder: Path) -> dict[bytes, Path]:
    """Return what is named as a note, whatever is in it."""
    found: dict[bytes, Path] = {}
    with storage_errors(folder), contextlib.suppress(FileNotFoundError):
        for path in sorted(folder.iterdir()):
            named = _NAME.fullmatch(path.name)
            if named:
                found[bytes.fromhex(named[1])] = path
    return found


def _name(note: bytes) -> str:
    return f"n-{note.hex()}.ik"


def _path(folder: Path, note: bytes) -> Path:
    return folder / _name(note)

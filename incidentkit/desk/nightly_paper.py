"""Who can post as us, on paper once a day, into a folder that was chosen on this machine.

The council says whether it wants it, and for how many days a paper stays. Old ones are
removed only where this machine wrote them and nobody changed them since; the newest
stays, however old. What was written is noted before it is, so that nothing of it is
ever taken for somebody else's.
"""

import contextlib
import hashlib
import os
from datetime import date, timedelta
from pathlib import Path

import msgspec

from incidentkit.council.calendar import day_of
from incidentkit.desk.services import Desk
from incidentkit.desk.who_paper import paper_files, paper_names
from incidentkit.errors import IncidentKitError, PaperFolderError
from incidentkit.vault.folder import Places, write_whole

_KEPT = "nightly-paper"


class Sheet(msgspec.Struct, frozen=True):
    """A file that this machine wrote, and what was in it."""

    path: str
    day: date
    sha256: str


class Nightly(msgspec.Struct, frozen=True):
    """Where the paper goes, what was written, and since when it could not be."""

    folder: str = ""
    sheets: tuple[Sheet, ...] = ()
    failed_ms: int = 0

    @property
    def last(self) -> date | None:
        """The day of the newest paper."""
        return max((one.day for one in self.sheets), default=None)


def read_nightly(places: Places) -> Nightly:
    """Return what this machine knows; nothing where that cannot be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((places.state / _KEPT).read_bytes(), type=Nightly)
    return Nightly()


def choose_folder(places: Places, folder: Path | None) -> None:
    """Write it into this folder from now on, or nowhere on this machine.

    Raises:
        PaperFolderError: There is no such folder.
        StorageError: It cannot be remembered.
    """
    if folder is not None and not folder.is_dir():
        raise PaperFolderError(str(folder))
    where = "" if folder is None else os.fspath(folder.absolute())
    known = read_nightly(places)
    _keep(places, msgspec.structs.replace(known, folder=where, failed_ms=0))


def is_wanted(desk: Desk) -> bool:
    """Whether the council wants it, and this machine has a folder for it."""
    folder = read_nightly(desk.session.kit.places).folder
    return bool(folder) and desk.council.paper_days() > 0


def write_tonight(desk: Desk) -> tuple[Path, ...]:
    """Write today's paper, unless it is there; returns what was written.

    Raises:
        PaperFolderError: The folder is gone.
        TypesettingError, StorageError: It could not be written.
    """
    places = desk.session.kit.places
    if not is_wanted(desk):
        return ()
    try:
        written = _write(desk, places)
    except IncidentKitError:
        with contextlib.suppress(IncidentKitError):
            _note_failed(places, desk.session.clock.now_ms())
        raise
    _clear_away(desk, places)
    return written


def _write(desk: Desk, places: Places) -> tuple[Path, ...]:
    known, today = read_nightly(places), day_of(desk.session.clock.now_ms())
    folder = Path(known.folder)
    if not folder.is_dir():
        raise PaperFolderError(known.folder)
    # What is there already is another machine's, or was printed by hand.
    missing = [n for n in paper_names(today) if not (folder / n).exists()]
    if missing:
        known = _write_these(desk, places, known, missing)
    if known.failed_ms:
        _keep(places, msgspec.structs.replace(known, failed_ms=0))
    return tuple(folder / name for name in missing)


def _write_these(
    desk: Desk, places: Places, known: Nightly, names: list[str]
) -> Nightly:
    today = day_of(desk.session.clock.now_ms())
    files = paper_files(desk, desk.who_can_post(), today)
    paths = {Path(known.folder) / name: files[name] for name in names}
    new = tuple(Sheet(str(p), today, _digest(data)) for p, data in paths.items())
    noted = msgspec.structs.replace(known, sheets=(*known.sheets, *new))
    _keep(places, noted)
    for path, data in paths.items():
        write_whole(path, data)
    return noted


def _clear_away(desk: Desk, places: Places) -> None:
    """Remove what is older than the council wants and still is what was written."""
    known, today = read_nightly(places), day_of(desk.session.clock.now_ms())
    oldest = today - timedelta(days=desk.council.paper_days())
    old = {one for one in known.sheets if one.day < oldest and one.day != known.last}
    for one in old:
        with contextlib.suppress(OSError):
            if _digest(Path(one.path).read_bytes()) == one.sha256:
                Path(one.path).unlink()
    if old:
        kept = tuple(one for one in known.sheets if one not in old)
        _keep(places, msgspec.structs.replace(known, sheets=kept))


def _note_failed(places: Places, now_ms: int) -> None:
    known = read_nightly(places)
    _keep(places, msgspec.structs.replace(known, failed_ms=known.failed_ms or now_ms))


def _keep(places: Places, nightly: Nightly) -> None:
    write_whole(places.state / _KEPT, msgspec.json.encode(nightly))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

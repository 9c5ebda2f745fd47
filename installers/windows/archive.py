"""The program's folder on its way from Windows to where the installers are made."""

import os
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from installers.carried import CARRIED, PROGRAM
from installers.windows import identity
from installers.windows.signing import Signer
from installers.workshop import CannotBuildError, Workshop

_AMD64 = 0x8664
_PROPERTIES: Final = struct.pack("<I", 0xFEEF04BD)  # how a fixed version begins
_VERSION_AT: Final = 8  # the file's version lies so far behind that


def pack(workshop: Workshop, folder: Path) -> Path:
    """Write the archive: every file in a fixed order, with the one date of the build."""
    target = workshop.dist / f"{PROGRAM}-{workshop.version}-windows.zip"
    date = datetime.fromtimestamp(workshop.epoch, UTC).timetuple()[:6]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{PROGRAM}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return target


def unpack(workshop: Workshop, given: Path) -> Path:
    """Return the folder of an archive, unpacked."""
    target = workshop.fresh("windows", "unpacked")
    try:
        with zipfile.ZipFile(given) as archive:
            archive.extractall(target)  # which lets no name lead out of the folder
    except (OSError, zipfile.BadZipFile) as cause:
        raise CannotBuildError(f"{given} cannot be unpacked.") from cause
    date_all(workshop, target)
    return target / PROGRAM


def date_all(workshop: Workshop, folder: Path) -> None:
    """Give every file the one date of the build: the installer for one person keeps it."""
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (workshop.epoch, workshop.epoch))


def look_at(folder: Path, version: str) -> None:
    """See that a folder is the program of a version, for Windows.

    Raises:
        CannotBuildError: It is not.
    """
    inside = folder / identity.INSIDE
    for path in (*(folder / name for name in identity.PROGRAMS), inside / CARRIED):
        if not path.exists():
            raise CannotBuildError(f"{path.relative_to(folder)} is missing.")
    for name in identity.PROGRAMS:
        machine, said = _read(folder / name)
        if machine != _AMD64:
            raise CannotBuildError(f"{name} is no program for 64-bit Windows.")
        if said != identity.four_parts(version):
            raise CannotBuildError(f"{name} says it is {said}, not {version}.")


def refuse_stand_in(folder: Path) -> None:
    """See that there is a Python inside: only the program itself goes out to people.

    Raises:
        CannotBuildError: There is none.
    """
    if not any((folder / identity.INSIDE).glob("python3*.dll")):
        raise CannotBuildError(
            "There is no Python inside: this is no program, or a stand-in."
        )


def sign_programs(folder: Path, sign: Signer) -> None:
    """Sign what a person starts."""
    for name in identity.PROGRAMS:
        sign(folder / name)


def _read(program: Path) -> tuple[int, str]:
    """Return for which machine a program is, and its version."""
    data = program.read_bytes()
    try:
        head = struct.unpack_from("<I", data, 0x3C)[0]
        signature, machine = struct.unpack_from("<4sH", data, head)
        numbers = struct.unpack_from(
            "<HHHH", data, data.find(_PROPERTIES) + _VERSION_AT
        )
    except struct.error:
        return 0, ""
    if data[:2] != b"MZ" or signature != b"PE\0\0" or _PROPERTIES not in data:
        return 0, ""
    minor, major, last, third = numbers  # of two numbers the higher half comes second
    return machine, f"{major}.{minor}.{third}.{last}"

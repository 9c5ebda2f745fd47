"""The playbooks that travel with the program."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from incidentkit.errors import (
    FileUnreadableError,
    PlaybookRefusedError,
    UnknownNameError,
)
from incidentkit.playbooks.model import Playbook, plain
from incidentkit.playbooks.read import read_playbook
from incidentkit.playbooks.source import LARGEST_FILE
from incidentkit.resources import resource_path

_ENDING = ".yaml"


def shipped_playbooks() -> dict[str, Playbook]:
    """Return every playbook that travels with the program, by its slug.

    Raises:
        PlaybookRefusedError: One of them cannot be used; it names the file.
        FileUnreadableError: The folder or a file in it cannot be read.
    """
    return load_folder(resource_path("playbooks"))


def load_folder(folder: Path) -> dict[str, Playbook]:
    """Return the playbooks of a folder, by slug, in the order of their files."""
    found: dict[str, Playbook] = {}
    for path in _files(folder):
        playbook = load_file(path)
        if playbook.slug in found:
            other = found[playbook.slug].file
            raise PlaybookRefusedError(path.name, 0, "duplicate-playbook", other)
        found[playbook.slug] = playbook
    return found


def _files(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix == _ENDING)
    except OSError as error:
        raise FileUnreadableError(str(folder)) from error
    yield from names


def load_file(path: Path) -> Playbook:
    """Return the playbook in a file.

    Raises:
        PlaybookRefusedError: It is not a playbook.
        FileUnreadableError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileUnreadableError(str(path)) from error
    if len(data) > LARGEST_FILE:
        raise PlaybookRefusedError(path.name, 0, "too-large", str(LARGEST_FILE // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PlaybookRefusedError(path.name, line, "not-utf8") from error
    return read_playbook(text, path.name)


def find_playbook(playbooks: Mapping[str, Playbook], name: str) -> Playbook:
    """Return the playbook that a person means by its name or its slug.

    Raises:
        UnknownNameError: There is none.
    """
    for playbook in playbooks.values():
        if plain(name) in {plain(playbook.name), playbook.slug}:
            return playbook
    raise UnknownNameError("playbook", name)

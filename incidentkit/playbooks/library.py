"""The playbooks that travel with the program, and those of any folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.errors import (
    FileUnreadableError,
    PlaybookRefusedError,
    UnknownNameError,
)
from incidentkit.playbooks.model import Kind, PartText, Playbook, plain
from incidentkit.resources import resource_path

_ENDING = ".yaml"
_PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Library:
    """The playbooks of a folder by what they are for, each by slug.

    `incidents` and `guides` may be begun; `parts` are only used by others.
    """

    incidents: dict[str, Playbook] = field(default_factory=dict)
    guides: dict[str, Playbook] = field(default_factory=dict)
    parts: dict[str, Playbook] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Playbook, ...]:
        """Every playbook, in the order of the files."""
        kinds = (self.incidents, self.guides, self.parts)
        return tuple(playbook for kind in kinds for playbook in kind.values())

    @property
    def front_door(self) -> tuple[Playbook, ...]:
        """What a person may choose from by saying what they see."""
        offered = (*self.incidents.values(), *self.guides.values())
        return tuple(playbook for playbook in offered if playbook.begins_with)

    @property
    def part_texts(self) -> tuple[PartText, ...]:
        """The texts of every part, for reading a playbook that may use them."""
        return tuple(PartText(p.file, p.text) for p in self.parts.values())


def shipped_library() -> Library:
    """Return everything that travels with the program.

    Raises:
        PlaybookRefusedError: One of them cannot be used; it names the file.
        FileUnreadableError: The folder or a file in it cannot be read.
    """
    return load_library(resource_path("playbooks"))


def shipped_playbooks() -> dict[str, Playbook]:
    """Return the incident playbooks that travel with the program, by slug."""
    return shipped_library().incidents


def shipped_playbook(slug: str) -> Playbook:
    """Return one playbook that travels with the program, reading little else.

    Raises:
        PlaybookRefusedError: It, or a part it uses, cannot be used.
        FileUnreadableError: There is none in a file of that name.
    """
    folder = resource_path("playbooks")
    path = folder / f"{slug}{_ENDING}"
    others = (read_text(other) for other in _files(folder) if other != path)
    return load_file(path, tuple(others))


def load_folder(folder: Path) -> dict[str, Playbook]:
    """Return the incident playbooks of a folder, in the order of their files."""
    return load_library(folder).incidents


def load_library(folder: Path) -> Library:
    """Return the playbooks of a folder and of its folder `parts`.

    Raises:
        PlaybookRefusedError: One of them cannot be used; it names the file.
        FileUnreadableError: A folder or a file in it cannot be read.
    """
    # The locked window imports this, and reads a playbook only once it is painted.
    from incidentkit.playbooks.parts import Shelf, is_part
    from incidentkit.playbooks.read import read_from
    from incidentkit.playbooks.source import read_nodes

    texts = [read_text(path) for path in _files(folder)]
    nodes = {source.file: read_nodes(source.text, source.file) for source in texts}
    shelf = Shelf([t for t in texts if is_part(nodes[t.file])], nodes)
    read = (read_from(nodes[text.file], text, shelf) for text in texts)
    return _sorted(read)


def _sorted(playbooks: Iterable[Playbook]) -> Library:
    library = Library()
    by_kind = {
        Kind.INCIDENT: library.incidents,
        Kind.GUIDE: library.guides,
        Kind.PART: library.parts,
    }
    files: dict[str, str] = {}
    for playbook in playbooks:
        other = files.setdefault(playbook.slug, playbook.file)
        if other != playbook.file:
            raise PlaybookRefusedError(playbook.file, 0, "duplicate-playbook", other)
        by_kind[playbook.kind][playbook.slug] = playbook
    return library


def _files(folder: Path) -> Iterator[Path]:
    parts = folder / _PARTS
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == _ENDING)
        if parts.is_dir():
            found += sorted(path for path in parts.iterdir() if path.suffix == _ENDING)
    except OSError as error:
        raise FileUnreadableError(str(folder)) from error
    yield from found


def read_text(path: Path) -> PartText:
    """Return a file's name and text.

    Raises:
        PlaybookRefusedError: It is too large, or not text.
        FileUnreadableError: It cannot be read.
    """
    from incidentkit.playbooks.source import LARGEST_FILE  # see load_library

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileUnreadableError(str(path)) from error
    if len(data) > LARGEST_FILE:
        raise PlaybookRefusedError(path.name, 0, "too-large", str(LARGEST_FILE // 1024))
    try:
        return PartText(path.name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PlaybookRefusedError(path.name, line, "not-utf8") from error


def load_file(path: Path, parts: Iterable[PartText] = ()) -> Playbook:
    """Return the playbook in a file, with the parts it may use.

    Raises:
        PlaybookRefusedError: It is not a playbook.
        FileUnreadableError: It cannot be read.
    """
    from incidentkit.playbooks.read import read_playbook  # see load_library

    source = read_text(path)
    return read_playbook(source.text, source.file, parts)


def texts_near(path: Path) -> tuple[PartText, ...]:
    """Return every text that a playbook file may use: its folder's, and the shipped.

    They are not read: one that is broken is in nobody's way but its user's.
    """
    folder = path.parent.parent if path.parent.name == _PARTS else path.parent
    folders = dict.fromkeys((folder.resolve(), resource_path("playbooks").resolve()))
    near = (read_text(p) for each in folders for p in _files(each))
    others = {text.file: text for text in near if text.file != path.name}
    return tuple(others.values())


def incident_names(texts: Iterable[PartText]) -> tuple[str, ...]:
    """Return the names of the incident playbooks among texts, as far as readable."""
    from incidentkit.playbooks.parts import heading
    from incidentkit.playbooks.source import read_nodes  # see load_library

    names = []
    for text in texts:
        try:
            nodes = read_nodes(text.text, text.file)
        except PlaybookRefusedError:
            continue
        if heading(nodes, "kind") in {"", Kind.INCIDENT}:
            names.append(heading(nodes, "playbook"))
    return tuple(names)


def find_playbook(playbooks: Mapping[str, Playbook], name: str) -> Playbook:
    """Return the playbook that a person means by its name or its slug.

    Raises:
        UnknownNameError: There is none.
    """
    for playbook in playbooks.values():
        if plain(name) in {plain(playbook.name), playbook.slug}:
            return playbook
    raise UnknownNameError("playbook", name)

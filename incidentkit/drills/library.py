"""The drills that travel with the program."""

from incidentkit.drills.reading import read_scenario
from incidentkit.drills.scenario import Scenario
from incidentkit.errors import FileUnreadableError, PlaybookRefusedError
from incidentkit.playbooks.library import read_text
from incidentkit.playbooks.model import slug_of
from incidentkit.resources import resource_path

_FOLDER = "drills"


def shipped_scenarios() -> dict[str, Scenario]:
    """Return every drill that travels with the program, by the name of its file.

    Raises:
        PlaybookRefusedError: One of them cannot be used; it names the file.
        FileUnreadableError: The folder or a file in it cannot be read.
    """
    folder = resource_path(_FOLDER)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError as error:
        raise FileUnreadableError(str(folder)) from error
    sources = (read_text(path) for path in paths)
    read = (read_scenario(source.text, source.file) for source in sources)
    return {scenario.slug: scenario for scenario in read}


class Scenarios:
    """The drills of one open kit. Each is read once, when it is first asked for."""

    def __init__(self) -> None:
        self._read: dict[str, Scenario | None] = {}
        self._kept: dict[str, Scenario | None] = {}

    def every(self) -> tuple[Scenario, ...]:
        """Return all that travel with the program, in the order of their files.

        Raises:
            As `shipped_scenarios`.
        """
        found = shipped_scenarios()
        self._read |= found
        return tuple(found.values())

    def named(self, name: str) -> Scenario | None:
        """Return one by its name, None when this version has none of that name.

        An exercise may have begun in another version of the program: see `kept`.
        """
        slug = slug_of(name)
        if slug not in self._read:
            self._read[slug] = _one(slug)
        return self._read[slug]

    def kept(self, text: str, name: str) -> Scenario | None:
        """Return the drill that an exercise keeps the text of, so that it stays one.

        One that kept none, or none that can be read under its name, takes what this
        version has of that name.
        """
        if not text:
            return self.named(name)
        if text not in self._kept:
            self._kept[text] = _read_kept(text, name)
        found = self._kept[text]
        return found if found and found.slug == slug_of(name) else self.named(name)


def _read_kept(text: str, name: str) -> Scenario | None:
    try:
        return read_scenario(text, f"{slug_of(name)}.yaml")
    except PlaybookRefusedError:
        return None


def _one(slug: str) -> Scenario | None:
    path = resource_path(_FOLDER, f"{slug}.yaml")
    if not slug or not path.is_file():
        return None
    source = read_text(path)
    try:
        return read_scenario(source.text, source.file)
    except PlaybookRefusedError:
        return None

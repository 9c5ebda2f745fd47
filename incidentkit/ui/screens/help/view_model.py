"""Which part of the manual is open, without the screen."""

from dataclasses import dataclass, replace

from incidentkit.resources import manual_path
from incidentkit.ui.jobs import Jobs, Lane
from incidentkit.ui.screens.help.manual import Part, parts_of
from incidentkit.ui.view_model import ViewModel
from incidentkit.words.window import help as words


@dataclass(frozen=True, slots=True)
class HelpState:
    """The manual's parts, and the one that is read. `is_read` is false until it was."""

    parts: tuple[Part, ...] = ()
    title: str = words.KEYS
    is_read: bool = False

    @property
    def part(self) -> Part | None:
        """The part that is open."""
        return next((p for p in self.parts if p.title == self.title), None)


class HelpViewModel(ViewModel[HelpState]):
    """Reads the manual that came with the program."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(HelpState())
        self._jobs = jobs

    def load(self) -> None:
        """Read the manual, once."""
        if not self.state.is_read:
            self._jobs.run(_read, then=self._found, failed=self._refuse, lane=Lane.SIDE)

    def open_for(self, room: str) -> None:
        """Open the part that belongs to a room."""
        self.open(words.PARTS.get(room, words.KEYS))

    def open(self, title: str) -> None:
        """Open a part by its heading."""
        self._set(replace(self.state, title=title))

    def follow(self, place: str) -> None:
        """Open the part that a link of the manual names; another link leads nowhere."""
        part = next((p for p in self.state.parts if p.place == place), None)
        if part is not None:
            self.open(part.title)

    def _found(self, parts: tuple[Part, ...]) -> None:
        self._set(replace(self.state, parts=parts, is_read=True))


def _read() -> tuple[Part, ...]:
    path = manual_path()
    return parts_of(path.read_text(encoding="utf-8")) if path.is_file() else ()

"""A fresh Windows with installers to try, and what was seen there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep  # noqa: TID251  nobody tells us of a file there

from installers.carried import PROGRAM
from installers.windows import identity
from installers.windows.wine import Wine
from installers.workshop import CannotBuildError, say

# As numbers, not as texts, the last is the newest.
OLDER, MIDDLE, NEWER = "0.0.9", "0.1.9", "0.1.10"
ONLY_OLDER = "only-in-the-older.txt"
PACK = "from another council.ikpack"
_PATIENCE = 60


class Checks:
    """Says each thing that was seen, and stops at the first that was not."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, said: str, fact: object) -> None:
        """Go on if it is so."""
        if not fact:
            raise CannotBuildError(f"This was not seen: {said}.")
        self.seen += 1
        say(f"  seen: {said}")


@dataclass(frozen=True, slots=True)
class Trial:
    """A system under Wine, and the installers to try there, by version."""

    wine: Wine
    made: Mapping[str, Path]
    check: Checks

    @property
    def data(self) -> Path:
        """Where the program keeps the kit of the one person."""
        return self.wine.person / "AppData" / "Local" / PROGRAM

    @property
    def link(self) -> Path | None:
        """The entry of the start menu."""
        return next(self.wine.drive.rglob(f"{PROGRAM}.lnk"), None)

    @property
    def last_start(self) -> str:
        """How the stand-in was started last: its version, and the command."""
        path = self.data / "started.txt"
        lines = (
            path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
        )
        return lines[-1] if lines else ""

    def pack(self) -> Path:
        """Return a pack in the person's documents, under a name with spaces."""
        path = self.wine.person / "Documents" / PACK
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a pack", encoding="utf-8")
        return path

    def press(self, path: Path | None) -> None:
        """Open a file or a menu entry as a double click does."""
        self.wine.run("start", "/wait", "/unix", str(path))

    def is_whole(self, home: Path, version: str) -> None:
        """See that a version is there, and nothing of another."""
        inside = home / identity.INSIDE / "base_library.zip"
        said = inside.read_text(encoding="utf-8") if inside.exists() else ""
        programs = all((home / name).is_file() for name in identity.PROGRAMS)
        whole = said.endswith(f"{version}\n") and programs
        self.check(f"every file of {version} is in place", whole)
        older = (home / identity.INSIDE / ONLY_OLDER).exists()
        self.check("no file of another version is", older == (version == OLDER))

    def runs_from_menu(self, version: str) -> None:
        """See that the entry of the start menu starts a version."""
        self.press(self.link)
        started = self.last_start.startswith(f"{version} ")
        self.check(f"the start menu starts {version}", started)

    def while_open(self, home: Path, work: Callable[[], None]) -> None:
        """Do something while the program is open, and close it."""
        before = self.last_start
        running = self.wine.start(home / identity.WINDOW, "--stay")
        until = monotonic() + _PATIENCE
        while self.last_start == before and monotonic() < until:
            sleep(0.1)
        try:
            self.check("the program is open", self.last_start.endswith("--stay"))
            work()
        finally:
            (self.data / "go").touch()
            running.wait(_PATIENCE)
            (self.data / "go").unlink()
            self.wine.settle()

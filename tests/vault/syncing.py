"""A shared folder as it really arrives: late, in part, twice, or not at all."""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.vault.world import Machine


@dataclass
class Cloud:
    """What a sync service holds, and what of it each machine sees."""

    root: Path
    chance: random.Random
    views: dict[str, Path] = field(default_factory=dict)

    @property
    def middle(self) -> Path:
        """The service's own copy."""
        folder = self.root / "cloud"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def view(self, machine: Machine) -> Path:
        """Return the folder as one machine sees it."""
        folder = self.root / f"view-{machine.base.name}"
        folder.mkdir(parents=True, exist_ok=True)
        self.views[machine.base.name] = folder
        return folder

    def push(self, machine: Machine, share: float = 1.0) -> None:
        """Carry a part of what a machine wrote, and its deletions, to the middle."""
        view = self.view(machine)
        own = f"*/{machine.here.writer.hex()}/*"
        here = {path.relative_to(view) for path in view.glob(own)}
        there = {path.relative_to(self.middle) for path in self.middle.glob(own)}
        for name in sorted(here - there):
            if self.chance.random() < share:
                _copy(view / name, self.middle / name)
        if share >= 1.0:
            for name in there - here:
                (self.middle / name).unlink()

    def pull(self, machine: Machine, share: float = 1.0) -> None:
        """Carry a part of the middle to a machine, sometimes broken off."""
        view = self.view(machine)
        for path in sorted(self.middle.rglob("*")):
            name = path.relative_to(self.middle)
            if path.is_file() and self.chance.random() < share:
                _copy(path, view / name)
                if share < 1.0 and self.chance.random() < 0.15:
                    whole = path.read_bytes()
                    (view / name).write_bytes(whole[: len(whole) // 2])

    def litter(self, machine: Machine) -> None:
        """Leave a conflict copy and something that is not ours."""
        view = self.view(machine)
        files = sorted(path for path in view.rglob("*.ik") if path.is_file())
        if files:
            victim = self.chance.choice(files)
            copy = victim.with_name(f"{victim.stem}-{machine.name}'s laptop.ik")
            shutil.copyfile(victim, copy)
            (victim.parent / "Thumbs.db").write_bytes(b"not ours")

    def lose(self, share: float = 0.5) -> None:
        """Delete files everywhere."""
        for folder in (self.middle, *self.views.values()):
            for path in sorted(folder.rglob("*.ik")):
                if self.chance.random() < share:
                    path.unlink()

    def wipe(self) -> None:
        """Empty the middle and every view."""
        for folder in (self.middle, *self.views.values()):
            shutil.rmtree(folder)
            folder.mkdir()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)

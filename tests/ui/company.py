"""Other machines than the one with the window: newcomers, and colleagues who write."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.exchanging import (
    exchange,
    exchange_waiting,
    remember_folder,
)
from incidentkit.desk.joining import Newcomer, ask
from incidentkit.desk.services import Desk, open_desk
from incidentkit.officers.entries import Contact
from incidentkit.vault.folder import under
from incidentkit.vault.kit import Surrounding, open_kit
from tests.ui.studio import SATURDAY, Studio
from tests.vault.world import POLICY, TickingClock

THEIRS = "violet harbour pencil mosaic"
T = TypeVar("T")


@dataclass
class Colleague:
    """Somebody at a machine without a window."""

    base: Path
    name: str
    clock: TickingClock = field(default_factory=lambda: TickingClock(SATURDAY))

    @property
    def around(self) -> Surrounding:
        return Surrounding(under(self.base), self.clock, full_catalogue(), POLICY)

    def ask(self, folder: Path) -> str:
        """Ask to join, and return the words to read out."""
        return " ".join(ask(self.around, folder, Newcomer(self.name, THEIRS)))

    def fetch(self, folder: Path) -> bool:
        """Look whether somebody has let this machine in."""
        return exchange_waiting(self.around, folder)[1]

    def work_alone(self, *stories: Callable[[Desk], object]) -> None:
        """Unlock, write, lock, and hear nothing of anybody else."""
        with contextlib.closing(open_kit(self.around)) as kit:
            desk = open_desk(kit.unlock(self.name, THEIRS))
            for story in stories:
                story(desk)

    def ask_desk(self, work: Callable[[Desk], T]) -> T:
        """Unlock, ask, lock."""
        with contextlib.closing(open_kit(self.around)) as kit:
            return work(open_desk(kit.unlock(self.name, THEIRS)))

    def leave(self, folder: Path) -> None:
        """Leave what was written in the shared folder, as a removed machine still can."""
        with contextlib.closing(open_kit(self.around)) as kit:
            exchange(kit.unlock(self.name, THEIRS), folder)

    def work(self, folder: Path, *stories: Callable[[Desk], object]) -> None:
        """Unlock, write, exchange, lock."""
        with contextlib.closing(open_kit(self.around)) as kit:
            desk = open_desk(kit.unlock(self.name, THEIRS))
            exchange(desk.session, folder)
            for story in stories:
                story(desk)
            exchange(desk.session, folder)


def shared_folder(studio: Studio) -> Path:
    """Return a folder that the machine with the window exchanges through."""
    folder = studio.base.parent / "shared"
    folder.mkdir(exist_ok=True)

    def work(desk: Desk) -> None:
        exchange(desk.session, folder)
        remember_folder(desk.session.kit.places, folder)

    studio.ask(work)
    return folder


def team(desk: Desk) -> None:
    """Write down how to reach whoever is here."""
    for row in desk.officers.list_officers():
        contact = Contact("01632 960100", "07700 900123", "comms@ashcombe.example")
        desk.officers.set_contact(row.person, contact)

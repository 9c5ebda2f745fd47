"""A window's surroundings in a test: a real kit, the real worker, made-up people."""

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.accounts.model import (
    Access,
    Agency,
    NewAccount,
    Phone,
    PlatformRole,
    Portfolio,
    ToolSeat,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import IncidentKitError
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.kit_access import KitAccess
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.recovery import RecoverySheet
from tests.kept_kits import KeptKits, can_be_kept
from tests.vault.world import POLICY, TickingClock

COUNCIL = "Ashcombe District Council"
NAME = "Asha Patel"
PASSPHRASE = "brass otter lantern kettle"
SECRET = "Correct-Horse-9x"
SEED = "JBSWY3DPEHPK3PXP"
CODES = ("CODE-1111-AAAA", "CODE-2222-BBBB", "CODE-3333-CCCC")
SATURDAY = 1_795_244_400_000  # 21 November 2026, 07:00

T = TypeVar("T")


@dataclass
class Studio:
    """One machine with a window on it. `kit` is what view-models are given."""

    base: Path
    qtbot: QtBot
    jobs: Jobs
    clock: TickingClock = field(default_factory=lambda: TickingClock(SATURDAY))
    refusals: list[IncidentKitError] = field(default_factory=list)
    kits: KeptKits | None = None

    def __post_init__(self) -> None:
        self.kit = KitAccess(self.jobs, lambda: self.around)

    @property
    def around(self) -> Surrounding:
        return Surrounding(under(self.base), self.clock, full_catalogue(), POLICY)

    def found(self) -> RecoverySheet:
        """Make a kit in this machine's folder."""
        founder = Founder(PersonId(secrets.token_bytes(16)), NAME, PASSPHRASE)
        return found_kit(self.around, founder, COUNCIL)

    def prepare(self, *stories: Callable[[Desk], object]) -> "Studio":
        """Make a kit, have people write in it, and open it for the window."""
        story = (stories, self.clock.ms, self.clock.step)
        if self.kits is None or not can_be_kept(stories):
            self._tell(stories)
        else:
            self.clock.ms = self.kits.at(self.base, story, lambda: self._tell(stories))
        self.open()
        return self

    def _tell(self, stories: tuple[Callable[[Desk], object], ...]) -> int:
        """Make a kit and write in it; return what time it is then."""
        self.found()
        self.write(NAME, PASSPHRASE, *stories)
        return self.clock.ms

    def write(
        self, name: str, passphrase: str, *stories: Callable[[Desk], object]
    ) -> None:
        """Have somebody of this machine write, while the window is locked."""
        with contextlib.closing(open_kit(self.around)) as locked:
            desk = open_desk(locked.unlock(name, passphrase))
            for story in stories:
                story(desk)

    def open(self) -> None:
        """Unlock the kit for the window and wait until it is open."""
        self.kit.unlock(NAME, PASSPHRASE, failed=self.refusals.append)
        self.settle()
        assert self.kit.is_open, self.refusals

    def settle(self) -> None:
        """Wait until nothing is under way; what has ended may just have begun something."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=20_000)
            QApplication.processEvents()

    def ask(self, work: Callable[[Desk], T]) -> T:
        """Ask the open kit in its lane, and wait for the answer."""
        found: list[T] = []
        self.kit.ask(work, found.append, self.refusals.append)
        self.settle()
        assert not self.refusals, self.refusals
        return found[0]

    def close(self) -> None:
        """Let go of the kit and end the lanes."""
        done: list[bool] = []
        self.kit.close(lambda: done.append(True))
        self.qtbot.waitUntil(lambda: bool(done))
        self.jobs.stop()
        assert self.jobs.wait_for_end(5)


# --- what stands in the kit ---------------------------------------------------


def one_x(desk: Desk) -> SubjectId:
    """Write down the council's account on X, with everything it has."""
    return desk.accounts.add(
        NewAccount(
            platform="x",
            handle="AshcombeDC",
            url="https://x.com/AshcombeDC",
            purpose="News and urgent notices",
            recovery_mailbox="social@ashcombe.example",
            recovery_phone="01632 960001",
            login=Secret("comms@ashcombe.example"),
            secret=Secret(SECRET),
            totp=Secret(SEED),
            codes=tuple(Secret(code) for code in CODES),
            links=(
                ToolSeat("Scheduler", "Ben Carter", "07700 900123"),
                Phone("07700 900456", "Carys Evans", what="sign-in codes"),
            ),
        )
    )


def one_page(desk: Desk) -> SubjectId:
    """Write down the council's page, held through people's own profiles."""
    return desk.accounts.add(
        NewAccount(
            platform="facebook",
            handle="Ashcombe",
            access=Access.ROLES,
            purpose="Events and questions",
            portfolio=Portfolio.AGENCY,
            links=(
                PlatformRole(
                    "Ben Carter", "full control", "07700 900123", removes=True
                ),
                PlatformRole("Dewi Morgan", "content", ""),
                Agency("Northlight Media", "Ola Berg", "01632 960777", "2027-03-31"),
            ),
        )
    )


_PLATFORMS = ("x", "bluesky", "instagram", "threads", "mastodon", "tiktok", "flickr")


def many_accounts(desk: Desk) -> None:
    """Write down fifty accounts, as a larger council has."""
    one_x(desk)
    one_page(desk)
    desk.accounts.import_many(
        [
            NewAccount(
                platform=_PLATFORMS[number % len(_PLATFORMS)],
                handle=f"AshcombeService{number:02}",
                purpose="Leisure centre, bookings and closures" if number % 3 else "",
                secret=Secret(f"Made-up-{number}-secret"),
            )
            for number in range(48)
        ]
    )


def one_incident(desk: Desk) -> SubjectId:
    """Begin the response to a hijacked account."""
    account = next(
        (r.subject for r in desk.accounts.rows() if r.handle == "AshcombeDC"), b""
    )
    playbook = find_playbook(shipped_playbooks(), "hacked-account")
    title = "Odd posts about prize money on our X account"
    seen = "Two posts with links that nobody here wrote"
    return desk.incidents.start(Opening(title, playbook, account, seen))

"""Promise 3: a locked kit holds no secret in memory."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import open_desk
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.ui.real.memory import found_in
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, SATURDAY
from tests.vault.world import POLICY, TickingClock

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads /proc"
)
TYPED, PASTED = 10, 10


def marker(kind: str) -> str:
    """Return a text that stands nowhere else, typed with plain keys."""
    return f"{kind}{secrets.token_hex(12)}"


class Driven:
    """The program in a process of its own, told what to do line by line."""

    def __init__(self, base: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.real.driven", str(base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self.expect("ready")

    def tell(self, command: str, answer: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        self.expect(answer)

    def expect(self, answer: str) -> None:
        assert self.process.stdout is not None
        said = self.process.stdout.readline().strip()
        if said != answer:
            self.process.kill()
            _, errors = self.process.communicate()
            pytest.fail(f"expected {answer!r}, got {said!r}\n{errors}")

    def holds(self, texts: list[str]) -> set[str]:
        return found_in(self.process.pid, texts)

    def is_replaced(self) -> bool:
        """Whether the program that was started is another one now, in the same process."""
        line = Path(f"/proc/{self.process.pid}/cmdline").read_bytes().split(b"\0")
        return b"--locked" in line

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    clock = TickingClock(SATURDAY)
    around = Surrounding(under(folder), clock, full_catalogue(), POLICY)
    founder = Founder(PersonId(secrets.token_bytes(16)), NAME, PASSPHRASE)
    found_kit(around, founder, COUNCIL)
    locked = open_kit(around)
    desk = open_desk(locked.unlock(NAME, PASSPHRASE))
    desk.accounts.add(NewAccount("x", HANDLE, secret=Secret(STORED)))
    locked.close()
    return folder


HANDLE = "StandsInTheVaultOnly7f3a"
STORED = "stored-secret-marker-91c2e7"


@pytest.fixture
def driven(base: Path) -> Iterator[Driven]:
    made = Driven(base)
    yield made
    made.end()


def test_after_a_lock_nothing_typed_pasted_or_stored_is_left(driven: Driven) -> None:
    typed = [marker("typed") for _ in range(TYPED)]
    pasted = [marker("pasted") for _ in range(PASTED)]
    planted = [*typed, *pasted]
    driven.tell("unlock", "open")
    for text in typed:
        driven.tell(f"type {text}", "typed")
    for text in pasted:
        driven.tell(f"paste {text}", "pasted")
    # The control: a scan that finds nothing here could find nothing anywhere.
    assert driven.holds([*planted, HANDLE]) == {*planted, HANDLE}
    driven.tell("forget", "forgotten")
    driven.tell("lock", "locking")
    wait_until_replaced(driven)
    left = driven.holds([*planted, HANDLE, STORED, PASSPHRASE])
    assert not left


def wait_until_replaced(driven: Driven) -> None:
    """Wait for the fact: the new program stands, and sleeps in its event loop."""
    import select

    for _ in range(1200):  # a minute: the machine may be at work
        if driven.is_replaced() and _sleeps(driven.process.pid):
            return
        select.select([], [], [], 0.05)
    pytest.fail("the process was not replaced")


def _sleeps(process: int) -> bool:
    where = Path(f"/proc/{process}/wchan")
    state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    threads = len(list(Path(f"/proc/{process}/task").iterdir()))
    return where.exists() and state == "S" and threads >= 3

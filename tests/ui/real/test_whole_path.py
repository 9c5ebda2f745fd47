"""A hijacked account contained on a real screen, with real keys, as a screen reader sees it."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incidentkit.app.wiring import full_cost, real_world
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import open_desk
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.ui.real.screen import Screen, _end, a_screen, the_program
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, SECRET, one_page, one_x

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="needs X and AT-SPI"
)
DRIVER = Path(__file__).with_name("assistive.py")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")


class ScreenReader:
    """Asks the accessibility bus what is on the screen."""

    def __init__(self, env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            ["/usr/bin/python3", str(DRIVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=env,
        )

    def ask(self, *words: str) -> object:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline() or "null")

    def focus(self, role: str, name: str) -> None:
        """Wait for the keyboard to be there.

        While somebody listens, Qt asks the bus about every key before it hands it to
        what had the keyboard when it came: keys sent faster than that go astray.
        """
        assert self.ask("focus", role, name) is True, self.ask("focused")

    def wait(self, role: str, name: str) -> None:
        seen = self.ask("wait", role, name)
        if seen is not True:
            pytest.fail(
                f"no {role} {name!r}; {self.ask('focused')} has the keyboard in {self.ask('everything')}"
            )

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Give a kit with two accounts, at the cost that real kits have."""
    folder = tmp_path / "kit"
    world = real_world()
    around = Surrounding(under(folder), world.clock, world.catalogue(), full_cost())
    founder = Founder(PersonId(secrets.token_bytes(16)), NAME, PASSPHRASE)
    found_kit(around, founder, COUNCIL)
    with contextlib.closing(open_kit(around)) as locked:
        desk = open_desk(locked.unlock(NAME, PASSPHRASE))
        one_x(desk)
        one_page(desk)
    return folder


@pytest.fixture
def screen(peer: Callable[[str], str], tmp_path: Path) -> Iterator[Screen]:
    """Give a screen with a session bus and the accessibility bus."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    if not LAUNCHER.exists():
        peer("at-spi-bus-launcher")
    with a_screen(peer) as found, contextlib.ExitStack() as stack:
        bus = subprocess.Popen(
            [peer("dbus-daemon"), "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        stack.callback(bus.communicate)
        stack.callback(bus.terminate)
        assert bus.stdout is not None
        found.env |= {
            "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HOME": os.environ["HOME"],
        }
        launcher = subprocess.Popen(
            [str(LAUNCHER), "--launch-immediately"],
            env=found.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, launcher)
        yield found


@pytest.fixture
def reader(screen: Screen) -> Iterator[ScreenReader]:
    made = ScreenReader(screen.env)
    yield made
    made.end()


def test_two_answers_after_the_passphrase_the_first_action_stands_there(
    screen: Screen, reader: ScreenReader, base: Path, tmp_path: Path
) -> None:
    with the_program(screen, base, tmp_path / "program.log"):
        screen.window("incidentkit")
        reader.wait("password text", "Passphrase")
        screen.key("F9")
        reader.wait("label", "Unlock now and the response starts at once.")
        assert reader.ask("nameless") == []
        reader.focus("password text", "Passphrase")
        screen.type(PASSPHRASE)
        screen.key("Return")
        reader.focus("text", "Find an account")
        screen.type("ashcombedc")
        screen.key("Return")
        reader.focus("push button", "Yes")
        screen.key("1")
        reader.wait("label", "Stay logged in and keep that screen open")
        assert reader.ask("nameless") == []
        assert SECRET not in json.dumps(reader.ask("everything"))
        screen.key("ctrl+j")
        reader.focus("text", "Write a note")
        screen.type("Two odd posts at 06:50")
        screen.key("ctrl+Return")
        reader.wait("label", "~Two odd posts at 06:50")
        screen.shot(tmp_path / "contained.png")
        screen.key("ctrl+l")
        reader.wait("password text", "Passphrase")
        reader.wait("label", "The kit is locked.")
        assert COUNCIL not in screen.title()
    log = told_by_the_log(base)
    assert "Two odd posts at 06:50" in log
    assert "can you get in?” with “Yes”" in log


def told_by_the_log(base: Path) -> str:
    """Return the incident as the command line tells it, in a process of its own."""
    who = ["--base-dir", str(base), "--officer", NAME, "--passphrase-stdin"]
    done = subprocess.run(
        [sys.executable, "-m", "incidentkit", *who, "log", "show"],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return " ".join(done.stdout.split())

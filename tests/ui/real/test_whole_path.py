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
from incidentkit.words.front_door import SAYS
from incidentkit.words.window.start import numbered
from tests.ui.real.reader import Person, ScreenReader
from tests.ui.real.screen import Screen, _end, a_screen, the_program
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, SECRET, one_page, one_x

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="needs X and AT-SPI"
)
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")


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
def person(screen: Screen) -> Iterator[Person]:
    reader = ScreenReader(screen.env)
    yield Person(screen, reader)
    reader.end()


@pytest.mark.timeout(300)  # a minute by itself, and longer on a machine at work
def test_an_account_is_contained_from_the_passphrase_to_the_report(
    person: Person, base: Path, tmp_path: Path, peer: Callable[[str], str]
) -> None:
    peer("xclip")
    with the_program(person.screen, base, tmp_path / "program.log"):
        starts_a_response_at_the_locked_screen(person)
        sees_what_to_do_first_and_whom_to_ring(person)
        writes_a_note(person)
        changes_the_password(person)
        files_a_pasted_picture_and_a_file(person, tmp_path)
        tells_the_public(person)
        closes_and_writes_the_report(person, tmp_path)
        person.screen.shot(tmp_path / "closed.png")
        looks_at_the_log_and_checks_it(person)
        goes_to_the_settings_locks_and_unlocks(person)
    told = told_by_the_log(base)
    for line in LOGGED:
        assert line in told, line


NOTE = "Two odd posts at 06:50"
# What the step that is next all along asks to be written down.
NEXT_ASKED = "Which device are you working on, and how do you talk to each other?"
LOGGED = (
    "can you get in?” with “Don't know yet”",
    NOTE,
    "the computer in use is not how they got in",
    "Was shown the password of X @AshcombeDC",
    "Confirmed the new password of X @AshcombeDC after signing in with it",
    "Filed “picture.png” as evidence",
    "Filed “warning.txt” as evidence",
    "Published “Interim notice” at the website",
    "Closed the incident. It is ours again.",
    "Wrote the report",
)
GAPS = {
    "The type of posts to ignore, without repeating them": "prize offers",
    "The channels that are not affected": "our website",
    "The page that lists the council's genuine channels": "ashcombe.example/all",
    "The web page where updates appear": "ashcombe.example/news",
    "The council's general contact for this": "01632 960000",
}


def starts_a_response_at_the_locked_screen(person: Person) -> None:
    person.screen.window("incidentkit")
    person.reader.focus("password text", "Passphrase")
    person.screen.key("F9")
    person.sees("Unlock now and the response starts at once.")
    person.finds_everything_named()
    person.reader.focus("password text", "Passphrase")
    person.screen.type(PASSPHRASE)
    person.screen.key("Return")
    person.reader.focus("push button", numbered(1, SAYS["locked-out"]))
    person.screen.key("2")
    person.reader.focus("text", "Find an account")
    person.screen.type("ashcombedc")
    person.screen.key("Return")


def sees_what_to_do_first_and_whom_to_ring(person: Person) -> None:
    person.sees("Keep every way in that still works")
    person.sees("Ben Carter, Scheduler:  07700 900123")
    person.finds_everything_named()
    assert SECRET not in json.dumps(person.reader.ask("everything"))
    person.reader.focus("push button", "Done, next step")
    person.screen.key("Return")
    person.sees("Take the lead and name a second and a recorder")


def writes_a_note(person: Person) -> None:
    """Anybody can, at any moment, with one key; the log beside it grows."""
    person.screen.key("ctrl+j")
    person.reader.focus("text", "Write a note")
    person.screen.type(NOTE)
    person.screen.key("ctrl+Return")
    person.sees(f"~{NOTE}")


def changes_the_password(person: Person) -> None:
    """The step is chosen out of order, and stays there until it is done."""
    person.press("Change the account's password", "shift+Tab")
    person.sees("Could this computer be how they got in?")
    person.reader.focus("push button", "No")
    person.screen.key("Return")
    person.reader.focus("combo box", "Somebody else may have it")
    person.press("Make the new one and show it")
    person.sees("The old one", "In force until you confirm the new one.")
    person.reader.focus("push button", "Copy")
    person.finds_everything_named()
    assert SECRET not in json.dumps(person.reader.ask("everything"))
    person.press("It works, I signed in with it")
    person.sees("~The new password is in force.")
    person.reader.focus("text", NEXT_ASKED)


def files_a_pasted_picture_and_a_file(person: Person, folder: Path) -> None:
    person.press("Take screenshots before anything is changed")
    person.reader.focus("push button", "Take a screenshot")
    picture = folder / "post.png"
    person.screen.shot(picture)
    person.screen.copy_picture(picture)
    person.screen.key("ctrl+v")
    person.reader.focus("push button", "File it")
    person.screen.key("Return")
    person.sees("Filed: picture.png")
    (folder / "warning.txt").write_text("Your password was changed.")
    person.press("Choose files", "shift+Tab")
    person.reader.focus("text", "File name:")
    person.screen.type(f"{folder / 'warning.txt'}")
    person.screen.key("Return")
    person.reader.focus("push button", "File it")
    person.screen.key("Return")
    person.sees("Filed: warning.txt")
    person.press("Done, next step")
    person.sees("Take the lead and name a second and a recorder")


def tells_the_public(person: Person) -> None:
    """Words may be needed long before their turn: every step can be reached."""
    person.reader.focus("text", NEXT_ASKED)
    person.screen.key("ctrl+j")
    person.reader.focus("text", "Write a note")
    person.press("Show every step that is left", "shift+Tab")
    person.reader.focus("list", "Every step that is left")
    person.screen.type("Write")  # letters find a step by its beginning
    person.screen.key("Return")
    person.reader.focus("combo box", "The website")
    person.press("Write it")
    person.reader.focus("text", "The text")
    person.screen.key("Tab")
    for gap, words in GAPS.items():
        person.reader.focus("text", gap)
        person.screen.type(words)
        person.screen.key("Return")
    person.reader.focus("text", "The text")
    text = person.reader.ask("text", "text", "The text")
    assert "Recent prize offers" in str(text)
    person.press("It is published")
    person.reader.focus("text", "Where")
    person.screen.key("Return")
    person.sees("~The text was published")
    person.reader.focus("text", NEXT_ASKED)


def closes_and_writes_the_report(person: Person, folder: Path) -> None:
    person.screen.key("ctrl+j")
    person.reader.focus("text", "Write a note")
    person.press("Close the incident", "shift+Tab")
    person.sees("What happened, in a few words")
    person.fill("What happened, in a few words", "It is ours again.")
    person.fill("Why it is closed with things open", "ICT does the rest.")
    person.press("Close it")
    person.sees("This incident is closed")
    person.press("Write the report")
    person.reader.focus("text", "Directory:")
    reports = folder / "reports"
    reports.mkdir()
    person.screen.type(str(reports))
    person.screen.key("Return")
    person.sees("~Written: ")
    assert {file.suffix for file in reports.iterdir()} == {".pdf", ".md"}
    (written,) = reports.glob("*.md")
    assert NOTE in written.read_text()


def looks_at_the_log_and_checks_it(person: Person) -> None:
    person.screen.key("ctrl+6")
    person.reader.focus("text", "Find")
    person.screen.type("odd posts at")
    person.reader.wait("table cell", f"~{NOTE}")
    person.finds_everything_named()
    person.go("filler", "Log", "shift+Tab")
    person.screen.key("Right")
    person.reader.wait("push button", "Check the kit")
    person.press("Check the kit")
    person.sees("Nothing is wrong", "Evidence: 2 files as handed in.")


def goes_to_the_settings_locks_and_unlocks(person: Person) -> None:
    person.screen.key("ctrl+7")
    person.reader.wait("text", "Council's name")
    person.finds_everything_named()
    person.screen.key("ctrl+l")
    person.reader.wait("password text", "Passphrase")
    person.sees("The kit is locked.")
    assert COUNCIL not in person.screen.title()
    person.reader.focus("password text", "Passphrase")
    person.screen.type(PASSPHRASE)
    person.screen.key("Return")
    person.sees(f"Hello, {NAME}")


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

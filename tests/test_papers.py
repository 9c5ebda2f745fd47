"""The papers: the manual says what the window says, and what they point to is there."""

import ast
import re
import shlex
import struct
from pathlib import Path

import pytest

from incidentkit.app.wiring import EXTRA
from incidentkit.cli.main import commands
from incidentkit.words.window import help as help_words
from incidentkit.words.window import shell
from tests.cli.test_console import console

ROOT = Path(__file__).resolve().parents[1]
PAPERS = tuple(sorted(ROOT.glob("*.md")))
TEXT = (ROOT / "MANUAL.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", TEXT)
FOLDER = ROOT / "resources" / "manual"
LARGEST = 150 * 1024
SIZE = (1280, 800)


def said_in(folder: Path) -> set[str]:
    """Return every text constant of the modules in a folder."""
    return {
        node.value
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def in_playbooks() -> str:
    files = sorted((ROOT / "resources" / "playbooks").rglob("*.yaml"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def on_screen() -> list[str]:
    """Return what the manual claims to stand on the screen."""
    return sorted(
        {
            " ".join(text.split())
            for text in re.findall(r"\*\*(.+?)\*\*", TEXT, re.DOTALL)
        }
    )


def test_what_the_manual_sets_in_bold_stands_on_the_screen():
    words, playbooks = said_in(ROOT / "incidentkit" / "words"), in_playbooks()
    claimed = [text for text in on_screen() if text != "bold"]
    assert len(claimed) > 60
    unknown = [
        text
        for text in claimed
        if text not in words
        and not any(w.split(". ", 1)[-1] == text for w in words)
        and f": {text}\n" not in playbooks
    ]
    assert unknown == []


def test_a_button_that_is_nowhere_would_be_noticed():
    assert "Press this to win" not in said_in(ROOT / "incidentkit" / "words")
    assert "Start a response" in said_in(ROOT / "incidentkit" / "words")


def test_the_keys_of_the_bar_and_the_rooms_are_those_of_the_manual():
    keys = dict(re.findall(r"^\| (\S+) \| \*\*(.+?)\*\* \|$", TEXT, re.MULTILINE))
    assert keys == {
        shell.START_KEY: shell.START,
        shell.NOTE_KEY: shell.NOTE,
        shell.LOCK_KEY: shell.LOCK,
    } | {
        shell.ROOM_KEYS["home"]: shell.HOME,
        shell.ROOM_KEYS["incidents"]: shell.INCIDENTS,
        shell.ROOM_KEYS["accounts"]: shell.ACCOUNTS,
        shell.ROOM_KEYS["round"]: shell.ROUND,
        shell.ROOM_KEYS["people"]: shell.PEOPLE,
        shell.ROOM_KEYS["exposure"]: shell.EXPOSURE,
        shell.ROOM_KEYS["leaving"]: shell.LEAVING,
        shell.ROOM_KEYS["health"]: shell.HEALTH,
        shell.ROOM_KEYS["log"]: shell.LOG,
        shell.ROOM_KEYS["playbooks"]: shell.PLAYBOOKS,
        shell.ROOM_KEYS["drills"]: shell.EXERCISES,
        shell.ROOM_KEYS["settings"]: shell.SETTINGS,
    }
    assert f"| {shell.HELP_KEY} | **{shell.HELP}**" in TEXT


def test_every_room_has_its_part_of_the_manual():
    headings = re.findall(r"^#{2,3} (.+)$", TEXT, re.MULTILINE)
    assert set(help_words.PARTS.values()) | {help_words.KEYS} <= set(headings)


def test_every_picture_of_the_manual_is_there_and_the_other_way_round():
    shown = {Path(place).name for _, place in PICTURES}
    assert shown == {path.name for path in FOLDER.iterdir()}
    assert all((ROOT / place).is_file() for _, place in PICTURES)


@pytest.mark.parametrize(("alt", "place"), PICTURES)
def test_a_picture_is_small_of_one_size_and_described(alt, place):
    data = (ROOT / place).read_bytes()
    assert struct.unpack(">II", data[16:24]) == SIZE
    assert len(data) <= LARGEST
    assert len(alt.split()) >= 8


def test_every_command_of_the_manual_is_understood():
    lines = re.findall(r"^ {4}incidentkit (.+)$", TEXT, re.MULTILINE)
    assert len(lines) > 6
    for line in lines:
        wanted = shlex.split(line)
        if wanted[-1] == "--help":
            groups = commands(console(), EXTRA).parser.commands()
            assert wanted[1] in groups[wanted[0]].filled().commands(), line
        else:
            assert hasattr(commands(console(), EXTRA).parser.parse(wanted), "run"), line


def test_every_place_that_the_manual_points_to_is_there():
    headings = {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    }
    for place in re.findall(r"\]\(#([^)]+)\)", TEXT):
        assert place in headings


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_that_a_paper_links_to_is_there(paper):
    text = paper.read_text(encoding="utf-8")
    for place in re.findall(r"\]\(([^)#]+)\)", text):
        assert (paper.parent / place).is_file(), place


def test_what_the_architecture_says_to_open_is_there():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "incidentkit"
    rooms = {path.name for path in package.iterdir() if path.is_dir()}
    named = [
        name
        for name in re.findall(r"`([a-z_]+/[a-z_/]+)(?:\.py|/)?`", text)
        if name.split("/")[0] in rooms
    ]
    assert len(named) > 25
    gone = [
        name
        for name in named
        if not (package / name).is_dir()
        and not (package / name).with_suffix(".py").is_file()
    ]
    assert gone == []


def test_every_screen_of_the_architecture_is_there():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("| to change |")[1].split("\n\n")[0]
    screens = re.findall(r"\| `([a-z_]+)` \|", table)
    folder = ROOT / "incidentkit" / "ui" / "screens"
    assert len(screens) > 6
    assert all((folder / name).is_dir() for name in screens)

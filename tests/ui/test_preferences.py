"""How the window looks is kept, and what is not understood is never overwritten."""

import json
import os
from pathlib import Path

import pytest

from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.preferences import ASIDE, FILE, Preferences
from tests.ui.studio import Studio


def folder_of(studio: Studio) -> Path:
    folder = studio.around.places.state
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return folder


def test_what_was_chosen_holds_at_once_and_at_the_next_start(studio, tmp_path):
    folder = tmp_path / "kit" / "state"
    first = Preferences(folder, studio.jobs)
    themes: list[Theme] = []
    first.changed.connect(themes.append)
    first.set_look(Look.DARK)
    first.set_text_percent(150)
    first.set_text_percent(150)
    assert themes == [Theme(Look.DARK, 100), Theme(Look.DARK, 150)]
    studio.settle()
    assert Preferences(folder, studio.jobs).theme == Theme(Look.DARK, 150)
    kept = json.loads((folder / FILE).read_text())
    assert kept == {"format": 1, "look": "dark", "text_percent": 150}
    assert (folder / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"colour": "puce"}',
        b'{"format": 2, "look": "dark", "text_percent": 100}',
        b'{"format": 1, "look": "puce", "text_percent": 100}',
        b'{"format": 1, "look": "dark", "text_percent": 900}',
        b'{"format": 1, "look": "dark", "text_percent": 100, "run": "x"}',
        b" " * 5000,
    ],
)
def test_a_file_of_another_kind_is_named_and_moved_aside_only_when_something_changes(
    studio, content
):
    folder = folder_of(studio)
    (folder / FILE).write_bytes(content)
    found = Preferences(folder, studio.jobs)
    assert found.theme == Theme()
    assert found.foreign == str(folder / FILE)
    assert (folder / FILE).read_bytes() == content, "looking changes nothing"
    moved: list[str] = []
    found.moved_aside.connect(moved.append)
    found.set_look(Look.HIGH_CONTRAST)
    studio.settle()
    assert moved == [str(folder / f"{ASIDE}-1")]
    assert Path(moved[0]).read_bytes() == content
    assert Preferences(folder, studio.jobs).theme.look is Look.HIGH_CONTRAST


def test_what_was_moved_aside_before_stays_too(studio):
    folder = folder_of(studio)
    for number in (1, 2):
        (folder / FILE).write_text("something else")
        Preferences(folder, studio.jobs).set_text_percent(125 + 25 * number)
        studio.settle()
    assert (folder / f"{ASIDE}-1").exists()
    assert (folder / f"{ASIDE}-2").exists()


def test_a_folder_that_cannot_be_written_is_said_and_the_look_holds(studio, tmp_path):
    blocked = tmp_path / "a file"
    blocked.touch()
    found = Preferences(blocked / "state", studio.jobs)
    refused: list[str] = []
    found.refused.connect(lambda problem: refused.append(problem.title))
    found.set_look(Look.DARK)
    studio.settle()
    assert refused
    assert found.theme.look is Look.DARK


def test_a_pipe_in_its_place_does_not_stop_the_window(studio: Studio) -> None:
    folder = studio.around.places.state
    folder.mkdir(parents=True)
    os.mkfifo(folder / FILE)
    assert Preferences(folder, studio.jobs).foreign

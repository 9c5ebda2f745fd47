"""A process speaks the chosen language from its first word on, or English."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from incidentkit.languages.chosen import (
    FILE,
    Language,
    asked_language,
    base_dir,
    chosen_language,
    opens_window,
)

ROOT = Path(__file__).resolve().parents[2]
SAYS = """
import json, os, sys
from incidentkit.app.language import begin
speaks = begin(sys.argv[1:], os.environ)
from incidentkit.words.window import unlock
from incidentkit.words import counts, english, times
from incidentkit.words.problems import words_for
from incidentkit.errors import UnexpectedError
print(json.dumps([
    speaks.language, unlock.UNLOCK, words_for(UnexpectedError()).title,
    times.spoken_date(1795260000000), english.english_date(1795260000000),
    counts.counted(2, counts.counted(1, "cyfrif")[2:]),
]))
"""


def says(*arguments: str, asked: str = "") -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", SAYS, *arguments],
        env={"INCIDENTKIT_LANGUAGE": asked, "PATH": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return list(json.loads(run.stdout))


def test_a_window_speaks_what_was_chosen_on_its_machine(tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / FILE).write_text("cy\n", encoding="utf-8")
    language, unlock, problem, *_ = says("--base-dir", str(tmp_path))
    assert language == "cy"
    assert unlock == "Datgloi"
    assert problem != "Something happened that nobody expected"
    assert says("log", "show", "--base-dir", str(tmp_path))[0] == "en"


def test_the_window_says_dates_in_welsh_and_an_english_message_keeps_its_english():
    *_, spoken, message, counted = says(asked="cy")
    assert spoken == "dydd Sadwrn 21 Tachwedd 2026"
    assert message == "Saturday 21 November 2026"
    assert counted == "2 cyfrif", "Welsh counts in the singular"


def test_it_can_be_asked_for_from_outside():
    assert says("log", "show", asked="cy")[:2] == ["cy", "Datgloi"]
    assert says(asked="xx")[:2] == ["en", "Unlock"]


@pytest.mark.parametrize(
    ("kept", "language"),
    [
        (b"cy\n", Language.WELSH),
        (b"en", Language.ENGLISH),
        (b"", Language.ENGLISH),
        (b"\xff" * 99, Language.ENGLISH),
        (b"../../x", Language.ENGLISH),
    ],
)
def test_the_file_says_one_of_the_known_languages_or_counts_as_english(
    tmp_path, kept, language
):
    (tmp_path / FILE).write_bytes(kept)
    assert chosen_language(tmp_path) is language


def test_a_folder_in_its_place_or_nothing_is_english(tmp_path):
    assert chosen_language(tmp_path) is Language.ENGLISH
    (tmp_path / FILE).mkdir()
    assert chosen_language(tmp_path) is Language.ENGLISH


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["--base-dir", "x"], True),
        (["--base-dir=x", "--locked", "idle", "--lost"], True),
        (["log", "show"], False),
        (["--base-dir", "x", "log"], False),
        (["--version"], False),
        (["--open", "a.pack"], True),
    ],
)
def test_commands_speak_english_because_scripts_rely_on_them(arguments, opens):
    assert opens_window(arguments) is opens


def test_the_folder_is_read_before_the_arguments_are_understood():
    assert base_dir(["--lost", "--base-dir", "x"]) == Path("x")
    assert base_dir(["--base-dir=y z"]) == Path("y z")
    assert base_dir(["--base-dir"]) is None
    assert base_dir(["--lost"]) is None


def test_nobody_who_does_not_ask_gets_another_language():
    assert asked_language({}) is None
    assert asked_language({"INCIDENTKIT_LANGUAGE": "cy"}) is Language.WELSH

"""The council's decisions at the command line."""

from pathlib import Path

from incidentkit.council.settings import QUESTIONS, SETTINGS
from incidentkit.words import council_commands as words
from incidentkit.words.council import explained
from tests.cli.office import Officer


def test_every_setting_is_shown_in_its_group_with_what_it_is(asha: Officer) -> None:
    told = asha("council", "settings").out
    for group in words.GROUPS.values():
        assert group in told
    for key in SETTINGS:
        assert key in told
    found = asha.json("council", "settings")["settings"]
    assert [one["key"] for one in found] == list(SETTINGS)
    assert found[0]["why"] == explained("nation").because


def test_one_setting_is_explained_with_its_choices_and_who_decided_it(
    asha: Officer,
) -> None:
    before = asha("council", "settings", "own bad post").out
    assert words.NOBODY in before
    assert "Default: case by case" in before
    for choice in SETTINGS["own_bad_post"].choices:
        assert f"{choice}: " in before
    asha("council", "set", "own-bad-post", "Hide")
    assert "Decided by Asha Patel" in asha("council", "settings", "own_bad_post").out
    (data,) = asha.json("council", "settings", "own_bad_post")["settings"]
    assert data["value"] == "hide"
    assert data["decided"][0]["by"] == "Asha Patel"


def test_a_value_that_will_not_do_is_refused_with_the_choices(asha: Officer) -> None:
    said = asha.try_("council", "set", "nation", "France")
    assert said.code != 0
    assert "England, Wales, Scotland or Northern Ireland" in said.err
    again = asha.try_("council", "set", "press_holding_minutes", "soon")
    assert "whole number from 5 to 480" in again.err.replace("\n", " ")
    assert asha.try_("council", "set", "weather", "fine").code != 0


def test_a_list_is_given_with_a_semicolon_between_two(asha: Officer) -> None:
    asha("council", "set", "fallback_channels", "Press; website")
    (told,) = asha.json("council", "settings", "fallback_channels")["settings"]
    assert told["value"] == "Press\nwebsite"


def test_settings_are_found_by_a_word(asha: Officer) -> None:
    rows = asha.json("council", "settings", "--find", "holiday")["settings"]
    found = [row["key"] for row in rows]
    assert "nation" in found
    assert "public_contact" not in found


def test_eight_questions_are_asked_until_they_are_answered(asha: Officer) -> None:
    asked = asha.json("council", "questions")["questions"]
    assert tuple(one["key"] for one in asked) == QUESTIONS
    assert len(asked) == 8
    assert words.LATER in asha("council", "questions").out
    for key in QUESTIONS:
        asha("council", "set", key, SETTINGS[key].default)
    assert words.ALL_DECIDED in asha("council", "questions").out


def test_what_is_decided_is_written_down_with_who_and_what_follows(
    asha: Officer, tmp_path: Path
) -> None:
    asha("council", "set", "own_bad_post", "hide")
    files = asha.json("council", "print", "--to", str(tmp_path))["files"]
    pdf, text = (Path(file).read_bytes() for file in files)
    assert pdf.startswith(b"%PDF")
    said = text.decode()
    own = explained("own_bad_post")
    assert own.name in said
    assert own.choices["hide"].follows in said
    assert "Asha Patel, " in said
    assert explained("review_hours").name not in said, "only what somebody decided"

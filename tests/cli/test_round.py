"""The monthly account check at the command line, from its beginning to its proof."""

import pytest

from incidentkit.cli.exits import DONE, NOT_FOUND, NOT_INTACT, UNUSABLE
from tests.cli.office import COUNCIL, Officer

DAY_MS = 86_400_000


@pytest.fixture
def asha(tmp_path) -> Officer:
    made = Officer(tmp_path / "asha")
    made("vault", "create", "--council", COUNCIL, "--name", made.name, "--sheet", "s")
    secrets = ("Old-Horse-9x",)
    made("account", "add", "x", "AshcombeDC", "--password", secrets=secrets)
    made("account", "add", "facebook", "Ashcombe", "--access", "roles")
    return made


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_without_a_check_the_next_command_is_offered(asha):
    said = asha.try_("round", "next")
    assert said.code == NOT_FOUND
    assert said.err.rstrip().endswith("round open")


def test_a_password_is_answered_by_changing_it_and_in_no_other_way(asha):
    asha.clock.ms += 31 * DAY_MS
    asha("round", "open")
    said = asha.try_("round", "answer", "x", "--ask", "password")
    assert said.code == UNUSABLE
    assert "account rotate" in said.err
    said = asha.json("round", "answer", "x")
    assert said["open"] == ["password"]
    asha("account", "rotate", "x")
    asha("account", "rotate", "x", "--confirm", "--tried")
    assert asha.json("round", "next")["next"]["account"] == "Facebook Page Ashcombe"


def test_a_word_is_needed_for_what_is_wrong(asha):
    asha("round", "open")
    said = asha.try_("round", "answer", "x", "--found", "wrong")
    assert said.code == UNUSABLE


def test_the_certificate_can_be_checked_against_the_log(asha, tmp_path):
    asha("round", "open")
    asha("round", "answer", "x")
    asha("round", "answer", "face")
    asha("round", "close")
    found = asha.json("round", "certificate", "--to", str(tmp_path / "out"))
    assert {path.rpartition(".")[2] for path in found["files"]} == {"pdf", "csv"}
    verify = ("log", "verify", "--end-code")
    assert asha.try_(*verify, found["code"]).code == DONE
    assert asha.try_(*verify, "ab" * 32).code == NOT_INTACT


def test_what_was_not_looked_at_is_said_at_closing(asha):
    asha("round", "open")
    asha("round", "skip", "x", "--why", "on leave")
    said = asha("round", "close")
    assert "without an answer" in said.out
    assert "0 of 2 accounts" in said.out


def test_a_second_check_waits_for_the_first(asha):
    asha("round", "open")
    asha.clock.ms += 31 * DAY_MS
    said = asha.try_("round", "open")
    assert said.code == UNUSABLE
    assert "round close --month 2026-11" in said.err


def test_an_owed_change_is_named_with_the_command_that_makes_it(asha):
    asha("council", "set", "rotation", "review only")
    asha("exposure", "change", "x", "--because", "leaver", "--why", "Ben left")
    asha("round", "open")
    line = "somebody left. Change it first:"
    shown = asha("round", "next").out
    if line not in " ".join(shown.split()):  # the other account came first
        asha("round", "answer", "face")
        shown = asha("round", "next").out
    assert line in " ".join(shown.split())
    assert "account rotate x/AshcombeDC --reason leaver" in " ".join(shown.split())
    assert asha.json("round", "next")["next"]["owed_reason"] == "leaver"


def test_what_was_skipped_is_not_counted_as_looked_at(asha):
    asha("round", "open")
    asha("round", "skip", "face", "--why", "The platform is down")
    found = asha.json("round", "show")
    assert (found["done"], found["looked_at"], found["left_out"]) == (1, 0, 1)
    shown = " ".join(asha("round", "show").out.split())
    assert "0 of 2 accounts looked at, 1 skipped or not checked" in shown

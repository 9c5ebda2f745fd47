"""incident dispose: what goes for good, who may, and who has heard of it."""

import pytest

from incidentkit.cli import exits
from incidentkit.words import disposal as words
from tests.cli.office import Officer

SECRETIVE = "what a resident told us"


@pytest.fixture
def closed(asha: Officer) -> Officer:
    asha("incident", "start", "Odd posts")
    asha("incident", "note", SECRETIVE)
    asha("incident", "close", "Two posts", "--reason", "handed on")
    return asha


def dispose(officer: Officer, *again: str):
    reason = ("--reason", "a year has passed")
    return officer.try_("incident", "dispose", *reason, secrets=again)


def test_the_texts_of_a_closed_incident_go_and_the_log_says_so(closed: Officer):
    said = dispose(closed, closed.passphrase)
    assert said.code == 0, said
    flat = " ".join(said.out.split())
    for sentence in (words.WHAT_GOES, words.WHAT_STAYS, words.ELSEWHERE):
        assert sentence in flat
    log = " ".join(closed("log", "show").out.split())
    assert SECRETIVE not in log
    assert "Deleted 1 text of the incident for good. Reason: a year has passed." in log
    assert "Odd posts" in closed("incident", "list").out
    assert closed.locked("log", "verify").code == exits.DONE
    assert closed("vault", "verify").code == exits.DONE


def test_doing_it_again_finds_nothing_left_and_asks_for_nothing(closed: Officer):
    dispose(closed, closed.passphrase)
    said = dispose(closed)
    assert (said.code, said.out.strip()) == (0, words.NOTHING_LEFT)
    (one,) = closed.json("vault", "disposals")["disposals"]
    assert (one["texts"], one["kept"], one["waiting"]) == (1, 0, [])
    assert "everybody has heard of it" in closed("vault", "disposals").out


@pytest.mark.parametrize("again", [(), ("another passphrase",), ("",)])
def test_without_the_passphrase_once_more_nothing_goes(closed: Officer, again):
    said = dispose(closed, *again)
    assert said.code in (exits.CANNOT_OPEN, exits.UNUSABLE)
    assert SECRETIVE in closed("log", "show").out
    assert words.NONE_YET in closed("vault", "disposals").out


def test_an_incident_that_goes_on_is_left_alone(asha: Officer):
    asha("incident", "start", "Odd posts")
    asha("incident", "note", SECRETIVE)
    assert dispose(asha, asha.passphrase).code == exits.UNUSABLE
    assert SECRETIVE in asha("log", "show").out


def test_an_officer_who_is_no_lead_cannot(closed: Officer):
    other = "violet harbour pencil mosaic"
    closed("officer", "add", "Ben Hughes", secrets=(other,))
    ben = Officer(closed.base, "Ben Hughes", other, closed.clock)
    assert dispose(ben, other).code == exits.NOT_ALLOWED
    assert SECRETIVE in closed("log", "show").out
    assert dispose(closed, closed.passphrase).code == 0
    waiting = closed.json("vault", "disposals")["disposals"][0]["waiting"]
    assert waiting == ["Ben Hughes"]

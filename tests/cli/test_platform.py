"""Correcting the facts on platforms, by command."""

import pytest

from incidentkit.cli import exits
from tests.cli.office import SECRET, Officer, join, settle

LINK = "https://x.com/settings/new-place"
SET = ("platform", "set", "x", "sessions", "--link", LINK, "--menu", "More > Devices")


def sessions(who: Officer) -> dict:
    places = who.json("platform", "show", "x")["places"]
    return next(place for place in places if place["task"] == "sessions")


def test_a_link_is_corrected_seen_on_the_account_and_put_back(asha):
    before = sessions(asha)
    assert not before["own"]
    said = asha(*SET).out
    assert "Our own, set by Asha Patel" in said
    assert (sessions(asha)["link"], sessions(asha)["own"]) == (LINK, True)
    assert sessions(asha)["checked"] == "2026-11-21"
    assert LINK in asha("account", "show", "x").out
    lines = [line["text"] for line in asha.json("log", "show")["lines"]]
    assert any("End all sessions" in x and LINK in x for x in lines)
    asha("platform", "reset", "x", "sessions")
    assert sessions(asha) == before
    assert "holds already" in asha("platform", "reset", "x", "sessions").out


def test_only_what_is_given_changes(asha):
    before = sessions(asha)
    asha("platform", "set", "x", "sessions", "--note", "On the second page.")
    after = sessions(asha)
    assert (after["link"], after["menu"]) == (before["link"], before["menu"])
    assert after["note"] == "On the second page."


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("set", "x", "sessions", "--link", "http://x.com"), exits.UNUSABLE),
        (("set", "x", "sessions", "--checked", "2027-01-01"), exits.UNUSABLE),
        (("set", "x", "sessions", "--note", f"try {SECRET}"), exits.UNUSABLE),
        (("set", "myspace", "sessions", "--link", LINK), exits.NOT_FOUND),
        (("reset", "myspace", "sessions"), exits.NOT_FOUND),
        (("show", "myspace"), exits.NOT_FOUND),
    ],
)
def test_what_cannot_be_kept_is_refused(asha, argv, code):
    before = sessions(asha)
    said = asha.try_("platform", *argv)
    assert said.code == code, said
    assert SECRET not in said.all
    assert sessions(asha) == before


def test_a_colleague_sees_it_and_only_a_lead_changes_it(asha, tmp_path):
    ben = Officer(tmp_path / "ben", "Ben Hughes", "violet harbour pencil mosaic")
    ben.clock = asha.clock
    (tmp_path / "shared").mkdir()
    join(ben, asha, tmp_path / "shared", "--role", "officer")
    asha(*SET)
    settle(asha, ben)
    assert sessions(ben)["link"] == LINK
    changed = (*SET, "--note", "Mine")
    reset = ("platform", "reset", "x", "sessions")
    for argv in (changed, reset, ("platform", "checked", "x")):
        assert ben.try_(*argv).code == exits.NOT_ALLOWED


def test_a_fact_not_looked_at_for_a_year_is_named_until_somebody_has(asha):
    def x() -> dict:
        rows = asha.json("platform", "list")["platforms"]
        return next(row for row in rows if row["platform"] == "x")

    assert not x()["past_review"]
    asha.clock.ms += 400 * 86_400_000
    assert x()["past_review"]
    assert "past review" in asha("platform", "list").out
    asha("platform", "checked", "x")
    assert not x()["past_review"]

"""Who could post, who is leaving and what follows, from the command line."""

import pytest

from tests.cli.office import Officer

BEN = "violet harbour pencil mosaic"
CARYS = "copper lantern meadow thistle"


@pytest.fixture
def asha(tmp_path) -> Officer:
    officer = Officer(tmp_path / "kit")
    officer.found()
    officer.add_x()
    officer("officer", "add", "Ben Carter", secrets=(BEN,))
    officer("account", "access", "x", "Ben Carter")
    return officer


def test_someone_is_leaving_from_beginning_to_end(asha: Officer) -> None:
    asha("account", "link", "x", "phone", "Ben Carter", "--mobile", "07700 900123")
    ben = Officer(asha.base, "Ben Carter", BEN, asha.clock)
    plan = asha.json("officer", "leaving", "Ben")
    assert [one["account"] for one in plan["must"]] == ["X @AshcombeDC"]
    ben("account", "reveal", "x")
    plan = asha.json("officer", "leaving", "Ben")
    assert [one["cause"] for one in plan["today"]] == ["opened"]
    assert [one["kind"] for one in plan["take_away"]] == ["phone"]
    said = asha("officer", "leaving", "Ben", "--all").out
    assert "Change today: they have seen it" in said
    shown = asha("officer", "leaving", "Ben").out
    removed = asha("officer", "remove", "Ben", "--reason", "a new job").out
    assert removed.endswith(shown), "whoever removes gets the whole of the list"
    owed = asha.json("exposure", "owed")["owed"]
    assert [(one["account"], one["because"]) for one in owed] == [
        ("X @AshcombeDC", "leaver")
    ]
    assert "somebody left" in asha("exposure", "owed").out
    asha("exposure", "waive", "x", "--reason", "the account is closed on Friday")
    assert asha.json("exposure", "owed")["owed"] == []


def test_who_could_post_on_a_past_day_and_on_paper(asha: Officer, tmp_path) -> None:
    now = asha.json("exposure", "show")["accounts"][0]["ways"]
    assert {way["name"] for way in now} == {"Asha Patel", "Ben Carter"}
    before = asha.json("exposure", "show", "--on", "2026-03-03")
    assert before["accounts"] == []
    only = asha.json("exposure", "show", "x", "--person", "Ben")["accounts"]
    assert [way["name"] for way in only[0]["ways"]] == ["Ben Carter"]
    said = asha.json("exposure", "print", "--to", str(tmp_path / "paper"))
    assert "Ben Carter" in (tmp_path / "paper" / said["file"].split("/")[-1]).read_text(
        encoding="utf-8-sig"
    )
    assert asha.try_("exposure", "show", "--on", "3 March").code != 0


def test_a_scheduled_task_writes_the_paper_once_a_day(asha: Officer, tmp_path) -> None:
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    assert "has not asked for it" in asha("exposure", "nightly").out.replace("\n", " ")
    asha("council", "set", "paper_days", "7")
    assert "No folder" in asha("exposure", "nightly").out
    made = asha.json("exposure", "nightly", "--into", str(drawer))
    assert [one[-4:] for one in made["files"]] == [".csv", ".pdf"]
    assert asha.json("exposure", "nightly")["files"] == []
    assert asha.json("exposure", "nightly", "--nowhere")["folder"] == ""
    gone = asha.try_("exposure", "nightly", "--into", str(tmp_path / "gone"))
    assert (gone.code != 0, "is not there" in gone.err) == (True, True)


def test_what_happened_is_written_down_and_asked_for(asha: Officer) -> None:
    asha("exposure", "change", "x", "--because", "seen-outside", "--why", "flip chart")
    asha("exposure", "lost", "Ben", "--what", "a laptop")
    owed = asha.json("exposure", "owed")["owed"]
    assert {one["because"] for one in owed} == {"seen-outside", "lost-device"}
    access = ("account", "access", "x", "Ben", "--emergency", "--reason")
    asha(*access, "hijacked while I am abroad")
    (row,) = asha.json("exposure", "emergencies")["emergencies"]
    assert (row["person"], row["agreed"]) == ("Ben Carter", [])
    asha("officer", "add", "Carys Evans", secrets=(CARYS,))
    carys = Officer(asha.base, "Carys Evans", CARYS, asha.clock)
    carys("exposure", "emergencies", "--agree", row["entry"][:8])
    assert "agreed to by Carys Evans" in asha("exposure", "emergencies", "--seen").out


def test_where_two_people_are_wanted_nobody_is_let_in_before_both(asha) -> None:
    asha("officer", "add", "Carys Evans", secrets=(CARYS,))
    asha("council", "set", "emergency_second_person", "first")
    access = ("account", "access", "x", "Carys", "--emergency", "--reason", "hijacked")
    assert asha.json(*access)["may"] is False
    asked = asha.json("exposure", "emergencies")
    assert (len(asked["asked"]), asked["emergencies"]) == (1, [])
    entry = asked["asked"][0]["entry"][:8]
    assert asha.try_("exposure", "emergencies", "--agree", entry).code != 0
    assert asha.try_("exposure", "emergencies", "--let-in", entry).code != 0
    ben = Officer(asha.base, "Ben Carter", BEN, asha.clock)
    said = ben("exposure", "emergencies", "--agree", entry).out
    assert "You agreed, and they are let in." in said
    (row,) = ben.json("exposure", "emergencies")["emergencies"]
    assert (row["by"], row["agreed"]) == ("Asha Patel", ["Ben Carter"])
    assert [o["because"] for o in asha.json("exposure", "owed")["owed"]] == [
        "break-glass"
    ]


@pytest.mark.parametrize("day", ["1899-01-01", "2100-02-28", "9999-12-31"])
def test_any_day_that_a_calendar_has_can_be_asked_for(asha: Officer, day: str) -> None:
    accounts = asha.json("exposure", "show", "--on", day)["accounts"]
    assert bool(accounts) is (day > "2026")


def test_the_last_lead_and_the_only_second_step_are_said_first(asha: Officer) -> None:
    factor = ("account", "link", "x", "factor", "Asha Patel", "--step", "app")
    asha("account", "add", "bluesky", "ashcombe", "--password", secrets=("Otter-19x",))
    asha(*factor[:2], "bluesky", *factor[3:])
    said = asha("officer", "leaving", "Asha").out.splitlines()[0]
    assert said == "Bluesky @ashcombe: Only Asha Patel can pass its second step."
    refused = asha.try_(
        "officer", "remove", "Asha", "--reason", "a new job", "--anyway"
    )
    assert refused.code != 0
    assert "no other comms lead" in refused.all

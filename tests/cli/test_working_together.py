"""Several playbooks, roles, readers, exercises and details, at the command line."""

import pytest

from tests.cli.office import COUNCIL, Officer

BEN = "violet harbour pencil mosaic"


@pytest.fixture
def asha(tmp_path):
    asha = Officer(tmp_path / "kit")
    sheet = str(tmp_path / "sheet")
    asha("vault", "create", "--council", COUNCIL, "--name", asha.name, "--sheet", sheet)
    asha("officer", "add", "Ben Hughes", secrets=(BEN,))
    return asha


@pytest.fixture
def ben(asha):
    return Officer(asha.base, "Ben Hughes", BEN, asha.clock)


def start(officer, *more):
    return officer.json("incident", "start", "Odd posts", *more)


def roles(said):
    return {r["role"]: r for r in said["roles"]}


def test_another_playbook_joins_and_is_left_again(asha):
    start(asha)
    found = asha.json("incident", "join", "Inappropriate post", "--why", "Or a prank")
    assert found["playbooks"] == ["hacked-account", "inappropriate-post"]
    refused = asha.try_("incident", "leave", "inappropriate-post")
    assert refused.code == 6
    left = asha.json("incident", "leave", "inappropriate-post", "--why", "A hack")
    assert left["playbooks"] == ["hacked-account"]
    swapped = asha.json(
        "incident", "leave", "hacked-account", "--instead", "inappropriate-post",
        "--why", "It was us",
    )  # fmt: skip
    assert swapped["playbooks"] == ["inappropriate-post"]


def test_an_unknown_sender_starts_both_at_once(asha):
    found = start(asha, "--also", "inappropriate-post")
    assert found["playbooks"] == ["hacked-account", "inappropriate-post"]
    assert asha.try_("incident", "join", "no such playbook").code == 5


def test_incidents_are_linked_and_unlinked(asha):
    one, two = start(asha)["reference"], start(asha)["reference"]
    said = asha.json("incident", "link", two, "--incident", one, "--why", "One phone")
    assert [x["reference"] for x in said["linked"]] == [two]
    back = asha.json("incident", "link", "--incident", two)
    assert [x["reference"] for x in back["linked"]] == [one]
    assert asha.try_("incident", "link", two, "--incident", one, "--remove").code == 6


def test_a_role_is_taken_handed_over_and_accepted_by_that_person(asha, ben):
    start(asha)
    assert roles(asha.json("incident", "role"))["Lead"]["holders"] == []
    said = asha.json("incident", "role", "lead", "--take")
    assert roles(said)["Lead"]["holders"] == ["Asha Patel"]
    page = asha.json(
        "incident", "hand-over", "lead", "--to", "Ben", "--note", "Ring Dana"
    )
    assert page["offered"] == "Ben Hughes"
    assert "Ring Dana" in page["page"]
    assert asha.try_("incident", "role", "lead", "--accept").code == 6
    assert "Ring Dana" in ben("incident", "role").out
    said = ben.json("incident", "role", "lead", "--accept")
    assert roles(said)["Lead"]["holders"] == ["Ben Hughes"]
    assert asha.try_("incident", "role", "lead", "--take").code == 6
    assert ben.try_("incident", "role", "mayor", "--take").code == 5


def test_a_step_that_could_not_be_done_says_who_was_tried(asha):
    start(asha)
    steps = asha.json("incident", "show", "--all")["steps"]
    step = next(s for s in steps if s["status"] == "open")["step"]
    assert asha.try_("incident", "cannot", step).code == 6
    said = asha.json(
        "incident", "cannot", step, "--why", "Nobody answers",
        "--tried", "Press office;telephone;10 minutes ago",
    )  # fmt: skip
    status = {s["step"]: s["status"] for s in said["steps"]}
    assert status[step] == "could not be done"
    log = asha("log", "show").out
    assert "Tried: Press office by telephone at 06:5" in " ".join(log.split())
    again = asha.json("incident", "step", step, "--again", "--why", "They rang back")
    assert {s["step"]: s["status"] for s in again["steps"]}[step] == "open"


def test_a_restricted_incident_is_shown_to_its_readers_only(asha, ben):
    start(asha)
    old = asha.json("incident", "list")["incidents"][0]["reference"]
    new = asha.json("incident", "restrict", "Somebody of ours", "--incident", old)
    reference = new["reference"]
    listed = {r["reference"]: r for r in asha.json("incident", "list")["incidents"]}
    assert listed[reference]["restricted"]
    assert not listed[old]["open"]
    assert [r["reference"] for r in ben.json("incident", "list")["incidents"]] == [old]
    assert ben.try_("incident", "show", "--incident", reference).code == 5
    assert "Somebody of ours" not in ben("log", "show").out
    assert "Somebody of ours" in asha("log", "show").out
    who = asha.json("incident", "readers", "--incident", reference, "--add", "Ben")
    assert who["readers"] == ["Asha Patel", "Ben Hughes"]
    assert "Somebody of ours" in ben("log", "show").out
    who = asha.json("incident", "readers", "--incident", reference, "--remove", "Ben")
    assert who["readers"] == ["Asha Patel"]
    assert "Somebody of ours" not in ben("log", "show").out
    assert ben.try_("incident", "note", "x", "--incident", reference).code == 5


def test_it_begins_with_named_readers_too(asha, ben):
    start(asha, "--reader", "Ben")
    assert asha.json("incident", "readers")["restricted"]
    assert len(ben.json("incident", "list")["incidents"]) == 1


def test_an_exercise_says_so_and_is_listed_apart(asha):
    start(asha)
    start(asha, "--exercise", "The joke")
    rows = asha.json("incident", "list", "--exercises")["incidents"]
    assert [r["exercise"] for r in rows] == ["The joke"]
    assert len(asha.json("incident", "list", "--real")["incidents"]) == 1
    assert "EXERCISE" in asha("incident", "list").out
    drill = rows[0]["reference"]
    asha("incident", "inject", "A reporter rings", "--incident", drill)
    said = asha.json(
        "incident", "inject", "A reporter rings", "--answered", "--incident", drill
    )
    assert said["injects"][0]["answered_ms"] > 0
    assert "EXERCISE" in asha("log", "show").out


def test_the_record_evidence_and_the_closing_keep_what_they_are_given(asha):
    start(asha)
    asha("incident", "record", "raised by", "A resident")
    said = asha.json("incident", "record", "public since", "06:40")
    assert said["record"]["raised by"] == ["A resident"]
    assert "06:40" in said["record"]["public since"][0]
    item = asha.json(
        "incident", "evidence", "--text", "Win", "--author-handle", "@AshcombeDC",
        "--posted", "2h", "--alt", "A prize",
    )  # fmt: skip
    assert item["shown"]["author_handle"] == "@AshcombeDC"
    asha(
        "incident", "close", "Over", "--reason", "moved", "--lesson", "Ben=Look twice",
        "--kept", "Two years", "--review", "in 30 days",
    )  # fmt: skip
    log = " ".join(asha("log", "show").out.split())
    assert "Look twice (Ben)" in log
    assert "Handle: @AshcombeDC" in log

"""The front door on the command line: choices, guides, a pasted report, an e-mail."""

from pathlib import Path

import pytest

from incidentkit.cli.exits import NOT_FOUND, UNUSABLE, USAGE
from tests.cli.office import COUNCIL, Officer

REPLY = "> What you saw: two odd posts\n> Is anyone in danger: maybe\n"
MAIL = (
    "From: Robin Vale <robin@ashcombe-gazette.example>\n"
    "Subject: Posts\n\nWho posted this? I need an answer by 4pm.\n"
)


@pytest.fixture
def asha(tmp_path: Path) -> Officer:
    made = Officer(tmp_path / "asha")
    made("vault", "create", "--council", COUNCIL, "--name", made.name)
    made("account", "add", "x", "AshcombeDC", "--login", "comms")
    return made


def test_one_choice_and_one_account_start_the_right_playbook(asha: Officer) -> None:
    said = asha.json("incident", "start", "--seen", "locked-out", "--account", "x")
    assert said["title"] == "We cannot get into X @AshcombeDC"
    first = "Ask every other administrator to try to get in"
    steps = asha.json("incident", "show", "--all")["steps"]
    assert next(s["status"] for s in steps if s["title"] == first) == "open"


def test_what_was_seen_can_be_said_in_own_words_as_well(asha: Officer) -> None:
    asha("incident", "start", "Odd posts", "--seen", "not-us", "--saw", "A prize draw")
    assert "A prize draw" in asha("log", "show").out


def test_a_choice_that_is_none_is_not_found(asha: Officer) -> None:
    assert asha.try_("incident", "start", "--seen", "aliens").code == NOT_FOUND
    assert asha.json("incident", "list")["incidents"] == []


def test_a_choice_and_a_playbook_are_not_given_together(asha: Officer) -> None:
    both = ("--seen", "press", "--playbook", "press-enquiry")
    assert asha.try_("incident", "start", "Odd", *both).code == USAGE


def test_a_response_needs_a_title_or_a_choice(asha: Officer) -> None:
    assert asha.try_("incident", "start").code == UNUSABLE


def test_an_email_is_shown_before_it_begins_an_enquiry(
    asha: Officer, tmp_path: Path
) -> None:
    file = tmp_path / "question.eml"
    file.write_text(MAIL)
    found = asha.json("incident", "from-mail", str(file))["enquiry"]
    assert (found["outlet"], found["name"]) == ("Ashcombe Gazette", "Robin Vale")
    assert asha.json("incident", "list")["incidents"] == []
    said = asha.json("incident", "from-mail", str(file), "--begin", "--outlet", "Echo")
    assert said["title"] == "Enquiry from Echo"
    (kept,) = asha.json("incident", "evidence", "--list")["evidence"]
    assert kept["name"] == "question.eml"


def test_what_is_no_email_cannot_be_used(asha: Officer, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG")
    assert asha.try_("incident", "from-mail", str(file)).code == UNUSABLE


def test_a_report_is_shown_then_begins_or_is_put_into_a_response(
    asha: Officer, tmp_path: Path
) -> None:
    file = tmp_path / "reply.txt"
    file.write_text(REPLY)
    shown = asha.json("incident", "paste-report", str(file))
    assert shown["report"]["saw"] == "two odd posts"
    assert shown["danger"]
    began = asha.json("incident", "paste-report", str(file), "--seen", "nobody-knows")
    reference = began["reference"]
    put = ("incident", "paste-report", str(file), "--incident", reference)
    assert asha.json(*put)["reference"] == reference
    log = " ".join(asha("log", "show").out.split())
    assert log.count("What you saw: two odd posts") == 2


def test_a_guide_says_where_it_stands_and_what_it_comes_to(asha: Officer) -> None:
    guide = ("guide", "walk", "should-i-reply", "--answers")
    open_yet = asha.json(*guide, "No")
    assert not open_yet["over"]
    assert open_yet["question"] == "Is it good, or fair?"
    over = asha.json(*guide, "somebody is in danger")
    assert over["over"]
    assert over["result"][0]["title"].startswith("Ring 999")
    assert asha.try_(*guide, "purple").code == UNUSABLE
    assert asha.try_("guide", "walk", "nowhere").code == NOT_FOUND


def test_the_card_is_written_for_the_council(asha: Officer, tmp_path: Path) -> None:
    to = tmp_path / "card.txt"
    said = asha.try_("card", "self-report", "--form", "print", "--to", str(to))
    assert said.code == 0
    assert "contact" in said.err
    text = to.read_text()
    assert COUNCIL in text
    assert asha.name in text

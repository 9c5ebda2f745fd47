"""The front door on the command line: choices, guides, a pasted report, an e-mail."""

from pathlib import Path

import pytest

from incidentkit.cli.exits import NOT_FOUND, UNUSABLE, USAGE
from incidentkit.playbooks.copies import shipped_texts
from incidentkit.words.front_commands import AS_SHIPPED
from tests.cli.office import COUNCIL, Officer, bare

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


@pytest.mark.parametrize(
    "line", [("incident", "front-door"), ("drill", "list"), ("guide", "list")]
)
def test_what_may_be_begun_is_listed_without_a_passphrase(
    asha: Officer, line: tuple[str, ...]
) -> None:
    said = bare("--base-dir", str(asha.base), *line)
    assert said.code == 0
    assert "passphrase" not in said.all.casefold()
    assert said.out.strip()


def test_the_front_door_says_that_ours_are_not_in_it_while_it_is_locked(
    asha: Officer,
) -> None:
    locked = bare("--base-dir", str(asha.base), "incident", "front-door").out
    assert AS_SHIPPED in " ".join(locked.split())
    assert AS_SHIPPED not in " ".join(asha("incident", "front-door").out.split())


def test_a_guide_of_the_councils_own_is_walked_once_the_kit_is_open(
    asha: Officer, tmp_path: Path
) -> None:
    (text,) = (t.text for t in shipped_texts() if t.file == "should-i-reply.yaml")
    own = text.replace("version: 1.0", "version: 9.9").replace(
        "Is it good, or fair?", "Is it kind?"
    )
    file = tmp_path / "should-i-reply.yaml"
    file.write_text(own)
    asha("playbook", "edit-from", str(file), "--why", "Our words")
    walk = ("guide", "walk", "should-i-reply", "--answers", "No", "--json")
    assert asha(*walk).data["question"] == "Is it kind?"
    locked = bare("--base-dir", str(asha.base), *walk)
    assert locked.data["question"] == "Is it good, or fair?"


def test_an_incident_is_found_by_either_end_of_its_reference(asha: Officer) -> None:
    reference = asha.json("incident", "start", "Odd posts")["reference"]
    for part in (reference, reference[:8], reference[-4:], reference[-4:].lower()):
        said = asha.json("incident", "note", "Seen", "--incident", part)
        assert said["reference"] == reference
    other = asha.json("incident", "start", "More posts")["reference"]
    assert other[:6] == reference[:6]
    named = ("incident", "note", "Seen", "--incident")
    assert "could mean" in asha.try_(*named, reference[:6]).err
    assert asha.try_(*named, "nothing").code == NOT_FOUND


def test_who_can_read_is_said_in_whole_sentences(asha: Officer) -> None:
    asha("incident", "start", "Odd posts")
    everybody = asha("incident", "readers").out
    assert "Everybody in the kit can read this incident:" in everybody
    alone = " ".join(asha("incident", "restrict", "A person").out.split())
    assert "Only you can read it." in alone
    assert (
        "Only these people can read this incident:" in asha("incident", "readers").out
    )


def test_a_setting_that_was_refused_is_named_in_words(asha: Officer) -> None:
    said = asha.try_("council", "set", "own_bad_post", "purple")
    assert "setting “" in said.err
    assert "own_bad_post" not in said.err.partition("Choose")[0]


def test_the_card_is_written_for_the_council(asha: Officer, tmp_path: Path) -> None:
    to = tmp_path / "card.txt"
    said = asha.try_("card", "self-report", "--form", "print", "--to", str(to))
    assert said.code == 0
    assert "contact" in said.err
    text = to.read_text()
    assert COUNCIL in text
    assert asha.name in text

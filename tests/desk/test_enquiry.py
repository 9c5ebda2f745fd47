"""A reporter's message fills the four lines that an enquiry begins with."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.desk.enquiry import enquiry_in
from incidentkit.desk.letter import parts_of
from incidentkit.desk.outlet import outlet_of
from incidentkit.exchange.mail import Mail

UK = ZoneInfo("Europe/London")
SENT = datetime(2026, 3, 10, 9, 30, tzinfo=UK)  # a Tuesday


def ms(day: int, hour: int, minute: int = 0, month: int = 3) -> int:
    return int(datetime(2026, month, day, hour, minute, tzinfo=UK).timestamp() * 1000)


def asked(body: str, address: str = "robin@ashcombe-gazette.co.uk") -> Mail:
    return Mail("Robin Vale", address, "A question", int(SENT.timestamp() * 1000), body)


def test_the_four_lines_are_found() -> None:
    found = enquiry_in(
        asked("Who posted this? I need an answer by 3pm.\n\nBest wishes,\nRobin"),
        ms(10, 10),
    )

    assert found.outlet == "Ashcombe Gazette"
    assert found.name == "Robin Vale"
    assert found.question == "Who posted this? I need an answer by 3pm."
    assert found.deadline_ms == ms(10, 15)


def test_a_mailbox_that_anybody_has_names_no_outlet() -> None:
    assert enquiry_in(asked("Why?", "robin@gmail.com"), ms(10, 10)).outlet == ""


def test_an_earlier_message_below_is_left_out() -> None:
    body = "And today?\n\nOn Mon, 9 Mar 2026 Press Office wrote:\n> We will answer."

    assert enquiry_in(asked(body), ms(10, 10)).question == "And today?"


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("by 3pm", ms(10, 15)),
        ("by 15:30 today", ms(10, 15, 30)),
        ("deadline is noon tomorrow", ms(11, 12)),
        ("by Friday at 5pm", ms(13, 17)),
        ("by 9am on Tuesday", ms(17, 9)),
        ("no later than 8.15am", ms(11, 8, 15)),
        ("by midnight", ms(11, 0)),
        ("by 5 people", 0),
        ("by 25:00", 0),
        ("as soon as you can", 0),
    ],
)
def test_a_deadline_is_taken_from_the_words(said: str, when: int) -> None:
    found = enquiry_in(asked(f"Please answer {said}."), ms(10, 10))

    assert found.deadline_ms == when


def test_a_deadline_is_right_when_the_clocks_change() -> None:
    sent = int(datetime(2026, 3, 28, 18, tzinfo=UK).timestamp() * 1000)
    mail = Mail("R", "r@gazette.co.uk", "Q", sent, "By 9am tomorrow please")

    assert enquiry_in(mail, sent + 1).deadline_ms == ms(29, 9)


@pytest.mark.parametrize(
    ("address", "signature", "outlet"),
    [
        ("r@ashcombegazette.co.uk", (), "Ashcombe Gazette"),
        ("r@theashcombeeveningpost.co.uk", (), "The Ashcombe Evening Post"),
        ("r@thetfordtimes.co.uk", (), "Thetford Times"),
        ("r@ashcombe-gazette.example", (), "Ashcombe Gazette"),
        ("r@ashcombefm.example", (), "Ashcombe FM"),
        ("r@bbc.co.uk", (), "BBC"),
        ("r@valleyvoices.example", ("Robin Vale", "Valley Voices"), "Valley Voices"),
        ("r@gmail.com", ("Robin Vale", "Ashcombe Gazette | 01632"), "Ashcombe Gazette"),
        ("r@gmail.com", ("Freelance for Ashcombe Online",), "Ashcombe Online"),
        ("r@gmail.com", ("Senior reporter, Vale & Moor Radio",), "Vale & Moor Radio"),
        ("r@publisher.example", ("Editor at The Ashcombe Echo",), "The Ashcombe Echo"),
        ("r@gmail.com", ("Robin", "07700 900123"), ""),
    ],
)
def test_the_outlet_is_readable_as_people_write_it(
    address: str, signature: tuple[str, ...], outlet: str
) -> None:
    assert outlet_of(address, "Robin Vale", signature) == outlet


def test_an_outlet_in_the_name_of_the_mailbox_is_found() -> None:
    name = "Robin Vale (Hill and Dale)"

    assert outlet_of("news@hillanddale.example", name, ()) == "Hill and Dale"


@pytest.mark.parametrize(
    "body",
    [
        "Hi,\n\nWho posted this?\n\nThanks,\nRobin",
        "Dear press office,\nI hope you are well.\n\nWho posted this?\n\n"
        "Kind regards\n\nRobin Vale\nReporter, Ashcombe Gazette",
        "Good morning Sam\n\nWho posted this?\n\nMany thanks, Robin",
        "Hello Sam, Who posted this?\n\nRobin Vale\nAshcombe Gazette",
        "Who posted this?\n-- \nRobin Vale",
    ],
)
def test_the_greeting_and_the_signature_are_no_part_of_the_question(body: str) -> None:
    assert enquiry_in(asked(body), ms(10, 10)).question == "Who posted this?"


def test_a_question_that_thanks_or_names_somebody_stays_whole() -> None:
    asking = (
        "Thanks to the flood, two roads are closed. Why?\n"
        "Best value was promised. Dear residents, you said.\nRobin Hill is one of them."
    )

    assert parts_of(asking, "Robin Vale").question == asking


def test_a_message_that_is_only_a_greeting_stays_as_it_is() -> None:
    assert parts_of("Hello,\n\nThanks,\nRobin", "Robin Vale").question == (
        "Hello,\n\nThanks,\nRobin"
    )


def test_a_deadline_under_the_signature_is_read_still() -> None:
    body = "Who posted this?\n\nThanks,\nRobin\nI need this by 3pm."

    assert enquiry_in(asked(body), ms(10, 10)).deadline_ms == ms(10, 15)


@given(st.text(max_size=300))
def test_no_words_stop_it(body: str) -> None:
    found = enquiry_in(asked(body), ms(10, 10))

    assert found.deadline_ms >= 0

"""A reporter's message fills the four lines that an enquiry begins with."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.desk.enquiry import enquiry_in
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


@given(st.text(max_size=300))
def test_no_words_stop_it(body: str) -> None:
    found = enquiry_in(asked(body), ms(10, 10))

    assert found.deadline_ms >= 0

"""When a published sentence says that something will be."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from incidentkit.drafting.checks.promises import updates_in
from incidentkit.drafting.promised_times import promised_ms

UK = ZoneInfo("Europe/London")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UK).timestamp() * 1000)


SATURDAY = at("2026-11-21T10:30")


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Next update at 3 pm.", "2026-11-21T15:00"),
        ("Next update at 3pm", "2026-11-21T15:00"),
        ("Next update here at 16:00.", "2026-11-21T16:00"),
        ("Next update at 3.30 p.m. today", "2026-11-21T15:30"),
        ("More at noon.", "2026-11-21T12:00"),
        ("More by midnight.", "2026-11-22T00:00"),
        ("Next update at 9 am.", "2026-11-22T09:00"),
        ("Next update tomorrow at 9 am.", "2026-11-22T09:00"),
        ("We will ring on Monday by 12:00.", "2026-11-23T12:00"),
        ("We will ring on Saturday at 9 am.", "2026-11-28T09:00"),
        ("We will ring on Saturday at 11 am.", "2026-11-21T11:00"),
        ("Next update in two hours.", "2026-11-21T12:30"),
        ("We will reply within half an hour.", "2026-11-21T11:00"),
        ("We will reply within 45 minutes.", "2026-11-21T11:15"),
        ("Next update at 12 am.", "2026-11-22T00:00"),
    ],
)
def test_a_certain_time_is_read(sentence: str, when: str) -> None:
    assert promised_ms(sentence, SATURDAY) == at(when)


@pytest.mark.parametrize(
    "sentence",
    [
        "We will publish the review.",
        "We will publish the review on Monday.",
        "We will reply within ten working days.",
        "Between 3 pm and 5 pm we will ring you.",
        "At 9 am today we will ring you.",
        "On Monday or Tuesday at 9 am we will ring you.",
        "It cost £3.30 and we will pay it back.",
        "Version 3.30.1 will be published.",
        "We will ring at 15 pm.",
        "We will ring at 3:75 pm.",
    ],
)
def test_what_is_not_certain_is_left_to_a_person(sentence: str) -> None:
    assert promised_ms(sentence, SATURDAY) == 0


def test_the_clocks_go_forward_and_the_hour_stays_what_was_said() -> None:
    before = at("2027-03-27T20:00")
    assert promised_ms("Next update tomorrow at 9 am.", before) == at(
        "2027-03-28T09:00"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sorry. Next update here at 16:00.", 1),
        ("A further statement will come by noon.", 1),
        ("We will tell people more in two hours.", 1),
        ("There is no further update.", 0),
        ("We will publish the review by Friday.", 0),
    ],
)
def test_an_update_that_is_promised_is_told_from_other_promises(text, found) -> None:
    assert len(updates_in(text)) == found

"""What falls due: on working days, days ahead, in a calendar, and locked without names."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from incidentkit.accounts.entries import Reviewed, RotationOwed
from incidentkit.accounts.model import Agency, Item, May, Permission, Reason
from incidentkit.desk.reminding import (
    FAR_AHEAD,
    Kind,
    Reminder,
    calendar_file,
    keep_index,
    note_told,
    read_index,
    to_tell,
    upcoming,
    working_day,
    write_calendar,
)
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk
from tests.desk.test_exposing import add_x
from tests.desk.test_home import DAY_MS, Studio

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio._desk


def due(desk: Desk, kind: Kind, days: int = FAR_AHEAD) -> list[date]:
    return [one.on for one in upcoming(desk, days) if one.kind is kind]


def test_a_password_and_a_review_fall_due_on_working_days(desk):
    account = add_x(desk)
    assert due(desk, Kind.PASSWORD) == [date(2026, 12, 1)]
    assert due(desk, Kind.PASSWORD, days=3) == []
    desk.council.set("rotation", "review only")
    assert due(desk, Kind.PASSWORD) == []
    desk.council.set("review_months", "1")
    assert due(desk, Kind.REVIEW) == [date(2026, 12, 21)]
    desk.accounts.review(account, Reviewed(is_wanted=True))
    assert len(due(desk, Kind.REVIEW)) == 1


def test_what_falls_on_a_bank_holiday_is_due_before_it(desk):
    calendar = desk.council.calendar()
    assert working_day(date(2026, 12, 28), calendar) == date(2026, 12, 24)
    assert working_day(date(2026, 12, 24), calendar) == date(2026, 12, 24)
    desk.council.set("nation", "Scotland")
    scottish = desk.council.calendar()
    assert working_day(date(2026, 11, 30), scottish) == date(2026, 11, 27)


def test_contracts_permissions_events_and_checks_are_among_it(desk):
    account = add_x(desk)
    desk.accounts.give_link(account, Agency("Bright Words", until="2026-12-04"))
    may = Permission("Dewi", (May.POST,), is_external=True, until="2026-12-11")
    desk.accounts.give_link(account, may)
    desk.accounts.owe(account, RotationOwed(Item.SECRET, Reason.SEEN_OUTSIDE))
    begin(desk)
    assert due(desk, Kind.CONTRACT) == [date(2026, 12, 4)]
    assert due(desk, Kind.PERMISSION) == [date(2026, 12, 11)]
    assert due(desk, Kind.EVENT) == [TODAY]  # a Saturday, and still that day
    assert len(due(desk, Kind.CHECK)) == 1


def test_a_locked_kit_knows_counts_and_dates_and_no_name(studio, desk):
    account = add_x(desk)
    desk.accounts.owe(account, RotationOwed(Item.SECRET, Reason.SEEN_OUTSIDE))
    places = desk.session.kit.places
    assert read_index(places) is None
    index = keep_index(desk)
    assert index.due(TODAY) == (1, 0)
    kept = (places.state / "due").read_text(encoding="utf-8")
    assert "Ashcombe" not in kept
    assert account.hex() not in kept
    assert to_tell(places, TODAY) == (1, 0)
    note_told(places, TODAY)
    assert to_tell(places, TODAY) is None
    assert keep_index(desk).told == TODAY
    assert to_tell(places, date(2026, 12, 1)) == (1, 1)
    (places.state / "due").write_bytes(b"{half")
    assert read_index(places) is None


def test_a_calendar_names_nothing_unless_it_is_asked_to(desk, tmp_path):
    add_x(desk)
    path = tmp_path / "out" / "due.ics"
    assert write_calendar(desk, path) == 1
    plain = path.read_bytes()
    assert b"Ashcombe" not in plain
    write_calendar(desk, path, names=True)
    assert b"AshcombeDC" in path.read_bytes()


def test_a_calendar_is_spelt_as_calendars_are():
    label = "Gwasanaeth Ŵyr; Ashcombe, " + "ŵ" * 60 + "\nBEGIN:VEVENT"
    reminder = Reminder(date(2026, 12, 1), Kind.PASSWORD, label)
    data = calendar_file([reminder], b"k" * 16, 1_795_000_000_000, names=True)
    again = calendar_file([reminder], b"k" * 16, 1_795_000_000_000 + DAY_MS)
    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    text = data.replace(b"\r\n ", b"").decode()
    assert text.count("\r\nBEGIN:VEVENT\r\n") == 1
    assert "\\; Ashcombe\\, " in text
    assert "DTSTART;VALUE=DATE:20261201" in text
    (one,) = [line for line in text.split("\r\n") if line.startswith("UID")]
    assert one.encode() in again

"""A password that came from elsewhere: nobody claims to know how old it is."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.health import Finding
from incidentkit.accounts.marks import Age
from incidentkit.accounts.model import Item, NewAccount, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.council.rules import RotationRule
from incidentkit.desk.account_import import import_table, look_at
from incidentkit.desk.health import read_health
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.looking_after import read_upkeep
from incidentkit.desk.reminding import FAR_AHEAD, Kind, upcoming
from incidentkit.desk.round_line import read_line
from incidentkit.desk.round_terms import begin, terms_of
from incidentkit.desk.services import Desk
from incidentkit.desk.upkeep import Care, turn_of
from incidentkit.exchange.said_times import time_said
from incidentkit.rounds.model import Ask
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.watching import unwatched
from incidentkit.words.ages import in_list, last_changed
from tests.desk.test_home import DAY_MS, Studio

MONTH = "2026-11"
MODIFIED = "2024-05-04T10:00:00Z"
SAID = "Not known when it last changed: imported on 21 Nov 2026"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio._desk


def imported(desk: Desk, folder: Path, number: int = 1) -> list[SubjectId]:
    """Import a table as KeePassXC writes it, with its times."""
    head = "Group,Title,Username,Password,URL,Notes,TOTP,Icon,Last Modified,Created"
    row = "Root,X {0},handle{0},Old-Secret-{0}-of-many,https://x.com,,,0,{1},{1}"
    rows = [row.format(n, MODIFIED) for n in range(number)]
    path = folder / "export.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    assert import_table(desk, look_at(path), unwatched).written == number
    return list(desk.accounts.states())


def age(desk: Desk, account: SubjectId) -> Age:
    return desk.accounts.known(account).account.age(Item.SECRET)


def test_an_imported_password_is_not_taken_for_changed_on_that_day(desk, tmp_path):
    (account,) = imported(desk, tmp_path)
    found = age(desk, account)
    assert (found.changed, found.is_imported, found.is_unknown) == (None, True, True)
    assert found.said == time_said(MODIFIED)
    said = last_changed("secret", found)
    assert said == f"{SAID}. The table said 04 May 2024"
    assert in_list(desk.accounts.rows()[0].age) == "Not known: imported 21 Nov 2026"
    assert desk.accounts.who_can_post(())[0].changed is None
    begin(desk)
    line = read_line(desk, MONTH, account)
    (password,) = (one for one in line.asked if one.ask is Ask.PASSWORD)
    assert [one.name for one in password.seen] == [said]


def test_one_added_by_hand_is_not_known_either_and_one_the_kit_made_is(desk):
    typed = desk.accounts.add(NewAccount("x", "A", secret=Secret("a-Secret-of-20-l")))
    new = Secret("another-Secret-of-20", is_made=True)
    made = desk.accounts.add(NewAccount("x", "B", secret=new))
    assert last_changed("secret", age(desk, typed)) == (
        "Not known when it last changed: written down on 21 Nov 2026"
    )
    assert age(desk, made).changed == desk.accounts.known(made).account.added


def test_only_a_confirmed_change_makes_its_age_known(desk, tmp_path):
    (account,) = imported(desk, tmp_path)
    new = Secret("a-new-Secret-of-ours", is_made=True)
    desk.accounts.begin_rotation(account, new, Reason.POLICY)
    assert age(desk, account).is_unknown
    before = desk.session.clock.now_ms()
    desk.accounts.confirm_rotation(account, tried=True)
    assert age(desk, account).changed > before
    assert read_health(desk).figures.unknown == 0


def test_a_whole_table_is_no_alarm_and_its_first_check_is_spread(
    desk, studio, tmp_path
):
    accounts = imported(desk, tmp_path, 12)
    page = read_health(desk)
    assert page.figures.unknown == 12
    assert sum(page.figures.ages) == 0
    assert Finding.OLD not in {one.finding for one in page.found}
    matters = {one.need for one in read_home(desk).matters}
    assert not matters & {Need.OLD, Need.ROTATION}
    assert terms_of(desk, MONTH).due_passwords == frozenset(accounts)
    desk.council.set("rotation", "other interval")
    desk.council.set("rotation_months", "3")
    rule = desk.council.upkeep().rotation
    turns = Counter(turn_of(rule, one) for one in accounts)
    for month, name in enumerate((MONTH, "2026-12", "2027-01")):
        asked = sum(turns[turn] for turn in range(month + 1))
        assert len(terms_of(desk, name).due_passwords) == asked
    studio.clock.ms += 200 * DAY_MS
    late = [due for due in read_upkeep(desk) if due.care is Care.ROTATION]
    assert [len(due.names) for due in late] == [12]  # one line for all


def test_nothing_is_late_before_the_month_after_its_turn(desk, tmp_path):
    imported(desk, tmp_path, 3)
    found = [x for x in upcoming(desk, FAR_AHEAD) if x.kind is Kind.PASSWORD]
    assert {f"{one.on:%Y-%m}" for one in found} == {"2026-12"}


def test_after_a_year_it_is_old_whatever_it_was_before(desk, studio, tmp_path):
    imported(desk, tmp_path)
    studio.clock.ms += 400 * DAY_MS
    old = [one for one in read_health(desk).found if one.finding is Finding.OLD]
    assert [(one.detail, one.days) for one in old] == [("at-least", 400)]


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        (MODIFIED, 1_714_816_800_000),
        ("2024-05-04 10:00:00", 1_714_816_800_000),
        ("2024-05-04", 1_714_780_800_000),
        ("1714816800000", 1_714_816_800_000),
        ("", 0),
        ("04/05/2024", 0),
        ("1899-12-31", 0),
        ("2100-01-01", 0),
        ("9" * 13, 0),
        ("\u0660" * 13, 0),
        ("yesterday", 0),
        ("0001-01-01T00:00:00+14:00", 0),
    ],
)
def test_a_time_of_a_table_is_read_or_passed_over(text, ms):
    assert time_said(text) == ms


def test_a_rule_without_a_date_has_no_turns():
    assert turn_of(RotationRule(0, 1, 5), SubjectId(bytes(16))) == 0

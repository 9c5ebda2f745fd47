"""Who looks at what by which day: rules that hold for any month and any accounts."""

import hashlib
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.model import Access, Field, Item, Status
from incidentkit.accounts.public import AccountState, Mark
from incidentkit.council.calendar import calendar_for
from incidentkit.rounds.model import Ask, Policy
from incidentkit.rounds.planning import (
    Terms,
    days_for,
    is_quarterly_turn,
    lines_of,
    working_days,
)
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.vault.register import Register

CALENDARS = {nation: calendar_for(nation) for nation in ("England", "Scotland")}
NOBODY = PersonId(bytes(16))

months = st.builds(
    lambda year, month: f"{year}-{month:02}",
    st.integers(2024, 2030),
    st.integers(1, 12),
)
ids = st.binary(min_size=16, max_size=16).map(SubjectId)


def text(value: str) -> Register[str]:
    return Register[str]().put(Digest(bytes(32)), value, ())


def state_of(
    status: Status, access: Access = Access.OWN_LOGIN, platform: str = "x"
) -> AccountState:
    mark = Mark(0, NOBODY, NOBODY)
    return AccountState(
        scope=bytes(16),
        fields={
            Field.STATUS: text(status.value),
            Field.ACCESS: text(access.value),
            Field.PLATFORM: text(platform),
        },
        marks={Item.SECRET: Register[Mark]().put(Digest(bytes(32)), mark, ())},
    )


states = st.builds(
    state_of,
    st.sampled_from(Status),
    st.sampled_from(Access),
    st.sampled_from(["x", "facebook", "mailbox"]),
)


def register_of(size: int, kinds: list[AccountState], salt: int):
    """Return as many accounts as that, of a few kinds in turn, with ids like real ones."""
    return {
        SubjectId(hashlib.sha256(f"{salt} {n}".encode()).digest()[:16]): kinds[
            n % len(kinds)
        ]
        for n in range(size)
    }


registers = st.builds(
    register_of,
    st.integers(0, 120),
    st.lists(states, min_size=1, max_size=7),
    st.integers(0, 2**32),
)
policies = st.sampled_from(Policy)


@st.composite
def terms(draw):
    return Terms(
        draw(policies),
        spreads=draw(st.booleans()),
        working_day=draw(st.integers(1, 23)),
        due_passwords=frozenset(draw(st.lists(ids, max_size=5))),
    )


@given(months, registers, terms(), st.sampled_from(sorted(CALENDARS)))
def test_every_account_in_use_has_one_line_and_no_other_has_any(
    month, accounts, wanted, nation
):
    lines = lines_of(month, accounts.items(), wanted, CALENDARS[nation])
    in_use = {a for a, state in accounts.items() if state.status.is_open}
    assert sorted(line.account for line in lines) == sorted(in_use)


@given(months, registers, terms(), st.sampled_from(sorted(CALENDARS)))
def test_every_day_is_a_working_day_of_the_month_and_none_has_more_than_its_share(
    month, accounts, wanted, nation
):
    calendar = CALENDARS[nation]
    lines = lines_of(month, accounts.items(), wanted, calendar)
    days = days_for(month, wanted, calendar)
    assert days
    assert set(days) <= set(working_days(month, calendar))
    due = Counter(date.fromisoformat(line.due) for line in lines)
    assert set(due) <= set(days)
    if wanted.spreads:
        share = -(-len(lines) // len(days))
        assert max(due.values(), default=0) <= share
    else:
        assert len(due) <= 1


@given(months, registers, terms())
def test_the_lines_stand_in_the_order_in_which_they_are_due(month, accounts, wanted):
    lines = lines_of(month, accounts.items(), wanted, CALENDARS["England"])
    assert [line.due for line in lines] == sorted(line.due for line in lines)


@given(months, registers, terms())
def test_the_same_accounts_in_another_order_make_the_same_round(
    month, accounts, wanted
):
    calendar = CALENDARS["England"]
    forwards = lines_of(month, accounts.items(), wanted, calendar)
    backwards = lines_of(month, reversed(accounts.items()), wanted, calendar)
    assert forwards == backwards


def following(month: str, count: int) -> list[str]:
    number = int(month[:4]) * 12 + int(month[5:7]) - 1
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(number, number + count)]


@given(months, ids)
def test_each_account_has_its_turn_once_in_any_three_months_running(month, account):
    turns = [is_quarterly_turn(one, account) for one in following(month, 3)]
    assert turns.count(True) == 1


@given(months, registers, terms())
def test_nothing_is_asked_twice_of_an_account_and_something_of_each(
    month, accounts, wanted
):
    for line in lines_of(month, accounts.items(), wanted, CALENDARS["England"]):
        assert line.asks
        assert len(set(line.asks)) == len(line.asks)
        assert (Ask.PASSWORD in line.asks) == (line.account in wanted.due_passwords)


@given(months, st.integers(0, 40), st.integers(1, 20), st.booleans())
def test_a_round_begun_later_in_its_month_is_late_nowhere_on_its_first_day(
    month, after, working_day, spreads
):
    first = date(int(month[:4]), int(month[5:7]), 1)
    today = first + timedelta(days=after)
    wanted = Terms(Policy.REVIEW_ONLY, spreads, working_day, today=today)
    accounts = {SubjectId(bytes([n]) * 16): state_of(Status.LIVE) for n in range(30)}
    lines = lines_of(month, accounts.items(), wanted, CALENDARS["England"])
    assert all(date.fromisoformat(line.due) >= today for line in lines)


@pytest.mark.parametrize("month", ["2026-04", "2026-12", "2027-02"])
def test_a_working_day_that_a_short_month_does_not_have_is_its_last_one(month):
    wanted = Terms(Policy.REVIEW_ONLY, spreads=True, working_day=23)
    calendar = CALENDARS["England"]
    assert days_for(month, wanted, calendar) == working_days(month, calendar)[-1:]

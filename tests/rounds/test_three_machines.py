"""One round on three machines that hear of each other through a folder, now and then."""

from dataclasses import replace
from datetime import date

import pytest

from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Reason
from incidentkit.accounts.secret import Secret
from incidentkit.rounds.model import Ask, Found
from incidentkit.rounds.score import score_of
from incidentkit.rounds.service import Said
from tests.accounts.examples import x_account
from tests.rounds.conftest import CATALOGUE
from tests.rounds.test_rounds import (
    CALENDAR,
    MONTH,
    REVIEW,
    accounts_of,
    monthly,
    opened,
    rounds_of,
)
from tests.vault.world import Machine, join, settle_all


@pytest.fixture
def third(tmp_path, lead, shared):
    machine = Machine(tmp_path / "third", "Carys Third", catalogue=CATALOGUE)
    join(machine, lead, shared)
    yield machine
    machine.close()


@pytest.fixture
def team(lead, officer, third, shared):
    machines = [lead, officer, third]
    settle_all(machines, shared)
    return machines


def everybody_agrees(team):
    found = [rounds_of(machine).rounds() for machine in team]
    assert found[0] == found[1] == found[2]
    return found[0][0]


def states(machine):
    return accounts_of(machine).states()


def right(machine, account):
    line = rounds_of(machine).round(MONTH).line(account)
    said = [Said(ask, Found.RIGHT) for ask in line.asks]
    rounds_of(machine).answer(MONTH, account, said)


def test_three_people_work_one_round_and_come_to_the_same(team, shared):
    lead = team[0]
    accounts = [accounts_of(lead).add(x_account(handle=f"@a{n}")) for n in range(9)]
    for n, account in enumerate(accounts):
        accounts_of(lead).give_care(account, Care(team[n % 3].here.me.person))
    opened(lead)
    settle_all(team, shared)
    for n, account in enumerate(accounts):
        right(team[n % 3], account)
    settle_all(team, shared)
    found = everybody_agrees(team)
    assert score_of(found, states(team[0])).percent == 100
    assert len({r.value.person for r in found.answers.values()}) == 3


def test_all_three_begin_the_same_month_unknown_to_each_other(team, shared):
    lead = team[0]
    account = accounts_of(lead).add(x_account())
    settle_all(team, shared)
    for machine in team:
        opened(machine)
        right(machine, account)
    settle_all(team, shared)
    found = everybody_agrees(team)
    assert len(found.openings) == 3
    assert [line.account for line in found.lines] == [account]
    assert found.is_kept(found.lines[0])


def test_two_close_it_while_the_third_goes_on_looking(team, shared):
    lead, officer, third = team
    account = accounts_of(lead).add(x_account())
    opened(lead)
    settle_all(team, shared)
    rounds_of(lead).close(MONTH, "Asha")
    rounds_of(officer).close(MONTH, "Owen")
    third.clock.ms = max(lead.clock.ms, officer.clock.ms) + 60_000
    right(third, account)
    settle_all(team, shared)
    found = everybody_agrees(team)
    assert len(found.closings) == 2
    score = score_of(found, states(team[0]))
    assert score.kept == 0
    assert score.after == len(found.lines[0].asks)


def test_one_changes_the_password_while_another_begins_the_round(team, shared):
    """The change was confirmed with no round to answer; the round hears of it later."""
    lead, officer, _ = team
    account = accounts_of(lead).add(x_account())
    accounts_of(lead).give_access(account, officer.here.me.person)
    settle_all(team, shared)
    opened(lead, monthly(account))
    officer.clock.ms = lead.clock.ms + 60_000
    accounts = accounts_of(officer)
    accounts.begin_rotation(account, Secret("second-Password-02"), Reason.POLICY)
    change = accounts.plan.confirm(account, tried=True)
    officer.here.commit(change + rounds_of(officer).planned_after_change(account))
    settle_all(team, shared)
    found = everybody_agrees(team)
    assert found.answer(account, Ask.PASSWORD) is None
    rounds_of(lead).answer(MONTH, account, [Said(Ask.PASSWORD, Found.RIGHT)])
    assert score_of(rounds_of(lead).round(MONTH), states(lead)).passwords_changed == 1


def test_two_people_change_the_same_password_apart_and_the_round_has_both(team, shared):
    lead, officer, _ = team
    account = accounts_of(lead).add(x_account())
    accounts_of(lead).give_access(account, officer.here.me.person)
    opened(lead, monthly(account))
    settle_all(team, shared)
    for machine in (lead, officer):
        accounts = accounts_of(machine)
        accounts.begin_rotation(account, Secret("second-Password-02"), Reason.POLICY)
        change = accounts.plan.confirm(account, tried=True)
        machine.here.commit(change + rounds_of(machine).planned_after_change(account))
    settle_all(team, shared)
    found = everybody_agrees(team)
    assert found.said(account, Ask.PASSWORD).in_conflict
    assert found.answer(account, Ask.PASSWORD).found is Found.PUT_RIGHT
    assert score_of(found, states(team[0])).passwords_changed == 1


def test_two_months_begun_apart_are_both_there_and_both_are_answered(team, shared):
    lead, officer, _ = team
    account = accounts_of(lead).add(x_account())
    settle_all(team, shared)
    rounds_of(lead).open("2026-11", monthly(account), CALENDAR)
    rounds_of(officer).open("2026-12", monthly(account), CALENDAR)
    settle_all(team, shared)
    assert rounds_of(lead).open_round().month == "2026-12"
    accounts = accounts_of(lead)
    accounts.begin_rotation(account, Secret("second-Password-02"), Reason.POLICY)
    change = accounts.plan.confirm(account, tried=True)
    lead.here.commit(change + rounds_of(lead).planned_after_change(account))
    for month in ("2026-11", "2026-12"):
        found = rounds_of(lead).round(month)
        assert found.answer(account, Ask.PASSWORD).found is Found.PUT_RIGHT


def test_an_account_that_arrives_after_the_closing_is_kept_apart_and_lowers_nothing(
    team, shared
):
    """One machine took it in before the closing, and was heard of only afterwards."""
    lead, officer, _ = team
    first = accounts_of(lead).add(x_account())
    opened(lead)
    settle_all(team, shared)
    other = accounts_of(officer).add(x_account(handle="@late"))
    rounds_of(officer).add_line(MONTH, other, REVIEW, date(2026, 11, 27))
    rounds_of(officer).answer(MONTH, other, [Said(Ask.HOLDERS, Found.RIGHT)])
    lead.clock.ms = officer.clock.ms + 60_000
    right(lead, first)
    before = score_of(rounds_of(lead).close(MONTH), states(lead))
    settle_all(team, shared)
    found = everybody_agrees(team)
    after = score_of(found, states(lead))
    assert (before.percent, before.arrived) == (100, 0)
    assert replace(after, arrived=0) == before
    assert [line.account for line in found.late_lines] == [other]
    assert found.answer(other, Ask.HOLDERS).found is Found.RIGHT  # nothing is lost


def test_what_a_machine_adds_after_a_closing_it_did_not_hear_of_is_apart_too(
    team, shared
):
    lead, officer, third = team
    accounts_of(lead).add(x_account())
    opened(lead)
    settle_all(team, shared)
    other = accounts_of(third).add(x_account(handle="@late"))
    rounds_of(lead).close(MONTH)
    officer.clock.ms = third.clock.ms = lead.clock.ms + 60_000
    rounds_of(third).add_line(MONTH, other, REVIEW, date(2026, 11, 27))
    rounds_of(third).answer(MONTH, other, [Said(Ask.HOLDERS, Found.WRONG, "who?")])
    rounds_of(officer).close(MONTH)
    settle_all(team, shared)
    found = everybody_agrees(team)
    score = score_of(found, states(lead))
    assert (score.lines, score.arrived, score.wrong, score.after) == (1, 1, 0, 0)


def test_a_change_made_after_the_closing_does_not_count_for_its_month(team, shared):
    lead, officer, _ = team
    account = accounts_of(lead).add(x_account())
    accounts_of(lead).give_access(account, officer.here.me.person)
    opened(lead, monthly(account))
    settle_all(team, shared)
    rounds_of(lead).close(MONTH)
    officer.clock.ms = lead.clock.ms + 60_000
    rotated_in(officer, account)
    settle_all(team, shared)
    found = everybody_agrees(team)
    score = score_of(found, states(lead))
    assert found.answer(account, Ask.PASSWORD).late
    assert (score.passwords_changed, score.after) == (0, 1)


def test_a_change_of_the_month_stays_counted_when_it_is_changed_again(team, shared):
    lead = team[0]
    account = accounts_of(lead).add(x_account())
    opened(lead, monthly(account))
    rotated_in(lead, account)
    rounds_of(lead).close(MONTH)
    lead.clock.ms += 60_000
    rotated_in(lead, account, "third-Password-03")
    found = rounds_of(lead).round(MONTH)
    assert score_of(found, states(lead)).passwords_changed == 1


def rotated_in(machine, account, new="second-Password-02"):
    accounts = accounts_of(machine)
    accounts.begin_rotation(account, Secret(new), Reason.POLICY)
    change = accounts.plan.confirm(account, tried=True)
    machine.here.commit(change + rounds_of(machine).planned_after_change(account))


def test_a_month_in_which_one_machine_hears_nothing_comes_to_the_same_for_all(
    team, shared
):
    """Two deliver to each other now and then, the third only after the closing."""
    lead, officer, third = team
    accounts = [accounts_of(lead).add(x_account(handle=f"@a{n}")) for n in range(4)]
    opened(lead)
    settle_all(team, shared)
    for n, account in enumerate(accounts):
        right(third, account)  # the whole month, unheard
        right((lead, officer)[n % 2], account)
        if n % 2:
            settle_all([lead, officer], shared)
    asked = Said(Ask.HOLDERS, Found.WRONG, "Ben has gone")
    rounds_of(officer).answer(MONTH, accounts[0], [asked])
    settle_all([officer, lead], shared)
    lead.clock.ms = third.clock.ms = max(m.clock.ms for m in team) + 60_000
    rounds_of(lead).close(MONTH)
    right_after = Said(Ask.HOLDERS, Found.NOT_CHECKED)
    third.clock.ms += 60_000
    rounds_of(third).answer(MONTH, accounts[1], [right_after])
    settle_all(team, shared)
    found = everybody_agrees(team)
    score = score_of(found, states(lead))
    assert (score.lines, score.kept, score.wrong, score.after) == (4, 3, 1, 1)
    assert found.said(accounts[2], Ask.HOLDERS).in_conflict  # said twice, apart
    assert found.is_kept(found.line(accounts[2]))
    assert len(found.late_answers) == 1

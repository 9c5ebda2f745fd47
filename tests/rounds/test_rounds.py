"""Rounds of a real kit, alone and on two machines that exchange through a folder."""

from datetime import date

import pytest

from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Access, Reason, Status
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.council.calendar import calendar_for
from incidentkit.errors import (
    InvalidValueError,
    NotChangedError,
    ReasonNeededError,
    RoundClosedError,
    RoundOpenError,
    UnknownNameError,
)
from incidentkit.rounds.model import Ask, Found, Policy
from incidentkit.rounds.planning import Terms
from incidentkit.rounds.score import score_of
from incidentkit.rounds.service import RoundsService, Said
from tests.accounts.examples import facebook_page, x_account
from tests.vault.world import settle_all

MONTH = "2026-11"
CALENDAR = calendar_for()
REVIEW = Terms(Policy.REVIEW_ONLY, spreads=True, working_day=1)


def accounts_of(machine):
    return AccountsService(machine.here)


def rounds_of(machine):
    return RoundsService(machine.here)


def monthly(*accounts):
    return Terms(Policy.MONTHLY, True, 1, frozenset(accounts))


@pytest.fixture
def x(lead):
    return accounts_of(lead).add(x_account())


@pytest.fixture
def page(lead):
    return accounts_of(lead).add(facebook_page())


def opened(machine, terms=REVIEW):
    return rounds_of(machine).open(MONTH, terms, CALENDAR)


def test_a_round_has_a_line_for_each_account_in_use_and_no_other(lead, x, page):
    accounts = accounts_of(lead)
    closed = accounts.add(x_account(handle="@old"))
    accounts.close(closed, "merged")
    asked = accounts.add(x_account(handle="@new", status=Status.ASKED_FOR))
    dormant = accounts.add(x_account(handle="@quiet", status=Status.DORMANT))
    found = opened(lead)
    assert {line.account for line in found.lines} == {x, page, dormant}
    assert found.line(asked) is None
    assert found.is_open


def test_a_round_of_no_accounts_can_be_opened_and_closed(lead):
    opened(lead)
    assert not rounds_of(lead).close(MONTH).is_open


def test_who_looks_after_an_account_is_who_looks_in_the_round(lead, x, page):
    me = lead.here.me.person
    accounts_of(lead).give_care(x, Care(me))
    found = opened(lead)
    assert found.line(x).owner == me
    assert found.line(page).owner == b""


def test_another_person_can_be_given_a_line_for_this_round(lead, officer, x):
    opened(lead)
    owen = officer.here.me.person
    found = rounds_of(lead).give(MONTH, x, owen)
    assert found.line(x).owner == owen
    assert rounds_of(lead).give(MONTH, x, None).line(x).owner == b""


def test_what_is_asked_goes_by_how_people_get_in(lead, x, page):
    found = opened(lead, monthly(x))
    assert found.line(x).asks[0] is Ask.HOLDERS
    assert found.line(x).asks[-1] is Ask.PASSWORD
    assert found.line(page).asks[0] is Ask.ROLES
    assert Ask.PASSWORD not in found.line(page).asks


def test_answers_keep_their_place_over_locking_and_rebuilding(lead, x, page):
    opened(lead)
    rounds_of(lead).answer(MONTH, x, [Said(Ask.HOLDERS, Found.RIGHT)])
    before = rounds_of(lead).round(MONTH)
    lead.reopen()
    assert rounds_of(lead).round(MONTH) == before
    lead.here.rebuild()
    assert rounds_of(lead).round(MONTH) == before
    assert before.answer(x, Ask.HOLDERS).found is Found.RIGHT
    assert Ask.ROLES in before.unanswered(before.line(page))


@pytest.mark.parametrize("found", [Found.PUT_RIGHT, Found.WRONG, Found.SKIPPED])
def test_anything_but_right_or_not_checked_takes_a_word(lead, x, found):
    opened(lead)
    with pytest.raises(ReasonNeededError):
        rounds_of(lead).answer(MONTH, x, [Said(Ask.HOLDERS, found, "  ")])
    said = [Said(Ask.HOLDERS, found, "Ben has gone")]
    assert rounds_of(lead).answer(MONTH, x, said).answer(x, Ask.HOLDERS).note


def test_several_answers_are_written_whole_or_not_at_all(lead, x):
    opened(lead)
    said = [Said(Ask.HOLDERS, Found.RIGHT), Said(Ask.ROLES, Found.RIGHT)]
    with pytest.raises(UnknownNameError):
        rounds_of(lead).answer(MONTH, x, said)
    assert rounds_of(lead).round(MONTH).answer(x, Ask.HOLDERS) is None


def test_a_password_is_never_ticked_off(lead, x):
    opened(lead, monthly(x))
    with pytest.raises(NotChangedError):
        rounds_of(lead).answer(MONTH, x, [Said(Ask.PASSWORD, Found.RIGHT)])
    accounts = accounts_of(lead)
    accounts.begin_rotation(x, Secret("second-Password-02"), Reason.POLICY)
    with pytest.raises(NotChangedError):
        rounds_of(lead).answer(MONTH, x, [Said(Ask.PASSWORD, Found.RIGHT)])
    plan = accounts.plan.confirm(x, tried=True)
    lead.here.commit(plan + rounds_of(lead).planned_after_change(x))
    found = rounds_of(lead).round(MONTH)
    assert found.answer(x, Ask.PASSWORD).found is Found.PUT_RIGHT
    assert score_of(found, accounts.states()).passwords_changed == 1


def test_a_password_changed_before_the_round_began_does_not_count(lead, x):
    accounts = accounts_of(lead)
    accounts.begin_rotation(x, Secret("second-Password-02"), Reason.POLICY)
    accounts.confirm_rotation(x, tried=True)
    opened(lead, monthly(x))
    with pytest.raises(NotChangedError):
        rounds_of(lead).answer(MONTH, x, [Said(Ask.PASSWORD, Found.RIGHT)])


def test_one_round_at_a_time_and_each_month_once(lead, x):
    opened(lead)
    with pytest.raises(RoundOpenError):
        rounds_of(lead).open("2026-12", REVIEW, CALENDAR)
    rounds_of(lead).close(MONTH, "Done by all")
    with pytest.raises(RoundClosedError):
        opened(lead)
    with pytest.raises(RoundClosedError):
        rounds_of(lead).answer(MONTH, x, [Said(Ask.HOLDERS, Found.RIGHT)])
    assert rounds_of(lead).open("2026-12", REVIEW, CALENDAR).is_open
    assert [one.month for one in rounds_of(lead).rounds()] == ["2026-12", MONTH]


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "1999-01", "2026-1", "now"])
def test_a_month_is_a_month(lead, month):
    with pytest.raises(InvalidValueError):
        rounds_of(lead).open(month, REVIEW, CALENDAR)


def test_two_people_who_open_the_same_month_apart_open_one_round(
    lead, officer, shared, x
):
    settle_all([lead, officer], shared)
    opened(lead)
    opened(officer)
    rounds_of(officer).answer(MONTH, x, [Said(Ask.HOLDERS, Found.RIGHT)])
    settle_all([lead, officer], shared)
    here, there = rounds_of(lead).rounds(), rounds_of(officer).rounds()
    assert here == there
    (found,) = here
    assert len(found.openings) == 2
    assert [line.account for line in found.lines] == [x]
    assert found.answer(x, Ask.HOLDERS).found is Found.RIGHT


def test_of_two_answers_given_apart_the_less_good_one_counts(lead, officer, shared, x):
    opened(lead)
    settle_all([lead, officer], shared)
    bad = [Said(Ask.HOLDERS, Found.WRONG, "Ben is still there")]
    rounds_of(lead).answer(MONTH, x, bad)
    rounds_of(officer).answer(MONTH, x, [Said(Ask.HOLDERS, Found.RIGHT)])
    settle_all([lead, officer], shared)
    found = rounds_of(officer).round(MONTH)
    assert found.said(x, Ask.HOLDERS).in_conflict
    assert found.answer(x, Ask.HOLDERS).found is Found.WRONG
    settled = rounds_of(lead).answer(MONTH, x, [Said(Ask.HOLDERS, Found.RIGHT)])
    assert not settled.said(x, Ask.HOLDERS).in_conflict
    assert settled.answer(x, Ask.HOLDERS).found is Found.RIGHT


def test_two_people_who_close_the_same_round_apart_close_it_once(
    lead, officer, shared, x
):
    opened(lead)
    settle_all([lead, officer], shared)
    rounds_of(lead).close(MONTH, "Asha")
    rounds_of(officer).close(MONTH, "Owen")
    settle_all([lead, officer], shared)
    here, there = rounds_of(lead).round(MONTH), rounds_of(officer).round(MONTH)
    assert here == there
    assert {one.note for one in here.closings} == {"Asha", "Owen"}
    assert not here.is_open


def test_an_answer_from_a_machine_that_had_not_heard_of_the_closing_is_kept_as_late(
    lead, officer, shared, x
):
    opened(lead)
    settle_all([lead, officer], shared)
    rounds_of(lead).close(MONTH)
    officer.clock.ms = lead.clock.ms + 60_000
    rounds_of(officer).answer(MONTH, x, [Said(Ask.HOLDERS, Found.RIGHT)])
    settle_all([lead, officer], shared)
    found = rounds_of(lead).round(MONTH)
    assert found.answer(x, Ask.HOLDERS).late
    assert not found.is_kept(found.line(x))


def test_an_account_that_came_later_can_be_taken_in_once(lead, x):
    opened(lead)
    later = accounts_of(lead).add(x_account(handle="@later"))
    due = date(2026, 11, 30)
    rounds_of(lead).add_line(MONTH, later, REVIEW, due)
    found = rounds_of(lead).add_line(MONTH, later, REVIEW, due)
    assert [line.account for line in found.lines] == [x, later]


def test_an_access_model_of_every_kind_is_asked_something(lead):
    accounts = accounts_of(lead)
    for number, access in enumerate(Access):
        platform = "facebook" if access is Access.ROLES else "mastodon"
        account = x_account(
            platform=platform,
            handle=f"a{number}",
            access=access,
            login=None,
            secret=None,
            totp=None,
            codes=(),
        )
        accounts.add(account)
    assert all(line.asks for line in opened(lead).lines)


@pytest.mark.parametrize(
    "note", ["Mae Ŵyn wedi gadael", "\u05d0\u05d1\u05d2 left", "日本"]
)
def test_a_word_in_any_script_is_kept_as_it_is(lead, x, note):
    opened(lead)
    said = [Said(Ask.HOLDERS, Found.WRONG, note)]
    found = rounds_of(lead).answer(MONTH, x, said)
    assert found.answer(x, Ask.HOLDERS).note == note


def test_a_word_that_is_far_too_long_is_refused_and_nothing_is_written(lead, x):
    opened(lead)
    with pytest.raises(InvalidValueError):
        rounds_of(lead).answer(
            MONTH, x, [Said(Ask.HOLDERS, Found.WRONG, "a" * (64 * 1024))]
        )
    assert rounds_of(lead).round(MONTH).answer(x, Ask.HOLDERS) is None
    with pytest.raises(InvalidValueError):
        rounds_of(lead).close(MONTH, "a" * 501)
    assert rounds_of(lead).round(MONTH).is_open


def test_a_round_is_judged_by_the_grace_it_was_begun_with(lead, x):
    terms = Terms(Policy.REVIEW_ONLY, spreads=False, working_day=1, grace_days=5)
    found = opened(lead, terms)
    line = found.line(x)
    assert line.due == "2026-11-02"
    assert not found.is_overdue(line, date(2026, 11, 7))
    assert found.is_overdue(line, date(2026, 11, 8))


def test_a_change_of_the_password_found_wrong_takes_a_word(lead, x):
    opened(lead, monthly(x))
    with pytest.raises(ReasonNeededError):
        rounds_of(lead).answer(MONTH, x, [Said(Ask.PASSWORD, Found.WRONG)])


def test_a_word_about_many_questions_is_looked_through_for_secrets_once(lead, x):
    opened(lead, monthly(x))
    looked = []
    rounds = RoundsService(lead.here, lambda text: tuple(looked.append(text) or ()))
    asks = rounds.round(MONTH).line(x).asks
    rounds.answer(MONTH, x, [Said(ask, Found.SKIPPED, "down") for ask in asks])
    assert looked == ["down"]

"""What another program writes about accounts and checks clears nothing and stops nobody."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from incidentkit.accounts import entries as a
from incidentkit.accounts import kinds as ak
from incidentkit.accounts.entries import Reviewed
from incidentkit.accounts.exposure import exposures
from incidentkit.accounts.leaving import in_force_since
from incidentkit.accounts.model import (
    Access,
    Item,
    NewAccount,
    PlatformRole,
    Reason,
    ToolSeat,
)
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.secret import Secret
from incidentkit.desk.certificate_facts import read_certificate
from incidentkit.desk.exposing import must_change, plan_for
from incidentkit.desk.exposure_paper import table_of
from incidentkit.desk.health import last_batch, read_health, run_batch
from incidentkit.desk.home import read_home
from incidentkit.desk.reminding import upcoming
from incidentkit.desk.round import Stage, read_round, read_summary
from incidentkit.desk.round_line import read_line
from incidentkit.desk.round_terms import begin, this_month
from incidentkit.desk.services import Desk
from incidentkit.exchange.spreadsheet import harmless
from incidentkit.officers.contacts import CONTACT_FOLD, Card, subject_of
from incidentkit.officers.entries import Contact
from incidentkit.rounds import entries as r
from incidentkit.rounds import round as rk
from incidentkit.rounds.model import Ask, Found, Line, Policy
from incidentkit.rounds.service import Said
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Body, Kind, SubjectId
from tests.desk.test_exposing import colleague
from tests.desk.test_home import DAY_MS, Studio

FAR = 2**62


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio.ask(lambda desk: desk)


def say(desk: Desk, subject: SubjectId, kind: Kind, body: Body) -> bytes:
    """Write an entry as a program would that checks nothing."""
    scope = desk.session.standard.kit
    return desk.session.commit(write(Write(subject, kind, body, scope))).digests[0]


def say_as_holder(desk: Desk, account: SubjectId, body: Body) -> None:
    """Tell of a change as somebody does who can open the account."""
    scope, line = state(desk, account).secrets_scope, a.CodeUsed(b"c" * 32, 1)
    beside = Write(account, ak.CODE_USED, line, scope)
    desk.session.commit(write(beside, Write(account, ak.SECRET_CHANGED, body)))


def add_x(desk: Desk) -> SubjectId:
    secret = Secret("a-Secret-of-20-letters", is_made=True)
    return desk.accounts.add(NewAccount("x", "AshcombeDC", secret=secret))


def rotated(desk: Desk, account: SubjectId, secret: str) -> None:
    desk.accounts.begin_rotation(account, Secret(secret), Reason.POLICY)
    desk.accounts.confirm_rotation(account, tried=True)


def state(desk: Desk, account: SubjectId) -> AccountState:
    return desk.accounts.known(account).account


# --- accounts ---------------------------------------------------------------------


def test_what_nobody_confirmed_ends_no_exposure_and_moves_no_date(desk):
    account = add_x(desk)
    rotated(desk, account, "second-Password-02")
    known = desk.accounts.known(account)
    current = known.current(Item.SECRET)
    desk.accounts.reveal(account, Item.SECRET)
    before = state(desk, account)
    body = a.SecretChanged(
        Item.SECRET, over=(current,), replaces=before.mark(Item.SECRET).digests
    )
    say_as_holder(desk, account, body)
    after = state(desk, account)
    assert after.changed(Item.SECRET) == before.changed(Item.SECRET)
    assert exposures(after, {}) == exposures(before, {})


def test_a_confirmed_password_that_names_no_secret_moves_no_date(desk):
    account = add_x(desk)
    rotated(desk, account, "second-Password-02")
    owed = must_change(desk, account, Reason.COMPROMISE, "")
    before = state(desk, account)
    assert owed
    body = a.SecretChanged(
        Item.SECRET,
        confirmed=True,
        replaces=before.mark(Item.SECRET).digests,
        answers=tuple(one.digest for one in before.owed),
    )
    say_as_holder(desk, account, body)
    after = state(desk, account)
    assert after.changed(Item.SECRET) == before.changed(Item.SECRET)
    assert after.owed == before.owed


def test_a_change_told_again_answers_nothing_that_came_after_it(desk):
    account = add_x(desk)
    rotated(desk, account, "second-Password-02")
    must_change(desk, account, Reason.COMPROMISE, "")
    before = state(desk, account)
    body = a.SecretChanged(
        Item.SECRET,
        secret=before.mark(Item.SECRET).value.secret,
        confirmed=True,
        answers=tuple(one.digest for one in before.owed),
    )
    say_as_holder(desk, account, body)
    assert state(desk, account).owed == before.owed


def test_an_earlier_change_told_again_moves_no_date(studio, desk):
    account = add_x(desk)
    rotated(desk, account, "second-Password-02")
    earlier = state(desk, account).mark(Item.SECRET).value.secret
    studio.clock.ms += DAY_MS
    rotated(desk, account, "third-Password-03")
    studio.clock.ms += DAY_MS
    before = state(desk, account)
    body = a.SecretChanged(Item.SECRET, secret=earlier, confirmed=True)
    say_as_holder(desk, account, body)
    after = state(desk, account)
    assert after.changed(Item.SECRET) == before.changed(Item.SECRET)
    assert len(after.mark(Item.SECRET).versions) == 1


def test_a_secret_is_not_in_force_from_a_day_to_come(desk):
    account = add_x(desk)
    body = a.SecretChanged(Item.SECRET, secret=b"s" * 32, confirmed=True, begun=FAR)
    say_as_holder(desk, account, body)
    known = state(desk, account)
    last = known.mark(Item.SECRET).value
    assert last.begun <= last.wall
    assert in_force_since(known, Item.SECRET, last.wall) <= last.wall


def test_what_is_owed_is_owed_since_no_day_to_come(desk):
    account = add_x(desk)
    now = desk.session.clock.now_ms()
    body = a.RotationOwed(Item.SECRET, Reason.LEAVER, owed_at=FAR)
    say(desk, account, ak.ROTATION_OWED, body)
    (owed,) = state(desk, account).owed
    assert now <= owed.owed_at <= desk.session.clock.now_ms()
    assert upcoming(desk)


# --- checks -----------------------------------------------------------------------


def readable(desk: Desk, month: str) -> None:
    """Read every page on which a check shows."""
    read_round(desk, month)
    read_summary(desk, month)
    read_home(desk)
    read_health(desk)
    upcoming(desk)


@pytest.mark.parametrize("month", ["9999-99", "2026-12", "a month", ""])
def test_a_check_of_no_month_of_ours_keeps_nobody_from_beginning_one(desk, month):
    add_x(desk)
    ours = desk.rounds.subject(this_month(desk))
    for subject in (ours, SubjectId(bytes(16))):
        say(desk, subject, rk.OPENED, r.RoundOpened(month, Policy.MONTHLY, ()))
    assert read_round(desk).stage is Stage.NONE
    found = begin(desk)
    assert (found.month, len(found.lines)) == (this_month(desk), 1)
    readable(desk, found.month)


def test_a_check_cannot_be_closed_before_anybody_began_it(desk):
    add_x(desk)
    month = this_month(desk)
    say(desk, desk.rounds.subject(month), rk.CLOSED, r.RoundClosed("Over"))
    assert begin(desk).is_open


@pytest.mark.parametrize("due", ["9999-12-31", "0001-01-01", "soon", "2026-W48-1"])
def test_a_line_due_on_any_day_leaves_every_page_readable(desk, due):
    month = this_month(desk)
    line = Line(add_x(desk), due, (Ask.HOLDERS,), b"?")
    opened = r.RoundOpened(month, Policy.INTERVAL, (line,), FAR, FAR)
    say(desk, desk.rounds.subject(month), rk.OPENED, opened)
    readable(desk, month)
    assert not desk.rounds.round(month).is_overdue(line, date(1, 1, 1))


def test_an_account_of_which_nothing_is_asked_is_not_kept(desk):
    month = this_month(desk)
    opened = r.RoundOpened(month, Policy.MONTHLY, (Line(add_x(desk), "", ()),))
    say(desk, desk.rounds.subject(month), rk.OPENED, opened)
    assert read_summary(desk, month).score.kept == 0


def test_a_password_that_somebody_only_ticked_off_was_not_changed(desk):
    account, month = add_x(desk), this_month(desk)
    line = Line(account, f"{month}-30", (Ask.PASSWORD,))
    subject = desk.rounds.subject(month)
    say(desk, subject, rk.OPENED, r.RoundOpened(month, Policy.MONTHLY, (line,)))
    say(desk, subject, rk.ANSWERED, r.Answered(account, Ask.PASSWORD, Found.RIGHT))
    assert read_summary(desk, month).score.passwords_changed == 0


def test_a_clock_that_went_back_hides_no_change_from_the_certificate(studio, desk):
    account, month = add_x(desk), this_month(desk)
    line = Line(account, f"{month}-30", (Ask.PASSWORD,))
    opened = r.RoundOpened(month, Policy.MONTHLY, (line,))
    say(desk, desk.rounds.subject(month), rk.OPENED, opened)
    studio.clock.ms -= 2 * DAY_MS
    rotated(desk, account, "second-Password-02")
    desk.rounds.answer(month, account, [Said(Ask.PASSWORD, Found.RIGHT)])
    desk.rounds.close(month)
    assert len(read_certificate(desk, month).changed) == 1


def test_a_change_told_by_who_could_not_open_it_is_on_no_certificate_and_in_the_log(
    studio, desk
):
    account, month = add_x(desk), this_month(desk)
    line = Line(account, f"{month}-30", (Ask.PASSWORD,))
    opened = r.RoundOpened(month, Policy.MONTHLY, (line,))
    say(desk, desk.rounds.subject(month), rk.OPENED, opened)
    studio.clock.ms += DAY_MS
    body = a.SecretChanged(Item.SECRET, secret=b"s" * 32, confirmed=True)
    say(desk, account, ak.SECRET_CHANGED, body)
    ticked = r.Answered(account, Ask.PASSWORD, Found.RIGHT)
    say(desk, desk.rounds.subject(month), rk.ANSWERED, ticked)
    desk.rounds.close(month)
    assert read_summary(desk, month).score.passwords_changed == 0
    assert read_certificate(desk, month).changed == ()
    log = [line.sentence for line in desk.records.everything()]
    assert any("without being able to open it" in sentence for sentence in log)


@pytest.mark.parametrize("of", ["nothing", "a scope"])
def test_a_line_about_no_account_raises_no_alarm_about_the_log(desk, of):
    real, month = add_x(desk), this_month(desk)
    account = SubjectId(state(desk, real).scope if of == "a scope" else bytes(16))
    opened = r.RoundOpened(month, Policy.MONTHLY, (Line(account, "", (Ask.HOLDERS,)),))
    say(desk, desk.rounds.subject(month), rk.OPENED, opened)
    desk.rounds.close(month)
    assert read_certificate(desk, month).changed == ()
    assert desk.session.facts(account) == ()


@pytest.mark.parametrize("first", "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
def test_no_table_for_a_spreadsheet_holds_anything_to_work_out(desk, first):
    role = PlatformRole("Owner", f"{first}1+1")
    say(desk, add_x(desk), ak.LINK_GIVEN, a.LinkGiven(role))
    text = table_of(desk.who_can_post())
    cells = [c for row in csv.reader(io.StringIO(text, newline="")) for c in row]
    assert f"'{first}1+1" in cells
    assert harmless(f"{first}1+1") == f"'{first}1+1"


def test_what_a_clock_ahead_changed_leaves_nobody_out_who_could_open_it(studio, desk):
    account = add_x(desk)
    rotated(desk, account, "second-Password-02")
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    now = studio.clock.ms
    studio.clock.ms = now + 3000 * DAY_MS
    rotated(desk, account, "third-Password-03")
    studio.clock.ms = now + DAY_MS
    desk.accounts.withdraw_access(account, ben)
    studio.clock.ms += DAY_MS
    assert [one.subject for one in plan_for(desk, ben).must] == [account]


# --- clocks -----------------------------------------------------------------------


def test_what_a_clock_ahead_said_does_not_stand_for_what_is_said_later(studio, desk):
    account, me = add_x(desk), desk.session.me.person
    desk.officers.set_contact(me, Contact(mobile="01632 960501"))
    now = studio.clock.ms
    for note, ms in (("first", now + 3000 * DAY_MS), ("second", now)):
        studio.clock.ms = ms
        desk.accounts.review(account, Reviewed(is_wanted=True, note=note))
        desk.officers.verify(me, note)
        run_batch(desk)
    found = state(desk, account).review
    assert (found.note, found.wall < now + DAY_MS) == ("second", True)
    assert desk.officers.row(me).checked.note == "second"
    assert last_batch(desk).wall < now + DAY_MS


def test_a_role_whose_number_was_tried_by_a_clock_ahead_is_tried_again(studio, desk):
    desk.contacts.set(Card("Data protection officer", mailbox="a@b.example"), "dpo")
    now = studio.clock.ms
    for note, ms in (("first", now + 3000 * DAY_MS), ("second", now)):
        studio.clock.ms = ms
        desk.contacts.verify("dpo", note)
    known = desk.session.state(CONTACT_FOLD, subject_of("dpo"))
    assert known.verified.note == "second"


def test_a_line_about_an_account_that_is_not_known_here_holds_nobody_up(desk):
    account, month = add_x(desk), this_month(desk)
    ghost = SubjectId(b"\x01" * 16)
    lines = tuple(Line(one, f"{month}-01", (Ask.HOLDERS,)) for one in (ghost, account))
    opened = r.RoundOpened(month, Policy.MONTHLY, lines)
    say(desk, desk.rounds.subject(month), rk.OPENED, opened)
    page = read_round(desk)
    assert page.next is not None
    assert page.next.account == account
    assert page.after(account).account == account
    desk.rounds.answer(month, account, [Said(Ask.HOLDERS, Found.RIGHT)])
    page = read_round(desk)
    assert page.next is None
    assert (page.done, len(page.rows)) == (1, 2)


def test_a_seat_told_where_few_can_read_is_asked_of_nobody(studio, desk):
    tool = desk.accounts.add(
        NewAccount(
            "scheduler",
            "Plan",
            access=Access.TOOL,
            secret=Secret("a-Secret-of-20-chars"),
        )
    )
    account = add_x(desk)
    seat = a.LinkGiven(ToolSeat("Plan", "Mallory", account=tool))
    hidden = state(desk, account).secrets_scope
    desk.session.commit(write(Write(account, ak.LINK_GIVEN, seat, hidden)))
    line = read_line(desk, begin(desk).month, tool)
    assert "Mallory" not in [seen.name for one in line.asked for seen in one.seen]

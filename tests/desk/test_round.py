"""A month's account check as pages: whose, by when, what to look at, what it came to."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    Access,
    Edits,
    Factor,
    Field,
    Item,
    NewAccount,
    Reason,
    SecondStep,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk import certificate as paper
from incidentkit.desk.certificate_facts import read_certificate
from incidentkit.desk.certificate_table import table
from incidentkit.desk.health import read_health
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.round import Stage, When, Whose, read_round, read_summary
from incidentkit.desk.round_line import Part, read_line
from incidentkit.desk.round_terms import begin, newcomers, take_in, terms_of
from incidentkit.desk.services import Desk
from incidentkit.errors import (
    NotChangedError,
    RoundOpenError,
    RoundsOffError,
    SecretInTextError,
)
from incidentkit.officers.entries import planned_name
from incidentkit.playbooks.grab_card import pages_of
from incidentkit.rounds.model import Ask, Found
from incidentkit.rounds.service import Said
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.words import certificate as certificate_words
from incidentkit.words import rounds as round_words
from tests.desk.test_home import DAY_MS, Studio
from tests.ui.company import THEIRS
from tests.ui.studio import SECRET, one_page, one_x
from tests.vault.world import POLICY

MONTH = "2026-11"
WORD = Said(Ask.HOLDERS, Found.WRONG, "Ben has gone")


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio.ask(lambda desk: desk)


def ben(desk: Desk) -> PersonId:
    return add_colleague(
        desk.session,
        "Ben Carter",
        THEIRS,
        Role.OFFICER,
        POLICY,
        lambda p: planned_name(p, "Ben Carter"),
    )


def later(studio: Studio, days: float) -> None:
    studio.clock.ms += int(days * DAY_MS)


def rotated(desk: Desk, account, *, tried: bool = True) -> None:
    desk.accounts.begin_rotation(account, Secret("second-Password-02"), Reason.POLICY)
    desk.accounts.confirm_rotation(account, tried=tried)


def need(desk: Desk, kind: Need):
    return next((m for m in read_home(desk).matters if m.need is kind), None)


# --- beginning -------------------------------------------------------------------


def test_without_a_round_one_can_be_begun_for_this_month(desk):
    one_x(desk)
    page = read_round(desk)
    assert (page.stage, page.month, page.in_use) == (Stage.NONE, MONTH, 1)


def test_what_the_council_decided_is_written_into_the_round(desk):
    account = one_x(desk)
    rotated(desk, account)
    desk.council.set("rotation", "other interval")
    desk.council.set("rotation_months", "6")
    desk.council.set("rotation_grace_days", "9")
    found = begin(desk)
    assert (found.policy.value, found.every_months) == ("other interval", 6)
    assert found.grace_days == 9
    assert Ask.PASSWORD not in found.line(account).asks


def test_where_nothing_is_due_on_a_date_no_round_is_offered(desk):
    one_x(desk)
    desk.council.set("rotation", "off")
    assert read_round(desk).stage is Stage.OFF
    with pytest.raises(RoundsOffError):
        begin(desk)


@pytest.mark.parametrize(
    ("rotation", "months", "after_days", "is_due"),
    [
        ("monthly", "", 0, False),  # changed this month
        ("monthly", "", 31, True),
        ("other interval", "3", 31, False),
        ("other interval", "3", 100, True),
        ("review only", "", 100, False),
    ],
)
def test_a_password_is_due_by_its_own_last_confirmed_change(
    desk, studio, rotation, months, after_days, is_due
):
    account = one_x(desk)
    rotated(desk, account)
    desk.council.set("rotation", rotation)
    if months:
        desk.council.set("rotation_months", months)
    later(studio, after_days)
    terms = terms_of(desk, f"{studio_month(desk)}")
    assert (account in terms.due_passwords) is is_due


def studio_month(desk: Desk) -> str:
    return read_round(desk).month


def test_a_note_edit_moves_no_date(desk, studio):
    account = one_x(desk)
    later(studio, 31)
    before = terms_of(desk, studio_month(desk)).due_passwords
    desk.accounts.edit(account, Edits(((Field.NOTES, "looked at"),)))
    assert terms_of(desk, studio_month(desk)).due_passwords == before == {account}


def test_a_role_run_page_and_a_mailbox_are_never_asked_for_a_password(desk, studio):
    one_page(desk)
    box = NewAccount("mailbox", "press@ashcombe.example", access=Access.MAILBOX)
    desk.accounts.add(box)
    later(studio, 60)
    assert not terms_of(desk, studio_month(desk)).due_passwords


def test_accounts_added_during_the_month_are_taken_in_together(desk):
    one_x(desk)
    found = begin(desk)
    page = one_page(desk)
    other = desk.accounts.add(NewAccount("bluesky", "ashcombe.example"))
    assert set(newcomers(desk, found)) == {page, other}
    assert read_round(desk).newcomers == 2
    found = take_in(desk, found)
    assert {line.account for line in found.lines} >= {page, other}
    assert read_round(desk).newcomers == 0


# --- the list ---------------------------------------------------------------------


def test_my_own_accounts_come_first_and_then_those_i_stand_in_for(desk):
    person = ben(desk)
    me = desk.session.me.person
    names = ("c-mine", "b-deputy", "a-theirs", "d-nobody")
    cares = (Care(me), Care(person, me), Care(person), Care())
    for name, care in zip(names, cares, strict=True):
        account = desk.accounts.add(NewAccount("bluesky", name))
        desk.accounts.give_care(account, care)
    begin(desk)
    rows = read_round(desk).rows
    assert [row.whose for row in rows] == list(Whose)
    assert [row.label.rpartition(" ")[2].lstrip("@") for row in rows] == [
        "c-mine",
        "b-deputy",
        "d-nobody",
        "a-theirs",
    ]


def test_a_deputy_can_take_an_account(desk):
    person, account = ben(desk), one_x(desk)
    desk.accounts.give_care(account, Care(person, desk.session.me.person))
    begin(desk)
    desk.rounds.give(MONTH, account, desk.session.me.person)
    (row,) = read_round(desk).rows
    assert (row.whose, row.owner) == (Whose.MINE, "Asha Patel")


def test_an_account_is_late_only_after_its_day_and_the_days_of_grace(desk, studio):
    one_x(desk)
    begin(desk)  # on Saturday 21 November: the first working day left is the 23rd
    (row,) = read_round(desk).rows
    assert (row.due, row.when) == (date(2026, 11, 23), When.LATER)
    seen = []
    for _ in range(4):
        later(studio, 2)
        seen.append(read_round(desk).rows[0].when)
    assert seen == [When.TODAY, When.TODAY, When.TODAY, When.LATE]
    assert read_round(desk).late == 1


def test_the_place_is_the_first_account_that_is_not_done(desk):
    for name in ("a", "b", "c"):
        desk.accounts.add(NewAccount("bluesky", name))
    found = begin(desk)
    first = read_round(desk).next
    asks = found.line(first.account).asks
    desk.rounds.answer(
        MONTH, first.account, [Said(ask, Found.NOT_CHECKED) for ask in asks]
    )
    page = read_round(desk)
    assert (page.done, page.next.account) == (1, page.rows[1].account)
    assert page.rows[0].worst is Found.NOT_CHECKED
    assert page.after(page.rows[2].account).account == page.rows[1].account


def test_a_closed_account_says_so_in_the_list(desk):
    account = one_x(desk)
    begin(desk)
    desk.accounts.close(account, "merged")
    assert not read_round(desk).rows[0].in_use


# --- one account --------------------------------------------------------------------


def line_of(desk: Desk, account):
    return read_line(desk, read_round(desk).month, account)


def asked(desk: Desk, account, ask: Ask):
    return next(one for one in line_of(desk, account).asked if one.ask is ask)


def test_beside_the_question_stand_the_people_it_is_about(desk):
    account, page = one_x(desk), one_page(desk)
    begin(desk)
    assert [s.name for s in asked(desk, account, Ask.HOLDERS).seen] == ["Asha Patel"]
    roles = asked(desk, page, Ask.ROLES)
    assert [s.name for s in roles.seen] == [
        "Ben Carter",
        "Dewi Morgan",
        "Northlight Media",
    ]
    assert roles.seen[0].detail == "full control"
    assert roles.seen[0].number
    assert roles.place is not None


def test_every_access_model_says_what_to_look_at(desk):
    for number, access in enumerate(Access):
        platform = "facebook" if access is Access.ROLES else "mastodon"
        new = NewAccount(platform, f"a{number}", access, elsewhere="ICT's vault")
        desk.accounts.add(new)
    begin(desk)
    for row in read_round(desk).rows:
        found = line_of(desk, row.account)
        assert found.part(Part.MONTHLY)
        assert all(one.question for one in found.asked)


def test_a_second_step_is_shown_with_who_holds_it(desk):
    for _ in range(12):  # one in three is asked more this month
        account = one_x(desk)
        desk.accounts.give_link(account, Factor(SecondStep.KEY, "Carys Evans", "safe"))
    begin(desk)
    full = [r for r in read_round(desk).rows if r.open_asks > 2]
    steps = asked(desk, full[0].account, Ask.SECOND_STEP).seen
    assert (steps[0].name, steps[0].detail) == ("A security key", "Carys Evans, safe")


def test_what_was_said_last_time_is_shown(desk, studio):
    account = one_x(desk)
    begin(desk)
    desk.rounds.answer(MONTH, account, [WORD])
    desk.rounds.close(MONTH)
    later(studio, 31)
    begin(desk)
    found = asked(desk, account, Ask.HOLDERS)
    assert found.told is None
    assert found.before.startswith("In November 2026: Wrong, Asha Patel")


def test_what_has_to_be_changed_today_stands_above_the_questions(desk):
    account = one_x(desk)
    desk.accounts.owe(account, RotationOwed(Item.SECRET, Reason.LEAVER, "Ben left"))
    begin(desk)
    assert line_of(desk, account).owed == ("somebody left",)
    assert read_round(desk).rows[0].is_owed


# --- a changed password answers the round ---------------------------------------------


def test_confirming_a_change_answers_the_open_round_in_the_same_commit(desk, studio):
    account = one_x(desk)
    later(studio, 31)
    month = begin(desk).month
    desk.accounts.begin_rotation(account, Secret("second-Password-02"), Reason.POLICY)
    assert desk.rounds.round(month).answer(account, Ask.PASSWORD) is None
    commits = []
    desk.session.on_change(lambda: commits.append(1))
    desk.accounts.confirm_rotation(account, tried=True)
    assert len(commits) == 1
    answer = desk.rounds.round(month).answer(account, Ask.PASSWORD)
    assert answer.found is Found.PUT_RIGHT
    assert "signed in with it" in line_of(desk, account).changed


def test_changing_the_sign_in_codes_is_no_answer_about_the_password(desk, studio):
    account = one_x(desk)
    later(studio, 31)
    month = begin(desk).month
    new = Secret("GEZDGNBVGY3TQOJQ")
    desk.accounts.begin_rotation(account, new, Reason.POLICY, Item.TOTP)
    desk.accounts.confirm_rotation(account, tried=True, item=Item.TOTP)
    assert desk.rounds.round(month).answer(account, Ask.PASSWORD) is None


def test_a_password_is_not_ticked_off_even_at_the_desk(desk, studio):
    account = one_x(desk)
    later(studio, 31)
    month = begin(desk).month
    with pytest.raises(NotChangedError):
        desk.rounds.answer(month, account, [Said(Ask.PASSWORD, Found.PUT_RIGHT, "yes")])


def test_a_clock_that_jumped_back_does_not_lose_the_answer(desk, studio):
    account = one_x(desk)
    later(studio, 31)
    month = begin(desk).month
    later(studio, -3)
    rotated(desk, account)
    assert desk.rounds.round(month).answer(account, Ask.PASSWORD) is not None


def test_no_secret_gets_into_a_word_about_an_account(desk):
    account = one_x(desk)
    begin(desk)
    told = Said(Ask.HOLDERS, Found.WRONG, f"it was {SECRET} on a note")
    with pytest.raises(SecretInTextError):
        desk.rounds.answer(MONTH, account, [told])
    with pytest.raises(SecretInTextError):
        desk.rounds.close(MONTH, f"still {SECRET}")


# --- closing ------------------------------------------------------------------------


def walked(desk: Desk, studio: Studio):
    """Return a round in which something of everything was found, not closed yet."""
    for name in ("a", "b", "c", "=evil()"):
        desk.accounts.add(NewAccount("bluesky", name))
    account = one_x(desk)
    later(studio, 31)
    month = begin(desk).month
    rotated(desk, account)
    rows = [r for r in read_round(desk).rows if r.account != account]
    for row, said in zip(
        rows,
        (
            Said(Ask.HOLDERS, Found.RIGHT),
            Said(Ask.HOLDERS, Found.SKIPPED, "=HYPERLINK(1)"),
            WORD,
            Said(Ask.HOLDERS, Found.NOT_CHECKED),
        ),
        strict=True,
    ):
        desk.rounds.answer(month, row.account, [said])
    return month, account


def test_the_summary_says_first_what_is_not_as_it_should_be(desk, studio):
    month, account = walked(desk, studio)
    found = read_summary(desk, month)
    assert account in {item.account for item in found.unanswered()}
    assert [i.answer.note for i in found.found(Found.WRONG)] == ["Ben has gone"]
    assert len(found.found(Found.NOT_CHECKED)) == 1
    assert found.score.passwords_changed == 1


def test_the_certificate_of_fifty_accounts_has_four_pages_at_most(desk):
    """All that was asked and found stands there still, a row for each account."""
    news = [
        NewAccount("x", f"AshcombeService{n:02}", secret=Secret(f"made-up-secret-{n}"))
        for n in range(50)
    ]
    desk.accounts.import_many(news)
    found = begin(desk)
    for number, line in enumerate(found.lines):
        how, note = ((Found.RIGHT, ""), (Found.WRONG, "Ben has gone"))[number % 7 == 0]
        said = [Said(a, how, note) for a in line.asks if a is not Ask.PASSWORD]
        said.append(Said(Ask.PASSWORD, Found.NOT_CHECKED))
        desk.rounds.answer(MONTH, line.account, said)
    desk.rounds.close(MONTH)
    found = read_certificate(desk, MONTH)
    (pdf, _) = (data for _, data in paper.files_of(found))
    assert 1 <= pages_of(pdf) <= 4
    said = str(paper.document(found))
    for item in found.summary.items:
        assert item.label in said
        assert round_words.ASKS[item.ask.value].lower() in said


def test_an_open_round_has_no_certificate(desk, studio):
    month, _ = walked(desk, studio)
    with pytest.raises(RoundOpenError):
        read_certificate(desk, month)


def test_the_certificate_says_who_found_what_and_holds_no_secret(
    desk, studio, tmp_path
):
    month, _ = walked(desk, studio)
    desk.rounds.close(month, "Ben will see to the rest")
    found = read_certificate(desk, month)
    files = paper.keep(desk, month, paper.files_of(found), tmp_path / "out")
    pdf, table = (path.read_bytes() for path in files)
    assert pdf.startswith(b"%PDF")
    text = table.decode("utf-8-sig")
    assert SECRET not in text
    assert "second-Password-02" not in text
    said = str(paper.document(found))
    assert "Ben has gone" in said
    assert "second-Password-02" not in said
    assert "never reuse or edit the old one" in said
    (closing,) = desk.rounds.round(month).closings
    assert closing.digest.hex() in said
    rows = list(csv.DictReader(io.StringIO(text)))
    asks = sum(len(line.asks) for line in desk.rounds.round(month).lines)
    assert len(rows) == asks
    (changed,) = [r for r in rows if r["Password changed"]]
    assert changed["Signed in with it"] == certificate_words.YES
    assert changed["Made by the kit"] == certificate_words.NO


def test_no_cell_of_the_table_is_worked_out_by_a_spreadsheet(desk, studio):
    month, _ = walked(desk, studio)
    desk.rounds.close(month)
    found = read_certificate(desk, month)
    for row in csv.reader(io.StringIO(table(found))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_certificates_files_are_in_the_log(desk, studio, tmp_path):
    month, _ = walked(desk, studio)
    desk.rounds.close(month)
    found = read_certificate(desk, month)
    paper.keep(desk, month, paper.files_of(found), tmp_path)
    told = [line.sentence for line in desk.records.everything()]
    assert any(f"account-check-{month}.pdf" in line for line in told)
    assert any(line.startswith("Closed the account check") for line in told)


def test_exposure_stands_apart_from_the_policy(desk, studio):
    month, _ = walked(desk, studio)
    desk.rounds.close(month)
    found = read_certificate(desk, month)
    assert found.exposure == len(read_health(desk).found) > 0
    assert round_words.exposure(found.exposure) in str(paper.document(found))


# --- home ------------------------------------------------------------------------------


def test_home_says_that_the_check_of_this_month_was_not_begun(desk, studio):
    one_x(desk)
    assert need(desk, Need.ROUND_BEGIN) is None  # it came after the check was due
    later(studio, 12)  # 3 December
    assert need(desk, Need.ROUND_BEGIN).name == "Account check of December 2026"
    desk.council.set("rotation", "off")
    assert need(desk, Need.ROUND_BEGIN) is None
    desk.council.set("rotation", "review only")
    begin(desk)
    assert need(desk, Need.ROUND_BEGIN) is None
    desk.rounds.close("2026-12")
    assert need(desk, Need.ROUND_BEGIN) is None


def test_home_says_what_is_due_today_of_mine_and_what_is_late_of_nobodys(desk, studio):
    account = one_x(desk)
    rotated(desk, account)
    begin(desk)
    assert need(desk, Need.ROUND_DUE) is None  # due on Monday
    later(studio, 2)
    assert need(desk, Need.ROUND_DUE).count == 1
    desk.accounts.give_care(account, Care(desk.session.me.person))
    asks = desk.rounds.round(MONTH).line(account).asks
    desk.rounds.answer(MONTH, account, [Said(ask, Found.RIGHT) for ask in asks])
    assert need(desk, Need.ROUND_DUE) is None


def test_home_says_that_a_check_in_which_all_is_answered_can_be_closed(desk):
    account = one_x(desk)
    begin(desk)
    assert need(desk, Need.ROUND_CLOSE) is None
    asks = desk.rounds.round(MONTH).line(account).asks
    desk.rounds.answer(MONTH, account, [Said(ask, Found.NOT_CHECKED) for ask in asks])
    assert need(desk, Need.ROUND_CLOSE).name == "Account check of November 2026"
    desk.rounds.close(MONTH)
    assert need(desk, Need.ROUND_CLOSE) is None


def test_the_log_tells_what_was_done_in_a_check(desk):
    account = one_x(desk)
    found = begin(desk)
    desk.rounds.give(MONTH, account, desk.session.me.person)
    desk.rounds.answer(MONTH, account, [WORD])
    one_page(desk)
    take_in(desk, found)
    desk.rounds.close(MONTH, "The rest in December")
    told = [line.sentence for line in desk.records.everything()]
    for sentence in (
        "Began the account check of November 2026 with 1 account. "
        "New passwords every month.",
        "Asha Patel looks at X @AshcombeDC in this account check.",
        "Account check of X @AshcombeDC, who can open the password: wrong. "
        "Word: Ben has gone.",
        "Took Facebook Page Ashcombe into the account check.",
        "Closed the account check. Note: The rest in December.",
    ):
        assert sentence in told

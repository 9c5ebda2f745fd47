"""Each finding has a cause, a way to mend it, and goes once it is mended."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.entries import Added, Reviewed, RotationOwed, SecretChanged
from incidentkit.accounts.health import EXPOSED, Finding
from incidentkit.accounts.kinds import ADDED, SECRET_CHANGED
from incidentkit.accounts.model import (
    Edits,
    Factor,
    Field,
    Hangs,
    Item,
    NewAccount,
    Phone,
    Reason,
    SecondStep,
    Status,
    Tie,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.breached import choose_list
from incidentkit.desk.exposing import end_link
from incidentkit.desk.health import last_batch, read_health, run_batch
from incidentkit.desk.leaving import remove
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, RoleNeededError
from incidentkit.officers.entries import Contact
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import health as words
from tests.desk.test_breached import a_list
from tests.desk.test_exposing import as_colleague, colleague
from tests.desk.test_home import DAY_MS, Studio

GOOD = "a-Secret-of-20-letters"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    studio._desk.council.set("own_email_domains", "ashcombe.example.org")
    return studio._desk


def add(desk: Desk, handle: str = "AshcombeDC", **more: object) -> SubjectId:
    """Write down an account about which there is nothing to say."""
    given = {
        "secret": Secret(GOOD, is_made=True),
        "totp": Secret("JBSWY3DPEHPK3PXP"),
        "approval": "Minute 12",
        "recovery_mailbox": "social@ashcombe.example.org",
    }
    return desk.accounts.add(NewAccount("x", handle, **{**given, **more}))


def kinds(desk: Desk) -> set[Finding]:
    return {one.finding for one in read_health(desk).found}


def change(desk: Desk, account: SubjectId, text: str) -> None:
    new = Secret(text, is_made=True)
    desk.accounts.begin_rotation(account, new, Reason.OTHER)
    desk.accounts.confirm_rotation(account, tried=True)


def text(desk: Desk, account: SubjectId, field: Field, value: str) -> None:
    desk.accounts.edit(account, Edits(((field, value),)))


def test_an_account_in_order_has_no_finding(desk):
    add(desk)
    page = read_health(desk)
    assert page.found == ()
    assert (page.figures.open_accounts, page.figures.exposed) == (1, 0)
    assert (page.figures.second_steps, page.figures.covered) == (1, 1)
    assert page.figures.ages == (1, 0, 0, 0, 0)


Mend = Callable[[Desk, SubjectId], object]


def _factor(desk: Desk, account: SubjectId, name: str = "") -> None:
    desk.accounts.give_link(account, Factor(SecondStep.KEY, name, "the safe"))


MENDED: dict[Finding, tuple[dict[str, object], Mend]] = {
    Finding.WEAK: (
        {"secret": Secret("summer2026")},
        lambda desk, account: change(desk, account, "another-Secret-of-letters"),
    ),
    Finding.NO_SECOND_STEP: ({"totp": None}, _factor),
    Finding.ONE_PHONE: (
        {"totp": None, "links": (Factor(SecondStep.APP, "Ben Carter", "his phone"),)},
        _factor,
    ),
    Finding.PERSONAL_MAILBOX: (
        {"recovery_mailbox": "ben.carter@gmail.com"},
        lambda desk, account: text(
            desk, account, Field.RECOVERY_MAILBOX, "social@ashcombe.example.org"
        ),
    ),
    Finding.FOREIGN_MAILBOX: (
        {"recovery_mailbox": "ashcombe@brightwords.example.com"},
        lambda desk, account: desk.council.set(
            "own_email_domains", "ashcombe.example.org brightwords.example.com"
        ),
    ),
    Finding.UNAPPROVED: (
        {"approval": ""},
        lambda desk, account: text(desk, account, Field.APPROVAL, "Minute 13"),
    ),
    Finding.DORMANT: (
        {"status": Status.DORMANT},
        lambda desk, account: desk.accounts.set_status(account, Status.LIVE, "used"),
    ),
    Finding.CODES_LOW: (
        {"codes": (Secret("one-1111"), Secret("two-2222"))},
        lambda desk, account: desk.accounts.edit(
            account, Edits(codes=tuple(Secret(f"code-{n}{n}{n}") for n in range(1, 5)))
        ),
    ),
}


@pytest.mark.parametrize("finding", list(MENDED), ids=str)
def test_a_finding_is_there_and_goes_once_it_is_mended(desk, finding):
    given, mend = MENDED[finding]
    account = add(desk, **given)
    assert kinds(desk) == {finding}
    mend(desk, account)
    assert kinds(desk) == set()


def test_an_old_password_is_named_until_it_is_changed(studio, desk):
    account = add(desk)
    studio.clock.ms += 366 * DAY_MS
    assert kinds(desk) == {Finding.OLD}
    change(desk, account, "another-Secret-of-letters")
    assert kinds(desk) == set()


def test_a_newest_post_long_ago_makes_an_account_dormant(desk):
    account = add(desk)
    desk.accounts.review(account, Reviewed(is_wanted=True, last_post="2026-01-05"))
    assert kinds(desk) == {Finding.DORMANT}
    desk.accounts.review(account, Reviewed(is_wanted=True, last_post="2026-11-20"))
    assert kinds(desk) == set()


def test_something_that_happened_is_named_until_the_change_is_confirmed(studio, desk):
    account = add(desk)
    desk.accounts.owe(account, RotationOwed(Item.SECRET, Reason.SEEN_OUTSIDE))
    assert kinds(desk) == {Finding.EVENT}
    studio.clock.ms += 1000
    change(desk, account, "another-Secret-of-letters")
    assert kinds(desk) == set()


def test_a_change_told_by_who_could_not_open_it_is_named_until_it_is_changed(
    studio, desk
):
    account = add(desk)
    said = SecretChanged(Item.SECRET, secret=b"s" * 32, confirmed=True)
    desk.session.commit(write(Write(account, SECRET_CHANGED, said)))
    (found,) = read_health(desk).found
    me = desk.officers.name_of(desk.session.me.person)
    assert (found.finding, found.people) == (Finding.HEARSAY, (me,))
    studio.clock.ms += 1000
    change(desk, account, "another-Secret-of-letters")
    assert kinds(desk) == set()


def test_two_words_on_where_secrets_are_kept_are_named_with_whoever_wrote_them(desk):
    account = add(desk)
    again = Added(desk.session.new_scope(), ())
    desk.session.commit(write(Write(account, ADDED, again)))
    (found,) = read_health(desk).found
    me = desk.officers.name_of(desk.session.me.person)
    assert (found.finding, found.people) == (Finding.TWO_PLACES, (me,))


def test_too_few_holders_are_named_once_there_is_somebody_else(desk):
    account = desk.accounts.add(
        NewAccount(
            "x",
            "AshcombeDC",
            secret=Secret(GOOD, is_made=True),
            totp=Secret("JBSWY3DPEHPK3PXP"),
            approval="Minute 12",
        ),
        Audience(leads=False),
    )
    assert kinds(desk) == set()
    ben = colleague(desk, "Ben Carter")
    assert kinds(desk) == {Finding.ONE_HOLDER}
    desk.accounts.give_access(account, ben)
    assert kinds(desk) == set()


def test_somebody_who_left_is_named_until_nothing_of_theirs_is_there(studio, desk):
    desk.council.set("minimum_holders", "1")
    account = add(desk)
    ben = colleague(desk, "Ben Carter")
    link = desk.accounts.give_link(account, Phone("07700 900123", "Ben Carter"))
    assert kinds(desk) == set()
    remove(desk, ben, "a new job")
    (found,) = read_health(desk).found
    assert (found.finding, found.people) == (Finding.LEAVER, ("Ben Carter",))
    end_link(desk, account, link)
    assert kinds(desk) == set()


def test_a_number_nobody_has_tried_is_named_with_whoever_holds_the_account(
    studio, desk
):
    add(desk)
    me = desk.session.me.person
    desk.officers.set_contact(me, Contact("", "07700 900456", ""))
    studio.clock.ms += 120 * DAY_MS
    assert Finding.UNVERIFIED in kinds(desk)


def test_every_finding_has_words_a_cause_and_a_way_to_mend_it():
    assert set(words.FINDINGS) == {one.value for one in Finding}
    for said in words.FINDINGS.values():
        assert said.cause
        assert said.action
        assert words.command(said.place)
    assert Finding.UNAPPROVED not in EXPOSED


# --- the batch --------------------------------------------------------------------


def test_shared_passwords_are_found_across_history_and_nothing_is_kept_of_them(
    studio, desk
):
    one, two, three = (add(desk, h) for h in ("One", "Two", "Three"))
    change(desk, three, "third-Secret-of-letters")
    change(desk, two, "second-Secret-of-letters")
    change(desk, one, "first-Secret-of-letters")
    four = add(desk, "Four")
    found = run_batch(desk)
    assert [set(group) for group in found.groups] == [{one, two, three, four}]
    owed = {a: desk.accounts.known(a).account.owed for a in (one, two, three, four)}
    assert [one.reason for one in owed[four]] == [Reason.REUSED]
    assert owed[one] == ()
    kept = [fact for fact in desk.session.facts(b"") if GOOD in repr(fact)]
    assert kept == []
    studio.clock.ms += 1000
    change(desk, four, "fourth-Secret-of-letters")
    assert Finding.REUSED not in {
        f.finding for f in read_health(desk).found if f.subject == four
    }


def test_weak_passwords_that_came_in_a_table_are_found_by_the_batch(studio, desk):
    desk.accounts.import_many(
        NewAccount(
            "x",
            f"Account{n}",
            secret=Secret("summer2026" if n == 7 else f"q{n}V-otter lantern kettle"),
            totp=Secret("JBSWY3DPEHPK3PXP"),
            approval="Minute 12",
        )
        for n in range(51)
    )
    assert kinds(desk) == set()
    run_batch(desk)
    (found,) = read_health(desk).found
    assert (found.finding, found.label) == (Finding.WEAK, "X @Account7")
    studio.clock.ms += 1000
    change(desk, found.subject, "another-Secret-of-letters")
    assert kinds(desk) == set()


def test_accounts_that_one_login_opens_share_a_password_on_purpose(desk):
    one, two = add(desk, "One"), add(desk, "Two")
    desk.accounts.give_link(two, Hangs(Tie.SAME_LOGIN, one))
    assert run_batch(desk).groups == ()


def test_passwords_in_the_list_are_named_and_refused_when_typed(desk, tmp_path):
    account = add(desk, secret=Secret("stolen-before-1"))
    path = tmp_path / "stolen.txt"
    path.write_bytes(a_list(["stolen-before-1", "stolen-before-2"]))
    choose_list(desk.session.kit.places, path)
    found = run_batch(desk)
    assert found.breached == (account,)
    assert Finding.BREACHED in kinds(desk)
    from incidentkit.desk.rotating import begin_and_show

    with pytest.raises(InvalidValueError):
        begin_and_show(
            desk, account, Secret("stolen-before-2"), Reason.OTHER, Item.SECRET
        )
    begin_and_show(
        desk, account, Secret("not-in-the-list-9"), Reason.OTHER, Item.SECRET
    )


def test_only_a_lead_runs_the_batch_and_sees_what_it_found(studio, desk):
    add(desk, "One")
    add(desk, "Two")
    colleague(desk, "Ben Carter")
    run_batch(desk)
    ben = as_colleague(studio, "Ben Carter")
    assert last_batch(ben).wall == 0
    with pytest.raises(RoleNeededError):
        run_batch(ben)

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
    ToolSeat,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.breached import choose_list
from incidentkit.desk.exposing import end_link, plan_for, who_could_post
from incidentkit.desk.exposure_paper import lines_of
from incidentkit.desk.health import last_batch, read_health, run_batch
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.leaving import remove
from incidentkit.desk.people import current
from incidentkit.desk.reminding import Kind as Told
from incidentkit.desk.reminding import upcoming
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, RoleNeededError
from incidentkit.officers.bodies import Proven
from incidentkit.officers.entries import Contact
from incidentkit.officers.planning import NewProof
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Body, Kind, SubjectId
from incidentkit.words import health as words
from tests.desk.test_breached import a_list
from tests.desk.test_exposing import again, as_colleague, colleague
from tests.desk.test_home import DAY_MS, Studio

GOOD = "a-Secret-of-20-letters"
TRAINING = "Social media"


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
    audience = more.pop("audience", Audience())
    return desk.accounts.add(NewAccount("x", handle, **{**given, **more}), audience)


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


Mend = Callable[[Studio, Desk, SubjectId], object]
Begin = Callable[[Studio, Desk], SubjectId]


def _factor(_studio: Studio, desk: Desk, account: SubjectId) -> None:
    desk.accounts.give_link(account, Factor(SecondStep.KEY, "", "the safe"))


def _changed(studio: Studio, desk: Desk, account: SubjectId) -> None:
    studio.clock.ms += 1000
    change(desk, account, "another-Secret-of-letters")


def _trained(_studio: Studio, desk: Desk, _account: SubjectId) -> None:
    for row in current(desk):
        desk.officers.prove(
            row.person, NewProof(Proven.TRAINED, TRAINING, "2026-11-20")
        )


def _with(**given: object) -> Begin:
    return lambda _studio, desk: add(desk, **given)


def _owed(_studio: Studio, desk: Desk) -> SubjectId:
    account = add(desk)
    desk.accounts.owe(account, RotationOwed(Item.SECRET, Reason.SEEN_OUTSIDE))
    return account


def _left(_studio: Studio, desk: Desk) -> SubjectId:
    desk.council.set("minimum_holders", "1")
    account, ben = add(desk), colleague(desk, "Ben Carter")
    desk.accounts.give_link(account, Phone("07700 900123", "Ben Carter"))
    remove(desk, ben, "a new job")
    return account


def _closed(_studio: Studio, desk: Desk) -> SubjectId:
    account = add(desk, links=(ToolSeat("Scheduler", "Ben Carter"),))
    desk.accounts.close(account, "merged with another")
    return account


def _end_links(_studio: Studio, desk: Desk, account: SubjectId) -> None:
    for link in desk.accounts.known(account).account.links():
        end_link(desk, account, link.digest)


def _stolen(studio: Studio, desk: Desk) -> SubjectId:
    account = add(desk, secret=Secret("stolen-before-1"))
    path = desk.session.kit.places.state / "stolen.txt"
    path.write_bytes(a_list(["stolen-before-1"]))
    choose_list(desk.session.kit.places, path)
    run_batch(desk)
    return account


def _shared(_studio: Studio, desk: Desk) -> SubjectId:
    account, other = add(desk), add(desk, "Other")
    run_batch(desk)
    change(desk, other, "yet-another-of-letters")
    return account


def _alone(_studio: Studio, desk: Desk) -> SubjectId:
    account = add(desk, audience=Audience(leads=False))
    colleague(desk, "Ben Carter")
    return account


def _said_by_ben(studio: Studio, account: SubjectId, kind: Kind, body: Body) -> None:
    """Have Ben's program, which is a changed one, write about what he cannot open."""
    bens = as_colleague(studio, "Ben Carter")
    bens.session.commit(write(Write(account, kind, body)))


def _not_believed(studio: Studio, desk: Desk) -> SubjectId:
    desk.council.set("minimum_holders", "1")
    account = add(desk, audience=Audience(leads=False))
    colleague(desk, "Ben Carter")
    claim = SecretChanged(Item.SECRET, secret=b"s" * 32, confirmed=True)
    _said_by_ben(studio, account, SECRET_CHANGED, claim)
    return account


def _written_twice(studio: Studio, desk: Desk) -> SubjectId:
    desk.council.set("minimum_holders", "1")
    account = add(desk)
    colleague(desk, "Ben Carter")
    _said_by_ben(studio, account, ADDED, Added(b"another place 16", ()))
    return account


def _written_anew(studio: Studio, _desk: Desk, account: SubjectId) -> None:
    """Remove whoever does not belong, close the account, and write it down again."""
    desk = again(studio)
    remove(desk, desk.officers.find("Ben Carter").person, "his program was changed")
    desk.accounts.close(account, "two people wrote down where its secrets are")
    add(desk, "AshcombeAgain")


def _let_in(_studio: Studio, desk: Desk, account: SubjectId) -> None:
    ben = desk.officers.find("Ben Carter").person
    desk.accounts.give_access(account, ben)


def _run_out(_studio: Studio, desk: Desk) -> SubjectId:
    proof = NewProof(Proven.TRAINED, TRAINING, "2020-01-05")
    desk.officers.prove(desk.session.me.person, proof)
    return add(desk)


def _never_trained(_studio: Studio, desk: Desk) -> SubjectId:
    """Let somebody in who was never trained, where training is written down."""
    account, ben = add(desk), colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    proof = NewProof(Proven.TRAINED, TRAINING, "2026-11-20")
    desk.officers.prove(desk.session.me.person, proof)
    return account


def _aged(days: int) -> Begin:
    def begin(studio: Studio, desk: Desk) -> SubjectId:
        me = desk.session.me.person
        account = add(desk)
        if days < 365:
            desk.officers.set_contact(me, Contact("", "07700 900456", ""))
        studio.clock.ms += days * DAY_MS
        return account

    return begin


def _text(field: Field, value: str) -> Mend:
    return lambda _studio, desk, account: text(desk, account, field, value)


# What brings each about, and what the button of its finding leads to.
CASES: tuple[tuple[Finding, Begin, Mend], ...] = (
    (Finding.EVENT, _owed, _changed),
    (Finding.TWO_PLACES, _written_twice, _written_anew),
    (Finding.HEARSAY, _not_believed, _changed),
    (Finding.LEAVER, _left, _end_links),
    (Finding.CLOSED, _closed, _end_links),
    (Finding.BREACHED, _stolen, _changed),
    (Finding.REUSED, _shared, _changed),
    (Finding.WEAK, _with(secret=Secret("summer2026")), _changed),
    (Finding.NO_SECOND_STEP, _with(totp=None), _factor),
    (
        Finding.ONE_PHONE,
        _with(totp=None, links=(Factor(SecondStep.APP, "Ben Carter", "his phone"),)),
        _factor,
    ),
    (
        Finding.PERSONAL_MAILBOX,
        _with(recovery_mailbox="ben.carter@gmail.com"),
        _text(Field.RECOVERY_MAILBOX, "social@ashcombe.example.org"),
    ),
    (
        Finding.FOREIGN_MAILBOX,
        _with(recovery_mailbox="ashcombe@brightwords.example.com"),
        lambda _studio, desk, _account: desk.council.set(
            "own_email_domains", "ashcombe.example.org brightwords.example.com"
        ),
    ),
    (Finding.ONE_HOLDER, _alone, _let_in),
    (Finding.UNTRAINED, _run_out, _trained),
    (Finding.UNTRAINED, _never_trained, _trained),
    (
        Finding.CODES_LOW,
        _with(codes=(Secret("one-1111"), Secret("two-2222"))),
        lambda _studio, desk, account: desk.accounts.edit(
            account, Edits(codes=tuple(Secret(f"code-{n}{n}{n}") for n in range(1, 5)))
        ),
    ),
    (Finding.OLD, _aged(366), _changed),
    (Finding.UNAPPROVED, _with(approval=""), _text(Field.APPROVAL, "Minute 13")),
    (
        Finding.DORMANT,
        _with(status=Status.DORMANT),
        lambda _studio, desk, account: desk.accounts.set_status(
            account, Status.LIVE, "used"
        ),
    ),
    (
        Finding.UNVERIFIED,
        _aged(120),
        lambda _studio, desk, _account: desk.officers.verify(desk.session.me.person),
    ),
)


@pytest.mark.parametrize(
    ("finding", "begin", "mend"),
    CASES,
    ids=[f"{finding}-{number}" for number, (finding, *_) in enumerate(CASES)],
)
def test_a_finding_is_there_and_goes_once_it_is_mended(
    studio, desk, finding, begin, mend
):
    account, desk = begin(studio, desk), again(studio)
    about = {f.finding for f in read_health(desk).found if f.subject == account}
    assert finding in about
    assert about <= {finding, Finding.EVENT}  # what the batch finds is owed as well
    mend(studio, desk, account)
    assert kinds(again(studio)) == set()


def test_every_finding_is_brought_about_and_mended():
    assert {finding for finding, _, _ in CASES} == set(Finding)


def test_a_closed_account_stays_until_what_somebody_posts_with_was_ended(desk):
    account = add(desk, links=(ToolSeat("Scheduler", "Ben Carter"),))
    desk.accounts.close(account, "merged with another")
    (found,) = read_health(desk).found
    said = words.detail(found.finding.value, found.people, found.detail, found.days)
    assert said == "Closed, but Ben Carter can still post"
    assert found.label == "X @AshcombeDC (closed)"
    figures = read_health(desk).figures
    assert (figures.open_accounts, figures.exposed) == (1, 1)
    lines = list(lines_of(desk.who_can_post()))
    assert ("X @AshcombeDC (closed)", "Ben Carter") in {(x.label, x.who) for x in lines}
    (link,) = desk.accounts.known(account).account.links()
    end_link(desk, account, link.digest)
    assert read_health(desk).found == ()
    assert "Ben Carter" not in {x.who for x in lines_of(desk.who_can_post())}


def test_what_is_deleted_leaves_every_list_and_past_days_show_it(studio, desk):
    account = add(desk, links=(ToolSeat("Scheduler", "Ben Carter"),))
    desk.accounts.close(account, "merged with another")
    plan = plan_for(desk, desk.session.me.person)
    assert account in {one.subject for one in plan.today}
    then = studio.clock.ms
    studio.clock.ms += DAY_MS
    desk.accounts.say_deleted(account, "looked there")
    desk = again(studio)
    assert read_health(desk).found == ()
    assert account not in {x.subject for x in lines_of(desk.who_can_post())}
    assert "Ben Carter" in {x.who for x in lines_of(who_could_post(desk, then))}
    plan = plan_for(desk, desk.session.me.person)
    assert account not in {one.subject for one in (*plan.today, *plan.must)}
    desk.accounts.reopen(account, "needed")
    assert "Ben Carter" in {x.who for x in lines_of(desk.who_can_post())}


def test_what_is_owed_of_a_closed_account_is_still_to_be_changed(desk):
    account = add(desk)
    desk.accounts.owe(account, RotationOwed(Item.SECRET, Reason.LEAVER))
    desk.accounts.close(account, "merged with another")
    assert kinds(desk) == {Finding.EVENT}
    assert Need.SAME_DAY in {one.need for one in read_home(desk).matters}
    assert Told.EVENT in {one.kind for one in upcoming(desk)}


def test_a_newest_post_long_ago_makes_an_account_dormant(desk):
    account = add(desk)
    desk.accounts.review(account, Reviewed(is_wanted=True, last_post="2026-01-05"))
    assert kinds(desk) == {Finding.DORMANT}
    desk.accounts.review(account, Reviewed(is_wanted=True, last_post="2026-11-20"))
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

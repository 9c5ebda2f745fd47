"""An account's way from a request to its closing, and what is owed after an event."""

import pytest

from incidentkit.accounts.entries import Approved, Reviewed, RotationOwed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    App,
    Edits,
    Factor,
    Field,
    Hangs,
    Item,
    May,
    Permission,
    Reason,
    SecondStep,
    Status,
    Tie,
)
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.errors import (
    ClosedAccountError,
    InvalidValueError,
    RoleNeededError,
    SecondPersonNeededError,
    UnknownNameError,
)
from tests.accounts.examples import facebook_page, session_of, x_account
from tests.accounts.fake_session import person_id

NEW = Secret("second-Password-02")


def state_of(accounts, account):
    return accounts.known(account).account


@pytest.fixture
def asked(accounts):
    return accounts.add(
        facebook_page(status=Status.ASKED_FOR, business_case="Young people are there")
    )


# --- asked for, agreed, closed ------------------------------------------------------


def test_a_request_is_answered_by_somebody_else_or_names_who_agreed(accounts, asked):
    with pytest.raises(SecondPersonNeededError):
        accounts.answer_request(asked, Approved(True))
    accounts.answer_request(asked, Approved(True, by="Head of communications"))
    state = state_of(accounts, asked)
    assert state.status is Status.PLANNED
    assert state.approval.value.by == "Head of communications"


def test_a_refused_request_is_closed_and_says_why(accounts, asked):
    accounts.answer_request(asked, Approved(False, "We have one already"))
    state = state_of(accounts, asked)
    assert state.status is Status.CLOSED
    assert state.turn.reason == "We have one already"


def test_a_request_is_answered_once_and_only_where_there_is_one(accounts, asked):
    accounts.answer_request(asked, Approved(True, by="Head of communications"))
    with pytest.raises(InvalidValueError):
        accounts.answer_request(asked, Approved(False))
    with pytest.raises(InvalidValueError):
        accounts.answer_request(accounts.add(x_account()), Approved(True, by="Di"))


def test_only_a_lead_answers_a_request(ada, accounts, asked):
    ben = session_of("Ben")
    ben.hear(ada)
    with pytest.raises(RoleNeededError):
        AccountsService(ben).answer_request(asked, Approved(True))


def test_an_account_that_went_over_to_another_council_is_closed(accounts):
    account = accounts.add(x_account())
    with pytest.raises(InvalidValueError):
        accounts.set_status(account, Status.LIVE, "", "", "Marchford")
    accounts.set_status(account, Status.CLOSED, "Merged", "Order 12", "Marchford")
    turn = state_of(accounts, account).turn
    assert (turn.successor, turn.reference) == ("Marchford", "Order 12")


def test_two_people_who_move_an_account_apart_leave_it_to_be_settled(ada, accounts):
    account = accounts.add(x_account())
    ben = session_of("Ben")
    ben.hear(ada)
    accounts.set_status(account, Status.DORMANT)
    AccountsService(ben).set_status(account, Status.CLOSED, "gone")
    ada.hear(ben)
    state = state_of(accounts, account)
    assert state.field(Field.STATUS).in_conflict
    assert Field.STATUS in state.conflicts
    accounts.set_status(account, Status.CLOSED)
    assert not state_of(accounts, account).field(Field.STATUS).in_conflict


def test_what_is_deleted_is_gone_until_anything_else_is_said_of_it(accounts):
    account = accounts.add(x_account(secret=NEW))
    accounts.owe(account, RotationOwed(Item.SECRET, Reason.LEAVER))
    with pytest.raises(InvalidValueError):
        accounts.say_deleted(account, "looked there")
    accounts.close(account, "merged")
    with pytest.raises(InvalidValueError):
        accounts.say_deleted(account, " ")
    assert state_of(accounts, account).owed
    accounts.say_deleted(account, "looked there")
    state = state_of(accounts, account)
    assert (state.gone.reason, state.owed) == ("looked there", ())
    accounts.reopen(account, "needed")
    assert state_of(accounts, account).owed
    accounts.close(account, "once more")
    assert not state_of(accounts, account).is_gone


def test_only_a_lead_says_that_an_account_is_deleted(ada, accounts):
    account = accounts.add(x_account())
    accounts.close(account, "merged")
    ben = session_of("Ben")
    ben.hear(ada)
    with pytest.raises(RoleNeededError):
        AccountsService(ben).say_deleted(account, "looked there")


@pytest.mark.parametrize("apart", [Status.DORMANT, Status.CLOSED])
def test_that_it_is_deleted_says_nothing_of_what_its_writer_did_not_know(
    ada, accounts, apart
):
    account = accounts.add(x_account())
    ben = session_of("Ben")
    ben.hear(ada)
    AccountsService(ben).set_status(account, apart, "gone")
    accounts.close(account, "merged")
    accounts.say_deleted(account, "looked there")
    assert state_of(accounts, account).is_gone
    ada.hear(ben)
    assert not state_of(accounts, account).is_gone


def test_a_review_is_remembered_with_the_newest_post(accounts):
    account = accounts.add(x_account())
    accounts.review(account, Reviewed(True, "Busy", "2026-11-01"))
    review = state_of(accounts, account).review
    assert (review.is_wanted, review.last_post) == (True, "2026-11-01")
    for date in ("1899-12-31", "2100-01-01", "2026-02-30", "yesterday"):
        with pytest.raises(InvalidValueError):
            accounts.review(account, Reviewed(True, "", date))
    accounts.close(account)
    with pytest.raises(ClosedAccountError):
        accounts.review(account, Reviewed(True))


def test_owner_and_deputy_are_two_people_of_the_kit(accounts):
    account = accounts.add(x_account())
    ada, ben = person_id("Ada"), person_id("Ben")
    accounts.give_care(account, Care(ada, ben))
    assert state_of(accounts, account).looked_after == Care(ada, ben)
    with pytest.raises(InvalidValueError):
        accounts.give_care(account, Care(ada, ada))
    with pytest.raises(UnknownNameError):
        accounts.give_care(account, Care(person_id("Nobody")))


# --- everything that is named ---------------------------------------------------------


def test_each_sort_of_thing_is_named_read_and_taken_away(accounts):
    account = accounts.add(x_account())
    other = accounts.add(facebook_page())
    links = (
        Factor(SecondStep.KEY, device="In the safe"),
        App("Weather bot"),
        Permission("Dana Price", (May.POST,), is_external=True, until="2027-03-31"),
        Hangs(Tie.CROSS_POST, other),
    )
    entries = [accounts.give_link(account, link) for link in links]
    state = state_of(accounts, account)
    assert tuple(x.value for x in state.links()) == links
    assert [x.value for x in state.factors] == [links[0]]
    assert [x.value for x in state.hangs] == [links[3]]
    for entry in entries:
        accounts.remove_link(account, entry)
    assert state_of(accounts, account).links() == ()


@pytest.mark.parametrize(
    "link",
    [
        App(" "),
        Permission("Dana", ()),
        Permission("Dana", (May.POST,), until="31/03/2027"),
        Hangs(Tie.MAILBOX, b""),
    ],
)
def test_what_says_too_little_is_not_named(accounts, link):
    account = accounts.add(x_account())
    with pytest.raises(InvalidValueError):
        accounts.give_link(account, link)


# --- what is owed ---------------------------------------------------------------------


def owed(accounts, account):
    return [(one.reason, one.person) for one in state_of(accounts, account).owed]


def owe(accounts, account, reason=Reason.LEAVER, person=b""):
    body = RotationOwed(Item.SECRET, reason, person=person)
    accounts.owe(account, body)


def test_only_a_confirmed_change_ends_what_is_owed(accounts):
    account = accounts.add(x_account())
    owe(accounts, account)
    accounts.begin_rotation(account, NEW, Reason.LEAVER)
    assert owed(accounts, account)
    accounts.roll_back_rotation(account, "refused")
    accounts.edit(account, Edits(((Field.NOTES, "changed it"),)))
    accounts.review(account, Reviewed(True))
    assert owed(accounts, account)
    accounts.begin_rotation(account, Secret("third-Password-03"), Reason.LEAVER)
    accounts.confirm_rotation(account, tried=True)
    assert not owed(accounts, account)


def test_a_change_confirmed_apart_from_the_event_does_not_end_it(ada, accounts):
    """Nobody can say whether the person saw the old one or the new one."""
    account = accounts.add(x_account())
    accounts.give_access(account, person_id("Ben"))
    ben = session_of("Ben")
    ben.hear(ada)
    theirs = AccountsService(ben)
    theirs.begin_rotation(account, NEW, Reason.POLICY)
    theirs.confirm_rotation(account, tried=True)
    owe(accounts, account)
    ada.hear(ben)
    assert owed(accounts, account) == [(Reason.LEAVER, None)]


def test_the_same_event_is_owed_once_and_another_beside_it(accounts):
    account = accounts.add(x_account())
    for _ in range(2):
        owe(accounts, account, person=person_id("Cy"))
    owe(accounts, account, Reason.LOST_DEVICE, person_id("Cy"))
    reasons = sorted(reason for reason, _ in owed(accounts, account))
    assert reasons == [Reason.LEAVER, Reason.LOST_DEVICE]


def test_nothing_is_owed_where_there_is_nothing_to_change(accounts):
    account = accounts.add(facebook_page())
    owe(accounts, account)
    assert not owed(accounts, account)


def test_a_lead_can_decide_with_a_reason_that_a_secret_stays(ada, accounts):
    account = accounts.add(x_account())
    owe(accounts, account)
    (one,) = state_of(accounts, account).owed
    with pytest.raises(InvalidValueError):
        accounts.waive(account, one.digest, "  ")
    ben = session_of("Ben")
    ben.hear(ada)
    with pytest.raises(RoleNeededError):
        AccountsService(ben).waive(account, one.digest, "closed tomorrow")
    accounts.waive(account, one.digest, "closed tomorrow")
    assert not owed(accounts, account)
    with pytest.raises(UnknownNameError):
        accounts.waive(account, one.digest, "again")

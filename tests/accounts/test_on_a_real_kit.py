"""The accounts of a real kit, on two machines that exchange through a folder."""

import pytest

from incidentkit.accounts.entries import Reviewed, RotationOwed
from incidentkit.accounts.exposure import Person, WayKind
from incidentkit.accounts.kinds import KINDS
from incidentkit.accounts.model import Edits, Field, Item, PlatformRole, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.errors import ConflictError, NotAHolderError
from incidentkit.vault.kinds import Catalogue, Role
from tests.accounts.examples import facebook_page, x_account
from tests.vault.two_machines import lead, officer, shared
from tests.vault.world import Machine, settle_all

__all__ = ["lead", "officer", "shared"]

CATALOGUE = Catalogue(KINDS)
OLD, NEW, THIRD = "first-Password-01", "second-Password-02", "third-Password-03"


@pytest.fixture
def catalogue():
    return CATALOGUE


def of(machine: Machine) -> AccountsService:
    return AccountsService(machine.here)


def test_an_account_is_there_again_after_reopening_and_rebuilding(lead):
    account = of(lead).add(x_account())
    of(lead).begin_rotation(account, Secret(NEW), Reason.COMPROMISE)
    of(lead).use_recovery_code(account, 1)
    before = of(lead).known(account), of(lead).rows()
    lead.reopen()
    assert (of(lead).known(account), of(lead).rows()) == before
    lead.here.rebuild()
    assert (of(lead).known(account), of(lead).rows()) == before
    assert of(lead).reveal(account, Item.SECRET).reveal() == OLD


def test_no_secret_is_in_a_file_of_the_kit(lead):
    account = of(lead).add(x_account())
    of(lead).begin_rotation(account, Secret(NEW), Reason.POLICY)
    of(lead).confirm_rotation(account, tried=True)
    lead.close()
    files = [path for path in lead.base.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        assert not any(s.encode() in data for s in (OLD, NEW, "ashcombedc"))


def test_only_holders_open_a_secret_and_everybody_sees_who_did(lead, officer, shared):
    account = of(lead).add(x_account())
    settle_all([lead, officer], shared, rounds=1)
    assert of(officer).find("ashcombe") == account
    with pytest.raises(NotAHolderError):
        of(officer).reveal(account, Item.SECRET)
    of(lead).give_access(account, officer.here.me.person)
    settle_all([lead, officer], shared, rounds=2)
    assert of(officer).reveal(account, Item.SECRET).reveal() == OLD
    settle_all([lead, officer], shared, rounds=2)
    (seen,) = of(lead).known(account).account.seen
    assert (seen.person, seen.item) == (officer.here.me.person, Item.SECRET)


def test_two_rotations_apart_meet_as_a_conflict_and_lose_nothing(lead, officer, shared):
    account = of(lead).add(x_account())
    of(lead).give_access(account, officer.here.me.person)
    settle_all([lead, officer], shared, rounds=2)
    one = of(lead).begin_rotation(account, Secret(NEW), Reason.POLICY)
    two = of(officer).begin_rotation(account, Secret(THIRD), Reason.POLICY)
    of(lead).confirm_rotation(account, tried=True)
    of(officer).confirm_rotation(account, tried=True)
    settle_all([lead, officer], shared, rounds=2)
    for machine in (lead, officer):
        with pytest.raises(ConflictError):
            of(machine).reveal(account, Item.SECRET)
        assert of(machine).reveal(account, Item.SECRET, one).reveal() == NEW
        assert of(machine).reveal(account, Item.SECRET, two).reveal() == THIRD
    of(officer).settle(account, two)
    settle_all([lead, officer], shared, rounds=2)
    assert of(lead).reveal(account, Item.SECRET).reveal() == THIRD
    (past, other) = of(lead).known(account).item(Item.SECRET).history
    assert of(lead).reveal(account, Item.SECRET, past.digest).reveal() == OLD
    assert other.digest == one


def test_who_can_post_reads_the_same_on_both_machines(lead, officer, shared):
    role = PlatformRole("Sam Vale", "editor", "07700 900123")
    of(lead).add(facebook_page(links=(role,)))
    account = of(lead).add(x_account())
    of(lead).give_access(account, officer.here.me.person)
    settle_all([lead, officer], shared, rounds=2)
    people = [
        Person(m.person, m.role.name, "", m.seats, m.role is Role.LEAD)
        for m in lead.here.members()
    ]
    pages = of(lead).who_can_post(people)
    assert pages == of(officer).who_can_post(people)
    page, x = pages
    assert [w.kind for w in page.ways] == [WayKind.ROLE]
    assert {w.name for w in x.ways} == {"LEAD", "OFFICER"}


def test_somebody_no_longer_a_holder_reads_nothing_written_since(lead, officer, shared):
    account = of(lead).add(x_account())
    of(lead).give_access(account, officer.here.me.person)
    settle_all([lead, officer], shared, rounds=2)
    of(lead).withdraw_access(account, officer.here.me.person)
    of(lead).begin_rotation(account, Secret(NEW), Reason.LEAVER)
    of(lead).confirm_rotation(account, tried=True)
    settle_all([lead, officer], shared, rounds=2)
    with pytest.raises(NotAHolderError):
        of(officer).reveal(account, Item.SECRET)
    assert of(officer).known(account).has_unopened


def test_many_accounts_are_written_in_one_change(lead):
    news = [x_account(handle=f"@a{n}", codes=()) for n in range(40)]
    subjects = of(lead).import_many(news)
    assert len(of(lead).rows()) == 40
    assert of(lead).reveal(subjects[39], Item.SECRET).reveal() == OLD
    of(lead).edit(subjects[0], Edits(fields=((Field.PURPOSE, "News"),)))
    assert of(lead).known(subjects[0]).account.text(Field.PURPOSE) == "News"


def test_a_clock_that_was_put_back_takes_nothing_away(lead):
    """Entries order what happened, so that a wrong clock cannot undo a change."""
    accounts = of(lead)
    account = accounts.add(x_account())
    accounts.review(account, Reviewed(True, "first"))
    accounts.owe(account, RotationOwed(Item.SECRET, Reason.LEAVER))
    lead.clock.ms -= 400 * 86_400_000
    accounts.begin_rotation(account, Secret(NEW), Reason.LEAVER)
    accounts.confirm_rotation(account, tried=True)
    accounts.review(account, Reviewed(False, "second"))
    lead.here.rebuild()
    state = accounts.known(account).account
    assert not state.owed
    assert accounts.reveal(account, Item.SECRET).reveal() == NEW
    assert state.review.note == "second", "what was written knowing of the first"

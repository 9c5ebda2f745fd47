"""Nobody clears an exposure by saying that something was changed which they cannot open.

Real machines that exchange through a folder. The officer's program is a changed one:
it writes whatever it likes, as far as its keys reach.
"""

import random

import pytest

from incidentkit.accounts import entries as a
from incidentkit.accounts import kinds as ak
from incidentkit.accounts.changes import Audience
from incidentkit.accounts.exposure import exposures
from incidentkit.accounts.kinds import KINDS
from incidentkit.accounts.model import Field, Item, Reason
from incidentkit.accounts.public import ACCOUNT_FOLD
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.errors import TwoPlacesError
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.compose import compose
from incidentkit.vault.kinds import Catalogue, Digest, Role
from incidentkit.vault.membership import remove_person
from incidentkit.vault.opening import EpochKey
from tests.accounts.examples import x_account
from tests.long_form import LONG
from tests.vault.modified import around, keys_of, tip, writing
from tests.vault.two_machines import lead, officer, shared
from tests.vault.world import Machine, join, settle_all

__all__ = ["lead", "officer", "shared"]

CATALOGUE = Catalogue(KINDS)
NEW, THIRD = "second-Password-02", "third-Password-03"


@pytest.fixture
def catalogue():
    return CATALOGUE


@pytest.fixture
def third(tmp_path, lead, shared):
    machine = Machine(tmp_path / "third", "Carys Third", catalogue=CATALOGUE)
    join(machine, lead, shared)
    yield machine
    machine.close()


def of(machine):
    return AccountsService(machine.here)


def public(machine, account):
    return of(machine).known(account).account


def shown_to(machine, account):
    """Have a machine's officer open a password."""
    of(machine).reveal(account, Item.SECRET)


def rotate(machine, account, text=NEW):
    of(machine).begin_rotation(account, Secret(text), Reason.POLICY)
    of(machine).confirm_rotation(account, tried=True)


def a_change(state, **more):
    """Return the mark of a change that clears as much as one can."""
    said = {
        "secret": b"s" * 32,
        "confirmed": True,
        "over": tuple(Digest(one.secret) for one in state.seen),
        "replaces": state.mark(Item.SECRET).digests,
        "answers": tuple(one.digest for one in state.owed),
    }
    return a.SecretChanged(Item.SECRET, **{**said, **more})


def say(machine, account, kind, body):
    machine.here.commit(write(Write(account, kind, body)))


def say_beside(machine, account, kind, body):
    """Say it beside an entry in a scope of one's own, as if that were the account's."""
    scope, line = machine.here.new_scope(), a.CodeUsed(b"c" * 32, 1)
    machine.here.commit(
        write(
            OpenScope(scope),
            Write(account, ak.CODE_USED, line, scope),
            Write(account, kind, body),
        )
    )


def say_under_no_key(machine, account, kind, body):
    """Say it beside an entry that pretends to lie in the account's own scope."""
    here, scope = machine.here, public(machine, account).secrets_scope
    keys = {scope: (min(here.ledger.view(scope).sources), EpochKey.draw())}
    keys |= keys_of(machine, here.standard.kit)
    parts = ((ak.CODE_USED, a.CodeUsed(b"c" * 32, 1), scope), (kind, body, None))
    steps = [
        writing(Write(account, k, b), where or here.standard.kit)
        for k, b, where in parts
    ]
    made = compose(around(machine), tip(here), steps, keys)
    here.receive(made.entries, made.payloads)


@pytest.fixture
def account(lead, officer, shared):
    """An account whose password the lead has seen, and that has to be changed."""
    found = of(lead).add(x_account())
    shown_to(lead, found)
    of(lead).owe(found, a.RotationOwed(Item.SECRET, Reason.COMPROMISE))
    settle_all([lead, officer], shared, rounds=2)
    return found


@pytest.mark.parametrize("tell", [say, say_beside, say_under_no_key])
def test_a_change_said_by_somebody_who_could_not_open_it_clears_nothing(
    lead, officer, shared, account, tell
):
    before = public(lead, account)
    state = public(officer, account)
    tell(officer, account, ak.SECRET_CHANGED, a_change(state))
    dropped = a.SecretDropped(Item.SECRET, state.seen[0].secret)
    tell(officer, account, ak.SECRET_DROPPED, dropped)
    settle_all([lead, officer], shared, rounds=2)
    for machine in (lead, officer):
        after = public(machine, account)
        assert after.changed(Item.SECRET) == before.changed(Item.SECRET)
        assert exposures(after, {}) == exposures(before, {})
        assert after.owed == before.owed
        (said,) = after.unproven
        me = officer.here.me.person
        assert (said.person, said.item, said.times) == (me, Item.SECRET, 2)


def test_it_is_named_until_somebody_who_can_changes_it(lead, officer, shared, account):
    say(officer, account, ak.SECRET_CHANGED, a_change(public(officer, account)))
    settle_all([lead, officer], shared, rounds=2)
    assert public(lead, account).unproven
    rotate(lead, account)
    assert public(lead, account).unproven == ()
    assert public(lead, account).owed == ()


def test_holders_and_whoever_is_let_in_at_once_are_believed(
    lead, officer, shared, account
):
    of(lead).give_access(account, officer.here.me.person)
    settle_all([lead, officer], shared, rounds=2)
    rotate(officer, account)
    settle_all([lead, officer], shared, rounds=2)
    for machine in (lead, officer):
        state = public(machine, account)
        assert (state.unproven, state.owed) == ((), ())
        assert state.mark(Item.SECRET).value.person == officer.here.me.person


def test_a_lead_is_believed_where_leads_may_open_it_and_only_there(
    lead, third, tmp_path, shared
):
    deputy = Machine(tmp_path / "deputy", "Dewi Deputy", catalogue=CATALOGUE)
    join(deputy, lead, shared, Role.LEAD)
    open_to_leads = of(lead).add(x_account(handle="@one"))
    alone = of(lead).add(x_account(handle="@two"), Audience(leads=False))
    settle_all([lead, deputy], shared)
    rotate(deputy, open_to_leads)
    say(deputy, alone, ak.SECRET_CHANGED, a_change(public(deputy, alone)))
    settle_all([lead, deputy, third], shared, rounds=2)
    assert public(third, open_to_leads).mark(Item.SECRET).value.confirmed
    assert public(third, alone).unproven
    deputy.close()


def test_what_a_holder_changed_stands_after_they_are_no_holder_and_nothing_later(
    lead, officer, shared, account
):
    owen = officer.here.me.person
    of(lead).give_access(account, owen)
    settle_all([lead, officer], shared, rounds=2)
    rotate(officer, account)
    settle_all([lead, officer], shared, rounds=2)
    before = public(lead, account).marks
    of(lead).withdraw_access(account, owen)
    rotate(officer, account, THIRD)  # with a key that is theirs no more
    settle_all([lead, officer], shared, rounds=2)
    for machine in (lead, officer):
        state = public(machine, account)
        assert state.mark(Item.SECRET).value.person == owen
        assert (state.marks, len(state.unproven)) == (before, 1)
    remove_person(lead.here, owen)
    assert public(lead, account).marks == before


def test_who_is_let_in_later_is_not_believed_about_what_they_said_before(
    lead, officer, shared, account
):
    say_under_no_key(
        officer, account, ak.SECRET_CHANGED, a_change(public(officer, account))
    )
    settle_all([lead, officer], shared, rounds=2)
    of(lead).give_access(account, officer.here.me.person)
    settle_all([lead, officer], shared)
    assert public(officer, account).owed
    assert public(lead, account).unproven


def test_a_second_word_on_where_the_secrets_are_stops_all_until_it_is_put_right(
    lead, officer, shared, account
):
    scope = officer.here.new_scope()
    again = a.Added(scope, ((Field.PLATFORM, "x"),), (Item.SECRET,))
    added = Write(account, ak.ADDED, again)
    officer.here.commit(write(OpenScope(scope, leads=True), added))
    settle_all([lead, officer], shared, rounds=2)
    assert public(lead, account).rivals == (officer.here.me.person,)
    with pytest.raises(TwoPlacesError):
        of(lead).begin_rotation(account, Secret(NEW), Reason.POLICY)


# --- in whatever order it arrives --------------------------------------------------


def everything_said(lead, officer, third, shared):
    """Have all happen that bears on who is believed, and return the account."""
    account = of(lead).add(x_account(), Audience(leads=False))
    owen, carys = officer.here.me.person, third.here.me.person
    team = [lead, officer, third]
    settle_all(team, shared, rounds=2)
    say_under_no_key(
        officer, account, ak.SECRET_CHANGED, a_change(public(officer, account))
    )
    of(lead).give_access(account, owen)
    settle_all(team, shared, rounds=2)
    of(officer).give_access(account, carys)
    rotate(officer, account)
    settle_all(team, shared, rounds=2)
    rotate(third, account, THIRD)
    of(lead).withdraw_access(account, owen)  # before the third has been heard
    settle_all(team, shared, rounds=2)
    say_under_no_key(
        officer, account, ak.SECRET_CHANGED, a_change(public(officer, account))
    )
    of(lead).give_access(account, owen)
    settle_all(team, shared, rounds=2)
    rotate(officer, account, "fourth-Password-04")
    settle_all(team, shared, rounds=2)
    return account


def test_any_order_of_arrival_comes_to_the_same(lead, officer, third, shared, tmp_path):
    account = everything_said(lead, officer, third, shared)
    wanted, digest = public(third, account), third.here.ledger.cache.digest()
    assert len(wanted.hearsay) == 1
    assert wanted.hearsay[0].times == 2
    known = third.here.kit.store
    entries = [list(known.chain(chain, 0)) for chain in known.chains()]
    for seed in range(60 if LONG else 6):
        chance = random.Random(seed)
        ledger = third.here.ledger
        with known.transaction():
            ledger.cache.clear()
            absorbed_apart(ledger, known, entries, chance)
        assert third.here.state(ACCOUNT_FOLD, account) == wanted, seed
        assert ledger.cache.digest() == digest, seed


def absorbed_apart(ledger, known, entries, chance):
    """Give effect to chains piece by piece, whichever comes next."""
    waiting = [list(chain) for chain in entries]
    while any(waiting):
        chain = chance.choice([one for one in waiting if one])
        size = chance.randint(1, 6)
        ledger.absorb(chain[:size])
        del chain[:size]

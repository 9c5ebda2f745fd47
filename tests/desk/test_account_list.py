"""The list of accounts: sieves, saved views, and changing many at once."""

import pytest

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Field, Item, NewAccount, Reason, Status
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.views import MOST_VIEWS, ColumnName, SavedView, Sieve
from incidentkit.desk.account_list import (
    ForMany,
    change_many,
    drop_view,
    passes,
    read_register,
    save_view,
)
from incidentkit.errors import ClosedAccountError, InvalidValueError
from tests.desk.test_council_playbooks import desk

__all__ = ["desk"]


@pytest.fixture
def accounts(desk):
    add = desk.accounts.add
    found = {
        "live": add(NewAccount("x", "live", secret=Secret("Old-Horse-9"))),
        "mine": add(NewAccount("x", "mine")),
        "quiet": add(NewAccount("x", "quiet", status=Status.DORMANT)),
        "soon": add(NewAccount("x", "soon", status=Status.ASKED_FOR)),
        "gone": add(NewAccount("x", "gone")),
    }
    desk.accounts.give_care(found["mine"], Care(desk.session.me.person))
    desk.accounts.owe(found["live"], RotationOwed(Item.SECRET, Reason.LEAVER))
    desk.accounts.close(found["gone"])
    return found


@pytest.mark.parametrize(
    ("sieve", "handles"),
    [
        (Sieve.ALL, {"live", "mine", "quiet", "soon", "gone"}),
        (Sieve.OPEN, {"live", "mine", "quiet"}),
        (Sieve.MINE, {"mine"}),
        (Sieve.UNCARED, {"live", "quiet"}),
        (Sieve.TO_DO, {"live", "soon"}),
        (Sieve.OWED, {"live"}),
        (Sieve.REQUESTS, {"soon"}),
        (Sieve.DORMANT, {"quiet"}),
        (Sieve.CLOSED, {"gone"}),
    ],
)
def test_each_sieve_lets_its_own_through(desk, accounts, sieve, handles):
    rows = read_register(desk).rows
    assert {r.account.handle for r in rows if passes(r, sieve)} == handles


def test_a_view_is_saved_for_everybody_replaced_by_name_and_dropped(desk):
    save_view(desk, SavedView("Mine", Sieve.MINE))
    columns = (ColumnName.OWNER,)
    page = save_view(desk, SavedView(" mine ", Sieve.MINE, "x", columns))
    (view,) = page.views
    assert (view.name, view.words) == ("mine", "x")
    assert view.columns == (ColumnName.PLATFORM, ColumnName.HANDLE, ColumnName.OWNER)
    desk.session.rebuild()
    assert read_register(desk).views == (view,)
    assert drop_view(desk, "MINE").views == ()
    assert drop_view(desk, "never there").views == ()


def test_a_view_needs_a_name_and_there_is_an_end_to_them(desk):
    with pytest.raises(InvalidValueError):
        save_view(desk, SavedView("  "))
    for number in range(MOST_VIEWS):
        save_view(desk, SavedView(f"View {number}"))
    with pytest.raises(InvalidValueError):
        save_view(desk, SavedView("One more"))
    assert len(save_view(desk, SavedView("View 3", Sieve.OWED)).views) == MOST_VIEWS


def text_of(desk, account, field):
    return desk.accounts.known(account).account.text(field)


def test_many_accounts_are_given_the_same_in_one_commit(desk, accounts):
    three = [accounts[name] for name in ("live", "mine", "quiet")]
    texts = ((Field.HOURS, "Mon-Fri 9-5"),)
    me = desk.session.me.person
    heard = []
    desk.session.on_change(lambda: heard.append(1))
    given = ForMany(texts, b"", me, Status.DORMANT)
    assert change_many(desk, three, given) == 3
    assert len(heard) == 1
    for account in three:
        state = desk.accounts.known(account).account
        assert state.text(Field.HOURS) == "Mon-Fri 9-5"
        assert state.looked_after == Care(None, me)
        assert state.status is Status.DORMANT
    assert change_many(desk, three, given) == 0


def test_who_stands_in_stays_when_only_the_owner_is_given(desk, accounts):
    me = desk.session.me.person
    change_many(desk, [accounts["live"]], ForMany(deputy=me))
    change_many(desk, [accounts["live"]], ForMany(owner=b""))
    state = desk.accounts.known(accounts["live"]).account
    assert state.looked_after == Care(None, me)


def test_when_one_of_many_cannot_be_changed_none_is(desk, accounts):
    both = [accounts["live"], accounts["gone"]]
    with pytest.raises(ClosedAccountError):
        change_many(desk, both, ForMany(((Field.HOURS, "always"),)))
    with pytest.raises(InvalidValueError):
        change_many(desk, both[:1], ForMany(((Field.HOURS, "a" * 2000),)))
    assert text_of(desk, accounts["live"], Field.HOURS) == ""

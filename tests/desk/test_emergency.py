"""Letting somebody in at once: who agrees, who is told, and what the sheet opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.entries import EmergencyOpened
from incidentkit.accounts.kinds import EMERGENCY
from incidentkit.accounts.model import Item, NewAccount, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.emergency import emergencies, have_seen, open_in_emergency
from incidentkit.desk.emergency_asks import agree, asks, let_in
from incidentkit.desk.home import Need
from incidentkit.desk.recovering import come_in, new_comer, recovering, settle_in
from incidentkit.desk.revealing import Wanted, open_secret
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.sheet_used import tell_of_sheets
from incidentkit.errors import (
    InvalidValueError,
    NotAHolderError,
    SecondPersonNeededError,
    UnknownNameError,
)
from incidentkit.vault.acts import EntryClass, Recover
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.recovering import Recovering
from tests.desk.test_exposing import (
    add_x,
    again,
    as_colleague,
    change,
    colleague,
    matter,
    owed,
)
from tests.desk.test_home import DAY_MS, Studio
from tests.vault.world import POLICY

BEN, CARYS, DANA = "Ben Carter", "Carys Evans", "Dana Price"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio._desk


@pytest.fixture
def two_wanted(desk: Desk) -> Desk:
    desk.council.set("emergency_second_person", "first")
    return desk


def come_in_by_sheet(studio: Studio) -> tuple[Desk, Recovering]:
    person = new_comer(DANA)
    who = recovering(person, DANA, "marble compass thirteen owls")
    return come_in(studio.locked, studio.sheet, who, POLICY), who


def test_the_second_person_countersigns_and_hands_the_key_over(studio, two_wanted):
    desk, account = two_wanted, add_x(two_wanted)
    ben, _carys = colleague(desk, BEN), colleague(desk, CARYS, Role.LEAD)
    assert not open_in_emergency(desk, account, ben, "hijacked, I am abroad")
    assert matter(desk, Need.EMERGENCY_ASKED) is None  # Asha has done her part
    with pytest.raises(InvalidValueError):
        agree(desk, account, asks(desk)[0].entry)
    bens = as_colleague(studio, BEN)
    assert matter(bens, Need.EMERGENCY_ASKED) is None
    with pytest.raises(InvalidValueError):
        agree(bens, account, asks(bens)[0].entry)  # it is he who would be let in
    with pytest.raises(NotAHolderError):
        open_secret(bens, account, Wanted(Item.SECRET))
    carys = as_colleague(studio, CARYS)
    found = matter(carys, Need.EMERGENCY_ASKED)
    assert (found.name, "second person" in found.detail) == ("X @AshcombeDC", True)
    assert agree(carys, account, asks(carys)[0].entry)
    assert owed(carys, account) == [Reason.BREAK_GLASS]
    desk = again(studio)
    assert asks(desk) == ()
    (row,) = emergencies(desk)
    assert (row.by, row.person, row.agreed) == ("Asha Patel", BEN, (CARYS,))
    open_secret(as_colleague(studio, BEN), account, Wanted(Item.SECRET))


def test_where_the_second_person_holds_nothing_the_first_lets_in(studio, two_wanted):
    desk, account = two_wanted, add_x(two_wanted)
    ben = colleague(desk, BEN)
    colleague(desk, CARYS)
    open_in_emergency(desk, account, ben, "hijacked")
    (ask,) = asks(desk)
    with pytest.raises(SecondPersonNeededError):
        let_in(desk, account, ask.entry)
    assert not agree(as_colleague(studio, CARYS), account, ask.entry)
    desk = again(studio)
    assert "Carys Evans agreed" in matter(desk, Need.EMERGENCY_ASKED).detail
    let_in(desk, account, ask.entry)
    assert emergencies(desk)[0].agreed == (CARYS,)
    with pytest.raises(UnknownNameError):
        let_in(desk, account, ask.entry)


def test_what_is_asked_for_stands_for_a_day(studio, two_wanted):
    desk, account = two_wanted, add_x(two_wanted)
    ben = colleague(desk, BEN)
    colleague(desk, CARYS)
    open_in_emergency(desk, account, ben, "hijacked")
    (ask,) = asks(desk)
    studio.clock.ms += DAY_MS
    assert asks(desk) == ()
    with pytest.raises(UnknownNameError):
        agree(as_colleague(studio, CARYS), account, ask.entry)
    studio.clock.ms -= 3 * DAY_MS  # it was the asker's clock that was ahead
    assert asks(desk) == ()


def test_whoever_could_not_let_in_cannot_ask_for_it(studio, two_wanted):
    account = add_x(two_wanted)
    ben = colleague(two_wanted, BEN)
    with pytest.raises(NotAHolderError):
        open_in_emergency(as_colleague(studio, BEN), account, ben, "hijacked")


def test_what_the_sheet_opened_is_owed_and_everybody_is_told_once(studio, desk):
    first, second, changed = (add_x(desk, n) for n in ("First", "Second", "Changed"))
    ben = colleague(desk, BEN)
    danas, who = come_in_by_sheet(studio)
    settle_in(danas, who)
    change(danas, changed, "another-Secret-of-letters")
    assert owed(danas, first) == owed(danas, second) == [Reason.BREAK_GLASS]
    assert owed(danas, changed) == []
    assert matter(danas, Need.EMERGENCY) is None
    bens = as_colleague(studio, BEN)
    found = matter(bens, Need.EMERGENCY)
    assert (found.subject, "3 accounts" in found.detail) == (None, True)
    assert "Dana Price came in with the recovery sheet" in found.detail
    have_seen(bens)
    assert matter(bens, Need.EMERGENCY) is None
    assert matter(again(studio), Need.EMERGENCY) is not None
    assert tell_of_sheets(danas) == ()
    assert ben


def test_a_use_of_the_sheet_that_was_cut_short_is_told_by_the_next_lead(studio, desk):
    account, changed = add_x(desk), add_x(desk, "Changed")
    come_in_by_sheet(studio)  # and the machine stops before anything is told
    studio.clock.ms += DAY_MS
    desk = again(studio)
    change(desk, changed, "another-Secret-of-letters")
    assert tell_of_sheets(desk) == (account,)
    assert owed(desk, account) == [Reason.BREAK_GLASS]
    assert matter(desk, Need.EMERGENCY) is not None
    assert open_desk(desk.session).accounts.known(changed).account.owed == ()


def use_of(desk: Desk) -> tuple[bytes, bytes]:
    """Return the entry by which somebody came in with the sheet, and who."""
    rosters = desk.session.kit.store.entries_of_class(EntryClass.ROSTER)
    (entry,) = (one for one in rosters if isinstance(one.act, Recover))
    return entry.digest, entry.act.person


def claim(desk: Desk, account: SubjectId, person: bytes, use: bytes) -> None:
    """Write that it was told of an account."""
    body = EmergencyOpened(person, "nothing to see", sheet=use)
    desk.session.commit(write(Write(account, EMERGENCY, body)))


def test_an_officers_word_that_it_was_told_stops_nobody_from_being_told(studio, desk):
    first, second = add_x(desk, "First"), add_x(desk, "Second")
    colleague(desk, BEN)
    come_in_by_sheet(studio)
    bens = as_colleague(studio, BEN)
    use, who = use_of(bens)
    claim(bens, first, who, use)
    desk = again(studio)
    assert set(tell_of_sheets(desk)) == {first, second}
    assert owed(desk, first) == owed(desk, second) == [Reason.BREAK_GLASS]
    assert tell_of_sheets(again(studio)) == ()


def test_what_a_lead_told_counts_for_its_account_and_for_whoever_came_in(studio, desk):
    named, other, mistaken = (add_x(desk, n) for n in ("Named", "Other", "Mistaken"))
    come_in_by_sheet(studio)
    desk = again(studio)
    use, who = use_of(desk)
    claim(desk, named, who, use)
    claim(desk, mistaken, desk.session.me.person, use)
    assert set(tell_of_sheets(again(studio))) == {other, mistaken}


def test_what_somebody_was_let_in_to_later_was_not_opened_by_the_sheet(studio, desk):
    add_x(desk)
    secret = Secret("a-Secret-of-20-letters", is_made=True)
    ours = Audience(leads=False, recovery=False)
    quiet = desk.accounts.add(NewAccount("x", "Quiet", secret=secret), ours)
    danas, who = come_in_by_sheet(studio)
    settle_in(danas, who)
    studio.clock.ms += DAY_MS
    desk = again(studio)
    desk.accounts.give_access(quiet, who.person)
    assert tell_of_sheets(again(studio)) == ()
    assert owed(desk, quiet) == []

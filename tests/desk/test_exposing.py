"""What happens is followed by what must be changed, written in the same change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.leaving import Cause
from incidentkit.accounts.model import (
    Agency,
    Edits,
    Field,
    Hangs,
    Item,
    NewAccount,
    Phone,
    Reason,
    Tie,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.emergency import (
    emergencies,
    have_seen,
    open_in_emergency,
    stand_by,
)
from incidentkit.desk.exposing import (
    end_link,
    lost_device,
    must_change,
    plan_for,
    who_could_post,
    withdraw,
)
from incidentkit.desk.exposure_paper import called_now, lines_of, of_person, table_of
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.leaving import give_role, remove, unfinished_leavers
from incidentkit.desk.revealing import Wanted, open_secret
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.who_paper import write_paper
from incidentkit.errors import InvalidValueError
from incidentkit.incidents.service import Opening
from incidentkit.officers.entries import planned_name
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from tests.desk.test_home import DAY_MS, Studio
from tests.ui.studio import NAME, PASSPHRASE
from tests.vault.world import POLICY

THEIRS = "a passphrase of theirs for tests"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio._desk


def add_x(desk: Desk, handle: str = "AshcombeDC") -> SubjectId:
    secret = Secret("a-Secret-of-20-letters", is_made=True)
    return desk.accounts.add(NewAccount("x", handle, secret=secret))


def colleague(desk: Desk, name: str, role: Role = Role.OFFICER) -> PersonId:
    add_colleague(
        desk.session, name, THEIRS, role, POLICY, lambda p: planned_name(p, name)
    )
    return desk.officers.find(name).person


def as_colleague(studio: Studio, name: str) -> Desk:
    """Unlock the same kit as somebody else who uses this machine."""
    return open_desk(studio.locked.unlock(name, THEIRS))


def again(studio: Studio) -> Desk:
    """Unlock again, so that what colleagues wrote on this machine is known."""
    return open_desk(studio.locked.unlock(NAME, PASSPHRASE))


def change(desk: Desk, account: SubjectId, text: str) -> None:
    desk.accounts.begin_rotation(
        account, Secret(text, is_made=True), Reason.LEAVER, Item.SECRET
    )
    desk.accounts.confirm_rotation(account, tried=True)


def owed(desk: Desk, account: SubjectId) -> list[Reason]:
    return [one.reason for one in desk.accounts.known(account).account.owed]


def matter(desk: Desk, need: Need):
    return next((m for m in read_home(desk).matters if m.need is need), None)


def test_somebody_who_goes_leaves_what_they_saw_and_what_they_could_open(studio, desk):
    seen, could, never = (add_x(desk, name) for name in ("Seen", "Could", "Never"))
    ben = colleague(desk, "Ben Carter")
    for account in (seen, could):
        desk.accounts.give_access(account, ben)
    open_secret(as_colleague(studio, "Ben Carter"), seen, Wanted(Item.SECRET))
    desk = again(studio)
    desk.accounts.give_link(never, Phone("07700 900123", "Ben Carter", person=ben))
    studio.clock.ms += DAY_MS
    plan = plan_for(desk, ben)
    assert [one.subject for one in plan.today] == [seen]
    assert [one.subject for one in plan.must] == [could]
    assert [take.subject for take in plan.take_away] == [never]
    assert [(o.subject, o.cause) for o in plan.others] == [(never, Cause.NEVER)]
    assert unfinished_leavers(desk) == ()
    remove(desk, ben, "a new job")
    assert owed(desk, seen) == owed(desk, could) == [Reason.LEAVER]
    assert owed(desk, never) == []
    assert plan_for(desk, ben).today == plan.today
    assert [(one.name, one.accounts) for one in unfinished_leavers(desk)] == [
        ("Ben Carter", 3)
    ]
    found = matter(desk, Need.LEAVING)
    assert found is not None
    assert (found.subject, found.name) == (ben, "Ben Carter")


def test_a_departure_stays_on_home_until_everything_is_done(studio, desk):
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    phone = desk.accounts.give_link(account, Phone("07700 900123", "Ben Carter"))
    remove(desk, ben, "a new job")
    studio.clock.ms += 1000
    change(desk, account, "another-Secret-of-letters")
    assert matter(desk, Need.SAME_DAY) is None
    assert matter(desk, Need.LEAVING) is not None
    end_link(desk, account, phone, "handed in")
    assert matter(desk, Need.LEAVING) is None
    (other,) = plan_for(desk, ben).others
    assert other.cause is Cause.CHANGED


def test_ending_somebodys_access_means_a_change_where_it_could_be_opened(desk):
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    withdraw(desk, account, ben)
    assert owed(desk, account) == [Reason.ROLE_CHANGE]
    assert matter(desk, Need.SAME_DAY).name == "X @AshcombeDC"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OBSERVER])
def test_a_lesser_role_means_a_change_of_what_they_open_no_more(desk, role):
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter", Role.LEAD)
    give_role(desk, ben, role)
    assert owed(desk, account) == [Reason.ROLE_CHANGE]


def test_a_greater_role_means_nothing(desk):
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    give_role(desk, ben, Role.LEAD)
    assert owed(desk, account) == []


def test_a_firm_that_is_taken_off_could_have_had_the_password(desk):
    account = add_x(desk)
    firm = desk.accounts.give_link(account, Agency("Bright Words Ltd"))
    end_link(desk, account, firm)
    assert owed(desk, account) == [Reason.AGENCY_ENDED]


def test_a_lost_telephone_means_every_account_that_could_be_opened_with_it(desk):
    mine, theirs = add_x(desk, "Mine"), add_x(desk, "Theirs")
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(theirs, ben)
    found = lost_device(desk, ben, "a laptop on the train")
    assert [one.subject for one in found] == [theirs]
    assert (owed(desk, mine), owed(desk, theirs)) == ([], [Reason.LOST_DEVICE])
    assert desk.accounts.known(theirs).account.owed[0].why == "a laptop on the train"


def test_what_hangs_on_a_tool_is_named_when_the_tool_was_affected(desk):
    tool, page, other = add_x(desk, "Tool"), add_x(desk, "Page"), add_x(desk, "Other")
    desk.accounts.give_link(page, Hangs(Tie.SCHEDULER, tool))
    assert must_change(desk, tool, Reason.TOOL_INCIDENT, "their notice") == (tool, page)
    assert must_change(desk, other, Reason.SEEN_OUTSIDE, "on a flip chart") == (other,)
    assert owed(desk, page) == [Reason.TOOL_INCIDENT]


def test_the_council_decides_for_which_reasons(desk):
    desk.council.set("event_triggers", "compromise")
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    remove(desk, ben, "a new job")
    assert owed(desk, account) == []
    must_change(desk, account, Reason.COMPROMISE, "")
    assert owed(desk, account) == [Reason.COMPROMISE]


def test_whoever_is_let_in_in_an_emergency_everybody_hears_of(studio, desk):
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter")
    colleague(desk, "Carys Evans")
    with pytest.raises(InvalidValueError):
        open_in_emergency(desk, account, ben, " ")
    open_in_emergency(desk, account, ben, "the account is hijacked, I am abroad")
    assert owed(desk, account) == [Reason.BREAK_GLASS]
    assert matter(desk, Need.EMERGENCY) is None
    carys = as_colleague(studio, "Carys Evans")
    assert matter(carys, Need.EMERGENCY).name == "X @AshcombeDC"
    assert "No second person" in matter(carys, Need.EMERGENCY).detail
    (row,) = emergencies(carys, only_news=True)
    assert (row.person, row.agreed, row.is_news) == ("Ben Carter", (), True)
    have_seen(carys, account)
    assert emergencies(carys, only_news=True) == ()
    bens = as_colleague(studio, "Ben Carter")
    assert matter(bens, Need.EMERGENCY) is not None
    open_secret(bens, account, Wanted(Item.SECRET))
    with pytest.raises(InvalidValueError):
        stand_by(bens, account, row.entry)  # it let him in himself
    stand_by(as_colleague(studio, "Carys Evans"), account, row.entry)
    (after,) = emergencies(again(studio))
    assert after.agreed == ("Carys Evans",)


def test_nobody_agrees_to_their_own(desk):
    account = add_x(desk)
    open_in_emergency(desk, account, colleague(desk, "Ben Carter"), "abroad")
    (row,) = emergencies(desk)
    with pytest.raises(InvalidValueError):
        stand_by(desk, account, row.entry)


def test_any_past_day_shows_who_could_post_then(studio, desk):
    account = add_x(desk)
    ben = colleague(desk, "Ben Carter")
    before = studio.clock.ms
    studio.clock.ms += DAY_MS
    desk.accounts.give_access(account, ben)
    phone = desk.accounts.give_link(account, Phone("07700 900123", "Carys Evans"))
    during = studio.clock.ms
    studio.clock.ms += DAY_MS
    withdraw(desk, account, ben)
    desk.accounts.remove_link(account, phone)
    after = studio.clock.ms

    def names(wall: int) -> set[str]:
        return {way.name for row in who_could_post(desk, wall) for way in row.ways}

    me = "Asha Patel"
    assert names(before) == names(after) == {me}
    assert names(during) == {me, "Ben Carter", "Carys Evans"}
    assert who_could_post(desk, 0) == ()
    (row,) = of_person(who_could_post(desk, during), ben, "Ben Carter")
    assert [way.name for way in row.ways] == ["Ben Carter"]
    today = who_could_post(desk, studio.clock.ms)
    assert today == desk.who_can_post()


def test_a_past_day_has_the_names_of_that_day_and_says_what_they_are_now(studio, desk):
    account = add_x(desk, "AshcombeCouncil")
    ben = colleague(desk, "Ben Carter")
    desk.accounts.give_access(account, ben)
    then = studio.clock.ms
    studio.clock.ms += DAY_MS
    desk.accounts.edit(account, Edits(fields=((Field.HANDLE, "AshcombeDC"),)))
    desk.officers.set_name(ben, "Ben Evans")
    (row,) = who_could_post(desk, then)
    assert row.handle == "AshcombeCouncil"
    assert "Ben Carter" in {way.name for way in row.ways}
    (now,) = desk.who_can_post()
    assert (now.handle, "Ben Evans" in {way.name for way in now.ways}) == (
        "AshcombeDC",
        True,
    )
    label = next(lines_of([row], called_now(desk))).label
    assert label == "X @AshcombeCouncil (now X @AshcombeDC)"
    assert label in table_of([row], called_now(desk))
    assert next(lines_of([now], called_now(desk))).label == "X @AshcombeDC"


def test_the_table_can_be_printed_and_obeys_no_formula(studio, desk, tmp_path):
    account = add_x(desk)
    desk.accounts.give_link(account, Phone("07700 900123", "=cmd|'/c calc'!A0"))
    rows = desk.who_can_post()
    assert "'=cmd" in table_of(rows)
    assert all(line.action for line in lines_of(rows))
    path, _ = write_paper(desk, tmp_path / "paper", rows)
    assert path.read_text(encoding="utf-8-sig").startswith("account,how,who")


def test_a_cause_that_is_confirmed_means_that_the_account_is_changed(desk):
    account = add_x(desk)
    playbook = shipped_playbook("hacked-account")
    opening = Opening("Odd posts", playbook, account=account)
    incident = desk.incidents.start(opening)
    asked = next(s.slug for s in playbook.steps() if s.fact == "cause")
    desk.incidents.answer(incident, asked, "Suspected")
    assert owed(desk, account) == []
    desk.incidents.answer(incident, asked, "Confirmed")
    assert owed(desk, account) == [Reason.COMPROMISE]

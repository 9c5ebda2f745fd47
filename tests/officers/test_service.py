"""The people of a real kit, on two machines."""

import pytest

from incidentkit.errors import (
    InvalidValueError,
    RoleNeededError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.officers.entries import KINDS, Contact, OfficerNamed
from incidentkit.officers.service import OfficersService
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.kinds import Catalogue, PersonId, Role, SeatId, SubjectId
from incidentkit.vault.membership import remove_person
from tests.vault.world import Machine, join, settle_all

CATALOGUE = Catalogue(KINDS)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def lead(tmp_path):
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=CATALOGUE)
    machine.found()
    officers = OfficersService(machine.here)
    officers.set_name(machine.here.me.person, "Asha Lead")
    yield machine
    machine.close()


@pytest.fixture
def officer(tmp_path, lead, shared):
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=CATALOGUE)
    join(machine, lead, shared)
    officers = OfficersService(lead.here)
    officers.set_name(machine.here.me.person, "Owen Officer")
    settle_all([lead, machine], shared, rounds=2)
    yield machine
    machine.close()


def test_everybody_is_listed_by_rank_with_name_role_and_machines(lead, officer):
    for machine in (lead, officer):
        rows = OfficersService(machine.here).list_officers()
        assert [(r.name, r.role, r.seats, r.is_standing) for r in rows] == [
            ("Asha Lead", Role.LEAD, 1, True),
            ("Owen Officer", Role.OFFICER, 1, True),
        ]
        assert [r.person for r in rows] == [m.person for m in lead.here.members()]


def test_a_name_that_could_pass_for_another_is_refused_and_one_that_came_in_is_marked(
    lead, officer
):
    officers, person = OfficersService(lead.here), officer.here.me.person
    looks_like = "\u0410sha Lead"
    with pytest.raises(InvalidValueError):
        officers.set_name(person, looks_like)
    body = OfficerNamed(looks_like, officers._state(person).name.digests)
    kind = next(kind for kind in KINDS if kind.body is OfficerNamed)
    lead.here.commit(write(Write(SubjectId(person), kind, body)))
    assert officers.name_of(person).startswith(f"{looks_like} (")
    assert "look closely" in officers.name_of(person)


def test_somebody_nobody_named_is_called_by_a_part_of_their_id(tmp_path, lead, shared):
    machine = Machine(tmp_path / "new", "Nia New", catalogue=CATALOGUE)
    join(machine, lead, shared)
    person = machine.here.me.person
    machine.close()
    officers = OfficersService(lead.here)
    assert officers.name_of(person) == f"Unnamed officer {person.hex()[:8]}"
    assert officers.find(person.hex()[:8]).person == person
    nobody = PersonId(bytes(16))
    assert officers.name_of(nobody) == "Unnamed officer 00000000"
    with pytest.raises(UnknownNameError):
        officers.row(nobody)
    with pytest.raises(UnknownNameError):
        officers.set_name(nobody, "Nobody")


def test_an_officer_changes_contact_details_and_no_names(lead, officer, shared):
    officers = OfficersService(officer.here)
    me = officer.here.me.person
    contact = Contact("01632 960 001", "07700 900 123", "owen@ashcombe.example.org")
    officers.set_contact(me, contact)
    with pytest.raises(RoleNeededError):
        officers.set_name(me, "Asha Lead")
    settle_all([officer, lead], shared, rounds=2)
    there = OfficersService(lead.here).row(me)
    assert (there.name, there.contact) == ("Owen Officer", contact)
    assert there.to_settle == ()


def test_details_that_are_refused_change_nothing(lead):
    officers = OfficersService(lead.here)
    me = lead.here.me.person
    with pytest.raises(InvalidValueError):
        officers.set_contact(me, Contact(mobile="ask at the desk"))
    with pytest.raises(InvalidValueError):
        officers.set_name(me, " ")
    assert officers.row(me).contact == Contact()
    assert officers.name_of(me) == "Asha Lead"


def test_numbers_changed_on_two_machines_at_once_are_to_be_settled(
    lead, officer, shared
):
    person = lead.here.me.person
    OfficersService(lead.here).set_contact(person, Contact(mobile="07700 900 111"))
    OfficersService(officer.here).set_contact(person, Contact(mobile="07700 900 222"))
    settle_all([lead, officer], shared)
    for machine in (lead, officer):
        assert OfficersService(machine.here).row(person).to_settle == ("contact",)
    OfficersService(officer.here).set_contact(person, Contact(mobile="07700 900 222"))
    settle_all([lead, officer], shared)
    row = OfficersService(lead.here).row(person)
    assert (row.to_settle, row.contact.mobile) == ((), "07700 900 222")


def test_somebody_who_left_keeps_their_name_and_loses_their_role(lead, officer):
    officers = OfficersService(lead.here)
    person, seat = officer.here.me.person, officer.here.me.seat
    assert officers.row(person).left is None
    leaving = officers.planned_leaving(person, "moved to another team")
    remove_person(lead.here, person, leaving)
    row = officers.row(person)
    assert (row.name, row.role, row.seats) == ("Owen Officer", None, 0)
    assert row.left is not None
    assert row.left.reason == "moved to another team"
    assert abs(row.left.when - lead.clock.ms) < 1_000
    assert officers.list_officers()[-1] == row
    assert officers.name_of_seat(seat) == "Owen Officer"
    assert officers.names()[person] == "Owen Officer"
    assert OfficersService(lead.reopen()).row(person) == row


def test_saying_that_somebody_left_takes_nothing_from_them(lead, officer):
    officers = OfficersService(lead.here)
    person = officer.here.me.person
    lead.here.commit(officers.planned_leaving(person, "a mistake"))
    row = officers.row(person)
    assert (row.role, row.left) == (Role.OFFICER, None)


def test_a_seat_nobody_knows_has_a_name_all_the_same(lead):
    unknown = SeatId(b"\x01" * 16)
    assert OfficersService(lead.here).name_of_seat(unknown).startswith("Unnamed")


def test_a_name_given_where_few_can_read_names_nobody(lead):
    scope, me = lead.here.new_scope(), lead.here.me.person
    hidden = OfficerNamed("Somebody Else", ())
    lead.here.commit(
        write(OpenScope(scope), Write(SubjectId(me), KINDS[0], hidden, scope))
    )
    officers = OfficersService(lead.here)
    assert officers.name_of(me) == "Asha Lead"
    assert len(officers.list_officers()) == 1


@pytest.mark.parametrize("text", ["Owen Officer", " owen  OFFICER ", "owen", "Officer"])
def test_somebody_is_found_by_name_or_a_part_of_it(lead, officer, text):
    found = OfficersService(lead.here).find(text)
    assert found.person == officer.here.me.person


def test_a_name_that_means_two_people_or_none_is_not_guessed(lead, officer):
    officers = OfficersService(lead.here)
    with pytest.raises(SeveralMatchError) as several:
        officers.find("e")
    assert len(several.value.matches) == 2
    for text in ("Carys", "", "  "):
        with pytest.raises(UnknownNameError):
            officers.find(text)


def test_a_whole_name_is_preferred_to_a_part_of_another(lead, officer):
    officers = OfficersService(lead.here)
    officers.set_name(officer.here.me.person, "Asha")
    assert officers.find("asha").person == officer.here.me.person
    assert officers.find("asha lead").person == lead.here.me.person


def test_somebody_here_is_preferred_to_somebody_who_left(lead, officer):
    officers = OfficersService(lead.here)
    officers.set_name(officer.here.me.person, "Asha")
    remove_person(lead.here, officer.here.me.person)
    assert officers.find("asha").person == lead.here.me.person

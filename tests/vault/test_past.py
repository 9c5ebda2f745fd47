"""Who could read a scope on a past date, on real kits."""

import pytest

from incidentkit.vault.change import Change, Entitle, OpenScope, Withdraw, write
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.membership import remove_person, set_role
from incidentkit.vault.past import Past
from tests.vault.world import Machine, join, new_subject, noted, settle_all

DAY = 86_400_000


@pytest.fixture
def office(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    asha, ben = Machine(tmp_path / "a", "Asha"), Machine(tmp_path / "b", "Ben")
    asha.found()
    join(ben, asha, shared)
    yield asha, ben, shared
    asha.close()
    ben.close()


def person(machine: Machine) -> PersonId:
    return machine.here.me.person


def later(asha: Machine, ben: Machine, days: int = 1) -> int:
    """Let days go by for both, and return the time in their middle."""
    middle = asha.clock.ms + days * DAY // 2
    asha.clock.ms = ben.clock.ms = asha.clock.ms + days * DAY
    return middle


def test_who_was_let_in_and_out_shows_on_each_date(office):
    asha, ben, _ = office
    seats = asha.here.seats_of(person(ben))
    scope = asha.here.new_scope()
    before = later(asha, ben)
    asha.here.commit(write(OpenScope(scope), *noted(new_subject(), "x", scope).parts))
    alone = later(asha, ben)
    asha.here.commit(write(Entitle(scope, seats)))
    both = later(asha, ben)
    asha.here.commit(write(Withdraw(scope, seats)))
    after = later(asha, ben)
    past = Past(asha.here)
    mine = asha.here.seats_of(person(asha))
    found = [past.readers_on(scope, t).seats for t in (before, alone, both, after)]
    assert found == [frozenset(), mine, mine | seats, mine]
    assert not past.could_read(person(ben), scope, after)
    assert past.could_until(person(ben), scope, alone) < after
    assert past.could_until(person(asha), scope, alone) == 0
    assert not past.could_read(person(ben), new_scope_id(asha), alone)


def new_scope_id(machine: Machine):
    return machine.here.new_scope()


def test_a_lead_reads_what_leads_read_only_while_they_are_one(office):
    asha, ben, _ = office
    scope = asha.here.new_scope()
    asha.here.commit(write(OpenScope(scope, leads=True)))
    officer = later(asha, ben)
    set_role(asha.here, person(ben), Role.LEAD)
    lead = later(asha, ben)
    set_role(asha.here, person(ben), Role.OFFICER)
    back = later(asha, ben)
    past = Past(asha.here)
    roles = [
        {m.person: m.role for m in past.members_on(t)}[person(ben)]
        for t in (officer, lead, back)
    ]
    assert roles == [Role.OFFICER, Role.LEAD, Role.OFFICER]
    assert past.could_read(person(ben), scope, officer)
    assert past.could_read(person(ben), scope, lead)
    assert not past.could_read(person(ben), scope, back)


def test_whoever_was_removed_could_read_until_then(office):
    asha, ben, shared = office
    theirs, seats = person(ben), asha.here.seats_of(person(ben))
    scope = asha.here.new_scope()
    asha.here.commit(write(OpenScope(scope, seats)))
    inside = later(asha, ben)
    remove_person(asha.here, theirs, Change())
    gone = later(asha, ben)
    settle_all([asha], shared)
    past = Past(asha.here)
    assert seats <= past.readers_on(scope, inside).seats
    assert not seats & past.readers_on(scope, gone).seats
    assert past.could_read(theirs, scope, inside)
    assert not past.could_read(theirs, scope, gone)


def test_the_roster_is_read_once_for_a_person_however_many_scopes_there_are(office):
    asha, ben, _ = office
    scopes = [asha.here.new_scope() for _ in range(5)]
    for scope in scopes:
        asha.here.commit(write(OpenScope(scope, leads=True)))
    past, asked = Past(asha.here), []
    members_on = past.members_on
    past.members_on = lambda wall: asked.append(wall) or members_on(wall)
    assert not any(past.could_read(person(ben), scope, 0) for scope in scopes)
    assert len(asked) == len(set(asked))

"""Removing people and machines, roles, and what a modified client cannot do."""

from pathlib import Path

import pytest

from incidentkit.errors import NotAHolderError, RoleNeededError, SeatRemovedError
from incidentkit.vault.change import Entitle, OpenScope, Withdraw, Write, write
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Role
from incidentkit.vault.membership import admit, remove_person, set_role
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    DECREED,
    NOTED,
    SEEN,
    THING,
    Machine,
    Noted,
    Thing,
    join,
    new_subject,
    noted,
    settle_all,
)


@pytest.fixture
def trio(tmp_path: Path):
    folder = tmp_path / "shared"
    folder.mkdir()
    names = ("Asha", "Ben", "Carys")
    machines = [Machine(tmp_path / name, name) for name in names]
    machines[0].found()
    join(machines[1], machines[0], folder)
    join(machines[2], machines[0], folder)
    settle_all(machines, folder)
    yield folder, machines
    for machine in machines:
        machine.close()


def test_an_officer_cannot_write_what_needs_a_lead(trio) -> None:
    _, (_, ben, _) = trio
    with pytest.raises(RoleNeededError):
        ben.here.commit(write(Write(new_subject(), DECREED, Noted("no"))))


def test_readers_refuse_what_a_modified_client_writes_without_the_role(trio) -> None:
    folder, (asha, ben, carys) = trio
    subject = new_subject()
    ben.here.commit(noted(subject, "before"))
    ben.here._check_allowed = lambda change: None
    ben.here.commit(write(Write(subject, DECREED, Noted("I decree"))))
    ben.here.commit(noted(subject, "after"))
    settle_all([asha, ben, carys], folder)
    for machine in (asha, ben, carys):
        assert machine.here.state(THING, subject) == Thing(("before", "after"))
        assert len(machine.here.without_effect(Why.NO_AUTHORITY)) == 1


def test_a_scope_opens_only_for_those_entitled(trio) -> None:
    folder, (asha, ben, carys) = trio
    subject, scope = new_subject(), ben.here.new_scope()
    ben.here.commit(
        write(OpenScope(scope), Write(subject, NOTED, Noted("for Ben"), scope))
    )
    settle_all([asha, ben, carys], folder)
    for other in (asha, carys):
        assert other.here.state(THING, subject, scope) is None
        assert other.here.has_unopened(scope)
        assert not other.here.can_read(scope)
        with pytest.raises(NotAHolderError):
            other.here.commit(write(Write(subject, NOTED, Noted("mine"), scope)))
    seats = ben.here.seats_of(carys.here.me.person)
    ben.here.commit(write(Entitle(scope, seats)))
    settle_all([asha, ben, carys], folder)
    assert carys.here.state(THING, subject, scope) == Thing(("for Ben",))
    assert not asha.here.can_read(scope)


def test_withdrawn_holders_read_nothing_written_afterwards(trio) -> None:
    folder, (asha, ben, carys) = trio
    subject, scope = new_subject(), ben.here.new_scope()
    seats = ben.here.seats_of(carys.here.me.person)
    ben.here.commit(
        write(OpenScope(scope, seats), Write(subject, NOTED, Noted("old"), scope))
    )
    settle_all([asha, ben, carys], folder)
    assert carys.here.state(THING, subject, scope) == Thing(("old",))
    ben.here.commit(write(Withdraw(scope, seats)))
    ben.here.commit(write(Write(subject, NOTED, Noted("new"), scope)))
    settle_all([asha, ben, carys], folder)
    assert carys.here.state(THING, subject, scope) == Thing(("old",))
    assert carys.here.has_unopened(scope)


def test_a_removed_officer_reads_and_writes_nothing_more(trio) -> None:
    folder, (asha, ben, carys) = trio
    subject = new_subject()
    carys.here.commit(noted(subject, "seen by all"))
    settle_all([asha, ben, carys], folder)
    carys.here.commit(noted(subject, "written before hearing of it"))
    remove_person(asha.here, carys.here.me.person)
    asha.here.commit(noted(subject, "after Carys left"))
    settle_all([asha, ben, carys], folder)

    with pytest.raises(SeatRemovedError):
        carys.here.commit(noted(subject, "again"))
    assert "after Carys left" not in carys.here.state(THING, subject).texts
    for machine in (asha, ben):
        texts = machine.here.state(THING, subject).texts
        assert texts == ("seen by all", "after Carys left")
        held = machine.here.without_effect(Why.HELD)
        assert [entry.seat for entry in held] == [carys.here._seat.id]
    admit(asha.here, asha.here.without_effect(Why.HELD)[-1].head)
    settle_all([asha, ben], folder)
    for machine in (asha, ben):
        texts = machine.here.state(THING, subject).texts
        assert texts == (
            "seen by all",
            "written before hearing of it",
            "after Carys left",
        )
        assert verify_journal(machine.here.kit.store).intact
        before = machine.here.ledger.cache.digest()
        machine.here.rebuild()
        assert machine.here.ledger.cache.digest() == before


def test_a_new_lead_reads_what_leads_read_and_an_observer_writes_little(trio) -> None:
    folder, (asha, ben, carys) = trio
    subject, scope = new_subject(), ben.here.new_scope()
    ben.here.commit(
        write(
            OpenScope(scope, leads=True), Write(subject, NOTED, Noted("leads"), scope)
        )
    )
    set_role(asha.here, carys.here.me.person, Role.OBSERVER)
    settle_all([asha, ben, carys], folder)
    assert asha.here.state(THING, subject, scope) == Thing(("leads",))
    assert carys.here.me.role is Role.OBSERVER
    with pytest.raises(RoleNeededError):
        carys.here.commit(noted(subject, "no"))
    carys.here.commit(write(Write(subject, SEEN, Noted("read it"))))
    set_role(asha.here, carys.here.me.person, Role.LEAD)
    settle_all([asha, ben, carys], folder)
    assert carys.here.me.role is Role.LEAD
    assert carys.here.state(THING, subject, scope) == Thing(("leads",))

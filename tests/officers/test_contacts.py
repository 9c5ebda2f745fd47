"""Whom to ring for each role: on real kits, on two machines."""

import pytest

from incidentkit.errors import (
    InvalidValueError,
    RoleNeededError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.officers.contact_service import ContactsService
from incidentkit.officers.contacts import CONTACT_KINDS, Card, slug_of, subject_of
from incidentkit.officers.entries import KINDS
from incidentkit.officers.known_roles import known_roles
from incidentkit.playbooks.library import shipped_playbooks
from incidentkit.vault.kinds import Catalogue, Role
from incidentkit.vault.membership import set_role
from tests.vault.two_machines import lead, shared
from tests.vault.world import Machine, join, settle_all

__all__ = ["lead", "shared"]
CATALOGUE = Catalogue((*KINDS, *CONTACT_KINDS))
DAY_MS = 86_400_000
DPO = Card("Data protection officer", "Mina Rao", work_phone="01632 960200")


@pytest.fixture
def catalogue():
    return CATALOGUE


@pytest.fixture
def officer(tmp_path, lead, shared):
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=CATALOGUE)
    join(machine, lead, shared)
    settle_all([lead, machine], shared, rounds=2)
    yield machine
    machine.close()


def test_the_roles_that_ship_are_complete_and_each_is_there_once():
    roles = known_roles().roles
    assert len(roles) >= 32
    assert len({r.slug for r in roles}) == len(roles)
    assert len({r.role.casefold() for r in roles}) == len(roles)
    assert {r.group for r in roles} == set(known_roles().groups)
    assert all(r.needed_for for r in roles)
    numbers = {p.way for r in roles for p in r.public}
    assert {"999", "101", "0300 123 2040"} <= numbers


# Whom a step tells and no list can name: who it is differs each time.
NOT_A_ROLE = {
    "person who posted",
    "person aimed at",
    "people mentioned",
    "complainant",
    "affected people",
    "regulator",
    "director for conduct online",
}


def test_every_contact_that_a_playbook_names_has_a_role_or_is_no_role():
    books = shipped_playbooks().values()
    named = {c.name.casefold() for book in books for c in book.contacts}
    known = {name.casefold() for role in known_roles().roles for name in role.called}
    assert named - known == NOT_A_ROLE & named


def test_two_who_write_down_the_same_role_at_once_meet_and_one_settles_it(
    lead, officer, shared
):
    ours, theirs = ContactsService(lead.here), ContactsService(officer.here)
    ours.set(DPO)
    theirs.set(Card("Data protection officer", "Sol Vega", work_phone="01632 960201"))
    settle_all([lead, officer], shared, rounds=2)
    for service in (ours, theirs):
        row = service.row("dpo")
        assert row.in_conflict
        assert {card.name for card in row.versions} == {"Mina Rao", "Sol Vega"}
    with pytest.raises(InvalidValueError) as refused:
        ours.verify("dpo")
    assert refused.value.rule == "settle-first"
    theirs.set(DPO)
    settle_all([lead, officer], shared, rounds=2)
    for service in (ours, theirs):
        assert not service.row("dpo").in_conflict
        assert service.row("dpo").card == DPO


def test_an_observer_reads_contacts_and_writes_none(lead, officer, shared):
    ContactsService(lead.here).set(DPO)
    set_role(lead.here, officer.here.me.person, Role.OBSERVER)
    settle_all([lead, officer], shared, rounds=2)
    service = ContactsService(officer.here)
    assert service.row("dpo").card == DPO
    with pytest.raises(RoleNeededError):
        service.set(Card("Data protection officer", "Nobody"))


def test_numbers_are_old_when_never_tried_or_ninety_days_ago_or_changed_since(lead):
    service = ContactsService(lead.here)
    now = lead.here.clock.now_ms()
    assert not service.row("dpo").is_unverified(now), "nobody is written down"
    service.set(DPO)
    assert service.row("dpo").is_unverified(now)
    service.verify("dpo")
    tried = service.row("dpo").checked.wall
    assert not service.row("dpo").is_unverified(tried + 90 * DAY_MS)
    assert service.row("dpo").is_unverified(tried + 90 * DAY_MS + 1)
    service.set(Card("Data protection officer", "Mina Rao", work_phone="01632 960999"))
    assert service.row("dpo").is_unverified(tried)


def test_what_cannot_be_reached_cannot_have_been_tried(lead):
    service = ContactsService(lead.here)
    for card in (None, Card("Data protection officer", "Mina Rao")):
        if card:
            service.set(card)
        with pytest.raises(InvalidValueError) as refused:
            service.verify("dpo")
        assert refused.value.rule == "no-number-yet"


def test_a_role_of_the_councils_own_has_one_subject_and_keeps_its_name(lead):
    service = ContactsService(lead.here)
    service.set(Card("Town crier", "Tom Bell"))
    service.set(Card("town CRIER", "Ann Horn"))
    own = [row for row in service.rows() if row.known is None]
    assert [(row.role, row.card.name) for row in own] == [("town CRIER", "Ann Horn")]
    with pytest.raises(InvalidValueError) as refused:
        service.set(Card("Bell ringer"), "town-crier")
    assert refused.value.rule == "keeps-its-name"
    assert subject_of(slug_of("Town crier")) == subject_of("town-crier")


def test_a_role_is_found_by_its_name_a_part_or_what_playbooks_call_it(lead):
    service = ContactsService(lead.here)
    assert service.find("dpo").slug == "dpo"
    assert service.find("DATA protection officer").slug == "dpo"
    assert service.find("duty director").slug == "chief-executive"
    with pytest.raises(SeveralMatchError):
        service.find("safeguarding")
    with pytest.raises(UnknownNameError):
        service.find("astronomer")
    both = {row.slug for row in service.for_name("Monitoring officer and Legal")}
    assert both == {"monitoring-officer", "legal"}
    service.set(Card("Legal duty solicitor", is_absent=True), "legal")
    both = {row.slug for row in service.for_name("Monitoring officer and Legal")}
    assert both == {"monitoring-officer"}


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Card(""), "contact_role"),
        (Card("?!"), "contact_role"),
        (Card("DPO", work_phone="the desk"), "work_phone"),
        (Card("DPO", out_of_band="x"), "out_of_band"),
        (Card("DPO", mailbox="not one"), "mailbox"),
        (Card("DPO", "\u041cina Rao"), "contact_name"),
        (Card("DPO", note="x" * 300), "contact_note"),
    ],
)
def test_what_is_no_number_address_or_name_is_refused(lead, card, field):
    with pytest.raises(InvalidValueError) as refused:
        ContactsService(lead.here).set(card)
    assert refused.value.field == field

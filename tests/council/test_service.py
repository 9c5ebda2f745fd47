"""The council's name and settings on a real kit."""

import msgspec
import pytest

from incidentkit.council import entries
from incidentkit.council.entries import COUNCIL, CouncilSet, planned_name
from incidentkit.council.service import CouncilService
from incidentkit.errors import InvalidValueError, RoleNeededError
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Catalogue, Role
from tests.vault.world import Machine, join, settle_all

CATALOGUE = Catalogue(entries.KINDS)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def lead(tmp_path):
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=CATALOGUE)
    machine.found(planned_name("Ashcombe District Council"))
    yield machine
    machine.close()


@pytest.fixture
def officer(tmp_path, lead, shared):
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=CATALOGUE)
    join(machine, lead, shared)
    yield machine
    machine.close()


def test_a_new_kit_knows_its_council_and_the_defaults(lead):
    council = CouncilService(lead.here)
    assert council.name() == "Ashcombe District Council"
    assert council.keyring_days() == 45
    assert council.next_update_minutes() == 60
    assert council.official_accounts_page() is None
    assert council.public_contact() is None
    assert council.own_email_domains() == ()
    assert council.in_conflict() == ()


def test_what_was_decided_is_there_after_opening_again(lead):
    council = CouncilService(lead.here)
    council.set("keyring_days", "0")
    council.set("next_update_minutes", "30")
    council.set("official_accounts_page", "https://ashcombe.example.org/social")
    council.set("public_contact", "Town Hall, 01632 960 001")
    council.set("own_email_domains", "Ashcombe.example.org")
    council.set_name("Ashcombe Borough Council")
    again = CouncilService(lead.reopen())
    assert again.name() == "Ashcombe Borough Council"
    assert again.keyring_days() == 0
    assert again.next_update_minutes() == 30
    assert again.official_accounts_page() == "https://ashcombe.example.org/social"
    assert again.public_contact() == "Town Hall, 01632 960 001"
    assert again.own_email_domains() == ("ashcombe.example.org",)
    assert again.in_conflict() == ()


def test_a_decision_can_be_taken_back_to_none(lead):
    council = CouncilService(lead.here)
    council.set("official_accounts_page", "https://ashcombe.example.org/social")
    council.set("official_accounts_page", "")
    assert council.official_accounts_page() is None


def test_an_address_is_the_councils_own_by_its_domain(lead):
    council = CouncilService(lead.here)
    council.set("own_email_domains", "ashcombe.example.org")
    assert council.is_own_email(" Press@Ashcombe.Example.org")
    assert not council.is_own_email("press@other.example.org")
    assert not council.is_own_email("press@ashcombe.example.org.other.example")


def test_what_is_refused_leaves_everything_as_it_was(lead):
    council = CouncilService(lead.here)
    for key, text in [("keyring_days", "46"), ("no such thing", "x")]:
        with pytest.raises(InvalidValueError):
            council.set(key, text)
    with pytest.raises(InvalidValueError):
        council.setting("no such thing")
    with pytest.raises(InvalidValueError):
        council.set_name("  ")
    assert council.setting("keyring_days") == "45"
    assert council.name() == "Ashcombe District Council"


def test_an_officer_reads_what_is_decided_and_decides_nothing(officer):
    council = CouncilService(officer.here)
    assert council.name() == "Ashcombe District Council"
    with pytest.raises(RoleNeededError):
        council.set("keyring_days", "1")


def test_an_officers_changed_program_decides_nothing_for_others(shared, lead, officer):
    lax = tuple(
        entries.Kind(k.name, k.version, k.body, k.fold, least=Role.OFFICER)
        for k in entries.KINDS
    )
    officer.close()
    officer.catalogue = Catalogue(lax)
    officer.open()
    body = CouncilSet("keyring_days", "1", ())
    officer.here.commit(write(Write(COUNCIL, lax[1], body)))
    settle_all([officer, lead], shared)
    assert CouncilService(lead.here).keyring_days() == 45


def test_a_value_no_setting_may_have_counts_for_nothing(lead):
    body = CouncilSet("keyring_days", "900", ())
    lead.here.commit(write(Write(COUNCIL, entries.SET, body)))
    assert CouncilService(lead.here).keyring_days() == 45


def test_two_leads_who_decide_at_once_keep_both_until_one_settles_it(
    tmp_path, shared, lead
):
    other = Machine(tmp_path / "other", "Bola Lead", catalogue=CATALOGUE)
    join(other, lead, shared, Role.LEAD)
    CouncilService(lead.here).set("keyring_days", "30")
    CouncilService(other.here).set("keyring_days", "10")
    settle_all([lead, other], shared)
    for machine in (lead, other):
        assert CouncilService(machine.here).in_conflict() == ("keyring_days",)
        assert CouncilService(machine.here).keyring_days() == 10
    CouncilService(lead.here).set("keyring_days", "20")
    settle_all([lead, other], shared)
    states = [CouncilService(m.here).state for m in (lead, other)]
    assert msgspec.json.encode(states[0]) == msgspec.json.encode(states[1])
    assert CouncilService(other.here).keyring_days() == 20
    assert CouncilService(other.here).in_conflict() == ()
    other.close()

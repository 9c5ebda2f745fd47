"""All services over one kit: what takes several of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.kinds import KINDS as ACCOUNT_KINDS
from incidentkit.accounts.model import Access, NewAccount, PlatformRole, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.evidence import EvidenceCheck, check_evidence
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.drafting.drafts import KINDS as DRAFT_KINDS
from incidentkit.errors import InvalidValueError, KitMissingError
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.kinds import KINDS as INCIDENT_KINDS
from incidentkit.incidents.service import Opening
from incidentkit.officers.entries import KINDS as OFFICER_KINDS
from incidentkit.playbooks.library import shipped_playbooks
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

ASHA = PersonId(b"a" * 16)


def around(folder: Path) -> Surrounding:
    return Surrounding(under(folder), TickingClock(), full_catalogue(), POLICY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    where = around(tmp_path)
    found_kit(where, Founder(ASHA, "Asha Patel", PASSPHRASE), "Ashcombe Council")
    kit = open_kit(where, "Asha Patel")
    yield open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    kit.close()


def add_x(desk: Desk) -> SubjectId:
    new = NewAccount(
        "x",
        "AshcombeDC",
        login=Secret("comms"),
        secret=Secret("Old-Horse-9x"),
        totp=Secret("JBSWY3DPEHPK3PXP"),
        codes=(Secret("CODE-1111-AAAA"),),
        purpose="News",
    )
    return desk.accounts.add(new)


def test_a_new_kit_knows_its_council_and_its_founder(desk):
    assert desk.council.name() == "Ashcombe Council"
    assert desk.officers.name_of(ASHA) == "Asha Patel"


@pytest.mark.parametrize(("council", "name"), [("", "Asha"), ("Ashcombe", " ")])
def test_a_kit_without_a_name_is_not_made(tmp_path, council, name):
    where = around(tmp_path)
    with pytest.raises(InvalidValueError):
        found_kit(where, Founder(ASHA, name, PASSPHRASE), council)
    with pytest.raises(KitMissingError):
        open_kit(where, name)


def test_the_catalogue_knows_what_every_room_writes():
    catalogue = full_catalogue()
    for kind in (*ACCOUNT_KINDS, *INCIDENT_KINDS, *DRAFT_KINDS, *OFFICER_KINDS):
        assert catalogue.find(kind.name, kind.version) is kind


# --- secrets in texts -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nothing of the kind", ()),
        ("it was Old-Horse-9x, we think", ("X @AshcombeDC",)),
        ("JBSWY3DPEHPK3PXP", ("X @AshcombeDC",)),
        ("the code was CODE-1111-AAAA", ("X @AshcombeDC",)),
        ("comms", ()),
    ],
)
def test_a_stored_secret_in_a_text_names_its_account(desk, text, found):
    add_x(desk)
    assert accounts_with_secret_in(desk.session, desk.accounts, text) == found


def test_old_and_waiting_secrets_are_looked_for_too(desk):
    account = add_x(desk)
    desk.accounts.begin_rotation(account, Secret("New-Zebra-77"), Reason.POLICY)
    for text in ("Old-Horse-9x", "New-Zebra-77"):
        assert accounts_with_secret_in(desk.session, desk.accounts, text)
    desk.accounts.confirm_rotation(account, tried=True)
    for text in ("Old-Horse-9x", "New-Zebra-77"):
        assert accounts_with_secret_in(desk.session, desk.accounts, text)


# --- an incident and its account ----------------------------------------------------


def start(desk: Desk, account: SubjectId | bytes = b"") -> SubjectId:
    playbook = shipped_playbooks()["hacked-account"]
    return desk.incidents.start(Opening("Odd posts", playbook, bytes(account)))


def test_what_the_register_knows_is_not_asked_again(desk):
    run = desk.incidents.run(start(desk, add_x(desk)))
    position = run.walk.position("how-do-people-get-into-this-account")
    assert position is not None
    assert (position.given, position.answer) == (True, "Own login")
    unknown = desk.incidents.run(start(desk))
    position = unknown.walk.position("how-do-people-get-into-this-account")
    assert position is not None
    assert not position.given


def test_a_message_is_filled_with_the_account_and_the_council(desk):
    desk.council.set("public_contact", "01632 960 001")
    incident = start(desk, add_x(desk))
    fields = desk.fields(incident)
    assert fields["handle"] == "@AshcombeDC"
    assert fields["platform"] == "X"
    assert fields["contact"] == "01632 960 001"
    assert fields["council"] == "Ashcombe Council"
    assert "handle" not in desk.fields(start(desk))


def test_who_can_post_knows_peoples_numbers(desk):
    from incidentkit.officers.entries import Contact

    desk.officers.set_contact(ASHA, Contact("01632 960 002", "", ""))
    page = desk.accounts.add(NewAccount("facebook", "Ashcombe", access=Access.ROLES))
    role = PlatformRole("Asha Patel", "Full control", removes=True, person=ASHA)
    desk.accounts.give_link(page, role)
    (row,) = desk.who_can_post(page)
    assert [way.number for way in row.ways] == ["01632 960 002"]


# --- evidence -----------------------------------------------------------------------


def test_evidence_is_whole_changed_or_missing(desk, tmp_path):
    incident = start(desk)
    custody = desk.incidents.evidence
    custody.text(incident, "a post", Source())
    custody.held_elsewhere(incident, Source(what="a picture"), "phone", "Asha")
    files = []
    for name in ("one", "two"):
        path = tmp_path / name
        path.write_bytes(name.encode() * 1000)
        files.append(custody.file(incident, path, Source()))
    assert check_evidence(desk) == EvidenceCheck(whole=3)
    assert check_evidence(desk).is_whole
    sealed = sorted((tmp_path / "kit" / "evidence").glob("*.ev"))
    data = bytearray(sealed[0].read_bytes())
    data[100] ^= 1
    sealed[0].chmod(0o600)
    sealed[0].write_bytes(bytes(data))
    sealed[1].unlink()
    found = check_evidence(desk)
    assert (found.whole, len(found.missing), len(found.changed)) == (1, 1, 1)
    assert {*found.missing, *found.changed} == {item.digest for item in files}
    assert not found.is_whole

"""What is tried around letting people in and asking for two of them."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.clock import as_datetime
from incidentkit.errors import NotAcceptedYetError
from incidentkit.vault.acts import Accept, Countersigned, Head, SeatKeys
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.compose import tip_of
from incidentkit.vault.countersigning import countersigners
from incidentkit.vault.encoding import encode
from incidentkit.vault.joining import JoinRequest, check_arrived, requests_in
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.membership import remove_person, set_role, unreachable_seats
from incidentkit.vault.parcel import ItemName, hash_text
from incidentkit.vault.seat import Seat
from incidentkit.vault.verify import verify_journal
from tests.vault.attackers import Office, last_of, opened_office, raw, texts
from tests.vault.modified import acts_after, begin_chain
from tests.vault.world import (
    NOTED,
    Noted,
    new_subject,
    noted,
    settle_all,
)

NOBODY = bytes(32)  # a point of small order: every sender gets the same secret


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened_office(tmp_path) as found:
        yield found


def accept_of(keys: SeatKeys, role: Role, *heads: Head) -> Accept:
    return Accept(secrets.token_bytes(16), keys, role, bytes(32), heads)


# --- joining -------------------------------------------------------------


def test_an_acceptance_by_somebody_who_may_not_is_none(office: Office) -> None:
    newcomer = Seat.generate()
    raw(office.ben, accept_of(newcomer.keys, Role.LEAD))
    office.settle()
    with pytest.raises(NotAcceptedYetError):
        check_arrived(office.asha.here.kit.store, newcomer.id)


def test_a_false_acceptance_with_impossible_heads_keeps_no_newcomer_out(
    office: Office,
) -> None:
    newcomer = Seat.generate()
    nowhere = Head(secrets.token_bytes(16), 99, secrets.token_bytes(32))
    raw(office.ben, accept_of(newcomer.keys, Role.OFFICER, nowhere))
    office.settle()
    office.asha.here.accept(accept_of(newcomer.keys, Role.OFFICER))
    check_arrived(office.asha.here.kit.store, newcomer.id)


def test_a_key_nobody_can_seal_to_stops_nobody_else(office: Office) -> None:
    odd = SeatKeys(Seat.generate().signing.public, NOBODY)
    office.asha.here.accept(accept_of(odd, Role.LEAD))
    office.settle()
    subject, scope = new_subject(), office.asha.here.new_scope()
    line = Write(subject, NOTED, Noted("secret"), scope)
    office.asha.here.commit(write(OpenScope(scope, leads=True), line))
    remove_person(office.asha.here, office.carys.here.me.person)
    office.asha.here.commit(noted(subject, "goes on"))
    settle_all([office.asha, office.ben], office.folder)
    assert texts(office.ben, subject) == ("goes on",)
    for machine in (office.asha, office.ben):
        (seat,) = unreachable_seats(machine.here)
        assert machine.here.roster.keys_of(seat) == odd
        assert verify_journal(machine.here.kit.store).unreachable == 1


def test_a_request_with_a_key_nobody_can_seal_to_is_not_shown(office: Office) -> None:
    seat = Seat.generate()
    odd = SeatKeys(seat.signing.public, NOBODY)
    for keys, name in ((odd, "Eve"), (seat.keys, "Dilys")):
        blank = JoinRequest(1, keys, name, bytes(16), b"")
        signature = seat.signing.sign(b"ik/sign/join/1\0" + encode(blank))
        request = JoinRequest(1, keys, name, bytes(16), signature)
        data = encode(request)
        item = ItemName("r", request.digest[:16], hash_text(data))
        (office.folder / "joining" / str(item)).write_bytes(data)
    names = {request.name for request in requests_in(office.folder)}
    assert "Dilys" in names
    assert "Eve" not in names


# --- two people ----------------------------------------------------------


def signed_by(office: Office, digest: bytes) -> frozenset[PersonId]:
    here = office.asha.here
    return countersigners(here.kit.store, here.roster, digest)


def test_it_takes_another_person_to_countersign_and_each_counts_once(
    office: Office,
) -> None:
    (digest,) = office.ben.here.commit(noted(new_subject(), "break glass")).digests
    raw(office.ben, Countersigned(digest))
    office.settle()
    assert signed_by(office, digest) == frozenset()
    raw(office.carys, Countersigned(digest), Countersigned(digest))
    raw(office.asha, Countersigned(secrets.token_bytes(32)))
    office.settle()
    assert signed_by(office, digest) == {office.carys.here.me.person}
    raw(office.asha, Countersigned(digest))
    assert len(signed_by(office, digest)) == 2


def test_a_persons_other_machine_is_no_second_person(office: Office) -> None:
    person = office.ben.here.me.person
    other = Seat.generate()
    office.asha.here.accept(Accept(person, other.keys, 0, bytes(32), ()))
    (digest,) = office.asha.here.commit(noted(new_subject(), "x")).digests
    raw(office.ben, Countersigned(digest))
    office.settle()
    assert signed_by(office, digest) == {person}
    first = begin_chain(office.asha, other)
    at = tip_of(first)
    countersigned = acts_after(office.asha, at, [Countersigned(digest)], other)
    office.asha.here.receive([first, *countersigned], {})
    assert signed_by(office, digest) == {person}
    own = last_of(office.asha, office.ben).digest
    also = acts_after(
        office.asha, tip_of(countersigned[-1]), [Countersigned(own)], other
    )
    office.asha.here.receive(also, {})
    assert signed_by(office, own) == frozenset()


def test_an_observers_countersignature_is_none(office: Office) -> None:
    (digest,) = office.asha.here.commit(noted(new_subject(), "x")).digests
    set_role(office.asha.here, office.ben.here.me.person, Role.OBSERVER)
    office.settle()
    raw(office.ben, Countersigned(digest))
    office.settle()
    assert signed_by(office, digest) == frozenset()


# --- dates ---------------------------------------------------------------


@pytest.mark.parametrize("ms", [2**53, 2**63 - 1])
def test_a_time_beyond_all_dates_is_shown_as_the_last(ms: int) -> None:
    assert as_datetime(ms).year == 9999
    assert as_datetime(ms).astimezone() is not None

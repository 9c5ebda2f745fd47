"""Joining from one's own machine: a request, spoken words, and nothing read before."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.crypto.keys import sha256
from incidentkit.errors import (
    KitExistsError,
    NotAcceptedYetError,
    RequestMissingError,
    RoleNeededError,
    WordsDifferError,
)
from incidentkit.vault.acts import Accept
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.encoding import encode
from incidentkit.vault.joining import (
    FOLDER,
    JoinRequest,
    Welcome,
    acceptance,
    ask_to_join,
    check_arrived,
    check_words,
    find_kits,
    leave_request,
    new_person,
    own_request,
    request_named,
    requests_in,
    same_words,
    spoken_words,
)
from incidentkit.vault.kinds import Role
from incidentkit.vault.parcel import LARGEST_REQUEST, ItemName, hash_text
from incidentkit.vault.pending import PendingKit
from incidentkit.vault.slots import Owner
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    POLICY,
    THING,
    Machine,
    Noted,
    Thing,
    join,
    new_subject,
    noted,
    settle_all,
)

Office = tuple[Path, Machine, Machine]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "shared"
    folder.mkdir()
    lead, newcomer = Machine(tmp_path / "one", "Asha"), Machine(tmp_path / "two", "Ben")
    lead.found()
    lead.here.commit(noted(new_subject(), "the first line"))
    lead.exchange(folder)
    yield folder, lead, newcomer
    lead.close()
    newcomer.close()


def ask(newcomer: Machine, folder: Path) -> JoinRequest:
    (kit,) = find_kits(folder)
    owner = Owner(kit.kit, newcomer.name, newcomer.clock.now_ms())
    return ask_to_join(newcomer.places, folder, kit, owner, PASSPHRASE, POLICY)


def let_in(lead: Machine, request: JoinRequest, role: Role = Role.OFFICER) -> Accept:
    act = acceptance(lead.here, request, Welcome(new_person(), role))
    lead.here.accept(act)
    return act


def pending_exchange(newcomer: Machine, folder: Path) -> None:
    pending = PendingKit.open(newcomer.around)
    try:
        pending.exchange(folder)
        check_arrived(pending.store, pending.seat_id)
    finally:
        pending.close()


# --- the words -----------------------------------------------------------


def test_both_machines_show_the_same_words(office: Office) -> None:
    folder, lead, newcomer = office
    request = ask(newcomer, folder)
    (kit,) = find_kits(folder)
    (found,) = requests_in(folder)
    heard = " ".join(spoken_words(request, kit.genesis))
    assert len(heard.split()) == 8
    assert spoken_words(found, lead.here.kit.identity.genesis) == tuple(heard.split())
    check_words(lead.here, found, heard)
    check_words(lead.here, found, heard.upper().replace(" ", ", "))


def test_the_words_change_with_every_part_of_the_request_and_with_the_kit(
    office: Office,
) -> None:
    folder, lead, newcomer = office
    request = ask(newcomer, folder)
    genesis = lead.here.kit.identity.genesis
    other = JoinRequest(
        1, request.keys, request.name, bytes(16), bytes(request.signature)
    )
    renamed = JoinRequest(
        1, request.keys, "Bea", request.nonce, bytes(request.signature)
    )
    seen = {
        spoken_words(request, genesis),
        spoken_words(other, genesis),
        spoken_words(renamed, genesis),
        spoken_words(request, sha256(b"another kit")),
    }
    assert len(seen) == 4


@pytest.mark.parametrize("change", ["first", "last", "swapped", "short", "long", ""])
def test_other_words_are_refused(office: Office, change: str) -> None:
    folder, lead, newcomer = office
    ask(newcomer, folder)
    (found,) = requests_in(folder)
    words = list(spoken_words(found, lead.here.kit.identity.genesis))
    altered = {
        "first": ["academic", *words[1:]] if words[0] != "academic" else words[1:],
        "last": [*words[:-1], words[0] + "s"],
        "swapped": [words[1] + "x", words[0], *words[2:]],
        "short": words[:-1],
        "long": [*words, words[0]],
        "": [],
    }[change]
    with pytest.raises(WordsDifferError):
        check_words(lead.here, found, " ".join(altered))


def test_words_are_compared_as_people_say_them() -> None:
    words = ("acid", "acne")
    assert same_words("  Acid,  ACNE ", words)
    assert not same_words("acidacne", words)


# --- requests ------------------------------------------------------------


def test_only_whole_signed_and_small_requests_are_shown(office: Office) -> None:
    folder, _, newcomer = office
    request = ask(newcomer, folder)
    place = folder / FOLDER

    def put(data: bytes, name: str | None = None) -> None:
        true_name = str(ItemName("r", request.digest[:16], hash_text(data)))
        (place / (name or true_name)).write_bytes(data)

    unsigned = JoinRequest(1, request.keys, "Mallory", request.nonce, bytes(64))
    put(encode(unsigned))
    put(encode(JoinRequest(2, request.keys, "x", request.nonce, request.signature)))
    put(encode(request) + bytes(LARGEST_REQUEST))
    put(b"garbage")
    put(encode(request), "r-copy (1).ik")
    put(encode(request)[:-1], str(ItemName("r", bytes(16), hash_text(encode(request)))))
    assert requests_in(folder) == (request,)


def test_a_folder_without_requests_has_none(tmp_path: Path) -> None:
    assert requests_in(tmp_path) == ()
    with pytest.raises(RequestMissingError):
        request_named((), "Ben")


def test_a_request_is_found_by_name_and_can_be_left_again(office: Office) -> None:
    folder, _, newcomer = office
    request = ask(newcomer, folder)
    shutil.rmtree(folder / FOLDER)
    assert requests_in(folder) == ()
    leave_request(folder, request)
    assert request_named(requests_in(folder), "bEN") == request


def test_nobody_asks_to_join_over_a_kit_that_is_there(office: Office) -> None:
    folder, lead, newcomer = office
    ask(newcomer, folder)
    with pytest.raises(KitExistsError):
        ask(newcomer, folder)
    with pytest.raises(KitExistsError):
        ask(lead, folder)


# --- before acceptance ---------------------------------------------------


def test_before_acceptance_only_the_request_is_read(office: Office) -> None:
    folder, lead, newcomer = office
    request = ask(newcomer, folder)
    before = {row.digest for row in lead.here.kit.store.entry_rows()}
    pending = PendingKit.open(newcomer.around)
    pending.exchange(folder)
    with pytest.raises(NotAcceptedYetError):
        check_arrived(pending.store, pending.seat_id)
    assert own_request(pending.store) == request
    pending.close()
    done = lead.exchange(folder)
    assert done.received == 0
    assert {row.digest for row in lead.here.kit.store.entry_rows()} == before


def test_only_a_lead_lets_somebody_in(office: Office, tmp_path: Path) -> None:
    folder, lead, newcomer = office
    officer = Machine(tmp_path / "officer", "Dewi")
    join(officer, lead, folder)
    request = ask(newcomer, folder)
    with pytest.raises(RoleNeededError):
        let_in(officer, request)
    # A modified client writes it all the same; nobody takes it for an acceptance.
    act = acceptance(officer.here, request, Welcome(new_person(), Role.LEAD))
    officer.here.commit_acts([act])
    officer.exchange(folder)
    lead.exchange(folder)
    with pytest.raises(NotAcceptedYetError):
        pending_exchange(newcomer, folder)
    assert request.keys not in [
        lead.here.roster.keys_of(seat) for seat in lead.here.roster.active_seats()
    ]
    officer.close()


# --- acceptance ----------------------------------------------------------


def test_an_older_folder_put_before_a_newcomer_is_noticed(
    office: Office, tmp_path: Path
) -> None:
    folder, lead, newcomer = office
    colleague = Machine(tmp_path / "three", "Carys")
    join(colleague, lead, folder)
    request = ask(newcomer, folder)
    subject = new_subject()
    colleague.here.commit(noted(subject, "withheld from the newcomer"))
    colleague.exchange(folder)
    lead.exchange(folder)
    let_in(lead, request)
    lead.exchange(folder)
    # Whoever keeps the folder shows the lead's files, but no newer ones of Carys.
    held_back = tmp_path / "held back"
    held_back.mkdir()
    newest = f"j-{colleague.here.writer.hex()}"
    for path in list(folder.rglob(f"{newest}*")):
        shutil.move(path, held_back / path.name)
    with pytest.raises(NotAcceptedYetError):
        pending_exchange(newcomer, folder)
    lead.exchange(folder)  # who holds them all, and leaves them again
    pending_exchange(newcomer, folder)
    newcomer.open()
    assert newcomer.here.state(THING, subject) == Thing(("withheld from the newcomer",))
    colleague.close()


def test_a_newcomer_starts_from_entries_and_ends_with_the_same_states(
    office: Office,
) -> None:
    folder, lead, newcomer = office
    subjects = [new_subject() for _ in range(5)]
    for subject in subjects:
        lead.here.commit(noted(subject, f"about {subject.hex()[:4]}"))
    join(newcomer, lead, folder)
    settle_all([lead, newcomer], folder)
    assert newcomer.here.ledger.cache.digest() == lead.here.ledger.cache.digest()
    assert verify_journal(newcomer.here.kit.store).intact


def test_an_observer_reads_everything_of_everybody_and_writes_nothing(
    office: Office,
) -> None:
    folder, lead, newcomer = office
    subject = new_subject()
    lead.here.commit(noted(subject, "for all"))
    join(newcomer, lead, folder, Role.OBSERVER)
    assert newcomer.here.me.role is Role.OBSERVER
    assert newcomer.here.state(THING, subject) == Thing(("for all",))
    with pytest.raises(RoleNeededError):
        newcomer.here.commit(noted(subject, "no"))
    assert not newcomer.here.can_read(newcomer.here.standard.leads)


def test_a_lead_who_joins_reads_what_leads_read(office: Office) -> None:
    folder, lead, newcomer = office
    subject, scope = new_subject(), lead.here.new_scope()
    lead.here.commit(
        write(
            OpenScope(scope, leads=True), Write(subject, NOTED, Noted("leads"), scope)
        )
    )
    join(newcomer, lead, folder, Role.LEAD)
    assert newcomer.here.me.role is Role.LEAD
    assert newcomer.here.state(THING, subject, scope) == Thing(("leads",))
    assert newcomer.here.can_read(newcomer.here.standard.leads)


def test_a_forgotten_passphrase_means_a_new_seat_of_the_same_person(
    office: Office, tmp_path: Path
) -> None:
    folder, lead, ben = office
    join(ben, lead, folder)
    subject, scope = new_subject(), ben.here.new_scope()
    person, seat = ben.here.me.person, ben.here.me.seat
    ben.here.commit(
        write(OpenScope(scope), Write(subject, NOTED, Noted("Ben's own"), scope))
    )
    settle_all([ben, lead], folder)
    ben.close()
    again = Machine(tmp_path / "again", "Ben")
    ask(again, folder)
    fresh = [r for r in requests_in(folder) if lead.here.roster.keys_of(seat) != r.keys]
    act = acceptance(lead.here, fresh[0], Welcome(person, None))
    lead.here.accept(act)
    lead.exchange(folder)
    pending_exchange(again, folder)
    again.open()
    assert again.here.me.person == person
    assert again.here.me.seat != seat
    assert again.here.me.role is Role.OFFICER
    # Roles are inherited; what was restricted is not.
    assert again.here.state(THING, subject, scope) is None
    assert not again.here.can_read(scope)
    assert again.here.has_unopened(scope)
    again.close()


def test_two_leads_who_let_the_same_request_in_make_no_two_states(
    office: Office, tmp_path: Path
) -> None:
    folder, one, newcomer = office
    two = Machine(tmp_path / "three", "Carys")
    join(two, one, folder, Role.LEAD)
    request = ask(newcomer, folder)
    let_in(one, request)
    let_in(two, request)
    one.exchange(folder)
    pending_exchange(newcomer, folder)
    newcomer.open()
    subject = new_subject()
    newcomer.here.commit(noted(subject, "from the newcomer"))
    settle_all([newcomer, one, two], folder)
    digests = {m.here.ledger.cache.digest() for m in (one, two, newcomer)}
    assert len(digests) == 1
    people = {m.here.facts(subject)[0].person for m in (one, two, newcomer)}
    assert len(people) == 1
    for machine in (one, two, newcomer):
        machine.here.rebuild()
        assert machine.here.ledger.cache.digest() in digests
    two.close()

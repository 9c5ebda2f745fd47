"""Who may read what: entitlement is authority, a key handed over is only transport."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import NotAHolderError
from incidentkit.vault.acts import Delivered, Disposed, Entitled, EntryClass, EpochBegun
from incidentkit.vault.change import Entitle, OpenScope, Withdraw, Write, write
from incidentkit.vault.compose import tip_of
from incidentkit.vault.granting import scopes_in
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Digest, Role, ScopeId, SubjectId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.membership import remove_person, set_role
from incidentkit.vault.opening import hand_to_seat
from incidentkit.vault.seat import Seat
from tests.vault.agreement import check_rebuild
from tests.vault.modified import acts_after, begin_chain, tip
from tests.vault.world import (
    NOTED,
    THING,
    Machine,
    Noted,
    Thing,
    join,
    new_subject,
    noted,
    settle_all,
)

Office = tuple[Path, Machine, Machine, Machine, Machine]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One comms lead (Asha) and three officers."""
    folder = tmp_path / "shared"
    folder.mkdir()
    names = ("Asha", "Ben", "Carys", "Dewi")
    machines = [Machine(tmp_path / name, name) for name in names]
    machines[0].found()
    machines[0].here.commit(noted(new_subject(), "the first line"))
    for newcomer in machines[1:]:
        join(newcomer, machines[0], folder)
    settle_all(machines, folder)
    yield folder, *machines
    for machine in machines:
        machine.close()


def seats(*machines: Machine) -> frozenset:
    return frozenset(machine.here.seat.id for machine in machines)


def hidden(subject: SubjectId, scope: ScopeId, text: str) -> Write:
    return Write(subject, NOTED, Noted(text), scope)


def texts(machine: Machine, subject: SubjectId, scope: ScopeId) -> tuple[str, ...]:
    state = machine.here.state(THING, subject, scope)
    return state.texts if isinstance(state, Thing) else ()


def open_to(
    machine: Machine, *others: Machine, leads: bool = False
) -> tuple[SubjectId, ScopeId]:
    """Open a scope with a first line in it."""
    subject, scope = new_subject(), machine.here.new_scope()
    opening = OpenScope(scope, seats(*others), leads=leads)
    machine.here.commit(write(opening, hidden(subject, scope, "first")))
    return subject, scope


def epoch_of_last(machine: Machine) -> Digest:
    last = machine.here.kit.store.entry(tip(machine.here).digest)
    assert last is not None
    return Digest(last.core.epoch)


# --- keys that others may hold -------------------------------------------


def test_a_key_given_to_an_outsider_is_reported_and_nobody_seals_under_it_again(
    office: Office,
) -> None:
    folder, asha, ben, carys, dewi = office
    subject, scope = open_to(ben, carys)
    settle_all([ben, asha, carys, dewi], folder)
    spoiled = epoch_of_last(ben)
    # Carys's modified client hands the key to Dewi, who was never entitled.
    key = carys.here.ledger.keyring.key(scope, spoiled)
    assert key is not None
    kit = carys.here.kit.identity.kit
    stray = hand_to_seat(kit, scope, spoiled, dewi.here.seat.keys, key)
    carys.here.receive(acts_after(carys, tip(carys.here), [Delivered((stray,))]), {})
    settle_all([carys, asha, ben, dewi], folder)
    for machine in (asha, ben, carys, dewi):
        assert machine.here.ledger.view(scope).strays() == (stray,)
        check_rebuild(machine)
    assert texts(dewi, subject, scope) == ("first",)  # what she has, she has
    ben.here.commit(write(hidden(subject, scope, "second")))
    settle_all([ben, asha, carys, dewi], folder)
    assert epoch_of_last(ben) != spoiled
    assert texts(carys, subject, scope) == ("first", "second")
    assert texts(dewi, subject, scope) == ("first",)
    assert dewi.here.has_unopened(scope)


def test_deliveries_to_those_entitled_once_are_not_strays(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    _, scope = open_to(ben, carys)
    settle_all([ben, asha, carys, dewi], folder)
    ben.here.commit(write(Withdraw(scope, seats(carys))))
    remove_person(asha.here, dewi.here.me.person)
    settle_all([ben, asha, carys, dewi], folder)
    for machine in (asha, ben, carys):
        for known in scopes_in(machine.here.ledger.cache):
            assert machine.here.ledger.view(known).strays() == ()


def test_a_key_handed_on_past_a_removal_spoils_it_too(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    subject, scope = open_to(ben, carys)
    settle_all([ben, asha, carys, dewi], folder)
    spoiled = epoch_of_last(ben)
    key = carys.here.ledger.keyring.key(scope, spoiled)
    assert key is not None
    kit = carys.here.kit.identity.kit
    stray = hand_to_seat(kit, scope, spoiled, dewi.here.seat.keys, key)
    late = acts_after(carys, tip(carys.here), [Delivered((stray,))])
    remove_person(asha.here, carys.here.me.person)
    asha.here.receive(late, {})
    settle_all([asha, ben, dewi], folder)
    assert len(ben.here.without_effect(Why.HELD)) == 1
    ben.here.commit(write(hidden(subject, scope, "second")))
    settle_all([asha, ben, dewi], folder)
    assert epoch_of_last(ben) != spoiled
    assert texts(dewi, subject, scope) == ("first",)


def test_a_demoted_lead_reads_nothing_new_in_what_leads_read(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    subject, scope = open_to(asha, leads=True)
    set_role(asha.here, ben.here.me.person, Role.LEAD)
    settle_all(everybody, folder)
    assert texts(ben, subject, scope) == ("first",)
    # A new key of the leads, because Ben steps back and comes again, which
    # Carys then gets; it leads back to the one that sealed the scope's key.
    set_role(asha.here, ben.here.me.person, Role.OFFICER)
    another = new_subject()
    asha.here.commit(write(hidden(another, asha.here.standard.leads, "leads only")))
    set_role(asha.here, ben.here.me.person, Role.LEAD)
    set_role(asha.here, carys.here.me.person, Role.LEAD)
    settle_all(everybody, folder)
    assert texts(carys, subject, scope) == ("first",)
    set_role(asha.here, carys.here.me.person, Role.OFFICER)
    settle_all(everybody, folder)
    asha.here.commit(write(hidden(subject, scope, "after Carys")))
    settle_all(everybody, folder)
    assert texts(ben, subject, scope) == ("first", "after Carys")
    assert texts(carys, subject, scope) == ("first",)
    for machine in everybody:
        check_rebuild(machine)


def test_a_removed_seats_whole_keyring_opens_nothing_written_afterwards(
    office: Office,
) -> None:
    folder, asha, ben, carys, dewi = office
    subject, scope = open_to(asha, carys, leads=True)
    set_role(asha.here, carys.here.me.person, Role.LEAD)
    settle_all([asha, ben, carys, dewi], folder)
    before = {row.digest for row in asha.here.kit.store.entry_rows()}
    remove_person(asha.here, carys.here.me.person)
    settle_all([asha, ben, dewi], folder)
    for machine in (asha, ben, dewi):
        machine.here.commit(noted(subject, f"for everybody, from {machine.name}"))
    asha.here.commit(write(hidden(subject, scope, "restricted")))
    asha.here.commit(write(hidden(subject, asha.here.standard.leads, "leads")))
    settle_all([asha, ben, dewi, carys], folder)
    later = [
        entry
        for entry in carys.here.kit.store.all_entries()
        if entry.digest not in before and entry.is_ordinary
    ]
    assert len(later) == 5
    store, kit = carys.here.kit.store, carys.here.kit.identity.kit
    theirs = Ledger(store, kit, carys.here.seat, carys.catalogue)
    with store.transaction():
        theirs.rebuild()
    for entry in later:
        assert theirs.keyring.key(ScopeId(entry.core.scope), entry.core.epoch) is None
        assert theirs.opened(entry) is None
        # Nor does any key she ever held fit, whatever it was meant for.
        for key in carys.here.ledger.keyring._keys.values():
            with pytest.raises(Exception, match="bad-commitment"):
                key.open_label(entry)


def test_nobody_seals_under_a_key_whose_change_has_not_arrived_whole(
    office: Office,
) -> None:
    folder, asha, ben, carys, dewi = office
    subject, scope = open_to(ben, carys, dewi)
    settle_all([ben, asha, carys, dewi], folder)
    before = tip(ben.here).number
    ben.here.commit(
        write(Withdraw(scope, seats(dewi)), hidden(subject, scope, "Ben's"))
    )
    added = ben.here.kit.store.stretch(ben.here.writer, before + 1, before + 9)
    kinds = [type(entry.act) for entry in added]
    assert kinds[1:] == [EpochBegun, Delivered, type(None)]
    carys.here.receive(added[:-1], {})
    carys.here.commit(write(hidden(subject, scope, "Carys's")))
    assert epoch_of_last(carys) != added[1].digest
    settle_all([ben, asha, carys, dewi], folder)
    for machine in (ben, carys):
        assert set(texts(machine, subject, scope)) == {"first", "Ben's", "Carys's"}
        check_rebuild(machine)


# --- entitling and withdrawing -------------------------------------------


def test_two_keys_begun_at_once_both_live(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    subject, scope = open_to(ben, carys, dewi)
    settle_all([ben, asha, carys, dewi], folder)
    # Asha is told of nothing yet while both begin a key without Dewi.
    ben.here.commit(
        write(Withdraw(scope, seats(dewi)), hidden(subject, scope, "Ben's key"))
    )
    carys.here.commit(
        write(Withdraw(scope, seats(dewi)), hidden(subject, scope, "Carys's key"))
    )
    assert epoch_of_last(ben) != epoch_of_last(carys)
    settle_all([ben, carys, asha, dewi], folder)
    assert len(ben.here.ledger.view(scope).tips()) == 2
    for machine in (ben, carys):
        shown = set(texts(machine, subject, scope))
        assert shown == {"first", "Ben's key", "Carys's key"}
        check_rebuild(machine)
    assert texts(dewi, subject, scope) == ("first",)
    ben.here.commit(write(hidden(subject, scope, "after both")))
    settle_all([ben, carys], folder)
    assert "after both" in texts(carys, subject, scope)


def test_entitling_and_withdrawing_at_once_comes_out_alike(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    subject, scope = open_to(ben, carys)
    settle_all(everybody, folder)
    # Carys gives to Dewi while Ben, who has not heard, takes from Carys.
    carys.here.commit(write(Entitle(scope, seats(dewi))))
    ben.here.commit(write(Withdraw(scope, seats(carys))))
    settle_all(everybody, folder)
    readers = {machine.here.readers(scope) for machine in everybody}
    assert len(readers) == 1
    # Carys's giving lies past Ben's cut, so Dewi gets nothing from it.
    assert readers.pop().seats == seats(ben)
    for machine in everybody:
        check_rebuild(machine)
    ben.here.commit(write(hidden(subject, scope, "alone")))
    settle_all(everybody, folder)
    assert texts(carys, subject, scope) == ("first",)
    assert texts(dewi, subject, scope) == ("first",)


def test_what_a_holder_gave_before_the_cut_stays_given(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    subject, scope = open_to(ben, carys)
    settle_all(everybody, folder)
    carys.here.commit(write(Entitle(scope, seats(dewi))))
    settle_all(everybody, folder)
    ben.here.commit(write(Withdraw(scope, seats(carys))))
    ben.here.commit(write(hidden(subject, scope, "second")))
    settle_all(everybody, folder)
    assert ben.here.readers(scope).seats == seats(ben, dewi)
    assert texts(dewi, subject, scope) == ("first", "second")
    assert texts(carys, subject, scope) == ("first",)


def test_a_withdrawn_holder_gives_nothing_away_afterwards(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    subject, scope = open_to(ben, carys)
    settle_all(everybody, folder)
    (token,) = carys.here.ledger.view(scope).tokens_of(carys.here.seat.id)
    ben.here.commit(write(Withdraw(scope, seats(carys))))
    settle_all(everybody, folder)
    with pytest.raises(NotAHolderError):
        carys.here.commit(write(Entitle(scope, seats(dewi))))
    forged = Entitled(scope, tuple(seats(dewi)), token)
    carys.here.receive(acts_after(carys, tip(carys.here), [forged]), {})
    settle_all(everybody, folder)
    for machine in everybody:
        assert machine.here.readers(scope).seats == seats(ben)
        check_rebuild(machine)
    assert texts(dewi, subject, scope) == ()


def test_somebody_who_holds_nothing_entitles_nobody(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    subject, scope = open_to(ben)
    settle_all(everybody, folder)
    with pytest.raises(NotAHolderError):
        dewi.here.commit(write(Entitle(scope, seats(dewi))))
    for token in (b"", bytes(32)):
        forged = Entitled(scope, tuple(seats(dewi)), token)
        dewi.here.receive(acts_after(dewi, tip(dewi.here), [forged]), {})
    settle_all(everybody, folder)
    for machine in everybody:
        assert machine.here.readers(scope).seats == seats(ben)
    assert texts(dewi, subject, scope) == ()


def test_a_lead_entitles_without_reading_along(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    subject, scope = open_to(ben)
    settle_all(everybody, folder)
    asha.here.commit(write(Entitle(scope, seats(carys))))
    settle_all(everybody, folder)
    assert texts(carys, subject, scope) == ("first",)
    assert texts(asha, subject, scope) == ()
    assert not asha.here.can_read(scope)


# --- entries that cannot be opened yet -----------------------------------


def test_what_cannot_be_opened_is_kept_carried_counted_and_opens_after_a_grant(
    office: Office, tmp_path: Path
) -> None:
    folder, asha, ben, carys, _dewi = office
    subject, scope = open_to(ben)
    for number in range(5):
        ben.here.commit(write(hidden(subject, scope, str(number))))
    settle_all([ben, asha], folder)
    assert asha.here.has_unopened(scope)
    assert len(asha.here.without_effect(Why.SEALED)) == 6
    # Asha carries on to Carys what she cannot open herself.
    relayed = tmp_path / "a stick"
    relayed.mkdir()
    asha.exchange(relayed)
    carys.exchange(relayed)
    assert len(carys.here.without_effect(Why.SEALED)) == 6
    ben.here.commit(write(Entitle(scope, seats(carys))))
    settle_all([ben, asha, carys], folder)
    expected = ("first", "0", "1", "2", "3", "4")
    assert texts(carys, subject, scope) == expected
    assert not carys.here.has_unopened(scope)
    check_rebuild(carys)
    carys.reopen()
    assert texts(carys, subject, scope) == expected


def test_one_grant_carries_all_keys_that_a_seat_is_owed(office: Office) -> None:
    folder, asha, ben, carys, _ = office
    opened = [open_to(ben) for _ in range(12)]
    settle_all([ben, asha, carys], folder)
    before = tip(ben.here).number
    parts = [Entitle(scope, seats(carys)) for _, scope in opened]
    ben.here.commit(write(*parts))
    added = ben.here.kit.store.stretch(ben.here.writer, before + 1, before + 99)
    deliveries = [e.act for e in added if isinstance(e.act, Delivered)]
    assert len(deliveries) == 1
    assert len(deliveries[0].items) == 12
    settle_all([ben, carys], folder)
    for subject, scope in opened:
        assert texts(carys, subject, scope) == ("first",)


def elin_is_owed_a_key(office: Office, tmp_path: Path) -> tuple[Machine, SubjectId]:
    """Let Elin in while Ben, out of Asha's sight, begins a key that Carys gets."""
    folder, asha, ben, carys, dewi = office
    remove_person(asha.here, dewi.here.me.person)
    settle_all([asha, ben, carys], folder)
    apart = tmp_path / "apart"
    apart.mkdir()
    subject = new_subject()
    ben.here.commit(noted(subject, "under a key that Asha does not know"))
    settle_all([ben, carys], apart)
    elin = Machine(tmp_path / "Elin", "Elin")
    join(elin, asha, folder)
    return elin, subject


def test_a_key_that_is_owed_is_handed_over_once_by_whoever_has_it(
    office: Office, tmp_path: Path
) -> None:
    elin, subject = elin_is_owed_a_key(office, tmp_path)
    folder, _, ben, carys, _ = office
    for _ in range(4):
        carys.exchange(folder)
    handed = carys.here.kit.store.count_entries()
    carys.exchange(folder)
    assert carys.here.kit.store.count_entries() == handed
    elin.exchange(folder)
    kit = elin.here.standard.kit
    assert texts(elin, subject, kit) == ("under a key that Asha does not know",)
    ben.exchange(folder)
    assert ben.here.settle() == 0
    elin.close()


def test_a_removed_seat_hands_nothing_over(office: Office, tmp_path: Path) -> None:
    elin, subject = elin_is_owed_a_key(office, tmp_path)
    folder, asha, ben, carys, _ = office
    remove_person(asha.here, carys.here.me.person)
    asha.exchange(folder)
    carys.exchange(folder)
    assert carys.here.settle() == 0
    ben.exchange(folder)
    elin.exchange(folder)
    kit = elin.here.standard.kit
    assert texts(elin, subject, kit) == ("under a key that Asha does not know",)
    elin.close()


def test_a_key_begun_by_somebody_whose_acceptance_fell_is_still_handed_on(
    office: Office, tmp_path: Path
) -> None:
    folder, asha, ben, carys, dewi = office
    set_role(asha.here, ben.here.me.person, Role.LEAD)
    settle_all([asha, ben, carys, dewi], folder)
    # Out of Asha's sight Carys leaves, and Ben lets Elin in, who begins a key;
    # Dewi writes under it.
    apart = tmp_path / "apart"
    shutil.copytree(folder, apart)
    remove_person(carys.here, carys.here.me.person)
    settle_all([carys, ben], apart)
    elin = Machine(tmp_path / "Elin", "Elin")
    join(elin, ben, apart)
    elin.here.commit(noted(new_subject(), "from Elin"))
    settle_all([elin, dewi], apart)
    subject = new_subject()
    dewi.here.commit(noted(subject, "under Elin's key"))
    assert epoch_of_last(dewi) == epoch_of_last(elin)
    set_role(asha.here, ben.here.me.person, Role.OFFICER)
    settle_all([dewi, elin, ben], apart)
    settle_all([asha, dewi, elin, ben], folder)
    assert asha.here.roster.role_of(elin.here.seat.id) is None
    fay = Machine(tmp_path / "Fay", "Fay")
    join(fay, asha, folder)
    settle_all([asha, dewi, fay], folder)
    for machine in (asha, ben, dewi, fay):
        state = machine.here.state(THING, subject)
        assert state == Thing(("under Elin's key",)), machine.name
        check_rebuild(machine)
    fay.close()
    elin.close()


# --- what only a modified client writes ----------------------------------


def test_a_grant_without_content_or_without_a_scope_breaks_nothing(
    office: Office,
) -> None:
    folder, asha, ben, carys, dewi = office
    everybody = [asha, ben, carys, dewi]
    nobody = ScopeId(bytes(16))
    odd = [
        Delivered(()),
        EpochBegun(nobody, bytes(32), ()),
        Entitled(nobody, tuple(seats(ben)), b""),
    ]
    # Asha's act is earlier, and arrives later.
    asha.here.commit_acts([Disposed((), "nothing at all")])
    ben.clock.ms += 60_000
    begun = begin_chain(ben, ben.here.seat)
    entries = [begun, *acts_after(ben, tip_of(begun), odd)]
    carys.here.receive(entries, {})
    disposal = list(asha.here.kit.store.chain(asha.here.writer))[-1:]
    carys.here.receive(disposal, {})
    check_rebuild(carys)
    settle_all(everybody, folder)
    for machine in everybody:
        assert not list(machine.here.without_effect(Why.NO_AUTHORITY))
        check_rebuild(machine)
        machine.reopen()
        machine.here.commit(noted(new_subject(), "still works"))


def test_a_stranger_cannot_make_itself_a_reader(office: Office) -> None:
    folder, asha, ben, carys, dewi = office
    stranger = Seat.generate()
    _, scope = open_to(ben)
    ben.here.commit(write(Entitle(scope, frozenset({stranger.id}))))
    settle_all([ben, asha, carys, dewi], folder)
    for machine in (asha, ben, carys, dewi):
        assert machine.here.readers(scope).seats == seats(ben)
        classes = machine.here.kit.store.entries_of_class(EntryClass.GRANT)
        handed = [e.act for e in classes if isinstance(e.act, Delivered)]
        assert all(d.to != stranger.id for act in handed for d in act.items)

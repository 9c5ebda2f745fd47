"""What a member with a changed program writes, and what comes of it: nothing."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import RefusedError, WriteFailedError
from incidentkit.vault import judging, naming, planning, roster
from incidentkit.vault.acts import (
    Countersigned,
    Delivered,
    Disposed,
    Entitled,
    EntryClass,
    EpochBegun,
    Head,
    Remove,
    SetRole,
)
from incidentkit.vault.backup import make_backup
from incidentkit.vault.change import Withdraw, Write, write
from incidentkit.vault.compose import tip_of
from incidentkit.vault.entry import (
    LARGEST_CORE,
    LAST_MS,
    MOST_COUNT,
    read_entry,
)
from incidentkit.vault.intake import check_follows
from incidentkit.vault.kinds import Role
from incidentkit.vault.membership import admit, remove_person, set_role
from incidentkit.vault.opening import EpochKey, hand_to_seat
from incidentkit.vault.restoring import restore
from tests.vault.agreement import check_rebuild
from tests.vault.attackers import (
    Office,
    fork,
    last_of,
    opened_office,
    raw,
    secret_scope,
    texts,
)
from tests.vault.modified import (
    acts_after,
    altered,
    begin_chain,
    tip,
    writes_after,
)
from tests.vault.world import (
    NOTED,
    Noted,
    finished,
    new_subject,
    noted,
    settle_all,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened_office(tmp_path) as found:
        yield found


# --- clocks and sizes ----------------------------------------------------


def test_two_members_at_the_end_of_time_take_nobody_along(office: Office) -> None:
    for machine in (office.ben, office.carys):
        first = begin_chain(machine, machine.here.seat)
        late = altered(first, machine.here.seat, time_ms=LAST_MS, time_count=MOST_COUNT)
        office.asha.here.receive([late], {})
    subject = new_subject()
    office.asha.here.commit(noted(subject, "now"))
    assert last_of(office.asha, office.asha).core.time_ms < LAST_MS // 2
    office.settle()
    assert texts(office.ben, subject) == ("now",)
    assert texts(office.carys, subject) == ("now",)


@pytest.mark.parametrize("field", ["time_ms", "time_count"])
def test_a_time_past_the_end_is_refused(office: Office, field: str) -> None:
    first = begin_chain(office.ben, office.ben.here.seat)
    past = {"time_ms": LAST_MS + 1, "time_count": MOST_COUNT + 1}[field]
    late = altered(first, office.ben.here.seat, **{field: past})

    with pytest.raises(RefusedError):
        read_entry(late.data, late.signature)


def test_chains_without_end_make_no_entry_too_large(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "MOST_CHAINS_A_SEAT", 3)
    many = [begin_chain(office.ben, office.ben.here.seat) for _ in range(30)]
    office.asha.here.receive(many, {})
    subject = new_subject()
    office.asha.here.commit(noted(subject, "goes on"))
    made = last_of(office.asha, office.asha)
    first = office.asha.here.kit.store.entries_at(made.chain, made.number)[0]
    chains = {head.chain for head in first.core.heads}
    assert len(chains) <= 2 * 3
    assert len(first.data) < LARGEST_CORE // 100
    assert len(office.asha.here._anchor._heads()) <= 3 * 3
    office.settle()
    assert texts(office.carys, subject) == ("goes on",)


def test_roster_acts_without_effect_make_no_entry_too_large(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "MOST_TIPS", 20)
    nonsense = SetRole(secrets.token_bytes(16), 3, ())
    junk = acts_after(office.ben, tip(office.ben.here), [nonsense] * 40)
    # Each as if its writer had seen nothing of the others.
    office.asha.here.receive(junk, {})
    assert len(office.asha.here.roster.frontier) == 40
    subject = new_subject()
    office.asha.here.commit(noted(subject, "goes on"))
    assert len(last_of(office.asha, office.asha).core.frontier) <= 3
    office.asha.exchange(office.folder)
    office.carys.exchange(office.folder)
    assert texts(office.carys, subject) == ("goes on",)
    remove_person(office.asha.here, office.ben.here.me.person)
    office.asha.exchange(office.folder)
    office.carys.exchange(office.folder)
    assert office.carys.here.roster.role_of(office.ben.here.seat.id) is None


def test_an_owner_of_chains_without_end_can_be_removed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "MOST_CUTS", 2)
    subject = new_subject()
    office.ben.here.commit(noted(subject, "before"))
    office.settle()
    many = [begin_chain(office.ben, office.ben.here.seat) for _ in range(30)]
    office.asha.here.receive(many, {})
    remove_person(office.asha.here, office.ben.here.me.person)
    act = last_of(office.asha, office.asha).act
    assert isinstance(act, Remove)
    assert len(act.cuts) == 2
    assert texts(office.asha, subject) == ("before",)


def test_keys_without_end_make_no_entry_too_large(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "NAMED_AN_ENTRY", 3)
    asha, ben = office.asha.here, office.ben.here
    subject, scope = secret_scope(office.asha, office.ben)
    office.settle()
    for _ in range(6):
        key = EpochKey.draw()
        raw(office.ben, EpochBegun(scope, key.commitment, ()))
        epoch = last_of(office.ben, office.ben).digest
        kit, keys = asha.kit.identity.kit, asha.seat.keys
        raw(office.ben, Delivered((hand_to_seat(kit, scope, epoch, keys, key),)))
    office.settle()
    assert len(asha.ledger.held_tips(scope)) == 7
    asha.commit(write(Withdraw(scope, frozenset({ben.seat.id}))))
    line = Write(subject, NOTED, Noted("goes on"), scope)
    asha.commit(write(line))
    begun = [e.act for e in asha.kit.store.entries_of_class(EntryClass.GRANT)]
    assert max(len(a.parents) for a in begun if isinstance(a, EpochBegun)) == 3
    assert texts(office.asha, subject, scope) == ("secret", "goes on")


def test_tokens_without_end_make_no_entry_too_large(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "NAMED_AN_ENTRY", 3)
    _, scope = secret_scope(office.asha, office.ben)
    office.settle()
    (token,) = office.ben.here.ledger.view(scope).tokens_of(office.ben.here.seat.id)
    again = Entitled(scope, (office.carys.here.seat.id,), token)
    raw(office.ben, *[again] * 10)
    office.settle()
    gone = frozenset({office.carys.here.seat.id})
    office.asha.here.commit(write(Withdraw(scope, gone)))
    office.settle()
    assert office.ben.here.readers(scope).seats.isdisjoint(gone)


def test_what_nobody_could_read_is_not_written(office: Office) -> None:
    subject = new_subject()
    with pytest.raises(WriteFailedError):
        office.asha.here.commit(noted(subject, "x" * (5 << 20)))
    everything = tuple(secrets.token_bytes(32) for _ in range(40_000))
    with pytest.raises(WriteFailedError):
        raw(office.asha, Disposed(everything, "rule"))
    office.asha.here.commit(noted(subject, "goes on"))
    office.settle()
    assert texts(office.ben, subject) == ("goes on",)


# --- forks, gaps, disposals ----------------------------------------------


def test_a_members_fork_and_half_change_stop_no_backup_and_no_restoring(
    office: Office,
) -> None:
    asha = office.asha
    fork(office, new_subject())
    half = altered(
        acts_after(
            office.carys,
            tip(office.carys.here),
            [Countersigned(secrets.token_bytes(32))],
        )[0],
        office.carys.here.seat,
        parts=2,
        heads=(Head(bytes(16), 9, secrets.token_bytes(32)),),
    )
    asha.here.receive([half], {})
    for _ in range(12):
        made = make_backup(asha.here.kit.store, asha.places, asha.clock)
    assert not made.intact
    assert len(list(asha.places.backups.glob("kit-*.db"))) == 10
    asha.close()
    restore(made.path, asha.places, asha.clock)
    asha.open()
    assert asha.here.kit.store.entry(half.digest) is not None


def test_removing_the_owner_of_a_forked_chain_chooses_no_branch(
    office: Office,
) -> None:
    subject = new_subject()
    fork(office, subject)
    assert texts(office.asha, subject) == ()
    remove_person(office.asha.here, office.ben.here.me.person)
    assert texts(office.asha, subject) == ()
    check_rebuild(office.asha)


def test_a_branch_that_goes_on_after_it_was_admitted_counts_at_once(
    office: Office,
) -> None:
    subject = new_subject()
    one, _ = fork(office, subject)
    (later,), payloads = writes_after(
        office.ben, tip_of(one), [Write(subject, NOTED, Noted("further"))]
    )
    admit(office.asha.here, later.head)
    assert texts(office.asha, subject) == ()
    office.asha.here.receive([later], payloads)
    assert texts(office.asha, subject) == ("branch A", "further")
    check_rebuild(office.asha)


def test_a_disposal_that_comes_before_its_target_disposes_of_it_all_the_same(
    office: Office,
) -> None:
    subject = new_subject()
    set_role(office.asha.here, office.carys.here.me.person, Role.LEAD)
    office.settle()
    parts = [Write(subject, NOTED, Noted("private")), *finished(subject).parts]
    (entry, last), payloads = writes_after(office.ben, tip(office.ben.here), parts)
    office.carys.clock.ms += 1_000_000
    raw(office.carys, Disposed((entry.digest,), "rule"))
    office.asha.here.receive([last_of(office.carys, office.carys)], {})
    office.asha.here.receive([entry, last], payloads)
    assert texts(office.asha, subject) == ()
    assert not office.asha.here.kit.store.has_payload(entry.core.payload)
    check_rebuild(office.asha)


def test_a_disposal_that_comes_to_be_held_gives_back_what_others_still_have(
    office: Office,
) -> None:
    subject, carys = new_subject(), office.carys
    digest = office.asha.here.commit(noted(subject, "needed")).digests[0]
    office.asha.here.commit(finished(subject))
    set_role(office.asha.here, carys.here.me.person, Role.LEAD)
    office.settle()
    before = last_of(office.asha, carys).head
    raw(carys, Disposed((digest,), "out of spite"))
    office.ben.here.receive([last_of(carys, carys)], {})
    assert texts(office.ben, subject) == ()
    person = carys.here.me.person
    raw(office.asha, Remove(person, (carys.here.seat.id,), True, (before,)))
    settle_all([office.asha, office.ben], office.folder)
    for machine in (office.asha, office.ben):
        assert texts(machine, subject) == ("needed",)
        check_rebuild(machine)


def test_a_chain_that_others_saw_further_is_not_gone_on_with(office: Office) -> None:
    """As after a snapshot of the whole machine was put back, anchor and all."""
    here = office.asha.here
    ours, number = here._chain.id, tip(here).number
    further = Head(ours, number + 3, secrets.token_bytes(32))
    (told,) = acts_after(
        office.ben, tip(office.ben.here), [Countersigned(secrets.token_bytes(32))]
    )
    told = altered(told, office.ben.here.seat, heads=(further,))
    here.receive([told], {})
    assert here._chain.id != ours
    subject = new_subject()
    here.commit(noted(subject, "in a new chain"))
    named = {
        h.chain: h for e in here.kit.store.chain(here.writer) for h in e.core.heads
    }
    assert named[ours].number == number
    office.asha.reopen()
    assert office.asha.here._chain.id != ours


def test_an_entry_follows_one_of_its_own_chain_only(office: Office) -> None:
    seat = office.ben.here.seat
    one, two = begin_chain(office.ben, seat), begin_chain(office.ben, seat)
    (after,) = acts_after(
        office.ben, tip_of(one), [Countersigned(secrets.token_bytes(32))]
    )
    with pytest.raises(RefusedError):
        check_follows(one, altered(after, seat, chain=two.chain))

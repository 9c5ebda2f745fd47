"""Ways in by passphrase: what each attempt costs, and what each failure says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.crypto.passphrase import KdfCost, KdfLimits, stretch
from incidentkit.errors import (
    IncidentKitError,
    InvalidValueError,
    KdfRefusedError,
    KitDamagedError,
    KitNewerError,
    RoleNeededError,
    UnknownNameError,
    WrongPassphraseError,
)
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.colleagues import add_colleague, let_in_again
from incidentkit.vault.encoding import encode
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.kit import LockedKit, Surrounding, open_kit
from incidentkit.vault.passphrases import change_passphrase
from incidentkit.vault.recheck import recheck
from incidentkit.vault.seat import Seat
from incidentkit.vault.session import Session
from incidentkit.vault.slots import (
    KdfPolicy,
    Owner,
    Slot,
    SlotHeader,
    open_by_passphrase,
    passphrase_slot,
    read_slot,
)
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    CHEAP,
    NOTED,
    PASSPHRASE,
    POLICY,
    THING,
    Machine,
    Noted,
    Thing,
    new_subject,
    noted,
)

OTHER = "another passphrase for tests"
SEAT = Seat.generate()
SLOT = passphrase_slot(Owner(bytes(16), "Asha", 5), PASSPHRASE, SEAT, POLICY)


@dataclass
class Counted:
    """Runs the real KDF and counts how often, and at what cost."""

    costs: list[KdfCost] = field(default_factory=list)

    @property
    def policy(self) -> KdfPolicy:
        return replace(POLICY, stretch=self)

    def __call__(
        self, passphrase: str, salt: bytes, cost: KdfCost, limits: KdfLimits
    ) -> bytes:
        self.costs.append(cost)
        return stretch(passphrase, salt, cost, limits)


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "Asha")
    machine.found()
    yield machine
    machine.close()


@pytest.fixture
def runs() -> Counted:
    return Counted()


def locked(machine: Machine, runs: Counted) -> LockedKit:
    """Open the machine's kit, still locked, with counted KDF runs."""
    machine.close()
    around = Surrounding(machine.places, machine.clock, machine.catalogue, runs.policy)
    machine.locked = open_kit(around, machine.name)
    return machine.locked


def put_header(kit: LockedKit, edit: Callable[[SlotHeader], SlotHeader]) -> None:
    """Rewrite the header of the kit's only slot, as somebody with the file can."""
    (slot,) = kit.store.slots()
    edited = Slot(edit(slot.header), slot.sealed)
    with kit.store.transaction():
        kit.store.drop_slot(slot)
        kit.store.put_slot(edited)


def put_raw(kit: LockedKit, data: bytes) -> None:
    with kit.store.transaction() as tx:
        tx.execute("UPDATE slot SET body=?", (data,))


# --- what an attempt costs -----------------------------------------------


@pytest.mark.parametrize("name", ["Asha", "  aSHA ", None])
def test_the_right_passphrase_opens_with_one_run(
    asha: Machine, runs: Counted, name: str | None
) -> None:
    session = locked(asha, runs).unlock(name, PASSPHRASE)
    assert session.me.role is Role.LEAD
    assert runs.costs == [CHEAP]


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [("Asha", OTHER), ("Asha", ""), (None, OTHER), ("Nobody", PASSPHRASE)],
)
def test_a_wrong_passphrase_and_an_unknown_name_cost_the_same_and_say_the_same(
    asha: Machine, runs: Counted, name: str | None, passphrase: str
) -> None:
    with pytest.raises(WrongPassphraseError) as refusal:
        locked(asha, runs).unlock(name, passphrase)
    assert runs.costs == [CHEAP]
    assert refusal.value.args == ()


def test_without_a_name_nobody_is_picked_out_of_two(
    asha: Machine, runs: Counted
) -> None:
    add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    kit = locked(asha, runs)
    for passphrase in (PASSPHRASE, OTHER):
        with pytest.raises(WrongPassphraseError):
            kit.unlock(None, passphrase)
    assert runs.costs == [CHEAP, CHEAP]


@given(st.data())
def test_any_change_to_a_slot_shuts_it_and_never_opens_another_seat(
    data: st.DataObject,
) -> None:
    raw = bytearray(encode(SLOT))
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    try:
        changed = read_slot(bytes(raw))
    except (KitDamagedError, KitNewerError):
        return
    with pytest.raises((WrongPassphraseError, KdfRefusedError)):
        open_by_passphrase([changed], bytes(16), "Asha", PASSPHRASE, POLICY)


@pytest.mark.parametrize("data", [b"", b"\x90", b"no slot at all", b"\xc1" * 300])
def test_a_slot_that_is_no_slot_is_a_wrong_passphrase_after_one_run(
    asha: Machine, runs: Counted, data: bytes
) -> None:
    kit = locked(asha, runs)
    put_raw(kit, data)
    with pytest.raises(WrongPassphraseError):
        kit.unlock("Asha", PASSPHRASE)
    assert runs.costs == [CHEAP]


def test_a_broken_slot_keeps_nobody_else_out(asha: Machine, runs: Counted) -> None:
    add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    kit = locked(asha, runs)
    ben = next(s for s in kit.store.slots() if s.header.seat != asha_seat(kit))
    with kit.store.transaction() as tx:
        tx.execute("UPDATE slot SET body=x'00' WHERE id<>?", (ben.header.slot,))
    assert kit.unlock("Ben", OTHER).me.role is Role.OFFICER


def asha_seat(kit: LockedKit) -> bytes:
    return kit.store.entry(kit.kit.identity.genesis).seat  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("memory_kib", 63),
        ("memory_kib", (1 << 16) + 1),
        ("passes", 0),
        ("passes", 5),
        ("lanes", 0),
        ("lanes", 5),
    ],
)
def test_a_cost_outside_the_limits_is_refused_before_anything_runs(
    asha: Machine, runs: Counted, setting: str, value: int
) -> None:
    kit = locked(asha, runs)
    put_header(kit, lambda h: msgspec.structs.replace(h, **{setting: value}))
    with pytest.raises(KdfRefusedError) as refusal:
        kit.unlock("Asha", PASSPHRASE)
    assert (refusal.value.setting, refusal.value.value) == (setting, value)
    assert runs.costs == []


def test_a_cost_within_the_limits_but_not_the_slots_own_does_not_open(
    asha: Machine, runs: Counted
) -> None:
    kit = locked(asha, runs)
    put_header(kit, lambda h: msgspec.structs.replace(h, memory_kib=128))
    with pytest.raises(WrongPassphraseError):
        kit.unlock("Asha", PASSPHRASE)
    assert runs.costs == [KdfCost(128, 1, 1)]


def test_a_slot_of_a_later_version_says_so_before_anything_runs(
    asha: Machine, runs: Counted
) -> None:
    kit = locked(asha, runs)
    put_raw(kit, encode([[2, "laid out", "in some other way"], b"?"]))
    with pytest.raises(KitNewerError) as refusal:
        kit.unlock("Asha", PASSPHRASE)
    assert (refusal.value.found, refusal.value.understood) == (2, 1)
    assert runs.costs == []


def test_a_slot_of_another_kit_is_no_way_in(
    asha: Machine, runs: Counted, tmp_path: Path
) -> None:
    stranger = Machine(tmp_path / "elsewhere", "Asha")
    stranger.found()
    (foreign,) = stranger.here.kit.store.slots()
    stranger.close()
    kit = locked(asha, runs)
    with kit.store.transaction():
        kit.store.drop_slot(kit.store.slots()[0])
        kit.store.put_slot(foreign)
    for name in ("Asha", None):
        with pytest.raises(WrongPassphraseError):
            kit.unlock(name, PASSPHRASE)


# --- another passphrase --------------------------------------------------


def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does(
    asha: Machine, runs: Counted
) -> None:
    subject = new_subject()
    asha.here.commit(noted(subject, "before"))
    seat = asha.here.seat.id
    fresh = change_passphrase(asha.here, "Asha", PASSPHRASE, OTHER, runs.policy)
    assert runs.costs == [CHEAP, CHEAP]

    kit = locked(asha, runs)
    assert kit.store.slots() == (fresh,)
    with pytest.raises(WrongPassphraseError):
        kit.unlock("Asha", PASSPHRASE)
    session = kit.unlock("Asha", OTHER)
    assert session.seat.id == seat
    assert session.state(THING, subject) == Thing(("before",))


def test_a_passphrase_can_be_changed_at_the_locked_kit_without_a_name(
    asha: Machine, runs: Counted
) -> None:
    kit = locked(asha, runs)
    change_passphrase(kit, None, PASSPHRASE, OTHER, runs.policy)
    assert kit.unlock("Asha", OTHER).me.role is Role.LEAD


def test_a_wrong_old_passphrase_changes_nothing(asha: Machine, runs: Counted) -> None:
    before = asha.here.kit.store.slots()
    for name in ("Asha", "Nobody", None):
        with pytest.raises(WrongPassphraseError):
            change_passphrase(asha.here, name, OTHER, "third", runs.policy)
    assert asha.here.kit.store.slots() == before
    assert len(runs.costs) == 3


def test_a_passphrase_that_cannot_be_kept_leaves_the_old_one(asha: Machine) -> None:
    before = asha.here.kit.store.slots()
    with pytest.raises(InvalidValueError):
        change_passphrase(asha.here, "Asha", PASSPHRASE, "half \ud83d", POLICY)
    assert asha.here.kit.store.slots() == before


def test_nobody_changes_a_colleagues_passphrase_from_their_own_session(
    asha: Machine, runs: Counted
) -> None:
    add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    before = asha.here.kit.store.slots()
    with pytest.raises(WrongPassphraseError):
        change_passphrase(asha.here, "Ben", OTHER, "third", runs.policy)
    assert asha.here.kit.store.slots() == before


# --- two officers on one machine -----------------------------------------


def unlock(machine: Machine, name: str, passphrase: str) -> Session:
    machine.close()
    machine.locked = open_kit(machine.around, name)
    machine.session = machine.locked.unlock(name, passphrase)
    return machine.session


def test_two_officers_open_one_database_with_passphrases_of_their_own(
    asha: Machine,
) -> None:
    subject = new_subject()
    asha.here.commit(noted(subject, "from Asha"))
    person = add_colleague(
        asha.here,
        "Ben",
        OTHER,
        Role.OFFICER,
        POLICY,
        lambda person: noted(subject, f"let in {len(person)}"),
    )
    ben = unlock(asha, "Ben", OTHER)
    assert ben.me.person == person
    assert ben.me.role is Role.OFFICER
    ben.commit(noted(subject, "from Ben"))
    expected = Thing(("from Asha", "let in 16", "from Ben"))
    assert ben.state(THING, subject) == expected

    back = unlock(asha, "Asha", PASSPHRASE)
    assert back.state(THING, subject) == expected
    assert back.me.person != person
    assert recheck(back) == ()
    report = verify_journal(back.kit.store)
    assert report.intact, report.found
    assert report.chains == 2


def test_what_is_sealed_to_one_stays_shut_to_the_other_on_the_same_machine(
    asha: Machine,
) -> None:
    subject, scope = new_subject(), asha.here.new_scope()
    add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    asha.here.commit(
        write(OpenScope(scope), Write(subject, NOTED, Noted("mine"), scope))
    )
    ben = unlock(asha, "Ben", OTHER)
    assert ben.state(THING, subject, scope) is None
    assert ben.has_unopened(scope)
    ben.commit(noted(subject, "something else"))
    back = unlock(asha, "Asha", PASSPHRASE)
    assert back.state(THING, subject, scope) == Thing(("mine",))


def test_a_colleague_made_lead_here_reads_what_leads_read(asha: Machine) -> None:
    subject, scope = new_subject(), asha.here.new_scope()
    asha.here.commit(
        write(OpenScope(scope, leads=True), Write(subject, NOTED, Noted("l"), scope))
    )
    add_colleague(asha.here, "Ben", OTHER, Role.LEAD, POLICY)
    ben = unlock(asha, "Ben", OTHER)
    assert ben.state(THING, subject, scope) == Thing(("l",))


def test_only_a_lead_lets_somebody_in_and_no_name_is_given_twice(
    asha: Machine, runs: Counted
) -> None:
    with pytest.raises(InvalidValueError):
        add_colleague(asha.here, "ASHA", OTHER, Role.OFFICER, runs.policy)
    add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    ben = unlock(asha, "Ben", OTHER)
    with pytest.raises(RoleNeededError):
        add_colleague(ben, "Carys", OTHER, Role.OBSERVER, runs.policy)
    assert runs.costs == []
    assert len(ben.kit.store.slots()) == 2


def test_a_colleague_who_was_not_let_in_has_no_slot(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = asha.here.kit.store.count_entries()

    def fail(slot: Slot) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(asha.here.kit.store, "put_slot", fail)
    with pytest.raises(OSError, match="full"):
        add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    monkeypatch.undo()
    assert len(asha.here.kit.store.slots()) == 1
    assert asha.here.kit.store.count_entries() == entries
    assert len(asha.here.members()) == 1


# --- a forgotten passphrase ----------------------------------------------


def test_a_lead_lets_somebody_in_again_who_forgot_their_passphrase(
    asha: Machine,
) -> None:
    subject = new_subject()
    person = add_colleague(asha.here, "Ben", "forgotten", Role.OFFICER, POLICY)
    ben = unlock(asha, "Ben", "forgotten")
    ben.commit(noted(subject, "before"))
    lead = unlock(asha, "Asha", PASSPHRASE)
    let_in_again(lead, person, "Ben", OTHER, POLICY)
    with pytest.raises(WrongPassphraseError):
        unlock(asha, "Ben", "forgotten")
    ben = unlock(asha, "Ben", OTHER)
    assert ben.me.person == person
    assert ben.me.role is Role.OFFICER
    assert len(ben.seats_of(person)) == 2
    ben.commit(noted(subject, "after"))
    assert ben.state(THING, subject) == Thing(("before", "after"))
    assert verify_journal(ben.kit.store).intact


def test_letting_in_again_never_takes_somebody_elses_name(asha: Machine) -> None:
    person = add_colleague(asha.here, "Ben", OTHER, Role.OFFICER, POLICY)
    before = asha.here.kit.store.slots()
    attempts: list[tuple[PersonId, str, type[IncidentKitError]]] = [
        (person, "Asha", InvalidValueError),
        (PersonId(bytes(16)), "Carys", UnknownNameError),
    ]
    for whom, name, refusal in attempts:
        with pytest.raises(refusal):
            let_in_again(asha.here, whom, name, OTHER, POLICY)
    assert asha.here.kit.store.slots() == before

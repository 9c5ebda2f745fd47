"""The recovery sheet: reading it back from paper, and what it opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.crypto.passphrase import KdfCost, KdfLimits, stretch
from incidentkit.errors import (
    NotAHolderError,
    OlderCopyError,
    SheetMistypedError,
    SheetRefusedError,
)
from incidentkit.vault.acts import Delivered
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.entry import seat_id
from incidentkit.vault.kinds import PersonId, Role, ScopeId, SubjectId
from incidentkit.vault.kit import LockedKit, open_kit
from incidentkit.vault.membership import remove_person
from incidentkit.vault.recheck import recheck
from incidentkit.vault.recovering import Recovering, recover
from incidentkit.vault.recovery import (
    ALPHABET,
    GROUP,
    GROUPS,
    RecoverySheet,
    _checksum,
)
from incidentkit.vault.session import Session
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
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
WHO = Recovering(PersonId(b"recovering clerk"), "Carys", OTHER)
CODES = st.text(ALPHABET, min_size=28, max_size=28).map(
    lambda body: RecoverySheet(body + _checksum(body))
)
LOOKALIKES = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}


# --- paper ---------------------------------------------------------------


@given(CODES, st.data())
def test_a_code_reads_back_however_it_is_spaced_and_whatever_looks_alike(
    sheet: RecoverySheet, data: st.DataObject
) -> None:
    def typed(group: str) -> str:
        return "".join(
            data.draw(st.sampled_from(LOOKALIKES.get(c, c + c.lower()))) for c in group
        )

    between = st.sampled_from([" ", "-", "", "  ", "\n", "\u2013", ". ", "\u00a0"])
    text = "".join(typed(group) + data.draw(between) for group in sheet.groups)
    assert RecoverySheet.typed(text).code == sheet.code
    assert RecoverySheet.typed(text).seat.keys == sheet.seat.keys


@given(CODES, st.integers(0, GROUPS * GROUP - 1), st.sampled_from("!?/_=é\u0416"))
def test_a_character_that_no_code_has_names_its_group(
    sheet: RecoverySheet, at: int, wrong: str
) -> None:
    code = sheet.code[:at] + wrong + sheet.code[at + 1 :]
    for gap in ("", "-"):
        text = gap.join(code[i : i + GROUP] for i in range(0, len(code), GROUP))
        with pytest.raises(SheetMistypedError) as refusal:
            RecoverySheet.typed(text)
        assert refusal.value.group == at // GROUP + 1


@given(CODES, st.integers(0, GROUPS - 1), st.sampled_from(["", "7", "777", "77777"]))
def test_a_group_that_is_too_short_or_too_long_is_named(
    sheet: RecoverySheet, number: int, wrong: str
) -> None:
    groups = [*sheet.groups]
    groups[number] = wrong
    with pytest.raises(SheetMistypedError) as refusal:
        RecoverySheet.typed(" ".join(groups))
    # A group that is missing altogether cannot be told from the others.
    assert refusal.value.group == (number + 1 if wrong else 0)


@given(CODES, st.integers(0, GROUPS * GROUP - 1), st.sampled_from(ALPHABET))
def test_a_single_wrong_character_fails_the_checksum(
    sheet: RecoverySheet, at: int, other: str
) -> None:
    code = sheet.code[:at] + other + sheet.code[at + 1 :]
    if code == sheet.code:
        return
    with pytest.raises(SheetMistypedError) as refusal:
        RecoverySheet.typed(code)
    assert refusal.value.group == 0


@given(st.text(max_size=60))
def test_no_text_is_taken_for_a_sheet_or_fails_in_another_way(text: str) -> None:
    with pytest.raises(SheetMistypedError):
        RecoverySheet.typed(text)


def test_a_sheet_has_more_than_128_bits_and_is_never_drawn_twice() -> None:
    assert (GROUPS * GROUP - 4) * 5 >= 128
    assert len({RecoverySheet.draw().code for _ in range(200)}) == 200


def test_neither_a_sheet_nor_a_passphrase_shows_when_printed() -> None:
    shown = repr(WHO) + repr([WHO.fresh])
    assert WHO.fresh.code not in shown
    assert OTHER not in shown


# --- recovering ----------------------------------------------------------


@dataclass
class Held:
    """A kit with something in each sort of scope, and its sheet."""

    machine: Machine
    sheet: RecoverySheet
    subject: SubjectId
    leads: ScopeId
    account: ScopeId
    private: ScopeId

    def scopes(self, session: Session) -> tuple[object, ...]:
        """What each scope says of the subject: everybody, leads, account, private."""
        said = [session.state(THING, self.subject)]
        for scope in (self.leads, self.account, self.private):
            said.append(session.state(THING, self.subject, scope))
        return tuple(said)

    def locked(self) -> LockedKit:
        self.machine.close()
        self.machine.locked = open_kit(self.machine.around)
        return self.machine.locked


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    machine = Machine(tmp_path / "one", "Asha")
    sheet = machine.found()
    subject, scopes = new_subject(), [machine.here.new_scope() for _ in range(3)]
    machine.here.commit(noted(subject, "all"))
    kinds = zip(
        ("leads", "account", "private"),
        (
            OpenScope(scopes[0], leads=True),
            OpenScope(scopes[1]),
            OpenScope(scopes[2], recovery=False),
        ),
        strict=True,
    )
    for text, part in kinds:
        line = Write(subject, NOTED, Noted(text), part.scope)
        machine.here.commit(write(part, line))
    yield Held(machine, sheet, subject, *scopes)
    machine.close()


ALL_BUT_PRIVATE = (Thing(("all",)), Thing(("leads",)), Thing(("account",)), None)


def test_the_sheet_gives_a_lead_who_reads_all_that_included_it(held: Held) -> None:
    session, fresh = recover(held.locked(), held.sheet, WHO, POLICY)
    assert session.me.person == WHO.person
    assert session.me.role is Role.LEAD
    assert fresh == WHO.fresh
    assert held.scopes(session) == ALL_BUT_PRIVATE
    assert session.has_unopened(held.private)
    line = Write(held.subject, NOTED, Noted("mine"), held.private)
    with pytest.raises(NotAHolderError):
        session.commit(write(line))
    for scope in (held.leads, held.account):
        session.commit(write(Write(held.subject, NOTED, Noted("on"), scope)))
    session.commit(noted(held.subject, "on"))
    assert recheck(session) == ()
    report = verify_journal(session.kit.store)
    assert report.intact, report.found


def test_the_new_passphrase_opens_afterwards_and_costs_one_run(held: Held) -> None:
    runs: list[KdfCost] = []

    def counted(
        passphrase: str, salt: bytes, cost: KdfCost, limits: KdfLimits
    ) -> bytes:
        runs.append(cost)
        return stretch(passphrase, salt, cost, limits)

    policy = type(POLICY)(POLICY.cost, POLICY.limits, counted)
    recover(held.locked(), held.sheet, WHO, policy)
    assert len(runs) == 1
    session = held.locked().unlock("Carys", OTHER)
    assert held.scopes(session) == ALL_BUT_PRIVATE


def test_the_old_sheet_is_refused_and_the_new_one_works(held: Held) -> None:
    _, fresh = recover(held.locked(), held.sheet, WHO, POLICY)
    kit = held.locked()
    entries = kit.store.count_entries()
    with pytest.raises(SheetRefusedError):
        recover(kit, held.sheet, WHO, POLICY)
    assert kit.store.count_entries() == entries
    again = Recovering(PersonId(b"another recovery"), "Dewi", OTHER)
    session, _ = recover(kit, fresh, again, POLICY)
    assert held.scopes(session) == ALL_BUT_PRIVATE
    assert len(session.members()) == 3


def test_another_kits_sheet_is_refused_and_changes_nothing(
    held: Held, tmp_path: Path
) -> None:
    stranger = Machine(tmp_path / "two", "Asha")
    foreign = stranger.found()
    stranger.close()
    kit = held.locked()
    before = kit.store.count_entries()
    with pytest.raises(SheetRefusedError):
        recover(kit, foreign, WHO, POLICY)
    assert kit.store.count_entries() == before
    assert len(kit.store.slots()) == 1


def test_nothing_is_sealed_to_the_old_sheet_from_then_on(held: Held) -> None:
    kit = held.locked()
    old = seat_id(held.sheet.seat.keys)
    before = {entry.digest for entry in kit.store.all_entries()}
    session, fresh = recover(kit, held.sheet, WHO, POLICY)
    for scope in (None, held.leads, held.account):
        session.commit(write(Write(held.subject, NOTED, Noted("x"), scope)))
    session.settle()
    asha = held.locked().unlock("Asha", PASSPHRASE)
    asha.commit(noted(held.subject, "from Asha"))
    asha.commit(write(Write(held.subject, NOTED, Noted("p"), held.private)))
    asha.settle()

    sealed_to: set[bytes] = set()
    for entry in asha.kit.store.all_entries():
        if entry.digest not in before and isinstance(entry.act, Delivered):
            sealed_to |= {item.to for item in entry.act.items}
    assert old not in sealed_to
    assert seat_id(fresh.seat.keys) in sealed_to
    for scope in (asha.standard.kit, asha.standard.leads, held.leads, held.account):
        view = asha.ledger.view(scope)
        assert any(view.usable(epoch) for epoch in view.tips())


def test_states_after_recovery_are_those_of_a_rebuild_on_both_seats(
    held: Held,
) -> None:
    recover(held.locked(), held.sheet, WHO, POLICY)
    for name, passphrase in (("Carys", OTHER), ("Asha", PASSPHRASE)):
        session = held.locked().unlock(name, passphrase)
        session.commit(noted(held.subject, name))
        assert recheck(session) == ()
        before = session.ledger.cache.digest()
        session.rebuild()
        assert session.ledger.cache.digest() == before


def test_whoever_holds_the_sheet_stands_above_the_founder(held: Held) -> None:
    session, _ = recover(held.locked(), held.sheet, WHO, POLICY)
    founder = next(m for m in session.members() if m.person != WHO.person)
    (founders_seat,) = founder.seats
    assert session.roster.outranks(session.me.seat, founders_seat)
    assert not session.roster.outranks(founders_seat, session.me.seat)
    remove_person(session, founder.person)
    assert [m.person for m in session.members()] == [WHO.person]


def test_the_sheet_works_after_everybody_else_was_removed(held: Held) -> None:
    person = add_colleague(held.machine.here, "Ben", OTHER, Role.LEAD, POLICY)
    remove_person(held.machine.here, person)
    session, _ = recover(held.locked(), held.sheet, WHO, POLICY)
    assert held.scopes(session) == ALL_BUT_PRIVATE


def test_a_recovery_that_cannot_be_stored_leaves_the_old_sheet_good(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = held.locked()
    before = kit.store.count_entries()

    def fail(slot: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(kit.store, "put_slot", fail)
    with pytest.raises(OSError, match="full"):
        recover(kit, held.sheet, WHO, POLICY)
    monkeypatch.undo()
    assert kit.store.count_entries() == before
    session, _ = recover(kit, held.sheet, WHO, POLICY)
    assert held.scopes(session) == ALL_BUT_PRIVATE


def test_the_sheet_does_not_open_an_older_copy_unasked(held: Held) -> None:
    held.machine.close()
    older = held.machine.places.database.read_bytes()
    held.machine.open().commit(noted(held.subject, "later"))
    held.machine.close()
    held.machine.places.database.write_bytes(older)
    kit = held.locked()
    before = kit.store.count_entries()
    with pytest.raises(OlderCopyError):
        recover(kit, held.sheet, WHO, POLICY)
    assert kit.store.count_entries() == before
    assert len(kit.store.slots()) == 1
    kit.accept_older()
    session, _ = recover(kit, held.sheet, WHO, POLICY)
    assert held.scopes(session) == ALL_BUT_PRIVATE

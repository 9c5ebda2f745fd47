"""Disposals touch closed subjects and superseded texts, alike for every reader."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import RoleNeededError, StillNeededError
from incidentkit.vault.acts import Disposed
from incidentkit.vault.change import Entitle, OpenScope, Write, write
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.entry import Entry
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Digest, Role, ScopeId, SubjectId
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recheck import recheck
from incidentkit.vault.retention import disposals, dispose, may_go
from incidentkit.vault.verify import verify_journal
from tests.vault.modified import altered, tip, writes_after
from tests.vault.world import (
    NOTED,
    POLICY,
    THING,
    VALUED,
    WENT_ON,
    Machine,
    Noted,
    Thing,
    Valued,
    WentOn,
    finished,
    join,
    new_subject,
    noted,
    settle_all,
)

SUBJECT = new_subject()


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "asha", "Asha")
    machine.found()
    yield machine
    machine.close()


@pytest.fixture
def ben(asha: Machine, tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "ben", "Ben")
    folder(tmp_path).mkdir()
    join(machine, asha, folder(tmp_path), Role.LEAD)
    settle_all([asha, machine], folder(tmp_path))
    yield machine
    machine.close()


def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def note(machine: Machine, text: str) -> Digest:
    return machine.here.commit(noted(SUBJECT, text)).digests[0]


def value(machine: Machine, text: str, *replaces: bytes) -> Digest:
    part = Write(SUBJECT, VALUED, Valued(text, replaces))
    return machine.here.commit(write(part)).digests[0]


def close(machine: Machine) -> Digest:
    return machine.here.commit(finished(SUBJECT)).digests[0]


def go_on(machine: Machine, *closings: bytes) -> Digest:
    part = Write(SUBJECT, WENT_ON, WentOn(closings))
    return machine.here.commit(write(part)).digests[0]


def said(machine: Machine, *digests: bytes) -> None:
    """A program that does not ask first disposes of texts."""
    machine.here.commit_acts([Disposed(digests, "after a year")])


def texts(machine: Machine) -> tuple[str, ...]:
    state = machine.here.state(THING, SUBJECT)
    return state.texts if isinstance(state, Thing) else ()


def is_here(machine: Machine, digest: bytes) -> bool:
    store = machine.here.kit.store
    entry = store.entry(digest)
    assert entry is not None
    assert store.has_payload(entry.core.payload) != store.is_disposed(
        entry.core.payload
    )
    return store.has_payload(entry.core.payload)


def kept(machine: Machine) -> int:
    return sum(disposal.kept for disposal in disposals(machine.here))


def test_a_text_about_an_open_subject_stays_and_the_disposal_is_reported(
    asha: Machine,
) -> None:
    gone = note(asha, "still needed")
    said(asha, gone)
    assert is_here(asha, gone)
    assert texts(asha) == ("still needed",)
    (ruling,) = asha.here.ledger.disposals.rulings()
    assert [entry.digest for entry in ruling.kept] == [gone]
    assert kept(asha) == 1
    assert verify_journal(asha.here.kit.store).intact
    assert not recheck(asha.here)


def test_a_closing_that_comes_later_does_not_make_up_for_it(asha: Machine) -> None:
    gone = note(asha, "disposed of too early")
    said(asha, gone)
    close(asha)
    assert is_here(asha, gone)
    said(asha, gone)
    assert not is_here(asha, gone)
    assert texts(asha) == ()
    assert not recheck(asha.here)


def test_a_subject_that_went_on_is_not_closed(asha: Machine) -> None:
    gone = note(asha, "a line")
    go_on(asha, close(asha))
    said(asha, gone)
    assert is_here(asha, gone)
    close(asha)
    said(asha, gone)
    assert not is_here(asha, gone)


def test_going_on_later_brings_nothing_back(asha: Machine) -> None:
    gone, closing = note(asha, "a line"), close(asha)
    said(asha, gone)
    go_on(asha, closing)
    assert not is_here(asha, gone)
    asha.here.rebuild()
    assert not is_here(asha, gone)


def test_the_closing_itself_may_go_and_still_closes(asha: Machine) -> None:
    one, two, closing = note(asha, "one"), note(asha, "two"), close(asha)
    said(asha, one, closing)
    said(asha, two)
    assert not any(is_here(asha, digest) for digest in (one, two, closing))
    asha.here.rebuild()
    assert not any(is_here(asha, digest) for digest in (one, two, closing))
    assert not recheck(asha.here)


def test_a_value_that_another_replaced_may_go_while_its_subject_is_open(
    asha: Machine,
) -> None:
    first = value(asha, "one")
    second = value(asha, "two", first)
    third = value(asha, "three", second)
    said(asha, first, second, third)
    assert [is_here(asha, d) for d in (first, second, third)] == [False, False, True]
    asha.here.rebuild()
    assert [is_here(asha, d) for d in (first, second, third)] == [False, False, True]
    state = asha.here.state(THING, SUBJECT)
    assert isinstance(state, Thing)
    assert state.value.value == "three"


def test_a_text_of_several_values_does_not_go_because_something_replaced_it(
    asha: Machine,
) -> None:
    line = note(asha, "says two things")
    value(asha, "one of them", line)
    said(asha, line)
    assert is_here(asha, line)


def test_a_label_that_claims_what_its_text_does_not_say_has_no_effect(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = value(asha, "needed")

    def lying(subject: bytes, kind: object, body: object) -> object:
        from incidentkit.vault.opening import Label

        return Label(subject, "test.valued", 1, (first,))

    monkeypatch.setattr("incidentkit.vault.compose.label_of", lying)
    claim = value(asha, "replaces nothing")
    monkeypatch.undo()
    assert [e.digest for e in asha.here.without_effect(Why.UNREADABLE)] == [claim]
    said(asha, first)
    assert is_here(asha, first)
    assert not recheck(asha.here)


def test_disposing_of_a_claim_to_anothers_text_deletes_nothing(
    asha: Machine, ben: Machine, tmp_path: Path
) -> None:
    line = note(ben, "needed")
    settle_all([asha, ben], folder(tmp_path))
    entry = asha.here.kit.store.entry(line)
    assert entry is not None
    other = new_subject()
    parts = [Write(other, NOTED, Noted("claimed")), *finished(other).parts]
    own, _ = writes_after(ben, tip(ben.here), parts)
    claim = altered(own[0], ben.here.seat, payload=entry.core.payload)
    asha.here.receive([claim], {})
    asha.here.commit(finished(other))
    said(asha, claim.digest)
    assert is_here(asha, line)
    assert texts(asha) == ("needed",)


# --- order of arrival -----------------------------------------------------


def entries_of(machine: Machine) -> list[Entry]:
    return list(machine.here.kit.store.chain(machine.here.writer))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_arrives_first_every_machine_comes_to_the_same(
    asha: Machine, ben: Machine, tmp_path: Path, seed: int
) -> None:
    """Two people write, close, go on and dispose without hearing of each other."""
    chance = random.Random(seed)
    carys = Machine(tmp_path / "carys", "Carys")
    join(carys, asha, folder(tmp_path), Role.LEAD)
    everybody = [asha, ben, carys]
    settle_all(everybody, folder(tmp_path))
    lines: list[Digest] = []
    closings: list[Digest] = []
    for machine, step in itertools.product((asha, ben), range(8)):
        machine.clock.ms = asha.clock.ms + chance.randrange(-50, 200)
        if step % 4 == 0 or not lines:
            lines.append(note(machine, f"{machine.name} {step}"))
        elif step % 4 == 1:
            closings.append(close(machine))
        elif step % 4 == 2 and chance.random() < 0.5:
            go_on(machine, chance.choice(closings))
        else:
            said(machine, *chance.sample(lines, min(2, len(lines))))
    for machine in chance.sample(everybody, 3):
        machine.exchange(folder(tmp_path))
    settle_all(everybody, folder(tmp_path))
    for machine in everybody:
        assert not recheck(machine.here), machine.name
        assert texts(machine) == texts(asha)
        assert kept(machine) == kept(asha)
        assert verify_journal(machine.here.kit.store).whole
    carys.close()


def test_a_text_going_on_since_before_the_disposal_is_taken_in_again(
    asha: Machine, ben: Machine, tmp_path: Path
) -> None:
    """Ben went on before Asha disposed of it; she hears of that afterwards."""
    line, closing = note(asha, "needed after all"), close(asha)
    settle_all([asha, ben], folder(tmp_path))
    go_on(ben, closing)
    asha.clock.ms = ben.clock.ms + 1000
    said(asha, line)
    assert not is_here(asha, line)
    settle_all([asha, ben], folder(tmp_path))
    for machine in (asha, ben):
        assert is_here(machine, line)
        assert texts(machine) == ("needed after all",)
        assert not recheck(machine.here)


# --- scopes -----------------------------------------------------------------


def hidden(machine: Machine, subject: SubjectId, text: str) -> tuple[bytes, Digest]:
    scope = machine.here.new_scope()
    part = Write(subject, NOTED, Noted(text), scope)
    receipt = machine.here.commit(write(OpenScope(scope), part))
    return scope, receipt.digests[0]


def test_what_everybody_sees_closed_is_closed_in_every_scope(asha: Machine) -> None:
    _, digest = hidden(asha, SUBJECT, "for few")
    said(asha, digest)
    assert is_here(asha, digest)
    close(asha)
    said(asha, digest)
    assert not is_here(asha, digest)


def test_what_is_closed_for_few_is_not_closed_for_everybody(asha: Machine) -> None:
    scope, digest = hidden(asha, SUBJECT, "for few")
    line = note(asha, "for everybody")
    asha.here.commit(finished(SUBJECT, scope))
    said(asha, digest, line)
    assert (is_here(asha, digest), is_here(asha, line)) == (False, True)


def test_who_cannot_read_follows_and_who_can_decides(
    asha: Machine, ben: Machine, tmp_path: Path
) -> None:
    _, digest = hidden(asha, SUBJECT, "still needed")
    settle_all([asha, ben], folder(tmp_path))
    assert is_here(ben, digest)
    said(ben, digest)
    assert not is_here(ben, digest)
    settle_all([asha, ben], folder(tmp_path))
    assert is_here(asha, digest)
    assert kept(asha) == 1
    for machine in (asha, ben):
        assert verify_journal(machine.here.kit.store).intact
        assert not recheck(machine.here)


def test_who_is_let_into_a_scope_takes_back_what_should_have_stayed(
    asha: Machine, ben: Machine, tmp_path: Path
) -> None:
    scope, digest = hidden(asha, SUBJECT, "still needed")
    settle_all([asha, ben], folder(tmp_path))
    said(ben, digest)
    settle_all([asha, ben], folder(tmp_path))
    let_in = Entitle(ScopeId(scope), frozenset({ben.here.seat.id}))
    asha.here.commit(write(let_in))
    settle_all([asha, ben], folder(tmp_path))
    assert is_here(ben, digest)
    state = ben.here.state(THING, SUBJECT, scope)
    assert isinstance(state, Thing)
    assert state.texts == ("still needed",)
    assert not recheck(ben.here)


def test_who_cannot_read_leaves_it_to_who_can_on_the_same_machine(
    asha: Machine,
) -> None:
    _, digest = hidden(asha, SUBJECT, "still needed")
    add_colleague(asha.here, "Dewi", "another passphrase", Role.LEAD, POLICY)
    asha.close()
    asha.locked = open_kit(asha.around)
    dewi = asha.locked.unlock("Dewi", "another passphrase")
    dewi.commit_acts([Disposed((digest,), "out of sight")])
    assert not recheck(dewi)
    asha.reopen()
    assert is_here(asha, digest)


# --- asking for it ----------------------------------------------------------


def test_only_a_lead_disposes_and_only_of_what_may_go(
    asha: Machine, ben: Machine, tmp_path: Path
) -> None:
    line, count = note(asha, "a line"), asha.here.kit.store.count_entries()
    with pytest.raises(StillNeededError) as needed:
        dispose(asha.here, [line], "after a year")
    assert needed.value.texts == 1
    assert may_go(asha.here, asha.here.facts(SUBJECT)) == ()
    assert asha.here.kit.store.count_entries() == count
    closing = close(asha)
    assert set(may_go(asha.here, asha.here.facts(SUBJECT))) == {line, closing}
    carys = Machine(tmp_path / "carys", "Carys")
    join(carys, asha, folder(tmp_path))
    with pytest.raises(RoleNeededError):
        dispose(carys.here, [line], "after a year")
    carys.close()
    dispose(asha.here, [line, line], "after a year", noted(SUBJECT, "why it went"))
    assert texts(asha) == ("why it went",)


def test_who_has_not_shown_that_they_heard_of_a_disposal_is_listed(
    asha: Machine, ben: Machine, tmp_path: Path
) -> None:
    line = note(asha, "a line")
    close(asha)
    settle_all([asha, ben], folder(tmp_path))
    dispose(asha.here, [line], "after a year")
    (before,) = disposals(asha.here)
    assert before.waiting == {ben.here.seat.id}
    assert (before.gone, before.kept, before.rule) == (1, 0, "after a year")
    assert before.person == asha.here.me.person
    ben.exchange(folder(tmp_path))
    asha.exchange(folder(tmp_path))
    ben.exchange(folder(tmp_path))
    ben.here.commit(noted(new_subject(), "heard of it"))
    settle_all([asha, ben], folder(tmp_path))
    (after,) = disposals(asha.here)
    assert after.waiting == frozenset()

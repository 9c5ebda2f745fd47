"""A change is whole or not there, however large, however it arrives, whatever fails."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import NewerEntriesError
from incidentkit.vault.acts import Accept, EntryClass
from incidentkit.vault.change import Change, OpenScope, Write, write
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.compose import compose
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.joining import new_person
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Catalogue, Fact, Fold, Kind, Role, SubjectId
from incidentkit.vault.membership import remove_person, set_role
from incidentkit.vault.ownchain import acting
from incidentkit.vault.seat import Seat
from incidentkit.vault.verify import Trouble, verify_journal
from tests.vault.agreement import check_rebuild, set_aside
from tests.vault.modified import altered, around, tip, writes_after
from tests.vault.world import (
    KINDS,
    NOTED,
    POLICY,
    THING,
    VALUED,
    Machine,
    Noted,
    Thing,
    Valued,
    apply,
    join,
    new_subject,
    noted,
    settle_all,
)

Pair = tuple[Path, Machine, Machine]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    folder = tmp_path / "shared"
    folder.mkdir()
    one, two = Machine(tmp_path / "one", "Asha"), Machine(tmp_path / "two", "Ben")
    one.found()
    one.here.commit(noted(new_subject(), "the first line"))
    join(two, one, folder)
    settle_all([one, two], folder)
    yield folder, one, two
    one.close()
    two.close()


def texts(machine: Machine, subject: SubjectId) -> tuple[str, ...]:
    state = machine.here.state(THING, subject)
    return state.texts if isinstance(state, Thing) else ()


def many(count: int, subject: SubjectId | None = None) -> Change:
    """Return a change of many notes, on one subject or on one each."""
    parts = (
        Write(subject or new_subject(), NOTED, Noted(f"line {number}"))
        for number in range(count)
    )
    return write(*parts)


def added_since(machine: Machine, other: Machine) -> list[Entry]:
    """Return what one machine has and another has not."""
    known = {row.digest for row in other.here.kit.store.entry_rows()}
    entries = machine.here.kit.store.all_entries()
    return [entry for entry in entries if entry.digest not in known]


# --- all or nothing ------------------------------------------------------


@pytest.mark.parametrize("first", [1, 2, 4])
def test_a_change_cut_in_the_middle_has_no_effect_until_it_is_whole(
    pair: Pair, first: int
) -> None:
    _, one, two = pair
    subject = new_subject()
    one.here.commit(many(5, subject))
    entries = added_since(one, two)
    payloads = dict(one.here.kit.store.payload_rows())
    assert [entry.core.parts for entry in entries] == [5] * 5
    two.here.receive(entries[:first], payloads)
    assert texts(two, subject) == ()
    assert len(two.here.without_effect(Why.INCOMPLETE)) == first
    check_rebuild(two)
    troubles = [found.trouble for found in verify_journal(two.here.kit.store).found]
    assert troubles == [Trouble.UNFINISHED]
    two.reopen()
    two.here.commit(noted(new_subject(), "goes on meanwhile"))
    two.here.receive(entries[first:], payloads)
    assert texts(two, subject) == tuple(f"line {number}" for number in range(5))
    assert not two.here.without_effect(Why.INCOMPLETE)
    check_rebuild(two)
    assert verify_journal(two.here.kit.store).intact


def test_an_act_of_the_roster_waits_for_the_rest_of_its_change(pair: Pair) -> None:
    _, one, two = pair
    subject = new_subject()
    set_role(one.here, two.here.me.person, Role.LEAD, noted(subject, "promoted"))
    entries = added_since(one, two)
    payloads = dict(one.here.kit.store.payload_rows())
    assert entries[0].core.cls == EntryClass.ROSTER
    two.here.receive(entries[:1], payloads)
    assert two.here.me.role is Role.OFFICER
    check_rebuild(two)
    two.here.receive(entries[1:], payloads)
    assert two.here.me.role is Role.LEAD
    assert texts(two, subject) == ("promoted",)
    check_rebuild(two)


def test_one_part_without_authority_takes_the_whole_change_with_it(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    act = Accept(new_person(), Seat.generate().keys, int(Role.LEAD), bytes(32), ())
    two.here.commit_acts([act], noted(subject, "beside what an officer may not do"))
    settle_all([two, one], folder)
    for machine in (one, two):
        assert texts(machine, subject) == ()
        assert len(machine.here.without_effect(Why.NO_AUTHORITY)) == 2
        check_rebuild(machine)


def test_what_builds_on_an_acceptance_waits_for_it(pair: Pair, tmp_path: Path) -> None:
    folder, one, two = pair
    three, four = (Machine(tmp_path / n, n) for n in ("Carys", "Dewi"))
    join(three, one, folder)
    settle_all([one, two, three], folder)
    join(four, one, folder)
    two.exchange(folder)
    subject = new_subject()
    two.here.commit(noted(subject, "knowing of Dewi"))
    payloads = dict(two.here.kit.store.payload_rows())
    three.here.receive(list(two.here.kit.store.chain(two.here.writer)), payloads)
    assert texts(three, subject) == ()
    assert three.here.without_effect(Why.WAITING)
    check_rebuild(three)
    three.here.receive(list(one.here.kit.store.chain(one.here.writer)), payloads)
    assert texts(three, subject) == ("knowing of Dewi",)
    assert not three.here.without_effect(Why.WAITING)
    check_rebuild(three)
    three.close()
    four.close()


# --- failures ------------------------------------------------------------


@pytest.mark.parametrize("at", ["add_entry", "put_payload", "put_page", "put_cache"])
def test_memory_never_runs_ahead_of_a_write_that_failed(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    folder, one, two = pair
    subject, scope = new_subject(), one.here.new_scope()
    one.here.commit(noted(subject, "kept"))
    before = (one.here.ledger.cache.digest(), set_aside(one), tip(one.here))
    change = write(
        OpenScope(scope, leads=True),
        Write(subject, NOTED, Noted("lost"), scope),
        Write(subject, NOTED, Noted("lost too")),
    )

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(type(one.here.kit.store), at, fail)
        with pytest.raises(Exception, match=r".*"):
            one.here.commit(change)
    assert (one.here.ledger.cache.digest(), set_aside(one), tip(one.here)) == before
    assert texts(one, subject) == ("kept",)
    assert scope not in {cell.subject for cell in one.here.ledger.cache.cells()}
    check_rebuild(one)
    one.here.commit(change)
    settle_all([one, two], folder)
    assert texts(two, subject) == ("kept", "lost too")
    assert verify_journal(two.here.kit.store).intact


def test_an_arrival_that_fails_leaves_nothing_and_comes_again(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(many(20, subject))
    one.exchange(folder)
    before = (two.here.ledger.cache.digest(), set_aside(two))

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(type(two.here.kit.store), "put_page", fail)
        with pytest.raises(Exception, match=r".*"):
            two.exchange(folder)
    assert (two.here.ledger.cache.digest(), set_aside(two)) == before
    check_rebuild(two)
    two.exchange(folder)
    assert len(texts(two, subject)) == 20
    check_rebuild(two)


# --- size ----------------------------------------------------------------


def test_two_thousand_writes_are_one_change(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    receipt = one.here.commit(many(2_000, subject))
    assert len(set(receipt.digests)) == 2_000
    settle_all([one, two], folder, rounds=1)
    assert texts(two, subject) == tuple(f"line {number}" for number in range(2_000))
    assert one.here.ledger.cache.digest() == two.here.ledger.cache.digest()


@pytest.mark.parametrize("same_subject", [True, False])
def test_work_grows_with_the_change_and_no_faster(
    pair: Pair, same_subject: bool
) -> None:
    _, one, two = pair

    def work(count: int) -> tuple[int, int, int]:
        """Count statements: to write a change, and to take in its two halves."""
        change = many(count, new_subject() if same_subject else None)
        written = statements(one, lambda: one.here.commit(change))
        entries = added_since(one, two)
        payloads = dict(one.here.kit.store.payload_rows())
        halves = [entries[: count // 2], entries[count // 2 :]]
        taken = [
            statements(two, lambda half=half: two.here.receive(half, payloads))
            for half in halves
        ]
        return (written, *taken)

    for few, plenty in zip(work(100), work(400), strict=True):
        assert plenty < 5 * few


def statements(machine: Machine, act) -> int:
    """Count what SQLite is asked to do."""
    counted: list[str] = []
    connection = machine.here.kit.store._sql
    connection.set_trace_callback(counted.append)
    try:
        act()
    finally:
        connection.set_trace_callback(None)
    return len(counted)


# --- later versions of the app -------------------------------------------


class Rated(Noted, frozen=True):
    """Something that only a later version writes."""


def apply_rated(state: Thing | None, fact: Fact) -> Thing:
    if isinstance(fact.body, Rated):
        state = state or Thing()
        return Thing((*state.texts, f"rated {fact.body.text}"), state.value)
    return apply(state, fact)


LATER_THING = Fold("test.thing", 1, Thing, apply_rated)
LATER = tuple(
    Kind(kind.name, kind.version, kind.body, LATER_THING, kind.least, kind.is_note)
    for kind in KINDS
)
RATED = Kind("test.rated", 1, Rated, LATER_THING)
NOTED_AGAIN = Kind("test.noted", 2, Rated, LATER_THING, is_note=True)


@pytest.mark.parametrize("newer", [RATED, NOTED_AGAIN])
def test_what_a_later_version_wrote_blocks_all_but_notes_until_an_upgrade(
    pair: Pair, newer: Kind
) -> None:
    folder, one, two = pair
    later = Catalogue((*LATER, RATED, NOTED_AGAIN))
    two.catalogue = later
    two.reopen()
    subject, other = new_subject(), new_subject()
    two.here.commit(noted(subject, "before"))
    two.here.commit(write(Write(subject, newer, Rated("highly"))))
    settle_all([two, one], folder)
    assert texts(one, subject) == ("before",)
    assert len(one.here.without_effect(Why.NEWER)) == 1
    for _ in range(2):
        with pytest.raises(NewerEntriesError):
            one.here.commit(write(Write(subject, VALUED, Valued("no"))))
        one.here.commit(write(Write(other, VALUED, Valued("elsewhere it is fine"))))
        one.here.commit(noted(subject, "a note is fine"))
        one.reopen()
    check_rebuild(one)
    # It is carried on unopened.
    assert verify_journal(one.here.kit.store).intact
    one.catalogue = later
    one.reopen()
    assert texts(one, subject) == (
        "before",
        "rated highly",
        "a note is fine",
        "a note is fine",
    )
    assert not one.here.without_effect(Why.NEWER)
    one.here.commit(write(Write(subject, VALUED, Valued("now it is"))))
    check_rebuild(one)
    settle_all([one, two], folder)
    assert one.here.ledger.cache.digest() == two.here.ledger.cache.digest()


def test_a_changed_fold_refolds_everything_at_the_next_opening(pair: Pair) -> None:
    _, one, _ = pair
    subject = new_subject()
    one.here.commit(noted(subject, "quietly"))

    def shout(state: Thing | None, fact: Fact) -> Thing:
        folded = apply(state, fact)
        return Thing(tuple(text.upper() for text in folded.texts), folded.value)

    fold = Fold("test.thing", 2, Thing, shout)
    one.catalogue = Catalogue(
        Kind(kind.name, kind.version, kind.body, fold, kind.least, kind.is_note)
        for kind in KINDS
    )
    one.reopen()
    assert one.here.state(fold, subject) == Thing(("QUIETLY",))


def test_an_unknown_class_is_carried_and_stops_acts_of_the_roster(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    set_role(one.here, two.here.me.person, Role.LEAD)
    settle_all([one, two], folder)
    made = compose(around(two), tip(two.here), [acting(_anything())]).entries[0]
    strange = altered(made, two.here.seat, cls=9, body=encode(("from the future",)))
    two.here.receive([strange], {})
    settle_all([two, one], folder)
    for machine in (one, two):
        assert [e.digest for e in machine.here.without_effect(Why.UNKNOWN)] == [
            strange.digest
        ]
        machine.here.commit(noted(subject, f"goes on at {machine.name}"))
        check_rebuild(machine)
    with pytest.raises(NewerEntriesError):
        set_role(one.here, two.here.me.person, Role.OFFICER)
    remove_person(one.here, two.here.me.person)
    add_colleague(one.here, "Dilys", "her own passphrase", Role.LEAD, POLICY)


def test_an_officers_unknown_class_stops_no_act_of_the_roster(pair: Pair) -> None:
    _, one, two = pair
    made = compose(around(two), tip(two.here), [acting(_anything())]).entries[0]
    strange = altered(made, two.here.seat, cls=9, body=encode(("nonsense",)))
    one.here.receive([strange], {})
    assert one.here.without_effect(Why.UNKNOWN) == (strange,)
    set_role(one.here, two.here.me.person, Role.OBSERVER)


def test_an_entry_that_claims_to_need_less_than_it_does_has_no_effect(
    pair: Pair,
) -> None:
    folder, one, two = pair
    subject = new_subject()
    set_role(one.here, two.here.me.person, Role.OBSERVER)
    settle_all([one, two], folder)

    (entry,), payloads = writes_after(
        two, tip(two.here), [Write(subject, NOTED, Noted("as if an observer might"))]
    )
    core_needs_less = altered(entry, two.here.seat, needs=int(Role.OBSERVER))
    one.here.receive([core_needs_less], payloads)
    settle_all([one, two], folder)
    for machine in (one, two):
        assert texts(machine, subject) == ()
        assert len(machine.here.without_effect(Why.NO_AUTHORITY)) == 1
        check_rebuild(machine)


def _anything() -> Accept:
    return Accept(new_person(), Seat.generate().keys, 0, bytes(32), ())

"""How far long work is: one progress for all its parts, and an end at any step."""

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path

import pytest

from incidentkit.vault.verify import verify_journal
from incidentkit.vault.watching import shares, told
from tests.vault.stopping import StopError, Watching
from tests.vault.world import Machine, new_subject, noted

SUBJECT = new_subject()


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "one", "Asha")
    machine.found(noted(SUBJECT, "first"))
    yield machine
    machine.close()


def test_parts_add_up_and_one_without_a_size_counts_nothing() -> None:
    watch = Watching()
    first, empty, last = shares(watch, 30, 0, 70)
    for part in (first, empty, last):
        part(0, 2)
        part(1, 2)
        part(2, 2)
        part(0, 0)
    steps = [done for done, _ in watch.seen]
    assert steps == [0, 15, 30, 0, 30, 30, 30, 30, 30, 65, 100, 30]
    assert {of for _, of in watch.seen} == {100}


def test_items_come_out_as_they_went_in_and_are_told_every_so_often() -> None:
    watch = Watching()
    assert list(told(range(7), watch, each=3)) == list(range(7))
    assert watch.seen == [(0, 7), (3, 7), (6, 7)]


def many(machine: Machine, number: int) -> None:
    """Write many entries, some hundred at a time."""
    for start in range(0, number, 250):
        parts = [noted(SUBJECT, f"line {n}") for n in range(start, start + 250)]
        machine.here.commit(reduce(add, parts))


def test_a_verification_is_one_progress_from_the_first_entry_to_the_last(asha) -> None:
    many(asha, 500)
    watch = Watching()
    report = verify_journal(asha.here.kit.store, watch=watch)
    assert report.intact
    assert watch.is_one_progress()
    assert watch.seen[0][0] == 0
    assert watch.seen[-1][0] == watch.seen[-1][1]
    assert len({done for done, _ in watch.seen}) > 20


def test_a_verification_can_be_ended_at_every_step_and_changes_nothing(asha) -> None:
    many(asha, 250)
    store = asha.here.kit.store
    whole = verify_journal(store)
    watch = Watching()
    verify_journal(store, watch=watch)
    for last in range(1, len(watch.seen) + 1):
        with pytest.raises(StopError):
            verify_journal(store, watch=Watching(last))
    assert verify_journal(store) == whole


def test_whoever_stops_waits_for_a_small_part_of_the_work_only(asha) -> None:
    # How long that is, is measured by hand: at 5,000 entries a step takes under 100 ms.
    many(asha, 5000)
    store = asha.here.kit.store
    for work in (lambda watch: verify_journal(store, watch=watch), asha.here.rebuild):
        told: list[tuple[int, int]] = []
        work(lambda done, of, told=told: told.append((done, of)))
        assert len(told) > 100
        assert all(
            later - sooner <= of / 50 for (sooner, _), (later, of) in pairwise(told)
        )


def test_making_the_state_again_can_be_ended_at_every_step_and_loses_nothing(
    asha,
) -> None:
    many(asha, 250)
    watch = Watching()
    asha.here.rebuild(watch)
    assert watch.is_one_progress()
    before = asha.here.ledger.cache.digest()
    for last in range(1, len(watch.seen) + 1):
        with pytest.raises(StopError):
            asha.here.rebuild(Watching(last))
        assert asha.here.ledger.cache.digest() == before
    asha.here.commit(noted(SUBJECT, "it goes on"))
    asha.reopen()
    assert verify_journal(asha.here.kit.store).intact

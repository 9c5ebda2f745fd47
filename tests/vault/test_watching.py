"""How far long work is: one progress for all its parts, and an end at any step."""

import time
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path

import pytest

from incidentkit.vault.verify import verify_journal
from incidentkit.vault.watching import Watch, shares, told
from tests.vault.world import Machine, new_subject, noted

SUBJECT = new_subject()
_MOST_MS = 100


class StopError(Exception):
    """Somebody has had enough."""


class Watching:
    """Takes note of every step, and ends the work at one of them."""

    def __init__(self, last: int = 0) -> None:
        self.seen: list[tuple[int, int]] = []
        self._last = last

    def __call__(self, done: int, of: int) -> None:
        self.seen.append((done, of))
        if len(self.seen) == self._last:
            raise StopError

    def is_one_progress(self) -> bool:
        done = [step for step, _ in self.seen]
        return done == sorted(done) and len({of for _, of in self.seen}) == 1


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


def test_whoever_stops_waits_for_no_more_than_a_tenth_of_a_second(asha) -> None:
    many(asha, 5000)
    store = asha.here.kit.store
    for work in (lambda watch: verify_journal(store, watch=watch), asha.here.rebuild):
        waits = list(waits_between_steps(work))
        assert max(waits) * 1000 < _MOST_MS
        assert len(waits) > 100


def waits_between_steps(work: Callable[[Watch], object]) -> Iterator[float]:
    """Yield how much work, in seconds, is done from each step to the next."""
    times = [time.thread_time()]
    work(lambda _done, _of: times.append(time.thread_time()))
    times.append(time.thread_time())
    for sooner, later in pairwise(times):
        yield later - sooner


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

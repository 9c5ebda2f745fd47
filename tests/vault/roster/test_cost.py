"""A large council's roster is evaluated in the blink of an eye."""

from collections.abc import Callable
from time import perf_counter

import pytest

from incidentkit.vault.acts import Head
from incidentkit.vault.kinds import Role
from incidentkit.vault.roster import Roster
from tests.vault.roster.worlds import LEAD, OFFICER, World

PEOPLE = 60
ENTRIES = 400


@pytest.fixture(scope="module")
def large() -> World:
    """Six leads and 54 officers with two machines each, who come, go and change."""
    world = World()
    world.genesis(0)
    for name in range(1, PEOPLE):
        world.accept(name % min(name, 6), name, LEAD if name < 6 else OFFICER)
    for name in range(6, PEOPLE):
        world.accept(name % 6, (name, "at home"), whose=name)
    turn = 0
    while len(world.entries) < ENTRIES:
        name = 6 + turn * 7 % (PEOPLE - 6)
        _something(world, turn, name)
        turn += 1
    return world


def _something(world: World, turn: int, name: int) -> None:
    by = turn % 6
    cuts: tuple[Head, ...] = (world.head(name), world.head((name, "at home")))
    match turn % 4:
        case 0:
            world.set_role(by, name, 1 + turn % 3, cuts)
        case 1:
            world.remove(by, name, [name, (name, "at home")], cuts)
            world.accept(by, name, OFFICER)
        case 2:
            world.remove(by, name, [(name, "at home")], cuts, whole=False)
        case _:
            world.admit(by, world.head(name))


def best(action: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        action()
        found.append(perf_counter() - start)
    return min(found)


def test_four_hundred_entries_take_less_than_fifty_milliseconds(large: World) -> None:
    branches = large.branches
    assert len(large.roster().members()) > PEOPLE / 2
    assert best(lambda: Roster(large.entries, branches=branches), 10) < 0.05


def test_a_verdict_takes_less_than_twenty_microseconds(large: World) -> None:
    roster = large.roster()
    deeds = [large.deed(name) for name in range(PEOPLE)]

    def judge_all() -> None:
        for deed in deeds:
            roster.judge(deed, Role.OFFICER)

    assert best(judge_all, 20) / PEOPLE < 20e-6

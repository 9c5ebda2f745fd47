"""A large council's roster is evaluated with little work, counted in calls and no seconds."""

from functools import partial

import pytest

from incidentkit.vault.acts import Head
from incidentkit.vault.kinds import Role
from incidentkit.vault.roster import Roster
from tests.vault.roster.worlds import LEAD, OFFICER, World
from tests.work_done import calls_of

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


def test_a_roster_twice_as_long_is_not_four_times_the_work(large: World) -> None:
    branches = large.branches
    assert len(large.roster().members()) > PEOPLE / 2
    half = calls_of(lambda: Roster(large.entries[:200], branches=branches))
    whole = calls_of(lambda: Roster(large.entries, branches=branches))
    assert whole < 200 * ENTRIES
    assert whole < 3 * half


def test_a_verdict_does_not_read_the_roster_again(large: World) -> None:
    roster = large.roster()
    calls = [
        calls_of(partial(roster.judge, large.deed(name), Role.OFFICER))
        for name in range(PEOPLE)
    ]
    assert sum(calls) < 100 * PEOPLE
    assert max(calls) < ENTRIES

"""The recovery sheet: the way in above everybody; by hand."""

import pytest

from incidentkit.vault.acts import Head
from incidentkit.vault.roster import Roster, Verdict
from tests.vault.roster.worlds import LEAD, OFFICER, World, keys, person, seat


@pytest.fixture
def world() -> World:
    made = World()
    made.genesis("fay")
    made.accept("fay", "lou", LEAD)
    made.accept("lou", "oli", OFFICER)
    return made


def sheets(roster: Roster) -> set[bytes]:
    return {key.signing for key in roster.recovery_keys()}


def test_the_founders_removal_needs_the_sheet(world: World) -> None:
    world.remove("lou", "fay", cuts=(world.head("fay"),))
    assert world.roster().role_of(seat("fay")) is LEAD
    world.recover("ria", "sheet", "second")
    assert world.roster().outranks(seat("ria"), seat("fay"))
    world.remove("ria", "fay", cuts=(world.head("fay"),))
    roster = world.roster()
    assert roster.role_of(seat("fay")) is None
    assert [m.person for m in roster.members()] == [
        person("ria"),
        person("lou"),
        person("oli"),
    ]


def test_a_use_replaces_the_sheet(world: World) -> None:
    assert sheets(world.roster()) == {keys("sheet").signing}
    world.recover("ria", "sheet", "second")
    roster = world.roster()
    assert sheets(roster) == {keys("second").signing}
    assert not roster.concurrent_recoveries()
    again = world.recover("rob", "sheet", "third")
    roster = world.roster()
    assert again.digest not in roster.effective
    assert roster.role_of(seat("rob")) is None
    assert sheets(roster) == {keys("second").signing}


def test_uses_that_did_not_know_of_each_other_all_stand(world: World) -> None:
    before = list(world.entries)
    one = world.recover("ria", "sheet", "second", knows=before)
    two = world.recover("rob", "sheet", "third", knows=before)
    roster = world.roster()
    assert roster.concurrent_recoveries()
    assert sheets(roster) == {keys("second").signing, keys("third").signing}
    first, last = ("ria", "rob") if one.digest < two.digest else ("rob", "ria")
    assert roster.outranks(seat(first), seat(last))
    assert not roster.outranks(seat(last), seat(first))


@pytest.mark.parametrize("salt", range(8))
def test_a_later_sheet_ranks_above_an_earlier_one(salt: int) -> None:
    """Whatever the digests: the newest sheet can remove whoever came in before."""
    world = World(salt=salt)
    world.genesis("fay")
    world.recover("ria", "sheet", "second")
    world.recover("rob", "second", "third")
    roster = world.roster()
    assert roster.outranks(seat("rob"), seat("ria"))
    assert roster.outranks(seat("ria"), seat("fay"))
    world.remove("rob", "ria")
    assert world.roster().role_of(seat("ria")) is None


@pytest.mark.parametrize("salt", range(8))
def test_a_sheet_made_twice_counts_as_the_later_one(salt: int) -> None:
    world = World(salt=salt)
    world.genesis("fay")
    before = list(world.entries)
    world.recover("ria", "sheet", "second", knows=before)
    world.recover("rob", "sheet", "third", knows=before)
    world.recover("rex", "third", "second")
    world.recover("sue", "second", "fourth")
    roster = world.roster()
    assert roster.outranks(seat("sue"), seat("rex"))
    assert sheets(roster) == {keys("fourth").signing}


def test_a_use_that_was_not_signed_by_the_sheet_does_not_count(world: World) -> None:
    forged = world.recover("ria", "sheet", "second", genuine=False)
    borrowed = world.recover("rob", "sheet", "third", signer="lou")
    unknown = world.recover("roy", "no sheet", "fourth")
    roster = world.roster()
    assert not {forged.digest, borrowed.digest, unknown.digest} & roster.effective
    assert sheets(roster) == {keys("sheet").signing}


def test_a_use_that_does_not_know_of_the_founding_does_not_count(world: World) -> None:
    use = world.recover("ria", "sheet", "second", knows=[])
    assert use.digest not in world.roster().effective


def test_a_removed_person_can_come_back_by_the_sheet_alone(world: World) -> None:
    world.remove("fay", "lou")
    world.recover("lou anew", "sheet", "second", whose="lou")
    deed, old = world.deed("lou anew"), world.deed("lou")
    roster = world.roster()
    assert roster.judge(deed, LEAD) is Verdict.EFFECTIVE
    assert roster.judge(old, LEAD) is Verdict.HELD
    assert roster.keys_of(seat("lou anew")) == keys("lou anew")


def test_a_founder_who_forked_is_put_right_by_the_sheet(world: World) -> None:
    by_fay = world.entries[1]
    world.deed("fay", after=world.parents[by_fay.digest])
    head = Head(by_fay.chain, by_fay.number, by_fay.digest)
    world.admit("fay", head, instance=1)
    assert world.roster().role_of(seat("lou")) is None
    world.recover("ria", "sheet", "second")
    world.admit("ria", head)
    assert world.roster().role_of(seat("lou")) is LEAD
    assert world.roster().role_of(seat("oli")) is OFFICER

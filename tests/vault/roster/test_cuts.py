"""What is held and what lets it back in: cuts, admissions, forks; by hand."""

import pytest

from incidentkit.vault.acts import Head
from incidentkit.vault.roster import Deed, Roster, Verdict
from tests.vault.roster.worlds import LEAD, OFFICER, World, chain, seat

EFFECTIVE, HELD = Verdict.EFFECTIVE, Verdict.HELD


@pytest.fixture
def world() -> World:
    made = World()
    made.genesis("fay")
    made.accept("fay", "lou", LEAD)
    made.accept("fay", "max", LEAD)
    made.accept("lou", "oli", OFFICER)
    return made


def judged(roster: Roster, *deeds: Deed) -> list[Verdict]:
    return [roster.judge(deed, OFFICER) for deed in deeds]


def test_entries_past_the_cut_are_held_and_those_before_it_count(world: World) -> None:
    one, two, three = (world.deed("oli") for _ in range(3))
    world.remove("fay", "oli", cuts=(Head(two.chain, two.number, two.digest),))
    assert judged(world.roster(), one, two, three) == [EFFECTIVE, EFFECTIVE, HELD]


def test_a_chain_that_the_removal_does_not_name_is_held_whole(world: World) -> None:
    known, unknown = world.deed("oli"), world.deed("oli", instance=1)
    world.remove("fay", "oli", cuts=(world.head("oli"),))
    assert judged(world.roster(), known, unknown) == [EFFECTIVE, HELD]


def test_of_two_removals_the_lower_cut_counts(world: World) -> None:
    one, two = world.deed("oli"), world.deed("oli")
    before = list(world.entries)
    low = Head(one.chain, one.number, one.digest)
    high = Head(two.chain, two.number, two.digest)
    world.remove("fay", "oli", cuts=(high,), knows=before)
    assert judged(world.roster(), one, two) == [EFFECTIVE, EFFECTIVE]
    world.remove("max", "oli", cuts=(low,), knows=before)
    assert judged(world.roster(), one, two) == [EFFECTIVE, HELD]


def test_entries_that_were_let_back_in_count_up_to_the_one_named(world: World) -> None:
    before = list(world.entries)
    one, two = world.deed("oli", knows=before), world.deed("oli", knows=before)
    world.remove("fay", "oli")
    assert judged(world.roster(), one, two) == [HELD, HELD]
    world.admit("max", Head(one.chain, one.number, one.digest))
    assert judged(world.roster(), one, two) == [EFFECTIVE, HELD]
    assert world.roster().role_of(seat("oli")) is None


def test_an_admission_lifts_only_the_removals_it_knew_of(world: World) -> None:
    before = list(world.entries)
    deed = world.deed("oli", knows=before)
    head = Head(deed.chain, deed.number, deed.digest)
    first = world.remove("fay", "oli", knows=before)
    world.admit("max", head, knows=[*before, first])
    assert judged(world.roster(), deed) == [EFFECTIVE]
    world.remove("lou", "oli", knows=before)
    assert judged(world.roster(), deed) == [HELD]
    world.admit("max", head)
    assert judged(world.roster(), deed) == [EFFECTIVE]


def test_nobody_lets_their_own_entries_back_in(world: World) -> None:
    before = list(world.entries)
    world.set_role("fay", "lou", OFFICER)
    lead_deed = world.deed("lou", knows=before)
    world.set_role("fay", "lou", LEAD)
    head = Head(lead_deed.chain, lead_deed.number, lead_deed.digest)
    world.admit("lou", head, instance=1)
    assert world.roster().judge(lead_deed, LEAD) is HELD
    world.admit("max", head)
    assert world.roster().judge(lead_deed, LEAD) is EFFECTIVE


def test_a_held_roster_act_needs_an_admission_by_a_higher_lead(world: World) -> None:
    before = list(world.entries)
    late = world.accept("lou", "new", OFFICER, knows=before)
    world.remove("fay", "lou", knows=before, cuts=())
    deed = world.deed("new", knows=[*before, late])
    head = Head(late.chain, late.number, late.digest)
    world.admit("max", head)
    assert late.digest not in world.roster().effective
    assert world.roster().judge(deed, OFFICER) is Verdict.NO_AUTHORITY
    world.admit("fay", head)
    assert late.digest in world.roster().effective
    assert world.roster().judge(deed, OFFICER) is EFFECTIVE


def test_a_removal_past_the_cut_of_its_writer_removes_nobody(world: World) -> None:
    before = list(world.entries)
    spite = world.remove("lou", "max", knows=before)
    assert world.roster().role_of(seat("max")) is None
    cut = Head(spite.chain, spite.number - 1, world.parents[spite.digest])
    world.remove("fay", "lou", knows=before, cuts=(cut,))
    roster = world.roster()
    assert spite.digest not in roster.effective
    assert roster.role_of(seat("max")) is LEAD


@pytest.mark.parametrize("salt", range(4))
@pytest.mark.parametrize("pair", [("pat", "home"), ("home", "pat")])
def test_a_machine_of_equal_rank_does_not_let_roster_acts_back_in(
    salt: int, pair: tuple[str, str]
) -> None:
    gone, other = pair
    world = World(salt=salt)
    world.genesis("fay")
    world.accept("fay", "pat", OFFICER)
    world.accept("fay", "home", whose="pat")
    world.set_role("fay", "pat", LEAD)
    before = list(world.entries)
    late = world.accept(gone, "new", OFFICER, knows=before)
    removal = world.remove("fay", "pat", [gone], knows=before, whole=False)
    head = Head(late.chain, late.number, late.digest)
    world.admit(other, head, knows=[*before, removal])
    assert late.digest not in world.roster().effective
    world.admit("fay", head)
    assert late.digest in world.roster().effective


# --- forks --------------------------------------------------------------------


def test_from_a_fork_on_everything_is_held_until_a_branch_is_named(
    world: World,
) -> None:
    before = world.deed("oli")
    here, there = (world.deed("oli", after=before.digest) for _ in range(2))
    on = world.deed("oli", after=here.digest)
    other_machine = world.deed("oli", instance=1)
    verdicts = judged(world.roster(), before, here, there, on, other_machine)
    assert verdicts == [EFFECTIVE, HELD, HELD, HELD, EFFECTIVE]
    world.admit("max", Head(on.chain, on.number, on.digest))
    verdicts = judged(world.roster(), before, here, there, on)
    assert verdicts == [EFFECTIVE, EFFECTIVE, HELD, EFFECTIVE]


def test_what_follows_an_admitted_head_of_a_fork_is_held_still(world: World) -> None:
    before = world.deed("oli")
    here, _there = (world.deed("oli", after=before.digest) for _ in range(2))
    on = world.deed("oli", after=here.digest)
    world.admit("max", Head(here.chain, here.number, here.digest))
    assert judged(world.roster(), here, on) == [EFFECTIVE, HELD]


def test_roster_acts_on_a_fork_need_a_higher_lead_to_name_the_branch(
    world: World,
) -> None:
    start = world.deed("lou")
    late = world.accept("lou", "new", OFFICER, after=start.digest)
    world.deed("lou", after=start.digest)
    assert late.digest not in world.roster().effective
    head = Head(late.chain, late.number, late.digest)
    world.admit("max", head)
    world.admit("lou", head, instance=1)
    assert late.digest not in world.roster().effective
    world.admit("fay", head)
    assert late.digest in world.roster().effective


@pytest.mark.parametrize("salt", range(8))
def test_nobody_settles_a_fork_of_their_own_for_their_roster_acts(salt: int) -> None:
    world = World(salt=salt)
    world.genesis("fay")
    world.accept("fay", "lou", LEAD)
    before = list(world.entries)
    start = world.deed("lou")
    late = world.accept("lou", "new", OFFICER, after=start.digest)
    deed = world.deed("lou", after=late.digest)
    world.deed("lou", after=start.digest)
    head = Head(deed.chain, deed.number, deed.digest)
    world.admit("lou", head, instance=1, knows=before)
    roster = world.roster()
    assert judged(roster, deed) == [EFFECTIVE]
    assert late.digest not in roster.effective


def test_a_removed_person_cannot_undo_what_was_accepted_by_forking_it(
    world: World,
) -> None:
    """A cut names a digest: the branch that leads to it has been accepted."""
    accepted = world.accept("lou", "new", OFFICER)
    deed = world.deed("lou")
    world.remove("fay", "lou", cuts=(world.head("lou"),))
    spite = world.deed("lou", after=world.parents[accepted.digest])
    assert world.forked_at == {chain("lou"): accepted.number}
    roster = world.roster()
    assert roster.role_of(seat("new")) is OFFICER
    assert judged(roster, deed, spite) == [EFFECTIVE, HELD]


def test_a_seat_that_takes_itself_out_settles_no_fork(world: World) -> None:
    start = world.deed("oli")
    here, _there = (world.deed("oli", after=start.digest) for _ in range(2))
    head = Head(here.chain, here.number, here.digest)
    world.remove("oli", "oli", cuts=(head,), instance=1)
    assert judged(world.roster(), start, here) == [EFFECTIVE, HELD]

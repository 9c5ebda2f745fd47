"""Who may do what to whom: ranks, removal, promotion and demotion, by hand."""

import pytest

from incidentkit.vault.kinds import Role
from incidentkit.vault.roster import Roster, Verdict
from tests.vault.roster.worlds import LEAD, OBSERVER, OFFICER, World, person, seat

EFFECTIVE, HELD = Verdict.EFFECTIVE, Verdict.HELD
NO_AUTHORITY, WAITING = Verdict.NO_AUTHORITY, Verdict.WAITING


@pytest.fixture
def world() -> World:
    """Fay founded the kit; Lou and then Max lead; Oli is an officer, Obi looks on."""
    made = World()
    made.genesis("fay")
    made.accept("fay", "lou", LEAD)
    made.accept("fay", "max", LEAD)
    made.accept("lou", "oli", OFFICER)
    made.accept("lou", "obi", OBSERVER)
    return made


def roles(roster: Roster, *names: str) -> list[Role | None]:
    return [roster.role_of(seat(name)) for name in names]


def test_an_empty_roster_knows_nobody() -> None:
    roster = Roster()
    assert roster.members() == ()
    assert roster.frontier == ()
    assert roster.recovery_keys() == ()
    deed = World().deed("fay")
    assert roster.judge(deed, OBSERVER) is NO_AUTHORITY


def test_members_come_by_rank_each_with_role_and_seats(world: World) -> None:
    members = world.roster().members()
    assert [m.person for m in members] == [
        person(name) for name in ("fay", "lou", "max", "oli", "obi")
    ]
    assert [m.role for m in members] == [LEAD, LEAD, LEAD, OFFICER, OBSERVER]
    assert members[3].seats == {seat("oli")}
    assert world.roster().active_seats(LEAD) == {seat(n) for n in ("fay", "lou", "max")}


def test_a_role_carries_deeds_up_to_itself_and_no_further(world: World) -> None:
    deed = world.deed("oli")
    roster = world.roster()
    verdicts = [roster.judge(deed, role) for role in (OBSERVER, OFFICER, LEAD)]
    assert verdicts == [EFFECTIVE, EFFECTIVE, NO_AUTHORITY]


def test_a_deed_that_does_not_know_of_the_acceptance_has_no_authority(
    world: World,
) -> None:
    early = world.deed("oli", knows=world.entries[:2])
    assert world.roster().judge(early, OBSERVER) is NO_AUTHORITY


def test_a_deed_waits_for_what_it_builds_on(world: World) -> None:
    deed = world.deed("oli")
    without = [e for e in world.entries if e.seat != seat("lou")]
    assert world.roster(without).judge(deed, OFFICER) is WAITING
    assert world.roster().judge(deed, OFFICER) is EFFECTIVE


def test_a_roster_entry_waits_with_everything_above_it(world: World) -> None:
    late = world.entries[1]
    rest = [e for e in world.entries if e is not late]
    roster = world.roster(rest)
    assert roster.waiting == {e.digest for e in world.entries[2:]}
    assert roster.effective == {world.entries[0].digest}


@pytest.mark.parametrize("name", ["oli", "obi", "nobody"])
def test_a_roster_act_by_somebody_who_does_not_lead_has_no_effect(
    world: World, name: str
) -> None:
    acts = [
        world.accept(name, "new", LEAD),
        world.set_role(name, name, LEAD),
        world.remove(name, "max"),
        world.remove(name, "obi", [] if name == "obi" else ["obi"]),
        world.admit(name, world.head("oli")),
    ]
    roster = world.roster()
    assert not roster.effective & {act.digest for act in acts}
    assert roles(roster, "max", "obi", "new") == [LEAD, OBSERVER, None]


def test_two_leads_removing_each_other_leaves_the_higher(world: World) -> None:
    before = list(world.entries)
    by_max = world.remove("max", "lou", knows=before)
    by_lou = world.remove("lou", "max", knows=before)
    roster = world.roster()
    assert roles(roster, "lou", "max") == [LEAD, None]
    assert by_lou.digest in roster.effective
    assert by_max.digest not in roster.effective


def test_a_lead_cannot_remove_or_demote_a_higher_one(world: World) -> None:
    world.remove("lou", "fay")
    world.remove("max", "lou")
    world.set_role("max", "lou", OBSERVER)
    roster = world.roster()
    assert roles(roster, "fay", "lou", "max") == [LEAD, LEAD, LEAD]
    deed = world.deed("fay")
    assert world.roster().judge(deed, LEAD) is EFFECTIVE


def test_who_may_remove_whom_is_said_beforehand(world: World) -> None:
    roster = world.roster()
    assert roster.outranks(seat("fay"), seat("lou"))
    assert roster.outranks(seat("lou"), seat("max"))
    assert not roster.outranks(seat("max"), seat("lou"))
    assert not roster.outranks(seat("lou"), seat("lou"))
    assert not roster.outranks(seat("oli"), seat("obi"))


def test_a_removed_seat_is_not_revived_by_an_older_frontier(world: World) -> None:
    before = list(world.entries)
    deed = world.deed("oli")
    world.remove("fay", "oli", cuts=(world.head("oli"),))
    lie = world.deed("oli", knows=before)
    elsewhere = world.deed("oli", knows=before, instance=1)
    honest = world.deed("oli")
    roster = world.roster()
    assert roster.judge(deed, OFFICER) is EFFECTIVE
    for later in (lie, elsewhere, honest):
        assert roster.judge(later, OBSERVER) is HELD


def test_what_a_removed_lead_does_by_an_old_frontier_lets_nobody_in(
    world: World,
) -> None:
    before = list(world.entries)
    world.remove("fay", "lou", cuts=(world.head("lou"),))
    world.accept("lou", "spy", LEAD, knows=before)
    world.accept("lou", "lou too", LEAD, whose="lou", knows=before, instance=1)
    world.remove("lou", "max", knows=before, instance=2)
    world.accept("spy", "spy too", LEAD)
    roster = world.roster()
    assert roles(roster, "spy", "spy too", "lou", "lou too") == [None] * 4
    assert roles(roster, "max", "oli") == [LEAD, OFFICER]


def test_a_removal_does_not_touch_whom_the_removed_had_let_in(world: World) -> None:
    world.remove("fay", "lou", cuts=(world.head("lou"),))
    assert roles(world.roster(), "lou", "oli", "obi") == [None, OFFICER, OBSERVER]


def test_a_demoted_lead_keeps_the_lower_role_and_nothing_above(world: World) -> None:
    before = list(world.entries)
    world.set_role("fay", "lou", OFFICER, (world.head("lou"),))
    now, lie = world.deed("lou"), world.deed("lou", knows=before)
    roster = world.roster()
    assert roster.role_of(seat("lou")) is OFFICER
    for deed in (now, lie):
        assert roster.judge(deed, OFFICER) is EFFECTIVE
        assert roster.judge(deed, LEAD) is HELD


def test_a_demoted_person_who_is_promoted_again_leads_again(world: World) -> None:
    before = list(world.entries)
    world.set_role("fay", "lou", OFFICER, (world.head("lou"),))
    between = world.deed("lou", knows=before)
    world.set_role("max", "lou", LEAD)
    after = world.deed("lou")
    world.accept("lou", "new", OFFICER)
    roster = world.roster()
    assert roster.judge(after, LEAD) is EFFECTIVE
    assert roster.judge(between, LEAD) is HELD
    assert roles(roster, "lou", "new") == [LEAD, OFFICER]


def test_a_demoted_lead_keeps_the_rank_of_what_they_keep(world: World) -> None:
    """Max may take what Max gave, not the rest of what Fay gave before."""
    world.set_role("fay", "lou", OFFICER, (world.head("lou"),))
    world.set_role("max", "lou", LEAD)
    assert not world.roster().outranks(seat("max"), seat("lou"))
    world.remove("max", "lou", cuts=(world.head("lou"),))
    assert roles(world.roster(), "lou") == [OFFICER]
    world.remove("fay", "lou", cuts=(world.head("lou"),))
    assert roles(world.roster(), "lou", "oli") == [None, OFFICER]


def test_a_removed_person_is_back_once_let_in_after_the_removal(world: World) -> None:
    gone = world.remove("fay", "oli")
    world.accept("lou", "oli", OFFICER, knows=[e for e in world.entries if e != gone])
    assert roles(world.roster(), "oli") == [None]
    world.accept("lou", "oli", OFFICER)
    deed = world.deed("oli")
    assert world.roster().judge(deed, OFFICER) is EFFECTIVE


def test_a_removed_machine_leaves_the_person_their_other_one(world: World) -> None:
    world.accept("lou", "oli at home", whose="oli")
    world.remove("max", "oli", ["oli at home"], whole=False)
    roster = world.roster()
    assert roles(roster, "oli", "oli at home") == [OFFICER, None]
    assert roster.members()[3].seats == {seat("oli")}


def test_a_removed_machine_is_gone_under_every_name_it_was_let_in_by(
    world: World,
) -> None:
    """Nobody keeps a foot in the door by giving their own machine a second person."""
    world.accept("max", "max", LEAD, whose="max's double")
    world.remove("fay", "max")
    roster = world.roster()
    assert roles(roster, "max") == [None]
    assert person("max's double") not in {m.person for m in roster.members()}


def test_a_new_seat_has_the_roles_of_its_person_but_its_own_rank(world: World) -> None:
    world.accept("max", "fay at home", whose="fay")
    roster = world.roster()
    assert roles(roster, "fay at home") == [LEAD]
    assert not roster.outranks(seat("fay at home"), seat("lou"))
    assert roster.outranks(seat("max"), seat("fay at home"))
    world.remove("fay at home", "max")
    world.remove("max", "fay", ["fay", "fay at home"])
    roster = world.roster()
    assert roles(roster, "fay", "fay at home", "max") == [LEAD, None, LEAD]


def test_promoting_the_founder_again_takes_nothing_from_them(world: World) -> None:
    world.set_role("max", "fay", LEAD)
    world.set_role("max", "fay", OBSERVER)
    world.accept("max", "fay", OFFICER)
    roster = world.roster()
    assert roster.role_of(seat("fay")) is LEAD
    assert roster.outranks(seat("fay"), seat("lou"))


def test_a_lower_demotion_leaves_what_a_higher_one_left(world: World) -> None:
    """Ranks decide seat by seat what counts, in the list of members too."""
    before = list(world.entries)
    world.set_role("max", "lou", OBSERVER, knows=before)
    world.set_role("fay", "lou", OFFICER, knows=before)
    deed = world.deed("lou")
    roster = world.roster()
    assert roster.judge(deed, OFFICER) is EFFECTIVE
    assert roster.role_of(seat("lou")) is OFFICER


def test_anybody_may_take_out_their_own_seat(world: World) -> None:
    world.accept("lou", "oli at home", whose="oli")
    gone = world.remove("oli", "oli", ["oli", "oli at home"], cuts=(world.head("oli"),))
    after = world.deed("oli")
    roster = world.roster()
    assert gone.digest in roster.effective
    assert roles(roster, "oli", "oli at home") == [None, OFFICER]
    assert roster.judge(after, OBSERVER) is HELD


def test_a_founder_who_resigns_takes_all_their_seats_along(world: World) -> None:
    world.accept("fay", "fay at home", whose="fay")
    both = ["fay", "fay at home"]
    gone = world.remove("fay", "fay", both, cuts=(world.head("fay"),))
    roster = world.roster()
    assert roles(roster, "fay", "fay at home", "lou") == [None, None, LEAD]
    assert gone.digest in roster.effective


def test_of_two_machines_the_one_let_in_first_can_remove_the_other(
    world: World,
) -> None:
    world.accept("lou", "lou at home", whose="lou")
    world.remove("lou at home", "lou", ["lou"], whole=False)
    assert roles(world.roster(), "lou", "lou at home") == [LEAD, LEAD]
    world.remove("lou", "lou", ["lou at home"], whole=False)
    assert roles(world.roster(), "lou", "lou at home") == [LEAD, None]


def test_machines_of_equal_rank_cannot_remove_each_other(world: World) -> None:
    """Their rank is that of one act, the promotion; a higher lead must decide."""
    world.accept("fay", "pat", OFFICER)
    world.accept("fay", "pat at home", whose="pat")
    world.set_role("fay", "pat", LEAD)
    assert not world.roster().outranks(seat("pat"), seat("pat at home"))
    world.remove("pat", "pat", ["pat at home"], whole=False)
    world.remove("pat at home", "pat", ["pat"], whole=False)
    assert roles(world.roster(), "pat", "pat at home") == [LEAD, LEAD]
    world.remove("max", "pat", ["pat"], whole=False)
    assert roles(world.roster(), "pat", "pat at home") == [None, LEAD]


@pytest.mark.parametrize(("whole", "role"), [(False, OFFICER), (True, None)])
def test_a_seat_let_in_again_has_the_role_its_person_did_not_give_up(
    world: World, whole: bool, role: Role | None
) -> None:
    world.remove("oli", "oli", ["oli"], whole=whole)
    assert roles(world.roster(), "oli") == [None]
    world.accept("lou", "oli")
    assert roles(world.roster(), "oli") == [role]


def test_nobody_undoes_what_they_did_by_the_way_they_leave(world: World) -> None:
    world.remove("lou", "lou", cuts=())
    after = world.accept("lou", "new", OFFICER)
    roster = world.roster()
    assert roles(roster, "lou", "oli", "obi") == [None, OFFICER, OBSERVER]
    assert after.digest not in roster.effective


def test_a_removed_seat_that_leaves_by_itself_changes_nothing(world: World) -> None:
    before = list(world.entries)
    old = world.deed("oli", instance=1)
    cuts = (world.head("oli"), world.head("oli", 1))
    world.remove("fay", "oli", cuts=cuts, whole=False)
    spite = world.remove("oli", "oli", cuts=(), knows=before)
    roster = world.roster()
    assert roster.judge(old, OFFICER) is EFFECTIVE
    assert spite.digest not in roster.effective


def test_a_role_that_this_version_does_not_know_gives_and_takes_nothing(
    world: World,
) -> None:
    world.set_role("fay", "oli", 9)
    world.set_role("fay", "obi", 0)
    world.accept("fay", "new", 9)
    assert roles(world.roster(), "oli", "obi", "new") == [OFFICER, OBSERVER, None]


def test_one_machine_let_in_by_two_leads_keeps_its_name_for_what_it_did(
    world: World,
) -> None:
    """Two leads take the same request; the better-ranked acceptance comes later."""
    before = list(world.entries)
    by_max = world.accept("max", "new", OFFICER, whose="new to max", knows=before)
    deed = world.deed("new", knows=[*before, by_max])
    early = world.roster()
    world.accept("lou", "new", OFFICER, whose="new to lou", knows=before)
    late = world.roster()
    assert early.person_of(seat("new")) == person("new to max")
    assert late.person_of(seat("new")) == person("new to lou")
    assert early.signer(deed) == late.signer(deed) == person("new to max")
    assert late.judge(deed, OFFICER) is early.judge(deed, OFFICER) is EFFECTIVE


def test_a_reader_can_tell_that_a_frontier_forgets(world: World) -> None:
    roster = world.roster()
    early, late = [world.entries[1].digest], [world.entries[4].digest]
    assert roster.knows(late)
    assert not roster.forgets(early, late)
    assert roster.forgets(late, early)
    assert not roster.knows([world.deed("oli").digest])  # type: ignore[list-item]

"""Two evaluators, any order of arrival, one answer."""

from dataclasses import replace
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from incidentkit.vault.acts import Accept, Genesis, Recover, Remove
from incidentkit.vault.kinds import Role
from incidentkit.vault.roster import Roster, RosterEntry, Verdict
from tests.long_form import LONG
from tests.vault.roster.second_evaluator import worth
from tests.vault.roster.worlds import (
    SEATS,
    STEPS,
    Step,
    World,
    person,
    probes,
    seat,
    take,
    worlds,
)

ROLES = list(Role)


def worlds_up_to(many: int) -> settings:
    """Try so many worlds in the long form, and a third of them otherwise."""
    return settings(max_examples=many if LONG else many // 3)


def picture(roster: Roster, world: World) -> dict[str, Any]:
    """Everything that a reader can ask."""
    deeds = probes(world)
    seats = [seat(name) for name in range(SEATS)]
    return {
        "members": {m.person: (int(m.role), m.seats) for m in roster.members()},
        "effective": roster.effective,
        "waiting": roster.waiting,
        "frontier": roster.frontier,
        "verdicts": [roster.judge(deed, role) for deed in deeds for role in ROLES],
        "signers": [roster.signer(deed) for deed in deeds],
        "roles": [roster.role_of(one) for one in seats],
        "owners": [roster.person_of(one) for one in seats],
        "outranks": [roster.outranks(a, b) for a in seats for b in seats],
        "sheets": {keys.signing for keys in roster.recovery_keys()},
    }


def agree(world: World, entries: list[RosterEntry]) -> None:
    first, second = world.roster(entries), world.second(entries)
    assert first.waiting == second.waiting()
    assert first.effective == second.effective()
    for deed in probes(world):
        for role in ROLES:
            assert first.judge(deed, role) == second.judge(deed, role)
        assert first.signer(deed) == second.signer(deed)
    members = {m.person: (int(m.role), m.seats) for m in first.members()}
    assert members == second.members()
    sheets = {keys.signing for keys in first.recovery_keys()}
    assert sheets == second.recovery_keys()
    for one in range(SEATS):
        assert (first.role_of(seat(one)) or 0) == second.role_of(seat(one))
        for other in range(SEATS):
            pair = (seat(one), seat(other))
            assert first.outranks(*pair) == second.outranks(*pair)


@given(worlds())
@worlds_up_to(250)
def test_both_evaluators_agree_on_everything(world: World) -> None:
    roster = world.roster()
    verdicts = {roster.judge(deed, Role.OFFICER) for deed in probes(world)}
    for verdict in verdicts:
        event(f"some deed is {verdict}")
    takings = [
        e
        for e in world.entries
        if isinstance(e.act, Remove) and e.digest in roster.effective
    ]
    event(f"{len(takings)} removals with effect")
    event(f"{len(world.forked_at)} forks")
    agree(world, world.entries)


@given(worlds(longest=10), st.sets(st.integers(0, 14), max_size=4))
@worlds_up_to(120)
def test_both_evaluators_agree_while_entries_are_missing(
    world: World, missing: set[int]
) -> None:
    here = [e for n, e in enumerate(world.entries) if n not in missing]
    agree(world, here)


@given(worlds(), st.randoms(use_true_random=False))
@worlds_up_to(120)
def test_the_order_of_arrival_does_not_matter(world: World, chance: Any) -> None:
    shuffled = list(world.entries)
    chance.shuffle(shuffled)
    as_written, as_shuffled = world.roster(), world.roster(shuffled)
    assert picture(as_written, world) == picture(as_shuffled, world)
    assert as_written.members() == as_shuffled.members()
    assert as_written.recovery_keys() == as_shuffled.recovery_keys()


@given(worlds(), st.randoms(use_true_random=False))
@worlds_up_to(30)
def test_entries_one_at_a_time_end_where_all_at_once_do(
    world: World, chance: Any
) -> None:
    shuffled = list(world.entries)
    chance.shuffle(shuffled)
    here: list[RosterEntry] = []
    roster = Roster()
    for entry in shuffled:
        here.append(entry)
        roster = world.roster([*here, entry])  # a repeated one changes nothing
        known = roster.effective | roster.waiting
        assert known <= {e.digest for e in here}
    assert picture(roster, world) == picture(world.roster(), world)


@given(worlds())
@worlds_up_to(120)
def test_a_late_acceptance_or_recovery_changes_no_verdict_and_no_name(
    world: World,
) -> None:
    """What a reader relies on when it judges only what is new."""
    for late in world.entries:
        if not isinstance(late.act, Accept | Genesis | Recover):
            continue
        before = world.roster(_without(world, late))
        after = world.roster([*_without(world, late), late])
        assert after.effective - {late.digest} == before.effective
        for deed in probes(world):
            for role in ROLES:
                judged = before.judge(deed, role)
                if judged is not Verdict.WAITING and deed.digest != late.digest:
                    assert after.judge(deed, role) is judged
                    assert after.signer(deed) == before.signer(deed)


def _without(world: World, late: RosterEntry) -> list[RosterEntry]:
    """Everything but an entry and what builds on it."""
    gone = {late.digest}
    for entry in world.entries:
        if entry.frontier & gone:
            gone.add(entry.digest)
    return [entry for entry in world.entries if entry.digest not in gone]


@given(worlds(), st.integers(0, SEATS - 1), st.integers(0, SEATS - 1))
@worlds_up_to(250)
def test_a_lead_removes_whom_it_outranks_and_nobody_else(
    world: World, one: int, other: int
) -> None:
    before = world.roster()
    by, whom = seat(one), seat(other)
    owner = before.person_of(whom)
    if one == other or before.role_of(by) is not Role.LEAD or owner is None:
        return
    if before.role_of(whom) is None:
        return
    can = before.outranks(by, whom)
    name = next(n for n in range(SEATS) if person(n) == owner)
    world.remove(one, name, [other], instance=7)  # a chain that nobody forked
    after = world.roster()
    event(f"outranks: {can}")
    assert (after.role_of(whom) is None) is can


@given(worlds())
@worlds_up_to(120)
def test_what_a_seat_may_do_now_is_what_the_roster_calls_its_role(
    world: World,
) -> None:
    roster = world.roster()
    every = frozenset(roster.frontier)
    for name in range(SEATS):
        deed = world.deed(name, instance=8)
        assert deed.frontier == every
        role = roster.role_of(seat(name)) or 0
        for least in ROLES:
            effective = roster.judge(deed, least) is Verdict.EFFECTIVE
            assert effective is (role >= least)


def _has_everyone_below(world: World, top: int, whom: int) -> bool:
    """Whether one seat leads, and ranks above all that the other ever held."""
    second = world.second()
    if second.role_of(seat(top)) != Role.LEAD:
        return False
    mine = [worth(r.path) for r in second.rights() if r.seat == seat(top)]
    theirs = [worth(r.path) for r in second.rights() if r.seat == seat(whom)]
    return max(mine) < min(theirs, default=(99, ()))


@given(
    worlds(longest=8),
    st.integers(1, SEATS - 1),
    st.lists(STEPS, min_size=1, max_size=6),
)
@worlds_up_to(300)
def test_nothing_that_a_removed_seat_writes_changes_anything(
    world: World, gone: int, spite: list[Step]
) -> None:
    """Whatever it claims to have known, on old chains, new ones and forks."""
    if not _has_everyone_below(world, 0, gone):
        event("not removed")
        return
    cuts = tuple(world.head(gone, instance) for instance in range(2))
    world.remove(0, gone, [gone], cuts, whole=False, instance=7)
    before, deeds = world.roster(), probes(world)
    for step in spite:
        what = "deed" if step.what == "recover" else step.what
        take(world, replace(step, by=gone, what=what))
    after = world.roster()
    assert after.role_of(seat(gone)) is None
    assert after.members() == before.members()
    for deed in deeds:
        for role in ROLES:
            was = before.judge(deed, role) is Verdict.EFFECTIVE
            assert (after.judge(deed, role) is Verdict.EFFECTIVE) is was

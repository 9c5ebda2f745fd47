"""Two-phase change of a secret: the state machine, in any order people work."""

import hashlib
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts import rotation
from incidentkit.accounts.entries import RotationBegun
from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.rotation import ItemState
from incidentkit.vault.kinds import Body, Digest, Fact, PersonId, SeatId

ADA, BEN = PersonId(b"a" * 16), PersonId(b"b" * 16)


def fact(name: str, at: int = 0, person: PersonId = ADA) -> Fact:
    digest = Digest(hashlib.sha256(name.encode()).digest())
    return Fact(
        digest, b"s" * 16, b"c" * 16, "", Body(), at, at, person, SeatId(b"x" * 16)
    )


def _new(reason: Reason) -> RotationBegun:
    return RotationBegun(Item.SECRET, "a value", reason)


def begun(state: ItemState, name: str, at: int = 0) -> tuple[ItemState, Digest]:
    made = fact(name, at)
    return rotation.begun(state, made, _new(Reason.POLICY)), made.digest


def confirm(state, name, secret, replaces, at=0):
    return rotation.confirmed(state, fact(name, at), secret, replaces, tried=True)


def first() -> tuple[ItemState, Digest]:
    old = fact("old", 1)
    return rotation.put(ItemState(), old, ()), old.digest


def test_a_new_secret_waits_while_the_old_one_stays_in_force():
    state, old = first()
    state, new = begun(state, "new")
    assert state.current == (old,)
    assert [c.digest for c in state.pending] == [new]
    assert not state.history


def test_confirming_puts_the_new_secret_in_force_and_keeps_the_old_as_history():
    state, old = first()
    state, new = begun(state, "new")
    state = confirm(state, "yes", new, state.replaceable, at=5)
    assert state.current == (new,)
    assert not state.pending
    assert [c.digest for c in state.history] == [old]
    assert state.changed.wall == 5
    assert state.changed.tried


def test_rolling_back_keeps_both_secrets_and_the_date():
    state, old = first()
    state, new = begun(state, "new", at=5)
    state = rotation.rolled_back(state, fact("no", 6), new, "refused")
    assert state.current == (old,)
    assert not state.pending
    assert [c.digest for c in state.history] == [new]
    assert state.changed.wall == 1


def test_confirming_again_changes_nothing():
    state, _ = first()
    state, new = begun(state, "new")
    replaces = state.replaceable
    once = confirm(state, "yes", new, replaces, at=5)
    assert confirm(once, "yes again", new, replaces, at=9) == once


def test_confirming_again_does_not_bring_back_a_secret_that_was_replaced():
    state, _ = first()
    state, one = begun(state, "one")
    seen = state.replaceable
    state = confirm(state, "yes", one, seen)
    state, two = begun(state, "two")
    state = confirm(state, "yes two", two, state.replaceable)
    assert confirm(state, "late", one, seen) == state
    assert confirm(state, "forged", one, (two,)).current == (two,)


def test_confirming_again_over_a_rival_settles_for_the_one_confirmed_twice():
    state, old = first()
    state, one = begun(state, "one")
    state, two = begun(state, "two")
    state = confirm(state, "Ada takes one", one, (old,))
    state = confirm(state, "Ben takes two", two, (old,))
    state = confirm(state, "Cy knew of two and takes one", one, (two,))
    assert state.current == (one,)


def test_rolling_back_again_changes_nothing():
    state, _ = first()
    state, new = begun(state, "new")
    once = rotation.rolled_back(state, fact("no"), new, "")
    assert rotation.rolled_back(once, fact("no again"), new, "") == once


def test_two_new_secrets_both_survive_when_one_is_confirmed():
    state, old = first()
    state, one = begun(state, "one")
    state, two = begun(state, "two")
    state = confirm(state, "yes", one, (old,))
    assert state.current == (one,)
    assert [c.digest for c in state.pending] == [two]
    assert not state.in_conflict


def test_two_people_who_each_confirm_their_own_are_a_conflict():
    state, old = first()
    state, one = begun(state, "one")
    state, two = begun(state, "two")
    state = confirm(state, "yes one", one, (old,))
    state = confirm(state, "yes two", two, (old,))
    assert state.in_conflict
    assert set(state.current) == {one, two}


def conflicted() -> tuple[ItemState, Digest, Digest]:
    state, old = first()
    state, one = begun(state, "one")
    state, two = begun(state, "two")
    state = confirm(state, "yes one", one, (old,), at=3)
    return confirm(state, "yes two", two, (old,), at=4), one, two


def test_settling_leaves_one_in_force_and_the_date_as_it_was():
    state, one, two = conflicted()
    state = rotation.settled(state, fact("one works", 9), one, state.replaceable)
    assert state.current == (one,)
    assert [c.digest for c in state.history][-1] == two
    assert state.changed.wall == 3


def test_settling_it_differently_is_a_conflict_again():
    state, one, two = conflicted()
    seen = state.replaceable
    state = rotation.settled(state, fact("one works"), one, seen)
    state = rotation.settled(state, fact("two works"), two, seen)
    assert state.in_conflict
    assert set(state.current) == {one, two}


def test_confirmed_by_one_and_rolled_back_by_another_stays_in_force_and_shows():
    for order in (0, 1):
        state, old = first()
        state, new = begun(state, "new")
        steps = [
            lambda s, new=new, old=old: confirm(s, "yes", new, (old,)),
            lambda s, new=new: rotation.rolled_back(s, fact("no"), new, ""),
        ]
        for step in steps if order else reversed(steps):
            state = step(state)
        assert state.current == (new,)
        assert state.disputed == (new,)


def test_a_confirmation_whose_beginning_has_not_arrived_is_kept():
    state = confirm(ItemState(), "yes", fact("unseen").digest, ())
    assert state.current == (fact("unseen").digest,)
    state, _ = begun(state, "unseen")
    assert not state.pending


# --- any two people, apart and together, in any order -------------------------


class Person:
    """Somebody who acts on what they have heard so far, like the service does."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.heard: dict[str, tuple] = {}

    def state(self) -> ItemState:
        return folded(self.heard.values())

    def act(self, choice: int, at: int) -> None:
        state, name = self.state(), f"{self.name}{at}"
        pending = [c.digest for c in state.pending]
        match choice:
            case 0 if not pending:
                self.write(name, at, "begin", None, ())
            case 1 if pending:
                self.write(name, at, "confirm", pending[-1], state.replaceable)
            case 2 if pending:
                self.write(name, at, "back", pending[0], ())
            case 3 if state.in_conflict:
                self.write(name, at, "settle", state.current[-1], state.replaceable)
            case 4 if pending:
                self.write(name, at, "confirm", pending[0], state.replaceable)
            case _:
                pass

    def write(self, name, at, act, target, replaces) -> None:
        causes = frozenset(self.heard)
        self.heard[name] = (at, name, act, target, replaces, causes)


def folded(entries) -> ItemState:
    state = rotation.put(ItemState(), fact("old"), ())
    for entry in sorted(entries, key=lambda e: (e[0], e[1])):
        state = applied(state, entry)
    return state


def applied(state: ItemState, entry: tuple) -> ItemState:
    at, name, act, target, replaces, _ = entry
    if act == "begin":
        return rotation.begun(state, fact(name, at), _new(Reason.POLICY))
    if act == "confirm":
        made = fact(name, at)
        return rotation.confirmed(state, made, target, replaces, tried=True)
    if act == "back":
        return rotation.rolled_back(state, fact(name, at), target, "")
    return rotation.settled(state, fact(name, at), target, replaces)


steps = st.lists(
    st.tuples(st.sampled_from(["Ada", "Ben", "meet"]), st.integers(0, 4)), max_size=24
)


def history_of(moves) -> tuple[Person, Person]:
    people = {"Ada": Person("Ada"), "Ben": Person("Ben")}
    for at, (who, choice) in enumerate(moves, start=1):
        if who == "meet":
            both = people["Ada"].heard | people["Ben"].heard
            people["Ada"].heard, people["Ben"].heard = dict(both), dict(both)
        else:
            people[who].act(choice, at)
    both = people["Ada"].heard | people["Ben"].heard
    people["Ada"].heard, people["Ben"].heard = dict(both), dict(both)
    return people["Ada"], people["Ben"]


@given(steps)
def test_no_secret_is_ever_lost_and_something_is_always_in_force(moves):
    ada, ben = history_of(moves)
    state = ada.state()
    assert state == ben.state()
    written = {fact("old").digest} | {
        fact(name).digest for name, e in ada.heard.items() if e[2] == "begin"
    }
    parts = [
        set(state.current),
        {c.digest for c in state.pending},
        {c.digest for c in state.history},
    ]
    assert set().union(*parts) == written
    assert sum(map(len, parts)) == len(written)
    assert state.current


@given(steps)
def test_confirmed_by_one_without_knowing_the_other_shows_as_a_conflict(moves):
    """What nothing replaced is in force; compared with a second way to find it."""
    ada, _ = history_of(moves)
    confirms: dict[Digest, list[tuple]] = defaultdict(list)
    for entry in ada.heard.values():
        if entry[2] == "confirm":
            confirms[entry[3]].append(entry)
    if any(e[2] == "settle" for e in ada.heard.values()):
        return
    standing = set(confirms) | {fact("old").digest}
    replaced = {d for entries in confirms.values() for e in entries for d in e[4]}
    assert set(ada.state().current) == standing - replaced


@given(steps, st.randoms(use_true_random=False))
def test_every_order_that_keeps_causes_first_comes_to_the_same(moves, random):
    ada, _ = history_of(moves)
    state = rotation.put(ItemState(), fact("old"), ())
    left = dict(ada.heard)
    while left:
        ready = sorted(n for n, e in left.items() if not e[5] & left.keys())
        state = applied(state, left.pop(random.choice(ready)))
    usual = ada.state()
    assert set(state.current) == set(usual.current)
    assert {c.digest for c in state.pending} == {c.digest for c in usual.pending}
    assert set(state.disputed) == set(usual.disputed)

"""What entries of a round add up to, in whatever order they are heard of.

The session folds by time, whatever order entries arrive in. Where two entries know
nothing of each other, most orders come to the same; where time decides, it is said.
"""

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from incidentkit.rounds import entries as e
from incidentkit.rounds.model import Ask, Found, Line, Policy
from incidentkit.rounds.round import Round, apply_round, round_id
from incidentkit.vault.kinds import Fact, PersonId, ScopeId, SeatId, SubjectId

MONTH = "2026-11"
KIT = ScopeId(bytes(16))
X, Y = SubjectId(b"x" * 16), SubjectId(b"y" * 16)
ASHA, BEN, CARYS = (PersonId(name * 16) for name in (b"a", b"b", b"c"))
LINES = tuple(Line(a, "2026-11-23", (Ask.HOLDERS, Ask.APPS)) for a in (X, Y))
BEGUN = e.RoundOpened(MONTH, Policy.MONTHLY, LINES, 1, 5)


def fact(number: int, body, person: PersonId = ASHA) -> Fact:
    return Fact(
        digest=bytes([number]) * 32,
        subject=round_id(KIT, MONTH),
        scope=KIT,
        kind="round.any",
        body=body,
        at=number,
        wall=number,
        person=person,
        seat=SeatId(person),
    )


def folded(*facts: Fact) -> Round:
    state = None
    for one in facts:
        state = apply_round(state, one)
    return state


def answered(account, ask, found, *replaces):
    return e.Answered(account, ask, found, "", tuple(replaces))


def seen(state: Round):
    """What people see of a round: nothing of the order in which versions are kept."""
    return (
        state.month,
        state.policy,
        sorted(line.account for line in state.lines),
        {
            (line.account, ask): (found.found, found.person) if found else None
            for line in state.lines
            for ask in line.asks
            for found in [state.answer(line.account, ask)]
        },
        sorted(closing.digest for closing in state.closings),
        {key: set(register.digests) for key, register in state.answers.items()},
        {key: set(register.digests) for key, register in state.given.items()},
    )


def test_answers_of_three_people_come_to_the_same_in_any_order():
    opening = fact(1, BEGUN)
    apart = [
        fact(2, answered(X, Ask.HOLDERS, Found.RIGHT), ASHA),
        fact(3, answered(X, Ask.HOLDERS, Found.WRONG), BEN),
        fact(4, answered(Y, Ask.APPS, Found.NOT_CHECKED), CARYS),
        fact(5, e.LineGiven(Y, BEN)),
        fact(6, e.LineAdded(replace_account(LINES[0], b"z"))),
    ]
    found = [seen(folded(opening, *order)) for order in permutations(apart)]
    assert all(one == found[0] for one in found)


def replace_account(line: Line, letter: bytes) -> Line:
    return Line(SubjectId(letter * 16), line.due, line.asks)


def test_answers_heard_of_before_the_opening_are_not_lost():
    parts = [fact(2, answered(X, Ask.HOLDERS, Found.RIGHT)), fact(1, BEGUN)]
    assert seen(folded(*parts)) == seen(folded(*reversed(parts)))


def test_a_round_whose_lines_come_in_several_entries_is_whole_in_any_order():
    parts = [
        fact(n, e.RoundOpened(MONTH, Policy.MONTHLY, (line,), 1, 5))
        for n, line in enumerate(LINES, start=1)
    ]
    first, second = (seen(folded(*order)) for order in permutations(parts))
    assert first == second


def test_two_closings_close_it_once_in_any_order():
    opening = fact(1, BEGUN)
    apart = [fact(2, e.RoundClosed("a"), ASHA), fact(3, e.RoundClosed("b"), BEN)]
    first, second = (seen(folded(opening, *order)) for order in permutations(apart))
    assert first == second


def test_of_two_who_began_it_by_different_rules_the_earlier_by_time_decides():
    """Here order matters, and the session gives it: by time, not by arrival."""
    mine = fact(1, BEGUN, ASHA)
    theirs = fact(2, e.RoundOpened(MONTH, Policy.REVIEW_ONLY, LINES, 0, 9), BEN)
    state = folded(*sorted([theirs, mine], key=lambda one: one.at))
    assert (state.policy, state.grace_days) == (Policy.MONTHLY, 5)
    assert state.openings == (ASHA, BEN)
    assert len(state.lines) == 2


def test_an_answer_after_the_closing_by_time_is_late_whenever_it_arrives():
    """Here too time decides what was in time."""
    opening, closing = fact(1, BEGUN), fact(3, e.RoundClosed())
    before = fact(2, answered(X, Ask.HOLDERS, Found.RIGHT), BEN)
    after = fact(4, answered(X, Ask.HOLDERS, Found.WRONG), CARYS)
    by_time = folded(opening, before, closing, after)
    assert by_time.answer(X, Ask.HOLDERS).found is Found.RIGHT
    assert by_time.said_late(X, Ask.HOLDERS).value.found is Found.WRONG
    assert by_time.answer(X, Ask.HOLDERS).late is False


def test_what_was_said_late_takes_nothing_back_even_if_it_names_what_it_replaces():
    opening, closing = fact(1, BEGUN), fact(3, e.RoundClosed())
    before = fact(2, answered(X, Ask.HOLDERS, Found.RIGHT), BEN)
    after = fact(4, answered(X, Ask.HOLDERS, Found.WRONG, before.digest), CARYS)
    state = folded(opening, before, closing, after)
    assert state.answer(X, Ask.HOLDERS).found is Found.RIGHT
    assert not state.is_kept(state.lines[0])  # its apps have no answer
    assert state.said_late(X, Ask.HOLDERS).value.found is Found.WRONG


@given(
    st.lists(
        st.tuples(
            st.sampled_from([X, Y]),
            st.sampled_from([Ask.HOLDERS, Ask.APPS]),
            st.sampled_from(Found),
            st.sampled_from([ASHA, BEN, CARYS]),
        ),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_answers_that_know_nothing_of_each_other_commute(given_, random):
    opening = fact(1, BEGUN)
    # The same wall time for all, so that only the order of folding differs.
    apart = [
        replace(fact(n, answered(account, ask, found), person), wall=2)
        for n, (account, ask, found, person) in enumerate(given_, start=2)
    ]
    mixed = list(apart)
    random.shuffle(mixed)
    one, other = folded(opening, *apart), folded(opening, *mixed)
    for line in LINES:
        for ask in line.asks:
            a, b = one.answer(line.account, ask), other.answer(line.account, ask)
            assert (a and a.found) == (b and b.found)
            digests = [set(s.said(line.account, ask).digests) for s in (one, other)]
            assert digests[0] == digests[1]

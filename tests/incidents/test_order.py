"""No order of arrival changes who holds a role, what was joined, or what is written down."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.incidents import entries as e
from incidentkit.incidents import team_entries as t
from incidentkit.incidents.run import progress_of
from incidentkit.incidents.seats import seat
from incidentkit.incidents.state import Incident
from incidentkit.vault.kinds import Body, Fact, PersonId
from tests.incidents.test_state import START, digest_of, fact, fold, started
from tests.long_form import costly

PEOPLE = tuple(bytes([n]) * 16 for n in range(3))
STEPS = ("ring", "look")
FIELDS = ("poster", "tool")
BOOKS = ("hack", "post")
ROLES = ("Lead", "second")


def by(number: int, body: Body, person: bytes) -> Fact:
    one = fact(number, body)
    return Fact(
        one.digest,
        one.subject,
        one.scope,
        one.kind,
        one.body,
        one.at,
        one.wall,
        PersonId(person),
        one.seat,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Entries of three people that name some of the earlier ones."""
    facts = [by(0, started(), PEOPLE[0])]
    for number in range(1, draw(st.integers(2, 14))):
        body = draw(st.one_of(*bodies(facts)))
        facts.append(by(number, body, draw(st.sampled_from(PEOPLE))))
    return facts


def bodies(facts: list[Fact]) -> list[st.SearchStrategy[Body]]:
    some = st.lists(
        st.sampled_from([f.digest for f in facts]), max_size=3, unique=True
    ).map(tuple)
    step, role = st.sampled_from(STEPS), st.sampled_from(ROLES)
    book, person = st.sampled_from(BOOKS), st.sampled_from(PEOPLE)
    offers = [f.digest for f in facts if isinstance(f.body, t.RoleOffered)]
    offer = st.sampled_from(offers or [digest_of(999)])
    inject = st.sampled_from(("reporter", "mayor"))
    when = st.integers(START, START + 9)
    return [
        st.builds(lambda b: e.PlaybookJoined(b, f"{b}.yaml", "text"), book),
        st.builds(lambda b, old: e.PlaybookLeft(b, "no", old), book, some),
        st.builds(lambda n: e.Linked(bytes([n]) * 16), st.integers(0, 3)),
        st.just(e.WentOnRestricted()),
        st.builds(
            lambda s, f, x, old: e.Detailed(s, {f: x}, "", old),
            step,
            st.sampled_from(FIELDS),
            st.sampled_from(("a", "b")),
            some,
        ),
        st.builds(lambda x, old: e.Recorded("raised by", x, 0, old), role, some),
        st.builds(lambda s, old: e.StepFailed(s, "no", replaces=old), step, some),
        st.builds(lambda s, old: e.StepDone(s, replaces=old), step, some),
        step.map(e.StepAgreed),
        step.map(lambda s: e.RoundEnded(s, "enough")),
        st.builds(lambda r, old: t.RoleTaken(r, "", old), role, some),
        st.builds(
            lambda r, p, old: t.RoleOffered(r, p, "page", old), role, person, some
        ),
        st.builds(t.RoleAccepted, role, offer, some),
        st.builds(t.RoleDeclined, role, offer),
        st.builds(lambda r, old: t.RoleGivenUp(r, "no", old), role, some),
        st.builds(t.InjectShown, inject, when),
        st.builds(t.InjectAnswered, inject, when),
        st.builds(lambda n: e.Undone(facts[n].digest, "slip"), indices(facts)),
    ]


def indices(facts: list[Fact]) -> st.SearchStrategy[int]:
    return st.sampled_from(range(len(facts)))


def meaning(state: Incident) -> object:
    """All that anybody acts on, beside what `test_state` looks at."""
    return (
        msgspec.structs.asdict(progress_of(state, {})),
        state.playbooks,
        state.links,
        {step: state.details(step) for step in STEPS},
        state.said_of("", "raised by"),
        [seat(role, state.course.roles) for role in ROLES],
        state.course.injects,
        state.course.went_on,
        set(state.conflicts),
    )


@costly
@given(histories(), st.randoms(use_true_random=False))
def test_no_order_of_arrival_changes_what_the_entries_mean(facts, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert meaning(fold(shuffled)) == meaning(fold(facts))


@costly
@given(histories())
def test_a_state_survives_being_kept_and_read_again(facts):
    state = fold(facts)
    kept = msgspec.msgpack.encode(state)
    assert msgspec.msgpack.decode(kept, type=Incident) == state


@costly
@given(histories())
def test_nobody_holds_a_role_they_did_not_take_or_accept(facts):
    said = fold(facts).course.roles
    for role in ROLES:
        for holder in seat(role, said).holders:
            own = [r for r in said if r.person == holder and r.role == role]
            taken = [r for r in own if r.what == "taken"]
            offered = [r for r in said if r.what == "offered" and r.to == holder]
            assert taken or {r.offer for r in own} & {r.digest for r in offered}


@costly
@given(histories())
def test_what_somebody_wrote_down_is_gone_only_when_something_else_stands(facts):
    state = fold(facts)
    for step in STEPS:
        for name in FIELDS:
            said = [
                c
                for c in state.course.claims
                if (c.about, c.field) == (step, name) and c.digest not in state.undone
            ]
            named = {d for c in said for d in c.replaces}
            unnamed = {c.digest for c in said} - named
            assert {c.digest for c in state.said_of(step, name)} == unnamed


def test_somebody_elses_acceptance_gives_nobody_the_role():
    offer = by(1, t.RoleOffered("Lead", PEOPLE[1]), PEOPLE[0])
    forged = by(2, t.RoleAccepted("Lead", offer.digest), PEOPLE[2])
    wrong_role = by(3, t.RoleAccepted("second", offer.digest), PEOPLE[1])
    facts = [by(0, started(), PEOPLE[0]), offer, forged, wrong_role]
    said = fold(facts).course.roles
    assert seat("Lead", said).is_vacant
    assert seat("second", said).is_vacant
    assert [o.to for o in seat("Lead", said).offers] == [PEOPLE[1]]
    accepted = by(4, t.RoleAccepted("Lead", offer.digest), PEOPLE[1])
    assert seat("lead", fold([*facts, accepted]).course.roles).holders == (PEOPLE[1],)


def test_taking_back_what_was_written_down_brings_the_earlier_text_back():
    first = fact(1, e.Detailed("ring", {"poster": "Sam"}))
    second = fact(2, e.Detailed("ring", {"poster": "Alex"}, "", (first.digest,)))
    facts = [fact(0, started()), first, second]
    assert fold(facts).details("ring") == {"poster": ("Alex",)}
    undo = fact(3, e.Undone(second.digest, "a slip"))
    assert fold([*facts, undo]).details("ring") == {"poster": ("Sam",)}

"""What an incident's entries add up to, whatever the order and however often."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.incidents import entries as e
from incidentkit.incidents.kinds import INCIDENT, KINDS
from incidentkit.incidents.run import progress_of
from incidentkit.incidents.state import Incident, apply
from incidentkit.vault.kinds import Body, Digest, Fact, PersonId, ScopeId, SeatId
from tests.long_form import costly

STEPS = ("call", "log-in", "capture", "delete")
START = 1_795_000_000_000


def digest_of(number: int) -> Digest:
    return Digest(hashlib.sha256(str(number).encode()).digest())


def fact(number: int, body: Body) -> Fact:
    at = START + number * 1000
    return Fact(
        digest=digest_of(number),
        subject=b"i" * 16,
        scope=ScopeId(b"s" * 16),
        kind="incident.any",
        body=body,
        at=at,
        wall=at,
        person=PersonId(b"p" * 16),
        seat=SeatId(b"t" * 16),
    )


def fold(facts: Iterable[Fact]) -> Incident:
    state: Incident | None = None
    for one in facts:
        state = apply(state, one)
    assert state is not None
    return state


def started(**more: Any) -> e.Started:
    return e.Started("261121-ABCD", "False posts", "a.yaml", "text", START, **more)


def meaning(state: Incident, *, times: bool = True) -> object:
    """All that anybody acts on."""
    progress = progress_of(state, {})
    return (
        msgspec.structs.asdict(
            progress if times else msgspec.structs.replace(progress, times={})
        ),
        state.is_open,
        state.started,
        state.title,
        {i.digest: i.is_owed for i in state.evidence},
        {v.digest for v in state.cause.versions},
        set(state.conflicts),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Entries that name earlier ones, as the service writes them."""
    facts = [fact(0, started())]
    for number in range(1, draw(st.integers(1, 12))):
        facts.append(fact(number, draw(body_after(facts))))
    return facts


def body_after(facts: list[Fact]) -> st.SearchStrategy[Body]:
    numbers = st.sampled_from(range(len(facts)))
    step = st.sampled_from(STEPS)
    closings = tuple(f.digest for f in facts if isinstance(f.body, e.Closed))
    held = [f.digest for f in facts if isinstance(f.body, e.HeldElsewhere)]
    settles = st.sampled_from([*held, b""])
    return st.one_of(
        step.map(lambda s: answer(facts, s, "Yes")),
        step.map(lambda s: answer(facts, s, "No")),
        step.map(e.StepDone),
        step.map(lambda s: e.StepDone(s, before_kit=True)),
        step.map(lambda s: e.StepSkipped(s, "not here")),
        step.map(lambda s: e.CaptureOverridden(s, "danger")),
        numbers.map(lambda n: e.Undone(facts[n].digest, "a slip")),
        st.just(e.Noted("a note")),
        numbers.map(lambda n: e.LockedNoteFiled(n.to_bytes(16, "big"), "left", START)),
        st.just(e.Closed("over")),
        st.just(e.Reopened("again", closings)),
        st.builds(lambda s: e.HeldElsewhere(s, "video", "phone", "Priya", START), step),
        st.builds(
            lambda s, held: e.TextFiled(s, "text", bytes(32), settles=held),
            step,
            settles,
        ),
    )


def answer(facts: list[Fact], step: str, label: str) -> e.Answered:
    old = tuple(
        f.digest
        for f in facts
        if isinstance(f.body, e.Answered) and f.body.step == step
    )
    return e.Answered(step, label, replaces=old)


@costly
@given(histories(), st.randoms(use_true_random=False))
def test_no_order_of_arrival_changes_what_the_entries_mean(facts, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert meaning(fold(shuffled)) == meaning(fold(facts))


@costly
@given(histories(), st.data())
def test_saying_the_same_again_changes_nothing(facts, data):
    again = (e.StepDone, e.StepSkipped, e.Undone, e.Reopened, e.CaptureOverridden)
    repeatable = [n for n, f in enumerate(facts) if isinstance(f.body, again)]
    if not repeatable:
        return
    place = data.draw(st.sampled_from(repeatable))
    twin = fact(1000 + place, facts[place].body)
    undone = {f.body.target for f in facts if isinstance(f.body, e.Undone)}
    if facts[place].digest in undone:
        return  # the twin was not taken back
    repeated = [*facts[: place + 1], twin, *facts[place + 1 :]]
    # Only when it was last done is later.
    assert meaning(fold(repeated), times=False) == meaning(fold(facts), times=False)


@costly
@given(histories())
def test_nothing_that_was_recorded_is_ever_dropped(facts):
    state = fold(facts)
    records = (e.Answered, e.StepDone, e.StepSkipped, e.CaptureOverridden)
    evidence = (e.TextFiled, e.HeldElsewhere)
    assert {r.digest for r in state.every_record} == {
        f.digest for f in facts if isinstance(f.body, records)
    }
    assert {i.digest for i in state.evidence} == {
        f.digest for f in facts if isinstance(f.body, evidence)
    }


@costly
@given(histories())
def test_a_state_survives_being_kept_and_read_again(facts):
    state = fold(facts)
    kept = msgspec.msgpack.encode(state)
    assert msgspec.msgpack.decode(kept, type=Incident) == state


def test_taking_an_answer_back_brings_the_earlier_one_back():
    first = fact(1, e.Answered("log-in", "Yes"))
    second = fact(2, e.Answered("log-in", "No", replaces=(first.digest,)))
    undo = fact(3, e.Undone(second.digest, "a slip"))
    facts = [fact(0, started()), first, second]
    assert progress_of(fold(facts), {}).answers == {"log-in": "No"}
    assert progress_of(fold([*facts, undo]), {}).answers == {"log-in": "Yes"}
    third = fact(4, e.Answered("log-in", "Partly", replaces=(first.digest,)))
    assert progress_of(fold([*facts, undo, third]), {}).answers == {"log-in": "Partly"}


def test_two_answers_that_knew_nothing_of_each_other_are_a_conflict():
    facts = [
        fact(0, started()),
        fact(1, e.Answered("log-in", "Yes")),
        fact(2, e.Answered("log-in", "No")),
    ]
    assert fold(facts).conflicts == ("log-in",)
    both = tuple(f.digest for f in facts[1:])
    settled = fact(3, e.Answered("log-in", "No", replaces=both))
    assert fold([*facts, settled]).conflicts == ()
    same = [facts[0], facts[1], fact(2, e.Answered("log-in", "Yes"))]
    assert fold(same).conflicts == ()


def test_evidence_the_start_and_a_closing_cannot_be_taken_back():
    facts = [
        fact(0, started()),
        fact(1, e.TextFiled("capture", "text", bytes(32))),
        fact(2, e.Closed("over")),
    ]
    undone = [fact(10 + n, e.Undone(f.digest, "x")) for n, f in enumerate(facts)]
    assert meaning(fold([*facts, *undone])) == meaning(fold(facts))


def test_what_is_owed_is_settled_by_the_first_filing_and_stays_settled():
    held = fact(1, e.HeldElsewhere("capture", "video", "phone", "Priya", START))
    filing = e.TextFiled("capture", "text", bytes(32), settles=held.digest)
    facts = [fact(0, started()), held, fact(2, filing), fact(3, filing)]
    assert [i.is_owed for i in fold(facts[:2]).evidence] == [True]
    (owed, *_) = fold(facts).evidence
    assert owed.settled_by == digest_of(2)


def test_a_reopening_ends_the_closings_it_names_and_no_later_one():
    facts = [fact(0, started()), fact(1, e.Closed("over"))]
    reopening = fact(2, e.Reopened("again", (digest_of(1),)))
    assert not fold(facts).is_open
    assert fold([*facts, reopening]).is_open
    later = [*facts, reopening, fact(3, e.Closed("really over"))]
    assert not fold(later).is_open
    late_twin = fact(4, e.Reopened("again", (digest_of(1),)))
    assert not fold([*later, late_twin]).is_open


def test_a_second_start_changes_nothing():
    facts = [fact(0, started()), fact(1, started(account=bytes(16)))]
    assert fold(facts) == fold(facts[:1])


def test_a_flag_on_which_people_differ_is_up():
    facts = [
        fact(0, started()),
        fact(1, e.Flagged("danger", on=True)),
        fact(2, e.Flagged("danger", on=False)),
    ]
    assert fold(facts).flag("danger")
    lowered = e.Flagged("danger", on=False, replaces=(digest_of(1), digest_of(2)))
    assert not fold([*facts, fact(3, lowered)]).flag("danger")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_feeds_the_one_fold(kind):
    assert kind.fold is INCIDENT


def test_a_file_in_evidence_does_not_print_its_key():
    body = e.EvidenceFiled("s", "a.png", bytes(16), b"k" * 32, bytes(32), 5)
    assert "kkkk" not in repr(body)

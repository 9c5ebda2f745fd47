import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.content import text_digest
from incidentkit.drafting.drafts import DRAFT, KINDS, apply
from incidentkit.drafting.entries import (
    DraftEdited,
    DraftPublished,
    DraftStarted,
    DraftWithdrawn,
)
from incidentkit.drafting.state import DraftState
from incidentkit.vault.kinds import (
    Body,
    Catalogue,
    Digest,
    Fact,
    PersonId,
    ScopeId,
    SeatId,
    SubjectId,
)

INCIDENT = b"i" * 16


def digest(number: int) -> Digest:
    return Digest(number.to_bytes(32, "big"))


def fact(number: int, body: Body) -> Fact:
    return Fact(
        digest=digest(number),
        subject=SubjectId(b"s" * 16),
        scope=ScopeId(b"k" * 16),
        kind="draft",
        body=body,
        at=1_000 + number,
        wall=1_000 + number,
        person=PersonId(b"p" * 16),
        seat=SeatId(b"e" * 16),
    )


STARTED = fact(1, DraftStarted(INCIDENT, "MT-01", "short", "x", "First"))
EDITED = fact(2, DraftEdited("Second", (digest(1),)))
ELSEWHERE = fact(3, DraftEdited("Third", (digest(1),)))
PUBLISHED = fact(
    4, DraftPublished("x", 5_000, "https://x.com/a/status/1", text_digest("Second"))
)
WITHDRAWN = fact(5, DraftWithdrawn("The text was written anew"))


def fold(*facts: Fact) -> DraftState:
    state: DraftState | None = None
    for one in facts:
        state = apply(state, one)
    assert state is not None
    return state


def test_a_draft_says_what_it_is_for() -> None:
    draft = fold(STARTED)
    assert draft.is_started
    assert (draft.incident, draft.template, draft.variant) == (
        INCIDENT,
        "MT-01",
        "short",
    )
    assert (draft.channel, draft.current_text) == ("x", "First")
    assert (draft.started_at, draft.changed_at) == (1_001, 1_001)


def test_an_edit_replaces_what_it_was_made_from() -> None:
    draft = fold(STARTED, EDITED)
    assert draft.current_text == "Second"
    assert not draft.text.in_conflict


def test_two_edits_of_one_text_are_a_conflict_and_neither_is_lost() -> None:
    draft = fold(STARTED, EDITED, ELSEWHERE)
    assert draft.text.in_conflict
    assert {v.value for v in draft.text.versions} == {"Second", "Third"}
    settled = fact(6, DraftEdited("Fourth", draft.text.digests))
    assert fold(STARTED, EDITED, ELSEWHERE, settled).text.digests == (digest(6),)


def test_a_publication_names_the_exact_words() -> None:
    draft = fold(STARTED, EDITED, PUBLISHED)
    assert draft.was_published_as_it_stands()
    assert draft.publications[0].entry == digest(4)
    later = fact(6, DraftEdited("Second.", (digest(2),)))
    assert not fold(STARTED, EDITED, PUBLISHED, later).was_published_as_it_stands()


def test_a_publication_recorded_twice_is_one_and_elsewhere_is_another() -> None:
    again = fact(7, PUBLISHED.body)
    other = fact(8, msgspec.structs.replace(PUBLISHED.body, where="facebook"))
    draft = fold(STARTED, PUBLISHED, again, other)
    assert [p.where for p in draft.publications] == ["x", "facebook"]


def test_withdrawing_twice_keeps_the_first_reason() -> None:
    again = fact(9, DraftWithdrawn("Another reason"))
    assert fold(STARTED, WITHDRAWN, again) == fold(STARTED, WITHDRAWN)
    assert fold(STARTED, WITHDRAWN).withdrawn == "The text was written anew"


def test_a_second_start_adds_its_text_and_changes_nothing_else() -> None:
    second = fact(6, DraftStarted(b"j" * 16, "MT-02", "web", "facebook", "Other"))
    draft = fold(STARTED, second)
    assert draft.template == "MT-01"
    assert {v.value for v in draft.text.versions} == {"First", "Other"}


def test_something_foreign_changes_nothing() -> None:
    class Foreign(Body, frozen=True):
        word: str

    assert fold(STARTED, fact(9, Foreign("x"))) == fold(STARTED)


@pytest.mark.parametrize(
    "order", list(itertools.permutations([ELSEWHERE, PUBLISHED, WITHDRAWN]))
)
def test_unrelated_entries_may_come_in_any_order(order: tuple[Fact, ...]) -> None:
    expected = fold(STARTED, EDITED, ELSEWHERE, PUBLISHED, WITHDRAWN)
    assert fold(STARTED, EDITED, *order) == expected


@given(st.lists(st.sampled_from([STARTED, EDITED, ELSEWHERE, PUBLISHED, WITHDRAWN])))
def test_any_order_folds_and_a_repetition_at_the_end_changes_nothing(
    facts: list[Fact],
) -> None:
    if facts:
        draft = fold(*facts)
        assert apply(draft, facts[-1]) == draft
        assert fold(*facts) == draft


@given(st.data())
def test_a_state_comes_back_from_the_cache_as_it_was(data: Any) -> None:
    facts = data.draw(
        st.lists(st.sampled_from([STARTED, EDITED, PUBLISHED, WITHDRAWN]), min_size=1)
    )
    draft = fold(*facts)
    raw = msgspec.msgpack.encode(draft)
    assert msgspec.msgpack.decode(raw, type=DRAFT.state) == draft


@pytest.mark.parametrize("one", [STARTED, EDITED, PUBLISHED, WITHDRAWN])
def test_a_body_survives_encoding_and_refuses_what_it_does_not_know(one: Fact) -> None:
    kind = next(kind for kind in KINDS if kind.body is type(one.body))
    raw = msgspec.msgpack.encode(one.body)
    assert msgspec.msgpack.decode(raw, type=kind.body) == one.body
    more = msgspec.msgpack.decode(raw) | {"more": 1}
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(more), type=kind.body)


def test_the_kinds_are_steady() -> None:
    catalogue = Catalogue(KINDS)
    names = ("draft.started", "draft.edited", "draft.published", "draft.withdrawn")
    assert tuple(kind.name for kind in KINDS)[:4] == names
    assert all(catalogue.find(name, 1) is not None for name in names)

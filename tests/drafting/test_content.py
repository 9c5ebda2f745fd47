"""What names exact content, and what a draft's content is once entries add up."""

import os
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from incidentkit.drafting import approval_entries as a
from incidentkit.drafting import entries as e
from incidentkit.drafting.content import Content, Image, content_digest, spoken_code
from incidentkit.drafting.drafts import apply
from incidentkit.drafting.state import DraftState
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    PersonId,
    ScopeId,
    SeatId,
    SubjectId,
)

ASHA, OWEN = PersonId(b"a" * 16), PersonId(b"o" * 16)
GOLDEN = "0d4cd013397ea60e7ff32813c1219e09d27937de680dea9a8df82fa40621aab1"
EXAMPLES = 1000 if os.environ.get("INCIDENTKIT_LONG") else 60

_images = st.builds(Image, st.binary(min_size=32, max_size=32), st.text(max_size=5))
_contents = st.builds(
    Content,
    st.text(max_size=12),
    st.frozensets(st.sampled_from(["x", "facebook", "website", ""]), max_size=3),
    st.lists(_images, max_size=3).map(tuple),
)


@settings(max_examples=EXAMPLES)
@given(_contents, _contents)
def test_two_contents_have_one_digest_only_when_they_are_the_same(one, other):
    assert (one.digest == other.digest) == (one == other)


@settings(max_examples=EXAMPLES)
@given(_contents, st.data())
def test_one_changed_character_anywhere_changes_the_digest(content, data):
    where = data.draw(st.integers(0, len(content.text)))
    put_in = data.draw(st.characters())
    changed = replace(
        content, text=content.text[:where] + put_in + content.text[where:]
    )
    assert changed.digest != content.digest
    assume(content.images)
    at = data.draw(st.integers(0, len(content.images) - 1))
    images = list(content.images)
    images[at] = replace(images[at], alt=images[at].alt + put_in)
    assert replace(content, images=tuple(images)).digest != content.digest
    del images[at]
    assert replace(content, images=tuple(images)).digest != content.digest


def test_the_digest_is_what_the_note_says():
    """Worked out by hand from CONTENT.md, so that the note stays true."""
    digest = content_digest("Hello", ["x", "facebook"], [Image(b"\1" * 32, "A cat")])
    assert digest.hex() == GOLDEN
    assert spoken_code(digest) == "630 414"


def digest(number: int) -> Digest:
    return Digest(number.to_bytes(32, "big"))


def fact(number: int, body: Body, person: PersonId = ASHA) -> Fact:
    return Fact(
        digest=digest(number),
        subject=SubjectId(b"s" * 16),
        scope=ScopeId(b"k" * 16),
        kind="draft",
        body=body,
        at=1_000 + number,
        wall=1_000 + number,
        person=person,
        seat=SeatId(b"e" * 16),
    )


def fold(*facts: Fact) -> DraftState:
    state: DraftState | None = None
    for one in facts:
        state = apply(state, one)
    assert state is not None
    return state


STARTED = fact(1, e.DraftStarted(b"i" * 16, "MT-01", "short", "x", "First"))
PICTURE = fact(2, e.PictureAdded("a.png", b"f", b"k", b"s" * 32, 9), OWEN)
ALT = e.About(alt="A notice in black on white", has_rights=True)


def test_a_draft_of_before_goes_where_it_was_begun_for_and_is_english():
    draft = fold(STARTED)
    assert (draft.channels, draft.language, draft.pair) == (("x",), "en", None)
    assert draft.content == Content("First", frozenset({"x"}))


def test_channels_that_two_people_chose_are_a_conflict_until_one_settles_it():
    mine = fact(3, e.ChannelsChosen(("x", "facebook")))
    theirs = fact(4, e.ChannelsChosen(("website",)), OWEN)
    both = fold(STARTED, mine, theirs)
    assert both.in_conflict
    settled = fact(5, e.ChannelsChosen(("website", "x"), both.chosen.digests))
    draft = fold(STARTED, mine, theirs, settled)
    assert (draft.in_conflict, draft.channels) == (False, ("website", "x"))


def test_a_picture_comes_is_described_and_goes():
    told = fact(3, e.PictureDescribed(digest(2), ALT, (digest(2),)))
    draft = fold(STARTED, PICTURE, told)
    assert draft.content.images == (Image(b"s" * 32, ALT.alt),)
    gone = fold(STARTED, PICTURE, told, fact(4, e.PictureRemoved(digest(2)), OWEN))
    assert gone.content == fold(STARTED).content
    removed = fact(4, e.PictureRemoved(digest(2)), OWEN)
    late = fact(5, e.PictureDescribed(digest(2), ALT))
    assert fold(STARTED, PICTURE, told, removed, late).pictures == ()


def test_whose_hands_are_in_it_are_those_of_the_content_of_now():
    assert fold(STARTED, PICTURE).authors == {ASHA, OWEN}
    anew = fact(3, e.DraftEdited("Second", (digest(1),)), OWEN)
    assert fold(STARTED, anew).authors == {OWEN}
    removed = fact(4, e.PictureRemoved(digest(2)), OWEN)
    assert fold(STARTED, PICTURE, removed).authors == {ASHA, OWEN}
    again = fact(5, e.DraftEdited("Third", (digest(1),)))
    assert fold(STARTED, PICTURE, removed, again).authors == {ASHA}


def test_a_comment_is_dealt_with_once_and_readings_name_what_was_read():
    said = fact(3, e.CommentMade("Too long", "First"), OWEN)
    done = fact(4, e.CommentResolved(digest(3), "Cut"))
    twice = fact(5, e.CommentResolved(digest(3), "Again"), OWEN)
    read = fact(6, e.DraftRead(fold(STARTED).content.digest, is_fine=True), OWEN)
    draft = fold(STARTED, said, done, twice, read, read)
    (comment,) = draft.comments
    assert (comment.resolved_by, comment.note, comment.is_open) == (ASHA, "Cut", False)
    assert [r.content == draft.content.digest for r in draft.readings] == [True]


def test_a_recorded_approval_that_names_nobody_never_passes_for_a_signature():
    body = a.ApprovalRecorded(b"c", "Lead", " ", "message", "Fine by me")
    assert fold(STARTED, fact(3, body)).given == ()


def test_every_said_thing_comes_twice_without_being_there_twice():
    said = [
        e.CommentMade("x"),
        e.DraftRead(b"c", is_fine=False),
        e.CheckOverridden("DC09", "why", b"c"),
        a.ApprovalAsked(b"c"),
        a.Approved(b"c", ("Lead",)),
        a.ApprovalRecorded(b"c", "Lead", "Ben", "aloud"),
        a.ApproverTried("Lead", "Ben", "mobile", 1),
        e.ChannelsChosen(("x",)),
        e.Paired(b"o" * 16),
        e.LanguageSet("cy"),
    ]
    for number, body in enumerate(said, start=10):
        once = fold(STARTED, fact(number, body))
        assert apply(once, fact(number, body)) == once
        assert once != fold(STARTED)

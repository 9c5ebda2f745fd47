"""The council's own facts over the shipped ones, in any order that entries come in."""

import datetime
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import InvalidValueError
from incidentkit.platforms.facts import laid_over
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.own import (
    FactsConfirmed,
    OwnFacts,
    PlacePutBack,
    PlaceSet,
    apply,
    checked_link,
    checked_place,
    confirm,
    put_back,
    set_place,
    subject_of,
)
from incidentkit.platforms.platform import Confidence, Task
from incidentkit.vault.change import Change, Write
from incidentkit.vault.kinds import Digest, Fact, PersonId, ScopeId, SeatId

X = load_platforms()["x"]
TODAY = datetime.date(2026, 11, 21)
WALL = 1_795_244_400_000  # 21 November 2026, 07:00


def said(link: str = "https://x.com/new", **more: object) -> PlaceSet:
    known = {"platform": "x", "task": Task.SESSIONS, "confidence": Confidence.OFFICIAL}
    known |= {"checked": "2026-11-20", "link": link}
    return PlaceSet(**{**known, **more})


def fact(number: int, body: object, subject: bytes = subject_of("x")) -> Fact:
    digest = Digest(hashlib.sha256(bytes([number])).digest())
    ids = (ScopeId(b"s" * 16), "platform.any", body, WALL, WALL)
    return Fact(digest, subject, *ids, PersonId(b"a" * 16), SeatId(b"a" * 16))


def folded(*bodies: object) -> OwnFacts:
    state = None
    for number, body in enumerate(bodies):
        state = apply(state, fact(number, body))
    return state or OwnFacts()


def written(change: Change) -> object:
    (part,) = change.parts
    assert isinstance(part, Write)
    return part.body


def test_our_own_place_stands_where_the_shipped_one_stood_and_the_rest_stays():
    laid = laid_over(X, folded(said()))
    assert [place.link for place in laid.where(Task.SESSIONS)] == ["https://x.com/new"]
    assert laid.where(Task.PASSWORD) == X.where(Task.PASSWORD)
    assert laid.texts == X.texts


def test_put_back_brings_the_shipped_place_again():
    state = folded(said())
    back = written(put_back(state, "x", Task.SESSIONS))
    state = apply(state, fact(9, back))
    assert laid_over(X, state) == X
    assert put_back(state, "x", Task.SESSIONS) == Change()


def test_a_place_of_which_nothing_was_shipped_can_be_told():
    flickr = load_platforms()["flickr"]
    assert not flickr.where(Task.ROLES)
    state = apply(
        None,
        fact(1, said(platform="flickr", task=Task.ROLES), subject_of("flickr")),
    )
    assert laid_over(flickr, state).where(Task.ROLES)[0].link == "https://x.com/new"


def test_two_leads_who_differ_are_shown_and_the_next_settles_it():
    state = folded(said(), said("https://x.com/other"))
    register = state.of(Task.SESSIONS)
    assert register.in_conflict
    body = written(set_place(state, said("https://x.com/other"), TODAY))
    after = apply(state, fact(9, body)).of(Task.SESSIONS)
    assert not after.in_conflict
    assert after.value.place.link == "https://x.com/other"


def test_what_is_kept_already_is_not_written_again():
    assert set_place(folded(said()), said(), TODAY) == Change()


def test_looking_at_everything_moves_the_date_and_never_backwards():
    state = folded(FactsConfirmed("x", "2026-11-20"), FactsConfirmed("x", "2026-10-01"))
    assert laid_over(X, state).checked == datetime.date(2026, 11, 20)
    assert written(confirm("x", "2026-11-21", TODAY)).checked == "2026-11-21"
    with pytest.raises(InvalidValueError):
        confirm("x", "2026-11-22", TODAY)


@pytest.mark.parametrize(
    "link",
    [
        "http://x.com/plain",
        "javascript:alert(1)",
        "https://user:word@x.com/",
        "https://x.com/a b",
        "https://x.com/\u202egnp",
        "https://x.com/\x1b[31m",
        "https://x.com\\@evil.example/",
        "https://\u0445.com/",
        "https://localhost/",
        "https://x.com:8443/",
        "https://[::1]/",
        "https://",
        "file:///etc/passwd",
        "https://x.com/" + "a" * 500,
    ],
)
def test_a_link_that_is_not_safe_to_open_is_refused(link):
    with pytest.raises(InvalidValueError):
        checked_link(link)
    assert folded(said(link)).of(Task.SESSIONS).value is None


@pytest.mark.parametrize(
    "body",
    [
        said(menu="a\x00b"),
        said(note="turned \u202e"),
        said(checked="tomorrow"),
        said(checked="1899-01-01"),
        said(checked="2100-01-01"),
        said("", menu=" "),
        PlaceSet(
            "y", Task.APPS, Confidence.OFFICIAL, "2026-01-01", "https://a.example"
        ),
        PlacePutBack("y", Task.APPS),
        FactsConfirmed("x", "2100-01-01"),
    ],
)
def test_an_entry_that_could_not_have_been_kept_here_has_no_effect(body):
    assert laid_over(X, folded(body)) == X


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (said(""), "link-or-menu"),
        (said(menu="a\nb"), "not-one-line"),
        (said(menu="m" * 301), "too-long"),
        (said(checked="2026-11-22"), "not-in-future"),
        (said(checked="21/11/2026"), "date"),
    ],
)
def test_what_is_wrong_is_named(body, rule):
    with pytest.raises(InvalidValueError) as refused:
        checked_place(body, TODAY)
    assert refused.value.rule == rule


@given(link=st.text(max_size=60).map("https://".__add__) | st.text(max_size=60))
def test_no_link_that_is_taken_hides_anything(link):
    try:
        taken = checked_link(link)
    except InvalidValueError:
        return
    assert taken == "" or (taken.isascii() and taken.isprintable())
    assert taken == "" or taken.startswith("https://")

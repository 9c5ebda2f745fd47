"""What a page can do about other people's comments, and how sure that is."""

import copy
import datetime
import json
import re
from pathlib import Path

import pytest

from incidentkit.errors import PlatformFactsRefusedError
from incidentkit.platforms.ladder import Ladder, ladder
from incidentkit.platforms.load import load_platforms, read_platform
from incidentkit.platforms.platform import Confidence, PlatformKind, Rung, Sees
from incidentkit.resources import resource_path
from incidentkit.words.platforms import (
    POSSIBLE_WORDS,
    RUNG_WORDS,
    SEES_WORDS,
    TOLD_WORDS,
)

SHIPPED = load_platforms()
SOCIAL = sorted(s for s, p in SHIPPED.items() if p.kind is PlatformKind.SOCIAL)
X = json.loads(resource_path("platforms", "x.json").read_text("utf-8"))


def rungs(slug: str) -> tuple[Rung, ...]:
    return tuple(action.rung for action in ladder(SHIPPED[slug]).allowed)


def with_action(folder: Path, **changes: object) -> Path:
    facts = copy.deepcopy(X)
    action = {**facts["moderation"]["actions"][0], **changes}
    facts["moderation"]["actions"][0] = {
        key: value for key, value in action.items() if value != "left out"
    }
    path = folder / "x.json"
    path.write_text(json.dumps(facts), "utf-8")
    return path


@pytest.mark.parametrize("slug", SOCIAL)
def test_every_network_says_something_about_every_rung(slug: str) -> None:
    known = ladder(SHIPPED[slug])
    assert all(known.on(rung) for rung in Rung)
    together = (*known.allowed, *known.unclear, *known.refused)
    assert len(together) == len(Rung)


@pytest.mark.parametrize("slug", SOCIAL)
def test_the_rungs_come_mildest_first(slug: str) -> None:
    order = list(Rung)
    assert list(rungs(slug)) == sorted(rungs(slug), key=order.index)


def test_what_is_not_a_network_has_no_ladder() -> None:
    for slug in ("tool", "mailbox", "phone"):
        assert ladder(SHIPPED[slug]) == Ladder()
    assert Ladder().on(Rung.HIDE) is None


def test_what_was_not_found_is_neither_promised_nor_ruled_out() -> None:
    known = ladder(SHIPPED["nextdoor"])
    assert known.allowed == ()
    assert {action.rung for action in known.unclear} == set(Rung)
    assert {action.confidence for action in known.unclear} == {Confidence.UNCONFIRMED}


def test_a_hidden_comment_is_not_gone() -> None:
    seen = {slug: ladder(SHIPPED[slug]).on(Rung.HIDE) for slug in ("x", "facebook")}
    assert seen["x"] is not None
    assert seen["x"].sees is Sees.WHOEVER_LOOKS
    assert seen["facebook"] is not None
    assert seen["facebook"].sees is Sees.AUTHOR_AND_FRIENDS
    assert seen["facebook"].author_told is False


def test_a_reply_on_x_can_be_hidden_and_not_deleted() -> None:
    assert Rung.HIDE in rungs("x")
    assert Rung.DELETE in {action.rung for action in ladder(SHIPPED["x"]).refused}


def test_muting_never_claims_to_protect_readers() -> None:
    for slug in SOCIAL:
        muted = ladder(SHIPPED[slug]).on(Rung.MUTE)
        assert muted is not None
        assert muted.possible is not True or muted.sees is Sees.EVERYONE


@pytest.mark.parametrize("slug", SOCIAL)
def test_the_facts_are_dated_and_in_plain_sentences(slug: str) -> None:
    moderation = SHIPPED[slug].moderation
    assert moderation is not None
    assert moderation.checked >= datetime.date(2026, 8, 1)
    for action in moderation.actions:
        assert action.effect.endswith(".")
        assert "!" not in action.effect
        long = [s for s in action.effect.split(". ") if len(s.split()) >= 25]
        assert long == []


@pytest.mark.parametrize("slug", SOCIAL)
def test_what_is_not_confirmed_says_so(slug: str) -> None:
    for action in ladder(SHIPPED[slug]).unclear:
        assert re.search(
            r"not confirmed|[Ll]ook |No source|their decision", action.effect
        )
    for action in ladder(SHIPPED[slug]).allowed:
        if action.confidence is Confidence.UNCONFIRMED:
            assert "no page of the network was read" in action.effect


def test_everything_that_is_shown_has_words() -> None:
    assert set(RUNG_WORDS) == set(Rung)
    assert set(SEES_WORDS) == set(Sees)
    assert set(POSSIBLE_WORDS) == set(TOLD_WORDS) == {True, False, None}


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"rung": "shout"}, "shout"),
        ({"colour": "blue"}, "colour"),
        ({"possible": "left out"}, "unconfirmed"),
        ({"possible": "perhaps"}, "possible"),
        ({"sources": []}, "sources"),
        ({"confidence": "several"}, "sources"),
        ({"confidence": "several", "sources": ["https://a.example"] * 2}, "sources"),
        ({"sources": ["javascript:alert(1)"]}, "address"),
        ({"sources": ["https://a.example b"]}, "address"),
        ({"effect": " "}, "nothing"),
        ({"effect": "left out"}, "effect"),
        ({"sees": "left out", "sees_confidence": "official"}, "sees"),
        ({"sees": "my aunt"}, "my aunt"),
        ({"rung": "delete"}, "twice"),
    ],
)
def test_a_fact_that_claims_more_than_it_shows_is_refused(
    tmp_path: Path, changes: dict[str, object], detail: str
) -> None:
    with pytest.raises(PlatformFactsRefusedError) as refused:
        read_platform(with_action(tmp_path, **changes))
    assert refused.value.file == "x.json"
    assert detail in refused.value.detail


def test_a_fact_that_is_as_it_must_be_is_read(tmp_path: Path) -> None:
    assert read_platform(with_action(tmp_path)) == SHIPPED["x"]


def test_a_network_without_a_date_for_its_rungs_is_refused(tmp_path: Path) -> None:
    facts = copy.deepcopy(X)
    del facts["moderation"]["checked"]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(facts), "utf-8")
    with pytest.raises(PlatformFactsRefusedError, match="checked"):
        read_platform(path)

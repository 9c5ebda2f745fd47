"""The Welsh texts we ship: one for every public English one, alike in what they ask."""

import re

import pytest

from incidentkit.drafting.checks.draft import Channel, Draft
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.checks.finding import Severity
from incidentkit.drafting.counting import count
from incidentkit.drafting.fields import SECTIONS
from incidentkit.drafting.templates import WELSH, render, shipped_templates
from incidentkit.platforms.load import load_platforms
from incidentkit.words.template_examples_cy import WELSH_EXAMPLES
from tests.drafting.test_shipped_templates import LONG

ENGLISH_TEXTS = shipped_templates()
TEXTS = shipped_templates(WELSH)
PLATFORMS = load_platforms()
KEYS = sorted(TEXTS)
SHORT = [key for key in KEYS if key[1] == "short"]
ENGLISH_WORDS = re.compile(r"\b(?:the|and|this|please|our|with|what|you|from)\b", re.I)
LONGER = dict(WELSH_EXAMPLES) | {
    key: value for key, value in LONG.items() if key not in {"council", "next_update"}
}
LONGER |= {
    "council": "Cyngor Bwrdeistref Sirol Cwm Ashcombe a Mill",
    "next_update": "8.30am",
}


def filled(key: tuple[str, str]) -> str:
    rendered = render(TEXTS[key], WELSH_EXAMPLES, tuple(SECTIONS))
    assert rendered.missing == ()
    return rendered.text


def test_every_public_text_has_a_welsh_one_and_no_other_has() -> None:
    assert set(KEYS) == {key for key, t in ENGLISH_TEXTS.items() if t.is_public}


@pytest.mark.parametrize("key", KEYS)
def test_a_pair_asks_for_the_same_and_says_the_same_of_itself(
    key: tuple[str, str],
) -> None:
    english, welsh = ENGLISH_TEXTS[key], TEXTS[key]
    assert set(welsh.fields) == set(english.fields)
    assert set(welsh.sections) == set(english.sections)
    for name in english.sections:
        inside = [
            {p.field for p in t.pieces if p.section == name} for t in (english, welsh)
        ]
        assert inside[0] == inside[1]
    same = ("audience", "is_public", "is_interim", "variant")
    assert all(getattr(welsh, name) == getattr(english, name) for name in same)
    assert welsh.alt_text.endswith(".")


@pytest.mark.parametrize("key", KEYS)
def test_a_welsh_text_is_in_welsh_and_stopped_by_no_check(key: tuple[str, str]) -> None:
    text = filled(key)
    own = " ".join(p.text for p in TEXTS[key].pieces if not p.field)
    assert not ENGLISH_WORDS.search(f"{TEXTS[key].title} {TEXTS[key].alt_text} {own}")
    assert not re.search(r"[ \t]\n|\n\n\n|!", text)
    channels = tuple(Channel(PLATFORMS[s]) for s in ("x", "bluesky", "threads"))
    found = find_all(
        Draft(
            text,
            is_welsh=True,
            is_interim=TEXTS[key].is_interim,
            channels=channels if key[1] == "short" else (),
        )
    )
    assert [f for f in found if f.severity is Severity.BLOCK] == []


@pytest.mark.parametrize("slug", ["x", "bluesky", "threads"])
def test_a_short_welsh_text_fits_with_long_names_and_all_its_parts(slug: str) -> None:
    texts = {key: render(TEXTS[key], LONGER, tuple(SECTIONS)).text for key in SHORT}
    counted = {key: count(text, PLATFORMS[slug]) for key, text in texts.items()}
    assert {key: c for key, c in counted.items() if not c.fits} == {}

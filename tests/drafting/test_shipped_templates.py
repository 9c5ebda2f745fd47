"""The words we ship: complete, calm, within limits, and claiming no cause."""

import re

import pytest

from incidentkit.drafting.checks import Facts, check_cause, check_unfilled, run_checks
from incidentkit.drafting.counting import count
from incidentkit.drafting.fields import FIELDS, SECTIONS
from incidentkit.drafting.templates import Template, load_templates, render
from incidentkit.platforms.load import load_platforms

TEMPLATES = load_templates()
PLATFORMS = load_platforms()
KEYS = sorted(TEMPLATES)
PUBLIC = [key for key in KEYS if TEMPLATES[key].is_public]
SHORT = [key for key in KEYS if key[1] == "short"]
INTERIM = [key for key in KEYS if TEMPLATES[key].is_interim]

VALUES = {name: f"({words.lower()})" for name, words in FIELDS.items()} | {
    "advice": "Delete any message from the account without opening its links.",
    "changes": "We have changed how we sign in and who can.",
    "contact": "0300 555 0100 or contact@ashcombe.example.org",
    "council": "Ashcombe District Council",
    "date": "Saturday 14 March 2026",
    "fact": "All schools in Ashcombe are open as usual today.",
    "findings": "Posts on Saturday morning were not ours, and no messages were read.",
    "handle": "@AshcombeDC",
    "lead_agency": "Ashcombe Police, at police.example.org",
    "link": "https://ashcombe.example.org/news/notice",
    "next_update": "8:30am",
    "official_channels": "https://ashcombe.example.org/channels",
    "platform": "X",
    "posts_to_ignore": "posts about a prize",
    "removed": "four posts about a prize were published",
    "safe_channels": "our website and our Facebook Page",
    "source": "https://ashcombe.example.org/schools",
    "time": "7:25am",
    "time_known": "7:10am",
    "time_regained": "8:05am",
    "topic": "school opening times",
    "updates_page": "https://ashcombe.example.org/news/our-x-account",
}


def filled(template: Template, *, whole: bool = True) -> str:
    rendered = render(template, VALUES, tuple(SECTIONS) if whole else ())
    assert rendered.missing == ()
    return rendered.text


def test_the_set_is_what_the_playbook_writes() -> None:
    three = {"short", "standard", "web"}
    expected = {
        **dict.fromkeys(("MT-01", "MT-02", "MT-06", "MT-11"), three),
        **{f"MT-{n}": {"standard"} for n in ("03", "04", "05", "07", "08", "09", "10")},
        "MT-40": {"standard"},
        "MT-41": {"standard"},
    }
    shipped: dict[str, set[str]] = {}
    for name, variant in KEYS:
        shipped.setdefault(name, set()).add(variant)
    assert shipped == expected


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("whole", [True, False])
def test_every_template_renders_fully(key: tuple[str, str], whole: bool) -> None:
    text = filled(TEMPLATES[key], whole=whole)
    assert check_unfilled(text) == ()
    assert "{{" not in text
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n", text)


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_template_names_everything_it_needs(key: tuple[str, str]) -> None:
    template = TEMPLATES[key]
    rendered = render(template, {}, tuple(SECTIONS))
    assert rendered.missing == template.fields
    assert len(check_unfilled(rendered.text)) >= len(template.fields)


@pytest.mark.parametrize("key", SHORT)
@pytest.mark.parametrize("slug", ["x", "bluesky", "threads", "mastodon"])
def test_a_short_text_fits(key: tuple[str, str], slug: str) -> None:
    counted = count(filled(TEMPLATES[key]), PLATFORMS[slug])
    assert counted.fits, counted


@pytest.mark.parametrize("key", [key for key in KEYS if key[1] == "standard"])
@pytest.mark.parametrize("slug", ["facebook", "linkedin", "instagram"])
def test_a_standard_public_text_fits(key: tuple[str, str], slug: str) -> None:
    if TEMPLATES[key].is_public:
        assert count(filled(TEMPLATES[key]), PLATFORMS[slug]).fits


@pytest.mark.parametrize("key", KEYS)
def test_no_template_states_a_cause(key: tuple[str, str]) -> None:
    assert check_cause(filled(TEMPLATES[key]), frozenset()) == ()


@pytest.mark.parametrize("key", INTERIM)
def test_an_interim_notice_passes_every_check(key: tuple[str, str]) -> None:
    facts = Facts(platform=PLATFORMS["facebook"], is_interim=True, is_hack=True)
    assert run_checks(filled(TEMPLATES[key]), facts) == ()


def test_only_the_interim_notices_are_interim() -> None:
    assert {key[0] for key in INTERIM} == {"MT-01"}


@pytest.mark.parametrize(
    "key", [key for key in KEYS if key[0] in {"MT-01", "MT-02", "MT-03", "MT-07"}]
)
def test_a_message_to_people_says_how_to_stay_safe_and_asks_for_nothing(
    key: tuple[str, str],
) -> None:
    assert run_checks(filled(TEMPLATES[key]), Facts(is_hack=True)) == ()


@pytest.mark.parametrize("key", KEYS)
def test_the_tone_is_calm(key: tuple[str, str]) -> None:
    text = filled(TEMPLATES[key])
    assert "!" not in text
    assert not re.search(r"\b(?:asap|urgently|unfortunately|regrettably)\b", text, re.I)
    assert not re.search(r"\b(?:if anyone was|any offence|any upset)\b", text, re.I)
    assert not re.search(r"\bfixed (?:by|within)\b|\bshortly\b|\bsoon\b", text, re.I)


@pytest.mark.parametrize("key", PUBLIC)
def test_a_public_text_names_the_council_or_points_to_its_pages(
    key: tuple[str, str],
) -> None:
    text = filled(TEMPLATES[key])
    assert VALUES["council"] in text or VALUES["updates_page"] in text


def test_nothing_is_blamed_and_no_secret_is_asked_for() -> None:
    for key in KEYS:
        text = filled(TEMPLATES[key]).lower()
        assert "password:" not in text
        assert "someone has" not in text

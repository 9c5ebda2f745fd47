"""The words we ship: complete, calm, within limits, and claiming no cause."""

import re

import pytest

from incidentkit.drafting.checks import (
    Finding,
    check_cause,
    check_safety,
    check_unfilled,
)
from incidentkit.drafting.checks.draft import (
    Channel,
    Colleague,
    Council,
    Draft,
    Names,
    Situation,
)
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.checks.finding import Severity
from incidentkit.drafting.counting import count
from incidentkit.drafting.fields import FIELDS, SECTIONS
from incidentkit.drafting.templates import Template, render, shipped_templates
from incidentkit.platforms.load import load_platforms
from incidentkit.words.template_examples import EXAMPLES
from tests.drafting.labelled.cases import dictionary

TEMPLATES = shipped_templates()
PLATFORMS = load_platforms()
KEYS = sorted(TEMPLATES)
PUBLIC = [key for key in KEYS if TEMPLATES[key].is_public]
SHORT = [key for key in KEYS if key[1] == "short"]
MOST_WORDS = 25
NAMES = frozenset(
    {"UK", "I", "NCSC", "ICO", "SHA", "Report", "Fraud", "Police", "Scotland"}
    | {"Information", "Commissioner", "Office", "Ombudsman"}
)
INTERIM = [key for key in KEYS if TEMPLATES[key].is_interim]

VALUES = EXAMPLES


def filled(template: Template, *, whole: bool = True) -> str:
    rendered = render(template, VALUES, tuple(SECTIONS) if whole else ())
    assert rendered.missing == ()
    return rendered.text


def test_the_set_is_what_the_playbook_writes() -> None:
    three = {"short", "standard", "web"}
    said_in_public = (1, 2, 6, 11, 12, 13, 14, 15, 17, 18, 22, 23, 30, 32, 34, 35)
    expected = {f"MT-{n:02}": {"standard"} for n in range(1, 51)}
    expected |= {f"MT-{n:02}": three for n in (*said_in_public, 37, 42, 43)}
    # What also goes out as a message on a network or a telephone.
    sent = (4, 5, 7, 16, 21, 27, 31, 33, 41, 44, 46)
    expected |= {f"MT-{n:02}": {"short", "standard"} for n in sent}
    # Lessons have a version that the public may read.
    expected["MT-47"] = {"standard", "web"}
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


LONG = EXAMPLES | {
    "contact": "contact@ashcombe.example.org",
    "council": "Ashcombe and Mill Valley Borough Council",
    "handle": "@AshcombeMillBC",
    "next_update": "8.30am tomorrow",
    "official_channels": "https://www.ashcombe-mill-valley.example.org/channels",
    "platform": "Instagram",
    "rules_page": "https://www.ashcombe-mill-valley.example.org/rules",
    "updates_page": "https://www.ashcombe-mill-valley.example.org/news/account",
}


@pytest.mark.parametrize("slug", ["x", "bluesky", "threads"])
def test_a_short_text_fits_with_long_names_and_all_its_parts(slug: str) -> None:
    texts = {key: render(TEMPLATES[key], LONG, tuple(SECTIONS)).text for key in SHORT}
    counted = {key: count(text, PLATFORMS[slug]) for key, text in texts.items()}
    assert {key: c for key, c in counted.items() if not c.fits} == {}


def typical(key: tuple[str, str]) -> Draft:
    """A template with typical facts, and with everything a council would have set."""
    template = TEMPLATES[key]
    slugs = {"short": ("x", "bluesky", "threads"), "standard": ("facebook",)}
    return Draft(
        filled(template),
        is_public=template.is_public,
        is_interim=template.is_interim,
        is_apology=key[0] in {"MT-13", "MT-14", "MT-19"},
        channels=tuple(Channel(PLATFORMS[s]) for s in slugs.get(key[1], ()))
        if template.is_public
        else (),
        names=Names((Colleague("Asha Patel", "AP", "Web officer", 1),)),
        council=Council(
            own_domains=("ashcombe.example.org",),
            contacts=("0300 555 0100", "contact@ashcombe.example.org"),
            own_handles=("@AshcombeDC",),
            signature="none",
            words=dictionary(),
        ),
        situation=Situation(
            playbooks=frozenset({"hacked-account"}), level="Serious", was_removed=True
        ),
    )


def test_with_typical_facts_nothing_stops_a_template() -> None:
    found = {key: find_all(typical(key)) for key in KEYS}
    blocked = {
        key: [(f.check, f.reason, typical(key).text[f.start : f.end]) for f in findings]
        for key, findings in found.items()
        if any(f.severity is Severity.BLOCK for f in findings)
    }
    assert blocked == {}


@pytest.mark.parametrize("key", KEYS)
def test_every_template_says_what_goes_for_a_picture(key: tuple[str, str]) -> None:
    assert TEMPLATES[key].alt_text.endswith(".")


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
    assert found_in(key) == ()


def test_only_the_interim_notices_are_interim() -> None:
    assert {key[0] for key in INTERIM} == {"MT-01"}


@pytest.mark.parametrize(
    "key", [key for key in KEYS if key[0] in {"MT-01", "MT-02", "MT-03", "MT-07"}]
)
def test_a_message_to_people_says_how_to_stay_safe_and_asks_for_nothing(
    key: tuple[str, str],
) -> None:
    found = [f for f in found_in(key) if f.severity is not Severity.INFO]
    # When there will be more to say is left to the next update.
    assert [f for f in found if f.check != "DC11"] == []


def found_in(key: tuple[str, str]) -> tuple[Finding, ...]:
    """Return all that the checks find in a filled template about a hacked account."""
    template = TEMPLATES[key]
    draft = Draft(
        filled(template),
        is_interim=template.is_interim,
        channels=(Channel(PLATFORMS["facebook"]),),
        situation=Situation(frozenset({"hacked-account"})),
    )
    return find_all(draft)


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
    if key == ("MT-13", "short"):
        return  # it goes out on the very account, which carries the name
    text = filled(TEMPLATES[key])
    assert VALUES["council"] in text or VALUES["updates_page"] in text


def test_nothing_is_blamed_and_no_secret_is_asked_for() -> None:
    for key in KEYS:
        text = filled(TEMPLATES[key]).lower()
        assert "password:" not in text
        assert "someone has" not in text


@pytest.mark.parametrize("key", KEYS)
def test_the_versions_of_a_template_have_one_title(key: tuple[str, str]) -> None:
    titles = {t.title for (name, _), t in TEMPLATES.items() if name == key[0]}
    assert len(titles) == 1


@pytest.mark.parametrize("key", KEYS)
def test_sentences_are_short(key: tuple[str, str]) -> None:
    template = TEMPLATES[key]
    one_word = dict.fromkeys(FIELDS, "word")
    text = render(template, one_word, tuple(SECTIONS)).text
    long = [s for s in re.split(r"[.?:]\s|\n", text) if len(s.split()) >= MOST_WORDS]
    assert long == []


@pytest.mark.parametrize("key", KEYS)
def test_titles_and_headings_are_in_sentence_case(key: tuple[str, str]) -> None:
    template = TEMPLATES[key]
    own = " ".join(p.text for p in template.pieces if not p.field)
    for found in re.finditer(r"(?<=[a-z,] )[A-Z]\w+", f"{template.title}\n{own}"):
        assert found[0] in NAMES, found[0]


@pytest.mark.parametrize("key", PUBLIC)
@pytest.mark.parametrize("whole", [True, False])
def test_no_public_text_asks_for_details(key: tuple[str, str], whole: bool) -> None:
    found = check_safety(filled(TEMPLATES[key], whole=whole))
    assert [f for f in found if f.reason == "asks-for-details"] == []


@pytest.mark.parametrize("key", KEYS)
def test_no_template_threatens_or_prejudges(key: tuple[str, str]) -> None:
    text = filled(TEMPLATES[key])
    assert not re.search(r"\blibel|\bsue\b|\blegal action\b|\bsolicitor", text, re.I)
    assert not re.search(r"\b(?:dismissed|suspended|disciplin\w+|guilty)\b", text, re.I)
    assert not re.search(r"\bno comment\b|\bforgive\w*", text, re.I)
    assert not re.search(
        r"\bwe apologise if\b|\bsorry (?:if|that you feel)", text, re.I
    )
    assert not re.search(r"\bmistakes were made\b", text, re.I)


APOLOGIES = [key for key in KEYS if key[0] in {"MT-13", "MT-14", "MT-19"}]


@pytest.mark.parametrize("key", APOLOGIES)
def test_an_apology_owns_it_before_it_says_anything_else(key: tuple[str, str]) -> None:
    template = TEMPLATES[key]
    text = filled(template)
    owned = text.index(f"{VALUES['what_we_did']} That was wrong")
    assert not re.search(r"\bsorry (?:to|that)\b", text[:owned])
    assert owned < text.index("are sorry", owned)
    assert owned < text.index(VALUES["repair"])
    # The short version of the full apology points to the whole of it instead.
    promised = "updates_page" if key == ("MT-14", "short") else "next_step"
    assert {"what_we_did", "repair", promised} <= set(template.fields)


@pytest.mark.parametrize("key", [key for key in KEYS if key[0] in {"MT-22", "MT-23"}])
def test_a_statement_begins_with_the_people_concerned(key: tuple[str, str]) -> None:
    fields = [f for f in TEMPLATES[key].fields if f not in {"council", "subject"}]
    assert next(f for f in fields if f not in {"time", "date"}) == "concern"
    assert {"next_update", "next_step"} & set(fields)


@pytest.mark.parametrize("key", [k for k in KEYS if k[0] in {"MT-30", "MT-32"}])
def test_a_thread_is_told_the_rule_and_where_all_of_them_stand(
    key: tuple[str, str],
) -> None:
    assert {"rule", "rules_page"} <= set(TEMPLATES[key].fields)


def test_notices_of_a_removal_or_a_block_say_how_to_ask_again() -> None:
    for name in ("MT-31", "MT-33"):
        assert "review_route" in TEMPLATES[name, "standard"].fields


def test_a_false_account_is_never_linked() -> None:
    assert "without a link" in FIELDS["fake_account"]
    for variant in ("short", "standard", "web"):
        assert "official_channels" in TEMPLATES["MT-12", variant].fields

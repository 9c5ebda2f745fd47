"""The words we ship: complete, calm, within limits, and claiming no cause."""

import re

import pytest

from incidentkit.drafting.checks import (
    Facts,
    check_cause,
    check_safety,
    check_unfilled,
    run_checks,
)
from incidentkit.drafting.counting import count
from incidentkit.drafting.fields import FIELDS, SECTIONS
from incidentkit.drafting.templates import Template, load_templates, render
from incidentkit.platforms.load import load_platforms

TEMPLATES = load_templates()
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

VALUES = {name: f"({words.lower()})" for name, words in FIELDS.items()} | {
    "advice": "Delete any message from the account without opening its links.",
    "answer": "The crossing is closed until the signals are tested again.",
    "changes": "We have changed how we sign in and who can.",
    "concern": "We know how much families rely on this crossing.",
    "contact": "0300 555 0100 or contact@ashcombe.example.org",
    "council": "Ashcombe District Council",
    "date": "Saturday 14 March 2026",
    "done_when": "2 April 2026",
    "due": "14 April 2026",
    "fact": "All schools in Ashcombe are open as usual today.",
    "fake_account": "Ashcombe Help Desk",
    "findings": "Posts on Saturday morning were not ours, and no messages were read.",
    "handle": "@AshcombeDC",
    "helplines": "Ashcombe Listening Line, 0300 555 0111.",
    "known": "The signals stopped working at 6:40am.",
    "lead_agency": "Ashcombe Police, at police.example.org",
    "link": "https://ashcombe.example.org/news/notice",
    "measures": "Wardens are at the crossing.",
    "next_step": "Our head of highways reports here by Friday noon.",
    "next_update": "8:30am",
    "offer": "We will collect your bin by noon tomorrow.",
    "official_channels": "https://ashcombe.example.org/channels",
    "platform": "X",
    "posted_when": "14 March 2026",
    "posts_to_ignore": "posts about a prize",
    "received_at": "14 March 2026",
    "reference": "C-1042",
    "removed": "four posts about a prize were published",
    "reopens_when": "9am on Monday",
    "repair": "We have asked for advice before we post again.",
    "responsible": "Ashcombe Housing runs the flats: https://homes.example.org",
    "review_route": "write to review@ashcombe.example.org within 20 days.",
    "right_fact": "The office opens at 8am.",
    "route": "Our complaints team looks into this: https://ashcombe.example.org/tell",
    "rule": "Do not insult people.",
    "rules_page": "https://ashcombe.example.org/rules",
    "safe_channels": "our website and our Facebook Page",
    "said_before": "that the office opens at 9am",
    "signatory": "Chief executive",
    "source": "https://ashcombe.example.org/schools",
    "subject": "the crossing in Mill Lane",
    "time": "7:25am",
    "time_known": "7:10am",
    "time_regained": "8:05am",
    "topic": "school opening times",
    "updates_page": "https://ashcombe.example.org/news/our-x-account",
    "what_we_did": "We published a post that made light of an illness.",
    "what_went_wrong": "We missed your bin twice.",
    "who_was_hurt": "everybody who lives with epilepsy",
    "why": "Nobody could read them all.",
}


def filled(template: Template, *, whole: bool = True) -> str:
    rendered = render(template, VALUES, tuple(SECTIONS) if whole else ())
    assert rendered.missing == ()
    return rendered.text


def test_the_set_is_what_the_playbook_writes() -> None:
    three = {"short", "standard", "web"}
    said_in_public = (1, 2, 6, 11, 12, 13, 14, 15, 17, 18, 22, 23, 30, 32, 34, 35)
    expected = {f"MT-{n:02}": {"standard"} for n in range(1, 51)}
    expected |= {f"MT-{n:02}": three for n in (*said_in_public, 37, 42, 43)}
    # Answers that also go out as a message on a network.
    expected |= {f"MT-{n}": {"short", "standard"} for n in (16, 31, 46)}
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

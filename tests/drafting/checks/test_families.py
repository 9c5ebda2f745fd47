"""What single checks do beyond catching: places, suggestions, severities."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.checks.accessibility import dc15
from incidentkit.drafting.checks.apology import dc07, dc08
from incidentkit.drafting.checks.approvals import dc26
from incidentkit.drafting.checks.consistency import dc27
from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.election import dc13
from incidentkit.drafting.checks.finding import Finding, Severity
from incidentkit.drafting.checks.personal import dc05
from incidentkit.drafting.checks.placeholders import check_length
from incidentkit.drafting.checks.promises import dc11, promises_in
from incidentkit.drafting.checks.quoting import dc34
from incidentkit.drafting.checks.sentences import sentences, words
from incidentkit.drafting.checks.spelling import british_words, dc36
from incidentkit.drafting.checks.tone import dc14
from incidentkit.drafting.checks.web_links import dc17
from incidentkit.drafting.counting import cut_at
from tests.drafting.labelled.cases import dictionary, draft_of, platforms


def places(text: str, found: list[Finding]) -> list[str]:
    return [text[finding.start : finding.end] for finding in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ring Jo on 07700 900123 today.", "07700 900123"),
        ("The fire at 14 Mill Lane is out.", "14 Mill Lane"),
        ("He was born on 4 May 1981 here.", "born on 4 May 1981"),
        ("Number QQ 12 34 56 C is hers.", "QQ 12 34 56 C"),
    ],
)
def test_what_is_personal_is_marked_and_nothing_else(text: str, place: str) -> None:
    assert places(text, list(dc05(Draft(text)))) == [place]


def test_what_is_personal_stops_a_public_text_and_marks_a_private_one() -> None:
    draft = Draft("Ring 07700 900123.")
    assert [f.severity for f in dc05(draft)] == [Severity.BLOCK]
    assert [f.severity for f in dc05(replace(draft, is_public=False))] == [
        Severity.WARN
    ]


def test_an_apology_that_owns_up_to_nothing_is_stopped_and_the_rest_is_ranked() -> None:
    found = list(dc08(Draft("We are sorry.")))
    assert [(f.reason, f.severity) for f in found] == [
        ("no-responsibility", Severity.BLOCK),
        ("no-repair", Severity.WARN),
        ("no-explanation", Severity.INFO),
        ("no-promise", Severity.INFO),
    ]


def test_saying_sorry_and_defending_it_are_marked_apart() -> None:
    text = "We are sorry if you were upset, but it was a joke."
    found = list(dc07(Draft(text)))
    assert [f.reason for f in found] == ["conditional-apology", "apology-and-defence"]
    assert places(text, found) == ["if you were upset", "sorry if you were upset, but"]


def test_party_words_stop_a_draft_before_an_election_only() -> None:
    for period, severity in ((True, Severity.BLOCK), (False, Severity.WARN)):
        draft = draft_of("Sign the petition.", {"in_election_period": period})
        assert [f.severity for f in dc13(draft)] == [severity]


def test_a_promise_with_a_day_and_no_owner_is_only_for_information() -> None:
    assert [f.severity for f in dc11(Draft("We will write by Friday."))] == [
        Severity.INFO
    ]
    assert [f.severity for f in dc11(Draft("We will write."))] == [Severity.WARN]


def test_each_promise_is_handed_on_as_a_whole_sentence() -> None:
    text = "The pool is shut. We will mend it by May. Thank you."
    assert [text[a:b] for a, b in promises_in(text)] == ["We will mend it by May."]


def test_an_american_word_comes_with_its_british_spelling() -> None:
    known = {"dictionary": True}
    found = [
        f.instead
        for word in ("color", "organized", "theater", "modeling", "analyzed", "dialog")
        for f in dc36(draft_of(f"the {word} is", known))
    ]
    assert found == [
        "colour",
        "organised",
        "theatre",
        "modelling",
        "analysed",
        "dialogue",
    ]


def test_the_dictionary_is_british_and_comes_from_the_program_itself() -> None:
    known = british_words()
    assert len(known) > 140_000
    assert {"colour", "organise", "centre", "wellbeing"} <= known
    assert not {"color", "behavior", "recieve"} & known


def test_a_word_of_jargon_comes_with_an_everyday_word() -> None:
    found = [f for f in dc14(Draft("We utilise it.")) if f.reason == "jargon"]
    assert [f.instead for f in found] == ["use"]


def test_a_hashtag_in_small_letters_comes_with_its_words() -> None:
    found = list(dc15(draft_of("Join #streetfair", {"dictionary": True})))
    assert [f.instead for f in found] == ["#StreetFair"]


def test_a_missing_description_stops_a_draft() -> None:
    found = list(dc15(draft_of("The path is open.", {"pictures": [{"alt": " "}]})))
    assert [(f.reason, f.severity) for f in found] == [("no-alt-text", Severity.BLOCK)]


def test_who_still_has_to_approve_is_said_by_role() -> None:
    facts = {
        "required": ["Chief executive", "Head of communications"],
        "given": {"Head of communications": "another text"},
    }
    found = [(f.reason, f.instead) for f in dc26(draft_of("Open.", facts))]
    assert found == [
        ("approval-missing", "Chief executive"),
        ("changed-since-approval", "Head of communications"),
    ]


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("We knew at 7:05pm.", "We knew at 19:05."),
        ("We knew at 7.05 p.m. on Friday.", "We knew at 7:05pm."),
        ("We knew at noon.", "We knew at 12:00."),
        ("We knew at 7am.", "We knew at 7:00am."),
        ("Two posts went out.", "2 posts went out."),
    ],
)
def test_the_same_in_another_spelling_is_no_contradiction(
    earlier: str, now: str
) -> None:
    assert list(dc27(draft_of(now, {"earlier": [earlier]}))) == []


def test_the_last_number_that_was_given_is_the_one_that_stands() -> None:
    facts = {"earlier": ["Two posts went out.", "Four posts went out."]}
    assert list(dc27(draft_of("Four posts went out.", facts))) == []
    assert list(dc27(draft_of("Two posts went out.", facts))) != []


def test_a_long_quote_is_marked_as_one_place() -> None:
    said = "nobody came to help me at the gate on that Tuesday"
    text = f"They wrote that {said}, and more."
    found = list(dc34(draft_of(text, {"private_messages": [said]})))
    assert places(text, found) == [said]


def test_a_link_inside_the_councils_own_domain_has_to_end_there() -> None:
    facts = {"own_domains": ["ashcombe.example.org"]}
    text = "See our own page on notashcombe.example.org today"
    assert [f.reason for f in dc17(draft_of(text, facts))] == ["foreign-link"]


@pytest.mark.parametrize("slug", ["x", "bluesky", "mastodon", "threads"])
@pytest.mark.parametrize(
    "text",
    [
        "Bins are late. " * 700,
        f"See https://ashcombe.example.org/{'a' * 2000} now. " * 4 + "Bins. " * 400,
        "Bins\u0301 👨\u200d👩\u200d👧\u200d👦 " * 500,
        "x" * 9000,
    ],
)
def test_what_does_not_fit_begins_where_it_would_if_all_were_counted(
    slug: str, text: str
) -> None:
    platform = platforms()[slug]
    limit = platform.text("")
    assert limit is not None
    found = [f for f in check_length(text, platform) if f.reason == "too-long"]
    assert [(f.start, f.end) for f in found] == [(cut_at(text, limit), len(text))]


def test_sentences_end_where_people_end_them() -> None:
    text = 'At 8 a.m. we knew. "It is over!" she said. Next: 9.30am\nThank you'
    assert [text[a:b] for a, b in sentences(text)] == [
        "At 8 a.m. we knew.",
        '"It is over!" she said.',
        "Next: 9.30am",
        "Thank you",
    ]


def test_a_word_with_an_apostrophe_or_a_hyphen_is_one() -> None:
    assert [w[0] for w in words("We don't fly-tip 2 bags")] == [
        "We",
        "don't",
        "fly-tip",
        "2",
        "bags",
    ]


@given(st.text(max_size=200))
def test_sentences_stand_in_order_and_leave_nothing_but_space_out(text: str) -> None:
    spans = list(sentences(text))
    assert spans == sorted(spans)
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_the_dictionary_is_not_read_unless_somebody_asks() -> None:
    assert dictionary() is dictionary()
    assert Draft("").council.words is None

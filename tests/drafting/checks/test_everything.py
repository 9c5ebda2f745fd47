"""What holds for all checks: order, caps, interim notices, neutral facts, hostile text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.checks import find_known_strings
from incidentkit.drafting.checks.draft import (
    Approvals,
    Channel,
    Colleague,
    Council,
    Draft,
    Names,
    Pair,
    Picture,
    Situation,
    StatedFact,
)
from incidentkit.drafting.checks.everything import (
    CHECKS,
    LONGEST_CHECKED,
    MOST_OF_EACH,
    find_all,
)
from incidentkit.drafting.checks.finding import Finding, Severity, shown
from tests.drafting.labelled.cases import dictionary, platforms

BAD = (
    "We have been hacked, idiots! Ring [insert number] or Asha Patel on 07700 900123. "
    "The PIN is 4821. The member of staff was suspended. We will sue over these claims. "
    "No comment. Click here: https://bit.ly/x1 Color. We are sorry if anyone was hurt."
)
TOLD = Draft(
    BAD,
    is_reply=True,
    channels=(Channel(platforms()["x"]), Channel(platforms()["bluesky"])),
    pictures=(Picture(has_rights=False),),
    facts=(StatedFact("hacked"),),
    pair=Pair("Cymraeg", "earlier"),
    approvals=Approvals(("Chief executive",)),
    names=Names(
        (Colleague("Asha Patel", "AP", "Web Officer", 1),),
        ("@darkheron",),
        ("idiots",),
        ("Edith Marlow",),
    ),
    council=Council(
        own_domains=("ashcombe.example.org",),
        own_handles=("@AshcombeDC",),
        signature="initials",
        has_welsh_duty=True,
        in_election_period=True,
        words=dictionary(),
    ),
    situation=Situation(
        playbooks=frozenset({"hacked-account", "inappropriate-post"}),
        level="Serious",
        earlier=("It was a glitch. It is untrue. Two posts. We first knew at 7am.",),
        was_removed=True,
        is_live_case=True,
        is_major_incident=True,
        private_messages=("nobody came to help me at the gate on Tuesday",),
        off_record=("the bridge may need four years of repairs",),
    ),
    secrets_in=lambda text: tuple(map(str, find_known_strings(text, ["4821"]))),
)


def test_the_worst_comes_first_and_never_more_than_three_are_shown() -> None:
    found = find_all(TOLD)
    ranks = [list(Severity).index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert shown(reversed(found)) == found[:3] or len(shown(found)) == 3
    assert {finding.severity for finding in shown(found)} == {Severity.BLOCK}
    assert shown(()) == ()


def test_on_an_interim_notice_only_five_checks_stop() -> None:
    stops = {"DC01", "DC02", "DC03", "DC05", "DC06"}
    text = BAD.replace("Color", "x" * 300)
    before = {f.check for f in find_all(replace(TOLD, text=text)) if _stops(f)}
    interim = find_all(replace(TOLD, text=text, is_interim=True))
    assert before > stops
    assert {f.check for f in interim if _stops(f)} == stops
    assert {f.check for f in interim} >= before


def _stops(finding: Finding) -> bool:
    return finding.severity is Severity.BLOCK


def test_a_stored_secret_is_the_one_thing_in_a_draft_nobody_overrides() -> None:
    fixed = {f.reason for f in find_all(TOLD) if not f.can_override}
    assert fixed == {"stored-secret"}


def test_a_text_alone_is_not_judged_by_what_nobody_said() -> None:
    needs_facts = {"DC02", "DC04", "DC12", "DC16", "DC18", "DC21", "DC22", "DC26"}
    needs_facts |= {"DC27", "DC28", "DC29", "DC30", "DC32", "DC33"}
    found = {finding.check for finding in find_all(Draft(BAD))}
    assert not found & needs_facts
    assert found >= {"DC01", "DC03", "DC05", "DC06", "DC07", "DC20", "DC31"}


def test_nothing_is_said_of_an_empty_text() -> None:
    assert find_all(Draft("")) == ()


def test_a_text_past_the_cap_is_stopped_for_that_and_not_read_further() -> None:
    text = "Bins. " * (LONGEST_CHECKED // 6 + 1) + "We have been hacked."
    found = find_all(Draft(text))
    assert [f.reason for f in found] == ["too-long-to-check"]
    assert found[0].span == (LONGEST_CHECKED, len(text))
    assert not found[0].can_override


def test_no_check_floods_the_list() -> None:
    found = find_all(Draft("We were hacked. " * 500))
    assert sum(finding.check == "DC06" for finding in found) == MOST_OF_EACH


def test_a_place_is_a_span_and_the_whole_text_is_none() -> None:
    found = {finding.check: finding.span for finding in find_all(TOLD)}
    assert found["DC21"] is None
    assert found["DC20"] is not None
    start, end = found["DC20"]
    assert BAD[start:end].startswith("member of staff was suspended")


def test_curly_apostrophes_and_hard_spaces_change_nothing() -> None:
    straight = Draft("We're sorry if you're upset. We don't comment.")
    curly = Draft("We\u2019re sorry if\u00a0you\u2019re upset. We don\u2019t comment.")
    assert find_all(straight) == find_all(curly)


@given(st.text(max_size=300))
def test_any_text_can_be_checked_and_every_place_is_inside_it(text: str) -> None:
    for finding in find_all(replace(TOLD, text=text)):
        assert 0 <= finding.start <= finding.end <= len(text)


# Each begins what one pattern or another looks for, and never ends it.
HOSTILE = (
    *(
        "a",
        "0",
        " ",
        "\n",
        "!",
        "#",
        "_",
        "[",
        "{{",
        "<<a",
        "a.",
        "!a ",
        "A ",
        "07",
        "@a",
    ),
    *(
        "a@a.",
        "[name ",
        "[insert x\t",
        "1 Aa ",
        "ab2d ",
        "1234 ",
        "pin pin ",
        "https://a@",
    ),
    *("https://a.example.org/", "NO ", "knew ", "whether hacked ", "sorry if ", "(("),
    *(
        "he is ",
        "in a private message ",
        "send your ",
        "\U0001f600a ",
        "hacked.example ",
    ),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_hundred_thousand_characters_keep_a_check_for_long(piece: str) -> None:
    """One whose steps grow with the square of the length would not come to an end.

    Whatever counts characters has its own tests and its own cap.
    """
    text = (piece * 100_000)[:100_000]
    draft = replace(TOLD, text=text, channels=())
    assert {name for name, check in CHECKS.items() for _ in check(draft)} <= set(CHECKS)


@pytest.mark.parametrize(
    ("check", "piece"),
    [
        ("DC01", "[name "),
        ("DC01", "{{"),
        ("DC12", "a!"),
        ("DC20", "he is "),
        ("DC24", "send your "),
        ("DC31", "?"),
        ("DC35", "if "),
    ],
)
def test_a_pattern_that_reads_on_to_the_end_each_time_would_not_come_back(
    check: str, piece: str
) -> None:
    """The square of this length is a quarter of an hour, and the length a moment."""
    text = (piece * 1_000_000)[:1_000_000]
    draft = replace(TOLD, text=text, channels=())
    assert all(finding.check == check for finding in CHECKS[check](draft))

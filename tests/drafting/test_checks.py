import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.checks import (
    CAUSES_BY_FINDING,
    Cause,
    Severity,
    check_cause,
    check_interim,
    check_length,
    check_safety,
    check_unfilled,
    find_known_strings,
)
from incidentkit.drafting.checks.draft import Channel, Draft, Situation
from incidentkit.drafting.checks.everything import find_all
from incidentkit.platforms.load import load_platforms
from tests.work_done import calls_of

PLATFORMS = load_platforms()
NOTHING: frozenset[Cause] = frozenset()
GOOD = (
    "7:25am: Please ignore posts from @AshcombeDC. The account is not under our control."
    " Do not open its links. We are finding out what happened. Next update: 8:30am,"
    " ashcombe.example.org/news"
)


@pytest.mark.parametrize(
    "text",
    [
        "Next update at {{ next_update }}",
        "Ring [insert number]",
        "Ring [Name of officer]",
        "[ time tbc ] we will say more",
        "More at xx:xx",
        "Open from TBC",
        "Signed ____",
        "Ask <<council>> for help",
        "Between XX and noon",
    ],
)
def test_dc01_finds_what_is_not_filled_in(text: str) -> None:
    findings = check_unfilled(text)
    assert [f.check for f in findings] == ["DC01"]
    assert text[findings[0].start : findings[0].end].strip()


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Bins [black and blue] on Monday",
        "The tb clinic is open",
        "{braces} and __dunder__ are only words",
        "Xmas collections",
    ],
)
def test_dc01_lets_finished_texts_through(text: str) -> None:
    assert check_unfilled(text) == ()


def test_dc02_marks_what_does_not_fit() -> None:
    findings = check_length("x" * 300, PLATFORMS["x"])
    assert [(f.check, f.start, f.end, f.reason) for f in findings] == [
        ("DC02", 280, 300, "too-long")
    ]
    assert check_length("x" * 280, PLATFORMS["x"]) == ()


def test_dc02_never_cuts_inside_a_character() -> None:
    family = "👨\u200d👩\u200d👧\u200d👦"
    findings = check_length("x" * 279 + family, PLATFORMS["x"])
    assert [(f.start, f.end) for f in findings] == [(279, 286)]


def test_dc02_finds_the_character_that_x_refuses() -> None:
    findings = check_length("Bins\ufeff", PLATFORMS["x"])
    assert [f.reason for f in findings] == ["invalid-character"]
    assert check_length("Bins\ufeff", PLATFORMS["bluesky"]) == ()


def test_dc02_knows_how_many_links_and_hashtags_are_taken() -> None:
    five = " ".join(f"https://a{n}.example.org" for n in range(5))
    assert check_length(five, PLATFORMS["threads"]) == ()
    six = f"{five} https://b.example.org"
    assert [f.reason for f in check_length(six, PLATFORMS["threads"])] == [
        "too-many-links"
    ]
    tags = "#a #b #c #d #e"
    assert check_length(tags, PLATFORMS["instagram"]) == ()
    findings = check_length(f"{tags} #f", PLATFORMS["instagram"])
    assert [(f.reason, f.start) for f in findings] == [("too-many-hashtags", 15)]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Our account was hacked.", Cause.OUTSIDE),
        ("A hacker posted this.", Cause.OUTSIDE),
        ("HACKED", Cause.OUTSIDE),
        ("The account was hijacked", Cause.OUTSIDE),
        ("our page was hi-jacked", Cause.OUTSIDE),
        ("This was a cyber attack", Cause.OUTSIDE),
        ("a cyber-attack and a cyberattack", Cause.OUTSIDE),
        ("a cyber incident", Cause.OUTSIDE),
        ("The account has been compromised", Cause.OUTSIDE),
        ("There was a data breach", Cause.OUTSIDE),
        ("after unauthorised access", Cause.OUTSIDE),
        ("Somebody else got in", Cause.OUTSIDE),
        ("They gained access to it", Cause.OUTSIDE),
        ("Our password was stolen", Cause.OUTSIDE),
        ("We were the victim of malicious posts", Cause.OUTSIDE),
        ("Our page has been taken over", Cause.OUTSIDE),
        ("Fraudsters have posted here", Cause.OUTSIDE),
        ("a rogue employee", Cause.INSIDE),
        ("a disgruntled colleague", Cause.INSIDE),
        ("a former member of staff", Cause.INSIDE),
        ("a staff member posted it", Cause.INSIDE),
        ("posted by an employee", Cause.INSIDE),
        ("This was a mistake", Cause.MISTAKE),
        ("It was not a mistake", Cause.MISTAKE),
        ("It was posted in error", Cause.MISTAKE),
        ("due to human error", Cause.MISTAKE),
        ("posted from the wrong account", Cause.MISTAKE),
        ("It was accidentally published", Cause.MISTAKE),
        ("This was an oversight", Cause.MISTAKE),
        ("a glitch", Cause.FAULT),
        ("a technical issue", Cause.FAULT),
        ("owing to a scheduling error", Cause.FAULT),
        ("a bug in the tool", Cause.FAULT),
        ("We do not know who hacked us", Cause.OUTSIDE),
        ("We do not know whether data was taken, but we were hacked", Cause.OUTSIDE),
        ("We will say if more comes out. We were hacked", Cause.OUTSIDE),
    ],
)
def test_dc06_stops_a_cause_that_is_not_confirmed(text: str, cause: Cause) -> None:
    findings = check_cause(text, NOTHING)
    assert {f.reason for f in findings} == {f"cause-{cause}"}
    assert all(f.severity is Severity.BLOCK for f in findings)
    assert all(text[f.start : f.end].strip() for f in findings)
    assert check_cause(text, frozenset({cause})) == ()
    others = frozenset(Cause) - {cause}
    assert check_cause(text, others) == findings


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "The account is not under our control.",
        "Recent posts did not come from us.",
        "We do not yet know how this came about.",
        "We cannot yet say whether the account was hacked.",
        "We are checking if this was a mistake.",
        "We have not confirmed that the account was compromised",
        "There is no evidence of a data breach.",
        "The library in Hackney Road is open.",
        "Report it at https://www.facebook.com/hacked today",
        "The National Cyber Security Centre has advice.",
        "Ask a member of staff.",
        "A road accident has closed the A99.",
        "Overview and scrutiny committee",
        "Report Fraud at reportfraud.police.uk",
    ],
)
def test_dc06_lets_a_text_through_that_states_no_cause(text: str) -> None:
    assert check_cause(text, NOTHING) == ()


def test_what_may_be_said_follows_from_the_confirmed_finding() -> None:
    assert CAUSES_BY_FINDING["phishing"] == {Cause.OUTSIDE}
    allowed = CAUSES_BY_FINDING["leaver"]
    assert check_cause("A former employee got in: it was hacked", allowed) == ()
    assert check_cause("It was a glitch", allowed) != ()


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (GOOD, []),
        (GOOD.replace("Next update: 8:30am", "More soon"), ["no-next-update"]),
        (GOOD.replace("8:30am", "soon"), ["no-next-update"]),
        (GOOD.replace("7:25am: ", ""), ["no-time"]),
        (GOOD.replace("We are finding out what happened. ", ""), ["unknown-not-said"]),
        ("We will update you at 5pm.", ["no-time", "unknown-not-said"]),
        ("At noon: we do not know yet. Next update by 14.00", []),
        ("Nothing", ["no-next-update", "no-time", "unknown-not-said"]),
        ("On 14.03.2026", ["no-next-update", "no-time", "unknown-not-said"]),
    ],
)
def test_dc23_wants_a_time_what_is_not_known_and_the_next_update(
    text: str, reasons: list[str]
) -> None:
    findings = check_interim(text)
    assert [f.reason for f in findings] == reasons
    assert all(f.check == "DC23" and f.severity is Severity.WARN for f in findings)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (GOOD, []),
        ("Don\u2019t click on anything it posts", []),
        ("Never reply to the account", []),
        ("Our account is back", ["no-safety-advice"]),
        ("Do not open links. Reply with your name", ["asks-for-details"]),
        ("Ignore it and email your account number to us", ["asks-for-details"]),
        ("Ignore it. DM us your details", ["asks-for-details"]),
        ("Do not send your details to it", []),
        ("Ignore it. We will never ask you to send your password", []),
        ("Send your address to us", ["asks-for-details", "no-safety-advice"]),
    ],
)
def test_dc24_wants_advice_and_no_request_for_details(
    text: str, reasons: list[str]
) -> None:
    assert [f.reason for f in check_safety(text)] == reasons


def test_only_what_the_facts_call_for_is_checked() -> None:
    text = "Our account was hacked. Ring [insert number]." + "x" * 300
    assert [f.check for f in find_all(Draft(text))][:2] == ["DC06", "DC01"]
    found = find_all(hacked(text))
    assert [f.check for f in found][:3] == ["DC06", "DC01", "DC02"]
    assert {f.check for f in found[3:]} >= {"DC23", "DC24"}


def hacked(text: str) -> Draft:
    """Return an interim notice about a hacked account, for X."""
    situation = Situation(playbooks=frozenset({"hacked-account"}))
    channels = (Channel(PLATFORMS["x"]),)
    return Draft(text, is_interim=True, channels=channels, situation=situation)


@pytest.mark.parametrize(
    "piece",
    [
        "whether ",
        "not ",
        "send your ",
        "{{",
        "[name ",
        "next update ",
        "<<a",
        "do not ",
    ],
)
def test_a_text_twice_as_long_takes_twice_the_work(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    find_all(hacked(""))  # what is read once is read
    half = calls_of(lambda: find_all(hacked(text[:5_000])))
    assert calls_of(lambda: find_all(hacked(text))) < 2.2 * half


@pytest.mark.parametrize(
    "text",
    [
        "It is Correct-Horse-7Battery now",
        "it is correct horse 7battery now",
        "C O R R E C T horse 7 b a t t e r y",
        "correct\u200bhorse\u00ad7battery",
        "\uff43\uff4f\uff52\uff52\uff45\uff43\uff54\uff0dhorse\uff0d7battery",
        "CORRECT\nHORSE\n7BATTERY",
        "córrect_hórse_7báttery",
    ],
)
def test_a_known_string_is_found_however_it_is_spelled(text: str) -> None:
    known = ["something else", "correct-horse-7battery"]
    assert find_known_strings(text, known) == [1]


def test_a_known_string_is_not_found_where_it_is_not() -> None:
    known = ["correct-horse-7battery", "", "   ", "1234", "-----"]
    assert find_known_strings("The correct horse has no battery", known) == []
    assert find_known_strings("Ring 0300 555 12345", known) == []
    assert find_known_strings("", known) == []


def test_a_short_known_string_is_found_as_a_word_of_its_own() -> None:
    assert find_known_strings("The PIN is 1234.", ["1234"]) == [0]
    assert find_known_strings("The PIN is (12-34)", ["1234"]) == []
    assert find_known_strings("The PIN is 12-34", ["1234"]) == [0]


def test_a_string_of_marks_alone_is_still_found() -> None:
    assert find_known_strings("It is ----- now", ["-----"]) == [0]


@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_a_string_between_spaces_is_always_found(
    before: str, known: str, after: str
) -> None:
    text = f"{before} {known} {after}"
    found = find_known_strings(text, [known])
    assert found == [0] or len(known.strip()) < 5


@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=60))
def test_the_indexes_are_in_order_and_in_range(known: list[str], text: str) -> None:
    found = find_known_strings(text, known)
    assert found == sorted(set(found))
    assert all(0 <= index < len(known) for index in found)

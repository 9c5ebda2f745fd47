"""The hacked-account playbook: complete, readable aloud, and never at a loss."""

import re
from collections.abc import Iterator

import pytest

from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.due import due_at
from incidentkit.playbooks.model import DONT_KNOW, DueKind, Step, Verb
from incidentkit.playbooks.progress import Progress
from incidentkit.playbooks.walk import Status, Walk, walk
from incidentkit.resources import resource_path
from tests.playbooks.runs import (
    moves,
    what_is_left,
    with_answer,
    with_done,
    with_ended,
    with_evidence,
)
from tests.read_once import library_once

PLAYBOOKS = library_once().incidents
PLAYBOOKS_BY_NAME = {playbook.name for playbook in PLAYBOOKS.values()}
HACKED = PLAYBOOKS["hacked-account"]
BREACH = "breach-assessment"
DANGER, CONTROL = "is-anyone-in-danger-right-now", "can-you-get-in"
HOUR_MS = 3_600_000
LONGEST_SENTENCE = 25
MOST_ANSWERS = 8  # the situations of a personal data breach, and not knowing
UNDER_SETTINGS = Progress(
    facts={
        "setting breach clock": "at the decision",
        "setting emergency mode": "on",
        "setting member quotes": "never",
    }
)
JARGON = re.compile(
    r"\b(token|credential|revoke|vector|exfiltrat|2FA|MFA|SIRO|DPO|IOC|mitigat|leverag"
    r"|utili[sz]e|stakeholder|authenticat|asap|comms)\w*",
    re.IGNORECASE,
)


def templates() -> set[str]:
    folder = resource_path("templates")
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
    return {text.split("\n")[0].removeprefix("id: ") for text in texts}


def step(slug: str) -> Step:
    found = HACKED.step(slug)
    assert found is not None, slug
    return found


def statuses(progress: Progress) -> dict[str, Status]:
    return {p.step.slug: p.status for p in walk(HACKED, progress).positions}


def wanted(**facts: str) -> set[str]:
    """The titles of the steps of a run in which the facts are known beforehand."""
    known = {name.replace("_", " "): label for name, label in facts.items()}
    here = walk(HACKED, Progress(facts=known))
    return {p.step.title for p in here.positions if p.status is not Status.NOT_NEEDED}


# Never at a loss


def runs_with_something_new(start: Progress) -> Iterator[Walk]:
    """Runs to the end, one for every record of every step that can be reached.

    With its parts the playbook has more states than can be tried: a run goes on
    only while it records something for the first time or is in a state unseen.
    """
    seen: set[object] = set()
    tried: set[tuple[str, int]] = set()
    waiting = [start]
    while waiting:
        progress = waiting.pop()
        while (left := what_is_left(here := walk(HACKED, progress))) not in seen:
            seen.add(left)
            yield here
            if here.next is None:
                break
            progress = _chosen(here, progress, tried, waiting)


def _chosen(
    here: Walk, progress: Progress, tried: set[tuple[str, int]], later: list[Progress]
) -> Progress:
    """Return what to record now, and leave everything else untried for later."""
    assert here.next is not None
    options = list(moves(progress, here.next))
    slug = here.next.step.slug
    new = [n for n in reversed(range(len(options))) if (slug, n) not in tried]
    tried.update((slug, n) for n in new)
    later.extend(options[n] for n in new[1:])
    return options[new[0]] if new else options[-1]


@pytest.mark.parametrize(
    "start",
    [
        UNDER_SETTINGS,
        Progress(alone=True),
        Progress(danger=True),
        Progress(facts={"access": "Roles", "inbox": "Yes", "welsh": "No"}),
        Progress(facts={"access": "phone number"}, alone=True),
    ],
)
def test_every_combination_of_answers_leads_to_the_end(start):
    ends, reached = 0, set()
    for here in runs_with_something_new(start):
        assert (here.next is None) == here.ended
        if here.next is None:
            ends += 1
        else:
            reached.add(here.next.step.slug)
            ready = here.next.status in {Status.OPEN, Status.RESTING}
            assert ready or here.next.captures_first
    assert ends
    if start == UNDER_SETTINGS:
        assert reached == {s.slug for s in HACKED.steps()}


def test_a_question_always_takes_not_knowing_for_an_answer():
    asks = [s for s in HACKED.steps() if s.asks]
    assert len(asks) > 20
    assert all(s.labels[-1] == DONT_KNOW for s in asks)
    progress = Progress(evidence={"": 1})
    while (at := walk(HACKED, progress).next) is not None:
        slug = at.step.slug
        if at.status is Status.RESTING:
            progress = with_ended(progress, slug)
        elif at.step.asks:
            progress = with_answer(progress, slug, DONT_KNOW)
        else:
            progress = with_done(progress, slug)
    assert walk(HACKED, progress).ended


def test_the_check_finds_nothing():
    assert check_playbook(HACKED, templates(), PLAYBOOKS_BY_NAME) == ()


# What comes first


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("control", step(CONTROL).labels)
def test_the_first_act_that_stops_harm_comes_after_two_answers(control, alone):
    progress = Progress(alone=alone)
    assert walk(HACKED, progress).next.step.slug == DANGER
    progress = with_answer(progress, DANGER, "No")
    assert walk(HACKED, progress).next.step.slug == CONTROL
    progress = with_answer(progress, CONTROL, control)
    after = walk(HACKED, progress).next.step
    assert after.stops_harm
    assert not after.asks


def test_when_somebody_is_in_danger_the_call_comes_before_everything():
    progress = with_answer(Progress(), DANGER, "Yes")
    after = walk(HACKED, progress).next.step
    assert after.title == "Ring 999 or the safeguarding team first"


def order(progress: Progress) -> list[Step]:
    return [p.step for p in walk(HACKED, progress).positions if not p.is_over]


@pytest.mark.parametrize("control", ["Yes", "No", "Partly", DONT_KNOW])
@pytest.mark.parametrize("access", ["Own login", "Roles", "Phone number"])
def test_alone_everything_that_stops_harm_comes_before_screenshots(control, access):
    facts = {"danger": "No", "control": control, "access": access}
    alone = order(with_answer(Progress(facts=facts, alone=True), CONTROL, control))
    first_capture = next(n for n, s in enumerate(alone) if s.verb is Verb.CAPTURE)
    assert not [s.title for s in alone[first_capture:] if s.stops_harm]
    together = order(with_answer(Progress(facts=facts), CONTROL, control))
    captures = [n for n, s in enumerate(together) if s.verb is Verb.CAPTURE]
    assert [s.title for s in together[captures[0] :] if s.stops_harm]
    assert sorted(s.slug for s in alone) == sorted(s.slug for s in together)


def test_in_danger_what_stops_harm_comes_first_as_well():
    in_danger = order(Progress(danger=True))
    assert in_danger == order(Progress(alone=True))
    assert in_danger != order(Progress())


# Accounts differ


def test_an_account_of_its_own_gets_a_new_password():
    titles = wanted(access="Own login", control="Yes")
    assert "Change the account's password" in titles
    assert "Log out every other session" in titles
    assert "Take away that person's roles for now" not in titles
    assert step("change-the-accounts-password").verb is Verb.ROTATE


def test_an_account_run_through_profiles_is_secured_through_people():
    titles = wanted(access="Roles", control="Yes")
    assert "Make the profile that was broken into safe" in titles
    assert "Take away that person's roles for now" in titles
    assert "Take a picture of who has which role" in titles
    assert "Change the account's password" not in titles
    ring = " ".join(step("take-away-that-persons-roles-for-now").how)
    assert "ring a colleague who can" in ring


def test_a_telephone_number_is_taken_back():
    assert "Take the telephone number back" in wanted(access="Phone number")


LOCKED_OUT = "Ask the network to give the account back"


@pytest.mark.parametrize(
    ("control", "strangers", "locked_out"),
    [
        ("Yes", "No", False),
        ("Yes", "Yes", True),
        ("No", "No", True),
        ("Partly", "No", True),
    ],
)
def test_the_way_back_in_opens_when_we_are_locked_out(control, strangers, locked_out):
    titles = wanted(control=control, strangers=strangers)
    assert (LOCKED_OUT in titles) == locked_out


def test_not_knowing_whether_one_can_get_in_opens_both_ways():
    progress = with_answer(Progress(facts={"access": "Own login"}), CONTROL, DONT_KNOW)
    found = statuses(progress)
    assert found["change-the-accounts-password"] is Status.OPEN
    assert found["ask-the-network-to-give-the-account-back"] is Status.OPEN


def test_getting_back_in_opens_the_steps_for_a_recovered_account():
    start = Progress(facts={"access": "Own login", "strangers": "No", "keep": "No"})
    out = with_evidence(with_answer(start, CONTROL, "No"), "")
    assert statuses(out)["change-the-accounts-password"] is Status.NOT_NEEDED
    assert statuses(out)["delete-the-posts-that-are-not-ours"] is Status.NOT_NEEDED
    back = with_answer(out, CONTROL, "Yes")
    assert statuses(back)["change-the-accounts-password"] is Status.OPEN
    assert statuses(back)["delete-the-posts-that-are-not-ours"] is Status.OPEN
    assert (
        statuses(back)["ask-the-network-to-give-the-account-back"] is Status.NOT_NEEDED
    )


# Removal and the law


@pytest.mark.parametrize(
    ("keep", "slug"),
    [
        ("Yes", "hide-the-posts-that-are-not-ours"),
        ("No", "delete-the-posts-that-are-not-ours"),
    ],
)
def test_nothing_is_removed_before_it_was_captured(keep, slug):
    progress = Progress(facts={"control": "Yes", "keep": keep, "access": "Own login"})
    assert statuses(progress)[slug] is Status.WAITING
    capture = "take-screenshots-before-anything-is-changed"
    assert statuses(with_evidence(progress, capture))[slug] is Status.OPEN


def test_posts_are_hidden_while_nobody_knows_whether_to_keep_them():
    progress = with_evidence(Progress(facts={"control": "Yes"}), "")
    asked = "has-legal-or-the-police-asked-us-to-keep-anything"
    found = statuses(with_answer(progress, asked, DONT_KNOW))
    assert found["hide-the-posts-that-are-not-ours"] is Status.OPEN
    assert found["delete-the-posts-that-are-not-ours"] is Status.NOT_NEEDED


def test_the_regulator_is_told_within_72_hours_of_knowing_through_a_weekend():
    friday_noon = 1_790_337_600_000  # 25 September 2026, 12:00 UTC
    report = step(f"{BREACH}/report-to-the-information-commissioner")
    due = due_at(report, Progress(), friday_noon, {})
    assert due.at_ms == friday_noon + 72 * HOUR_MS
    assert (due.kind, due.assumed) == (DueKind.LAW, True)
    later = Progress(moments={"knowing": friday_noon + 5 * HOUR_MS})
    known = due_at(report, later, friday_noon, {})
    assert known.at_ms == friday_noon + 77 * HOUR_MS
    assert not known.assumed


def test_only_the_report_to_the_regulator_and_our_next_update_can_be_overdue():
    binding = {
        s.slug: s.due.kind
        for s in HACKED.steps()
        if s.due and s.due.kind is not DueKind.TARGET
    }
    assert binding == {
        f"{BREACH}/report-to-the-information-commissioner": DueKind.LAW,
        f"{BREACH}/keep-the-time-of-each-attempt-and-try-again-every-two-hours": (
            DueKind.LAW
        ),
        f"{BREACH}/record-why-no-report-is-made": DueKind.LAW,
        "give-the-next-update-you-promised": DueKind.PROMISE,
    }


def test_a_decision_not_to_report_is_recorded():
    titles = wanted(inbox="Yes", report="No")
    assert "Record why no report is made" in titles
    assert "Report to the Information Commissioner" not in titles


# Who is told


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "Tell ICT security"),
        ({}, "Report it to the network"),
        ({}, "Tell the head of communications and the account's owner"),
        ({"inbox": "Yes"}, "Tell the data protection officer"),
        ({"inbox": "Yes"}, "Tell the senior information risk owner"),
        ({"inbox": "Yes", "high_risk": "Yes"}, "Tell the people affected"),
        (
            {"severity": "Serious"},
            "Tell the duty director, the leader's office and ward members",
        ),
        ({"crime": "Yes"}, "Report it to the police"),
        (
            {"insider": "Yes"},
            "Tell Legal and the monitoring officer that somebody inside may be involved",
        ),
        ({"election": "Yes"}, "Tell the returning officer"),
        ({"emergency": "Yes"}, "Tell emergency planning"),
        ({"false_claims": "Yes"}, "Tell emergency planning about the false advice"),
        ({"wider": "Yes"}, "Report it to the National Cyber Security Centre"),
        ({"wider": "Yes"}, "Tell the regional warning point"),
        ({"money": "Yes"}, "Tell Finance and the bank"),
        ({"severity": "Embarrassing"}, "Tell the insurer"),
        (
            {"severity": "Embarrassing"},
            "Tell partners who were named or who shared the posts",
        ),
        ({"welsh": "Yes"}, "Warn the translation unit that a notice is coming"),
        ({"severity": "Embarrassing"}, "Tell staff and the contact centre"),
        ({"tool": "Yes"}, "Tell the supplier of the tool"),
        ({"lookalike": "Yes"}, "Tell Legal that our name and logo were misused"),
    ],
)
def test_whoever_has_to_know_is_told(facts, told):
    assert told in wanted(**facts)
    notify = {s.title: s for s in HACKED.steps() if s.verb is Verb.NOTIFY}
    assert notify[told].whom
    assert notify[told].due is not None


def test_a_small_incident_does_not_ring_the_chief_executive():
    titles = wanted(severity="Minor")
    assert "Tell the duty director, the leader's office and ward members" not in titles
    assert "Tell the insurer" not in titles


# Readable aloud


def sentences() -> Iterator[str]:
    for one in HACKED.steps():
        for text in (one.title, one.why, one.alone, *one.how):
            yield from (s for s in re.split(r"(?<=[.?])\s", text) if s)
    yield HACKED.goal
    for named in (*HACKED.roles, *HACKED.contacts, *HACKED.facts, *HACKED.moments):
        yield named.text


def test_every_sentence_is_short_calm_and_plain():
    for sentence in sentences():
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
        assert "!" not in sentence
        assert not JARGON.search(sentence), sentence


@pytest.mark.parametrize("one", list(HACKED.steps()), ids=lambda s: s.slug)
def test_a_step_says_who_when_and_in_one_sentence_why(one):
    assert one.who
    assert one.due is not None
    assert one.why.endswith(".")
    assert one.why.count(". ") == 0
    assert one.title.endswith("?") == one.asks
    assert all(line[-1] in ".?" for line in (*one.how, one.alone) if line)


def test_a_question_only_ever_offers_a_few_answers():
    assert all(len(s.answers) <= MOST_ANSWERS for s in HACKED.steps() if s.asks)


def test_questions_and_decisions_are_never_ticked_as_done_before():
    assert all(s.tickable != s.asks for s in HACKED.steps())


# The whole language


NOTICE = "publish-first-notice"


@pytest.mark.parametrize(
    ("severity", "minutes"),
    [("Minor", 30), ("Embarrassing", 30), ("Serious", 15), ("Critical", 15)],
)
def test_the_first_notice_is_due_sooner_when_it_is_serious(severity, minutes):
    due = due_at(step(NOTICE), Progress(), 0, {}, severity=severity)
    assert due.at_ms == minutes * 60_000
    assert due_at(step(NOTICE), Progress(), 0, {}).at_ms == 15 * 60_000


@pytest.mark.parametrize(
    ("slug", "hours"),
    [
        ("wait-for-the-network-and-ask-again-every-four-hours", 4),
        ("repeat-the-notice-while-the-account-is-not-ours-alone", 2),
    ],
)
def test_what_is_repeated_while_locked_out_ends_when_the_account_is_back(slug, hours):
    assert step(slug).repeat_minutes == hours * 60
    facts = {"control": "No", "strangers": "No"}
    assert statuses(Progress(facts=facts))[slug] is not Status.NOT_NEEDED
    back = statuses(Progress(facts=facts | {"control": "Yes"}))
    assert back[slug] is Status.NOT_NEEDED


def test_asking_for_the_account_back_takes_a_ticket_number():
    ticket = step("ask-the-network-to-give-the-account-back")
    assert ticket.proof == "The ticket number"
    assert ticket.fails


def test_deleting_takes_two_people_and_says_that_it_cannot_be_undone():
    delete = step("delete-the-posts-that-are-not-ours")
    assert delete.second_person
    assert delete.final
    assert delete.alone


def test_every_step_says_what_it_rests_on():
    assert [s.title for s in HACKED.steps() if not (s.basis or s.law)] == []

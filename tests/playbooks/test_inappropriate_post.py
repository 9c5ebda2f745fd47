"""The playbook for a bad post of our own: people first, nothing silent, no blame."""

import re

import pytest

from incidentkit.playbooks.combine import combined
from incidentkit.playbooks.model import DueKind, Playbook, Step, Verb
from incidentkit.playbooks.progress import Progress
from incidentkit.playbooks.walk import Status, walk
from tests.playbooks.runs import (
    what_is_left,
    with_answer,
    with_done,
    with_ended,
    with_evidence,
)
from tests.read_once import library_once

PLAYBOOKS = library_once().incidents
POST = PLAYBOOKS["inappropriate-post"]
HACKED = PLAYBOOKS["hacked-account"]
DANGER, SENDER = "is-anyone-in-danger-right-now", "who-sent-it"
KIND = "what-is-wrong-with-it"
LONGEST_SENTENCE = 25
OURS = {
    "danger": "No",
    "sender": "One of us",
    "whose": "Our account, posted by staff",
    "kind": "Wrong in fact",
    "shown": "No",
}
OWN_PARTS = (
    "Breach assessment",
    "Close-out",
    "Election check",
    "Emergency at the same time",
    "First questions",
    "Impersonation",
    "Severity",
    "Staff welfare",
    "Suspected insider",
    "Tell people inside",
)


def step(slug: str) -> Step:
    found = POST.step(slug)
    assert found is not None, slug
    return found


def statuses(**facts: str) -> dict[str, Status]:
    known = OURS | {name.replace("_", " "): label for name, label in facts.items()}
    return {p.step.slug: p.status for p in walk(POST, Progress(facts=known)).positions}


def wanted(**facts: str) -> set[str]:
    found = statuses(**facts)
    return {
        s.title
        for s in POST.steps()
        if found.get(s.slug, Status.NOT_NEEDED) is not Status.NOT_NEEDED
    }


# Beginning


def test_whoever_posted_it_can_begin_alone_and_without_a_password():
    progress = Progress(alone=True)
    assert walk(POST, progress).next.step.slug == DANGER
    progress = with_answer(progress, DANGER, "No")
    assert walk(POST, progress).next.step.slug == SENDER
    progress = with_answer(progress, SENDER, "One of us")
    first = walk(POST, progress).next.step
    assert first.stops_harm
    assert "no way in" in first.alone
    assert first.fails


@pytest.mark.parametrize("answer", ["None of us", "Don't know yet"])
def test_a_post_that_nobody_knows_of_begins_the_playbook_for_a_hack(answer):
    progress = with_answer(Progress(facts={"danger": "No"}), SENDER, answer)
    after = walk(POST, progress).next.step
    assert (after.verb, after.begins) == (Verb.USE, "hacked-account")


def test_a_post_by_a_stranger_leaves_only_the_playbook_for_a_hack():
    assert wanted(sender="None of us") == {
        "Is anyone in danger right now?",
        "Who sent it?",
        "Hacked account",
    }


def test_an_unknown_sender_captures_and_closes_the_door_in_one_run():
    both = combined((POST, HACKED))
    progress = with_answer(Progress(), DANGER, "No")
    titles = [p.step.title for p in walk(both, progress).positions]
    assert titles.index("Stop planned and automatic posts") < titles.index(
        "Secure the recovery mailbox"
    )
    capture = "Take screenshots of the post, the replies and the figures"
    assert titles.index(capture) < titles.index("Delete the posts that are not ours")


# Kinds


def test_the_fourteen_kinds_are_all_there():
    kinds = {a.label for a in step(KIND).answers} - {"Don't know yet"}
    whose = {a.label for a in step("whose-account-is-it-and-who-posted").answers}
    assert len(kinds) == 10
    others = whose - {
        "Our account, posted by staff",
        "Our account, posted by a councillor",
    }
    assert len(kinds | others) == 14


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"kind": "Wrong account"}, "Check what else went out"),
        ({"kind": "Badly timed or hurtful"}, "Read everything else that was posted"),
        ({"kind": "Wrong in fact"}, "Find the right fact"),
        ({"kind": "Personal or confidential information"}, "Tell the data protection"),
        ({"kind": "Unlawful or discriminatory"}, "Ask Legal what it may be"),
        ({"kind": "Political"}, "Tell the monitoring officer about the political"),
        ({"kind": "Somebody else's picture, music or words"}, "Find out whose it is"),
        ({"kind": "A like, share, follow or link"}, "Undo the like"),
        ({"kind": "Done on purpose"}, "Limit who can read this incident"),
        ({"kind": "Written or sent by a machine"}, "Switch off whatever wrote"),
        ({"whose": "A colleague's own account"}, "Hand the matter of the person to HR"),
        (
            {"whose": "A councillor's own account"},
            "Tell the monitoring officer about the counc",
        ),
        (
            {"whose": "Our account, posted by a contractor or partner"},
            "Tell the contract manager",
        ),
        ({"whose": "A wiki or other public page"}, "Ask the page's editors"),
    ],
)
def test_every_kind_has_its_branch(facts, title):
    assert any(found.startswith(title) for found in wanted(**facts)), title
    other = "Political" if facts.get("kind") != "Political" else "Wrong account"
    assert not any(found.startswith(title) for found in wanted(kind=other)), title


@pytest.mark.parametrize(
    "whose", ["A councillor's own account", "Our account, posted by a councillor"]
)
def test_a_councillor_is_never_a_matter_for_hr(whose):
    titles = wanted(whose=whose, severity="Serious")
    assert not [title for title in titles if "HR" in title]
    assert [title for title in titles if "monitoring officer" in title]


@pytest.mark.parametrize(
    "whose",
    [
        "A colleague's own account",
        "A councillor's own account",
        "A wiki or other public page",
    ],
)
def test_what_is_not_ours_is_never_removed_by_us(whose):
    titles = wanted(whose=whose, keep="No", own_post="Delete it and say so")
    assert "Delete the post" not in titles
    assert "Hide the post and keep the original" not in titles


# Removing


def test_the_first_yes_ends_the_questions_about_removing():
    assert "Does it look unlawful on its face?" not in wanted(keep="Yes")
    hurting = "Does it hurt people or a group each time it is seen?"
    assert hurting in wanted(keep="No", unlawful="No", election="No")
    assert hurting not in wanted(keep="No", unlawful="Yes")
    assert "Does it favour a party or a candidate?" not in wanted(
        keep="No", unlawful="No", election="No"
    )


def test_the_decision_shows_four_ways_side_by_side_and_follows_the_council():
    decide = step("what-do-we-do-with-our-own-post")
    assert len(decide.answers) == 4
    assert all(answer.means and answer.basis for answer in decide.answers)
    assert decide.reason_required
    assert decide.ruled("delete") == "Delete it and say so"
    assert decide.ruled("leave and correct") == "Leave it and correct it"
    assert not decide.ruled("case by case")


@pytest.mark.parametrize("keep", ["Yes", "No"])
def test_nothing_is_deleted_that_has_to_be_kept_or_before_it_is_captured(keep):
    facts = {"keep": keep, "own_post": "Delete it and say so"}
    found = statuses(**facts)
    instead = "hide-the-post-instead-because-it-has-to-be-kept"
    if keep == "Yes":
        assert found["delete-the-post"] is Status.NOT_NEEDED
        assert found[instead] is Status.WAITING
    else:
        assert found["delete-the-post"] is Status.WAITING
        assert found[instead] is Status.NOT_NEEDED
    assert step("delete-the-post").second_person
    assert step("delete-the-post").final


def test_in_danger_hiding_waits_for_no_screenshot_unless_the_council_says_so():
    hide = "Hide the post at once, because people are in danger"
    assert hide in wanted(danger="Yes")
    always = {"setting evidence before removal": "always", "danger": "Yes"}
    here = walk(POST, Progress(facts=OURS | always))
    position = next(p for p in here.positions if p.step.title == hide)
    assert position.status is Status.NOT_NEEDED


# People


def test_those_who_were_hurt_hear_it_before_the_public_does():
    titles = [s.title for s in POST.steps()]
    private = "Say sorry to them in person before we say it in public"
    assert titles.index(private) < titles.index(
        "Publish our answer where the post was seen"
    )
    assert private in wanted(people_hurt="People we can name")
    assert private not in wanted(people_hurt="Nobody that we know of")


@pytest.mark.parametrize(
    ("choice", "label"),
    [
        ("manager", "The line manager"),
        ("director", "The director named in the policy"),
        ("comms", "Communications"),
        ("comms and manager", "Communications and the line manager together"),
    ],
)
def test_who_hears_of_it_first_is_the_councils_rule(choice, label):
    assert step("who-hears-of-it-first").ruled(choice) == label


def test_communications_always_hear_of_it():
    knows = "Make sure that the communications duty officer knows"
    assert knows in wanted(first_told="The line manager")
    assert knows in wanted(first_told="The director named in the policy")
    assert knows not in wanted(first_told="Communications")


def test_whoever_posted_it_is_looked_after_and_never_named():
    titles = wanted(severity="Minor")
    assert "Ask whoever was hit how they are, and who is with them" in titles
    assert "Keep their name out of public words and out of this record" in titles
    assert step("is-whoever-posted-it-being-abused").answers[0].steps[0].begins == (
        "offensive-comments"
    )


def test_posting_rights_follow_the_setting_and_the_severity():
    pause = "Pause the posting right for now, because it is serious"
    rights = "Pause them only if it is serious or critical"
    assert pause in wanted(rights=rights, severity="Critical")
    assert pause not in wanted(rights=rights, severity="Minor")


@pytest.mark.parametrize("title", ["brief apology", "full apology"])
def test_words_that_admit_a_fault_are_approved_by_two_people(title):
    approve = next(s for s in POST.steps() if s.title == f"Approve the {title}")
    assert approve.second_person


# The whole


def test_a_run_ends_whatever_is_not_known():
    progress = Progress(evidence={"": 1})
    seen: set[object] = set()
    while (here := walk(POST, progress)).next is not None:
        assert what_is_left(here) not in seen
        seen.add(what_is_left(here))
        slug = here.next.step.slug
        if here.next.status is Status.RESTING:
            progress = with_ended(progress, slug)
        elif here.next.captures_first:
            progress = with_evidence(progress, here.next.captures_first[0])
        elif here.next.step.asks:
            progress = with_answer(progress, slug, "Don't know yet")
        else:
            progress = with_done(progress, slug)
    assert here.ended


def test_only_the_regulators_times_are_set_by_law():
    laws = {s.slug for s in POST.steps() for d in s.dues if d.kind is DueKind.LAW}
    assert laws
    assert all(slug.startswith("breach-assessment/") for slug in laws)


@pytest.mark.parametrize("name", ["inappropriate-post", "fake-account"])
def test_every_step_is_short_plain_and_says_what_it_rests_on(name):
    for one in PLAYBOOKS[name].steps():
        texts = (
            one.title,
            one.why,
            one.alone,
            *one.how,
            *(a.means for a in one.answers),
        )
        for sentence in (s for t in texts for s in re.split(r"(?<=[.?])\s", t)):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
            assert "!" not in sentence
        assert one.basis or one.law, one.title
        assert one.who
        assert one.due is not None, one.title
        assert one.why.endswith(".")
        assert one.why.count(". ") == 0, one.why


def test_every_part_is_used_by_two_playbooks_at_least():
    parts = library_once().parts.values()
    users = {
        part.name: [p.name for p in PLAYBOOKS.values() if part.file in _files(p)]
        for part in parts
        if part.name in OWN_PARTS
    }
    assert sorted(users) == sorted(OWN_PARTS)
    assert [name for name, found in users.items() if len(found) < 2] == []


def _files(playbook: Playbook) -> set[str]:
    return {part.file for part in playbook.parts}

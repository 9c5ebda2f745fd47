"""What the settings for when something is wrong change."""

import pytest

from incidentkit.desk.council_says import lines_for, signs_of
from incidentkit.desk.response import read_response
from incidentkit.desk.writing import read_writing
from incidentkit.errors import (
    CaptureFirstError,
    SecondPersonNeededError,
)
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.run import DANGER
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.model import DueKind, Verb
from incidentkit.playbooks.read import read_playbook
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.council import rules as said
from tests.council.effects import (
    begin,
    later,
    library,
    proves,
    say_severity,
    severity_step,
    step_of,
    steps,
)

# --- when something is wrong ------------------------------------------------------------


@proves("severity_definitions")
def test_the_councils_own_words_stand_beside_each_severity(desk):
    incident = begin(desk)
    slug = severity_step(desk.incidents.run(incident)).slug
    desk.council.set("severity_definitions", "Minor: Fewer than ten people saw it")
    page = read_response(desk, incident, slug).step
    assert page is not None
    means = {c.label: c.means for c in page.asked.choices}
    assert means["Minor"] == "Fewer than ten people saw it"
    assert means["Serious"]


@proves("sign_off", "preapproved_notice", "apology_authority")
def test_who_signs_is_as_the_council_decided(desk):
    incident = begin(desk)
    desk.council.set("sign_off", "Minor: Second\nCritical: Mayor")
    desk.council.set("apology_authority", "Head of legal")
    run = desk.incidents.run(incident)
    by_template = {
        s.template: s for s in run.playbook.steps() if s.verb is Verb.APPROVE
    }
    interim, apology = by_template["MT-01"], by_template["MT-13"]
    assert signs_of(desk.council, run, interim) == ()
    assert said.NO_SIGNER in lines_for(desk, run, interim)
    desk.council.set("preapproved_notice", "no")
    assert signs_of(desk.council, run, interim) == (
        ("Minor", ("Second",)),
        ("Critical", ("Mayor",)),
    )
    assert ("Critical", ("Mayor", "Head of legal")) in signs_of(
        desk.council, run, apology
    )


@proves("time_targets")
def test_the_councils_own_minutes_go_before_the_playbooks(desk):
    incident = begin(desk)
    run = desk.incidents.run(incident)
    step = severity_step(run)
    assert step.due is not None
    assert step.due.kind is DueKind.TARGET
    lines = f"hacked-account/{step.slug} Minor 33\nhacked-account/{step.slug} Serious 7"
    desk.council.set("time_targets", lines)
    minutes = []
    for label in ("", "Minor", "Serious", "Critical"):
        run = say_severity(desk, incident, label)
        due = run.due(step)
        assert due is not None
        minutes.append((due.at_ms - run.incident.known_ms) // 60_000)
    assert minutes == [7, 33, 7, 10]


@proves("breach_clock")
def test_the_72_hours_are_assumed_begun_or_wait_as_the_council_decided(desk):
    incident = begin(desk)
    run = desk.incidents.run(incident)
    step = next(
        s
        for s in run.playbook.steps()
        if s.due is not None and s.due.kind is DueKind.LAW and s.due.of == "knowing"
    )
    found = []
    for choice in ("ask at the start", "at the start", "at the decision"):
        desk.council.set("breach_clock", choice)
        due = desk.incidents.run(incident).due(step)
        found.append(None if due is None else due.assumed)
    assert found == [True, False, None]


REMOVAL = """playbook: Removing
version: 1
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL
goal: Take a post down.
begins with: A test
roles:
  Lead: Decides
phases:
  - phase: One
    steps:
      - capture: Take pictures of it
        who: Lead
        due: 5 minutes
        why: It may vanish.
        basis: The council's own rule
      - do: Take the post down
        needs: capture
        who: Lead
        due: 10 minutes
        why: It hurts people.
        basis: The council's own rule
"""


@proves("evidence_before_removal")
def test_danger_lifts_the_capture_unless_evidence_always_comes_first(desk):
    def removing() -> SubjectId:
        book = read_playbook(REMOVAL, "removing.yaml")
        incident = desk.incidents.start(Opening("A post", book))
        desk.incidents.circumstances.flag(incident, DANGER, on=True)
        return incident

    desk.incidents.done(removing(), "take-the-post-down")
    desk.council.set("evidence_before_removal", "always")
    held = removing()
    with pytest.raises(CaptureFirstError):
        desk.incidents.done(held, "take-the-post-down")
    desk.incidents.override_capture(held, "take-the-post-down", "A child is named")
    desk.incidents.done(held, "take-the-post-down")
    captured = removing()
    desk.incidents.evidence.held_elsewhere(
        captured, Source("take-pictures-of-it", "a picture"), "my phone", "Asha"
    )
    desk.incidents.done(captured, "take-the-post-down")


BLOCK = """playbook: Blocking
version: 1
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL
goal: Block somebody.
begins with: A test
roles:
  Lead: Decides
phases:
  - phase: One
    steps:
      - do: Block them
        id: block-time
        second person: yes
        who: Lead
        due: 10 minutes
        why: They will not stop.
        basis: The council's own rule
      - do: Delete it
        second person: yes
        who: Lead
        due: 10 minutes
        why: It is against the law.
        basis: The council's own rule
"""


@proves("block_second_person")
def test_one_person_blocks_only_where_the_council_lets_them(desk):
    incident = desk.incidents.start(
        Opening("Abuse", read_playbook(BLOCK, "blocking.yaml"))
    )
    block = desk.incidents.run(incident).playbook.step("block-time")
    assert desk.incidents.run(incident).has_gate(block)
    with pytest.raises(SecondPersonNeededError):
        desk.incidents.done(incident, "block-time")
    desk.council.set("block_second_person", "no")
    assert not desk.incidents.run(incident).has_gate(block)
    desk.incidents.done(incident, "block-time")
    with pytest.raises(SecondPersonNeededError):
        desk.incidents.done(incident, "delete-it")


@proves("fallback_channels")
def test_channels_are_offered_in_the_councils_order(desk):
    incident = begin(desk)
    desk.council.set("fallback_channels", "Press\nx")
    first = [slug for slug, _ in read_writing(desk, incident, "MT-01").channels[:3]]
    assert first == ["press", "x", "website"]


LINES = {
    "breach_questions": ("hacked-account", "what-kind-of-breach", said.own_question),
    "external_notifications": (
        "hacked-account",
        "settle-every-message-and-every-clock",
        said.outside,
    ),
    "spokespeople": ("press-enquiry", "choose-speaker", said.speaks),
}


@proves(*LINES)
@pytest.mark.parametrize("key", LINES)
def test_the_councils_own_lines_stand_at_their_step(desk, key):
    playbook, name, words = LINES[key]
    run = desk.incidents.run(begin(desk, playbook))
    step = step_of(playbook, name)
    assert lines_for(desk, run, step) == ()
    desk.council.set(key, "Line one\nLine two")
    assert lines_for(desk, run, step) == (words("Line one"), words("Line two"))


@proves("house_rules", "moderator_rules", "press_terms_text")
@pytest.mark.parametrize(
    ("key", "playbook", "follows"),
    [
        ("house_rules", "offensive-comments", "swearing"),
        ("moderator_rules", "offensive-comments", "moderator safety"),
        ("press_terms_text", "press-enquiry", "press terms"),
    ],
)
def test_the_councils_own_rules_stand_where_they_are_followed(
    desk, key, playbook, follows
):
    run = desk.incidents.run(begin(desk, playbook))
    step = next(s for s in steps(playbook) if s.follows == follows)
    desk.council.set(key, "Version 3\nBe kind")
    assert any("Be kind" in line for line in lines_for(desk, run, step))


@proves("sensitive_evidence_roles")
def test_the_step_that_limits_readers_names_the_councils_roles(desk):
    step = next(
        step
        for book in library().all
        for step in book.steps()
        if step.slug.endswith("limit-who-can-read-this-incident")
    )
    run = desk.incidents.run(begin(desk))
    desk.council.set("sensitive_evidence_roles", "Head of audit")
    assert lines_for(desk, run, step) == (said.readers(("Head of audit",)),)


@proves("lookback_months")
def test_closed_incidents_of_the_same_kind_are_listed_as_far_back_as_decided(
    desk, studio
):
    first = begin(desk, "inappropriate-post")
    desk.incidents.close(first, "Put right", reason="A test")
    other = begin(desk)
    desk.incidents.close(other, "Put right", reason="A test")
    later(studio, 100)
    run = desk.incidents.run(begin(desk, "inappropriate-post"))
    step = next(s for s in run.playbook.steps() if s.fact == "history")
    reference = desk.incidents.run(first).incident.reference
    (line,) = lines_for(desk, run, step)
    assert line.count("Odd posts") == 1
    assert reference in line
    desk.council.set("lookback_months", "2")
    assert lines_for(desk, run, step) == (said.past(2, ()),)


@proves("emergency_mode", "lead_agency", "rules_page", "appeal_contact")
@proves("appeal_working_days")
def test_messages_are_filled_with_what_the_council_decided(desk):
    incident = begin(desk)
    desk.council.set("lead_agency", "Ashcombe Fire and Rescue")
    desk.council.set("rules_page", "https://ashcombe.example.org/rules")
    desk.council.set("appeal_contact", "reviews@ashcombe.example.org")
    desk.council.set("appeal_working_days", "5")
    fields = desk.fields(incident)
    assert fields["lead_agency"] == "Ashcombe Fire and Rescue"
    assert fields["rules_page"] == "https://ashcombe.example.org/rules"
    assert "5 working days" in fields["review_route"]
    desk.council.set("emergency_mode", "off")
    assert "lead_agency" not in desk.fields(incident)

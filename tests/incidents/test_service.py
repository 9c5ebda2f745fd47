"""Recording in an incident: what is taken, what is refused, and why."""

import pytest

from incidentkit.errors import (
    CaptureFirstError,
    ClosedIncidentError,
    InvalidValueError,
    NotYetOpenedError,
    RoleNeededError,
    SecretInTextError,
    SeveralMatchError,
    StepNotOpenError,
    StillOpenError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.walk import Status
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.session import Identity
from incidentkit.words.times import uk_time
from tests.incidents.office import MINUTE, SECRET, playbook

CAPTURE = "take-screenshots-before-anything-is-changed"
DELETE = "delete-the-posts-that-are-not-ours"
GET_IN = "can-you-get-in"
DANGER = "is-anyone-in-danger-right-now"
MAILBOX = "secure-the-recovery-mailbox"
UPDATE = "give-the-next-update-you-promised"
KEEP = "has-legal-or-the-police-asked-us-to-keep-anything"
LEAD = "take-the-lead-and-name-a-second-and-a-recorder"


@pytest.fixture
def incident(office):
    return office.start()


def status(office, incident, slug):
    return office.run(incident).walk.position(slug).status


def count(office, incident):
    return len(office.incidents.facts(incident))


# --- starting and finding -------------------------------------------------


def test_an_incident_keeps_when_it_was_first_known_and_says_what_comes_next(office):
    office.wait(60)
    known = office.machine.clock.ms - 30 * MINUTE
    incident = office.start(title="  False posts ", known_ms=known, alone=True)
    run = office.run(incident)
    assert (run.incident.title, run.incident.known_ms) == ("False posts", known)
    assert run.progress.alone
    (row,) = office.incidents.rows()
    assert row.next_step == "Is anyone in danger right now?"
    assert office.incidents.find() == incident
    assert office.incidents.find(row.state.reference.lower()) == incident


def test_a_reference_begins_with_the_day_in_the_united_kingdom(office):
    # Half past midnight on 1 July by the clock on the wall, still June in UTC.
    office.machine.clock.ms = 1_782_862_200_000
    incident = office.start()
    day = uk_time(office.machine.clock.ms)
    assert f"{day:%y%m%d}" == "260701"
    assert office.run(incident).incident.reference.startswith("260701-")


def test_an_incident_cannot_be_known_before_it_happened_or_have_no_title(office):
    late = office.machine.clock.ms + 5 * MINUTE
    for opening in (
        Opening("", playbook()),
        Opening("A title", playbook(), known_ms=late),
        Opening("x" * 20_001, playbook()),
        Opening("half a letter \ud83d", playbook()),
    ):
        with pytest.raises(InvalidValueError):
            office.incidents.start(opening)
    assert office.incidents.rows() == ()


def test_finding_says_when_there_is_none_or_more_than_one(office):
    with pytest.raises(UnknownNameError):
        office.incidents.find()
    office.start()
    office.start(title="Another")
    with pytest.raises(SeveralMatchError):
        office.incidents.find()
    with pytest.raises(UnknownNameError):
        office.incidents.find("NOSUCH")


def test_one_incident_that_cannot_be_read_hides_no_other(office, incident):
    session = office.machine.here
    stray, unreadable, elsewhere = (SubjectId(bytes([n]) * 16) for n in (1, 2, 3))
    body = e.Started("260101-AAAA", "Odd", "later.yaml", "no playbook", 1)
    session.commit(write(Write(stray, k.NOTED, e.Noted("before its start"))))
    session.commit(write(Write(unreadable, k.STARTED, body)))
    scope = session.new_scope()
    session.commit(
        write(OpenScope(scope), Write(elsewhere, k.NOTED, e.Noted("hidden"), scope))
    )
    rows = office.incidents.rows()
    assert {row.incident for row in rows} == {incident, unreadable}
    assert {row.next_step for row in rows} == {"Is anyone in danger right now?", ""}
    with pytest.raises(NotYetOpenedError):
        office.run(stray)
    with pytest.raises(UnknownNameError):
        office.run(SubjectId(bytes(16)))


# --- answers and steps ----------------------------------------------------


def test_an_answer_is_taken_in_any_spelling_and_replaces_the_one_before(
    office, incident
):
    office.incidents.answer(incident, DANGER, "NO")
    office.incidents.answer(incident, GET_IN, "don\u2019t know yet")
    run = office.incidents.answer(incident, GET_IN, "yes", reason="I got in after all")
    assert run.progress.answers == {DANGER: "No", GET_IN: "Yes"}
    assert len(run.incident.records_of(GET_IN)) == 1
    assert not run.incident.conflicts


def test_what_is_not_an_answer_and_what_needs_one_is_refused(office, incident):
    before = count(office, incident)
    for call in (
        lambda s: s.answer(incident, DANGER, "Perhaps"),
        lambda s: s.done(incident, DANGER),
        lambda s: s.answer(incident, LEAD, "Yes"),
        lambda s: s.already_done(incident, DANGER),
        lambda s: s.skip(incident, LEAD, " "),
        lambda s: s.note(incident, ""),
    ):
        with pytest.raises(InvalidValueError):
            call(office.incidents)
    with pytest.raises(UnknownNameError):
        office.incidents.done(incident, "no-such-step")
    with pytest.raises(SeveralMatchError):
        office.incidents.done(incident, "tell-the")
    with pytest.raises(UnknownNameError):
        office.incidents.done(incident, "")
    assert count(office, incident) == before


def test_a_step_that_waits_names_what_comes_first(office, incident):
    with pytest.raises(StepNotOpenError) as refused:
        office.incidents.done(incident, "stay-logged-in-and-keep-that-screen-open")
    assert refused.value.waits_for == "Are you still logged in, or can you get in?"


def test_a_step_is_known_by_the_beginning_of_its_name(office, incident):
    office.incidents.done(incident, "take-the-lead")
    assert status(office, incident, LEAD) is Status.DONE


def test_a_step_left_out_keeps_its_reason_and_can_be_taken_up_again(office, incident):
    office.incidents.skip(incident, LEAD, "I am the only one here", by="Owen Officer")
    assert status(office, incident, LEAD) is Status.SKIPPED
    (record,) = office.run(incident).incident.records_of(LEAD)
    assert record.value == "I am the only one here"
    office.incidents.undo(incident, LEAD, "Priya came in")
    assert status(office, incident, LEAD) is Status.OPEN
    office.incidents.done(incident, LEAD)
    assert status(office, incident, LEAD) is Status.DONE


def test_undoing_is_a_new_entry_and_takes_back_one_thing_at_a_time(office, incident):
    office.incidents.answer(incident, GET_IN, "Yes")
    office.incidents.answer(incident, GET_IN, "No")
    before = count(office, incident)
    run = office.incidents.undo(incident, GET_IN, "a slip")
    assert run.progress.answers[GET_IN] == "Yes"
    assert count(office, incident) == before + 1
    run = office.incidents.undo(incident, GET_IN, "that too")
    assert GET_IN not in run.progress.answers
    with pytest.raises(UnknownNameError):
        office.incidents.undo(incident, GET_IN, "nothing is left")
    office.incidents.answer(incident, GET_IN, "No")
    with pytest.raises(InvalidValueError):
        office.incidents.undo(incident, GET_IN, "")


def test_what_was_done_before_the_kit_was_opened_can_be_ticked(office, incident):
    at_ms = office.machine.clock.ms - 20 * MINUTE
    office.incidents.already_done(incident, MAILBOX, at_ms=at_ms, by="Owen Officer")
    position = office.run(incident).walk.position(MAILBOX)
    assert position.before_kit
    assert position.status is Status.DONE
    (record,) = office.run(incident).incident.records_of(MAILBOX)
    assert record.at_ms == at_ms


@pytest.mark.parametrize("offset", [MINUTE, -(1 << 62)])
def test_nothing_can_have_happened_in_the_future_or_before_all_time(
    office, incident, offset
):
    when = office.machine.clock.ms + offset
    before = count(office, incident)
    for call in (
        lambda s: s.already_done(incident, MAILBOX, at_ms=when),
        lambda s: s.note(incident, "a note", at_ms=when),
        lambda s: s.circumstances.moment(incident, "knowing", when),
        lambda s: s.evidence.text(incident, "text", Source(at_ms=when)),
        lambda s: s.evidence.held_elsewhere(
            incident, Source(what="video", at_ms=when), "phone", "Priya"
        ),
    ):
        with pytest.raises(InvalidValueError):
            call(office.incidents)
    assert count(office, incident) == before


# --- capture before delete ------------------------------------------------


@pytest.fixture
def at_removal(office, incident):
    office.incidents.answer(incident, GET_IN, "Yes")
    office.incidents.answer(incident, KEEP, "No")
    return incident


def test_nothing_is_removed_before_it_was_captured(office, at_removal):
    with pytest.raises(CaptureFirstError):
        office.incidents.done(at_removal, DELETE)
    office.incidents.evidence.text(at_removal, "Free money", Source(step=CAPTURE))
    office.incidents.done(at_removal, DELETE)
    assert status(office, at_removal, DELETE) is Status.DONE


def test_a_capture_held_elsewhere_unlocks_removal_and_stays_open_until_filed(
    office, at_removal
):
    service = office.incidents
    held = service.evidence.held_elsewhere(
        at_removal,
        Source(step=CAPTURE, what="Screen photos"),
        "my phone",
        "Priya Patel",
    )
    service.done(at_removal, DELETE)
    assert "Screen photos: Priya Patel (my phone)" in office.run(at_removal).left_open
    with pytest.raises(StillOpenError) as refused:
        service.close(at_removal, "over")
    assert "Screen photos: Priya Patel (my phone)" in refused.value.items
    filed = service.evidence.text(
        at_removal, "photo", Source(step=CAPTURE, settles=held.digest)
    )
    run = office.run(at_removal)
    assert run.owed_evidence == ()
    assert filed.digest in {i.digest for i in run.incident.evidence}
    with pytest.raises(UnknownNameError):
        service.evidence.text(at_removal, "again", Source(settles=held.digest))


def test_an_override_with_a_reason_unlocks_one_removal(office, at_removal):
    with pytest.raises(InvalidValueError):
        office.incidents.override_capture(at_removal, DELETE, "")
    office.incidents.override_capture(at_removal, DELETE, "A child's address is shown")
    office.incidents.done(at_removal, DELETE)
    assert status(office, at_removal, DELETE) is Status.DONE


def test_danger_puts_what_stops_harm_first_and_asks_for_no_capture(office, at_removal):
    service = office.incidents
    run = service.circumstances.flag(at_removal, "danger", on=True, reason="A threat")
    slugs = [p.step.slug for p in run.walk.positions]
    assert slugs.index(CAPTURE) > slugs.index(MAILBOX)
    service.done(at_removal, DELETE)
    run = service.circumstances.flag(at_removal, "danger", on=False)
    assert not run.progress.danger
    with pytest.raises(InvalidValueError):
        service.circumstances.flag(at_removal, "panic", on=True)


# --- circumstances --------------------------------------------------------


def test_a_moment_is_one_of_the_playbook_and_the_later_word_counts(office, incident):
    now = office.machine.clock.ms
    service = office.incidents
    service.circumstances.moment(incident, "knowing", now - 9 * MINUTE)
    run = service.circumstances.moment(
        incident, "knowing", now - MINUTE, "on reflection"
    )
    assert run.progress.moments == {"knowing": now - MINUTE}
    with pytest.raises(UnknownNameError):
        service.circumstances.moment(incident, "dawn", now)


def test_a_promise_is_kept_by_a_step_that_keeps_promises(office, incident):
    when = office.machine.clock.ms + 60 * MINUTE
    run = office.incidents.circumstances.promise(incident, UPDATE, when, "residents")
    assert run.progress.promised == {UPDATE: when}
    for slug, ms in ((LEAD, when), (UPDATE, 0)):
        with pytest.raises(InvalidValueError):
            office.incidents.circumstances.promise(incident, slug, ms)


def test_no_cause_is_suspected_or_confirmed_without_saying_which_and_why(
    office, incident
):
    circumstances = office.incidents.circumstances
    for status_, cause, basis in (
        ("suspected", "phishing", " "),
        ("confirmed", "", "the log-in page was found"),
        ("certain", "phishing", "the page"),
    ):
        with pytest.raises(InvalidValueError):
            circumstances.set_cause(incident, status_, cause, basis)
    run = circumstances.set_cause(incident, "unexplained", "", "")
    run = circumstances.set_cause(
        incident, "confirmed", "phishing", "the page was found"
    )
    assert run.incident.cause.value.status == "confirmed"
    assert not run.incident.cause.in_conflict


def test_a_situation_report_says_at_least_what_is_known(office, incident):
    report = e.Situation("We are in", "How", "Nothing", "A notice", "Patience")
    run = office.incidents.circumstances.situation(incident, report)
    assert office.machine.here.fact(run.incident.situation).body == report
    empty = e.Situation("", "How", "", "", "")
    with pytest.raises(InvalidValueError):
        office.incidents.circumstances.situation(incident, empty)


# --- secrets --------------------------------------------------------------


def test_no_text_that_people_write_takes_a_stored_secret_into_the_log(
    office, incident, tmp_path
):
    leak = f"the password is {SECRET}, ring me"
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    before = count(office, incident)
    calls = {
        "note": lambda s: s.note(incident, leak),
        "note by": lambda s: s.note(incident, "x", by=leak),
        "done": lambda s: s.done(incident, LEAD, leak),
        "done by": lambda s: s.done(incident, LEAD, by=leak),
        "reason": lambda s: s.answer(incident, DANGER, "No", reason=leak),
        "skip": lambda s: s.skip(incident, LEAD, leak),
        "already": lambda s: s.already_done(incident, LEAD, by=leak),
        "override": lambda s: s.override_capture(incident, DELETE, leak),
        "close": lambda s: s.close(incident, leak, reason="x"),
        "lessons": lambda s: s.close(incident, "x", lessons=leak, reason="x"),
        "flag": lambda s: s.circumstances.flag(incident, "alone", on=True, reason=leak),
        "moment": lambda s: s.circumstances.moment(incident, "knowing", 1, leak),
        "promise": lambda s: s.circumstances.promise(incident, UPDATE, 9, leak),
        "cause": lambda s: s.circumstances.set_cause(incident, "suspected", leak, "x"),
        "situation": lambda s: s.circumstances.situation(
            incident, e.Situation("x", "", leak, "", "")
        ),
        "what": lambda s: s.evidence.text(incident, "x", Source(what=leak)),
        "address": lambda s: s.evidence.file(incident, picture, Source(address=leak)),
        "held": lambda s: s.evidence.held_elsewhere(
            incident, Source(what="x"), leak, "Priya"
        ),
        "start": lambda s: s.start(Opening(leak, playbook())),
        "seen": lambda s: s.start(Opening("x", playbook(), seen=leak)),
    }
    for name, call in calls.items():
        with pytest.raises(SecretInTextError) as refused:
            call(office.incidents)
        assert refused.value.accounts == ("x/@AshcombeDC",), name
    office.incidents.answer(incident, DANGER, "No")
    with pytest.raises(SecretInTextError):
        office.incidents.undo(incident, DANGER, leak)
    assert count(office, incident) == before + 1
    assert len(office.incidents.rows()) == 1
    assert not list(office.machine.places.evidence.iterdir()), "an orphan was sealed"


# --- closing --------------------------------------------------------------


def test_a_closed_incident_refuses_everything_but_notes_and_late_evidence(
    office, incident
):
    service = office.incidents
    held = service.evidence.held_elsewhere(
        incident, Source(what="video"), "phone", "Priya"
    )
    with pytest.raises(StillOpenError):
        service.close(incident, "We took it back")
    run = service.close(incident, "We took it back", reason="The rest is tomorrow's")
    assert not run.incident.is_open
    calls = (
        lambda: service.answer(incident, DANGER, "No"),
        lambda: service.done(incident, LEAD),
        lambda: service.already_done(incident, LEAD),
        lambda: service.skip(incident, LEAD, "x"),
        lambda: service.undo(incident, LEAD, "x"),
        lambda: service.override_capture(incident, DELETE, "x"),
        lambda: service.close(incident, "again", reason="x"),
        lambda: service.circumstances.flag(incident, "alone", on=True),
        lambda: service.circumstances.set_cause(incident, "unexplained", "", ""),
    )
    for call in calls:
        with pytest.raises(ClosedIncidentError):
            call()
    service.note(incident, "A resident wrote to thank us")
    service.evidence.text(incident, "video", Source(settles=held.digest))
    assert office.run(incident).owed_evidence == ()
    (row,) = service.rows()
    assert row.next_step == ""
    with pytest.raises(UnknownNameError):
        service.find()


def test_a_closed_incident_goes_on_where_it_was_once_reopened(office, incident):
    service = office.incidents
    service.answer(incident, DANGER, "No")
    service.close(incident, "over", reason="x")
    with pytest.raises(InvalidValueError):
        service.reopen(incident, "")
    run = service.reopen(incident, "It happened again")
    assert run.incident.is_open
    assert run.progress.answers == {DANGER: "No"}
    before = count(office, incident)
    assert service.reopen(incident, "twice").incident.is_open
    assert count(office, incident) == before
    assert not service.close(incident, "really over", reason="x").incident.is_open


def test_a_finished_run_closes_without_a_reason(office, incident):
    office.finish(incident, {GET_IN: "Yes"})
    run = office.incidents.close(incident, "We took it back", lessons="Ring ICT first")
    assert not run.incident.is_open
    assert run.left_open == ()


def test_somebody_who_may_only_look_writes_nothing(office, incident, monkeypatch):
    session = office.machine.here
    me = session.me
    monkeypatch.setattr(
        type(session), "me", Identity(me.person, me.seat, Role.OBSERVER)
    )
    with pytest.raises(RoleNeededError):
        office.incidents.note(incident, "x")

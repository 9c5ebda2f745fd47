"""Where an incident stands: due times, and what is overdue."""

from incidentkit.incidents import entries as e
from incidentkit.incidents.run import run_of
from incidentkit.playbooks.model import DueKind
from tests.incidents.office import MINUTE, playbook
from tests.incidents.test_state import START, fact, fold, started

PUBLISH = "publish-first-notice"
UPDATE = "give-the-next-update-you-promised"
REPORT = "report-to-the-information-commissioner"
BOOK = playbook()
YEAR = 365 * 24 * 60 * MINUTE


def run(*bodies):
    facts = [fact(0, started()), *(fact(n, b) for n, b in enumerate(bodies, 1))]
    return run_of(fold(facts), BOOK, {})


def overdue(found, now_ms):
    return {p.step.slug for p in found.overdue(now_ms)}


def test_only_the_law_and_our_own_promises_are_ever_overdue():
    found = run(e.StepDone(PUBLISH))
    late = found.overdue(START + YEAR)
    assert late
    assert {p.step.due.kind for p in late} == {DueKind.LAW, DueKind.PROMISE}
    assert all(not p.is_over for p in late)
    assert not run().overdue(START)


def test_the_72_hours_count_from_the_start_until_somebody_says_when_we_knew():
    hours = 60 * MINUTE
    assert REPORT not in overdue(run(), START + 72 * hours)
    assert REPORT in overdue(run(), START + 72 * hours + 1)
    later = run(e.MomentSet("knowing", START + 10 * hours))
    assert REPORT not in overdue(later, START + 82 * hours)
    assert REPORT in overdue(later, START + 82 * hours + 1)


def test_a_step_that_is_over_is_never_overdue():
    skipped = run(e.StepSkipped(REPORT, "reported by telephone"))
    assert REPORT not in overdue(skipped, START + YEAR)
    not_needed = run(
        e.Answered("could-somebody-in-the-account-see-messages-or-personal-data", "No")
    )
    slugs = [p.step.slug for p in not_needed.walk.positions if p.answer == "No"]
    assert slugs
    assert REPORT not in overdue(not_needed, START + YEAR)


def test_an_update_is_due_two_hours_after_the_first_time_the_notice_went_out():
    step = BOOK.step(UPDATE)
    found = run(e.StepDone(PUBLISH, at_ms=START), e.StepDone(PUBLISH, at_ms=START + 9))
    assert found.due(step).at_ms == START + 120 * MINUTE
    assert run().due(step) is None


def test_a_notice_that_was_left_out_promised_nothing():
    found = run(e.StepSkipped(PUBLISH, "nobody saw it"))
    assert found.due(BOOK.step(UPDATE)) is None
    assert UPDATE not in overdue(found, START + YEAR)


def test_a_promise_made_after_the_last_was_kept_can_be_broken_again():
    kept = (e.StepDone(PUBLISH), e.StepDone(UPDATE))
    assert UPDATE not in overdue(run(*kept), START + YEAR)
    again = run(*kept, e.Promised(UPDATE, START + 300 * MINUTE))
    assert UPDATE not in overdue(again, START + 300 * MINUTE)
    assert UPDATE in overdue(again, START + 300 * MINUTE + 1)
    once_more = run(*kept, e.Promised(UPDATE, START + 300 * MINUTE), e.StepDone(UPDATE))
    assert UPDATE not in overdue(once_more, START + YEAR)


def test_what_is_left_open_names_steps_and_what_is_held_elsewhere():
    found = run(e.HeldElsewhere("", "Video of the story", "her phone", "Priya", START))
    assert "Video of the story: Priya (her phone)" in found.left_open
    assert "Is anyone in danger right now?" in found.left_open
    assert "Ring 999 or the safeguarding team first" not in found.left_open
    danger = run(e.Answered("is-anyone-in-danger-right-now", "Yes"))
    assert "Ring 999 or the safeguarding team first" in danger.left_open


def test_what_was_removed_before_the_kit_with_no_copy_stays_open():
    hide = "hide-the-posts-that-are-not-ours"
    ticked = run(e.StepDone(hide, before_kit=True))
    missing = "No copy was kept before “Hide the posts that are not ours”"
    assert missing in ticked.left_open
    capture = next(iter(BOOK.step(hide).needs))
    kept = run(
        e.HeldElsewhere(capture, "The posts", "my phone", "Asha", START),
        e.StepDone(hide, before_kit=True),
    )
    assert missing not in kept.left_open

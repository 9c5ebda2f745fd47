"""What settings change in playbooks and their due times."""

from datetime import date

import pytest

from incidentkit.council.calendar import day_of
from incidentkit.council.settings import SETTINGS
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.read import read_playbook
from tests.council.effects import (
    begin,
    library,
    proves,
)

HOUR_MS = 3_600_000

# --- what playbooks go by -------------------------------------------------------------


def followed() -> dict[str, set[str]]:
    """Return the choices that shipped playbooks give answers to, by setting."""
    found: dict[str, set[str]] = {}
    for book in library().all:
        for step in book.steps():
            if step.follows:
                choices = {a.setting for a in step.answers if a.setting}
                found.setdefault(step.follows, set()).update(choices)
    return found


def test_each_setting_a_playbook_follows_exists_with_the_same_choices():
    by_name = {s.name: s for s in SETTINGS.values()}
    # No answer stands for these: the step then suggests nothing.
    open_ended = {"case by case", "none"}
    for name, choices in followed().items():
        kept = set(by_name[name].choices)
        assert choices <= kept, name
        assert kept - choices <= open_ended, name


FOLLOWED = (
    "own_bad_post",
    "removal_notice",
    "hide_before_delete",
    "reply_policy",
    "swearing",
    "off_topic",
    "links_in_comments",
    "named_staff",
    "staff_mistake_first_told",
    "suspend_posting",
    "signature",
    "moderator_safety",
    "press_terms",
)


@proves(*FOLLOWED)
@pytest.mark.parametrize("key", FOLLOWED)
def test_the_answer_that_the_council_chose_is_marked_as_its_rule(desk, key):
    setting = SETTINGS[key]
    book, step = next(
        (b, s) for b in library().all for s in b.steps() if s.follows == setting.name
    )
    rules = set()
    for choice in setting.choices:
        desk.council.set(key, choice)
        facts = desk.council.for_playbooks()
        rules.add(step.ruled(facts[f"setting {setting.name}"]))
    answered = {a.label for a in step.answers if a.setting}
    assert answered <= rules, (book.slug, step.slug)
    assert len(rules) > 1


NAMED_IN_CONDITIONS = {
    "member_quotes": "allowed",
    "emergency_mode": "off",
    "breach_clock": "at the start",
    "evidence_before_removal": "always",
    "nation": "Wales",
}


@proves(*NAMED_IN_CONDITIONS)
@pytest.mark.parametrize(("key", "choice"), NAMED_IN_CONDITIONS.items())
def test_a_condition_of_a_playbook_goes_by_a_choice_that_exists(desk, key, choice):
    setting = SETTINGS[key]
    texts = "\n".join(p.text for p in library().all)
    used = [line for line in texts.splitlines() if f"setting {setting.name} is" in line]
    assert any(line.rstrip().endswith(choice) for line in used)
    desk.council.set(key, choice)
    run = desk.incidents.run(begin(desk))
    assert run.progress.facts[f"setting {setting.name}"] == choice


NUMBERS = (
    "next_update_minutes",
    "press_holding_minutes",
    "press_chase_minutes",
    "block_days",
    "appeal_working_days",
)
SMALL = """playbook: Small
version: 1
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL
goal: Show when something is due.
begins with: A test
roles:
  Lead: Decides
phases:
  - phase: One
    steps:
      - do: Come back to it
        who: Lead
        due: setting {name}
        why: It was decided so.
        basis: The council's own rule
"""


@proves(*NUMBERS)
@pytest.mark.parametrize("key", NUMBERS)
def test_a_due_time_is_as_long_as_the_council_decided(desk, key):
    book = read_playbook(SMALL.format(name=SETTINGS[key].name), "small.yaml")
    incident = desk.incidents.start(Opening("Small", book))
    step = next(iter(book.steps()))
    times = []
    for number in ("6", "12"):
        desk.council.set(key, number)
        due = desk.incidents.run(incident).due(step)
        assert due is not None
        times.append(due.at_ms)
    assert times[0] < times[1]


@proves("review_hours")
def test_the_first_look_back_at_a_hacked_account_is_due_as_the_council_set_it(desk):
    incident = begin(desk)
    contained = desk.session.clock.now_ms() - 60_000
    run = desk.incidents.circumstances.moment(incident, "contained", contained)
    looks = [s for s in run.playbook.steps() if "after-one-day" in s.slug]
    found = []
    for hours in ("24", "36"):
        desk.council.set("review_hours", hours)
        run = desk.incidents.run(incident)
        found += [run.due(step).at_ms - contained for step in looks]
    assert found == [24 * HOUR_MS, 36 * HOUR_MS]


@proves("nation")
def test_a_step_of_an_incident_is_due_by_the_councils_own_calendar(desk):
    book = read_playbook(SMALL.format(name="appeal working days"), "small.yaml")
    incident = desk.incidents.start(Opening("Small", book))
    desk.council.set("appeal_working_days", "6")
    ends = []
    for nation in ("England", "Scotland"):
        desk.council.set("nation", nation)
        due = desk.incidents.run(incident).due(next(iter(book.steps())))
        assert due is not None
        ends.append(day_of(due.at_ms))
    # 30 November, a Monday, is St Andrew's Day.
    assert ends == [date(2026, 11, 30), date(2026, 12, 1)]

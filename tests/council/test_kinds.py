"""What each kind of setting takes, and which of several values holds."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.council.calendar import OfficeHours
from incidentkit.council.settings import SETTINGS, find_setting
from incidentkit.council.tables import office_hours, week_of
from incidentkit.errors import InvalidValueError
from incidentkit.words.council import EXPLAINED
from incidentkit.words.rules import ANY_RULE, value_rule

# For each setting whose careful value is not simply the last: two leads, and what holds.
CAREFUL = {
    "nation": ("England", "Wales", "Wales"),
    "keyring_days": ("30", "10", "10"),
    "minimum_holders": ("2", "3", "3"),
    "password_length": ("15", "30", "30"),
    "lookback_months": ("12", "24", "24"),
    "own_bad_post": ("delete", "leave and correct", "leave and correct"),
    "evidence_before_removal": ("always", "except danger", "always"),
    "breach_clock": ("at the decision", "at the start", "at the start"),
    "external_users": ("dated", "no", "no"),
    "swearing": ("allowed", "removed", "removed"),
    "member_quotes": ("never", "allowed", "never"),
    "event_triggers": ("leaver", "compromise", "leaver\ncompromise"),
    "own_email_domains": ("a.example b.example", "b.example c.example", "b.example"),
    "spokespeople": ("A: x\nB: y", "C: z", "C: z\nA: x\nB: y"),
    "elections": (
        "2027-03-22 to 2027-05-06",
        "2026-11-01 to 2026-12-01 poll",
        "2026-11-01 to 2026-12-01 poll\n2027-03-22 to 2027-05-06",
    ),
    "monitoring_hours": (
        "Mon-Fri 09:00-17:00",
        "Mon 08:00-12:00\nTue-Fri 10:00-18:00",
        "Mon 08:00-17:00\nTue-Fri 09:00-18:00",
    ),
    "retention": (
        "Press: 2 years",
        "Incident: 1 year\nPress: 90 days",
        "Incident: 1 year\nPress: 2 years",
    ),
    "sign_off": ("Minor: A", "Minor: B\nCritical: C", "Minor: A, B\nCritical: C"),
    "time_targets": (
        "a/b Minor 20",
        "a/b Minor 10\na/c Serious 5",
        "a/b Minor 10\na/c Serious 5",
    ),
    "public_contact": ("first", "last", "last"),
}


@pytest.mark.parametrize("key", CAREFUL)
def test_the_careful_value_holds_until_it_is_settled(key):
    setting = SETTINGS[key]
    one, other, holds = CAREFUL[key]
    assert setting.accept(one) == one
    assert setting.accept(other) == other
    assert setting.kind.careful((one, other)) == holds
    assert setting.accept(holds) == holds


@given(st.sampled_from(sorted(SETTINGS)), st.lists(st.text(), min_size=1, max_size=3))
def test_what_holds_is_always_something_the_setting_may_be(key, texts):
    setting = SETTINGS[key]
    kept = [setting.default]
    for text in texts:
        with contextlib.suppress(InvalidValueError):
            kept.append(setting.accept(text))
    held = setting.kind.careful(tuple(kept))
    assert setting.accept(held) == held


@pytest.mark.parametrize(
    ("key", "text", "rule"),
    [
        ("nation", "France", "not-a-choice"),
        ("event_triggers", "leaver\nrain", "not-a-choice"),
        ("retention", "Biscuits: 1 year", "rows-of-table"),
        ("retention", "Press: for ever", "length-of-time"),
        ("retention", "Press: 0 years", "length-of-time"),
        ("elections", "2027-05-06 to 2027-03-22", "period-of-days"),
        ("elections", "in May", "period-of-days"),
        ("monitoring_hours", "always", "hours-of-week"),
        ("monitoring_hours", "Sat 09:00-17:00", "hours-of-week"),
        ("monitoring_hours", "Mon-Fri 17:00-09:00", "hours-of-week"),
        ("monitoring_hours", "Mon 09:00-17:00\nMon 10:00-11:00", "hours-of-week"),
        ("time_targets", "hacked-account/x Severe 5", "time-target"),
        ("time_targets", "a/b Minor 5\na/b Minor 6", "twice"),
        ("rules_page", "our rules", "web-address"),
        ("press_holding_minutes", "4", "minutes-5-to-480"),
        ("house_rules", "x" * 5_000, "too-long"),
        ("spokespeople", "\n".join(f"{n}: x" for n in range(61)), "too-many"),
    ],
)
def test_what_a_setting_cannot_be_is_refused_with_its_rule(key, text, rule):
    with pytest.raises(InvalidValueError) as refused:
        find_setting(key).accept(text)
    assert (refused.value.field, refused.value.rule) == (key, rule)
    assert value_rule(rule) is not ANY_RULE


def test_working_days_have_their_earliest_opening_and_latest_closing():
    week = week_of("Mon-Thu 09:00-17:00\nFri 08:30-16:00\nSat 06:00-23:00")
    assert office_hours(week) == OfficeHours(8 * 60 + 30, 17 * 60)


def test_every_setting_and_every_choice_is_explained():
    assert set(EXPLAINED) == set(SETTINGS)
    for key, setting in SETTINGS.items():
        words = EXPLAINED[key]
        assert words.name
        assert words.says
        assert words.because.endswith(".")
        assert tuple(words.choices) == setting.choices
        assert bool(words.question) == setting.asked


def test_a_new_council_is_asked_eight_questions_at_most():
    assert sum(setting.asked for setting in SETTINGS.values()) == 8

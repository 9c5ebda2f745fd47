"""Each of the council's 47 decisions, and that changing it changes something.

`EFFECTS` is the whole list, by its number: the settings that a decision is made of.
Every test that proves an effect, in the modules beside this one, is marked with the
setting whose effect it proves; the last test here compares the marks with the registry,
so that no setting can be without any.
"""

from incidentkit.council.settings import SETTINGS
from tests.council import (
    test_effects_every_day,
    test_effects_in_playbooks,
    test_effects_in_words,
    test_effects_when_wrong,
)
from tests.council.effects import PROVED

WHERE = (
    test_effects_every_day,
    test_effects_in_playbooks,
    test_effects_when_wrong,
    test_effects_in_words,
)
EFFECTS: dict[int, tuple[str, ...]] = {
    1: ("nation", "languages", "welsh_name", "welsh_people"),
    2: ("rotation", "rotation_months"),
    3: ("rotation_day", "rotation_grace_days", "round_days"),
    4: ("event_triggers",),
    5: ("minimum_holders", "break_glass", "emergency_second_person"),
    6: ("password_length", "password_style", "code_keys"),
    7: ("own_bad_post",),
    8: ("removal_notice",),
    9: ("hide_before_delete",),
    10: ("evidence_before_removal",),
    11: ("reply_policy",),
    12: ("house_rules", "rules_page", "swearing", "off_topic", "links_in_comments"),
    13: (
        "block_days",
        "block_second_person",
        "appeal_working_days",
        "appeal_contact",
    ),
    14: ("named_staff",),
    15: ("monitoring_hours", "out_of_hours_cover"),
    16: ("time_targets", "next_update_minutes", "review_hours"),
    17: ("severity_definitions",),
    18: ("sign_off", "preapproved_notice"),
    19: ("staff_mistake_first_told",),
    20: ("suspend_posting",),
    21: ("naming_of_staff", "signature"),
    22: ("apology_authority",),
    23: ("humour",),
    24: ("press_terms", "press_terms_text"),
    25: ("press_holding_minutes", "press_chase_minutes"),
    26: ("spokespeople", "member_quotes"),
    27: ("elections",),
    28: ("link_policy", "approved_link_domains"),
    29: ("phone_format",),
    30: ("fallback_channels",),
    31: ("breach_clock",),
    32: ("breach_questions",),
    33: ("external_notifications",),
    34: ("retention", "legal_hold_roles"),
    35: ("sensitive_evidence_roles",),
    36: ("training_months", "acknowledgements"),
    37: ("review_months",),
    38: ("dormant_days",),
    39: ("external_users",),
    40: ("moderator_safety", "moderator_rules"),
    41: ("emergency_mode", "lead_agency"),
    42: ("lookback_months",),
    43: ("exercise_months",),
    44: ("school_accounts",),
    45: ("policies", "policy_review_months"),
    46: ("personal_devices",),
    47: ("shared_login_on_role_platforms",),
}
# Beside the 47: what the kit had from its first day.
OTHERS = (
    "keyring_days",
    "lock_minutes",
    "official_accounts_page",
    "own_email_domains",
    "paper_days",
    "public_contact",
)
# --- the whole list -----------------------------------------------------------------


def test_every_decision_is_a_setting_and_every_setting_a_decision():
    assert list(EFFECTS) == list(range(1, 48))
    named = [key for keys in EFFECTS.values() for key in keys]
    assert len(named) == len(set(named))
    assert {*named, *OTHERS} == set(SETTINGS)


def test_no_setting_is_without_an_effect():
    assert set(SETTINGS) - PROVED == set()

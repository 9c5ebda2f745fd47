"""What the settings of an ordinary day change."""

from datetime import UTC, date, datetime

import pytest

from incidentkit.accounts.model import (
    Access,
    Agency,
    Edits,
    Field,
    Item,
    NewAccount,
    Phone,
    Reason,
)
from incidentkit.accounts.secret import Secret
from incidentkit.council.calendar import day_of
from incidentkit.council.rules import RotationRule
from incidentkit.desk.adding import FirstSecret, add_account
from incidentkit.desk.council_remarks import remarks
from incidentkit.desk.council_says import lines_for
from incidentkit.desk.emergency import open_in_emergency
from incidentkit.desk.home import Need
from incidentkit.desk.nightly_paper import choose_folder, write_tonight
from incidentkit.desk.remembering import most_days
from incidentkit.desk.rotating import council_secret
from incidentkit.desk.round_terms import begin as begin_round
from incidentkit.desk.upkeep import rotation_due_ms
from incidentkit.desk.welsh import welsh_fields
from incidentkit.errors import (
    InvalidValueError,
)
from incidentkit.playbooks.model import Verb
from incidentkit.words.council import rules as said
from tests.council.effects import (
    add_x,
    begin,
    later,
    matter,
    proves,
)

# --- who we are -------------------------------------------------------------------


@proves("nation")
def test_working_days_leave_out_the_holidays_of_the_nation(desk):
    eve = int(datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp()) * 1000
    ends = []
    for nation in ("England", "Scotland"):
        desk.council.set("nation", nation)
        ends.append(day_of(desk.council.calendar().working_days_after(eve, 1)))
    # 30 November, a Monday, is St Andrew's Day.
    assert ends == [date(2026, 11, 30), date(2026, 12, 1)]


@proves("nation", "languages")
@pytest.mark.parametrize(
    ("key", "value"), [("nation", "Wales"), ("languages", "English\nWelsh")]
)
def test_where_welsh_is_written_nobody_is_asked_whether_it_has_to_be(desk, key, value):
    incident = begin(desk)
    assert "welsh" not in desk.incidents.run(incident).progress.facts
    desk.council.set(key, value)
    assert desk.incidents.run(incident).progress.facts["welsh"] == "Yes"


@proves("welsh_name", "welsh_people")
def test_a_welsh_message_has_the_welsh_name_and_who_looks_after_it(desk):
    incident, translations = begin(desk), desk.drafts.library.translations
    shown = translations.find("MT-01", "web")
    translations.approve(shown, "Nia Rees")
    assert "council" not in welsh_fields(desk, incident)
    desk.council.set("welsh_name", "Cyngor Dosbarth Ashcombe")
    assert welsh_fields(desk, incident)["council"] == "Cyngor Dosbarth Ashcombe"
    me = desk.session.me.person
    is_named = desk.drafts.library.translations._looks_after_welsh
    assert not is_named(me)
    desk.council.set("welsh_people", desk.officers.name_of(me))
    assert is_named(me)


@proves("monitoring_hours")
def test_working_hours_are_the_hours_when_somebody_watches(desk):
    monday_noon = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp()) * 1000
    ends = []
    for hours in ("Mon-Fri 09:00-17:00", "Mon-Fri 08:00-20:00"):
        desk.council.set("monitoring_hours", hours)
        calendar = desk.council.calendar()
        ends.append(calendar.working_minutes_after(monday_noon, 6 * 60))
    hour = 3_600_000
    assert ends == [monday_noon + 22 * hour, monday_noon + 6 * hour]


@proves("monitoring_hours", "out_of_hours_cover")
def test_outside_the_hours_a_step_that_tells_somebody_names_the_cover(desk, studio):
    desk.council.set("out_of_hours_cover", "duty phone, 01632 960 111")
    run = desk.incidents.run(begin(desk))
    step = next(s for s in run.playbook.steps() if s.verb is Verb.NOTIFY)
    assert said.cover("duty phone, 01632 960 111") in lines_for(desk, run, step)
    desk.council.set("monitoring_hours", "Mon-Sun 00:00-23:59")
    assert desk.council.is_watched(studio.clock.ms)
    assert lines_for(desk, run, step) == ()


@proves("code_keys")
def test_no_key_for_sign_in_codes_is_taken_where_the_council_keeps_none(desk):
    account = add_x(desk)
    key = Secret("JBSWY3DPEHPK3PXP")
    desk.accounts.edit(account, Edits(totp=key))
    desk.council.set("code_keys", "not kept")
    with pytest.raises(InvalidValueError):
        desk.accounts.edit(account, Edits(totp=key))
    with pytest.raises(InvalidValueError):
        desk.accounts.begin_rotation(account, key, Reason.LOST_DEVICE, Item.TOTP)
    with pytest.raises(InvalidValueError):
        desk.accounts.import_many([NewAccount("x", "another", totp=key)])
    desk.accounts.edit(account, Edits(((Field.NOTES, "Key is in the safe"),)))


@proves("school_accounts")
def test_an_account_of_a_school_is_pointed_out_unless_the_council_keeps_them(desk):
    account = add_x(desk, purpose="Ashcombe Primary School news")
    assert said.SCHOOL in remarks(desk, account)
    found = matter(desk, Need.REMARK)
    assert found is not None
    assert found.detail == said.SCHOOL
    desk.council.set("school_accounts", "yes")
    assert remarks(desk, account) == ()


@proves("policies", "policy_review_months")
def test_the_list_of_policies_is_due_after_its_interval(desk, studio):
    desk.council.set("policies", "Social media policy, on the intranet")
    later(studio, 200)
    assert matter(desk, Need.POLICIES) is None
    desk.council.set("policy_review_months", "6")
    assert matter(desk, Need.POLICIES) is not None
    desk.council.set("policies", "")
    assert matter(desk, Need.POLICIES) is None


@proves("official_accounts_page", "public_contact", "phone_format")
def test_messages_name_the_page_and_the_contact_in_the_councils_style(desk):
    incident = begin(desk)
    desk.council.set("official_accounts_page", "https://ashcombe.example.org/us")
    desk.council.set("public_contact", "Ring 01632960001")
    fields = desk.fields(incident)
    assert fields["official_channels"] == "https://ashcombe.example.org/us"
    assert fields["contact"] == "Ring 01632 960 001"
    desk.council.set("phone_format", "plain")
    assert desk.fields(incident)["contact"] == "Ring 01632960001"


@proves("own_email_domains")
def test_a_recovery_mailbox_elsewhere_is_pointed_out(desk):
    account = add_x(desk, recovery_mailbox="someone@mail.example.com")
    assert remarks(desk, account) == ()
    desk.council.set("own_email_domains", "ashcombe.example.org")
    assert remarks(desk, account) == (said.OTHER_MAILBOX,)


@proves("keyring_days")
def test_a_machine_remembers_no_longer_than_the_council_allows(desk):
    desk.council.set("keyring_days", "3")
    assert most_days(desk) == 3


@proves("lock_minutes")
def test_an_unused_kit_locks_when_the_council_says(desk):
    # The window hands this to its idle timer: tests/ui/shell/test_window.py.
    desk.council.set("lock_minutes", "3")
    assert desk.council.lock_minutes() == 3


# Of one that was typed in nobody knows when it changed, and its turn goes by chance.
MADE = Secret("Old-Horse-9x", is_made=True)


# --- accounts ----------------------------------------------------------------------


@proves("rotation", "rotation_months")
def test_a_password_is_late_by_the_councils_interval_or_never(desk, studio):
    add_x(desk, secret=MADE)
    later(studio, 45)  # from 21 November to 5 January
    wanted = []
    for mode in ("monthly", "other interval", "review only", "off"):
        desk.council.set("rotation", mode)
        wanted.append(matter(desk, Need.ROTATION) is not None)
    assert wanted == [True, False, False, False]
    desk.council.set("rotation", "other interval")
    desk.council.set("rotation_months", "1")
    assert matter(desk, Need.ROTATION) is not None


@proves("rotation")
def test_accounts_are_reviewed_unless_rotation_is_off(desk, studio):
    add_x(desk)
    later(studio, 250)
    desk.council.set("rotation", "review only")
    assert matter(desk, Need.REVIEW) is not None
    desk.council.set("rotation", "off")
    assert matter(desk, Need.REVIEW) is None


@proves("rotation_day", "rotation_grace_days")
def test_the_day_and_the_grace_say_when_a_password_is_late(desk, studio):
    changed = int(datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp()) * 1000
    calendar = desk.council.calendar()
    due = [
        day_of(rotation_due_ms(RotationRule(1, nth, 5), changed, calendar))
        for nth in (1, 3)
    ]
    assert due == [date(2026, 12, 1), date(2026, 12, 3)]
    add_x(desk, secret=MADE)
    later(studio, 15)  # 6 December
    assert matter(desk, Need.ROTATION) is None
    desk.council.set("rotation_grace_days", "1")
    assert matter(desk, Need.ROTATION) is not None
    desk.council.set("rotation_day", "5")
    assert matter(desk, Need.ROTATION) is None


@proves("round_days", "rotation_day", "rotation_grace_days")
def test_the_accounts_of_a_check_are_spread_or_fall_on_one_day(desk, studio):
    for number in range(9):
        add_x(desk, f"Ashcombe{number}")
    later(studio, 12)  # 3 December
    desk.council.set("rotation_day", "5")
    desk.council.set("rotation_grace_days", "2")
    days = []
    for mode, month in (("spread", "2026-12"), ("one day", "2027-01")):
        desk.council.set("round_days", mode)
        found = begin_round(desk, month)
        days.append(sorted({line.due for line in found.lines}))
        assert found.grace_days == 2
        desk.rounds.close(month)
    assert len(days[0]) == 9
    assert days[0][0] == "2026-12-07"
    assert days[1] == ["2027-01-08"]


@proves("event_triggers")
def test_a_change_for_an_event_is_named_the_next_day(desk, studio):
    account = add_x(desk)
    desk.accounts.begin_rotation(account, Secret("New-Zebra-77"), Reason.LEAVER)
    assert matter(desk, Need.SAME_DAY) is None
    later(studio, 1)
    assert matter(desk, Need.SAME_DAY) is not None
    desk.council.set("event_triggers", "compromise")
    assert matter(desk, Need.SAME_DAY) is None


@proves("minimum_holders")
def test_an_account_with_too_few_holders_is_named(desk):
    desk.council.set("minimum_holders", "1")
    add_x(desk)
    assert matter(desk, Need.HOLDERS) is None
    rule = desk.council.upkeep()
    desk.council.set("minimum_holders", "2")
    assert desk.council.upkeep().minimum_holders == 2
    assert rule.minimum_holders == 1


@proves("break_glass")
def test_a_password_taken_out_at_night_is_due_for_a_change(desk, studio):
    account = add_x(desk)
    desk.accounts.reveal(account, Item.SECRET)  # 07:00 on a Saturday
    assert matter(desk, Need.SAME_DAY) is None
    desk.council.set("break_glass", "reason and change")
    desk.accounts.reveal(account, Item.SECRET)
    assert matter(desk, Need.SAME_DAY) is not None


@proves("emergency_second_person")
@pytest.mark.parametrize(("first", "is_in"), [("afterwards", True), ("first", False)])
def test_somebody_is_let_in_at_night_at_once_or_once_two_agree(desk, first, is_in):
    desk.council.set("emergency_second_person", first)
    account, me = add_x(desk), desk.session.me.person
    assert open_in_emergency(desk, account, me, "hijacked") is is_in
    assert bool(desk.accounts.known(account).account.owed) is is_in


@proves("paper_days")
def test_the_paper_of_who_can_post_is_written_when_the_council_wants_it(desk, tmp_path):
    choose_folder(desk.session.kit.places, tmp_path)
    assert write_tonight(desk) == ()
    desk.council.set("paper_days", "7")
    assert len(write_tonight(desk)) == 2


@proves("password_length", "password_style")
def test_new_passwords_are_made_as_the_council_decided(desk):
    assert len(council_secret(desk).reveal()) == 20
    desk.council.set("password_length", "30")
    assert len(council_secret(desk).reveal()) == 30
    desk.council.set("password_style", "words")
    assert council_secret(desk).reveal().count("-") == 11
    account = add_account(desk, NewAccount("x", "AshcombeDC"), FirstSecret.MADE)
    (waiting,) = desk.accounts.known(account).item(Item.SECRET).pending
    found = desk.accounts.reveal(account, Item.SECRET, waiting.digest)
    assert found.reveal().count("-") == 11


@proves("review_months")
def test_an_account_is_due_for_review_after_the_councils_months(desk, studio):
    add_x(desk)
    later(studio, 100)
    assert matter(desk, Need.REVIEW) is None
    desk.council.set("review_months", "3")
    assert matter(desk, Need.REVIEW) is not None


@proves("dormant_days")
def test_an_account_nobody_uses_is_named_after_the_councils_days(desk, studio):
    add_x(desk)
    later(studio, 40)
    assert matter(desk, Need.DORMANT) is None
    desk.council.set("dormant_days", "30")
    assert matter(desk, Need.DORMANT) is not None


@proves("external_users")
def test_a_firm_without_an_end_or_any_firm_is_pointed_out(desk, studio):
    dated = add_x(desk, links=(Agency("Bright Ltd", until="2026-12-01"),))
    undated = add_x(desk, "Other", links=(Agency("Bright Ltd"),))
    assert remarks(desk, dated) == ()
    assert remarks(desk, undated) == (said.NO_END,)
    later(studio, 30)
    assert matter(desk, Need.CONTRACT_ENDED) is not None
    desk.council.set("external_users", "no")
    assert remarks(desk, dated) == (said.NO_OUTSIDERS,)


@proves("personal_devices")
def test_a_telephone_that_somebody_carries_is_pointed_out(desk):
    person = bytes(desk.session.me.person)
    phone = Phone("07700 900111", "Asha Patel", person)
    account = add_x(desk, links=(phone,))
    found = []
    for choice in ("no", "managed", "yes"):
        desk.council.set("personal_devices", choice)
        found.append(remarks(desk, account))
    assert found == [(said.DEVICE["no"],), (said.DEVICE["managed"],), ()]


@proves("shared_login_on_role_platforms")
def test_a_shared_login_where_there_are_roles_is_refused_or_pointed_out(desk):
    new = NewAccount("facebook", "Ashcombe", access=Access.OWN_LOGIN)
    with pytest.raises(InvalidValueError) as refused:
        add_account(desk, new, FirstSecret.LATER)
    assert refused.value.rule == "shared-login"
    desk.council.set("shared_login_on_role_platforms", "warn")
    account = add_account(desk, new, FirstSecret.LATER)
    assert remarks(desk, account) == (said.SHARED,)


# --- people --------------------------------------------------------------------------


@proves("training_months", "acknowledgements")
def test_who_rehearsed_nothing_for_too_long_is_named_with_what_to_sign(desk, studio):
    desk.council.set("acknowledgements", "Social media policy")
    later(studio, 200)
    assert matter(desk, Need.TRAINING) is None
    desk.council.set("training_months", "6")
    found = matter(desk, Need.TRAINING)
    assert found is not None
    assert (found.name, found.detail) == ("Asha Patel", "Social media policy")


@proves("exercise_months")
def test_an_exercise_is_due_and_one_that_was_held_counts(desk, studio):
    later(studio, 100)
    assert matter(desk, Need.EXERCISE) is None
    desk.council.set("exercise_months", "3")
    assert matter(desk, Need.EXERCISE) is not None
    begin(desk, exercise="Hijacked on a Saturday")
    assert matter(desk, Need.EXERCISE) is None

"""What the council's settings may be."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidentkit.council.day_to_day import KEYRING_DAYS
from incidentkit.council.settings import SETTINGS, accepted, find_setting
from incidentkit.council.values import email_domains, one_line, whole_number
from incidentkit.errors import InvalidValueError


def refusal(key: str, text: str) -> str:
    with pytest.raises(InvalidValueError) as refused:
        find_setting(key).accept(text)
    assert refused.value.field == key
    return refused.value.rule


def test_every_setting_may_be_its_own_default():
    assert {s.key: s.accept(s.default) for s in SETTINGS.values()} == {
        s.key: s.default for s in SETTINGS.values()
    }


def test_a_setting_is_found_by_its_key():
    assert [find_setting(key).key for key in SETTINGS] == list(SETTINGS)


def test_a_key_that_no_setting_has_is_refused():
    with pytest.raises(InvalidValueError) as refused:
        find_setting("keyring-days")
    assert (refused.value.field, refused.value.rule) == ("setting", "unknown-setting")


@given(st.sampled_from(sorted(SETTINGS)), st.text())
@example("keyring_days", " 07 ")
@example("own_email_domains", "@Ashcombe.Example.org; ashcombe.example.org")
def test_what_is_accepted_is_accepted_again_unchanged(key, text):
    setting = find_setting(key)
    try:
        kept = setting.accept(text)
    except InvalidValueError:
        return
    assert setting.accept(kept) == kept
    kept.encode()


@given(st.integers())
def test_a_machine_remembers_for_at_most_45_days(days):
    if 0 <= days <= 45:
        assert KEYRING_DAYS.accept(str(days)) == str(days)
    else:
        assert refusal("keyring_days", str(days)) == "days-0-to-45"


@pytest.mark.parametrize("text", ["", "ten", "-1", "4.5", "46", "٤", "1_0", "9" * 5000])
def test_what_is_no_number_of_days_is_refused(text):
    assert refusal("keyring_days", text) == "days-0-to-45"


@given(st.integers(min_value=-9, max_value=2000))
def test_the_next_update_is_due_within_a_day(minutes):
    setting = find_setting("next_update_minutes")
    if 5 <= minutes <= 1440:
        assert setting.accept(f" {minutes} ") == str(minutes)
    else:
        assert refusal(setting.key, str(minutes)) == "minutes-5-to-1440"


@given(st.text(alphabet=string.digits + "-+ ._x", max_size=12))
def test_a_whole_number_is_what_its_digits_say(text):
    number = whole_number(text)
    plain = set(text.strip()) <= set(string.digits) and 1 <= len(text.strip()) <= 9
    assert number == (int(text) if plain else None)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.ashcombe.example.org/social-media",
        "https://ashcombe.example.org",
        "https://ashcombe.example.org/a?b=c#d",
        "",
    ],
)
def test_a_page_of_official_accounts_may_be_a_secure_address(address):
    assert find_setting("official_accounts_page").accept(f"  {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://ashcombe.example.org",
        "ashcombe.example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost/x",
        "https://ashcombe.example.org@other.example.org/",
        "https://ashcombe.example.org:8443/",
        "https://[1::2",
        "https://ashcombe.example.org/a b",
        "https://äshcombe.example.org/",
    ],
)
def test_a_page_of_official_accounts_is_nothing_else(address):
    assert refusal("official_accounts_page", address) == "web-address"


def test_the_councils_domains_are_kept_each_once_in_order():
    text = "@Press.ashcombe.example.org, ashcombe.example.org;ashcombe.example.org"
    kept = find_setting("own_email_domains").accept(text)
    assert kept == "ashcombe.example.org press.ashcombe.example.org"
    assert email_domains(kept) == (
        "ashcombe.example.org",
        "press.ashcombe.example.org",
    )


@pytest.mark.parametrize(
    "text",
    [
        "example",
        "a..b",
        "-a.example",
        "a-.example",
        ".org",
        "a@b.example",
        "a" * 64 + ".uk",
    ],
)
def test_what_is_no_domain_is_refused(text):
    assert refusal("own_email_domains", text) == "email-domains"


def test_a_line_is_kept_without_stray_spaces():
    assert (
        one_line("x", "  Town  Hall,\n 01632  960 001 ") == "Town Hall, 01632 960 001"
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("x" * 201, "too-long"),
        ("a\x1b[2Jb", "not-one-line"),
        ("\udc80", "not-one-line"),
    ],
)
def test_a_line_that_is_too_long_or_hides_something_is_refused(text, rule):
    assert refusal("public_contact", text) == rule


@given(st.lists(st.text(max_size=4)))
@example(["999", "x"])
@example(["999", "7", "3"])
def test_only_what_a_setting_may_be_is_read_back(texts):
    read = accepted(KEYRING_DAYS, tuple(texts))
    usable = [t for t in texts if whole_number(t) in range(46) and t == str(int(t))]
    assert read == (tuple(usable) or ("45",))

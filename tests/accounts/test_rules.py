import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts import rules
from incidentkit.accounts.model import (
    ROLE_RUN,
    Access,
    Agency,
    Edits,
    Field,
    Phone,
    PlatformRole,
    ToolSeat,
)
from incidentkit.accounts.secret import Secret
from incidentkit.errors import (
    InvalidValueError,
    PersonalPasswordError,
    SecretInTextError,
)
from incidentkit.platforms.load import load_platforms
from tests.accounts.examples import facebook_page, x_account


def test_texts_are_tidied_and_secrets_are_not():
    tidy = rules.checked(
        x_account(
            handle="  @ashcombedc ",
            login=Secret(" ashcombedc "),
            secret=Secret("  spaces stay  "),
            notes="one\r\ntwo",
        )
    )
    assert tidy.handle == "@ashcombedc"
    assert tidy.login.reveal() == "ashcombedc"
    assert tidy.secret.reveal() == "  spaces stay  "
    assert tidy.notes == "one\ntwo"


def test_accents_are_joined_so_that_welsh_text_is_found_again():
    tidy = rules.checked(x_account(purpose="Cyngor Llyn y Fa\u0302n"))
    assert tidy.purpose == "Cyngor Llyn y F\u00e2n"


@pytest.mark.parametrize(
    ("changed", "field", "rule"),
    [
        ({"platform": ""}, "platform", "not-empty"),
        ({"platform": "Big Platform"}, "platform", "platform-name"),
        ({"handle": "   "}, "handle", "not-empty"),
        ({"handle": "a" * 201}, "handle", "too-long"),
        ({"handle": "a\nb"}, "handle", "not-one-line"),
        ({"handle": "a\x00b"}, "handle", "not-one-line"),
        ({"handle": "a\ud800b"}, "handle", "not-one-line"),
        ({"handle": "a\u202eb"}, "handle", "hidden-direction"),
        ({"url": "javascript:alert(1)"}, "url", "web-address"),
        ({"notes": "a\x1bb"}, "notes", "control-characters"),
        ({"notes": "a" * 65_537}, "notes", "too-long"),
        ({"recovery_mailbox": "nobody"}, "recovery_mailbox", "email-address"),
        ({"recovery_phone": "123"}, "recovery_phone", "phone-number"),
        ({"login": Secret(" ")}, "login", "not-empty"),
        ({"login": Secret("a\tb")}, "login", "not-one-line"),
        ({"secret": Secret("")}, "secret", "not-empty"),
        ({"secret": Secret("pasted\n")}, "secret", "control-characters"),
        ({"secret": Secret("a\x00b")}, "secret", "control-characters"),
        ({"secret": Secret("a" * 4097)}, "secret", "too-long"),
        ({"totp": Secret("no")}, "totp", "one-time-secret"),
        ({"codes": (Secret(""),)}, "codes", "not-empty"),
        ({"codes": (Secret("a1"), Secret(" a1 "))}, "codes", "twice"),
        ({"codes": tuple(Secret(str(n)) for n in range(101))}, "codes", "too-many"),
        ({"access": Access.ELSEWHERE}, "secret", "held-elsewhere"),
    ],
)
def test_a_value_that_breaks_its_rule_is_refused_by_name(changed, field, rule):
    with pytest.raises(InvalidValueError) as refused:
        rules.checked(x_account(**changed))
    assert (refused.value.field, refused.value.rule) == (field, rule)


def test_a_long_note_of_the_largest_size_is_kept():
    assert len(rules.checked(x_account(notes="a" * 65_536)).notes) == 65_536


@pytest.mark.parametrize("platform", sorted(ROLE_RUN))
@pytest.mark.parametrize("item", ["login", "secret", "totp", "codes"])
def test_a_personal_password_is_refused(platform, item):
    given_secrets = dict.fromkeys(("login", "secret", "totp"))
    given_secrets["codes"] = ()
    value = Secret("JBSWY3DPEHPK3PXP")
    given_secrets[item] = (value,) if item == "codes" else value
    for access in (Access.OWN_LOGIN, Access.ROLES):
        with pytest.raises(PersonalPasswordError):
            rules.checked(x_account(platform=platform, access=access, **given_secrets))


def test_where_roles_are_held_a_password_is_refused_on_any_platform():
    with pytest.raises(PersonalPasswordError):
        rules.checked(x_account(access=Access.ROLES))


def test_a_page_without_secrets_and_with_a_note_is_kept():
    assert rules.checked(facebook_page(note=Secret("Ask the service desk.")))


def test_the_platforms_refused_are_those_the_shipped_facts_call_role_run():
    shipped = {slug for slug, p in load_platforms().items() if p.access == "roles"}
    assert shipped == ROLE_RUN


@pytest.mark.parametrize("field", ["purpose", "notes", "handle", "elsewhere"])
@pytest.mark.parametrize(
    "secret", ["first-Password-01", "JBSWY3DPEHPK3PXP", "code-one-1"]
)
def test_a_text_for_everybody_must_not_hold_a_secret(field, secret):
    with pytest.raises(SecretInTextError) as refused:
        rules.checked(x_account(**{field: f"it is {secret}."}))
    assert secret not in str(refused.value) or field == "handle"


def test_a_short_secret_is_not_looked_for_in_texts():
    new = x_account(secret=Secret("post"), purpose="We post news here")
    assert rules.checked(new)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_what_is_checked_once_is_checked_again_unchanged(handle, notes, secret):
    try:
        once = rules.checked(
            x_account(handle=handle, notes=notes, secret=Secret(secret), codes=())
        )
    except (InvalidValueError, SecretInTextError):
        return
    assert rules.checked(once) == once
    dataclasses.replace(once).handle.encode()


@pytest.mark.parametrize(
    ("link", "field", "rule"),
    [
        (PlatformRole("", "admin"), "name", "not-empty"),
        (PlatformRole("Sam", ""), "role", "not-empty"),
        (PlatformRole("Sam", "admin", mobile="12"), "mobile", "phone-number"),
        (ToolSeat("", "Sam"), "tool", "not-empty"),
        (ToolSeat("Planner", "Sam", ring_number="x"), "ring_number", "phone-number"),
        (Phone("", "Sam"), "number", "not-empty"),
        (Phone("07700 900123", ""), "name", "not-empty"),
        (Agency(""), "name", "not-empty"),
        (Agency("Bright", until="next year"), "until", "date"),
    ],
)
def test_a_link_that_breaks_a_rule_is_refused(link, field, rule):
    with pytest.raises(InvalidValueError) as refused:
        rules.checked_link(link)
    assert (refused.value.field, refused.value.rule) == (field, rule)


def test_a_link_keeps_its_number_so_that_it_can_be_dialled():
    role = rules.checked_link(PlatformRole(" Sam ", "admin", "07700 900123"))
    assert role == PlatformRole("Sam", "admin", "+447700900123")
    assert rules.checked_link(PlatformRole("Sam", "admin")).mobile == ""


@pytest.mark.parametrize(
    ("field", "text", "rule"),
    [
        (Field.ACCESS, "magic", "access-model"),
        (Field.PORTFOLIO, "them", "portfolio-owner"),
        (Field.STATUS, "closed", "move-it-on-instead"),
        (Field.HANDLE, "", "not-empty"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused(field, text, rule):
    with pytest.raises(InvalidValueError) as refused:
        rules.checked_edits(Edits(fields=((field, text),)))
    assert refused.value.rule == rule


def test_one_text_is_not_edited_twice_at_once():
    with pytest.raises(InvalidValueError):
        rules.checked_edits(Edits(fields=((Field.URL, ""), (Field.URL, ""))))

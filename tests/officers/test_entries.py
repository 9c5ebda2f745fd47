"""What is written about a person adds up, in any order and however often."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidentkit.errors import InvalidValueError
from incidentkit.officers.entries import (
    KINDS,
    OFFICER_FOLD,
    Contact,
    Left,
    OfficerContact,
    OfficerLeft,
    OfficerNamed,
    OfficerState,
    accept_contact,
    accept_name,
    apply_officer,
    planned_contact,
    planned_leaving,
    planned_name,
)
from incidentkit.vault.encoding import decode, encode
from incidentkit.vault.kinds import (
    Body,
    Catalogue,
    Digest,
    Fact,
    PersonId,
    Role,
    ScopeId,
    SeatId,
    SubjectId,
)

PERSON = PersonId(b"p" * 16)


def fact(number: int, body: Body) -> Fact:
    return Fact(
        digest=Digest(bytes([number]) * 32),
        subject=SubjectId(PERSON),
        scope=ScopeId(bytes(16)),
        kind="",
        body=body,
        at=number,
        wall=number,
        person=PersonId(bytes(16)),
        seat=SeatId(bytes(16)),
    )


def fold(facts) -> OfficerState:
    state = None
    for one in facts:
        state = apply_officer(state, one)
    return state or OfficerState()


NAMED = fact(1, OfficerNamed("Owen Officer", ()))
CONTACT = fact(2, OfficerContact("01632 960 001", "07700 900 123", "", ()))
LEFT = fact(3, OfficerLeft("moved to another team", 1_000))
LEFT_AGAIN = fact(4, OfficerLeft("moved away", 2_000))


@given(st.permutations([NAMED, CONTACT, LEFT, LEFT_AGAIN]))
def test_facts_about_different_things_may_come_in_any_order(facts):
    state = fold(facts)
    assert state.name.value == "Owen Officer"
    assert state.contact.value == Contact("01632 960 001", "07700 900 123", "")
    assert state.left == Left(2_000, "moved away")
    assert state == fold([NAMED, CONTACT, LEFT, LEFT_AGAIN])


@given(st.lists(st.sampled_from([(1, "a"), (2, "a"), (1, "b")]), min_size=1))
def test_saying_again_that_somebody_left_changes_nothing(said):
    facts = [fact(n, OfficerLeft(why, when)) for n, (when, why) in enumerate(said)]
    once = fold(facts)
    assert once.leavings == tuple(Left(w, y) for w, y in sorted(set(said)))
    assert fold([*facts, *facts]).leavings == once.leavings


def test_two_names_given_at_once_are_both_kept_until_one_replaces_them():
    other = fact(5, OfficerNamed("Owain Officer", ()))
    state = fold([NAMED, other])
    assert state.name.in_conflict
    (settled,) = planned_name(PERSON, "Owen", state).parts
    assert settled.body.replaces == (NAMED.digest, other.digest)
    assert not fold([NAMED, other, fact(6, settled.body)]).name.in_conflict


def test_the_state_survives_being_kept():
    for count in range(5):
        for facts in itertools.combinations([NAMED, CONTACT, LEFT, LEFT_AGAIN], count):
            state = fold(facts)
            assert decode(encode(state), OfficerState, limit=1 << 20) == state


def test_a_body_of_another_sort_changes_nothing():
    class Other(Body, frozen=True):
        text: str = ""

    assert fold([NAMED, fact(9, Other())]) == fold([NAMED])


def test_only_a_comms_lead_says_who_somebody_is():
    assert {kind.name for kind in KINDS if kind.least is Role.LEAD} == {"officer.named"}
    assert {kind.least for kind in KINDS} == {Role.LEAD, Role.OFFICER}
    assert Catalogue(KINDS).fold("officer") is OFFICER_FOLD


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("", "not-empty"),
        (" \n", "not-empty"),
        ("x" * 101, "too-long"),
        ("a\0", "not-one-line"),
    ],
)
def test_a_name_that_cannot_be_read_out_is_refused(name, rule):
    with pytest.raises(InvalidValueError) as refused:
        accept_name(name)
    assert (refused.value.field, refused.value.rule) == ("officer_name", rule)


@pytest.mark.parametrize(
    "phone",
    ["", "01632 960 001", "+44 (0)1632 960001", "01632 960001 ext 12", "101", "999"],
)
def test_a_telephone_number_is_kept_as_it_is_written(phone):
    kept = accept_contact(Contact(phone, f" {phone} ", ""))
    assert kept == Contact(phone, phone, "")


@pytest.mark.parametrize(
    "phone", ["ask Asha", "07700 900 123; rm", "12", "+", "\u0660\u0667\u0667", "((-))"]
)
@pytest.mark.parametrize("field", ["work_phone", "mobile"])
def test_what_cannot_be_dialled_is_refused(field, phone):
    with pytest.raises(InvalidValueError) as refused:
        accept_contact(Contact(**{field: phone}))
    assert (refused.value.field, refused.value.rule) == (field, "phone-number")


@pytest.mark.parametrize(
    "email",
    ["owen", "owen@", "@example.org", "owen@example", "a b@example.org", "a@b@c.uk"],
)
def test_what_is_no_email_address_is_refused(email):
    with pytest.raises(InvalidValueError) as refused:
        accept_contact(Contact(email=email))
    assert (refused.value.field, refused.value.rule) == ("email", "email-address")


@given(st.builds(Contact, st.text(max_size=30), st.text(max_size=30), st.text()))
@example(Contact("01632  960001", "", " owen@ashcombe.example.org "))
def test_contact_details_that_are_kept_are_kept_again_unchanged(contact):
    try:
        kept = accept_contact(contact)
    except InvalidValueError:
        return
    assert accept_contact(kept) == kept
    encode(kept)


def test_a_change_is_about_the_person_and_everybody_may_read_it():
    changes = (
        planned_name(PERSON, " Owen  Officer "),
        planned_contact(PERSON, Contact(email="owen@ashcombe.example.org")),
        planned_leaving(PERSON, "retired", 5),
    )
    parts = [part for change in changes for part in change.parts]
    assert {(part.subject, part.scope) for part in parts} == {(PERSON, None)}
    assert [part.body for part in parts] == [
        OfficerNamed("Owen Officer", ()),
        OfficerContact("", "", "owen@ashcombe.example.org", ()),
        OfficerLeft("retired", 5),
    ]
    with pytest.raises(InvalidValueError):
        planned_leaving(PERSON, " ", 5)

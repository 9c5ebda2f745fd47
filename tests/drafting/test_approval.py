"""Who has to approve, who has, and what undoes it: judged without any kit."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.council.rules import SignOffRule
from incidentkit.drafting import approval_entries as a
from incidentkit.drafting import entries as e
from incidentkit.drafting.approval import (
    Case,
    Judging,
    Required,
    Standing,
    for_checks,
    needed,
    standing,
)
from incidentkit.drafting.checks.approvals import dc26
from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.difference import Part, difference
from incidentkit.drafting.preapproved import is_as_agreed
from incidentkit.drafting.state import DraftState, Given
from incidentkit.drafting.templates import render, shipped_templates
from incidentkit.vault.kinds import Body, PersonId
from tests.drafting.test_content import digest, fact, fold

WRITER, HEAD, LEGAL, OTHER = (PersonId(c * 16) for c in (b"w", b"h", b"l", b"o"))
NAMES = {WRITER: "Will Writer", HEAD: "Hana Head", LEGAL: "Leo Legal", OTHER: "Oz Else"}
ROLES = {HEAD: {"Head of communications"}, LEGAL: {"Legal"}, OTHER: {"Recorder"}}
RULE = SignOffRule(
    {
        "Minor": ("Second",),
        "Embarrassing": ("Lead",),
        "Serious": ("Head of communications", "Legal or HR"),
        "Critical": ("Chief executive or duty director",),
    },
    ("Head of communications",),
    preapproved=True,
)
SERIOUS = needed(RULE, Case("Serious"))
EXAMPLES = 500 if os.environ.get("INCIDENTKIT_LONG") else 40


def holds(person: PersonId, role: str, given: Given | None) -> bool:
    return role in ROLES.get(person, set())


JUDGING = Judging(holds, NAMES.__getitem__, tuple(NAMES))
STARTED = fact(
    1, e.DraftStarted(b"i" * 16, "MT-22", "web", "website", "We know."), WRITER
)
NOW = fold(STARTED).content.digest


def said(number: int, body: Body, person: PersonId = WRITER):
    return fact(number, body, person)


def approved(number: int, person: PersonId, *roles: str, content: bytes = NOW):
    return said(number, a.Approved(content, roles), person)


def recorded(number: int, role: str, name: str, how: str = "aloud"):
    return said(number, a.ApprovalRecorded(NOW, role, name, how))


def stands(
    *facts, required: tuple[Required, ...] = SERIOUS, case: Case | None = None
) -> Standing:
    return standing(fold(STARTED, *facts), case or Case("Serious"), required, JUDGING)


BOTH = (approved(10, HEAD, "Head of communications"), approved(11, LEGAL, "Legal"))


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        (Case("Minor"), ("",)),
        (Case("Embarrassing"), ("Lead",)),
        (Case("Serious"), ("Head of communications", "Legal or HR")),
        (Case("Critical"), ("Chief executive or duty director",)),
        (Case(), ("Chief executive or duty director",)),
        (Case("Minor", has_apology=True), ("", "Head of communications")),
        (Case("Minor", {"Minor": ("Legal",)}), ("Legal",)),
        (Case("Critical", is_public=False), ()),
        (Case("Critical", is_interim=True, as_agreed=True), ()),
        (Case("Embarrassing", is_interim=True), ("Lead",)),
    ],
)
def test_who_signs_follows_the_council_and_how_serious_it_is(case, wanted):
    assert tuple(one.name for one in needed(RULE, case)) == wanted


def test_an_apology_takes_two_people_even_where_the_council_names_nobody():
    assert needed(SignOffRule(), Case("Minor", has_apology=True)) == (Required(),)
    assert needed(SignOffRule(), Case("Minor")) == ()


def test_everybody_who_has_to_has_approved():
    assert not stands().is_complete
    assert not stands(BOTH[0]).may_go_out
    found = stands(*BOTH)
    assert (found.is_complete, found.may_go_out, found.of_no_effect) == (True, True, ())
    assert [line.given.by for line in found.lines] == [HEAD, LEGAL]


@pytest.mark.parametrize(
    "forged",
    [
        approved(12, OTHER, "Head of communications"),
        approved(12, OTHER, "Legal or HR"),
        approved(12, LEGAL, "Head of communications"),
        approved(12, WRITER, "Head of communications"),
        recorded(12, "Head of communications", "Will Writer"),
        recorded(12, "Head of communications", " will  WRITER"),
    ],
)
def test_an_approval_by_somebody_who_may_not_counts_for_nothing(forged):
    found = stands(BOTH[1], forged)
    assert [line.required.name for line in found.missing] == ["Head of communications"]
    assert found.of_no_effect


def test_whose_hand_is_in_it_approves_nothing_whatever_their_role():
    comma = said(9, e.DraftEdited("We know, now.", (digest(1),)), HEAD)
    content = fold(STARTED, comma).content.digest
    own = approved(10, HEAD, "Head of communications", content=content)
    assert stands(comma, own).missing[0].given is None
    assert HEAD not in stands(comma).lines[0].may


BOTH_HELD = replace(JUDGING, holds=lambda person, role, given: person == HEAD)


def test_one_person_is_not_two_where_the_table_names_two():
    yes = approved(10, HEAD, "Head of communications", "Legal")
    later = approved(11, HEAD, "Legal")
    found = standing(fold(STARTED, yes, later), Case("Serious"), SERIOUS, BOTH_HELD)
    assert len(found.missing) == 1
    assert HEAD not in found.missing[0].may
    by_name = (
        recorded(12, "Head of communications", "Hana"),
        recorded(13, "Legal", "HANA"),
    )
    assert len(stands(*by_name).missing) == 1
    assert stands(by_name[0], recorded(14, "Legal", "Leo")).is_complete


def test_who_could_be_either_makes_room_for_who_could_be_one():
    either = approved(10, HEAD, "Head of communications", "Legal")
    only = recorded(11, "Head of communications", "Una Unique")
    found = standing(fold(STARTED, either, only), Case("Serious"), SERIOUS, BOTH_HELD)
    assert [line.given.name for line in found.lines] == ["Una Unique", ""]


def test_who_signs_apologies_may_be_one_of_those_who_sign_anyhow():
    required = needed(RULE, Case("Embarrassing", has_apology=True))
    yes = approved(10, HEAD, "Lead", "Head of communications")
    assert len(required) == 2
    found = standing(fold(STARTED, yes), Case("Embarrassing"), required, BOTH_HELD)
    assert found.is_complete


def test_a_second_reader_is_anybody_but_whoever_wrote_it():
    anybody = (Required(),)
    assert stands(approved(9, OTHER, ""), required=anybody).is_complete
    assert not stands(approved(9, WRITER, ""), required=anybody).is_complete
    assert set(stands(required=anybody).lines[0].may) == {HEAD, LEGAL, OTHER}


def test_what_was_recorded_counts_and_never_looks_signed():
    told = recorded(9, "Head of communications", "Hana Head")
    found = stands(told, BOTH[1])
    assert found.is_complete
    assert [line.given.is_signed for line in found.lines] == [False, True]
    assert stands(told, *BOTH).lines[0].given.is_signed  # a signature is worth more


def test_saying_that_it_needs_changes_takes_an_approval_back():
    no = said(20, e.DraftRead(NOW, is_fine=False, words="Not yet"), HEAD)
    assert [li.required.name for li in stands(*BOTH, no).missing] == [
        "Head of communications"
    ]
    yes = approved(21, HEAD, "Head of communications")
    assert stands(*BOTH, no, yes).is_complete


CHANGES = [
    e.DraftEdited("We know!", (digest(1),)),
    e.DraftEdited("We know. ", (digest(1),)),
    e.DraftEdited("We know.", ()),  # beside the other: two texts, though alike
    e.ChannelsChosen(("website", "x")),
    e.ChannelsChosen(("x",)),
    e.PictureAdded("a.png", b"f", b"k", b"s" * 32, 9),
    e.PictureDescribed(digest(2), e.About(alt="Another"), (digest(2),)),
    e.PictureDescribed(digest(2), e.About(alt="Another")),
    e.PictureRemoved(digest(2)),
]
PICTURE = said(2, e.PictureAdded("b.png", b"f", b"k", b"t" * 32, 9))


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_any_change_of_any_part_voids_and_is_told(change):
    content = fold(STARTED, PICTURE).content.digest
    both = (
        approved(10, HEAD, "Head of communications", content=content),
        approved(11, LEGAL, "Legal", content=content),
    )
    assert stands(PICTURE, *both).is_complete
    found = stands(PICTURE, *both, said(12, change))
    assert not found.may_go_out
    assert found.in_conflict or all(line.is_void for line in found.lines)


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=12), st.data())
def test_one_character_anywhere_in_the_text_or_an_alt_text_voids(text, data):
    begun = fact(1, replace_text(text), WRITER)
    alt = e.About(alt=text)
    told = said(3, e.PictureDescribed(digest(2), alt, (digest(2),)))
    before = fold(begun, PICTURE, told)
    yes = said(4, a.Approved(before.content.digest, ("",)), OTHER)
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + data.draw(st.characters()) + text[at:]
    change = data.draw(
        st.sampled_from(
            [
                e.DraftEdited(changed, (digest(1),)),
                e.PictureDescribed(digest(2), e.About(alt=changed), (digest(3),)),
            ]
        )
    )
    required = (Required(),)

    def found(*facts) -> Standing:
        state = fold(begun, PICTURE, told, yes, *facts)
        return standing(state, Case("Minor"), required, JUDGING)

    assert found().is_complete
    assert not found(said(5, change)).may_go_out


def replace_text(text: str) -> e.DraftStarted:
    return e.DraftStarted(b"i" * 16, "MT-22", "web", "website", text)


def test_going_back_to_the_very_words_that_were_approved_lets_them_stand_again():
    away = said(12, e.DraftEdited("Else.", (digest(1),)))
    back = said(13, e.DraftEdited("We know.", (digest(12),)))
    assert stands(*BOTH, away).missing
    assert stands(*BOTH, away, back).is_complete


def test_when_nobody_can_be_reached_only_the_short_notice_goes_out():
    tries = [
        said(10, a.ApproverTried("Head of communications", "Hana", "mobile", 5)),
        said(11, a.ApproverTried("Legal", "", "desk telephone", 6)),
    ]
    one = stands(tries[0])
    assert not one.nobody_reachable
    statement, notice = stands(*tries), stands(*tries, case=Case(is_interim=True))
    assert statement.nobody_reachable
    assert not statement.may_go_out
    assert notice.may_go_out
    assert not notice.is_complete


def test_whoever_was_asked_and_may_is_waited_for():
    asked = said(5, a.ApprovalAsked(NOW))
    assert stands().waits_for(HEAD) == ()
    assert [li.required.name for li in stands(asked).waits_for(LEGAL)] == [
        "Legal or HR"
    ]
    assert stands(asked).waits_for(WRITER) == stands(asked).waits_for(OTHER) == ()
    only = said(5, a.ApprovalAsked(NOW, ("Head of communications",)))
    assert stands(only).waits_for(LEGAL) == ()
    edited = said(6, e.DraftEdited("Else.", (digest(1),)))
    assert stands(asked, edited).waits_for(HEAD) == ()  # it has to be asked again


def test_the_check_of_the_whole_draft_reads_what_stands():
    def reasons(*facts) -> list[str]:
        draft = Draft("We know.", approvals=for_checks(stands(*facts)))
        return [finding.reason for finding in dc26(draft)]

    assert reasons() == ["approval-missing", "approval-missing"]
    assert reasons(BOTH[0]) == ["approval-missing"]
    assert reasons(*BOTH) == []
    changed = said(12, e.DraftEdited("Else.", (digest(1),)))
    assert reasons(*BOTH, changed) == ["changed-since-approval"] * 2


def test_the_agreed_notice_is_its_template_filled_in_and_nothing_else():
    template = shipped_templates()["MT-01", "web"]
    values = dict.fromkeys(template.fields, "@AshcombeDC")
    text = render(template, values).text
    for sections in ((), template.sections):
        agreed = render(template, values, sections).text
        assert is_as_agreed(agreed, template)
        assert is_as_agreed(agreed.replace("\n\n", "\n"), template)
    assert is_as_agreed(render(template, {}).text, template)
    assert not is_as_agreed(f"{text}. It was a staff member.", template)
    assert not is_as_agreed(f"{text}\nIt was a staff member", template)
    assert not is_as_agreed(f"It was them. {text}", template)
    assert not is_as_agreed(text[:-20], template)
    long = render(template, {**values, template.fields[0]: "Blame " * 80}).text
    assert not is_as_agreed(long, template)
    assert not is_as_agreed("x" * 20_000, template)


def test_what_changed_is_said_word_by_word():
    old = fold(STARTED, PICTURE)
    new = fold(
        STARTED,
        PICTURE,
        said(3, e.DraftEdited("We do not know.", (digest(1),))),
        said(4, e.ChannelsChosen(("x",))),
        said(5, e.PictureDescribed(digest(2), e.About(alt="A map"), (digest(2),))),
    )
    found = difference(old.content, new.content)
    words = [(w.part, w.text.strip()) for w in found.words]
    assert words == [
        (Part.SAME, "We"),
        (Part.IN, "do not"),
        (Part.SAME, "know."),
    ]
    assert (found.channels_in, found.channels_out) == (("x",), ("website",))
    assert found.alts == (("", "A map"),)
    assert not difference(old.content, old.content).is_in_words
    many = replace(old.content, text="word " * 5_000)
    assert len(difference(old.content, many).words) == 2


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=EXAMPLES)
def test_what_is_the_same_and_out_is_the_old_text_and_with_in_the_new(old, new):
    state = DraftState().content
    pieces = difference(replace(state, text=old), replace(state, text=new)).words
    assert "".join(p.text for p in pieces if p.part is not Part.IN) == old
    assert "".join(p.text for p in pieces if p.part is not Part.OUT) == new

"""What looks approved and is not: each way round an approval that somebody may try."""

import pytest

from incidentkit.desk import approving
from incidentkit.desk.approval_page import read_approval
from incidentkit.desk.approving import waiting_for_me
from incidentkit.desk.writing import Out, publish_draft, read_writing
from incidentkit.drafting.approval_entries import Approved, How
from incidentkit.drafting.approving import Told, Trying
from incidentkit.drafting.drafts import APPROVED
from incidentkit.drafting.service import NewDraft
from incidentkit.drafting.templates import render, shipped_templates
from incidentkit.errors import ApprovalMissingError, CannotApproveError
from incidentkit.incidents.service import Opening
from incidentkit.officers.contacts import Card
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Role
from incidentkit.vault.membership import set_role
from incidentkit.words.approving import stands
from tests.desk import test_approving as usual
from tests.desk.test_approving import HEAD, Office, approval_step

lead, officer, shared = usual.lead, usual.officer, usual.shared
catalogue, office = usual.catalogue, usual.office


def signed_by_owen(office: Office) -> None:
    """Asha writes; Owen signs what he may not, as his own machine lets him."""
    asha, owen = office.asha, office.owen
    asha.drafts.edit(office.draft, "Our real accounts are on the website.")
    office.meet()
    scope = owen.incidents.scope(office.incident)
    forged = Approved(office.content, (HEAD, "Lead"))
    owen.session.commit(write(Write(office.draft, APPROVED, forged, scope)))
    office.meet()


def test_whoever_the_contacts_name_later_had_not_the_role_when_they_signed(office):
    signed_by_owen(office)
    office.owen.contacts.set(Card(HEAD, name="Owen Officer"))
    office.meet()
    page = read_approval(office.asha, office.draft)
    assert (page.may_go_out, page.of_no_effect) == (False, ("Owen Officer",))


def test_an_approval_stands_when_somebody_else_has_the_role_afterwards(office):
    approving.approve(office.asha, office.draft, office.content)
    office.asha.contacts.set(Card(HEAD, name="Somebody Else"))
    assert read_approval(office.asha, office.draft).is_complete


def test_whoever_leads_later_did_not_lead_when_they_signed(office):
    asha, owen = office.asha, office.owen
    asha.council.set("sign_off", "Critical: Lead")
    signed_by_owen(office)
    set_role(asha.session, owen.session.me.person, Role.LEAD)
    office.meet()
    assert owen.session.me.role is Role.LEAD
    page = read_approval(asha, office.draft)
    assert (page.may_go_out, page.of_no_effect) == (False, ("Owen Officer",))
    assert page.lines[0].may == ("Owen Officer",)  # he may now, and says so


def test_words_for_staff_that_go_where_everybody_reads_need_approval(office):
    owen = office.owen
    draft = owen.drafts.begin(NewDraft(office.incident, "MT-05", "email"))
    assert read_approval(owen, draft).may_go_out
    owen.drafts.belongings.choose_channels(draft, ["email", "x"])
    page = read_approval(owen, draft)
    assert (page.may_go_out, [line.role for line in page.lines]) == (False, [HEAD])
    private = owen.drafts.begin(NewDraft(office.incident, "MT-07", "x"))
    assert read_approval(owen, private).may_go_out
    owen.drafts.belongings.choose_channels(private, ["website"])
    assert not read_approval(owen, private).may_go_out


def test_words_for_staff_are_offered_a_place_inside_the_council_first(office):
    def first(template: str) -> str:
        return read_writing(office.owen, office.incident, template).channels[0][0]

    assert (first("MT-05"), first("MT-01")) == ("email", "website")


def agreed(office: Office) -> bytes:
    values = office.owen.fields(office.incident)
    filled = {**dict.fromkeys(("updates_page", "contact"), "our website"), **values}
    new = NewDraft(office.incident, "MT-01", "website", values=filled)
    return office.owen.drafts.begin(new)


def test_a_picture_beside_agreed_words_was_agreed_by_nobody(office, tmp_path):
    notice, picture = agreed(office), tmp_path / "sign.png"
    assert read_approval(office.owen, notice).as_agreed
    picture.write_bytes(b"anything")
    office.owen.drafts.belongings.add_picture(notice, picture)
    page = read_approval(office.owen, notice)
    assert (page.as_agreed, page.may_go_out) == (False, False)


def test_welsh_words_that_no_translator_approved_were_agreed_by_nobody(office):
    asha, notice = office.asha, agreed(office)
    welsh = shipped_templates("cy")["MT-01", "web"]
    text = render(welsh, dict.fromkeys(welsh.fields, "ein gwefan")).text
    office.owen.drafts.belongings.set_language(notice, "cy")
    office.owen.drafts.edit(notice, text)
    assert not read_approval(office.owen, notice).as_agreed
    office.meet()
    known = asha.drafts.library.translations
    known.approve(known.find("MT-01", "web"), "Tegwen Translator")
    assert read_approval(asha, notice).as_agreed


@pytest.mark.parametrize(
    "words",
    ["Mae'n ddrwg gennym am hyn.", "Rydym yn ymddiheuro.", "We are so\u200brry."],
)
def test_an_apology_is_one_in_welsh_too_and_with_signs_that_nobody_sees(office, words):
    office.asha.council.set("sign_off", "Critical: Lead")
    office.meet()
    assert len(read_approval(office.owen, office.draft).lines) == 1
    office.owen.drafts.edit(office.draft, words)
    assert len(read_approval(office.owen, office.draft).lines) == 2


def test_a_withdrawn_message_is_approved_by_nobody_and_finishes_no_step(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    approving.ask_for_approval(owen, draft, office.content)
    owen.drafts.withdraw(draft, "Another one is used")
    office.meet()
    assert waiting_for_me(asha) == ()
    with pytest.raises(CannotApproveError, match="withdrawn"):
        approving.approve(asha, draft, office.content)
    told = Told(HEAD, "Hana Head", How.MESSAGE, "Fine")
    with pytest.raises(CannotApproveError, match="withdrawn"):
        approving.record_approval(asha, draft, office.content, told)
    assert not approval_step(office).is_over


def test_what_was_approved_and_then_withdrawn_does_not_stand_as_approved(office):
    approving.approve(office.asha, office.draft, office.content)
    office.asha.drafts.withdraw(office.draft, "Another one is used")
    page = read_approval(office.asha, office.draft)
    assert (page.is_complete, page.may_go_out) == (False, False)
    assert stands(page).startswith("This message was withdrawn")
    with pytest.raises(ApprovalMissingError):
        publish_draft(office.asha, office.draft, Out("the website"))


def test_what_was_only_recorded_is_never_headed_as_approved(office):
    owen, draft = office.owen, office.draft
    told = Told(HEAD, "Hana Head", How.MESSAGE, "Fine")
    page = approving.record_approval(owen, draft, office.content, told)
    assert (page.is_complete, page.is_signed) == (True, False)
    assert stands(page).startswith("Recorded as approved")
    log = [line.sentence for line in owen.records.timeline(office.incident)]
    assert any("Recorded as approved word for word: Hana Head" in s for s in log)
    assert not any("Approved word for word" in s for s in log)


@pytest.mark.parametrize(
    "name", ["Owen\u200b Officer", "Owen\u00a0Officer", "\uff2fwen Officer"]
)
def test_an_author_hides_behind_no_sign_that_nobody_sees(office, name):
    told = Told(HEAD, name, How.MESSAGE, "Fine")
    with pytest.raises(CannotApproveError):
        approving.record_approval(office.owen, office.draft, office.content, told)


def test_whoever_saves_without_changing_anything_did_not_write_it(office):
    office.asha.drafts.edit(office.draft, "Our real accounts are on our website.")
    office.meet()
    state = office.owen.drafts.state(office.draft)
    assert state.authors == {office.owen.session.me.person}


def test_when_nobody_can_be_reached_a_long_text_is_no_notice(office):
    owen = office.owen
    notice = owen.drafts.begin(NewDraft(office.incident, "MT-01", "website"))
    owen.drafts.edit(notice, "It was not us, and here is why. " * 40)
    tried = Trying(HEAD, "Asha Lead", "mobile, no answer")
    page = approving.could_not_reach(owen, notice, tried)
    assert (page.nobody_reachable, page.may_go_out) == (True, False)
    owen.drafts.edit(notice, "Please ignore posts from 06:45. More by 09:00.")
    assert read_approval(owen, notice).may_go_out


def test_only_who_reads_a_restricted_response_could_approve_its_texts(office):
    asha = office.asha
    asha.contacts.set(Card(HEAD, name="Owen Officer"))
    playbook = shipped_playbook("inappropriate-post")
    opening = Opening("One of ours", playbook, readers=frozenset())
    incident = asha.incidents.start(opening)
    draft = asha.drafts.begin(NewDraft(incident, "MT-22", "website"))
    assert read_approval(asha, draft).lines[0].may == ()

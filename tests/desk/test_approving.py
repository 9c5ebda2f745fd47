"""Approving a text: an author on one machine, an approver on another."""

import io
from pathlib import Path

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk import approving
from incidentkit.desk.approval_page import read_approval
from incidentkit.desk.approving import waiting_for_me
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.ending import APPROVAL, finish
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.response import read_response
from incidentkit.desk.services import open_desk
from incidentkit.desk.writing import Out, publish_draft
from incidentkit.drafting.approval_entries import Approved, How
from incidentkit.drafting.approving import Told, Trying
from incidentkit.drafting.difference import Part
from incidentkit.drafting.drafts import APPROVED
from incidentkit.drafting.entries import About
from incidentkit.drafting.service import NewDraft
from incidentkit.errors import (
    ApprovalMissingError,
    CannotApproveError,
    ConflictError,
    ExerciseError,
    FileUnreadableError,
    InvalidValueError,
    NothingShownError,
    SecretInTextError,
    UnknownNameError,
)
from incidentkit.incidents.service import Opening
from incidentkit.officers.contacts import Card
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.playbooks.model import Verb
from incidentkit.playbooks.walk import Position
from incidentkit.vault.change import Write, write
from incidentkit.vault.countersigning import countersigners
from incidentkit.vault.kinds import Catalogue
from tests.vault import two_machines
from tests.vault.world import Machine, settle_all

lead, officer, shared = two_machines.lead, two_machines.officer, two_machines.shared
SECRET = "Correct-Horse-9x"
HEAD = "Head of communications"


@pytest.fixture
def catalogue() -> Catalogue:
    return full_catalogue()


class Office:
    """Owen writes on his machine; Asha, who leads, approves on hers."""

    def __init__(self, asha: Machine, owen: Machine, folder: Path) -> None:
        self.machines, self.folder = [asha, owen], folder
        self.asha, self.owen = open_desk(asha.here), open_desk(owen.here)
        self.incident = self.owen.incidents.start(
            Opening("A reporter asks", shipped_playbook("impersonation"))
        )
        self.draft = self.owen.drafts.begin(NewDraft(self.incident, "MT-12", "website"))
        self.owen.drafts.edit(self.draft, "Our real accounts are on our website.")
        self.meet()

    def meet(self) -> None:
        settle_all(self.machines, self.folder)

    @property
    def content(self) -> bytes:
        return self.owen.drafts.state(self.draft).content.digest


@pytest.fixture
def office(lead: Machine, officer: Machine, shared: Path) -> Office:
    made = Office(lead, officer, shared)
    for machine in made.machines:
        named = made.asha.officers.planned_named(machine.here.me.person, machine.name)
        made.asha.session.commit(named)
    made.asha.council.set("sign_off", f"Critical: {HEAD}")
    made.asha.contacts.set(Card(HEAD, name="Asha Lead", work_phone="01632 960 001"))
    made.meet()
    return made


def test_an_approver_finds_it_reads_it_and_approves_it_on_their_own_machine(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    assert waiting_for_me(asha) == ()
    asked = approving.ask_for_approval(owen, draft, office.content, note="By nine")
    assert (asked.i_wrote, asked.i_may, asked.may_go_out) == (True, (), False)
    assert waiting_for_me(owen) == ()
    office.meet()

    (waiting,) = waiting_for_me(asha)
    assert (waiting.draft, waiting.by) == (draft, "Owen Officer")
    page = read_approval(asha, draft)
    assert (page.i_may, page.waits_for_me, page.asked_note) == (
        (HEAD,),
        True,
        "By nine",
    )
    assert [line.may for line in page.lines] == [("Asha Lead",)]
    signed = approving.approve(asha, draft, page.content, "Good to go")
    assert signed.is_complete
    assert waiting_for_me(asha) == ()
    office.meet()

    (line,) = read_approval(owen, draft).lines
    assert (line.given.name, line.given.is_signed) == ("Asha Lead", True)
    words = owen.drafts.state(draft).text.digests[0]
    session = owen.session
    found = countersigners(session.kit.store, session.roster, words)
    assert found == {asha.session.me.person}
    assert publish_draft(owen, draft, Out("the website")).is_out_as_it_stands


def test_a_text_that_was_changed_meanwhile_is_void_and_says_what_changed(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    approving.ask_for_approval(owen, draft, office.content)
    office.meet()
    owen.drafts.edit(draft, "Our true accounts are on our website.")
    approving.approve(asha, draft, read_approval(asha, draft).content)
    office.meet()

    for desk in (asha, owen):
        page = read_approval(desk, draft)
        assert not page.may_go_out
        assert page.lines[0].lapsed.name == "Asha Lead"
        changed = [(w.part, w.text) for w in page.changed.words if w.text.strip()]
        assert (Part.OUT, "real") in changed
        assert (Part.IN, "true") in changed
    with pytest.raises(ApprovalMissingError) as refused:
        publish_draft(owen, draft, Out("the website"))
    assert refused.value.changed == (HEAD,)
    assert waiting_for_me(asha) == ()  # it was asked for the other words


def test_what_is_approved_is_what_was_on_the_screen(office):
    """A colleague's edit arrives between reading and pressing the button."""
    asha, owen, draft = office.asha, office.owen, office.draft
    shown = read_approval(asha, draft).content
    owen.drafts.belongings.choose_channels(draft, ["website", "x"])
    office.meet()
    with pytest.raises(InvalidValueError):
        approving.approve(asha, draft, shown)
    assert asha.drafts.state(draft).given == ()


def test_two_texts_at_once_have_to_be_settled_before_anybody_approves(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    approving.approve(asha, draft, office.content)
    for desk, text in ((asha, "Mine."), (owen, "Theirs.")):
        desk.drafts.edit(draft, text)
    office.meet()
    page = read_approval(asha, draft)
    assert (page.in_conflict, page.may_go_out) == (True, False)
    with pytest.raises(ConflictError):
        approving.approve(asha, draft, page.content)


def test_a_forged_approval_by_somebody_without_the_role_counts_for_nothing(office):
    """Their own machine writes what it likes; every other one judges it."""
    asha, owen = office.asha, office.owen
    draft = asha.drafts.begin(NewDraft(office.incident, "MT-12", "website"))
    asha.drafts.edit(draft, "Our real accounts are on our website.")
    office.meet()
    content = owen.drafts.state(draft).content.digest
    with pytest.raises(CannotApproveError):
        approving.approve(owen, draft, content)
    scope = owen.incidents.scope(office.incident)
    forged = Approved(content, (HEAD,))
    owen.session.commit(write(Write(draft, APPROVED, forged, scope)))
    office.meet()
    page = read_approval(asha, draft)
    assert (page.may_go_out, page.of_no_effect) == (False, ("Owen Officer",))


def test_whoever_takes_the_role_in_the_response_may_approve_from_then_on(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    asha.contacts.set(Card(HEAD, name="Somebody Else"))
    with pytest.raises(CannotApproveError):
        approving.approve(asha, draft, office.content)
    asha.incidents.roles.take(office.incident, HEAD)
    assert approving.approve(asha, draft, office.content).is_complete
    office.meet()
    owen.incidents.roles.take(office.incident, HEAD, "She has gone home")
    assert read_approval(owen, draft).is_complete  # she had it when she signed


def test_nobody_approves_their_own_words_or_writes_down_that_they_did(office):
    owen, draft = office.owen, office.draft
    with pytest.raises(CannotApproveError):
        approving.approve(owen, draft, office.content)
    told = Told(HEAD, "owen  OFFICER", How.MESSAGE, "Fine")
    with pytest.raises(CannotApproveError):
        approving.record_approval(owen, draft, office.content, told)


def test_an_approval_by_message_is_recorded_and_not_signed(office):
    owen, draft = office.owen, office.draft
    told = Told(HEAD, "Asha Lead", How.MESSAGE, "Yes, send it. A.")
    page = approving.record_approval(owen, draft, office.content, told)
    (line,) = page.lines
    assert (line.given.is_signed, line.given.by) == (False, "Owen Officer")
    assert page.may_go_out
    told_in_log = owen.records.timeline(office.incident)
    assert any("without their signature" in line.sentence for line in told_in_log)


def test_an_approval_read_aloud_takes_the_code_of_exactly_this_version(office):
    owen, draft = office.owen, office.draft
    code = read_approval(owen, draft).code
    owen.drafts.edit(draft, "Our real accounts are on our website!")
    aloud = Told(HEAD, "Asha Lead", How.ALOUD, code=code)
    with pytest.raises(InvalidValueError):
        approving.record_approval(owen, draft, office.content, aloud)
    now = read_approval(owen, draft).code.replace(" ", "")
    aloud = Told(HEAD, "Asha Lead", How.ALOUD, code=now)
    assert approving.record_approval(owen, draft, office.content, aloud).is_complete


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (Told(HEAD, " ", How.MESSAGE, "Yes"), InvalidValueError),
        (Told(HEAD, "Asha Lead", How.MESSAGE, " "), InvalidValueError),
        (Told(HEAD, "Asha Lead", "telepathy", "Yes"), UnknownNameError),
        (Told("Mayor", "Asha Lead", How.MESSAGE, "Yes"), UnknownNameError),
    ],
)
def test_what_is_recorded_says_who_and_how(office, told, error):
    with pytest.raises(error):
        approving.record_approval(office.owen, office.draft, office.content, told)


def test_asking_for_changes_takes_ones_own_approval_back(office):
    asha, draft = office.asha, office.draft
    approving.approve(asha, draft, office.content)
    page = approving.ask_for_changes(asha, draft, office.content, "Say since when")
    assert not page.may_go_out


def test_a_secret_that_only_the_approver_can_open_blocks(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    new = NewAccount("x", "AshcombeDC", login=Secret("c"), secret=Secret(SECRET))
    asha.accounts.add(new)
    owen.drafts.edit(draft, f"Nobody knows that it is {SECRET}.")
    office.meet()
    with pytest.raises(SecretInTextError):
        approving.approve(asha, draft, office.content)
    owen.drafts.edit(draft, "Our real accounts are on our website.")
    alt = About(alt=f"A note that says {SECRET}")
    owen.drafts.belongings.take_picture(draft, "a.png", io.BytesIO(b"x"), alt)
    office.meet()
    with pytest.raises(SecretInTextError):
        approving.approve(asha, draft, office.content)


def test_a_picture_that_has_not_arrived_is_approved_by_nobody(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    owen.drafts.belongings.take_picture(draft, "a.png", io.BytesIO(b"x"))
    office.meet()
    here = asha.session.kit.places.evidence
    away = here.rename(here.with_name("away"))
    here.mkdir()
    with pytest.raises(FileUnreadableError):
        approving.approve(asha, draft, office.content)
    here.rmdir()
    away.rename(here)
    assert approving.approve(asha, draft, office.content).is_complete


def test_when_nobody_can_be_reached_the_tries_let_only_the_notice_out(office):
    owen, draft = office.owen, office.draft
    tried = Trying(HEAD, "Asha Lead", "mobile, no answer")
    page = approving.could_not_reach(owen, draft, tried)
    assert (page.nobody_reachable, page.may_go_out) == (True, False)
    assert page.lines[0].tried[0].how == "mobile, no answer"
    with pytest.raises(ApprovalMissingError):
        publish_draft(owen, draft, Out("the website"))
    notice = owen.drafts.begin(NewDraft(office.incident, "MT-01", "website"))
    owen.drafts.edit(notice, "Please ignore posts from 06:45. More by 09:00.")
    with pytest.raises(ApprovalMissingError):
        publish_draft(owen, notice, Out("the website"))
    approving.could_not_reach(owen, notice, tried)
    out = publish_draft(owen, notice, Out("the website"))
    assert out.publications[0].unapproved
    late = Trying(HEAD, "", "mobile", at_ms=owen.session.clock.now_ms() + 10**6)
    with pytest.raises(InvalidValueError):
        approving.could_not_reach(owen, draft, late)


def test_the_notice_in_the_agreed_words_goes_out_by_one_person(office):
    owen = office.owen
    values = owen.fields(office.incident)
    filled = {**dict.fromkeys(("updates_page", "contact"), "our website"), **values}
    notice = owen.drafts.begin(
        NewDraft(office.incident, "MT-01", "website", values=filled)
    )
    page = read_approval(owen, notice)
    assert (page.as_agreed, page.may_go_out, page.lines) == (True, True, ())
    owen.drafts.edit(notice, f"{page.text}\nIt was a member of staff.")
    page = read_approval(owen, notice)
    assert (page.as_agreed, page.may_go_out) == (False, False)


def approval_step(office: Office) -> Position:
    """Return the step that approves the notice."""
    run = office.owen.incidents.run(office.incident)
    return next(
        p
        for p in run.walk.positions
        if p.step.verb is Verb.APPROVE and p.step.template == "MT-12"
    )


def test_the_step_that_approves_is_finished_by_the_approval_itself(office):
    asha, owen, draft = office.asha, office.owen, office.draft
    slug = approval_step(office).step.slug
    page = read_response(owen, office.incident, slug)
    assert page.step.nothing_of == APPROVAL
    with pytest.raises(NothingShownError):
        finish(owen, office.incident, slug)
    approving.approve(asha, draft, office.content)
    office.meet()
    assert approval_step(office).is_over
    log = [line.sentence for line in owen.records.timeline(office.incident)]
    assert any("Approved word for word by Asha Lead" in sentence for sentence in log)


def test_an_approval_in_an_exercise_says_that_it_is_one(office):
    asha, owen = office.asha, office.owen
    opening = Opening("A made-up post", shipped_playbook("impersonation"), exercise="x")
    drill = owen.incidents.start(opening)
    draft = owen.drafts.begin(NewDraft(drill, "MT-12", "website"))
    owen.drafts.edit(draft, "Our real accounts are on our website.")
    content = owen.drafts.state(draft).content.digest
    assert approving.ask_for_approval(owen, draft, content).is_exercise
    office.meet()
    (matter,) = [m for m in read_home(asha).matters if m.need is Need.APPROVAL]
    assert matter.name.startswith("EXERCISE: ")
    page = approving.approve(asha, draft, content)
    assert (page.is_complete, page.is_exercise) == (True, True)
    with pytest.raises(ExerciseError):
        publish_draft(owen, draft, Out("the website"))


def test_a_check_is_set_aside_for_one_content_with_a_reason(office):
    owen, draft = office.owen, office.draft
    page = approving.decide_against(owen, draft, "DC09", "They said it", office.content)
    assert page.overrides == (("DC09", "They said it", "Owen Officer"),)
    with pytest.raises(InvalidValueError):
        approving.decide_against(owen, draft, "DC06", "In a hurry", office.content)
    owen.drafts.edit(draft, "Else.")
    assert read_approval(owen, draft).overrides == ()

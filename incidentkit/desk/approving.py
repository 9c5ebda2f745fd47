"""Acts of approval, for screens and commands: asked, given, written down, waited for."""

import contextlib
from dataclasses import dataclass

from incidentkit.desk.approval_page import ApprovalPage, read_approval, signed
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import title_of
from incidentkit.drafting.approving import Told, Trying
from incidentkit.drafting.state import DraftState
from incidentkit.errors import IncidentKitError, StepNotOpenError
from incidentkit.playbooks.model import Verb
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.approving import approved_by, recorded_note, step_note


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A text that waits for whoever is at this machine."""

    draft: SubjectId
    incident: SubjectId
    title: str
    by: str
    asked_ms: int
    is_exercise: bool = False


def waiting_for_me(desk: Desk) -> tuple[WaitingText, ...]:
    """Return what was put before whoever is at this machine, the longest wait first."""
    me, found = desk.session.me.person, []
    for row in desk.drafts.rows():
        state = row.state
        if state.withdrawn is not None or not _is_asked(state) or me in state.authors:
            continue
        with contextlib.suppress(IncidentKitError):  # one bad text hides no other
            stands = desk.drafts.standing(row.draft)
            asked = stands.asked
            if asked is None or not stands.waits_for(me):
                continue
            incident = SubjectId(state.incident)
            by, title = desk.officers.name_of(asked.by), title_of(desk, state)
            drill = desk.incidents.rehearsal.is_exercise(incident)
            found.append(WaitingText(row.draft, incident, title, by, asked.wall, drill))
    return tuple(sorted(found, key=lambda one: one.asked_ms))


def _is_asked(state: DraftState) -> bool:
    """Whether somebody asked for what it says now; it costs no walk of a playbook."""
    if state.in_conflict or not state.asked or state.was_published_as_it_stands():
        return False
    now = state.content.digest
    return any(one.content == now for one in state.asked)


# --- acts ------------------------------------------------------------------


def ask_for_approval(
    desk: Desk,
    draft: SubjectId,
    content: bytes,
    roles: tuple[str, ...] = (),
    note: str = "",
) -> ApprovalPage:
    """Put a text before those who have to approve it.

    Raises:
        As `Approvals.ask`.
    """
    desk.drafts.approvals.ask(draft, content, roles, note)
    return read_approval(desk, draft)


def approve(
    desk: Desk, draft: SubjectId, content: bytes, note: str = ""
) -> ApprovalPage:
    """Approve exactly what is shown, and finish the steps that waited for it.

    Raises:
        As `Approvals.approve`.
    """
    desk.drafts.approvals.approve(draft, content, note)
    finish_steps(desk, draft)
    return read_approval(desk, draft)


def record_approval(
    desk: Desk, draft: SubjectId, content: bytes, told: Told
) -> ApprovalPage:
    """Write down that somebody approved who did not sign.

    Raises:
        As `Approvals.record`.
    """
    desk.drafts.approvals.record(draft, content, told)
    finish_steps(desk, draft)
    return read_approval(desk, draft)


def ask_for_changes(
    desk: Desk, draft: SubjectId, content: bytes, words: str
) -> ApprovalPage:
    """Say what should change. An approval of one's own is taken back with it.

    Raises:
        As `Remarks.read`.
    """
    desk.drafts.remarks.read(draft, content, words, is_fine=False)
    return read_approval(desk, draft)


def could_not_reach(desk: Desk, draft: SubjectId, trying: Trying) -> ApprovalPage:
    """Write down that an approver was tried.

    Raises:
        As `Approvals.tried`.
    """
    desk.drafts.approvals.tried(draft, trying)
    return read_approval(desk, draft)


def decide_against(
    desk: Desk, draft: SubjectId, check: str, reason: str, content: bytes
) -> ApprovalPage:
    """Let exactly this go out against a check.

    Raises:
        As `Remarks.override`.
    """
    desk.drafts.remarks.override(draft, check, reason, content)
    return read_approval(desk, draft)


def finish_steps(desk: Desk, draft: SubjectId) -> None:
    """Finish the steps that approve a draft's text, once everybody has.

    What cannot be finished yet for another reason is left: the step will ask for it.
    """
    stands = desk.drafts.standing(draft)
    if not stands.is_complete or not stands.lines:
        return
    state = desk.drafts.state(draft)
    incident = SubjectId(state.incident)
    names = (signed(desk, line.given) for line in stands.lines)
    said = step_note if stands.is_signed else recorded_note
    note = said([approved_by(s.name, s.by, is_signed=s.is_signed) for s in names if s])
    for slug in _waiting_steps(desk, incident, state.template):
        with contextlib.suppress(StepNotOpenError):
            desk.incidents.done(incident, slug, note)


def _waiting_steps(desk: Desk, incident: SubjectId, template: str) -> tuple[str, ...]:
    run = desk.incidents.run(incident)
    if not template or not run.incident.is_open:
        return ()
    return tuple(
        p.step.slug
        for p in run.walk.positions
        if p.step.verb is Verb.APPROVE
        and p.step.template == template
        and not p.is_over
        and not p.asks_first
        and not (p.step.proof or p.step.form or run.takes_two(p.step))
    )

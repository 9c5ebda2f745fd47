"""Ending a step that leaves something behind: a changed password, a text.

Where the kit knows of nothing that was changed or written, the person says in a note
how it was done. The window and the command line ask the same question here.
"""

from incidentkit.accounts.account_state import AccountState
from incidentkit.accounts.model import Access, Item
from incidentkit.desk.exercises import made_up
from incidentkit.desk.services import Desk
from incidentkit.errors import NothingShownError
from incidentkit.incidents.run import Run
from incidentkit.incidents.steps import NO_MORE, Finishing
from incidentkit.playbooks.model import Step, Verb
from incidentkit.vault.kinds import SubjectId

SECRET, TEXT, APPROVAL = "secret", "text", "approval"
_WRITTEN = frozenset({Verb.WRITE, Verb.APPROVE})


def finish(
    desk: Desk,
    incident: SubjectId,
    slug: str,
    note: str = "",
    *,
    by: str = "",
    more: Finishing = NO_MORE,
) -> Run:
    """Finish a step.

    Raises:
        NothingShownError: It leaves something behind that the kit knows nothing of,
            and no note says how it was done.
        As `IncidentsService.done`.
    """
    run = desk.incidents.run(incident)
    step = run.playbook.step(slug)
    if step is not None and run.incident.is_open and not note.strip():
        lacking = nothing_of(desk, incident, run, step)
        if lacking:
            run.walk.require(slug)  # what has to come first is said first
            raise NothingShownError(step.title, lacking)
    return desk.incidents.done(incident, slug, note, by, more=more)


def nothing_of(desk: Desk, incident: SubjectId, run: Run, step: Step) -> str:
    """Return what a step leaves behind and the kit has not seen, empty for nothing.

    It is a `secret`, a `text`, or the `approval` of one.
    """
    is_text = step.verb in _WRITTEN and bool(step.template)
    if step.verb is Verb.ROTATE and not _is_changed(desk, run, step):
        return SECRET
    if is_text and not _is_written(desk, incident, step):
        return TEXT
    is_approval = is_text and step.verb is Verb.APPROVE
    return APPROVAL if is_approval and _lacks_approval(desk, incident, step) else ""


def went_out_ms(desk: Desk, incident: SubjectId, step: Step) -> int:
    """Return when a step's text last went out to the public, 0 if it did not."""
    rows = desk.drafts.rows(incident) if step.template else ()
    drafts = (r.state for r in rows if r.state.template == step.template)
    return max((p.when_ms for d in drafts for p in d.publications), default=0)


def account_of(desk: Desk, run: Run, step: Step) -> bytes:
    """Return whose secret a step changes: a playbook's first change is its account's."""
    first = next((s for s in run.playbook.steps() if s.verb is Verb.ROTATE), None)
    is_own = first is not None and first.slug == step.slug
    own = next(iter(made_up(desk, run)), None)
    account = own.account if own else run.incident.account
    return account if is_own else b""


def _is_changed(desk: Desk, run: Run, step: Step) -> bool:
    """Whether a password was changed since it was known; people's own ones are not kept."""
    own, about = run.incident.account, account_of(desk, run, step)
    since = min(run.incident.known_ms, run.incident.started_ms)
    states = desk.accounts.states()
    if about:
        state = states.get(SubjectId(about))
        is_roles = state is not None and state.access is Access.ROLES
        return is_roles or (state is not None and _changed_since(state, since))
    others = (state for account, state in states.items() if account != own)
    return any(_changed_since(state, since) for state in others)


def _changed_since(state: AccountState, since: int) -> bool:
    marks = (version.value for version in state.mark(Item.SECRET).versions)
    return any(mark.confirmed and mark.wall >= since for mark in marks)


def _is_written(desk: Desk, incident: SubjectId, step: Step) -> bool:
    drafts = (row.state for row in desk.drafts.rows(incident))
    return any(
        draft.template == step.template
        and draft.withdrawn is None
        and draft.current_text.strip()
        for draft in drafts
    )


def _lacks_approval(desk: Desk, incident: SubjectId, step: Step) -> bool:
    """Whether no text of a step is approved as it stands by everybody who has to."""
    rows = [r for r in desk.drafts.rows(incident) if r.state.template == step.template]
    meant = (row.draft for row in rows if row.state.withdrawn is None)
    return not any(desk.drafts.standing(draft).may_go_out for draft in meant)

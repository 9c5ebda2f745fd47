"""A response as a person sees it: the step to take now, what follows, and the log."""

from dataclasses import dataclass

from incidentkit.accounts.exposure import Way
from incidentkit.accounts.model import Access
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.incidents.run import ALONE, MACHINE, Run
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.due import DueTime
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.playbooks.model import Named, Playbook, Step, Verb
from incidentkit.playbooks.walk import Position, Status
from incidentkit.records.timeline import Line
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.incidents import opening_title

HACKED = "hacked-account"
_CONTROL = "control"
_DANGER = "danger"
_COMING = 6


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step, with everything a person needs to take it.

    `target` is the account whose secret the step changes, empty when the person
    has to say which. `ways` are who can post to the account and whom to ring.
    `captures_first` is the step that must have evidence before this one.
    """

    slug: str
    verb: Verb
    phase: str
    title: str
    who: tuple[str, ...]
    whom: tuple[Named, ...]
    due: DueTime | None
    why: str
    how: tuple[str, ...]
    alone: str
    labels: tuple[str, ...]
    answer: str
    template: str
    captures_first: str
    waits_for: str
    is_over: bool
    target: bytes
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step in a list. It is certain when no open question decides if it is wanted."""

    slug: str
    title: str
    phase: str
    status: Status
    answer: str
    tickable: bool
    is_recorded: bool
    is_certain: bool


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account that a step may be about."""

    account: SubjectId
    label: str
    access: Access


@dataclass(frozen=True, slots=True)
class Response:
    """Where one response stands.

    `danger` is the question about danger while nobody has answered it.
    `machine` says whether the computer in use may be the way in: None when
    nobody was asked yet.
    """

    incident: SubjectId
    reference: str
    title: str
    account: bytes
    account_label: str
    known_ms: int
    is_open: bool
    alone: bool
    machine: bool | None
    danger: StepPage | None
    step: StepPage | None
    coming: tuple[ListedStep, ...]
    steps: tuple[ListedStep, ...]
    overdue: tuple[str, ...]
    conflicts: tuple[str, ...]
    owed: tuple[str, ...]
    left_open: tuple[str, ...]
    accounts: tuple[ListedAccount, ...]
    people: tuple[tuple[str, str], ...]
    log: tuple[Line, ...]

    @property
    def done(self) -> int:
        """How many of the wanted steps are over."""
        return sum(s.status in (Status.DONE, Status.SKIPPED) for s in self.steps)

    @property
    def wanted(self) -> int:
        """How many steps are wanted, as far as is known."""
        return sum(
            s.is_certain and s.status is not Status.NOT_NEEDED for s in self.steps
        )


def start_response(
    desk: Desk, account: bytes, control: str, seen: str = ""
) -> SubjectId:
    """Begin the response to a hijacked account with the two answers that matter.

    `control` is one of the answers to whether one can get in.
    """
    playbook = find_playbook(shipped_playbooks(), HACKED)
    label = _label(desk, account)
    opening = Opening(opening_title(label), playbook, account, seen)
    incident = desk.incidents.start(opening)
    step = next(s for s in playbook.steps() if s.fact == _CONTROL)
    desk.incidents.answer(incident, step.slug, control)
    return incident


def control_answers() -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the question whether one can get in, its answers and its hints."""
    playbook = find_playbook(shipped_playbooks(), HACKED)
    step = next(s for s in playbook.steps() if s.fact == _CONTROL)
    return step.title, step.labels, step.how


def read_response(desk: Desk, incident: SubjectId, wanted: str = "") -> Response:
    """Return where a response stands, with one step opened.

    `wanted` is the step somebody chose to look at; otherwise it is the next one.
    The question about danger stands beside every step until it is answered, so
    that it neither waits nor keeps anybody waiting.
    """
    run = desk.incidents.run(incident)
    danger = _danger(run)
    now = _now(run, wanted, danger)
    state = run.incident
    machine = state.flags.get(MACHINE)
    return Response(
        incident=incident,
        reference=state.reference,
        title=state.title,
        account=state.account,
        account_label=_label(desk, state.account),
        known_ms=state.known_ms,
        is_open=state.is_open,
        alone=state.flag(ALONE),
        machine=machine.value if machine is not None else None,
        danger=_page(desk, run, danger) if danger else None,
        step=_page(desk, run, now) if now else None,
        coming=_coming(run, now, danger),
        steps=tuple(_listed(run, p) for p in run.walk.positions),
        overdue=tuple(p.step.title for p in run.overdue(desk.session.clock.now_ms()))
        if state.is_open
        else (),
        conflicts=tuple(_title(run.playbook, slug) for slug in state.conflicts),
        owed=run.owed_evidence,
        left_open=run.left_open,
        accounts=tuple(
            ListedAccount(row.subject, row.label, row.access)
            for row in desk.accounts.rows()
        ),
        people=tuple((p.name, p.number) for p in desk.people()),
        log=desk.records.timeline(incident),
    )


def _danger(run: Run) -> Position | None:
    found = (p for p in run.walk.positions if p.step.fact == _DANGER)
    return next((p for p in found if p.status is Status.OPEN), None)


def _now(run: Run, wanted: str, danger: Position | None) -> Position | None:
    chosen = run.walk.position(wanted) if wanted else None
    if chosen is not None:
        return chosen
    others = (p for p in run.walk.open if p is not danger)
    following = next(others, None) or run.walk.next
    return None if following is danger else following


def _coming(
    run: Run, now: Position | None, danger: Position | None
) -> tuple[ListedStep, ...]:
    following = (
        p
        for p in run.walk.positions
        if not p.is_over and not p.asks_first and p is not now and p is not danger
    )
    return tuple(_listed(run, p) for p in following)[:_COMING]


def _listed(run: Run, position: Position) -> ListedStep:
    step = position.step
    return ListedStep(
        step.slug,
        step.title,
        position.phase,
        position.status,
        position.answer,
        step.tickable and not step.asks and not position.is_over,
        bool(run.incident.records_of(step.slug)),
        not position.asks_first,
    )


def _page(desk: Desk, run: Run, position: Position) -> StepPage:
    step = position.step
    waits = (*position.asks_first, *position.steps_first)
    contacts = {c.text.casefold(): c for c in run.playbook.contacts}
    named = {c.name.casefold(): c for c in run.playbook.contacts} | contacts
    return StepPage(
        slug=step.slug,
        verb=step.verb,
        phase=position.phase,
        title=step.title,
        who=step.who,
        whom=tuple(named[w.casefold()] for w in step.whom if w.casefold() in named),
        due=run.due(step),
        why=step.why,
        how=step.how,
        alone=step.alone if run.progress.alone else "",
        labels=step.labels if step.asks else (),
        answer=position.answer,
        template=step.template,
        captures_first=next(iter(position.captures_first), ""),
        waits_for=_title(run.playbook, waits[0]) if waits else "",
        is_over=position.is_over,
        target=_target(run, step),
        ways=_ways(desk, run, step),
    )


def _target(run: Run, step: Step) -> bytes:
    """A playbook's first change of a secret is the account's own."""
    first = next((s for s in run.playbook.steps() if s.verb is Verb.ROTATE), None)
    is_own = first is not None and first.slug == step.slug
    return run.incident.account if is_own else b""


def _ways(desk: Desk, run: Run, step: Step) -> tuple[Way, ...]:
    """Return whom to ring, for a step that closes the door by telephone."""
    if not run.incident.account or not (step.stops_harm and step.verb is Verb.DO):
        return ()
    try:
        found = desk.who_can_post(SubjectId(run.incident.account))
    except UnknownNameError:
        return ()
    return tuple(way for who in found for way in who.ways)


def _label(desk: Desk, account: bytes) -> str:
    rows = desk.accounts.rows()
    return next((row.label for row in rows if row.subject == account), "")


def _title(playbook: Playbook, slug: str) -> str:
    step = playbook.step(slug)
    return step.title if step else slug

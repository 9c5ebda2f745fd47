"""A response as a person sees it: the step to take now, what follows, and the log."""

from dataclasses import dataclass, field, replace

from incidentkit.accounts.exposure import Way
from incidentkit.accounts.model import Access
from incidentkit.desk.asking import Asked, read_asked
from incidentkit.desk.clocks import Clocks, read_clocks
from incidentkit.desk.contacts import Reach, reach_for
from incidentkit.desk.council_says import lines_for
from incidentkit.desk.ending import account_of, nothing_of, went_out_ms
from incidentkit.desk.exercises import in_an_exercise, made_up, made_up_label
from incidentkit.desk.front_door import Begin, begin, find_seen
from incidentkit.desk.record import Record, read_record
from incidentkit.desk.services import Desk
from incidentkit.desk.together import Together, asks_alone, read_together
from incidentkit.errors import UnknownNameError
from incidentkit.incidents.run import ALONE, MACHINE, Run
from incidentkit.incidents.time_left import turns_ms
from incidentkit.playbooks.due import DueTime
from incidentkit.playbooks.model import Named, Playbook, Step, Verb, joined_to
from incidentkit.playbooks.walk import Position, Status
from incidentkit.records.timeline import Line
from incidentkit.vault.kinds import PersonId, SubjectId

_CONTROL = "control"
_DANGER = "danger"
_Log = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step, with everything a person needs to take it.

    `target` is the account whose secret the step changes, empty when the person
    has to say which. `ways` are who can post to the account and whom to ring.
    `captures_first` is the step that must have evidence before this one. `records`
    are what stands written down of it, `others` those of them by other people;
    `in_conflict` when people said different things, not knowing of each other.
    `nothing_of` is what it leaves behind and nobody made yet: a `secret`, a `text`.
    `asks_alone`: it is for several people, and only one has written so far.
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
    status: Status = Status.OPEN
    asked: Asked = field(default_factory=Asked)
    playbook: str = ""
    records: tuple[Line, ...] = ()
    others: tuple[str, ...] = ()
    in_conflict: bool = False
    reach: tuple[Reach, ...] = ()
    nothing_of: str = ""
    went_out_ms: int = 0
    asks_alone: bool = False


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step in a list. It is certain when no open question decides if it is wanted.

    It has a gate when something stands before it: a copy, proof, a second person.
    """

    slug: str
    title: str
    phase: str
    status: Status
    answer: str
    tickable: bool
    is_recorded: bool
    is_certain: bool
    playbook: str = ""
    again_ms: int = 0
    has_gate: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """How many of a phase's steps are wanted, as far as is known, and over."""

    title: str
    done: int
    wanted: int
    playbook: str = ""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account that a step may be about."""

    account: SubjectId
    label: str
    access: Access


@dataclass(frozen=True, slots=True)
class Response:
    """Where one response stands.

    `danger` is the question about danger while nobody has answered it. `following`
    is the step that is next, whichever one is shown; `resting` are those that are
    done again and again; `unsettled` those of which people said different things.
    `machine` says whether the computer in use may be the way in: None when
    nobody was asked yet. `turns_ms` is when the clock alone makes it another one.
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
    owed: tuple[str, ...]
    left_open: tuple[str, ...]
    accounts: tuple[ListedAccount, ...]
    people: tuple[tuple[str, str], ...]
    log: tuple[Line, ...]
    together: Together = field(default_factory=Together)
    clocks: Clocks = field(default_factory=Clocks)
    record: Record = field(default_factory=Record)
    following: ListedStep | None = None
    resting: tuple[ListedStep, ...] = ()
    unsettled: tuple[ListedStep, ...] = ()
    turns_ms: int = 0

    @property
    def phases(self) -> tuple[Phase, ...]:
        """How far each phase is, in order; one that wants nothing is left out."""
        names = dict.fromkeys((step.phase, step.playbook) for step in self.steps)
        phases = (
            _phase(*name, [s for s in self.steps if (s.phase, s.playbook) == name])
            for name in names
        )
        return tuple(phase for phase in phases if phase.wanted)

    @property
    def phase(self) -> Phase | None:
        """The phase of the step that is shown, or the first that is not over."""
        shown = (self.step.phase, self.step.playbook) if self.step else ("", "")
        named = (p for p in self.phases if (p.title, p.playbook) == shown)
        unfinished = (p for p in self.phases if p.done < p.wanted)
        return next(named, None) or next(unfinished, None)


def _phase(title: str, playbook: str, steps: list[ListedStep]) -> Phase:
    over = (Status.DONE, Status.SKIPPED, Status.FAILED)
    wanted = [s for s in steps if s.is_certain and s.status is not Status.NOT_NEEDED]
    done = sum(s.status in over for s in wanted)
    return Phase(title, done, len(wanted), playbook)


def start_response(
    desk: Desk, account: bytes, control: str, seen: str = ""
) -> SubjectId:
    """Begin the response to a hijacked account, told whether one can get in.

    `control` is one of the answers to that.
    """
    library = desk.playbooks.library()
    choice = replace(find_seen(library, "not-us"), settles=((_CONTROL, control),))
    return begin(desk, library, Begin(choice, account, said=seen)).incident


def read_response(desk: Desk, incident: SubjectId, wanted: str = "") -> Response:
    """Return where a response stands, with one step opened.

    `wanted` is the step somebody chose to look at; otherwise it is the next one.
    The question about danger stands beside every step until it is answered, so
    that it neither waits nor keeps anybody waiting.
    """
    run = desk.incidents.run(incident)
    danger, log = _danger(run), desk.records.timeline(incident)
    now, following = _now(run, wanted, danger), _now(run, "", danger)
    state, now_ms = run.incident, desk.session.clock.now_ms()
    machine = state.flags.get(MACHINE)
    return Response(
        incident=incident,
        reference=state.reference,
        title=state.title,
        account=state.account,
        account_label=made_up_label(desk, run) or _label(desk, state.account),
        known_ms=state.known_ms,
        is_open=state.is_open,
        alone=state.flag(ALONE),
        machine=machine.value if machine is not None else None,
        danger=_page(desk, incident, run, danger, log) if danger else None,
        step=_page(desk, incident, run, now, log) if now else None,
        coming=_coming(run, now, danger),
        steps=tuple(_listed(run, p) for p in run.walk.positions),
        overdue=_overdue(run, now_ms),
        owed=run.owed_evidence,
        left_open=run.left_open,
        accounts=_accounts(desk, run),
        people=_people(desk, run),
        log=log,
        together=read_together(desk, incident, run),
        clocks=read_clocks(run, log, now_ms),
        record=read_record(run, log),
        following=_listed(run, following) if following else None,
        resting=_resting(run),
        unsettled=_unsettled(run),
        turns_ms=turns_ms(state, now_ms),
    )


def _overdue(run: Run, now_ms: int) -> tuple[str, ...]:
    found = run.overdue(now_ms) if run.incident.is_open else ()
    return tuple(p.step.title for p in found)


def _resting(run: Run) -> tuple[ListedStep, ...]:
    resting = (p for p in run.walk.positions if p.status is Status.RESTING)
    return tuple(_listed(run, p) for p in resting)


def _unsettled(run: Run) -> tuple[ListedStep, ...]:
    found = (p for s in run.incident.conflicts if (p := run.walk.position(s)))
    return tuple(_listed(run, p) for p in found)


def _how(desk: Desk, run: Run, step: Step) -> tuple[str, ...]:
    said = (*step.how, *lines_for(desk, run, step))
    return in_an_exercise(step, said) if run.incident.exercise else said


def _accounts(desk: Desk, run: Run) -> tuple[ListedAccount, ...]:
    """Return what a step may be about: in an exercise, nothing that there is."""
    if run.incident.exercise:
        return tuple(
            ListedAccount(one.account, one.label, Access.OWN_LOGIN)
            for one in made_up(desk, run)
        )
    return tuple(
        ListedAccount(row.subject, row.label, row.access)
        for row in desk.accounts.rows()
    )


def _people(desk: Desk, run: Run) -> tuple[tuple[str, str], ...]:
    """Return whom to ring; in an exercise nobody is."""
    hidden = bool(run.incident.exercise)
    return tuple((p.name, "" if hidden else p.number) for p in desk.team())


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
    return tuple(_listed(run, p) for p in following)


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
        _book(run, step.slug),
        _again_ms(run, position),
        run.has_gate(step),
    )


def _book(run: Run, slug: str) -> str:
    """Return which playbook a step is of, empty while there is one only."""
    if len(run.playbooks) == 1:
        return ""
    joined = joined_to(slug) or run.playbooks[0].slug
    return next((b.name for b in run.playbooks if b.slug == joined), joined)


def _again_ms(run: Run, position: Position) -> int:
    due = run.due(position.step) if position.status is Status.RESTING else None
    return due.at_ms if due else 0


def _page(
    desk: Desk, incident: SubjectId, run: Run, position: Position, log: _Log
) -> StepPage:
    step = position.step
    waits = (*position.asks_first, *position.steps_first)
    said = {r.digest for r in run.incident.records_of(step.slug)}
    return StepPage(
        slug=step.slug,
        verb=step.verb,
        phase=position.phase,
        title=step.title,
        who=step.who,
        whom=_whom(run, step),
        due=run.due(step),
        why=step.why,
        how=_how(desk, run, step),
        alone=run.alone(step),
        labels=step.labels if step.asks else (),
        answer=position.answer,
        template=step.template,
        captures_first=next(iter(position.captures_first), ""),
        waits_for=_title(run.playbook, waits[0]) if waits else "",
        is_over=position.is_over,
        target=account_of(desk, run, step),
        ways=_ways(desk, run, step),
        status=position.status,
        asked=read_asked(desk, run, step),
        playbook=_book(run, step.slug),
        records=tuple(line for line in log if line.digest in said),
        others=_others(desk, run, step),
        in_conflict=step.slug in run.incident.conflicts,
        reach=() if run.incident.exercise else reach_for(desk, step),
        nothing_of=nothing_of(desk, incident, run, step),
        went_out_ms=went_out_ms(desk, incident, step),
        asks_alone=asks_alone(run, step, {line.recorder for line in log}),
    )


def _others(desk: Desk, run: Run, step: Step) -> tuple[str, ...]:
    records, me = run.incident.records_of(step.slug), desk.session.me.person
    people = dict.fromkeys(PersonId(r.person) for r in records if r.person != me)
    return tuple(desk.officers.name_of(person) for person in people)


def _whom(run: Run, step: Step) -> tuple[Named, ...]:
    contacts = {c.text.casefold(): c for c in run.playbook.contacts}
    named = {c.name.casefold(): c for c in run.playbook.contacts} | contacts
    return tuple(named[w.casefold()] for w in step.whom if w.casefold() in named)


def _ways(desk: Desk, run: Run, step: Step) -> tuple[Way, ...]:
    """Return whom to ring, for a step that closes the door by telephone."""
    if not run.incident.account or not (step.stops_harm and step.verb is Verb.DO):
        return ()
    try:
        found = desk.who_can_post(SubjectId(run.incident.account))
    except UnknownNameError:
        return ()
    me = desk.session.me.person
    return tuple(w for who in found for w in who.ways if w.person != me)


def _label(desk: Desk, account: bytes) -> str:
    rows = desk.accounts.rows()
    return next((row.label for row in rows if row.subject == account), "")


def _title(playbook: Playbook, slug: str) -> str:
    step = playbook.step(slug)
    return step.title if step else slug

"""The front door: what was seen says which playbooks run, and what they know already.

A choice is an answer that somebody gave, so the questions that it settles are recorded
as answered. Each can be answered again in the run, like any other.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from incidentkit.desk.enquiry import Lines, Message, deadline_in, intake_of
from incidentkit.desk.self_report import Report
from incidentkit.desk.services import Desk
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.errors import IncidentKitError, SecretInTextError, UnknownNameError
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import Opening
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.library import Library, find_playbook
from incidentkit.playbooks.model import DONT_KNOW, Kind, Step
from incidentkit.playbooks.walk import Status
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words import front_door as words


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer to what was seen.

    `playbooks` run together, the first one leading. `settles` are the facts that
    follow from the answer. `asks_enquiry`: what is asked next is who writes about
    what, and not which account.
    """

    key: str
    says: str
    playbooks: tuple[str, ...]
    settles: tuple[tuple[str, str], ...] = ()
    asks_enquiry: bool = False

    @property
    def second(self) -> str:
        """The second question."""
        return words.second(self.key)


def _seen(key: str, *playbooks: str, **settles: str) -> Seen:
    facts = tuple(settles.items())
    return Seen(key, words.SAYS[key], playbooks, facts, asks_enquiry=key == "press")


# What does not follow from the answer stays open and is asked in the run. That nobody
# knows whether we are in control has the first step that stops harm come at once.
_KNOWN = (
    _seen("locked-out", "hacked-account", control="No"),
    _seen("not-us", "hacked-account", control=DONT_KNOW),
    _seen("our-mistake", "inappropriate-post", sender="One of us"),
    _seen(
        "nobody-knows",
        "hacked-account",
        "inappropriate-post",
        control=DONT_KNOW,
        sender=DONT_KNOW,
    ),
    _seen("fake-account", "fake-account"),
    _seen("press", "press-enquiry"),
    _seen("comments", "offensive-comments"),
)


@dataclass(frozen=True, slots=True)
class Begin:
    """Everything that is known when a response begins.

    Attributes:
        said: What was seen, in somebody's own words.
        lines: Who asks what and by when, of an enquiry.
        due_ms: How somebody was shown that the deadline is understood; 0 for whatever
            can be read from the line.
        message: The e-mail it came in, if it is to be kept as evidence.
        readers: The only people who may read it; None for everybody.
        report: What a colleague wrote on the self-report card.
    """

    seen: Seen
    account: bytes = b""
    title: str = ""
    said: str = ""
    by: str = ""
    known_ms: int = 0
    alone: bool = False
    lines: Lines = field(default_factory=Lines)
    due_ms: int = 0
    message: Message | None = None
    readers: frozenset[PersonId] | None = None
    recovery: bool = True
    exercise: str = ""
    scenario: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """The response, and what kept something from being written down in it."""

    incident: SubjectId
    refused: IncidentKitError | None = None


def front_door(library: Library) -> tuple[Seen, ...]:
    """Return what may be chosen: a council's own playbooks come after the others."""
    there = library.incidents.keys()
    known = tuple(seen for seen in _KNOWN if there >= set(seen.playbooks))
    covered = {slug for seen in known for slug in seen.playbooks}
    return known + tuple(
        Seen(playbook.slug, playbook.begins_with, (playbook.slug,))
        for playbook in library.front_door
        if playbook.kind is Kind.INCIDENT and playbook.slug not in covered
    )


def find_seen(library: Library, key: str) -> Seen:
    """Return the choice of that name.

    Raises:
        UnknownNameError: There is none.
    """
    wanted = key.strip().casefold()
    found = next((s for s in front_door(library) if s.key.casefold() == wanted), None)
    if found is None:
        raise UnknownNameError("choice", key)
    return found


def begin(desk: Desk, library: Library, how: Begin) -> Begun:
    """Begin a response, with everything that is known answered and written down.

    Nothing is begun when a text cannot be kept. What is refused after the response
    has begun is no reason to hide the response.

    Raises:
        SecretInTextError: A text holds a stored secret.
        UnknownNameError: A playbook of the choice is not in use any more.
        As `IncidentsService.start`.
    """
    _check(desk, how)
    incident = desk.incidents.start(_opening(desk, library, how))
    refused: IncidentKitError | None = None
    for work in (_settle, _take_in_enquiry, _take_in_report, _keep_message):
        try:
            work(desk, incident, how)
        except IncidentKitError as error:
            refused = refused or error
    return Begun(incident, refused)


def _check(desk: Desk, how: Begin) -> None:
    text = "\n".join((*how.lines.texts, how.report.text if how.report else ""))
    accounts = accounts_with_secret_in(desk.session, desk.accounts, text)
    if accounts:
        raise SecretInTextError(accounts)


def _opening(desk: Desk, library: Library, how: Begin) -> Opening:
    slugs = how.seen.playbooks
    first, *also = (find_playbook(library.incidents, slug) for slug in slugs)
    report = how.report
    label = _label(desk, how.account)
    title = words.title(how.seen.key, how.seen.says, label, how.lines.outlet.strip())
    return Opening(
        title=how.title.strip() or title,
        playbook=first,
        account=how.account,
        seen=how.said or how.lines.question or (report.seen if report else ""),
        by=how.by,
        known_ms=how.known_ms,
        alone=how.alone,
        also=tuple(also),
        record=report.record if report else {},
        readers=how.readers,
        recovery=how.recovery,
        exercise=how.exercise,
        scenario=how.scenario,
    )


def _label(desk: Desk, account: bytes) -> str:
    rows = desk.accounts.rows()
    return next((row.label for row in rows if row.subject == account), "")


def _settle(desk: Desk, incident: SubjectId, how: Begin) -> None:
    """Answer what follows from the choice, and tick off what is running already."""
    run = desk.incidents.run(incident)
    for step, label in _answers(run, dict(how.seen.settles)):
        run = desk.incidents.answer(
            incident, step.slug, label, reason=words.FROM_WHAT_WAS_SEEN
        )
    for position in run.walk.positions:
        step = position.step
        if position.status is Status.OPEN and step.begins in how.seen.playbooks:
            desk.incidents.done(incident, step.slug, words.BEGUN_TOGETHER)


def _answers(run: Run, settled: Mapping[str, str]) -> Iterator[tuple[Step, str]]:
    """Yield each question that is settled; a playbook that asks otherwise asks itself."""
    for step in run.playbook.steps():
        if step.asks and step.fact in settled:
            label = step.label(settled[step.fact])
            if label is not None:
                yield step, label


def _take_in_enquiry(desk: Desk, incident: SubjectId, how: Begin) -> None:
    if not any(how.lines.texts):
        return
    run = desk.incidents.run(incident)
    intake = intake_of(run.playbook.steps())
    if intake is None:
        return
    now_ms = desk.session.clock.now_ms()
    due_ms = how.due_ms or deadline_in(how.lines.deadline, now_ms)
    deadline = next(iter(run.playbook.deadlines), None)
    if due_ms and deadline is not None:
        desk.incidents.circumstances.moment(incident, deadline.name, due_ms)
    asked = {f.name for f in intake.form}
    values = {n: t for n, t in how.lines.named.items() if t.strip() and n in asked}
    if all(f.name in values for f in intake.form if f.required):
        more = Finishing(details=values)
        desk.incidents.done(incident, intake.slug, more=more)
    else:
        desk.incidents.details(incident, intake.slug, values)


def _take_in_report(desk: Desk, incident: SubjectId, how: Begin) -> None:
    if how.report is not None:
        desk.incidents.note(incident, how.report.text)


def _keep_message(desk: Desk, incident: SubjectId, how: Begin) -> None:
    if how.message is None:
        return
    intake = intake_of(desk.incidents.run(incident).playbook.steps())
    source = Source(intake.slug if intake else "", words.MESSAGE)
    data = io.BytesIO(how.message.data)
    desk.incidents.evidence.stream(incident, how.message.name, data, source)

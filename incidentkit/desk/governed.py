"""Incidents under the council's own rules: its times, its evidence rule, its papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from msgspec import structs

from incidentkit.council.calendar import Calendar
from incidentkit.council.day_to_day import CLASSES
from incidentkit.council.decided import Decided
from incidentkit.council.in_public import BREACH_CLOCK
from incidentkit.council.rules import KeepingRule
from incidentkit.council.tables import days_in
from incidentkit.desk.enquiry import deadline_in, intake_of
from incidentkit.errors import CaptureFirstError, OnHoldError
from incidentkit.incidents.recorder import Checks
from incidentkit.incidents.run import DANGER, Run
from incidentkit.incidents.service import Closing, IncidentsService
from incidentkit.incidents.steps import NO_MORE, Finishing
from incidentkit.playbooks.due import DueTime
from incidentkit.playbooks.model import SEVERITY, DueKind, Step, joined_to
from incidentkit.playbooks.walk import walk
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.vault.session import Session
from incidentkit.words.council.rules import BLOCKED_BY_ONE

HOLD = "legal hold"
_DEADLINE = "deadline"  # the line of an enquiry's form
_MINUTE_MS = 60_000
_DAY_MS = 24 * 60 * _MINUTE_MS
_INCIDENT, _BREACH, _MODERATION, _PRESS, _EXERCISE = CLASSES
_CLASS_OF = {"offensive-comments": _MODERATION, "press-enquiry": _PRESS}


@dataclass(frozen=True, slots=True)
class GovernedRun(Run):
    """A run under the council's own rules. `targets` are minutes, see Decided."""

    targets: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    breach_clock: str = ""
    blocks_take_two: bool = True

    def takes_two(self, step: Step) -> bool:
        """Whether two people agree to a step; to a block where the council wants it."""
        return step.second_person and (self.blocks_take_two or not _is_block(step))

    def due(self, step: Step) -> DueTime | None:
        """Return when a step is due; what a law or a promise sets stays."""
        due = Run.due(self, step)
        if due is not None and due.kind is DueKind.LAW and due.assumed:
            return self._assumed(due)
        is_target = due is None or due.kind is DueKind.TARGET
        if not is_target or step.slug in self.progress.times:
            return due
        minutes = self._target(step)
        if minutes is None:
            return due
        known_ms = self.incident.known_ms
        return DueTime(known_ms + minutes * _MINUTE_MS, DueKind.TARGET, known_ms)

    def _assumed(self, due: DueTime) -> DueTime | None:
        if self.breach_clock == "at the decision":
            return None
        if self.breach_clock == "at the start":
            return structs.replace(due, assumed=False)
        return due

    def _target(self, step: Step) -> int | None:
        """Return the council's minutes; while severity is not known, the fewest."""
        book = joined_to(step.slug) or self.playbooks[0].slug
        own = step.slug.removeprefix(f"{book}:")
        found = {
            level: minutes
            for (playbook, slug, level), minutes in self.targets.items()
            if (playbook, slug) == (book, own)
        }
        if not found:
            return None
        severity = self.answer(SEVERITY)
        if severity in found:
            return found[severity]
        is_known = severity in {"Minor", "Embarrassing", "Serious", "Critical"}
        return None if is_known else min(found.values(), default=None)


class CouncilIncidents(IncidentsService):
    """Incidents as the council has decided that they are handled."""

    def __init__(self, session: Session, checks: Checks, council: Decided) -> None:
        super().__init__(session, checks)
        self._council = council

    def run(self, incident: SubjectId) -> Run:
        """Return where an incident stands, with the council's own times."""
        run = super().run(incident)
        return GovernedRun(
            incident=run.incident,
            playbook=run.playbook,
            progress=run.progress,
            walk=run.walk,
            playbooks=run.playbooks,
            done_ms=run.done_ms,
            calendar=run.calendar,
            unreadable=run.unreadable,
            targets=self._council.time_targets(),
            breach_clock=self._council.choice(BREACH_CLOCK),
            blocks_take_two=self._council.blocks_take_two(),
        )

    def planned_done(
        self,
        incident: SubjectId,
        step: str,
        note: str = "",
        *,
        by: str = "",
        about: tuple[Digest, ...] = (),
        more: Finishing = NO_MORE,
    ) -> Change:
        """Return the change that finishes a step, as the council's rules allow.

        Raises:
            CaptureFirstError: The council wants evidence first in danger too, and
                nobody wrote down why this step cannot wait for it.
        """
        run = self._recorder.open_run(incident)
        found = self._recorder.step(run, step)
        self._require_evidence(run, found)
        may_be_one = found.second_person and not takes_two(found, self._council)
        if may_be_one and not more.second:
            more = replace(more, second=BLOCKED_BY_ONE)
        return super().planned_done(
            incident, found.slug, note, by=by, about=about, more=more
        )

    def _takes_two(self, _run: Run, step: Step) -> bool:
        """Whether two people agree to a step, under the council's rule for blocks."""
        return takes_two(step, self._council)

    def _detailing(
        self,
        run: Run,
        incident: SubjectId,
        step: Step,
        values: Mapping[str, str] | None,
        by: str,
    ) -> Change:
        """Take the deadline of an enquiry from the line in which somebody wrote it."""
        change = super()._detailing(run, incident, step, values, by)
        text = (values or {}).get(_DEADLINE, "")
        deadline = next(iter(run.playbook.deadlines), None)
        if deadline is None or not _says_when(run, step, deadline.name, text):
            return change
        due_ms = deadline_in(text, self._recorder.session.clock.now_ms())
        if not due_ms:
            return change
        moment = self.circumstances.planned_moment
        return change + moment(run, incident, deadline.name, due_ms)

    def _require_evidence(self, run: Run, step: Step) -> None:
        """Danger alone lifts nothing where evidence always comes first."""
        if not (step.needs and run.incident.flag(DANGER)):
            return
        if self._council.evidence_always_first():
            calm = structs.replace(run.progress, danger=False)
            position = walk(run.playbook, calm).position(step.slug)
            if position is not None and position.captures_first:
                raise CaptureFirstError(step.title)

    def close_with(self, incident: SubjectId, how: Closing) -> Run:
        """Close an incident; what nobody said about keeping it is as the council keeps."""
        run = self.run(incident)
        now_ms = self._recorder.session.clock.now_ms()
        proposed = proposed_keeping(
            run, self._council.keeping(), self._council.calendar(), now_ms
        )
        if not how.retention:
            how = replace(how, retention=proposed.retention)
        if not how.review_ms:
            how = replace(how, review_ms=proposed.review_ms)
        return super().close_with(incident, how)

    def dispose(self, incident: SubjectId, reason: str) -> int:
        """Delete the texts of a closed incident for good; returns how many.

        Raises:
            OnHoldError: It is held for a request, the police or a claim.
        """
        held = [c.text for c in self.run(incident).incident.said_of("", HOLD) if c.text]
        if held and not all(is_ended(text) for text in held):
            raise OnHoldError(self._council.keeping().holders)
        return super().dispose(incident, reason)


def _says_when(run: Run, step: Step, deadline: str, text: str) -> bool:
    """Whether a line of an enquiry sets its deadline, or another one than before.

    A deadline that was recorded by itself stays: it is more exact than a line.
    """
    if not text.strip() or intake_of((step,)) is None:
        return False
    was = run.incident.details(step.slug).get(_DEADLINE, ())
    return was != (text,) if was else deadline not in run.progress.moments


def is_ended(hold: str) -> bool:
    """Whether a line about a legal hold says that it is over.

    When in doubt it is not: "No disposal before March" begins with a no as well.
    """
    words = [word.strip(".,:;") for word in hold.casefold().split()]
    alone = len(words) == 1 and words[0] in {"none", "no", "over"}
    return alone or words[:1] in (["ended"], ["lifted"])


def takes_two(step: Step, council: Decided) -> bool:
    """Whether a second person agrees to a step under the council's rule for blocks."""
    return step.second_person and (council.blocks_take_two() or not _is_block(step))


def _is_block(step: Step) -> bool:
    own = step.slug.rpartition(":")[2].rpartition("/")[2]
    return own == "block" or own.startswith("block-")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long an incident is kept, in words, and when it is looked at again."""

    retention: str
    review_ms: int


def proposed_keeping(
    run: Run, rule: KeepingRule, calendar: Calendar, now_ms: int
) -> Keeping:
    """Return what the council's table says about an incident that ends now."""
    kind = paper_class(run)
    length = rule.lengths.get(kind, "")
    if not length:
        return Keeping(kind, 0)
    number, unit = length.split()
    if unit.startswith("day"):
        review_ms = now_ms + days_in(length) * _DAY_MS
    else:
        months = int(number) * (12 if unit.startswith("year") else 1)
        review_ms = calendar.months_after(now_ms, months)
    return Keeping(f"{kind}, {length}", review_ms)


def paper_class(run: Run) -> str:
    """Return which class of papers an incident is, the longest kept first."""
    if run.incident.exercise:
        return _EXERCISE
    if any("breach-assessment/" in record.step for record in run.incident.records):
        return _BREACH
    found = (_CLASS_OF.get(book.slug) for book in run.going)
    classes = {kind or _INCIDENT for kind in found}
    return classes.pop() if len(classes) == 1 else _INCIDENT

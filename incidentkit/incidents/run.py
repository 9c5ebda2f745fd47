"""Where an incident stands: its playbooks walked with everything recorded so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import structs

from incidentkit.council.calendar import Calendar
from incidentkit.incidents.seats import USUAL_ROLES, Seat, seat
from incidentkit.incidents.state import Incident, StepRecord
from incidentkit.playbooks.due import DueTime, due_at
from incidentkit.playbooks.model import SEVERITY, Playbook, Step, Verb, plain
from incidentkit.playbooks.progress import NO_STEP, Progress
from incidentkit.playbooks.walk import Position, Walk, is_captured, walk
from incidentkit.words import running as words

DANGER = "danger"
ALONE = "alone"
# On: this computer may be how they got in, or nobody can say that it is not.
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer that was ever given: when, what, and whether it still stands."""

    at_ms: int
    label: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Run:
    """An incident, its playbooks, and where the one stands in the others.

    `playbook` is all of them as one; `playbooks` each by itself, the first one
    first, those that were left among them. `unreadable` are the short names of those
    whose text cannot be read here.
    """

    incident: Incident
    playbook: Playbook
    progress: Progress
    walk: Walk
    playbooks: tuple[Playbook, ...]
    done_ms: Mapping[str, int]
    calendar: Calendar | None = None
    unreadable: tuple[str, ...] = ()

    def due(self, step: Step) -> DueTime | None:
        """Return when a step is due, in wall time.

        What counts from another step counts from the first time it was done. A
        step that was left out starts nothing.
        """
        return due_at(
            step,
            self.progress,
            self.incident.known_ms,
            self.done_ms,
            self.calendar,
            self.answer(SEVERITY) if step.due_by else "",
        )

    @property
    def going(self) -> tuple[Playbook, ...]:
        """The playbooks that nobody left."""
        return tuple(b for b in self.playbooks if b.slug not in self.progress.left)

    def runs(self, slug: str) -> bool:
        """Whether a playbook is part of the incident, and was not left."""
        return any(book.slug == slug for book in self.going)

    def answer(self, fact: str) -> str:
        """Return what is known of a fact, empty while nobody said."""
        return self.walk.answers.get(fact) or self.progress.facts.get(fact, "")

    def history(self, fact: str) -> tuple[Answered, ...]:
        """Return every answer that was given to a fact's question, oldest first."""
        slugs = {s.slug for s in self.playbook.steps() if s.fact == fact}
        standing = {r.digest for r in self.incident.records}
        found = [
            Answered(r.at_ms, r.value, r.digest in standing)
            for r in self.incident.every_record
            if r.what == "answer" and r.step in slugs
        ]
        return tuple(sorted(found, key=lambda one: one.at_ms))

    @property
    def seats(self) -> tuple[Seat, ...]:
        """How every role stands: the playbooks' own, and those every incident has."""
        words = {plain(r.name): r for r in self.playbook.roles}
        named = [r.name for r in self.playbook.roles]
        usual = [name for name in USUAL_ROLES if plain(name) not in words]
        found = []
        for name in (*named, *usual):
            role, how = words.get(plain(name)), seat(name, self.incident.course.roles)
            does, deputy = (role.text, role.deputy) if role else ("", "")
            found.append(structs.replace(how, does=does, deputy=deputy))
        return tuple(found)

    def overdue(self, now_ms: int) -> tuple[Position, ...]:
        """Return the open steps whose legal or promised time has run out."""
        return tuple(
            p
            for p in self.walk.positions
            if not p.is_over and (due := self.due(p.step)) and due.is_overdue(now_ms)
        )

    @property
    def owed_evidence(self) -> tuple[str, ...]:
        """What is held elsewhere and still to be filed."""
        return tuple(
            f"{i.what}: {i.holder}" for i in self.incident.evidence if i.is_owed
        )

    @property
    def left_open(self) -> tuple[str, ...]:
        """Everything that stands between the incident and its closing.

        What only some answers would lead to is not among it; the question is.
        """
        steps = tuple(
            p.step.title
            for p in self.walk.positions
            if not p.is_over and not p.asks_first
        )
        unread = (words.unreadable_playbook(slug) for slug in self.unreadable)
        return (*steps, *self.owed_evidence, *self._passed_by(), *unread)

    def takes_two(self, step: Step) -> bool:
        """Whether two people agree to a step."""
        return step.second_person

    def has_gate(self, step: Step) -> bool:
        """Whether something stands before it: a capture, proof, approval, a second."""
        is_approval = step.verb is Verb.APPROVE
        return bool(step.needs or step.proof or is_approval or self.takes_two(step))

    def alone(self, step: Step) -> str:
        """Return the short form of a step for somebody who works alone, if they do."""
        if not self.progress.alone or step.alone:
            return step.alone if self.progress.alone else ""
        if step.verb is Verb.APPROVE:
            return words.ALONE_BUT_APPROVED
        return words.ALONE_BUT_TWO if self.takes_two(step) else ""

    def _passed_by(self) -> Iterator[str]:
        """Yield what stood before steps that were taken before the kit was opened.

        That they were taken has to be sayable. What is missing stays open with it.
        """
        for p in self.walk.positions:
            if p.before_kit and p.step.slug not in self.progress.done:
                yield from self._missing(p.step)

    def _missing(self, step: Step) -> Iterator[str]:
        if step.needs and not is_captured(step, self.progress):
            yield words.removed_uncaptured(step.title)
        if self.takes_two(step) and not self._is_agreed(step):
            yield words.nobody_agreed(step.title)
        if step.proof and not self.progress.evidence.get(step.slug, 0):
            yield words.nothing_shown(step.title)
        if step.verb is Verb.APPROVE:
            yield words.nobody_approved(step.title)

    def _is_agreed(self, step: Step) -> bool:
        """Whether somebody else agreed than whoever said that it was taken."""
        records = self.incident.records_of(step.slug)
        said = {r.person for r in records if r.what == "already"}
        return any(r.what == "agreed" and r.person not in said for r in records)


def run_of(
    incident: Incident,
    playbook: Playbook,
    known: Mapping[str, str],
    *,
    left: frozenset[str] = frozenset(),
    calendar: Calendar | None = None,
    turned: Mapping[str, str] = {},
) -> Run:
    """Walk all playbooks of an incident as one.

    `known` are facts that the kit has from its own register and settings. `turned`
    are answers that the clock gave and has changed since, by step.
    """
    progress = progress_of(incident, known, left, turned)
    return Run(
        incident,
        playbook,
        progress,
        walk(playbook, progress),
        (playbook,),
        _first_times(incident),
        calendar,
    )


def progress_of(
    incident: Incident,
    known: Mapping[str, str],
    left: frozenset[str] = frozenset(),
    turned: Mapping[str, str] = {},
) -> Progress:
    """Return an incident's records as the walk takes them."""
    standing = [r for r in incident.records if r.digest not in incident.outdated]
    steps = {
        what: frozenset(r.step for r in standing if r.what == what)
        for what in ("done", "already", "skipped", "override", "failed", "ended")
    }
    over = steps["done"] | steps["already"] | steps["skipped"]
    return Progress(
        answers={r.step: r.value for r in standing if r.what == "answer"}
        | dict(turned),
        facts=known,
        done=steps["done"],
        already_done=steps["already"],
        skipped=steps["skipped"],
        # Where one did what another could not do, it is done; both are shown.
        failed=steps["failed"] - over,
        left=left,
        times=_last_times(standing),
        ended=steps["ended"],
        evidence=_evidence_by_step(incident),
        overrides=steps["override"],
        danger=incident.flag(DANGER),
        alone=incident.flag(ALONE),
        moments={
            n: m.value for n, m in incident.moments.items() if m.value is not None
        },
        promised={
            s: m.value for s, m in incident.promises.items() if m.value is not None
        },
    )


def _first_times(incident: Incident) -> dict[str, int]:
    times: dict[str, int] = {}
    for record in incident.records:
        if record.what in {"answer", "done", "already"}:
            times.setdefault(record.step, record.at_ms)
    return times


def _last_times(standing: list[StepRecord]) -> dict[str, int]:
    times: dict[str, int] = {}
    for record in standing:
        if record.what in {"done", "already"}:
            times[record.step] = max(record.at_ms, times.get(record.step, 0))
    return times


def _evidence_by_step(incident: Incident) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in incident.evidence:
        if item.step == NO_STEP and not (item.name or item.holder):
            continue  # a line of text that is for no step shows nothing of a post
        counts[item.step] = counts.get(item.step, 0) + 1
    return counts

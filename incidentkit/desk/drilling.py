"""Drills over an open kit: begun, gone through, talked about, and who rehearsed what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from incidentkit.desk.front_door import Begin, begin, find_seen
from incidentkit.desk.services import Desk
from incidentkit.drills.debrief import Cover, document
from incidentkit.drills.register import Held, Rehearsed, rehearsed
from incidentkit.drills.scenario import Inject, Scenario
from incidentkit.drills.score import Outcome, outcome
from incidentkit.errors import (
    DocumentError,
    InvalidValueError,
    JournalError,
    UnknownNameError,
)
from incidentkit.incidents.entries import Lesson
from incidentkit.incidents.run import ALONE
from incidentkit.incidents.service import Closing, IncidentRow
from incidentkit.incidents.wording import facts_for_checks
from incidentkit.paper.typeset import typeset
from incidentkit.playbooks.library import Library
from incidentkit.playbooks.model import plain, slug_of
from incidentkit.records.document import Document
from incidentkit.records.markdown import markdown
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import drills as words

_CAUSE = "DC06"
_TEMPLATE = "report.typ"


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill that was begun. Without a scenario this version knows none of that name.

    `shown` and `answered` are times by the injects' titles.
    """

    incident: SubjectId
    reference: str
    title: str
    name: str
    scenario: Scenario | None
    alone: bool
    is_open: bool
    started_ms: int
    shown: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)

    @property
    def injects(self) -> tuple[Inject, ...]:
        """What happens in it."""
        return self.scenario.injects_for(alone=self.alone) if self.scenario else ()


@dataclass(frozen=True, slots=True)
class DrillsPage:
    """Every drill there is, those that were begun, and how the playbooks stand.

    `held` are newest first. `names` are people by name, `books` playbooks.
    """

    scenarios: tuple[Scenario, ...] = ()
    held: tuple[Held, ...] = ()
    rehearsed: tuple[Rehearsed, ...] = ()
    months: int = 0
    names: Mapping[bytes, str] = field(default_factory=dict)
    books: Mapping[str, str] = field(default_factory=dict)

    @property
    def open_ones(self) -> tuple[Held, ...]:
        """The drills that go on."""
        return tuple(one for one in self.held if one.is_open)


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a drill showed, and who took part by name."""

    incident: SubjectId
    reference: str
    outcome: Outcome
    names: tuple[str, ...]
    said: Document


@dataclass(frozen=True, slots=True)
class Ending:
    """How a drill ends: what was learnt, and who sees to it."""

    summary: str
    lessons: tuple[tuple[str, str], ...] = ()


# --- looking --------------------------------------------------------------------


def read_drills(desk: Desk) -> DrillsPage:
    """Return every drill, and how the playbooks stand that can be rehearsed."""
    scenarios, held = desk.drills.every(), held_drills(desk)
    trained = {slug_of(name): name for one in scenarios for name in one.playbooks}
    months = desk.council.upkeep().exercise_months
    now_ms = desk.session.clock.now_ms()
    return DrillsPage(
        scenarios=scenarios,
        held=held,
        rehearsed=rehearsed(trained, held, months, desk.council.calendar(), now_ms),
        months=months,
        names={p: desk.officers.name_of(p) for one in held for p in one.people},
        books=trained | {slug: name for one in held for slug, name in one.playbooks},
    )


def held_drills(desk: Desk) -> tuple[Held, ...]:
    """Return every drill that was begun, newest first; one unreadable hides no other."""
    found = (_held(desk, row) for row in desk.incidents.rows(exercises=True))
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: one.started_ms, reverse=True))


def _held(desk: Desk, row: IncidentRow) -> Held | None:
    state = row.state
    try:
        run = desk.incidents.run(row.incident)
        books = tuple((book.slug, book.name) for book in run.playbooks)
    except (DocumentError, JournalError):
        books = ()
    people = (fact.person for fact in desk.incidents.facts(row.incident))
    return Held(
        row.incident,
        state.reference,
        state.exercise,
        books,
        tuple(dict.fromkeys(people)),
        state.started_ms,
        state.is_open,
    )


def read_drill(desk: Desk, incident: SubjectId) -> Drill:
    """Return where a drill stands.

    Raises:
        InvalidValueError: It really happens.
    """
    run = desk.incidents.run(incident)
    state = run.incident
    if not state.exercise:
        raise InvalidValueError("incident", "no-exercise")
    injects = state.course.injects
    return Drill(
        incident=incident,
        reference=state.reference,
        title=state.title,
        name=state.exercise,
        scenario=desk.scenario_of(run),
        alone=state.flag(ALONE),
        is_open=state.is_open,
        started_ms=state.started_ms,
        shown={i.name: i.shown_ms for i in injects if i.shown_ms},
        answered={i.name: i.answered_ms for i in injects if i.answered_ms},
    )


# --- going through it -------------------------------------------------------------


def find_scenario(desk: Desk, name: str) -> Scenario:
    """Return the drill that a person means by its name or its file's.

    Raises:
        UnknownNameError: There is none.
    """
    for scenario in desk.drills.every():
        if plain(name) in {plain(scenario.name), scenario.slug}:
            return scenario
    raise UnknownNameError("exercise", name)


def start_drill(
    desk: Desk, name: str, *, alone: bool = False, library: Library | None = None
) -> SubjectId:
    """Begin a drill, as a response begins at the front door."""
    scenario = find_scenario(desk, name)
    books = library or desk.playbooks.library()
    how = Begin(
        seen=find_seen(books, scenario.begins_with),
        title=scenario.name,
        said=scenario.start,
        alone=alone,
        exercise=scenario.name,
        scenario=scenario.text,
    )
    return begin(desk, books, how).incident


def show_injects(desk: Desk, incident: SubjectId, titles: tuple[str, ...]) -> Drill:
    """Write down what was shown just now."""
    for title in titles:
        desk.incidents.rehearsal.shown(incident, title)
    return read_drill(desk, incident)


def answer_inject(desk: Desk, incident: SubjectId, title: str, note: str = "") -> Drill:
    """Write down how something that happened was answered."""
    desk.incidents.rehearsal.answered(incident, title, note.strip())
    return read_drill(desk, incident)


def end_drill(desk: Desk, incident: SubjectId, ending: Ending) -> None:
    """End a drill; what was learnt goes the way that every lesson goes.

    Raises:
        InvalidValueError: It really happens, or as `close_with`.
    """
    read_drill(desk, incident)
    lessons = tuple(Lesson(text, owner) for text, owner in ending.lessons)
    how = Closing(ending.summary, reason=words.CLOSED_BECAUSE, learned=lessons)
    desk.incidents.close_with(incident, how)


# --- afterwards -----------------------------------------------------------------


def read_debrief(desk: Desk, incident: SubjectId) -> Debrief:
    """Return what a drill showed until now.

    Raises:
        UnknownNameError: This version has no scenario of its name.
        InvalidValueError: It really happens.
    """
    drill = read_drill(desk, incident)
    if drill.scenario is None:
        raise UnknownNameError("exercise", drill.name)
    run, facts = desk.incidents.run(incident), desk.incidents.facts(incident)
    now_ms = desk.session.clock.now_ms()
    causes = _causes_stated(desk, incident)
    found = outcome(drill.scenario, run, facts, now_ms, causes)
    me = desk.officers.name_of(desk.session.me.person)
    cover = Cover(
        desk.council.name(), drill.reference, me, now_ms, desk.officers.name_of
    )
    names = tuple(desk.officers.name_of(person) for person in found.people)
    said = document(found, cover)
    return Debrief(incident, drill.reference, found, names, said)


def _causes_stated(desk: Desk, incident: SubjectId) -> int | None:
    """Return how often its texts state a cause nobody has confirmed, None without any."""
    facts = facts_for_checks(desk.incidents.run(incident))
    drafts = [row.draft for row in desk.drafts.rows(incident)]
    found = (f for d in drafts for f in desk.drafts.review(d, facts).findings)
    return sum(f.check == _CAUSE for f in found) if drafts else None


def write_debrief(desk: Desk, incident: SubjectId, folder: Path) -> tuple[Path, ...]:
    """Write a debrief as PDF and as Markdown, and log that it was written.

    Raises:
        TypesettingError: The PDF cannot be made; neither file is written.
        StorageError: The folder cannot be written to.
    """
    found = read_debrief(desk, incident)
    now_ms = desk.session.clock.now_ms()
    pdf = typeset(msgspec.to_builtins(found.said), _TEMPLATE, now_ms)
    name = words.debrief_name(found.reference)
    files = {f"{name}.pdf": pdf, f"{name}.md": markdown(found.said).encode()}
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        write_whole(folder / file, data)
        desk.incidents.exported(incident, file, data)
    return tuple(folder / file for file in files)

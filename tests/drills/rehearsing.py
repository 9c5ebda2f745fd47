"""Somebody who goes through a drill by themselves: a real kit, time that is given."""

from dataclasses import dataclass
from pathlib import Path

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.drilling import (
    Drill,
    Ending,
    answer_inject,
    end_drill,
    read_drill,
    show_injects,
    start_drill,
)
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.writing import Beginning, begin_draft
from incidentkit.drills.schedule import due, since
from incidentkit.drills.score import outcome
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.run import Run
from incidentkit.playbooks.library import Library
from incidentkit.playbooks.model import Verb
from incidentkit.playbooks.walk import Position
from incidentkit.vault.kinds import SubjectId
from tests.incidents.office import everything_asked
from tests.vault.world import Machine, TickingClock

MINUTE = 60_000
SATURDAY = 1_795_244_400_000  # 21 November 2026, 07:00


@dataclass
class Rehearsing:
    """One kit, its clock, and the drill that is gone through in it."""

    base: Path
    library: Library
    name: str = "Asha Patel"

    def __post_init__(self) -> None:
        clock = TickingClock(SATURDAY, step=0)
        self.machine = Machine(self.base, self.name, clock, full_catalogue())
        self.machine.found()
        self.open()
        self.desk.officers.set_name(self.machine.here.me.person, self.name)
        self.desk.council.set_name("Ashcombe District Council")

    def open(self) -> Desk:
        self.desk = open_desk(self.machine.here)
        return self.desk

    def reopen(self) -> Desk:
        self.desk = open_desk(self.machine.reopen())
        return self.desk

    def start(self, name: str, *, alone: bool = False) -> SubjectId:
        return start_drill(self.desk, name, alone=alone, library=self.library)

    def wait(self, minutes: float = 1) -> int:
        self.machine.clock.ms += round(minutes * MINUTE)
        return self.machine.clock.ms

    def show_due(self, incident: SubjectId, pace: int = 1) -> tuple[str, ...]:
        """Show whatever is due now; returns what was shown."""
        drill = read_drill(self.desk, incident)
        moment = since(drill.injects, drill.started_ms, drill.shown)
        minute = moment.minute_at(self.machine.clock.ms, pace)
        titles = tuple(i.title for i in due(drill.injects, drill.shown, minute))
        show_injects(self.desk, incident, titles)
        return titles

    def answer_all(self, incident: SubjectId) -> None:
        drill = read_drill(self.desk, incident)
        for title in drill.shown.keys() - drill.answered.keys():
            answer_inject(self.desk, incident, title, "We answered as agreed")

    def take(self, incident: SubjectId, at: Position, answers: dict[str, str]) -> None:
        """Take one step as somebody does who answers with care."""
        service, step = self.desk.incidents, at.step
        more = everything_asked(at)
        if step.asks:
            said = answers.get(step.slug, "") or next(
                (a for a in step.labels if a == "Don't know yet"), step.labels[0]
            )
            service.answer(incident, step.slug, said, reason="So it is", more=more)
            return
        if step.verb is Verb.CAPTURE or step.proof == "evidence":
            service.evidence.text(incident, "A post", Source(step=step.slug))
        if step.verb is Verb.WRITE:
            self.write(incident, step.template)
        if step.repeat_minutes:
            service.end_round(incident, step.slug, "Once is enough")
        service.done(incident, step.slug, more=more)

    def go_through(
        self,
        incident: SubjectId,
        answers: dict[str, str] | None = None,
        most: int = 160,
    ) -> list[str]:
        """Take the steps until all targets are settled; then let the time run out.

        A step takes a quarter of a minute, and what happens is answered at once.
        """
        taken: list[str] = []
        drill = self.drill(incident)
        while not self._is_settled(drill, run := self.desk.incidents.run(incident)):
            at = run.walk.next
            assert at is not None, "the drill ends before its targets"
            assert len(taken) < most, "the targets come too late"
            self.wait(1 / 4)
            if len(taken) % 4 == 0 and self.show_due(incident):
                self.answer_all(incident)
            taken.append(at.step.slug)
            self.take(incident, at, answers or {})
        while self.drill(incident).injects[-1].title not in self.drill(incident).shown:
            self.wait(2)
            self.show_due(incident)
            self.answer_all(incident)
        return taken

    def write(self, incident: SubjectId, template: str) -> None:
        """Begin the step's text, once: not every text of a long drill is looked at."""
        if not self.desk.drafts.rows(incident):
            begin_draft(self.desk, incident, template, Beginning("", "website"))

    def drill(self, incident: SubjectId) -> Drill:
        return read_drill(self.desk, incident)

    def _is_settled(self, drill: Drill, run: Run) -> bool:
        assert drill.scenario is not None
        found = outcome(drill.scenario, run, (), self.machine.clock.ms)
        return all(target.minutes is not None for target in found.targets)

    def end(self, incident: SubjectId) -> None:
        lessons = (("Keep the numbers on paper", "Ben Carter"),)
        end_drill(self.desk, incident, Ending("Gone through", lessons))

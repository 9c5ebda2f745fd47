"""The facts of a response: its record, how serious it is and was, its cause."""

from dataclasses import dataclass

from incidentkit.desk.clocks import Said
from incidentkit.incidents.circumstances import TEXTS, TIMES
from incidentkit.incidents.run import Answered, Run
from incidentkit.incidents.state import Cause
from incidentkit.playbooks.model import SEVERITY
from incidentkit.playbooks.walk import Status
from incidentkit.records.timeline import Line
from incidentkit.vault.kinds import Digest


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of the record that every incident has.

    More than one of `said`: people wrote different things, not knowing of each other.
    """

    name: str
    is_time: bool
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is written down about an incident beside its steps.

    `severity_step` is the step that asks how serious it is, empty when none does.
    """

    lines: tuple[RecordLine, ...] = ()
    severity: str = ""
    severity_step: str = ""
    severities: tuple[Answered, ...] = ()
    causes: tuple[tuple[Cause, str], ...] = ()


def read_record(run: Run, log: tuple[Line, ...]) -> Record:
    """Return what is written down; what a line says and who wrote it."""
    by_digest = {line.digest: line for line in log}
    asking = (
        p
        for p in run.walk.positions
        if p.step.fact == SEVERITY and p.status is not Status.NOT_NEEDED
    )
    step = next(asking, None)
    return Record(
        lines=tuple(
            RecordLine(name, name in TIMES, _said(run, name, by_digest))
            for name in (*TEXTS, *TIMES)
        ),
        severity=run.answer(SEVERITY),
        severity_step=step.step.slug if step else "",
        severities=run.history(SEVERITY),
        causes=tuple(
            (version.value, by_digest[version.digest].who)
            for version in run.incident.cause.versions
            if version.digest in by_digest
        ),
    )


def _said(run: Run, name: str, lines: dict[Digest, Line]) -> tuple[Said, ...]:
    found = []
    for claim in run.incident.said_of("", name):
        line = lines.get(claim.digest)
        who, at_ms = (line.who, line.at_ms) if line else ("", 0)
        found.append(Said(claim.text, claim.when_ms, who, at_ms))
    return tuple(found)

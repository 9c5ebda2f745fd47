"""The log as lines to read, newest first, and the incidents it can be narrowed to."""

from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.incidents import who_did_it
from incidentkit.words.times import log_time


@dataclass(frozen=True, slots=True)
class LogRow:
    """One thing that happened: when, who did it and who wrote it down, and what."""

    digest: bytes
    at_ms: int
    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """The lines of one incident, or of everything, and every incident by name."""

    rows: tuple[LogRow, ...]
    incidents: tuple[tuple[SubjectId, str], ...]


def read_log(desk: Desk, incident: SubjectId | None) -> LogPage:
    """Return what happened in an incident, or everything this person can read."""
    records = desk.records
    lines = records.timeline(incident) if incident else records.everything()
    rows = tuple(
        LogRow(
            line.digest,
            line.at_ms,
            log_time(line.at_ms),
            who_did_it(line.who, line.recorder),
            line.sentence,
        )
        for line in reversed(lines)
    )
    incidents = tuple(
        (incident, f"{state.reference}  {state.title}")
        for incident, state in desk.incidents.each()
    )
    return LogPage(rows, incidents)

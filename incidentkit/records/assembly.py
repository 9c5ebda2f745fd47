"""Putting the parts of a report together. Pure."""

from dataclasses import dataclass

from incidentkit.records import gathering
from incidentkit.records.gathering import Entries
from incidentkit.records.report import Account, Deed, Message, Report, Verification
from incidentkit.records.timeline import Line
from incidentkit.words.running import exercise


@dataclass(frozen=True, slots=True)
class Cover:
    """What a report says beside the incident's own entries."""

    council: str
    account: Account | None
    made: Deed
    timeline: tuple[Line, ...]
    messages: tuple[Message, ...]
    verification: Verification


def assemble(entries: Entries, cover: Cover) -> Report:
    """Return the report of an incident."""
    run, state = entries.run, entries.run.incident
    closing = gathering.closing(entries)
    return Report(
        council=cover.council,
        reference=state.reference,
        title=exercise(state.title, state.exercise),
        handling=run.playbook.handling,
        playbook="; ".join(f"{b.name}, version {b.version}" for b in run.playbooks),
        account=cover.account,
        made=cover.made,
        known_ms=state.known_ms,
        started_ms=state.started_ms,
        closed_ms=closing.at_ms,
        summary=closing.summary,
        lessons=closing.lessons,
        situation=gathering.situation(entries),
        causes=gathering.causes(entries),
        timeline=cover.timeline,
        decisions=gathering.decisions(entries),
        evidence=gathering.evidence(entries),
        messages=cover.messages,
        told=gathering.told(entries),
        skipped=gathering.skipped(entries),
        overrides=gathering.overrides(entries),
        left_open=gathering.left_open(entries),
        left_open_because=closing.reason,
        verification=cover.verification,
        is_exercise=bool(state.exercise),
    )

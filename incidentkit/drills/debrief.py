"""A drill's debrief in words: what went well first, then what to look at together.

The screen, the printed page and the Markdown are all made from this.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from incidentkit.drills.score import Met, Outcome, Standing
from incidentkit.records.document import (
    Block,
    Document,
    Listing,
    Paragraphs,
    Section,
    Table,
)
from incidentkit.vault.kinds import PersonId
from incidentkit.words import drills as words
from incidentkit.words import report as report_words


@dataclass(frozen=True, slots=True)
class Cover:
    """What a printed debrief says beside the outcome."""

    council: str
    reference: str
    made_by: str
    made_ms: int
    name_of: Callable[[PersonId], str]


def went_well(found: Outcome) -> tuple[str, ...]:
    """Return what went well, in sentences."""
    return tuple(_well(found))


def to_look_at(found: Outcome) -> tuple[str, ...]:
    """Return what to look at together, in sentences that blame nobody."""
    return tuple(_look_at(found))


def _well(found: Outcome) -> Iterator[str]:
    met = [t.what for t in found.with_standing(Standing.MET)]
    if met:
        yield words.met_targets(met)
    shown = [i for i in found.injects if i.shown is not None]
    in_time = found.answered(Standing.MET)
    if in_time:
        yield words.answered_in_time(len(in_time), len(shown))
    if found.removed and not found.removed_first:
        yield words.CAPTURED_FIRST
    if found.causes == 0:
        yield words.CAUSE_LEFT_OPEN
    if found.decisions and not found.without_reason:
        yield words.REASONS_GIVEN


def _look_at(found: Outcome) -> Iterator[str]:
    for late in found.with_standing(Standing.LATE):
        yield words.late_target(late.what, late.minutes or 0, late.within)
    missing = [t.what for t in found.with_standing(Standing.NOT_DONE)]
    if missing:
        yield words.not_done(missing)
    slow = [i.inject.title for i in found.answered(Standing.LATE)]
    if slow:
        yield words.answered_late(slow)
    open_ones = [i.inject.title for i in found.answered(Standing.NOT_DONE)]
    if open_ones:
        yield words.unanswered(open_ones)
    if found.removed_first:
        yield words.removed_first(found.removed_first)
    if found.causes:
        yield words.causes(found.causes)
    if found.without_reason:
        yield words.reasons_missing([d.question for d in found.without_reason])


def document(found: Outcome, cover: Cover) -> Document:
    """Return a debrief as it is printed."""
    people = [cover.name_of(person) for person in found.people]
    about = words.about(
        found.scenario.name, found.started_ms, found.minutes, people, alone=found.alone
    )
    well, look = went_well(found), to_look_at(found)
    sections: tuple[tuple[str, Sequence[Block]], ...] = (
        (words.WELL, _listed(well, words.NOTHING_YET)),
        (words.LOOK_AT, _listed(look, words.NOTHING_ELSE)),
        (words.TARGETS, (_targets(found),)),
        (words.INJECTS, (_injects(found.injects),)),
        (words.DECISIONS, (_decisions(found),)),
        (words.TALK, (Listing(found.scenario.debrief),)),
    )
    return Document(
        kind=words.DEBRIEF_TITLE,
        title=found.scenario.name,
        council=cover.council,
        reference=cover.reference,
        handling=words.HANDLING,
        made=report_words.made_by(cover.made_by, cover.made_ms),
        times=words.TIMES,
        mark=words.NOT_REAL,
        sections=(
            Section(words.EXERCISE, (Paragraphs((about, found.scenario.about)),)),
            *(Section(heading, tuple(blocks)) for heading, blocks in sections),
        ),
    )


def _listed(items: tuple[str, ...], nothing: str) -> tuple[Block, ...]:
    return (Listing(items),) if items else (Paragraphs((nothing,)),)


def target_rows(found: Outcome) -> tuple[tuple[str, ...], ...]:
    """Return minutes beside targets, as rows of a table."""
    return tuple(
        (
            t.what,
            words.within(t.within),
            words.minutes(t.minutes),
            words.STANDINGS[t.standing],
        )
        for t in found.targets
    )


def _targets(found: Outcome) -> Block:
    return Table(words.TARGET_HEAD, target_rows(found), (8, 4, 4, 4))


def _injects(injects: tuple[Met, ...]) -> Block:
    rows = tuple(
        (
            f"{i.inject.title} ({i.inject.sender})",
            words.minutes(i.shown),
            words.minutes(i.minutes),
            i.inject.good,
            i.note or words.STANDINGS[i.standing],
        )
        for i in injects
    )
    return Table(words.INJECT_HEAD, rows, (7, 3, 4, 9, 6))


def _decisions(found: Outcome) -> Block:
    if not found.decisions:
        return Paragraphs((words.NO_DECISION,))
    rows = tuple(
        (d.question, d.answer, d.reason or words.NO_REASON) for d in found.decisions
    )
    return Table(words.DECISION_HEAD, rows, (6, 5, 7))

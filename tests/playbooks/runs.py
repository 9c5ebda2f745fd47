"""Taking a playbook's steps one after another, every way there is."""

from collections.abc import Iterator

import msgspec

from incidentkit.playbooks.model import Playbook
from incidentkit.playbooks.progress import Progress
from incidentkit.playbooks.walk import Position, Status, Walk, walk


def with_answer(progress: Progress, slug: str, label: str) -> Progress:
    answers = {**progress.answers, slug: label}
    return msgspec.structs.replace(progress, answers=answers)


def with_done(progress: Progress, *slugs: str) -> Progress:
    return msgspec.structs.replace(progress, done=progress.done | set(slugs))


def with_skipped(progress: Progress, slug: str) -> Progress:
    return msgspec.structs.replace(progress, skipped=progress.skipped | {slug})


def with_failed(progress: Progress, slug: str) -> Progress:
    return msgspec.structs.replace(progress, failed=progress.failed | {slug})


def with_ended(progress: Progress, slug: str) -> Progress:
    return msgspec.structs.replace(progress, ended=progress.ended | {slug})


def with_evidence(progress: Progress, slug: str) -> Progress:
    evidence = {**progress.evidence, slug: progress.evidence.get(slug, 0) + 1}
    return msgspec.structs.replace(progress, evidence=evidence)


def moves(progress: Progress, at: Position) -> Iterator[Progress]:
    """Everything a person may record at the step that comes next."""
    slug = at.step.slug
    yield with_skipped(progress, slug)
    if at.status is Status.WAITING:
        for capture in at.captures_first:
            yield with_evidence(progress, capture)
        return
    if at.status is Status.RESTING:
        yield with_ended(progress, slug)
        return
    if not at.step.asks:
        yield with_done(progress, slug)
    yield with_failed(progress, slug)
    for label in at.step.labels if at.step.asks else ():
        yield with_answer(progress, slug, label)


def what_is_left(here: Walk) -> tuple[object, ...]:
    """All that the rest of a run depends on: two runs with the same go on alike."""
    return tuple(
        (p.step.slug, p.status, p.asks_first, p.steps_first, p.captures_first)
        for p in here.positions
        if not p.is_over
    )


def every_run(playbook: Playbook, start: Progress) -> Iterator[tuple[Progress, Walk]]:
    """Every state that some combination of records leads to, one of each sort."""
    seen: set[object] = set()
    waiting = [start]
    while waiting:
        progress = waiting.pop()
        here = walk(playbook, progress)
        if (left := what_is_left(here)) in seen:
            continue
        seen.add(left)
        yield progress, here
        if here.next is not None:
            waiting.extend(moves(progress, here.next))

"""When a step is due, and whether that time can be missed."""

from collections.abc import Mapping
from typing import Final

import msgspec

from incidentkit.playbooks.model import Due, DueKind, Origin, Step
from incidentkit.playbooks.progress import Progress

_MINUTE_MS: Final = 60_000


class DueTime(msgspec.Struct, frozen=True):
    """A time in milliseconds since 1970, who set it, and what it was counted from.

    `assumed` says that the moment to count from was not recorded, so the start
    was taken: the earliest it can be, and so the careful reading.
    """

    at_ms: int
    kind: DueKind
    from_ms: int
    assumed: bool = False

    def is_overdue(self, now_ms: int) -> bool:
        """Whether the law or a promise of ours has run out. A target never does."""
        return self.kind is not DueKind.TARGET and now_ms > self.at_ms


def due_at(
    step: Step, progress: Progress, started_ms: int, done_ms: Mapping[str, int]
) -> DueTime | None:
    """Return when a step is due, or None while that cannot be said.

    The time runs by the clock, through nights, weekends and holidays.

    Args:
        step: The step; whether it is wanted is not looked at.
        progress: Recorded moments, and the times that were promised.
        started_ms: When the council first knew of the incident.
        done_ms: When steps were finished, by slug.
    """
    due = step.due
    if due is None:
        return None
    promised = progress.promised.get(step.slug)
    if due.kind is DueKind.PROMISE and promised is not None:
        return DueTime(promised, due.kind, promised)
    from_ms = _counts_from(due, progress, started_ms, done_ms)
    if from_ms is None:
        return None
    assumed = due.origin is Origin.MOMENT and due.of not in progress.moments
    return DueTime(from_ms + due.minutes * _MINUTE_MS, due.kind, from_ms, assumed)


def _counts_from(
    due: Due, progress: Progress, started_ms: int, done_ms: Mapping[str, int]
) -> int | None:
    if due.origin is Origin.STEP:
        return done_ms.get(due.of)
    if due.origin is Origin.MOMENT:
        return progress.moments.get(due.of, started_ms)
    return started_ms

"""When a step is due, and whether that time can be missed."""

from collections.abc import Mapping
from typing import Final

import msgspec

from incidentkit.council.calendar import Calendar, default_calendar
from incidentkit.playbooks.model import Due, DueKind, Origin, Step, Unit
from incidentkit.playbooks.progress import Progress

_MINUTE_MS: Final = 60_000
_LONGEST_NUMBER: Final = 5
_BY_CLOCK: Final = frozenset({Unit.MINUTES, Unit.MONTHS, Unit.SHARE})


class DueTime(msgspec.Struct, frozen=True):
    """A time in milliseconds since 1970, who set it, and what it was counted from.

    `assumed` says that the moment to count from was not recorded, so the start
    was taken: the earliest it can be, and so the careful reading. When not
    `holidays_known`, the calendar did not reach so far and left out weekends only.
    """

    at_ms: int
    kind: DueKind
    from_ms: int
    assumed: bool = False
    holidays_known: bool = True

    def is_overdue(self, now_ms: int) -> bool:
        """Whether the law or a promise of ours has run out. A target never does."""
        return self.kind is not DueKind.TARGET and now_ms > self.at_ms


def due_at(
    step: Step,
    progress: Progress,
    started_ms: int,
    done_ms: Mapping[str, int],
    calendar: Calendar | None = None,
    severity: str = "",
) -> DueTime | None:
    """Return when a step is due, or None while that cannot be said.

    A repeating step that was done is due when its next time comes.

    Args:
        step: The step; whether it is wanted is not looked at.
        progress: Recorded moments and deadlines, promises, settings, and when
            repeating steps were last done.
        started_ms: When the council first knew of the incident.
        done_ms: When steps were finished, by slug.
        calendar: The council's; by default that of a council in England.
        severity: How serious it is, empty while nobody has said.
    """
    clock = _Clock(progress, started_ms, done_ms, calendar)
    last_ms = progress.times.get(step.slug)
    if (promised := _promised(step, progress, last_ms)) is not None:
        return promised
    if step.repeat_minutes and last_ms is not None:
        kind = step.due.kind if step.due else DueKind.TARGET
        again_ms = again_after(step, progress) * _MINUTE_MS
        return DueTime(last_ms + again_ms, kind, last_ms)
    chosen = [due for name, due in step.due_by if name == severity]
    times = [time for due in chosen or step.dues if (time := clock.time(due))]
    return min(times, key=lambda time: time.at_ms, default=None)


def again_after(step: Step, progress: Progress) -> int:
    """Return after how many minutes a step is done again.

    Where the council's setting is no number, as with no kit, one of what it counts.
    """
    number = _number_of(progress, step.repeat_setting) if step.repeat_setting else 1
    return step.repeat_minutes * max(1, number or 1)


def _number_of(progress: Progress, setting: str) -> int | None:
    """Return the number that a setting of the council is; None when it is none."""
    said = progress.facts.get(f"setting {setting}", "")
    is_number = said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER
    return int(said) if is_number else None


def _promised(step: Step, progress: Progress, last_ms: int | None) -> DueTime | None:
    """Return the time we gave, unless what was promised for it has been done."""
    at_ms = progress.promised.get(step.slug)
    if not (step.due and step.due.kind is DueKind.PROMISE) or at_ms is None:
        return None
    was_kept = last_ms is not None and at_ms <= last_ms
    return None if was_kept else DueTime(at_ms, step.due.kind, at_ms)


class _Clock:
    """Counts a due time from what was recorded."""

    def __init__(
        self,
        progress: Progress,
        started_ms: int,
        done_ms: Mapping[str, int],
        calendar: Calendar | None,
    ) -> None:
        self._progress = progress
        self._started_ms = started_ms
        self._done_ms = done_ms
        self._calendar = calendar

    def time(self, due: Due) -> DueTime | None:
        """Return when something is due, or None while that cannot be said."""
        from_ms, amount = self._counts_from(due), self._amount(due)
        if from_ms is None or amount is None:
            return None
        if due.origin is Origin.DEADLINE:
            return self._towards(due, amount, from_ms)
        assumed = due.origin is Origin.MOMENT and due.of not in self._progress.moments
        at_ms = self._later(from_ms, amount, due.unit)
        known = due.unit in _BY_CLOCK or at_ms <= self._held().known_until_ms
        return DueTime(at_ms, due.kind, from_ms, assumed, known)

    def _towards(self, due: Due, amount: int, deadline_ms: int) -> DueTime:
        """Return a time before a deadline, or a share of the way to it."""
        started_ms = self._started_ms
        if due.unit is Unit.SHARE:
            way = max(0, deadline_ms - started_ms)
            at_ms = min(started_ms, deadline_ms) + way * amount // 100
            return DueTime(at_ms, due.kind, started_ms)
        return DueTime(deadline_ms - amount * _MINUTE_MS, due.kind, deadline_ms)

    def _counts_from(self, due: Due) -> int | None:
        if due.origin is Origin.STEP:
            return self._done_ms.get(due.of)
        if due.origin is Origin.DEADLINE:
            return self._progress.moments.get(due.of)
        if due.origin is Origin.MOMENT:
            return self._progress.moments.get(due.of, self._started_ms)
        return self._started_ms

    def _amount(self, due: Due) -> int | None:
        """Return how many; None when the council's setting is not a number."""
        if not due.setting:
            return due.amount
        number = _number_of(self._progress, due.setting)
        return None if number is None else due.amount * number

    def _later(self, from_ms: int, amount: int, unit: Unit) -> int:
        match unit:
            case Unit.WORKING_MINUTES:
                return self._held().working_minutes_after(from_ms, amount)
            case Unit.WORKING_DAYS:
                return self._held().working_days_after(from_ms, amount)
            case Unit.WEEKDAY_MINUTES:
                return self._held().weekday_minutes_after(from_ms, amount)
            case Unit.MONTHS:
                return self._held().months_after(from_ms, amount)
            case _:
                return from_ms + amount * _MINUTE_MS

    def _held(self) -> Calendar:
        if self._calendar is None:
            self._calendar = default_calendar()
        return self._calendar

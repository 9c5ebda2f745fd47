"""Whether two due times contradict each other, whatever day it is."""

from typing import Final

from incidentkit.playbooks.model import Due, Origin, Step, Unit

_DAY: Final = 24 * 60
# The fewest minutes that one of a unit can take.
_LEAST: Final = {
    Unit.MINUTES: 1,
    Unit.WORKING_MINUTES: 1,
    Unit.WEEKDAY_MINUTES: 1,
    Unit.WORKING_DAYS: _DAY,
    Unit.MONTHS: 28 * _DAY,
}


def too_soon(step: Step, earlier: Step) -> bool:
    """Whether a step is due before one that has to be over first."""
    severities = dict.fromkeys(name for name, _ in (*step.due_by, *earlier.due_by))
    return any(
        (later := _by(step, severity)) is not None
        and (sooner := _by(earlier, severity)) is not None
        and _is_before(later, sooner)
        for severity in severities or ("",)
    )


def _by(step: Step, severity: str) -> Due | None:
    if not step.due_by:
        return step.due
    return dict(step.due_by).get(severity)


def _is_before(due: Due, other: Due) -> bool:
    """Whether a time is certain to be before another."""
    same_origin = (due.origin, due.of) == (other.origin, other.of)
    if not same_origin or due.setting or other.setting:
        return False
    if due.unit is other.unit:
        counts_back = due.origin is Origin.DEADLINE and due.unit is Unit.MINUTES
        difference = due.amount - other.amount
        return difference > 0 if counts_back else difference < 0
    if due.unit is not Unit.MINUTES or other.unit is Unit.SHARE:
        return False
    return due.amount < other.amount * _LEAST[other.unit]

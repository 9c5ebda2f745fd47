"""What the first screen says of the monthly account check."""

from collections.abc import Iterator

from incidentkit.council.calendar import day_of
from incidentkit.desk.round import When, Whose, rows_of
from incidentkit.desk.round_terms import (
    accounts_in_use,
    is_off,
    this_month,
    today,
)
from incidentkit.desk.services import Desk
from incidentkit.rounds.planning import working_days

_NOW = frozenset({When.LATE, When.TODAY})


def to_begin(desk: Desk) -> str:
    """Return this month, if its check is due to be begun and nobody has; or nothing.

    An account that came after that day is not yet a reason: its first check is in the
    next month.
    """
    month, day = this_month(desk), today(desk)
    if is_off(desk):
        return ""
    days = working_days(month, desk.council.calendar())
    nth = desk.council.upkeep().rotation.working_day
    first = days[min(nth, len(days)) - 1] if days else day
    if day < first or any(
        one.is_open or one.month == month for one in desk.rounds.rounds()
    ):
        return ""
    used = (state for _, state in accounts_in_use(desk))
    return month if any(day_of(state.added) < first for state in used) else ""


def to_close(desk: Desk) -> Iterator[str]:
    """Yield the months of open checks in which everything is answered."""
    for found in desk.rounds.rounds():
        if found.is_open and not any(map(found.unanswered, found.lines)):
            yield found.month


def due_now(desk: Desk) -> Iterator[tuple[str, int]]:
    """Yield each open check with how many of its accounts somebody should look at now.

    Those are one's own and nobody's by their day, and everybody's once they are late.
    """
    for found in desk.rounds.rounds():
        if found.is_open:
            due = sum(
                not row.is_done
                and row.when in _NOW
                and (row.whose is not Whose.OTHER or row.when is When.LATE)
                for row in rows_of(desk, found)
            )
            if due:
                yield found.month, due

"""Who rehearsed what and when, from what was written in each exercise. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidentkit.council.calendar import Calendar
from incidentkit.vault.kinds import PersonId, SubjectId


@dataclass(frozen=True, slots=True)
class Held:
    """One exercise that was held.

    `playbooks` are those that ran in it, by slug and name; `people` who wrote in it.
    """

    incident: SubjectId
    reference: str
    scenario: str
    playbooks: tuple[tuple[str, str], ...]
    people: tuple[PersonId, ...]
    started_ms: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """When a playbook was rehearsed last, 0 for never, and by whom."""

    slug: str
    name: str
    last_ms: int
    times: int
    people: tuple[PersonId, ...]
    is_overdue: bool


def rehearsed(
    playbooks: Mapping[str, str],
    held: Sequence[Held],
    months: int,
    calendar: Calendar,
    now_ms: int,
) -> tuple[Rehearsed, ...]:
    """Return how each playbook stands, by slug and name; one never rehearsed is overdue.

    An exercise counts once it has ended: what was begun and left is no rehearsal.
    """
    ended = [one for one in held if not one.is_open]
    return tuple(
        _of_one(slug, name, ended, months, calendar, now_ms)
        for slug, name in playbooks.items()
    )


def _of_one(
    slug: str,
    name: str,
    ended: Sequence[Held],
    months: int,
    calendar: Calendar,
    now_ms: int,
) -> Rehearsed:
    mine = sorted(
        (one for one in ended if slug in dict(one.playbooks)),
        key=lambda one: one.started_ms,
        reverse=True,
    )
    if not mine:
        return Rehearsed(slug, name, 0, 0, (), is_overdue=True)
    last = mine[0]
    late = calendar.months_after(last.started_ms, months) < now_ms
    return Rehearsed(slug, name, last.started_ms, len(mine), last.people, late)


def last_took_part(held: Iterable[Held]) -> dict[PersonId, int]:
    """Return when each person last took part in an exercise that was ended."""
    last: dict[PersonId, int] = {}
    for one in held:
        for person in one.people if not one.is_open else ():
            last[person] = max(one.started_ms, last.get(person, 0))
    return last

"""Who can post as us as a table: for a screen, for a file, for paper."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from incidentkit.accounts.exposure import Way, WayKind, WhoCanPost
from incidentkit.accounts.model import Status
from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.exposing import who_could_post
from incidentkit.desk.services import Desk
from incidentkit.exchange.spreadsheet import harmless
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words import exposure as words
from incidentkit.words.account_commands import until
from incidentkit.words.accounts import WAYS, account_name, closed

_NOBODY_RENAMED: Mapping[SubjectId, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PostLine:
    """One way in which one person can post, with what ends it and whom to ring."""

    account: SubjectId
    label: str
    how: str
    who: str
    number: str
    about: str
    action: str
    ring: str
    ring_number: str
    person: PersonId | None
    is_holder: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as a table has it; see `words.exposure.HEADINGS`."""
        return (
            self.label,
            self.how,
            self.who,
            self.number,
            self.about,
            self.action,
            self.ring,
            self.ring_number,
        )


def who_on(desk: Desk, wall: int | None) -> tuple[WhoCanPost, ...]:
    """Return who can post today, or who could at a time."""
    return desk.who_can_post() if wall is None else who_could_post(desk, wall)


def of_person(
    rows: Iterable[WhoCanPost], person: PersonId, name: str
) -> tuple[WhoCanPost, ...]:
    """Return what one person could do, account by account."""
    found = []
    for row in rows:
        ways = tuple(way for way in row.ways if _is_theirs(way, person, name))
        seen = tuple(one for one in row.seen if one.person == person)
        if ways or seen:
            found.append(replace(row, ways=ways, seen=seen))
    return tuple(found)


def _is_theirs(way: Way, person: PersonId, name: str) -> bool:
    if way.person is not None:
        return way.person == person
    return way.name.casefold() == name.casefold()


def called_now(desk: Desk) -> Mapping[SubjectId, str]:
    """Return what each account is called today."""
    return {subject: state.label for subject, state in desk.accounts.states().items()}


def lines_of(
    rows: Iterable[WhoCanPost], now: Mapping[SubjectId, str] = _NOBODY_RENAMED
) -> Iterator[PostLine]:
    """Yield a line for each way, by account; of closed ones until each way is ended.

    `now` is what accounts are called today: one that was renamed has both names.
    """
    for row in rows:
        then = account_name(row.platform, row.handle)
        named = words.then_and_now(then, now.get(row.subject, then))
        label = closed(named) if row.status is Status.CLOSED else named
        for way in row.ways:
            yield _line(row, label, way)


def _line(row: WhoCanPost, label: str, way: Way) -> PostLine:
    ring = way.ring[0] if way.ring else None
    kind = way.kind.value
    action = words.TAKE_AWAY.get(kind, words.ASK_THEM)
    is_holder = way.kind is WayKind.HOLDER
    return PostLine(
        row.subject,
        label,
        WAYS[kind],
        way.name,
        spoken_number(way.number),
        _about(way),
        words.END_ACCESS if is_holder else action,
        ring.name if ring else "",
        spoken_number(ring.number) if ring else "",
        way.person,
        is_holder,
    )


def _about(way: Way) -> str:
    is_firm = way.kind is WayKind.AGENCY and way.detail
    return until(way.detail) if is_firm else way.detail


def table_of(
    rows: Iterable[WhoCanPost], now: Mapping[SubjectId, str] = _NOBODY_RENAMED
) -> str:
    """Return the table as CSV that a spreadsheet opens and obeys nothing of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words.HEADINGS)
    for line in lines_of(rows, now):
        writer.writerow([harmless(cell) for cell in line.cells])
    return out.getvalue()

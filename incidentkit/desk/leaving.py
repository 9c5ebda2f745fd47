"""What has to be changed because somebody goes: what they saw, and what they could see."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.accounts.exposure import WayKind, WhoCanPost
from incidentkit.accounts.model import Status
from incidentkit.vault.kinds import PersonId


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The labels of accounts to change today, accounts to change as well, and other ways.

    `ways` are roles, tool seats and telephones that somebody has to take away.
    """

    opened: tuple[str, ...]
    could_open: tuple[str, ...]
    ways: tuple[str, ...]


def left_behind(person: PersonId, rows: Iterable[WhoCanPost]) -> LeftBehind:
    """Return what a person's going leaves to do, worked out before they are removed."""
    opened: list[str] = []
    could: list[str] = []
    ways: list[str] = []
    for row in rows:
        if row.status is not Status.LIVE:
            continue
        label = f"{row.platform}/{row.handle}"
        theirs = [way for way in row.ways if way.person == person]
        if any(one.person == person for one in row.seen):
            opened.append(label)
        elif any(way.kind is WayKind.HOLDER for way in theirs):
            could.append(label)
        others = [way for way in theirs if way.kind is not WayKind.HOLDER]
        ways += [f"{label}: {way.kind} {way.detail}".strip() for way in others]
    return LeftBehind(tuple(opened), tuple(could), tuple(ways))

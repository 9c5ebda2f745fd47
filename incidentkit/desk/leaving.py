"""What has to be changed because somebody goes: what they saw, and what they could see."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.accounts.exposure import Way, WayKind, WhoCanPost
from incidentkit.accounts.model import Status
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.vault.membership import remove_person, set_role
from incidentkit.words.accounts import account_name


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The labels of accounts to change today, accounts to change as well, and other ways.

    `ways` are roles, tool seats and telephones that somebody has to take away.
    """

    opened: tuple[str, ...]
    could_open: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToChange:
    """One account whose secret has to be changed because somebody goes."""

    account: SubjectId
    label: str


@dataclass(frozen=True, slots=True)
class ToTakeAway:
    """One role, tool seat or telephone that somebody has to take away."""

    account: SubjectId
    label: str
    way: Way


@dataclass(frozen=True, slots=True)
class Departure:
    """All that somebody leaves to do, in the order in which it is to be done."""

    opened: tuple[ToChange, ...] = ()
    could_open: tuple[ToChange, ...] = ()
    ways: tuple[ToTakeAway, ...] = ()


def departure(person: PersonId, rows: Iterable[WhoCanPost]) -> Departure:
    """Return what a person's going leaves to do, worked out before they are removed."""
    opened: list[ToChange] = []
    could: list[ToChange] = []
    ways: list[ToTakeAway] = []
    for row in rows:
        if row.status is not Status.LIVE:
            continue
        label = account_name(row.platform, row.handle)
        theirs = [way for way in row.ways if way.person == person]
        if any(one.person == person for one in row.seen):
            opened.append(ToChange(row.subject, label))
        elif any(way.kind is WayKind.HOLDER for way in theirs):
            could.append(ToChange(row.subject, label))
        others = [way for way in theirs if way.kind is not WayKind.HOLDER]
        ways += [ToTakeAway(row.subject, label, way) for way in others]
    return Departure(tuple(opened), tuple(could), tuple(ways))


def labels_of(leaves: Departure) -> LeftBehind:
    """Return the same in labels."""
    return LeftBehind(
        tuple(one.label for one in leaves.opened),
        tuple(one.label for one in leaves.could_open),
        tuple(
            f"{one.label}: {one.way.kind} {one.way.detail}".strip()
            for one in leaves.ways
        ),
    )


def left_behind(person: PersonId, rows: Iterable[WhoCanPost]) -> LeftBehind:
    """Return what a person's going leaves to do, in labels."""
    return labels_of(departure(person, rows))


def keep_a_lead(desk: Desk, person: PersonId) -> None:
    """Refuse to leave the kit without anybody who can let others in.

    Raises:
        InvalidValueError: This person is the only comms lead.
    """
    if desk.session.me.role is not Role.LEAD:
        return  # whoever is no lead is refused for that
    leads = [r.person for r in desk.officers.list_officers() if r.role is Role.LEAD]
    if leads == [person]:
        raise InvalidValueError("officer_name", "last-lead")


def give_role(desk: Desk, person: PersonId, role: Role) -> None:
    """Give a person another role.

    Raises:
        InvalidValueError: Nobody would be left who can let others in.
        RoleNeededError, RankTooLowError: This lead may not.
    """
    if role is not Role.LEAD:
        keep_a_lead(desk, person)
    set_role(desk.session, person, role)


def remove(desk: Desk, person: PersonId, reason: str) -> Departure:
    """Remove somebody from the kit; returns what that leaves to do.

    Raises:
        InvalidValueError: Nobody would be left who can let others in, or there is
            no reason.
        RoleNeededError, RankTooLowError: This lead may not.
    """
    keep_a_lead(desk, person)
    leaves = departure(person, desk.who_can_post())
    leaving = desk.officers.planned_leaving(person, reason)
    remove_person(desk.session, person, leaving)
    return leaves

"""What has to be changed because somebody goes: what they saw, and what they could see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from incidentkit.accounts.exposure import Way, WayKind, WhoCanPost
from incidentkit.accounts.leaving import About, still_open
from incidentkit.accounts.model import Reason
from incidentkit.desk.exposing import owed_by_going, owed_for, plan_for
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.vault.membership import remove_person, set_role


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
        label = row.label
        theirs = [way for way in row.ways if way.person == person]
        if any(one.person == person for one in row.seen):
            opened.append(ToChange(row.subject, label))
        elif any(way.kind is WayKind.HOLDER for way in theirs):
            could.append(ToChange(row.subject, label))
        others = [way for way in theirs if way.kind is not WayKind.HOLDER]
        ways += [ToTakeAway(row.subject, label, _by_others(way)) for way in others]
    return Departure(tuple(opened), tuple(could), tuple(ways))


def _by_others(way: Way) -> Way:
    """Return a way without the one who goes among those to ring about it."""
    return replace(way, ring=tuple(r for r in way.ring if r.name != way.name))


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


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Somebody who left, and on how many accounts something of theirs is still open."""

    person: PersonId
    name: str
    accounts: int


def unfinished_leavers(desk: Desk) -> tuple[Unfinished, ...]:
    """Return who has left without all being done that their going leaves to do."""
    gone = {r.person: r.name for r in desk.officers.list_officers() if r.left}
    if not gone:
        return ()
    found = still_open(desk.accounts.states(), gone)
    return tuple(Unfinished(p, gone[p], count) for p, count in found.items())


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
    set_role(desk.session, person, role, _owed_by_role(desk, person, role))


def _owed_by_role(desk: Desk, person: PersonId, role: Role) -> Change:
    """Return what must be changed because somebody is to do less from now on.

    An observer is to open nothing any more; whoever leads no more, not what only the
    leads open.
    """
    now = desk.officers.row(person).role
    if now is None or role >= now:
        return Change()
    plan = plan_for(desk, person)
    abouts = (*plan.today, *plan.must)
    if role is not Role.OBSERVER:
        abouts = tuple(one for one in abouts if _only_as_lead(desk, person, one))
    return owed_for(desk, abouts, Reason.ROLE_CHANGE, "", person)


def _only_as_lead(desk: Desk, person: PersonId, one: About) -> bool:
    readers = desk.accounts.readers(one.subject)
    return readers.leads and not readers.seats & desk.session.seats_of(person)


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
    owed = owed_by_going(desk, person, Reason.LEAVER, "")
    remove_person(desk.session, person, leaving + owed)
    return leaves

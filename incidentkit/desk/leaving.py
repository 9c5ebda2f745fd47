"""What has to be changed because somebody goes: what they saw, and what they could see."""

from dataclasses import dataclass

from incidentkit.accounts.leaving import About, LeaverPlan, still_open
from incidentkit.accounts.model import Reason
from incidentkit.desk.exposing import owed_for, plan_for
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.membership import remove_person, set_role


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


def remove(desk: Desk, person: PersonId, reason: str) -> LeaverPlan:
    """Remove somebody from the kit; returns what that leaves to do, all of it.

    Raises:
        InvalidValueError: Nobody would be left who can let others in, or there is
            no reason.
        RoleNeededError, RankTooLowError: This lead may not.
    """
    keep_a_lead(desk, person)
    plan = plan_for(desk, person)
    leaving = desk.officers.planned_leaving(person, reason)
    owed = owed_for(desk, (*plan.today, *plan.must), Reason.LEAVER, "", person)
    remove_person(desk.session, person, leaving + owed)
    return plan

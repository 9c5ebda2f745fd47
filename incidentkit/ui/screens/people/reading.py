"""What the people screen reads from the kit, in the kit's lane."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from incidentkit.accounts.exposure import WhoCanPost
from incidentkit.desk.held import HeldPart, held_parts
from incidentkit.desk.leaving import Departure, ToChange, departure
from incidentkit.desk.services import Desk
from incidentkit.errors import SeatRemovedError
from incidentkit.officers.entries import Contact, Left
from incidentkit.officers.service import OfficerRow
from incidentkit.vault.kinds import PersonId, Role, SeatId
from incidentkit.vault.membership import unreachable_seats
from incidentkit.vault.open_kit import Identity


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person. `role` is None for somebody who has left.

    `i_may_change` when whoever looks may change their role and remove them. `leaves`
    is what their going leaves to change, or would leave.
    """

    person: PersonId
    name: str
    role: Role | None
    machines: int
    contact: Contact
    left: Left | None
    to_settle: tuple[str, ...]
    is_me: bool
    is_unreachable: bool
    i_may_change: bool
    leaves: Departure


@dataclass(frozen=True, slots=True)
class Everybody:
    """Everybody, whether whoever looks is a comms lead, and what is held back."""

    people: tuple[PersonLine, ...] = ()
    i_lead: bool = False
    leads: int = 0
    held: tuple[HeldPart, ...] = ()


def read_everybody(desk: Desk, departed: Mapping[PersonId, Departure]) -> Everybody:
    """Return everybody. `departed` is what was worked out when somebody was removed."""
    me, rows = _me(desk), desk.who_can_post()
    cut_off = unreachable_seats(desk.session)
    lines = []
    for row in desk.officers.list_officers():
        leaves = departure(row.person, rows)
        if row.role is None and row.person in departed:
            leaves = _still(row, leaves, departed[row.person], rows)
        seats = desk.session.seats_of(row.person)
        reach = _Reach(me, seats, bool(seats & cut_off))
        lines.append(_line(desk, row, leaves, reach))
    leads = sum(line.role is Role.LEAD for line in lines)
    i_lead = me is not None and me.role is Role.LEAD
    return Everybody(tuple(lines), i_lead, leads, held_parts(desk))


@dataclass(frozen=True, slots=True)
class _Reach:
    """Who looks, and the seats of whoever is looked at."""

    me: Identity | None
    seats: frozenset[SeatId]
    is_cut_off: bool


def _me(desk: Desk) -> Identity | None:
    try:
        return desk.session.me
    except SeatRemovedError:
        return None


def _line(desk: Desk, row: OfficerRow, leaves: Departure, reach: _Reach) -> PersonLine:
    me = reach.me
    outranks = desk.session.roster.outranks
    may = me is not None and me.role is Role.LEAD
    if me is not None:
        may = may and all(outranks(me.seat, seat) for seat in reach.seats)
    return PersonLine(
        row.person,
        row.name,
        row.role,
        row.seats,
        row.contact,
        row.left,
        row.to_settle,
        me is not None and row.person == me.person,
        reach.is_cut_off,
        may,
        leaves,
    )


def _still(
    row: OfficerRow,
    now: Departure,
    then: Departure,
    rows: tuple[WhoCanPost, ...],
) -> Departure:
    """Return what still has to be changed of what was noted when they were removed."""
    since = row.left.when if row.left else 0
    changed = {r.subject for r in rows if r.changed is not None and r.changed > since}
    opened = {one.account for one in now.opened}

    def waits(one: ToChange) -> bool:
        return one.account not in changed and one.account not in opened

    return replace(now, could_open=tuple(filter(waits, then.could_open)))

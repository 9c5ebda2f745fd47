"""What the people screen reads from the kit, in the kit's lane."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from incidentkit.accounts.exposure import WhoCanPost
from incidentkit.council.calendar import day_of
from incidentkit.desk.held import HeldPart, held_parts
from incidentkit.desk.people import (
    StillPosts,
    desk_sole_holders,
    is_unverified,
    proof_rule,
    still_posts,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import SeatRemovedError
from incidentkit.officers.bodies import Outside, Proof
from incidentkit.officers.entries import Contact, Left
from incidentkit.officers.proving import ProofRule, Shown, standings
from incidentkit.officers.service import OfficerRow
from incidentkit.vault.kinds import PersonId, Role, SeatId
from incidentkit.vault.membership import unreachable_seats
from incidentkit.vault.open_kit import Identity


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a person beside their place in the kit.

    `standings` are training and policies; `is_stale` when nobody tried their numbers
    for too long. `still_posts` are accounts that they can post to though their time is
    over; `only_factor` those that nobody could sign in to without them.
    """

    outside: Outside | None = None
    is_over: bool = False
    deputy: PersonId | None = None
    proofs: tuple[Proof, ...] = ()
    standings: tuple[Shown, ...] = ()
    tried_by: str = ""
    tried_ms: int = 0
    is_stale: bool = False
    still_posts: tuple[str, ...] = ()
    only_factor: tuple[str, ...] = ()


_NOTHING_AROUND = Around()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person. `role` is None for somebody who has left.

    `i_may_change` when whoever looks may change their role and remove them.
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
    around: Around = _NOTHING_AROUND

    @property
    def is_outside(self) -> bool:
        """Whether the person is not in the kit and never was."""
        return self.around.outside is not None


@dataclass(frozen=True, slots=True)
class Everybody:
    """Everybody, whether whoever looks is a comms lead, and what is held back."""

    people: tuple[PersonLine, ...] = ()
    i_lead: bool = False
    leads: int = 0
    held: tuple[HeldPart, ...] = ()
    may_write: bool = False
    policies: tuple[str, ...] = ()


def read_everybody(desk: Desk) -> Everybody:
    """Return everybody."""
    me, rows = _me(desk), desk.who_can_post()
    cut_off = unreachable_seats(desk.session)
    lines, beside = [], _beside(desk, rows)
    for row in (*desk.officers.list_officers(), *desk.officers.list_outside()):
        seats = desk.session.seats_of(row.person)
        reach = _Reach(me, seats, bool(seats & cut_off))
        line = _line(desk, row, reach)
        lines.append(replace(line, around=_around(desk, row, beside)))
    leads = sum(line.role is Role.LEAD for line in lines)
    i_lead = me is not None and me.role is Role.LEAD
    may_write = me is not None and me.role is not Role.OBSERVER
    held, policies = held_parts(desk), beside.rule.policies
    return Everybody(tuple(lines), i_lead, leads, held, may_write, policies)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is worked out once for everybody."""

    rule: ProofRule
    still: tuple[StillPosts, ...]
    sole: Mapping[PersonId, tuple[str, ...]]
    now_ms: int


def _beside(desk: Desk, rows: tuple[WhoCanPost, ...]) -> _Beside:
    now_ms = desk.session.clock.now_ms()
    still = still_posts(rows, desk.officers.list_outside(), day_of(now_ms))
    return _Beside(proof_rule(desk), still, desk_sole_holders(desk), now_ms)


def _around(desk: Desk, row: OfficerRow, beside: _Beside) -> Around:
    checked, now_ms = row.checked, beside.now_ms
    mine = (one.label for one in beside.still if one.person == row.person)
    return Around(
        outside=row.outside,
        is_over=row.is_over(day_of(now_ms)),
        deputy=row.deputy,
        proofs=row.proofs,
        standings=standings(row.proofs, beside.rule, now_ms),
        tried_by=desk.officers.name_of(PersonId(checked.person)) if checked else "",
        tried_ms=checked.wall if checked else 0,
        is_stale=is_unverified(row, now_ms),
        still_posts=tuple(dict.fromkeys(mine)),
        only_factor=beside.sole.get(row.person, ()),
    )


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


def _line(desk: Desk, row: OfficerRow, reach: _Reach) -> PersonLine:
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
    )

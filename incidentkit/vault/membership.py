"""Changing who belongs: removing people and machines, changing roles, letting back in.

What a removed person had read, they had: nothing is sealed again. From the next
writing on, each scope gets a key that they never see.
"""

from incidentkit.errors import RankTooLowError, RoleNeededError, UnknownNameError
from incidentkit.vault.acts import Admit, Head, Remove, SetRole
from incidentkit.vault.change import Change
from incidentkit.vault.judging import unreachable
from incidentkit.vault.kinds import PersonId, Role, SeatId
from incidentkit.vault.session import NOTHING, Receipt, Session


def remove_person(
    session: Session, person: PersonId, change: Change = NOTHING
) -> Receipt:
    """Remove somebody from the kit, or leave it oneself.

    Raises:
        RoleNeededError: Only a comms lead removes somebody else.
        RankTooLowError: The person stands above this lead.
    """
    seats = _seats_ever(session, person)
    if person != session.me.person:
        _check_may_cut(session, seats)
    return _remove(session, person, seats, whole=True, change=change)


def remove_seat(session: Session, seat: SeatId, change: Change = NOTHING) -> Receipt:
    """Remove one machine of a person, who keeps their role on the others.

    Raises:
        UnknownNameError: No such seat.
        RoleNeededError, RankTooLowError: As for a person.
    """
    person = session.roster.person_of(seat)
    if person is None:
        raise UnknownNameError("seat", seat.hex())
    if seat != session.me.seat:
        _check_may_cut(session, frozenset({seat}))
    return _remove(session, person, frozenset({seat}), whole=False, change=change)


def set_role(
    session: Session, person: PersonId, role: Role, change: Change = NOTHING
) -> Receipt:
    """Give a person another role.

    Raises:
        RoleNeededError, RankTooLowError: As for removing them.
    """
    seats = _seats_ever(session, person)
    if session.me.role is not Role.LEAD:
        raise RoleNeededError(Role.LEAD.name)
    now = next((m.role for m in session.members() if m.person == person), role)
    cuts: tuple[Head, ...] = ()
    if role < now:
        _check_may_cut(session, seats)
        cuts = session.ledger.heads_of(seats)
    receipt = session.commit_acts([SetRole(person, role, cuts)], change)
    session.settle([])
    return receipt


def admit(session: Session, head: Head, change: Change = NOTHING) -> Receipt:
    """Let a chain's entries back in, up to one that was looked at.

    Raises:
        RoleNeededError: Only a comms lead can.
    """
    if session.me.role is not Role.LEAD:
        raise RoleNeededError(Role.LEAD.name)
    return session.commit_acts([Admit(head)], change)


def unreachable_seats(session: Session) -> frozenset[SeatId]:
    """Return the seats with a role that nothing can be sealed to."""
    return unreachable(session.roster)


def _remove(
    session: Session,
    person: PersonId,
    seats: frozenset[SeatId],
    *,
    whole: bool,
    change: Change,
) -> Receipt:
    cuts = session.ledger.heads_of(seats)
    act = Remove(person, tuple(sorted(seats)), whole, cuts)
    return session.commit_acts([act], change)


def _seats_ever(session: Session, person: PersonId) -> frozenset[SeatId]:
    roster = session.roster
    seats = frozenset(s for s in roster.seats_seen() if roster.person_of(s) == person)
    if not seats:
        raise UnknownNameError("officer", person.hex())
    return seats


def _check_may_cut(session: Session, seats: frozenset[SeatId]) -> None:
    if session.me.role is not Role.LEAD:
        raise RoleNeededError(Role.LEAD.name)
    active = session.roster.active_seats()
    if not all(session.roster.outranks(session.me.seat, s) for s in seats & active):
        raise RankTooLowError

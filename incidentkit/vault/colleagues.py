"""Colleagues who share a machine: a lead lets them in here, without a courier.

Whoever has forgotten a passphrase is let in again the same way: a new seat for
the same person. A seat inherits its person's role, never the scopes that an
older seat of theirs was entitled to by name.
"""

import secrets
from collections.abc import Callable

from incidentkit.errors import InvalidValueError, RoleNeededError, UnknownNameError
from incidentkit.vault.acts import Accept
from incidentkit.vault.change import Change
from incidentkit.vault.encoding import NO_HASH
from incidentkit.vault.kinds import PersonId, Role, SeatId
from incidentkit.vault.naming import heads_worth_naming
from incidentkit.vault.seat import Seat
from incidentkit.vault.session import NOTHING, Session
from incidentkit.vault.slots import KdfPolicy, Owner, Slot, name_tag, passphrase_slot
from incidentkit.vault.store import Store


def add_colleague(
    session: Session,
    name: str,
    passphrase: str,
    role: Role,
    policy: KdfPolicy,
    change: Callable[[PersonId], Change] = lambda person: NOTHING,
) -> PersonId:
    """Let somebody in on this machine, with a passphrase of their own.

    `change` says what is written about the new person in the same step.

    Raises:
        RoleNeededError: Only a comms lead can.
        InvalidValueError: Somebody opens the kit here under that name already.
    """
    _check_lead(session)
    _check_name(session, name, None)
    person, seat = PersonId(secrets.token_bytes(16)), Seat.generate()
    slot = passphrase_slot(_owner(session, name), passphrase, seat, policy)
    session.accept(
        _acceptance(session, person, seat, role),
        change(person),
        lambda store: store.put_slot(slot),
    )
    return person


def let_in_again(
    session: Session, person: PersonId, name: str, passphrase: str, policy: KdfPolicy
) -> None:
    """Give somebody who forgot their passphrase a new seat on this machine.

    Their old seats can no longer be opened here. In the roster they stay until
    somebody removes them, which takes a lead who stands above them.

    Raises:
        RoleNeededError: Only a comms lead can.
        UnknownNameError: The kit knows no such person now.
        InvalidValueError: Somebody else opens the kit here under that name.
    """
    _check_lead(session)
    if not session.seats_of(person):
        raise UnknownNameError("officer", name)
    _check_name(session, name, person)
    seat, old = Seat.generate(), _slots_of(session, person)
    slot = passphrase_slot(_owner(session, name), passphrase, seat, policy)

    def swap(store: Store) -> None:
        for known in old:
            store.drop_slot(known)
        store.put_slot(slot)

    session.accept(_acceptance(session, person, seat, None), also=swap)


def _check_lead(session: Session) -> None:
    # Before the KDF runs, so that nobody waits for a refusal.
    if session.me.role is not Role.LEAD:
        raise RoleNeededError(Role.LEAD.name)


def _check_name(session: Session, name: str, person: PersonId | None) -> None:
    """Refuse a name that opens another person's seat here.

    The newest slot of a name is the one that is tried, so a second one would
    shut the first person out.
    """
    tag = name_tag(session.kit.identity.kit, name)
    for slot in session.kit.store.slots():
        whose = session.roster.person_of(_seat(slot))
        if slot.header.tag == tag and (person is None or whose != person):
            raise InvalidValueError("officer_name", "name-taken")


def _slots_of(session: Session, person: PersonId) -> list[Slot]:
    slots = session.kit.store.slots()
    return [s for s in slots if session.roster.person_of(_seat(s)) == person]


def _seat(slot: Slot) -> SeatId:
    return SeatId(slot.header.seat)


def _owner(session: Session, name: str) -> Owner:
    return Owner(session.kit.identity.kit, name, session.clock.now_ms())


def _acceptance(
    session: Session, person: PersonId, seat: Seat, role: Role | None
) -> Accept:
    """Return the act; there was no request, because both are at one machine."""
    heads = tuple(entry.head for entry in heads_worth_naming(session.kit.store))
    return Accept(person, seat.keys, int(role or 0), NO_HASH, heads)

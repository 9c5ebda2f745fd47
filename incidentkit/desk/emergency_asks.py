"""Letting somebody in where the council wants a second person first.

The second person countersigns what was asked for. Whoever of the two can hand the key
over then does: at once where it is the second, else the first, once they hear of it.
Another app could hand a key over without any of this; it shows, and that is all.
"""

from dataclasses import dataclass

from incidentkit.accounts.emergency import Asked
from incidentkit.accounts.entries import EmergencyOpened
from incidentkit.desk.emergency import may_let_in, planned_opening
from incidentkit.desk.services import Desk
from incidentkit.errors import (
    InvalidValueError,
    NotAHolderError,
    SecondPersonNeededError,
    UnknownNameError,
)
from incidentkit.vault.acts import Countersigned
from incidentkit.vault.change import Change
from incidentkit.vault.countersigning import countersigners
from incidentkit.vault.kinds import Digest, PersonId, Role, SubjectId
from incidentkit.words.exposure import let_in_step


@dataclass(frozen=True, slots=True)
class AskRow:
    """Somebody should be let in, and waits for a second person.

    `may_agree` and `may_let_in`: what whoever looks could do about it now.
    """

    account: SubjectId
    label: str
    entry: Digest
    person: str
    by: str
    wall: int
    why: str
    agreed: tuple[str, ...] = ()
    may_agree: bool = False
    may_let_in: bool = False


def asks(desk: Desk) -> tuple[AskRow, ...]:
    """Return what still stands and was not done, the latest first."""
    now = desk.session.clock.now_ms()
    found = [
        _row(desk, subject, state.label, one)
        for subject, state in desk.accounts.states().items()
        for one in state.emergency_asks
        if one.stands(now) and one.digest not in {e.asked for e in state.emergencies}
    ]
    return tuple(sorted(found, key=lambda row: -row.wall))


def _row(desk: Desk, account: SubjectId, label: str, one: Asked) -> AskRow:
    me, name_of = desk.session.me, desk.officers.name_of
    agreed = _agreed(desk, one)
    is_second = me.person not in {one.by, one.person, *agreed}
    return AskRow(
        account,
        label,
        one.digest,
        name_of(one.person),
        name_of(one.by),
        one.wall,
        one.why,
        tuple(sorted(map(name_of, agreed))),
        is_second and not agreed and me.role >= Role.OFFICER,
        bool(agreed) and may_let_in(desk, account),
    )


def _agreed(desk: Desk, one: Asked) -> frozenset[PersonId]:
    """Return the second persons; whoever would be let in is none."""
    session = desk.session
    found = countersigners(session.kit.store, session.roster, one.digest)
    return found - {one.person}


def agree(desk: Desk, account: SubjectId, entry: bytes) -> bool:
    """Countersign what was asked for, and let them in where this person can.

    Returns whether they were let in.

    Raises:
        UnknownNameError: It does not stand any more, or never did.
        InvalidValueError: It was one's own doing, or would let oneself in.
        ClosedAccountError: It is closed.
    """
    one = _standing(desk, account, entry)
    if desk.session.me.person in (one.by, one.person):
        raise InvalidValueError("officer_name", "second-person")
    can = may_let_in(desk, account)
    change = _opening(desk, account, one) if can else Change()
    desk.session.commit_acts([Countersigned(entry)], change)
    return can


def let_in(desk: Desk, account: SubjectId, entry: bytes) -> None:
    """Let somebody in, to which a second person has agreed.

    Raises:
        UnknownNameError: It does not stand any more, or never did.
        SecondPersonNeededError: Nobody has agreed to it.
        NotAHolderError: Whoever asks is neither a lead nor a holder.
        ClosedAccountError: It is closed.
    """
    one = _standing(desk, account, entry)
    if not _agreed(desk, one):
        raise SecondPersonNeededError(let_in_step(desk.officers.name_of(one.person)))
    if not may_let_in(desk, account):
        raise NotAHolderError
    desk.session.commit(_opening(desk, account, one))


def _standing(desk: Desk, account: SubjectId, entry: bytes) -> Asked:
    state, now = desk.accounts.known(account).account, desk.session.clock.now_ms()
    done = {one.asked for one in state.emergencies}
    for one in state.emergency_asks:
        if one.digest == entry and one.stands(now) and entry not in done:
            return one
    raise UnknownNameError("emergency", entry.hex())


def _opening(desk: Desk, account: SubjectId, one: Asked) -> Change:
    body = EmergencyOpened(one.person, one.why, asked=one.digest)
    return planned_opening(desk, account, body)

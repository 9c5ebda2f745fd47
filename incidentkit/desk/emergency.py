"""Breaking the glass: letting somebody in at once, so that everybody hears of it."""

from dataclasses import dataclass

from incidentkit.accounts.emergency import Emergency
from incidentkit.accounts.entries import EmergencyAsked, EmergencyOpened, EmergencySeen
from incidentkit.accounts.kinds import EMERGENCY, EMERGENCY_ASKED, EMERGENCY_SEEN
from incidentkit.accounts.model import Reason
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.rules import line
from incidentkit.desk.exposing import planned_must_change
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, NotAHolderError, UnknownNameError
from incidentkit.vault.acts import Countersigned
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.countersigning import countersigners
from incidentkit.vault.kinds import Digest, PersonId, Role, SubjectId


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """Somebody was let in to an account, and who else has stood by it.

    `agreed` is empty while no second person has: neither whoever did it nor whoever was
    let in counts. `by_sheet`: they came in with the recovery sheet. `is_news`: whoever
    looks has not been told before. `may_agree`: they could be the second person.
    """

    account: SubjectId
    label: str
    entry: Digest
    person: str
    by: str
    wall: int
    why: str
    agreed: tuple[str, ...] = ()
    sheet: bytes = b""
    is_news: bool = False
    may_agree: bool = False


def open_in_emergency(
    desk: Desk, account: SubjectId, person: PersonId, why: str
) -> bool:
    """Let somebody in to an account; its password has to be changed from then on.

    Where the council wants a second person first, it is asked for instead. Returns
    whether they were let in. A lead who holds no key of the account lets nobody open it
    alone: a holder's machine hands the key over at its next exchange.

    Raises:
        UnknownNameError: There is no such account, or the person has no machine.
        ClosedAccountError: It is closed.
        NotAHolderError: Whoever asks is neither a lead nor a holder.
        InvalidValueError: There is no reason.
    """
    text = line("reason", why)
    if not text:
        raise InvalidValueError("reason", "not-empty")
    change = planned_opening(desk, account, EmergencyOpened(person, text))
    if not desk.council.second_person_first():
        desk.session.commit(change)
        return True
    if not may_let_in(desk, account):
        raise NotAHolderError
    asked = EmergencyAsked(person, text)
    desk.session.commit(write(Write(account, EMERGENCY_ASKED, asked)))
    return False


def planned_opening(desk: Desk, account: SubjectId, body: EmergencyOpened) -> Change:
    """Return the change that lets somebody in, says so, and what is owed from then on."""
    granted = desk.accounts.plan.give_access(account, PersonId(body.person))
    said = write(Write(account, EMERGENCY, body))
    owed = planned_must_change(desk, [account], Reason.BREAK_GLASS, body.why)
    return granted + said + owed


def may_let_in(desk: Desk, account: SubjectId) -> bool:
    """Whether this person is a lead or a holder, who can let somebody in."""
    role = desk.session.roster.role_of(desk.session.seat.id)
    if role is None or role < Role.OFFICER:
        return False
    return role is Role.LEAD or desk.session.can_read(
        desk.accounts.known(account).scope
    )


def emergencies(desk: Desk, *, only_news: bool = False) -> tuple[EmergencyRow, ...]:
    """Return every time somebody was let in, the latest first."""
    me = desk.session.me.person
    found = [
        _row(desk, subject, state, one)
        for subject, state in desk.accounts.states().items()
        for one in state.emergencies
        if one.is_news_to(me) or not only_news
    ]
    return tuple(sorted(found, key=lambda row: -row.wall))


def _row(
    desk: Desk, account: SubjectId, state: AccountState, one: Emergency
) -> EmergencyRow:
    me, name_of = desk.session.me, desk.officers.name_of
    by = _whose_doing(state, one)
    agreed = _second_persons(desk, state, one) - {by, one.person}
    involved = {by, one.by, one.person, *agreed}
    return EmergencyRow(
        account,
        state.label,
        one.digest,
        name_of(one.person),
        name_of(by),
        one.wall,
        one.why,
        tuple(sorted(map(name_of, agreed))),
        one.sheet,
        one.is_news_to(me.person),
        me.person not in involved and me.role >= Role.OFFICER,
    )


def _whose_doing(state: AccountState, one: Emergency) -> PersonId:
    """Return who wanted it: not always whose machine wrote it down."""
    if one.sheet:
        return one.person
    asked = (ask for ask in state.emergency_asks if ask.digest == one.asked)
    return next((ask.by for ask in asked if ask.person == one.person), one.by)


def _second_persons(
    desk: Desk, state: AccountState, one: Emergency
) -> frozenset[PersonId]:
    """Return who countersigned what was done, or what was asked for before it.

    Only an asking for the same person counts, whatever the entry says.
    """
    store, roster = desk.session.kit.store, desk.session.roster
    asked = [
        ask.digest
        for ask in state.emergency_asks
        if ask.digest == one.asked and ask.person == one.person
    ]
    found = (countersigners(store, roster, act) for act in (one.digest, *asked))
    return frozenset().union(*found)


def have_seen(desk: Desk, account: SubjectId | None = None) -> None:
    """Write down that whoever looks has been told of every emergency.

    Those of one account where it is given.
    """
    me = desk.session.me.person
    states = desk.accounts.states()
    if account is not None:
        states = {account: desk.accounts.known(account).account}
    parts = [
        Write(subject, EMERGENCY_SEEN, EmergencySeen(one.digest))
        for subject, state in states.items()
        for one in state.emergencies
        if one.is_news_to(me)
    ]
    if parts:
        desk.session.commit(write(*parts))


def stand_by(desk: Desk, account: SubjectId, entry: bytes) -> None:
    """Agree, as a second person, that somebody was rightly let in.

    Raises:
        UnknownNameError: There is no such emergency.
        InvalidValueError: It was one's own doing, or it let oneself in.
    """
    me, state = desk.session.me.person, desk.accounts.known(account).account
    found = next((one for one in state.emergencies if one.digest == entry), None)
    if found is None:
        raise UnknownNameError("emergency", entry.hex())
    if me in (found.by, found.person, _whose_doing(state, found)):
        raise InvalidValueError("officer_name", "second-person")
    seen = Write(account, EMERGENCY_SEEN, EmergencySeen(entry))
    desk.session.commit_acts([Countersigned(entry)], write(seen))

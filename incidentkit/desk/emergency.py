"""Breaking the glass: letting somebody in at once, so that everybody hears of it."""

from dataclasses import dataclass

from incidentkit.accounts.emergency import Emergency
from incidentkit.accounts.entries import EmergencyOpened, EmergencySeen
from incidentkit.accounts.kinds import EMERGENCY, EMERGENCY_SEEN
from incidentkit.accounts.model import Reason
from incidentkit.accounts.rules import line
from incidentkit.desk.exposing import planned_must_change
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.vault.acts import Countersigned
from incidentkit.vault.change import Write, write
from incidentkit.vault.countersigning import countersigners
from incidentkit.vault.kinds import Digest, PersonId, SubjectId


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """Somebody was let in to an account, and who else has stood by it.

    `is_news`: whoever looks has not been told before.
    """

    account: SubjectId
    label: str
    entry: Digest
    person: str
    by: str
    wall: int
    why: str
    agreed: tuple[str, ...] = ()
    is_news: bool = False


def open_in_emergency(
    desk: Desk, account: SubjectId, person: PersonId, why: str
) -> None:
    """Let somebody in to an account; its password has to be changed from then on.

    A lead who holds no key of the account lets nobody open it alone: a holder's machine
    hands the key over at its next exchange.

    Raises:
        UnknownNameError: There is no such account, or the person has no machine.
        ClosedAccountError: It is closed.
        NotAHolderError: Whoever asks is neither a lead nor a holder.
        InvalidValueError: There is no reason.
    """
    text = line("reason", why)
    if not text:
        raise InvalidValueError("reason", "not-empty")
    granted = desk.accounts.plan.give_access(account, person)
    said = write(Write(account, EMERGENCY, EmergencyOpened(person, text)))
    owed = planned_must_change(desk, [account], Reason.BREAK_GLASS, text)
    desk.session.commit(granted + said + owed)


def emergencies(desk: Desk, *, only_news: bool = False) -> tuple[EmergencyRow, ...]:
    """Return every time somebody was let in, the latest first."""
    me = desk.session.me.person
    found = [
        _row(desk, subject, state.label, one)
        for subject, state in desk.accounts.states().items()
        for one in state.emergencies
        if one.is_news_to(me) or not only_news
    ]
    return tuple(sorted(found, key=lambda row: -row.wall))


def _row(desk: Desk, account: SubjectId, label: str, one: Emergency) -> EmergencyRow:
    session, name_of = desk.session, desk.officers.name_of
    agreed = countersigners(session.kit.store, session.roster, one.digest)
    return EmergencyRow(
        account,
        label,
        one.digest,
        name_of(one.person),
        name_of(one.by),
        one.wall,
        one.why,
        tuple(sorted(map(name_of, agreed))),
        one.is_news_to(session.me.person),
    )


def have_seen(desk: Desk, account: SubjectId) -> None:
    """Write down that whoever looks has been told of every emergency of an account."""
    me = desk.session.me.person
    state = desk.accounts.known(account).account
    news = [one for one in state.emergencies if one.is_news_to(me)]
    parts = [Write(account, EMERGENCY_SEEN, EmergencySeen(o.digest)) for o in news]
    if parts:
        desk.session.commit(write(*parts))


def stand_by(desk: Desk, account: SubjectId, entry: bytes) -> None:
    """Agree, as a second person, that somebody was rightly let in.

    Raises:
        UnknownNameError: There is no such emergency.
        InvalidValueError: It was one's own.
    """
    state = desk.accounts.known(account).account
    found = next((one for one in state.emergencies if one.digest == entry), None)
    if found is None:
        raise UnknownNameError("emergency", entry.hex())
    if found.by == desk.session.me.person:
        raise InvalidValueError("officer_name", "second-person")
    seen = Write(account, EMERGENCY_SEEN, EmergencySeen(entry))
    desk.session.commit_acts([Countersigned(entry)], write(seen))

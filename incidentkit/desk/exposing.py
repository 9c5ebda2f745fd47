"""Who could open what, and what is owed because of it: reads the kit, asks the accounts.

Whatever happens after which a secret must be changed is written in the same change as
the thing itself, and only for the reasons that the council decided on.
"""

from collections.abc import Container, Iterable, Iterator

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.exposure import (
    AccountReaders,
    Person,
    WhoCanPost,
    who_can_post,
)
from incidentkit.accounts.leaving import (
    About,
    Cause,
    Held,
    LeaverPlan,
    about_account,
    in_force_since,
    leaver_plan,
)
from incidentkit.accounts.model import (
    OPENING_ITEMS,
    Agency,
    Item,
    Reason,
    Tie,
)
from incidentkit.accounts.past import as_it_was
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.ties import ties
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.vault.past import Past

_FAR_PAST = 0


# --- on a date --------------------------------------------------------------------


def who_could_post(desk: Desk, wall: int) -> tuple[WhoCanPost, ...]:
    """Return who could post as us at a time, as far as this kit knows of it."""
    past = Past(desk.session)
    accounts = tuple(_readers_on(desk, past, wall))
    return who_can_post(accounts, people_on(desk, past, wall))


def _readers_on(desk: Desk, past: Past, wall: int) -> Iterator[AccountReaders]:
    for subject, state in desk.accounts.states().items():
        was = as_it_was(state, wall)
        if was is not None:
            readers = past.readers_on(was.secrets_scope, wall)
            yield AccountReaders(subject, was, readers.seats, readers.leads)


def people_on(desk: Desk, past: Past, wall: int) -> tuple[Person, ...]:
    """Return everybody who belonged at a time, as they were called then.

    The number is the one that is known today: it is to be rung today.
    """
    return tuple(
        Person(
            one.person,
            desk.officers.name_on(one.person, wall),
            _number(desk, one.person),
            one.seats,
            one.role is Role.LEAD,
        )
        for one in past.members_on(wall)
    )


def _number(desk: Desk, person: PersonId) -> str:
    try:
        contact = desk.officers.row(person).contact
    except UnknownNameError:
        return ""
    return contact.mobile or contact.work_phone


# --- because of somebody ------------------------------------------------------------


def held_by(desk: Desk, person: PersonId) -> tuple[Held, ...]:
    """Return every account, with what of it somebody could open."""
    past = Past(desk.session)
    states = desk.accounts.states()
    waiting = {row.subject for row in desk.accounts.rows() if row.waiting}
    return tuple(_held(desk, past, person, one, waiting) for one in states.items())


def _held(
    desk: Desk,
    past: Past,
    person: PersonId,
    one: tuple[SubjectId, AccountState],
    waiting: Container[SubjectId],
) -> Held:
    subject, state = one
    scope = state.secrets_scope
    if not scope or not past.could_read(person, scope, _FAR_PAST):
        return Held(subject, state)
    now = desk.session.clock.now_ms()
    since = {item: in_force_since(state, item, now) for item in OPENING_ITEMS}
    could = frozenset(
        item
        for item, time in since.items()
        if time is not None and past.could_read(person, scope, time)
    )
    began: frozenset[Item] = frozenset()
    if subject in waiting:
        began = _began(desk, person, subject)
    return Held(subject, state, could, ever=True, began=began)


def _began(desk: Desk, person: PersonId, subject: SubjectId) -> frozenset[Item]:
    waiting = desk.accounts.known(subject).waiting()
    return frozenset(item for item, new in waiting if new.person == person)


def plan_for(desk: Desk, person: PersonId) -> LeaverPlan:
    """Return what somebody's going leaves, or would leave, to do."""
    rows = desk.officers.list_officers()
    numbers = {
        r.name.casefold(): r.contact.mobile or r.contact.work_phone for r in rows
    }
    name = desk.officers.name_of(person)
    return leaver_plan(person, name, held_by(desk, person), numbers)


# --- what is owed -----------------------------------------------------------------


def is_event(desk: Desk, reason: Reason) -> bool:
    """Whether the council wants a change the same day for this reason."""
    return reason.value in desk.council.upkeep().events


def owed_for(
    desk: Desk, abouts: Iterable[About], reason: Reason, why: str, person: bytes = b""
) -> Change:
    """Return the change that says that accounts have to be changed.

    Empty where the council wants none for this reason, or this person may not write.
    """
    if not is_event(desk, reason) or desk.session.me.role < Role.OFFICER:
        return Change()
    now = desk.session.clock.now_ms()
    parts = [
        part
        for one in abouts
        for item in one.items
        for part in desk.accounts.plan.owe(
            one.subject, RotationOwed(item, reason, why, person, now)
        ).parts
    ]
    return Change(tuple(parts))


def withdraw(desk: Desk, account: SubjectId, person: PersonId, why: str = "") -> None:
    """Stop a person from opening an account; what they could open must be changed.

    Raises:
        As `AccountsService.withdraw_access`.
    """
    change = desk.accounts.plan.withdraw_access(account, person)
    state = desk.accounts.known(account).account
    past = Past(desk.session)
    held = _held(desk, past, person, (account, state), {account})
    about = about_account(person, held)
    owed = owed_for(desk, [about], Reason.ROLE_CHANGE, why, person)
    desk.session.commit(change + owed)


def end_link(desk: Desk, account: SubjectId, target: bytes, reason: str = "") -> None:
    """Say that a role, seat or the like is gone; after a firm, the secret is changed.

    Raises:
        As `AccountsService.remove_link`.
    """
    change = desk.accounts.plan.remove_link(account, target, reason)
    state = desk.accounts.known(account).account
    gone = next(link.value for link in state.links() if link.digest == target)
    if isinstance(gone, Agency):
        change += owed_for(
            desk, _all_of(account, state), Reason.AGENCY_ENDED, gone.name
        )
    desk.session.commit(change)


def lost_device(desk: Desk, person: PersonId, what: str) -> tuple[About, ...]:
    """Write down that somebody's telephone or laptop is lost.

    Whatever they opened or could open with it has to be changed. Returns what that is.
    """
    plan = plan_for(desk, person)
    abouts = (*plan.today, *plan.must)
    change = owed_for(desk, abouts, Reason.LOST_DEVICE, what, person)
    if change.parts:
        desk.session.commit(change)
    return abouts


def must_change(
    desk: Desk, account: SubjectId, reason: Reason, why: str
) -> tuple[SubjectId, ...]:
    """Write down that an account's secret must be changed because something happened.

    When a tool or a mailbox was affected, what hangs on it is named as well. Returns
    the accounts that were named.

    Raises:
        UnknownNameError: There is no such account, or nothing of it is kept.
        InvalidValueError: A value is not acceptable.
    """
    states = desk.accounts.states()
    if account not in states:
        raise UnknownNameError("account", account.hex())
    named = [account]
    if reason in (Reason.TOOL_INCIDENT, Reason.COMPROMISE):
        named += [
            t.account
            for t in ties(states)
            if t.on == account and t.tie is not Tie.CROSS_POST
        ]
    named = [one for one in dict.fromkeys(named) if _all_of(one, states[one])]
    if not named:
        raise UnknownNameError("secret", states[account].label)
    change = planned_must_change(desk, named, reason, why)
    if change.parts:
        desk.session.commit(change)
    return tuple(named)


def planned_must_change(
    desk: Desk, accounts: Iterable[SubjectId], reason: Reason, why: str
) -> Change:
    """Return the change that says that these accounts have to be changed."""
    abouts = [
        about
        for one in accounts
        for about in _all_of(one, desk.accounts.known(one).account)
    ]
    return owed_for(desk, abouts, reason, why)


def _all_of(account: SubjectId, state: AccountState) -> tuple[About, ...]:
    """Return an account as one that somebody may know everything of."""
    if state.is_gone:
        return ()
    kept = frozenset(i for i in OPENING_ITEMS if state.mark(i).versions)
    items = (Item.SECRET,) if Item.SECRET in kept else tuple(sorted(kept))
    return (About(account, state.label, Cause.COULD, items),) if items else ()

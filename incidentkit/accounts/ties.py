"""What hangs on what: in which order secrets are changed, and what a change disconnects.

Pure. Whoever reads an account's mailbox can take the account, so mailboxes go first.
Accounts that one login opens are changed at one place. A tool that posts to an
account, and an app connected to it, may have to be connected again.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidentkit.accounts.model import Access, Field, Tie
from incidentkit.accounts.public import AccountState
from incidentkit.vault.kinds import SubjectId

Accounts = Mapping[SubjectId, AccountState]


@dataclass(frozen=True, slots=True)
class TieBetween:
    """That `account` hangs on `on`, and how. `is_said`: somebody wrote it down."""

    account: SubjectId
    on: SubjectId
    tie: Tie
    is_said: bool = True


@dataclass(frozen=True, slots=True)
class Disconnected:
    """What a change of an account's secret touches besides.

    `same_login` changes with it; `tools` and `repeats` are accounts that may have to
    be connected again, `apps` and `seats` the names of what is connected.
    """

    same_login: tuple[SubjectId, ...] = ()
    tools: tuple[SubjectId, ...] = ()
    repeats: tuple[SubjectId, ...] = ()
    apps: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether a change touches nothing else that the kit knows of."""
        return not (
            self.same_login or self.tools or self.repeats or self.apps or self.seats
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One place in the order of changing.

    `after` are the accounts that come first because this one hangs on them, of those
    asked for; `together` opens with the same login and needs no change of its own.
    """

    account: SubjectId
    after: tuple[SubjectId, ...] = ()
    together: tuple[SubjectId, ...] = ()


def ties(accounts: Accounts) -> tuple[TieBetween, ...]:
    """Return every tie between accounts that the kit has, said or seen from texts."""
    mailboxes = {
        state.text(Field.HANDLE).casefold(): subject
        for subject, state in accounts.items()
        if state.access is Access.MAILBOX
    }
    found: dict[tuple[SubjectId, SubjectId, Tie], TieBetween] = {}
    for subject, state in accounts.items():
        for one in (*_said(subject, state), *_seen(subject, state, mailboxes)):
            if one.on in accounts and one.on != subject:
                found.setdefault((one.account, one.on, one.tie), one)
    return tuple(found.values())


def _said(subject: SubjectId, state: AccountState) -> Iterable[TieBetween]:
    for link in state.hangs:
        yield TieBetween(subject, SubjectId(link.value.account), link.value.tie)
    for seat in state.tools:
        if seat.value.account:
            on = SubjectId(seat.value.account)
            yield TieBetween(subject, on, Tie.SCHEDULER)


def _seen(
    subject: SubjectId, state: AccountState, mailboxes: Mapping[str, SubjectId]
) -> Iterable[TieBetween]:
    address = state.text(Field.RECOVERY_MAILBOX).casefold()
    if address and address in mailboxes:
        yield TieBetween(subject, mailboxes[address], Tie.MAILBOX, is_said=False)


def disconnected(account: SubjectId, accounts: Accounts) -> Disconnected:
    """Return what a change of an account's secret touches besides."""
    known = ties(accounts)
    state = accounts[account]
    return Disconnected(
        same_login=_same_login(account, known),
        tools=_unique(
            t.on for t in known if t.account == account and t.tie is Tie.SCHEDULER
        ),
        repeats=_unique(
            t.account for t in known if t.on == account and t.tie is Tie.CROSS_POST
        ),
        apps=tuple(link.value.name for link in state.apps),
        seats=tuple(
            dict.fromkeys(
                link.value.tool for link in state.tools if not link.value.account
            )
        ),
    )


def in_order(wanted: Iterable[SubjectId], accounts: Accounts) -> tuple[Turn, ...]:
    """Return accounts in the order in which their secrets are changed.

    Mailboxes before what can be taken through them; in the order given otherwise.
    Of those that one login opens the first stands for all. Ties that run in a circle
    hold nobody up: the first of those asked for goes first.
    """
    asked = _unique(subject for subject in wanted if subject in accounts)
    known = ties(accounts)
    groups = _groups(asked, known)
    first_of = {one: first for first, group in groups.items() for one in group}
    needs: dict[SubjectId, set[SubjectId]] = {first: set() for first in groups}
    for tie in known:
        if tie.tie is Tie.MAILBOX and tie.account in first_of and tie.on in first_of:
            mine, other = first_of[tie.account], first_of[tie.on]
            if mine != other:
                needs[mine].add(other)
    place = {first: number for number, first in enumerate(groups)}
    return tuple(
        Turn(one, tuple(sorted(needs[one], key=place.__getitem__)), groups[one][1:])
        for one in _sorted(needs, place)
    )


def _sorted(
    needs: Mapping[SubjectId, set[SubjectId]], place: Mapping[SubjectId, int]
) -> Iterable[SubjectId]:
    """Yield each after what it needs, otherwise by place; a circle gives way."""
    waited_for: dict[SubjectId, list[SubjectId]] = {}
    for one, others in needs.items():
        for other in others:
            waited_for.setdefault(other, []).append(one)
    left = {one: len(others) for one, others in needs.items()}
    ready = [(place[one], one) for one, count in left.items() if not count]
    heapq.heapify(ready)
    waiting = iter(needs)
    while left:
        one = (
            heapq.heappop(ready)[1] if ready else next(w for w in waiting if w in left)
        )
        if one not in left:
            continue
        del left[one]
        yield one
        for later in waited_for.get(one, ()):
            if later in left:
                left[later] -= 1
                if not left[later]:
                    heapq.heappush(ready, (place[later], later))


def _groups(
    asked: tuple[SubjectId, ...], known: tuple[TieBetween, ...]
) -> dict[SubjectId, tuple[SubjectId, ...]]:
    """Return those that one login opens, under the first of each."""
    logins = tuple(tie for tie in known if tie.tie is Tie.SAME_LOGIN)
    tied = {one for tie in logins for one in (tie.account, tie.on)}
    groups: dict[SubjectId, tuple[SubjectId, ...]] = {}
    taken: set[SubjectId] = set()
    for subject in asked:
        if subject not in tied:
            groups[subject] = (subject,)
        elif subject not in taken:
            others = set(_same_login(subject, logins)) & set(asked)
            group = (subject, *(one for one in asked if one in others))
            groups[subject] = group
            taken.update(group)
    return groups


def _same_login(
    account: SubjectId, known: tuple[TieBetween, ...]
) -> tuple[SubjectId, ...]:
    """Return everything that the same login opens, through any number of ties."""
    found, todo = {account: None}, [account]
    while todo:
        one = todo.pop()
        for tie in known:
            if tie.tie is Tie.SAME_LOGIN and one in (tie.account, tie.on):
                other = tie.on if tie.account == one else tie.account
                if other not in found:
                    found[other] = None
                    todo.append(other)
    return tuple(found)[1:]


def _unique(subjects: Iterable[SubjectId]) -> tuple[SubjectId, ...]:
    return tuple(dict.fromkeys(subjects))

"""An account's record beside its secrets: its way, who cares for it, what it hangs on."""

from dataclasses import dataclass

from incidentkit.accounts.lifecycle import Approval, Care, Gone, Review, Turn
from incidentkit.accounts.model import Tie
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.ties import TieBetween, disconnected, in_order, ties
from incidentkit.council.day_to_day import REVIEW_MONTHS
from incidentkit.desk.services import Desk
from incidentkit.vault.kinds import Digest, PersonId, SubjectId


@dataclass(frozen=True, slots=True)
class Tied:
    """One tie of an account, with what the other is called.

    `entry` is what to remove to end it, None for one that follows from a text.
    `is_ours`: the account hangs on the other; otherwise the other hangs on it.
    """

    tie: Tie
    other: SubjectId
    label: str
    is_ours: bool
    entry: Digest | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """All of an account's record that is not a text, by name.

    `review_due_ms` is when somebody should look again whether it is wanted. `gone` is
    the word that nobody can post with it any more.
    """

    care: Care
    owner: str
    deputy: str
    added_ms: int
    turn: Turn | None
    gone: Gone | None
    approval: Approval | None
    asked_by: str
    review: Review | None
    review_due_ms: int
    is_review_late: bool
    ties: tuple[Tied, ...]
    disconnects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One account in the order of changing; see `accounts.ties.Turn`. In labels."""

    account: SubjectId
    label: str
    after: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


def read_record(desk: Desk, account: SubjectId) -> RecordPage:
    """Return an account's record.

    Raises:
        UnknownNameError: There is no such account.
    """
    state = desk.accounts.known(account).account
    care, states = state.looked_after, desk.accounts.states()
    looked = max(state.added, state.review.wall if state.review else 0)
    months = desk.council.number(REVIEW_MONTHS)
    due_ms = desk.council.calendar().months_after(looked, months)
    return RecordPage(
        care=care,
        added_ms=state.added,
        owner=_name(desk, care.owner),
        deputy=_name(desk, care.deputy),
        turn=state.turn,
        gone=state.gone,
        approval=state.approval.value,
        asked_by=_name(desk, PersonId(state.added_by)) if state.added_by else "",
        review=state.review,
        review_due_ms=due_ms,
        is_review_late=due_ms < desk.session.clock.now_ms(),
        ties=_tied(account, states),
        disconnects=_named(account, states),
    )


def _name(desk: Desk, person: PersonId | None) -> str:
    return desk.officers.name_of(person) if person else ""


def _tied(
    account: SubjectId, states: dict[SubjectId, AccountState]
) -> tuple[Tied, ...]:
    found = (one for one in ties(states) if account in (one.account, one.on))
    return tuple(_tied_one(account, one, states) for one in found)


def _tied_one(
    account: SubjectId, one: TieBetween, states: dict[SubjectId, AccountState]
) -> Tied:
    is_ours = one.account == account
    other = one.on if is_ours else one.account
    entry = next(
        (
            link.digest
            for link in states[one.account].hangs
            if (link.value.account, link.value.tie) == (one.on, one.tie)
        ),
        None,
    )
    return Tied(one.tie, other, states[other].label, is_ours, entry)


def _named(
    account: SubjectId, states: dict[SubjectId, AccountState]
) -> tuple[str, ...]:
    """Return what a change of the account's secret disconnects, in labels."""
    found = disconnected(account, states)
    accounts = (*found.same_login, *found.tools, *found.repeats)
    labels = (states[one].label for one in accounts)
    return tuple(dict.fromkeys((*labels, *found.apps, *found.seats)))


def changing_order(
    desk: Desk, wanted: tuple[SubjectId, ...] = ()
) -> tuple[OrderRow, ...]:
    """Return in which order secrets are changed, of these accounts or of all in use."""
    states = desk.accounts.states()
    chosen = wanted or tuple(a for a, s in states.items() if s.status.is_open)
    return tuple(
        OrderRow(
            turn.account,
            states[turn.account].label,
            tuple(states[one].label for one in turn.after),
            tuple(states[one].label for one in turn.together),
        )
        for turn in in_order(chosen, states)
    )

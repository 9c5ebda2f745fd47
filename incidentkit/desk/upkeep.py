"""What is to be looked after, by the council's own intervals. Pure, over frozen values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from incidentkit.accounts.exposure import WayKind, WhoCanPost
from incidentkit.accounts.listing import AccountRow
from incidentkit.accounts.marks import Age
from incidentkit.accounts.model import Access, Item
from incidentkit.council.calendar import LONDON, Calendar, day_of
from incidentkit.council.rules import RotationRule, UpkeepRule
from incidentkit.council.tables import Period
from incidentkit.vault.kinds import SubjectId

DAY_MS = 86_400_000
_AHEAD = timedelta(days=14)
_HELD_HERE = frozenset({Access.OWN_LOGIN, Access.MAILBOX, Access.TOOL, Access.NUMBER})


class Care(StrEnum):
    """What is to be looked after, most pressing first."""

    SAME_DAY = "same-day"
    CONTRACT_ENDED = "contract-ended"
    ELECTION = "election"
    HOLDERS = "holders"
    ROTATION = "rotation"
    REVIEW = "review"
    DORMANT = "dormant"
    EXERCISE = "exercise"
    TRAINING = "training"
    POLICIES = "policies"
    REMARK = "remark"


_CLOSED_TOO = frozenset({Care.SAME_DAY, Care.CONTRACT_ENDED})


@dataclass(frozen=True, slots=True)
class Cared:
    """One account, with everything that its upkeep goes by.

    `looked_at_ms` is when anybody last wrote anything about it; `used_ms` when its
    password was last taken out or changed. `events` are why it has to be changed, and
    since when; `is_begun`: a new password for such a reason waits to be confirmed.
    """

    row: AccountRow
    posting: WhoCanPost
    looked_at_ms: int
    used_ms: int
    events: tuple[tuple[str, int], ...] = ()
    begun: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something to look after: which accounts or people it is about, by name."""

    care: Care
    names: tuple[str, ...] = ()
    subject: SubjectId | None = None
    detail: str = ""


def accounts_due(
    rule: UpkeepRule, accounts: Iterable[Cared], calendar: Calendar, now_ms: int
) -> Iterator[Due]:
    """Yield what is due about accounts that are in use, one line for each sort.

    What lets somebody post is due of closed ones too.
    """
    every = tuple(accounts)
    live = [one for one in every if one.row.status.is_open]
    today = day_of(now_ms)
    tests: Mapping[Care, Callable[[Cared], bool]] = {
        Care.SAME_DAY: lambda one: has_event(rule, one, now_ms),
        Care.CONTRACT_ENDED: lambda one: has_ended_contract(one, today),
        Care.HOLDERS: lambda one: has_too_few(rule, one),
        Care.ROTATION: lambda one: is_rotation_late(
            rule.rotation, one, calendar, now_ms
        ),
        Care.REVIEW: lambda one: (
            calendar.months_after(one.looked_at_ms, rule.review_months) < now_ms
        ),
        Care.DORMANT: lambda one: is_dormant(rule, one, now_ms),
    }
    for care, is_due in tests.items():
        asked = every if care in _CLOSED_TOO else live
        found = [one.row for one in asked if is_due(one)]
        if found:
            only = found[0].subject if len(found) == 1 else None
            detail = _lateness(rule, every, now_ms) if care is Care.SAME_DAY else ""
            yield Due(care, tuple(row.label for row in found), only, detail)


def keeps_password(one: Cared) -> bool:
    """Whether the kit keeps a password of the council's own for an account."""
    return Item.SECRET in one.row.keeps and one.row.access in _HELD_HERE


def has_event(rule: UpkeepRule, one: Cared, now_ms: int) -> bool:
    """Whether something happened after which an account has to be changed the same day.

    A change that was begun for it has until the end of its day to be confirmed.
    """
    if any(reason in rule.events for reason, _ in one.events):
        return True
    if one.begun is None:
        return False
    reason, since_ms = one.begun
    return reason in rule.events and day_of(since_ms) < day_of(now_ms)


def is_late_event(rule: UpkeepRule, one: Cared, now_ms: int) -> bool:
    """Whether the day on which it had to be changed has gone by."""
    found = (*one.events, *((one.begun,) if one.begun else ()))
    today = day_of(now_ms)
    return any(r in rule.events and day_of(since) < today for r, since in found)


def _lateness(rule: UpkeepRule, live: Iterable[Cared], now_ms: int) -> str:
    """Return "late" when the day of at least one has gone by, else "today"."""
    late = any(is_late_event(rule, one, now_ms) for one in live)
    return "late" if late else "today"


def has_ended_contract(one: Cared, today: date) -> bool:
    """Whether a firm can still post though its contract is over."""
    for way in one.posting.ways:
        if way.kind is WayKind.AGENCY and way.detail:
            try:
                ended = date.fromisoformat(way.detail) < today
            except ValueError:
                continue
            if ended:
                return True
    return False


def has_too_few(rule: UpkeepRule, one: Cared) -> bool:
    """Whether fewer people than the council wants can open an account."""
    holders = sum(way.kind is WayKind.HOLDER for way in one.posting.ways)
    return keeps_password(one) and holders < rule.minimum_holders


def is_rotation_late(
    rule: RotationRule, one: Cared, calendar: Calendar, now_ms: int
) -> bool:
    """Whether a password should have been changed by its date and the grace after it."""
    if not rule.every_months or not keeps_password(one):
        return False
    due_ms = password_due_ms(rule, one.row.subject, one.row.age, calendar)
    return due_ms is not None and now_ms > due_ms + rule.grace_days * DAY_MS


def password_due_ms(
    rule: RotationRule, account: SubjectId, age: Age, calendar: Calendar
) -> int | None:
    """Return when a password has to be changed by, None for one that is not kept.

    One of which nobody knows when it changed is asked for in its turn, and late only when
    the day of the month after its turn has gone by: many that came in one table are
    spread over the interval, and none is late before anybody could look.
    """
    if age.changed is not None:
        return rotation_due_ms(rule, age.changed, calendar)
    if age.written is None:
        return None
    return _due_ms(rule, age.written, turn_of(rule, account) + 1, calendar)


def turn_of(rule: RotationRule, account: SubjectId) -> int:
    """Return how many months after it came an unknown password is asked for."""
    return account[0] % rule.every_months if rule.every_months else 0


def rotation_due_ms(rule: RotationRule, changed_ms: int, calendar: Calendar) -> int:
    """Return when a password is due: a working day of the month some months on."""
    return _due_ms(rule, changed_ms, rule.every_months, calendar)


def _due_ms(rule: RotationRule, from_ms: int, months: int, calendar: Calendar) -> int:
    first = month_after(from_ms, months)
    # Counted from the last moment of the month before, so that its first day counts.
    before = _noon_ms(first - timedelta(days=1))
    return calendar.working_days_after(before, rule.working_day)


def month_after(from_ms: int, months: int) -> date:
    """Return the first day of the month that comes so many months after a time."""
    day = day_of(from_ms)
    found = day.year * 12 + day.month - 1 + months
    return date(found // 12, found % 12 + 1, 1)


def is_dormant(rule: UpkeepRule, one: Cared, now_ms: int) -> bool:
    """Whether nobody took an account's password out for longer than the council likes."""
    return keeps_password(one) and now_ms - one.used_ms > rule.dormant_days * DAY_MS


def election_due(periods: Iterable[Period], today: date) -> Due | None:
    """Return the period that is running, or begins within two weeks."""
    for period in periods:
        if period.first - _AHEAD <= today <= period.last:
            named = f"{period.first} to {period.last} {period.name}".strip()
            return Due(Care.ELECTION, (named,))
    return None


def is_overdue(last_ms: int, months: int, calendar: Calendar, now_ms: int) -> bool:
    """Whether more than so many months have gone since something was done."""
    return calendar.months_after(last_ms, months) < now_ms


def people_due(
    rule: UpkeepRule,
    last_trained: Iterable[tuple[str, int]],
    calendar: Calendar,
    now_ms: int,
) -> Due | None:
    """Return who took part in no exercise for too long; `last_trained` is by name."""
    names = tuple(
        name
        for name, last_ms in last_trained
        if is_overdue(last_ms, rule.training_months, calendar, now_ms)
    )
    detail = ", ".join(rule.acknowledgements)
    return Due(Care.TRAINING, names, detail=detail) if names else None


def _noon_ms(day: date) -> int:
    return int(datetime.combine(day, time(12), LONDON).timestamp()) * 1000

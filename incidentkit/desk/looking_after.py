"""What the kit knows of its own upkeep: reads the register, and asks `upkeep`."""

from collections.abc import Iterator

from incidentkit.accounts.exposure import WhoCanPost
from incidentkit.accounts.known import Known
from incidentkit.accounts.listing import AccountRow
from incidentkit.accounts.model import Item
from incidentkit.council.calendar import day_of
from incidentkit.council.day_to_day import POLICIES
from incidentkit.desk.council_remarks import remarks
from incidentkit.desk.services import Desk
from incidentkit.desk.upkeep import (
    Care,
    Cared,
    Due,
    accounts_due,
    election_due,
    is_overdue,
    people_due,
)
from incidentkit.vault.kinds import PersonId


def read_upkeep(desk: Desk) -> tuple[Due, ...]:
    """Return everything that is to be looked after now."""
    rule, calendar = desk.council.upkeep(), desk.council.calendar()
    now_ms = desk.session.clock.now_ms()
    posting = {who.subject: who for who in desk.who_can_post()}
    accounts = [cared(desk, row, posting[row.subject]) for row in desk.accounts.rows()]
    found = [*accounts_due(rule, accounts, calendar, now_ms), *_remarks(desk)]
    left_out = set() if desk.council.reviews_accounts() else {Care.REVIEW}
    if len(desk.session.members()) < rule.minimum_holders:
        left_out.add(Care.HOLDERS)  # there is nobody else yet; a first step says so
    found = [due for due in found if due.care not in left_out]
    election = election_due(desk.council.elections(), day_of(now_ms))
    trained = _last_trained(desk)
    people = people_due(rule, trained, calendar, now_ms)
    last_ms = max((at for _, at in trained), default=now_ms)
    if is_overdue(last_ms, rule.exercise_months, calendar, now_ms):
        found.append(Due(Care.EXERCISE))
    said = desk.council.said(POLICIES.key)
    if rule.policies and is_overdue(
        max(one.at_ms for one in said), rule.policy_review_months, calendar, now_ms
    ):
        found.append(Due(Care.POLICIES))
    return (*found, *(due for due in (election, people) if due is not None))


def cared(desk: Desk, row: AccountRow, posting: WhoCanPost) -> Cared:
    """Return one account with all that its upkeep goes by."""
    facts = desk.session.facts(row.subject)
    known = desk.accounts.known(row.subject)
    shown = max((seen.last for seen in known.account.seen), default=0)
    used = max(shown, row.age.at_least_since or 0)
    looked = max((fact.wall for fact in facts), default=0)
    return Cared(row, posting, looked, used, _events(known), _begun(known))


def _events(known: Known) -> tuple[tuple[str, int], ...]:
    """Return why an account has to be changed, and since when."""
    return tuple((one.reason.value, one.owed_at) for one in known.account.owed)


def _begun(known: Known) -> tuple[str, int] | None:
    """Return for which event a new password waits to be confirmed, and since when."""
    waiting = known.item(Item.SECRET).pending if known.credentials else ()
    found = (one for one in waiting if one.reason is not None)
    return next(((one.reason.value, one.wall) for one in found if one.reason), None)


def _remarks(desk: Desk) -> Iterator[Due]:
    for row in desk.accounts.rows():
        if row.status.is_open:
            for said in remarks(desk, row.subject):
                yield Due(Care.REMARK, (row.label,), row.subject, said)


def _last_trained(desk: Desk) -> tuple[tuple[str, int], ...]:
    """Return when each person last took part in an exercise.

    Whoever took part in none counts from when they came, so that nobody is late on
    their first day.
    """
    last: dict[PersonId, int] = {}
    for incident, _ in desk.incidents.each(exercises=True):
        for fact in desk.incidents.facts(incident):
            last[fact.person] = max(fact.wall, last.get(fact.person, 0))
    return tuple(
        (desk.officers.name_of(m.person), last.get(m.person) or _came(desk, m.person))
        for m in desk.session.members()
    )


def _came(desk: Desk, person: PersonId) -> int:
    """Return when a person's name was first written down, at the latest just now."""
    times = [fact.wall for fact in desk.session.facts(person)]
    return min(times, default=desk.session.clock.now_ms())

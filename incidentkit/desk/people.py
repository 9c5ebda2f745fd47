"""People and what is wanted of them: training, policies, end dates, numbers that work.

The rules are pure, over frozen values; what begins with `desk` reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from incidentkit.accounts.exposure import WayKind, WhoCanPost
from incidentkit.accounts.model import SecondStep
from incidentkit.accounts.public import AccountState
from incidentkit.council.calendar import day_of
from incidentkit.council.day_to_day import (
    ACKNOWLEDGEMENTS,
    EXTERNAL_USERS,
    TRAINING_MONTHS,
)
from incidentkit.desk.services import Desk
from incidentkit.officers.bodies import Outside
from incidentkit.officers.proving import (
    ProofRule,
    Shown,
    Standing,
    is_stale,
    standings,
)
from incidentkit.officers.rows import OfficerRow
from incidentkit.vault.kinds import PersonId, SubjectId


@dataclass(frozen=True, slots=True)
class StillPosts:
    """Somebody whose end date is past, and one account that they can still post to."""

    person: PersonId
    name: str
    account: SubjectId
    label: str
    kind: WayKind
    until: str


def still_posts(
    rows: Iterable[WhoCanPost], outside: Iterable[OfficerRow], today: date
) -> tuple[StillPosts, ...]:
    """Return who from outside can still post though their time is over.

    A way that names nobody by id counts when it bears exactly their name.
    """
    ended = [one for one in outside if one.is_over(today)]
    by_id = {one.person: one for one in ended}
    by_name = {one.name.casefold(): one for one in ended}
    found: dict[StillPosts, None] = {}
    for row in rows:
        for way in row.ways:
            named = None if way.person else by_name.get(way.name.casefold())
            one = by_id.get(way.person) if way.person else named
            if one is None:
                continue
            label = row.label
            until = one.outside.until if one.outside else ""
            still = StillPosts(
                one.person, one.name, row.subject, label, way.kind, until
            )
            found[still] = None
    return tuple(found)


def sole_holders(
    states: Iterable[tuple[SubjectId, AccountState]],
) -> Mapping[PersonId, tuple[SubjectId, ...]]:
    """Return, for each person, the accounts whose only second step they alone hold.

    A second step that the council holds, and no one person does, is another one; one
    that is known not to be there is none.
    """
    found: dict[PersonId, tuple[SubjectId, ...]] = {}
    for subject, state in states:
        factors = (f.value for f in state.factors)
        people = {f.person for f in factors if f.step is not SecondStep.NONE}
        if state.status.is_open and len(people) == 1 and b"" not in people:
            person = PersonId(people.pop())
            found[person] = (*found.get(person, ()), subject)
    return found


def only_factor(
    person: PersonId, states: Iterable[tuple[SubjectId, AccountState]]
) -> tuple[SubjectId, ...]:
    """Return the accounts whose only second step at sign-in one person holds."""
    return sole_holders(states).get(person, ())


def desk_sole_holders(desk: Desk) -> Mapping[PersonId, tuple[str, ...]]:
    """Return for each person the labels of what nobody could sign in to without them."""
    rows = {row.subject: row.label for row in desk.accounts.rows()}
    held = sole_holders(desk.accounts.states().items()).items()
    return {person: tuple(rows[s] for s in subjects) for person, subjects in held}


def desk_only_factor(desk: Desk, person: PersonId) -> tuple[str, ...]:
    """Return the labels of the accounts that nobody could sign in to without them."""
    return desk_sole_holders(desk).get(person, ())


def proof_rule(desk: Desk) -> ProofRule:
    """Return what the council wants of people."""
    council = desk.council
    return ProofRule(
        council.number(TRAINING_MONTHS),
        council.lines(ACKNOWLEDGEMENTS),
        council.calendar(),
    )


def desk_standings(desk: Desk, row: OfficerRow) -> tuple[Shown, ...]:
    """Return how one person's training and policies stand."""
    return standings(row.proofs, proof_rule(desk), desk.session.clock.now_ms())


def unproven(
    rows: Iterable[OfficerRow], rule: ProofRule, now_ms: int, *, missing: bool = False
) -> Mapping[PersonId, tuple[Shown, ...]]:
    """Return what has run out for each person; with `missing`, what never was as well.

    Whoever wrote nothing down is not reminded of it until they begin to: a kit is not
    full of warnings on its first day.
    """
    wanted = {Standing.EXPIRED, *((Standing.MISSING,) if missing else ())}
    found: dict[PersonId, tuple[Shown, ...]] = {}
    for row in rows:
        shown = standings(row.proofs, rule, now_ms)
        late = tuple(one for one in shown if one.standing in wanted)
        if late:
            found[row.person] = late
    return found


def desk_set_outside(
    desk: Desk, outside: Outside, person: PersonId | None = None
) -> PersonId:
    """Write down somebody from outside, as far as the council allows any.

    Raises:
        UnknownNameError: Nobody from outside has that id.
        InvalidValueError: The council allows nobody, or a value cannot be kept.
    """
    allowed = desk.council.choice(EXTERNAL_USERS)
    return desk.officers.set_outside(outside, allowed, person)


def desk_still_posts(desk: Desk) -> tuple[StillPosts, ...]:
    """Return who from outside can still post though their time is over."""
    today = day_of(desk.session.clock.now_ms())
    ended = [row for row in desk.officers.list_outside() if row.is_over(today)]
    # Who can post is asked of every account, so only when somebody's time is over.
    return still_posts(desk.who_can_post(), ended, today) if ended else ()


def is_unverified(row: OfficerRow, now_ms: int) -> bool:
    """Whether nobody tried a person's numbers for too long since they were written."""
    has_number = bool(row.number or row.contact.email)
    last = row.checked.wall if row.checked else row.contact_wall
    return has_number and is_stale(last, now_ms)


def current(desk: Desk) -> tuple[OfficerRow, ...]:
    """Return everybody who has to do with the accounts now, from outside too."""
    today = day_of(desk.session.clock.now_ms())
    team = tuple(row for row in desk.officers.list_officers() if row.is_standing)
    outside = desk.officers.list_outside()
    return team + tuple(row for row in outside if not row.is_over(today))

"""Who can still post as us, who to ring about it, and who has seen the secret.

Pure. What the vault knows of readers and the officers' room of names and
numbers is handed in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from incidentkit.accounts.model import (
    OPENING_ITEMS,
    Access,
    Agency,
    Field,
    Item,
    Phone,
    PlatformRole,
    Portfolio,
    Status,
    ToolSeat,
)
from incidentkit.accounts.public import AccountState, Linked, Seen
from incidentkit.vault.kinds import Digest, PersonId, SeatId, SubjectId
from incidentkit.words.accounts import account_name, closed


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the kit, as the officers' room knows them."""

    person: PersonId
    name: str
    number: str = ""
    seats: frozenset[SeatId] = frozenset()
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class AccountReaders:
    """One account and who may open its secrets."""

    subject: SubjectId
    state: AccountState
    seats: frozenset[SeatId] = frozenset()
    leads: bool = False


class WayKind(StrEnum):
    """How somebody can post."""

    HOLDER = "holder"
    ROLE = "role"
    TOOL = "tool"
    PHONE = "phone"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody to ring. The number is empty when nobody wrote it down."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way somebody can post, and who to ring to end it.

    `entry` is what to remove once it has ended, None for a holder, whose way
    ends when the secret is changed and the access withdrawn. `detail` is the
    role, the tool, or what the telephone is for.
    """

    kind: WayKind
    name: str
    number: str
    detail: str
    ring: tuple[Ring, ...]
    person: PersonId | None = None
    entry: Digest | None = None


class SeenHow(StrEnum):
    """How somebody came to know a secret."""

    SET = "set"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Exposure:
    """Somebody who knows a secret that is in use, and since when."""

    person: PersonId
    name: str
    item: Item
    how: SeenHow
    wall: int


@dataclass(frozen=True, slots=True)
class WhoCanPost:
    """Everything known of who can post to one account today."""

    subject: SubjectId
    platform: str
    handle: str
    access: Access
    status: Status
    elsewhere: str
    portfolio: Portfolio
    recovery_mailbox: str
    recovery_phone: str
    changed: int | None
    ways: tuple[Way, ...]
    seen: tuple[Exposure, ...]

    @property
    def label(self) -> str:
        """What the account is called, with a word where it is closed."""
        label = account_name(self.platform, self.handle)
        return closed(label) if self.status is Status.CLOSED else label


def who_can_post(
    accounts: Iterable[AccountReaders], people: Iterable[Person]
) -> tuple[WhoCanPost, ...]:
    """Return a row for each account, live ones first, by platform and handle.

    Closed accounts are there too: nobody has to have ended what they post with. One
    that is gone has no way left, and nothing of it is in use.
    """
    known = tuple(people)
    names = {p.person: p.name for p in known}
    # Most accounts have the same readers as others: their ways in are made once.
    made: dict[tuple[frozenset[SeatId], bool], tuple[Way, ...]] = {}
    rows = []
    for account in accounts:
        key = (account.seats, account.leads)
        if key not in made:
            made[key] = _holder_ways(account, known)
        rows.append(_row(account, known, made[key], names))
    rows.sort(key=lambda r: (not r.status.is_open, r.platform, r.handle, r.subject))
    return tuple(rows)


def _row(
    account: AccountReaders,
    people: tuple[Person, ...],
    own: tuple[Way, ...],
    names: Mapping[PersonId, str],
) -> WhoCanPost:
    state = account.state
    is_kept = any(state.mark(i).versions for i in OPENING_ITEMS)
    ways = own if is_kept and not state.is_gone else ()
    return WhoCanPost(
        subject=account.subject,
        platform=state.text(Field.PLATFORM),
        handle=state.text(Field.HANDLE),
        access=state.access,
        status=state.status,
        elsewhere=state.text(Field.ELSEWHERE),
        portfolio=_OWNERS.get(state.text(Field.PORTFOLIO), Portfolio.UNKNOWN),
        recovery_mailbox=state.text(Field.RECOVERY_MAILBOX),
        recovery_phone=state.text(Field.RECOVERY_PHONE),
        changed=state.changed(Item.SECRET),
        ways=(*ways, *_ways(state, people)) if state.named else ways,
        seen=() if state.is_gone else exposures(state, names),
    )


_OPENING = tuple(sorted(OPENING_ITEMS))
_OWNERS = MappingProxyType({portfolio.value: portfolio for portfolio in Portfolio})


def _ways(state: AccountState, people: tuple[Person, ...]) -> tuple[Way, ...]:
    if state.is_gone:
        return ()
    return (
        *(_role_way(role, state, people) for role in state.roles),
        *(_tool_way(seat, people) for seat in state.tools),
        *(_phone_way(phone, people) for phone in state.phones),
        *(_agency_way(agency) for agency in state.agencies),
    )


def holders(account: AccountReaders, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return the people who may open the account's secrets now."""
    return tuple(
        p
        for p in people
        if p.seats & account.seats or (account.leads and p.is_lead and p.seats)
    )


def _holder_ways(
    account: AccountReaders, people: tuple[Person, ...]
) -> tuple[Way, ...]:
    found = holders(account, people)
    return tuple(
        Way(
            kind=WayKind.HOLDER,
            name=holder.name,
            number=holder.number,
            detail="",
            ring=tuple(Ring(p.name, p.number) for p in found if p is not holder),
            person=holder.person,
        )
        for holder in found
    )


def _role_way(
    role: Linked[PlatformRole], state: AccountState, people: tuple[Person, ...]
) -> Way:
    value = role.value
    return Way(
        kind=WayKind.ROLE,
        name=value.name,
        number=value.mobile or _number_of(value.person, people),
        detail=value.role,
        ring=_removers(role, state, people),
        person=_person(value.person),
        entry=role.digest,
    )


def _removers(
    role: Linked[PlatformRole], state: AccountState, people: tuple[Person, ...]
) -> tuple[Ring, ...]:
    """Whoever else can take people off; with nobody else, the person themself."""
    others = tuple(
        Ring(r.value.name, r.value.mobile or _number_of(r.value.person, people))
        for r in state.roles
        if r.value.removes and not _is_same_person(r.value, role.value)
    )
    if state.text(Field.PORTFOLIO) == Portfolio.AGENCY:
        others += tuple(map(_agency_ring, state.agencies))
    own = role.value.mobile or _number_of(role.value.person, people)
    return others or (Ring(role.value.name, own),)


def _is_same_person(one: PlatformRole, other: PlatformRole) -> bool:
    if one.person or other.person:
        return one.person == other.person
    return one.name.casefold() == other.name.casefold()


def _tool_way(seat: Linked[ToolSeat], people: tuple[Person, ...]) -> Way:
    value = seat.value
    number = value.mobile or _number_of(value.person, people)
    ring = Ring(value.ring_name, value.ring_number)
    return Way(
        kind=WayKind.TOOL,
        name=value.name,
        number=number,
        detail=value.tool,
        ring=(ring if value.ring_name else Ring(value.name, number),),
        person=_person(value.person),
        entry=seat.digest,
    )


def _phone_way(phone: Linked[Phone], people: tuple[Person, ...]) -> Way:
    value = phone.value
    own = _number_of(value.person, people) or value.number
    return Way(
        kind=WayKind.PHONE,
        name=value.name,
        number=value.number,
        detail=value.what,
        ring=(Ring(value.name, own),),
        person=_person(value.person),
        entry=phone.digest,
    )


def _agency_way(agency: Linked[Agency]) -> Way:
    return Way(
        kind=WayKind.AGENCY,
        name=agency.value.name,
        number=agency.value.number,
        detail=agency.value.until,
        ring=(_agency_ring(agency),),
        entry=agency.digest,
    )


def _agency_ring(agency: Linked[Agency]) -> Ring:
    return Ring(agency.value.contact or agency.value.name, agency.value.number)


def _person(person: bytes) -> PersonId | None:
    return PersonId(person) if person else None


def _number_of(person: bytes, people: tuple[Person, ...]) -> str:
    return next((p.number for p in people if person and p.person == person), "")


def exposures(
    state: AccountState, names: Mapping[PersonId, str]
) -> tuple[Exposure, ...]:
    """Return who knows something that is in use, first known first.

    Only a confirmed change ends it. A new secret that waits counts as in use,
    because nobody knows yet which of the two the platform takes.
    """
    known = [*_set_by(state), *_shown_to(state)]
    known.sort(key=lambda one: one[0])
    found: dict[tuple[PersonId, Item], Exposure] = {}
    for wall, person, item, how in known:
        if (person, item) not in found:
            named = Exposure(person, names.get(person, ""), item, how, wall)
            found[person, item] = named
    return tuple(found.values())


_Knowing = tuple[int, PersonId, Item, SeenHow]


def _set_by(state: AccountState) -> Iterable[_Knowing]:
    for item in _OPENING:
        for version in state.mark(item).versions:
            mark = version.value
            yield mark.wall, mark.set_by, item, SeenHow.SET


def _shown_to(state: AccountState) -> Iterable[_Knowing]:
    for seen in state.seen:
        if seen.item in OPENING_ITEMS and is_in_use(state, seen):
            yield seen.first, seen.person, seen.item, SeenHow.SHOWN


def is_in_use(state: AccountState, seen: Seen) -> bool:
    """Whether what was shown still opens the account, as far as is known.

    A code of the moment is not: it is good for seconds.
    """
    what = (seen.item, seen.secret)
    if seen.as_code or what in state.out_of_use:
        return False
    confirmed = (v.value.secret for v in state.mark(seen.item).versions)
    return what not in state.dropped or seen.secret in confirmed

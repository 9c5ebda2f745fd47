"""The register of accounts as people read it. Nothing here is a secret."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec import structs

from incidentkit.accounts.exposure import (
    AccountReaders,
    Exposure,
    Person,
    Way,
    WayKind,
    WhoCanPost,
)
from incidentkit.accounts.known import Known, RecoveryCode
from incidentkit.accounts.listing import AccountRow, row_of
from incidentkit.accounts.marks import Age
from incidentkit.accounts.model import (
    ROLE_RUN,
    Access,
    AnyLink,
    Factor,
    Field,
    Item,
    Permission,
    Phone,
    PlatformRole,
    ToolSeat,
)
from incidentkit.accounts.public import AccountState, Attachment
from incidentkit.desk.account_record import RecordPage, read_record
from incidentkit.desk.emergency import may_let_in
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.platforms.platform import Place, Platform, Task
from incidentkit.vault.kinds import Digest, PersonId, Role, SubjectId
from incidentkit.words import register_log as words
from incidentkit.words.times import spoken_day


@dataclass(frozen=True, slots=True)
class KeptItem:
    """Something the kit keeps of an account.

    `in_force` are the entries that hold it, for holders; more than one has to be
    settled. `waits` says whether a new one waits to be confirmed.
    """

    item: Item
    age: Age
    in_force: tuple[Digest, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class WayNow:
    """A way to post, since when it has been written down, and when it last opened.

    `last_shown` is when the person was last shown something that opens the account.
    """

    way: Way
    since: int | None = None
    last_shown: int | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may open an account's secrets; leads may because they are leads."""

    person: PersonId
    name: str
    as_lead: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """All that one person may read of one account without opening a secret.

    `differing` are texts that colleagues set differently, each with its versions.
    `others` are people in the kit who could be let in. `named` are second steps, apps
    and permissions, each by its entry; `others_named` every other account.
    `known_names` are people of the kit and outside it.
    `may_let_in`: this person could let somebody in in an emergency. `i_lead`: they are
    a comms lead.
    """

    row: AccountRow
    platform: str
    texts: tuple[tuple[Field, str], ...]
    differing: tuple[tuple[Field, tuple[str, ...]], ...]
    items: tuple[KeptItem, ...]
    codes: tuple[RecoveryCode, ...]
    ways: tuple[WayNow, ...]
    knowing: tuple[Exposure, ...]
    holders: tuple[Holder, ...]
    others: tuple[Person, ...]
    places: tuple[tuple[Task, Place], ...]
    checked: datetime.date | None
    record: RecordPage
    everybody: tuple[Person, ...] = ()
    named: tuple[tuple[Digest, str], ...] = ()
    others_named: tuple[tuple[SubjectId, str], ...] = ()
    papers: tuple[Attachment, ...] = ()
    may_let_in: bool = False
    i_lead: bool = False
    known_names: tuple[str, ...] = ()

    @property
    def account(self) -> SubjectId:
        """The account's id."""
        return self.row.subject

    @property
    def has_own_secret(self) -> bool:
        """Whether there can be a password of the council's own in the kit."""
        return may_keep_secret(self.row.platform, self.row.access)

    def text(self, field: Field) -> str:
        """Return one text, empty when nothing is known."""
        return dict(self.texts).get(field, "")

    def kept(self, item: Item) -> KeptItem | None:
        """Return what is kept of one item."""
        return next((kept for kept in self.items if kept.item is item), None)


def may_keep_secret(platform: str, access: Access) -> bool:
    """Whether an account can have a secret of the council's own in the kit."""
    return platform not in ROLE_RUN and access not in (Access.ROLES, Access.ELSEWHERE)


def read_account(desk: Desk, account: SubjectId) -> AccountPage:
    """Return one account as its page shows it.

    Raises:
        UnknownNameError: There is no such account.
    """
    known, people = desk.accounts.known(account), desk.people()
    readers = desk.accounts.readers(account)
    (who,) = desk.accounts.who_can_post(people, account)
    state, row = known.account, row_of(known)
    platform = desk.platforms.get(row.platform)
    holders = _holders(readers, people)
    return AccountPage(
        row=row,
        platform=platform.name if platform else row.platform,
        texts=tuple((field, state.text(field)) for field in Field),
        differing=_differing(state),
        items=_items(known, row),
        codes=known.codes() if known.credentials is not None else (),
        ways=ways_now(who, state),
        knowing=who.seen,
        holders=holders,
        others=_others(people, holders),
        places=places_of(platform),
        checked=platform.checked if platform else None,
        record=read_record(desk, account),
        everybody=tuple(one for one in people if one.seats),
        named=tuple(_named(state)),
        papers=state.attachments,
        may_let_in=may_let_in(desk, account),
        i_lead=desk.session.me.role is Role.LEAD,
        known_names=tuple(one.name for one in people),
        others_named=tuple(
            (one.subject, one.label)
            for one in desk.accounts.rows()
            if one.subject != account
        ),
    )


def _named(state: AccountState) -> Iterator[tuple[Digest, str]]:
    for factor in state.factors:
        step = words.second_step(factor.value.step)
        where = (factor.value.name, step, factor.value.device)
        yield factor.digest, words.both(*where)
    for app in state.apps:
        yield app.digest, words.both(app.value.name, words.CONNECTED, app.value.what)
    for one in state.permissions:
        may = words.permitted(one.value.may)
        until = words.until(spoken_day(one.value.until))
        yield one.digest, words.both(one.value.name, may, until)


def platform_name(desk: Desk, slug: str) -> str:
    """Return what a platform is called."""
    platform = desk.platforms.get(slug)
    return platform.name if platform else slug


def places_of(platform: Platform | None) -> tuple[tuple[Task, Place], ...]:
    """Return the surest place for each task on a platform."""
    if platform is None:
        return ()
    return tuple((task, place) for task in Task for place in platform.where(task)[:1])


def ways_now(who: WhoCanPost, state: AccountState) -> tuple[WayNow, ...]:
    """Return every way to post, with since when and when somebody last saw a secret."""
    since = {link.digest: link.wall for link in state.links()}
    return tuple(
        WayNow(
            way,
            since.get(way.entry) if way.entry else None,
            _last_shown(state, way) if way.kind is WayKind.HOLDER else None,
        )
        for way in who.ways
    )


def _last_shown(state: AccountState, way: Way) -> int | None:
    times = (seen.last for seen in state.seen if seen.person == way.person)
    return max(times, default=None)


def _differing(state: AccountState) -> tuple[tuple[Field, tuple[str, ...]], ...]:
    return tuple(
        (field, tuple(dict.fromkeys(v.value for v in state.field(field).versions)))
        for field in state.conflicts
    )


def _items(known: Known, row: AccountRow) -> tuple[KeptItem, ...]:
    is_holder = known.credentials is not None
    return tuple(
        KeptItem(
            item,
            known.account.age(item),
            known.item(item).current if is_holder else (),
            item in row.waiting,
        )
        for item in Item
        if item in row.keeps or item in row.waiting
    )


def _holders(readers: AccountReaders, people: Iterable[Person]) -> tuple[Holder, ...]:
    found = []
    for one in people:
        as_lead = readers.leads and one.is_lead and bool(one.seats)
        if as_lead or one.seats & readers.seats:
            found.append(Holder(one.person, one.name, as_lead))
    return tuple(found)


def _others(people: Iterable[Person], holders: Iterable[Holder]) -> tuple[Person, ...]:
    may = {holder.person for holder in holders}
    return tuple(one for one in people if one.seats and one.person not in may)


def may_write(desk: Desk) -> bool:
    """Whether this person's role lets them change anything."""
    return desk.session.me.role is not Role.OBSERVER


# --- people by name -----------------------------------------------------------


def person_called(desk: Desk, name: str) -> PersonId | bytes:
    """Return the officer of that name, or nobody for somebody outside the kit.

    Raises:
        SeveralMatchError: More than one officer could be meant.
    """
    try:
        return desk.officers.find(name).person
    except UnknownNameError:
        return b""


def number_of(desk: Desk, name: str) -> str:
    """Return the number that the kit knows of an officer, or nothing.

    Raises:
        SeveralMatchError: More than one officer could be meant.
    """
    try:
        contact = desk.officers.find(name).contact
    except UnknownNameError:
        return ""
    return contact.mobile or contact.work_phone


def named_in_kit(desk: Desk, link: AnyLink) -> AnyLink:
    """Return a role, seat or telephone that says which officer it is, if it is one.

    Who takes a seat away gets the number that the kit knows of them.

    Raises:
        SeveralMatchError: More than one officer could be meant.
    """
    if isinstance(link, PlatformRole | Phone | Factor | Permission) and link.name:
        return structs.replace(link, person=person_called(desk, link.name))
    if isinstance(link, ToolSeat):
        ring_number = link.ring_number or number_of(desk, link.ring_name)
        person = person_called(desk, link.name)
        return structs.replace(link, person=person, ring_number=ring_number)
    return link

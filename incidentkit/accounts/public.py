"""What everybody in the kit knows of an account, and who was shown what of it.

Nothing here opens anything: it says that a secret exists, when it was last
confirmed and by whom it was seen, never what it is.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from incidentkit.accounts.entries import (
    Added,
    AgencyGiven,
    Edited,
    LinkRemoved,
    PhoneGiven,
    Restored,
    Retired,
    Revealed,
    RoleGiven,
    SecretChanged,
    SecretDropped,
    Texts,
    ToolGiven,
)
from incidentkit.accounts.model import (
    DESCRIPTIVE,
    Access,
    Agency,
    Field,
    Item,
    Phone,
    PlatformRole,
    Reason,
    Status,
    ToolSeat,
)
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    Fold,
    PersonId,
    ScopeId,
    State,
)
from incidentkit.vault.register import Register
from incidentkit.words.accounts import account_name

T = TypeVar("T")


class Linked(msgspec.Struct, Generic[T], frozen=True):
    """Somebody or something that an account names, known by its entry."""

    digest: Digest
    wall: int
    by: PersonId
    value: T


class Mark(msgspec.Struct, frozen=True):
    """That an item was written down or changed: when, by whom, and how surely.

    `secret` is empty when the mark was written together with the value.
    """

    wall: int
    person: PersonId
    set_by: PersonId
    secret: bytes = b""
    tried: bool = False
    confirmed: bool = False
    reason: Reason | None = None


class Seen(msgspec.Struct, frozen=True):
    """That a person was shown something: first and last time, and how often."""

    person: PersonId
    item: Item
    secret: Digest
    number: int
    as_code: bool
    first: int
    last: int
    times: int = 1


class AccountState(State, frozen=True):
    """The public part of one account."""

    scope: bytes = b""
    added: int = 0
    added_by: bytes = b""
    fields: dict[Field, Register[str]] = {}  # noqa: RUF012  never changed in place
    roles: tuple[Linked[PlatformRole], ...] = ()
    tools: tuple[Linked[ToolSeat], ...] = ()
    phones: tuple[Linked[Phone], ...] = ()
    agencies: tuple[Linked[Agency], ...] = ()
    marks: dict[Item, Register[Mark]] = {}  # noqa: RUF012  never changed in place
    seen: tuple[Seen, ...] = ()
    out_of_use: tuple[tuple[Item, Digest], ...] = ()
    dropped: tuple[tuple[Item, Digest], ...] = ()

    def field(self, field: Field) -> Register[str]:
        """Return a text with every version of it that is current."""
        return self.fields.get(field, Register())

    def text(self, field: Field) -> str:
        """Return a text, empty when nothing is known."""
        return self.field(field).value or ""

    def mark(self, item: Item) -> Register[Mark]:
        """Return what is known about when an item was last changed."""
        return self.marks.get(item, Register())

    def changed(self, item: Item) -> int | None:
        """Return when an item was last changed for sure, in wall time.

        That is its last confirmed change, or else when it was first written down.
        """
        marks = [v.value for v in self.mark(item).versions]
        sure = [m.wall for m in marks if m.confirmed]
        return sure[-1] if sure else next((m.wall for m in marks), None)

    @property
    def secrets_scope(self) -> ScopeId:
        """Where the account's secrets are kept."""
        return ScopeId(self.scope)

    @property
    def access(self) -> Access:
        """How people come to post with it."""
        known = {access.value: access for access in Access}
        return known.get(self.text(Field.ACCESS), Access.OWN_LOGIN)

    @property
    def status(self) -> Status:
        """Whether the council still uses it."""
        is_retired = self.text(Field.STATUS) == Status.RETIRED
        return Status.RETIRED if is_retired else Status.LIVE

    @property
    def label(self) -> str:
        """What the account is called: platform and handle."""
        return account_name(self.text(Field.PLATFORM), self.text(Field.HANDLE))

    @property
    def reference(self) -> str:
        """What is typed for it in a command, without a space to quote if possible."""
        return f"{self.text(Field.PLATFORM)}/{self.text(Field.HANDLE)}"

    @property
    def conflicts(self) -> tuple[Field, ...]:
        """The texts that people set differently, free text aside."""
        return tuple(
            f for f, r in self.fields.items() if r.in_conflict and f not in DESCRIPTIVE
        )

    def links(self) -> tuple[Linked[Any], ...]:
        """Return every role, tool seat, telephone and agency."""
        return (*self.roles, *self.tools, *self.phones, *self.agencies)


def apply_account(state: AccountState | None, fact: Fact) -> AccountState:
    """Return an account's public part with one more fact."""
    step = _STEPS.get(type(fact.body))
    known = state or AccountState()
    return step(known, fact, fact.body) if step else known


def _added(state: AccountState, fact: Fact, body: Added) -> AccountState:
    if state.scope:
        return state
    mark = Mark(fact.wall, fact.person, fact.person)
    marks = dict(state.marks)
    for item in body.keeps:
        marks[item] = state.mark(item).put(fact.digest, mark, ())
    begun = msgspec.structs.replace(
        state, scope=body.scope, added=fact.wall, added_by=fact.person, marks=marks
    )
    return _with_texts(begun, fact, body.fields, ())


def _edited(state: AccountState, fact: Fact, body: Edited) -> AccountState:
    return _with_texts(state, fact, body.fields, body.replaces)


def _retired(state: AccountState, fact: Fact, body: Retired) -> AccountState:
    texts = ((Field.STATUS, Status.RETIRED.value),)
    return _with_texts(state, fact, texts, body.replaces)


def _restored(state: AccountState, fact: Fact, body: Restored) -> AccountState:
    texts = ((Field.STATUS, Status.LIVE.value),)
    return _with_texts(state, fact, texts, body.replaces)


def _with_texts(
    state: AccountState, fact: Fact, texts: Texts, replaces: tuple[bytes, ...]
) -> AccountState:
    fields = dict(state.fields)
    for field, text in texts:
        fields[field] = state.field(field).put(fact.digest, text, replaces)
    return msgspec.structs.replace(state, fields=fields)


def _role(state: AccountState, fact: Fact, body: RoleGiven) -> AccountState:
    roles = _linked(state.roles, fact, body.role, body.replaces)
    return msgspec.structs.replace(state, roles=roles)


def _tool(state: AccountState, fact: Fact, body: ToolGiven) -> AccountState:
    tools = _linked(state.tools, fact, body.seat, body.replaces)
    return msgspec.structs.replace(state, tools=tools)


def _phone(state: AccountState, fact: Fact, body: PhoneGiven) -> AccountState:
    phones = _linked(state.phones, fact, body.phone, body.replaces)
    return msgspec.structs.replace(state, phones=phones)


def _agency(state: AccountState, fact: Fact, body: AgencyGiven) -> AccountState:
    agencies = _linked(state.agencies, fact, body.agency, body.replaces)
    return msgspec.structs.replace(state, agencies=agencies)


def _linked(
    links: tuple[Linked[T], ...], fact: Fact, value: T, replaces: tuple[bytes, ...]
) -> tuple[Linked[T], ...]:
    gone = {*replaces, fact.digest}
    kept = tuple(link for link in links if link.digest not in gone)
    return (*kept, Linked(fact.digest, fact.wall, fact.person, value))


def _removed(state: AccountState, _fact: Fact, body: LinkRemoved) -> AccountState:
    target = Digest(body.target)
    return msgspec.structs.replace(
        state,
        roles=_without(state.roles, target),
        tools=_without(state.tools, target),
        phones=_without(state.phones, target),
        agencies=_without(state.agencies, target),
    )


def _without(links: tuple[Linked[T], ...], target: Digest) -> tuple[Linked[T], ...]:
    return tuple(link for link in links if link.digest != target)


def _changed(state: AccountState, fact: Fact, body: SecretChanged) -> AccountState:
    mark = Mark(
        wall=fact.wall,
        person=fact.person,
        set_by=PersonId(body.set_by or fact.person),
        secret=body.secret,
        tried=body.tried,
        confirmed=body.confirmed,
        reason=body.reason,
    )
    register = state.mark(body.item)
    over = ((body.item, Digest(secret)) for secret in body.over)
    out = dict.fromkeys((*state.out_of_use, *over))
    state = msgspec.structs.replace(state, out_of_use=tuple(out))
    if body.secret and any(v.value.secret == body.secret for v in register.versions):
        return state  # confirmed twice: the date of the first stays
    marks = {**state.marks, body.item: register.put(fact.digest, mark, body.replaces)}
    return msgspec.structs.replace(state, marks=marks)


def _dropped(state: AccountState, _fact: Fact, body: SecretDropped) -> AccountState:
    dropped = dict.fromkeys((*state.dropped, (body.item, Digest(body.secret))))
    return msgspec.structs.replace(state, dropped=tuple(dropped))


def _revealed(state: AccountState, fact: Fact, body: Revealed) -> AccountState:
    new = Seen(
        person=fact.person,
        item=body.item,
        secret=Digest(body.secret),
        number=body.number,
        as_code=body.as_code,
        first=fact.wall,
        last=fact.wall,
    )
    before = next((old for old in state.seen if _is_same(old, new)), None)
    rest = tuple(old for old in state.seen if old is not before)
    now = _seen_again(before, fact.wall) if before else new
    return msgspec.structs.replace(state, seen=(*rest, now))


def _is_same(one: Seen, other: Seen) -> bool:
    what = (other.person, other.item, other.secret, other.number, other.as_code)
    return (one.person, one.item, one.secret, one.number, one.as_code) == what


def _seen_again(old: Seen, wall: int) -> Seen:
    first, last = min(old.first, wall), max(old.last, wall)
    return msgspec.structs.replace(old, first=first, last=last, times=old.times + 1)


_Step = Callable[[AccountState, Fact, Any], AccountState]
_STEPS: Mapping[type[Body], _Step] = MappingProxyType(
    {
        Added: _added,
        Edited: _edited,
        Retired: _retired,
        Restored: _restored,
        RoleGiven: _role,
        ToolGiven: _tool,
        PhoneGiven: _phone,
        AgencyGiven: _agency,
        LinkRemoved: _removed,
        SecretChanged: _changed,
        SecretDropped: _dropped,
        Revealed: _revealed,
    }
)

ACCOUNT_FOLD = Fold("account", 1, AccountState, apply_account)

"""What is known of one account by everybody in the kit, and who was shown what of it.

Nothing here opens anything.
"""

from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from incidentkit.accounts.bygone import (
    Bygone,
)
from incidentkit.accounts.emergency import Asked, Emergencies
from incidentkit.accounts.lifecycle import (
    Approval,
    Care,
    Gone,
    Review,
    Turn,
)
from incidentkit.accounts.marks import Age, Hearsay, Linked, Mark, Seen
from incidentkit.accounts.model import (
    DESCRIPTIVE,
    Access,
    Agency,
    AnyLink,
    App,
    Factor,
    Field,
    Hangs,
    Item,
    Permission,
    Phone,
    PlatformRole,
    Status,
    ToolSeat,
)
from incidentkit.accounts.owed import Ledger, Owed
from incidentkit.vault.kinds import (
    Digest,
    PersonId,
    ScopeId,
    State,
)
from incidentkit.vault.register import Register
from incidentkit.words.accounts import account_name, closed

T = TypeVar("T")


class Attachment(msgspec.Struct, frozen=True):
    """A paper that was put with an account, by its entry. `size` is in bytes."""

    digest: Digest
    name: str
    what: str
    size: int
    wall: int
    person: PersonId


_ACCESSES = MappingProxyType({access.value: access for access in Access})
_STATUSES = MappingProxyType({status.value: status for status in Status})


class AccountState(State, frozen=True):
    """The public part of one account."""

    scope: bytes = b""
    added: int = 0
    added_by: bytes = b""
    fields: dict[Field, Register[str]] = {}  # noqa: RUF012  never changed in place
    named: tuple[Linked[AnyLink], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    turn: Turn | None = None
    deleted: tuple[Gone, ...] = ()
    approval: Register[Approval] = Register()
    review: Review | None = None
    care: Register[Care] = Register()
    ledger: Ledger = Ledger()
    marks: dict[Item, Register[Mark]] = {}  # noqa: RUF012  never changed in place
    seen: tuple[Seen, ...] = ()
    out_of_use: tuple[tuple[Item, Digest], ...] = ()
    dropped: tuple[tuple[Item, Digest], ...] = ()
    bygone: Bygone = Bygone()
    emergencies: Emergencies = ()
    emergency_asks: tuple[Asked, ...] = ()
    hearsay: tuple[Hearsay, ...] = ()
    rivals: tuple[PersonId, ...] = ()

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
        """Return when an item was last changed for sure, in wall time, if ever.

        That is its last confirmed change, or when the kit made its first value. That
        somebody wrote down a value that was there before is no change.
        """
        return self.age(item).changed

    def age(self, item: Item) -> Age:
        """Return since when an item is what it is, as far as anybody can know."""
        marks = [v.value for v in self.mark(item).versions]
        sure = [m.wall for m in marks if m.confirmed or m.is_made]
        first = marks[0] if marks else None
        if sure or first is None:
            return Age(sure[-1] if sure else None)
        return Age(None, first.wall, first.is_imported, first.said)

    @property
    def unproven(self) -> tuple[Hearsay, ...]:
        """What was said by who could not know, and no change that counts came after."""
        return tuple(one for one in self.hearsay if one.at >= self._told_at(one.item))

    def _told_at(self, item: Item) -> int:
        return max((v.value.at for v in self.mark(item).versions), default=0)

    @property
    def secrets_scope(self) -> ScopeId:
        """Where the account's secrets are kept."""
        return ScopeId(self.scope)

    @property
    def access(self) -> Access:
        """How people come to post with it."""
        return _ACCESSES.get(self.text(Field.ACCESS), Access.OWN_LOGIN)

    @property
    def status(self) -> Status:
        """Where it is on its way from asked for to closed."""
        return _STATUSES.get(self.text(Field.STATUS), Status.LIVE)

    @property
    def gone(self) -> Gone | None:
        """The word that nobody can post with it any more, as long as it holds.

        It has to know of all that made the account closed, so that whatever else is
        said of its status puts it back on every list.
        """
        if self.status is not Status.CLOSED or not self.deleted:
            return None
        register = self.field(Field.STATUS)
        if any(v.value != Status.CLOSED for v in register.versions):
            return None
        now = set(register.digests)
        return next((one for one in self.deleted if now <= set(one.closings)), None)

    @property
    def is_gone(self) -> bool:
        """Whether nobody can post with it any more, whatever they know or hold."""
        return self.gone is not None

    @property
    def owed(self) -> tuple[Owed, ...]:
        """The changes of a secret that something made necessary, oldest first."""
        return () if self.is_gone else self.ledger.open()

    @property
    def looked_after(self) -> Care:
        """Who looks after it; nobody when nobody was named."""
        return self.care.value or Care()

    @property
    def label(self) -> str:
        """What the account is called: platform and handle."""
        return account_name(self.text(Field.PLATFORM), self.text(Field.HANDLE))

    @property
    def name(self) -> str:
        """The same, with a word where it is closed: somebody may post with it still."""
        return self.label if self.status is not Status.CLOSED else closed(self.label)

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
        """Return everybody and everything that is named beside the holders."""
        return self.named

    def of(self, kind: type[T]) -> tuple[Linked[T], ...]:
        """Return what is named of one sort."""
        return tuple(x for x in self.links() if isinstance(x.value, kind))

    @property
    def roles(self) -> tuple[Linked[PlatformRole], ...]:
        """The roles that people hold on the platform."""
        return self.of(PlatformRole)

    @property
    def tools(self) -> tuple[Linked[ToolSeat], ...]:
        """The seats in tools that post to it."""
        return self.of(ToolSeat)

    @property
    def phones(self) -> tuple[Linked[Phone], ...]:
        """The telephones that get its codes or run it."""
        return self.of(Phone)

    @property
    def agencies(self) -> tuple[Linked[Agency], ...]:
        """The outside firms that can post."""
        return self.of(Agency)

    @property
    def factors(self) -> tuple[Linked[Factor], ...]:
        """The second steps of its own login."""
        return self.of(Factor)

    @property
    def apps(self) -> tuple[Linked[App], ...]:
        """What is connected to it."""
        return self.of(App)

    @property
    def permissions(self) -> tuple[Linked[Permission], ...]:
        """What people may do with it by our own rules."""
        return self.of(Permission)

    @property
    def hangs(self) -> tuple[Linked[Hangs], ...]:
        """The accounts that it hangs on."""
        return self.of(Hangs)

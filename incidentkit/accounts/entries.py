"""What the entries about an account carry.

Those of the first part are read by everybody in the kit, those of the second
by the account's holders only.
"""

from msgspec import UNSET, UnsetType

from incidentkit.accounts.model import (
    Agency,
    Field,
    Item,
    Phone,
    PlatformRole,
    Reason,
    ToolSeat,
)
from incidentkit.vault.encoding import Hash, Id
from incidentkit.vault.kinds import Body

Texts = tuple[tuple[Field, str], ...]


class Added(Body, frozen=True):
    """An account was written down. `scope` is where its secrets are kept."""

    scope: Id
    fields: Texts
    keeps: tuple[Item, ...] = ()


class Edited(Body, frozen=True):
    """Public texts were changed; `replaces` names every entry whose text gives way."""

    fields: Texts
    replaces: tuple[Hash, ...] = ()


class Retired(Body, frozen=True):
    """The council no longer uses the account."""

    reason: str
    replaces: tuple[Hash, ...] = ()


class Restored(Body, frozen=True):
    """The council uses the account again."""

    reason: str
    replaces: tuple[Hash, ...] = ()


class RoleGiven(Body, frozen=True):
    """Somebody holds a role on the platform."""

    role: PlatformRole
    replaces: tuple[Hash, ...] = ()


class ToolGiven(Body, frozen=True):
    """Somebody has a seat in a tool that posts to the account."""

    seat: ToolSeat
    replaces: tuple[Hash, ...] = ()


class PhoneGiven(Body, frozen=True):
    """A telephone belongs to the account."""

    phone: Phone
    replaces: tuple[Hash, ...] = ()


class AgencyGiven(Body, frozen=True):
    """An agency can post."""

    agency: Agency
    replaces: tuple[Hash, ...] = ()


class LinkRemoved(Body, frozen=True):
    """A role, seat, telephone or agency is no longer there; names its entry."""

    target: Hash
    reason: str = ""


class SecretChanged(Body, frozen=True):
    """Everybody may know that something was changed, never to what.

    `secret` is the entry that holds the new value, empty when it is written in
    the same change. `over` are the secrets it puts out of use. `replaces` names
    earlier marks. Only a `confirmed` mark says that the platform took it.
    """

    item: Item
    secret: bytes = b""
    set_by: bytes = b""
    tried: bool = False
    confirmed: bool = False
    reason: Reason | None = None
    over: tuple[Hash, ...] = ()
    replaces: tuple[Hash, ...] = ()


class SecretDropped(Body, frozen=True):
    """A new secret was rolled back: the platform never took it."""

    item: Item
    secret: Hash


class Revealed(Body, frozen=True):
    """Somebody was about to be shown something; written before it is shown.

    `number` counts recovery codes from 1. `as_code`: only the one-time code of
    the moment was shown, not what it is made from.
    """

    item: Item
    secret: Hash
    number: int = 0
    as_code: bool = False
    why: str = ""


class CredentialsSet(Body, frozen=True):
    """Values known to be right as they stand: at first entry, or put right."""

    login: str | UnsetType = UNSET
    secret: str | UnsetType = UNSET
    totp: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    codes: tuple[str, ...] | UnsetType = UNSET
    replaces: tuple[Hash, ...] = ()

    def __repr__(self) -> str:
        return "CredentialsSet(...)"


class RotationBegun(Body, frozen=True):
    """A new value, not yet known to work. Nothing is replaced by it."""

    item: Item
    value: str
    reason: Reason

    def __repr__(self) -> str:
        return f"RotationBegun({self.item}, ...)"


class RotationConfirmed(Body, frozen=True):
    """The new value is the one in force. `secret` names the entry that began it."""

    item: Item
    secret: Hash
    tried: bool
    replaces: tuple[Hash, ...] = ()


class RotationRolledBack(Body, frozen=True):
    """The new value did not take; it is kept, but waits no longer."""

    item: Item
    secret: Hash
    why: str = ""


class RotationSettled(Body, frozen=True):
    """Of several values in force, this one was found to work."""

    item: Item
    secret: Hash
    replaces: tuple[Hash, ...] = ()


class CodeUsed(Body, frozen=True):
    """A recovery code was used up: the entry that holds it, and which, from 1."""

    batch: Hash
    number: int

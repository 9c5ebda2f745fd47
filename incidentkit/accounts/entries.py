"""What the entries about an account carry.

Those of the first part are read by everybody in the kit, those of the second
by the account's holders only.
"""

from msgspec import UNSET, UnsetType

from incidentkit.accounts.model import AnyLink, Field, Item, Reason, Status
from incidentkit.accounts.strength import Strength
from incidentkit.vault.encoding import Hash, Id
from incidentkit.vault.kinds import Body

Texts = tuple[tuple[Field, str], ...]


class Added(Body, frozen=True):
    """An account was written down. `scope` is where its secrets are kept.

    `strength` is the class of its first password, `is_made` whether the kit made it.
    `is_imported`: it came in a table, which may have `said` when the password changed
    last, in wall milliseconds.
    """

    scope: Id
    fields: Texts
    keeps: tuple[Item, ...] = ()
    strength: Strength | None = None
    is_made: bool = False
    is_imported: bool = False
    said: int = 0


class Edited(Body, frozen=True):
    """Public texts were changed; `replaces` names every entry whose text gives way."""

    fields: Texts
    replaces: tuple[Hash, ...] = ()


class StatusSet(Body, frozen=True):
    """The account is somewhere else on its way from asked for to closed.

    `reference` names the paper that says so. `successor` is the council that it went
    over to, empty unless it did.
    """

    status: Status
    reason: str = ""
    reference: str = ""
    successor: str = ""
    replaces: tuple[Hash, ...] = ()


class Deleted(Body, frozen=True):
    """Nobody can post with a closed account any more: it is deleted, or handed over.

    `closings` are the settings of its status that the writer knew of: it says nothing
    about an account that was brought back, or closed anew.
    """

    closings: tuple[Hash, ...]
    reason: str = ""


class Approved(Body, frozen=True):
    """A lead answered a request for an account. `by` is who agreed, if not the lead."""

    granted: bool
    reason: str = ""
    reference: str = ""
    by: str = ""
    replaces: tuple[Hash, ...] = ()


class Reviewed(Body, frozen=True):
    """Somebody looked whether the council still wants the account.

    `last_post` is the date of the newest post that they saw there, as YYYY-MM-DD.
    """

    is_wanted: bool
    note: str = ""
    last_post: str = ""


class CareGiven(Body, frozen=True):
    """Who looks after the account, and who does when they cannot."""

    owner: bytes = b""
    deputy: bytes = b""
    replaces: tuple[Hash, ...] = ()


class RotationOwed(Body, frozen=True):
    """Something happened after which a secret has to be changed. See `Reason`.

    `person` is whoever it is about, empty for nobody of the kit. `owed_at` is when it
    happened, in wall milliseconds.
    """

    item: Item
    reason: Reason
    why: str = ""
    person: bytes = b""
    owed_at: int = 0


class OwedWaived(Body, frozen=True):
    """A lead decided that a secret is not changed after all; says why."""

    target: Hash
    reason: str


class EmergencyAsked(Body, frozen=True):
    """Somebody should be let in in an emergency, once a second person agrees."""

    person: Id
    why: str


class EmergencyOpened(Body, frozen=True):
    """Somebody was let in to the account's secrets in an emergency, and why.

    `asked` names the entry that a second person agreed to first, `sheet` the roster
    entry by which somebody came in with the recovery sheet; each empty if there is none.
    """

    person: Id
    why: str
    asked: bytes = b""
    sheet: bytes = b""


class EmergencySeen(Body, frozen=True):
    """The writer has been told that somebody was let in; names its entry."""

    target: Hash


class LinkGiven(Body, frozen=True):
    """Somebody or something beside the holders belongs to the account."""

    link: AnyLink
    replaces: tuple[Hash, ...] = ()


class LinkRemoved(Body, frozen=True):
    """What was named is no longer there; names its entry."""

    target: Hash
    reason: str = ""


class Attached(Body, frozen=True):
    """A paper was put with the account, hashed on the way in and sealed."""

    name: str
    file: Id
    key: Hash
    sha256: Hash
    size: int
    what: str = ""

    def __repr__(self) -> str:
        return f"Attached({self.name!r}, ...)"


class AttachmentRemoved(Body, frozen=True):
    """A paper no longer belongs to the account. The file itself stays."""

    target: Hash
    reason: str = ""


class SecretChanged(Body, frozen=True):
    """Everybody may know that something was changed, never to what.

    `secret` is the entry that holds the new value, empty when it is written in
    the same change. `over` are the secrets it puts out of use. `replaces` names
    earlier marks. Only a `confirmed` mark says that the platform took it. `answers`
    are the entries after which it had to be changed, as far as the writer knew them.
    `begun` is when the new value was written down, in wall milliseconds, `strength` its
    class, and `is_made` whether the kit made it.
    """

    item: Item
    secret: bytes = b""
    set_by: bytes = b""
    tried: bool = False
    confirmed: bool = False
    reason: Reason | None = None
    over: tuple[Hash, ...] = ()
    replaces: tuple[Hash, ...] = ()
    answers: tuple[Hash, ...] = ()
    begun: int = 0
    strength: Strength | None = None
    is_made: bool = False


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
    strength: Strength | None = None
    is_made: bool = False

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

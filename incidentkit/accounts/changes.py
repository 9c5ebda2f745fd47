"""The changes to what everybody knows of an account, as entries to write. Pure.

Changes add up: an incident's step that changes a secret adds its own entry to
one of these and commits both together.
"""

from dataclasses import dataclass

from msgspec import UNSET, UnsetType

from incidentkit.accounts import entries, kinds
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import (
    Agency,
    Edits,
    Field,
    Item,
    Link,
    NewAccount,
    Phone,
    PlatformRole,
    Status,
    ToolSeat,
)
from incidentkit.accounts.rules import check_access, items_of, line
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.secret_changes import new_codes, put
from incidentkit.errors import UnknownNameError
from incidentkit.vault.change import Change, OpenScope, Write, write
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Kind,
    ScopeId,
    SeatId,
    SubjectId,
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may open a new account's secrets, beside whoever adds it."""

    seats: frozenset[SeatId] = frozenset()
    leads: bool = True
    recovery: bool = True


def add(
    subject: SubjectId, scope: ScopeId, new: NewAccount, audience: Audience
) -> Change:
    """Return the change that writes down a checked account and its secrets.

    Every secret that opens something has an entry of its own, so that its
    digest says which secret somebody was shown.
    """
    keeps = tuple(item for item in Item if item in items_of(new))
    added = entries.Added(scope, _texts_of(new), keeps)
    opened = OpenScope(scope, audience.seats, audience.leads, audience.recovery)
    return write(
        opened,
        Write(subject, kinds.ADDED, added),
        *(Write(subject, kinds.SET, body, scope) for body in _first_values(new)),
        *(_link_write(subject, link) for link in new.links),
    )


def _texts_of(new: NewAccount) -> entries.Texts:
    texts = ((f, getattr(new, f.value, Status.LIVE.value)) for f in Field)
    return tuple((f, str(text)) for f, text in texts if text)


def _first_values(new: NewAccount) -> tuple[entries.CredentialsSet, ...]:
    found = []
    if new.login or new.note:
        found.append(
            entries.CredentialsSet(login=_plain(new.login), note=_plain(new.note))
        )
    if new.secret:
        found.append(entries.CredentialsSet(secret=new.secret.reveal()))
    if new.totp:
        found.append(entries.CredentialsSet(totp=new.totp.reveal()))
    if new.codes:
        codes = tuple(code.reveal() for code in new.codes)
        found.append(entries.CredentialsSet(codes=codes))
    return tuple(found)


def _plain(secret: Secret | None) -> str | UnsetType:
    return secret.reveal() if secret else UNSET


# --- public texts -------------------------------------------------------------


def edit(known: Known, edits: Edits) -> Change:
    """Return the change that carries out checked edits; empty when nothing differs.

    A text is written when it differs, or when people had set it differently,
    which settles it.

    Raises:
        RetiredError: The account is retired.
        NotAHolderError: A secret is among the edits and this is not a holder.
        PersonalPasswordError: The page is run through people's own profiles.
    """
    known.check_live()
    fields = dict(edits.fields)
    account = known.account
    platform = fields.get(Field.PLATFORM, account.text(Field.PLATFORM))
    access = type(account.access)(fields.get(Field.ACCESS) or account.access)
    kept = frozenset(i for i in Item if account.mark(i).versions)
    check_access(platform, access, kept | items_of(edits))
    return _edit_texts(known, edits.fields) + _edit_secrets(known, edits)


def _edit_texts(known: Known, fields: entries.Texts) -> Change:
    differing = tuple(
        (field, text)
        for field, text in fields
        if text != known.account.text(field) or known.account.field(field).in_conflict
    )
    if not differing:
        return Change()
    replaces = {d for f, _ in differing for d in known.account.field(f).digests}
    body = entries.Edited(differing, tuple(sorted(replaces)))
    return write(Write(known.subject, kinds.EDITED, body))


def _edit_secrets(known: Known, edits: Edits) -> Change:
    change = Change()
    for item in (Item.LOGIN, Item.TOTP, Item.NOTE):
        secret: Secret | None = getattr(edits, item.value)
        if secret is not None:
            change += put(known, item, secret)
    return change + (new_codes(known, edits.codes) if edits.codes else Change())


def retire(known: Known, reason: str) -> Change:
    """Return the change that retires an account; empty when it is retired."""
    return _set_status(known, Status.RETIRED, reason)


def restore(known: Known, reason: str) -> Change:
    """Return the change that brings an account back; empty when it is in use."""
    return _set_status(known, Status.LIVE, reason)


def _set_status(known: Known, status: Status, reason: str) -> Change:
    register = known.account.field(Field.STATUS)
    if known.account.status is status and not register.in_conflict:
        return Change()
    text = line("reason", reason)
    if status is Status.RETIRED:
        retired = entries.Retired(text, register.digests)
        return write(Write(known.subject, kinds.RETIRED, retired))
    restored = entries.Restored(text, register.digests)
    return write(Write(known.subject, kinds.RESTORED, restored))


# --- roles, tools, telephones, agencies ---------------------------------------


def give_link(known: Known, link: Link, replaces: tuple[Digest, ...] = ()) -> Change:
    """Return the change that names a role, tool seat, telephone or agency.

    Raises:
        RetiredError: The account is retired.
    """
    known.check_live()
    return write(_link_write(known.subject, link, replaces))


def remove_link(known: Known, target: bytes, reason: str = "") -> Change:
    """Return the change that says one is gone; on a retired account too.

    Raises:
        UnknownNameError: The account names no such thing now.
    """
    found = next((k for k in known.account.links() if k.digest == target), None)
    if found is None:
        raise UnknownNameError("role", target.hex())
    body = entries.LinkRemoved(target, line("reason", reason))
    return write(Write(known.subject, _removal_of(found.value), body))


def _link_write(
    subject: SubjectId, link: Link, replaces: tuple[Digest, ...] = ()
) -> Write:
    kind, body = _gift_of(link, replaces)
    return Write(subject, kind, body)


def _gift_of(link: Link, replaces: tuple[Digest, ...]) -> tuple[Kind, Body]:
    match link:
        case PlatformRole():
            return kinds.ROLE_GIVEN, entries.RoleGiven(link, replaces)
        case ToolSeat():
            return kinds.TOOL_GIVEN, entries.ToolGiven(link, replaces)
        case Phone():
            return kinds.PHONE_GIVEN, entries.PhoneGiven(link, replaces)
        case Agency():
            return kinds.AGENCY_GIVEN, entries.AgencyGiven(link, replaces)
        case _:
            raise TypeError(type(link).__name__)


def _removal_of(link: Link) -> Kind:
    removals = {
        PlatformRole: kinds.ROLE_REMOVED,
        ToolSeat: kinds.TOOL_REMOVED,
        Phone: kinds.PHONE_REMOVED,
        Agency: kinds.AGENCY_REMOVED,
    }
    return removals[type(link)]

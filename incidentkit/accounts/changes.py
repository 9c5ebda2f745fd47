"""The changes to what everybody knows of an account, as entries to write. Pure.

Changes add up: an incident's step that changes a secret adds its own entry to
one of these and commits both together.
"""

from dataclasses import dataclass

from msgspec import UNSET, UnsetType, structs

from incidentkit.accounts import entries, kinds
from incidentkit.accounts.known import Known
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    AnyLink,
    Edits,
    Field,
    Item,
    NewAccount,
    Status,
)
from incidentkit.accounts.rules import (
    check_access,
    date_or_nothing,
    items_of,
    line,
)
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.secret_changes import new_codes, put
from incidentkit.accounts.strength import judge
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.vault.change import Change, OpenScope, Write, write
from incidentkit.vault.kinds import Digest, ScopeId, SeatId, SubjectId


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may open a new account's secrets, beside whoever adds it."""

    seats: frozenset[SeatId] = frozenset()
    leads: bool = True
    recovery: bool = True


def add(
    subject: SubjectId,
    scope: ScopeId,
    new: NewAccount,
    audience: Audience,
    *,
    is_judged: bool = True,
) -> Change:
    """Return the change that writes down a checked account and its secrets.

    Every secret that opens something has an entry of its own, so that its
    digest says which secret somebody was shown. A password that is not judged now is
    judged when a lead next has all of them compared.
    """
    keeps = tuple(item for item in Item if item in items_of(new))
    added = entries.Added(
        scope,
        _texts_of(new),
        keeps,
        strength=judge(new.secret) if new.secret and is_judged else None,
        is_made=new.secret is not None and new.secret.is_made,
        is_imported=new.is_imported,
        said=new.said_ms if new.secret else 0,
    )
    opened = OpenScope(scope, audience.seats, audience.leads, audience.recovery)
    return write(
        opened,
        Write(subject, kinds.ADDED, added),
        *(Write(subject, kinds.SET, body, scope) for body in _first_values(new)),
        *(_link_write(subject, link) for link in new.links),
    )


def _texts_of(new: NewAccount) -> entries.Texts:
    texts = ((f, getattr(new, f.value)) for f in Field)
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
        ClosedAccountError: The account is closed.
        NotAHolderError: A secret is among the edits and this is not a holder.
        PersonalPasswordError: The page is run through people's own profiles.
    """
    known.check_open()
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


def set_status(
    known: Known, status: Status, reason: str, reference: str = "", successor: str = ""
) -> Change:
    """Return the change that moves an account on; empty when it is there already.

    Raises:
        InvalidValueError: The account went over to nobody while it stays open.
    """
    if successor and status is not Status.CLOSED:
        raise InvalidValueError("successor", "only-when-closed")
    register = known.account.field(Field.STATUS)
    if known.account.status is status and not register.in_conflict:
        return Change()
    body = entries.StatusSet(
        status,
        line("reason", reason),
        line("reference", reference),
        line("successor", successor),
        register.digests,
    )
    return write(Write(known.subject, kinds.STATUS_SET, body))


def answer_request(known: Known, answer: entries.Approved) -> Change:
    """Return the change that answers a request, and moves the account on.

    Raises:
        InvalidValueError: Nobody asked for it, or it was answered.
    """
    if known.account.status is not Status.ASKED_FOR:
        raise InvalidValueError("status", "not-asked-for")
    tidy = structs.replace(
        answer,
        reason=line("reason", answer.reason),
        reference=line("reference", answer.reference),
        by=line("by", answer.by),
        replaces=known.account.approval.digests,
    )
    then = Status.PLANNED if answer.granted else Status.CLOSED
    told = write(Write(known.subject, kinds.APPROVED, tidy))
    return told + set_status(known, then, tidy.reason, tidy.reference)


def review(known: Known, found: entries.Reviewed) -> Change:
    """Return the change that says that somebody looked whether it is still wanted."""
    known.check_open()
    tidy = structs.replace(
        found,
        note=line("note", found.note, 500),
        last_post=date_or_nothing("last_post", found.last_post),
    )
    return write(Write(known.subject, kinds.REVIEWED, tidy))


def give_care(known: Known, care: Care) -> Change:
    """Return the change that says who looks after it; empty when nothing differs.

    Raises:
        ClosedAccountError: The account is closed.
        InvalidValueError: The deputy is the owner.
    """
    known.check_open()
    if care.owner is not None and care.owner == care.deputy:
        raise InvalidValueError("deputy", "same-person")
    register = known.account.care
    if register.value == care and not register.in_conflict:
        return Change()
    body = entries.CareGiven(care.owner or b"", care.deputy or b"", register.digests)
    return write(Write(known.subject, kinds.CARE_GIVEN, body))


# --- what is owed ---------------------------------------------------------------


def owe(known: Known, body: entries.RotationOwed) -> Change:
    """Return the change that says that a secret has to be changed.

    Empty where there is none, or where the same is owed already.
    """
    account = known.account
    same = (
        one.item is body.item
        and one.reason is body.reason
        and (one.person or b"") == body.person
        for one in account.owed
    )
    if not account.mark(body.item).versions or any(same):
        return Change()
    tidy = structs.replace(body, why=line("reason", body.why))
    return write(Write(known.subject, kinds.ROTATION_OWED, tidy))


def waive(known: Known, target: bytes, reason: str) -> Change:
    """Return the change that says that a secret stays as it is, and why.

    Raises:
        UnknownNameError: Nothing of that name is owed.
        InvalidValueError: There is no reason.
    """
    if all(one.digest != target for one in known.account.owed):
        raise UnknownNameError("rotation", target.hex())
    text = line("reason", reason)
    if not text:
        raise InvalidValueError("reason", "not-empty")
    body = entries.OwedWaived(target, text)
    return write(Write(known.subject, kinds.OWED_WAIVED, body))


# --- roles, tools, telephones and the like ------------------------------------


def give_link(known: Known, link: AnyLink, replaces: tuple[Digest, ...] = ()) -> Change:
    """Return the change that names somebody or something beside the holders.

    Raises:
        ClosedAccountError: The account is closed.
    """
    known.check_open()
    return write(_link_write(known.subject, link, replaces))


def remove_link(known: Known, target: bytes, reason: str = "") -> Change:
    """Return the change that says one is gone; on a closed account too.

    Raises:
        UnknownNameError: The account names no such thing now.
    """
    found = next((k for k in known.account.links() if k.digest == target), None)
    if found is None:
        raise UnknownNameError("role", target.hex())
    body = entries.LinkRemoved(target, line("reason", reason))
    return write(Write(known.subject, kinds.LINK_REMOVED, body))


def _link_write(
    subject: SubjectId, link: AnyLink, replaces: tuple[Digest, ...] = ()
) -> Write:
    return Write(subject, kinds.LINK_GIVEN, entries.LinkGiven(link, replaces))

"""The changes to an account's secrets, and what is written before one is shown.

Pure. Each comes in two halves: what holders know, in the account's own scope,
and a mark for everybody, which never says what the secret is.
"""

from typing import Any

from incidentkit.accounts import entries, kinds
from incidentkit.accounts.known import Known, RecoveryCode
from incidentkit.accounts.model import Field, Item, Reason
from incidentkit.accounts.rules import check_access, line
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.strength import judge
from incidentkit.errors import InvalidValueError, RotationPendingError, UnknownNameError
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Digest

# What is changed in two steps. A login or a note is simply put right.
ROTATED = (Item.SECRET, Item.TOTP)
# New recovery codes are made by the platform at the moment they are written down.
_EVER = 1 << 62


def put(known: Known, item: Item, secret: Secret) -> Change:
    """Return the change that writes down a value already in force on the platform.

    For a password only where none was known before: after that it changes by
    rotation alone, so that the old one stays until the new one works. Whatever
    was known before counts as known still: this may only mend a typing mistake.

    Raises:
        ClosedAccountError: The account is closed.
        NotAHolderError: This person is not a holder.
        InvalidValueError: There is a password already.
    """
    known.check_open()
    state = known.item(item)
    if item is Item.SECRET and state.candidates:
        raise InvalidValueError(item.value, "rotate-instead")
    values: dict[str, Any] = {item.value: secret.reveal()}
    body = entries.CredentialsSet(**values, replaces=state.replaceable)
    return write(
        Write(known.subject, kinds.SET, body, known.scope),
        Write(known.subject, kinds.SECRET_CHANGED, _first_mark(item, secret)),
    )


def _first_mark(item: Item, secret: Secret) -> entries.SecretChanged:
    if item is not Item.SECRET:
        return entries.SecretChanged(item)
    strength = judge(secret)
    return entries.SecretChanged(item, strength=strength, is_made=secret.is_made)


def new_codes(known: Known, codes: tuple[Secret, ...]) -> Change:
    """Return the change that writes down new recovery codes in place of the old.

    A platform that gives out new codes takes the old ones no more.

    Raises:
        ClosedAccountError: The account is closed.
        NotAHolderError: This person is not a holder.
    """
    known.check_open()
    sets = known.opened().codes
    texts = tuple(code.reveal() for code in codes)
    body = entries.CredentialsSet(codes=texts, replaces=sets.standing.digests)
    mark = entries.SecretChanged(
        item=Item.CODES,
        over=_out_of_use(known, Item.CODES, sets.known),
        replaces=known.account.mark(Item.CODES).digests,
        confirmed=True,
        answers=_owed(known, Item.CODES, _EVER),
    )
    return write(
        Write(known.subject, kinds.SET, body, known.scope),
        Write(known.subject, kinds.SECRET_CHANGED, mark),
    )


# --- rotation -----------------------------------------------------------------


def begin(known: Known, item: Item, secret: Secret, reason: Reason) -> Change:
    """Return the change that writes down a new secret beside the old one.

    Raises:
        ClosedAccountError: The account is closed.
        NotAHolderError: This person is not a holder.
        PersonalPasswordError: The page is run through people's own profiles.
        RotationPendingError: Another new secret waits already.
        InvalidValueError: The item is not one that is changed in two steps.
    """
    known.check_open()
    if item not in ROTATED:
        raise InvalidValueError(item.value, "edit-instead")
    account = known.account
    check_access(account.text(Field.PLATFORM), account.access, frozenset({item}))
    if known.item(item).pending:
        raise RotationPendingError
    body = entries.RotationBegun(
        item,
        secret.reveal(),
        reason,
        judge(secret) if item is Item.SECRET else None,
        is_made=secret.is_made,
    )
    return write(Write(known.subject, kinds.BEGUN, body, known.scope))


def confirm(
    known: Known, item: Item, secret: bytes | None = None, *, tried: bool
) -> Change:
    """Return the change that puts a new secret in force.

    `tried`: somebody signed in with it. Without a name the one that waits is
    meant. This alone moves the date of the last change.

    Raises:
        NotAHolderError: This person is not a holder.
        NothingPendingError: None waits, or not the one named.
        ConflictError: None is named and more than one waits.
    """
    target = known.pending(item, secret)
    state = known.item(item)
    begun = state.candidate(target)
    body = entries.RotationConfirmed(item, target, tried, state.replaceable)
    mark = entries.SecretChanged(
        item=item,
        secret=target,
        set_by=begun.person if begun else b"",
        tried=tried,
        confirmed=True,
        reason=begun.reason if begun else None,
        over=_out_of_use(known, item, state.confirmed),
        replaces=known.account.mark(item).digests,
        answers=_owed(known, item, begun.at if begun else 0),
        begun=begun.wall if begun else 0,
        strength=begun.strength if begun else None,
        is_made=begun is not None and begun.is_made,
    )
    return write(
        Write(known.subject, kinds.CONFIRMED, body, known.scope),
        Write(known.subject, kinds.SECRET_CHANGED, mark),
    )


def roll_back(
    known: Known, item: Item, secret: bytes | None = None, why: str = ""
) -> Change:
    """Return the change that ends a new secret's waiting. It stays in the history.

    Raises:
        NotAHolderError: This person is not a holder.
        NothingPendingError: None waits, or not the one named.
        ConflictError: None is named and more than one waits.
    """
    target = known.pending(item, secret)
    body = entries.RotationRolledBack(item, target, line("reason", why))
    dropped = entries.SecretDropped(item, target)
    return write(
        Write(known.subject, kinds.ROLLED_BACK, body, known.scope),
        Write(known.subject, kinds.SECRET_DROPPED, dropped),
    )


def settle(known: Known, item: Item, secret: bytes) -> Change:
    """Return the change that says which of several secrets in force works.

    It clears nobody's exposure and moves no date: nothing was changed.

    Raises:
        NotAHolderError: This person is not a holder.
        UnknownNameError: The secret is not one of them.
    """
    state = known.item(item)
    if secret not in state.current or not state.in_conflict:
        raise UnknownNameError("secret", secret.hex())
    body = entries.RotationSettled(item, secret, state.replaceable)
    return write(Write(known.subject, kinds.SETTLED, body, known.scope))


# --- showing ------------------------------------------------------------------


def reveal(known: Known, item: Item, secret: Digest, why: str = "") -> Change:
    """Return the entry to be written before a value is shown."""
    body = entries.Revealed(item, secret, why=line("reason", why))
    return write(Write(known.subject, kinds.REVEALED, body))


def show_one_time_code(known: Known, secret: Digest) -> Change:
    """Return the entry to be written before the code of the moment is shown."""
    body = entries.Revealed(Item.TOTP, secret, as_code=True)
    return write(Write(known.subject, kinds.REVEALED, body))


def reveal_code(known: Known, code: RecoveryCode, why: str = "") -> Change:
    """Return the entry to be written before a recovery code is shown."""
    body = entries.Revealed(Item.CODES, code.batch, code.index, why=line("reason", why))
    return write(Write(known.subject, kinds.REVEALED, body))


def use_code(known: Known, code: RecoveryCode) -> Change:
    """Return the change that marks a recovery code as used up."""
    body = entries.CodeUsed(code.batch, code.index)
    return write(Write(known.subject, kinds.CODE_USED, body, known.scope))


def _owed(known: Known, item: Item, begun: int) -> tuple[Digest, ...]:
    """Return what a confirmed change answers: only what happened before it was begun.

    Whoever left, or took a telephone along, while a new secret waited may know it too.
    """
    return tuple(
        one.digest for one in known.account.owed if one.item is item and one.at <= begun
    )


def _out_of_use(
    known: Known, item: Item, secrets: tuple[Digest, ...]
) -> tuple[Digest, ...]:
    """Those not said to be out of use before, so that entries stay small."""
    said = set(known.account.out_of_use)
    return tuple(secret for secret in secrets if (item, secret) not in said)

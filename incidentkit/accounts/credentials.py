"""What an account's holders know: which entries hold which secrets.

The secrets themselves are never in the state, only the digests of the entries
that hold them, so that the state cache holds nothing worth stealing.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import UNSET

from incidentkit.accounts import rotation
from incidentkit.accounts.entries import (
    CodeUsed,
    CredentialsSet,
    RotationBegun,
    RotationConfirmed,
    RotationRolledBack,
    RotationSettled,
)
from incidentkit.accounts.model import Item
from incidentkit.accounts.rotation import ItemState
from incidentkit.vault.kinds import Body, Digest, Fact, Fold, PersonId, State
from incidentkit.vault.register import Register


class UsedCode(msgspec.Struct, frozen=True):
    """A mark on a recovery code: the entry that holds it, and which, from 1."""

    batch: Digest
    number: int
    person: PersonId
    wall: int


class CodeSets(msgspec.Struct, frozen=True):
    """The sets of recovery codes: how many codes each entry holds."""

    standing: Register[int] = Register()
    known: tuple[Digest, ...] = ()
    used: tuple[UsedCode, ...] = ()

    def mark(self, batch: bytes, number: int) -> UsedCode | None:
        """Return the mark on a code, or None when it was not used."""
        found = (u for u in self.used if (u.batch, u.number) == (batch, number))
        return next(found, None)


class CredentialsState(State, frozen=True):
    """An account's secrets, by the entries that hold them."""

    login: ItemState = ItemState()
    secret: ItemState = ItemState()
    totp: ItemState = ItemState()
    note: ItemState = ItemState()
    codes: CodeSets = CodeSets()

    def item(self, item: Item) -> ItemState:
        """Return one item. Recovery codes are not one value and have none."""
        found = getattr(self, item.value)
        return found if isinstance(found, ItemState) else ItemState()

    def with_item(self, item: Item, state: ItemState) -> "CredentialsState":
        """Return the state with one item changed; codes stay as they are."""
        if item is Item.CODES:
            return self
        return msgspec.structs.replace(self, **{item.value: state})


def apply_credentials(state: CredentialsState | None, fact: Fact) -> CredentialsState:
    """Return an account's secrets with one more fact."""
    step = _STEPS.get(type(fact.body))
    known = state or CredentialsState()
    return step(known, fact, fact.body) if step else known


def _set(state: CredentialsState, fact: Fact, body: CredentialsSet) -> CredentialsState:
    for item in (Item.LOGIN, Item.SECRET, Item.TOTP, Item.NOTE):
        if getattr(body, item.value) is not UNSET:
            changed = rotation.put(state.item(item), fact, body.replaces)
            state = state.with_item(item, changed)
    if body.codes is UNSET or fact.digest in state.codes.known:
        return state
    standing = state.codes.standing.put(fact.digest, len(body.codes), body.replaces)
    known = (*state.codes.known, fact.digest)
    codes = msgspec.structs.replace(state.codes, standing=standing, known=known)
    return msgspec.structs.replace(state, codes=codes)


def _begun(
    state: CredentialsState, fact: Fact, body: RotationBegun
) -> CredentialsState:
    changed = rotation.begun(state.item(body.item), fact, body)
    return state.with_item(body.item, changed)


def _confirmed(
    state: CredentialsState, fact: Fact, body: RotationConfirmed
) -> CredentialsState:
    changed = rotation.confirmed(
        state.item(body.item),
        fact,
        Digest(body.secret),
        body.replaces,
        tried=body.tried,
    )
    return state.with_item(body.item, changed)


def _rolled_back(
    state: CredentialsState, fact: Fact, body: RotationRolledBack
) -> CredentialsState:
    item = state.item(body.item)
    changed = rotation.rolled_back(item, fact, Digest(body.secret), body.why)
    return state.with_item(body.item, changed)


def _settled(
    state: CredentialsState, fact: Fact, body: RotationSettled
) -> CredentialsState:
    item = state.item(body.item)
    changed = rotation.settled(item, fact, Digest(body.secret), body.replaces)
    return state.with_item(body.item, changed)


def _used(state: CredentialsState, fact: Fact, body: CodeUsed) -> CredentialsState:
    if state.codes.mark(body.batch, body.number):
        return state
    mark = UsedCode(Digest(body.batch), body.number, fact.person, fact.wall)
    codes = msgspec.structs.replace(state.codes, used=(*state.codes.used, mark))
    return msgspec.structs.replace(state, codes=codes)


_Step = Callable[[CredentialsState, Fact, Any], CredentialsState]
_STEPS: Mapping[type[Body], _Step] = MappingProxyType(
    {
        CredentialsSet: _set,
        RotationBegun: _begun,
        RotationConfirmed: _confirmed,
        RotationRolledBack: _rolled_back,
        RotationSettled: _settled,
        CodeUsed: _used,
    }
)

CREDENTIALS_FOLD = Fold("credentials", 2, CredentialsState, apply_credentials)

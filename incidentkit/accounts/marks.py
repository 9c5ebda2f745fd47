"""What is remembered of an account's links and secrets: who, when, never what."""

from typing import Generic, TypeVar

import msgspec

from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.strength import Strength
from incidentkit.vault.kinds import Digest, PersonId

T = TypeVar("T")


class Linked(msgspec.Struct, Generic[T], frozen=True):
    """Somebody or something that an account names, known by its entry."""

    digest: Digest
    wall: int
    by: PersonId
    value: T


class Mark(msgspec.Struct, frozen=True):
    """That an item was written down or changed: when, by whom, and how surely.

    `secret` is empty when the mark was written together with the value. `begun` is when
    the value was first written down, `strength` its class when that was judged. `at` is
    hybrid time, which no clock puts back.
    """

    wall: int
    person: PersonId
    set_by: PersonId
    secret: bytes = b""
    tried: bool = False
    confirmed: bool = False
    reason: Reason | None = None
    begun: int = 0
    strength: Strength | None = None
    is_made: bool = False
    at: int = 0


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

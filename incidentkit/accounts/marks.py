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
    hybrid time, which no clock puts back. `is_imported`: it came in a table, and `said`
    is when that table has it changed last, in wall milliseconds; nobody here saw that.
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
    is_imported: bool = False
    said: int = 0


class Age(msgspec.Struct, frozen=True):
    """Since when an item is what it is, as far as anybody can know.

    `changed` is its last sure change, None where nobody here saw one. It is then at least
    as old as `written`, when it was written down first. `said` is what an imported
    table has for its last change, 0 for nothing: that is no proof, and moves no date.
    """

    changed: int | None = None
    written: int | None = None
    is_imported: bool = False
    said: int = 0

    @property
    def at_least_since(self) -> int | None:
        """Since when it is the same for sure, though perhaps for longer."""
        return self.written if self.changed is None else self.changed

    @property
    def is_unknown(self) -> bool:
        """Whether it is kept, and nobody knows when it last changed."""
        return self.changed is None and self.written is not None


class Hearsay(msgspec.Struct, frozen=True):
    """That somebody said of an item what only holders can know, and was none then.

    `at` is hybrid time and `wall` the clock of the last time, of so many `times`.
    """

    person: PersonId
    item: Item
    at: int
    wall: int
    times: int = 1


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

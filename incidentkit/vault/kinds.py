"""What an entry can be about: kinds, the folds they feed, and the facts folds read.

A room above the vault declares its kinds and folds here as plain values; the
composition root gathers them in a `Catalogue`. The vault itself knows none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NewType

import msgspec

SubjectId = NewType("SubjectId", bytes)  # 16 random bytes
PersonId = NewType("PersonId", bytes)  # 16 random bytes
SeatId = NewType("SeatId", bytes)  # 16 bytes, derived from the seat's public keys
ScopeId = NewType("ScopeId", bytes)  # 16 bytes
ChainId = NewType("ChainId", bytes)  # 16 bytes
Digest = NewType("Digest", bytes)  # SHA-256, 32 bytes


class Role(IntEnum):
    """What a person may write. A higher role may do all that a lower one may."""

    OBSERVER = 1
    OFFICER = 2
    LEAD = 3


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every payload: strict, immutable, decoded by field name."""


class State(msgspec.Struct, frozen=True):
    """The base of every folded state. Never holds a secret, only digests of entries."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One opened entry, as a fold sees it.

    `at` is hybrid time in milliseconds and orders display; `wall` is the time
    the writer's clock claimed. `vouched_in`, for kinds that are vouched for, is the
    scope that the entry tells of, if its writer could read that then; else empty.
    """

    digest: Digest
    subject: SubjectId
    scope: ScopeId
    kind: str
    body: Body
    at: int
    wall: int
    person: PersonId
    seat: SeatId
    vouched_in: bytes = b""


@dataclass(frozen=True, slots=True)
class Fold:
    """How the entries of one subject, in one scope, add up to a state.

    `apply` is pure: it reads the state so far (None at first) and one fact.
    A changed `version` makes every kit refold at its next opening.
    """

    name: str
    version: int
    state: type[State]
    apply: Callable[[Any, Fact], State]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of entry: its payload, its fold, and the least role that may write it.

    A note is still accepted on a subject that holds entries from a later
    version of the app, because it can contradict nothing.

    Two facts decide whose texts may be disposed of. An entry that `closes` its
    subject allows it for all about it, until it is replaced. Of a kind with
    `one_value` each text says one thing, so that what replaces it replaces all
    of it, and it may go by itself.

    One that is `vouched` tells many readers what was done in a scope of few. It
    stands in its change right after the entry that did it, and its fact says
    whether the writer could read there.
    """

    name: str
    version: int
    body: type[Body]
    fold: Fold
    least: Role = Role.OFFICER
    is_note: bool = False
    closes: bool = False
    one_value: bool = False
    vouched: bool = False


class Catalogue:
    """Every kind the running app understands."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._by_key: dict[tuple[str, int], Kind] = {}
        self._folds: dict[str, Fold] = {}
        for kind in kinds:
            key = (kind.name, kind.version)
            if key in self._by_key:
                raise ValueError(f"two kinds are called {key}")
            self._by_key[key] = kind
            if self._folds.setdefault(kind.fold.name, kind.fold) is not kind.fold:
                raise ValueError(f"two folds are called {kind.fold.name}")

    def find(self, name: str, version: int) -> Kind | None:
        """Return the kind, or None for one from a later version of the app."""
        return self._by_key.get((name, version))

    def fold(self, name: str) -> Fold | None:
        """Return the fold of that name, if this version has it."""
        return self._folds.get(name)

    def fold_versions(self) -> tuple[tuple[str, int], ...]:
        """Return what the state cache was made with, in a steady order."""
        return tuple(sorted((f.name, f.version) for f in self._folds.values()))

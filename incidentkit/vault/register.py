"""A value that several people may set at once, without anybody's being dropped.

Each setting names the settings it replaces. Whatever nothing has replaced is
current; more than one current value is a conflict for a person to settle.
"""

from typing import Generic, TypeVar

import msgspec

from incidentkit.vault.kinds import Digest

T = TypeVar("T")


class Version(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    """One setting of a value, known by the digest of its entry."""

    digest: Digest
    value: T


class Register(msgspec.Struct, Generic[T], frozen=True):
    """The current versions of one value, in the order they were folded."""

    versions: tuple[Version[T], ...] = ()

    def put(
        self, digest: Digest, value: T, replaces: tuple[bytes, ...]
    ) -> "Register[T]":
        """Return the register with one more setting and without those it replaces."""
        kept = tuple(v for v in self.versions if v.digest not in replaces)
        return Register(versions=(*kept, Version(digest=digest, value=value)))

    @property
    def value(self) -> T | None:
        """The last current value, or None when nothing was ever set."""
        return self.versions[-1].value if self.versions else None

    @property
    def in_conflict(self) -> bool:
        """Whether people set different values without knowing of each other."""
        return len(self.versions) > 1

    @property
    def digests(self) -> tuple[Digest, ...]:
        """What a new setting must name as replaced."""
        return tuple(v.digest for v in self.versions)

"""What several people may say of one thing at once, and which of it stands.

Kept whole and added up when it is read, so that no order of arrival and no
undoing can lose anything. Whatever nothing that stands has replaced is current.
"""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

from msgspec import Struct

from incidentkit.vault.kinds import Digest


class Claim(Struct, frozen=True):
    """A value that was written down: of which step, under which name, as what.

    `about` is empty for the record that every incident has. `at` orders display.
    """

    digest: Digest
    at: int
    about: str
    field: str
    text: str
    when_ms: int = 0
    replaces: tuple[bytes, ...] = ()


class _Replacing(Protocol):
    @property
    def digest(self) -> Digest: ...
    @property
    def at(self) -> int: ...
    @property
    def replaces(self) -> tuple[bytes, ...]: ...


R = TypeVar("R", bound=_Replacing)


def standing(said: Iterable[R], undone: Collection[bytes] = ()) -> tuple[R, ...]:
    """Return what stands, oldest first: not undone, nor replaced by what stands."""
    meant = [one for one in said if one.digest not in undone]
    replaced = {digest for one in meant for digest in one.replaces}
    kept = (one for one in meant if one.digest not in replaced)
    return tuple(sorted(kept, key=lambda one: (one.at, one.digest)))


class Joining(Struct, frozen=True):
    """A playbook was taken in. The one an incident began with has no name here."""

    digest: Digest
    at: int
    playbook: str


class Leaving(Struct, frozen=True):
    """A playbook was left: `replaces` are the joinings that it ends."""

    digest: Digest
    playbook: str
    replaces: tuple[bytes, ...]


class Joined(Struct, frozen=True):
    """A playbook of an incident. `digest` is the entry that holds its text."""

    digest: Digest
    playbook: str
    is_left: bool


def joined(
    joinings: Iterable[Joining], leavings: Iterable[Leaving], started: Digest
) -> tuple[Joined, ...]:
    """Return the playbooks in the order in which each first came in, each once.

    Whoever joins what a colleague joined at the same time joins it once: the
    text of the earlier entry counts. Joined again after it was left, the new does.
    Without a name is only the one that the incident `started` with.
    """
    by_name: dict[str, list[Joining]] = {}
    real = (one for one in joinings if one.playbook or one.digest == started)
    for one in sorted(real, key=lambda j: (bool(j.playbook), j.at, j.digest)):
        by_name.setdefault(one.playbook, []).append(one)
    ended = {digest for leaving in leavings for digest in leaving.replaces}
    found = []
    for name, several in by_name.items():
        here = [one for one in several if one.digest not in ended]
        chosen = here[0] if here else several[-1]
        found.append(Joined(chosen.digest, name, is_left=not here))
    return tuple(found)


class Link(Struct, frozen=True):
    """Another incident that this one has to do with."""

    digest: Digest
    at: int
    incident: bytes
    why: str
    replaces: tuple[bytes, ...] = ()


class Inject(Struct, frozen=True):
    """What an exercise showed, and when somebody answered it; 0 while nobody has."""

    name: str
    shown_ms: int = 0
    answered_ms: int = 0


def first_ms(one: int, other: int) -> int:
    """Return the earlier of two times, of which 0 is none."""
    return min(one, other) if one and other else one or other

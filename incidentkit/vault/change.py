"""What a service asks to have written: entries, and who may read them.

Changes add up. Only the outermost service commits, so that everything a click
meant is written whole or not at all.
"""

from dataclasses import dataclass, field

from incidentkit.vault.kinds import Body, Kind, ScopeId, SeatId, SubjectId


@dataclass(frozen=True, slots=True)
class Write:
    """One new entry. Without a scope it is readable by everyone in the kit."""

    subject: SubjectId
    kind: Kind
    body: Body
    scope: ScopeId | None = None


@dataclass(frozen=True, slots=True)
class OpenScope:
    """A new scope and those who may read it. `seats` always gains the writer's.

    `scope` is an id that the same session drew with `new_scope`.
    """

    scope: ScopeId
    seats: frozenset[SeatId] = frozenset()
    leads: bool = False
    recovery: bool = True


@dataclass(frozen=True, slots=True)
class Entitle:
    """These seats may read the scope from now on."""

    scope: ScopeId
    seats: frozenset[SeatId]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """These seats may not read what is written in the scope from now on."""

    scope: ScopeId
    seats: frozenset[SeatId]


Part = Write | OpenScope | Entitle | Withdraw


@dataclass(frozen=True, slots=True)
class Change:
    """Parts that stand or fall together."""

    parts: tuple[Part, ...] = field(default=())

    def __add__(self, other: "Change") -> "Change":
        return Change((*self.parts, *other.parts))


def write(*parts: Part) -> Change:
    """Return a change of these parts."""
    return Change(parts)

"""What the reader remembers while it goes through a playbook and its parts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec

from incidentkit.playbooks.conditions import Asked
from incidentkit.playbooks.fields import Row, names_in, roles_in
from incidentkit.playbooks.model import Named, Origin, PartText, Role, plain
from incidentkit.playbooks.parts import Shelf
from incidentkit.playbooks.source import Node, closest, refused

MOST_STEPS: Final = 400
_T = TypeVar("_T", bound=Role | Named)


@dataclass(frozen=True, slots=True)
class Names:
    """What a playbook declares in its head."""

    roles: tuple[Role, ...]
    contacts: tuple[Named, ...]
    facts: tuple[Named, ...]
    moments: tuple[Named, ...]
    deadlines: tuple[Named, ...]

    @property
    def origins(self) -> dict[str, Origin]:
        """What a due time may count from by name."""
        moments = dict.fromkeys((m.name for m in self.moments), Origin.MOMENT)
        return moments | dict.fromkeys(
            (d.name for d in self.deadlines), Origin.DEADLINE
        )

    def with_more(self, more: "Names", file: str) -> "Names":
        """Return these with those of a part that are not declared here."""
        return Names(
            _joined(self.roles, more.roles, file),
            _joined(self.contacts, more.contacts, file),
            _joined(self.facts, more.facts, file),
            _joined(self.moments, more.moments, file),
            _joined(self.deadlines, more.deadlines, file),
        )


def _joined(first: tuple[_T, ...], more: tuple[_T, ...], file: str) -> tuple[_T, ...]:
    known = {one.name for one in first}
    added = (one for one in more if one.name not in known)
    return (*first, *(msgspec.structs.replace(one, part=file) for one in added))


def names_of(row: Row) -> Names:
    """Return what a head declares."""
    deadlines = names_in(row.get("deadlines"), "deadlines", lower=True)
    moments = names_in(row.get("moments"), "moments", lower=True)
    for one in deadlines:
        if one.name in {moment.name for moment in moments}:
            raise refused(row.need("deadlines"), "moment-twice", one.name)
    return Names(
        roles=roles_in(row.need("roles")),
        contacts=names_in(row.get("contacts"), "contacts"),
        facts=names_in(row.get("facts"), "facts", lower=True),
        moments=moments,
        deadlines=deadlines,
    )


@dataclass(slots=True)
class Memory:
    """What is shared by a playbook and every part it uses.

    `labels` are the answers offered for each fact so far, by their plain form;
    `untils` the conditions that are read last, because they may ask about
    facts further down.
    """

    shelf: Shelf
    others: Collection[str]
    names: Names
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    captures: list[str] = field(default_factory=list)
    untils: dict[str, tuple[Node, "Scope"]] = field(default_factory=dict)
    used: dict[str, PartText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """One file as it is read: its own names and titles, and how it came here.

    Attributes:
        names: What the file declares.
        prefix: What its steps' short names begin with.
        line: The line that uses it; 0 for the playbook itself.
        is_part: Whether it is a part, alone or used.
        within: The parts it is inside of, itself included, by slug.
        titles: The titles of the steps it may point back to, by slug.
    """

    names: Names
    prefix: str = ""
    line: int = 0
    is_part: bool = False
    within: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)

    def asked(self, labels: Mapping[str, Mapping[str, str]]) -> Asked:
        """Return what conditions in this file may ask about."""
        own = {fact.name: labels.get(fact.name, {}) for fact in self.names.facts}
        return Asked(own, from_others=self.is_part)

    def back(self, node: Node, said: str) -> str:
        """Return the slug of an earlier step, named by its title or its slug."""
        by_title = {plain(title): slug for slug, title in self.titles.items()}
        for slug in (self.prefix + said, said):
            if slug in self.titles:
                return slug
        if plain(said) in by_title:
            return by_title[plain(said)]
        hint = closest(said, self.titles.values())
        raise refused(node, "step-unknown", said, hint)

"""The shipped playbooks and the council's own copies as one library.

A copy that cannot be read any more never stands in anybody's way: the shipped one is
used, and the refusal is told to whoever looks after the copies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.library import Library, texts_near
from incidentkit.playbooks.model import Kind, PartText, Playbook, slug_of
from incidentkit.playbooks.parts import Shelf, heading, is_part
from incidentkit.playbooks.read import read_from
from incidentkit.playbooks.source import Table, read_nodes
from incidentkit.resources import resource_path


@dataclass(frozen=True, slots=True)
class Merged:
    """What is used. `refused` has why a copy is not, or is used without our parts."""

    library: Library
    refused: Mapping[str, PlaybookRefusedError] = field(default_factory=dict)


def shipped_texts() -> tuple[PartText, ...]:
    """Return the texts of everything that travels with the program, in order.

    Raises:
        FileUnreadableError: The folder or a file in it cannot be read.
    """
    return texts_near(resource_path("playbooks", "any"))


class Shipped:
    """The texts that travel with the program, each taken apart once."""

    def __init__(self, texts: Iterable[PartText]) -> None:
        self._nodes: dict[str, Table] = {}
        self.texts: dict[str, PartText] = {}
        for text in texts:
            nodes = read_nodes(text.text, text.file)
            slug = slug_of(heading(nodes, "playbook"))
            self._nodes[slug], self.texts[slug] = nodes, text
        self._shelf = _shelf(self.texts, self._nodes)
        self._read: dict[str, Playbook] = {}

    def playbook(self, slug: str) -> Playbook:
        """Return one as it was shipped.

        Raises:
            PlaybookRefusedError: It cannot be used.
        """
        if slug not in self._read:
            text = self.texts[slug]
            self._read[slug] = read_from(self._nodes[slug], text, self._shelf)
        return self._read[slug]

    def with_copies(self, copies: Mapping[str, PartText]) -> Merged:
        """Return the library in which a council's copy stands for the shipped text."""
        refused: dict[str, PlaybookRefusedError] = {}
        own: dict[str, Table] = {}
        for slug, text in copies.items():
            try:
                own[slug] = read_nodes(text.text, text.file)
            except PlaybookRefusedError as error:
                refused[slug] = error
        texts = self.texts | {slug: copies[slug] for slug in own}
        nodes = self._nodes | own
        shelf = _shelf(texts, nodes) if own else self._shelf
        files = {copies[slug].file for slug in own}
        library = Library()
        for slug, text in texts.items():
            if slug in own or not files.isdisjoint(self._parts_of(slug)):
                playbook = self._one(slug, nodes[slug], text, shelf, refused)
            else:
                playbook = self.playbook(slug)
            if playbook is not None:
                _put(library, playbook)
        return Merged(library, refused)

    def _parts_of(self, slug: str) -> frozenset[str]:
        return frozenset(part.file for part in self.playbook(slug).parts)

    def _one(
        self,
        slug: str,
        nodes: Table,
        text: PartText,
        shelf: Shelf,
        refused: dict[str, PlaybookRefusedError],
    ) -> Playbook | None:
        try:
            return read_from(nodes, text, shelf)
        except PlaybookRefusedError as error:
            refused[slug] = error
        return self.playbook(slug) if slug in self.texts else None


def _shelf(texts: Mapping[str, PartText], nodes: Mapping[str, Table]) -> Shelf:
    parts = [text for slug, text in texts.items() if is_part(nodes[slug])]
    by_file = {text.file: nodes[slug] for slug, text in texts.items()}
    return Shelf(parts, by_file)


def _put(library: Library, playbook: Playbook) -> None:
    by_kind = {
        Kind.INCIDENT: library.incidents,
        Kind.GUIDE: library.guides,
        Kind.PART: library.parts,
    }
    by_kind[playbook.kind][playbook.slug] = playbook

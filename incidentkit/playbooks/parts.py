"""Parts: playbooks that others take in, found by name among the texts at hand."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.model import Kind, PartText, plain, slug_of
from incidentkit.playbooks.source import Table, Text, read_nodes


def heading(nodes: Table, key: str) -> str:
    """Return a text of a playbook's head without looking at the rest."""
    found = (node for name, node in nodes.rows if name.value == key)
    node = next(found, None)
    return node.value if isinstance(node, Text) else ""


def is_part(nodes: Table) -> bool:
    """Whether a file says of itself that it is a part."""
    return heading(nodes, "kind") == Kind.PART


class Shelf:
    """Texts of parts, each taken apart once and only when it is looked for."""

    def __init__(
        self, parts: Iterable[PartText], read: Mapping[str, Table] | None = None
    ) -> None:
        self._parts = tuple(parts)
        self._read = dict(read or {})

    def find(self, name: str) -> tuple[PartText, Table] | None:
        """Return the part of this name, or None.

        Raises:
            PlaybookRefusedError: A file is named like it and cannot be read.
        """
        slug = slug_of(name)
        likely = [p for p in self._parts if PurePath(p.file).stem == slug]
        for part in likely:
            nodes = self._nodes(part)
            if self._is_called(nodes, name):
                return part, nodes
        for part in self._parts:
            try:
                nodes = self._nodes(part)
            except PlaybookRefusedError:
                continue  # whoever uses that one is told
            if self._is_called(nodes, name):
                return part, nodes
        return None

    def names(self) -> tuple[str, ...]:
        """Return the names of the parts that can be read."""
        found = []
        for part in self._parts:
            try:
                found.append(heading(self._nodes(part), "playbook"))
            except PlaybookRefusedError:
                continue
        return tuple(name for name in found if name)

    def _is_called(self, nodes: Table, name: str) -> bool:
        return is_part(nodes) and plain(heading(nodes, "playbook")) == plain(name)

    def _nodes(self, part: PartText) -> Table:
        if part.file not in self._read:
            self._read[part.file] = read_nodes(part.text, part.file)
        return self._read[part.file]

"""Single values in a playbook: what may stand under a key, and what it means."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from incidentkit.playbooks.model import Field, Named, Role, slug_of
from incidentkit.playbooks.source import Listing, Node, Table, Text, closest, refused

LONGEST_TITLE: Final = 120
_VERSION: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}")
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*([ -][a-z0-9]+)*")
_MONTHS: Final = re.compile(r"([0-9]{1,2}) months?")
_DATE: Final = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}")


class Row:
    """A table as it is read: known keys are taken out, whatever is left is an error."""

    def __init__(self, table: Table, known: Iterable[str]) -> None:
        self.table = table
        self._rows = {key.value: value for key, value in table.rows}
        for key, _ in table.rows:
            if key.value not in known:
                hint = closest(key.value, known)
                raise refused(key, "unknown-key", key.value, hint)

    def get(self, key: str) -> Node | None:
        """Return what stands under a key, or None."""
        return self._rows.get(key)

    def need(self, key: str) -> Node:
        """Return what stands under a key that has to be there."""
        node = self._rows.get(key)
        if node is None:
            raise refused(self.table, "missing-key", key)
        return node

    def text(self, key: str) -> str:
        """Return the text under a key, empty when the key is not there."""
        node = self._rows.get(key)
        return "" if node is None else text_of(node, key)

    def need_text(self, key: str) -> str:
        """Return the text under a key that has to be there."""
        return text_of(self.need(key), key)


def text_of(node: Node, key: str) -> str:
    """Return a node's text, which may not be empty."""
    if not isinstance(node, Text):
        raise refused(node, "text-expected", key)
    if not node.value:
        raise refused(node, "nothing-written", key)
    return node.value


def table_of(node: Node, key: str) -> Table:
    """Return a node that has to be a table with something in it."""
    if not isinstance(node, Table):
        raise refused(node, "table-expected", key)
    return node


def steps_of(node: Node, key: str, *, may_be_empty: bool = False) -> tuple[Node, ...]:
    """Return the items of a node that has to be a list."""
    if may_be_empty and isinstance(node, Text) and not node.value:
        return ()
    if not isinstance(node, Listing):
        raise refused(node, "list-expected", key)
    return node.items


def lines_of(node: Node | None, key: str) -> tuple[str, ...]:
    """Return one text, or a list of texts, as lines."""
    if node is None:
        return ()
    if isinstance(node, Listing):
        return tuple(text_of(item, key) for item in node.items)
    return (text_of(node, key),)


def title_of(node: Node, key: str) -> str:
    """Return a title, which has to fit on a line or two."""
    title = text_of(node, key)
    if len(title) > LONGEST_TITLE:
        raise refused(node, "title-too-long", str(LONGEST_TITLE))
    return title


def people_of(node: Node | None, key: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    if node is None:
        return ()
    names = [name.strip() for name in text_of(node, key).split(",")]
    if not all(names):
        raise refused(node, "empty-name", key)
    return tuple(names)


def yes_of(node: Node | None, key: str, *, default: bool) -> bool:
    """Return a yes or a no."""
    if node is None:
        return default
    said = text_of(node, key)
    if said not in {"yes", "no"}:
        raise refused(node, "yes-or-no", said)
    return said == "yes"


def slug_in(node: Node) -> str:
    """Return a step's own short name, given with `id:`."""
    slug = text_of(node, "id")
    if not _SLUG.fullmatch(slug) or slug != slug_of(slug):
        raise refused(node, "bad-id", slug, slug_of(slug))
    return slug


def name_of(key: Text) -> str:
    """Return a name of the plain sort: small letters, digits and spaces."""
    if not _NAME.fullmatch(key.value):
        raise refused(key, "bad-name", key.value)
    return key.value


def names_in(node: Node | None, key: str, *, lower: bool = False) -> tuple[Named, ...]:
    """Return a table of names and what each means."""
    if node is None:
        return ()
    rows = table_of(node, key).rows
    for name, _ in rows:
        if lower:
            name_of(name)
    return tuple(Named(n.value, text_of(text, n.value), n.line) for n, text in rows)


def version_in(node: Node) -> str:
    """Return a version: numbers with dots between them."""
    version = text_of(node, "version")
    if not _VERSION.fullmatch(version):
        raise refused(node, "bad-version", version)
    return version


def date_in(node: Node) -> date:
    """Return a date written year first."""
    said = text_of(node, "reviewed")
    try:
        if _DATE.fullmatch(said):
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise refused(node, "bad-date", said)


def months_in(node: Node) -> int:
    """Return a number of months, at least one."""
    said = text_of(node, "review every")
    found = _MONTHS.fullmatch(said)
    if not found or not int(found[1]):
        raise refused(node, "bad-months", said)
    return int(found[1])


def roles_in(node: Node) -> tuple[Role, ...]:
    """Return the roles: a text each, or what it does and who stands in for it."""
    rows = table_of(node, "roles").rows
    return tuple(_role(name, row, [n.value for n, _ in rows]) for name, row in rows)


def _role(name: Text, node: Node, names: list[str]) -> Role:
    if not isinstance(node, Table):
        return Role(name.value, text_of(node, name.value), name.line)
    row = Row(node, ("does", "deputy"))
    deputy = row.text("deputy")
    if deputy and (deputy not in names or deputy == name.value):
        others = [other for other in names if other != name.value]
        at = row.need("deputy")
        raise refused(at, "deputy-unknown", deputy, closest(deputy, others))
    return Role(name.value, row.need_text("does"), name.line, deputy)


def form_in(row: Row) -> tuple[Field, ...]:
    """Return what a step asks to have written down."""
    found: dict[str, Field] = {}
    for key in ("form", "form if known"):
        node = row.get(key)
        for name, label in () if node is None else table_of(node, key).rows:
            if name_of(name) in found:
                raise refused(name, "field-twice", name.value)
            said = text_of(label, name.value)
            found[name.value] = Field(name.value, said, key == "form")
    return tuple(found.values())

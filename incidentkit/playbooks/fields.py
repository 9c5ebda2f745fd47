"""Single values in a playbook: what may stand under a key, and what it means."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from incidentkit.playbooks.model import Due, DueKind, Named, Origin, slug_of
from incidentkit.playbooks.source import Listing, Node, Table, Text, closest, refused

LONGEST_TITLE: Final = 120
_MOST_MINUTES: Final = 366 * 24 * 60
_MINUTES: Final = {"minute": 1, "hour": 60, "day": 24 * 60}
_VERSION: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}")
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*([ -][a-z0-9]+)*")
_MONTHS: Final = re.compile(r"([0-9]{1,2}) months?")
_DATE: Final = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}")
_DUE: Final = re.compile(
    r"([0-9]{1,5}) ([a-z]+?)s?(?: (from|after) (.+))?", re.IGNORECASE
)


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


def names_in(node: Node | None, key: str, *, lower: bool = False) -> tuple[Named, ...]:
    """Return a table of names and what each means."""
    if node is None:
        return ()
    rows = table_of(node, key).rows
    for name, _ in rows:
        if lower and not _NAME.fullmatch(name.value):
            raise refused(name, "bad-name", name.value)
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


def kind_in(node: Node | None) -> DueKind:
    """Return who set a due time; a target when nothing is said."""
    if node is None:
        return DueKind.TARGET
    said = text_of(node, "kind")
    if said not in set(DueKind):
        raise refused(node, "bad-kind", said, closest(said, DueKind))
    return DueKind(said)


def due_in(node: Node, kind: DueKind, moments: Iterable[str]) -> tuple[Due, str]:
    """Return a due time, and the step it counts from as it was written, if any."""
    said = text_of(node, "due")
    minutes, joint, origin = _amount(node, said)
    if joint == "after":
        if kind is DueKind.LAW:
            raise refused(node, "law-from-step")
        return Due(minutes, kind, Origin.STEP), origin
    if origin in {"", "the start"}:
        return Due(minutes, kind), ""
    if origin not in moments:
        raise refused(node, "moment-unknown", origin, closest(origin, moments))
    return Due(minutes, kind, Origin.MOMENT, origin), ""


def _amount(node: Node, said: str) -> tuple[int, str, str]:
    if said == "at once":
        return 0, "", ""
    found = _DUE.fullmatch(said)
    if not found:
        raise refused(node, "bad-due", said)
    unit = _MINUTES.get(found[2].lower())
    if unit is None:
        raise refused(node, "bad-unit", found[2], closest(found[2], _MINUTES))
    minutes = int(found[1]) * unit
    if minutes > _MOST_MINUTES:
        raise refused(node, "due-too-far", said)
    return minutes, (found[3] or "").lower(), found[4] or ""

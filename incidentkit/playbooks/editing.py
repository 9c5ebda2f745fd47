"""A form beside the text: reading the fields where the cursor is, and changing one.

Lines are looked at as they are laid out, so that it works while the text cannot be
read yet. A change touches the lines of that one field; every other line, remarks and
order among them, stays as it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.model import Verb
from incidentkit.playbooks.source import Listing, Node, Text, read_nodes

_KEY: Final = re.compile(
    r"( *)((?:- +)*)([^\s#:'\"-][^:#]*|'[^']*'|\"[^\"]*\"):(?: +(.*)|)$"
)
_STEP: Final = re.compile(rf"( *)- +({'|'.join(Verb)}):(?: +(.*)|)$")
HEAD_FIELDS: Final = (
    *("playbook", "version", "owner", "reviewed", "review every"),
    *("handling", "goal", "begins with"),
)
STEP_FIELDS: Final = ("who", "due", "why", "how", "basis", "law", "template", "alone")
_ORDER: Final = (
    *("id", "fact", "follows", "whom", "template", "who", "due", "kind", "repeat"),
    *("until", "when", "after", "needs", "why", "basis", "law", "how", "alone"),
)
_WIDE: Final = frozenset({"how"})


@dataclass(frozen=True, slots=True)
class Place:
    """A field in the text: its lines from `first` to before `end`, from 0."""

    name: str
    value: str
    first: int
    end: int
    simple: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """What the cursor is in: a step, or the head of the playbook (no verb).

    `indent` is how far its fields stand in. A field that is written as a table is not
    `simple`, and is changed in the text only.
    """

    verb: str
    first: int
    end: int
    indent: int
    fields: tuple[Place, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that a form offers, the title first."""
        return (self.verb, *STEP_FIELDS) if self.verb else HEAD_FIELDS

    def field(self, name: str) -> Place | None:
        """Return a field, None where it is not written."""
        return next((f for f in self.fields if f.name == name), None)

    def value(self, name: str) -> str:
        """Return what stands in a field, empty where it is not written."""
        place = self.field(name)
        return place.value if place else ""


def block_at(text: str, line: int) -> Block:
    """Return what a line, counted from 0, belongs to."""
    lines = text.split("\n")
    line = min(max(line, 0), len(lines) - 1)
    start = _step_above(lines, line)
    if start is None:
        return _head(lines)
    found = _STEP.match(lines[start])
    assert found is not None  # noqa: S101  that is what was looked for
    dash = len(found[1])
    end = _end(lines, start, dash)
    indent = dash + 2
    fields = tuple(_fields(lines, start, end, indent))
    return Block(found[2], start, end, indent, fields)


def line_of_step(text: str, title: str) -> int:
    """Return the line, from 0, of the step with a title; 0 when there is none."""
    for number, line in enumerate(text.split("\n")):
        found = _STEP.match(line)
        if found and _plain_value(found[3] or "") == title:
            return number
    return 0


def with_field(text: str, line: int, name: str, value: str) -> str:
    """Return the text with one field of what the line belongs to changed.

    An empty value takes the field out. A list has an item on each line of the value.
    """
    block = block_at(text, line)
    lines = text.split("\n")
    place = block.field(name)
    if place is not None and (place.value == value or not place.simple):
        return text
    if place is None:
        if not value.strip():
            return text
        at = _where(lines, block, name)
        return "\n".join(lines[:at] + _written(block, name, value) + lines[at:])
    new = _replaced(lines, block, place, value)
    return "\n".join(lines[: place.first] + new + lines[place.end :])


def as_written(value: str) -> str:
    """Return a value as it stands in a playbook: in quotes where it would be misread."""
    value = " ".join(value.split())
    if value and _reads_as(value, value):
        return value
    return "'" + value.replace("'", "''") + "'"


# --- finding ----------------------------------------------------------------------


def _step_above(lines: list[str], line: int) -> int | None:
    """Go up to the step that holds a line: the nearest one that stands further out."""
    inner = _indent(lines, line)
    for number in range(line, -1, -1):
        text = lines[number]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        found = _STEP.match(text)
        if found and (number == line or len(found[1]) < inner):
            return number
        inner = min(inner, _depth(text))
        if inner == 0 and not text.startswith("-"):
            return None
    return None


def _indent(lines: list[str], line: int) -> int:
    """Return how far in a line stands; an empty one counts as the text above it."""
    for number in range(line, -1, -1):
        text = lines[number]
        if text.strip() and not text.lstrip().startswith("#"):
            return _depth(text) + (number != line)
    return 0


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _end(lines: list[str], start: int, dash: int) -> int:
    """Return the line after a step, without the remarks that belong to the next one."""
    end = last = start + 1
    for number in range(start + 1, len(lines)):
        text = lines[number]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if _depth(text) <= dash:
            break
        last = number + 1
    return max(end, last)


def _head(lines: list[str]) -> Block:
    end = next(
        (n for n, text in enumerate(lines) if re.match(r"phases:\s*$", text)),
        len(lines),
    )
    return Block("", 0, end, 0, tuple(_fields(lines, 0, end, 0)))


def _fields(lines: list[str], start: int, end: int, indent: int) -> Iterator[Place]:
    keys = [
        (number, found)
        for number in range(start, end)
        if (found := _KEY.match(lines[number])) is not None
        and len(found[1]) + len(found[2]) == indent
        and (not found[2] or number == start)
    ]
    for number, found in keys:
        last = number + 1
        for further in range(number + 1, end):
            text = lines[further]
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            if _depth(text) < indent or (
                _depth(text) == indent and not text.lstrip().startswith("- ")
            ):
                break
            last = further + 1
        yield _place(lines, found[3].strip("'\""), number, last, indent)


def _place(lines: list[str], name: str, first: int, end: int, indent: int) -> Place:
    begun = " " * indent + lines[first][indent:]
    node = _node("\n".join((begun, *lines[first + 1 : end])))
    if isinstance(node, Text):
        return Place(name, node.value, first, end)
    texts = _texts(node)
    if texts is not None:
        return Place(name, "\n".join(texts), first, end)
    return Place(name, "", first, end, simple=False)


def _node(text: str) -> Node | None:
    try:
        rows = read_nodes(text, "").rows
    except PlaybookRefusedError:
        return None
    return rows[0][1] if len(rows) == 1 else None


def _texts(node: Node | None) -> list[str] | None:
    if not isinstance(node, Listing):
        return None
    found = [item.value for item in node.items if isinstance(item, Text)]
    return found if len(found) == len(node.items) else None


def _plain_value(written: str) -> str:
    node = _node(f"a: {written}")
    return node.value if isinstance(node, Text) else ""


def _reads_as(written: str, value: str) -> bool:
    node = _node(f"a: {written}")
    return isinstance(node, Text) and node.value == value


# --- changing ---------------------------------------------------------------------


def _where(lines: list[str], block: Block, name: str) -> int:
    """Return where a new field goes: after those that are written before it."""
    order = HEAD_FIELDS if not block.verb else (block.verb, *_ORDER)
    before = order[: order.index(name)] if name in order else order
    ends = [f.end for f in block.fields if f.name in before]
    return max(ends, default=block.first + (1 if block.verb else 0))


def _written(block: Block, name: str, value: str) -> list[str]:
    indent = " " * block.indent
    items = [item for item in value.split("\n") if item.strip()]
    if name in _WIDE and len(items) > 1:
        return [f"{indent}{name}:", *(f"{indent}  - {as_written(i)}" for i in items)]
    return [f"{indent}{name}: {as_written(value)}"]


def _replaced(lines: list[str], block: Block, place: Place, value: str) -> list[str]:
    old = lines[place.first : place.end]
    remarks = [t for t in old[1:] if t.lstrip().startswith("#")]
    if not value.strip():
        return old if place.name in {block.verb, *HEAD_FIELDS} else remarks
    if place.name not in _WIDE:
        start = lines[place.first][: block.indent]
        return [f"{start}{place.name}: {as_written(value)}", *remarks]
    items = [i for i in value.split("\n") if i.strip()]
    spans = _spans(old)
    if spans and len(items) > 1:
        return _with_items(old, spans, items)
    return remarks + _written(block, place.name, value)


def _spans(old: list[str]) -> list[tuple[int, int, str]]:
    """Return the items of a list as lines from, to, and what each says."""
    starts = [n for n, text in enumerate(old) if n and text.lstrip().startswith("- ")]
    found = []
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(old)
        end = start + 1
        for number in range(start + 1, stop):
            if old[number].strip() and not old[number].lstrip().startswith("#"):
                end = number + 1
        node = _node("a:\n" + "\n".join(old[start:end]))
        texts = _texts(node) or [""]
        found.append((start, end, texts[0]))
    return found


def _with_items(
    old: list[str], spans: list[tuple[int, int, str]], items: list[str]
) -> list[str]:
    """Change the items that are others now; the lines between them stay."""
    dash = " " * _depth(old[spans[0][0]])
    wanted = [" ".join(item.split()) for item in items]
    new: dict[int, list[str]] = {}
    gone: set[int] = set()
    matcher = SequenceMatcher(
        None, [said for _, _, said in spans], wanted, autojunk=False
    )
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for start, end, _ in spans[a1:a2]:
            gone |= set(range(start, end))
        at = spans[a1][0] if a1 < len(spans) else len(old)
        new.setdefault(at, []).extend(
            f"{dash}- {as_written(said)}" for said in wanted[b1:b2]
        )
    found: list[str] = []
    for number in range(len(old) + 1):
        found += new.get(number, [])
        if number < len(old) and number not in gone:
            found.append(old[number])
    return found

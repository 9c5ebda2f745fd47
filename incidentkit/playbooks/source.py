"""From the text of a playbook to nodes that know their line.

A playbook is YAML with nearly everything taken away: text, lists and tables,
one document, nothing that can refer, run or hide. Only the parser's event
stream is used, so nothing is ever built from what a file says it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

import msgspec
import yaml

from incidentkit.errors import PlaybookRefusedError

LARGEST_FILE: Final = 256 * 1024
DEEPEST: Final = 26
LONGEST_TEXT: Final = 700

SLOW: Final[Any] = yaml.SafeLoader
QUICK: Final[Any] = getattr(yaml, "CSafeLoader", SLOW)  # ten times as quick
_KEY_APART: Final = re.compile(r"^[\s\-:?]*\?(?:\s|$)", re.MULTILINE)


class Text(msgspec.Struct, frozen=True):
    """A piece of text. Every value is one, `yes` and `10` included."""

    file: str
    line: int
    value: str


class Listing(msgspec.Struct, frozen=True):
    """Things in an order."""

    file: str
    line: int
    items: tuple["Node", ...]


class Table(msgspec.Struct, frozen=True):
    """Names with what stands under them, in the order written."""

    file: str
    line: int
    rows: tuple[tuple[Text, "Node"], ...]


Node: TypeAlias = Text | Listing | Table


def refused(
    node: Node, rule: str, detail: str = "", hint: str = ""
) -> PlaybookRefusedError:
    """Return the error for a node: its file and line, and what was wrong."""
    return PlaybookRefusedError(node.file, node.line, rule, detail[:200], hint)


def closest(wanted: str, known: Iterable[str]) -> str:
    """Return what was probably meant, or nothing."""
    by_lower = {name.casefold(): name for name in known}
    found = get_close_matches(wanted.casefold()[:80], by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


def read_nodes(text: str, file: str) -> Table:
    """Return the whole file as one table, or refuse it with the line at fault."""
    _refuse_unreadable(text, file)
    if _KEY_APART.search(text):  # the parsers count its lines differently
        return read_slowly(text, file)
    try:
        return _Composer(text, file, QUICK).document()
    except (PlaybookRefusedError, yaml.YAMLError, ValueError, OverflowError):
        # Whatever is at fault is said in the words of one parser, with its lines.
        return read_slowly(text, file)


def read_slowly(text: str, file: str) -> Table:
    """Return what `read_nodes` does, by the parser whose refusals are understood."""
    composer = _Composer(text, file, SLOW)
    try:
        return composer.document()
    except yaml.MarkedYAMLError as error:
        rule = _layout_rule(error.problem or "")
        marks = (error.context_mark, error.problem_mark)
        mark = marks[0] if marks[0] and rule in _SHOWN_WHERE_IT_BEGAN else marks[1]
        line = mark.line + 1 if mark else composer.line
        raise PlaybookRefusedError(file, line, rule) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise PlaybookRefusedError(file, composer.line, "layout") from error


def _refuse_unreadable(text: str, file: str) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        raise PlaybookRefusedError(file, 0, "too-large", str(LARGEST_FILE // 1024))
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if "\t" in line:
            raise PlaybookRefusedError(file, number, "tab")
        found = hidden_character(line)
        if found:
            raise PlaybookRefusedError(file, number, "hidden-character", found)


def hidden_character(text: str) -> str:
    """Return the code of the first character that nobody would see, or nothing.

    Such characters can make text read differently from what it says.
    """
    if text.isprintable():  # as nearly all text is: no need to look at every letter
        return ""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
            return f"U+{ord(character):04X}"
    return ""


_LAYOUT: Final = (
    ("mapping values are not allowed", "colon-in-text"),
    ("could not find expected ':'", "colon-missing"),
    ("unexpected end of stream", "quote-open"),
    ("unexpected document separator", "quote-open"),
    ("unknown escape character", "escape"),
    ("expected escape sequence", "escape"),
    ("found character", "odd-start"),
    ("expected <block end>", "indentation"),
    ("block sequence entries are not allowed", "indentation"),
    ("block collections are not allowed", "indentation"),
    ("undefined alias", "alias"),
)

_SHOWN_WHERE_IT_BEGAN: Final = frozenset({"quote-open", "colon-missing"})


def _layout_rule(problem: str) -> str:
    return next((rule for sign, rule in _LAYOUT if sign in problem), "layout")


class _Composer:
    """Turns events into nodes, and refuses every event the language does without."""

    def __init__(self, text: str, file: str, loader: Any) -> None:  # noqa: ANN401
        self._file = file
        self._lines = text.split("\n")
        self._events: Iterator[Any] = iter(yaml.parse(text, loader))
        self.line = 1

    def document(self) -> Table:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise self._refuse("empty")
        if start.version or start.tags:
            raise self._refuse("directive")
        node = self._node(self._next(), 0)
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise self._refuse("several-documents")
        if isinstance(node, Table):
            return node
        raise refused(node, "not-a-table")

    def _next(self) -> Any:  # noqa: ANN401 - the parser's events carry no types
        event = next(self._events)
        self.line = event.start_mark.line + 1
        return event

    def _refuse(self, rule: str, detail: str = "") -> PlaybookRefusedError:
        return PlaybookRefusedError(self._file, self.line, rule, detail)

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401
        self._refuse_powers(event)
        if depth > DEEPEST:
            raise self._refuse("too-deep")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(depth)
        return self._table(depth)

    def _refuse_powers(self, event: Any) -> None:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse("alias", event.anchor or "")
        if event.anchor is not None:
            raise self._refuse("anchor", event.anchor)
        if event.tag is not None:
            raise self._refuse("tag", event.tag)
        if getattr(event, "flow_style", None):
            raise self._refuse("brackets")

    def _text(self, event: yaml.ScalarEvent) -> Text:
        value = " ".join(event.value.split())
        if hidden := hidden_character(value):
            raise self._refuse("hidden-character", hidden)
        if len(value) > LONGEST_TEXT:
            raise self._refuse("too-long", str(LONGEST_TEXT))
        self._refuse_lost_words(event)
        return Text(self._file, self.line, value)

    def _refuse_lost_words(self, event: yaml.ScalarEvent) -> None:
        # ` #` starts a comment, so `Search for #ashcombe` would lose its last word.
        mark = event.end_mark
        rest = self._lines[mark.line][mark.column :] if mark and mark.column else ""
        if event.style not in {"|", ">"} and rest.lstrip().startswith("#"):
            raise self._refuse("comment-after-text")

    def _listing(self, depth: int) -> Listing:
        line, items = self.line, []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Listing(self._file, line, tuple(items))

    def _table(self, depth: int) -> Table:
        line, rows = self.line, []
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, depth, seen)
            rows.append((key, self._node(self._next(), depth + 1)))
        return Table(self._file, line, tuple(rows))

    def _key(self, event: Any, depth: int, seen: dict[str, int]) -> Text:  # noqa: ANN401
        key = self._node(event, depth)
        if not isinstance(key, Text) or not key.value:
            raise refused(key, "key-not-text")
        if key.value.casefold() in seen:
            first = seen[key.value.casefold()]
            raise refused(key, "duplicate-key", key.value, str(first))
        seen[key.value.casefold()] = key.line
        return key

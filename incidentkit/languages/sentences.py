"""The sentences of a module of words: found in its source, and exchanged there.

A sentence is a text with two letters in a row, or one letter beside a gap. Each gap is
written as its own expression in braces, `{count} accounts`: this is what a translator sees and
has to keep. Texts that only the program reads (keys, codes, what is compared or split
by) are none.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_ONE_WORD = re.compile(r"[a-z_.-]+")
# What is handed to these is looked up or taken apart, and never read by anybody.
_READ_BY_PROGRAM = frozenset(
    {
        "compile",
        "endswith",
        "find",
        "frozenset",
        "get",
        "getattr",
        "partition",
        "pop",
        "removeprefix",
        "removesuffix",
        "replace",
        "rpartition",
        "split",
        "startswith",
        "strftime",
        "ZoneInfo",
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a translator sees it, and the line where it begins."""

    text: str
    line: int


def sentences(source: str) -> Iterator[Sentence]:
    """Yield the sentences of a module, in the order of its lines; some come twice."""
    found: list[Sentence] = []

    def note(text: str, line: int) -> None:
        found.append(Sentence(text, line))

    _Exchange(note).visit(ast.parse(source))
    yield from sorted(found, key=lambda sentence: sentence.line)


def exchanged(source: str, translations: Mapping[str, str]) -> ast.Module:
    """Return a module with each sentence exchanged that has a translation."""
    tree = ast.parse(source)
    _Exchange(lambda text, line: None, translations).visit(tree)
    return ast.fix_missing_locations(tree)


def gaps(text: str) -> tuple[str, ...]:
    """Return the gaps of a sentence, with their braces, in order."""
    return tuple(piece for piece, is_gap in _pieces(text) if is_gap)


def may_be_left_out(gap: str) -> bool:
    """Whether a gap holds words itself: an English ending, which others do without."""
    return "'" in gap or '"' in gap


def keeps_gaps(english: str, other: str) -> bool:
    """Whether a translation fills in what its sentence does, and nothing else.

    A gap is filled in by our own source or by `format`, so that one made up would end
    the program, or look into what is filled in. Neither may come from a catalogue.
    """
    needed = {gap for gap in gaps(english) if not may_be_left_out(gap)}
    return needed <= set(gaps(other)) <= set(gaps(english)) and (
        _rest(other) == _rest(english)
    )


def _rest(text: str) -> tuple[int, int]:
    """Count the braces that stand outside of gaps, and the signs of `%`."""
    outside = "".join(piece for piece, is_gap in _pieces(text) if not is_gap)
    return len(re.findall(r"[{}]", outside)), len(re.findall(r"%[^\W\d_(]", text))


class _Exchange(ast.NodeTransformer):
    """Walks over what a person reads, and passes by what only the program reads."""

    def __init__(
        self,
        note: Callable[[str, int], None],
        translations: Mapping[str, str] | None = None,
    ) -> None:
        self._note = note
        self._translations = translations or {}

    def _said(self, text: str) -> str | None:
        """Return what a sentence is in the language; one that does not fit stays."""
        said = self._translations.get(text)
        return said if said is not None and keeps_gaps(text, said) else None

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, str) or not _is_said(node.value):
            return node
        self._note(node.value, node.lineno)
        said = self._said(node.value)
        # What `format` fills in by its place is filled in as often as it was.
        if said is not None and sorted(gaps(said)) != sorted(gaps(node.value)):
            return node
        return node if said is None else ast.copy_location(ast.Constant(said), node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        written = _written(node)
        text = "".join(written)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                value.value = self.visit(value.value)
        words = [w for w, v in zip(written, node.values, strict=True) if _is_words(v)]
        if not any(_LETTER.search(w) for w in words):
            return node
        self._note(text, node.lineno)
        said = self._said(text)
        return node if said is None else _joined(said, node, written)

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        node.values = [self.visit(value) for value in node.values]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        node.value = self.visit(node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if _name(node.func) in _READ_BY_PROGRAM:
            if isinstance(node.func, ast.Attribute):
                node.func.value = self.visit(node.func.value)
            node.args = [
                a if _is_text(a) or _is_texts(a) else self.visit(a) for a in node.args
            ]
            return node
        self.generic_visit(node)
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.match_case:
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        if not any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            node.value = self.visit(node.value)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        if not _is_text(node.value):  # what a docstring says is for developers
            node.value = self.visit(node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        self.visit(node.args)
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return node


def _is_said(text: str) -> bool:
    """Whether somebody reads this: it has a word, and is not just a code of two parts."""
    return _TWO_LETTERS.search(text) is not None and not (
        _ONE_WORD.fullmatch(text) and ("-" in text or "_" in text or "." in text)
    )


def _is_words(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_texts(node: ast.expr) -> bool:
    """Whether it is a bare collection of texts: of keys, where it is handed to these."""
    return isinstance(node, ast.Set | ast.Tuple | ast.List) and all(
        _is_text(item) for item in node.elts
    )


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _written(node: ast.JoinedStr) -> list[str]:
    """Return the parts of a text with gaps as they are shown to a translator."""
    return [
        str(value.value).replace("{", "{{").replace("}", "}}")
        if isinstance(value, ast.Constant)
        else _gap(value)
        for value in node.values
    ]


def _gap(value: ast.expr) -> str:
    """Return a gap as its own source: `{name}`, `{when.hour:02}`."""
    return ast.unparse(ast.JoinedStr([value]))[2:-1]


def _joined(said: str, node: ast.JoinedStr, written: list[str]) -> ast.expr:
    """Return the translation with the gaps of the original in their new places."""
    known = {
        part: value
        for part, value in zip(written, node.values, strict=True)
        if isinstance(value, ast.FormattedValue)
    }
    values: list[ast.expr] = []
    for piece, is_gap in _pieces(said):
        if is_gap:
            values.append(known[piece])
        elif piece:
            values.append(ast.Constant(piece.replace("{{", "{").replace("}}", "}")))
    return ast.copy_location(ast.JoinedStr(values), node)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text with gaps, and whether each is a gap.

    A gap may hold braces of its own, so they are counted; two in a row that stand
    outside of one mean a brace.
    """
    start, depth, at = 0, 0, 0
    while at < len(text):
        if depth == 0 and text[at : at + 2] in ("{{", "}}"):
            at += 2
            continue
        if text[at] == "{":
            if depth == 0:
                yield text[start:at], False
                start = at
            depth += 1
        elif text[at] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield text[start : at + 1], True
                start = at + 1
        at += 1
    yield text[start:], False

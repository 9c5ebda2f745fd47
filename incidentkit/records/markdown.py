"""A report as Markdown that any program shows alike, and that nothing in it can bend.

What people wrote is shown as they wrote it: no link, picture, heading or table
can come of it, whichever dialect reads the file.
"""

import re
from collections.abc import Iterator

from incidentkit.paper.characters import visible
from incidentkit.records.document import (
    Block,
    Details,
    Document,
    Listing,
    Paragraphs,
    Quotation,
    Section,
    Table,
)

_MARKUP = re.compile(r"[\\`*_\[\]~#!$^|{}]|@|(?<=:)//|(?i:(?<=www)\.)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_STARTS_BLOCK = re.compile(r"(?P<mark>[-+=:]|[0-9]{1,9}(?=[.)]))")
_FENCE = re.compile(r"`{3,}|~{3,}")


def markdown(document: Document) -> str:
    """Return a report as Markdown."""
    marks = [f"**{escaped(document.mark)}**", ""] if document.mark else []
    lines = [
        *marks,
        f"# {escaped(document.kind)} {escaped(document.reference)}: "
        f"{_one_line(document.title)}",
        "",
        f"**{escaped(document.handling)}**",
        "",
        *_ended(document.council, document.made, document.times),
    ]
    for section in document.sections:
        lines += _section(section)
    lines += marks
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is. Lines stay lines."""
    return "\n".join(_escaped_line(line) for line in visible(text).split("\n"))


def _escaped_line(line: str) -> str:
    line = line.strip()
    plain = "".join(_ENTITIES.get(letter, letter) for letter in line)
    safe = _MARKUP.sub(_inert, plain)
    start = _STARTS_BLOCK.match(safe)
    if start is None:
        return safe
    mark = start["mark"]
    if mark.isdigit():
        return f"{mark}\\{safe[len(mark) :]}"
    return f"\\{safe}"


def _inert(found: re.Match[str]) -> str:
    # A backslash keeps programs that turn bare addresses into links from doing so.
    return "\\/\\/" if found[0] == "//" else f"\\{found[0]}"


def _one_line(text: str) -> str:
    return " ".join(escaped(text).split("\n"))


def _in_cell(text: str) -> str:
    return escaped(text).replace("\n", "<br>")


def _ended(*texts: str) -> Iterator[str]:
    """Yield texts as paragraphs."""
    for text in texts:
        if text:
            yield escaped(text).replace("\n", "  \n")
            yield ""


def _section(section: Section) -> Iterator[str]:
    yield f"## {_one_line(section.heading)}"
    yield ""
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraphs(texts=texts):
            yield from _ended(*texts)
        case Listing():
            yield from _listing(block)
        case Details():
            yield from _details(block)
        case Table():
            yield from _table(block)
        case Quotation(text=text):
            yield from _quotation(text)


def _listing(block: Listing) -> Iterator[str]:
    if block.label:
        yield from (f"### {_one_line(block.label)}", "")
    for item in block.items:
        yield "- " + escaped(item).replace("\n", "  \n  ")
    yield ""


def _details(block: Details) -> Iterator[str]:
    if block.title:
        yield from (f"### {_one_line(block.title)}", "")
    for label, text in block.rows:
        said = f"`{text}`" if label in block.codes else escaped(text)
        yield f"- **{_one_line(label)}:** " + said.replace("\n", "  \n  ")
    if block.rows:
        yield ""


def _table(block: Table) -> Iterator[str]:
    yield _row(tuple(_in_cell(cell) for cell in block.head))
    yield _row(("---",) * len(block.head))
    for row in block.rows:
        yield _row(
            tuple(
                f"`{cell}`" if at in block.codes else _in_cell(cell)
                for at, cell in enumerate(row)
            )
        )
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _quotation(text: str) -> Iterator[str]:
    """Yield exact words, inside a fence longer than any that stands in them."""
    shown = visible(text)
    longest = max((len(found[0]) for found in _FENCE.finditer(shown)), default=2)
    fence = "~" * (longest + 1)
    yield from (f"{fence}text", *shown.split("\n"), fence, "")

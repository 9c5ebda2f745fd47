"""The one page that somebody reads who takes over a role in an incident."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from incidentkit.words.lists import and_list
from incidentkit.words.times import clock_time, spoken_time

NOBODY = "nobody yet"
EXERCISE = "EXERCISE: none of this is real."
_KINDS = {"law": "the law asks for it", "promise": "we promised it", "target": "aim"}


class _Line(Protocol):
    @property
    def what(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def at_ms(self) -> int: ...


class _Situation(Protocol):
    @property
    def known(self) -> str: ...
    @property
    def not_known(self) -> str: ...
    @property
    def said(self) -> str: ...


class _HandOver(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def known_ms(self) -> int: ...
    @property
    def situation(self) -> _Situation | None: ...
    @property
    def known(self) -> Sequence[_Line]: ...
    @property
    def decided(self) -> Sequence[_Line]: ...
    @property
    def open(self) -> Sequence[_Line]: ...
    @property
    def failed(self) -> Sequence[_Line]: ...
    @property
    def promised(self) -> Sequence[_Line]: ...
    @property
    def due(self) -> Sequence[_Line]: ...
    @property
    def owed(self) -> Sequence[str]: ...
    @property
    def differing(self) -> Sequence[str]: ...
    @property
    def roles(self) -> Sequence[tuple[str, Sequence[str]]]: ...
    @property
    def is_exercise(self) -> bool: ...


def page(reference: str, role: str, note: str, page: _HandOver, now_ms: int) -> str:
    """Return the page as plain text, a heading and its lines at a time."""
    blocks = [
        _block(f"Hand-over of {role}, {reference}", _head(note, page, now_ms)),
        _block("What we know", _known(page)),
        _block("Decided", (f"{x.what} {x.said}" for x in page.decided)),
        _block("Open now", (_open(x) for x in page.open)),
        _block("Could not be done", (f"{x.what}: {x.said}" for x in page.failed)),
        _block("Promised", (_promised(x, now_ms) for x in page.promised)),
        _block("Due next", (_due(x, now_ms) for x in page.due)),
        _block("Still to be filed", page.owed),
        _block("Answered differently by two people", page.differing),
        _block("Who does what", (_role(name, who) for name, who in page.roles)),
    ]
    return "\n\n".join(block for block in blocks if block)


def _block(title: str, lines: Iterable[str]) -> str:
    """Return a heading with its lines, and nothing at all where there are none."""
    said = [f"- {line.strip()}" for line in lines if line.strip()]
    return "\n".join((title, *said)) if said else ""


def _head(note: str, page: _HandOver, now_ms: int) -> list[str]:
    return [
        EXERCISE if page.is_exercise else "",
        f"{page.title}, known since {spoken_time(page.known_ms)}",
        f"Written at {clock_time(now_ms, now_ms)}",
        note,
    ]


def _known(page: _HandOver) -> list[str]:
    found = [f"{line.what} {line.said}" for line in page.known]
    if page.situation is not None:
        told = page.situation
        first = [
            told.known,
            f"Not known: {told.not_known}" if told.not_known else "",
            f"Said so far: {told.said}" if told.said else "",
        ]
        return first + found
    return found


def _open(line: _Line) -> str:
    return f"{line.what} ({line.said})" if line.said else line.what


def _promised(line: _Line, now_ms: int) -> str:
    whom = f", to {line.said}" if line.said else ""
    return f"{line.what}{whom}: by {clock_time(line.at_ms, now_ms)}"


def _due(line: _Line, now_ms: int) -> str:
    kind = _KINDS.get(line.said, line.said)
    return f"{line.what}: {clock_time(line.at_ms, now_ms)} ({kind})"


def _role(name: str, who: Sequence[str]) -> str:
    return f"{name}: {and_list(who) if who else NOBODY}"

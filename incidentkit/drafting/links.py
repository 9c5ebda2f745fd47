"""Which parts of a text X takes for a link.

The rules are those that X's text conformance suite checks: with a protocol any
domain will do; without one only a domain in Latin letters; never straight
after a letter, a digit, `@`, `#` or `$`; the path ends before the punctuation
that closes a sentence, though balanced brackets belong to it.
"""

import re
from dataclasses import dataclass

from incidentkit.drafting.domain_names import (
    INVALID,
    LATIN_ACCENTS,
    DomainMap,
    TopLevelNames,
    ascii_domains,
    can_be_looked_up,
    map_domains,
    punycode_growth,
)

_LETTERS = f"a-zA-Z0-9\u0400-\u04ff{LATIN_ACCENTS}"
_PATH = re.compile(f"[{_LETTERS}" + r"!*';:=+,.$/%#\[\]\-\u2013_~@|&]*")
_PATH_END = re.compile(f"[{_LETTERS}" + r"+\-=_#/]")
_QUERY = re.compile(r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*")
_QUERY_END = re.compile(r"[a-zA-Z0-9\-_&=#/]")
_PORT = re.compile(r":[0-9]+")
_PROTOCOL = re.compile(r"https?://", re.IGNORECASE | re.ASCII)
_NOT_BEFORE = re.compile(f"[A-Za-z0-9@\uff20$#\uff03{INVALID}]")
_T_CO = re.compile(r"https?://t\.co/([a-z0-9]+)", re.IGNORECASE | re.ASCII)

_LONGEST_LINK = 4096
_LONGEST_T_CO = 40
_ASSUMED_PROTOCOL = "https://"


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where it stands in the text, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What looks like a link before it is judged."""

    start: int
    domain_start: int
    domain_end: int
    end: int
    has_path: bool

    @property
    def has_protocol(self) -> bool:
        return self.domain_start > self.start


def find_links(text: str, names: TopLevelNames) -> tuple[Link, ...]:
    """Return the links of a text, in order, none overlapping."""
    if "." not in text:
        return ()
    domains = map_domains(text, names, ascii_only=False)
    links: list[Link] = []
    at = 0
    while at < len(text):
        candidate = _candidate_at(text, at, domains)
        if candidate is None:
            at += 1
            continue
        links.extend(_judge(text, candidate, names))
        at = candidate.end
    return tuple(links)


def _candidate_at(text: str, at: int, domains: DomainMap) -> _Candidate | None:
    """Read a link after the character at `at`, or at the very start of the text."""
    if not _NOT_BEFORE.match(text, at):
        candidate = _read(text, at + 1, domains)
        if candidate is not None:
            return candidate
    return _read(text, 0, domains) if at == 0 else None


def _read(text: str, start: int, domains: DomainMap) -> _Candidate | None:
    protocol = _PROTOCOL.match(text, start)
    if protocol:
        end = domains.end_from(protocol.end())
        if end is not None:
            return _complete(text, start, protocol.end(), end)
    end = domains.end_from(start)
    return None if end is None else _complete(text, start, start, end)


def _complete(text: str, start: int, domain_start: int, domain_end: int) -> _Candidate:
    port = _PORT.match(text, domain_end)
    path_start = port.end() if port else domain_end
    path_end = _path_end(text, path_start)
    end = _query_end(text, path_end)
    has_path = path_end > path_start
    return _Candidate(start, domain_start, domain_end, end, has_path)


def _path_end(text: str, start: int) -> int:
    """Return where a path that begins at `start` ends; `start` when there is none.

    Brackets close a path only straight after a character that could: X leaves
    them out after a comma or a full stop.
    """
    if not text.startswith("/", start):
        return start
    end = at = start + 1
    while True:
        run_end = _span_end(_PATH, text, at)
        end = _last_of(_PATH_END, text, at, run_end) or end
        bracketed = _brackets_end(text, run_end, depth=2)
        if bracketed is None:
            return end
        at = bracketed
        end = bracketed if run_end == end else end


def _brackets_end(text: str, start: int, depth: int) -> int | None:
    """Return where balanced brackets close; one pair may stand inside another."""
    if depth == 0 or not text.startswith("(", start):
        return None
    at = _span_end(_PATH, text, start + 1)
    inner = _brackets_end(text, at, depth - 1)
    if inner is not None:
        at = _span_end(_PATH, text, inner)
    closed = text.startswith(")", at) and at > start + 1
    return at + 1 if closed else None


def _query_end(text: str, start: int) -> int:
    run_end = _span_end(_QUERY, text, start)
    return _last_of(_QUERY_END, text, start, run_end) or start


def _span_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _last_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Return the place after the last character of a span that the pattern accepts."""
    for at in range(end - 1, start - 1, -1):
        if pattern.match(text, at):
            return at + 1
    return None


def _judge(text: str, found: _Candidate, names: TopLevelNames) -> list[Link]:
    if not _is_allowed(text, found, names):
        return []
    if found.has_protocol:
        return _with_protocol(text, found)
    if found.start > 0 and text[found.start - 1] in "-_./":
        return []
    return _without_protocol(text, found, names)


def _is_allowed(text: str, found: _Candidate, names: TopLevelNames) -> bool:
    domain = text[found.domain_start : found.domain_end]
    if not can_be_looked_up(domain, names):
        return False
    length = found.end - found.start + punycode_growth(domain)
    if not found.has_protocol:
        length += len(_ASSUMED_PROTOCOL)
    return length <= _LONGEST_LINK


def _with_protocol(text: str, found: _Candidate) -> list[Link]:
    """X's own short links end where their slug, or its query, does."""
    end = found.end
    short = _T_CO.match(text, found.start, found.end)
    if short:
        if len(short.group(1)) > _LONGEST_T_CO:
            return []
        end = _query_end(text[:end], short.end())
    return [Link(found.start, end, text[found.start : end])]


def _without_protocol(text: str, found: _Candidate, names: TopLevelNames) -> list[Link]:
    """Only the parts in Latin letters are links; a path belongs to the last of them."""
    domain = text[found.domain_start : found.domain_end]
    spans = ascii_domains(domain, names)
    links = [
        Link(found.start + start, found.start + end, domain[start:end])
        for start, end in spans
    ]
    if links and found.has_path:
        last = links[-1]
        tail = text[found.domain_end : found.end]
        links[-1] = Link(last.start, found.end, last.text + tail)
    return links

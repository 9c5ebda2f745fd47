"""Which runs of a text are domain names, and where each of them ends.

A name is labels joined by full stops and closed by a top-level domain that is
in a list. The list ages: `current_names` is what a text is counted with,
`names_of_2020` is the one X last published, for comparing with its test suite.
"""

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from incidentkit.errors import FileUnreadableError
from incidentkit.resources import resource_path

SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DIRECTION_MARKS = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
INVALID = "\ufffe\ufeff\uffff"
LATIN_ACCENTS = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b"
    "\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_PUNCTUATION = re.escape("!'#%&()*+,./:;<=>?@[]^{|}~$") + r"\\"

# Labels may hold a hyphen or an underscore, though not at either end.
_LABEL = re.compile(f"[^{_PUNCTUATION}{SPACES}{DIRECTION_MARKS}{INVALID}]+")
_ASCII_LABEL = re.compile(f"[-a-zA-Z0-9{LATIN_ACCENTS}]+")
_AFTER_NAME = re.compile(r"(?![0-9a-zA-Z@+-])")
_PUNYCODE_NAME = re.compile(r"[xX][nN]--[-0-9a-zA-Z]+")
_LONGEST_LABEL = 63


@dataclass(frozen=True, slots=True)
class TopLevelNames:
    """A list of top-level domains, in lower case, and the length of its longest."""

    names: frozenset[str]
    longest: int

    def end_in(self, text: str, start: int) -> int | None:
        """Return where a top-level domain that begins at `start` ends, if one does."""
        for length in range(min(self.longest, len(text) - start), 0, -1):
            end = start + length
            if text[start:end].lower() in self.names and _AFTER_NAME.match(text, end):
                return end
        punycode = _PUNYCODE_NAME.match(text, start)
        return punycode.end() if punycode else None


@functools.cache
def current_names() -> TopLevelNames:
    """Return today's names with those of X's own list, some since withdrawn.

    X publishes no newer list, and nobody can write a link under a name that
    is gone, so that the union is the best account of what X takes for a link.
    """
    names = read_names(resource_path("tlds", "current.txt")) | _frozen()
    return _listed(names)


@functools.cache
def names_of_2020() -> TopLevelNames:
    """Return the names that X's published rules knew when they last changed."""
    return _listed(_frozen())


def read_names(path: Path) -> frozenset[str]:
    """Read a list of names; lines that begin with a hash are remarks."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(str(path)) from error
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _frozen() -> frozenset[str]:
    return read_names(resource_path("tlds", "x-2020.txt"))


def _listed(names: frozenset[str]) -> TopLevelNames:
    return TopLevelNames(names, max(map(len, names)))


@dataclass(frozen=True, slots=True)
class DomainMap:
    """Every run of label characters in a text, and how far a domain reaches from it.

    Made once for a text, from its end to its start, so that asking costs the
    same however many labels follow.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    whole: Sequence[int | None]  # the end of the domain that starts with the run
    after: Sequence[int | None]  # the same, without the run itself
    closing: Sequence[int | None]  # the end of a top-level domain after the run

    def end_from(self, start: int) -> int | None:
        """Return where the longest domain that begins at `start` ends, if any does."""
        run = bisect_right(self.starts, start) - 1
        if run < 0 or start >= self.ends[run]:
            return None
        return _reach(
            self.text[start : self.ends[run]], self.after[run], self.closing[run]
        )


def map_domains(text: str, names: TopLevelNames, *, ascii_only: bool) -> DomainMap:
    """Find every domain of a text.

    `ascii_only` labels hold unaccented and accented Latin letters, digits and
    hyphens: those are all that count where no protocol announces a link.
    """
    pattern = _ASCII_LABEL if ascii_only else _LABEL
    runs = [found.span() for found in pattern.finditer(text)]
    whole: list[int | None] = [None] * len(runs)
    after: list[int | None] = [None] * len(runs)
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        if not text.startswith(".", end):
            continue
        closing[index] = names.end_in(text, end + 1)
        if index + 1 < len(runs) and runs[index + 1][0] == end + 1:
            after[index] = whole[index + 1]
        whole[index] = (
            after[index] or closing[index]
            if ascii_only
            else _reach(text[start:end], after[index], closing[index])
        )
    starts, ends = [run[0] for run in runs], [run[1] for run in runs]
    return DomainMap(text, starts, ends, whole, after, closing)


def _reach(label: str, after: int | None, closing: int | None) -> int | None:
    if label[0] in "-_" or label[-1] in "-_":
        return None
    if after is not None:
        return after
    return None if "_" in label else closing


def ascii_domains(domain: str, names: TopLevelNames) -> list[tuple[int, int]]:
    """Return the parts of a domain that are domains in Latin letters alone."""
    found: list[tuple[int, int]] = []
    mapped = map_domains(domain, names, ascii_only=True)
    past = 0
    for start, end in zip(mapped.starts, mapped.whole, strict=True):
        if start >= past and end is not None:
            found.append((start, end))
            past = end
    return found


def can_be_looked_up(domain: str, names: TopLevelNames) -> bool:
    """Whether every label still fits in 63 characters once written as punycode.

    What begins as punycode and then is not does not pass either, unless a part of it
    is a domain in Latin letters.
    """
    if domain.startswith("xn--") and not ascii_domains(domain, names):
        return False
    return all(
        0 < _encoded_length(label) <= _LONGEST_LABEL for label in domain.split(".")
    )


def punycode_growth(domain: str) -> int:
    """Return how many characters longer a domain gets when written as punycode."""
    return sum(_encoded_length(label) - len(label) for label in domain.split("."))


def _encoded_length(label: str) -> int:
    """Return the length of a label as punycode."""
    if label.isascii():
        return len(label)
    return len(label.encode("punycode")) + len("xn--")

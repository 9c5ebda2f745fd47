"""Gaps: what still has to be filled into a text, as it is kept and as people read it.

A text is kept with fields as a template spells them, `{{ handle }}`, whatever the words
for them come to be. People read and write the words: [the account's handle]. Both count
as a gap, so that neither goes out.
"""

import re
from collections.abc import Callable, Iterator

from incidentkit.drafting.fields import FIELDS

_GAP = re.compile(r"\{\{ *([a-z_]{1,40}) *\}\}|\[([^\[\]]{1,200})\]")


def gap(name: str) -> str:
    """Return a field as it stands in a text that people read."""
    words = FIELDS[name]
    return f"[{words[:1].lower()}{words[1:]}]"


def readable(text: str) -> str:
    """Return a text as people read it: every field in words."""
    return _GAP.sub(lambda found: _or(found, gap), text)


def with_fields(text: str) -> str:
    """Return a text as it is kept: every gap as the field it stands for."""
    return _GAP.sub(lambda found: _or(found, lambda name: f"{{{{ {name} }}}}"), text)


def gaps_in(text: str) -> tuple[str, ...]:
    """Return the fields that still stand in a text, each once, in order."""
    return tuple(dict.fromkeys(_name(found) for found in _found(text)))


def spans_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where they stand."""
    return tuple(found.span() for found in _found(text))


def fill_gap(text: str, name: str, value: str) -> str:
    """Return a text with one field filled wherever it stands. A value is not read."""
    return _GAP.sub(lambda f: value if _name(f) == name else f[0], text)


def _found(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _GAP.finditer(text) if _name(found))


def _or(found: re.Match[str], spelled: Callable[[str], str]) -> str:
    name = _name(found)
    return spelled(name) if name else found[0]


def _name(found: re.Match[str]) -> str:
    """Return the field that brackets stand for, or nothing."""
    if found[1]:
        return found[1] if found[1] in FIELDS else ""
    return _BY_WORDS.get(_plain(found[2]), "")


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


_BY_WORDS = {_plain(words): name for name, words in FIELDS.items()}

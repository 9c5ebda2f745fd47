"""Whether a notice still is in the wording that was agreed beforehand."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from incidentkit.drafting.gaps import with_fields
from incidentkit.drafting.templates import Piece, Template
from incidentkit.words.drills import unmarked

LONGEST_FILLED = 200
_MOST = 10_000
# Where a line ends, or one sentence does and another begins.
_ENDS = re.compile(r"\n|(?<=[.!?])\s+(?=[^\W\d_a-z])")


def is_as_agreed(text: str, template: Template) -> bool:
    """Whether a text is a template, filled in and with parts switched on or off.

    White space does not count. What is filled in is part of one sentence, and of one
    line, so that nobody adds a statement of their own to an agreed one. A few words
    of one's own can still be filled into a gap: the checks read those.
    """
    filled = with_fields(unmarked(text)).strip()
    bare = _bare(filled)
    if len(filled) > _MOST:
        return False
    ends = frozenset(
        len(_bare(filled[: found.start()])) for found in _ENDS.finditer(filled)
    )
    reached = {0}
    for section, pieces in groupby(template.pieces, key=lambda piece: piece.section):
        after = _after(bare, ends, reached, tuple(pieces))
        reached = after | reached if section else after
        if not reached:
            return False
    return len(bare) in reached


def _after(
    text: str, ends: frozenset[int], reached: Iterable[int], pieces: Sequence[Piece]
) -> set[int]:
    """Return where in the text the pieces can end, from where they can begin."""
    now = set(reached)
    for piece in pieces:
        if piece.field:
            now = {end for start in now for end in _filled(start, len(text), ends)}
        else:
            words = _bare(piece.text)
            now = {at + len(words) for at in now if text.startswith(words, at)}
    return now


def _filled(start: int, length: int, ends: frozenset[int]) -> range:
    """Return where what is filled in at a place can end."""
    last = min(start + LONGEST_FILLED, length)
    stop = next((at for at in range(start + 1, last) if at in ends), last)
    return range(start, stop + 1)


def _bare(text: str) -> str:
    return "".join(text.split())

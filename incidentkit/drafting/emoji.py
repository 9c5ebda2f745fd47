"""Where the emoji of a text are, each however many code points it is made of."""

import functools
from collections.abc import Iterator
from typing import Protocol, cast

# One picture: with a skin tone, shown as a picture by a selector, or by itself.
# Letters and digits that merely can be pictures, such as © without a selector,
# are text.
_PICTURE = (
    r"(?:\p{Emoji_Modifier_Base}\uFE0F?\p{Emoji_Modifier}"
    r"|\p{Extended_Pictographic}\uFE0F"
    r"|\p{Emoji_Presentation}(?!\uFE0E)"
    r"|\p{Emoji_Modifier})"
)
# Inside a joined picture the selector may be missing.
_JOINED = rf"(?:\u200D(?:{_PICTURE}|\p{{Extended_Pictographic}}))"
_STARTS_JOINED = rf"(?:{_PICTURE}|\p{{Extended_Pictographic}}){_JOINED}+"
_FLAG = r"\p{Regional_Indicator}{2}"
_TAGGED_FLAG = r"\U0001F3F4[\U000E0020-\U000E007E]+\U000E007F"
_KEYCAP = r"[0-9#*]\uFE0F?\u20E3"
_EMOJI = f"{_KEYCAP}|{_FLAG}|{_TAGGED_FLAG}|{_STARTS_JOINED}|{_PICTURE}"
_CLUSTER = r"\X"


class _Found(Protocol):
    def span(self) -> tuple[int, int]: ...


class _Pattern(Protocol):
    def finditer(self, string: str) -> Iterator[_Found]: ...


@functools.cache
def _compiled(pattern: str) -> _Pattern:
    # At first use: `regex` is slow to import and an opening screen needs no emoji.
    import regex

    return cast("_Pattern", regex.compile(pattern))


def emoji_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each emoji begins and ends, in code points, none overlapping."""
    if text.isascii():
        return ()
    return tuple(found.span() for found in _compiled(_EMOJI).finditer(text))


def grapheme_ends(text: str) -> tuple[int, ...]:
    """Return where each of what a reader sees as single characters ends."""
    return tuple(found.span()[1] for found in _compiled(_CLUSTER).finditer(text))

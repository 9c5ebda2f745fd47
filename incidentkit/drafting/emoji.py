"""Where the emoji of a text are, each however many code points it is made of."""

import functools
from collections.abc import Iterator
from typing import Protocol, cast

# Pictures of old that were text before, so that a selector after them is theirs.
# After any other that is a picture by itself, X counts the selector as a character.
_ONCE_TEXT = (
    "[\u231a\u231b\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2757\u2b1b"
    "\u2b1c\u2b50\u2b55\U0001f004\U0001f21a\U0001f22f]"
)
# One picture: with a skin tone, shown as a picture by a selector, or by itself.
# Letters and digits that merely can be pictures, such as © without a selector,
# are text.
_TEXT_BY_ITSELF = r"(?!\p{Emoji_Presentation})(?=\p{Emoji})"
_PICTURE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    rf"|{_TEXT_BY_ITSELF}\p{{Emoji_Modifier_Base}}\uFE0F\p{{Emoji_Modifier}}"
    rf"|{_TEXT_BY_ITSELF}\p{{Extended_Pictographic}}\uFE0F"
    rf"|{_ONCE_TEXT}\uFE0F"
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

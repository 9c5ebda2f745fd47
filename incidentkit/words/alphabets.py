"""Letters of several alphabets in one word, which let one name pass for another.

The rule is that of Unicode's technical standard 39 in its plain form: the letters of
one word are of one script. Signs that every script uses (digits, hyphens, accents, an
apostrophe) are of none, and the scripts that Chinese, Japanese and Korean are written
in together count as one.
"""

import unicodedata
from typing import Final

_TOGETHER: Final = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"}
)
_OF_NONE: Final = frozenset({"FEMININE", "MASCULINE", "MICRO"})
_LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lo"})
_TURNING: Final = frozenset({"Cf", "Cc"})


def mixed_word(text: str) -> str:
    """Return the first word with letters of more than one script, or nothing.

    A word with a sign in it that nobody sees, such as one that turns the direction
    of writing, is returned as well.
    """
    if text.isascii() and text.isprintable():
        return ""
    composed = unicodedata.normalize("NFC", text)
    return next((word for word in composed.split() if not _is_plain(word)), "")


def _is_plain(word: str) -> bool:
    if any(unicodedata.category(sign) in _TURNING for sign in word):
        return False
    return len({_script(sign) for sign in word} - {""}) <= 1


def _script(sign: str) -> str:
    """Return the script of a letter, which Unicode's name of it begins with."""
    if unicodedata.category(sign) not in _LETTERS:
        return ""
    first = unicodedata.name(sign, "UNKNOWN").split()[0]
    if first in _OF_NONE:
        return ""
    return "CJK" if first in _TOGETHER else first

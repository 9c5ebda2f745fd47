"""Every character in words, so that a secret can be read out over a telephone."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_LETTERS = (
    "Alfa",
    "Bravo",
    "Charlie",
    "Delta",
    "Echo",
    "Foxtrot",
    "Golf",
    "Hotel",
    "India",
    "Juliett",
    "Kilo",
    "Lima",
    "Mike",
    "November",
    "Oscar",
    "Papa",
    "Quebec",
    "Romeo",
    "Sierra",
    "Tango",
    "Uniform",
    "Victor",
    "Whiskey",
    "X-ray",
    "Yankee",
    "Zulu",
)
_DIGITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        " ": "space",
        "!": "exclamation mark",
        '"': "double quotation mark",
        "#": "hash",
        "$": "dollar sign",
        "%": "per cent sign",
        "&": "ampersand",
        "'": "apostrophe",
        "(": "opening round bracket",
        ")": "closing round bracket",
        "*": "asterisk",
        "+": "plus sign",
        ",": "comma",
        "-": "hyphen",
        ".": "full stop",
        "/": "forward slash",
        ":": "colon",
        ";": "semicolon",
        "<": "less-than sign",
        "=": "equals sign",
        ">": "greater-than sign",
        "?": "question mark",
        "@": "at sign",
        "[": "opening square bracket",
        "\\": "backslash",
        "]": "closing square bracket",
        "^": "caret",
        "_": "underscore",
        "`": "backtick",
        "{": "opening curly bracket",
        "|": "vertical bar",
        "}": "closing curly bracket",
        "~": "tilde",
        "£": "pound sign",
        "€": "euro sign",
    }
)


def _plain_names() -> dict[str, str]:
    names = dict(_SIGNS)
    names |= {str(number): word for number, word in enumerate(_DIGITS)}
    for word in _LETTERS:
        letter = word[0]
        names[letter] = f"capital {letter} for {word}"
        names[letter.lower()] = f"small {letter.lower()} for {word}"
    return names


_NAMES: Mapping[str, str] = MappingProxyType(_plain_names())


def spoken_character(character: str) -> str:
    """Return one character in words, none like any other's.

    Those that are on no British keyboard are said to be unusual, because "hyphen"
    is the name of more than one of them.
    """
    known = _NAMES.get(character)
    if known is not None:
        return known
    name = unicodedata.name(character, f"number {ord(character):04X}")
    return f"unusual character: {name.lower()}"


def place_in_text(number: int, of: int) -> str:
    """Say which of the characters is being read out."""
    return f"{number} of {of}"

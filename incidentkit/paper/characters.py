"""Characters that a page cannot show, or that could show it wrongly, as words.

A page that is to be read in twenty years may hold no empty boxes, and a mark
that turns the direction of writing must not turn the report around.
"""

import unicodedata
from collections.abc import Callable

from incidentkit.errors import FileUnreadableError
from incidentkit.resources import resource_path

# They join what belongs together in an emoji or in some scripts, and harm nobody.
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    """Return a text in which every character that cannot be seen is spelt out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_seen(letter) for letter in plain)


def _seen(letter: str) -> str:
    if letter in _KEPT or letter in _JOINERS:
        return letter
    return _number(letter) if unicodedata.category(letter) in _HIDDEN else letter


def printable(text: str, can_show: Callable[[str], bool]) -> str:
    """Return a text in which what the typeface does not have is named in brackets."""
    plain = unicodedata.normalize("NFC", visible(text)).replace("\t", "    ")
    shown = (_shown(letter, can_show) for letter in plain if letter not in _JOINERS)
    return "".join(shown)


def _shown(letter: str, can_show: Callable[[str], bool]) -> str:
    if letter == "\n" or can_show(letter):
        return letter
    name = unicodedata.name(letter, "")
    is_word = bool(name) and not any(digit in name for digit in "0123456789")
    return f"[{name.lower()}]" if is_word else _number(letter)


def _number(letter: str) -> str:
    return f"[U+{ord(letter):04X}]"


class Typefaces:
    """What the typefaces that travel with the typesetter can show."""

    def __init__(self, ranges: tuple[range, ...]) -> None:
        self._ranges = ranges
        self._known: dict[str, bool] = {}

    @classmethod
    def embedded(cls) -> "Typefaces":
        """Read the table that goes with the program.

        Raises:
            FileUnreadableError: It is missing.
        """
        path = resource_path("paper", "characters.txt")
        try:
            lines = path.read_text(encoding="ascii").splitlines()
        except OSError as cause:
            raise FileUnreadableError(str(path)) from cause
        return cls(tuple(_range(line) for line in lines if not line.startswith("#")))

    @property
    def all_shown(self) -> str:
        """Every character that can be shown."""
        return "".join(chr(point) for some in self._ranges for point in some)

    def can_show(self, letter: str) -> bool:
        """Whether a character has a shape of its own."""
        if letter not in self._known:
            point = ord(letter)
            self._known[letter] = any(point in some for some in self._ranges)
        return self._known[letter]


def _range(line: str) -> range:
    first, last = line.split("-")
    return range(int(first, 16), int(last, 16) + 1)

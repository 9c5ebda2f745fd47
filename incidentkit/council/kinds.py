"""The kinds of value that a setting can be.

Each has one spelling that is kept, and says which of several values holds while
colleagues have decided differently: the careful one.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from incidentkit.council.values import (
    domains_of,
    lines_of,
    one_line,
    several_lines,
    web_address,
    whole_number,
)
from incidentkit.errors import InvalidValueError


class Careful(StrEnum):
    """Which of several values holds until somebody settles it."""

    LEAST = "least"
    MOST = "most"
    ALL = "all"
    SHARED = "shared"


class Kind(Protocol):
    """What a setting can be."""

    def accept(self, field: str, text: str) -> str:
        """Return the one spelling that is kept.

        Raises:
            InvalidValueError: It cannot be that.
        """

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return what holds while these were all decided, latest last."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several. `order` has the most careful first; by default as they stand."""

    choices: tuple[str, ...]
    order: tuple[str, ...] = ()

    def accept(self, field: str, text: str) -> str:
        """Return the choice that is meant, in any capitals."""
        wanted = " ".join(text.split()).casefold()
        found = (c for c in self.choices if c.casefold() == wanted)
        choice = next(found, None)
        if choice is None:
            raise InvalidValueError(field, "not-a-choice")
        return choice

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the most careful of them."""
        order = self.order or self.choices
        return min(texts, key=order.index)


YES_NO = Choice(("yes", "no"))


@dataclass(frozen=True, slots=True)
class Several:
    """Any of several, none among them, one on a line in their own order."""

    choices: tuple[str, ...]

    def accept(self, field: str, text: str) -> str:
        """Return those that are named."""
        wanted = {line.casefold() for line in lines_of(field, text)}
        found = tuple(c for c in self.choices if c.casefold() in wanted)
        if len(found) != len(wanted):
            raise InvalidValueError(field, "not-a-choice")
        return "\n".join(found)

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return what any of them names."""
        named = {line for text in texts for line in text.split("\n")}
        return "\n".join(c for c in self.choices if c in named)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of something."""

    unit: str
    least: int
    most: int
    holds: Careful = Careful.LEAST

    def accept(self, field: str, text: str) -> str:
        """Return the number in plain digits."""
        number = whole_number(text)
        if number is None or not self.least <= number <= self.most:
            rule = f"{self.unit.replace(' ', '-')}-{self.least}-to-{self.most}"
            raise InvalidValueError(field, rule)
        return str(number)

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the least or the most of them."""
        pick = min if self.holds is Careful.LEAST else max
        return str(pick(int(text) for text in texts))


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Of several nobody can say which is careful, so the last one holds."""

    def accept(self, field: str, text: str) -> str:
        """Return the line, tidied."""
        return one_line(field, text)

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the last."""
        return texts[-1]


@dataclass(frozen=True, slots=True)
class Text(Line):
    """Several lines of text."""

    def accept(self, field: str, text: str) -> str:
        """Return the text, tidied."""
        return several_lines(field, text)


@dataclass(frozen=True, slots=True)
class WebPage(Line):
    """The address of a page."""

    def accept(self, field: str, text: str) -> str:
        """Return the address."""
        return web_address(field, text)


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one on a line, in its own order."""

    holds: Careful = Careful.ALL

    def accept(self, field: str, text: str) -> str:
        """Return each line once."""
        return "\n".join(dict.fromkeys(lines_of(field, text)))

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return what any of them names, the last one's order first."""
        lists = [text.split("\n") for text in reversed(texts) if text]
        return "\n".join(dict.fromkeys(line for lines in lists for line in lines))


@dataclass(frozen=True, slots=True)
class Domains:
    """Internet domains, with a space between two. Only shared ones hold in a conflict."""

    def accept(self, field: str, text: str) -> str:
        """Return each domain once, in order."""
        return " ".join(domains_of(field, text))

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return what all of them name."""
        shared = set.intersection(*(set(text.split()) for text in texts))
        return " ".join(sorted(shared))

"""Colours, spaces and sizes, each with one name. Nothing else knows a number.

Every pair of text and ground that is used together has a contrast of at least
4.5 to 1, and every line that carries meaning at least 3 to 1 (WCAG 2.2, 1.4.3
and 1.4.11); a test computes it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """Which colours a person chose. `SYSTEM` follows the desktop where it says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One set of colours.

    `ground` lies behind everything, `surface` is a card on it, `sunken` a field
    or a list in a card. `quiet` is text that is second to `text`. An `act` is the
    one thing to do next. `warn`, `bad` and `good` colour words and edges, and
    their `_ground` the box behind them.
    """

    ground: str
    surface: str
    sunken: str
    rail: str
    line: str
    edge: str
    text: str
    quiet: str
    act: str
    act_over: str
    on_act: str
    chosen: str
    on_chosen: str
    focus: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    on_bad: str
    good: str
    good_ground: str


LIGHT = Colours(
    ground="#f4f5f7",
    surface="#ffffff",
    sunken="#fafbfc",
    rail="#e9ecf0",
    line="#d5dae1",
    edge="#7b8694",
    text="#15202b",
    quiet="#4b5866",
    act="#0f5b8c",
    act_over="#0b4a73",
    on_act="#ffffff",
    chosen="#d5e6f2",
    on_chosen="#0b2f47",
    focus="#0f5b8c",
    warn="#7a4b00",
    warn_ground="#fdf1d8",
    bad="#a3201a",
    bad_ground="#fcebea",
    on_bad="#ffffff",
    good="#1b6137",
    good_ground="#e5f4ea",
)

DARK = Colours(
    ground="#14191f",
    surface="#1c232b",
    sunken="#171d24",
    rail="#10151a",
    line="#35404c",
    edge="#7d8b9a",
    text="#e9edf2",
    quiet="#a9b5c2",
    act="#7cc0ee",
    act_over="#9bd0f4",
    on_act="#08202f",
    chosen="#23445b",
    on_chosen="#e3f2fc",
    focus="#9bd0f4",
    warn="#f2c572",
    warn_ground="#382b12",
    bad="#ff9d96",
    bad_ground="#421d1b",
    on_bad="#2b0806",
    good="#86d7a5",
    good_ground="#173324",
)

HIGH_CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    sunken="#000000",
    rail="#000000",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    quiet="#ffffff",
    act="#ffff00",
    act_over="#ffffff",
    on_act="#000000",
    chosen="#ffff00",
    on_chosen="#000000",
    focus="#00ffff",
    warn="#ffff00",
    warn_ground="#000000",
    bad="#ffb3b3",
    bad_ground="#000000",
    on_bad="#000000",
    good="#99ff99",
    good_ground="#000000",
)


class Space:
    """Distances in pixels at 100 % text; they do not grow with the text."""

    HAIR = 2
    TIGHT = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    HUGE = 32


class Size:
    """Text sizes as parts of the body's."""

    SMALL = 0.88
    BODY = 1.0
    LEAD = 1.15
    HEADING = 1.3
    TITLE = 1.7
    HUGE = 2.2


BODY_POINTS = 10.5
RADIUS = 6
RING = 3  # how thick the line round what has the keyboard is, inside a fill
# A line of text is not wider than this many average letters: longer ones are hard
# to read back from the end of one line to the start of the next.
MEASURE = 78
SMALLEST_TARGET = 30  # pixels; WCAG 2.2, 2.5.8 asks for 24
TEXT_PERCENTS = (100, 125, 150, 175, 200)

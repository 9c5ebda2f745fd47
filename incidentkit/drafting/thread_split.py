"""A text too long for one post as a numbered thread: 1/3, 2/3, 3/3.

Each part ends with a sentence where one ends in it, else with a word, else with a
character; never inside a link. Every part, number included, is within the limit as
the platform itself counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from incidentkit.drafting.counting import measure
from incidentkit.drafting.cutting import Places, most_that_fit, places_in
from incidentkit.drafting.domain_names import TopLevelNames, current_names
from incidentkit.drafting.x_weight import LONGEST_TEXT
from incidentkit.platforms.platform import TextLimit

MOST_PARTS = 99
_FEW = 9  # a number of one digit leaves more room


@dataclass(frozen=True, slots=True)
class Part:
    """One post of a thread, and which part of the whole text it is."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A text in parts, which together are all of it.

    There are no parts where it cannot be split: `blocked` is then what fits in no post
    (a link longer than one), or None where there would be more than `MOST_PARTS`.
    """

    parts: tuple[Part, ...] = ()
    blocked: tuple[int, int] | None = None


class _CannotSplitError(Exception):
    def __init__(self, blocked: tuple[int, int]) -> None:
        self.blocked = blocked


def split_thread(
    text: str,
    limit: TextLimit,
    names: TopLevelNames | None = None,
    places: Places | None = None,
) -> Thread:
    """Split a text; one that fits is one part without a number.

    `places` are those of this very text, where somebody has found them before.
    """
    if len(text) > LONGEST_TEXT:
        return Thread()
    names = names or current_names()

    def fits(part: str) -> bool:
        return measure(part, limit, names).fits

    if fits(text.strip()):
        return Thread((Part(0, len(text), text.strip()),))
    splitter = _Splitter(text, places or places_in(text, names), fits, limit.limit or 1)
    try:
        ends = splitter.ends(_FEW) or splitter.ends(MOST_PARTS)
    except _CannotSplitError as stopped:
        return Thread(blocked=stopped.blocked)
    return Thread(_numbered(text, ends) if ends else ())


@dataclass(frozen=True, slots=True)
class _Splitter:
    text: str
    places: Places
    fits: Callable[[str], bool]
    guess: int

    def ends(self, most: int) -> list[int]:
        """Return where the parts end, nothing when there would be more than `most`."""
        longest_number = _number(most, most)
        ends: list[int] = []
        at, guess = 0, self.guess
        while at < len(self.text):
            if len(ends) == most:
                return []
            at, guess = self._next(at, longest_number, guess)
            ends.append(at)
        return ends

    def _next(self, at: int, number: str, guess: int) -> tuple[int, int]:
        """Return where the next part ends, and how many places were within reach."""
        ends = self.places.from_on(at)

        def fits_to(end: int) -> bool:
            return self.fits(f"{self.text[at:end].strip()}{number}")

        fitting = most_that_fit(len(ends), lambda n: fits_to(ends[n - 1]), guess)
        if fitting == 0:
            raise _CannotSplitError((at, ends[0]))
        end = ends[fitting - 1]
        if end < len(self.text):
            better = self.places.best(at, end)
            # Less text is not always less to count; the limit is the promise.
            if self.text[at:better].strip() and fits_to(better):
                return better, fitting
        return end, fitting


def _numbered(text: str, ends: list[int]) -> tuple[Part, ...]:
    starts = [0, *ends[:-1]]
    return tuple(
        Part(start, end, f"{text[start:end].strip()}{_number(index, len(ends))}")
        for index, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _number(index: int, of: int) -> str:
    return f" {index}/{of}"

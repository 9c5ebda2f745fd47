"""When things happen in a drill. Pure: the same entries and time give the same.

A drill's minutes run with the clock, and faster when somebody wishes. What was
shown is written down, and time is counted on from there: so a drill that was locked
away or moved to another machine goes on where it is, whatever pace it had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from incidentkit.drills.scenario import Inject

MINUTE_MS: Final = 60_000
PACES: Final = (1, 5, 20)


@dataclass(frozen=True, slots=True)
class Since:
    """A moment that is known by both clocks: the wall's, and the drill's minutes."""

    at_ms: int
    minute: float = 0.0

    def minute_at(self, now_ms: int, pace: int) -> float:
        """Return the drill's minute at a time; a clock that was put back stops it."""
        gone = max(0, now_ms - self.at_ms) / MINUTE_MS
        return self.minute + gone * max(1, pace)

    def moved_on(self, now_ms: int, pace: int) -> "Since":
        """Return this moment for counting on at another pace from now."""
        return Since(now_ms, self.minute_at(now_ms, pace))


def since(
    injects: Sequence[Inject], started_ms: int, shown: Mapping[str, int]
) -> Since:
    """Return the last moment that is known by both clocks.

    That is the start, or the inject that was shown last: it was due then.
    """
    known = [
        Since(shown[i.title], float(i.minute)) for i in injects if i.title in shown
    ]
    return max(
        [Since(started_ms), *known], key=lambda moment: (moment.minute, moment.at_ms)
    )


def due(
    injects: Sequence[Inject], shown: Mapping[str, int], minute: float
) -> tuple[Inject, ...]:
    """Return what is to be shown now and was not yet, in order."""
    return tuple(i for i in injects if i.minute <= minute and i.title not in shown)


def following(injects: Sequence[Inject], shown: Mapping[str, int]) -> Inject | None:
    """Return what is shown next, None when everything was."""
    return next((i for i in injects if i.title not in shown), None)


def wait_ms(inject: Inject, minute: float, pace: int) -> int:
    """Return in how many milliseconds an inject is due, 0 when it is already."""
    return max(0, round((inject.minute - minute) * MINUTE_MS / max(1, pace)))

"""Time is given, never taken: everything that needs the time is handed a clock."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now_ms(self) -> int:
        """Return the wall time in milliseconds since 1970, UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now_ms(self) -> int:
        """Return the machine's wall time in milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000


# Two days before dates end, so that any zone's time can be told too.
_LAST_DATE_MS = 253_402_128_000_000


def as_datetime(ms: int) -> datetime:
    """Return milliseconds since 1970 as an aware UTC time.

    What a colleague's machine claims may lie beyond the last date there is; it
    is shown as that.
    """
    return datetime.fromtimestamp(min(ms, _LAST_DATE_MS) / 1000, UTC)

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


def as_datetime(ms: int) -> datetime:
    """Return milliseconds since 1970 as an aware UTC time."""
    return datetime.fromtimestamp(ms / 1000, UTC)

"""Which backups stay: the newest, one a day for a month, and nothing for ever.

Backups hold what the kit has since disposed of. So each expires, except the
newest, without which there would be none.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from incidentkit.clock import as_datetime

KEEP = 10
_DAY_MS = 86_400_000
DAILY_MS = 31 * _DAY_MS
EXPIRE_MS = 92 * _DAY_MS
_NAME = re.compile(r"kit-[0-9a-f]{8}-(\d{8}t\d{9})z\.db").fullmatch
_STAMP = "%Y%m%dt%H%M%S%f"


def name_of(kit: bytes, now_ms: int) -> str:
    """Return the file name of a backup made now; its time is UTC."""
    stamp = as_datetime(now_ms).strftime(_STAMP)[:-3]
    return f"kit-{kit.hex()[:8]}-{stamp}z.db"


def made_at(name: str) -> int | None:
    """Return when a backup was made by its name, or None when it is no backup."""
    match = _NAME(name)
    if match is None:
        return None
    try:
        made = datetime.strptime(f"{match[1]}000", _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return round(made.timestamp() * 1000)


def kept(made: Iterable[int], now_ms: int) -> frozenset[int]:
    """Return which backups stay, by when they were made.

    The newest ten, then the newest of each day, then of each week.
    """
    stay: set[int] = set()
    taken: set[tuple[str, int]] = set()
    for index, at in enumerate(sorted(made, reverse=True)):
        daily = now_ms - at <= DAILY_MS
        span = ("day", at // _DAY_MS) if daily else ("week", at // (7 * _DAY_MS))
        is_fresh = now_ms - at <= EXPIRE_MS
        if index == 0 or (is_fresh and (index < KEEP or span not in taken)):
            stay.add(at)
        taken.add(span)
    return frozenset(stay)

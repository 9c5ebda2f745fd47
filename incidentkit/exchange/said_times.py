"""When another program says that something was changed. It proves nothing."""

from datetime import UTC, datetime

# A browser counts thousandths of a second; before these, a number is a year or a mistake.
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2100, 1, 1, tzinfo=UTC)


def time_said(text: str) -> int:
    """Return a time of a table's cell in wall milliseconds, 0 for what says none.

    Days are read only as they stand in most exports, year first: whether 3/4 is in
    March or April, no cell says.
    """
    plain = text.strip()
    if plain.isascii() and plain.isdigit():
        return _within(int(plain)) if len(plain) == len("1700000000000") else 0
    try:
        when = datetime.fromisoformat(plain)
    except ValueError:
        return 0
    known = when if when.tzinfo else when.replace(tzinfo=UTC)
    return _within(round(known.timestamp() * 1000))


def _within(ms: int) -> int:
    first, last = (int(day.timestamp()) * 1000 for day in (_FIRST, _LAST))
    return ms if first <= ms < last else 0

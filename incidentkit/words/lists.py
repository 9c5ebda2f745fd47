"""Several things inside one sentence."""

from collections.abc import Sequence

MOST_NAMED = 5


def and_list(items: Sequence[str]) -> str:
    """Return items as one says them, the first few of many."""
    return _joined(items, "and")


def or_list(items: Sequence[str]) -> str:
    """Return items as one offers them, the first few of many."""
    return _joined(items, "or")


def _joined(items: Sequence[str], word: str) -> str:
    shown = list(items[:MOST_NAMED])
    if len(items) > MOST_NAMED:
        shown.append(f"{len(items) - MOST_NAMED} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"

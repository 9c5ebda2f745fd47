"""The words of the council's rules on paper."""

from collections.abc import Sequence
from typing import Final

from incidentkit.words.times import spoken_date

KIND: Final = "Our rules"
TITLE: Final = "What this council has decided"
HANDLING: Final = "OFFICIAL"
TIMES: Final = "Times are UK local time."
FILE: Final = "our-rules"
NOTHING: Final = "Nothing is decided yet. The defaults hold."
HEAD: Final = ("What it is about", "Decided", "What follows from it", "Who, and when")
SEVERAL: Final = "Not settled yet; the careful one holds"


def decided(said: Sequence[tuple[str, int]]) -> str:
    """Say who decided something and when, all of them where people differ."""
    names = "; ".join(f"{name}, {spoken_date(at_ms)}" for name, at_ms in said)
    return f"{names}. {SEVERAL}" if len(said) > 1 else names


def written(files: Sequence[str]) -> str:
    """Say where the rules were written."""
    return f"Written: {', '.join(files)}"

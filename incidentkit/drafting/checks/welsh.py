"""DC16: both languages, of the same version, at the same time."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block, warn

_MISSING = block("DC16", "other-language-missing", "add-other-language")
_STALE = block("DC16", "translation-stale", "translate-again")
_LATER = block("DC16", "languages-apart", "same-time")
_NUMBERS = warn("DC16", "numbers-differ", "compare-languages")
_SAME = warn("DC16", "same-in-both", "translate-again")
_DIGITS = re.compile(r"\d[\d.,:]{0,20}")
# The same time is 14:30 in one language and 2.30pm in the other.
_CLOCK = re.compile(r"\b(\d{1,2})[.:](\d\d)(?!\d)(?:\s?([ap])\.?m\b)?", re.I)


def dc16(draft: Draft) -> Iterator[Finding]:
    """Where the council owes both languages, neither goes out alone or out of date.

    What was logged as an emergency exception is let through.
    """
    if not draft.council.has_welsh_duty or not draft.is_public:
        return
    pair = draft.pair
    if pair is not None and pair.exception_logged:
        return
    if pair is None or not pair.text.strip():
        yield _MISSING.whole()
        return
    original = pair.text if draft.is_welsh else draft.text
    if pair.made_from is not None and _even(pair.made_from) != _even(original):
        yield _STALE.whole()
    if pair.goes_out != pair.this_goes_out:
        yield _LATER.whole()
    if _even(pair.text) == _even(draft.text):
        yield _SAME.whole()
    elif _figures(pair.text) != _figures(draft.text):
        yield _NUMBERS.whole()


def _even(text: str) -> str:
    return " ".join(text.split())


def _figures(text: str) -> frozenset[str]:
    text = _CLOCK.sub(_of_the_day, text)
    return frozenset(
        found[0].rstrip(".,:").replace(".", ":") for found in _DIGITS.finditer(text)
    )


def _of_the_day(found: re.Match[str]) -> str:
    hour, half = int(found[1]), (found[3] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour}:{found[2]}"

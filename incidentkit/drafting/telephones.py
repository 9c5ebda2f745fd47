"""Telephone numbers as the council writes them."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<![\w/.+-])0(?:[ \u00a0-]?\d){9,10}(?![\w/-])")
_LONG_AREAS = ("02", "0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131")
_LONG_AREAS_TOO = ("0141", "0151", "0161", "0191", "03", "08", "09")


def grouped(digits: str) -> str:
    """Return a United Kingdom number with spaces where people pause."""
    if digits.startswith("02"):
        parts = (digits[:3], digits[3:7], digits[7:])
    elif digits.startswith((*_LONG_AREAS, *_LONG_AREAS_TOO)):
        parts = (digits[:4], digits[4:7], digits[7:])
    else:
        parts = (digits[:5], digits[5:8], digits[8:])
    return " ".join(part for part in parts if part)


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands in a text as a United Kingdom number, however it is written."""
    return _NUMBER.finditer(text)


def as_written(number: str, style: str) -> str:
    """Return a number in groups or without spaces."""
    digits = "".join(c for c in number if c.isdigit())
    return digits if style == "plain" else grouped(digits)


def written(text: str, style: str) -> str:
    """Return a text with every number in it in the council's style."""
    return _NUMBER.sub(lambda found: as_written(found[0], style), text)

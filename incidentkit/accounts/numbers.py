"""Telephone numbers: only that they can be dialled, never whose they are."""

import re

from incidentkit.errors import InvalidValueError

_SPACING = re.compile(r"[\s().\-\u2010-\u2015]+")
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#)\s*([0-9]{1,6})$", re.IGNORECASE)
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")
_UK_AFTER_ZERO = re.compile(r"[1-9][0-9]{8,9}")


def checked_number(text: str, field: str = "mobile") -> str:
    """Return a number as +441234567890, with " ext 12" if it has one.

    Taken are UK numbers that begin with 0 and numbers that begin with + or 00
    and the country. Nothing at all is taken too: a number may be unknown.

    Raises:
        InvalidValueError: It cannot be dialled as written.
    """
    trimmed = text.strip()
    if not trimmed:
        return ""
    found = _EXTENSION.search(trimmed)
    main = trimmed[: found.start()] if found else trimmed
    number = _international(_SPACING.sub("", main.replace("(0)", "")))
    if number is None or not number.isascii():
        raise InvalidValueError(field, "phone-number")
    return f"{number} ext {found.group(1)}" if found else number


def _international(digits: str) -> str | None:
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("+44"):
        return digits if _UK_AFTER_ZERO.fullmatch(digits[3:]) else None
    if digits.startswith("+"):
        return digits if _INTERNATIONAL.fullmatch(digits) else None
    if digits.startswith("0") and _UK_AFTER_ZERO.fullmatch(digits[1:]):
        return f"+44{digits[1:]}"
    return None


def spoken_number(number: str) -> str:
    """Return a kept number as people in the UK write it: 07700 900123."""
    main, _, extension = number.partition(" ext ")
    if main.startswith("+44"):
        national = f"0{main[3:]}"
        main = f"{national[:5]} {national[5:]}"
    return f"{main} ext {extension}" if extension else main

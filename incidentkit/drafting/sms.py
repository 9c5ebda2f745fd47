"""How many parts a text message is sent in."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.drafting.x_weight import utf16_length

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class SmsSize:
    """The size of a text message.

    `units` are septets, or UTF-16 units once a character needs the `wide`
    alphabet: the Welsh ŵ and ŷ do, and then a part holds 70 and not 160.
    """

    units: int
    parts: int
    wide: bool


def sms_size(text: str) -> SmsSize:
    """Measure a text message as the GSM alphabets would carry it."""
    wide = not all(character in _BASIC or character in _ESCAPED for character in text)
    sizes = [
        utf16_length(character) if wide else 1 + (character in _ESCAPED)
        for character in text
    ]
    alone, joined = (70, 67) if wide else (160, 153)
    units = sum(sizes)
    return SmsSize(
        units, _parts(sizes, joined) if units > alone else min(1, units), wide
    )


def wide_characters(text: str) -> tuple[str, ...]:
    """Return the characters that need the wide alphabet, each once, in order."""
    wide = (sign for sign in text if sign not in _BASIC and sign not in _ESCAPED)
    return tuple(dict.fromkeys(wide))


def _parts(sizes: Iterable[int], room: int) -> int:
    """Count parts; a character of two units is never split between them."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts

"""What people read about message templates, wherever they meet them."""

from collections.abc import Mapping
from types import MappingProxyType

WHY_IT_WAITS: Mapping[str, str] = MappingProxyType(
    {
        "waits": "has not been approved by a translator",
        "changed": "was changed after a translator approved it",
        "english-changed": "was approved beside another English text, which was changed",
        "stopped": "was stopped, and nobody has approved it since",
    }
)
"""Follows the name of a Welsh text."""


def why_it_waits(standing: str) -> str:
    """Return why a Welsh text cannot be used, to follow its name."""
    return WHY_IT_WAITS.get(standing, WHY_IT_WAITS["waits"])


def approved(file: str, translator: str, day: str) -> str:
    """Say in the log that a translator approved a text."""
    return (
        f"Recorded that {translator} approved the Welsh text {_name(file)} on {day}, "
        "word for word."
    )


def stopped(file: str, why: str) -> str:
    """Say in the log that a text is not used until it is approved again."""
    return f"Stopped the Welsh text {_name(file)}. {why}"


def _name(file: str) -> str:
    return file.removesuffix(".txt").removesuffix("-cy").upper().replace("-", " ", 2)

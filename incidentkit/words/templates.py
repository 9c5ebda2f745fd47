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

WELSH_STANDING: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "approved": "Approved",
        "waits": "Awaits a translator",
        "changed": "Changed since it was approved",
        "english-changed": "English changed since",
        "stopped": "Stopped",
    }
)
VARIANTS: Mapping[str, str] = MappingProxyType(
    {"short": "Short", "standard": "Standard", "web": "Web or press"}
)
LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "cy": "Welsh"})
AUDIENCES: Mapping[str, str] = MappingProxyType(
    {
        "public": "Public",
        "staff": "Staff",
        "members": "Members",
        "partners": "Partners",
        "person": "One person",
        "authority": "An authority",
        "platform": "A platform",
    }
)
NO_ALT_TEXT = "There is no line that begins with alt-text: what goes for a picture?"
WILL_WAIT = "A translator has to approve this text before a message begins from it."


def refused(rule: str, detail: str) -> str:
    """Say why a template cannot be read."""
    return f"{rule.rstrip('.')}: {detail}." if detail else rule


def other_file(file: str) -> str:
    """Say that a heading makes it another template than the one that is changed."""
    said = f"By its heading this is {_name(file)}, which is another template."
    return f"{said} Put back the lines that begin with id, variant and language."


def mixed_title(word: str) -> str:
    """Say that a title can pass for another one."""
    return f"The title mixes the letters of two alphabets in “{word}”."


def stops(why: str, phrase: str) -> str:
    """Say that a message with typical facts would be stopped, and why."""
    marked = f" “{phrase}”" if phrase.strip() else ""
    return f"With typical facts this would be stopped. {why}{marked}"


def pair_differs(names: list[str]) -> str:
    """Say that the two languages ask for different things."""
    return f"Only one of the two languages has: {', '.join(names)}."


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

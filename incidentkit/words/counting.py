"""What people read about how long a text is, and what to do when it is too long."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.counts import counted
from incidentkit.words.drafting import CONFIDENCE_WORDS
from incidentkit.words.lists import and_list

NAMES_OF_2020 = (
    "Links are recognised by the list of domain endings that X published in 2020. "
    "Newer endings do not count as links here, although X may take them for links."
)
WHAT_COULD_GO = "What could go, so that it fits:"
NOT_ENOUGH = "It would still be too long without these:"
NOTHING_TO_TRIM = "Little can be trimmed. Write a shorter version, or a thread."
TOO_MANY_PARTS = "It would be a thread of more than 99 posts. Link to a page instead."

SPARE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "hashtags": "the hashtags at the end",
        "signature": "the signature",
        "repeated-link": "a link that is there before",
        "greeting": "the greeting",
        "sentence": "a sentence",
    }
)


def limit_is(confidence: str) -> str:
    """Say how sure the limit is."""
    return f"The limit is {_SURE[confidence]}."


_SURE: Mapping[str, str] = MappingProxyType(
    {
        "official": CONFIDENCE_WORDS["official"],
        "several": "one that several sources agree on",
        "third-party": CONFIDENCE_WORDS["third-party"],
        "unconfirmed": CONFIDENCE_WORDS["unconfirmed"],
    }
)


def bytes_used(count: int, most: int) -> str:
    """Say how long a text is in bytes, where those have a limit of their own."""
    return f"{count:,} of {most:,} bytes"


def too_many(what: str, number: int, most: int) -> str:
    """Say that there are more links or hashtags than a platform takes."""
    return f"{counted(number, what)}; it takes {most:,} at most."


def ends_with(kept: str) -> str:
    """Show where a text that is too long would be cut."""
    return f"What fits ends with: “{kept}”" if kept else "Nothing of it fits."


def spare(kind: str, text: str) -> str:
    """Name something that could go."""
    return f"{SPARE_WORDS[kind]}: “{text}”"


def as_thread(number: int) -> str:
    """Say how many posts a thread of it would have."""
    return f"As a thread it is {counted(number, 'post')}."


def blocked(place: str) -> str:
    """Say what cannot be split and is longer than a post."""
    return f"This is longer than a post by itself and cannot be split: “{place}”"


def goes_in(parts: int) -> str:
    """Say how many parts a text message is sent in."""
    return f"It goes in {counted(parts, 'part')}."


def dear_message(wide: Sequence[str], units: int) -> str:
    """Say which characters make a text message dearer, and why.

    The Welsh ŵ and ŷ do, like every circumflex; so do curly quotation marks.
    """
    named = and_list([f"“{sign}”" for sign in wide])
    are = "is" if len(wide) == 1 else "are"
    return (
        f"{named} {are} not in the alphabet of plain text messages. So a message "
        "holds 70 characters and not 160, or 67 and not 153 in each part when several "
        f"are joined. This one counts {units:,}."
    )


WELSH_STAYS = "Keep the accents in Welsh: without them a word can mean something else."

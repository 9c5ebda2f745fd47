"""What is said where a message is written."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from incidentkit.words.counts import counted

VARIANT = "Which form?"
CHANNEL = "Where will it go out?"
PARTS = "Does one of these apply?"
BEGIN = "Write it"
BEGIN_BODY = (
    "The kit fills in what it knows. You check it, fill the gaps and publish it."
)
ANOTHER = "Write another form of it"
WHICH = "Written so far"
TEXT = "The text"
COPY = "Copy the text"
COPIED = "Copied. Paste it where you publish it."
COPIED_WITH_GAPS = "Copied, with gaps that still have to be filled."
GAPS = "Still to fill in"
PUT_IN = "Put it in"
FINDINGS = "Before it goes out"
NOTHING_FOUND = "Nothing was found that stands in the way."
GAPS_FIRST = "Fill in the gaps first."
SHOW_ME = "Show me where"
NEXT_PLACE = "Next place"
SHOW_ALL = "Show all"
SHOW_FEWER = "Show the first three"
SAVED = "Saved."
SAVING = "Saving."
NOT_SAVED = "Not saved yet."
EMPTY_NOT_SAVED = "An empty text is not kept. What was saved last is still there."
REFUSED = "Not saved. What you typed is still here."
READING = "Reading."
NO_TEMPLATE = "There is no template for this step"
NO_TEMPLATE_BODY = "Write the text where you publish it, and say so in a note."
PUBLISH = "It is published"
PUBLISH_BODY = "The kit sends nothing. Say where and when you published these words."
WHERE = "Where"
WHEN = "When"
WHEN_HINT = "Empty means just now. Or: 07:10, 10 minutes ago."
ADDRESS = "At which address"
ADDRESS_HINT = "From the browser's address line. Can be left empty."
RECORD = "Write it down"
RECORDED = "Written down: these exact words are out."
CHANGED_SINCE = "The text was changed since. What is out are the words as they were."
DIFFER = "A colleague wrote this at the same time"
DIFFER_BODY = (
    "Both texts were kept. Choose the one that goes on; the other stays in the log."
)
USE_THIS = "Use this one"
OUTDATED = "Something in this text has changed since it was written"
FILL_AGAIN = "Fill it in again"
UNFINISHED = "A text that could not be saved before the kit was locked:"
UNRECORDED = "A publication that was not written down before the kit was locked:"

_VARIANTS: Mapping[str, str] = MappingProxyType(
    {
        "short": "Short, for a social network",
        "standard": "Standard, for a message or a letter",
        "web": "Long, for a web page",
    }
)

WELSH_TOO = "In Welsh as well"


def variant(name: str) -> str:
    """Return what a form is for."""
    return _VARIANTS.get(name, name)


def draft_name(variant_name: str, channel: str, when: str) -> str:
    """Return a draft in a list."""
    said = f"{_VARIANTS.get(variant_name, variant_name).split(',')[0]}, for {channel}"
    return f"{said} ({when})" if when else said


def starting(name: str) -> str:
    """Return a name as it stands at the start of a line."""
    return f"{name[:1].upper()}{name[1:]}"


def gap(meaning: str, name: str) -> str:
    """Return what a gap wants."""
    return meaning or name


def outdated(meaning: str, was: str, now: str) -> str:
    """Say what a text still says, and how it is now."""
    said, is_now = was.rstrip("."), now.rstrip(".")
    return f"{_short(meaning)}: the text says “{said}”. Now it is “{is_now}”."


def doubt(meanings: Iterable[str]) -> str:
    """Say in a line what has changed since a text was written."""
    named = "; ".join(f"{one[:1].lower()}{one[1:]}" for one in map(_short, meanings))
    return f"Something has changed since the text was written: {named}."


def _short(meaning: str) -> str:
    """Return what a field is, without how it is to be written."""
    return meaning.split(",", maxsplit=1)[0]


def finding(severity: str, reason: str, place: str) -> str:
    """Return what was found, and where."""
    begins = " ".join(place.split())
    quoted = f" “{begins[:80]}”" if begins else ""
    return f"{severity}: {reason}{quoted}"


def next_place(key: str) -> str:
    """Name the button that goes to the next place where something was found."""
    return f"{NEXT_PLACE} ({key})"


def instead(text: str) -> str:
    """Name the button that puts what is suggested into the text."""
    return f"Use “{text}”"


def instead_of(place: str, text: str) -> str:
    """Name the same for somebody who does not see what it stands beside."""
    return f"Use “{text}” instead of “{place}”"


def more(number: int) -> str:
    """Say that there is more."""
    return f"{SHOW_ALL} ({counted(number, 'more thing')})" if number else ""


def out_line(where: str, when: str, address: str) -> str:
    """Say where a text is out."""
    return f"Published on {where}, {when}. {address}".rstrip()


def unfinished(title: str, text: str) -> str:
    """Return a text that was being written, for a note."""
    return f"{UNFINISHED} {title}\n{text}"


def unrecorded(title: str, where: str, when: str, address: str) -> str:
    """Return a publication that was being written down, for a note."""
    said = ", ".join(part for part in (title, where, when, address) if part)
    return f"{UNRECORDED} {said}"


def welsh_waits(why: str) -> str:
    """Say why the Welsh cannot begin with the English, and what to do."""
    return (
        f"The Welsh text {why}. Do not wait for it with a warning: begin in English, "
        "and ask your translator now. Playbooks, Message templates records the approval."
    )

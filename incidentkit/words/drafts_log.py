"""What the log says about texts: begun, changed, read, approved, published."""

from collections.abc import Sequence

from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.lists import and_list
from incidentkit.words.report import CHANNELS
from incidentkit.words.times import spoken_time

LANGUAGE_NAMES = {"en": "English", "cy": "Welsh"}
ANYBODY = "a second person"
NOBODY_REACHED = "nobody who approves could be reached"
_HOW = {
    "message": "Their message was pasted into the log",
    "aloud": "It was read to them, and they read its code back",
}


def roles(names: Sequence[str]) -> str:
    """Return roles in words; one without a name is anybody else."""
    return and_list([name or ANYBODY for name in names]) or ANYBODY


def draft_started(message: str, channel: str) -> str:
    """Say that a text was begun."""
    return sentence(f"Began “{message}” for {channel}")


def draft_edited(message: str, channel: str) -> str:
    """Say that a text was changed."""
    return sentence(f"Changed “{message}” for {channel}")


def draft_published(
    message: str, where: str, when_ms: int, address: str, unapproved: str
) -> str:
    """Say where and when a text was published, and whether nobody approved it."""
    at = f"The address is “{address.strip()}”" if address.strip() else ""
    why = f"It went out without the approval that it needed: {unapproved}"
    return sentence(
        f"Published “{message}” at {where}, {spoken_time(when_ms)}",
        at,
        why if unapproved else "",
    )


def draft_withdrawn(message: str, reason: str) -> str:
    """Say that a text will not be used."""
    return sentence(f"Put aside “{message}”", labelled("Reason", reason))


def channels_chosen(message: str, channels: Sequence[str]) -> str:
    """Say where a text is meant to go out."""
    named = [CHANNELS.get(channel, channel) for channel in channels]
    return sentence(f"Chose where “{message}” goes out: {and_list(named)}")


def picture_added(message: str, name: str, alt: str) -> str:
    """Say that a picture goes out with a text."""
    said = f"Put the picture {name} with “{message}”"
    return sentence(said, labelled("In words", alt))


def picture_described(message: str, alt: str) -> str:
    """Say what is known of a picture."""
    said = f"Described a picture of “{message}”"
    return sentence(said, labelled("In words", alt))


def picture_removed(message: str, reason: str) -> str:
    """Say that a picture does not go out."""
    said = f"Took a picture out of “{message}”"
    return sentence(said, labelled("Reason", reason))


def language_set(message: str, language: str) -> str:
    """Say which language a text is in."""
    name = LANGUAGE_NAMES.get(language, language)
    return sentence(f"Recorded that “{message}” is in {name}")


def paired(message: str, *, is_pair: bool) -> str:
    """Say that a text is the translation of another, or has none."""
    if not is_pair:
        return sentence(f"Recorded that “{message}” has no other language")
    return sentence(f"Recorded what “{message}” was translated from")


def commented(message: str, text: str, quoted: str) -> str:
    """Say what somebody thinks of a text."""
    about = f" about “{quoted}”" if quoted else ""
    return sentence(f"Commented on “{message}”{about}: {text}")


def comment_resolved(message: str, note: str) -> str:
    """Say that a comment is dealt with."""
    return sentence(f"Dealt with a comment on “{message}”", note)


def was_read(message: str, words: str, *, is_fine: bool) -> str:
    """Say what a second reader found."""
    found = "found it fine" if is_fine else "asked for changes"
    return sentence(f"Read “{message}” and {found}", words)


def overridden(message: str, check: str, reason: str) -> str:
    """Say that a text goes out against a check."""
    said = f"Decided that “{message}” goes out as it is, against check {check.lower()}"
    return sentence(said, labelled("Reason", reason))


def approval_asked(message: str, names: Sequence[str], note: str) -> str:
    """Say that somebody asked for approval."""
    whom = f" by {roles(names)}" if names else ""
    return sentence(f"Asked for “{message}” to be approved{whom}", note)


def approved(message: str, names: Sequence[str], note: str) -> str:
    """Say that whoever signs approved."""
    return sentence(f"Approved “{message}” word for word as {roles(names)}", note)


def approval_recorded(message: str, role: str, name: str, how: str, words: str) -> str:
    """Say that somebody wrote down an approval. It never reads as a signature."""
    who = f"{name} ({role})" if role else name
    return sentence(
        f"Recorded, without their signature, that {who} approved “{message}”",
        _HOW.get(how, ""),
        f"They said: “{words}”" if words else "",
    )


def approver_tried(
    message: str, whom: Sequence[str], how: str, when_ms: int, note: str
) -> str:
    """Say that an approver could not be reached."""
    role, name = whom
    who = f"{name} ({role})" if name and role else name or role or ANYBODY
    said = f"Could not reach {who} for “{message}”: {how}, {spoken_time(when_ms)}"
    return sentence(said, note)

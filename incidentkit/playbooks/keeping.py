"""What is handed to the door of the playbooks, and what it hands back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from incidentkit.errors import InvalidValueError, PlaybookRefusedError
from incidentkit.playbooks.check import Around, Finding
from incidentkit.playbooks.entries import Origin
from incidentkit.playbooks.model import PartText, Playbook

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What there is besides playbooks: templates by name, and what a check looks at."""

    templates: Collection[str] = ()
    around: Around | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a text is: a playbook with what is unwise in it, or why it cannot be read."""

    playbook: Playbook | None
    refusal: PlaybookRefusedError | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """A text to keep, and what was on the screen when it was written.

    Attributes:
        why: One sentence for the log.
        seen: The entries it was made from; what a colleague kept meanwhile is not
            among them and stands beside it.
        base: The digest of the shipped text it follows; None for today's.
        origin: The pack it came in, if it did.
    """

    text: str
    why: str
    seen: tuple[bytes, ...] = ()
    base: str | None = None
    origin: Origin | None = None


def distinct(parts: Iterable[PartText]) -> Iterable[PartText]:
    """Give texts names of their own: those of a pack come first, and are found first."""
    for number, part in enumerate(parts):
        yield PartText(f"{number}-{part.file}", part.text)


def reason(why: str) -> str:
    """Return a reason on one line.

    Raises:
        InvalidValueError: There is none, or it is too long.
    """
    said = " ".join(why.split())
    if not said:
        raise InvalidValueError("reason", "empty")
    if len(said) > LONGEST_REASON:
        raise InvalidValueError("reason", "too-long")
    return said

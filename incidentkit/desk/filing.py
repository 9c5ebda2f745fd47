"""Evidence as a step shows it: what is filed, what is owed, and what a copy is called."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from incidentkit.desk.services import Desk
from incidentkit.desk.when import when_ms
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.state import EvidenceItem
from incidentkit.vault.folder import write_whole
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.watching import unwatched
from incidentkit.words import drills as words

LONGEST_TEXT = 20_000
_TEXT_NAME = "text.txt"
_LONGEST_ENDING = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """The evidence of an incident. `here` is for the step that is shown.

    `owed` is held elsewhere and still to be filed, whatever step it is for.
    """

    step: str = ""
    title: str = ""
    here: tuple[EvidenceItem, ...] = ()
    elsewhere: tuple[EvidenceItem, ...] = ()
    owed: tuple[EvidenceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What somebody says of a piece: what it is, where it stood, when it was taken.

    `captured` is as it was typed; empty means just now.
    """

    step: str = ""
    what: str = ""
    address: str = ""
    captured: str = ""
    settles: bytes = b""

    def source(self, desk: Desk) -> Source:
        """Return it as the custody takes it.

        Raises:
            InvalidValueError: The time is none.
        """
        at_ms = when_ms(self.captured, desk.session.clock.now_ms())
        return Source(
            self.step,
            self.what.strip(),
            self.address.strip(),
            at_ms=at_ms,
            settles=self.settles,
        )


def read_shelf(desk: Desk, incident: SubjectId, step: str) -> Shelf:
    """Return the evidence of an incident, newest first, as one of its steps shows it."""
    run = desk.incidents.run(incident)
    items = tuple(reversed(run.incident.evidence))
    found = run.playbook.step(step)
    return Shelf(
        step=step,
        title=found.title if found else "",
        here=tuple(i for i in items if i.step == step and not i.is_owed),
        elsewhere=tuple(i for i in items if i.step != step and not i.is_owed),
        owed=tuple(i for i in items if i.is_owed),
    )


def is_filed(desk: Desk, incident: SubjectId, step: str, data: bytes) -> bool:
    """Whether the very same bytes are filed for a step."""
    digest = hashlib.sha256(data).digest()
    items = desk.incidents.run(incident).incident.evidence
    return any(item.step == step and item.sha256 == digest for item in items)


def file_bytes(
    desk: Desk,
    incident: SubjectId,
    name: str,
    data: bytes,
    about: About,
    watch: Callable[[int, int], None],
) -> EvidenceItem:
    """Take bytes into evidence that lie in no file, and never will."""
    custody, source = desk.incidents.evidence, about.source(desk)
    return custody.stream(incident, name, io.BytesIO(data), source, watch)


def file_text(desk: Desk, incident: SubjectId, text: str, about: About) -> EvidenceItem:
    """Take a text into evidence; one that is very long as a file of its own."""
    custody, source = desk.incidents.evidence, about.source(desk)
    if len(text) <= LONGEST_TEXT:
        return custody.text(incident, text, source)
    data = io.BytesIO(text.encode("utf-8", "replace"))
    return custody.stream(incident, _TEXT_NAME, data, source)


def take_out(
    desk: Desk,
    incident: SubjectId,
    item: EvidenceItem,
    folder: Path,
    watch: Callable[[int, int], None] = unwatched,
) -> Path:
    """Write a copy of something that is filed into a folder, and return where.

    One from an exercise says so in its name, and in a note beside it. The copy itself
    stays as it was handed in, or its digest would be another.

    Raises:
        StorageError: The folder cannot be written to.
        As `Custody.write_out`.
    """
    target = copy_of(item, folder)
    if desk.incidents.rehearsal.is_exercise(incident):
        target = target.with_name(f"{words.EXERCISE}-{target.name}")
        state = desk.incidents.state(incident)
        note = words.evidence_note(target.name, state.reference, state.exercise)
        # The note first: a copy never lies there without it.
        write_whole(target.with_name(f"{target.name}-{words.NOTE_FILE}"), note.encode())
    desk.incidents.evidence.write_out(item, target, watch)
    return target


def copy_of(item: EvidenceItem, folder: Path) -> Path:
    """Return where a copy goes. The name it was filed under is never used as a path."""
    ending = Path(item.name).suffix[:_LONGEST_ENDING] if item.name else ".txt"
    plain = ending[1:].isascii() and ending[1:].isalnum()
    return folder / f"evidence-{item.digest.hex()[:8]}{ending if plain else ''}"

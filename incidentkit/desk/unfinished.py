"""What somebody was still writing when the kit was locked: kept as notes.

Nobody has said that it is finished, so it does not go into the log. It waits, sealed,
like a note from the locked screen: whoever unlocks reads it and files it. What stood
in a form can be read as a note, too, and be put back into the form it came from.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from incidentkit.desk.services import Desk
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.errors import IncidentKitError, SecretInTextError
from incidentkit.vault.locked_notes import (
    MOST_BYTES,
    LockedNote,
    leave_note,
    read_notes,
)

_FURTHER = "    "  # what a field's further lines begin with
_BETWEEN = ": "


@dataclass(frozen=True, slots=True)
class Form:
    """What stood in a form: which form, and its fields by the names people read."""

    title: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Return it as a note that a person can read, and `form_in` exactly so."""
        lines = (
            f"{name}{_BETWEEN}" + value.replace("\n", f"\n{_FURTHER}")
            for name, value in self.fields
        )
        return "\n".join((_on_one_line(self.title), *lines))


@dataclass(frozen=True, slots=True)
class LeftForm:
    """A form that waits to be put back, and the note that it waits as."""

    note: bytes
    left_at_ms: int
    form: Form


class Once:
    """Work that is done once, however often it is asked for.

    A button asks for it, and then a lock that does not know how that went. Only the
    kit's lane runs it, where one thing comes after another.
    """

    def __init__(self, work: Callable[[Desk], object]) -> None:
        self._work = work
        self.is_done = False

    def __call__(self, desk: Desk) -> object:
        """Do it, unless it is done; what fails may be tried again."""
        found = None if self.is_done else self._work(desk)
        self.is_done = True
        return found


def keep_unfinished(desk: Desk, text: str) -> None:
    """Keep a text of any length; a long one in several notes.

    Raises:
        SecretInTextError: It holds a stored secret, which has no place in a note.
        As `leave_note`.
    """
    accounts = accounts_with_secret_in(desk.session, desk.accounts, text)
    if accounts:
        raise SecretInTextError(accounts)
    for part in _parts(text.encode("utf-8", "replace")):
        leave_note(desk.session, part)


def _parts(data: bytes) -> Iterator[str]:
    """Cut between characters."""
    start = 0
    while start < len(data):
        end = min(start + MOST_BYTES, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        part = data[start:end].decode()
        if part.strip():
            yield part
        start = end


def keep_form(desk: Desk, form: Form, kept: Once | None = None) -> None:
    """Keep a form to be put back, unless `kept` has kept what stands in it.

    One too long for a note is kept field by field, and a field too long for one in
    several notes that can only be read.

    Raises:
        As `keep_unfinished`.
    """
    if kept is not None and kept.is_done:
        return
    if _fits(form):
        keep_unfinished(desk, form.text)
        return
    for one in form.fields:
        alone = Form(form.title, (one,))
        keep_unfinished(desk, alone.text if _fits(alone) else f"\n{alone.text}")


def keep_forms(forms: Iterable[Callable[[Desk], object]], desk: Desk) -> None:
    """Keep each; that one is refused keeps no other from being kept.

    Raises:
        IncidentKitError: What the first one that failed said.
    """
    refusals: list[IncidentKitError] = []
    for keep in forms:
        try:
            keep(desk)
        except IncidentKitError as error:
            refusals.append(error)
    if refusals:
        raise refusals[0]


def all_of(
    works: Iterable[Callable[[Desk], object] | None],
) -> Callable[[Desk], object] | None:
    """Return the work that keeps everything that is to be kept, None if nothing is."""
    wanted = tuple(work for work in works if work is not None)
    return partial(keep_forms, wanted) if wanted else None


def form_left(desk: Desk, title: str) -> LeftForm | None:
    """Return what waits longest to be put back into a form."""
    for note in read_notes(desk.session):
        form = form_in(note)
        if form is not None and form.title == _on_one_line(title):
            return LeftForm(note.id, note.left_at_ms, form)
    return None


def form_in(note: LockedNote) -> Form | None:
    """Return the form that a note holds, None when it is any other note."""
    title, *lines = note.text.split("\n")
    fields: list[tuple[str, str]] = []
    for line in lines:
        name, between, value = line.partition(_BETWEEN)
        if line.startswith(_FURTHER) and fields:
            before, said = fields.pop()
            fields.append((before, f"{said}\n{line[len(_FURTHER) :]}"))
        elif between:
            fields.append((name, value))
        else:
            return None
    return Form(title, tuple(fields)) if title and fields else None


def _fits(form: Form) -> bool:
    return len(form.text.encode("utf-8", "replace")) <= MOST_BYTES


def _on_one_line(text: str) -> str:
    return " ".join(text.split())

"""What was typed and is not in the kit yet, and how it is kept when the kit is locked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import keep_unfinished
from incidentkit.desk.writing import DraftPage, Out, save_draft
from incidentkit.errors import IncidentKitError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import drafts as words


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is not in the kit yet, and the entries that it was made from.

    `mine` is an earlier text of it that is on its way into the kit.
    """

    text: str
    seen: tuple[bytes, ...]
    title: str
    mine: str | None = None


def seen_after(draft: DraftPage) -> tuple[bytes, ...]:
    """Return the entries that what was typed on stands on, once the rest is kept.

    Beside a colleague's version only the newest is ours.
    """
    return draft.seen[-1:] if draft.versions else draft.seen


def keep_all(
    typed: Mapping[SubjectId, Typed], outs: Iterable[tuple[str, Out]], desk: Desk
) -> None:
    """Keep each text as an edit; one that the log refuses waits as a note."""
    refusals: list[IncidentKitError] = []
    for draft, one in typed.items():
        try:
            _keep(desk, draft, one)
        except IncidentKitError as error:
            refusals.append(error)
    for title, out in outs:
        said = words.unrecorded(title, out.where, out.when, out.address)
        keep_unfinished(desk, said)
    if refusals:
        raise refusals[0]


def _keep(desk: Desk, draft: SubjectId, one: Typed) -> None:
    if not one.text.strip():
        return
    try:
        save_draft(desk, draft, one.text, one.seen, one.mine)
    except IncidentKitError:
        keep_unfinished(desk, words.unfinished(one.title, one.text))

"""What the panel shows while a message is written."""

from dataclasses import dataclass
from enum import StrEnum

from incidentkit.desk.checking_text import Reviewed
from incidentkit.desk.writing import DraftPage, Out, WritingPage
from incidentkit.drafting.outdated import Outdated, stands_in

_NO_OUT = Out()


class Kept(StrEnum):
    """Whether what stands in the box is in the kit."""

    SAVED = "saved"
    TYPED = "typed"
    SAVING = "saving"
    EMPTY = "empty"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DraftState:
    """Everything the panel shows. Without a page it is still being read.

    `text` is what stands in the box, `gaps` what is still to fill in it.
    """

    page: WritingPage | None = None
    draft: DraftPage | None = None
    text: str = ""
    gaps: tuple[str, ...] = ()
    review: Reviewed | None = None
    kept: Kept = Kept.SAVED
    beginning: bool = False
    out: Out = _NO_OUT

    @property
    def outdated(self) -> tuple[Outdated, ...]:
        """What the text in the box says, and the kit would fill in otherwise now."""
        draft = self.draft
        if draft is None or draft.versions:
            return ()
        return tuple(o for o in draft.outdated if stands_in(self.text, o.was))

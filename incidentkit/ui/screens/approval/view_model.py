"""Approving a text, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage

from incidentkit.clock import Clock
from incidentkit.desk import approving
from incidentkit.desk.approval_page import (
    ApprovalPage,
    Shown,
    read_approval,
    read_picture,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, keep_form
from incidentkit.drafting.approving import Told, Trying
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.ui.widgets.decoding import decoded
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import approval as words

_ROOM = QSize(640, 480)
_Act = Callable[[Desk, SubjectId, bytes], ApprovalPage]


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """What is to be approved. `is_busy` while something is being written down."""

    page: ApprovalPage | None = None
    is_busy: bool = False


class ApprovalViewModel(ViewModel[ApprovalState]):
    """Shows exactly one content, and says things of that content only.

    Signals:
        done: Something was written down; what, in words.
        seen: A picture was opened, or cannot be; it is in `images` by its entry.
    """

    done = Signal(str)
    seen = Signal(bytes)

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(ApprovalState())
        self._kit = kit
        self._clock = clock
        self._draft: SubjectId | None = None
        self._typed: tuple[tuple[str, str], ...] = ()
        self.images: dict[bytes, QImage | None] = {}
        kit.changed.connect(self.refresh)

    def show(self, draft: SubjectId) -> None:
        """Show the approval of a draft."""
        if draft != self._draft:
            self._draft = draft
            self._set(ApprovalState())
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        draft = self._draft
        if draft is None or not self._kit.is_open:
            return

        def found(page: ApprovalPage) -> None:
            if draft == self._draft and page != self.state.page:
                self._set(replace(self.state, page=page))
            for picture in page.pictures:
                self._look_at(draft, picture)

        self._kit.ask(lambda desk: read_approval(desk, draft), found, self._refuse)

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    # --- acts ------------------------------------------------------------

    def ask(self, note: str) -> None:
        """Ask everybody who is needed."""

        def work(desk: Desk, draft: SubjectId, content: bytes) -> ApprovalPage:
            return approving.ask_for_approval(desk, draft, content, (), note)

        self._act(work, words.ASKED)

    def approve(self) -> None:
        """Approve exactly what is shown."""
        self._act(approving.approve, words.APPROVED)

    def want_changes(self, what: str) -> None:
        """Say what should change."""

        def work(desk: Desk, draft: SubjectId, content: bytes) -> ApprovalPage:
            return approving.ask_for_changes(desk, draft, content, what)

        self._act(work, words.TOLD)

    def record(self, told: Told) -> None:
        """Write down that somebody approved who did not sign."""

        def work(desk: Desk, draft: SubjectId, content: bytes) -> ApprovalPage:
            return approving.record_approval(desk, draft, content, told)

        self._act(work, words.RECORDED)

    def could_not_reach(self, trying: Trying) -> None:
        """Write down that somebody was tried."""

        def work(desk: Desk, draft: SubjectId, _content: bytes) -> ApprovalPage:
            return approving.could_not_reach(desk, draft, trying)

        self._act(work, words.TRIED)

    def decide_against(self, check: str, reason: str) -> None:
        """Let exactly this go out against a check."""

        def work(desk: Desk, draft: SubjectId, content: bytes) -> ApprovalPage:
            return approving.decide_against(desk, draft, check, reason, content)

        self._act(work, words.DECIDED)

    def save_copy(self, picture: Shown, target: Path) -> None:
        """Write a picture that cannot be shown here to a file, to be looked at."""
        draft = self._draft
        if draft is None:
            return

        def work(desk: Desk) -> None:
            found = desk.drafts.belongings.picture(draft, picture.entry)
            desk.drafts.belongings.write_out(found, target)

        self._kit.ask(work, lambda _: self.done.emit(words.COPY_SAVED), self._refuse)

    # --- locking ---------------------------------------------------------

    def typed(self, fields: tuple[tuple[str, str], ...]) -> None:
        """Know what stands in the forms and is not written down yet."""
        self._typed = fields

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return what keeps what was typed, as a note."""
        page, typed = self.state.page, self._typed
        if page is None or not typed:
            return None
        return partial(keep_form, form=Form(words.left(page.title), typed))

    # --- inside ----------------------------------------------------------

    def _look_at(self, draft: SubjectId, picture: Shown) -> None:
        """Open a picture, for whoever approves it to see."""
        if self.images.get(picture.entry) is not None:
            return

        def made(image: QImage | None) -> None:
            self.images[picture.entry] = image
            self.seen.emit(picture.entry)

        def decode(data: bytes) -> None:
            self._kit.jobs.run(
                lambda: decoded(data, _ROOM),
                then=made,
                failed=lambda _: made(None),
                lane=Lane.SIDE,
            )

        def work(desk: Desk) -> bytes:
            return read_picture(desk, draft, picture)

        self._kit.ask(work, decode, lambda _: made(None))

    def _act(self, work: _Act, said: str) -> None:
        """Do something about the content that is shown, and no other."""
        page = self.state.page
        if page is None or self.state.is_busy:
            return
        self._set(replace(self.state, is_busy=True))

        def then(after: ApprovalPage) -> None:
            self._typed = ()
            is_shown = after.draft == self._draft
            self._set(ApprovalState(after if is_shown else self.state.page))
            self.done.emit(said)

        self._kit.ask(
            lambda desk: work(desk, page.draft, page.content), then, self._not_done
        )

    def _not_done(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, is_busy=False))
        self._refuse(error)

"""Publishing a text, without the screen. Nothing is sent; a person takes it out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from incidentkit.clock import Clock
from incidentkit.desk import published, publishing
from incidentkit.desk.published import Aftermath, Promise
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, keep_form
from incidentkit.desk.ways_out import PublishingPage, read_publishing
from incidentkit.desk.when import when_ms
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.ui.widgets.decoding import png_of
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import publishing as words

T = TypeVar("T")
_NOTHING = Aftermath()


class Paper(StrEnum):
    """What a text is saved as, by the ending of its file."""

    MAIL = ".eml"
    TEXT = ".txt"
    PRINT = ".pdf"


@dataclass(frozen=True, slots=True)
class PublishingState:
    """Every way out, and what is left to do. Without a page it is still being read."""

    page: PublishingPage | None = None
    left: Aftermath = _NOTHING
    is_busy: bool = False


class PublishingViewModel(ViewModel[PublishingState]):
    """Shows the ways out for a draft, writes what is asked for, files what went out.

    Signals:
        done: Something was done; what, in words.
        opens: An address is to be opened, because somebody pressed for it.
    """

    done = Signal(str)
    opens = Signal(str)

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(PublishingState())
        self._kit = kit
        self._clock = clock
        self._draft: SubjectId | None = None
        self._typed: tuple[tuple[str, str], ...] = ()
        kit.changed.connect(self.refresh)

    def show(self, draft: SubjectId) -> None:
        """Show the ways out for a draft."""
        if draft != self._draft:
            self._draft = draft
            self._set(PublishingState())
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        draft = self._draft
        if draft is None or not self._kit.is_open:
            return

        def work(desk: Desk) -> tuple[PublishingPage, Aftermath]:
            return read_publishing(desk, draft), published.read_aftermath(desk, draft)

        def found(read: tuple[PublishingPage, Aftermath]) -> None:
            if draft == self._draft:
                self._set(replace(self.state, page=read[0], left=read[1]))

        self._kit.ask(work, found, self._refuse)

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    def doubt_about(self, where: str, address: str) -> str:
        """Say what speaks against an address, while it is typed; or nothing."""
        page = self.state.page
        ways = page.ways if page else ()
        named = {way.name.casefold(): way for way in ways}
        way = named.get(where.strip().casefold())
        key = published.doubt_about(address, way.hosts if way else ())
        return words.doubt(key, where.strip())

    # --- out -------------------------------------------------------------

    def save(self, paper: Paper, path: Path) -> None:
        """Write it into a new file."""
        make = _MAKERS[paper]
        self._act(
            lambda desk, draft: publishing.save(path, make(desk, draft)),
            lambda found: self.done.emit(words.saved(found.name)),
        )

    def save_picture(self, entry: bytes, path: Path) -> None:
        """Write a picture that goes with it into a new file."""

        def work(desk: Desk, draft: SubjectId) -> Path:
            return publishing.save(path, publishing.picture_bytes(desk, draft, entry))

        self._act(work, lambda found: self.done.emit(words.saved(found.name)))

    def mail(self) -> None:
        """Open the mail program with it, where it is short enough."""

        def then(address: str) -> None:
            if address:
                self.opens.emit(address)
            else:
                self.done.emit(words.MAIL_TOO_LONG)

        self._act(publishing.mail_address, then)

    # --- once it is out --------------------------------------------------

    def capture(self, entry: bytes, path: Path) -> None:
        """File a picture of what went out."""
        self._act(
            lambda desk, draft: published.file_capture(desk, draft, entry, path),
            lambda _: self.done.emit(words.FILED),
        )

    def take_capture(self, entry: bytes, image: QImage) -> None:
        """File the picture that is on the clipboard."""

        def kept(data: bytes) -> None:
            name = words.SCREENSHOT
            self._act(
                lambda desk, draft: published.take_capture(
                    desk, draft, entry, name, data
                ),
                lambda _: self.done.emit(words.FILED),
            )

        self._kit.jobs.run(
            lambda: png_of(image, words.SCREENSHOT),
            then=kept,
            failed=self._refuse,
            lane=Lane.SIDE,
        )

    def keep(self, promise: Promise, when: str, owner: str) -> None:
        """Keep a promise in view."""

        def work(desk: Desk, draft: SubjectId) -> Aftermath:
            at_ms = when_ms(when, self._clock.now_ms()) or promise.at_ms
            sentence = promise.sentence
            return published.keep_promise(desk, draft, sentence, at_ms, owner)

        self._act(work, lambda _: self.done.emit(words.KEPT))

    # --- locking ---------------------------------------------------------

    def typed(self, fields: tuple[tuple[str, str], ...]) -> None:
        """Know what was typed beside a promise and is not written down yet."""
        self._typed = tuple((name, said) for name, said in fields if said.strip())

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return what keeps what was typed, as a note."""
        page, typed = self.state.page, self._typed
        if page is None or not typed:
            return None
        return partial(keep_form, form=Form(words.left(page.title), typed))

    # --- inside ----------------------------------------------------------

    def _act(
        self, work: Callable[[Desk, SubjectId], T], then: Callable[[T], object]
    ) -> None:
        draft = self._draft
        if draft is None or self.state.is_busy:
            return
        self._set(replace(self.state, is_busy=True))

        def ended(found: T) -> None:
            self._typed = ()
            self._set(replace(self.state, is_busy=False))
            then(found)
            self.refresh()

        self._kit.ask(lambda desk: work(desk, draft), ended, self._not_done)

    def _not_done(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, is_busy=False))
        self._refuse(error)


_MAKERS: dict[Paper, Callable[[Desk, SubjectId], bytes]] = {
    Paper.MAIL: publishing.mail_file,
    Paper.TEXT: publishing.file_bytes,
    Paper.PRINT: publishing.paper,
}

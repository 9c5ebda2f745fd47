"""What stands around a text, without the screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.around_text import Around, read_around
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, keep_form
from incidentkit.drafting.entries import About
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import draft_around as words

_Write = Callable[[Desk, SubjectId], object]


@dataclass(frozen=True, slots=True)
class AroundState:
    """What stands around the draft that is shown. `text` is what stands in its box."""

    around: Around | None = None
    text: str = ""


class AroundModel(ViewModel[AroundState]):
    """Reads it again whenever the kit changes, and writes down what is said.

    Signals:
        done: Something was written down; what, in words.
    """

    done = Signal(str)

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(AroundState())
        self._kit = kit
        self._clock = clock
        self._draft: SubjectId | None = None
        self._typed: dict[str, str] = {}
        kit.changed.connect(self.refresh)

    def show(self, draft: SubjectId | None) -> None:
        """Show what stands around a draft."""
        if draft != self._draft:
            self._draft = draft
            self._typed.clear()
            self._set(AroundState())
            self.refresh()

    def refresh(self) -> None:
        """Read again."""
        draft = self._draft
        if draft is None or not self._kit.is_open:
            return

        def found(around: Around) -> None:
            if draft == self._draft and around != self.state.around:
                self._set(replace(self.state, around=around))

        self._kit.ask(lambda desk: read_around(desk, draft), found, self._refuse)

    def text_is(self, text: str) -> None:
        """Know what stands in the box."""
        if text != self.state.text:
            self._set(replace(self.state, text=text))

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    # --- acts ------------------------------------------------------------

    def choose_places(self, slugs: Iterable[str]) -> None:
        """Say where the text goes out."""
        chosen = tuple(slugs)
        self._write(
            lambda desk, draft: desk.drafts.belongings.choose_channels(draft, chosen)
        )

    def add_picture(self, path: Path) -> None:
        """Put a picture with the text; what it shows is said afterwards."""
        draft = self._draft
        if draft is not None:
            self._kit.ask_watched(
                lambda desk, watch: desk.drafts.belongings.add_picture(
                    draft, path, watch=watch
                ),
                lambda _: self.done.emit(words.KEPT),
                self._refuse,
            )

    def describe(self, picture: bytes, about: About) -> None:
        """Say what a picture shows, and whether it may be used."""
        self._write(
            lambda desk, draft: desk.drafts.belongings.describe_picture(
                draft, picture, about
            )
        )

    def remove_picture(self, picture: bytes) -> None:
        """Take a picture out; the file stays in the kit."""
        self._write(
            lambda desk, draft: desk.drafts.belongings.remove_picture(draft, picture)
        )

    def remark(self, text: str, quoted: str = "") -> None:
        """Say something about the text."""
        self._write(
            lambda desk, draft: desk.drafts.remarks.comment(draft, text, quoted),
            words.REMARKED,
        )

    def resolve(self, remark: bytes) -> None:
        """Say that a comment is dealt with."""
        self._write(lambda desk, draft: desk.drafts.remarks.resolve(draft, remark))

    def read(self, said: str = "", *, is_fine: bool) -> None:
        """Say what a second reader found in exactly what is shown."""
        around = self.state.around
        if around is None:
            return
        self._write(
            lambda desk, draft: desk.drafts.remarks.read(
                draft, around.content, said, is_fine=is_fine
            )
        )

    def _write(self, work: _Write, news: str = words.KEPT) -> None:
        draft = self._draft
        if draft is None:
            return

        def then(_: object) -> None:
            self._typed.clear()
            self.done.emit(news)

        self._kit.ask(lambda desk: work(desk, draft), then, self._refuse)

    # --- locking ---------------------------------------------------------

    def typed(self, name: str, text: str) -> None:
        """Know what stands in a field and is not written down yet."""
        if text.strip():
            self._typed[name] = text
        else:
            self._typed.pop(name, None)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return what keeps it as a note, None when nothing is typed."""
        if not self._typed:
            return None
        return partial(
            keep_form, form=Form(words.UNFINISHED, tuple(self._typed.items()))
        )

"""The list of message templates and the one that is open, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QTimer, Signal

from incidentkit.desk import templates
from incidentkit.desk.services import Desk
from incidentkit.desk.templates import Looked, TemplatePage, TemplateRow
from incidentkit.desk.templates_left import LeftText, leave_text, left_text, let_go
from incidentkit.errors import IncidentKitError, InvalidValueError
from incidentkit.playbooks.difference import Line, difference
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.words.window import templates as words

PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class TemplatesState:
    """Everything the screen shows. Without rows they are being read.

    `looked` is about `text` once `checked`. `lines` are the difference to the shipped
    text, None while nobody looks.
    """

    rows: tuple[TemplateRow, ...] | None = None
    page: TemplatePage | None = None
    text: str = field(default="", repr=False)
    looked: Looked | None = None
    checked: bool = False
    lines: tuple[Line, ...] | None = field(default=None, repr=False)
    left: LeftText | None = None
    busy: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the text is another than the one in use."""
        return self.page is not None and self.text != self.page.text


class TemplatesViewModel(ViewModel[TemplatesState]):
    """Reads templates, tries out what is typed, and keeps it when it is asked to.

    Signals:
        text_set: The text was changed by something else than typing.
        news: Something was done; the words to show.
        closed: Nothing is open any more.
    """

    text_set = Signal(str)
    news = Signal(str)
    closed = Signal()

    def __init__(self, kit: KitAccess, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(TemplatesState())
        self._kit = kit
        self._is_shown = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.check)
        kit.changed.connect(self._arrived)

    # --- reading ---------------------------------------------------------

    def show(self, *, shown: bool) -> None:
        """Know whether anybody looks."""
        self._is_shown = shown

    def refresh(self) -> None:
        """Read the list again."""
        if self._kit.is_open:
            self._kit.ask(templates.list_templates, self._listed, self._refuse)

    def open(self, file: str) -> None:
        """Open one template."""

        def work(desk: Desk) -> tuple[TemplatePage, LeftText | None]:
            page = templates.read_template(desk, file)
            return page, left_text(desk, page.row.file)

        self._kit.ask(work, self._opened, self._refuse)

    def close(self) -> None:
        """Go back to the list; what was typed is gone."""
        self._pause.stop()
        self._set(TemplatesState(self.state.rows))
        self.closed.emit()
        self.refresh()

    # --- writing ---------------------------------------------------------

    def typed(self, text: str) -> None:
        """Take the text as it stands in the editor."""
        if text != self.state.text:
            self._set(replace(self.state, text=text, checked=False, lines=None))
            self._pause.start()

    def check(self) -> None:
        """Try out the text as it stands."""
        self._pause.stop()
        page, text = self.state.page, self.state.text
        if page is None:
            return
        file = page.row.file
        self._kit.ask(
            lambda desk: templates.look(desk, text, file),
            lambda looked: self._looked(text, looked),
            self._refuse,
        )

    def compare(self) -> None:
        """Show how the text differs from the one that was shipped."""
        page, text = self.state.page, self.state.text
        if page is None or not page.shipped:
            return
        self._kit.ask(
            lambda _desk: difference(page.shipped, text),
            lambda lines: self._compared(text, lines),
            self._refuse,
        )

    def keep(self, why: str) -> None:
        """Use the text from now on."""
        page, text = self.state.page, self.state.text
        if page is None:
            return
        file, seen = page.row.file, page.seen

        def work(desk: Desk) -> None:
            templates.keep(desk, text, why, seen, file)
            let_go(desk, file)

        self._do(work, words.KEPT)

    def go_back(self, why: str) -> None:
        """Use the shipped text again, or nothing in the place of one of our own."""
        page = self.state.page
        if page is None:
            return
        file = page.row.file
        if page.shipped:
            self._do(lambda desk: templates.go_back(desk, file, why), words.WENT_BACK)
            return
        self._set(replace(self.state, busy=True))
        self._kit.ask(
            lambda desk: templates.go_back(desk, file, why),
            lambda _: self.close(),
            self._failed,
        )

    # --- Welsh -----------------------------------------------------------

    def approve(self, translator: str, day: str) -> None:
        """Record that a translator approved the text as it is shown."""
        page = self.state.page
        if page is None or page.translation is None:
            return
        shown = page.translation
        try:
            on = date.fromisoformat(day.strip()) if day.strip() else None
        except ValueError:
            self._refuse(InvalidValueError("day", "date"))
            return

        def work(desk: Desk) -> object:
            translations = desk.drafts.library.translations
            return translations.approve(shown, translator, on)

        self._do(work, words.APPROVED)

    def stop(self, why: str) -> None:
        """Have no message begin with a Welsh text until it is approved again."""
        page = self.state.page
        if page is None:
            return
        key = (page.row.id, page.row.variant)
        self._do(
            lambda desk: desk.drafts.library.translations.stop(*key, why), words.STOPPED
        )

    def see_other(self) -> None:
        """Put a text that a colleague kept at the same time into the editor."""
        page = self.state.page
        if page is None or not page.others:
            return
        every = (*page.others, page.text)
        at = every.index(self.state.text) if self.state.text in every else -1
        text = every[(at + 1) % len(every)]
        self.typed(text)
        self.text_set.emit(text)
        self.check()

    # --- what is left unfinished -----------------------------------------

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what was typed for later, None when nothing was."""
        state = self.state
        page, text = state.page, state.text
        if page is None or not page.may_change or not state.is_changed:
            return None
        return lambda desk: leave_text(desk, page.row.file, text, page.base)

    def put_back(self) -> None:
        """Put what was left into the editor again."""
        left = self.state.left
        if left is not None:
            self.typed(left.text)
            self.text_set.emit(left.text)
            self.drop_left()

    def drop_left(self) -> None:
        """Take what was left off what waits."""
        page = self.state.page
        if page is not None:
            file = page.row.file
            self._kit.ask(
                lambda desk: let_go(desk, file),
                lambda _: self._set(replace(self.state, left=None)),
                self._refuse,
            )

    # --- inside ----------------------------------------------------------

    def _arrived(self) -> None:
        """Read again what a colleague may have changed, never over what is typed."""
        if not self._is_shown:
            return
        self.refresh()
        page = self.state.page
        if page is not None and not self.state.is_changed and not self.state.busy:
            self.open(page.row.file)

    def _do(self, work: Callable[[Desk], object], said: str) -> None:
        page = self.state.page
        if page is None or self.state.busy:
            return
        file = page.row.file

        def both(desk: Desk) -> tuple[TemplatePage, LeftText | None]:
            work(desk)
            return templates.read_template(desk, file), left_text(desk, file)

        def done(found: tuple[TemplatePage, LeftText | None]) -> None:
            self._opened(found)
            self.news.emit(said)

        self._set(replace(self.state, busy=True))
        self._kit.ask(both, done, self._failed)

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)

    def _listed(self, rows: tuple[TemplateRow, ...]) -> None:
        self._set(replace(self.state, rows=rows))

    def _opened(self, found: tuple[TemplatePage, LeftText | None]) -> None:
        page, left = found
        rows = self.state.rows
        self._set(
            TemplatesState(rows, page, page.text, page.looked, checked=True, left=left)
        )
        self.text_set.emit(page.text)

    def _looked(self, text: str, looked: Looked) -> None:
        if text == self.state.text:  # else something is being typed: that is checked
            self._set(replace(self.state, looked=looked, checked=True))

    def _compared(self, text: str, lines: tuple[Line, ...]) -> None:
        if text == self.state.text:
            self._set(replace(self.state, lines=lines))

"""A playbook being changed, without the screen: the text, its form and its check."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QTimer, Signal

from incidentkit.desk.playbooks import Remark, ToChange, open_to_change, remarks
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.playbooks.difference import Line, difference, merged_text
from incidentkit.playbooks.editing import Block, block_at, line_of_step, with_field
from incidentkit.playbooks.keeping import Keeping
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.playbooks.comparing import Comparing
from incidentkit.ui.view_model import ViewModel
from incidentkit.words.playbook_copies import SETTLED_BY_CHOICE

PAUSE_MS = 400


@dataclass(frozen=True, slots=True)
class EditorState:
    """Everything the editor shows.

    Attributes:
        line: Where the cursor is, from 0.
        remarks: What the last check said.
        checked: Whether that was about the text as it stands.
        readable: Whether the last check could read it.
        name: What the playbook in the text is called, once it could be read.
        slug: Its short name.
        note: The lesson that brought somebody here.
        base: The digest of the shipped text that the text follows now.
        lines: The difference to the shipped text, None while nobody looks.
    """

    opened: ToChange | None = None
    text: str = field(default="", repr=False)
    line: int = 0
    remarks: tuple[Remark, ...] = ()
    checked: bool = False
    readable: bool = False
    name: str = ""
    slug: str = ""
    note: str = ""
    base: str = ""
    lines: tuple[Line, ...] | None = field(default=None, repr=False)
    keeping: bool = False

    @property
    def block(self) -> Block:
        """What the cursor is in."""
        return block_at(self.text, self.line)

    @property
    def is_changed(self) -> bool:
        """Whether the text is another than the one in use."""
        return self.opened is not None and self.text != self.opened.text

    @property
    def moved_on(self) -> bool:
        """Whether the text follows a shipped text that is not shipped any more."""
        return self.opened is not None and self.opened.moved_on and not self._rebased

    @property
    def _rebased(self) -> bool:
        return self.opened is not None and self.base != self.opened.base

    @property
    def is_another(self) -> bool:
        """Whether the text would be a playbook of its own."""
        slug = self.opened.slug if self.opened else ""
        return bool(self.slug) and self.slug != slug


class EditorViewModel(ViewModel[EditorState]):
    """Takes what is typed, checks it after a pause, and keeps it when it is asked to.

    Signals:
        text_set: The text was changed by something else than typing.
        went_to: Put the cursor on this line, from 0.
        kept: A text is in use; the playbook's name and version.
        went_back: The shipped text is used again.
        left_later: What was typed was kept for later.
    """

    text_set = Signal(str)
    went_to = Signal(int)
    kept = Signal(str, str)
    went_back = Signal()
    left_later = Signal()

    def __init__(self, kit: KitAccess, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(EditorState())
        self._kit = kit
        self.comparing = Comparing(kit, self)
        self.comparing.refused.connect(self.refused)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.check)

    # --- opening ---------------------------------------------------------

    def open(self, slug: str, step: str = "", note: str = "") -> None:
        """Open a playbook, at a step if one is named by its title or short name.

        What was being changed in another one is kept for later.
        """
        leaving = self.unsaved()

        def work(desk: Desk) -> tuple[ToChange, int]:
            if leaving is not None:
                leaving(desk)
            found = open_to_change(desk, slug)
            return found, _line_of(desk, found, step)

        self._kit.ask(work, partial(self._opened, note), self._refuse)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what was typed for later, None when nothing was."""
        state = self.state
        if state.opened is None or not state.is_changed:
            return None
        opened, text, base = state.opened, state.text, state.base
        return lambda desk: desk.playbooks.leave(opened.slug, text, base)

    # --- writing ---------------------------------------------------------

    def typed(self, text: str) -> None:
        """Take the text as it stands in the editor."""
        if text == self.state.text:
            return
        self._set(replace(self.state, text=text, checked=False, lines=None))
        self._pause.start()

    def move(self, line: int) -> None:
        """Know where the cursor is."""
        if line != self.state.line:
            self._set(replace(self.state, line=line))

    def go_to(self, line: int) -> None:
        """Go to a line, counted from 0."""
        self.move(line)
        self.went_to.emit(line)

    def set_field(self, name: str, value: str) -> None:
        """Change exactly one field of what the cursor is in."""
        text = with_field(self.state.text, self.state.line, name, value)
        if text != self.state.text:
            self.put(text)

    def put(self, text: str) -> None:
        """Put a text into the editor."""
        self._set(replace(self.state, text=text, checked=False, lines=None))
        self.text_set.emit(text)
        self._pause.start()

    # --- looking ---------------------------------------------------------

    def check(self) -> None:
        """Check the text as it stands, in the kit's lane."""
        self._pause.stop()
        if self.state.opened is None or not self._kit.is_open:
            return
        text = self.state.text

        def work(desk: Desk) -> tuple[tuple[Remark, ...], bool, str, str]:
            looked = desk.playbooks.look(text, _FILE)
            playbook = looked.playbook
            name, slug = (playbook.name, playbook.slug) if playbook else ("", "")
            return remarks(looked), playbook is not None, name, slug

        self._kit.ask(work, partial(self._checked, text), self._refuse)

    def compare(self) -> None:
        """Compare the text with the shipped one, in the kit's lane."""
        opened, text = self.state.opened, self.state.text
        if opened is None or not opened.shipped:
            return
        shipped = opened.shipped

        def work(_desk: Desk) -> tuple[Line, ...]:
            return difference(shipped, text)

        def then(lines: tuple[Line, ...]) -> None:
            if text == self.state.text:
                self._set(replace(self.state, lines=lines))

        self._kit.ask(work, then, self._refuse)

    # --- deciding --------------------------------------------------------

    def keep(self, version: str, reviewed: str, why: str) -> None:
        """Use the text from now on, with a version and the day it was reviewed."""
        opened = self.state.opened
        if opened is None or self.state.keeping:
            return
        text = with_field(self.state.text, 0, "version", version.strip())
        text = with_field(text, 0, "reviewed", reviewed.strip())
        if text != self.state.text:
            self.put(text)
        base = self.state.base

        def work(desk: Desk) -> tuple[str, str, ToChange]:
            looked = desk.playbooks.look(text, _FILE)
            if looked.refusal is not None:
                raise looked.refusal
            slug = looked.playbook.slug if looked.playbook else opened.slug
            same = slug == opened.slug
            keeping = Keeping(
                text, why, opened.seen if same else (), base if same else None
            )
            kept = desk.playbooks.keep(keeping)
            found = open_to_change(desk, kept)
            return found.name, version.strip(), found

        self._set(replace(self.state, keeping=True))
        self._kit.ask(work, partial(self._kept, text), self._not_kept)

    def go_back(self, why: str) -> None:
        """Use the shipped text again."""
        opened = self.state.opened
        if opened is None:
            return
        self._kit.ask(
            lambda desk: desk.playbooks.go_back(opened.slug, why),
            lambda _: self.went_back.emit(),
            self._refuse,
        )

    def choose(self, entry: bytes) -> None:
        """Settle what was kept at the same time."""
        opened = self.state.opened
        if opened is None:
            return

        def work(desk: Desk) -> tuple[ToChange, int]:
            desk.playbooks.choose(opened.slug, entry, SETTLED_BY_CHOICE)
            return open_to_change(desk, opened.slug), 0

        self._kit.ask(work, partial(self._opened, self.state.note), self._refuse)

    def take_in(self) -> None:
        """Put into the text what the new shipped version changed and we did not."""
        opened = self.state.opened
        if opened is None or not opened.then:
            return
        self._follow_new()
        self.put(merged_text(opened.stretches))

    def stand(self) -> None:
        """Say that ours follows the new shipped version as it is."""
        self._follow_new()
        self.check()

    def leave_for_later(self) -> None:
        """Keep what was typed for later, and close the editor."""
        work = self.unsaved()
        if work is None:
            self.left_later.emit()
            return
        self._kit.ask(work, lambda _: self._closed(), self._refuse)

    def put_back(self) -> None:
        """Put what was left into the editor again."""
        opened = self.state.opened
        if opened is not None and opened.left is not None:
            self._set(replace(self.state, base=opened.left.base or self.state.base))
            self.put(opened.left_text)
            self.drop_left()

    def drop_left(self) -> None:
        """Take what was left off the list."""
        opened = self.state.opened
        if opened is None or opened.left is None:
            return
        entry = opened.left.entry
        self._kit.ask(
            lambda desk: desk.playbooks.let_go(opened.slug, entry),
            lambda _: self._set(
                replace(self.state, opened=replace(opened, left=None, left_text=""))
            ),
            self._refuse,
        )

    # --- inside ----------------------------------------------------------

    def _follow_new(self) -> None:
        from incidentkit.playbooks.entries import text_digest

        opened = self.state.opened
        if opened is not None and opened.shipped:
            self._set(replace(self.state, base=text_digest(opened.shipped)))

    def _opened(self, note: str, found: tuple[ToChange, int]) -> None:
        opened, line = found
        self._set(EditorState(opened, opened.text, line, note=note, base=opened.base))
        self.text_set.emit(opened.text)
        self.went_to.emit(line)
        self.check()

    def _closed(self) -> None:
        self._set(EditorState())
        self.left_later.emit()

    def _checked(
        self, text: str, found: tuple[tuple[Remark, ...], bool, str, str]
    ) -> None:
        said, readable, name, slug = found
        if text != self.state.text:
            return  # something else is being typed: that will be checked
        self._set(
            replace(
                self.state,
                remarks=said,
                readable=readable,
                checked=True,
                name=name or self.state.name,
                slug=slug,
            )
        )

    def _kept(self, text: str, found: tuple[str, str, ToChange]) -> None:
        name, version, opened = found
        state = self.state
        self._set(replace(state, opened=opened, base=opened.base, keeping=False))
        if self.state.text == text and opened.text != text:
            self.put(opened.text)
        self.check()
        self.kept.emit(name, version)

    def _not_kept(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, keeping=False))
        self._refuse(error)


_FILE = "playbook"


def _line_of(desk: Desk, found: ToChange, step: str) -> int:
    """Return the line, from 0, of a step that is named by its title or short name."""
    if not step:
        return 0
    playbook = next(
        (p for p in desk.playbooks.library().all if p.slug == found.slug), None
    )
    named = playbook.step(step) if playbook else None
    if named is not None:
        return named.line - 1
    return line_of_step(found.text, step)

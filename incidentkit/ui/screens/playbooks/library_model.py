"""The list of playbooks and the one that is read, without the screen."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.playbooks import (
    KeptVersion,
    PlaybookPage,
    PlaybookRow,
    list_playbooks,
    may_change,
    playbook_in_use,
    read_page,
    text_of_playbook,
    versions_of,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.playbooks.grab_card import grab_card
from incidentkit.playbooks.model import Playbook
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.folder import write_whole


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Everything the list and the reading page show. Without rows it is being read."""

    rows: tuple[PlaybookRow, ...] | None = None
    page: PlaybookPage | None = None
    versions: tuple[KeptVersion, ...] = ()
    printing: bool = False
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class _ToPrint:
    playbook: Playbook
    council: str
    made_ms: int


class LibraryViewModel(ViewModel[LibraryState]):
    """Reads the playbooks, and writes cards.

    Signals:
        printed: A file was written; its path.
    """

    printed = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(LibraryState())
        self.kit = kit
        self._is_shown = False
        kit.changed.connect(self._changed)

    def show(self, *, shown: bool) -> None:
        """Know whether anybody looks."""
        self._is_shown = shown

    def refresh(self) -> None:
        """Read the list again, and the playbook that is open."""
        if not self.kit.is_open:
            return
        self.kit.ask(
            lambda desk: (list_playbooks(desk), may_change(desk)),
            self._listed,
            self._refuse,
        )
        if self.state.page is not None:
            self.open(self.state.page.row.slug)

    def open(self, slug: str) -> None:
        """Open one to read."""

        def work(desk: Desk) -> tuple[PlaybookPage, tuple[KeptVersion, ...]]:
            return read_page(desk, slug), versions_of(desk, slug)

        self.kit.ask(work, self._opened, self._refuse)

    def close(self) -> None:
        """Go back to the list."""
        self._set(replace(self.state, page=None, versions=()))

    def write_card(self, folder: Path, *, exercise: bool) -> None:
        """Write the grab card; typesetting needs no kit and has the side lane."""
        page = self.state.page
        if page is None or self.state.printing:
            return
        target = folder / f"{page.row.slug}-card.pdf"

        def gather(desk: Desk) -> _ToPrint:
            playbook = playbook_in_use(desk, page.row.slug)
            now = desk.session.clock.now_ms()
            return _ToPrint(playbook, desk.council.name(), now)

        def typeset(found: _ToPrint) -> None:
            def work() -> Path:
                made = (found.playbook, found.council, found.made_ms)
                write_whole(target, grab_card(*made, exercise=exercise))
                return target

            self.kit.jobs.run(
                work, then=self._written, failed=self._not_written, lane=Lane.SIDE
            )

        self._set(replace(self.state, printing=True))
        self.kit.ask(gather, typeset, self._not_written)

    def write_text(self, folder: Path) -> None:
        """Write the whole playbook as plain text."""
        page = self.state.page
        if page is None or self.state.printing:
            return
        target = folder / f"{page.row.slug}.txt"

        def work(desk: Desk) -> Path:
            write_whole(target, text_of_playbook(desk, page.row.slug).encode())
            return target

        self._set(replace(self.state, printing=True))
        self.kit.ask(work, self._written, self._not_written)

    # --- inside ----------------------------------------------------------

    def _changed(self) -> None:
        if self._is_shown:
            self.refresh()

    def _listed(self, found: tuple[tuple[PlaybookRow, ...], bool]) -> None:
        self._set(replace(self.state, rows=found[0], may_change=found[1]))

    def _opened(self, found: tuple[PlaybookPage, tuple[KeptVersion, ...]]) -> None:
        self._set(replace(self.state, page=found[0], versions=found[1]))

    def _written(self, path: Path) -> None:
        self._set(replace(self.state, printing=False))
        self.printed.emit(path)

    def _not_written(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, printing=False))
        self._refuse(error)

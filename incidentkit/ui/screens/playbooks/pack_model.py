"""A pack being looked into or made, without the screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.packs import (
    Decision,
    PackLook,
    look_into,
    own_words,
    pack_of,
    read_pack_file,
    take,
)
from incidentkit.desk.playbooks import PlaybookRow, list_playbooks
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.playbooks.pack import ENDING
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.playbooks.comparing import Comparing
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.folder import write_whole


@dataclass(frozen=True, slots=True)
class PackState:
    """Everything the page of packs shows. `rows` are what a pack can be made of."""

    look: PackLook | None = None
    rows: tuple[PlaybookRow, ...] = ()
    busy: bool = False


class PackViewModel(ViewModel[PackState]):
    """Opens packs, takes from them, and makes them.

    Signals:
        taken: So many texts were taken.
        made: A pack was written: its path, and the words to read aloud.
    """

    taken = Signal(int)
    made = Signal(object, str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(PackState())
        self._kit = kit
        self.comparing = Comparing(kit, self)
        self.comparing.refused.connect(self.refused)

    def refresh(self) -> None:
        """Read what a pack can be made of."""
        if self._kit.is_open:
            self._kit.ask(list_playbooks, self._listed, self._refuse)

    def open_file(self, path: Path) -> None:
        """Look into a pack. Nothing of it is kept."""
        self._begin()
        self._kit.ask(
            lambda desk: look_into(desk, read_pack_file(path)),
            self._looked,
            self._failed,
        )

    def take(self, decisions: Sequence[Decision], *, compared: bool) -> None:
        """Take what was chosen, all of it or nothing."""
        look = self.state.look
        if look is None or self.state.busy:
            return

        def then(number: int) -> None:
            self._set(replace(self.state, busy=False, look=None))
            self.taken.emit(number)

        self._begin()
        self._kit.ask(
            lambda desk: take(desk, look, decisions, compared=compared),
            then,
            self._failed,
        )

    def make(
        self, slugs: Sequence[str], templates: Sequence[str], folder: Path, name: str
    ) -> None:
        """Sign a pack and write it."""
        target = folder / f"{name.strip().removesuffix(ENDING) or 'playbooks'}{ENDING}"

        def work(desk: Desk) -> str:
            write_whole(target, pack_of(desk, slugs, templates))
            return own_words(desk)

        def then(words: str) -> None:
            self._set(replace(self.state, busy=False))
            self.made.emit(target, words)

        self._begin()
        self._kit.ask(work, then, self._failed)

    def _begin(self) -> None:
        self._set(replace(self.state, busy=True))

    def _listed(self, rows: tuple[PlaybookRow, ...]) -> None:
        self._set(replace(self.state, rows=rows))

    def _looked(self, look: PackLook) -> None:
        self._set(replace(self.state, look=look, busy=False))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)

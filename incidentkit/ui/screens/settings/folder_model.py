"""What is held back, read for the shared folder's leaf."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from incidentkit.desk.held import HeldPart, held_parts, let_back_in
from incidentkit.desk.services import Desk
from incidentkit.errors import SeatRemovedError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Role
from incidentkit.words.window import held as words


@dataclass(frozen=True, slots=True)
class HeldState:
    """What is held, and whether whoever looks may decide."""

    parts: tuple[HeldPart, ...] = ()
    may_decide: bool = False


class HeldViewModel(ViewModel[HeldState]):
    """Reads what is held, and lets it count.

    Signals:
        news: A title about what was done.
    """

    news = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(HeldState())
        self._kit = kit
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Read what is held now."""
        if self._kit.is_open:
            self._kit.ask(_read, self._set, self._refuse)

    def admit(self, chain: bytes) -> None:
        """Let one part count, up to what is here."""
        by = next((p.by for p in self.state.parts if p.chain == chain), "")
        self._kit.ask(
            lambda desk: let_back_in(desk, chain),
            lambda count: self.news.emit(words.let_in(count, by)),
            self._refuse,
        )


def _read(desk: Desk) -> HeldState:
    try:
        may = desk.session.me.role is Role.LEAD
    except SeatRemovedError:
        may = False
    return HeldState(held_parts(desk), may)

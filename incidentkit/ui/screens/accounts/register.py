"""The list of accounts, without the list."""

from dataclasses import dataclass, replace

from incidentkit.desk.register import RegisterRow, read_register
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Every account; `rows` is None until they have been read."""

    rows: tuple[RegisterRow, ...] | None = None


class RegisterViewModel(ViewModel[RegisterState]):
    """Reads the accounts, and reads them again whenever the kit changes."""

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(RegisterState())
        self._kit = kit
        kit.changed.connect(self.look)

    def look(self) -> None:
        """Read the accounts."""
        if self._kit.is_open:
            self._kit.ask(read_register, self._found, self._refuse)

    def _found(self, rows: tuple[RegisterRow, ...]) -> None:
        if rows != self.state.rows:
            self._set(replace(self.state, rows=rows))

"""What the council has decided, without the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from incidentkit.council.settings import SETTINGS
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError, SeatRemovedError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Role

NAME = "name"


@dataclass(frozen=True, slots=True)
class Decision:
    """One setting, or the council's name. `versions` are what people decided differently."""

    key: str
    value: str
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CouncilView:
    """Everything that the leaf shows."""

    decisions: tuple[Decision, ...] = ()
    i_lead: bool = False
    busy: bool = False


class CouncilViewModel(ViewModel[CouncilView]):
    """Reads what is decided, and decides.

    Signals:
        saved: What was typed is kept.
    """

    saved = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(CouncilView())
        self._kit = kit
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Read what is decided now."""
        if self._kit.is_open:
            self._kit.ask(_read, self._set, self._failed)

    def save(self, typed: Mapping[str, str]) -> None:
        """Decide whatever is new or in conflict among these, in one change."""
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))
        wanted = {
            one.key: typed[one.key]
            for one in self.state.decisions
            if one.key in typed and (one.versions or typed[one.key] != one.value)
        }
        self._kit.ask(lambda desk: _save(desk, wanted), self._saved, self._failed)

    def _saved(self, _done: None) -> None:
        self._set(replace(self.state, busy=False))
        self.saved.emit()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _read(desk: Desk) -> CouncilView:
    council = desk.council
    state = council.state
    names = tuple(v.value for v in state.name.versions)
    decisions = [Decision(NAME, council.name(), _several(names))]
    for key in SETTINGS:
        found = tuple(v.value for v in state.setting(key).versions)
        decisions.append(Decision(key, council.setting(key), _several(found)))
    try:
        i_lead = desk.session.me.role is Role.LEAD
    except SeatRemovedError:
        i_lead = False
    return CouncilView(tuple(decisions), i_lead)


def _several(values: tuple[str, ...]) -> tuple[str, ...]:
    return values if len(values) > 1 else ()


def _save(desk: Desk, wanted: Mapping[str, str]) -> None:
    council = desk.council
    changes = [
        council.planned_name(value)
        if key == NAME
        else council.planned_setting(key, value)
        for key, value in wanted.items()
    ]
    if changes:
        desk.session.commit(sum(changes[1:], start=changes[0]))

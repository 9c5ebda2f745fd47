"""Letting somebody in from their own machine, by words heard over the telephone."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.exchanging import checked_folder, remembered_folder
from incidentkit.desk.joining import heard, let_in, waiting
from incidentkit.desk.listening import Heard, listen
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.joining import JoinRequest
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.words.window import people as words

_NOTHING_HEARD = Heard()


@dataclass(frozen=True, slots=True)
class LettingInState:
    """Who asks, whose words are being heard, and how they compare so far.

    `has_folder` is None until somebody looked.
    """

    has_folder: bool | None = None
    names: tuple[str, ...] = ()
    chosen: str = ""
    heard: Heard = _NOTHING_HEARD
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    folder: Path | None = None
    requests: tuple[JoinRequest, ...] = ()


class LettingInViewModel(ViewModel[LettingInState]):
    """Finds requests, compares what is heard, and lets in.

    Signals:
        let_in: Somebody is in; their name.
    """

    let_in = Signal(str)

    def __init__(self, kit: KitAccess, exchanges: Exchanges) -> None:
        super().__init__(LettingInState())
        self._kit = kit
        self._exchanges = exchanges
        self._requests: tuple[JoinRequest, ...] = ()
        self._asked = 0

    def look(self) -> None:
        """Look into the shared folder for requests."""
        if not self.state.busy:
            self._set(replace(self.state, busy=True))
            self._kit.ask(_look, self._found, self._failed)

    def choose(self, name: str) -> None:
        """Hear the words of this person."""
        self._asked += 1
        self._set(replace(self.state, chosen=name, heard=Heard()))

    def hear(self, said: str) -> None:
        """Compare what was typed so far."""
        self._asked += 1
        asked, asking = self._asked, self._asking()

        def compared(found: Heard) -> None:
            if asked == self._asked:
                self._set(replace(self.state, heard=found))

        self._kit.ask(
            lambda desk: listen(desk.session, asking, said), compared, self._failed
        )

    def accept(self, said: str, role: Role, existing: PersonId | None = None) -> None:
        """Let in whoever has these words."""
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))
        asking = self._asking()

        def work(desk: Desk) -> str:
            request = heard(desk.session, asking, said)
            let_in(desk, request, role, existing)
            return request.name

        self._kit.ask(work, self._accepted, self._failed)

    def _accepted(self, name: str) -> None:
        self._set(LettingInState(self.state.has_folder))
        self.let_in.emit(name)
        self._exchanges.exchange_now()
        self.look()

    def _asking(self) -> tuple[JoinRequest, ...]:
        return tuple(r for r in self._requests if r.name == self.state.chosen)

    def _found(self, found: _Found) -> None:
        self._requests = found.requests
        names = tuple(dict.fromkeys(r.name for r in found.requests))
        chosen = self.state.chosen if self.state.chosen in names else ""
        if len(names) == 1:
            chosen = names[0]
        same = chosen == self.state.chosen
        compared = self.state.heard if same else Heard()
        has_folder = found.folder is not None
        self._set(LettingInState(has_folder, names, chosen, compared))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _look(desk: Desk) -> _Found:
    folder = remembered_folder(desk.session.kit.places)
    if not folder:
        return _Found()
    shared = checked_folder(folder)
    return _Found(shared, waiting(desk.session, shared))


def verdict(state: LettingInState) -> tuple[str, str]:
    """Return what to say of the words so far, and which part the words play."""
    found = state.heard
    if found.request is not None:
        return words.all_same(found.of), "good"
    if not found.typed or not found.of:
        return "", "quiet"
    if found.is_whole and found.is_other:
        return words.OTHER_REQUEST, "warn"
    if found.differing:
        inside = tuple(n for n in found.differing if n <= found.of)
        if not inside:
            return words.too_many(len(found.typed), found.of), "warn"
        return words.differing(inside), "warn"
    return words.so_far(len(found.typed), found.of), "quiet"

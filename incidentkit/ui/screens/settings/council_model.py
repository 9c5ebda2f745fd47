"""What the council has decided, without the screen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.council.settings import QUESTIONS, SETTINGS
from incidentkit.desk.council_paper import write_rules
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError, SeatRemovedError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Role

NAME = "name"


@dataclass(frozen=True, slots=True)
class Decision:
    """One setting, or the council's name, and what holds now.

    `versions` are what people decided differently; `said` is who decided it, and when,
    each in the same order.
    """

    key: str
    value: str
    versions: tuple[str, ...] = ()
    said: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CouncilView:
    """Everything that the leaf shows."""

    decisions: tuple[Decision, ...] = ()
    i_lead: bool = False
    busy: bool = False
    is_new: bool = False


class CouncilViewModel(ViewModel[CouncilView]):
    """Reads what is decided, and decides.

    Signals:
        saved: What was typed is kept.
        printed: The rules were written; their paths.
    """

    saved = Signal()
    printed = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(CouncilView())
        self._kit = kit
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Read what is decided now."""
        if self._kit.is_open:
            self._kit.ask(_read, self._set, self._failed)

    def print_rules(self, folder: Path) -> None:
        """Write what is decided into a folder, to be printed."""
        self._kit.ask(
            lambda desk: write_rules(desk, folder), self.printed.emit, self._refuse
        )

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def save(
        self, typed: Mapping[str, str], asked: Collection[str] = ()
    ) -> Once | None:
        """Decide whatever is new or in conflict among these, in one change.

        What somebody was `asked` about is decided even where it stays the default.
        Returns what does it, None when it is being done already.
        """
        if self.state.busy:
            return None
        self._set(replace(self.state, busy=True))
        wanted = {
            one.key: typed[one.key]
            for one in self.state.decisions
            if one.key in typed
            and (
                one.versions
                or typed[one.key] != one.value
                or (one.key in asked and not one.said)
            )
        }
        once = Once(lambda desk: _save(desk, wanted))
        self._kit.ask(once, self._saved, self._failed)
        return once

    def _saved(self, _done: object) -> None:
        self._set(replace(self.state, busy=False))
        self.saved.emit()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _read(desk: Desk) -> CouncilView:
    council = desk.council
    decisions = [_decision(desk, NAME, council.name())]
    for key in SETTINGS:
        decisions.append(_decision(desk, key, council.setting(key)))
    try:
        i_lead = desk.session.me.role is Role.LEAD
    except SeatRemovedError:
        i_lead = False
    is_new = len(council.unanswered()) == len(QUESTIONS)
    return CouncilView(tuple(decisions), i_lead, is_new=is_new)


def _decision(desk: Desk, key: str, value: str) -> Decision:
    said = desk.council.said(key)
    versions = tuple(one.value for one in said) if len(said) > 1 else ()
    names = ((desk.officers.name_of(one.person), one.at_ms) for one in said)
    return Decision(key, value, versions, tuple(names))


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

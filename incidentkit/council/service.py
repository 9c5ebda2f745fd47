"""The door to the council's name and settings, for screens and commands."""

from dataclasses import dataclass

from incidentkit.council.decided import Decided
from incidentkit.council.entries import (
    COUNCIL,
    COUNCIL_FOLD,
    CouncilState,
    planned_name,
    planned_setting,
)
from incidentkit.council.settings import QUESTIONS, accepted, find_setting
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.session import Receipt, Session


@dataclass(frozen=True, slots=True)
class Said:
    """One value that somebody decided, and when. An unset one has nobody."""

    value: str
    person: PersonId
    at_ms: int


class CouncilService(Decided):
    """What the council has decided, and deciding it. Deciding takes a comms lead."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state: CouncilState | None = None
        session.on_change(self._forget)

    @property
    def state(self) -> CouncilState:
        """Everything decided so far. One step of a playbook asks for dozens of these."""
        if self._state is None:
            found = self._session.state(COUNCIL_FOLD, COUNCIL)
            self._state = found if isinstance(found, CouncilState) else CouncilState()
        return self._state

    def _forget(self) -> None:
        self._state = None

    def name(self) -> str:
        """Return the council's name, empty when nobody has given it one."""
        return self.state.name.value or ""

    def setting(self, key: str) -> str:
        """Return a setting as text: what was decided last, or the default.

        While colleagues have decided differently, the careful one of these holds.

        Raises:
            InvalidValueError: There is no such setting.
        """
        setting = find_setting(key)
        versions = self.state.setting(key).versions
        texts = accepted(setting, tuple(version.value for version in versions))
        return texts[0] if len(texts) == 1 else setting.kind.careful(texts)

    def said(self, key: str) -> tuple[Said, ...]:
        """Return who decided a setting, or the name, and when; none when nobody did."""
        state = self.state
        register = state.name if key == "name" else state.setting(key)
        found = []
        for version in register.versions:
            fact = self._session.fact(version.digest)
            found.append(Said(version.value, fact.person, fact.wall))
        return tuple(found)

    def in_conflict(self) -> tuple[str, ...]:
        """Return the keys that people have set differently, and `name` if that was."""
        state = self.state
        name = ("name",) if state.name.in_conflict else ()
        return name + tuple(d.key for d in state.decided if d.value.in_conflict)

    def unanswered(self) -> tuple[str, ...]:
        """Return the settings that a new council is asked about and has not decided."""
        state = self.state
        return tuple(key for key in QUESTIONS if not state.setting(key).versions)

    def planned_name(self, name: str) -> Change:
        """Return the change that names the council."""
        return planned_name(name, self.state)

    def planned_setting(self, key: str, text: str) -> Change:
        """Return the change that decides one setting."""
        return planned_setting(key, text, self.state)

    def set_name(self, name: str) -> Receipt:
        """Name the council.

        Raises:
            InvalidValueError: The name is empty or too long.
            RoleNeededError: This person is not a comms lead.
        """
        return self._session.commit(self.planned_name(name))

    def set(self, key: str, text: str) -> Receipt:
        """Decide one setting.

        Raises:
            InvalidValueError: There is no such setting, or it cannot be that.
            RoleNeededError: This person is not a comms lead.
        """
        return self._session.commit(self.planned_setting(key, text))

"""Two questions before a response, without the screen."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from incidentkit.desk.response import control_answers, start_response
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class Choice:
    """An account to choose, or a response that is under way."""

    subject: SubjectId
    label: str


@dataclass(frozen=True, slots=True)
class StartState:
    """Everything the screen shows. `account` is None until one was chosen."""

    accounts: tuple[Choice, ...] = ()
    under_way: tuple[Choice, ...] = ()
    question: str = ""
    answers: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    account: Choice | None = None
    busy: bool = False


NO_ACCOUNT = Choice(SubjectId(b""), "")


class StartViewModel(ViewModel[StartState]):
    """Asks which account and whether one can get in, and starts.

    Signals:
        started: A response has begun, or one is gone on with.
    """

    started = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(StartState())
        self._kit = kit

    def begin(self) -> None:
        """Ask anew."""
        self._set(replace(self.state, account=None, busy=False))
        self._kit.ask(_read, self._found, self._refuse)

    def choose(self, account: Choice) -> None:
        """Take the answer to the first question."""
        self._set(replace(self.state, account=account))

    def choose_again(self) -> None:
        """Take that answer back."""
        self._set(replace(self.state, account=None))

    def answer(self, control: str) -> None:
        """Take the answer to the second question, and start."""
        chosen = self.state.account
        if chosen is None or self.state.busy:
            return
        self._set(replace(self.state, busy=True))
        self._kit.ask(
            lambda desk: start_response(desk, chosen.subject, control),
            self._started,
            self._failed,
        )

    def go_on(self, incident: SubjectId) -> None:
        """Go on with a response that is under way."""
        self.started.emit(incident)

    def _found(self, found: StartState) -> None:
        self._set(replace(found, account=self.state.account, busy=self.state.busy))

    def _started(self, incident: SubjectId) -> None:
        self._set(replace(self.state, busy=False, account=None))
        self.started.emit(incident)

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _read(desk: Desk) -> StartState:
    question, answers, hints = control_answers()
    accounts = (Choice(row.subject, row.label) for row in desk.accounts.rows())
    under_way = (
        Choice(row.incident, f"{row.state.reference}  {row.state.title}")
        for row in desk.incidents.rows()
        if row.state.is_open
    )
    return StartState(tuple(accounts), tuple(under_way), question, answers, hints)

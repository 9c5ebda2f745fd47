"""Every screen, made once and introduced to the others. No screen knows another."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from incidentkit.clock import Clock
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.locking.locker import HasUnsaved
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.screens.accounts.account_view import Panels
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.screens.evidence.view import EvidencePanel
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.screens.home.view import HomeView
from incidentkit.ui.screens.home.view_model import HomeViewModel
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.screens.log.view import LogView
from incidentkit.ui.screens.log.view_model import LogViewModel
from incidentkit.ui.screens.people.letting_in import LettingInViewModel
from incidentkit.ui.screens.people.view import PeopleView
from incidentkit.ui.screens.people.view_model import PeopleViewModel
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.screens.rotation.roles import RolesViewModel
from incidentkit.ui.screens.rotation.roles_panel import RolesPanel
from incidentkit.ui.screens.rotation.view_model import RotationViewModel
from incidentkit.ui.screens.settings.view import SettingsView
from incidentkit.ui.screens.start.view import StartView
from incidentkit.ui.screens.start.view_model import StartViewModel
from incidentkit.ui.screens.unlock.first_help import (
    FirstHelp,
    FirstHelpViewModel,
    HelpPage,
)
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.ui.screens.unlock.view_model import UnlockViewModel
from incidentkit.ui.screens.welcome.recover_model import RecoverViewModel
from incidentkit.ui.screens.welcome.recover_view import RecoverView
from incidentkit.ui.screens.welcome.view import WelcomeView
from incidentkit.ui.screens.welcome.view_model import WelcomeViewModel
from incidentkit.ui.shell.rooms import Room, Rooms
from incidentkit.ui.shell.step_panels import (
    CaptureStep,
    RolesStep,
    SecretStep,
    WriteStep,
)
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.kit import Surrounding
from incidentkit.vault.slots import KdfPolicy
from incidentkit.words.window import shell as words


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What screens are made of."""

    kit: KitAccess
    around: Callable[[], Surrounding]
    clock: Clock
    clipboard: SecretClipboard
    preferences: Preferences
    exchanges: Exchanges

    def policy(self) -> KdfPolicy:
        """What a passphrase costs to check here."""
        return self.around().policy


class Screens(QObject):
    """All of them. The shell shows them; what they ask of each other passes here.

    Signals:
        welcome_done: The first minutes are over; the room to go to.
        unlock_asked: Back to the locked screen.
    """

    welcome_done = Signal(str)
    unlock_asked = Signal()

    def __init__(self, given: Surroundings) -> None:
        super().__init__()
        self._given = given
        kit = given.kit
        self.help_model = FirstHelpViewModel(kit)
        self.unlock_model = UnlockViewModel(kit)
        self.unlock = UnlockView(self.unlock_model, FirstHelp(self.help_model))
        self.help = HelpPage(self.help_model)
        self.welcome = WelcomeView(WelcomeViewModel(kit), kit.jobs)
        self.recover = RecoverView(RecoverViewModel(kit, given.around), kit.jobs)
        self.start_model = StartViewModel(kit)
        self.start = StartView(self.start_model)
        self.home = HomeView(HomeViewModel(kit, given.clock))
        self.incidents_model = IncidentViewModel(kit, given.clock)
        self.drafts_model = DraftViewModel(kit, given.clock)
        self.evidence_model = EvidenceViewModel(kit, given.clock)
        self.incidents = IncidentView(self.incidents_model, self._step_panels())
        self.accounts = AccountsView(
            kit, given.clipboard, Panels(self._rotation, self._roles)
        )
        self.people = PeopleView(
            PeopleViewModel(kit, given.policy),
            LettingInViewModel(kit, given.exchanges),
            kit.jobs,
        )
        self.log = LogView(LogViewModel(kit, given.clock))
        self.settings = SettingsView(
            kit, given.policy, given.preferences, given.exchanges
        )
        self.rooms = Rooms(self._rooms())
        self._introduce()
        self.help_model.load()

    @property
    def writers(self) -> tuple[HasUnsaved, ...]:
        """Whatever may hold words that nobody has kept yet."""
        found = (
            self.incidents_model,
            self.drafts_model,
            self.evidence_model,
            self.accounts,
        )
        return cast(tuple[HasUnsaved, ...], found)

    def _rooms(self) -> tuple[Room, ...]:
        return (
            Room("home", self.home, words.HOME),
            Room("incidents", self.incidents, words.INCIDENTS),
            Room("accounts", self.accounts, words.ACCOUNTS),
            Room("people", self.people, words.PEOPLE),
            Room("log", self.log, words.LOG),
            Room("settings", self.settings, words.SETTINGS),
            Room("start", self.start),
        )

    def _rotation(self) -> RotationPanel:
        given = self._given
        return RotationPanel(RotationViewModel(given.kit, given.clipboard, given.clock))

    def _roles(self) -> RolesPanel:
        return RolesPanel(RolesViewModel(self._given.kit))

    def _step_panels(self) -> dict[str, StepPanel]:
        return {
            "secret": SecretStep(self._rotation()),
            "roles": RolesStep(self._roles()),
            "capture": CaptureStep(EvidencePanel(self.evidence_model)),
            "write": WriteStep(DraftPanel(self.drafts_model)),
        }

    def _introduce(self) -> None:
        self.start_model.started.connect(self.open_incident)
        self.incidents.start_asked.connect(partial(self.rooms.go, "start"))
        self.home.incident_asked.connect(self.open_incident)
        self.home.account_asked.connect(self.open_account)
        self.home.go_asked.connect(self.go)
        self.people.rotate_asked.connect(self.open_account)
        self.welcome.first_account_asked.connect(self._first_account)
        self.welcome.finished.connect(partial(self.welcome_done.emit, "home"))
        self.welcome.left_waiting.connect(self.unlock_asked)
        self.recover.left.connect(self.unlock_asked)

    def open_incident(self, incident: SubjectId) -> None:
        """Show one response."""
        self.rooms.go("incidents")
        self.incidents.open(incident)

    def open_account(self, account: SubjectId) -> None:
        """Show one account."""
        self.rooms.go("accounts")
        self.accounts.open_account(account)

    def go(self, place: str) -> None:
        """Go to a room, or to a leaf of the settings as in `settings/folder`."""
        if place == "add-account":
            self.rooms.go("accounts")
            self.accounts.add_account()
            return
        room, _, leaf = place.partition("/")
        self.rooms.go(room)
        if leaf:
            self.settings.open_leaf(leaf)

    def _first_account(self) -> None:
        self.welcome_done.emit("accounts")
        self.accounts.add_account()

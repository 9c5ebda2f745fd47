"""Every screen, introduced to the others. No screen knows another.

The locked screen is there at once. All others are made when they are first asked for,
or a little at a time once the locked screen has been painted: what only they need is
imported where they are made, so that the window is there as soon as it can be.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.ui.locking.locker import HasUnsaved
from incidentkit.ui.screens.unlock.first_help import (
    FirstHelp,
    FirstHelpViewModel,
    HelpPage,
)
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.ui.screens.unlock.view_model import UnlockViewModel
from incidentkit.ui.shell.approval_room import ApprovalRoom
from incidentkit.ui.shell.exposing_rooms import ExposingRooms
from incidentkit.ui.shell.help_rooms import HelpRooms
from incidentkit.ui.shell.lending import Lending, Surroundings
from incidentkit.ui.shell.platforms_room import PlatformsRoom
from incidentkit.ui.shell.rooms import Room, Rooms
from incidentkit.ui.shell.templates_room import TemplatesRoom
from incidentkit.words.window import shell as words

if TYPE_CHECKING:
    from pathlib import Path

    from incidentkit.accounts.model import Reason
    from incidentkit.ui.locking.locker import Keep
    from incidentkit.ui.screens.accounts.view import AccountsView
    from incidentkit.ui.screens.contacts.view import ContactsView
    from incidentkit.ui.screens.home.view import HomeView
    from incidentkit.ui.screens.incident.view import IncidentView
    from incidentkit.ui.screens.incident.view_model import IncidentViewModel
    from incidentkit.ui.screens.log.view import LogView
    from incidentkit.ui.screens.people.view import PeopleView
    from incidentkit.ui.screens.playbooks.editor_model import EditorViewModel
    from incidentkit.ui.screens.playbooks.view import PlaybooksView
    from incidentkit.ui.screens.round.view import RoundView
    from incidentkit.ui.screens.settings.view import SettingsView
    from incidentkit.ui.screens.welcome.recover_view import RecoverView
    from incidentkit.ui.screens.welcome.view import WelcomeView
    from incidentkit.vault.kinds import PersonId, SubjectId

# What costs most to import, cut where one piece is short: each is one step of its own.
_PIECES = (
    "incidentkit.vault.kit",
    "incidentkit.desk.catalogue",
    "incidentkit.vault.session",
    "incidentkit.accounts.service",
    "incidentkit.playbooks.walk",
    "incidentkit.drafting.service",
    "incidentkit.incidents.service",
    "incidentkit.records.service",
    "incidentkit.vault.courier",
    "incidentkit.vault.verify",
    "incidentkit.ui.screens.rotation.panel",
    "incidentkit.ui.screens.incident.view",
    "incidentkit.ui.screens.accounts.view",
    "incidentkit.desk.certificate",
    "incidentkit.ui.screens.round.view",
    "incidentkit.ui.screens.people.view",
    "incidentkit.ui.screens.settings.view",
    "incidentkit.ui.screens.playbooks.view",
)
_SCREENS = (
    "home",
    "start",
    "_secret_step",
    "_roles_step",
    "_capture_step",
    "_write_step",
    "incidents",
    "accounts",
    "round",
    "people",
    "log",
    "settings",
    "playbooks",
)
_WRITERS = (
    *("incidents_model", "drafts_model", "evidence_model", "editing_model"),
    *("accounts", "drills", "start_model", "self_report_model", "round"),
    *("contacts", "exposing", "platforms", "templates", "approval"),
    *("approval_model", "lent"),
)


class Screens(Lending):
    """All of them. The shell shows them; what they ask of each other passes here.

    Signals:
        welcome_done: The first minutes are over; the room to go to.
        help_left: Back to what was there before the help.
    """

    welcome_done = Signal(str)
    help_left = Signal()

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given)
        self.begun.connect(self.open_incident)
        self.half_done.connect(lambda said: self.incidents.banner.show_problem(said))
        self.help_model = FirstHelpViewModel(given.kit)
        self.unlock_model = UnlockViewModel(given.kit)
        first_help = FirstHelp(self.help_model)
        first_help.guides_asked.connect(self.guides_asked)
        self.unlock = UnlockView(
            self.unlock_model, first_help, given.preferences.language
        )
        self.approval = ApprovalRoom(given.kit, given.clock, lambda: self.rooms)
        self.approval.incident_asked.connect(self.open_incident)
        self.platforms = PlatformsRoom(given.kit, lambda: self.rooms)
        self.manual = HelpRooms(given.kit.jobs, lambda: self.rooms)
        self.templates = TemplatesRoom(given.kit, lambda: self.rooms)
        self.exposing = ExposingRooms(given.kit, lambda: self.rooms)
        self.exposing.account_asked.connect(self.open_account)
        self.exposing.change_asked.connect(self.open_account)
        self.exposing.person_asked.connect(self.open_person)
        self.rooms = Rooms(self._every_room())
        self.rooms.went.connect(self.manual.went)

    def _every_room(self) -> tuple[Room, ...]:
        return (
            Room("home", lambda: self.home, words.HOME),
            Room("incidents", lambda: self.incidents, words.INCIDENTS),
            Room("accounts", lambda: self.accounts, words.ACCOUNTS),
            Room("round", lambda: self.round, words.ROUND),
            Room("people", lambda: self.people, words.PEOPLE),
            *self.exposing.rooms,
            Room("log", lambda: self.log, words.LOG),
            Room("playbooks", lambda: self.playbooks, words.PLAYBOOKS),
            Room("drills", lambda: self.drills, words.EXERCISES),
            Room("settings", lambda: self.settings, words.SETTINGS),
            Room("contacts", lambda: self.contacts),
            Room("start", lambda: self.start),
            Room("guides", lambda: self.guides),
            Room("self-report", lambda: self.self_report),
            self.platforms.room,
            self.templates.room,
            self.manual.room,
            self.approval.room,
        )

    def steps(self) -> Iterator[Callable[[], object]]:
        """Give what is still to be made, in short steps, the likeliest first."""
        yield self.help_model.load
        for piece in _PIECES:
            yield partial(import_module, piece)
        yield lambda: self.start_model.load()
        for name in _SCREENS:
            yield partial(getattr, self, name)
            if name in self.rooms.names:
                yield partial(self.rooms.make, name)

    @property
    def writers(self) -> tuple[HasUnsaved, ...]:
        """Whatever may hold words that nobody has kept yet."""
        return tuple(_Writer(vars(self), name) for name in _WRITERS)

    def holds_secret(self) -> bool:
        """Whether a screen of the locked kit holds a secret that was typed."""
        return "recover" in vars(self) and self.recover.holds_secret()

    def is_welcoming(self, shown: QWidget | None) -> bool:
        """Whether that is the first minutes, which may never have been made."""
        return shown is not None and shown is vars(self).get("welcome")

    # --- while the kit is locked -----------------------------------------

    @cached_property
    def help(self) -> HelpPage:
        """The first help for somebody who has no kit yet."""
        made = HelpPage(self.help_model)
        made.left.connect(self.help_left)
        self.help_model.changed.emit()  # it may have been read before there was a page
        return made

    @cached_property
    def welcome(self) -> "WelcomeView":
        """The first minutes."""
        from incidentkit.ui.screens.welcome.view import WelcomeView
        from incidentkit.ui.screens.welcome.view_model import WelcomeViewModel

        made = WelcomeView(WelcomeViewModel(self._kit), self._kit.jobs)
        made.first_account_asked.connect(self._first_account)
        made.finished.connect(partial(self.welcome_done.emit, "home"))
        made.left_waiting.connect(self.unlock_asked)
        return made

    @cached_property
    def recover(self) -> "RecoverView":
        """The way in with the recovery sheet."""
        from incidentkit.ui.screens.welcome.recover_model import RecoverViewModel
        from incidentkit.ui.screens.welcome.recover_view import RecoverView

        model = RecoverViewModel(self._kit, self._given.around)
        made = RecoverView(model, self._kit.jobs)
        made.left.connect(self.unlock_asked)
        return made

    # --- while it is open ------------------------------------------------

    @cached_property
    def home(self) -> "HomeView":
        """What there is to know today."""
        from incidentkit.ui.screens.home.view import HomeView
        from incidentkit.ui.screens.home.view_model import HomeViewModel

        made = HomeView(HomeViewModel(self._kit, self._given.clock))
        made.incident_asked.connect(self.open_incident)
        made.account_asked.connect(self.open_account)
        made.go_asked.connect(self.go)
        made.leaving_asked.connect(self.exposing.open_leaving)
        made.text_asked.connect(self.approval.open)
        return made

    @cached_property
    def incidents_model(self) -> "IncidentViewModel":
        """The responses, without the screen."""
        from incidentkit.ui.screens.incident.view_model import IncidentViewModel

        return IncidentViewModel(self._kit, self._given.clock)

    @cached_property
    def incidents(self) -> "IncidentView":
        """The responses."""
        from incidentkit.ui.screens.incident.view import IncidentView

        panels = {
            "secret": self._secret_step,
            "roles": self._roles_step,
            "capture": self._capture_step,
            "write": self._write_step,
        }
        model = self.incidents_model
        return self.with_happening(IncidentView(model, panels), model)

    @cached_property
    def accounts(self) -> "AccountsView":
        """The register."""
        from incidentkit.ui.screens.accounts.account_view import Panels
        from incidentkit.ui.screens.accounts.view import AccountsView

        panels = Panels(self._rotation, self._roles)
        made = AccountsView(self._kit, self._given.clipboard, panels)
        made.platform_asked.connect(self.platforms.open)
        return made

    @cached_property
    def round(self) -> "RoundView":
        """The monthly account check."""
        from incidentkit.ui.screens.round.view import RoundView
        from incidentkit.ui.screens.round.view_model import RoundViewModel

        made = RoundView(RoundViewModel(self._kit), self._rotation)
        made.account_asked.connect(self.open_account)
        made.go_asked.connect(self.go)
        return made

    @cached_property
    def people(self) -> "PeopleView":
        """Who is on the kit."""
        from incidentkit.ui.screens.people.letting_in import LettingInViewModel
        from incidentkit.ui.screens.people.view import PeopleView
        from incidentkit.ui.screens.people.view_model import PeopleViewModel

        made = PeopleView(
            PeopleViewModel(self._kit, self._given.policy),
            LettingInViewModel(self._kit, self._given.exchanges),
            self._kit.jobs,
        )
        made.leaving_asked.connect(self.exposing.open_leaving)
        made.contacts_asked.connect(partial(self.rooms.go, "contacts"))
        return made

    @cached_property
    def contacts(self) -> "ContactsView":
        """Whom to ring for each role."""
        from incidentkit.ui.screens.contacts.view import ContactsView
        from incidentkit.ui.screens.contacts.view_model import ContactsViewModel

        made = ContactsView(ContactsViewModel(self._kit))
        made.back_asked.connect(partial(self.rooms.go, "people"))
        return made

    @cached_property
    def log(self) -> "LogView":
        """What happened."""
        from incidentkit.ui.screens.log.view import LogView
        from incidentkit.ui.screens.log.view_model import LogViewModel

        return LogView(LogViewModel(self._kit, self._given.clock))

    @cached_property
    def settings(self) -> "SettingsView":
        """The council's settings, and this machine's."""
        from incidentkit.ui.screens.settings.view import SettingsView

        given = self._given
        return SettingsView(self._kit, given.policy, given.preferences, given.exchanges)

    @cached_property
    def editing_model(self) -> "EditorViewModel":
        """A playbook being changed, without the screen."""
        from incidentkit.ui.screens.playbooks.editor_model import EditorViewModel

        return EditorViewModel(self._kit)

    @cached_property
    def playbooks(self) -> "PlaybooksView":
        """The playbooks, to read, change, print and carry."""
        from incidentkit.ui.screens.playbooks.library_model import LibraryViewModel
        from incidentkit.ui.screens.playbooks.pack_model import PackViewModel
        from incidentkit.ui.screens.playbooks.view import PlaybooksView

        library = LibraryViewModel(self._kit)
        packing = PackViewModel(self._kit)
        made = PlaybooksView(library, self.editing_model, packing)
        made.listing.templates_asked.connect(self.templates.open)
        return made

    # --- from one to another ---------------------------------------------

    def open_incident(self, incident: "SubjectId") -> None:
        """Show one response, and not for a moment the one that was shown before."""
        self.incidents.open(incident)
        self.rooms.go("incidents")

    def open_account(
        self, account: "SubjectId", change: "Reason | None" = None
    ) -> None:
        """Show one account; with a reason, where its password is changed."""
        self.rooms.go("accounts")
        self.accounts.open_account(account, change)

    def open_person(self, person: "PersonId") -> None:
        """Show one person, to be taken out of the kit."""
        self.people.choose(person)
        self.rooms.go("people")

    def propose_change(self, playbook: str, step: str, note: str) -> None:
        """Open a playbook's editor at a step, with a lesson as a note beside it."""
        self.rooms.go("playbooks")
        self.playbooks.propose(playbook, step, note)

    def open_pack(self, path: "Path") -> None:
        """Show what is in a pack of playbooks."""
        self.rooms.go("playbooks")
        self.playbooks.open_packs()
        self.playbooks.packs.open_file(path)

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


class _Writer:
    """What one screen holds unsaved, if that screen was ever made."""

    def __init__(self, made: Mapping[str, object], name: str) -> None:
        self._made, self._name = made, name

    def unsaved(self) -> "Keep | None":
        """Return the work that keeps it, or None."""
        if self._name not in self._made:
            return None
        return cast(HasUnsaved, self._made[self._name]).unsaved()

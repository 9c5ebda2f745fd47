"""The first screen after unlocking."""

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk
from incidentkit.officers.entries import Contact
from incidentkit.ui.screens.home.view import HomeView
from incidentkit.ui.screens.home.view_model import HomeViewModel
from incidentkit.vault.backup import make_backup
from incidentkit.vault.locked_notes import leave_note
from tests.ui.pictures.accounts import asked_for_story
from tests.ui.pictures.incident import hijacked
from tests.ui.studio import Studio, many_accounts, one_incident, one_x


def view_of(studio: Studio) -> HomeView:
    view = HomeView(HomeViewModel(studio.kit, studio.clock))
    view.arrive()
    studio.settle()
    return view


def a_note(desk: Desk) -> None:
    leave_note(desk.session, "Two posts at 06:50 that nobody here wrote. I rang Ben.")


def calm_kit(desk: Desk) -> None:
    one_x(desk)
    desk.officers.set_contact(desk.session.me.person, Contact(mobile="07700 900111"))
    kit = desk.session.kit
    make_backup(kit.store, kit.places, kit.clock)


def waiting(desk: Desk) -> None:
    account = desk.accounts.find("x/AshcombeDC")
    desk.accounts.begin_rotation(account, Secret("Made-up-new-one-7"), Reason.POLICY)


def first_day(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def calm(studio: Studio) -> QWidget:
    return view_of(studio.prepare(calm_kit))


def busy(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, hijacked, waiting, a_note))


def routine(studio: Studio) -> QWidget:
    """A check that was begun, and an account that somebody asks for."""
    return view_of(studio.prepare(calm_kit, begin, asked_for_story))


def crowded(studio: Studio) -> QWidget:
    studio.prepare(many_accounts, one_incident, hijacked, a_note, a_note)
    studio.clock.ms += 500 * 86_400_000
    return view_of(studio)


PICTURES = {
    "first-day": first_day,
    "calm": calm,
    "busy": busy,
    "routine": routine,
    "crowded": crowded,
}

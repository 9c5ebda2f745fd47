"""What is seen after a lock, and where something was left alone."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from incidentkit.desk.unfinished import Form, keep_form
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.shell.screens import Screens, Surroundings
from incidentkit.ui.shell.window import MainWindow
from incidentkit.words.council import explained
from incidentkit.words.incidents import SITUATION_LINES
from incidentkit.words.window import incident as incident_words
from incidentkit.words.window import left_forms as words
from incidentkit.words.window import people as people_words
from tests.ui.pictures import incident, people, settings, unlock, welcome
from tests.ui.studio import PASSPHRASE, Studio, one_x

LONG = (
    "The log-in at 06:12 from an address that none of us knows, and the recovery email "
    "that was changed one minute later.\nBen saw both in the account's own log."
)


def clipboard_stays(studio: Studio) -> QWidget:
    studio.found()
    screens = Screens(
        Surroundings(
            studio.kit,
            lambda: studio.around,
            studio.clock,
            SecretClipboard(QGuiApplication.clipboard()),
            Preferences(studio.around.places.state, studio.jobs),
            Exchanges(studio.kit),
        )
    )
    window = MainWindow(studio.kit, screens)
    screens.setParent(window)
    window.begin("person", lost=True, copied=True)
    studio.settle()
    return window


def passphrase_left(studio: Studio) -> QWidget:
    studio.found()
    view = unlock.view_of(studio)
    view.passphrase.setText("brass otter")
    view.forget()
    return view


def welcome_left(studio: Studio) -> QWidget:
    view = welcome.view_of(studio)
    welcome.type_names(view, PASSPHRASE)
    view.forget()
    return view


def leaf(studio: Studio, name: str, *fields: tuple[str, str]) -> IncidentView:
    """Show a leaf that had something typed in it when the kit was locked."""
    studio.prepare(one_x, incident.hijacked)
    view = incident.view_of(studio)
    response = view._model.state.response
    assert response is not None
    title = words.beside(name, response.reference, response.title)
    studio.ask(lambda desk: keep_form(desk, Form(title, fields)))
    view._show_leaf(name)
    studio.settle()
    return view


def cause(studio: Studio) -> QWidget:
    status = (incident_words.CAUSE_STATUS, incident_words.STATUSES["suspected"])
    basis = (incident_words.CAUSE_BASIS, LONG.replace("\n", " "))
    return leaf(studio, incident_words.CAUSE, status, basis)


def situation(studio: Studio) -> QWidget:
    fields = [(title, LONG) for title in SITUATION_LINES.values()]
    view = leaf(studio, incident_words.SITUATION, *fields)
    view.leaves[incident_words.SITUATION].offered.drop.click()
    return view


def contact(studio: Studio) -> QWidget:
    studio.prepare(one_x, people.colleague("Ben Carter"))
    title = words.person("Ben Carter")
    mobile = (people_words.MOBILE, "07700 900999")
    studio.ask(lambda desk: keep_form(desk, Form(title, (mobile,))))
    view = people.view_of(studio)
    people.choose(view, studio, "Ben Carter")
    return view


def council(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    page = (explained("public_contact").name, "01632 960500, day and night")
    studio.ask(lambda desk: keep_form(desk, Form(words.COUNCIL, (page,))))
    return settings.view_of(studio, "council")


PICTURES = {
    "clipboard-stays": clipboard_stays,
    "passphrase-left": passphrase_left,
    "welcome-left": welcome_left,
    "cause-offered": cause,
    "situation-offered": situation,
    "contact-offered": contact,
    "council-offered": council,
}

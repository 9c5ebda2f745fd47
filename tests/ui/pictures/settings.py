"""The settings, leaf by leaf."""

import shutil
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.preferences import FILE, Preferences
from incidentkit.ui.screens.settings.view import SettingsView
from incidentkit.vault.folder import make_private_folder
from incidentkit.words.window import settings as words
from tests.ui.company import Colleague, shared_folder
from tests.ui.pictures.people import letting
from tests.ui.studio import Studio, one_x
from tests.ui.under_way import under_way
from tests.vault.world import POLICY


def view_of(studio: Studio, leaf: str) -> SettingsView:
    exchanges = Exchanges(studio.kit)
    exchanges._opened()  # the kit was opened before there was a window
    preferences = Preferences(studio.around.places.state, studio.jobs)
    view = SettingsView(studio.kit, lambda: POLICY, preferences, exchanges)
    exchanges.setParent(view)  # so that its timer ends with the window
    view.open_leaf(leaf)
    view.arrive()
    studio.settle()
    return view


def council(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    return view_of(studio, "council")


def council_failed(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    view = view_of(studio, "council")
    view.council.fields["official_accounts_page"].setText("our website, of course")
    view.council.save.click()
    studio.settle()
    return view


def conflict(studio: Studio) -> QWidget:
    """Two leads decided differently without knowing of each other."""
    people, words = letting(studio)
    folder = shared_folder(studio)
    carys = Colleague(studio.base.parent / "carys", "Carys Evans")
    people.letting.roles.setCurrentIndex(1)
    people.letting.heard.setText(words)
    people.letting.let_in.click()
    studio.settle()
    shared_folder(studio)
    assert carys.fetch(folder)
    carys.work(folder)

    def theirs(desk: Desk) -> None:
        desk.council.set("public_contact", "01632 960500")

    def ours(desk: Desk) -> None:
        desk.council.set("public_contact", "hello@ashcombe.example")

    studio.ask(ours)
    carys.work(folder, theirs)
    shared_folder(studio)
    return view_of(studio, "council")


def settling(studio: Studio) -> QWidget:
    """Only what colleagues decided differently."""
    view = conflict(studio)
    view.council.show_conflicts()
    return view


def questions(studio: Studio) -> QWidget:
    studio.prepare()
    view = view_of(studio, "questions")
    studio.settle()
    return view


def found(studio: Studio) -> QWidget:
    studio.prepare(one_x, lambda desk: desk.council.set("own_bad_post", "hide"))
    view = view_of(studio, "council")
    view.council.finder.setText("wrong")
    return view


def nothing_found(studio: Studio) -> QWidget:
    studio.prepare()
    view = view_of(studio, "council")
    view.council.finder.setText("weather")
    return view


def all_decided(studio: Studio) -> QWidget:
    """Every group open, with long texts, for somebody who may only read."""

    def long_texts(desk: Desk) -> None:
        desk.council.set("house_rules", "Version 3, May 2026\n" + "Be kind. " * 60)
        desk.council.set("sign_off", "Serious: " + ", ".join(LONG_ROLES))
        desk.council.set("spokespeople", "\n".join(f"{r}: {r}" for r in LONG_ROLES))
        desk.council.set("time_targets", "hacked-account/publish-it Serious 15")

    studio.prepare(one_x, long_texts)
    view = view_of(studio, "council")
    model = view.council._model
    model._set(replace(model.state, i_lead=False))
    for part in view.council.groups:
        part.open()
    return view


def closed_groups(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    view = view_of(studio, "council")
    view.council.groups[0].toggle.click()
    return view


LONG_ROLES = (
    "Head of communications and customer experience",
    "Director of corporate services",
    "Monitoring officer and head of legal and democratic services",
)


def machine(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    view = view_of(studio, "machine")
    view.machine.backups.back_up.click()
    studio.settle()
    return view


def backing_up(studio: Studio) -> QWidget:
    """A backup under way, and a change of the passphrase that was stopped before."""
    studio.prepare(one_x)
    view = view_of(studio, "machine")
    leaf = view.machine
    leaf._model.change_stopped.emit()
    leaf._model._set(replace(leaf._model.state, doing=words.BACKING_UP))
    under_way(leaf.backups.progress, words.BACKING_UP, done=60)
    leaf.verticalScrollBar().setValue(leaf.verticalScrollBar().maximum())
    return view


def machine_failed(studio: Studio) -> QWidget:
    studio.prepare()
    make_private_folder(studio.around.places.state)
    (studio.around.places.state / FILE).write_text('{"colour": "puce"}')
    view = view_of(studio, "machine")
    view.machine.passphrase.old.setText("not the passphrase")
    for field in (
        view.machine.passphrase.new.first,
        view.machine.passphrase.new.second,
    ):
        field.setText("velvet otter lantern harbour")
    view.machine.passphrase.change.click()
    studio.settle()
    return view


def no_folder(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio, "folder")


def folder(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    shared = shared_folder(studio)
    (shared / next(iter(shared.glob("kit-*"))).name / "notes (conflict).txt").touch()
    view = view_of(studio, "folder")
    view.folder.now.click()
    studio.settle()
    return view


def folder_missing(studio: Studio) -> QWidget:
    studio.prepare()
    shutil.rmtree(shared_folder(studio))
    view = view_of(studio, "folder")
    view.folder.now.click()
    studio.settle()
    return view


def about(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio, "about")


PICTURES = {
    "backing-up": backing_up,
    "council": council,
    "council-failed": council_failed,
    "council-conflict": conflict,
    "council-settling": settling,
    "council-questions": questions,
    "council-found": found,
    "council-nothing-found": nothing_found,
    "council-long": all_decided,
    "council-closed": closed_groups,
    "machine": machine,
    "machine-failed": machine_failed,
    "folder-empty": no_folder,
    "folder": folder,
    "folder-failed": folder_missing,
    "about": about,
}

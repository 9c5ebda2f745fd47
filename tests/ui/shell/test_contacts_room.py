"""Whom to ring, in the whole window: the ways there, and what a lock keeps."""

from incidentkit.officers.contacts import Card
from incidentkit.vault.locked_notes import read_notes
from tests.ui.whole_window import Scene, kit_with


def stale(desk) -> None:
    card = Card("Data protection officer", "Mina Rao", work_phone="01632 960200")
    desk.contacts.set(card)


def test_home_and_people_lead_to_the_contacts_and_back(scene: Scene) -> None:
    kit_with(scene, stale)
    program = scene.begin()
    scene.unlock()
    screens = program.screens
    screens.home.go_asked.emit("contacts")
    scene.settle()
    assert screens.rooms.stack.currentWidget() is screens.contacts
    assert screens.contacts.care.isVisibleTo(screens.contacts)
    screens.contacts.back.click()
    scene.settle()
    assert screens.rooms.stack.currentWidget() is screens.people
    screens.people.contacts.click()
    scene.settle()
    assert screens.rooms.stack.currentWidget() is screens.contacts


def test_what_is_typed_about_a_contact_is_kept_at_a_lock_once(scene: Scene) -> None:
    kit_with(scene, stale)
    program = scene.begin()
    scene.unlock()
    program.screens.rooms.go("contacts")
    scene.settle()
    program.screens.contacts.card.lines["name"].setText("Lee Grant")
    program.window.bar.lock.click()
    scene.settle()
    found: list[object] = []
    program.kit.ask(lambda desk: read_notes(desk.session), found.append, found.append)
    scene.settle()
    (notes,) = found
    assert [note.text.split(": ")[-1] for note in notes] == ["Lee Grant"]

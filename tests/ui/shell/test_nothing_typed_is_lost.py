"""A lock keeps what is typed in every form of the register, and offers it back there.

Nobody lists the forms: every field of every room here is found, typed into, and has to
come back after the lock. A room of the responses, the drafts, the playbooks and the
exercises has its own test.
"""

import itertools
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from incidentkit.accounts.model import Access, Item, NewAccount, Phone, Reason
from incidentkit.app.window import Program
from incidentkit.desk.exposing import must_change
from incidentkit.desk.services import Desk
from incidentkit.rounds.model import Found
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.accounts.account_view import AccountView
from incidentkit.ui.screens.accounts.links import LinkForm
from incidentkit.ui.screens.people.view_model import Panel as PeoplePanel
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.screens.rotation.roles_panel import RolesPanel
from incidentkit.ui.screens.round.reading import Panel as RoundPanel
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.secret_box import SecretBox
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.locked_notes import drop_note, leave_note, read_notes
from incidentkit.words.window import exposure as exposure_words
from incidentkit.words.window import health as health_words
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import people as people_words
from tests.ui.pictures.accounts import asked_for_story
from tests.ui.pictures.people import colleague, kim, trained
from tests.ui.pictures.round import cared
from tests.ui.studio import NAME, PASSPHRASE, Studio, one_x
from tests.ui.whole_window import Scene, kit_with

Box = QLineEdit | QPlainTextEdit
Stop = Callable[[Program, Scene], QWidget]
BEN = "Ben Carter"

# What is no words of anybody's: a secret is never kept, and the rest is a place to look.
NOT_KEPT = (SecretLine, SecretBox, FindLine)
NO_WORDS = {
    exposure_words.DAY: "a day to look at",
    health_words.STOLEN_FILE: "a file to look in",
    people_words.WORDS_HEARD: "what a colleague reads aloud, good for one joining",
}


def is_form(box: QWidget) -> bool:
    """Whether somebody's words can stand in it."""
    parent, inside = box.parentWidget(), QComboBox | QAbstractSpinBox | FolderLine
    while parent is not None:
        if isinstance(parent, inside):
            return False
        parent = parent.parentWidget()
    reads = isinstance(box, Box) and box.isReadOnly()
    named = box.accessibleName() in NO_WORDS
    return not (isinstance(box, NOT_KEPT) or reads or named)


def boxes(area: QWidget) -> list[Box]:
    return [
        box
        for kind in (QLineEdit, QPlainTextEdit)
        for box in area.findChildren(kind)
        if is_form(box)
    ]


def open_all(area: QWidget) -> None:
    for unfold in area.findChildren(Unfold):
        is_asked = not isinstance(unfold.form, LinkForm)  # one kind after another
        if is_asked and unfold.isVisibleTo(area) and not unfold.is_open:
            unfold.reveal()


def shown(area: QWidget) -> list[Box]:
    return [b for b in boxes(area) if b.isVisibleTo(area) and b.isEnabledTo(area)]


def put(box: Box, text: str) -> None:
    if isinstance(box, QLineEdit):
        box.setText(text)
    else:
        box.setPlainText(text)


def text_of(box: Box) -> str:
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def event_on_x(desk: Desk) -> None:
    account = next(row.subject for row in desk.accounts.rows() if row.platform == "x")
    must_change(desk, account, Reason.SEEN_OUTSIDE, "on a flip chart")


def phones(desk: Desk) -> None:
    for row in desk.accounts.rows():
        desk.accounts.give_link(row.subject, Phone("07700 900456", "Dee Okafor"))


# --- where there is something to type ------------------------------------------------


def the_list(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("accounts")
    program.screens.accounts.show_list()
    scene.settle()
    program.screens.accounts.register.several.what.setCurrentIndex(2)
    return program.screens.accounts.register


def account(number: int, program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("accounts")
    rows = program.screens.accounts.register._model.state.rows
    assert rows is not None
    program.screens.accounts.open_account(rows[number].account.subject)
    scene.settle()
    page = program.screens.accounts.account
    if page.facts.edit.isVisible():
        page.facts.edit.click()
    return page


def link(kind: int, program: Program, scene: Scene) -> QWidget:
    account(0, program, scene)
    form = program.screens.accounts.account.link
    form.unfold.reveal()
    form.kind.setCurrentIndex(kind)
    return form


def adding(access: int, program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("accounts")
    program.screens.accounts.add_account()
    scene.settle()
    form = program.screens.accounts.adding
    form.rest.more.setChecked(True)
    last = form.platform.count() - 1  # one that is not on the list
    form.platform.setCurrentIndex(last)
    form.platform.activated.emit(last)
    form.access.setCurrentIndex(access)
    form.access.activated.emit(access)
    form.asks.setChecked(access == 0)
    return form


def not_taken(program: Program, scene: Scene) -> QWidget:
    """The last question of a change of which the first half is kept."""
    page = account(0, program, scene)
    assert isinstance(page, AccountView)
    page.change(Item.SECRET)
    scene.settle()
    panel = page.rotation
    assert isinstance(panel, RotationPanel)
    if panel.making.isVisibleTo(panel):
        panel.making.begin.click()
        scene.settle()
    panel.trying.not_taken.click()
    return panel


def removed(program: Program, scene: Scene) -> QWidget:
    """The last question before a way to post is gone."""
    page = account(0, program, scene)
    assert isinstance(page, AccountView)
    panel = page.roles
    assert isinstance(panel, RolesPanel)
    if panel.why is None:
        next(iter(panel.buttons.values())).click()
    return panel


def exporting(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("accounts")
    program.screens.accounts.export_accounts()
    program.screens.accounts.exporting.with_secrets.click()
    scene.settle()
    return program.screens.accounts.exporting


def word(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("round")
    scene.settle()
    view = program.screens.round
    if view.begin.begin.isVisible():
        view.begin.begin.click()
        scene.settle()
    view._model.answer(Found.SKIPPED)
    scene.settle()
    return view


def closing(program: Program, scene: Scene) -> QWidget:
    view = word(program, scene)
    view._model.show(RoundPanel.CLOSING)  # type: ignore[attr-defined]
    scene.settle()
    return view


def person(name: str, panel: PeoplePanel, program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("people")
    scene.settle()
    view = program.screens.people
    people = view._model.state.everybody.people
    view._model.choose(next(p.person for p in people if p.name == name))
    scene.settle()
    if view.person.proofs.take_back:
        view.person.proofs.take_back[0].click()
    view._model.show(panel)
    scene.settle()
    return view


def contact(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("contacts")
    scene.settle()
    program.screens.contacts.table.selectRow(0)
    scene.settle()
    return program.screens.contacts


def adding_contact(program: Program, scene: Scene) -> QWidget:
    contact(program, scene)
    program.screens.contacts.add.click()
    scene.settle()
    return program.screens.contacts


def exposure(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("exposure")
    scene.settle()
    return program.screens.exposing.exposure


def leaving(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("leaving")
    scene.settle()
    view = program.screens.exposing.leaving
    people = view.model.state.people
    view.show_person(next(p.person for p in people if p.name == BEN))
    scene.settle()
    return view


def health(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("health")
    scene.settle()
    return program.screens.exposing.health


def platform(program: Program, scene: Scene) -> QWidget:
    program.screens.rooms.go("platforms")
    scene.settle()
    view = program.screens.platforms.view
    next(iter(view.cards.values())).edit.click()
    scene.settle()
    return view


def rooms(program: Program) -> tuple[QWidget, ...]:
    """Return the rooms of the register, of which every field has to be shown."""
    screens, exposing = program.screens, program.screens.exposing
    return (
        *(screens.accounts, screens.round, screens.people, screens.contacts),
        *(exposing.exposure, exposing.leaving, exposing.health),
        screens.platforms.view,
    )


STOPS: tuple[tuple[str, Stop], ...] = (
    ("list", the_list),
    ("account", partial(account, 0)),
    *((f"link {kind}", partial(link, kind)) for kind in range(8)),
    ("request", partial(account, 1)),
    ("closed", partial(account, -1)),
    *((f"adding {access}", partial(adding, access)) for access in range(len(Access))),
    ("not taken", not_taken),
    ("removed", removed),
    ("exporting", exporting),
    ("word", word),
    ("closing", closing),
    ("person", partial(person, BEN, PeoplePanel.PERSON)),
    ("removing", partial(person, BEN, PeoplePanel.REMOVE)),
    ("adding somebody", partial(person, BEN, PeoplePanel.ADD)),
    ("outside", partial(person, "Kim Ito", PeoplePanel.PERSON)),
    ("adding from outside", partial(person, "Kim Ito", PeoplePanel.OUTSIDE)),
    ("contact", contact),
    ("adding a contact", adding_contact),
    ("exposure", exposure),
    ("leaving", leaving),
    ("health", health),
    ("platform", platform),
)
Typed = dict[tuple[str, str, int], str]


def keep(program: Program, scene: Scene, kept: dict[str, str]) -> None:
    """Do what a lock does: draw the curtain, then keep what everybody has unsaved.

    What is still typed is kept at every stop, so only the newest note of a form counts;
    the form for a new account has another account at every stop.
    """
    program.window.draw_curtain()
    works = list(program.locker._unsaved())
    assert not program.locker._lost
    failed: list[object] = []
    for work in works:
        program.kit.ask(work, lambda _: None, failed.append)
    program.kit.ask(taken_out, lambda notes: kept.update(notes), failed.append)
    program.window.stack.setCurrentWidget(program.screens.rooms)
    scene.settle()
    assert not failed


def taken_out(desk: Desk) -> dict[str, str]:
    found: dict[str, str] = {}
    for note in read_notes(desk.session):
        title = note.text.partition("\n")[0]
        found[note.text if title == left_words.ACCOUNT else title] = note.text
        drop_note(desk.session, note.id)
    return found


def left_again(texts: Iterable[str], desk: Desk) -> None:
    for text in texts:
        leave_note(desk.session, text)


def named(area: QWidget) -> dict[tuple[str, int], Box]:
    """Return what can be typed into, by name; of those of one name, by number."""
    found: dict[tuple[str, int], Box] = {}
    links = [box for form in area.findChildren(LinkForm) for box in boxes(form)]
    for box in (one for one in shown(area) if one not in links):
        name, number = box.accessibleName(), 1
        while (name, number) in found:
            number += 1
        found[name, number] = box
    return found


def arrived(stop: Stop, program: Program, scene: Scene) -> QWidget:
    area = stop(program, scene)
    open_all(area)
    scene.settle()
    return area


def type_everywhere(program: Program, scene: Scene) -> Typed:
    typed: Typed = {}
    words = itertools.count()
    kept: dict[str, str] = {}
    for place, stop in STOPS:
        area = arrived(stop, program, scene)
        for key, box in named(area).items():
            put(box, f"w{next(words)}z")
            typed[place, *key] = text_of(box)
        keep(program, scene, kept)
    program.kit.ask(partial(left_again, kept.values()), lambda _: None, lambda _: None)
    scene.settle()
    return typed


def read_everywhere(program: Program, scene: Scene) -> Typed:
    found: Typed = {}
    for place, stop in STOPS:
        area = arrived(stop, program, scene)
        for offered in program.screens.rooms.findChildren(OfferedBack):
            if offered.isVisibleTo(program.window):
                offered.put_back.click()
                scene.settle()
        for key, box in named(area).items():
            found[place, *key] = text_of(box)
    return found


def unlocked(scene: Scene) -> Program:
    program = scene.begin()
    program.screens.unlock_model.submit(NAME, PASSPHRASE)
    scene.settle()
    return program


def again(scene: Scene) -> Program:
    """End the program as a lock does, begin it again, and unlock."""
    scene.end()
    scene.studio = Studio(scene.base, scene.qtbot, Jobs(), scene.studio.clock)
    return unlocked(scene)


def one_closed(desk: Desk) -> None:
    old = desk.accounts.add(NewAccount("bluesky", "old.ashcombe.example"))
    desk.accounts.close(old, "merged")


def test_what_is_typed_in_any_form_of_the_register_comes_back_after_a_lock(
    scene: Scene,
) -> None:
    stories = (one_x, colleague(BEN), kim, trained, cared, asked_for_story, phones)
    kit_with(scene, *stories, event_on_x, one_closed)
    program = unlocked(scene)
    typed = type_everywhere(program, scene)
    assert len(typed) > 100
    every = {box.accessibleName() for room in rooms(program) for box in boxes(room)}
    forgotten = sorted(every - {key[1] for key in typed})
    assert forgotten == [], "no stop of this test shows these fields"
    found = read_everywhere(again(scene), scene)
    lost = [(*key, found.get(key)) for key in typed if found.get(key) != typed[key]]
    assert not lost

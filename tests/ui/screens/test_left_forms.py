"""What is typed into a form and not saved: kept at a lock, once, and offered back there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from incidentkit.accounts.model import Edits, Field
from incidentkit.desk.response import read_response
from incidentkit.desk.services import Desk
from incidentkit.errors import DiskFullError
from incidentkit.ui.locking.locker import Aftermath, HasUnsaved, Locker
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.people.view import PeopleView
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import incident as incident_words
from incidentkit.words.window import left_forms as words
from incidentkit.words.window import people as people_words
from tests.ui.pictures.accounts import view_of as accounts_view
from tests.ui.pictures.incident import hijacked, page_taken
from tests.ui.pictures.people import colleague
from tests.ui.screens.test_accounts import at_account, edit_line, page_of
from tests.ui.screens.test_accounts_adding import at_form, pages
from tests.ui.screens.test_incident import Scene
from tests.ui.screens.test_people import choose
from tests.ui.screens.test_people import shown as people_shown
from tests.ui.screens.test_settings import shown as settings_shown
from tests.ui.studio import Studio, one_page, one_x

LEAVES = [incident_words.SITUATION, incident_words.CAUSE, incident_words.CLOSE]


class NoClipboard:
    holds_ours = False

    def clear_now(self) -> None:
        """There is nothing on it."""


def notes(studio: Studio) -> list[str]:
    return [n.text for n in studio.ask(lambda desk: read_notes(desk.session))]


def lock(studio: Studio, writer: HasUnsaved) -> Callable[[], Aftermath]:
    """Begin a lock; returns what waits for its end."""
    ends: list[Aftermath] = []
    locker = Locker(studio.kit, NoClipboard(), ends.append)
    locker.setParent(studio.kit)
    locker.watch(writer)
    locker.lock()

    def end() -> Aftermath:
        studio.qtbot.waitUntil(lambda: bool(ends))
        return ends[0]

    return end


@contextmanager
def held_worker(studio: Studio) -> Iterator[None]:
    """Have the kit's lane do nothing until this is left."""
    hold, begun = threading.Event(), threading.Event()

    def wait(_desk: Desk) -> None:
        begun.set()
        hold.wait(20)

    studio.kit.ask(wait, lambda _: None, studio.refusals.append)
    assert begun.wait(10)
    try:
        yield
    finally:
        hold.set()


def said(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


# --- beside the steps of a response -----------------------------------------------


@pytest.fixture
def scene(studio: Studio) -> Scene:
    return Scene(studio.prepare(one_x, hijacked))


def at_leaf(scene: Scene, name: str) -> WritingLeaf:
    scene.view._show_leaf(name)
    scene.studio.settle()
    leaf = scene.view.leaves[name]
    assert isinstance(leaf, WritingLeaf)
    return leaf


def type_into(leaf: WritingLeaf, text: str) -> str:
    """Type into the leaf's field for free text; returns the field's name."""
    wanted = {
        incident_words.CAUSE: incident_words.CAUSE_BASIS,
        incident_words.CLOSE: incident_words.CLOSE_LESSONS,
    }
    name = wanted.get(leaf._title) or next(iter(leaf.fields.values()))
    leaf.fields.put({name: text})
    return name


@pytest.mark.parametrize("name", LEAVES)
def test_a_leafs_words_are_kept_at_the_lock_and_offered_back_there(
    name: str, scene: Scene
) -> None:
    field = type_into(at_leaf(scene, name), "A log-in at 06:12,\nnot one of ours")
    typed = scene.view.leaves[name].fields.values()[field]
    assert not lock(scene.studio, scene.model)().lost
    (note,) = notes(scene.studio)
    assert note.startswith(f"Not saved: {name}, {scene.response.reference}")

    later = Scene(scene.studio)
    leaf = at_leaf(later, name)
    assert leaf.fields.values() == leaf.fields.blank, "it is offered, not put there"
    assert leaf.offered.isVisibleTo(later.view)
    assert "06:12" in said(leaf.offered)
    later.press(leaf.offered.put_back)
    assert leaf.fields.values()[field] == typed
    assert not leaf.offered.isVisibleTo(later.view)
    assert notes(scene.studio) == []
    assert later.model.unsaved() is not None, "another lock keeps it again"


def test_what_is_offered_can_be_thrown_away_after_a_question(scene: Scene) -> None:
    type_into(at_leaf(scene, incident_words.CAUSE), "A guess")
    lock(scene.studio, scene.model)()
    later = Scene(scene.studio)
    offered = at_leaf(later, incident_words.CAUSE).offered
    later.press(offered.drop)
    assert notes(scene.studio), "not before the question is answered"
    later.press(offered.drop_now)
    assert notes(scene.studio) == []
    assert not offered.isVisibleTo(later.view)


@pytest.mark.parametrize("name", LEAVES)
def test_words_typed_for_one_response_are_not_there_for_another(
    name: str, studio: Studio
) -> None:
    scene = Scene(studio.prepare(one_x, one_page, hijacked, page_taken))
    first, second = (r.incident for r in scene.model.state.rows)
    scene.view.open(first)
    studio.settle()
    leaf = at_leaf(scene, name)
    field = type_into(leaf, "About the first")
    scene.view.open(second)
    studio.settle()
    assert at_leaf(scene, name).fields.values() == leaf.fields.blank
    type_into(leaf, "About the second")
    scene.view.open(first)
    studio.settle()
    assert at_leaf(scene, name).fields.values()[field] == "About the first"
    lock(studio, scene.model)()
    titles = [text.split("\n")[0] for text in notes(studio)]
    assert len(set(titles)) == 2, "each is kept for its own response"


def test_a_leaf_in_the_log_is_empty_and_one_that_is_refused_is_not(
    scene: Scene,
) -> None:
    leaf = at_leaf(scene, incident_words.CAUSE)
    type_into(leaf, "A log-in at 06:12")
    leaf.fields.put({incident_words.CAUSE_STATUS: "We suspect it"})
    scene.press(leaf.keep)  # without saying which cause
    assert scene.view.banner.isVisibleTo(scene.view)
    assert at_leaf(scene, incident_words.CAUSE).basis.text() == "A log-in at 06:12"
    leaf.cause.setCurrentIndex(1)
    scene.press(leaf.keep)
    assert "06:12" in scene.log[-1].sentence
    assert at_leaf(scene, incident_words.CAUSE).fields.values() == leaf.fields.blank
    assert scene.model.unsaved() is None


def sentences(studio: Studio, incident: SubjectId) -> str:
    response = studio.ask(lambda desk: read_response(desk, incident, ""))
    return "\n".join(line.sentence for line in response.log)


def test_a_cause_on_its_way_into_the_log_at_the_lock_is_kept_once(
    scene: Scene,
) -> None:
    leaf = at_leaf(scene, incident_words.CAUSE)
    leaf.cause.setCurrentIndex(1)
    leaf.fields.put({incident_words.CAUSE_STATUS: "We suspect it"})
    type_into(leaf, "A log-in at 06:12")
    with held_worker(scene.studio):
        leaf.keep.click()
        end = lock(scene.studio, scene.model)
    assert not end().lost
    assert notes(scene.studio) == []
    assert sentences(scene.studio, scene.response.incident).count("06:12") == 1


def test_a_note_on_its_way_into_the_log_at_the_lock_is_kept_once(scene: Scene) -> None:
    scene.view.log.note.setPlainText("They posted again at 07:10")
    with held_worker(scene.studio):
        scene.view.log.keep.click()
        end = lock(scene.studio, scene.model)
    assert not end().lost
    assert notes(scene.studio) == []
    assert sentences(scene.studio, scene.response.incident).count("07:10") == 1


def test_what_was_typed_behind_such_a_note_is_kept_alone(scene: Scene) -> None:
    scene.view.log.note.setPlainText("They posted again at 07:10.")
    with held_worker(scene.studio):
        scene.view.log.keep.click()
        scene.view.log.note.setPlainText("They posted again at 07:10. And at 07:12")
        end = lock(scene.studio, scene.model)
    assert not end().lost
    assert notes(scene.studio) == ["And at 07:12"]


def test_a_note_that_the_log_refuses_during_the_lock_waits(scene: Scene) -> None:
    def refuse(_incident: object, _text: str) -> None:
        raise DiskFullError(reserve_released=False)

    scene.view.log.note.setPlainText("They posted again")
    with held_worker(scene.studio):
        scene.studio.kit._held.desk.incidents.note = refuse
        scene.view.log.keep.click()
        end = lock(scene.studio, scene.model)
    assert not end().lost
    assert notes(scene.studio) == ["They posted again"]


# --- somebody's contact --------------------------------------------------------------


def test_a_number_typed_and_not_saved_is_offered_back_for_that_person(studio) -> None:
    studio.prepare(colleague("Ben Carter"), colleague("Carys Evans"))
    view = people_shown(studio)
    choose(view, studio, "Ben Carter")
    assert view.unsaved() is None
    view.person.mobile.setText("07700 900999")
    assert not lock(studio, view)().lost
    assert notes(studio) == [
        f"{words.person('Ben Carter')}\n{people_words.MOBILE}: 07700 900999"
    ]

    later = people_shown(studio)
    choose(later, studio, "Carys Evans")
    assert not later.person.offered.isVisibleTo(later)
    choose(later, studio, "Ben Carter")
    assert later.person.offered.isVisibleTo(later)
    later.person.offered.put_back.click()
    studio.settle()
    assert later.person.mobile.text() == "07700 900999"
    assert notes(studio) == []
    later.person.save.click()
    studio.settle()
    assert later.unsaved() is None


def test_a_number_that_is_just_being_saved_at_the_lock_is_kept_once(studio) -> None:
    studio.prepare(colleague("Ben Carter"))
    view = people_shown(studio)
    choose(view, studio, "Ben Carter")
    view.person.mobile.setText("07700 900999")
    with held_worker(studio):
        view.person.save.click()
        end = lock(studio, view)
    assert not end().lost
    assert notes(studio) == []
    people = studio.ask(lambda d: {p.name: p.number for p in d.people()})
    assert people["Ben Carter"] == "07700 900999"


# --- somebody's going, and somebody's coming -----------------------------------------


def at_removing(studio: Studio, name: str) -> PeopleView:
    view = people_shown(studio)
    choose(view, studio, name)
    view.person.remove.click()
    studio.settle()
    return view


def test_why_somebody_goes_is_offered_back_for_that_person(studio) -> None:
    studio.prepare(colleague("Ben Carter"), colleague("Carys Evans"))
    view = at_removing(studio, "Ben Carter")
    assert view.unsaved() is None
    view.removing.reason.setText("Moves to the county on Friday")
    assert not lock(studio, view)().lost
    assert notes(studio) == [
        f"{words.removing('Ben Carter')}\n{people_words.REASON}: "
        "Moves to the county on Friday"
    ]

    other = at_removing(studio, "Carys Evans")
    assert not other.removing.offered.isVisibleTo(other)
    later = at_removing(studio, "Ben Carter")
    assert later.removing.reason.text() == "", "it is offered, not put there"
    assert later.removing.offered.isVisibleTo(later)
    later.removing.offered.put_back.click()
    studio.settle()
    assert later.removing.reason.text() == "Moves to the county on Friday"
    assert notes(studio) == []


def test_somebody_just_being_removed_at_the_lock_leaves_no_note(studio) -> None:
    studio.prepare(colleague("Ben Carter"))
    view = at_removing(studio, "Ben Carter")
    view.removing.reason.setText("Moves to the county")
    with held_worker(studio):
        view.removing.remove.click()
        end = lock(studio, view)
    assert not end().lost
    assert notes(studio) == []
    left = studio.ask(lambda d: {r.name: r.role for r in d.officers.list_officers()})
    assert left["Ben Carter"] is None


def at_adding(studio: Studio) -> PeopleView:
    view = people_shown(studio)
    view.add.click()
    studio.settle()
    return view


def test_a_newcomers_name_is_offered_back_and_their_passphrase_is_not_kept(
    studio,
) -> None:
    studio.prepare()
    view = at_adding(studio)
    assert view.unsaved() is None
    view.adding.name.setText("Dewi Morgan")
    view.adding.roles.setCurrentText("comms lead")
    view.adding.passphrase.first.setText("velvet marble compass thirteen")
    assert not lock(studio, view)().lost
    (note,) = notes(studio)
    assert note.startswith(words.ADDING)
    assert "velvet" not in note

    later = at_adding(studio)
    assert later.adding.offered.isVisibleTo(later)
    chosen = view.adding.roles.currentText()
    later.adding.offered.put_back.click()
    studio.settle()
    assert later.adding.name.text() == "Dewi Morgan"
    assert later.adding.roles.currentText() == chosen
    assert notes(studio) == []


def test_somebody_just_being_let_in_at_the_lock_leaves_no_note(studio) -> None:
    studio.prepare()
    view = at_adding(studio)
    view.adding.name.setText("Dewi Morgan")
    for field in (view.adding.passphrase.first, view.adding.passphrase.second):
        field.setText("velvet marble compass thirteen")
    with held_worker(studio):
        view.adding.add.click()
        end = lock(studio, view)
    assert not end().lost
    assert notes(studio) == []
    rows = studio.ask(lambda d: [r.name for r in d.officers.list_officers()])
    assert rows.count("Dewi Morgan") == 1


# --- the council's settings --------------------------------------------------------


def test_settings_typed_and_not_saved_are_offered_back(studio) -> None:
    studio.prepare()
    view = settings_shown(studio, "council")
    assert view.council.unsaved() is None
    view.council.fields["public_contact"].setText("01632 960500")
    assert not lock(studio, view.council)().lost

    later = settings_shown(studio, "council")
    studio.settle()
    council = later.council
    assert council.fields["public_contact"].text() == ""
    assert council.offered.isVisibleTo(later)
    council.offered.put_back.click()
    studio.settle()
    assert council.fields["public_contact"].text() == "01632 960500"
    assert notes(studio) == []
    with held_worker(studio):
        council.save.click()
        end = lock(studio, council)
    assert not end().lost
    assert notes(studio) == [], "what is just being saved is kept once"
    assert studio.ask(lambda d: d.council.public_contact()) == "01632 960500"


# --- a new account -------------------------------------------------------------------


def test_an_account_that_is_just_being_added_at_the_lock_is_added_once(studio) -> None:
    studio.prepare()
    view = accounts_view(studio)
    studio.qtbot.addWidget(view)
    view.show()
    form = at_form(studio, view)
    form.handle.setText("AshcombeDC")
    form.password.setText("Typed-by-hand-1")
    with held_worker(studio):
        form.add.click()
        end = lock(studio, view)
    assert not end().lost
    assert len(pages(studio)) == 1


def test_an_account_that_is_just_being_changed_at_the_lock_is_changed_once(
    studio,
) -> None:
    studio.prepare(one_x)
    view = accounts_view(studio)
    studio.qtbot.addWidget(view)
    view.show()
    account = at_account(studio, view)
    view.account.facts.edit.click()
    edit_line(view.account, Field.PURPOSE, "Flood warnings")
    written: list[Edits] = []

    def listen(desk: Desk) -> None:
        edit = desk.accounts.edit
        desk.accounts.edit = lambda at, edits: (written.append(edits), edit(at, edits))

    studio.ask(listen)
    with held_worker(studio):
        view.account.facts.form.save.click()
        edit_line(view.account, Field.URL, "https://x.com/AshcombeNews")
        end = lock(studio, view)
    assert not end().lost
    assert [dict(one.fields) for one in written] == [
        {Field.PURPOSE: "Flood warnings"},
        {Field.URL: "https://x.com/AshcombeNews"},
    ]
    assert page_of(studio, account).text(Field.PURPOSE) == "Flood warnings"

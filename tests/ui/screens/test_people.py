"""The people of the kit: reaching them, letting them in, and their going."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit.desk.exposing import plan_for
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.screens.people.letting_in import LettingInViewModel
from incidentkit.ui.screens.people.reading import read_everybody
from incidentkit.ui.screens.people.view import PeopleView
from incidentkit.ui.screens.people.view_model import Panel, PeopleViewModel
from incidentkit.vault.kinds import Role
from incidentkit.words.window import held as held_words
from incidentkit.words.window import people as words
from tests.ui.company import THEIRS, Colleague, shared_folder
from tests.ui.pictures.people import colleague
from tests.ui.studio import NAME, Studio, one_page, one_x
from tests.vault.world import POLICY


def shown(studio: Studio) -> PeopleView:
    exchanges = Exchanges(studio.kit, every_ms=3_600_000)
    exchanges._opened()
    model = PeopleViewModel(studio.kit, lambda: POLICY)
    view = PeopleView(model, LettingInViewModel(studio.kit, exchanges), studio.jobs)
    exchanges.setParent(view)  # so that its timer ends with the window
    studio.qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


def said(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just added is shown from then on
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def choose(view: PeopleView, studio: Studio, name: str) -> None:
    people = view._model.state.everybody.people
    view.table.choose(next(p.person for p in people if p.name == name))
    studio.settle()
    assert view._model.state.person is not None
    assert view._model.state.person.name == name


def roles(studio: Studio) -> dict[str, Role | None]:
    return studio.ask(lambda d: {r.name: r.role for r in d.officers.list_officers()})


def test_everybody_is_listed_with_a_role_and_a_number(studio):
    studio.prepare(colleague("Ben Carter"), colleague("Carys Evans", Role.LEAD))
    view = shown(studio)
    rows = [
        [view.rows.index(row, at).data() for at in range(3)]
        for row in range(view.rows.rowCount())
    ]
    assert rows == [
        [f"{NAME} (you)", "Comms lead", ""],
        ["Ben Carter", "Officer", "07700 900456"],
        ["Carys Evans", "Comms lead", "07700 900456"],
    ]
    assert words.NO_NUMBER in said(view.person), "I am the first who is shown"
    view.search.setText("carys")
    assert view.rows.rowCount() == 1


def test_a_number_is_written_down_with_the_keyboard_alone(studio):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    studio.qtbot.keyClick(view.table, Qt.Key.Key_Down)
    studio.settle()
    studio.qtbot.keyClick(view.table, Qt.Key.Key_Return)
    field = view.focusWidget()
    assert field is view.person.mobile
    field.selectAll()
    studio.qtbot.keyClicks(field, "07700 900999")
    studio.qtbot.keyClick(field, Qt.Key.Key_Return)
    studio.settle()
    assert words.SAVED in said(view)
    found = studio.ask(lambda desk: desk.officers.find("Ben Carter").contact.mobile)
    assert found == "07700 900999"


def test_a_number_that_is_none_is_refused_and_stays_in_the_field(studio):
    studio.prepare()
    view = shown(studio)
    view.person.mobile.setText("call me maybe")
    view.person.save.click()
    studio.settle()
    assert "does not read as a telephone number" in said(view)
    assert view.person.mobile.text() == "call me maybe"


def test_what_somebody_is_typing_is_not_drawn_over_when_a_colleague_writes(studio):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    view.person.mobile.setText("07700 9")
    studio.ask(one_x)
    studio.settle()
    assert view.person.mobile.text() == "07700 9"


def test_the_only_lead_can_neither_step_down_nor_leave(studio):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    assert not view.person.remove.isVisible()
    assert words.LAST_LEAD in said(view.person)
    view._model.set_role(Role.OFFICER)
    studio.settle()
    view._model.remove("tired")
    studio.settle()
    assert "there is no other comms lead" in said(view)
    assert roles(studio)[NAME] is Role.LEAD


def test_a_lead_does_not_change_their_own_role_or_that_of_one_who_was_here_before(
    studio,
):
    """Nobody outranks themselves, so the kit would refuse it."""
    studio.prepare()
    view, carys = joined(studio, Role.LEAD)
    assert not view.person.role_box.isVisible()
    assert words.OWN_ROLE in said(view.person)
    choose(view, studio, "Carys Evans")
    assert view.person.role_box.isVisible()
    theirs = carys.ask_desk(lambda desk: read_everybody(desk))
    assert [p.i_may_change for p in theirs.people] == [False, False]


def test_a_role_is_changed(studio):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    choose(view, studio, "Ben Carter")
    role = view.person.role
    role.roles.setCurrentIndex(role.roles.findData(Role.OBSERVER))
    role.change.click()
    studio.settle()
    assert roles(studio)["Ben Carter"] is Role.OBSERVER
    assert "Ben Carter is now: Observer." in said(view)


def test_whoever_is_removed_leads_on_to_the_one_list_of_what_is_left(studio):
    studio.prepare(one_page, colleague("Ben Carter", Role.LEAD))
    view = shown(studio)
    account = studio.ask(one_x)
    studio.settle()
    choose(view, studio, "Ben Carter")
    view.person.remove.click()
    seen: list[bytes] = []
    view.leaving_asked.connect(seen.append)
    view.removing.leaves.click()
    view.removing.remove.click()
    studio.settle()
    assert "because it is empty" in said(view), "a reason is wanted"
    assert "Ben Carter" in roles(studio)
    view.removing.reason.setText("moved to another council")
    view.removing.remove.click()
    studio.settle()
    assert roles(studio)["Ben Carter"] is None
    assert view._model.state.panel is Panel.PERSON
    view.person.leaving.click()
    assert seen == [view._model.state.chosen] * 2
    plan = studio.ask(lambda desk: plan_for(desk, seen[0]))
    assert [one.subject for one in (*plan.today, *plan.must)] == [account]


def joined(studio: Studio, role: Role = Role.OFFICER) -> tuple[PeopleView, Colleague]:
    """Let somebody in from a machine of their own."""
    folder = shared_folder(studio)
    carys = Colleague(studio.base.parent / "carys", "Carys Evans")
    said_words = carys.ask(folder)
    view = shown(studio)
    view.let_in.click()
    studio.settle()
    view.letting.roles.setCurrentIndex(view.letting.roles.findData(role))
    view.letting.heard.setText(said_words)
    view.letting.let_in.click()
    studio.settle()
    assert roles(studio)["Carys Evans"] is role
    assert carys.fetch(folder)
    carys.work(folder)
    return view, carys


def test_words_are_compared_as_they_are_typed(studio):
    studio.prepare()
    folder = shared_folder(studio)
    heard = Colleague(studio.base.parent / "carys", "Carys Evans").ask(folder).split()
    view = shown(studio)
    view.let_in.click()
    studio.settle()
    assert view.focusWidget() is view.letting.heard
    studio.qtbot.keyClicks(view.letting.heard, f"{heard[0].upper()}, {heard[1]} ")
    studio.settle()
    assert words.so_far(2, 8) in said(view.letting)
    studio.qtbot.keyClicks(view.letting.heard, f"otters {heard[3]} ")
    studio.settle()
    assert words.differing((3,)) in said(view.letting)
    rest = " ".join(heard[4:])
    studio.qtbot.keyClicks(view.letting.heard, rest)
    studio.settle()
    view.letting.let_in.click()
    studio.settle()
    assert "The words are not the same" in said(view.letting)
    assert "Carys Evans" not in roles(studio)
    view.letting.heard.setText(" ".join(heard))
    view.letting.heard.textEdited.emit(" ".join(heard))
    studio.settle()
    assert words.all_same(8) in said(view.letting)


def test_words_of_another_request_are_not_a_slip_of_the_ear(studio):
    studio.prepare()
    folder = shared_folder(studio)
    Colleague(studio.base.parent / "carys", "Carys Evans").ask(folder)
    view = shown(studio)
    view.let_in.click()
    studio.settle()
    studio.qtbot.keyClicks(
        view.letting.heard, "one two three four five six seven eight "
    )
    studio.settle()
    assert words.OTHER_REQUEST in said(view.letting)


def test_a_second_request_in_the_same_name_is_told_by_its_words(studio, tmp_path):
    """Anybody can leave a request in a colleague's name."""
    studio.prepare()
    folder = shared_folder(studio)
    Colleague(tmp_path / "eve", "Carys Evans").ask(folder)
    heard = Colleague(tmp_path / "carys", "Carys Evans").ask(folder)
    view = shown(studio)
    view.let_in.click()
    studio.settle()
    assert [b.text() for b in view.letting.who.buttons] == ["Carys Evans"]
    view.letting.heard.setText(heard)
    view.letting.let_in.click()
    studio.settle()
    assert roles(studio)["Carys Evans"] is Role.OFFICER
    assert not Colleague(tmp_path / "eve", "").fetch(folder)
    assert Colleague(tmp_path / "carys", "").fetch(folder)


def test_a_second_machine_of_somebody_is_let_in_as_theirs(studio, tmp_path):
    studio.prepare(colleague("Carys Evans"))
    folder = shared_folder(studio)
    heard = Colleague(tmp_path / "carys", "Carys Evans").ask(folder)
    view = shown(studio)
    view.let_in.click()
    studio.settle()
    assert words.SAME_NAME in said(view.letting)
    who = view.letting.existing
    who.setCurrentIndex(who.findText("Carys Evans"))
    view.letting.heard.setText(heard)
    view.letting.let_in.click()
    studio.settle()
    assert list(roles(studio)) == [NAME, "Carys Evans"]
    assert studio.ask(lambda desk: desk.officers.find("Carys").seats) == 2


def test_without_a_folder_or_a_request_the_page_says_what_is_missing(studio):
    studio.prepare()
    view = shown(studio)
    view.let_in.click()
    studio.settle()
    assert words.NO_FOLDER in said(view.letting)
    shared_folder(studio)
    view.letting.look.click()
    studio.settle()
    assert words.NOBODY_WAITS in said(view.letting)


def test_what_a_removed_machine_wrote_is_held_until_a_lead_lets_it_count(studio):
    studio.prepare(one_x)
    view, carys = joined(studio)
    folder = shared_folder(studio)
    choose(view, studio, "Carys Evans")
    view._model.remove("left without a word")
    studio.settle()
    carys.work_alone(one_page)
    shared_folder(studio)
    carys.leave(folder)
    shared_folder(studio)
    studio.settle()
    assert held_words.why(is_split=False) in said(view)
    assert len(studio.ask(lambda desk: desk.accounts.rows())) == 1
    (admit,) = view.held.buttons.values()
    admit.click()
    studio.settle()
    assert not view.held.isVisible()
    assert len(studio.ask(lambda desk: desk.accounts.rows())) == 2


def test_a_colleague_is_added_on_this_machine_and_let_in_again(studio):
    studio.prepare()
    view = shown(studio)
    assert words.ALONE in said(view)
    view.add.click()
    for text in ("Ben Carter", THEIRS, THEIRS):
        field = view.focusWidget()
        studio.qtbot.keyClicks(field, text)
        studio.qtbot.keyClick(field, Qt.Key.Key_Return)
    studio.settle()
    assert roles(studio)["Ben Carter"] is Role.OFFICER
    assert not view.adding.passphrase.text()
    assert view._model.state.person.name == "Ben Carter"
    view.person.passphrase.first.setText("copper window saddle ginger")
    view.person.passphrase.second.setText("copper window saddle ginger")
    view.person.renew.click()
    studio.settle()
    assert studio.ask(lambda desk: desk.officers.find("Ben").seats) == 2


def test_a_weak_passphrase_adds_nobody(studio):
    studio.prepare()
    view = shown(studio)
    view._model.add("Ben Carter", "ben carter 2026", Role.OFFICER)
    studio.settle()
    assert "too easy to guess" in said(view)
    assert list(roles(studio)) == [NAME]


@pytest.mark.parametrize("panel", list(Panel))
def test_what_stands_beside_the_list_is_one_thing_at_a_time(studio, panel):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    view._model.show(panel)
    studio.settle()
    assert [p for p, page in view._pages.items() if page.isVisible()] == [panel]

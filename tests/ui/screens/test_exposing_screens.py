"""Who can post, who is leaving and how accounts stand, on the real kit and worker."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from incidentkit.accounts.health import Finding
from incidentkit.accounts.model import Item, NewAccount, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.emergency import open_in_emergency
from incidentkit.desk.exposing import must_change
from incidentkit.desk.home import Need
from incidentkit.ui.screens.exposure.view_model import ExposureViewModel
from incidentkit.ui.screens.health.view_model import HealthViewModel
from incidentkit.ui.screens.home.view import HomeView
from incidentkit.ui.screens.home.view_model import HomeViewModel
from incidentkit.ui.screens.leaving.view_model import LeavingViewModel
from incidentkit.ui.shell.exposing_rooms import ExposingRooms
from incidentkit.ui.shell.screens import _WRITERS
from incidentkit.words.health import FINDINGS
from incidentkit.words.window import exposure as words
from tests.desk.test_breached import a_list
from tests.ui.pictures import exposure, health, leaving
from tests.ui.pictures.people import colleague
from tests.ui.screens.test_left_forms import lock
from tests.ui.studio import NAME, Studio, one_x


def another_account(desk) -> None:
    desk.accounts.add(
        NewAccount("x", "AshcombeNews", secret=Secret("a-Secret-of-20-l"))
    )


@pytest.fixture
def ben(studio: Studio):
    studio.prepare(one_x, leaving.one_page, colleague(leaving.BEN), leaving.bens_things)
    return studio.ask(lambda desk: desk.officers.find(leaving.BEN).person)


def test_a_departure_is_worked_through_row_by_row(studio: Studio, ben, qtbot) -> None:
    view = leaving.view_of(studio, leaving.BEN)
    qtbot.addWidget(view)
    view.show()
    plan = view.model.state.plan
    assert (len(plan.must), len(plan.only_factors)) == (2, 1)
    for take in plan.take_away:
        view.buttons[take.entry].setFocus()
        qtbot.keyClick(view.buttons[take.entry], Qt.Key.Key_Return)
        studio.settle()
    assert view.model.state.plan.take_away == ()
    asked = []
    view.rotate_asked.connect(asked.append)
    view.buttons[plan.must[0].subject].click()
    assert asked == [plan.must[0].subject]


def test_what_is_confirmed_goes_from_the_list(studio: Studio, ben) -> None:
    model = LeavingViewModel(studio.kit)
    model.choose(ben)
    studio.settle()
    account = model.state.plan.must[0].subject
    new = Secret("another-Secret-of-letters", is_made=True)

    def change(desk) -> None:
        desk.accounts.withdraw_access(account, ben)
        desk.accounts.begin_rotation(account, new, Reason.LEAVER, Item.SECRET)
        desk.accounts.confirm_rotation(account, tried=True)

    studio.ask(change)
    studio.settle()
    assert account not in {one.subject for one in model.state.plan.must}
    model.lost("a telephone on the bus")
    studio.settle()
    assert model.state.left_to_do > 0


def test_a_past_day_is_shown_and_no_day_is_told_apart(studio: Studio, ben) -> None:
    model, problems = ExposureViewModel(studio.kit), []
    model.refused.connect(problems.append)
    model.read()
    studio.settle()
    assert {one.who for one in model.state.lines} >= {leaving.BEN}
    model.show_day("2026-03-03")
    studio.settle()
    assert model.state.lines == ()
    model.show_day("3 March")
    assert problems
    model.show_day("")
    studio.settle()
    assert model.state.lines


def test_what_happened_is_noted_with_the_keyboard_and_waived(
    studio: Studio, ben, qtbot, tmp_path
) -> None:
    view = exposure.view_of(studio)
    qtbot.addWidget(view)
    view.show()
    view.happened.unfold()
    qtbot.keyClicks(view.happened.why, "on a flip chart")
    view.happened.note.setFocus()
    qtbot.keyClick(view.happened.note, Qt.Key.Key_Return)
    studio.settle()
    (one,) = view.model.state.owed
    view.model.waive(one, "nobody was in the room")
    studio.settle()
    assert view.model.state.owed == ()
    view.paper.folder.put(str(tmp_path))
    view.paper.write.click()
    studio.settle()
    assert {one.suffix for one in tmp_path.glob("who-*")} == {".csv", ".pdf"}
    assert view.paper.nightly.isHidden()  # the council has not asked for it
    view.finder.setText("Dewi")
    assert view.rows.rowCount() == 1


def test_a_reason_that_is_being_typed_stays_while_others_write(
    studio: Studio, ben, qtbot
) -> None:
    studio.ask(lambda d: must_change(d, d.accounts.find("x"), Reason.SEEN_OUTSIDE, ""))
    view = exposure.view_of(studio)
    qtbot.addWidget(view)
    view.show()
    (one,) = view.model.state.owed
    qtbot.keyClicks(view.owed.reasons[one.entry], "nobody was in")
    studio.ask(another_account)
    studio.settle()
    assert view.owed.reasons[one.entry].text() == "nobody was in"


def test_what_cannot_be_noted_stays_in_its_form(studio: Studio, ben, qtbot) -> None:
    view = exposure.view_of(studio)
    qtbot.addWidget(view)
    view.happened.unfold()
    view.happened.why.setText("said \u202e backwards")
    view.happened.note.click()
    studio.settle()
    assert view.model.state.owed == ()
    assert view.happened.why.text()


def test_a_finding_leads_to_its_account_and_the_batch_runs(
    studio: Studio, qtbot, tmp_path
) -> None:
    studio.prepare(health.shared)
    view = health.view_of(studio)
    qtbot.addWidget(view)
    view.show()
    kinds = {one.finding for one in view.model.state.page.found}
    assert {Finding.REUSED, Finding.WEAK, Finding.EVENT} <= kinds
    led = {"rotation": [], "account": [], "people": []}
    view.rotate_asked.connect(led["rotation"].append)
    view.account_asked.connect(led["account"].append)
    view.go_asked.connect(led["people"].append)
    for go in view.buttons:
        go.click()
    found = view.model.state.page.found
    for place, subjects in led.items():
        wanted = [f for f in found if FINDINGS[f.finding.value].place == place]
        assert len(subjects) == len(wanted)
    path = tmp_path / "stolen.txt"
    path.write_bytes(a_list(["summer2026"]))
    view.path.setText(str(path))
    view.use.click()
    studio.settle()
    assert view.model.state.list_name == "stolen.txt"
    view.compare.click()
    studio.settle()
    assert Finding.BREACHED in {one.finding for one in view.model.state.page.found}


def test_a_list_that_is_none_is_refused_in_words(studio: Studio, tmp_path) -> None:
    studio.prepare(one_x)
    model, problems = HealthViewModel(studio.kit), []
    model.refused.connect(problems.append)
    model.use_list(str(tmp_path / "nowhere.txt"))
    studio.settle()
    assert problems
    assert model.state.list_name == ""


def test_home_leads_to_what_somebody_left_and_tells_of_an_emergency_once(
    studio: Studio, ben
) -> None:
    for story in (colleague("Carys Evans"), let_carys_in, leaving.leave(leaving.BEN)):
        studio.ask(story)
    view = HomeView(HomeViewModel(studio.kit, studio.clock))
    view.arrive()
    studio.settle()
    matters = {one.need: one for one in view._model.state.page.matters}
    left, opened = [], []
    view.leaving_asked.connect(left.append)
    view.account_asked.connect(opened.append)
    view._lead(matters[Need.LEAVING])
    assert left == [ben]
    assert Need.SAME_DAY in matters
    order = list(matters)
    assert order.index(Need.SAME_DAY) < order.index(Need.NO_NUMBER)
    assert Need.EMERGENCY not in matters  # whoever did it knows


def let_carys_in(desk) -> None:
    carys = desk.officers.find("Carys Evans").person
    account = desk.accounts.find("x")
    open_in_emergency(desk, account, carys, "the account was hijacked")


def test_the_second_person_is_led_to_what_is_asked_and_agrees(studio, qtbot) -> None:
    view = exposure.asked(studio)
    home = HomeView(HomeViewModel(studio.kit, studio.clock))
    home.arrive()
    studio.settle()
    asked = []
    home.go_asked.connect(asked.append)
    matters = {one.need: one for one in home._model.state.page.matters}
    home._lead(matters[Need.EMERGENCY_ASKED])
    assert asked == ["exposure"]
    qtbot.addWidget(view)
    view.show()
    (agree,) = [b for b in view.findChildren(QPushButton) if b.text() == words.AGREE]
    agree.setFocus()
    qtbot.keyClick(agree, Qt.Key.Key_Return)
    studio.settle()
    assert view.model.state.asked == ()
    (row,) = view.model.state.told
    assert (row.by, row.person, row.agreed) == (leaving.BEN, "Carys Evans", (NAME,))
    assert not [b for b in view.findChildren(QPushButton) if b.text() == words.AGREE]
    assert len(view.model.state.owed) == 1


def test_what_happened_is_kept_at_a_lock_and_offered_back(studio: Studio, ben) -> None:
    def happened() -> ExposingRooms:
        rooms = ExposingRooms(studio.kit, lambda: None)
        studio.qtbot.addWidget(rooms.exposure)
        rooms.exposure.arrive()
        studio.settle()
        rooms.exposure.happened.unfold()
        studio.settle()
        return rooms

    assert "exposing" in _WRITERS
    rooms = happened()
    form = rooms.exposure.happened
    assert rooms.unsaved() is None
    form.account.setCurrentIndex(1)
    form.why.setText("on a flip chart")
    assert not lock(studio, rooms)().lost

    later = happened().exposure.happened
    later.offered.put_back.click()
    studio.settle()
    assert later.why.text() == "on a flip chart"
    assert later.account.currentText() == form.account.currentText()

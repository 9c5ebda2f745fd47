"""Getting in with the recovery sheet, in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit.desk.services import Desk
from incidentkit.ui.screens.welcome.recover_model import (
    RecoverStage,
    RecoverViewModel,
)
from incidentkit.ui.screens.welcome.recover_view import RecoverView
from incidentkit.vault.kinds import Role
from incidentkit.words.window import welcome as words
from tests.ui.studio import Studio

DANA = "marble compass thirteen owls"
ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(studio: Studio) -> RecoverView:
    model = RecoverViewModel(studio.kit, lambda: studio.around)
    made = RecoverView(model, studio.jobs)
    studio.qtbot.addWidget(made)
    made.show()
    made.arrive()
    return made


def said(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just added is shown from then on
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def type_(studio: Studio, view: QWidget, text: str, *keys: Qt.Key) -> None:
    studio.qtbot.keyClicks(view.focusWidget(), text)
    for key in keys:
        studio.qtbot.keyClick(view.focusWidget(), key)
    studio.settle()


def typed_back(view: RecoverView) -> tuple[str, str]:
    sheet = view._model.sheet
    one, other = sheet.state.asked
    return sheet.groups()[one - 1], sheet.groups()[other - 1]


def test_the_sheet_opens_the_kit_once_and_a_new_one_takes_its_place(studio, view):
    code = " ".join(studio.found().groups)
    type_(studio, view, "Dana Price", ENTER)
    type_(studio, view, code.lower(), ENTER)
    assert view._model.state.stage is RecoverStage.PASSPHRASE
    type_(studio, view, DANA, ENTER)
    type_(studio, view, DANA, ENTER)
    assert view._model.state.stage is RecoverStage.SHEET
    fresh = " ".join(view._model.sheet.groups())
    assert fresh != code
    tab = Qt.Key.Key_Tab
    type_(studio, view, "", tab, tab, tab, ENTER)
    first, second = typed_back(view)
    type_(studio, view, first, ENTER)
    with studio.qtbot.waitSignal(view.recovered):
        type_(studio, view, second, ENTER)
    studio.settle()
    assert studio.ask(lambda desk: desk.session.me.role) is Role.LEAD
    assert studio.ask(who_is_here) == "Dana Price"
    assert not view.code.code.text()
    assert not view.passphrase.passphrase.text()
    assert view._model.sheet.groups() == ()
    studio.kit.close(lambda: None)
    studio.settle()
    assert refused(studio, code) == "This sheet does not open this kit"
    assert refused(studio, fresh) == ""


def who_is_here(desk: Desk) -> str:
    return desk.officers.name_of(desk.session.me.person)


def refused(studio: Studio, code: str) -> str:
    titles: list[str] = []
    model = RecoverViewModel(studio.kit, lambda: studio.around)
    model.refused.connect(lambda problem: titles.append(problem.title))
    model.check("Eve", code)
    studio.settle()
    return "".join(titles)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("", "The code does not match the sheet yet"),
        ("ABCD", "The code does not match the sheet yet"),
        ("0123 4567 89AB CDEF GHJK MNPQ RSTV W", "One group of the code needs another"),
        (
            "0000 0000 0000 0000 0000 0000 0000 0000",
            "The code does not match the sheet",
        ),
    ],
)
def test_a_mistyped_code_goes_no_further(studio, view, code, title):
    studio.found()
    view.code.name.setText("Dana Price")
    view.code.code.setText(code)
    view.code.check.click()
    studio.settle()
    assert title in said(view.code)
    assert view._model.state.stage is RecoverStage.CODE
    assert view.code.code.text() == code, "nothing has to be typed again"


def test_another_kits_sheet_is_refused_and_changes_nothing(studio, view, tmp_path):
    studio.found()
    other = Studio(tmp_path / "other", studio.qtbot, studio.jobs)
    foreign = other.found()
    view._model.check("Dana Price", " ".join(foreign.groups))
    studio.settle()
    assert "This sheet does not open this kit" in said(view.code)


def test_a_weak_passphrase_draws_no_sheet(studio, view):
    drawn = studio.found()
    view._model.check("Dana Price", " ".join(drawn.groups))
    studio.settle()
    view._model.choose("dana price 2026")
    studio.settle()
    assert view._model.state.stage is RecoverStage.PASSPHRASE
    assert "This passphrase would be too easy to guess" in said(view.passphrase)
    assert view._model.sheet.groups() == ()


def test_a_nameless_person_is_not_let_in(studio, view):
    drawn = studio.found()
    view._model.check(" ", " ".join(drawn.groups))
    studio.settle()
    assert "because it is empty" in said(view.code)


def test_going_back_keeps_the_new_sheet_and_leaving_forgets_it(studio, view):
    drawn = studio.found()
    view._model.check("Dana Price", " ".join(drawn.groups))
    studio.settle()
    view._model.choose(DANA)
    studio.settle()
    fresh = view._model.sheet.groups()
    view.sheet.back.click()
    view._model.choose(DANA)
    studio.settle()
    assert view._model.sheet.groups() == fresh
    left: list[bool] = []
    view.left.connect(lambda: left.append(True))
    for _ in range(3):
        view._back()
    assert left
    assert view._model.sheet.groups() == ()
    assert refused(studio, " ".join(drawn.groups)) == "", "the old sheet still counts"


def test_the_typed_code_is_hidden_unless_asked_for(studio, view):
    studio.found()
    hidden = view.code.code.EchoMode.Password
    assert view.code.code.echoMode() is hidden
    view.code.show_code.setChecked(True)
    assert view.code.code.echoMode() is view.code.code.EchoMode.Normal
    assert view.code.show_code.text() == words.SHOW_CODE

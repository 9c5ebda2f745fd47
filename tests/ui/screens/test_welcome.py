"""The first minutes: a kit is made, and somebody joins it from another machine."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.desk.founding import Names
from incidentkit.desk.joining import Newcomer
from incidentkit.desk.services import Desk
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.people.letting_in import LettingInViewModel
from incidentkit.ui.screens.people.view import PeopleView
from incidentkit.ui.screens.people.view_model import PeopleViewModel
from incidentkit.ui.screens.welcome.view import WelcomeView
from incidentkit.ui.screens.welcome.view_model import Stage, WelcomeViewModel
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import open_kit
from incidentkit.words import passphrases as strength_words
from incidentkit.words.sheet import LOOK_AGAIN, sheet_text
from incidentkit.words.window import passphrase as passphrase_words
from incidentkit.words.window import welcome as words
from tests.ui.company import THEIRS, shared_folder
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, Studio, one_x
from tests.vault.world import POLICY

NAMES = Names(COUNCIL, NAME, PASSPHRASE)


@pytest.fixture
def other(qtbot: QtBot, tmp_path: Path) -> Iterator[Studio]:
    """Give a second machine, with a window and no kit."""
    made = Studio(tmp_path / "other", qtbot, Jobs())
    yield made
    made.close()


@pytest.fixture
def view(studio: Studio) -> WelcomeView:
    return shown(studio, WelcomeView(WelcomeViewModel(studio.kit), studio.jobs))


def shown(studio: Studio, view: QWidget) -> QWidget:
    studio.qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    view.arrive()
    return view


@dataclass
class Keyboard:
    """A keyboard on one of the windows: keys go to whatever has the focus there."""

    studio: Studio
    view: QWidget

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.studio.qtbot.keyClick(self._focus(), key)
        self.studio.settle()

    def type_(self, text: str, *then: Qt.Key) -> None:
        self.studio.qtbot.keyClicks(self._focus(), text)
        self.press(*then)

    def _focus(self) -> QWidget:
        found = self.view.focusWidget()
        assert found is not None
        assert found.isVisible()
        return found


def said(widget: QWidget) -> str:
    """Return every word that a page shows."""
    QApplication.processEvents()  # what was just added is shown from then on
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def groups_asked(view: WelcomeView) -> tuple[str, str]:
    sheet = view._model.sheet
    first, second = sheet.state.asked
    return sheet.groups()[first - 1], sheet.groups()[second - 1]


def test_a_kit_is_made_with_the_keyboard_alone(studio, view):
    asked: list[bool] = []
    view.first_account_asked.connect(lambda: asked.append(True))
    keys = Keyboard(studio, view)
    enter = Qt.Key.Key_Return
    keys.press(Qt.Key.Key_Space)
    keys.type_(COUNCIL, enter)
    keys.type_(NAME, enter)
    keys.type_(PASSPHRASE, enter)
    keys.type_(PASSPHRASE, enter)
    assert view._model.state.stage is Stage.SHEET
    assert not studio.around.places.database.exists(), "the sheet comes first"
    assert not view.sheet.canvas.is_blank
    tab = Qt.Key.Key_Tab
    keys.press(tab, tab, tab, enter)  # past Print, Save and Read out
    first, second = groups_asked(view)
    keys.type_(first.lower(), enter)
    with studio.qtbot.waitSignal(view.made):
        keys.type_(f" {second[:2]} {second[2:]}", enter)
    assert view._model.state.stage is Stage.MADE
    assert studio.kit.is_open
    assert studio.ask(lambda desk: desk.council.name()) == COUNCIL
    me = studio.ask(lambda desk: (desk.session.me.role, desk.officers.find(NAME).name))
    assert me == (Role.LEAD, NAME)
    keys.press(enter)
    assert asked, "the first account is offered, and Return takes the offer"
    assert all(not f.text() for f in secret_fields(view)), "nothing secret stays"
    assert view._model.sheet.groups() == ()


def secret_fields(view: WelcomeView) -> tuple[QLineEdit, ...]:
    names, join, back = view.names.passphrase, view.join.passphrase, view.type_back
    fields = (names.first, names.second, join.first, join.second)
    return (*fields, back.first, back.second)


def drawn(studio: Studio, view: WelcomeView) -> None:
    view._model.draw(NAMES)
    studio.settle()


def test_a_sheet_typed_wrong_makes_nothing_and_can_be_looked_at_again(studio, view):
    drawn(studio, view)
    view.sheet.have_it.click()
    view.type_back.first.setText("0000")
    view.type_back.second.setText("0000")
    view.type_back.finish.click()
    studio.settle()
    assert LOOK_AGAIN in said(view.type_back)
    assert not studio.around.places.database.exists()
    before = view._model.sheet.groups()
    view.type_back.back.click()
    assert view._model.state.stage is Stage.SHEET
    view.sheet.back.click()
    assert view._model.state.stage is Stage.NAMES
    drawn(studio, view)
    assert view._model.sheet.groups() == before, (
        "a sheet that was printed stays the one"
    )


def test_the_passphrase_is_judged_as_it_is_typed_and_a_weak_one_goes_no_further(
    studio, view
):
    view.choice.make.click()
    page = view.names
    page.council.setText(COUNCIL)
    page.name.setText(NAME)
    for field in (page.passphrase.first, page.passphrase.second):
        studio.qtbot.keyClicks(field, "ashcombe asha 2026")
    studio.qtbot.waitUntil(page.passphrase.bar.isVisible)
    assert strength_words.why_weak("about-you") in page.passphrase.verdict.text()
    page.go_on.click()
    studio.settle()
    assert "This passphrase would be too easy to guess" in said(page)
    assert page.council.text() == COUNCIL
    assert page.passphrase.text(), "nothing has to be typed again"
    page.passphrase.wipe()
    for field in (page.passphrase.first, page.passphrase.second):
        studio.qtbot.keyClicks(field, PASSPHRASE)
    good = strength_words.GOOD_ENOUGH
    studio.qtbot.waitUntil(lambda: page.passphrase.verdict.text() == good)


def test_two_passphrases_that_differ_are_not_taken(studio, view):
    view.choice.make.click()
    page = view.names
    page.council.setText(COUNCIL)
    page.name.setText(NAME)
    page.passphrase.first.setText(PASSPHRASE)
    page.passphrase.second.setText(PASSPHRASE + "s")
    page.go_on.click()
    studio.settle()
    assert passphrase_words.NOT_THE_SAME in said(page)
    assert view._model.state.stage is Stage.NAMES


@pytest.mark.parametrize("names", [Names("", NAME, PASSPHRASE), Names(COUNCIL, "", "")])
def test_a_name_that_cannot_be_kept_is_said_in_the_page(studio, view, names):
    view.choice.make.click()
    view._model.draw(names)
    studio.settle()
    assert "because it is empty" in said(view.names)


def test_a_kit_that_is_there_already_is_left_alone(studio, view):
    studio.found()
    before = studio.around.places.database.read_bytes()
    view.choice.make.click()
    view._model.draw(NAMES)
    studio.settle()
    assert "There is a kit here already" in said(view.names)
    assert studio.around.places.database.read_bytes() == before


def test_a_kit_that_is_made_but_does_not_open_is_opened_at_the_next_try(studio, view):
    """The sheet is on paper by then: making another kit would void it."""
    drawn(studio, view)
    view.sheet.have_it.click()
    typed, elsewhere = " ".join(groups_asked(view)), []
    opened = view._model._open_made

    def taken_by_another_window() -> None:
        elsewhere.append(open_kit(studio.around))
        opened()

    view._model._open_made = taken_by_another_window
    view._model.type_back(typed)
    studio.settle()
    assert "The kit is open somewhere else" in said(view.type_back)
    assert view._model.state.stage is Stage.TYPE_BACK
    view._model.back()
    assert view._model.state.stage is Stage.TYPE_BACK, "there is no way back any more"
    elsewhere.pop().close()
    view._model._open_made = opened
    with studio.qtbot.waitSignal(view.made):
        view._model.type_back(typed)


def test_the_sheet_on_paper_says_what_the_command_line_prints(
    studio, view, tmp_path, peer: Callable[[str], str]
):
    drawn(studio, view)
    path = tmp_path / "sheet.pdf"
    view.sheet.save_as(str(path))
    studio.settle()
    assert words.saved(str(path)) in said(view.sheet)
    assert path.stat().st_mode & 0o077 == 0
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))
    view.sheet.print_on(printer)
    wanted = sheet_text(COUNCIL, view._model.sheet.groups()).split()
    for one in (path, printed):
        run = [peer("pdftotext"), "-layout", str(one), "-"]
        found = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        assert found.split() == wanted
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait


def test_a_sheet_that_cannot_be_saved_says_so_and_stays(studio, view):
    drawn(studio, view)
    view.sheet.save_as("/nowhere/at/all/sheet.pdf")
    studio.settle()
    assert "could not be" in said(view.sheet) or "was not" in said(view.sheet)
    assert not view.sheet.canvas.is_blank


def test_the_code_stands_in_no_label_name_or_state(studio, view):
    drawn(studio, view)
    code = view._model.sheet.groups()
    everything = said(view) + repr(view._model.state) + repr(view._model.sheet.state)
    names = [w.accessibleName() + w.toolTip() for w in view.findChildren(QWidget)]
    assert not any(group in everything + " ".join(names) for group in code)


# --- joining --------------------------------------------------------------------


def lead_at(studio: Studio) -> tuple[PeopleView, Exchanges]:
    exchanges = Exchanges(studio.kit, every_ms=3_600_000)
    studio.prepare(one_x)
    shared_folder(studio)
    exchanges._opened()
    studio.settle()
    letting = LettingInViewModel(studio.kit, exchanges)
    people = PeopleView(
        PeopleViewModel(studio.kit, lambda: POLICY), letting, studio.jobs
    )
    exchanges.setParent(people)  # so that its timer ends with the window
    return shown(studio, people), exchanges


def test_a_newcomer_is_let_in_with_the_words_they_read_out(studio, other):
    """Two machines, two windows, and the keyboard alone on both."""
    people, exchanges = lead_at(studio)
    model = WelcomeViewModel(other.kit)
    joining = shown(other, WelcomeView(model, other.jobs))
    theirs, ours = Keyboard(other, joining), Keyboard(studio, people)
    enter, tab = Qt.Key.Key_Return, Qt.Key.Key_Tab
    joining.choice.make.setFocus()
    theirs.press(tab, enter)
    theirs.type_(exchanges.state.folder, enter)
    theirs.type_("Carys Evans", enter)
    theirs.type_(THEIRS, enter)
    theirs.type_(THEIRS, enter)
    spoken = model.state.words
    assert len(spoken) == 8
    assert f"1. {spoken[0]}" in said(joining.spoken)
    theirs.press(enter)
    assert words.NOT_YET in said(joining.spoken)

    people.let_in.setFocus()
    ours.press(Qt.Key.Key_Space)
    ours.type_(" ".join(spoken))
    assert "All 8 words are the same." in said(people.letting)
    ours.press(enter)
    assert "Carys Evans is let in" in said(people)

    joining.spoken.check.setFocus()
    with other.qtbot.waitSignal(joining.joined):
        theirs.press(enter)
    assert other.ask(who_is_here) == (Role.OFFICER, {NAME, "Carys Evans"})
    assert all(not field.text() for field in secret_fields(joining))


def who_is_here(desk: Desk) -> tuple[Role, set[str]]:
    names = {row.name for row in desk.officers.list_officers()}
    return desk.session.me.role, names


def asked(other: Studio, folder: str, passphrase: str = THEIRS) -> WelcomeViewModel:
    model = WelcomeViewModel(other.kit)
    model.ask_to_join(folder, Newcomer("Carys Evans", passphrase))
    other.settle()
    return model


def test_words_that_were_left_can_be_shown_again_and_the_request_repeated(
    studio, other
):
    _, exchanges = lead_at(studio)
    first = asked(other, exchanges.state.folder).state
    again = WelcomeViewModel(other.kit)
    again.resume()
    other.settle()
    assert again.state.words == first.words
    assert again.state.stage is Stage.WORDS
    assert not again.state.can_open, "the passphrase is not known any more"
    assert asked(other, exchanges.state.folder).state.words == first.words


def test_a_request_repeated_with_another_passphrase_is_not_taken_for_the_same(
    studio, other
):
    _, exchanges = lead_at(studio)
    asked(other, exchanges.state.folder)
    model = WelcomeViewModel(other.kit)
    refused: list[str] = []
    model.refused.connect(lambda problem: refused.append(problem.title))
    model.ask_to_join(
        exchanges.state.folder, Newcomer("Carys Evans", "another one altogether, long")
    )
    other.settle()
    assert refused == ["The kit did not open"]
    assert model.state.stage is not Stage.WORDS


@pytest.mark.parametrize(
    ("folder", "said_title"),
    [
        ("", "No shared folder is known yet"),
        ("/nowhere", "The shared folder is out of"),
    ],
)
def test_a_folder_that_will_not_do_is_said_and_nothing_is_lost(
    studio, view, folder, said_title
):
    view.choice.join.click()
    page = view.join
    page.folder.path.setText(folder)
    page.name.setText("Carys Evans")
    for field in (page.passphrase.first, page.passphrase.second):
        field.setText(THEIRS)
    page.ask.click()
    studio.settle()
    assert said_title in said(page)
    assert (page.name.text(), page.passphrase.text()) == ("Carys Evans", THEIRS)
    assert not studio.around.places.database.exists()


def test_a_folder_without_a_kit_is_no_folder_to_join(studio, view, tmp_path):
    view.choice.join.click()
    view._model.ask_to_join(str(tmp_path), Newcomer("Carys Evans", THEIRS))
    studio.settle()
    assert "There is no kit here" in said(view.join)

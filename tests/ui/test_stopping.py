"""Stopping what takes long: the page is back at once, and what comes of it is dropped.

The KDF is the real one behind a gate that the test holds. Nothing else is made up.
"""

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit.desk import account_import, remembering
from incidentkit.desk.founding import Names
from incidentkit.desk.joining import Newcomer
from incidentkit.desk.services import Desk
from incidentkit.ui import kit_access
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.screens.accounts.importing import ImportingViewModel
from incidentkit.ui.screens.accounts.importing_view import ImportingView
from incidentkit.ui.screens.settings.machine_leaf import MachineLeaf
from incidentkit.ui.screens.settings.machine_model import MachineViewModel
from incidentkit.ui.screens.unlock import view_model as unlock_model
from incidentkit.ui.screens.unlock.first_help import FirstHelp, FirstHelpViewModel
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.ui.screens.unlock.view_model import UnlockViewModel
from incidentkit.ui.screens.welcome.recover_model import RecoverViewModel
from incidentkit.ui.screens.welcome.recover_view import RecoverView
from incidentkit.ui.screens.welcome.view import WelcomeView
from incidentkit.ui.screens.welcome.view_model import Stage, WelcomeViewModel
from incidentkit.vault import backup
from incidentkit.vault.device import WayIn
from incidentkit.vault.joining import requests_in
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.words.window import accounts as account_words
from incidentkit.words.window import progress as progress_words
from incidentkit.words.window import settings as settings_words
from incidentkit.words.window import unlock as unlock_words
from incidentkit.words.window import welcome as words
from tests.ui.company import THEIRS, shared_folder
from tests.ui.gate import Gate
from tests.ui.pictures.accounts import TABLE
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, Studio, one_x

FRESH = "velvet marble compass thirteen"


@pytest.fixture
def gate(studio: Studio) -> Gate:
    made = Gate()
    yield made
    made.open()  # whatever a test that failed has left at it


def shown(studio: Studio, view: QWidget) -> QWidget:
    studio.qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    return view


def said(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just added is shown from then on
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def is_free(studio: Studio) -> bool:
    """Whether nobody holds the kit: another program could open it."""
    with contextlib.closing(open_kit(studio.around)) as kit:
        return bool(kit.unlock(NAME, PASSPHRASE))


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


# --- unlocking -------------------------------------------------------------------


def unlock_view(studio: Studio) -> UnlockView:
    helper = FirstHelp(FirstHelpViewModel(studio.kit))
    view = shown(studio, UnlockView(UnlockViewModel(studio.kit), helper))
    view.arrive()
    studio.settle()
    return view


def submit(studio: Studio, view: UnlockView) -> None:
    view.take_focus()
    studio.qtbot.keyClicks(view.passphrase, PASSPHRASE)
    studio.qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)


def test_unlocking_can_be_stopped_and_no_kit_is_open_afterwards(studio, gate):
    studio.found()
    kit = gate.before(studio)
    opened: list[bool] = []
    kit.opened.connect(lambda: opened.append(True))
    view = unlock_view(studio)
    submit(studio, view)
    gate.wait_for_one()
    assert not view.progress.isVisible(), "what is short shows nothing"
    studio.qtbot.waitUntil(view.progress.isVisible)
    assert unlock_words.OPENING in said(view)
    view.progress.cancel.click()
    assert unlock_words.STOPPED in said(view)
    assert view.passphrase.isEnabled()
    assert view.focusWidget() is view.passphrase
    assert not kit.is_opening
    gate.open()
    studio.settle()
    assert opened == []
    assert not kit.is_open
    assert kit._held.kit is None
    assert is_free(studio)


def test_the_next_try_waits_for_the_stopped_one_and_says_so(studio, gate):
    studio.found()
    kit = gate.before(studio)
    view = unlock_view(studio)
    submit(studio, view)
    gate.wait_for_one()
    studio.qtbot.waitUntil(view.progress.isVisible)
    view.progress.cancel.click()
    assert unlock_words.STOPPED in said(view)
    submit(studio, view)
    assert view.progress.isVisible()
    assert progress_words.WAITS in said(view)
    assert unlock_words.STOPPED not in said(view)
    gate.open()
    studio.settle()
    assert kit.is_open


def test_stopping_a_try_that_waits_leaves_the_kit_locked_too(studio, gate):
    studio.found()
    kit = gate.before(studio)
    view = unlock_view(studio)
    for _ in range(2):
        submit(studio, view)
        kit.jobs.cancel_long()
    gate.open()
    studio.settle()
    assert not kit.is_open
    assert is_free(studio)


def test_stopping_when_the_kit_is_open_already_comes_too_late(studio):
    studio.found()
    view = unlock_view(studio)
    jobs: list[object] = []
    view._model.began.connect(lambda job, _: jobs.append(job))
    submit(studio, view)
    (job,) = jobs
    assert job._settled.wait(20)  # the lane is done, and the window has not heard
    view.progress._cancel()
    assert unlock_words.STOPPED not in said(view)
    studio.settle()
    assert studio.kit.is_open


def test_a_wrong_passphrase_that_was_stopped_is_not_told(studio, gate):
    studio.found()
    kit = gate.before(studio)
    view = unlock_view(studio)
    view._model.submit("", "not the passphrase")
    gate.wait_for_one()
    kit.jobs.cancel_long()
    gate.open()
    studio.settle()
    assert view.banner.title.text() == unlock_words.STOPPED


def test_a_keyring_that_never_answers_can_be_left_alone(studio, gate, monkeypatch):
    ways: list[WayIn] = []

    def remember(desk: Desk) -> None:
        ways.append(remembering.plan(desk, 5))
        remembering.keep(desk, ways[0])

    def answers_late(_name: str) -> bytes:
        gate.hold()
        return ways[0].key

    studio.prepare(remember)
    studio.kit.close(lambda: None)
    studio.settle()
    monkeypatch.setattr(kit_access, "_device_key", answers_late)
    view = unlock_view(studio)
    view.machine.click()
    studio.qtbot.waitUntil(view.progress.isVisible)
    gate.wait_for_one()
    assert unlock_words.ASKING_MACHINE in said(view)
    view.progress.cancel.click()
    assert unlock_words.STOPPED in said(view)
    submit(studio, view)  # the passphrase does not wait for the keyring
    studio.qtbot.waitUntil(lambda: studio.kit.is_open)
    gate.open()
    studio.settle()
    assert studio.kit.is_open


# --- making ----------------------------------------------------------------------


def at_type_back(studio: Studio) -> WelcomeView:
    view = shown(studio, WelcomeView(WelcomeViewModel(studio.kit), studio.jobs))
    view.arrive()
    view._model.draw(Names(COUNCIL, NAME, PASSPHRASE))
    studio.settle()
    view._model.go_to(Stage.TYPE_BACK)
    sheet = view._model.sheet
    one, other = sheet.state.asked
    view.type_back.first.setText(sheet.groups()[one - 1])
    view.type_back.second.setText(sheet.groups()[other - 1])
    return view


def test_making_a_kit_can_be_stopped_and_leaves_nothing_half_made(studio, gate):
    kit = gate.before(studio)
    view = at_type_back(studio)
    sheet = view._model.sheet.groups()
    view.type_back.finish.click()
    gate.wait_for_one()
    studio.qtbot.waitUntil(view.type_back.progress.isVisible)
    assert words.MAKING in said(view)
    view.type_back.progress.cancel.click()
    assert words.NOT_MADE in said(view)
    assert view.type_back.finish.isEnabled()
    gate.open()
    studio.settle()
    assert files(studio.around.places.kit) <= {"kit.lock"}
    assert [p.name for p in studio.around.places.kit.iterdir() if p.is_dir()] in (
        ["evidence"],
        [],
    )
    view.type_back.finish.click()
    studio.settle()
    assert view._model.state.stage is Stage.MADE
    assert kit.is_open
    assert view._model.sheet.groups() == ()
    made = studio.ask(lambda desk: desk.session.roster.recovery_keys())
    assert RecoverySheet.typed(" ".join(sheet)).seat.keys in made, "the printed one"


def test_a_kit_that_is_made_stays_and_only_has_to_be_opened(studio, gate):
    kit = gate.before(studio)
    view = at_type_back(studio)
    view.type_back.finish.click()
    gate.wait_for_one()
    gate.let_one_on()  # the kit is made, and opened from then on
    studio.qtbot.waitUntil(lambda: words.OPENING_MADE in said(view))
    gate.wait_for_one()
    view.type_back.progress.cancel.click()
    assert words.MADE_NOT_OPEN in said(view)
    assert view.type_back.finish.text() == words.OPEN_MADE
    assert not view.type_back.back.isVisible()
    gate.open()
    studio.settle()
    assert is_free(studio)
    assert not kit.is_open
    view.type_back.finish.click()
    studio.settle()
    assert view._model.state.stage is Stage.MADE
    assert kit.is_open


# --- joining ---------------------------------------------------------------------


def test_asking_to_join_can_be_stopped_and_leaves_no_request(studio, gate, tmp_path):
    colleague = Studio(tmp_path / "lead", studio.qtbot, studio.jobs)
    colleague.prepare()
    folder = shared_folder(colleague)
    gate.before(studio)
    view = shown(studio, WelcomeView(WelcomeViewModel(studio.kit), studio.jobs))
    view._model.go_to(Stage.JOIN)
    view._model.ask_to_join(str(folder), Newcomer("Carys Evans", THEIRS))
    gate.wait_for_one()
    studio.qtbot.waitUntil(view.join.progress.isVisible)
    assert words.ASKING in said(view)
    view.join.progress.cancel.click()
    assert words.NOT_ASKED in said(view)
    gate.open()
    studio.settle()
    assert not studio.around.places.database.exists()
    assert requests_in(folder) == ()
    view._model.ask_to_join(str(folder), Newcomer("Carys Evans", THEIRS))
    studio.settle()
    assert view._model.state.stage is Stage.WORDS
    assert len(requests_in(folder)) == 1
    colleague.kit.close(lambda: None)
    studio.settle()


# --- the recovery sheet ----------------------------------------------------------


def at_new_sheet(studio: Studio, code: str) -> RecoverView:
    view = shown(studio, RecoverView(RecoverViewModel(studio.kit), studio.jobs))
    view._model.check("Dana Price", code)
    studio.settle()
    view._model.choose(FRESH)
    studio.settle()
    view._model.show_type_back()
    return view


def finish(view: RecoverView) -> None:
    sheet = view._model.sheet
    one, other = sheet.state.asked
    view._model.type_back(f"{sheet.groups()[one - 1]} {sheet.groups()[other - 1]}")


def test_recovering_can_be_stopped_and_the_old_sheet_still_counts(studio, gate):
    code = " ".join(studio.found().groups)
    kit = gate.before(studio)
    view = at_new_sheet(studio, code)
    finish(view)
    gate.wait_for_one()
    studio.qtbot.waitUntil(view.type_back.progress.isVisible)
    view.type_back.progress.cancel.click()
    assert words.RECOVERY_STOPPED in said(view)
    assert view.type_back.finish.isEnabled()
    gate.open()
    studio.settle()
    assert not kit.is_open
    assert is_free(studio)
    with contextlib.closing(open_kit(studio.around)) as locked:
        entries = locked.store.count_entries()
        assert len(locked.store.slots()) == 1
    again = at_new_sheet(studio, code)
    assert again._model.state.stage == "type-back", "the old sheet fits"
    finish(view)
    studio.settle()
    assert kit.is_open
    assert studio.ask(lambda desk: desk.session.me.role) is Role.LEAD
    assert studio.ask(lambda desk: desk.session.kit.store.count_entries()) > entries


def test_stopping_after_the_new_sheet_counts_comes_too_late(studio, gate):
    code = " ".join(studio.found().groups)
    kit = gate.before(studio)
    view = at_new_sheet(studio, code)
    jobs: list[object] = []
    view._model.began.connect(lambda job, _: jobs.append(job))
    gate.open()
    finish(view)
    (job,) = jobs
    assert job._settled.wait(20)
    view.type_back.progress._cancel()
    assert words.RECOVERY_STOPPED not in said(view)
    studio.settle()
    assert kit.is_open
    kit.close(lambda: None)
    studio.settle()
    refused: list[object] = []
    fresh = RecoverViewModel(studio.kit)
    fresh.refused.connect(refused.append)
    fresh.check("Eve", code)
    studio.settle()
    assert [one.title for one in refused] == ["This sheet does not open this kit"]


# --- the passphrase --------------------------------------------------------------


def machine_leaf(studio: Studio, gate: Gate) -> MachineLeaf:
    model = MachineViewModel(studio.kit, lambda: gate.policy)
    preferences = Preferences(studio.around.places.state, studio.jobs)
    leaf = shown(studio, MachineLeaf(model, preferences, studio.jobs))
    leaf.arrive()
    studio.settle()
    return leaf


@pytest.mark.parametrize("run", [1, 2])
def test_changing_the_passphrase_can_be_stopped_in_either_run_of_the_kdf(
    studio, gate, run
):
    studio.prepare()
    leaf = machine_leaf(studio, gate)
    box = leaf.passphrase
    leaf._model.change_passphrase(PASSPHRASE, FRESH)
    gate.wait_for_one()
    if run == 2:
        gate.let_one_on()
        gate.wait_for_one()
    studio.jobs.cancel_long()
    assert settings_words.CHANGE_STOPPED in said(box)
    assert box.change.isEnabled()
    gate.open()
    studio.settle()
    studio.kit.close(lambda: None)
    studio.settle()
    assert is_free(studio), "with the passphrase as it was"


def test_a_passphrase_that_is_changed_already_is_said_to_be(studio, gate):
    studio.prepare()
    leaf = machine_leaf(studio, gate)
    jobs: list[object] = []
    leaf._model.changing.connect(jobs.append)
    gate.open()
    leaf._model.change_passphrase(PASSPHRASE, FRESH)
    (job,) = jobs
    assert job._settled.wait(20)
    leaf.passphrase.progress._cancel()
    studio.settle()
    assert leaf.banner.title.text() == settings_words.CHANGED
    assert settings_words.CHANGE_STOPPED not in said(leaf)


# --- backups ---------------------------------------------------------------------


def test_a_backup_can_be_followed_and_stopped_and_begun_again(
    studio, gate, monkeypatch
):
    studio.prepare()
    leaf = machine_leaf(studio, gate)
    box, copied = leaf.backups, studio.around.places.backups
    check = backup.check_copy

    def slow(*args):
        gate.hold()
        return check(*args)

    monkeypatch.setattr(backup, "check_copy", slow)
    box.back_up.click()
    gate.wait_for_one()
    studio.qtbot.waitUntil(box.progress.isVisible)
    assert settings_words.BACKING_UP in said(box)
    assert list(copied.glob("*.part")), "half of it is there"
    box.progress.cancel.click()
    assert settings_words.BACKUP_STOPPED in said(box)
    assert box.back_up.isEnabled()
    gate.open()
    studio.settle()
    assert files(copied) == set()
    box.back_up.click()
    studio.settle()
    assert len(list(copied.glob("kit-*.db"))) == 1
    assert settings_words.BACKUP_STOPPED not in said(box)


# --- the shared folder, from the locked screen -------------------------------------


def test_looking_whether_one_was_let_in_can_be_stopped(studio, gate, monkeypatch):
    studio.found()
    view = unlock_view(studio)
    monkeypatch.setattr(unlock_model, "_fetch", lambda _around: gate.hold())
    view._model.check_arrival()
    gate.wait_for_one()
    studio.qtbot.waitUntil(view.progress.isVisible)
    view.progress.cancel.click()
    assert not view._model.state.busy
    gate.open()
    studio.settle()
    assert view._model.state.was_let_in is None


# --- importing accounts ------------------------------------------------------------


def test_an_import_can_be_stopped_in_the_middle_and_then_nothing_is_written(
    studio, gate, monkeypatch
):
    studio.prepare(one_x)
    path = studio.base.parent / "accounts.csv"
    rows = "".join(f"x,Ashcombe{n},,Made-up-{n:04},,\n" for n in range(200))
    path.write_text(TABLE.splitlines()[0] + "\n" + rows)
    page = shown(studio, ImportingView(ImportingViewModel(studio.kit)))
    page.take_file(str(path))
    studio.settle()
    watched = account_import._watched

    def slow(news, *rest):
        for number, new in enumerate(watched(news, *rest)):
            if number == 120:
                gate.hold()
            yield new

    monkeypatch.setattr(account_import, "_watched", slow)
    page.write.click()
    gate.wait_for_one()
    studio.qtbot.waitUntil(lambda: page.progress.bar.value() > 100)
    page.progress.cancel.click()
    assert account_words.STOPPED in said(page.banner)
    gate.open()
    studio.settle()
    assert len(studio.ask(lambda desk: desk.accounts.rows())) == 1
    monkeypatch.undo()
    page.write.click()
    studio.settle()
    assert len(studio.ask(lambda desk: desk.accounts.rows())) == 201


def test_an_import_whose_rows_are_all_planned_cannot_be_stopped_any_more(
    studio, gate, monkeypatch
):
    """Nobody reads "Stopped" of accounts that are written all the same."""
    studio.prepare()
    path = studio.base.parent / "accounts.csv"
    path.write_text(TABLE)
    page = shown(studio, ImportingView(ImportingViewModel(studio.kit)))
    page.take_file(str(path))
    studio.settle()
    watched = account_import._watched

    def slow(news, *rest):
        yield from watched(news, *rest)
        gate.hold()

    monkeypatch.setattr(account_import, "_watched", slow)
    page.write.click()
    gate.wait_for_one()
    studio.qtbot.waitUntil(lambda: not page.progress.cancel.isEnabled())
    page.progress._cancel()  # a press that was under way when it got too late
    assert account_words.STOPPED not in said(page.banner)
    gate.open()
    studio.settle()
    assert account_words.imported(3) in said(page.banner)
    assert account_words.STOPPED not in said(page.banner)
    assert len(studio.ask(lambda desk: desk.accounts.rows())) == 3

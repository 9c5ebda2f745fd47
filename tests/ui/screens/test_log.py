"""The log: read, narrowed, checked, compared, reported."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from incidentkit.desk import checking
from incidentkit.desk.filing import About, file_bytes
from incidentkit.desk.log_lines import read_log
from incidentkit.desk.services import Desk
from incidentkit.records import service
from incidentkit.ui.screens.log.leaves import Report
from incidentkit.ui.screens.log.view import LogView
from incidentkit.ui.screens.log.view_model import LogViewModel
from incidentkit.words import verification
from incidentkit.words.window import log as words
from incidentkit.words.window.progress import WAITS
from tests.ui.gate import Gate
from tests.ui.pictures.log import _tamper
from tests.ui.studio import SECRET, Studio, many_accounts, one_incident, one_x


class Scene:
    """The screen over an open kit."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.model = LogViewModel(studio.kit, studio.clock)
        self.view = LogView(self.model)
        studio.qtbot.addWidget(self.view)
        self.view.resize(1280, 800)
        self.view.show()
        self.view.arrive()
        studio.settle()

    @property
    def lines(self) -> list[str]:
        rows = self.view.happened.rows
        return [str(rows.index(n, 2).data()) for n in range(rows.rowCount())]

    def press(self, widget: object) -> None:
        widget.click()  # type: ignore[attr-defined]
        self.studio.settle()

    def words(self) -> str:
        QApplication.processEvents()
        shown = self.view.findChildren(QLabel)
        return "\n".join(w.text() for w in shown if w.isVisibleTo(self.view))

    def check(self) -> None:
        self.view.tabs.setCurrentWidget(self.view.check)
        self.press(self.view.check.begin)


@pytest.fixture
def scene(studio: Studio) -> Scene:
    return Scene(studio.prepare(one_x, one_incident))


def evidence_filed(desk: Desk) -> None:
    about = About("", "The post")
    file_bytes(desk, desk.incidents.find(), "a", b"x" * 90_000, about, lambda *_: None)


# --- reading -----------------------------------------------------------------


def test_everything_is_there_and_the_newest_comes_first(scene: Scene) -> None:
    assert scene.lines[0].startswith("Started the incident")
    assert any("Named the council" in line for line in scene.lines)
    assert SECRET not in "".join(scene.lines)


def test_it_can_be_narrowed_to_an_incident_and_back(scene: Scene) -> None:
    every = len(scene.lines)
    incident = scene.view.happened.incident
    incident.activated.emit(1)
    scene.studio.settle()
    assert 0 < len(scene.lines) < every
    incident.activated.emit(0)
    scene.studio.settle()
    assert len(scene.lines) == every


def test_typing_narrows_the_list_and_says_how_many_are_left(studio: Studio) -> None:
    scene = Scene(studio.prepare(many_accounts, one_incident))
    assert scene.view.focusWidget() is scene.view.happened.finder
    studio.qtbot.keyClicks(scene.view.happened.finder, "service07 wrote")
    assert len(scene.lines) == 1
    assert "1 of " in scene.view.happened.count.text()
    studio.qtbot.keyClicks(scene.view.happened.finder, " nobody")
    assert scene.view.happened.count.text() == words.NONE_FITS


def test_a_line_is_shown_in_full_with_who_recorded_it(scene: Scene) -> None:
    scene.studio.ask(
        lambda desk: desk.incidents.note(
            desk.incidents.find(), "Rang Ben. " * 30, by="Carys Evans"
        )
    )
    scene.studio.settle()
    keys, happened = scene.studio.qtbot, scene.view.happened
    keys.keyClick(happened.finder, Qt.Key.Key_Down)
    whole = happened.whole.toPlainText()
    assert "Carys Evans, recorded by Asha Patel" in whole
    assert "Rang Ben. " * 29 in whole


def test_what_is_written_meanwhile_appears_while_somebody_looks(scene: Scene) -> None:
    before = len(scene.lines)
    scene.studio.ask(
        lambda desk: desk.incidents.note(desk.incidents.find(), "One more line")
    )
    scene.studio.settle()
    assert len(scene.lines) == before + 1


def test_nothing_is_read_while_nobody_looks(scene: Scene) -> None:
    scene.view.hide()
    before = scene.model.state.page
    scene.studio.ask(
        lambda desk: desk.incidents.note(desk.incidents.find(), "One more line")
    )
    scene.studio.settle()
    assert scene.model.state.page is before


# --- checking ----------------------------------------------------------------


def test_a_check_says_that_nothing_is_wrong_and_what_it_cannot_prove(
    scene: Scene,
) -> None:
    scene.studio.ask(evidence_filed)
    scene.check()
    said = scene.words()
    assert words.WELL in said
    assert "Evidence: 1 file as handed in." in said
    assert verification.UNPROVED["clocks"] in said
    (head,) = scene.model.state.verdict.heads
    shown = scene.view.check.findChildren(QPlainTextEdit)
    assert any(head.digest in box.toPlainText() for box in shown)


def test_a_changed_text_is_found_and_what_to_do_is_said(scene: Scene) -> None:
    scene.studio.ask(_tamper)
    scene.check()
    said = scene.words()
    assert words.NOT_WELL in said
    assert "Its text was changed: entry" in said
    assert verification.WHAT_NOW in said


def test_missing_evidence_is_found(scene: Scene) -> None:
    scene.studio.ask(evidence_filed)
    for path in scene.studio.around.places.evidence.iterdir():
        path.unlink()
    scene.check()
    assert "1 file not on this machine" in scene.words()


def test_a_check_can_be_stopped_and_begun_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    verify = checking.verify_journal

    def slow(*args: object) -> object:
        reached.set()
        go_on.wait(10)
        return verify(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "verify_journal", slow)
    scene.view.tabs.setCurrentWidget(scene.view.check)
    scene.view.check.begin.click()
    assert reached.wait(10)
    assert scene.view.check.progress.isVisibleTo(scene.view)
    assert not scene.view.check.begin.isEnabled()
    scene.view.check.progress.cancel.click()
    go_on.set()
    scene.studio.settle()
    assert words.STOPPED in scene.words()
    assert scene.model.state.verdict is None
    scene.press(scene.view.check.begin)
    assert words.WELL in scene.words()
    assert words.STOPPED not in scene.words()


def test_a_head_from_a_report_is_found_or_missed(scene: Scene) -> None:
    scene.check()
    (head,) = scene.model.state.verdict.heads
    check = scene.view.check
    spaced = " ".join((head.digest[:32], head.digest[32:]))
    scene.studio.qtbot.keyClicks(check.head, spaced)
    scene.studio.qtbot.keyClick(check.head, Qt.Key.Key_Return)
    scene.studio.settle()
    assert check.head_said.text() == words.HEAD_IS_THERE
    check.head.setText("ab" * 32)
    scene.press(check.look)
    assert check.head_said.text() == verification.head_missing("ab" * 32)


def test_what_is_no_head_is_refused_in_words(scene: Scene) -> None:
    scene.view.tabs.setCurrentWidget(scene.view.check)
    scene.view.check.head.setText("not a head")
    scene.press(scene.view.check.look)
    assert scene.view.banner.title.text() == "One value needs another look"


# --- the report --------------------------------------------------------------


def test_a_report_is_written_and_where_it_lies_is_said(
    scene: Scene, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    scene.view.tabs.setCurrentWidget(scene.view.report)
    scene.view.report.folder.path.setText(str(folder))
    scene.press(scene.view.report.write)
    names = sorted(path.name for path in folder.iterdir())
    assert [Path(name).suffix for name in names] == [".md", ".pdf"]
    assert str(folder) in scene.words()
    assert all(name in scene.words() for name in names)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Hold every typesetting: one call that nobody can interrupt."""
    made, typeset = Gate(), service.typeset

    def slow(*args: object) -> bytes:
        made.hold()
        return typeset(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "typeset", slow)
    yield made
    made.open()


def at_report(scene: Scene, folder: Path) -> Report:
    scene.view.tabs.setCurrentWidget(scene.view.report)
    scene.view.report.folder.path.setText(str(folder))
    return scene.view.report


def written(desk: Desk) -> list[str]:
    lines = read_log(desk, None).rows
    return [line.what for line in lines if "incident-" in line.what]


def test_a_report_is_made_in_stages_and_everything_else_goes_on_meanwhile(
    scene: Scene, tmp_path: Path, gate: Gate
) -> None:
    report = at_report(scene, tmp_path / "reports")
    seen: list[str] = []
    scene.model.writing.connect(lambda _, said: seen.append(said))
    report.write.click()
    scene.studio.qtbot.waitUntil(lambda: words.TYPESETTING in seen)
    gate.wait_for_one()
    scene.studio.qtbot.waitUntil(report.progress.isVisible)
    answers: list[int] = []
    scene.studio.kit.ask(
        lambda desk: desk.session.kit.store.count_entries(), answers.append, print
    )
    scene.studio.qtbot.waitUntil(lambda: bool(answers))
    gate.open()
    scene.studio.settle()
    assert seen == [words.GATHERING, words.TYPESETTING, words.WRITING]
    assert len(list((tmp_path / "reports").iterdir())) == 2
    assert len(scene.studio.ask(written)) == 2
    assert not report.progress.isVisible()


def test_a_report_that_is_stopped_writes_nothing_and_logs_nothing(
    scene: Scene, tmp_path: Path, gate: Gate
) -> None:
    report = at_report(scene, tmp_path / "reports")
    report.write.click()
    scene.studio.qtbot.waitUntil(lambda: words.TYPESETTING in scene.words())
    gate.wait_for_one()
    scene.studio.qtbot.waitUntil(report.progress.isVisible)
    report.progress.cancel.click()
    assert words.REPORT_STOPPED in scene.words()
    assert report.write.isEnabled()
    assert not report.progress.isVisible()
    gate.open()
    scene.studio.settle()
    assert not (tmp_path / "reports").exists()
    assert scene.studio.ask(written) == []


def test_the_next_report_waits_for_the_stopped_one_and_is_written(
    scene: Scene, tmp_path: Path, gate: Gate
) -> None:
    report = at_report(scene, tmp_path / "reports")
    report.write.click()
    scene.studio.qtbot.waitUntil(lambda: words.TYPESETTING in scene.words())
    gate.wait_for_one()
    scene.studio.jobs.cancel_long()
    report.write.click()
    scene.studio.qtbot.waitUntil(lambda: WAITS in scene.words())
    gate.open()
    scene.studio.settle()
    assert len(list((tmp_path / "reports").iterdir())) == 2
    assert len(scene.studio.ask(written)) == 2


def test_checking_the_log_for_a_report_can_be_stopped_too(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, verify = Gate(), service.verify_journal

    def slow(*args: object) -> object:
        gate.hold()
        return verify(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "verify_journal", slow)
    report = at_report(scene, tmp_path / "reports")
    report.write.click()
    gate.wait_for_one()
    scene.studio.jobs.cancel_long()
    gate.open()
    scene.studio.settle()
    assert words.REPORT_STOPPED in scene.words()
    assert not (tmp_path / "reports").exists()


def test_a_folder_has_to_be_chosen_first(scene: Scene) -> None:
    scene.view.tabs.setCurrentWidget(scene.view.report)
    scene.press(scene.view.report.write)
    assert words.CHOOSE_FOLDER in scene.words()


def test_a_folder_that_cannot_be_used_is_said_and_it_can_be_tried_again(
    scene: Scene, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    scene.view.tabs.setCurrentWidget(scene.view.report)
    scene.view.report.folder.path.setText(str(in_the_way))
    scene.press(scene.view.report.write)
    assert scene.view.banner.isVisibleTo(scene.view)
    assert scene.view.report.write.isEnabled()


def test_without_an_incident_there_is_nothing_to_report(studio: Studio) -> None:
    scene = Scene(studio.prepare())
    scene.view.tabs.setCurrentWidget(scene.view.report)
    assert words.NO_INCIDENT in scene.words()

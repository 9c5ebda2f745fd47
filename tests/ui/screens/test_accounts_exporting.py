"""Taking the accounts out on screen."""

import json
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from incidentkit.desk import taking_out as taking_out_of_the_kit
from incidentkit.desk.taking_out import Form
from incidentkit.errors import InvalidValueError
from incidentkit.ui.screens.accounts.exporting_view import ExportingView
from incidentkit.words import genuine_list, taking_out
from incidentkit.words.problems import words_for
from incidentkit.words.window import exporting as words
from tests.ui.pictures.accounts import at_list
from tests.ui.screens.test_accounts_adding import said
from tests.ui.studio import PASSPHRASE, SECRET, Studio, one_page, one_x

NOT_MINE = words_for(InvalidValueError("passphrase", "not-your-passphrase"))


@pytest.fixture
def page(studio: Studio, qtbot) -> Iterator[ExportingView]:
    """Give the page, reached from the list as a person does."""
    view = at_list(studio.prepare(one_x, one_page))
    qtbot.addWidget(view)
    view.register.take_out.click()
    return view.exporting


def fill(page: ExportingView, studio: Studio, *, secret: bool = True) -> None:
    folder = studio.base.parent / "mine"
    folder.mkdir(exist_ok=True)
    page.folder.put(str(folder))
    if secret:
        page.with_secrets.click()
        page.reason.setText("moving to another manager")


def files(studio: Studio) -> list[str]:
    return sorted(p.name for p in (studio.base.parent / "mine").iterdir())


def shown(studio: Studio) -> list[str]:
    lines = studio.ask(lambda desk: desk.records.everything())
    return [line.sentence for line in lines if "Was shown" in line.sentence]


def test_passwords_are_taken_out_by_keyboard_after_the_passphrase(studio, page, qtbot):
    fill(page, studio)
    assert taking_out.WARNING in said(page)
    assert page.go.text() == words.GO_SECRET
    page.passphrase.setFocus()
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    studio.settle()
    (name,) = files(studio)
    assert name == "accounts-2026-11-21-0700.not-encrypted.csv"
    assert SECRET in (studio.base.parent / "mine" / name).read_text()
    assert words.DONE in said(page.banner)
    assert name in said(page.banner)
    assert len(shown(studio)) == 6
    assert page.passphrase.text() == ""


def test_the_register_without_passwords_takes_the_passphrase_too(studio, page):
    fill(page, studio, secret=False)
    page.form.setCurrentIndex(list(Form).index(Form.JSON))
    page.form.activated.emit(1)
    page.go.click()
    studio.settle()
    assert NOT_MINE.what_happened in said(page.banner)
    assert files(studio) == []
    page.passphrase.setText(PASSPHRASE)
    page.go.click()
    studio.settle()
    (name,) = files(studio)
    found = json.loads((studio.base.parent / "mine" / name).read_text())
    assert len(found["accounts"]) == 2
    assert shown(studio) == []


def test_without_a_reason_no_password_leaves(studio, page):
    fill(page, studio)
    page.reason.clear()
    page.passphrase.setText(PASSPHRASE)
    page.go.click()
    studio.settle()
    problem = words_for(InvalidValueError("reason", "not-empty"))
    assert problem.what_happened in said(page.banner)
    assert files(studio) == []
    assert shown(studio) == []


def test_it_can_be_stopped_and_then_nothing_is_written_and_nothing_logged(
    studio, page, monkeypatch
):
    going_on = threading.Event()
    prove = taking_out_of_the_kit.prove

    def slowly(*what: object) -> None:
        assert going_on.wait(10)
        prove(*what)

    monkeypatch.setattr(taking_out_of_the_kit, "prove", slowly)
    page._model.stopped.connect(going_on.set)
    fill(page, studio)
    page._model.writing.connect(lambda _: page.progress.cancel.click())
    page.passphrase.setText(PASSPHRASE)
    page.go.click()
    assert words.STOPPED in said(page.banner)
    studio.settle()
    assert files(studio) == []
    assert shown(studio) == []
    assert page.go.isEnabled()


def test_a_passphrase_that_was_typed_is_gone_when_the_page_is_left(studio, page):
    page.passphrase.setText(PASSPHRASE)
    page.back.click()
    assert page.passphrase.text() == ""
    assert PASSPHRASE not in repr(page._model.state)


@pytest.mark.parametrize(("number", "name"), [(0, "html"), (1, "csv"), (2, "md")])
def test_the_list_for_the_website_is_written_without_a_passphrase(
    studio, page, tmp_path, number, name
):
    part = page.genuine
    part.form.setCurrentIndex(number)
    part.folder.put(str(tmp_path / "site"))
    part.write.click()
    studio.settle()
    text = (tmp_path / "site" / f"official-accounts.{name}").read_text("utf-8")
    assert "AshcombeDC" in text
    assert genuine_list.WRITTEN in said(page.banner)


def test_a_list_that_cannot_be_written_is_said(studio, page, tmp_path):
    part = page.genuine
    (tmp_path / "file").write_text("in the way")
    part.folder.put(str(tmp_path / "file"))
    part.write.click()
    studio.settle()
    assert page.banner.isVisible()
    assert part.write.isEnabled()

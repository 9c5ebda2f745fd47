"""The ways to the facts on platforms, in the whole window."""

import pytest
from PySide6.QtWidgets import QPushButton

from incidentkit.desk import platform_facts
from incidentkit.platforms.platform import Task
from incidentkit.words.window import platforms as words
from tests.ui.studio import one_page, one_x
from tests.ui.whole_window import Scene, kit_with


def test_the_accounts_lead_to_the_platforms(scene: Scene) -> None:
    kit_with(scene, one_x, one_page)
    screens = scene.begin().screens
    scene.unlock()
    screens.go("accounts")
    scene.settle()
    screens.accounts.register.platforms.click()
    scene.settle()
    assert screens.rooms.here == "platforms"
    assert screens.platforms.view.platform.currentText().endswith("(1 account)")


def test_an_account_leads_to_its_own_platform(scene: Scene) -> None:
    kit_with(scene, one_x, one_page)
    screens = scene.begin().screens
    scene.unlock()
    screens.go("accounts")
    scene.settle()
    rows = screens.accounts.register.rows
    x = next(
        r for n in range(2) if (r := rows.row_at(rows.index(n, 0))).platform == "X"
    )
    screens.open_account(x.account.subject)
    scene.settle()
    buttons = screens.accounts.account.places.findChildren(QPushButton)
    next(b for b in buttons if b.text() == words.CORRECT).click()
    scene.settle()
    assert screens.rooms.here == "platforms"
    assert screens.platforms.view.platform.currentText() == "X (1 account)"


def test_home_says_when_it_is_time_to_look_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform_facts, "REVIEW_MONTHS", -1)
    kit_with(scene, one_x)
    screens = scene.begin().screens
    scene.unlock()
    opens = [
        b
        for b in screens.home.findChildren(QPushButton)
        if b.accessibleName() == "Open: X"
    ]
    assert len(opens) == 1
    opens[0].click()
    scene.settle()
    assert screens.rooms.here == "platforms"


def test_a_lock_keeps_what_is_typed_about_a_platform(scene: Scene) -> None:
    kit_with(scene, one_x)
    screens = scene.begin().screens
    scene.unlock()
    screens.go("platforms")
    scene.settle()
    page = screens.platforms.view
    page.cards[Task.APPS].edit.click()
    page.form.note.setText("Second page")
    assert [one for one in screens.writers if one.unsaved() is not None]

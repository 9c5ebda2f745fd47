"""The settings: the council, this machine, the shared folder, about."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit import __version__
from incidentkit.council.settings import QUESTIONS
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.screens.settings import about_leaf
from incidentkit.ui.screens.settings.council_editors import ChoiceEditor, TableEditor
from incidentkit.ui.screens.settings.view import SettingsView
from incidentkit.vault.kit import open_kit
from incidentkit.words.council import explained
from incidentkit.words.window import council_settings as council_words
from incidentkit.words.window import settings as words
from tests.ui.company import shared_folder
from tests.ui.pictures.settings import conflict, view_of
from tests.ui.screens import keyring_in_window
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, Studio, one_x
from tests.vault.test_device import UNLOCKED
from tests.vault.world import POLICY

FRESH = "velvet marble compass thirteen"


def shown(studio: Studio, leaf: str) -> SettingsView:
    view = view_of(studio, leaf)
    studio.qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    return view


def said(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just added is shown from then on
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def open_groups(view: SettingsView) -> None:
    for part in view.council.groups:
        part.open()


# --- council --------------------------------------------------------------------


def test_the_council_decides_and_everything_is_one_change(studio):
    studio.prepare()
    view = shown(studio, "council")
    open_groups(view)
    fields = view.council.fields
    assert fields["name"].text() == COUNCIL
    assert fields["keyring_days"].text() == "45"
    fields["keyring_days"].setText("7")
    fields["public_contact"].setFocus()
    studio.qtbot.keyClicks(fields["public_contact"], "01632 960500")
    studio.qtbot.keyClick(fields["public_contact"], Qt.Key.Key_Return)
    studio.settle()
    assert words.SAVED in said(view)
    assert studio.ask(lambda d: d.council.keyring_days()) == 7
    assert studio.ask(lambda d: d.council.public_contact()) == "01632 960500"


def test_what_cannot_be_kept_is_said_and_nothing_of_it_is_kept(studio):
    studio.prepare()
    view = shown(studio, "council")
    open_groups(view)
    view.council.fields["keyring_days"].setText("7")
    view.council.fields["official_accounts_page"].setText("our website")
    view.council.save.click()
    studio.settle()
    assert "it is not the address of a web page" in said(view)
    assert view.council.fields["official_accounts_page"].text() == "our website"
    assert studio.ask(lambda d: d.council.keyring_days()) == 45


def test_what_two_leads_decided_differently_is_settled_by_choosing(studio):
    view = conflict(studio)
    studio.qtbot.addWidget(view)
    assert words.CONFLICT in said(view)
    field = view.council.fields["public_contact"]
    other = {"01632 960500", "hello@ashcombe.example"} - {field.text()}
    uses = [b for b in view.findChildren(QWidget) if b.accessibleDescription() in other]
    uses[0].click()
    assert {field.text()} == other
    view.council.save.click()
    studio.settle()
    assert studio.ask(lambda d: d.council.in_conflict()) == ()
    assert words.CONFLICT not in said(view)


def test_settings_are_found_by_a_word(studio):
    studio.prepare()
    view = shown(studio, "council")
    studio.qtbot.keyClicks(view.council.finder, "holiday")
    assert explained("nation").name in said(view)
    assert explained("public_contact").name not in said(view)
    studio.qtbot.keyClick(view.council.finder, Qt.Key.Key_Escape)
    assert explained("public_contact").name in said(view)
    studio.qtbot.keyClicks(view.council.finder, "weather")
    assert council_words.NOTHING_FOUND in said(view)


def test_each_choice_comes_with_what_follows_and_the_default_is_marked(studio):
    studio.prepare()
    view = shown(studio, "council")
    studio.qtbot.keyClicks(view.council.finder, "a post of ours that is wrong")
    editor = view.council.fields["own_bad_post"]
    assert isinstance(editor, ChoiceEditor)
    assert [radio.text() for radio in editor.radios.values()][-1].endswith("(default)")
    for then in explained("own_bad_post").choices.values():
        assert then.follows in said(view)
    editor.radios["hide"].setFocus()
    studio.qtbot.keyClick(editor.radios["hide"], Qt.Key.Key_Space)
    view.council.save.click()
    studio.settle()
    assert studio.ask(lambda d: d.council.setting("own_bad_post")) == "hide"
    assert council_words.decided("Asha Patel", studio.clock.ms)[:10] in said(view)


def test_a_table_is_filled_row_by_row(studio):
    studio.prepare()
    view = shown(studio, "council")
    studio.qtbot.keyClicks(view.council.finder, "how long papers")
    editor = view.council.fields["retention"]
    assert isinstance(editor, TableEditor)
    editor.cells["Press"].setText("90 days")
    studio.qtbot.keyClick(editor.cells["Press"], Qt.Key.Key_Return)
    studio.settle()
    assert studio.ask(lambda d: d.council.keeping()).lengths["Press"] == "90 days"


def test_the_eight_questions_are_kept_with_their_defaults_or_left(studio):
    studio.prepare()
    view = shown(studio, "council")
    view.council.ask.click()
    for key in QUESTIONS:
        assert explained(key).question in said(view)
    assert explained("public_contact").name not in said(view)
    view.council.later.click()
    assert studio.ask(lambda d: len(d.council.unanswered())) == 8
    view.council.ask.click()
    nation = view.council.fields["nation"]
    nation.setText("Wales")
    view.council.save.click()
    studio.settle()
    assert studio.ask(lambda d: d.council.unanswered()) == ()
    assert studio.ask(lambda d: d.council.languages()) == ("English", "Welsh")
    assert not view.council.asking.isVisibleTo(view)
    assert explained("public_contact").name in said(view)


def test_what_is_decided_is_written_down_to_be_printed(studio, tmp_path):
    view = shown(studio.prepare(), "council")
    studio.ask(lambda desk: desk.council.set("own_bad_post", "hide"))
    studio.settle()
    leaf = view.council
    leaf.printing.unfold()
    leaf.folder.put(str(tmp_path))
    leaf.print.click()
    studio.settle()
    assert {p.name for p in tmp_path.iterdir()} >= {"our-rules.pdf", "our-rules.md"}
    assert leaf.banner.isVisibleTo(leaf)


def test_only_a_lead_can_change_and_others_read(studio):
    studio.prepare()
    view = shown(studio, "council")
    model = view.council._model
    model._set(replace(model.state, i_lead=False))
    assert words.ONLY_LEADS in said(view)
    assert not view.council.save.isVisibleTo(view)
    contact = view.council.fields["public_contact"]
    studio.qtbot.keyClicks(contact, "01632 960500")
    assert contact.text() == ""
    nation = view.council.fields["nation"]
    assert isinstance(nation, ChoiceEditor)
    nation.radios["Wales"].click()
    assert nation.text() == "England"


def test_what_is_to_be_settled_can_be_seen_alone(studio):
    view = conflict(studio)
    studio.qtbot.addWidget(view)
    view.council.to_settle.click()
    assert explained("public_contact").name in said(view)
    assert explained("nation").name not in said(view)
    view.council.save.click()
    studio.settle()
    assert studio.ask(lambda d: d.council.in_conflict()) == ()


def test_what_was_typed_in_a_closed_group_is_kept_at_the_lock(studio):
    studio.prepare()
    view = shown(studio, "council")
    for part in view.council.groups:
        part.open()
    view.council.fields["house_rules"].setText("Be kind")
    view.council.groups[3].toggle.click()
    assert view.council.unsaved() is not None


# --- this machine -----------------------------------------------------------------


def test_the_look_and_the_text_size_change_at_once(studio):
    studio.prepare()
    view = shown(studio, "machine")
    themes: list[object] = []
    box = view.machine.look
    box._preferences.changed.connect(themes.append)
    box.look.setFocus()
    studio.qtbot.keyClick(box.look, Qt.Key.Key_Down)
    studio.qtbot.keyClick(box.look, Qt.Key.Key_Down)
    studio.qtbot.keyClick(box.text, Qt.Key.Key_End)
    studio.settle()
    kept = Preferences(studio.around.places.state, studio.jobs).theme
    assert kept == themes[-1]
    assert (kept.look, kept.text_percent) == (Look.DARK, 200)


def change(studio: Studio, view: SettingsView, old: str, new: str, again: str) -> None:
    box = view.machine.passphrase
    box.old.setText(old)
    box.new.first.setText(new)
    box.new.second.setText(again)
    box.change.click()
    studio.settle()


def opens(studio: Studio, passphrase: str) -> bool:
    refused: list[object] = []
    studio.kit.close(lambda: None)
    studio.kit.unlock(NAME, passphrase, failed=refused.append)
    studio.settle()
    return not refused


def test_the_passphrase_is_changed(studio):
    studio.prepare(one_x)
    view = shown(studio, "machine")
    change(studio, view, PASSPHRASE, FRESH, FRESH)
    assert words.CHANGED in said(view)
    assert not view.machine.passphrase.old.text()
    assert not view.machine.passphrase.new.text()
    assert not opens(studio, PASSPHRASE)
    assert opens(studio, FRESH)


@pytest.mark.parametrize(
    ("old", "new", "again", "what"),
    [
        ("not mine", FRESH, FRESH, words.OLD_WRONG),
        (PASSPHRASE, "asha patel", "asha patel", "too easy to guess"),
        (PASSPHRASE, FRESH, FRESH + "s", "The two are not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_changes_nothing(studio, old, new, again, what):
    studio.prepare()
    view = shown(studio, "machine")
    change(studio, view, old, new, again)
    assert what in said(view)
    assert opens(studio, PASSPHRASE)


def test_a_backup_is_made_and_listed(studio):
    studio.prepare(one_x)
    view = shown(studio, "machine")
    assert words.NO_BACKUP in said(view)
    view.machine.backups.back_up.click()
    studio.settle()
    assert "Backed up and checked" in said(view)
    assert words.NO_BACKUP not in said(view)
    assert len(list(studio.around.places.backups.glob("kit-*.db"))) == 1


def test_a_machine_without_a_keyring_says_so_and_remembers_nothing(studio):
    studio.prepare()
    view = shown(studio, "machine")
    view.machine.keyring.remember.click()
    studio.settle()
    assert "This machine cannot remember the way in" in said(view)
    assert words.NOT_REMEMBERED in said(view)


def test_where_the_council_forbids_it_remembering_is_not_offered(studio):
    studio.prepare(lambda desk: desk.council.set("keyring_days", "0"))
    view = shown(studio, "machine")
    assert not view.machine.keyring.remember.isVisible()
    assert words.KEYRING_NEVER in said(view)


def test_a_real_secret_service_remembers_and_forgets_from_the_window(
    tmp_path: Path, peer: Callable[[str], str]
):
    session, _ = peer("dbus-run-session"), peer("gnome-keyring-daemon")
    child = (sys.executable, "-m", keyring_in_window.__name__, str(tmp_path))
    run = subprocess.run(
        [session, "--", "bash", "-c", UNLOCKED, "bash", *child],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert run.stdout.split() == list(keyring_in_window.SHOWN), run.stderr


# --- the shared folder ---------------------------------------------------------------


def test_a_folder_is_chosen_typed_or_in_the_dialog(studio, tmp_path):
    studio.prepare(one_x)
    view = shown(studio, "folder")
    assert words.NO_FOLDER in said(view)
    folder = tmp_path / "team drive"
    folder.mkdir()
    view.folder.folder.put(str(folder))
    studio.settle()
    assert "entries for your colleagues" in said(view)
    assert words.NO_FOLDER not in said(view)
    assert list(folder.glob("kit-*"))
    view.folder.now.click()
    studio.settle()
    assert "There is nothing new on either side." in said(view)
    assert not view.folder.progress.isVisible()


def test_a_folder_out_of_reach_is_said_in_the_page(studio):
    studio.prepare()
    folder = shared_folder(studio)
    view = shown(studio, "folder")
    folder.rename(folder.with_name("away"))
    view.folder.now.click()
    studio.settle()
    assert said(view).count("is not there, or this machine cannot read") == 1


def test_what_was_left_alone_is_named_with_its_reason(studio):
    studio.prepare()
    folder = shared_folder(studio)
    view = shown(studio, "folder")
    (next(folder.glob("kit-*")) / "x (conflicted copy).ik").touch()
    view.folder.now.click()
    studio.settle()
    assert "x (conflicted copy).ik, because its name is not one of ours" in said(view)


def test_an_exchange_can_be_followed_and_stopped(studio):
    studio.prepare()
    shared_folder(studio)
    view = shown(studio, "folder")
    view.folder.now.click()
    assert view.folder.progress.isVisible()
    view.folder.progress.cancel.click()
    assert words.STOPPED in said(view)
    studio.settle()
    assert view.folder.now.isEnabled()


# --- about ------------------------------------------------------------------------------


def test_about_says_where_the_kit_is_and_what_cannot_be_proved(studio):
    studio.prepare()
    view = shown(studio, "about")
    for text in (__version__, str(studio.around.places.kit), *words.UNPROVABLE):
        assert text in said(view)


def test_about_says_how_to_check_a_release_and_where_its_licences_are(
    studio, tmp_path, monkeypatch
):
    """Only a built program carries that file; from source there is no such line."""
    studio.prepare()
    carried = tmp_path / "licences.txt"
    monkeypatch.setattr(about_leaf, "licences_path", lambda: carried)
    before = said(shown(studio, "about"))
    assert all(text in before for text in words.HOW_TO_CHECK)
    assert str(carried) not in before
    carried.write_text("You may.")
    assert str(carried) in said(shown(studio, "about"))


def test_every_leaf_can_be_reached_with_the_keyboard(studio):
    studio.prepare()
    view = shown(studio, "council")
    bar = view.tabs.tabBar()
    bar.setFocus()
    for leaf in ("machine", "folder", "about"):
        studio.qtbot.keyClick(bar, Qt.Key.Key_Right)
        studio.settle()
        assert view.tabs.currentWidget() is view._leaves[leaf]


def test_a_kit_that_is_open_here_is_not_opened_by_looking_at_settings(studio):
    studio.prepare()
    exchanges = Exchanges(studio.kit, every_ms=3_600_000)
    preferences = Preferences(studio.around.places.state, studio.jobs)
    view = SettingsView(studio.kit, lambda: POLICY, preferences, exchanges)
    studio.qtbot.addWidget(view)
    studio.kit.close(lambda: None)
    view.arrive()
    studio.settle()
    open_kit(studio.around).close()

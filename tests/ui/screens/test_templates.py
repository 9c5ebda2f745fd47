"""Message templates on screen: found, tried out while typing, kept, approved."""

import pytest
from PySide6.QtCore import Qt

from incidentkit.desk.templates import list_templates, shipped_text
from incidentkit.desk.templates_left import left_text
from incidentkit.errors import InvalidValueError
from incidentkit.ui.screens.templates.view import TemplatesView
from incidentkit.words.problems import words_for
from incidentkit.words.window import templates as words
from tests.drafting.payloads import PAYLOADS
from tests.ui.pictures.drafts import panel_of
from tests.ui.pictures.templates import (
    FILE,
    approved,
    at_list,
    at_one,
    in_wales,
    ours,
    two_texts,
)
from tests.ui.screens.test_accounts_adding import said
from tests.ui.studio import Studio, one_incident, one_x

WELSH = "mt-01-standard-cy.txt"


@pytest.fixture
def view(studio: Studio, qtbot) -> TemplatesView:
    made = at_one(studio.prepare(one_x))
    qtbot.addWidget(made)
    return made


def standing(studio: Studio, file: str = FILE) -> str:
    rows = studio.ask(list_templates)
    return next(row.standing for row in rows if row.file == file)


def write(studio: Studio, view: TemplatesView, old: str, new: str) -> None:
    text = view.one.text.toPlainText()
    assert old in text
    view.one.text.put(text.replace(old, new))
    view.model.check()
    studio.settle()


def test_the_list_is_narrowed_by_readers_playbook_and_words(studio, qtbot):
    view = at_list(studio.prepare(one_x))
    qtbot.addWidget(view)
    page = view.listing
    assert words.counted_rows(163) == page.count.text()
    page.audience.setCurrentText("Members")
    assert page.rows.rowCount() == 4
    page.audience.setCurrentText(words.EVERYBODY)
    page.playbook.setCurrentText("Hacked account")
    assert 0 < page.rows.rowCount() < 163
    qtbot.keyClicks(page.finder, "Interim")
    qtbot.keyClick(page.finder, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    studio.settle()
    assert view.one.title.text() == "MT-01 Interim notice"


def test_what_is_typed_shows_as_a_message_at_once(studio, view):
    assert "@AshcombeDC" in view.one.preview.toPlainText()
    write(studio, view, "Please ignore recent", "Leave alone all")
    assert view.one.preview.toPlainText().startswith("Leave alone all")
    assert words.CHECKED_WELL in said(view)


def test_a_mistake_is_said_with_its_line_and_cannot_be_used(studio, view, qtbot):
    write(studio, view, "{{ handle }}", "{{ handel }}")
    assert view.one.preview.toPlainText() == words.NO_PREVIEW
    assert "handel" in said(view)
    assert not view.one.keep.use.isEnabled()
    (line,) = view.one.remark_buttons
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert view.one.text.textCursor().blockNumber() == 8


def test_our_own_text_is_used_compared_and_given_up_by_keyboard(studio, view, qtbot):
    write(studio, view, "Please ignore recent", "Ignore recent")
    qtbot.keyClick(view.one.keep.why, Qt.Key.Key_Return)
    studio.settle()
    refused = words_for(InvalidValueError("reason", "empty"))
    assert refused.what_happened in said(view.one.banner)
    qtbot.keyClicks(view.one.keep.why, "Shorter")
    qtbot.keyClick(view.one.keep.why, Qt.Key.Key_Return)
    studio.settle()
    assert words.KEPT in said(view.one.banner)
    assert standing(studio) == "ours"
    view.one.compare.reveal()
    studio.settle()
    assert "Ignore recent" in view.one.difference.toPlainText()
    back = view.one.back_box.back
    back.unfold.unfold()
    qtbot.keyClicks(back.why, "Theirs is better")
    qtbot.keyClick(back.why, Qt.Key.Key_Return)
    studio.settle()
    assert standing(studio) == "as-shipped"
    assert view.one.text.toPlainText() == shipped_text(FILE)


def test_whoever_leaves_with_changes_is_asked_first(studio, view):
    write(studio, view, "Please ignore recent", "Ignore recent")
    view.one.leave()
    assert not view.one.leaving.isHidden()
    view.one._stay()
    assert view.model.state.page is not None
    view.one._throw_away()
    studio.settle()
    assert view.stack.currentWidget() is view.listing
    assert standing(studio) == "as-shipped"


def test_what_was_typed_at_a_lock_waits_to_be_put_back(studio, view):
    write(studio, view, "Please ignore recent", "Ignore recent")
    typed = view.one.text.toPlainText()
    work = view.unsaved()
    assert work is not None
    studio.ask(work)
    view.model.close()
    view.model.open(FILE)
    studio.settle()
    assert not view.one.waiting.isHidden()
    view.model.put_back()
    studio.settle()
    assert view.one.text.toPlainText() == typed
    assert studio.ask(lambda desk: left_text(desk, FILE)) is None


def test_a_welsh_text_waits_until_a_translator_is_named(studio, qtbot):
    view = at_one(studio.prepare(one_x), WELSH)
    qtbot.addWidget(view)
    box = view.one.welsh
    assert "has not been approved" in box.says.text()
    assert box.english.toPlainText() == shipped_text(FILE)
    qtbot.keyClicks(box.translator, "Nia Rees")
    qtbot.keyClicks(box.day, "2 March")
    qtbot.keyClick(box.day, Qt.Key.Key_Return)
    studio.settle()
    assert "Nia Rees" in box.translator.text()
    box.day.setText("2026-03-02")
    qtbot.keyClick(box.day, Qt.Key.Key_Return)
    studio.settle()
    assert "Nia Rees approved it on 2 March 2026" in box.says.text()
    assert not box.form.isVisibleTo(view)
    box.stop.unfold.unfold()
    qtbot.keyClicks(box.stop.why, "A word is wrong")
    qtbot.keyClick(box.stop.why, Qt.Key.Key_Return)
    studio.settle()
    assert "A word is wrong" in box.why_not.text()


def test_a_changed_welsh_text_is_used_before_it_is_approved(studio, qtbot):
    view = at_one(studio.prepare(one_x, approved), WELSH)
    qtbot.addWidget(view)
    write(studio, view, "Diweddariad nesaf", "Y diweddariad nesaf")
    assert words.KEEP_FIRST in view.one.welsh.why_not.text()
    view.one.keep.why.setText("Clearer")
    view.one.keep.use.click()
    studio.settle()
    assert "was changed after" in view.one.welsh.says.text()


def test_nothing_that_arrives_takes_typed_words_away(studio, view):
    view.show()
    write(studio, view, "Please ignore recent", "Ignore recent")
    studio.ask(lambda desk: desk.council.set("humour", "never"))
    studio.settle()
    assert "Ignore recent" in view.one.text.toPlainText()
    assert view.model.state.is_changed


def test_no_payload_is_more_than_words_in_the_preview(studio, view):
    inert = [p for p in PAYLOADS if "{{" not in p and "}}" not in p]
    body = "\n".join(p for p in inert if p.isprintable())
    view.one.text.put(f"{shipped_text(FILE)}\n{body}\n")
    view.model.check()
    studio.settle()
    shown = view.one.preview.toPlainText()
    assert "<script>alert(1)</script>" in shown
    assert "<b>" in shown
    view.one.text.put("\n".join(PAYLOADS))
    view.model.check()
    studio.settle()
    assert view.one.preview.toPlainText() == words.NO_PREVIEW


def test_one_of_ours_is_opened_as_ours(studio, qtbot):
    view = at_one(studio.prepare(one_x, ours))
    qtbot.addWidget(view)
    assert view.one.back_box.isVisibleTo(view)


def test_where_both_languages_are_owed_a_message_begins_in_both(studio, qtbot):
    panel = panel_of(studio.prepare(one_x, one_incident, in_wales, approved))
    qtbot.addWidget(panel)
    form = panel.beginning
    form.variant.setCurrentIndex(form.variant.findData("short"))
    assert not form.welsh.isEnabled()
    assert "has not been approved" in form.welsh_waits.text()
    form.variant.setCurrentIndex(form.variant.findData("standard"))
    assert form.welsh.isChecked()
    form.begin.click()
    studio.settle()
    incident = studio.ask(lambda desk: desk.incidents.find())
    rows = studio.ask(lambda desk: desk.drafts.rows(incident))
    assert sorted(row.state.language for row in rows) == ["cy", "en"]
    assert "Please ignore" in panel.text.toPlainText()


def test_where_only_english_is_owed_nobody_is_asked(studio, qtbot):
    panel = panel_of(studio.prepare(one_x, one_incident))
    qtbot.addWidget(panel)
    assert not panel.beginning.welsh.isVisibleTo(panel)
    assert not panel.beginning.welsh_waits.isVisibleTo(panel)


def test_of_two_texts_kept_at_once_somebody_chooses_one(studio, qtbot):
    view = at_one(studio.prepare(one_x, two_texts))
    qtbot.addWidget(view)
    assert standing(studio) == "two-versions"
    shown = view.one.text.toPlainText()
    view.model.see_other()
    studio.settle()
    other = view.one.text.toPlainText()
    assert other != shown
    view.one.keep.why.setText("Clearer")
    view.one.keep.use.click()
    studio.settle()
    assert standing(studio) == "ours"
    assert view.one.text.toPlainText() == other
    assert view.one.conflict.isHidden()

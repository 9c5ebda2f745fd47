"""Around a text: where it goes out, its looks, pictures, comments, versions, the pair."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from incidentkit.desk.around_text import Around, Place, read_around
from incidentkit.ui.screens.drafts.around_model import AroundModel
from incidentkit.ui.screens.drafts.around_view import AroundView
from incidentkit.ui.screens.drafts.looks_part import seen_first
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import draft_around as words
from tests.ui.pictures import approval as approving
from tests.ui.pictures.drafts import begun, panel_of
from tests.ui.studio import Studio, one_incident, one_x

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def panel(studio: Studio) -> DraftPanel:
    made = panel_of(studio.prepare(one_x, one_incident, begun), save_ms=1)
    studio.qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    studio.settle()
    return made


def press(studio: Studio, widget: QWidget) -> None:
    assert widget.isVisible()
    widget.setFocus()
    studio.qtbot.keyClick(widget, Qt.Key.Key_Space)
    studio.settle()


def said(widget: QWidget) -> str:
    found = (*widget.findChildren(QLabel), *widget.findChildren(QPushButton))
    return "\n".join(one.text() for one in found if one.isVisible())


def kept(studio: Studio, panel: DraftPanel) -> Around:
    draft = panel._model.state.draft
    assert draft is not None
    return studio.ask(lambda desk: read_around(desk, draft.draft))


def type_text(studio: Studio, panel: DraftPanel, text: str) -> None:
    panel.text.setPlainText(text)
    studio.qtbot.waitUntil(lambda: not panel._model.unsaved())
    studio.settle()


def test_the_places_are_chosen_together_and_all_are_counted(
    studio: Studio, panel: DraftPanel
) -> None:
    places = panel.around.places
    assert places.button.text() == words.places(["X"])
    press(studio, places.button)
    press(studio, places.ticks["bluesky"])
    press(studio, places.keep)
    chosen = [p.slug for p in kept(studio, panel).places if p.is_chosen]
    assert set(chosen) == {"x", "bluesky"}
    review = panel._model.state.review
    assert review is not None
    assert {one.name for one in review.fits} == {"X", "Bluesky"}


def test_a_text_goes_out_somewhere(studio: Studio, panel: DraftPanel) -> None:
    places = panel.around.places
    press(studio, places.button)
    press(studio, places.ticks["x"])
    press(studio, places.keep)
    assert places.none.isVisible()
    assert [p.slug for p in kept(studio, panel).places if p.is_chosen] == ["x"]


def test_a_picture_stops_the_text_until_it_is_described(
    studio: Studio, panel: DraftPanel, tmp_path: Path
) -> None:
    file = tmp_path / "flood map.png"
    file.write_bytes(PNG)
    panel._model.around.add_picture(file)
    studio.settle()
    studio.settle()
    found = {f.reason for f in panel.findings.found}
    assert {"no-alt-text", "no-rights"} <= found
    pictures = panel.around.pictures
    press(studio, pictures.button)
    (row,) = pictures.rows.values()
    studio.qtbot.keyClicks(row.alt, "A map of the roads under water in Ashcombe")
    press(studio, row.ticks["has_rights"])
    press(studio, row.keep)
    studio.settle()
    assert not {"no-alt-text", "no-rights"} & {f.reason for f in panel.findings.found}
    press(studio, row.remove)
    assert kept(studio, panel).pictures == ()


def test_a_comment_about_words_is_kept_and_dealt_with(
    studio: Studio, panel: DraftPanel
) -> None:
    remarks = panel.around.remarks
    panel.text.show_place(0, 6)
    press(studio, remarks.button)
    assert remarks.quoted.text() == panel.text.text()[:6].strip()
    studio.qtbot.keyClicks(remarks.text, "Is this the right time?")
    press(studio, remarks.keep)
    assert remarks.button.text() == words.remarks(1)
    assert "Is this the right time?" in said(remarks)
    assert remarks.text.text() == ""
    deal = next(
        b for b in remarks.findChildren(QPushButton) if b.text() == words.DEALT_WITH
    )
    press(studio, deal)
    assert remarks.button.text() == words.remarks(0)


def test_whoever_wrote_it_is_no_second_reader_but_can_ask_one(
    studio: Studio, panel: DraftPanel
) -> None:
    remarks = panel.around.remarks
    press(studio, remarks.button)
    assert remarks.own.isVisible()
    assert not remarks.fine.isVisible()
    studio.qtbot.keyClicks(remarks.reader, "Ben Carter")
    press(studio, remarks.ask)
    assert words.asked_to_read("Ben Carter") in said(remarks)


def test_an_earlier_version_shows_what_changed_and_can_be_gone_back_to(
    studio: Studio, panel: DraftPanel
) -> None:
    type_text(studio, panel, "We know about the posts. More at noon.")
    type_text(studio, panel, "We know about three posts. More at noon.")
    versions = panel.around.versions
    press(studio, versions.button)
    assert words.taken_out("the") in said(versions)
    assert words.put_in("three") in said(versions)
    press(studio, versions.back[0])
    assert panel.text.text() == "We know about the posts. More at noon."
    assert panel.text.hasFocus()


def test_it_looks_cut_where_readers_have_to_ask_for_more() -> None:
    place = Place("instagram", "Instagram", True, 125)
    text = "We know about the posts. " * 10
    assert seen_first(text, place) == f"{text[:125].rstrip()}{words.SEE_MORE}"
    assert seen_first("Short.", place) == "Short."


def test_how_it_looks_follows_what_is_typed(studio: Studio, panel: DraftPanel) -> None:
    press(studio, panel.around.looks.button)
    type_text(studio, panel, "The hall is closed today.")
    assert "The hall is closed today." in said(panel.around.looks)


def test_what_is_typed_around_a_text_waits_after_a_lock(
    studio: Studio, panel: DraftPanel
) -> None:
    press(studio, panel.around.remarks.button)
    studio.qtbot.keyClicks(panel.around.remarks.text, "Half a thought about the time")
    keep = panel._model.unsaved()
    assert keep is not None
    studio.ask(keep)
    notes = studio.ask(lambda desk: read_notes(desk.session))
    assert any("Half a thought about the time" in note.text for note in notes)


def test_a_second_reader_says_what_they_found_of_exactly_this_text(
    studio: Studio,
) -> None:
    approving.as_approver(studio)
    draft = approving.the_draft(studio)
    model = AroundModel(studio.kit, studio.clock)
    view = AroundView(model, str)
    studio.qtbot.addWidget(view)
    view.show()
    model.show(draft)
    studio.settle()
    press(studio, view.remarks.button)
    studio.qtbot.keyClicks(view.remarks.changes, "Say when we write again.")
    press(studio, view.remarks.tell)
    assert "Say when we write again." in said(view.remarks)
    press(studio, view.remarks.fine)
    (reading,) = studio.ask(lambda desk: read_around(desk, draft)).readings
    assert reading.is_fine


def test_consent_is_asked_for_once_people_can_be_recognised(
    studio: Studio, panel: DraftPanel, tmp_path: Path
) -> None:
    file = tmp_path / "square.png"
    file.write_bytes(PNG)
    panel._model.around.add_picture(file)
    studio.settle()
    press(studio, panel.around.pictures.button)
    (row,) = panel.around.pictures.rows.values()
    assert not row.ticks["has_consent"].isVisible()
    press(studio, row.ticks["shows_people"])
    assert row.ticks["has_consent"].isVisible()

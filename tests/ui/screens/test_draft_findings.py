"""What is found while a message is typed: marked, mended, counted on every channel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from incidentkit.desk.services import Desk
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import draft_counts as count_words
from incidentkit.words.window import drafts as words
from tests.ui.pictures.drafts import begun, panel_of
from tests.ui.studio import Studio, one_incident, one_x


def on_two_channels(desk: Desk) -> None:
    desk.drafts.belongings.choose_channels(begun(desk), ["x", "bluesky"])


@pytest.fixture
def panel(studio: Studio) -> DraftPanel:
    made = panel_of(studio.prepare(one_x, one_incident, on_two_channels), save_ms=10**7)
    studio.qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def write(studio: Studio, panel: DraftPanel, text: str) -> None:
    panel.text.setPlainText(text)
    studio.settle()
    studio.qtbot.waitUntil(lambda: _is_read(panel))


def _is_read(panel: DraftPanel) -> bool:
    review = panel._model.state.review
    return review is not None and review.is_whole and not panel._model._kit.jobs.busy


def test_all_checks_run_on_what_is_typed(studio: Studio, panel: DraftPanel) -> None:
    write(studio, panel, "We apologize if anyone was upset. The PIN is 482193.")
    found = {one.check for one in panel.findings.found}
    assert found >= {"DC03", "DC07", "DC36"}
    assert panel.findings.found[0].check == "DC03"
    assert len(panel.text.extraSelections()) >= 3


def test_what_is_suggested_goes_into_its_place_and_can_be_undone(
    studio: Studio, panel: DraftPanel
) -> None:
    text = "\N{PILE OF POO} It is a nice color to look at."
    write(studio, panel, text)
    (one,) = (f for f in panel.findings.found if f.check == "DC36")
    panel.findings.taken.emit(one.start, one.end, one.instead)
    assert panel.text.text() == text.replace("color", "colour")
    assert panel.text.hasFocus()
    panel.text.undo()
    assert panel.text.text() == text


def test_the_next_place_is_one_key_away(studio: Studio, panel: DraftPanel) -> None:
    write(studio, panel, "Nice color. Next update at 9am. Nice flavor.")
    panel.text.setFocus()
    places = []
    for _ in range(3):
        studio.qtbot.keyClick(
            panel.text, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
        )
        places.append(panel.text.textCursor().selectedText())
    assert {"color", "flavor"} <= set(places)


def test_it_is_counted_on_every_channel_at_once(
    studio: Studio, panel: DraftPanel
) -> None:
    write(studio, panel, "We know about the posts. " * 13)
    review = panel._model.state.review
    assert review is not None
    said = {one.name: one.fit.over_by for one in review.fits}
    assert said["X"] > 0
    assert said["Bluesky"] > 0
    assert review.fits[0].fit.parts[0].endswith("1/2")


def test_a_post_of_a_thread_can_be_copied(studio: Studio, panel: DraftPanel) -> None:
    write(studio, panel, "We know about the posts. " * 13)
    thread = panel.counts.findChildren(Unfold)[0]
    assert thread.button.text() == count_words.as_thread(2)
    thread.button.click()
    panel.counts.parts[1].click()  # type: ignore[attr-defined]
    assert QGuiApplication.clipboard().text().endswith(" 2/2")
    assert panel.counts.copied.isVisible()


def test_never_more_than_three_findings_are_shown_at_once(
    studio: Studio, panel: DraftPanel
) -> None:
    write(studio, panel, "Color! Flavor! Labor! Honor! No comment. We were hacked.")
    assert panel.findings._rows.count() == 3
    assert panel.findings.more.text() == words.more(len(panel.findings.found) - 3)
    assert panel.findings.found[0].check == "DC06"

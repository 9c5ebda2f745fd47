"""Exercises in the window: chosen, begun, gone through, talked about and ended."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from incidentkit.desk.drilling import read_drill
from incidentkit.desk.services import Desk
from incidentkit.drills.schedule import MINUTE_MS
from incidentkit.incidents.entries import Closed
from incidentkit.ui.screens.drills.happening import Happening
from incidentkit.ui.screens.drills.practising import Practising
from incidentkit.ui.screens.drills.running_model import RunningViewModel
from incidentkit.ui.screens.drills.view import DrillsView
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import drills as drill_words
from incidentkit.words.window import drills as words
from tests.ui.pictures.drills import PRIZES, begin, go_through, view_of
from tests.ui.studio import Studio


def shown(studio: Studio) -> DrillsView:
    view = view_of(studio)
    studio.qtbot.addWidget(view)
    view.resize(1200, 900)
    view.show()
    return view


def said(view: DrillsView | Happening) -> str:
    return "\n".join(w.text() for w in view.findChildren(QLabel) if w.isVisibleTo(view))


def only(desk: Desk) -> SubjectId:
    return desk.incidents.rows(exercises=True)[0].incident


# --- choosing and beginning -----------------------------------------------------


def test_a_drill_is_chosen_and_begun_with_the_keyboard(studio: Studio) -> None:
    view = shown(studio.prepare())
    started: list[SubjectId] = []
    view.incident_asked.connect(started.append)
    studio.qtbot.keyClick(view.scenarios.table, Qt.Key.Key_End)
    studio.qtbot.keyClick(
        view.scenarios.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier
    )
    assert view.scenarios.title.text() == PRIZES
    studio.qtbot.keyClick(view.scenarios.by_oneself, Qt.Key.Key_Return)
    studio.settle()
    drill = studio.ask(lambda desk: read_drill(desk, only(desk)))
    assert started == [drill.incident]
    assert (drill.name, drill.alone) == (PRIZES, True)
    assert drill.reference in said(view)


def test_a_drill_begun_twice_by_two_clicks_is_begun_once(studio: Studio) -> None:
    view = shown(studio.prepare())
    view._model.start(alone=False)
    view._model.start(alone=False)
    studio.settle()
    assert len(studio.ask(lambda desk: desk.incidents.rows())) == 1


# --- what happens ------------------------------------------------------------------


def running(studio: Studio) -> tuple[Happening, RunningViewModel]:
    model = RunningViewModel(studio.kit, studio.clock)
    card = Happening(model, tick_ms=10)
    studio.qtbot.addWidget(card)
    model.look_at(studio.ask(only))
    studio.settle()
    return card, model


def test_what_is_due_is_shown_by_the_clock_and_answered_with_keys(
    studio: Studio,
) -> None:
    card, model = running(studio.prepare(begin))
    assert words.QUIET in said(card)
    studio.clock.ms += 3 * MINUTE_MS
    with studio.qtbot.waitSignal(model.happened, timeout=20_000):
        pass
    studio.settle()
    assert card.title.text() == "A resident asks whether the prize is real"
    studio.qtbot.keyClicks(card.note, "Said that it is not ours")
    with studio.qtbot.waitSignal(model.answered, timeout=20_000):
        studio.qtbot.keyClick(card.answer, Qt.Key.Key_Return)
    drill = studio.ask(lambda desk: read_drill(desk, only(desk)))
    assert set(drill.answered) == {"A resident asks whether the prize is real"}
    assert card.note.text() == ""
    model.look_at(None)


def test_the_next_event_comes_at_once_and_a_faster_pace_brings_more(
    studio: Studio,
) -> None:
    card, model = running(studio.prepare(begin))
    with studio.qtbot.waitSignal(model.happened, timeout=20_000):
        studio.qtbot.keyClick(card.next, Qt.Key.Key_Return)
    studio.settle()
    assert len(model.state.waiting) == 1
    studio.qtbot.keyClick(card.paces[20], Qt.Key.Key_Return)
    studio.clock.ms += MINUTE_MS // 2
    studio.qtbot.waitUntil(lambda: len(model.state.waiting) >= 3, timeout=20_000)
    assert words.more_waiting(len(model.state.waiting) - 1) in said(card)
    model.look_at(None)


def test_another_machine_or_a_restart_goes_on_where_the_drill_is(
    studio: Studio,
) -> None:
    _, model = running(studio.prepare(go_through))
    known = model.state
    model.look_at(None)
    card, again = running(studio)
    assert again.state.waiting == known.waiting
    assert int(again.state.minute) == int(known.minute)
    assert again.state.waiting[0].text in said(card)
    again.look_at(None)


def test_an_ended_drill_shows_nothing_more(studio: Studio) -> None:
    card, model = running(studio.prepare(go_through))
    studio.ask(lambda desk: desk.incidents.close(only(desk), "Over", reason="Time"))
    studio.settle()
    assert model.state.drill is not None
    assert not model.state.drill.is_open
    assert said(card).count(words.ENDED) == 1
    assert not card.answer.isVisibleTo(card)


# --- the debrief --------------------------------------------------------------------


def test_what_went_well_comes_first_and_the_lessons_go_into_the_log(
    studio: Studio, tmp_path: Path
) -> None:
    view = shown(studio.prepare(go_through))
    view.open_debrief(studio.ask(only))
    studio.settle()
    text = said(view)
    assert text.index(drill_words.WELL) < text.index(drill_words.LOOK_AT)
    assert drill_words.NOT_REAL in text
    page = view.debrief
    studio.qtbot.keyClicks(page.lesson, "Keep the numbers on paper")
    studio.qtbot.keyClicks(page.owner, "Ben Carter")
    studio.qtbot.keyClick(page.owner, Qt.Key.Key_Return)
    assert "Keep the numbers on paper (Ben Carter)" in said(view)
    studio.qtbot.keyClicks(page.summary, "Calm, and quicker than last time")
    with studio.qtbot.waitSignal(view._model.ended, timeout=20_000):
        studio.qtbot.keyClick(page.end, Qt.Key.Key_Return)
    studio.settle()
    closed = studio.ask(lambda desk: desk.incidents.facts(only(desk))[-1].body)
    assert isinstance(closed, Closed)
    assert [(one.text, one.owner) for one in closed.learned] == [
        ("Keep the numbers on paper", "Ben Carter")
    ]
    page.folder.put(str(tmp_path / "out"))
    studio.settle()
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [name.endswith((".md", ".pdf")) for name in names] == [True, True]
    assert all(name.startswith("EXERCISE-debrief-") for name in names)


def test_a_lesson_without_an_owner_is_refused_and_stays_where_it_is(
    studio: Studio,
) -> None:
    view = shown(studio.prepare(go_through))
    view.open_debrief(studio.ask(only))
    studio.settle()
    view.debrief.lesson.setText("Keep the numbers on paper")
    view.debrief.add.click()
    assert view.banner.isVisibleTo(view)
    assert view.debrief.lesson.text() == "Keep the numbers on paper"
    assert view._model.state.lessons == ()


def test_an_exercise_without_a_summary_does_not_end(studio: Studio) -> None:
    view = shown(studio.prepare(go_through))
    view.open_debrief(studio.ask(only))
    studio.settle()
    view.debrief.end.click()
    studio.settle()
    assert view.banner.isVisibleTo(view)
    assert studio.ask(lambda desk: read_drill(desk, only(desk))).is_open


# --- the register -------------------------------------------------------------------


def test_the_register_is_saved_as_a_table(studio: Studio, tmp_path: Path) -> None:
    view = shown(studio.prepare(go_through))
    view.register.saving.unfold()
    view.register.folder.put(str(tmp_path))
    studio.settle()
    saved = (tmp_path / words.REGISTER_FILE).read_text(encoding="utf-8-sig")
    assert PRIZES in saved
    assert words.SAVED in said(view)


# --- practising ------------------------------------------------------------------------


@pytest.fixture
def practising(studio: Studio) -> Practising:
    made = Practising()
    studio.qtbot.addWidget(made)
    made.begin()
    return made


def test_a_made_up_password_is_typed_once_and_kept_nowhere(
    studio: Studio, practising: Practising
) -> None:
    made_up = practising.secret.text()
    studio.qtbot.keyClicks(practising.typed, "something else")
    studio.qtbot.keyClick(practising.typed, Qt.Key.Key_Return)
    assert words.DIFFERS in [w.text() for w in practising.findChildren(QLabel)]
    practising.typed.clear()
    studio.qtbot.keyClicks(practising.typed, made_up)
    with studio.qtbot.waitSignal(practising.practised, timeout=5_000):
        studio.qtbot.keyClick(practising.typed, Qt.Key.Key_Return)
    assert practising.secret.text() == practising.typed.text() == ""
    practising.begin()
    assert practising.secret.text() not in ("", made_up)

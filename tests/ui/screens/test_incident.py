"""A response on the screen: one step at a time, the log beside it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from incidentkit.desk.response import Response, StepPage, start_response
from incidentkit.playbooks.model import Verb
from incidentkit.records.timeline import Line
from incidentkit.ui.screens.incident.step_list import StepList
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words
from tests.ui.pictures.incident import (
    at_the_capture,
    at_the_password,
    hijacked,
    page_taken,
)
from tests.ui.studio import SECRET, Studio, one_incident, one_page, one_x


class Lent(StepPanel):
    """A panel that another screen would lend: it remembers what it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, bytes]] = []
        self.ready = self.doubts = ""
        self.first = QPushButton("Begin", self)
        self.setLayout(column(self.first))

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        self.shown.append((step.slug, account))

    def lies_ready(self) -> str:
        return self.ready

    @property
    def doubt(self) -> str:
        return self.doubts


class Scene:
    """The screen over an open kit with a response under way."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.lent = {n: Lent() for n in ("secret", "roles", "capture", "write")}
        self.model = IncidentViewModel(studio.kit, studio.clock)
        self.view = IncidentView(self.model, self.lent)
        studio.qtbot.addWidget(self.view)
        self.view.resize(1280, 800)
        self.view.show()
        self.view.arrive()
        studio.settle()

    @property
    def response(self) -> Response:
        found = self.model.state.response
        assert found is not None
        return found

    @property
    def step(self) -> StepPage:
        assert self.response.step is not None
        return self.response.step

    @property
    def log(self) -> list[Line]:
        return list(self.response.log)

    def press(self, widget: object) -> None:
        widget.click()  # type: ignore[attr-defined]
        self.studio.settle()

    def go_to(self, verb: Verb) -> None:
        """Take steps as anybody would until one of this kind is next."""
        for _ in range(80):
            if self.step.verb is verb:
                return
            card = self.view.card
            if self.step.labels:
                self.press(card.answers.buttons[-1])
            elif self.step.verb is Verb.CAPTURE:
                self.model.skip(self.step.slug, "looked at elsewhere")
                self.studio.settle()
            else:
                card.note.setText("as seen" if self.step.nothing_of else "")
                self.press(card.finish)
        raise AssertionError(f"no {verb} came up")


@pytest.fixture
def scene(studio: Studio) -> Scene:
    return Scene(studio.prepare(one_x, hijacked))


def visible_words(view: IncidentView) -> str:
    found = (w for w in view.findChildren(QLabel) if w.isVisibleTo(view))
    return "\n".join(label.text() for label in found)


def test_the_first_containment_action_stands_there_at_once(scene: Scene) -> None:
    assert scene.view.card.title.text() == "Stay logged in and keep that screen open"
    assert "Ben Carter" in visible_words(scene.view)
    assert scene.view.focusWidget() is scene.view.card.finish


def test_danger_is_asked_beside_the_step_and_its_answer_goes_first(
    scene: Scene,
) -> None:
    assert scene.view.danger.isVisibleTo(scene.view)
    scene.press(scene.view.danger.answers.buttons[0])
    assert scene.step.title == "Ring 999 or the safeguarding team first"
    assert not scene.view.danger.isVisibleTo(scene.view)


def test_done_by_return_goes_to_the_next_step_and_into_the_log(scene: Scene) -> None:
    before = len(scene.log)
    scene.view.card.note.setText("Still open on the office laptop")
    scene.studio.qtbot.keyClick(scene.view.card.finish, Qt.Key.Key_Return)
    scene.studio.qtbot.keyClick(scene.view.card.finish, Qt.Key.Key_Space)
    scene.studio.settle()
    assert scene.step.title == "Take the lead and name a second and a recorder"
    assert len(scene.log) == before + 1
    assert "Still open on the office laptop" in visible_words(scene.view)


def test_a_step_is_left_out_with_a_reason_only(scene: Scene) -> None:
    title = scene.step.title
    scene.press(scene.view.card.leave)
    assert scene.view.focusWidget() is scene.view.card.reason
    assert scene.step.title == title
    scene.studio.qtbot.keyClicks(scene.view.card.reason, "Nobody is logged in")
    scene.studio.qtbot.keyClick(scene.view.card.reason, Qt.Key.Key_Return)
    scene.studio.settle()
    assert scene.step.title != title
    assert "Nobody is logged in" in scene.log[-1].sentence


def open_by_key(scene: Scene, steps: StepList, slug: str) -> None:
    """Go to a step in a list and press Return, as somebody without a mouse does."""
    assert steps.isVisibleTo(scene.view)
    item = steps.item_of(slug)
    assert item is not None
    steps.setFocus()
    steps.setCurrentItem(item)
    scene.studio.qtbot.keyClick(steps, Qt.Key.Key_Return)
    scene.studio.settle()


def test_the_list_of_every_step_folds_once_one_of_them_is_opened(scene: Scene) -> None:
    coming = scene.view.coming
    scene.press(coming.every)
    last = scene.response.coming[-1]
    assert coming.all.count() > len(scene.response.coming)
    open_by_key(scene, coming.all, last.slug)
    assert scene.step.slug == last.slug
    assert coming.steps.count() <= 6
    assert not coming.all.isVisibleTo(scene.view)
    assert coming.every.text() == words.ALL_STEPS


def test_every_step_is_shown_at_once_and_each_is_reached_by_keyboard(
    scene: Scene,
) -> None:
    coming, many = scene.view.coming, len(scene.response.coming)
    assert many > 30
    coming.every.click()
    buttons = [b.text() for b in coming.findChildren(QPushButton)]
    assert len(buttons) < 10, "a button for each step takes long to draw"
    assert coming.all.accessibleName() == words.EVERY_STEP
    scene.studio.settle()
    coming.all.setFocus()
    for _ in range(3):
        scene.studio.qtbot.keyClick(coming.all, Qt.Key.Key_Down)
    chosen = coming.all.currentItem().text()
    scene.studio.qtbot.keyClick(coming.all, Qt.Key.Key_Return)
    scene.studio.settle()
    assert scene.step.title == chosen


def test_what_was_recorded_is_taken_back_as_a_new_line(scene: Scene) -> None:
    slug = scene.step.slug
    scene.press(scene.view.card.finish)
    scene.press(scene.view.coming.look_back)
    open_by_key(scene, scene.view.coming.over, slug)
    assert scene.step.slug == slug
    assert scene.view.focusWidget() is scene.view.card.back
    assert scene.view.card.back.isVisibleTo(scene.view)
    scene.press(scene.view.card.back)
    scene.view.card.reason.setText("It was the wrong account")
    scene.press(scene.view.card.back)
    assert scene.step.slug == slug
    assert not scene.step.is_over
    # Not nowhere: two tabs further on would be the question about danger.
    assert scene.view.focusWidget() is scene.view.card.finish


def test_a_note_goes_into_the_log_at_any_moment(scene: Scene) -> None:
    scene.view.write_note()
    note = scene.view.log.note
    assert scene.view.focusWidget() is note
    scene.studio.qtbot.keyClicks(note, "A resident rang at 07:02")
    scene.studio.qtbot.keyClick(
        note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    scene.studio.settle()
    assert "A resident rang at 07:02" in scene.log[-1].sentence
    assert note.text() == ""
    assert scene.view.card.title.text() == scene.step.title


def test_a_note_with_a_stored_password_is_refused_and_not_lost(scene: Scene) -> None:
    scene.view.log.note.setPlainText(f"I changed it to {SECRET}")
    scene.press(scene.view.log.keep)
    assert scene.view.banner.isVisibleTo(scene.view)
    assert scene.view.log.note.text() == f"I changed it to {SECRET}"
    assert SECRET not in visible_words(scene.view)


def test_a_half_written_note_is_kept_for_the_next_unlock(scene: Scene) -> None:
    assert scene.model.unsaved() is None
    scene.view.log.note.setPlainText("They posted again at")
    keep = scene.model.unsaved()
    assert keep is not None
    scene.studio.ask(keep)
    (note,) = scene.studio.ask(lambda desk: read_notes(desk.session))
    assert note.text == "They posted again at"


def test_before_a_password_is_shown_the_machine_is_asked_about(scene: Scene) -> None:
    scene.go_to(Verb.ROTATE)
    assert scene.view.card.machine.isVisibleTo(scene.view)
    assert not scene.lent["secret"].shown
    scene.press(scene.view.card.machine.no)
    assert scene.lent["secret"].shown == [(scene.step.slug, scene.response.account)]
    assert scene.lent["secret"].isVisibleTo(scene.view)
    assert any("not how they got in" in line.sentence for line in scene.log)


def test_a_suspect_machine_shows_a_password_only_after_advice(scene: Scene) -> None:
    scene.go_to(Verb.ROTATE)
    scene.press(scene.view.card.machine.yes)
    assert not scene.lent["secret"].shown
    assert words.MACHINE_SUSPECT in visible_words(scene.view)
    scene.press(scene.view.card.machine.go_on)
    assert scene.lent["secret"].shown


def test_a_confirmed_rotation_finishes_its_step(scene: Scene) -> None:
    scene.go_to(Verb.ROTATE)
    scene.press(scene.view.card.machine.no)
    slug = scene.step.slug
    scene.lent["secret"].finished.emit(words.SECRET_CHANGED)
    scene.studio.settle()
    assert scene.step.slug != slug
    assert words.SECRET_CHANGED in scene.log[-1].sentence


def test_the_keyboard_is_in_the_steps_panel_and_not_past_it_on_done(
    scene: Scene,
) -> None:
    scene.go_to(Verb.CAPTURE)
    scene.studio.qtbot.waitUntil(scene.lent["capture"].first.hasFocus)


def test_evidence_that_was_filed_leaves_the_step_open_for_more(scene: Scene) -> None:
    scene.go_to(Verb.CAPTURE)
    slug = scene.step.slug
    assert scene.lent["capture"].shown[-1][0] == slug
    scene.lent["capture"].finished.emit("")
    scene.studio.settle()
    assert scene.step.slug == slug


def test_a_page_held_by_roles_shows_whom_to_ring(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_page, page_taken))
    said = visible_words(scene.view)
    assert "Ben Carter, full control:  07700 900123" in said
    assert "Dewi Morgan, content:  no number written down" in said
    assert "Can be taken away by Ben Carter:  07700 900123" in said


def test_working_alone_puts_containment_before_capture(scene: Scene) -> None:
    scene.press(scene.view.danger.answers.buttons[1])
    scene.press(scene.view.card.finish)
    scene.press(scene.view.card.finish)
    assert scene.step.verb is Verb.CAPTURE
    scene.view.alone.click()
    scene.studio.settle()
    assert scene.step.verb is not Verb.CAPTURE


def test_what_was_done_before_is_ticked_in_one_go(scene: Scene) -> None:
    leaf = scene.view.leaves[words.TICK]
    scene.view._show_leaf(words.TICK)
    first, second = list(leaf.ticks)[:2]
    leaf.ticks[first].click()
    leaf.ticks[second].click()
    scene.press(leaf.keep)
    records = {s.slug for s in scene.response.steps if s.is_recorded}
    assert {first, second} <= records


def test_an_incident_is_closed_with_a_reason_for_what_is_open(scene: Scene) -> None:
    leaf = scene.view.leaves[words.CLOSE]
    leaf.summary.setPlainText("It was a colleague after all")
    scene.press(leaf.close_now)
    assert scene.view.banner.isVisibleTo(scene.view)
    assert scene.response.is_open
    leaf.reason.setText("Nothing had happened")
    scene.press(leaf.close_now)
    assert not scene.response.is_open
    assert leaf.closed.isVisibleTo(leaf)
    assert not scene.view.banner.isVisibleTo(scene.view)  # that it was refused is over


def test_the_report_is_written_where_somebody_wants_it(
    scene: Scene, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    scene.view.leaves[words.CLOSE].write_report(target)
    scene.studio.settle()
    assert {file.suffix for file in target.iterdir()} == {".md", ".pdf"}
    assert str(target) in scene.view.banner.title.text()


def test_several_incidents_make_a_list_and_one_opens_at_once(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident, hijacked))
    assert scene.model.state.response is None
    assert len(scene.model.state.rows) == 2
    scene.view.table.choose(scene.model.state.rows[1].incident)
    studio.qtbot.keyClick(scene.view.table, Qt.Key.Key_Return)
    studio.settle()
    assert scene.response.incident == scene.model.state.rows[1].incident


def test_without_an_incident_the_screen_leads_to_a_response(studio: Studio) -> None:
    scene = Scene(studio.prepare())
    asked: list[bool] = []
    scene.view.start_asked.connect(lambda: asked.append(True))
    assert words.NO_INCIDENT in visible_words(scene.view)


def test_a_colleagues_entry_appears_without_asking(scene: Scene) -> None:
    incident = scene.response.incident
    scene.studio.ask(lambda desk: desk.incidents.note(incident, "Ben is on his way"))
    scene.studio.settle()
    assert "Ben is on his way" in visible_words(scene.view)


def test_at_the_password_story_really_gets_there(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, at_the_password))
    assert scene.step.verb is Verb.ROTATE


def test_a_password_step_is_not_done_while_the_old_password_counts(
    studio: Studio,
) -> None:
    scene = Scene(studio.prepare(one_x, at_the_password))
    card, title = scene.view.card, scene.step.title
    scene.press(card.machine.no)
    for _ in range(2):  # a frightened person presses again
        scene.press(card.finish)
        assert scene.step.title == title
        assert step_words.NOT_CHANGED in visible_words(scene.view)
    card.note.setText("ICT changed it by telephone")
    scene.press(card.finish)
    assert scene.step.title != title
    assert step_words.NOT_CHANGED not in visible_words(scene.view)


def test_a_text_is_not_done_while_none_is_written(scene: Scene) -> None:
    scene.model.choose_step("brief-members")
    scene.studio.settle()
    card, title = scene.view.card, scene.step.title
    for _ in range(2):
        scene.press(card.finish)
        assert scene.step.title == title
        assert step_words.NOTHING_WRITTEN in visible_words(scene.view)
    card.note.setText("The press office wrote it")
    scene.press(card.finish)
    assert scene.step.title != title


def test_a_step_is_not_done_over_what_lies_ready_and_is_not_filed(
    studio: Studio,
) -> None:
    scene = Scene(studio.prepare(one_x, at_the_capture))
    title = scene.step.title
    scene.lent["capture"].ready = "Not filed yet"
    scene.press(scene.view.card.finish)
    assert scene.step.title == title
    assert "Not filed yet" in visible_words(scene.view)
    scene.lent["capture"].ready = ""
    scene.press(scene.view.card.finish)
    assert scene.step.title != title


def two_responses(scene: Scene) -> tuple[SubjectId, SubjectId]:
    """Begin a second response of the same playbook; return both."""
    first = scene.response.incident
    second = scene.studio.ask(
        lambda desk: start_response(desk, desk.accounts.find("x/AshcombeDC"), "Yes")
    )
    return first, second


def test_the_same_step_of_another_response_begins_with_nothing_of_the_first(
    scene: Scene,
) -> None:
    first, second = two_responses(scene)
    scene.view.card.note.setText("Meant for the first one")
    scene.view.open(second)
    scene.studio.settle()
    assert scene.response.incident == second != first
    assert scene.view.card.note.text() == ""


def test_evidence_goes_to_the_response_that_is_shown(scene: Scene) -> None:
    scene.go_to(Verb.CAPTURE)
    capture = scene.step.slug
    first, second = two_responses(scene)
    told: list[SubjectId] = []
    scene.lent["capture"].show_step = lambda r, _s, _a: told.append(r.incident)
    for incident in (second, first, second):
        scene.view.open(incident)
        scene.model.choose_step(capture)
        scene.studio.settle()
    assert told == [second, first, second]


def test_what_is_pressed_before_another_response_stands_there_changes_nothing(
    scene: Scene,
) -> None:
    slug = scene.step.slug
    _, second = two_responses(scene)
    scene.view.open(second)
    scene.view.card.finish.click()
    scene.studio.settle()
    assert scene.response.incident == second
    recorded = {s.slug for s in scene.response.steps if s.is_recorded}
    assert slug not in recorded


def test_what_is_written_while_a_note_is_kept_is_not_lost(scene: Scene) -> None:
    scene.view.log.note.setPlainText("A resident rang")
    scene.view.log.keep.click()
    scene.view.log.note.setPlainText("A resident rang. Then the newspaper")
    scene.studio.settle()
    assert scene.view.log.note.text() == "A resident rang. Then the newspaper"


def test_how_far_it_is_counts_the_present_phase_and_names_those_after_it(
    studio: Studio,
) -> None:
    studio.prepare(one_x, hijacked)
    scene = Scene(studio)
    now = scene.response.phase
    assert now is not None
    steps = [s for s in scene.response.steps if s.phase == scene.step.phase]
    assert now.title == scene.step.phase
    assert 0 < now.wanted <= len(steps) < len(scene.response.steps)
    said = scene.view.standing.text()
    assert said.startswith(words.progress(now.title, now.done, now.wanted))
    after = [p.title for p in scene.response.phases if p.title != now.title]
    assert after
    assert said.endswith(words.phases_after(after))


# --- one blue button at a time, and one question ---------------------------------


def test_done_leads_unless_the_panel_in_the_step_has_something_to_press(
    scene: Scene,
) -> None:
    scene.go_to(Verb.WRITE)
    done, panel = scene.view.card.finish, scene.lent["write"]
    assert done.property("kind") == "act"
    begin = button("Write it", "act")
    panel.layout().addWidget(begin)
    begin.show()
    scene.studio.qtbot.waitUntil(lambda: done.property("kind") == "plain")
    begin.hide()
    scene.studio.qtbot.waitUntil(lambda: done.property("kind") == "act")


def test_the_form_for_what_could_not_be_done_has_the_lead_while_it_is_open(
    scene: Scene,
) -> None:
    card = scene.view.card
    scene.press(card.ways_out.more)
    scene.press(card.cannot.open)
    assert card.finish.property("kind") == "plain"
    scene.press(card.cannot.back)
    assert card.finish.property("kind") == "act"


def test_what_speaks_against_a_text_is_asked_once(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, at_the_capture))
    title = scene.step.title
    scene.lent["capture"].doubts = "The account is ours again."
    scene.press(scene.view.card.finish)
    assert scene.step.title == title
    assert "The account is ours again." in visible_words(scene.view)
    scene.press(scene.view.card.finish)
    assert scene.step.title != title
    assert not scene.view.card.doubt.said.isVisibleTo(scene.view.card.foot)

"""Writing a message: begun, filled, counted while typed, kept, settled, published."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel

from incidentkit.desk.services import Desk
from incidentkit.desk.writing import read_draft, save_draft
from incidentkit.ui.screens.drafts.state import Kept
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.english import CONTROL_WORDS
from incidentkit.words.window import drafts as words
from tests.ui.pictures.drafts import INTERIM, begun, differing, panel_of
from tests.ui.studio import SECRET, Studio, one_incident, one_x

GAP = "updates_page"
NEVER_MS = 3_600_000
AT_ONCE_MS = 1


class Scene:
    """The panel over an open kit with an incident."""

    def __init__(self, studio: Studio, save_ms: int = AT_ONCE_MS) -> None:
        self.studio = studio
        # Who has to approve a text is tested with the page of its approval.
        studio.ask(lambda desk: desk.council.set("sign_off", ""))
        self.panel = panel_of(studio, save_ms=save_ms)
        studio.qtbot.addWidget(self.panel)
        self.model = self.panel._model
        self.published: list[object] = []
        self.panel.published.connect(self.published.append)
        self.panel.resize(1000, 800)
        self.panel.show()

    @property
    def draft(self) -> SubjectId:
        assert self.model.state.draft is not None
        return self.model.state.draft.draft

    def type(self, text: str) -> None:
        """Replace what stands in the box, as keys do."""
        self.panel.text.selectAll()
        self.studio.qtbot.keyClicks(self.panel.text, text)

    def type_at_the_end(self, text: str) -> None:
        """Go on writing where the text ends."""
        self.panel.text.moveCursor(QTextCursor.MoveOperation.End)
        self.studio.qtbot.keyClicks(self.panel.text, text)

    def press(self, widget: object) -> None:
        widget.click()  # type: ignore[attr-defined]
        self.studio.settle()

    def kept_text(self) -> str:
        draft = self.draft
        found = self.studio.ask(lambda desk: read_draft(desk, draft))
        return found.text

    def wait_until_kept(self) -> None:
        self.studio.qtbot.waitUntil(lambda: self.model.state.kept is Kept.SAVED)
        self.studio.settle()

    def words(self) -> str:
        QApplication.processEvents()
        shown = self.panel.findChildren(QLabel)
        return "\n".join(w.text() for w in shown if w.isVisibleTo(self.panel))


@pytest.fixture
def begun_scene(studio: Studio) -> Scene:
    return Scene(studio.prepare(one_x, one_incident, begun))


@pytest.fixture
def slow(studio: Studio) -> Scene:
    """A scene in which nothing is kept by itself."""
    return Scene(studio.prepare(one_x, one_incident, begun), NEVER_MS)


def drafts_of(desk: Desk) -> list[str]:
    return [row.state.current_text for row in desk.drafts.rows()]


# --- beginning ---------------------------------------------------------------


def test_looking_at_a_step_begins_nothing(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident))
    assert scene.studio.ask(drafts_of) == []
    assert scene.panel.beginning.isVisibleTo(scene.panel)


def test_a_draft_begins_filled_from_the_incident_and_leaves_gaps_as_lines(
    studio: Studio,
) -> None:
    scene = Scene(studio.prepare(one_x, one_incident))
    channel = scene.panel.beginning.channel
    channel.setCurrentIndex(channel.findData("x"))
    assert scene.panel.beginning.variant.currentData() == "short"
    scene.press(scene.panel.beginning.begin)
    assert "Please ignore posts from @AshcombeDC" in scene.panel.text.text()
    assert list(scene.panel.gaps.lines) == [GAP]
    assert "of 280 characters as X counts them: it fits" in scene.words()


def test_a_part_that_applies_can_be_switched_on(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident))
    beginning = scene.panel.beginning
    beginning.variant.setCurrentIndex(beginning.variant.findData("web"))
    beginning.parts["emergency"].setChecked(True)
    scene.press(beginning.begin)
    assert "For the emergency itself" in scene.panel.text.text()


def test_a_draft_that_was_begun_before_is_found_again(begun_scene: Scene) -> None:
    assert begun_scene.panel.text.text().startswith("07:00: Please ignore")
    assert len(begun_scene.studio.ask(drafts_of)) == 1


def test_another_form_can_be_written_and_both_can_be_reached(
    begun_scene: Scene,
) -> None:
    first = begun_scene.draft
    begun_scene.press(begun_scene.panel.another)
    begun_scene.press(begun_scene.panel.beginning.begin)
    assert begun_scene.draft != first
    which = begun_scene.panel.which
    assert which.count() == 2
    which.activated.emit(which.findData(first))
    begun_scene.studio.settle()
    assert begun_scene.draft == first


def test_a_step_without_a_template_says_what_to_do(studio: Studio) -> None:
    studio.prepare(one_x, one_incident)
    panel = panel_of(studio, "MT-99")
    studio.qtbot.addWidget(panel)
    panel.show()
    assert panel.blank.isVisibleTo(panel)


# --- filling and counting ----------------------------------------------------


def test_a_gap_is_filled_in_place_by_return(begun_scene: Scene) -> None:
    keys, line = begun_scene.studio.qtbot, begun_scene.panel.gaps.lines[GAP]
    keys.keyClicks(line, "ashcombe.example/news")
    keys.keyClick(line, Qt.Key.Key_Return)
    begun_scene.wait_until_kept()
    assert begun_scene.kept_text().endswith("ashcombe.example/news")
    assert not begun_scene.panel.gaps.isVisibleTo(begun_scene.panel)


def test_what_is_put_into_a_gap_is_never_read_as_a_gap(begun_scene: Scene) -> None:
    begun_scene.model.gap_typed(GAP, r"\1 {{ handle }}")
    begun_scene.model.fill(GAP)
    assert begun_scene.panel.text.text().endswith(r"\1 {{ handle }}")


def test_filling_one_gap_leaves_what_is_typed_beside_another(studio: Studio) -> None:
    scene = Scene(
        studio.prepare(one_x, one_incident, lambda desk: begun(desk, "web", "website"))
    )
    first, second, *_ = scene.panel.gaps.lines.values()
    names = list(scene.panel.gaps.lines)
    scene.studio.qtbot.keyClicks(second, "half wri")
    scene.studio.qtbot.keyClicks(first, "whole")
    scene.studio.qtbot.keyClick(first, Qt.Key.Key_Return)
    scene.studio.settle()
    assert names[0] not in scene.panel.gaps.lines
    assert scene.panel.gaps.lines[names[1]].text() == "half wri"


def test_it_is_counted_while_it_is_typed(slow: Scene) -> None:
    slow.type("We are looking into it. " * 14)
    slow.studio.qtbot.waitUntil(lambda: "it is too long" in slow.words())
    assert slow.model.state.kept is Kept.TYPED


def test_the_worst_three_findings_come_first_with_reasons(slow: Scene) -> None:
    slow.type("We were hacked. TBC. Please reply with your name and bank details.")
    slow.studio.qtbot.waitUntil(lambda: "hacked" in slow.words())
    said = slow.words()
    assert "This says that somebody outside got in. That is not confirmed." in said
    assert "This still has to be filled in. “TBC”" in said
    assert slow.panel.findings.more.isVisibleTo(slow.panel)
    slow.press(slow.panel.findings.more)
    assert "This asks people to send their details." in slow.words()


def test_a_finding_shows_its_place_behind_an_emoji(slow: Scene) -> None:
    slow.panel.text.setPlainText("\U0001f600\U0001f600 We were hacked.")
    slow.studio.qtbot.waitUntil(lambda: "hacked" in slow.words())
    finding = next(
        f for f in slow.model.state.review.findings if f.reason == "cause-outside"
    )
    slow.panel.findings.shown.emit(finding.start, finding.end)
    assert slow.panel.text.textCursor().selectedText() == "hacked"


def test_copying_warns_of_gaps(begun_scene: Scene) -> None:
    begun_scene.press(begun_scene.panel.copy)
    assert QGuiApplication.clipboard().text() == begun_scene.panel.text.text()
    assert words.COPIED_WITH_GAPS in begun_scene.words()


# --- keeping -----------------------------------------------------------------


def test_it_is_kept_by_itself_a_moment_after_typing(begun_scene: Scene) -> None:
    begun_scene.type("We will write again at 08:00.")
    begun_scene.wait_until_kept()
    assert begun_scene.kept_text() == "We will write again at 08:00."
    assert begun_scene.model.unsaved() is None


def test_typing_goes_on_while_it_is_kept_and_nothing_is_put_back(
    begun_scene: Scene,
) -> None:
    for word in ("One ", "two ", "three ", "four ", "five "):
        cursor = begun_scene.panel.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        begun_scene.panel.text.setTextCursor(cursor)
        begun_scene.studio.qtbot.keyClicks(begun_scene.panel.text, word)
        begun_scene.studio.qtbot.wait(2)
    begun_scene.wait_until_kept()
    assert begun_scene.kept_text().endswith("One two three four five ")
    assert begun_scene.panel.text.text() == begun_scene.kept_text()
    assert not begun_scene.model.state.draft.versions


def test_what_holds_a_password_is_not_kept_and_stays_in_the_box(
    begun_scene: Scene,
) -> None:
    begun_scene.type(f"The password is {SECRET}.")
    begun_scene.studio.qtbot.waitUntil(
        lambda: begun_scene.model.state.kept is Kept.REFUSED
    )
    assert "There is a secret in this text" in begun_scene.words()
    assert begun_scene.panel.text.text() == f"The password is {SECRET}."
    assert SECRET not in begun_scene.kept_text()
    begun_scene.type("Now without it.")
    begun_scene.wait_until_kept()
    assert begun_scene.kept_text() == "Now without it."


def test_an_emptied_box_does_not_empty_what_is_kept(begun_scene: Scene) -> None:
    before = begun_scene.kept_text()
    begun_scene.panel.text.selectAll()
    begun_scene.studio.qtbot.keyClick(begun_scene.panel.text, Qt.Key.Key_Delete)
    begun_scene.studio.settle()
    assert words.EMPTY_NOT_SAVED in begun_scene.words()
    assert begun_scene.kept_text() == before


def test_going_to_another_step_keeps_what_was_typed(slow: Scene) -> None:
    incident = slow.studio.ask(lambda desk: desk.incidents.find())
    slow.type("Half a sentence")
    draft = slow.draft
    slow.panel.show_template(incident, "MT-06")
    slow.studio.settle()
    found = slow.studio.ask(lambda desk: read_draft(desk, draft))
    assert found.text == "Half a sentence"
    slow.panel.show_template(incident, INTERIM)
    slow.studio.settle()
    assert slow.panel.text.text() == "Half a sentence"


def test_a_refused_text_is_still_there_after_another_step(slow: Scene) -> None:
    incident = slow.studio.ask(lambda desk: desk.incidents.find())
    slow.type(f"It is {SECRET}")
    slow.panel.show_template(incident, "MT-06")
    slow.studio.settle()
    slow.panel.show_template(incident, INTERIM)
    slow.studio.settle()
    assert slow.panel.text.text() == f"It is {SECRET}"


def test_at_lock_what_was_typed_is_kept_with_its_half_filled_gap(slow: Scene) -> None:
    slow.studio.qtbot.keyClicks(slow.panel.gaps.lines[GAP], "ashcombe.example/news")
    keep = slow.model.unsaved()
    assert keep is not None
    slow.studio.ask(keep)
    assert slow.kept_text().endswith("ashcombe.example/news")


def test_at_lock_nothing_is_written_twice_while_it_is_being_kept(slow: Scene) -> None:
    slow.type("One text")
    slow.model.save()
    slow.type("One text and more")
    keep = slow.model.unsaved()
    assert keep is not None
    slow.studio.ask(keep)
    draft = slow.draft
    found = slow.studio.ask(lambda desk: read_draft(desk, draft))
    assert (found.text, found.versions) == ("One text and more", ())


def test_at_lock_a_refused_text_is_not_left_where_others_could_read_it(
    slow: Scene,
) -> None:
    slow.type(f"It is {SECRET}")
    keep = slow.model.unsaved()
    assert keep is not None
    slow.studio.kit.ask(keep, lambda _: None, slow.studio.refusals.append)
    slow.studio.settle()
    assert len(slow.studio.refusals) == 1
    slow.studio.refusals.clear()
    assert slow.studio.ask(lambda desk: read_notes(desk.session)) == ()


def test_at_lock_a_publication_that_was_being_noted_waits_as_a_note(
    slow: Scene,
) -> None:
    slow.panel.publishing.unfold()
    slow.studio.qtbot.keyClicks(slow.panel.publishing.address, "https://x.com/1")
    keep = slow.model.unsaved()
    assert keep is not None
    slow.studio.ask(keep)
    (note,) = slow.studio.ask(lambda desk: read_notes(desk.session))
    assert "https://x.com/1" in note.text


# --- two people --------------------------------------------------------------


def colleague_writes(scene: Scene, text: str) -> None:
    """Somebody else's edit arrives while this one is typing."""
    draft = scene.draft
    scene.studio.ask(
        lambda desk: save_draft(desk, draft, text, read_draft(desk, draft).seen)
    )
    scene.studio.settle()


def test_a_colleagues_text_appears_when_nothing_was_typed(slow: Scene) -> None:
    colleague_writes(slow, "A colleague's better text.")
    assert slow.panel.text.text() == "A colleague's better text."


def test_a_colleagues_text_takes_nothing_away_from_what_is_being_typed(
    slow: Scene,
) -> None:
    slow.type("My own words")
    colleague_writes(slow, "A colleague's words")
    assert slow.panel.text.text() == "My own words"
    slow.model.save()
    slow.studio.settle()
    assert set(slow.model.state.draft.versions) == {
        "My own words",
        "A colleague's words",
    }
    assert words.DIFFER in slow.words()
    assert slow.panel.text.isReadOnly()


def test_choosing_one_of_two_texts_settles_it(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident, differing))
    chosen = scene.model.state.draft.versions[0]
    scene.model.use(chosen)
    scene.studio.settle()
    assert scene.panel.text.text() == chosen
    assert not scene.model.state.draft.versions
    assert not scene.panel.text.isReadOnly()


def test_while_two_texts_stand_nothing_can_be_published(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident, differing))
    scene.panel.publishing.unfold()
    scene.press(scene.panel.publishing.record)
    assert "There is more than one version of this" in scene.words()
    assert scene.published == []


# --- out ---------------------------------------------------------------------


def test_it_is_recorded_where_when_and_at_which_address(slow: Scene) -> None:
    slow.type("We are looking into it. The next update comes at 08:00.")
    publishing = slow.panel.publishing
    publishing.unfold()
    slow.studio.qtbot.keyClicks(publishing.address, "https://x.com/1")
    slow.studio.qtbot.keyClick(publishing.address, Qt.Key.Key_Return)
    slow.studio.settle()
    assert slow.published == [slow.draft]
    (out,) = slow.model.state.draft.publications
    assert (out.where, out.address) == ("X", "https://x.com/1")
    assert slow.model.state.draft.is_out_as_it_stands
    assert slow.kept_text().startswith("We are looking into it")
    assert words.RECORDED in slow.words()
    assert slow.model.unsaved() is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Still {{ updates_page }} to fill", "The text is not complete yet"),
        ("We were hacked.", "The cause is not confirmed yet"),
    ],
)
def test_what_is_not_fit_to_go_out_is_refused_in_words(
    slow: Scene, text: str, title: str
) -> None:
    slow.type(text)
    slow.panel.publishing.unfold()
    slow.press(slow.panel.publishing.record)
    assert slow.panel.banner.title.text() == title
    assert slow.published == []


def test_a_refused_publication_leaves_one_text_that_can_be_written_on(
    slow: Scene,
) -> None:
    slow.type("We were hacked.")
    slow.panel.publishing.unfold()
    slow.press(slow.panel.publishing.record)
    slow.type("We are looking into it.")
    slow.press(slow.panel.publishing.record)
    assert slow.published == [slow.draft]
    assert slow.model.state.draft.versions == ()
    assert slow.kept_text() == "We are looking into it."


def test_pressing_it_twice_records_one_publication(slow: Scene) -> None:
    slow.type("All is well. Next update at 08:00.")
    slow.panel.publishing.unfold()
    slow.panel.publishing.record.click()
    slow.press(slow.panel.publishing.record)
    slow.studio.qtbot.waitUntil(lambda: bool(slow.model.state.draft.publications))
    assert len(slow.model.state.draft.publications) == 1


def test_an_empty_text_cannot_go_out(slow: Scene) -> None:
    slow.panel.text.setPlainText(" ")
    slow.panel.publishing.unfold()
    slow.press(slow.panel.publishing.record)
    assert slow.published == []
    assert slow.panel.banner.isVisibleTo(slow.panel)


def test_a_time_to_come_is_refused_and_stays_in_its_field(slow: Scene) -> None:
    slow.type("All is well. Next update at 08:00.")
    slow.panel.publishing.unfold()
    slow.studio.qtbot.keyClicks(slow.panel.publishing.when, "in 10 minutes")
    slow.press(slow.panel.publishing.record)
    assert slow.panel.banner.isVisibleTo(slow.panel)
    assert slow.panel.publishing.when.text() == "in 10 minutes"


def test_words_that_were_changed_after_they_went_out_are_told_apart(
    slow: Scene,
) -> None:
    slow.type("All is well. Next update at 08:00.")
    slow.panel.publishing.unfold()
    slow.press(slow.panel.publishing.record)
    slow.type("All is well now. Next update at 09:00.")
    slow.model.save()
    slow.studio.settle()
    assert words.CHANGED_SINCE in slow.words()


def test_what_is_said_to_be_out_finishes_no_other_text(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident, begun))
    incident = studio.ask(lambda desk: desk.incidents.find())
    scene.model.publish()
    scene.model.show(incident, "MT-99")
    studio.settle()
    assert not scene.published


# --- what was true when it was written ------------------------------------------


def lost(desk: Desk) -> None:
    desk.incidents.answer(desk.incidents.find(), "can-you-get-in", "No")


def back(desk: Desk) -> None:
    incident = desk.incidents.find()
    steps = desk.incidents.run(incident).playbook.steps()
    asked = next(step.slug for step in steps if step.fact == "regained")
    desk.incidents.answer(incident, asked, "Yes")


def begun_long(desk: Desk) -> None:
    begun(desk, "standard", "website")


def test_a_notice_from_before_control_came_back_says_so_and_is_filled_in_again(
    studio: Studio,
) -> None:
    scene = Scene(studio.prepare(one_x, one_incident, lost, begun_long))
    panel = scene.panel
    assert not panel.outdated.isVisibleTo(panel)
    assert panel.doubt == ""
    studio.ask(back)
    studio.settle()
    assert panel.outdated.isVisibleTo(panel)
    assert CONTROL_WORDS["regained"].rstrip(".") in scene.words()
    assert "under our control" in panel.doubt
    scene.type_at_the_end(" Typed meanwhile.")
    scene.press(panel.outdated.fill)
    scene.wait_until_kept()
    assert CONTROL_WORDS["regained"] in panel.text.text()
    assert CONTROL_WORDS["lost"] not in panel.text.text()
    assert "Typed meanwhile." in scene.kept_text()
    assert not panel.outdated.isVisibleTo(panel)
    assert panel.doubt == ""


def test_the_first_gap_leads_and_the_others_wait(begun_scene: Scene) -> None:
    panel = begun_scene.panel
    kinds = [put.property("kind") for put in panel.gaps._puts.values()]
    assert kinds[0] == "act"
    assert "act" not in kinds[1:]
    assert panel.publishing.button.property("kind") == "plain"

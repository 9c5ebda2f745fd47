"""The page where a text is approved: found at home, read, approved, written down."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from incidentkit.desk.approval_page import ApprovalPage, read_approval
from incidentkit.ui.screens.approval.view import ApprovalPanel, ApprovalView
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.screens.home.view import HomeView
from incidentkit.ui.screens.home.view_model import HomeViewModel
from incidentkit.ui.widgets.picture import Picture
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words import approving as said
from incidentkit.words.window import approval as words
from tests.ui.pictures import approval as pictures
from tests.ui.studio import Studio, one_incident, one_x


def shown(studio: Studio, made: QWidget) -> None:
    studio.qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    studio.settle()


def texts(widget: QWidget) -> str:
    found = widget.findChildren(QLabel) + widget.findChildren(QPushButton)
    return "\n".join(w.text() for w in found if w.isVisible())


def press(studio: Studio, button: QPushButton) -> None:
    button.click()
    studio.settle()


def stored(studio: Studio) -> ApprovalPage:
    draft = pictures.the_draft(studio)
    return studio.ask(lambda desk: read_approval(desk, draft))


@pytest.fixture
def written(studio: Studio) -> ApprovalView:
    """The page as whoever wrote the text sees it."""
    view = pictures.view_of(studio.prepare(one_x, one_incident, pictures.one_text))
    shown(studio, view)
    return view


def test_an_approver_finds_it_at_home_reads_it_and_approves_it(studio):
    view = pictures.as_approver(studio)
    home = HomeView(HomeViewModel(studio.kit, studio.clock))
    shown(studio, home)
    opened: list[object] = []
    home.text_asked.connect(opened.append)
    home.arrive()
    studio.settle()
    assert "A text waits for your approval" in texts(home)
    opens = home.findChildren(QPushButton)
    press(
        studio, next(b for b in opens if b.accessibleName() == "Open: Control regained")
    )
    assert opened == [pictures.the_draft(studio)]

    shown(studio, view)
    view.arrive()
    studio.settle()
    assert "Posts between 06:45 and 09:10" in texts(view).replace("\u200b", "")
    assert view.panel.approve.hasFocus()
    press(studio, view.panel.approve)
    (first, second) = stored(studio).lines
    assert (first.given.is_signed, second.given) == (True, None)
    assert words.APPROVED in texts(view)
    assert not view.panel.approve.isVisible()


def test_a_text_that_changed_under_the_eye_is_not_approved(studio):
    view = pictures.as_approver(studio)
    shown(studio, view)
    stale = view.model.state
    studio.ask(lambda desk: desk.drafts.edit(stale.page.draft, "Else."))
    view.model.state = stale
    press(studio, view.panel.approve)
    assert stored(studio).lines[0].given is None
    assert view.panel.banner.isVisible()


def test_whoever_wrote_it_asks_and_has_no_button_to_approve(studio, written):
    panel = written.panel
    assert not panel.approve.isVisible()
    assert not panel.changes.isVisible()
    panel.ask.unfold()
    panel.ask.note.setText("By nine")
    press(studio, panel.ask.send)
    assert stored(studio).asked_note == "By nine"
    assert not panel.ask.is_open
    assert words.ASKED in texts(written)


def test_an_approval_on_the_telephone_is_written_down_and_looks_like_it(
    studio, written
):
    form = written.panel.record
    form.unfold()
    form.who.setText("Hana Rees")
    form.code.setText("000 000")
    press(studio, form.record)
    assert written.panel.banner.isVisible()  # the code of another version
    form.code.setText(written.model.state.page.code)
    press(studio, form.record)
    assert "Hana Rees approved it, not signed. Recorded by Asha Patel" in texts(written)
    assert not form.is_open
    assert form.who.text() == ""


def test_a_message_is_pasted_word_for_word(studio, written):
    form = written.panel.record
    form.unfold()
    form.who.setText("Leo Evans")
    form.role.setCurrentIndex(1)
    form.how.setCurrentIndex(1)
    assert form.message.isVisible()
    assert not form.code.isVisible()
    form.message.setPlainText("Fine by me")
    press(studio, form.record)
    assert stored(studio).lines[1].given.words == "Fine by me"


def test_who_could_not_be_reached_is_noted_and_says_what_that_permits(studio, written):
    form = written.panel.tried
    for role in (0, 0):
        form.unfold()
        form.role.setCurrentIndex(role)
        form.how.setText("mobile, no answer")
        press(studio, form.record)
    assert stored(studio).lines[0].tried
    form.unfold()
    form.role.setCurrentIndex(1)
    form.how.setText("mobile, no answer")
    press(studio, form.record)
    assert said.ONLY_SHORT in texts(written)


def test_the_picture_is_seen_and_what_cannot_be_is_saved_to_look_at(studio, tmp_path):
    view = pictures.view_of(studio.prepare(one_x, one_incident, pictures.crowded_text))
    shown(studio, view)
    seen = [p.accessibleName() for p in view.findChildren(Picture)]
    assert seen == ["The council's crest above the words Council notice"]
    assert words.NOT_SHOWN in texts(view)
    film = view.model.state.page.pictures[1]
    view.model.save_copy(film, tmp_path / "film.mp4")
    studio.settle()
    assert (tmp_path / "film.mp4").read_bytes() == b"film"
    assert words.COPY_SAVED in texts(view)


def test_what_changed_since_the_approval_is_shown(studio):
    view = pictures.view_of(studio.prepare(one_x, one_incident, pictures.void))
    shown(studio, view)
    told = texts(view).replace("\u200b", "")
    for expected in (words.CHANGED, "Taken out: “09:10”", "Put in: “09:20”"):
        assert expected in told
    assert "Now also to Facebook Page. No longer to X." in told


def test_words_typed_and_not_written_down_survive_a_lock(studio, written):
    written.panel.record.unfold()
    studio.qtbot.keyClicks(written.panel.record.message, "Yes from Hana")
    work = written.model.unsaved()
    studio.ask(work)
    (note,) = studio.ask(lambda desk: read_notes(desk.session))
    assert "Yes from Hana" in note.text


def test_it_stands_beside_the_text_where_that_is_written(studio):
    studio.prepare(one_x, one_incident, pictures.one_text)
    model = DraftViewModel(studio.kit, studio.clock)
    part = ApprovalPanel(pictures.ApprovalViewModel(studio.kit, studio.clock))
    panel = DraftPanel(model, (part,))
    shown(studio, panel)
    panel.show_template(studio.ask(lambda desk: desk.incidents.find()), "MT-02")
    studio.settle()
    assert part.model.state.page.draft == pictures.the_draft(studio)
    assert said.WAITS in texts(panel)
    panel.publishing.unfold()
    assert panel.publishing.without.isVisible()

"""Starting a response with two answers, as keys and as clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QPushButton

from incidentkit.desk.enquiry import Lines
from incidentkit.desk.self_report import load_card, read_reply
from incidentkit.desk.unfinished import form_left
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.start.view import StartView
from incidentkit.ui.screens.start.view_model import LABELS, StartViewModel
from incidentkit.words.window import start as words
from incidentkit.words.window.self_report import LEFT_TITLE as LEFT_REPLY
from tests.ui.pictures.people import colleague
from tests.ui.pictures.start import MAIL
from tests.ui.studio import (
    SECRET,
    Studio,
    many_accounts,
    one_incident,
    one_page,
    one_x,
)


class Scene:
    """The screen over an open kit, and the responses it started."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.started: list[bytes] = []
        self.model = StartViewModel(studio.kit)
        self.model.started.connect(self.started.append)
        self.view = StartView(self.model, LeftForms(studio.kit), has_exercises=True)
        studio.qtbot.addWidget(self.view)
        self.view.show()
        self.view.arrive()
        studio.settle()

    def see(self, key: str) -> None:
        number = [c.key for c in self.model.state.choices].index(key) + 1
        self.studio.qtbot.keyClick(
            self.view.choices, Qt.Key(Qt.Key.Key_0.value + number)
        )

    def response(self):
        incident = self.started[-1]
        return self.studio.ask(lambda desk: desk.incidents.run(incident))

    def open_mail(self, folder: Path, data: bytes = MAIL) -> None:
        path = folder / "question.eml"
        path.write_bytes(data)
        self.model.open_mail(path)
        self.studio.settle()


@pytest.fixture
def scene(studio: Studio) -> Scene:
    return Scene(studio.prepare(one_x, one_page))


def test_two_answers_by_keyboard_alone_start_a_response(scene: Scene) -> None:
    keys = scene.studio.qtbot
    keys.keyClick(scene.view.choices, Qt.Key.Key_1)
    keys.keyClicks(scene.view.which.finder, "ashcombedc")
    keys.keyClick(scene.view.which.finder, Qt.Key.Key_Return)
    scene.studio.settle()
    run = scene.response()
    assert run.incident.title == "We cannot get into X @AshcombeDC"
    assert run.progress.answers == {"can-you-get-in": "No"}
    first = next(p for p in run.walk.open if p.step.fact != "danger")
    assert first.step.title == "Ask every other administrator to try to get in"
    assert first.step.stops_harm


def test_a_number_pressed_before_the_choices_are_read_is_not_lost(
    studio: Studio,
) -> None:
    studio.prepare(one_x)
    model = StartViewModel(studio.kit)
    view = StartView(model, LeftForms(studio.kit))
    studio.qtbot.addWidget(view)
    view.show()
    view.arrive()
    assert not model.state.choices, "nothing has been read yet"
    studio.qtbot.keyClick(view, Qt.Key.Key_5)
    studio.settle()
    assert model.state.seen is not None
    assert model.state.seen.key == "fake-account"


def test_the_shipped_choices_are_there_before_anybody_has_unlocked(
    studio: Studio,
) -> None:
    studio.found()
    model = StartViewModel(studio.kit)
    model.load()
    studio.settle()
    assert len(model.state.choices) == 7


def test_an_account_is_chosen_from_the_list_with_arrows(scene: Scene) -> None:
    keys = scene.studio.qtbot
    scene.see("not-us")
    keys.keyClick(scene.view.which.finder, Qt.Key.Key_Down)
    keys.keyClick(scene.view.which.list, Qt.Key.Key_Return)
    scene.studio.settle()
    assert scene.response().incident.title == (
        "Somebody else may be using Facebook Page Ashcombe"
    )


def test_nobody_has_to_know_which_account_it_is(scene: Scene) -> None:
    scene.see("nobody-knows")
    scene.view.which.not_listed.click()
    scene.studio.settle()
    run = scene.response()
    assert run.incident.account == b""
    assert [p.slug for p in run.going] == ["hacked-account", "inappropriate-post"]


def test_the_first_answer_can_be_taken_back_with_a_click_or_with_escape(
    scene: Scene,
) -> None:
    for back in (
        scene.view.again.click,
        lambda: scene.studio.qtbot.keyClick(scene.view, Qt.Key.Key_Escape),
    ):
        scene.see("not-us")
        assert scene.view.second.isVisible()
        assert not scene.view.first.isVisible()
        back()
        assert scene.view.first.isVisible()
        assert not scene.view.second.isVisible()


def test_an_answer_pressed_twice_starts_one_response(scene: Scene) -> None:
    scene.see("locked-out")
    scene.view.which.not_listed.click()
    scene.view.which.not_listed.click()
    scene.studio.settle()
    assert len(scene.started) == 1


def test_a_response_under_way_is_offered_first(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident))
    (under_way,) = scene.model.state.kit.under_way
    scene.view.under_way_box.findChild(QPushButton).click()
    assert scene.started == [under_way.subject]


def test_typing_narrows_fifty_accounts(studio: Studio) -> None:
    scene = Scene(studio.prepare(many_accounts))
    scene.see("not-us")
    which = scene.view.which
    assert which.list.count() == 50
    studio.qtbot.keyClicks(which.finder, "service07")
    assert which.list.count() == 1
    assert which.list.item(0).text() == "X @AshcombeService07"
    studio.qtbot.keyClick(which.finder, Qt.Key.Key_Escape)
    assert which.list.count() == 50


def test_only_named_people_see_it_when_somebody_says_so(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, colleague("Ben Carter"), colleague("Cy Roe")))
    scene.see("our-mistake")
    scene.view.only_named.unfold()
    assert scene.view.only_named.said.text() == "Only you read it."
    ben = next(
        b
        for b in scene.view.only_named.findChildren(QCheckBox)
        if b.text() == "Ben Carter"
    )
    ben.click()
    assert scene.view.only_named.said.text() == "You and Ben Carter will read it."
    scene.view.which.not_listed.click()
    studio.settle()
    incident = scene.started[-1]
    names = studio.ask(
        lambda desk: {
            desk.officers.name_of(p) for p in desk.incidents.readers.of(incident)
        }
    )
    assert names == {"Asha Patel", "Ben Carter"}


def test_everybody_sees_it_again_when_the_option_is_put_away(scene: Scene) -> None:
    scene.see("our-mistake")
    scene.view.only_named.unfold()
    assert scene.model.state.readers == frozenset()
    scene.view.only_named.everybody.click()
    assert scene.model.state.readers is None


# --- a press enquiry --------------------------------------------------------


def test_an_outlet_alone_begins_an_enquiry_from_the_keyboard(scene: Scene) -> None:
    keys = scene.studio.qtbot
    scene.see("press")
    keys.keyClicks(scene.view.enquiry.lines["outlet"], "Gazette")
    keys.keyClick(scene.view.enquiry.lines["outlet"], Qt.Key.Key_Return)
    scene.studio.settle()
    run = scene.response()
    assert run.incident.title == "Enquiry from Gazette"
    assert run.incident.details("take-the-enquiry") == {"outlet": ("Gazette",)}


def test_a_deadline_is_shown_as_it_is_understood(scene: Scene) -> None:
    scene.see("press")
    form = scene.view.enquiry
    scene.studio.qtbot.keyClicks(form.lines["deadline"], "tomorrow 4pm")
    said = form.lines["deadline"].accessibleDescription()
    assert said == "The clock is set to Sunday 22 November 2026 at 16:00."
    form.lines["deadline"].clear()
    scene.studio.qtbot.keyClicks(form.lines["deadline"], "soonish")
    assert form.lines["deadline"].accessibleDescription() == words.NOT_A_TIME


def test_an_email_fills_the_lines_and_becomes_evidence(
    scene: Scene, tmp_path: Path
) -> None:
    scene.see("press")
    scene.open_mail(tmp_path)
    form = scene.view.enquiry
    assert form.lines["outlet"].text() == "Ashcombe Gazette"
    assert form.lines["name"].text() == "Robin Vale"
    assert not scene.started, "it is shown before it is used"
    form.begin.click()
    scene.studio.settle()
    run = scene.response()
    assert run.incident.details("take-the-enquiry")["address"] == (
        "robin@ashcombe-gazette.example",
    )
    assert [item.size for item in run.incident.evidence] == [len(MAIL)]
    assert "press deadline" in run.progress.moments


def test_an_email_that_is_dropped_is_read_and_can_be_left_out(
    scene: Scene, tmp_path: Path
) -> None:
    scene.see("press")
    path = tmp_path / "question.EML"
    path.write_bytes(MAIL)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    area = scene.view.enquiry.mail
    drop = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    area.dropEvent(drop)
    scene.studio.settle()
    assert scene.model.state.message is not None
    area.keep.click()
    scene.view.enquiry.begin.click()
    scene.studio.settle()
    assert scene.response().incident.evidence == ()


def test_what_is_no_message_is_said_and_what_was_typed_stays(
    scene: Scene, tmp_path: Path
) -> None:
    scene.see("press")
    scene.studio.qtbot.keyClicks(scene.view.enquiry.lines["outlet"], "Gazette")
    scene.open_mail(tmp_path, b"\x00")
    assert scene.view.banner.title.text() == words.no_mail("").title
    assert scene.view.enquiry.lines["outlet"].text() == "Gazette"


def test_a_password_in_a_question_is_refused_and_nothing_begins(scene: Scene) -> None:
    scene.see("press")
    scene.model.typed(Lines("Gazette", question=f"Is it {SECRET}?"))
    scene.view.enquiry.begin.click()
    scene.studio.settle()
    assert scene.view.banner.isVisible()
    assert not scene.started
    assert scene.view.enquiry.question.text() == f"Is it {SECRET}?"


def test_an_enquiry_half_typed_at_a_lock_is_put_back(scene: Scene) -> None:
    scene.see("press")
    scene.model.typed(Lines("Gazette", question="Why?"))
    keep = scene.model.unsaved()
    assert keep is not None
    scene.studio.ask(keep)
    scene.model.leave_mail()
    assert scene.model.unsaved() is None
    scene.view.enquiry.take_focus()
    scene.studio.settle()
    scene.view.enquiry.offered.put_back.click()
    scene.studio.settle()
    assert scene.model.state.lines == Lines("Gazette", question="Why?")
    assert scene.studio.ask(lambda desk: form_left(desk, words.LEFT_TITLE)) is None
    assert len(set(LABELS.values())) == len(LABELS), "each line has a name of its own"


# --- a report that goes with it -----------------------------------------------


def test_a_report_goes_with_whatever_begins_or_waits_after_a_lock(
    scene: Scene,
) -> None:
    reply = "What you saw: A prize draw\nIs anyone in danger: maybe"
    scene.model.with_report(read_reply(load_card(), reply))
    assert scene.view.report_box.isVisible()
    assert scene.view.report_danger.isVisible()
    keep = scene.model.unsaved()
    assert keep is not None
    scene.studio.ask(keep)
    assert scene.studio.ask(lambda desk: form_left(desk, LEFT_REPLY)) is not None
    scene.see("not-us")
    scene.view.which.not_listed.click()
    scene.studio.settle()
    assert scene.response().incident.seen == "A prize draw"
    assert scene.model.state.report is None


def test_what_helps_to_decide_is_offered_below(scene: Scene) -> None:
    asked: list[str] = []
    scene.view.guide_asked.connect(asked.append)
    scene.view.card_asked.connect(lambda: asked.append("card"))
    scene.view.exercise_asked.connect(lambda: asked.append("exercise"))
    for number in range(scene.view.more.count()):
        scene.view.more.itemAt(number).widget().click()
    assert asked == ["before-you-post", "should-i-reply", "card", "exercise"]


def test_the_second_question_begins_at_the_top_of_the_page(scene: Scene) -> None:
    view = scene.view
    view.resize(600, 300)
    bar = view.page.verticalScrollBar()
    scene.studio.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    scene.see("press")
    scene.studio.settle()
    assert view.enquiry.isVisible()
    scene.studio.qtbot.waitUntil(lambda: bar.value() == 0)

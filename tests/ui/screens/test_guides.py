"""Guides on screen: by keys, back and forth, and out to the front door."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication

from incidentkit.ui.screens.guides.view import GuidesView
from incidentkit.ui.screens.guides.view_model import GuidesViewModel
from incidentkit.ui.widgets.printed import print_text
from incidentkit.words.window import guides as words
from tests.ui.studio import Studio


def shown(studio: Studio, slug: str = "should-i-reply") -> GuidesView:
    view = GuidesView(GuidesViewModel(studio.kit))
    studio.qtbot.addWidget(view)
    view.show()
    view.model.open(slug)
    view.arrive()
    studio.settle()
    return view


def test_a_guide_is_walked_with_number_keys_and_ends_with_a_result(
    studio: Studio,
) -> None:
    view = shown(studio.prepare())
    keys = studio.qtbot
    keys.keyClick(view.choices, Qt.Key.Key_3)  # no more than a comment
    keys.keyClick(view, Qt.Key.Key_1)  # it is fair
    view.next.click()
    keys.keyClick(view, Qt.Key.Key_2)  # no reply
    view.next.click()
    QApplication.processEvents()
    page = view.model.state.page
    assert page is not None
    assert page.is_over
    view.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Should I reply?\nWhat it comes to\n1. Thank them")
    assert "Is it good, or fair? Yes" in text


def test_escape_goes_one_step_back_and_from_the_first_to_the_choice(
    studio: Studio,
) -> None:
    view = shown(studio.prepare())
    first = view.model.state.page
    studio.qtbot.keyClick(view.choices, Qt.Key.Key_3)
    studio.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.model.state.page == first
    studio.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.model.state.page is None
    left = []
    view.left.connect(lambda: left.append(True))
    studio.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert left


def test_guides_work_while_the_kit_is_locked(studio: Studio) -> None:
    studio.found()
    view = shown(studio)
    assert [g.slug for g in view.model.state.offered] == [
        "before-you-post",
        "should-i-reply",
    ]
    assert view.model.state.page is not None


def test_nothing_of_a_guide_is_logged_or_kept(studio: Studio) -> None:
    view = shown(studio.prepare())
    before = studio.ask(lambda desk: desk.session.kit.store.heads())
    studio.qtbot.keyClick(view.choices, Qt.Key.Key_1)
    view.model.leave()
    studio.settle()
    assert studio.ask(lambda desk: desk.session.kit.store.heads()) == before
    assert view.model.state.page is None


def test_what_has_become_an_incident_goes_to_the_front_door(studio: Studio) -> None:
    view = shown(studio.prepare())
    became = []
    view.model.became_incident.connect(lambda: became.append(True))
    view.incident.click()
    assert became
    assert view.model.state.page is None


def test_a_result_goes_on_as_many_pages_as_it_takes(tmp_path) -> None:
    path = tmp_path / "result.pdf"
    writer = QPdfWriter(str(path))
    print_text(writer, words.result("Guide", [("<b>Do</b>", "Why")] * 80, []))
    del writer
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 2
    assert QPageSize(QPageSize.PageSizeId.A4).isValid()

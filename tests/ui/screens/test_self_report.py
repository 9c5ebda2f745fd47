"""The self-report card on screen, and what is done with a reply."""

from PySide6.QtGui import QGuiApplication

from incidentkit.desk.unfinished import form_left
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.self_report.view import SelfReportView
from incidentkit.ui.screens.self_report.view_model import SelfReportViewModel
from incidentkit.words.window import self_report as words
from tests.ui.pictures.people import colleague
from tests.ui.pictures.self_report import REPLY
from tests.ui.studio import SECRET, Studio, one_incident, one_x


def shown(studio: Studio) -> SelfReportView:
    view = SelfReportView(SelfReportViewModel(studio.kit), LeftForms(studio.kit))
    studio.qtbot.addWidget(view)
    view.show()
    view.arrive()
    studio.settle()
    return view


def test_the_card_names_the_council_and_who_reads_it(studio: Studio) -> None:
    view = shown(studio.prepare(colleague("Ben Carter")))
    view.card.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "Ashcombe District Council" in text
    assert "is read by the communications team: Asha Patel and Ben Carter" in text
    assert view.card.missing.text() == "Still to be filled in: contact."
    studio.qtbot.keyClicks(view.card.contact, "Asha on 01632 960001")
    assert "Then ring Asha on 01632 960001." in view.card.text.toPlainText()
    assert not view.card.missing.isVisible()


def test_each_form_is_saved_as_text(studio: Studio, tmp_path) -> None:
    view = shown(studio.prepare())
    view.card.forms.buttons[0].click()
    path = tmp_path / "card.txt"
    view._model.save(str(path))
    studio.settle()
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Ashcombe District Council\nSomething wrong")
    assert view.banner.title.text() == words.saved(str(path))


def test_a_card_that_cannot_be_saved_is_said(studio: Studio, tmp_path) -> None:
    view = shown(studio.prepare())
    view._model.save(str(tmp_path / "nowhere" / "card.txt"))
    studio.settle()
    assert view.banner.isVisible()
    assert view._model.state.saved == ""


def test_a_reply_is_shown_as_it_is_understood_and_begins_a_response(
    studio: Studio,
) -> None:
    view = shown(studio.prepare(one_x))
    reports = []
    view._model.response_asked.connect(reports.append)
    view.reply.paste.setPlainText(REPLY)
    assert view.reply.understood.isVisible()
    assert not reports
    view.reply.begin.click()
    (report,) = reports
    assert (
        report.of("saw") == "Two posts about prize money on X that do not sound like us"
    )
    assert report.danger
    assert view.reply.paste.text() == ""


def test_a_reply_goes_as_a_note_into_a_response_under_way(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, one_incident))
    view.reply.paste.setPlainText(REPLY)
    (running,) = view._model.state.running
    view._model.file_into(running.incident)
    studio.settle()
    told = studio.ask(lambda desk: desk.records.timeline(running.incident))
    assert any("Robin at the front desk" in line.sentence for line in told)
    assert view.reply.paste.text() == ""
    assert view.banner.isVisible()


def test_a_reply_with_a_password_is_refused_and_stays(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, one_incident))
    view.reply.paste.setPlainText(f"What you saw: the password is {SECRET}")
    view._model.file_into(view._model.state.running[0].incident)
    studio.settle()
    assert view.banner.isVisible()
    assert SECRET in view.reply.paste.text()


def test_a_reply_that_was_pasted_waits_after_a_lock(studio: Studio) -> None:
    view = shown(studio.prepare())
    assert view._model.unsaved() is None
    view.reply.paste.setPlainText("What you saw: smoke")
    keep = view._model.unsaved()
    assert keep is not None
    studio.ask(keep)
    view._model.forget()
    view.arrive()
    studio.settle()
    view.reply.offered.put_back.click()
    studio.settle()
    assert view.reply.paste.text() == "What you saw: smoke"
    assert studio.ask(lambda desk: form_left(desk, words.LEFT_TITLE)) is None

"""Taking a text out on the screen: pressed for, never by itself, and then seen to."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from incidentkit.desk.published import read_aftermath
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.screens.publishing.view import PublishingPart
from incidentkit.ui.screens.publishing.view_model import Paper
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words import publishing as said
from incidentkit.words.drills import EXERCISE
from incidentkit.words.window import publishing as words
from tests.ui.pictures import publishing as pictures
from tests.ui.studio import Studio, one_incident, one_x


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was opened in a browser or a mail program."""
    found: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", found.append)
    return found


def part_with(studio: Studio, *stories: object) -> PublishingPart:
    part = pictures.part_of(studio.prepare(one_x, one_incident, *stories))
    studio.qtbot.addWidget(part)
    part.resize(1000, 800)
    part.show()
    studio.settle()
    return part


def texts(widget: QWidget) -> str:
    found = widget.findChildren(QLabel) + widget.findChildren(QPushButton)
    return "\n".join(w.text() for w in found if w.isVisible()).replace("\u200b", "")


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_a_text_is_copied_and_its_page_opened_only_on_a_press(studio, opened):
    part = part_with(studio, pictures.with_picture)
    assert opened == []
    x, facebook, website = part.ways
    x.copies[0].click()
    assert clipboard() == pictures.TEXT
    assert words.COPIED in texts(part)

    x.open.click()
    (url,) = opened
    page = part.model.state.page.way("x").page
    assert url.toEncoded().data().decode() == page.address
    assert "%C5%B7" in page.address
    assert website.open is None

    QGuiApplication.clipboard().clear()
    facebook.open.click()
    assert clipboard() == pictures.TEXT
    assert opened[-1].toString() == "https://www.facebook.com/"


def test_the_posts_of_a_thread_are_copied_one_by_one(studio):
    part = part_with(studio, pictures.long_one)
    x = part.ways[0]
    assert len(x.copies) > 1
    x.copies[1].click()
    assert clipboard() == x.way.parts[1]
    assert clipboard().endswith(f" 2/{len(x.copies)}")


def test_what_waits_for_approval_has_nothing_to_take_out(studio):
    part = part_with(studio, pictures.not_approved)
    assert not part.others.isVisible()
    assert [card.copies for card in part.ways] == [(), (), ()]
    assert [card.open for card in part.ways] == [None, None, None]
    assert "Chief executive or duty director" in texts(part)


def test_an_exercise_is_marked_and_has_no_page_to_open(studio, opened):
    part = pictures.part_of(studio.prepare(one_x, pictures.exercise))
    studio.qtbot.addWidget(part)
    part.show()
    part.ways[0].copies[0].click()
    assert EXERCISE in clipboard()
    assert [card.open for card in part.ways] == [None, None, None]
    assert not part.mail.isVisible()
    part.model.mail()
    studio.settle()
    assert opened == []


def test_an_account_that_was_taken_is_warned_of(studio):
    part = part_with(studio, pictures.with_picture)
    assert texts(part).count(said.IN_OTHER_HANDS) == 1


def test_it_is_saved_and_printed_and_nothing_is_written_over(studio, tmp_path):
    part = part_with(studio, pictures.with_picture)
    for paper, begins in (
        (Paper.TEXT, pictures.TEXT.encode()),
        (Paper.MAIL, b"X-Unsent: 1"),
        (Paper.PRINT, b"%PDF"),
    ):
        target = tmp_path / f"notice{paper.value}"
        part.save(paper, str(target))
        studio.settle()
        assert target.read_bytes().startswith(begins)
        assert words.saved(target.name) in texts(part)
    part.save(Paper.TEXT, str(tmp_path / "notice.txt"))
    studio.settle()
    assert "There is a file of that name already" in texts(part)

    (picture,) = part.model.state.page.pictures
    part.save_picture(picture.entry, str(tmp_path / "notice.png"))
    studio.settle()
    assert (tmp_path / "notice.png").read_bytes() == b"p"

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    part.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_the_mail_program_is_opened_with_a_text_that_is_short_enough(studio, opened):
    part = part_with(studio, pictures.with_picture)
    part.mail.click()
    studio.settle()
    assert opened[0].toEncoded().data().startswith(b"mailto:?subject=")
    draft = pictures.the_draft(studio)
    studio.ask(lambda desk: desk.drafts.edit(draft, "x" * 2_000))
    studio.ask(lambda desk: desk.drafts.belongings.choose_channels(draft, ["press"]))
    studio.settle()
    part.mail.click()
    studio.settle()
    assert len(opened) == 1
    assert said.MAIL_TOO_LONG in texts(part)


def test_a_screenshot_is_pasted_and_the_promise_kept_with_one_press(studio):
    part = part_with(studio, pictures.out)
    assert len(part.owed) == 2
    QGuiApplication.clipboard().clear()
    part.owed[0].paste.click()
    assert words.NOTHING_TO_PASTE in texts(part)

    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    part.owed[0].paste.click()
    studio.qtbot.waitUntil(lambda: len(part.owed) == 1)
    studio.settle()

    (promise,) = part.promises
    assert "Next update here in two hours." in texts(promise)
    promise.keep.click()
    studio.settle()
    draft = pictures.the_draft(studio)
    left = studio.ask(lambda desk: read_aftermath(desk, draft))
    assert (len(left.owed), left.open_promises) == (1, ())
    assert part.promises == ()


def uncertain(desk) -> None:
    draft = pictures.written(desk, "We will publish the review.")
    pictures.published.mark_published(desk, draft, pictures.Out("the website"))


def test_a_promise_without_a_time_asks_for_one_and_loses_nothing_at_a_lock(studio):
    part = part_with(studio, uncertain)
    (promise,) = part.promises
    promise.keep.click()
    studio.settle()
    assert part.banner.isVisible()
    studio.qtbot.keyClicks(promise.when, "tomorrow 15:00")
    studio.qtbot.keyClicks(promise.owner, "Ben Hughes")
    keep = part.model.unsaved()
    assert keep is not None
    studio.ask(keep)
    (note,) = studio.ask(lambda desk: read_notes(desk.session))
    assert "tomorrow 15:00" in note.text
    assert "Ben Hughes" in note.text

    studio.qtbot.keyClick(promise.owner, Qt.Key.Key_Return)
    studio.settle()
    assert part.promises == ()
    assert part.model.unsaved() is None


def test_what_is_out_is_shown_per_channel_and_what_was_changed_since(studio):
    part = part_with(studio, pictures.out)
    assert "https://x.com/AshcombeDC/status/1795244400000000000" in texts(part.ways[0])
    assert "A noticeboard in the town hall" in texts(part)
    assert said.CHANGED_SINCE not in texts(part)
    draft = pictures.the_draft(studio)
    studio.ask(lambda desk: desk.drafts.edit(draft, "It was 06:30."))
    studio.settle()
    assert said.CHANGED_SINCE in texts(part)
    assert said.OLDER_THERE in texts(part.ways[0])
    assert said.OLDER_THERE not in texts(part.ways[1])
    studio.ask(lambda desk: desk.drafts.withdraw(draft, "Replaced"))
    studio.settle()
    assert said.WITHDRAWN_BUT_OUT in texts(part)


def interim(desk) -> None:
    from tests.ui.pictures import drafts

    drafts.begun(desk)


def test_saying_that_it_is_out_begins_at_its_channel_and_doubts_another_site(studio):
    studio.prepare(one_x, one_incident, interim)
    part = PublishingPart(
        pictures.PublishingViewModel(studio.kit, studio.clock),
    )
    model = DraftViewModel(studio.kit, studio.clock, count_ms=1)
    panel = DraftPanel(model, (part,))
    studio.qtbot.addWidget(panel)
    panel.resize(1000, 900)
    panel.show()
    panel.show_template(studio.ask(lambda desk: desk.incidents.find()), "MT-01")
    studio.settle()
    (x,) = part.ways
    x.out.click()
    assert panel.publishing.is_open
    assert panel.publishing.where.text() == "X"
    assert panel.focusWidget() is panel.publishing.address
    studio.qtbot.keyClicks(panel.publishing.address, "https://bsky.app/a")
    assert panel.publishing.doubt.text() == said.elsewhere("X")
    panel.publishing.address.clear()
    studio.qtbot.keyClicks(panel.publishing.address, "https://x.com/a/1")
    assert not panel.publishing.doubt.isVisible()
    assert panel.out_lines.count() == 0


def test_a_picture_is_described_on_the_clipboard(studio):
    part = part_with(studio, pictures.with_picture)
    copy = next(b for b in part.findChildren(QPushButton) if b.text() == words.COPY_ALT)
    copy.click()
    assert clipboard() == "The council's crest above the words Council notice"


def test_the_panel_copies_nothing_past_the_ways_out(studio, opened):
    """What may not go out yet is not one press away from being pasted."""
    part = part_with(studio, pictures.with_picture)
    model = DraftViewModel(studio.kit, studio.clock, count_ms=1)
    panel = DraftPanel(model, (part,))
    studio.qtbot.addWidget(panel)
    assert panel.copy.isHidden()
    alone = DraftPanel(model)
    studio.qtbot.addWidget(alone)
    assert not alone.copy.isHidden()

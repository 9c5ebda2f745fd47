"""An account's page: who looks after it, the request, reviews, and what belongs to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from incidentkit.accounts.entries import Added
from incidentkit.accounts.health import Finding
from incidentkit.accounts.kinds import ADDED
from incidentkit.accounts.model import Field, May, SecondStep, Status
from incidentkit.desk.health import read_health
from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError, SecondPersonNeededError
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.accounts import SECOND_STEPS
from incidentkit.words.health import FINDINGS
from incidentkit.words.problems import words_for
from incidentkit.words.window import account_record as words
from tests.ui.pictures.accounts import asked_for_story, record_story, view_of
from tests.ui.pictures.people import colleague, kim
from tests.ui.studio import Studio, one_x


@pytest.fixture
def view(studio: Studio) -> AccountsView:
    made = view_of(studio)
    studio.qtbot.addWidget(made)
    made.show()
    return made


def opened(studio: Studio, view: AccountsView, *stories) -> SubjectId:
    studio.prepare(*stories)
    rows = studio.ask(lambda desk: desk.accounts.rows())
    account = next((row.subject for row in rows if row.keeps), rows[0].subject)
    view.arrive()
    studio.settle()
    view.open_account(account)
    studio.settle()
    return account


def state(studio: Studio, account: SubjectId):
    return studio.ask(lambda desk: desk.accounts.known(account).account)


def said(part: QWidget) -> str:
    return "\n".join(one.text() for one in part.findChildren(QLabel))


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentText(text)


def test_whoever_asked_for_an_account_names_who_agreed(studio, view, qtbot):
    account = opened(studio, view, asked_for_story)
    page = view.account
    request = page.standing.request
    assert request.isVisible()
    assert "Young people" in said(page.standing)
    assert not page.standing.review.unfold.isVisible()
    request.agree.click()
    studio.settle()
    assert page.banner.title.text() == words_for(SecondPersonNeededError("x")).title
    qtbot.keyClicks(request.by, "Head of communications")
    qtbot.keyClick(request.agree, Qt.Key.Key_Space)
    studio.settle()
    assert state(studio, account).status is Status.PLANNED
    assert not request.isVisible()
    assert "Head of communications" in said(page.standing)
    page.standing.awake.click()
    studio.settle()
    assert state(studio, account).status is Status.LIVE


def test_a_request_is_refused_with_a_reason(studio, view, qtbot):
    account = opened(studio, view, asked_for_story)
    request = view.account.standing.request
    qtbot.keyClicks(request.reason, "We have one already")
    request.refuse.click()
    studio.settle()
    assert state(studio, account).status is Status.CLOSED


def test_an_owner_and_a_deputy_are_chosen_from_the_people_of_the_kit(studio, view):
    account = opened(studio, view, colleague("Ben Carter"), one_x)
    standing = view.account.standing
    assert words.NOBODY_CARES in said(standing)
    standing.care.unfold.button.click()
    choose(standing.care.owner, "Ben Carter")
    standing.care.keep.click()
    studio.settle()
    assert "Ben Carter looks after it." in said(standing)
    assert state(studio, account).looked_after.deputy is None


def test_a_review_is_kept_with_the_date_of_the_newest_post(studio, view, qtbot):
    account = opened(studio, view, one_x)
    review = view.account.standing.review
    review.unfold.button.click()
    qtbot.keyClicks(review.last_post, "2026-11-20")
    review.wanted.click()
    studio.settle()
    assert state(studio, account).review.last_post == "2026-11-20"
    assert not review.unfold.is_open


def test_an_account_that_went_to_another_council_says_which(studio, view, qtbot):
    account = opened(studio, view, one_x)
    page = view.account
    page.closing.unfold.button.click()
    qtbot.keyClicks(page.closing.successor, "Marchford District Council")
    page.closing.sure.click()
    studio.settle()
    assert "it is empty" in said(page.closing)  # beside the question why
    assert state(studio, account).status is Status.LIVE
    qtbot.keyClicks(page.closing.why, "Merged")
    page.closing.gone.setChecked(True)
    page.closing.sure.click()
    studio.settle()
    assert state(studio, account).is_gone
    assert state(studio, account).turn.successor == "Marchford District Council"
    assert "Marchford District Council" in said(page.standing)


def test_a_closed_account_is_off_the_lists_once_a_lead_says_that_it_is_deleted(
    studio, view, qtbot
):
    account = opened(studio, view, one_x)
    page = view.account
    assert not page.gone.unfold.isVisible()
    page.model.close_account("Merged", "", lambda: None)
    studio.settle()
    page.gone.unfold.button.click()
    page.gone.sure.click()
    studio.settle()
    assert "it is empty" in said(page.gone)
    qtbot.keyClicks(page.gone.why, "Looked there")
    page.gone.sure.click()
    studio.settle()
    assert state(studio, account).gone.reason == "Looked there"
    assert "nobody can post with it. Looked there" in said(page.standing)
    assert not page.gone.unfold.isVisible()
    page.restore.click()
    studio.settle()
    assert not state(studio, account).is_gone


def test_everything_that_belongs_is_read_and_taken_away(studio, view):
    studio.prepare(record_story)
    rows = studio.ask(lambda desk: desk.accounts.rows())
    account = next(row.subject for row in rows if row.keeps)
    view.open_account(account)
    studio.settle()
    belongings = view.account.belongings
    text = said(belongings)
    assert SECOND_STEPS[SecondStep.KEY].lower() in text
    assert "Weather warnings" in text
    assert "until 31 March 2027" in text
    assert "social@ashcombe.example.org" in text
    for entry in tuple(belongings.removals):
        belongings.removals[entry].click()
        studio.settle()
    left = state(studio, account)
    found = (left.factors, left.apps, left.permissions, left.hangs)
    assert found == ((), (), (), ())


def test_a_permission_a_second_step_an_app_and_a_tie_are_written_down(
    studio, view, qtbot
):
    account = opened(studio, view, record_story)
    form = view.account.link
    kinds = {form.kind.itemData(n): n for n in range(form.kind.count())}
    for name in ("permission", "factor", "app", "hangs"):
        form.unfold.button.click()
        form.kind.setCurrentIndex(kinds[name])
        leaf = form.leaves[kinds[name]]
        if name == "permission":
            qtbot.keyClicks(leaf.name, "Dana Price")
            leaf.may[May.REPLY].click()
        if name == "app":
            qtbot.keyClicks(leaf.name, "Weather bot")
        form.keep.click()
        studio.settle()
        assert not form.unfold.is_open, name
    found = state(studio, account)
    assert [x.value.may for x in found.permissions][-1] == (May.REPLY,)
    assert [x.value.name for x in found.apps][-1] == "Weather bot"
    assert found.factors
    assert found.hangs


def test_the_whole_record_is_edited_under_its_headings(studio, view, qtbot):
    account = opened(studio, view, one_x)
    facts = view.account.facts
    facts.edit.click()
    form = facts.form
    typed = {
        Field.AUDIENCE: "Residents",
        Field.HOURS: "Mon-Fri 9-5",
        Field.RISK: "Two people only",
        Field.ARCHIVING: "Exported each quarter",
        Field.CODES_PLACE: "Safe",
    }
    for field, text in typed.items():
        qtbot.keyClicks(form.controls[field], text)
    form.save.click()
    studio.settle()
    found = state(studio, account)
    assert {field: found.text(field) for field in typed} == typed


def test_a_paper_is_put_with_the_account_copied_and_taken_away(studio, view, tmp_path):
    account = opened(studio, view, one_x)
    papers = view.account.papers
    assert words.NO_PAPERS in said(papers)
    path = tmp_path / "Approval.txt"
    path.write_text("Agreed")
    papers.take(str(path))
    studio.settle()
    (paper,) = state(studio, account).attachments
    assert "Approval.txt" in said(papers)
    papers.take_out(paper, str(tmp_path / "out"))
    studio.settle()
    (copy,) = (tmp_path / "out").iterdir()
    assert copy.read_text() == "Agreed"
    assert str(copy) in view.account.banner.title.text()
    papers.removals[paper.digest].click()
    studio.settle()
    assert state(studio, account).attachments == ()


def test_a_paper_that_cannot_be_read_is_said(studio, view, tmp_path):
    opened(studio, view, one_x)
    view.account.papers.take(str(tmp_path / "missing.pdf"))
    studio.settle()
    error = FileUnreadableError(str(tmp_path / "missing.pdf"))
    assert view.account.banner.title.text() == words_for(error).title


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_person_is_named_by_a_few_letters_or_as_anybody_else(studio, view, qtbot):
    opened(studio, view, kim, one_x)
    view.activateWindow()
    form = view.account.link
    form.unfold.unfold()
    form.kind.setCurrentIndex(0)
    name = form.leaves[0].name
    assert "Kim Ito" in name.offered
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Down)
    popup = name.completer().popup()
    assert popup.isVisible(), "the down key shows everybody"
    popup.hide()
    qtbot.keyClicks(name, "ito")
    assert name.completer().currentCompletion() == "Kim Ito"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert name.text() == "Kim Ito"
    name.setText("Somebody Else")
    assert form.leaves[0].link().name == "Somebody Else"


def kept_in_two_places(desk: Desk) -> None:
    account = desk.accounts.rows()[0].subject
    elsewhere = Write(
        account, ADDED, Added(b"another place 16", ()), desk.session.standard.kit
    )
    desk.session.commit(write(elsewhere))


def findings(studio: Studio) -> set[Finding]:
    return {one.finding for one in studio.ask(read_health).found}


def test_what_two_people_wrote_down_is_closed_on_the_page_that_health_leads_to(
    studio, view
):
    opened(studio, view, one_x, kept_in_two_places)
    assert Finding.TWO_PLACES in findings(studio)
    assert FINDINGS[Finding.TWO_PLACES].place == "account"
    view.account.closing.unfold.unfold()
    view.account.closing.why.setText("two people wrote it down")
    view.account.closing.sure.click()
    studio.settle()
    assert Finding.TWO_PLACES not in findings(studio)

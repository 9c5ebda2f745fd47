"""A refused value is told at the field it was typed into, with the keyboard there."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from incidentkit.accounts.model import Field as AccountField
from incidentkit.accounts.model import Item
from incidentkit.desk.round_terms import begin
from incidentkit.rounds.model import Found
from incidentkit.ui.screens.accounts.account_view import AccountView
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.widgets.field import Field
from tests.ui.pictures.accounts import at_account, at_list
from tests.ui.pictures.contacts import normal as contacts_normal
from tests.ui.pictures.people import colleague
from tests.ui.pictures.round import view_of
from tests.ui.screens.test_people import choose
from tests.ui.screens.test_people import shown as people_shown
from tests.ui.studio import Studio, one_x


def field_of(control: QWidget) -> Field:
    named = control.parentWidget()
    while not isinstance(named, Field):
        named = named.parentWidget()
    return named


def check(control: QWidget, about: str) -> None:
    """The message stands beside the field, is announced, and typing takes it away."""
    wrong = field_of(control)._wrong
    assert wrong.isVisible()
    assert about in wrong.text()
    assert control.accessibleDescription() == wrong.text()
    assert QApplication.focusWidget() is control
    if isinstance(control, QComboBox):
        control.setCurrentIndex(0)
    else:
        control.setText("something else")
    assert not wrong.isVisible()


def a_link(page: AccountView) -> QWidget:
    page.link.unfold.unfold()
    page.link.kind.setCurrentIndex(2)
    leaf = page.link.leaves[2]
    leaf.name.setText("Ben Carter")
    leaf.number.setText("ring me")
    page.link.keep.click()
    return leaf.number


def a_name(page: AccountView) -> QWidget:
    page.link.unfold.unfold()
    page.link.kind.setCurrentIndex(0)
    page.link.keep.setFocus()
    page.link.keep.click()
    return page.link.leaves[0].name


def a_text(page: AccountView) -> QWidget:
    page.facts.edit.click()
    control = page.facts.form.controls[AccountField.URL]
    control.setText("ashcombe")
    page.facts.form.save.click()
    return control


def a_review(page: AccountView) -> QWidget:
    page.standing.review.unfold.unfold()
    page.standing.review.last_post.setText("in 1899")
    page.standing.review.wanted.click()
    return page.standing.review.last_post


def a_deputy(page: AccountView) -> QWidget:
    care = page.standing.care
    care.unfold.unfold()
    care.owner.setCurrentIndex(1)
    care.deputy.setCurrentIndex(1)
    care.keep.click()
    return care.deputy


def an_emergency(page: AccountView) -> QWidget:
    page.holders.emergency.unfold()
    page.holders.give_now.click()
    return page.holders.why_now


def a_password(page: AccountView) -> QWidget:
    page.change(Item.SECRET)
    rotation = page.rotation
    assert isinstance(rotation, RotationPanel)
    rotation.making.ways.buttons()[-1].click()
    rotation.making.typed.setFocus()
    rotation.making.begin.click()
    return rotation.making.typed


def test_on_an_accounts_page_every_form_says_it_beside_the_field(studio: Studio):
    view = at_account(studio.prepare(one_x, colleague("Ben Carter")))
    studio.qtbot.addWidget(view)
    studio.qtbot.waitExposed(view)
    view.activateWindow()
    for form, about in (
        (a_link, "telephone number"),
        (a_name, "empty"),
        (a_text, "web address"),
        (a_review, "date"),
        (a_deputy, "same person"),
        (an_emergency, "empty"),
        (a_password, "empty"),
    ):
        control = form(view.account)
        studio.settle()
        check(control, about)


def adding(view: AccountsView, studio: Studio) -> QWidget:
    view.add_account()
    studio.settle()
    view.adding.add.click()
    return view.adding.handle


def a_view(view: AccountsView, studio: Studio) -> QWidget:
    view.register.bar.saving.unfold()
    view.register.bar.save.click()
    return view.register.bar.name


@pytest.mark.parametrize("form", [adding, a_view])
def test_around_the_list_too(form, studio: Studio):
    view = at_list(studio.prepare(one_x))
    studio.qtbot.addWidget(view)
    view.activateWindow()
    control = form(view, studio)
    studio.settle()
    check(control, "empty")


def test_a_number_that_nobody_can_dial_is_said_beside_it(studio: Studio):
    view = people_shown(studio.prepare(colleague("Ben Carter")))
    choose(view, studio, "Ben Carter")
    view.activateWindow()
    view.person.mobile.setText("ask Carys")
    view.person.save.click()
    studio.settle()
    check(view.person.mobile, "number")


def test_a_contacts_number_too(studio: Studio):
    view = contacts_normal(studio)
    view.show()
    studio.qtbot.addWidget(view)
    view.activateWindow()
    view.card.lines["work_phone"].setText("ask Carys")
    view.card.save.click()
    studio.settle()
    check(view.card.lines["work_phone"], "number")


def test_a_word_that_is_missing_in_the_account_check_is_asked_for_where_it_goes(
    studio: Studio,
):
    view = view_of(studio.prepare(one_x, lambda desk: begin(desk)))
    studio.qtbot.addWidget(view)
    view.activateWindow()
    view._model.answer(Found.SKIPPED)
    studio.settle()
    view.line.note.save.click()
    studio.settle()
    check(view.line.note.note, "log has to say why")

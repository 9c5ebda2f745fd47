"""Somebody is leaving, or has left."""

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    Factor,
    Item,
    May,
    NewAccount,
    Permission,
    Phone,
    PlatformRole,
    SecondStep,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.leaving import remove
from incidentkit.desk.services import Desk
from incidentkit.errors import WriteFailedError
from incidentkit.ui.screens.leaving.view import LeavingView
from incidentkit.ui.screens.leaving.view_model import LeavingViewModel
from tests.ui.pictures.people import LONG, colleague
from tests.ui.studio import NAME, Studio, many_accounts, one_page, one_x

BEN = "Ben Carter"


def view_of(studio: Studio, name: str = "") -> LeavingView:
    view = LeavingView(LeavingViewModel(studio.kit))
    view.arrive()
    studio.settle()
    if name:
        person = studio.ask(lambda desk: desk.officers.find(name).person)
        view.show_person(person)
        studio.settle()
    return view


def bens_things(desk: Desk) -> None:
    """Give Ben a bit of everything."""
    ben = desk.officers.find(BEN).person
    rows = {row.label: row.subject for row in desk.accounts.rows()}
    x, page = rows["X @AshcombeDC"], rows["Facebook Page Ashcombe"]
    desk.accounts.give_access(x, ben)
    desk.accounts.give_link(x, Phone("07700 900123", BEN, ben, "sign-in codes"))
    desk.accounts.give_link(page, PlatformRole(BEN, "Editor", person=ben))
    may = (May.POST, May.REPLY)
    desk.accounts.give_link(page, Permission(BEN, may, person=ben))
    desk.accounts.give_care(page, Care(owner=ben))
    made = Secret("a-Secret-of-20-letters", is_made=True)
    mastodon = desk.accounts.add(NewAccount("mastodon", "ashcombe", secret=made))
    desk.accounts.give_access(mastodon, ben)
    desk.accounts.give_link(mastodon, Factor(SecondStep.APP, BEN, "his phone", ben))


def leave(name: str):
    def story(desk: Desk) -> None:
        remove(desk, desk.officers.find(name).person, "a new job")

    return story


def nobody(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    return view_of(studio)


def nothing(studio: Studio) -> QWidget:
    studio.prepare(one_x, colleague(BEN))
    return view_of(studio, BEN)


def planned(studio: Studio) -> QWidget:
    studio.prepare(one_x, one_page, colleague(BEN), bens_things)
    return view_of(studio, BEN)


def left(studio: Studio) -> QWidget:
    studio.prepare(one_x, one_page, colleague(BEN), bens_things, leave(BEN))
    return view_of(studio, BEN)


def crowded(studio: Studio) -> QWidget:
    def all_of_them(desk: Desk) -> None:
        person = desk.officers.find(LONG).person
        for row in desk.accounts.rows():
            desk.accounts.give_access(row.subject, person)

    studio.prepare(many_accounts, colleague(LONG), all_of_them)
    return view_of(studio, LONG)


def mine(studio: Studio) -> QWidget:
    def look(desk: Desk) -> None:
        (row,) = desk.accounts.rows()
        desk.accounts.reveal(row.subject, Item.SECRET)

    studio.prepare(one_x, look)
    return view_of(studio, NAME)


def failed(studio: Studio) -> QWidget:
    view = planned(studio)
    view.model._failed(WriteFailedError("the disk"))
    return view


PICTURES = {
    "nobody": nobody,
    "nothing": nothing,
    "planned": planned,
    "left": left,
    "crowded": crowded,
    "mine": mine,
    "failed": failed,
}

"""Who can post as us."""

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Reason
from incidentkit.desk.emergency import open_in_emergency
from incidentkit.desk.exposing import must_change
from incidentkit.desk.nightly_paper import choose_folder
from incidentkit.desk.services import Desk
from incidentkit.errors import WriteFailedError
from incidentkit.ui.screens.exposure.view import ExposureView
from incidentkit.ui.screens.exposure.view_model import ExposureViewModel
from tests.ui.company import THEIRS
from tests.ui.pictures.leaving import BEN, bens_things
from tests.ui.pictures.people import LONG, colleague
from tests.ui.studio import (
    NAME,
    PASSPHRASE,
    Studio,
    many_accounts,
    one_page,
    one_x,
)

CARYS = "Carys Evans"


def view_of(studio: Studio) -> ExposureView:
    view = ExposureView(ExposureViewModel(studio.kit))
    view.arrive()
    studio.settle()
    return view


def happenings(desk: Desk) -> None:
    """A password on a flip chart, and somebody let in at night."""
    rows = {row.label: row.subject for row in desk.accounts.rows()}
    must_change(desk, rows["X @AshcombeDC"], Reason.SEEN_OUTSIDE, "on a flip chart")
    ben = desk.officers.find(BEN).person
    mastodon = rows["Mastodon @ashcombe"]
    open_in_emergency(desk, mastodon, ben, "the account was hijacked, I am abroad")


def nobody(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio)


def normal(studio: Studio) -> ExposureView:
    studio.prepare(one_x, one_page, colleague(BEN), bens_things)
    return view_of(studio)


def happened(studio: Studio) -> QWidget:
    studio.prepare(one_x, one_page, colleague(BEN), bens_things, happenings)
    return view_of(studio)


def two_wanted(desk: Desk) -> None:
    """Let Ben be a holder, and have two people agree before anybody is let in."""
    desk.council.set("emergency_second_person", "first")
    x = desk.accounts.find("x")
    desk.accounts.give_access(x, desk.officers.find(BEN).person)


def ben_asks(desk: Desk) -> None:
    """Ask that Carys is let in."""
    carys = desk.officers.find(CARYS).person
    x = desk.accounts.find("x")
    open_in_emergency(desk, x, carys, "hijacked, and she is the one at her desk")


def asked(studio: Studio) -> ExposureView:
    studio.found()
    stories = (one_x, colleague(BEN), colleague(CARYS), two_wanted)
    studio.write(NAME, PASSPHRASE, *stories)
    studio.write(BEN, THEIRS, ben_asks)
    studio.open()
    return view_of(studio)


def past(studio: Studio) -> QWidget:
    view = normal(studio)
    view.day.setText("2026-03-03")
    view.show_day.click()
    studio.settle()
    return view


def crowded(studio: Studio) -> QWidget:
    def all_of_them(desk: Desk) -> None:
        person = desk.officers.find(LONG).person
        for row in desk.accounts.rows():
            desk.accounts.give_access(row.subject, person)

    studio.prepare(many_accounts, colleague(LONG), all_of_them)
    return view_of(studio)


def telling(studio: Studio) -> QWidget:
    view = normal(studio)
    view.happened.unfold()
    return view


def on_paper(studio: Studio) -> QWidget:
    def wanted(desk: Desk) -> None:
        desk.council.set("paper_days", "7")
        choose_folder(desk.session.kit.places, desk.session.kit.places.backups.parent)

    studio.prepare(one_x, one_page, wanted)
    view = view_of(studio)
    view.paper.unfold()
    return view


def failed(studio: Studio) -> QWidget:
    view = normal(studio)
    view.model._failed(WriteFailedError("the disk"))
    return view


PICTURES = {
    "nobody": nobody,
    "normal": normal,
    "happened": happened,
    "asked": asked,
    "past": past,
    "crowded": crowded,
    "telling": telling,
    "paper": on_paper,
    "failed": failed,
}

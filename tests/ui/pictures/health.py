"""How the accounts stand."""

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.health import run_batch
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError
from incidentkit.ui.screens.health.view import HealthView
from incidentkit.ui.screens.health.view_model import HealthViewModel
from tests.ui.pictures.leaving import BEN, bens_things, leave
from tests.ui.pictures.people import colleague
from tests.ui.studio import Studio, many_accounts, one_page, one_x

DAY_MS = 86_400_000


def view_of(studio: Studio) -> HealthView:
    view = HealthView(HealthViewModel(studio.kit))
    view.arrive()
    studio.settle()
    return view


def well_kept(desk: Desk) -> None:
    desk.accounts.add(
        NewAccount(
            "x",
            "AshcombeDC",
            secret=Secret("a-Secret-of-20-letters", is_made=True),
            totp=Secret("JBSWY3DPEHPK3PXP"),
            approval="Minute 12",
        )
    )


def shared(desk: Desk) -> None:
    for handle in ("AshcombeOne", "AshcombeTwo"):
        secret = Secret("summer2026")
        desk.accounts.add(NewAccount("bluesky", handle, secret=secret))
    run_batch(desk)


def empty(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio)


def well(studio: Studio) -> QWidget:
    studio.prepare(well_kept)
    return view_of(studio)


def normal(studio: Studio) -> HealthView:
    studio.prepare(
        one_x, one_page, colleague(BEN), bens_things, leave(BEN), shared, a_round
    )
    return view_of(studio)


def a_round(desk: Desk) -> None:
    begin(desk)


def crowded(studio: Studio) -> QWidget:
    studio.prepare(many_accounts, a_round)
    return view_of(studio)


def failed(studio: Studio) -> QWidget:
    view = normal(studio)
    view.model._failed(FileUnreadableError("stolen.txt"))
    return view


PICTURES = {
    "empty": empty,
    "well": well,
    "normal": normal,
    "crowded": crowded,
    "failed": failed,
}

"""Getting in with the recovery sheet."""

from PySide6.QtWidgets import QWidget

from incidentkit.ui.screens.welcome.recover_model import RecoverViewModel
from incidentkit.ui.screens.welcome.recover_view import RecoverView
from tests.ui.studio import PASSPHRASE, Studio


def view_of(studio: Studio) -> RecoverView:
    model = RecoverViewModel(studio.kit, lambda: studio.around)
    view = RecoverView(model, studio.jobs)
    view.arrive()
    return view


def empty(studio: Studio) -> QWidget:
    studio.found()
    return view_of(studio)


def mistyped(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view.code.name.setText("Dana Price")
    view.code.code.setText("0123 4567 89AB CDEF GHJK MNPQ RSTV WX")
    view.code.show_code.setChecked(True)
    view.code.check.click()
    studio.settle()
    return view


def passphrase(studio: Studio) -> RecoverView:
    drawn = studio.found()
    view = view_of(studio)
    view.code.name.setText("Dana Price")
    view.code.code.setText(" ".join(drawn.groups))
    view.code.check.click()
    studio.settle()
    return view


def sheet(studio: Studio) -> QWidget:
    view = passphrase(studio)
    for field in (view.passphrase.passphrase.first, view.passphrase.passphrase.second):
        field.setText(PASSPHRASE)
    view.passphrase.go_on.click()
    studio.settle()
    return view


PICTURES = {
    "empty": empty,
    "failed": mistyped,
    "passphrase": passphrase,
    "sheet": sheet,
}

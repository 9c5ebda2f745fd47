"""The log."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.ui.screens.log.view import LogView
from incidentkit.ui.screens.log.view_model import LogViewModel
from incidentkit.words.window import log as words
from tests.ui.studio import Studio, many_accounts, one_incident, one_x
from tests.ui.under_way import under_way


def view_of(studio: Studio) -> LogView:
    view = LogView(LogViewModel(studio.kit, studio.clock))
    view.arrive()
    studio.settle()
    return view


def long_notes(desk: Desk) -> None:
    incident = desk.incidents.find()
    for number in range(6):
        text = f"Rang colleague {number}. " + "They saw two posts with odd links. " * 9
        by = "Gwenllian Llywelyn-Abernathy of the contact centre"
        desk.incidents.note(incident, text, by=by if number % 2 else "")


def empty(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.happened.finder.setText("nobody wrote this")
    return view


def normal(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.happened.table.selectRow(0)
    return view


def crowded(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(many_accounts, one_incident, long_notes))
    view.happened.table.selectRow(0)
    return view


def checked(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.check)
    view.check.begin.click()
    studio.settle()
    return view


def not_intact(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.check)
    studio.ask(_tamper)
    view.check.begin.click()
    studio.settle()
    view.check.head.setText("ab" * 32)
    view.check.look.click()
    studio.settle()
    return view


def _tamper(desk: Desk) -> None:
    """Change a sealed text behind the kit's back."""
    newest = "(SELECT max(rowid) FROM payload)"
    with desk.session.kit.store.transaction() as connection:
        connection.execute(
            f"UPDATE payload SET sealed=zeroblob(99) WHERE rowid={newest}"
        )


def report(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.report)
    folder = Path("Documents/Reports")
    view._model.reported.emit(
        (folder / "incident-261121-ABCD.pdf", folder / "incident-261121-ABCD.md")
    )
    return view


def checking(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.check)
    view._model._set(replace(view._model.state, checking=True))
    under_way(view.check.progress, words.CHECKING, done=40)
    return view


def typesetting(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.report)
    view._model._set(replace(view._model.state, writing=True))
    under_way(view.report.progress, words.TYPESETTING)
    return view


def report_stopped(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.report)
    view._model.given_up.emit()
    return view


def failed(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.check)
    view.check.head.setText("not a head")
    view.check.look.click()
    studio.settle()
    return view


PICTURES = {
    "empty": empty,
    "normal": normal,
    "crowded": crowded,
    "checked": checked,
    "not-intact": not_intact,
    "report": report,
    "checking": checking,
    "typesetting": typesetting,
    "report-stopped": report_stopped,
    "failed": failed,
}

"""A response under way."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import read_response, start_response
from incidentkit.desk.services import Desk
from incidentkit.playbooks.model import Verb
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.words.window import incident as words
from tests.ui.studio import Studio, one_page, one_x


def hijacked(desk: Desk) -> None:
    account = desk.accounts.find("x/AshcombeDC")
    start_response(desk, account, "Yes")


def page_taken(desk: Desk) -> None:
    account = desk.accounts.find("facebook/Ashcombe")
    incident = start_response(desk, account, "No")
    desk.incidents.circumstances.flag(incident, "alone", on=True)


def at_the_capture(desk: Desk) -> None:
    hijacked(desk)
    incident = desk.incidents.find()
    desk.incidents.answer(incident, "is-anyone-in-danger-right-now", "No")
    while (step := read_response(desk, incident).step) is not None:
        if step.verb is Verb.CAPTURE:
            return
        if step.labels:
            desk.incidents.answer(incident, step.slug, step.labels[-1])
        else:
            desk.incidents.done(incident, step.slug)


def at_the_password(desk: Desk) -> None:
    hijacked(desk)
    incident = desk.incidents.find()
    desk.incidents.answer(incident, "is-anyone-in-danger-right-now", "No")
    for _ in range(60):
        step = read_response(desk, incident).step
        if step is None or step.verb is Verb.ROTATE:
            return
        if step.labels:
            desk.incidents.answer(incident, step.slug, step.labels[-1])
        elif step.captures_first or step.verb is Verb.CAPTURE:
            desk.incidents.skip(incident, step.slug, "looked at elsewhere")
        else:
            desk.incidents.done(incident, step.slug)


def view_of(studio: Studio) -> IncidentView:
    view = IncidentView(IncidentViewModel(studio.kit, studio.clock), {})
    view.arrive()
    studio.settle()
    return view


def empty(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def first_minute(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, hijacked))


def whom_to_ring(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_page, page_taken))


def first_secret(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, at_the_password))


def closing(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, at_the_password))
    view._show_leaf(words.CLOSE)
    return view


def ticking(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, hijacked))
    view._show_leaf(words.TICK)
    for number, tick in enumerate(view.leaves[words.TICK].ticks.values()):
        tick.setChecked(number % 2 == 0)
    return view


def opening(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, hijacked))
    state = view._model.state
    title = state.rows[0].state.title
    view._model._set(replace(state, response=None, opening=title))
    return view


PICTURES = {
    "empty": empty,
    "first-minute": first_minute,
    "whom-to-ring": whom_to_ring,
    "first-secret": first_secret,
    "closing": closing,
    "ticking": ticking,
    "opening": opening,
}

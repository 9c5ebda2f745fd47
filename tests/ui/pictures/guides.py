"""Guides."""

from PySide6.QtWidgets import QApplication, QWidget

from incidentkit.ui.screens.guides.view import GuidesView
from incidentkit.ui.screens.guides.view_model import GuidesViewModel
from tests.ui.studio import Studio


def view_of(studio: Studio, slug: str = "", *answers: str) -> GuidesView:
    view = GuidesView(GuidesViewModel(studio.kit))
    if slug:
        view.model.open(slug)
    view.arrive()
    studio.settle()
    for said in answers:
        if said:
            view.model.answer(said)
        else:
            view.model.read_on()
        QApplication.processEvents()
    return view


def offered(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def locked(studio: Studio) -> QWidget:
    studio.found()
    return view_of(studio)


def question(studio: Studio) -> QWidget:
    return view_of(studio.prepare(), "should-i-reply")


def advice(studio: Studio) -> QWidget:
    to = ("", "No", "No")
    return view_of(studio.prepare(), "before-you-post", *to)


def result(studio: Studio) -> QWidget:
    to = ("No", "No", "No", "No", "No", "Yes", "", "Yes", "")
    return view_of(studio.prepare(), "should-i-reply", *to)


PICTURES = {
    "offered": offered,
    "locked": locked,
    "question": question,
    "advice": advice,
    "result": result,
}

"""Starting a response."""

from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QApplication, QWidget

from incidentkit.desk.enquiry import Lines
from incidentkit.desk.self_report import load_card, read_reply
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.start.view import StartView
from incidentkit.ui.screens.start.view_model import StartViewModel
from tests.ui.pictures.people import NAMES, colleague
from tests.ui.studio import Studio, many_accounts, one_incident, one_page, one_x

MAIL = (
    b"From: Robin Vale <robin@ashcombe-gazette.example>\r\n"
    b"Date: Sat, 21 Nov 2026 06:50:00 +0000\r\n"
    b"Subject: Prize posts\r\n\r\n"
    b"Who posted about prize money on your X account last night? "
    b"I need an answer by 4pm.\r\n\r\nBest wishes,\r\nRobin\r\n"
)


def view_of(studio: Studio) -> StartView:
    model = StartViewModel(studio.kit)
    view = StartView(model, LeftForms(studio.kit), has_exercises=True)
    view.arrive()
    studio.settle()
    return view


def seen(studio: Studio, key: str, *stories) -> StartView:
    view = view_of(studio.prepare(*stories))
    model = view._model
    model.say_seen(next(c for c in model.state.choices if c.key == key))
    QApplication.processEvents()
    return view


def empty(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def first(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, one_page, one_incident))


def which(studio: Studio) -> QWidget:
    return seen(studio, "not-us", one_x, one_page)


def no_accounts(studio: Studio) -> QWidget:
    return seen(studio, "fake-account")


def crowded(studio: Studio) -> QWidget:
    return seen(studio, "nobody-knows", many_accounts, one_incident)


def press(studio: Studio) -> QWidget:
    return seen(studio, "press")


def from_mail(studio: Studio) -> QWidget:
    view = seen(studio, "press")
    path = Path(mkdtemp()) / "A question about last night.eml"
    path.write_bytes(MAIL)
    view._model.open_mail(path)
    studio.settle()
    return view


def no_message(studio: Studio) -> QWidget:
    view = seen(studio, "press")
    path = Path(mkdtemp()) / "holiday.eml"
    path.write_bytes(b"\x00\x01")
    view._model.typed(Lines(outlet="Gazette", deadline="soon"))
    view._model.open_mail(path)
    studio.settle()
    return view


def named_readers(studio: Studio) -> QWidget:
    view = seen(studio, "our-mistake", one_x, *map(colleague, NAMES[:3]))
    view.only_named.unfold()
    next(iter(view.only_named.boxes.values())).click()
    return view


def with_report(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x))
    reply = "What you saw: A prize draw with a link\nIs anyone in danger: maybe"
    view._model.with_report(read_reply(load_card(), reply))
    return view


PICTURES = {
    "empty": empty,
    "first": first,
    "which": which,
    "no-accounts": no_accounts,
    "crowded": crowded,
    "press": press,
    "from-mail": from_mail,
    "no-message": no_message,
    "named-readers": named_readers,
    "with-report": with_report,
}

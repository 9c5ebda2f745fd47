"""The self-report card."""

from PySide6.QtWidgets import QWidget

from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.self_report.view import SelfReportView
from incidentkit.ui.screens.self_report.view_model import SelfReportViewModel
from tests.ui.pictures.people import NAMES, colleague
from tests.ui.studio import Studio, one_incident, one_x

REPLY = """Hi Asha,

> What you saw: Two posts about prize money on X that do
> not sound like us
> Where it is (address): https://x.com/AshcombeDC/status/1900000000000000001
> When you saw it: 06:50
> Who sent it, if known:
> Is anyone in danger: maybe, somebody already paid
> Screenshot kept: yes
> How to reach you: Robin at the front desk, 01632 960123
"""


def view_of(studio: Studio) -> SelfReportView:
    view = SelfReportView(SelfReportViewModel(studio.kit), LeftForms(studio.kit))
    view.arrive()
    studio.settle()
    return view


def empty(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def card(studio: Studio) -> QWidget:
    return view_of(studio.prepare(*map(colleague, NAMES[:2])))


def understood(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident))
    view.reply.paste.setPlainText(REPLY)
    return view


def nothing_in_it(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.reply.paste.setPlainText("Hello, could you ring me about the bins?")
    return view


PICTURES = {
    "empty": empty,
    "card": card,
    "understood": understood,
    "nothing-in-it": nothing_in_it,
}

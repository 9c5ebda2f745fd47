"""Whom to ring for each role."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.officers.contacts import Card
from incidentkit.officers.known_roles import known_roles
from incidentkit.ui.screens.contacts.view import ContactsView
from incidentkit.ui.screens.contacts.view_model import ContactsViewModel
from tests.ui.studio import Studio

DPO = Card(
    role="Data protection officer",
    name="Mina Rao",
    deputy="Sol Vega",
    work_phone="01632 960200",
    deputy_phone="01632 960201",
    out_of_band="07700 900333",
    mailbox="dpo@ashcombe.example",
    hours="Monday to Friday, 9 to 5",
    is_personal=True,
)
FAULTY = (
    "Role,Work phone\nTown crier,01632 960200\nPiper,the desk\n"
    "town crier,01632 960201\n"
)
DAY_MS = 86_400_000
LONG = "Wilhelmina Featherstonehaugh-Cholmondeley of Ashcombe Civic Communications"


def view_of(studio: Studio) -> ContactsView:
    view = ContactsView(ContactsViewModel(studio.kit))
    view.arrive()
    studio.settle()
    return view


def some(desk: Desk) -> None:
    desk.contacts.set(DPO)
    desk.contacts.verify("dpo")
    desk.contacts.set(
        Card("ICT service desk", "Pat Kerr", work_phone="01632 960300"),
        "ict-service-desk",
    )
    desk.contacts.set(
        Card("Head of communications", "Ben Carter", out_of_band="07700 900123"),
        "head-of-comms",
    )
    desk.contacts.set(Card("Caldicott Guardian", is_absent=True), "caldicott")


def sixty(desk: Desk) -> None:
    """Write down somebody for every role, and more roles of the council's own."""
    roles = [r.role for r in known_roles().roles]
    roles += [f"Ward office {number:02}" for number in range(60 - len(roles))]
    for number, role in enumerate(roles):
        desk.contacts.set(
            Card(
                role,
                name=LONG if number == 7 else f"Person {number:02}",
                deputy=f"Other {number:02}",
                work_phone=f"01632 9602{number:02}",
                deputy_phone=f"01632 9603{number:02}",
                out_of_band=f"07700 9001{number:02}",
                mailbox=f"role{number:02}@ashcombe.example",
                hours="Weekdays 9 to 5",
            )
        )


def empty(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio)


def normal(studio: Studio) -> ContactsView:
    studio.prepare(some)
    view = view_of(studio)
    view._model.choose("dpo")
    studio.settle()
    return view


def public(studio: Studio) -> QWidget:
    studio.prepare(some)
    view = view_of(studio)
    view._model.choose("report-fraud")
    studio.settle()
    return view


def crowded(studio: Studio) -> ContactsView:
    studio.prepare(sixty)
    studio.clock.ms += 100 * DAY_MS
    view = view_of(studio)
    view._model.choose(view._model.state.page.lines[7].row.slug)
    studio.settle()
    return view


def adding(studio: Studio) -> QWidget:
    view = normal(studio)
    view.add.click()
    studio.settle()
    return view


def failed(studio: Studio) -> QWidget:
    view = normal(studio)
    view.card.lines["work_phone"].setText("ask at the desk")
    view.card.save.click()
    studio.settle()
    return view


def table_of(text: str):
    def shown(studio: Studio) -> QWidget:
        view = normal(studio)
        file = studio.base / "contacts.csv"
        file.write_text(text, encoding="utf-8")
        view.take_table(str(file))
        studio.settle()
        return view

    return shown


PICTURES = {
    "empty": empty,
    "normal": normal,
    "public": public,
    "crowded": crowded,
    "adding": adding,
    "failed": failed,
    "table": table_of(f"Role,Name,Fax\nTown crier,{LONG},1\nDPO,Mina Rao,2\n"),
    "table-faulty": table_of(FAULTY),
}

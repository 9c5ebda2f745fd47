"""The people of the kit."""

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Factor, SecondStep, ToolSeat
from incidentkit.desk.people import desk_set_outside
from incidentkit.desk.services import Desk
from incidentkit.officers.bodies import Outside, Proven, Sort
from incidentkit.officers.entries import Contact, planned_name
from incidentkit.officers.planning import NewProof
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.screens.people.letting_in import LettingInViewModel
from incidentkit.ui.screens.people.view import PeopleView
from incidentkit.ui.screens.people.view_model import Panel, PeopleViewModel
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.kinds import PersonId, Role
from tests.ui.company import THEIRS, Colleague, shared_folder, team
from tests.ui.studio import Studio, many_accounts, one_page, one_x
from tests.vault.world import POLICY

NAMES = ("Ben Carter", "Carys Evans", "Dewi Morgan", "Esi Mensah", "Farah Khan")
LONG = "Wilhelmina Featherstonehaugh-Cholmondeley of Ashcombe Civic Communications"


def view_of(studio: Studio) -> PeopleView:
    model = PeopleViewModel(studio.kit, lambda: POLICY)
    letting = LettingInViewModel(studio.kit, Exchanges(studio.kit))
    view = PeopleView(model, letting, studio.jobs)
    view.arrive()
    studio.settle()
    return view


def colleague(name: str, role: Role = Role.OFFICER):
    def story(desk: Desk) -> None:
        person = add_colleague(
            desk.session, name, THEIRS, role, POLICY, lambda p: planned_name(p, name)
        )
        contact = Contact("01632 960111", "07700 900456", "press@ashcombe.example")
        desk.officers.set_contact(person, contact)

    return story


def choose(view: PeopleView, studio: Studio, name: str) -> None:
    people = view._model.state.everybody.people
    view._model.choose(next(p.person for p in people if p.name == name))
    studio.settle()


def alone(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio)


def normal(studio: Studio) -> PeopleView:
    studio.prepare(
        one_x,
        one_page,
        colleague("Ben Carter", Role.LEAD),
        colleague("Carys Evans"),
        team,
    )
    view = view_of(studio)
    choose(view, studio, "Ben Carter")
    return view


def crowded(studio: Studio) -> QWidget:
    people = [colleague(name) for name in (*NAMES, LONG)]
    studio.prepare(many_accounts, *people)
    view = view_of(studio)
    choose(view, studio, LONG)
    return view


def removing(studio: Studio) -> PeopleView:
    view = normal(studio)
    view._model.show(Panel.REMOVE)
    return view


def gone(studio: Studio) -> QWidget:
    view = removing(studio)
    view.removing.reason.setText("moved to another council")
    view.removing.remove.click()
    studio.settle()
    return view


def last_lead(studio: Studio) -> QWidget:
    studio.prepare(colleague("Carys Evans"), team)
    return view_of(studio)


def nobody_waits(studio: Studio) -> QWidget:
    studio.prepare(colleague("Ben Carter"))
    shared_folder(studio)
    view = view_of(studio)
    view.let_in.click()
    studio.settle()
    return view


def no_folder(studio: Studio) -> QWidget:
    studio.prepare(colleague("Ben Carter"))
    view = view_of(studio)
    view.let_in.click()
    studio.settle()
    return view


def letting(studio: Studio) -> tuple[PeopleView, str]:
    studio.prepare(colleague("Ben Carter"))
    folder = shared_folder(studio)
    words = Colleague(studio.base.parent / "carys", "Carys Evans").ask(folder)
    view = view_of(studio)
    view.let_in.click()
    studio.settle()
    return view, words


def hearing(studio: Studio) -> QWidget:
    view, words = letting(studio)
    said = " ".join(words.split()[:5]) + " "
    view.letting.heard.setText(said)
    view.letting.heard.textEdited.emit(said)
    studio.settle()
    return view


def misheard(studio: Studio) -> QWidget:
    view, words = letting(studio)
    said = " ".join((*words.split()[:2], "forward", *words.split()[3:]))
    view.letting.heard.setText(said)
    view.letting.heard.textEdited.emit(said)
    view.letting.let_in.click()
    studio.settle()
    return view


def adding(studio: Studio) -> QWidget:
    studio.prepare(team)
    view = view_of(studio)
    view.add.click()
    return view


def held(studio: Studio) -> QWidget:
    """A removed machine went on writing."""
    view, words = letting(studio)
    folder = shared_folder(studio)
    carys = Colleague(studio.base.parent / "carys", "Carys Evans")
    view.letting.heard.setText(words)
    view.letting.let_in.click()
    studio.settle()
    shared_folder(studio)
    carys.fetch(folder)
    carys.work(folder)
    shared_folder(studio)
    choose(view, studio, "Carys Evans")
    view._model.remove("left without a word")
    studio.settle()
    carys.work_alone(one_page)
    carys.leave(folder)
    shared_folder(studio)
    view.arrive()
    studio.settle()
    return view


def ola(desk: Desk) -> None:
    """Somebody from an agency, whose contract is over and who still has a seat."""
    person = desk_set_outside(
        desk, Outside("Ola Berg", Sort.AGENCY, "Northlight Media", "2026-10-31")
    )
    desk.officers.set_contact(person, Contact("", "07700 900777", ""))
    desk.officers.set_deputy(desk.session.me.person, person)
    for row in desk.accounts.rows():
        if row.handle == "AshcombeDC":
            seat = ToolSeat("Scheduler", "Ola Berg", person=person)
            factor = Factor(SecondStep.APP, "Ben Carter", "telephone", _ben(desk))
            desk.accounts.give_link(row.subject, seat)
            desk.accounts.give_link(row.subject, factor)


def _ben(desk: Desk) -> bytes:
    rows = desk.officers.list_officers()
    return next((r.person for r in rows if r.name == "Ben Carter"), b"")


def kim(desk: Desk) -> None:
    """Somebody from a school, with a last day to come."""
    school = Outside("Kim Ito", Sort.SCHOOL, "Ashcombe Primary", "2027-07-20")
    desk_set_outside(desk, school)


def trained(desk: Desk) -> None:
    """Training that counts, a policy that ran out, and one that nobody read."""
    desk.council.set("acknowledgements", "Social media policy\nCode of conduct")
    ben = PersonId(_ben(desk))
    for kind, what, day in (
        (Proven.TRAINED, "Running the council's accounts", "2026-03-04"),
        (Proven.ACKNOWLEDGED, "Social media policy", "2025-02-10"),
    ):
        desk.officers.prove(ben, NewProof(kind, what, day, "Esi Mensah", "list 12"))
    desk.officers.verify(ben)


def around(studio: Studio) -> PeopleView:
    """What is known of a colleague beside their place in the kit."""
    studio.prepare(one_x, colleague("Ben Carter", Role.LEAD), ola, kim, trained, team)
    view = view_of(studio)
    choose(view, studio, "Ben Carter")
    return view


def outside(studio: Studio) -> PeopleView:
    view = around(studio)
    choose(view, studio, "Kim Ito")
    return view


def still_there(studio: Studio) -> QWidget:
    view = around(studio)
    choose(view, studio, "Ola Berg")
    return view


def no_end_date(studio: Studio) -> QWidget:
    view = around(studio)
    view.outside.click()
    view.add_outside.form.name.setText("Robin Hale")
    view.add_outside.form.save.click()
    studio.settle()
    return view


def only_factor(studio: Studio) -> QWidget:
    view = around(studio)
    view._model.show(Panel.REMOVE)
    return view


PICTURES = {
    "empty": alone,
    "normal": normal,
    "crowded": crowded,
    "removing": removing,
    "gone": gone,
    "last-lead": last_lead,
    "nobody-waits": nobody_waits,
    "no-folder": no_folder,
    "hearing": hearing,
    "failed": misheard,
    "adding": adding,
    "held": held,
    "around": around,
    "outside": outside,
    "still-there": still_there,
    "no-end-date": no_end_date,
    "only-factor": only_factor,
}

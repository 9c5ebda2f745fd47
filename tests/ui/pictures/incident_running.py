"""Responses with everything that playbooks can ask for, and several people in them."""

from PySide6.QtWidgets import QWidget

from incidentkit.council.in_public import OWN_BAD_POST
from incidentkit.desk.services import Desk
from incidentkit.incidents.service import Opening
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_beside as beside
from incidentkit.words.window.incident_clocks import CLOCKS
from tests.ui.colleague import with_colleague
from tests.ui.incident_stories import (
    an_exercise,
    book,
    failed_to_ring,
    our_post,
    personal_data,
    several_books,
    taken_until,
)
from tests.ui.pictures.incident import at_the_password, hijacked, view_of
from tests.ui.studio import Studio, many_accounts, one_x


def at(studio: Studio, title: str) -> IncidentView:
    return view_of(studio.prepare(our_post, taken_until(title)))


def form(studio: Studio) -> QWidget:
    return at(studio, "Write down the post as it stood")


def decision(studio: Studio) -> QWidget:
    def decided(desk: Desk) -> None:
        desk.council.set(OWN_BAD_POST.key, "hide")

    title = "What becomes of our own post?"
    view = view_of(studio.prepare(decided, our_post, taken_until(title)))
    view.card.answers.buttons[2].click()
    return view


def nobody_reached(studio: Studio) -> QWidget:
    view = at(studio, "Ring the police")
    view.card.cannot.open.click()
    view.card.cannot.why.setText("The line was busy, twice")
    view.card.cannot.attempts[0].whom.setText("The control room")
    view.card.cannot.another.click()
    return view


def after_failing(studio: Studio) -> QWidget:
    stories = (our_post, taken_until("Ring the police"), failed_to_ring)
    return view_of(studio.prepare(*stories))


def failed_step(studio: Studio) -> QWidget:
    view = after_failing(studio)
    assert isinstance(view, IncidentView)
    view._model.choose_step("ring-the-police")
    studio.settle()
    return view


def second_person(studio: Studio) -> QWidget:
    return at(studio, "Delete the post for good")


def refused(studio: Studio) -> QWidget:
    view = at(studio, "Delete the post for good")
    view.card.finish.click()
    studio.settle()
    return view


def repeating(studio: Studio) -> QWidget:
    view = at(studio, "Have the correction signed off")
    view._model.choose_step("look-whether-it-comes-back")
    studio.settle()
    return view


def signing(studio: Studio) -> QWidget:
    return at(studio, "Have the correction signed off")


def beginning_another(studio: Studio) -> QWidget:
    return at(studio, "Press enquiry")


def several(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, several_books))
    view._model.open(view._model.state.rows[-1].incident)
    studio.settle()
    return view


def playbooks(studio: Studio) -> QWidget:
    view = several(studio)
    assert isinstance(view, IncidentView)
    view._show_leaf(beside.PLAYBOOKS)
    studio.settle()
    return view


def clocks(studio: Studio) -> QWidget:
    view = at(studio, "Ring the police")
    view._show_leaf(CLOCKS)
    return view


def the_law(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, hijacked, personal_data))


def facts(studio: Studio) -> QWidget:
    view = at(studio, "Ring the police")
    view._show_leaf(beside.FACTS)
    return view


def closing_gate(studio: Studio) -> QWidget:
    view = at(studio, "Ring the police")
    view._show_leaf(words.CLOSE)
    return view


def crowded(studio: Studio) -> QWidget:
    return view_of(studio.prepare(many_accounts, at_the_password))


def exercise(studio: Studio) -> QWidget:
    return view_of(studio.prepare(an_exercise))


def offers_lead(desk: Desk) -> None:
    incident = desk.incidents.find()
    desk.incidents.roles.take(incident, "Lead")
    other = next(
        p for p in desk.session.members() if p.person != desk.session.me.person
    )
    note = "The reporter rings again at four. Carys has the screenshots."
    desk.incidents.roles.offer(incident, "Lead", other.person, note)


def _together(desk: Desk) -> None:
    one_x(desk)
    our_post(desk)


def offered(studio: Studio) -> QWidget:
    with_colleague(studio, _together, lambda _: None, offers_lead)
    return view_of(studio)


def roles(studio: Studio) -> QWidget:
    view = offered(studio)
    assert isinstance(view, IncidentView)
    view._show_leaf(beside.ROLES)
    return view


def _answer(label: str) -> object:
    def story(desk: Desk) -> None:
        incident = desk.incidents.find()
        desk.incidents.answer(incident, "how-serious-is-it", label)

    return story


def _wrote(text: str) -> object:
    def story(desk: Desk) -> None:
        incident = desk.incidents.find()
        slug = "write-down-the-post-as-it-stood"
        desk.incidents.details(incident, slug, {"words": text})

    return story


def conflict(studio: Studio) -> QWidget:
    with_colleague(studio, _together, _answer("Minor"), _answer("Serious"))  # type: ignore[arg-type]
    view = view_of(studio)
    view._model.choose_step("how-serious-is-it")
    studio.settle()
    return view


def two_versions(studio: Studio) -> QWidget:
    here, there = _wrote("No bins, no cry"), _wrote("No bins no cry :)")
    with_colleague(studio, _together, here, there)  # type: ignore[arg-type]
    view = view_of(studio)
    view._model.choose_step("write-down-the-post-as-it-stood")
    studio.settle()
    return view


def meanwhile(studio: Studio) -> QWidget:
    """A colleague deals with the step that somebody is looking at."""

    def done_by_ben(desk: Desk) -> None:
        _answer("Serious")(desk)  # type: ignore[operator]

    with_colleague(studio, _together, lambda _: None, done_by_ben)
    view = view_of(studio)
    view._model._holds = "how-serious-is-it"
    view._model.refresh()
    studio.settle()
    return view


def restricted(studio: Studio) -> QWidget:
    def only_us(desk: Desk) -> None:
        people = frozenset(m.person for m in desk.session.members())
        opening = Opening("About somebody inside", book(), readers=people)  # type: ignore[arg-type]
        desk.incidents.start(opening)

    with_colleague(studio, one_x, only_us, lambda _: None)
    view = view_of(studio)
    view._show_leaf(beside.READERS)
    return view


def readers(studio: Studio) -> QWidget:
    with_colleague(studio, _together, lambda _: None, lambda _: None)
    view = view_of(studio)
    view._show_leaf(beside.READERS)
    return view


PICTURES = {
    "form": form,
    "decision": decision,
    "nobody-reached": nobody_reached,
    "after-failing": after_failing,
    "failed-step": failed_step,
    "second-person": second_person,
    "refused": refused,
    "repeating": repeating,
    "signing": signing,
    "beginning-another": beginning_another,
    "several": several,
    "playbooks": playbooks,
    "clocks": clocks,
    "the-law": the_law,
    "facts": facts,
    "closing-gate": closing_gate,
    "crowded": crowded,
    "exercise": exercise,
    "offered": offered,
    "roles": roles,
    "conflict": conflict,
    "two-versions": two_versions,
    "meanwhile": meanwhile,
    "restricted": restricted,
    "readers": readers,
}

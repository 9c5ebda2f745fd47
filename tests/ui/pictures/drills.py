"""Exercises: choosing one, the register, what happens beside a step, and the debrief."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.drilling import (
    Ending,
    answer_inject,
    end_drill,
    read_drill,
    show_injects,
    start_drill,
)
from incidentkit.desk.services import Desk
from incidentkit.incidents.evidence import Source
from incidentkit.ui.screens.drills.elsewhere import Elsewhere
from incidentkit.ui.screens.drills.happening import Happening
from incidentkit.ui.screens.drills.practising import Practising
from incidentkit.ui.screens.drills.running_model import RunningViewModel
from incidentkit.ui.screens.drills.view import DrillsView
from incidentkit.ui.screens.drills.view_model import DrillsViewModel
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.vault.kinds import SubjectId
from tests.ui.studio import Studio

PRIZES = "Prize posts on a Saturday"
CAPTURE = "take-screenshots-before-anything-is-changed"
MINUTE = 60_000


def begin(desk: Desk) -> SubjectId:
    return start_drill(desk, PRIZES)


def go_through(desk: Desk) -> SubjectId:
    """Take the first steps of a drill, and answer some of what happens."""
    incident = begin(desk)
    drill = read_drill(desk, incident)
    clock = desk.session.clock
    for inject in drill.injects[:4]:
        clock.ms = max(clock.ms, drill.started_ms + inject.minute * MINUTE)
        show_injects(desk, incident, (inject.title,))
        if inject.minute != 5:
            clock.ms += 2 * MINUTE
            answer_inject(
                desk, incident, inject.title, "Answered by Asha, in our words"
            )
    desk.incidents.evidence.text(incident, "Prize for everybody", Source(step=CAPTURE))
    desk.incidents.done(incident, CAPTURE)
    return incident


def held_before(desk: Desk) -> SubjectId:
    incident = go_through(desk)
    lesson = ("Keep the numbers on paper", "Ben Carter")
    end_drill(desk, incident, Ending("Calm, and quicker than last time", (lesson,)))
    return incident


def view_of(studio: Studio) -> DrillsView:
    view = DrillsView(DrillsViewModel(studio.kit))
    view.arrive()
    studio.settle()
    return view


def never(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def normal(studio: Studio) -> QWidget:
    return view_of(studio.prepare(held_before, begin))


def register(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(held_before, begin))
    view.list.ensureWidgetVisible(view.register.saving)
    view.register.saving.unfold()
    return view


def debrief(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(go_through))
    incident = studio.ask(lambda desk: desk.incidents.find())
    view.open_debrief(incident)
    studio.settle()
    return view


def debrief_ending(studio: Studio) -> QWidget:
    view = debrief(studio)
    assert isinstance(view, DrillsView)
    view._model.add_lesson("Keep the numbers on paper", "Ben Carter")
    view.debrief.ensureWidgetVisible(view.debrief.end)
    return view


def debrief_over(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(held_before))
    held = studio.ask(lambda desk: desk.incidents.rows(exercises=True))
    view.open_debrief(held[0].incident)
    studio.settle()
    return view


def failed(studio: Studio) -> QWidget:
    view = debrief(studio)
    assert isinstance(view, DrillsView)
    view._model.add_lesson("Keep the numbers on paper", "")
    return view


def _card(studio: Studio) -> Happening:
    model = RunningViewModel(studio.kit, studio.clock)
    incident = studio.ask(lambda desk: desk.incidents.find())
    card = Happening(model)
    model.look_at(incident)
    studio.settle()
    return card


def _page(*items: QWidget) -> QWidget:
    return Page(column(*items, None), 60)


def happening(studio: Studio) -> QWidget:
    studio.prepare(go_through)
    return _page(_card(studio))


def quiet(studio: Studio) -> QWidget:
    studio.prepare(begin)
    return _page(_card(studio))


def practising(studio: Studio) -> QWidget:
    made = Practising()
    made.begin()
    made.secret.setText("Example-Words-9x")
    made.typed.setText("Example-Words")
    made.confirm.click()
    band = Elsewhere()
    band.say(PRIZES)
    return _page(band, made)


PICTURES = {
    "never": never,
    "normal": normal,
    "register": register,
    "debrief": debrief,
    "debrief-ending": debrief_ending,
    "debrief-over": debrief_over,
    "failed": failed,
    "happening": happening,
    "quiet": quiet,
    "practising": practising,
}

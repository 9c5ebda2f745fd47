"""What is typed in an exercise and not kept yet waits behind a lock, like everything."""

from incidentkit.desk.drilling import read_drill
from incidentkit.ui.screens.drills.happening import Happening
from incidentkit.ui.screens.drills.view import DrillsView
from incidentkit.words.window import drills as words
from tests.ui.pictures.drills import begin, go_through
from tests.ui.screens.test_drills import only, running, shown
from tests.ui.screens.test_left_forms import held_worker, lock, notes
from tests.ui.studio import Studio


class Writes:
    """A card as the responses' own model keeps it."""

    def __init__(self, card: Happening) -> None:
        self._card = card

    def unsaved(self):
        return next(iter(self._card.unsaved()), None)


def test_a_half_typed_answer_is_offered_back_at_the_same_event(studio: Studio) -> None:
    card, model = running(studio.prepare(go_through))
    assert Writes(card).unsaved() is None
    card.note.setPlainText("We would ring")
    assert not lock(studio, Writes(card))().lost
    (note,) = notes(studio)
    assert card.title.text() in note
    model.look_at(None)

    later, again = running(studio)
    assert later.note.text() == ""
    assert later.offered.isVisibleTo(later)
    later.offered.put_back.click()
    studio.settle()
    assert later.note.text() == "We would ring"
    assert notes(studio) == []
    with held_worker(studio):
        later.answer.click()
        end = lock(studio, Writes(later))
    assert not end().lost
    assert notes(studio) == [], "what is just being answered is kept once"
    drill = studio.ask(lambda desk: read_drill(desk, only(desk)))
    assert len(drill.answered) > 0
    again.look_at(None)


def at_debrief(studio: Studio) -> DrillsView:
    view = shown(studio)
    view.open_debrief(studio.ask(only))
    studio.settle()
    return view


def test_lessons_that_were_added_or_half_typed_are_offered_back(studio: Studio) -> None:
    view = at_debrief(studio.prepare(begin))
    assert view.unsaved() is None
    view.debrief.lesson.setText("Keep the numbers on paper")
    view.debrief.owner.setText("Ben Carter")
    view.debrief.add.click()
    view.debrief.lesson.setText("Ring sooner")
    view.debrief.summary.setText("Calm")
    assert not lock(studio, view)().lost

    later = at_debrief(studio)
    assert later.debrief.lessons.text() == words.NO_LESSONS
    later.debrief.offered.put_back.click()
    studio.settle()
    added = words.lesson("Keep the numbers on paper", "Ben Carter")
    assert later.debrief.lessons.text() == added
    assert later.debrief.lesson.text() == "Ring sooner"
    assert later.debrief.summary.text() == "Calm"
    assert notes(studio) == []

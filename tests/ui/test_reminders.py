"""Somebody is told once a day, from the open window or the locked one, without names."""

from dataclasses import dataclass, field

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.model import Item, Reason
from incidentkit.desk.services import Desk
from incidentkit.ui.reminders import Reminders
from tests.ui.studio import Studio, one_x

DAY_MS = 86_400_000


@dataclass
class Told:
    """A desktop that writes down what it was told."""

    notes: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, title: str, body: str) -> None:
        self.notes.append((title, body))


def owing(desk: Desk) -> None:
    (row,) = desk.accounts.rows()
    desk.accounts.owe(row.subject, RotationOwed(Item.SECRET, Reason.SEEN_OUTSIDE))


def test_somebody_is_told_once_a_day_and_a_restart_tells_nobody_twice(
    studio: Studio,
) -> None:
    studio.prepare(one_x, owing)
    places = studio.ask(lambda desk: desk.session.kit.places)
    told = Told()
    made = Reminders(studio.kit, lambda: places, studio.clock, told)
    made.look()
    studio.settle()
    assert told.notes == []  # nobody had written down what is due
    made.keep()
    studio.settle()
    made.look()
    studio.settle()
    (note,) = told.notes
    assert note[0] == "1 thing due today"
    assert "Ashcombe" not in " ".join(note)
    again = Reminders(studio.kit, lambda: places, studio.clock, told)
    again.look()
    studio.settle()
    assert len(told.notes) == 1
    studio.clock.ms += DAY_MS
    again.look()
    studio.settle()
    assert len(told.notes) == 2

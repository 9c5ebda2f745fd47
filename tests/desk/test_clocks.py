"""The times of an incident as the window shows them, with how each was counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.response import Response, read_response
from incidentkit.desk.services import Desk, open_desk
from incidentkit.playbooks.model import DueKind, Origin
from incidentkit.vault.kinds import SubjectId
from tests.ui.incident_stories import our_post, taken_until
from tests.vault.world import Machine

POLICE = "ring-the-police"
LOOK = "look-whether-it-comes-back"
HOUR = 3_600_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=full_catalogue())
    machine.found()
    yield open_desk(machine.here)
    machine.close()


def clock_of(response: Response, slug: str):
    return next(c for c in response.clocks.running if c.slug == slug)


def test_the_law_counts_from_the_start_until_somebody_says_when(desk: Desk) -> None:
    incident: SubjectId = our_post(desk)
    first = read_response(desk, incident)
    clock = clock_of(first, POLICE)
    assert clock.kind is DueKind.LAW
    assert clock.at_ms == first.known_ms + 72 * HOUR
    assert clock.counted.origin is Origin.START
    when = first.known_ms - 2 * HOUR
    desk.incidents.circumstances.moment(incident, "knowing", when, "ICT found it")
    later = read_response(desk, incident)
    clock = clock_of(later, POLICE)
    assert clock.at_ms == when + 72 * HOUR
    assert (clock.counted.origin, clock.counted.from_ms) == (Origin.MOMENT, when)
    (moment,) = (m for m in later.clocks.moments if m.name == "knowing")
    assert [s.when_ms for s in moment.said] == [when]
    assert "ICT found it" in moment.said[0].sentence


def test_what_is_done_again_counts_from_the_last_time(desk: Desk) -> None:
    incident = our_post(desk)
    taken_until("Have the correction signed off")(desk)
    response = read_response(desk, incident)
    clock = clock_of(response, LOOK)
    assert clock.counted.repeats
    assert clock.at_ms == clock.counted.from_ms + 4 * HOUR
    assert [s.slug for s in response.resting] == [LOOK]


def test_a_closed_incident_has_no_clocks(desk: Desk) -> None:
    incident = our_post(desk)
    desk.incidents.close(incident, "over", reason="nothing had happened")
    assert read_response(desk, incident).clocks.running == ()


def test_how_serious_it_was_is_kept_with_its_history(desk: Desk) -> None:
    incident = our_post(desk)
    for label in ("Minor", "Critical"):
        desk.incidents.answer(incident, "how-serious-is-it", label)
    record = read_response(desk, incident).record
    assert record.severity == "Critical"
    assert [(one.label, one.stands) for one in record.severities] == [
        ("Minor", False),
        ("Critical", True),
    ]

"""The times of an incident as the window shows them, with how each was counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.response import Response, read_response
from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import InvalidValueError
from incidentkit.incidents.first_known import FIRST_KNOWN
from incidentkit.playbooks.model import DueKind, Origin
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.times import spoken_time
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


def test_the_72_hours_follow_when_we_first_knew_and_the_log_keeps_both(
    desk: Desk,
) -> None:
    incident = our_post(desk)
    first = read_response(desk, incident)
    earlier = first.known_ms - 3 * HOUR
    put_right = desk.incidents.circumstances.moment
    put_right(incident, FIRST_KNOWN, earlier, "A resident had rung at night")
    later = read_response(desk, incident)
    assert later.known_ms == earlier
    assert clock_of(later, POLICE).at_ms == earlier + 72 * HOUR
    (moment,) = (m for m in later.clocks.moments if m.name == FIRST_KNOWN)
    (said,) = moment.said
    assert said.when_ms == earlier
    assert "A resident had rung at night" in said.sentence
    assert spoken_time(first.known_ms) in said.sentence
    put_right(incident, FIRST_KNOWN, first.known_ms, "That was about something else")
    assert read_response(desk, incident).known_ms == first.known_ms
    told = " ".join(line.sentence for line in desk.records.timeline(incident))
    assert spoken_time(earlier) in told
    assert "That was about something else" in told


def test_when_we_first_knew_takes_a_reason_and_lies_in_the_past(desk: Desk) -> None:
    incident = our_post(desk)
    put_right = desk.incidents.circumstances.moment
    now_ms = desk.session.clock.now_ms()
    for when_ms, reason in ((now_ms - HOUR, " "), (now_ms + HOUR, "A guess")):
        with pytest.raises(InvalidValueError):
            put_right(incident, FIRST_KNOWN, when_ms, reason)


def test_until_it_is_put_right_the_start_says_when_we_first_knew(desk: Desk) -> None:
    first = read_response(desk, our_post(desk))
    (moment,) = (m for m in first.clocks.moments if m.name == FIRST_KNOWN)
    assert [said.when_ms for said in moment.said] == [first.known_ms]


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

"""What was done before the kit was opened, where something stands before the step."""

import pytest

from incidentkit.errors import InvalidValueError
from incidentkit.playbooks.walk import Status
from tests.incidents.office import MINUTE
from tests.incidents.test_service import DELETE, incident, status

__all__ = ["incident"]


def test_a_removal_done_before_takes_when_and_why_and_stays_on_the_list(
    office, incident
):
    began = office.run(incident).incident.started_ms
    office.wait(5)
    for more in ({}, {"at_ms": began - MINUTE}, {"at_ms": began, "reason": "Late"}):
        with pytest.raises(InvalidValueError):
            office.incidents.already_done(incident, DELETE, **more)
    assert status(office, incident, DELETE) is not Status.DONE
    run = office.incidents.already_done(
        incident, DELETE, at_ms=began - MINUTE, reason="It named a child"
    )
    assert status(office, incident, DELETE) is Status.DONE
    assert any("Delete the posts" in line for line in run.left_open)


def test_a_step_with_nothing_before_it_is_ticked_without_more(office, incident):
    slug = "stay-logged-in-and-keep-that-screen-open"
    office.incidents.already_done(incident, slug)
    assert status(office, incident, slug) is Status.DONE

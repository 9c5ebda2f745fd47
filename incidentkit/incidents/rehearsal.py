"""What an exercise shows to those who are in it, and when they answered."""

import contextlib

from incidentkit.errors import (
    InvalidValueError,
    NotYetOpenedError,
    SeatRemovedError,
    UnknownNameError,
)
from incidentkit.incidents import kinds as k
from incidentkit.incidents import team_entries as t
from incidentkit.incidents.entries import Started
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.run import Run
from incidentkit.incidents.state import Incident
from incidentkit.vault.kinds import SubjectId


class Rehearsal:
    """Records the injects of an exercise; what they say and score is decided elsewhere."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def is_exercise(self, incident: SubjectId) -> bool:
        """Whether an incident does not really happen; one nobody knows does."""
        with contextlib.suppress(UnknownNameError, NotYetOpenedError, SeatRemovedError):
            return bool(self._recorder.state(incident).exercise)
        return False

    def scenario_text(self, state: Incident) -> str:
        """Return the text of the scenario that an exercise began with.

        Empty for what really happens, and for an exercise of an earlier version.
        """
        if not state.exercise:
            return ""
        body = self._recorder.session.fact(state.started).body
        return body.scenario if isinstance(body, Started) else ""

    def shown(self, incident: SubjectId, inject: str, at_ms: int = 0) -> Run:
        """Record that an inject was shown; again changes nothing.

        Raises:
            InvalidValueError: The incident is no exercise.
        """
        run = self._exercise(incident)
        require_text("inject", inject)
        if any(i.name == inject and i.shown_ms for i in run.incident.course.injects):
            return run
        self._recorder.check_past(at_ms)
        body = t.InjectShown(inject, at_ms)
        return self._recorder.record(incident, k.INJECT_SHOWN, body)

    def answered(
        self, incident: SubjectId, inject: str, note: str = "", at_ms: int = 0
    ) -> Run:
        """Record that whoever is in the exercise answered an inject.

        Raises:
            UnknownNameError: It was not shown.
        """
        run = self._exercise(incident)
        known = {i.name: i for i in run.incident.course.injects}
        if inject not in known or not known[inject].shown_ms:
            raise UnknownNameError("inject", inject)
        if known[inject].answered_ms:
            return run
        self._recorder.check_past(at_ms)
        self._recorder.check_texts(note=note)
        body = t.InjectAnswered(inject, at_ms, note)
        return self._recorder.record(incident, k.INJECT_ANSWERED, body)

    def _exercise(self, incident: SubjectId) -> Run:
        run = self._recorder.open_run(incident)
        if not run.incident.exercise:
            raise InvalidValueError("incident", "no-exercise")
        return run

"""What an incident stands under: flags, moments, promises, its cause, its situation."""

from msgspec import structs

from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.run import ALONE, DANGER, MACHINE, Run
from incidentkit.playbooks.model import DueKind
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.vault.register import Register

CAUSE_STATUSES = ("unexplained", "suspected", "confirmed")


class Circumstances:
    """Records what is known about an incident beside its steps."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def flag(
        self, incident: SubjectId, name: str, *, on: bool, reason: str = ""
    ) -> Run:
        """Say that people are in danger, one person works alone, or the machine is suspect."""
        run = self._recorder.open_run(incident)
        if name not in (DANGER, ALONE, MACHINE):
            raise InvalidValueError("flag", "not-a-choice")
        self._recorder.check_texts(reason=reason)
        old = _digests(run.incident.flags.get(name))
        return self._recorder.record(
            incident, k.FLAGGED, e.Flagged(name, on, reason, old)
        )

    def moment(
        self, incident: SubjectId, name: str, when_ms: int, reason: str = ""
    ) -> Run:
        """Say when one of the playbook's moments was: a legal clock counts from it."""
        run = self._recorder.open_run(incident)
        names = [moment.name for moment in run.playbook.moments]
        if name not in names:
            raise UnknownNameError("moment", name)
        self._recorder.check_past(when_ms)
        self._recorder.check_texts(reason=reason)
        old = _digests(run.incident.moments.get(name))
        return self._recorder.record(
            incident, k.MOMENT_SET, e.MomentSet(name, when_ms, reason, old)
        )

    def promise(
        self, incident: SubjectId, step: str, when_ms: int, to: str = ""
    ) -> Run:
        """Write down when we said people would hear from us next.

        A step that was done is open again: it keeps one promise at a time.

        Raises:
            InvalidValueError: The step keeps no promise.
        """
        run = self._recorder.open_run(incident)
        found = self._recorder.step(run, step)
        if found.due is None or found.due.kind is not DueKind.PROMISE:
            raise InvalidValueError("step", "not-a-choice")
        if when_ms <= 0:
            raise InvalidValueError("when", "not-a-time")
        self._recorder.check_texts(to=to)
        slug = found.slug
        old = _digests(run.incident.promises.get(slug))
        return self._recorder.record(
            incident, k.PROMISED, e.Promised(slug, when_ms, to, old)
        )

    def set_cause(
        self, incident: SubjectId, status: str, cause: str, basis: str
    ) -> Run:
        """Write down what is known of the cause, and on what grounds."""
        run = self._recorder.open_run(incident)
        if status not in CAUSE_STATUSES:
            raise InvalidValueError("cause", "not-a-choice")
        if status != "unexplained":
            require_text("cause", cause)
            require_text("basis", basis)
        self._recorder.check_texts(cause=cause, basis=basis)
        body = e.CauseSet(status, cause, basis, run.incident.cause.digests)
        return self._recorder.record(incident, k.CAUSE_SET, body)

    def situation(self, incident: SubjectId, report: e.Situation) -> Run:
        """File a situation report of five lines."""
        self._recorder.open_run(incident)
        require_text("known", report.known)
        self._recorder.check_texts(**structs.asdict(report))
        return self._recorder.record(incident, k.SITUATION, report)


def _digests(register: Register[bool] | Register[int] | None) -> tuple[Digest, ...]:
    return register.digests if register is not None else ()

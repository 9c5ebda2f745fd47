"""What an incident stands under: flags, moments, promises, its cause, its record."""

from collections.abc import Mapping

from msgspec import structs

from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.first_known import FIRST_KNOWN
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.run import ALONE, DANGER, MACHINE, Run
from incidentkit.incidents.time_left import answers_from
from incidentkit.playbooks.model import DueKind
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.vault.register import Register
from incidentkit.words.running import stood_before

CAUSE_STATUSES = ("unexplained", "suspected", "confirmed")
# The record that every incident has, beside what its entries already say.
TIMES = ("public since", "review on")
TEXTS = (
    "raised by",
    "platform",
    "address",
    "post id",
    "affected",
    "retention",
    "legal hold",
)


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
        """Say when a moment of the playbook was, or when a deadline of it is.

        Clocks count from a moment; a deadline may lie ahead. What follows from it,
        such as how much time is left, is answered with it. When we first knew is a
        moment of every incident; to put it right takes a reason.
        """
        run = self._recorder.open_run(incident)
        past = {FIRST_KNOWN, *(moment.name for moment in run.playbook.moments)}
        ahead = {deadline.name for deadline in run.playbook.deadlines}
        if name not in past | ahead:
            raise UnknownNameError("moment", name)
        if name in past:
            self._recorder.check_past(when_ms)
        elif when_ms <= 0:
            raise InvalidValueError("when", "not-a-time")
        self._recorder.check_texts(reason=reason)
        if name == FIRST_KNOWN:
            require_text("reason", reason)
            reason = stood_before(reason, run.incident.known_ms)
        change = self.planned_moment(run, incident, name, when_ms, reason)
        self._recorder.session.commit(change)
        return self._recorder.run(incident)

    def planned_moment(
        self, run: Run, incident: SubjectId, name: str, when_ms: int, reason: str = ""
    ) -> Change:
        """Return the change that says when it was, with what follows from it."""
        old = _digests(run.incident.moments.get(name))
        change = self._recorder.change(
            incident, k.MOMENT_SET, e.MomentSet(name, when_ms, reason, old)
        )
        now_ms = self._recorder.session.clock.now_ms()
        for answer in answers_from(run, name, when_ms, now_ms):
            change += self._recorder.change(incident, k.ANSWERED, answer)
        return change

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

    def record(self, incident: SubjectId, field: str, value: str | int) -> Run:
        """Write down one line of the record that every incident has.

        A time is given in milliseconds. Also after the closing.

        Raises:
            UnknownNameError: The record has no such line.
            InvalidValueError: It is a time, and none was given, or the other way.
        """
        run = self._recorder.run(incident)
        (line,) = self.lines({field: value})
        old = tuple(c.digest for c in run.incident.said_of("", field))
        body = structs.replace(line, replaces=old)
        return self._recorder.record(incident, k.RECORDED, body)

    def lines(self, record: Mapping[str, str | int]) -> tuple[e.Recorded, ...]:
        """Return lines of the record as entries keep them; as `record` refuses."""
        return tuple(self._line(field, value) for field, value in record.items())

    def _line(self, field: str, value: str | int) -> e.Recorded:
        if field in TIMES:
            if not isinstance(value, int) or value <= 0:
                raise InvalidValueError("when", "not-a-time")
            if field == "public since":
                self._recorder.check_past(value)
            return e.Recorded(field, when_ms=value)
        if field not in TEXTS:
            raise UnknownNameError("line of the record", field)
        text = str(value).strip()
        require_text("text", text)
        self._recorder.check_texts(text=text)
        return e.Recorded(field, text)

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

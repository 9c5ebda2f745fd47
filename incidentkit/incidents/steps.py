"""Taking the steps of an incident: answered, done, left out, failed, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.errors import (
    DetailsMissingError,
    ExerciseError,
    InvalidValueError,
    ProofMissingError,
    ReasonNeededError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.gates import check_before, check_second
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import DONT_KNOW, SETTING, Step
from incidentkit.vault.change import Change, write
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.vault.session import NOTHING

_ADDRESSES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Finishing:
    """What a step may ask for before it is finished.

    `second` is the second person who agrees, in words: they may be on the
    telephone. `proof` is an address, or the line of text that the step asks for.
    """

    details: Mapping[str, str] | None = None
    proof: str = ""
    second: str = ""


NO_MORE = Finishing()


class Steps:
    """Records what becomes of each step."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def answer(
        self,
        incident: SubjectId,
        step: str,
        said: str,
        *,
        reason: str = "",
        by: str = "",
        more: Finishing = NO_MORE,
    ) -> Run:
        """Answer a question or decision; answering again replaces the answer.

        Raises:
            StepNotOpenError: Something has to come first.
            InvalidValueError: Not one of the answers.
            ReasonNeededError: The step asks for one, or it goes against the
                council's own rule.
            DetailsMissingError, ProofMissingError, SecondPersonNeededError: The
                step asks for more; nobody is asked for it who does not know yet.
        """
        run = self._recorder.open_run(incident)
        position = run.walk.require(self._recorder.slug(run, step))
        found, label = position.step, position.step.label(said)
        if not found.asks or label is None:
            raise InvalidValueError("answer", "not-an-answer")
        self._recorder.check_texts(reason=reason, by=by)
        if label != DONT_KNOW:
            _check_reason(run, found, label, reason)
            self._check_finished(run, found, by, more)
        old = _digests(run, found.slug, "answer")
        body = e.Answered(
            found.slug, label, reason, by, 0, old, more.second.strip(), more.proof
        )
        details = self._detailing(run, incident, found, more.details, by)
        self._recorder.session.commit(
            details
            + self._recorder.change(incident, k.ANSWERED, body)
            + self._recorder.follows(run, found.fact, label)
        )
        return self._recorder.run(incident)

    def done(
        self,
        incident: SubjectId,
        step: str,
        note: str = "",
        by: str = "",
        more: Finishing = NO_MORE,
    ) -> Run:
        """Finish a step; one that repeats is to be done again later."""
        change = self.planned_done(incident, step, note, by=by, more=more)
        self._recorder.session.commit(change)
        return self._recorder.run(incident)

    def planned_done(
        self,
        incident: SubjectId,
        step: str,
        note: str = "",
        *,
        by: str = "",
        about: tuple[Digest, ...] = (),
        more: Finishing = NO_MORE,
    ) -> Change:
        """Return the change that finishes a step.

        Raises:
            CaptureFirstError: It removes something nobody captured.
            StepNotOpenError: Something has to come first.
            InvalidValueError: The step asks for an answer.
            ExerciseError: What was done is `about` something real.
            DetailsMissingError, ProofMissingError, SecondPersonNeededError: It
                asks for more than was given.
        """
        run = self._recorder.open_run(incident)
        position = run.walk.require(self._recorder.slug(run, step))
        found = position.step
        if found.asks:
            raise InvalidValueError("step", "needs-an-answer")
        if about and run.incident.exercise:
            raise ExerciseError("rotate")
        self._recorder.check_texts(note=note, by=by)
        self._check_finished(run, found, by, more)
        body = e.StepDone(
            step=found.slug,
            note=note,
            by=by,
            about=about,
            second=more.second.strip(),
            proof=more.proof,
            replaces=_digests(run, found.slug, "failed"),
        )
        details = self._detailing(run, incident, found, more.details, by)
        return details + self._recorder.change(incident, k.STEP_DONE, body)

    def already_done(
        self,
        incident: SubjectId,
        step: str,
        *,
        at_ms: int = 0,
        by: str = "",
        reason: str = "",
    ) -> Run:
        """Tick a step that was done before the kit was opened.

        What stands before such a step and was passed by stays open: a capture, proof,
        approval, a second person.

        Raises:
            InvalidValueError: It asks for an answer; or something stands before it,
                and nobody says why it went first, and when, before the incident was
                begun here.
        """
        run = self._recorder.open_run(incident)
        found = self._recorder.step(run, step)
        if not found.tickable or found.asks:
            raise InvalidValueError("step", "needs-an-answer")
        self._recorder.check_past(at_ms)
        check_before(run, found, at_ms, reason)
        self._recorder.check_texts(by=by, reason=reason)
        body = e.StepDone(found.slug, reason.strip(), by, at_ms, before_kit=True)
        return self._recorder.record(incident, k.STEP_DONE, body)

    def skip(self, incident: SubjectId, step: str, reason: str, by: str = "") -> Run:
        """Leave a step out, with a reason."""
        run = self._recorder.open_run(incident)
        slug = self._recorder.slug(run, step)
        self._reason(reason, by)
        return self._recorder.record(
            incident, k.STEP_SKIPPED, e.StepSkipped(slug, reason, by)
        )

    def cannot(
        self,
        incident: SubjectId,
        step: str,
        reason: str,
        *,
        attempts: tuple[e.Attempt, ...] = (),
        by: str = "",
    ) -> Run:
        """Say that a step could not be done, or that nobody could be reached.

        What the playbook has for that opens; doing the step later is still possible.
        It takes the place of an earlier word that the step was done.

        Raises:
            StepNotOpenError, CaptureFirstError: Something has to come first.
        """
        run = self._recorder.open_run(incident)
        found = run.walk.require(self._recorder.slug(run, step)).step
        self._reason(reason, by)
        for attempt in attempts:
            require_text("whom", attempt.whom)
            self._recorder.check_texts(whom=attempt.whom, how=attempt.how)
            self._recorder.check_past(attempt.when_ms)
        body = e.StepFailed(
            step=found.slug,
            reason=reason,
            attempts=attempts,
            by=by,
            replaces=_digests(run, found.slug, "failed", "done", "already"),
        )
        return self._recorder.record(incident, k.STEP_FAILED, body)

    def details(
        self, incident: SubjectId, step: str, values: Mapping[str, str], by: str = ""
    ) -> Run:
        """Write down some of what a step's form asks for; what was there gives way.

        Raises:
            UnknownNameError: The form asks for nothing of that name.
        """
        run = self._recorder.open_run(incident)
        found = self._recorder.step(run, step)
        self._recorder.check_texts(by=by)
        change = self._detailing(run, incident, found, values, by)
        self._recorder.session.commit(change)
        return self._recorder.run(incident)

    def agree(self, incident: SubjectId, step: str, note: str = "") -> Run:
        """Agree, as the second person, that a step is taken; from one's own seat."""
        run = self._recorder.open_run(incident)
        slug = self._recorder.slug(run, step)
        self._recorder.check_texts(note=note)
        return self._recorder.record(incident, k.STEP_AGREED, e.StepAgreed(slug, note))

    def end_round(
        self, incident: SubjectId, step: str, reason: str, by: str = ""
    ) -> Run:
        """Say that a step that repeats need not be done once more.

        Raises:
            InvalidValueError: It does not repeat.
        """
        run = self._recorder.open_run(incident)
        found = self._recorder.step(run, step)
        if not found.repeat_minutes:
            raise InvalidValueError("step", "does-not-repeat")
        self._reason(reason, by)
        body = e.RoundEnded(found.slug, reason, by)
        return self._recorder.record(incident, k.ROUND_ENDED, body)

    def override_capture(self, incident: SubjectId, step: str, reason: str) -> Run:
        """Let something be removed before it is captured, because waiting is dangerous."""
        run = self._recorder.open_run(incident)
        slug = self._recorder.slug(run, step)
        self._reason(reason)
        body = e.CaptureOverridden(slug, reason)
        return self._recorder.record(incident, k.CAPTURE_OVERRIDDEN, body)

    def undo(self, incident: SubjectId, step: str, reason: str) -> Run:
        """Take back what was last recorded of a step, as a new entry."""
        return self._take_back(incident, step, reason, every=False)

    def open_again(self, incident: SubjectId, step: str, reason: str) -> Run:
        """Take back all that is recorded of a step, so that it is to be done."""
        return self._take_back(incident, step, reason, every=True)

    # --- inside ----------------------------------------------------------

    def _take_back(
        self, incident: SubjectId, step: str, reason: str, *, every: bool
    ) -> Run:
        run = self._recorder.open_run(incident)
        slug = self._recorder.slug(run, step)
        records = run.incident.records_of(slug)
        if not records:
            raise UnknownNameError("step record", step)
        self._reason(reason)
        # Taking back only what stands would bring back what it replaced.
        targets = run.incident.all_of(slug) if every else records[-1:]
        entries = (
            self._recorder.entry(incident, k.UNDONE, e.Undone(r.digest, reason))
            for r in targets
        )
        self._recorder.session.commit(write(*entries))
        return self._recorder.run(incident)

    def _reason(self, reason: str, by: str = "") -> None:
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason, by=by)

    def _check_finished(self, run: Run, step: Step, by: str, more: Finishing) -> None:
        """Refuse to finish a step that asks for more than there is."""
        given = {n for n, text in (more.details or {}).items() if text.strip()}
        there = given | run.incident.details(step.slug).keys()
        missing = [f.label for f in step.form if f.required and f.name not in there]
        if missing:
            raise DetailsMissingError(step.title, tuple(missing))
        self._recorder.check_texts(proof=more.proof, second=more.second)
        if not _is_proved(run, step, more.proof):
            raise ProofMissingError(step.title, step.proof)
        if self._takes_two(run, step):
            check_second(self._recorder, run, step, by, more.second)

    def _takes_two(self, run: Run, step: Step) -> bool:
        """Whether two people agree to a step here."""
        return run.takes_two(step)

    def _detailing(
        self,
        run: Run,
        incident: SubjectId,
        step: Step,
        values: Mapping[str, str] | None,
        by: str,
    ) -> Change:
        written = {name: text for name, text in (values or {}).items() if text.strip()}
        if not written:
            return NOTHING
        asked = {field.name for field in step.form}
        unknown = next((name for name in written if name not in asked), None)
        if unknown is not None:
            raise UnknownNameError("detail", unknown)
        self._recorder.check_texts(**written)
        said = (c for name in written for c in run.incident.said_of(step.slug, name))
        old = tuple(dict.fromkeys(claim.digest for claim in said))
        body = e.Detailed(step.slug, written, by, old)
        return self._recorder.change(incident, k.DETAILED, body)


def _digests(run: Run, slug: str, *what: str) -> tuple[Digest, ...]:
    return tuple(r.digest for r in run.incident.records_of(slug) if r.what in what)


def _check_reason(run: Run, step: Step, label: str, reason: str) -> None:
    if reason.strip():
        return
    choice = run.progress.facts.get(SETTING + step.follows, "") if step.follows else ""
    ruled = step.ruled(choice) if choice else ""
    if ruled and ruled != label:
        raise ReasonNeededError(step.title, ruled)
    if step.reason_required:
        raise ReasonNeededError(step.title)


def _is_proved(run: Run, step: Step, proof: str) -> bool:
    match step.proof:
        case "":
            return True
        case "evidence":
            return run.progress.evidence.get(step.slug, 0) > 0
        case "link":
            return proof.strip().lower().startswith(_ADDRESSES)
        case _:
            return bool(proof.strip())

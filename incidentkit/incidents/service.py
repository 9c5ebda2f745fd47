"""Running incidents: the one door for screens and commands.

Every method that records something has a `planned_` twin where another room
has to add to the same change.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from incidentkit.clock import as_datetime
from incidentkit.errors import (
    DocumentError,
    InvalidValueError,
    JournalError,
    SeveralMatchError,
    StillNeededError,
    StillOpenError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.circumstances import Circumstances
from incidentkit.incidents.evidence import Custody
from incidentkit.incidents.recorder import Checks, Recorder, require_text
from incidentkit.incidents.run import Run
from incidentkit.incidents.state import Incident
from incidentkit.playbooks.model import Playbook
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Digest, Fact, SubjectId
from incidentkit.vault.locked_notes import LockedNote
from incidentkit.vault.retention import dispose, may_go
from incidentkit.vault.session import Session
from incidentkit.words.times import uk_time

_RULE = "closed incident"  # in clear, so it says no more than that
_STAYS = (e.Started, e.Closed, e.Reopened, e.Exported, e.TextsDisposed)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when an incident begins. `known_ms` 0 means just now."""

    title: str
    playbook: Playbook
    account: bytes = b""
    seen: str = ""
    by: str = ""
    known_ms: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a list."""

    incident: SubjectId
    state: Incident
    next_step: str


class IncidentsService:
    """Starts incidents, records what is done in them, and says where they stand."""

    def __init__(self, session: Session, checks: Checks) -> None:
        self._recorder = Recorder(session, checks)
        self.evidence = Custody(self._recorder)
        self.circumstances = Circumstances(self._recorder)

    def run(self, incident: SubjectId) -> Run:
        """Return where an incident stands in the playbook it was started with."""
        return self._recorder.run(incident)

    def facts(self, incident: SubjectId) -> tuple[Fact, ...]:
        """Return every entry about an incident, in order."""
        return self._recorder.session.facts(incident)

    # --- finding ---------------------------------------------------------

    def rows(self) -> tuple[IncidentRow, ...]:
        """Return every incident, open ones first, newest first."""
        rows = [
            IncidentRow(subject, state, self._next_step(subject, state))
            for subject, state in self._recorder.states()
        ]
        return tuple(
            sorted(rows, key=lambda r: (not r.state.is_open, -r.state.started_ms))
        )

    def _next_step(self, incident: SubjectId, state: Incident) -> str:
        """Return the next step's title; one incident's trouble hides no other."""
        if not state.is_open:
            return ""
        try:
            following = self._recorder.run(incident).walk.next
        except (DocumentError, JournalError):
            return ""  # its playbook is of a later version, or was disposed of
        return following.step.title if following else ""

    def find(self, reference: str = "") -> SubjectId:
        """Return the incident of that reference; without one, the only open incident.

        Raises:
            UnknownNameError, SeveralMatchError: None, or more than one.
        """
        wanted = reference.strip().upper()
        found = {
            subject: state.reference
            for subject, state in self._recorder.states()
            if (state.reference.startswith(wanted) if wanted else state.is_open)
        }
        if not found:
            raise UnknownNameError("incident", reference)
        if len(found) > 1:
            raise SeveralMatchError(
                "incident", reference, tuple(sorted(found.values()))
            )
        return next(iter(found))

    # --- running ---------------------------------------------------------

    def start(self, opening: Opening) -> SubjectId:
        """Begin an incident.

        Raises:
            InvalidValueError: It has no title, or began in the future.
        """
        now = self._recorder.session.clock.now_ms()
        require_text("title", opening.title)
        if opening.known_ms > now:
            raise InvalidValueError("known", "not-in-future")
        self._recorder.check_texts(
            title=opening.title, seen=opening.seen, by=opening.by
        )
        incident = SubjectId(secrets.token_bytes(16))
        body = e.Started(
            reference=_reference(incident, now),
            title=opening.title.strip(),
            playbook_file=opening.playbook.file,
            playbook_text=opening.playbook.text,
            known_ms=opening.known_ms or now,
            account=opening.account,
            seen=opening.seen,
            alone=opening.alone,
            by=opening.by,
        )
        self._recorder.session.commit(write(Write(incident, k.STARTED, body)))
        return incident

    def answer(
        self,
        incident: SubjectId,
        step: str,
        said: str,
        *,
        reason: str = "",
        by: str = "",
    ) -> Run:
        """Answer a question or decision; answering again replaces the answer.

        Raises:
            StepNotOpenError: Something has to come first.
            InvalidValueError: Not one of the answers.
        """
        run = self._recorder.open_run(incident)
        position = run.walk.require(self._recorder.slug(run, step))
        label = position.step.label(said)
        if not position.step.asks or label is None:
            raise InvalidValueError("answer", "not-an-answer")
        self._recorder.check_texts(reason=reason, by=by)
        slug = position.step.slug
        old = tuple(
            r.digest for r in run.incident.records_of(slug) if r.what == "answer"
        )
        body = e.Answered(slug, label, reason, by, 0, old)
        return self._recorder.record(incident, k.ANSWERED, body)

    def done(self, incident: SubjectId, step: str, note: str = "", by: str = "") -> Run:
        """Finish a step."""
        self._recorder.session.commit(self.planned_done(incident, step, note, by=by))
        return self._recorder.run(incident)

    def planned_done(
        self,
        incident: SubjectId,
        step: str,
        note: str = "",
        *,
        by: str = "",
        about: tuple[Digest, ...] = (),
    ) -> Change:
        """Return the change that finishes a step.

        Raises:
            CaptureFirstError: It removes something nobody captured.
            StepNotOpenError: Something has to come first.
            InvalidValueError: The step asks for an answer.
        """
        run = self._recorder.open_run(incident)
        position = run.walk.require(self._recorder.slug(run, step))
        if position.step.asks:
            raise InvalidValueError("step", "needs-an-answer")
        self._recorder.check_texts(note=note, by=by)
        body = e.StepDone(position.step.slug, note, by, 0, False, about)  # noqa: FBT003
        return write(Write(incident, k.STEP_DONE, body))

    def already_done(
        self, incident: SubjectId, step: str, *, at_ms: int = 0, by: str = ""
    ) -> Run:
        """Tick a step that was done before the kit was opened."""
        run = self._recorder.open_run(incident)
        found = self._recorder.step(run, step)
        if not found.tickable or found.asks:
            raise InvalidValueError("step", "needs-an-answer")
        self._recorder.check_past(at_ms)
        self._recorder.check_texts(by=by)
        body = e.StepDone(found.slug, "", by, at_ms, before_kit=True)
        return self._recorder.record(incident, k.STEP_DONE, body)

    def skip(self, incident: SubjectId, step: str, reason: str, by: str = "") -> Run:
        """Leave a step out, with a reason."""
        run = self._recorder.open_run(incident)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason, by=by)
        slug = self._recorder.slug(run, step)
        return self._recorder.record(
            incident, k.STEP_SKIPPED, e.StepSkipped(slug, reason, by)
        )

    def override_capture(self, incident: SubjectId, step: str, reason: str) -> Run:
        """Let something be removed before it is captured, because waiting is dangerous."""
        run = self._recorder.open_run(incident)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        body = e.CaptureOverridden(self._recorder.slug(run, step), reason)
        return self._recorder.record(incident, k.CAPTURE_OVERRIDDEN, body)

    def undo(self, incident: SubjectId, step: str, reason: str) -> Run:
        """Take back what was last recorded of a step, as a new entry."""
        run = self._recorder.open_run(incident)
        slug = self._recorder.slug(run, step)
        records = run.incident.records_of(slug)
        if not records:
            raise UnknownNameError("step record", step)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        body = e.Undone(records[-1].digest, reason)
        return self._recorder.record(incident, k.UNDONE, body)

    def note(self, incident: SubjectId, text: str, by: str = "", at_ms: int = 0) -> Run:
        """Write something down, at any moment, also after the closing."""
        require_text("note", text)
        self._recorder.check_texts(note=text, by=by)
        self._recorder.check_past(at_ms)
        return self._recorder.record(incident, k.NOTED, e.Noted(text, by, at_ms))

    def file_locked_note(self, incident: SubjectId, found: LockedNote) -> Run:
        """File a note from the locked screen, word for word, once somebody read it.

        One that stands in any incident already is not filed again: the app was
        stopped between filing and removing it.

        Raises:
            SecretInTextError: It holds a stored secret, so it stays out of the log.
        """
        known = (state.locked_notes for _, state in self._recorder.states())
        if any(found.id in notes for notes in known):
            return self._recorder.run(incident)
        require_text("note", found.text)
        self._recorder.check_texts(note=found.text)
        body = e.LockedNoteFiled(found.id, found.text, found.left_at_ms)
        return self._recorder.record(incident, k.LOCKED_NOTE_FILED, body)

    # --- closing ---------------------------------------------------------

    def close(
        self, incident: SubjectId, summary: str, *, lessons: str = "", reason: str = ""
    ) -> Run:
        """Close an incident; what is still open needs a reason.

        Raises:
            StillOpenError: Something is open and no reason was given.
        """
        run = self._recorder.open_run(incident)
        require_text("summary", summary)
        if run.left_open and not reason.strip():
            raise StillOpenError(run.left_open)
        self._recorder.check_texts(summary=summary, lessons=lessons, reason=reason)
        body = e.Closed(summary, lessons, run.left_open, reason)
        return self._recorder.record(incident, k.CLOSED, body)

    def reopen(self, incident: SubjectId, reason: str) -> Run:
        """Go on with a closed incident. One that goes on already stays as it is."""
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        run = self._recorder.run(incident)
        if run.incident.is_open:
            return run
        body = e.Reopened(reason, run.incident.closings)
        return self._recorder.record(incident, k.REOPENED, body)

    def disposable(self, incident: SubjectId) -> tuple[Digest, ...]:
        """Return the texts of an incident that can be deleted for good.

        What it was, when it began and ended, and that texts went, stays.
        """
        facts = self._recorder.facts(incident)
        texts = (f for f in facts if not isinstance(f.body, _STAYS))
        return may_go(self._recorder.session, texts)

    def dispose(self, incident: SubjectId, reason: str) -> int:
        """Delete the texts of a closed incident for good; returns how many.

        Raises:
            RoleNeededError: Only a comms lead can.
            StillNeededError: It goes on.
        """
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        if self._recorder.run(incident).incident.is_open:
            raise StillNeededError(len(self._recorder.facts(incident)))
        texts = self.disposable(incident)
        if texts:
            body = e.TextsDisposed(len(texts), reason)
            said = write(Write(incident, k.TEXTS_DISPOSED, body))
            dispose(self._recorder.session, texts, _RULE, said)
        return len(texts)

    def exported(self, incident: SubjectId, name: str, data: bytes) -> None:
        """Log that a report was written."""
        body = e.Exported(name, hashlib.sha256(data).digest())
        self._recorder.session.commit(write(Write(incident, k.EXPORTED, body)))


def _reference(incident: SubjectId, now_ms: int) -> str:
    """Return a name short enough to say on the telephone."""
    mark = base64.b32encode(incident).decode()[:4]
    return f"{uk_time(now_ms) or as_datetime(now_ms):%y%m%d}-{mark}"

"""Running incidents: the one door for screens and commands.

Where another room has to add to the same change there is a `planned_` twin.
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
from incidentkit.incidents.joining import Joining, joined_body
from incidentkit.incidents.opening import Opening
from incidentkit.incidents.readers import Readers
from incidentkit.incidents.recorder import Checks, Recorder, kept_parts, require_text
from incidentkit.incidents.rehearsal import Rehearsal
from incidentkit.incidents.roles import Roles
from incidentkit.incidents.run import Run
from incidentkit.incidents.state import Incident
from incidentkit.incidents.steps import Steps
from incidentkit.playbooks.model import Playbook
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Digest, Fact, ScopeId, SubjectId
from incidentkit.vault.locked_notes import LockedNote
from incidentkit.vault.retention import dispose, may_go
from incidentkit.vault.session import NOTHING, Session
from incidentkit.words.times import uk_time

__all__ = ["Closing", "IncidentRow", "IncidentsService", "Opening"]

_RULE = "closed incident"  # in clear, so it says no more than that
_STAYS = (
    e.Started,
    e.PlaybookJoined,
    e.PlaybookLeft,
    e.Closed,
    e.Reopened,
    e.Exported,
    e.TextsDisposed,
)


@dataclass(frozen=True, slots=True)
class Closing:
    """How an incident ends. What is still open needs a `reason`.

    `retention` is how long its texts are kept; `review_ms` when it is looked at again.
    """

    summary: str
    lessons: str = ""
    reason: str = ""
    learned: tuple[e.Lesson, ...] = ()
    retention: str = ""
    review_ms: int = 0


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a list. `is_restricted`: only named people read it."""

    incident: SubjectId
    state: Incident
    next_step: str
    is_restricted: bool = False


class IncidentsService(Steps):
    """Starts incidents, records what is done in them, and says where they stand."""

    def __init__(self, session: Session, checks: Checks) -> None:
        recorder = Recorder(session, checks)
        super().__init__(recorder)
        self.evidence = Custody(recorder)
        self.circumstances = Circumstances(recorder)
        self.playbooks = Joining(recorder)
        self.roles = Roles(recorder)
        self.readers = Readers(recorder)
        self.rehearsal = Rehearsal(recorder)

    def run(self, incident: SubjectId) -> Run:
        """Return where an incident stands in all the playbooks that are part of it."""
        return self._recorder.run(incident)

    def state(self, incident: SubjectId) -> Incident:
        """Return an incident without its playbooks; as `Recorder.state` refuses."""
        return self._recorder.state(incident)

    def facts(self, incident: SubjectId) -> tuple[Fact, ...]:
        """Return every entry about an incident, in order."""
        return self._recorder.facts(incident)

    def scope(self, incident: SubjectId) -> ScopeId:
        """Return where an incident, and what belongs to it, is written."""
        return self._recorder.scope(incident)

    # --- finding ---------------------------------------------------------

    def rows(self, *, exercises: bool | None = None) -> tuple[IncidentRow, ...]:
        """Return every incident of `each`, and what comes next in it."""
        return tuple(self._row(*one) for one in self.each(exercises=exercises))

    def each(
        self, *, exercises: bool | None = None
    ) -> tuple[tuple[SubjectId, Incident], ...]:
        """Return every incident this person may read, open ones first, newest first.

        `exercises` True: only those; False: only what really happens. No playbook is
        walked for it.
        """
        found = [
            (subject, state)
            for subject, state in self._recorder.states()
            if exercises is None or bool(state.exercise) is exercises
        ]
        return tuple(
            sorted(found, key=lambda one: (not one[1].is_open, -one[1].started_ms))
        )

    def _row(self, incident: SubjectId, state: Incident) -> IncidentRow:
        restricted = self._recorder.is_restricted(incident)
        return IncidentRow(
            incident, state, self._next_step(incident, state), restricted
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

        The beginning or the end of a reference is enough, where only one fits.

        Raises:
            UnknownNameError, SeveralMatchError: None, or more than one.
        """
        wanted = reference.strip().upper()
        found = {
            subject: state.reference
            for subject, state in self._recorder.states()
            if (_fits(state.reference, wanted) if wanted else state.is_open)
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
            InvalidValueError: It has no title, began in the future, or is an
                exercise about a real account.
        """
        incident, change = self.planned_start(opening)
        self._recorder.session.commit(change)
        return incident

    def planned_start(self, opening: Opening) -> tuple[SubjectId, Change]:
        """Return a new incident's id and the change that begins it."""
        now = self._recorder.session.clock.now_ms()
        self._check_opening(opening, now)
        incident = SubjectId(secrets.token_bytes(16))
        scope, opened = self.readers.planned(opening.readers, recovery=opening.recovery)
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
            parts=kept_parts(opening.playbook),
            exercise=opening.exercise.strip(),
            scenario=opening.scenario,
        )
        entries = [
            Write(incident, k.STARTED, body, scope),
            *(
                Write(incident, k.PLAYBOOK_JOINED, joined_body(book), scope)
                for book in opening.also
            ),
            *(
                Write(incident, k.RECORDED, line, scope)
                for line in self.circumstances.lines(opening.record)
            ),
        ]
        return incident, opened + write(*entries)

    def _check_opening(self, opening: Opening, now: int) -> None:
        require_text("title", opening.title)
        if opening.known_ms > now:
            raise InvalidValueError("known", "not-in-future")
        if opening.exercise.strip() and opening.account:
            raise InvalidValueError("account", "none-in-an-exercise")
        self._recorder.check_texts(
            title=opening.title,
            seen=opening.seen,
            by=opening.by,
            exercise=opening.exercise,
        )

    def go_on_restricted(
        self, incident: SubjectId, opening: Opening, *, ends_here: bool = True
    ) -> SubjectId:
        """Go on in a new incident that only named people read.

        The earlier one keeps only that it goes on elsewhere, and is closed unless
        `ends_here` is False; the new one is linked with it.

        Raises:
            InvalidValueError: Nobody is named, or as `start`.
        """
        run = self._recorder.run(incident)
        if opening.readers is None:
            raise InvalidValueError("readers", "empty")
        found, change = self.planned_start(opening)
        scope = self.readers.of_opening(change)
        link = Write(found, k.LINKED, e.Linked(incident), scope)
        went = self._recorder.entry(
            incident, k.WENT_ON_RESTRICTED, e.WentOnRestricted()
        )
        closing = NOTHING
        if ends_here and run.incident.is_open:
            body = e.Closed("", left_open=run.left_open)
            closing = self._recorder.change(incident, k.CLOSED, body)
        self._recorder.session.commit(change + write(link, went) + closing)
        return found

    def begin_beside(
        self, incident: SubjectId, step: str, playbook: Playbook, by: str = ""
    ) -> Run:
        """Take the step that begins another playbook beside this one.

        Raises:
            InvalidValueError: The step begins another one, or none.
            As `done`.
        """
        found = self._recorder.step(self._recorder.open_run(incident), step)
        if found.begins != playbook.slug:
            raise InvalidValueError("playbook", "not-a-choice")
        done = self.planned_done(incident, found.slug, by=by)
        joined = self.playbooks.planned_join(incident, playbook, found.title)
        self._recorder.session.commit(joined + done)
        return self._recorder.run(incident)

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
        """Close an incident; what is still open needs a reason."""
        return self.close_with(incident, Closing(summary, lessons, reason))

    def close_with(self, incident: SubjectId, how: Closing) -> Run:
        """Close an incident, with what was learned and how long it is kept.

        Raises:
            StillOpenError: Something is open and no reason was given.
        """
        run = self._recorder.open_run(incident)
        require_text("summary", how.summary)
        if run.left_open and not how.reason.strip():
            raise StillOpenError(run.left_open)
        self._recorder.check_texts(
            summary=how.summary,
            lessons=how.lessons,
            reason=how.reason,
            retention=how.retention,
        )
        for lesson in how.learned:
            require_text("lesson", lesson.text)
            require_text("owner", lesson.owner)
            self._recorder.check_texts(lesson=lesson.text, owner=lesson.owner)
        body = e.Closed(
            how.summary,
            how.lessons,
            run.left_open,
            how.reason,
            how.learned,
            how.retention,
            how.review_ms,
        )
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
            said = self._recorder.change(incident, k.TEXTS_DISPOSED, body)
            dispose(self._recorder.session, texts, _RULE, said)
        return len(texts)

    def exported(self, incident: SubjectId, name: str, data: bytes) -> None:
        """Log that a report was written."""
        body = e.Exported(name, hashlib.sha256(data).digest())
        self._recorder.write(incident, k.EXPORTED, body)


def _fits(reference: str, wanted: str) -> bool:
    return reference.startswith(wanted) or reference.endswith(wanted)


def _reference(incident: SubjectId, now_ms: int) -> str:
    """Return a name short enough to say on the telephone."""
    mark = base64.b32encode(incident).decode()[:4]
    return f"{uk_time(now_ms) or as_datetime(now_ms):%y%m%d}-{mark}"

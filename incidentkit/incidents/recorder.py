"""Recording in an incident: what every part of the room shares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incidentkit.errors import (
    ClosedIncidentError,
    InvalidValueError,
    NotYetOpenedError,
    SecretInTextError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.run import Run, run_of
from incidentkit.incidents.state import Incident
from incidentkit.playbooks.model import Playbook, Step
from incidentkit.playbooks.read import read_playbook
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Body, Digest, Fact, Kind, SubjectId
from incidentkit.vault.session import Session

LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Checks:
    """What incidents ask of other rooms.

    `secrets_in` names the accounts whose secrets stand in a text. `known_facts`
    says what the register knows of an account, as answers of a playbook; of one
    that it does not know, nothing.
    """

    secrets_in: Callable[[str], tuple[str, ...]]
    known_facts: Callable[[bytes], dict[str, str]]


class Recorder:
    """Reads where an incident stands, and writes one entry about it at a time."""

    def __init__(self, session: Session, checks: Checks) -> None:
        self.session = session
        self._checks = checks
        self._playbooks: dict[Digest, Playbook] = {}

    def state(self, incident: SubjectId) -> Incident:
        """Return an incident.

        Raises:
            UnknownNameError: There is no such incident.
            NotYetOpenedError: The entry that began it has not arrived.
        """
        state = self.session.state(k.INCIDENT, incident)
        if not isinstance(state, Incident):
            raise UnknownNameError("incident", incident.hex()[:8])
        if not state.started:
            raise NotYetOpenedError
        return state

    def states(self) -> Iterator[tuple[SubjectId, Incident]]:
        """Yield the incidents that everybody knows, if it is known what they are."""
        for subject, scope, state in self.session.states(k.INCIDENT):
            known = isinstance(state, Incident) and bool(state.started)
            if known and scope == self.session.standard.kit:
                yield subject, state  # type: ignore[misc]

    def run(self, incident: SubjectId) -> Run:
        """Return where an incident stands in the playbook it was started with."""
        state = self.state(incident)
        known = self._checks.known_facts(state.account) if state.account else {}
        return run_of(state, self._playbook(state.started), known)

    def _playbook(self, started: Digest) -> Playbook:
        """Read the playbook that an incident was started with, once."""
        if started not in self._playbooks:
            body = self.session.fact(started).body
            assert isinstance(body, e.Started)  # noqa: S101
            self._playbooks[started] = read_playbook(
                body.playbook_text, body.playbook_file
            )
        return self._playbooks[started]

    def facts(self, incident: SubjectId) -> tuple[Fact, ...]:
        """Return every entry about an incident, in order."""
        return self.session.facts(incident)

    def record(self, incident: SubjectId, kind: Kind, body: Body) -> Run:
        """Write one entry and return where the incident stands now."""
        self.session.commit(write(Write(incident, kind, body)))
        return self.run(incident)

    def write(self, incident: SubjectId, kind: Kind, body: Body) -> Digest:
        """Write one entry and return its digest."""
        receipt = self.session.commit(write(Write(incident, kind, body)))
        return receipt.digests[0]

    def open_run(self, incident: SubjectId) -> Run:
        """Return where an incident stands, if it goes on.

        Raises:
            ClosedIncidentError: It was closed.
        """
        run = self.run(incident)
        if not run.incident.is_open:
            raise ClosedIncidentError
        return run

    def step(self, run: Run, wanted: str) -> Step:
        """Return the step a person means: its short name, or a beginning of it.

        Raises:
            UnknownNameError, SeveralMatchError: None, or more than one.
        """
        exact = run.playbook.step(wanted)
        if exact is not None:
            return exact
        found = [
            s for s in run.playbook.steps() if s.slug.startswith(wanted) and wanted
        ]
        if len(found) > 1:
            raise SeveralMatchError("step", wanted, tuple(s.slug for s in found))
        if not found:
            raise UnknownNameError("step", wanted)
        return found[0]

    def slug(self, run: Run, wanted: str) -> str:
        """Return the short name of the step a person means."""
        return self.step(run, wanted).slug

    def check_texts(self, **texts: str) -> None:
        """Refuse what cannot be kept, and any stored secret, in what people wrote.

        Raises:
            InvalidValueError: It is not text, or too long to be meant.
            SecretInTextError: It holds a secret; says whose.
        """
        written = {field: text for field, text in texts.items() if text}
        for field, text in written.items():
            _check_text(field, text)
        if written:
            accounts = self._checks.secrets_in("\n".join(written.values()))
            if accounts:
                raise SecretInTextError(accounts)

    def check_past(self, at_ms: int) -> None:
        """Refuse a time at which nothing can have happened yet.

        Raises:
            InvalidValueError: It lies in the future, or before any calendar.
        """
        if at_ms < 0:
            raise InvalidValueError("when", "not-a-time")
        if at_ms > self.session.clock.now_ms():
            raise InvalidValueError("when", "not-in-future")


def require_text(field: str, value: str) -> None:
    """Refuse an empty text, and one too long to be meant.

    Raises:
        InvalidValueError: It is.
    """
    if not value.strip():
        raise InvalidValueError(field, "empty")
    _check_text(field, value)


def _check_text(field: str, value: str) -> None:
    if len(value) > LONGEST_TEXT:
        raise InvalidValueError(field, "too-long")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InvalidValueError(field, "not-text")  # half a character: not storable

"""Recording in an incident: what every part of the room shares."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from incidentkit.council.calendar import Calendar
from incidentkit.errors import (
    ClosedIncidentError,
    InvalidValueError,
    NotYetOpenedError,
    PlaybookRefusedError,
    SecretInTextError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.claims import Joined
from incidentkit.incidents.run import Run, run_of
from incidentkit.incidents.state import Incident
from incidentkit.incidents.time_left import turned
from incidentkit.playbooks.combine import combined
from incidentkit.playbooks.model import PartText, Playbook, Step
from incidentkit.playbooks.read import read_playbook
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    Kind,
    PersonId,
    ScopeId,
    SubjectId,
)
from incidentkit.vault.session import Session

LONGEST_TEXT = 20_000


NONE = Change()


@dataclass(frozen=True, slots=True)
class Checks:
    """What incidents ask of other rooms.

    `secrets_in` names the accounts whose secrets stand in a text. `known_facts`
    says what the register knows of an account, as answers of a playbook; of one
    that it does not know, nothing. `settings` are the council's choices under
    the names that playbooks use, as `setting own bad post`. `name_of` is what a
    person is called; `calendar` knows the council's hours and bank holidays.
    `follows` is what else is written when an account's incident gets an answer, by
    the fact and the label.
    """

    secrets_in: Callable[[str], tuple[str, ...]]
    known_facts: Callable[[bytes], dict[str, str]]
    settings: Callable[[], Mapping[str, str]] = dict
    name_of: Callable[[PersonId], str] = lambda person: person.hex()[:8]
    calendar: Callable[[], Calendar | None] = lambda: None
    follows: Callable[[bytes, str, str], Change] = lambda _account, _fact, _label: NONE


class Recorder:
    """Reads where an incident stands, and writes one entry about it at a time."""

    def __init__(self, session: Session, checks: Checks) -> None:
        self.session = session
        self._checks = checks
        self._playbooks: dict[Digest, Playbook] = {}
        self._unreadable: set[Digest] = set()
        self._wholes: dict[tuple[Digest, ...], Playbook] = {}
        self._scopes: dict[SubjectId, ScopeId] = {}

    # --- reading ---------------------------------------------------------

    def follows(self, run: Run, fact: str, label: str) -> Change:
        """Return what else an answer means; nothing in an exercise."""
        if run.incident.exercise:
            return NONE
        return self._checks.follows(run.incident.account, fact, label)

    def scope(self, incident: SubjectId) -> ScopeId:
        """Return where an incident is written: for everybody, or for named readers.

        An incident that began for named readers stays theirs, whatever somebody
        may write about it for everybody.
        """
        known = self._scopes.get(incident)
        if known is None:
            found = [s for i, s, _ in self._begun() if i == incident]
            known = found[0] if found else self.session.standard.kit
            if found:
                self._scopes[incident] = known
        return known

    def state(self, incident: SubjectId) -> Incident:
        """Return an incident.

        Raises:
            SeatRemovedError: Whoever is at this machine was taken out of the kit.
            UnknownNameError: There is no such incident, or it is not for this person.
            NotYetOpenedError: The entry that began it has not arrived.
        """
        scope = self.scope(incident)
        state = self.session.state(k.INCIDENT, incident, scope)
        if not isinstance(state, Incident) or not self.session.can_read(scope):
            _ = self.session.me  # one who was removed is told that, not that it is gone
            raise UnknownNameError("incident", incident.hex()[:8])
        if not state.started:
            raise NotYetOpenedError
        return state

    def states(self) -> Iterator[tuple[SubjectId, Incident]]:
        """Yield the incidents that this person may read, if it is known what they are."""
        seen: set[SubjectId] = set()
        for subject, _, state in self._begun():
            if subject not in seen:
                seen.add(subject)
                yield subject, state

    def is_restricted(self, incident: SubjectId) -> bool:
        """Whether only named people read an incident."""
        return self.scope(incident) != self.session.standard.kit

    def _begun(self) -> list[tuple[SubjectId, ScopeId, Incident]]:
        """Return the readable incidents that began, those for named readers first."""
        kit = self.session.standard.kit
        found = [
            (subject, scope, state)
            for subject, scope, state in self.session.states(k.INCIDENT)
            if isinstance(state, Incident)
            and state.started
            and (scope == kit or self.session.can_read(scope))
        ]
        return sorted(found, key=lambda one: (one[1] == kit, one[2].started))

    def run(self, incident: SubjectId) -> Run:
        """Return where an incident stands in all the playbooks that are part of it."""
        state = self.state(incident)
        kept, left, unreadable = self._books(state)
        known = self._checks.known_facts(state.account) if state.account else {}
        run = run_of(
            state,
            self._combined(kept),
            {**self._checks.settings(), **known},
            left=left,
            calendar=self._checks.calendar(),
            turned=turned(state, self.session.clock.now_ms()),
        )
        books = tuple(self.book(entry) for entry in kept)
        return replace(run, playbooks=books, unreadable=unreadable)

    def _books(
        self, state: Incident
    ) -> tuple[tuple[Digest, ...], frozenset[str], tuple[str, ...]]:
        """Return the entries that keep the playbooks, and the names of those left.

        Last the names of those that nobody left and that cannot be read here.
        """
        entries: dict[str, Digest] = {}
        going: set[str] = set()
        unreadable: list[str] = []
        for one in state.playbooks:
            slug = self._slug(one)
            # Left and joined again under the name it began with, the new text counts.
            again = slug in entries and slug not in going and not one.is_left
            if slug and (again or slug not in entries):
                entries[slug] = one.digest
            if not one.is_left:
                going.add(slug)
                unreadable += [] if slug else [one.playbook]
        left = frozenset(entries.keys() - going)
        return tuple(entries.values()), left, tuple(unreadable)

    def _slug(self, one: Joined) -> str:
        """Return which playbook came in, empty when its text is no such playbook.

        What somebody joined later takes the incident from nobody: it may be of a
        later version, or not written by this program.
        """
        if not one.playbook:
            return self.book(one.digest).slug
        if one.digest in self._unreadable:
            return ""
        try:
            slug = self.book(one.digest).slug
        except PlaybookRefusedError:
            slug = ""
        if slug != one.playbook:
            self._unreadable.add(one.digest)
        return slug if slug == one.playbook else ""

    def book(self, entry: Digest) -> Playbook:
        """Read a playbook that an entry keeps the text of, once."""
        if entry not in self._playbooks:
            self._playbooks[entry] = _kept_playbook(self.session.fact(entry).body)
        return self._playbooks[entry]

    def _combined(self, entries: tuple[Digest, ...]) -> Playbook:
        if entries not in self._wholes:
            books = [self.book(entry) for entry in entries]
            self._wholes[entries] = combined(books)
        return self._wholes[entries]

    def facts(self, incident: SubjectId) -> tuple[Fact, ...]:
        """Return every entry about an incident, in order."""
        scope = self.scope(incident)
        return tuple(f for f in self.session.facts(incident) if f.scope == scope)

    def name_of(self, person: PersonId) -> str:
        """Return what a person is called."""
        return self._checks.name_of(person)

    # --- writing ---------------------------------------------------------

    def entry(self, incident: SubjectId, kind: Kind, body: Body) -> Write:
        """Return one entry about an incident, for those who read the incident.

        Raises:
            UnknownNameError, NotYetOpenedError: It is not for this person, so that
                nothing about it is ever written where others read.
        """
        self.state(incident)
        return Write(incident, kind, body, self.scope(incident))

    def change(self, incident: SubjectId, kind: Kind, body: Body) -> Change:
        """Return the change of one entry."""
        return write(self.entry(incident, kind, body))

    def record(self, incident: SubjectId, kind: Kind, body: Body) -> Run:
        """Write one entry and return where the incident stands now."""
        self.session.commit(self.change(incident, kind, body))
        return self.run(incident)

    def write(self, incident: SubjectId, kind: Kind, body: Body) -> Digest:
        """Write one entry and return its digest."""
        receipt = self.session.commit(self.change(incident, kind, body))
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


def _kept_playbook(body: Body) -> Playbook:
    match body:
        case e.Started(playbook_text=text, playbook_file=file, parts=parts):
            pass
        case e.PlaybookJoined(text=text, file=file, parts=parts):
            pass
        case _:
            raise AssertionError(type(body).__name__)
    return read_playbook(text, file, tuple(PartText(p.file, p.text) for p in parts))


def kept_parts(playbook: Playbook) -> tuple[e.KeptPart, ...]:
    """Return the texts of all parts that a playbook uses, as an entry keeps them."""
    return tuple(e.KeptPart(part.file, part.text) for part in playbook.parts)


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

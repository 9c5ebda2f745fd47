"""After a text went out: written down, captured, and its promises kept in view."""

import io
from dataclasses import dataclass
from pathlib import Path

from incidentkit.desk.services import Desk
from incidentkit.desk.ways_out import PublishingPage, read_publishing
from incidentkit.desk.writing import Out, publish_draft
from incidentkit.drafting.checks.promises import promises_in, updates_in
from incidentkit.drafting.gaps import readable
from incidentkit.drafting.link_validity import is_valid_link
from incidentkit.drafting.promised_times import promised_ms
from incidentkit.drafting.state import DraftState
from incidentkit.errors import InvalidValueError
from incidentkit.exchange.compose_link import is_on
from incidentkit.incidents.entries import Noted
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.run import Run
from incidentkit.incidents.state import EvidenceItem
from incidentkit.playbooks.model import DueKind, Step
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.watching import Watch, unwatched
from incidentkit.words import published as kept
from incidentkit.words import publishing as words


@dataclass(frozen=True, slots=True)
class Owed:
    """A publication of which nobody has filed what it looked like."""

    entry: bytes
    where: str
    when_ms: int
    address: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Something a published text promises. `at_ms` 0: a person has to say when.

    `step` is what keeps it, with its title and whoever sees to it; empty where the
    playbook has none, and then it stands in the log.
    """

    sentence: str
    at_ms: int
    step: str = ""
    title: str = ""
    owner: str = ""
    is_tracked: bool = False


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is left to do once a text is out."""

    owed: tuple[Owed, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Those that nobody has written down."""
        return tuple(p for p in self.promises if not p.is_tracked)


def doubt_about(address: str, hosts: tuple[str, ...]) -> str:
    """Return what speaks against an address of a publication, by its key; or nothing.

    It is a warning and no more: whoever published it may know better.
    """
    said = address.strip()
    if not said:
        return ""
    if not is_valid_link(said):
        return "not-whole"
    return "" if not hosts or is_on(said, hosts) else "elsewhere"


def doubt_there(desk: Desk, draft: SubjectId, where: str, address: str) -> str:
    """Say in words what speaks against an address of a publication; or nothing."""
    ways = read_publishing(desk, draft).ways
    named = {way.name.casefold(): way for way in ways}
    way = named.get(where.strip().casefold())
    return words.doubt(doubt_about(address, way.hosts if way else ()), where.strip())


def mark_published(desk: Desk, draft: SubjectId, out: Out) -> PublishingPage:
    """Write down that a person published a draft.

    Raises:
        As `writing.publish_draft`.
    """
    publish_draft(desk, draft, out)
    return read_publishing(desk, draft)


def read_aftermath(desk: Desk, draft: SubjectId) -> Aftermath:
    """Return what is left to do for a draft that is out; nothing for one that is not."""
    state = desk.drafts.state(draft)
    incident = SubjectId(state.incident)
    if not state.publications or desk.incidents.rehearsal.is_exercise(incident):
        return Aftermath()
    run = desk.incidents.run(incident)
    filed = {item.what for item in run.incident.evidence}
    owed = tuple(
        Owed(p.entry, p.where, p.when_ms, p.address)
        for p in state.publications
        if kept.as_published(p.where, p.when_ms) not in filed
    )
    return Aftermath(owed, _promises(desk, run, incident, state))


def file_capture(
    desk: Desk, draft: SubjectId, entry: bytes, path: Path, watch: Watch = unwatched
) -> EvidenceItem:
    """File a picture of what was published, as it stands there.

    Raises:
        FileUnreadableError: It cannot be read.
        As `Custody.file`.
    """
    incident, source = _of(desk, draft, entry)
    return desk.incidents.evidence.file(incident, path, source, watch)


def take_capture(
    desk: Desk, draft: SubjectId, entry: bytes, name: str, data: bytes
) -> EvidenceItem:
    """File a picture that lies in no file: from the clipboard."""
    incident, source = _of(desk, draft, entry)
    return desk.incidents.evidence.stream(incident, name, io.BytesIO(data), source)


def _of(desk: Desk, draft: SubjectId, entry: bytes) -> tuple[SubjectId, Source]:
    state = desk.drafts.state(draft)
    found = next(p for p in state.publications if p.entry == entry)
    what = kept.as_published(found.where, found.when_ms)
    return SubjectId(state.incident), Source(what=what, address=found.address)


# --- promises --------------------------------------------------------------


def keep_promise(
    desk: Desk, draft: SubjectId, sentence: str, at_ms: int, owner: str = ""
) -> Aftermath:
    """Keep a promise in view: as a time of the incident, or in its log.

    Raises:
        InvalidValueError: It is not in this text, or has no time.
    """
    state = desk.drafts.state(draft)
    incident = SubjectId(state.incident)
    found = next((p for p in _told(state) if p == sentence), None)
    if found is None:
        raise InvalidValueError("promise", "not-a-choice")
    if at_ms <= 0:
        raise InvalidValueError("when", "not-a-time")
    step = _keeper(desk.incidents.run(incident), found)
    if step is not None:
        desk.incidents.circumstances.promise(incident, step.slug, at_ms, kept.PUBLIC)
    else:
        who = owner.strip() or desk.officers.name_of(desk.session.me.person)
        desk.incidents.note(incident, kept.promise_note(found, at_ms, who))
    return read_aftermath(desk, draft)


def _promises(
    desk: Desk, run: Run, incident: SubjectId, state: DraftState
) -> tuple[Promise, ...]:
    """Return what the text that is out promises; an earlier text's stay in the log."""
    if not state.was_published_as_it_stands() or not run.incident.is_open:
        return ()
    said_ms, notes = state.publications[-1].when_ms, _notes(desk, incident)
    return tuple(_promise(run, one, said_ms, notes) for one in _told(state))


def _promise(run: Run, sentence: str, said_ms: int, notes: tuple[str, ...]) -> Promise:
    at_ms, step = promised_ms(sentence, said_ms), _keeper(run, sentence)
    if step is None:
        opening = kept.promise_opening(sentence)
        is_noted = any(note.startswith(opening) for note in notes)
        return Promise(sentence, at_ms, is_tracked=is_noted)
    known = run.incident.promises.get(step.slug)
    is_known = known is not None and (known.value or 0) > said_ms
    owner = ", ".join(step.who)
    return Promise(sentence, at_ms, step.slug, step.title, owner, is_known)


def _told(state: DraftState) -> tuple[str, ...]:
    text = readable(state.current_text)
    places = {*promises_in(text), *updates_in(text)}
    return tuple(" ".join(text[start:end].split()) for start, end in sorted(places))


def _keeper(run: Run, sentence: str) -> Step | None:
    """Return the step that keeps a promised update; it keeps one at a time."""
    if not updates_in(sentence):
        return None
    steps = (p.step for p in run.walk.positions if not p.asks_first)
    return next(
        (s for s in steps if s.due is not None and s.due.kind is DueKind.PROMISE), None
    )


def _notes(desk: Desk, incident: SubjectId) -> tuple[str, ...]:
    bodies = (fact.body for fact in desk.incidents.facts(incident))
    return tuple(body.text for body in bodies if isinstance(body, Noted))

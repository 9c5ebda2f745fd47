"""From an incident's entries to the parts of its report. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from incidentkit.drafting import entries as d
from incidentkit.drafting.content import text_digest
from incidentkit.drafting.gaps import readable
from incidentkit.drafting.state import DraftState, Publication
from incidentkit.incidents import entries as e
from incidentkit.incidents.run import DANGER, Run
from incidentkit.playbooks.model import Step, Verb
from incidentkit.playbooks.walk import is_captured
from incidentkit.records import report as r
from incidentkit.records.telling import Naming
from incidentkit.records.telling_running import tried
from incidentkit.records.timeline import Standing, happened_ms, standings, who_did
from incidentkit.vault.kinds import Body, Fact, SubjectId
from incidentkit.vault.verify import Report as Checked
from incidentkit.words import report as words
from incidentkit.words.incidents import SITUATION_LINES
from incidentkit.words.running import could_not, lesson

B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Entries:
    """An incident's entries, and what is needed to read them."""

    incident: SubjectId
    run: Run
    facts: tuple[Fact, ...]
    naming: Naming

    def of(self, kind: type[B]) -> Iterator[tuple[Fact, B]]:
        """Yield the entries of one kind, oldest first."""
        for fact in self.facts:
            if isinstance(fact.body, kind):
                yield fact, fact.body

    def standing(self, kind: type[B]) -> Iterator[tuple[Fact, B]]:
        """Yield the entries of one kind that nobody took back."""
        marks = standings(self.facts)
        for fact, body in self.of(kind):
            if fact.digest not in marks:
                yield fact, body

    def deed(self, fact: Fact) -> r.Deed:
        """Return who did what an entry says, and when."""
        recorder = self.naming.person(fact.person)
        return r.Deed(who_did(fact, self.naming), recorder, happened_ms(fact))

    def fact(self, digest: bytes) -> Fact | None:
        """Return one entry, if it is here."""
        return next((f for f in self.facts if f.digest == digest), None)

    def step(self, slug: str) -> Step | None:
        """Return a step of the playbook."""
        return self.run.playbook.step(slug)


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing that holds; all empty while the incident goes on."""

    at_ms: int = 0
    summary: str = ""
    lessons: str = ""
    reason: str = ""
    left_open: tuple[str, ...] = ()


def closing(entries: Entries) -> Closing:
    """Return how the incident was closed."""
    fact = entries.fact(entries.run.incident.closed)
    if fact is None or not isinstance(fact.body, e.Closed):
        return Closing()
    body = fact.body
    learned = (lesson(one.text, one.owner, one.due_ms) for one in body.learned)
    lessons = "\n".join(text for text in (body.lessons, *learned) if text)
    return Closing(fact.wall, body.summary, lessons, body.reason, body.left_open)


def situation(entries: Entries) -> r.SituationReport | None:
    """Return the last situation report."""
    fact = entries.fact(entries.run.incident.situation)
    if fact is None:
        return None
    lines = tuple((name, getattr(fact.body, name, "")) for name in SITUATION_LINES)
    return r.SituationReport(lines, entries.deed(fact))


def causes(entries: Entries) -> tuple[r.CauseFound, ...]:
    """Return what is known of the cause; more than one where people differ."""
    found = []
    for version in entries.run.incident.cause.versions:
        fact = entries.fact(version.digest)
        if fact is not None:
            said = version.value
            deed = entries.deed(fact)
            found.append(r.CauseFound(said.status, said.cause, said.basis, deed))
    return tuple(found)


def decisions(entries: Entries) -> tuple[r.Decision, ...]:
    """Return every answer that was given, those that no longer count as well."""
    marks = standings(entries.facts)
    return tuple(
        r.Decision(
            question=entries.naming.step(body.step),
            options=_options(entries.step(body.step)),
            answer=body.label,
            reason=body.reason,
            deed=entries.deed(fact),
            standing=marks.get(fact.digest, Standing.STANDS),
        )
        for fact, body in entries.of(e.Answered)
    )


def _options(step: Step | None) -> tuple[str, ...]:
    return step.labels if step is not None else ()


def told(entries: Entries) -> tuple[r.Told, ...]:
    """Return who was told: the steps of that sort that were done."""
    found = []
    for fact, body in entries.standing(e.StepDone):
        step = entries.step(body.step)
        if step is not None and step.verb is Verb.NOTIFY:
            deed = entries.deed(fact)
            found.append(r.Told(step.title, step.whom, body.note, deed))
    return tuple(sorted(found, key=lambda one: one.deed.at_ms))


def skipped(entries: Entries) -> tuple[r.Departure, ...]:
    """Return the steps that were left out or could not be done, with the reasons."""
    left_out = [
        r.Departure(entries.naming.step(body.step), body.reason, entries.deed(fact))
        for fact, body in entries.standing(e.StepSkipped)
    ]
    failed = [
        r.Departure(
            entries.naming.step(body.step),
            could_not(body.reason, tried(body, fact)),
            entries.deed(fact),
        )
        for fact, body in entries.standing(e.StepFailed)
    ]
    return (*left_out, *failed)


def overrides(entries: Entries) -> tuple[r.Departure, ...]:
    """Return what was, or might have been, removed before it was captured."""
    allowed = [
        r.Departure(entries.naming.step(body.step), body.reason, entries.deed(fact))
        for fact, body in entries.standing(e.CaptureOverridden)
    ]
    danger = [
        r.Departure(words.EVERY_REMOVAL, body.reason, entries.deed(fact))
        for fact, body in entries.of(e.Flagged)
        if body.flag == DANGER and body.on
    ]
    return (*allowed, *danger, *_uncaptured(entries))


def _uncaptured(entries: Entries) -> Iterator[r.Departure]:
    """Removals ticked as done before the kit was opened, of which nothing is kept."""
    for fact, body in entries.standing(e.StepDone):
        step = entries.step(body.step)
        if step is None or not step.needs or not body.before_kit:
            continue
        if not is_captured(step, entries.run.progress):
            yield r.Departure(step.title, words.BEFORE_THE_KIT, entries.deed(fact))


def evidence(entries: Entries) -> tuple[r.Evidence, ...]:
    """Return every item, those that are still to be filed as well."""
    found = []
    for item in entries.run.incident.evidence:
        fact = entries.fact(item.digest)
        if fact is None or item.settled_by:
            continue  # the item that settled it stands in its place
        who = entries.deed(fact)
        found.append(
            r.Evidence(
                what=item.what,
                name=item.name,
                address=item.address,
                sha256=item.sha256,
                size=item.size,
                step=entries.naming.step(item.step) if item.step else "",
                captured=r.Deed(who.who, who.recorder, item.at_ms),
                filed_ms=fact.wall,
                holder=item.holder,
            )
        )
    return tuple(found)


def messages(
    drafts: Iterable[tuple[DraftState, tuple[Fact, ...]]], naming: Naming
) -> tuple[r.Message, ...]:
    """Return every text that was written, with the exact words that went out."""
    found = []
    for state, facts in drafts:
        title, channel = naming.draft(facts[0].subject) if facts else ("", "")
        versions = _versions(facts)
        out = (_publication(p, versions, naming) for p in state.publications)
        found.append(
            r.Message(
                title,
                channel,
                readable(state.current_text),
                tuple(out),
                state.withdrawn or "",
            )
        )
    return tuple(found)


def _versions(facts: tuple[Fact, ...]) -> Mapping[bytes, str]:
    """Every text that a draft ever was, by the digest that names its exact words."""
    texts = (
        f.body.text for f in facts if isinstance(f.body, d.DraftStarted | d.DraftEdited)
    )
    return {text_digest(text): text for text in texts}


def _publication(
    out: Publication, versions: Mapping[bytes, str], naming: Naming
) -> r.Publication:
    return r.Publication(
        where=out.where,
        when_ms=out.when_ms,
        address=out.address,
        text=versions.get(out.text_digest, ""),
        recorder=naming.person(out.recorded_by),
    )


def verification(checked: Checked) -> r.Verification:
    """Return what checking the log found, as it cannot change any more."""
    return r.Verification(
        entries=checked.entries,
        chains=checked.chains,
        held=checked.held,
        without_authority=checked.without_authority,
        disposed=checked.disposed,
        heads=tuple(checked.heads),
        found=tuple(checked.found),
        unproved=tuple(checked.unproved),
    )


def left_open(entries: Entries) -> tuple[str, ...]:
    """Return what is open now; after the closing, what of it was open then."""
    found = closing(entries)
    if not found.at_ms:
        return entries.run.left_open
    now = set(entries.run.left_open)
    return tuple(item for item in found.left_open if item in now)

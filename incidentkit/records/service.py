"""Reports and the log: the one door for screens and commands."""

import contextlib
import functools
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from incidentkit.accounts.model import Field
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState, is_vouched
from incidentkit.accounts.taken_out import TAKEN_OUT_FOLD
from incidentkit.council.entries import COUNCIL_FOLD
from incidentkit.drafting.drafts import DRAFT
from incidentkit.drafting.service import DraftsService
from incidentkit.drafting.state import DraftState
from incidentkit.errors import (
    DocumentError,
    JournalError,
    RoleNeededError,
    UnknownNameError,
)
from incidentkit.incidents.first_known import FIRST_KNOWN
from incidentkit.incidents.kinds import INCIDENT
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import IncidentsService
from incidentkit.officers.contacts import CONTACT_FOLD
from incidentkit.officers.entries import OFFICER_FOLD
from incidentkit.paper.typeset import typeset
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.own import OWN_FACTS
from incidentkit.playbooks.entries import COPY
from incidentkit.playbooks.model import Playbook
from incidentkit.records import gathering
from incidentkit.records.assembly import Cover, assemble
from incidentkit.records.document import Document, document
from incidentkit.records.gathering import Entries
from incidentkit.records.markdown import markdown
from incidentkit.records.report import (
    Account,
    Deed,
    Report,
    Verification,
    check_no_secret,
)
from incidentkit.records.telling import Naming
from incidentkit.records.timeline import Line, timeline
from incidentkit.rounds.round import ROUND_FOLD
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.vault.kinds import Digest, Fact, PersonId, Role, SubjectId
from incidentkit.vault.session import Session
from incidentkit.vault.verify import verify_journal
from incidentkit.vault.watching import Watch, at_once, unwatched
from incidentkit.words import report as words
from incidentkit.words.drills import marked_name
from incidentkit.words.incidents import FIRST_KNOWN as WHEN_WE_KNEW

_FOLDS = (
    TAKEN_OUT_FOLD,
    INCIDENT,
    DRAFT,
    ACCOUNT_FOLD,
    OFFICER_FOLD,
    CONTACT_FOLD,
    COUNCIL_FOLD,
    COPY,
    OWN_FACTS,
    ROUND_FOLD,
)
_TEMPLATE = "report.typ"
_IN_A_NAME = frozenset(string.ascii_letters + string.digits + "-_")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Typeset:
    """A report as files, by their names, and whose it is. Nothing is written yet."""

    incident: SubjectId
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a report says. Typesetting it needs no kit, and takes some seconds."""

    incident: SubjectId
    name: str
    made_ms: int
    said: Document

    def typeset(self) -> Typeset:
        """Return the report as a PDF and as Markdown.

        Raises:
            TypesettingError: The PDF cannot be made.
        """
        pdf = typeset(msgspec.to_builtins(self.said), _TEMPLATE, self.made_ms)
        text = markdown(self.said).encode()
        return Typeset(
            self.incident, ((f"{self.name}.pdf", pdf), (f"{self.name}.md", text))
        )


class RecordsService:
    """Tells what happened, and writes it down for those outside the kit."""

    def __init__(
        self,
        session: Session,
        incidents: IncidentsService,
        drafts: DraftsService,
        names: Callable[[PersonId], str],
        council: str,
        secrets_in: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._session = session
        self._incidents = incidents
        self._drafts = drafts
        self._names = names
        self._council = council
        self._secrets_in = secrets_in

    # --- the log ---------------------------------------------------------

    def timeline(self, incident: SubjectId) -> tuple[Line, ...]:
        """Return what happened in an incident, in order.

        Its drafts are in it, and what was done with its account from when the
        incident became known until it was closed.
        """
        run = self._incidents.run(incident)
        facts = (*self._about(incident), *self._around(incident, run))
        return timeline(facts, self._naming(facts, [run]))

    def everything(self) -> tuple[Line, ...]:
        """Return everything in the kit that this person can read, in order."""
        subjects = {
            subject
            for fold in _FOLDS
            for subject, scope, _ in self._session.states(fold)
            # Whoever was taken out of a restricted incident is shown none of it.
            if fold is not INCIDENT or self._session.can_read(scope)
        }
        facts = tuple(f for s in sorted(subjects) for f in self._session.facts(s))
        return timeline(facts, self._naming(facts, self._runs()))

    # --- the report ------------------------------------------------------

    def report(self, incident: SubjectId, watch: Watch = unwatched) -> Report:
        """Return the report of an incident.

        `watch` is told how far checking the log is, and may end it by raising.

        Raises:
            SecretInTextError: A stored secret stands in what people wrote.
        """
        run = self._incidents.run(incident)
        facts = self._about(incident)
        around = tuple(self._around(incident, run))
        naming = self._naming((*facts, *around), [run])
        entries = Entries(incident, run, facts, naming)
        lines = timeline((*facts, *around), naming)
        report = self._assemble(entries, lines, watch)
        check_no_secret(report, self._secrets_in)
        return report

    def write(self, incident: SubjectId, folder: Path) -> tuple[Path, ...]:
        """Write the report as PDF and as Markdown, and log that it was written.

        Raises:
            RoleNeededError: This person may not write in the log.
            SecretInTextError: A stored secret stands in what people wrote.
            TypesettingError: The PDF cannot be made; neither file is written.
            StorageError: The folder cannot be written to.
        """
        return self.keep(self.prepare(incident).typeset(), folder)

    def prepare(self, incident: SubjectId, watch: Watch = unwatched) -> "Prepared":
        """Return everything that the report says, so that it can be typeset elsewhere.

        Raises:
            RoleNeededError, SecretInTextError: As `write`.
        """
        if self._session.me.role < Role.OFFICER:
            raise RoleNeededError(Role.OFFICER.name)
        report = self.report(incident, watch)
        name = _file_name(report.reference)
        if report.is_exercise:
            name = marked_name(name)
        return Prepared(incident, name, report.made.at_ms, document(report))

    def keep(
        self,
        report: "Typeset",
        folder: Path,
        settle: Callable[[], None] = at_once,
    ) -> tuple[Path, ...]:
        """Write a report that was typeset, and log each file once it is there.

        What `settle` raises ends it before anything is written.

        Raises:
            StorageError: The folder cannot be written to.
        """
        settle()
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for file_name, data in report.files:
            write_whole(folder / file_name, data)
            self._incidents.exported(report.incident, file_name, data)
        return tuple(folder / file_name for file_name, _ in report.files)

    def _assemble(
        self, entries: Entries, lines: tuple[Line, ...], watch: Watch
    ) -> Report:
        state = entries.run.incident
        me = self._names(self._session.me.person)
        drafts = [
            (row.state, self._drafts.facts(row.draft))
            for row in self._drafts.rows(entries.incident)
        ]
        cover = Cover(
            council=self._council,
            account=self._account(state.account),
            made=Deed(me, me, self._session.clock.now_ms()),
            timeline=lines,
            messages=gathering.messages(drafts, entries.naming),
            verification=self._verification(watch),
        )
        return assemble(entries, cover)

    # --- inside ----------------------------------------------------------

    def _about(self, incident: SubjectId) -> tuple[Fact, ...]:
        return self._incidents.facts(incident)

    def _around(self, incident: SubjectId, run: Run) -> Iterator[Fact]:
        """Yield the entries of an incident's drafts, and of its account meanwhile."""
        for row in self._drafts.rows(incident):
            yield from self._drafts.facts(row.draft)
        account = run.incident.account
        last = self._closed_ms(run)
        for fact in self._session.facts(account) if account else ():
            if run.incident.known_ms <= fact.wall <= last:
                yield fact

    def _closed_ms(self, run: Run) -> float:
        closed = run.incident.closed
        return self._session.fact(closed).wall if closed else float("inf")

    def _verification(self, watch: Watch = unwatched) -> Verification:
        kit = self._session.kit
        anchor = AnchorFile.of(kit.places, kit.identity.kit).read()
        return gathering.verification(verify_journal(kit.store, anchor, watch))

    def _account(self, account: bytes) -> Account | None:
        state = self._session.state(ACCOUNT_FOLD, account) if account else None
        if not isinstance(state, AccountState):
            return None
        platform = self._platform_name(state.text(Field.PLATFORM))
        return Account(state.label, state.text(Field.HANDLE), platform)

    def _account_name(self, account: bytes) -> str:
        known = self._account(account)
        return known.name if known else words.UNKNOWN_ACCOUNT

    def _draft_name(self, draft: bytes) -> tuple[str, str]:
        state = self._session.state(DRAFT, draft)
        if not isinstance(state, DraftState):
            return words.NO_MESSAGE, ""
        found = self._drafts.templates().get((state.template, state.variant))
        title = found.title if found else state.template or words.NO_MESSAGE
        return title, self._platform_name(state.channel)

    def _platform_name(self, slug: str) -> str:
        found = load_platforms().get(slug)
        return found.name if found else words.CHANNELS.get(slug, slug)

    def _naming(self, facts: Iterable[Fact], runs: Iterable[Run]) -> Naming:
        """Names are looked up once for each report, not once for each line."""
        by_digest = {fact.digest: fact for fact in facts}
        runs = tuple(runs)
        playbooks = [run.playbook for run in runs]
        steps, moments = _titles(playbooks)
        names = {book.slug: book.name for run in runs for book in run.playbooks}
        details = _details(playbooks)
        return Naming(
            person=functools.cache(self._names),
            account=functools.cache(self._account_name),
            draft=functools.cache(self._draft_name),
            step=lambda slug: steps.get(slug, slug),
            moment=lambda name: moments.get(name, name),
            earlier=lambda digest: by_digest.get(Digest(digest)),
            incident=functools.cache(self._incident_name),
            playbook=lambda slug: names.get(slug, slug),
            detail=lambda step, field: details.get((step, field), field),
            is_vouched=self._is_vouched,
        )

    def _is_vouched(self, fact: Fact) -> bool:
        state = self._session.state(ACCOUNT_FOLD, fact.subject)
        return isinstance(state, AccountState) and is_vouched(state, fact)

    def _incident_name(self, incident: bytes) -> str:
        """Return another incident's name, nothing for one that is not for this person."""
        with contextlib.suppress(UnknownNameError, JournalError):
            state = self._incidents.state(SubjectId(incident))
            return f"{state.reference} “{state.title}”"
        return ""

    def _runs(self) -> Iterator[Run]:
        for row in self._incidents.rows():
            # One that cannot be read leaves its steps with their short names.
            with contextlib.suppress(DocumentError, JournalError):
                yield self._incidents.run(row.incident)


def _titles(playbooks: Iterable[Playbook]) -> tuple[dict[str, str], dict[str, str]]:
    steps: dict[str, str] = {}
    moments: dict[str, str] = {FIRST_KNOWN: WHEN_WE_KNEW}
    for playbook in playbooks:
        steps |= {step.slug: step.title for step in playbook.steps()}
        named = (*playbook.moments, *playbook.deadlines)
        moments |= {moment.name: moment.text for moment in named}
    return steps, moments


def _details(playbooks: Iterable[Playbook]) -> dict[tuple[str, str], str]:
    """Return what a step's form asks for, by the step and the field's name."""
    return {
        (step.slug, field.name): field.label
        for playbook in playbooks
        for step in playbook.steps()
        for field in step.form
    }


def _file_name(reference: str) -> str:
    """Return a reference as a file's name.

    Another machine wrote it: it may not lead out of the folder.
    """
    name = "".join(c if c in _IN_A_NAME else "-" for c in reference)[:_LONGEST_NAME]
    return f"incident-{name}"

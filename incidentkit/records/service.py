"""Reports and the log: the one door for screens and commands."""

import contextlib
import functools
import string
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from incidentkit.accounts.model import Field
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.council.entries import COUNCIL_FOLD
from incidentkit.drafting.drafts import DRAFT, DraftState
from incidentkit.drafting.service import DraftsService
from incidentkit.errors import DocumentError, JournalError, RoleNeededError
from incidentkit.incidents.kinds import INCIDENT
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import IncidentsService
from incidentkit.officers.entries import OFFICER_FOLD
from incidentkit.paper.typeset import typeset
from incidentkit.platforms.load import load_platforms
from incidentkit.playbooks.model import Playbook
from incidentkit.records import gathering
from incidentkit.records.assembly import Cover, assemble
from incidentkit.records.document import document
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
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.vault.kinds import Digest, Fact, PersonId, Role, SubjectId
from incidentkit.vault.session import Session
from incidentkit.vault.verify import verify_journal
from incidentkit.words import report as words

_FOLDS = (INCIDENT, DRAFT, ACCOUNT_FOLD, OFFICER_FOLD, COUNCIL_FOLD)
_TEMPLATE = "report.typ"
_IN_A_NAME = frozenset(string.ascii_letters + string.digits + "-_")
_LONGEST_NAME = 40


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
        return timeline(facts, self._naming(facts, [run.playbook]))

    def everything(self) -> tuple[Line, ...]:
        """Return everything in the kit that this person can read, in order."""
        subjects = {s for fold in _FOLDS for s, _, _ in self._session.states(fold)}
        facts = tuple(f for s in sorted(subjects) for f in self._session.facts(s))
        return timeline(facts, self._naming(facts, self._playbooks()))

    # --- the report ------------------------------------------------------

    def report(self, incident: SubjectId) -> Report:
        """Return the report of an incident.

        Raises:
            SecretInTextError: A stored secret stands in what people wrote.
        """
        run = self._incidents.run(incident)
        facts = self._about(incident)
        around = tuple(self._around(incident, run))
        naming = self._naming((*facts, *around), [run.playbook])
        entries = Entries(incident, run, facts, naming)
        report = self._assemble(entries, timeline((*facts, *around), naming))
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
        if self._session.me.role < Role.OFFICER:
            raise RoleNeededError(Role.OFFICER.name)
        report = self.report(incident)
        said = document(report)
        name = _file_name(report.reference)
        pdf = typeset(msgspec.to_builtins(said), _TEMPLATE, report.made.at_ms)
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        files = ((f"{name}.pdf", pdf), (f"{name}.md", markdown(said).encode()))
        for file_name, data in files:
            write_whole(folder / file_name, data)
            self._incidents.exported(incident, file_name, data)
        return tuple(folder / file_name for file_name, _ in files)

    def _assemble(self, entries: Entries, lines: tuple[Line, ...]) -> Report:
        state = entries.run.incident
        me = self._names(self._session.me.person)
        drafts = [
            (row.state, self._session.facts(row.draft))
            for row in self._drafts.rows(entries.incident)
        ]
        cover = Cover(
            council=self._council,
            account=self._account(state.account),
            made=Deed(me, me, self._session.clock.now_ms()),
            timeline=lines,
            messages=gathering.messages(drafts, entries.naming),
            verification=self._verification(),
        )
        return assemble(entries, cover)

    # --- inside ----------------------------------------------------------

    def _about(self, incident: SubjectId) -> tuple[Fact, ...]:
        return self._session.facts(incident)

    def _around(self, incident: SubjectId, run: Run) -> Iterator[Fact]:
        """Yield the entries of an incident's drafts, and of its account meanwhile."""
        for row in self._drafts.rows(incident):
            yield from self._session.facts(row.draft)
        account = run.incident.account
        last = self._closed_ms(run)
        for fact in self._session.facts(account) if account else ():
            if run.incident.known_ms <= fact.wall <= last:
                yield fact

    def _closed_ms(self, run: Run) -> float:
        closed = run.incident.closed
        return self._session.fact(closed).wall if closed else float("inf")

    def _verification(self) -> Verification:
        kit = self._session.kit
        anchor = AnchorFile.of(kit.places, kit.identity.kit).read()
        return gathering.verification(verify_journal(kit.store, anchor))

    def _account(self, account: bytes) -> Account | None:
        state = self._session.state(ACCOUNT_FOLD, account) if account else None
        if not isinstance(state, AccountState):
            return None
        platform = self._platform_name(state.text(Field.PLATFORM))
        return Account(state.text(Field.HANDLE), platform)

    def _account_name(self, account: bytes) -> str:
        known = self._account(account)
        return f"{known.handle} ({known.platform})" if known else words.UNKNOWN_ACCOUNT

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

    def _naming(self, facts: Iterable[Fact], playbooks: Iterable[Playbook]) -> Naming:
        """Names are looked up once for each report, not once for each line."""
        by_digest = {fact.digest: fact for fact in facts}
        steps, moments = _titles(playbooks)
        return Naming(
            person=functools.cache(self._names),
            account=functools.cache(self._account_name),
            draft=functools.cache(self._draft_name),
            step=lambda slug: steps.get(slug, slug),
            moment=lambda name: moments.get(name, name),
            earlier=lambda digest: by_digest.get(Digest(digest)),
        )

    def _playbooks(self) -> Iterator[Playbook]:
        for row in self._incidents.rows():
            # One that cannot be read leaves its steps with their short names.
            with contextlib.suppress(DocumentError, JournalError):
                yield self._incidents.run(row.incident).playbook


def _titles(playbooks: Iterable[Playbook]) -> tuple[dict[str, str], dict[str, str]]:
    steps: dict[str, str] = {}
    moments: dict[str, str] = {}
    for playbook in playbooks:
        steps |= {step.slug: step.title for step in playbook.steps()}
        moments |= {moment.name: moment.text for moment in playbook.moments}
    return steps, moments


def _file_name(reference: str) -> str:
    """Return a reference as a file's name.

    Another machine wrote it: it may not lead out of the folder.
    """
    name = "".join(c if c in _IN_A_NAME else "-" for c in reference)[:_LONGEST_NAME]
    return f"incident-{name}"

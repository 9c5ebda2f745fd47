"""Every service over one unlocked kit, made in one place and handed to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from incidentkit.accounts.exposure import Person, WhoCanPost
from incidentkit.accounts.model import Access, Field
from incidentkit.accounts.service import AccountsService
from incidentkit.council.service import CouncilService
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.drafting.service import DraftsService
from incidentkit.errors import UnknownNameError
from incidentkit.incidents.entries import Situation
from incidentkit.incidents.recorder import Checks
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import IncidentsService
from incidentkit.incidents.wording import Speaker, fields_of
from incidentkit.officers.service import OfficersService
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.platform import Platform
from incidentkit.records.service import RecordsService
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.session import Session

# How the register's access models are called in a playbook's question.
_ACCESS_ANSWERS = {
    Access.OWN_LOGIN: "Own login",
    Access.ROLES: "Roles",
    Access.NUMBER: "Phone number",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """The services, and what takes several of them."""

    session: Session
    council: CouncilService
    officers: OfficersService
    accounts: AccountsService
    platforms: Mapping[str, Platform]
    incidents: IncidentsService
    drafts: DraftsService
    records: RecordsService

    def people(self) -> tuple[Person, ...]:
        """Return everybody with a role, as the register of accounts needs them."""
        members = {m.person: m for m in self.session.members()}
        rows = (self.officers.row(person) for person in members)
        return tuple(
            Person(
                row.person,
                row.name,
                row.contact.mobile or row.contact.work_phone,
                members[row.person].seats,
                members[row.person].role is Role.LEAD,
            )
            for row in rows
        )

    def who_can_post(self, account: SubjectId | None = None) -> tuple[WhoCanPost, ...]:
        """Return who can still post as us, and who to ring."""
        return self.accounts.who_can_post(self.people(), account)

    def speaker(self, run: Run) -> Speaker:
        """Return what the council and the register give to a message."""
        handle, platform = self._account_words(run.incident.account)
        return Speaker(
            council=self.council.name(),
            contact=self.council.public_contact() or "",
            official_channels=self.council.official_accounts_page() or "",
            handle=handle,
            platform=platform,
            update_minutes=self.council.next_update_minutes(),
        )

    def fields(self, incident: SubjectId) -> dict[str, str]:
        """Return everything the kit can fill into a message about an incident."""
        run = self.incidents.run(incident)
        situation = None
        if run.incident.situation:
            body = self.session.fact(run.incident.situation).body
            situation = body if isinstance(body, Situation) else None
        now_ms = self.session.clock.now_ms()
        return fields_of(run, self.speaker(run), now_ms, situation)

    def _account_words(self, account: bytes) -> tuple[str, str]:
        if not account:
            return "", ""
        state = self.accounts.known(SubjectId(account)).account
        slug = state.text(Field.PLATFORM)
        platform = self.platforms.get(slug)
        return state.text(Field.HANDLE), platform.name if platform else slug


def open_desk(session: Session) -> Desk:
    """Return every service over an unlocked kit."""
    council, officers = CouncilService(session), OfficersService(session)
    accounts = AccountsService(session)
    platforms = load_platforms()
    secrets_in = partial(accounts_with_secret_in, session, accounts)
    checks = Checks(secrets_in, partial(_known_facts, accounts))
    incidents = IncidentsService(session, checks)
    drafts = DraftsService(session, platforms, secrets_in)
    records = RecordsService(
        session, incidents, drafts, officers.name_of, council.name(), secrets_in
    )
    return Desk(
        session, council, officers, accounts, platforms, incidents, drafts, records
    )


def _known_facts(accounts: AccountsService, account: bytes) -> dict[str, str]:
    """Return what the register knows, as answers to a playbook's questions."""
    try:
        access = accounts.known(SubjectId(account)).account.access
    except UnknownNameError:
        return {}
    answer = _ACCESS_ANSWERS.get(access)
    return {"access": answer} if answer else {}

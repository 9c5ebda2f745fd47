"""Every service over one unlocked kit, made in one place and handed to each other.

Whoever waits for an open kit imports this, and the locked window does, long before
there is one: the services are imported when a kit is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from incidentkit.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentkit.accounts.exposure import Person, WhoCanPost
    from incidentkit.accounts.service import AccountsService
    from incidentkit.council.service import CouncilService
    from incidentkit.drafting.service import DraftsService
    from incidentkit.drills.library import Scenarios
    from incidentkit.incidents.recorder import Checks
    from incidentkit.incidents.run import Run
    from incidentkit.incidents.service import IncidentsService
    from incidentkit.incidents.wording import Speaker
    from incidentkit.officers.service import OfficersService
    from incidentkit.platforms.platform import Platform
    from incidentkit.playbooks.keeping import Surrounding
    from incidentkit.playbooks.service import PlaybooksService
    from incidentkit.records.service import RecordsService
    from incidentkit.vault.kinds import SubjectId
    from incidentkit.vault.session import Session


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
    playbooks: PlaybooksService
    drills: Scenarios

    def people(self) -> tuple[Person, ...]:
        """Return everybody with a role, as the register of accounts needs them."""
        from incidentkit.accounts.exposure import Person
        from incidentkit.vault.kinds import Role

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
        from incidentkit.drafting.telephones import written
        from incidentkit.incidents.wording import Speaker

        contact = self.council.public_contact() or ""
        handle, platform = self._account_words(run.incident.account)
        if run.incident.exercise:
            handle, platform = self._made_up(run.incident.exercise)
        return Speaker(
            council=self.council.name(),
            contact=written(contact, self.council.writing().phone_format),
            official_channels=self.council.official_accounts_page() or "",
            handle=handle,
            platform=platform,
            update_minutes=self.council.next_update_minutes(),
        )

    def fields(self, incident: SubjectId) -> dict[str, str]:
        """Return everything the kit can fill into a message about an incident."""
        from incidentkit.incidents.entries import Situation
        from incidentkit.incidents.wording import fields_of

        run = self.incidents.run(incident)
        situation = None
        if run.incident.situation:
            body = self.session.fact(run.incident.situation).body
            situation = body if isinstance(body, Situation) else None
        now_ms = self.session.clock.now_ms()
        found = fields_of(run, self.speaker(run), now_ms, situation)
        return {**self.council_fields(), **found}

    def council_fields(self) -> dict[str, str]:
        """Return what the council's settings fill into any message."""
        from incidentkit.council import in_public as public
        from incidentkit.words.council.rules import review_route

        council = self.council
        appeal = council.choice(public.APPEAL_CONTACT)
        days = council.number(public.APPEAL_WORKING_DAYS)
        emergency = council.choice(public.EMERGENCY_MODE) == "on"
        found = {
            "rules_page": council.choice(public.RULES_PAGE),
            "lead_agency": council.choice(public.LEAD_AGENCY) if emergency else "",
            "review_route": review_route(appeal, days) if appeal else "",
        }
        return {name: value for name, value in found.items() if value}

    def _made_up(self, exercise: str) -> tuple[str, str]:
        """Return the account that stands in an exercise where a real one would."""
        from incidentkit.words.accounts import handle_name

        scenario = self.drills.named(exercise)
        for account in scenario.accounts if scenario else ():
            known = self.platforms.get(account.platform)
            name = known.name if known else account.platform
            return handle_name(account.platform, account.handle), name
        return "", ""

    def _account_words(self, account: bytes) -> tuple[str, str]:
        if not account:
            return "", ""
        from incidentkit.accounts.model import Field
        from incidentkit.vault.kinds import SubjectId
        from incidentkit.words.accounts import handle_name

        state = self.accounts.known(SubjectId(account)).account
        slug = state.text(Field.PLATFORM)
        platform = self.platforms.get(slug)
        handle = handle_name(slug, state.text(Field.HANDLE))
        return handle, platform.name if platform else slug


def open_desk(session: Session) -> Desk:
    """Return every service over an unlocked kit."""
    from incidentkit.accounts.service import AccountsService
    from incidentkit.council.service import CouncilService
    from incidentkit.desk.governed import CouncilIncidents
    from incidentkit.desk.stored_secrets import accounts_with_secret_in
    from incidentkit.drafting.service import DraftsService
    from incidentkit.drills.library import Scenarios
    from incidentkit.officers.service import OfficersService
    from incidentkit.platforms.load import load_platforms
    from incidentkit.playbooks.copies import shipped_texts
    from incidentkit.playbooks.service import PlaybooksService
    from incidentkit.records.service import RecordsService

    council, officers = CouncilService(session), OfficersService(session)
    accounts = AccountsService(session)
    platforms = load_platforms()
    secrets_in = partial(accounts_with_secret_in, session, accounts)
    checks = _checks(session, council, accounts, officers)
    incidents = CouncilIncidents(session, checks, council)
    playbooks = PlaybooksService(session, shipped_texts, secrets_in, _surrounding)
    drafting = (incidents.scope, playbooks.templates, incidents.rehearsal.is_exercise)
    drafts = DraftsService(session, platforms, secrets_in, *drafting)
    records = RecordsService(
        session, incidents, drafts, officers.name_of, council.name(), secrets_in
    )
    return Desk(
        session,
        council,
        officers,
        accounts,
        platforms,
        incidents,
        drafts,
        records,
        playbooks,
        Scenarios(),
    )


def _surrounding() -> Surrounding:
    """Return what a check of a playbook looks at besides the playbook."""
    from incidentkit.drafting.templates import load_templates
    from incidentkit.playbooks.keeping import Surrounding

    return Surrounding(frozenset(template for template, _ in load_templates()))


def _checks(
    session: Session,
    council: CouncilService,
    accounts: AccountsService,
    officers: OfficersService,
) -> Checks:
    from incidentkit.desk.stored_secrets import accounts_with_secret_in
    from incidentkit.incidents.recorder import Checks

    return Checks(
        partial(accounts_with_secret_in, session, accounts),
        partial(_known_facts, accounts),
        settings=partial(_settings, council, session),
        name_of=officers.name_of,
        calendar=council.calendar,
    )


def _settings(council: CouncilService, session: Session) -> dict[str, str]:
    """Return what the council decided, as the facts that playbooks know it by."""
    from incidentkit.council.calendar import day_of
    from incidentkit.council.decided import WELSH

    facts = council.for_playbooks()
    if WELSH in council.languages():
        facts["welsh"] = "Yes"
    if council.election_on(day_of(session.clock.now_ms())):
        facts["election"] = "Yes"
    return facts


def _known_facts(accounts: AccountsService, account: bytes) -> dict[str, str]:
    """Return what the register knows, as answers to a playbook's questions."""
    from incidentkit.accounts.model import Access
    from incidentkit.vault.kinds import SubjectId

    # How the register's access models are called in a playbook's question.
    answers = {
        Access.OWN_LOGIN: "Own login",
        Access.ROLES: "Roles",
        Access.NUMBER: "Phone number",
    }
    try:
        access = accounts.known(SubjectId(account)).account.access
    except UnknownNameError:
        return {}
    answer = answers.get(access)
    return {"access": answer} if answer else {}

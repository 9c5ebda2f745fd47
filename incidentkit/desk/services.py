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
    from incidentkit.accounts.model import Reason
    from incidentkit.accounts.service import AccountsService
    from incidentkit.council.service import CouncilService
    from incidentkit.desk.approvers import Approvers
    from incidentkit.drafting.library import TemplateLibrary
    from incidentkit.drafting.service import Asked, DraftsService
    from incidentkit.drills.library import Scenarios
    from incidentkit.drills.scenario import Scenario
    from incidentkit.incidents.recorder import Checks
    from incidentkit.incidents.run import Run
    from incidentkit.incidents.service import IncidentsService
    from incidentkit.incidents.wording import Speaker
    from incidentkit.officers.contact_service import ContactsService
    from incidentkit.officers.service import OfficersService
    from incidentkit.platforms.facts import PlatformFacts
    from incidentkit.platforms.platform import Platform
    from incidentkit.playbooks.keeping import Surrounding
    from incidentkit.playbooks.service import PlaybooksService
    from incidentkit.records.service import RecordsService
    from incidentkit.rounds.service import RoundsService
    from incidentkit.vault.kinds import PersonId, SubjectId
    from incidentkit.vault.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """The services, and what takes several of them."""

    session: Session
    council: CouncilService
    officers: OfficersService
    accounts: AccountsService
    platforms: PlatformFacts
    incidents: IncidentsService
    drafts: DraftsService
    records: RecordsService
    playbooks: PlaybooksService
    drills: Scenarios
    rounds: RoundsService
    contacts: ContactsService

    def people(self) -> tuple[Person, ...]:
        """Return everybody with a role, then people from outside, who have no seat.

        It is what the register of accounts needs to know of them.
        """
        from incidentkit.accounts.exposure import Person
        from incidentkit.vault.kinds import Role

        members = {m.person: m for m in self.session.members()}
        rows = (self.officers.row(person) for person in members)
        team = tuple(
            Person(
                row.person,
                row.name,
                row.number,
                members[row.person].seats,
                members[row.person].role is Role.LEAD,
            )
            for row in rows
        )
        outside = self.officers.list_outside()
        return team + tuple(Person(r.person, r.name, r.number) for r in outside)

    def team(self) -> tuple[Person, ...]:
        """Return everybody with a role."""
        return tuple(person for person in self.people() if person.seats)

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
            handle, platform = self._made_up(run)
        return Speaker(
            council=self.council.name(),
            contact=written(contact, self.council.writing().phone_format),
            official_channels=self.council.official_accounts_page() or "",
            handle=handle,
            platform=platform,
            update_minutes=self.council.next_update_minutes(),
            changed_ms=self._changed_ms(run.incident.account),
        )

    def fields(self, incident: SubjectId, at_ms: int = 0) -> dict[str, str]:
        """Return everything the kit can fill into a message about an incident.

        `at_ms` is when the message is written, if not now; what is known is of now.
        """
        from incidentkit.incidents.entries import Situation
        from incidentkit.incidents.wording import fields_of

        run = self.incidents.run(incident)
        situation = None
        if run.incident.situation:
            body = self.session.fact(run.incident.situation).body
            situation = body if isinstance(body, Situation) else None
        now_ms = at_ms or self.session.clock.now_ms()
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

    def scenario_of(self, run: Run) -> Scenario | None:
        """Return the scenario of an exercise, as it was when it began."""
        text = self.incidents.rehearsal.scenario_text(run.incident)
        name = run.incident.exercise
        return self.drills.kept(text, name) if name else None

    def _made_up(self, run: Run) -> tuple[str, str]:
        """Return the account that stands in an exercise where a real one would."""
        from incidentkit.words.accounts import handle_name

        scenario = self.scenario_of(run)
        for account in scenario.accounts if scenario else ():
            known = self.platforms.get(account.platform)
            name = known.name if known else account.platform
            return handle_name(account.platform, account.handle), name
        return "", ""

    def _changed_ms(self, account: bytes) -> int | None:
        from incidentkit.accounts.model import Item
        from incidentkit.vault.kinds import SubjectId

        if not account:
            return None
        known = self.accounts.known(SubjectId(account)).account
        marks = [version.value for version in known.mark(Item.SECRET).versions]
        if not marks:
            return None
        return max((mark.wall for mark in marks if mark.confirmed), default=0)

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
    from incidentkit.desk.approvers import Approvers
    from incidentkit.desk.governed import CouncilIncidents
    from incidentkit.desk.stored_secrets import accounts_with_secret_in
    from incidentkit.drafting.service import DraftsService
    from incidentkit.drills.library import Scenarios
    from incidentkit.officers.service import OfficersService
    from incidentkit.playbooks.copies import shipped_texts
    from incidentkit.playbooks.service import PlaybooksService
    from incidentkit.records.service import RecordsService
    from incidentkit.rounds.service import RoundsService

    council, officers = CouncilService(session), OfficersService(session)
    # A confirmed change is an answer in the round, whose notes may hold no secret.
    accounts = AccountsService(
        session,
        lambda account, item: rounds.planned_after_change(account, item),
        partial(_why_owed, council, session),
        council.keeps_codes,
    )
    platforms = _platforms(session)
    secrets_in = partial(accounts_with_secret_in, session, accounts)
    rounds = RoundsService(session, secrets_in)
    checks = _checks(session, council, accounts, officers)
    incidents = CouncilIncidents(session, checks, council)
    near = partial(_surrounding, accounts, platforms)
    playbooks = PlaybooksService(session, shipped_texts, secrets_in, near)
    templates = _templates(session, council, officers, playbooks)
    contacts = _contacts(session)
    approvers = Approvers(session, council, officers, contacts, incidents)
    asked = _asked(approvers, templates)
    drafts = DraftsService(session, platforms, secrets_in, asked)
    records = RecordsService(
        session, incidents, drafts, officers.name_of, council.name(), secrets_in
    )
    rooms = (session, council, officers, accounts, platforms, incidents, drafts)
    return Desk(*rooms, records, playbooks, Scenarios(), rounds, contacts)


def _templates(
    session: Session,
    council: CouncilService,
    officers: OfficersService,
    playbooks: PlaybooksService,
) -> TemplateLibrary:
    from incidentkit.drafting.library import TemplateLibrary

    looks_after_welsh = partial(_looks_after_welsh, council, officers)
    return TemplateLibrary(session, playbooks.templates, looks_after_welsh)


def _asked(approvers: Approvers, templates: TemplateLibrary) -> Asked:
    """Return what drafts ask of other rooms."""
    from incidentkit.drafting.service import Asked

    incidents, name_of = approvers.incidents, approvers.officers.name_of
    is_exercise = incidents.rehearsal.is_exercise
    return Asked(incidents.scope, templates, is_exercise, approvers.judge, name_of)


def _looks_after_welsh(
    council: CouncilService, officers: OfficersService, person: PersonId
) -> bool:
    """Whether the council named this person for its Welsh words."""
    from incidentkit.council.day_to_day import WELSH_PEOPLE

    named = {name.casefold() for name in council.lines(WELSH_PEOPLE)}
    return officers.name_of(person).casefold() in named


def _platforms(session: Session) -> PlatformFacts:
    from incidentkit.platforms.facts import PlatformFacts
    from incidentkit.platforms.load import load_platforms

    return PlatformFacts(session, load_platforms())


def _contacts(session: Session) -> ContactsService:
    from incidentkit.officers.contact_service import ContactsService

    return ContactsService(session)


def _surrounding(
    accounts: AccountsService, platforms: Mapping[str, Platform]
) -> Surrounding:
    """Return what a check of a playbook looks at besides the playbook."""
    from incidentkit.desk.playbook_surrounding import surrounding

    return surrounding(accounts, platforms)


def _checks(
    session: Session,
    council: CouncilService,
    accounts: AccountsService,
    officers: OfficersService,
) -> Checks:
    from incidentkit.desk.confirmed import owed_when_confirmed
    from incidentkit.desk.stored_secrets import accounts_with_secret_in
    from incidentkit.incidents.recorder import Checks

    return Checks(
        partial(accounts_with_secret_in, session, accounts),
        partial(_known_facts, accounts),
        settings=partial(_settings, council, session),
        name_of=officers.name_of,
        calendar=council.calendar,
        follows=partial(owed_when_confirmed, council, accounts),
    )


def _why_owed(council: CouncilService, session: Session) -> Reason | None:
    """Return why a secret that is shown at this moment has to be changed, or None."""
    from incidentkit.accounts.model import Reason
    from incidentkit.council.day_to_day import BREAK_GLASS
    from incidentkit.vault.kinds import Role

    if council.choice(BREAK_GLASS) != "reason and change":
        return None
    is_event = Reason.BREAK_GLASS.value in council.upkeep().events
    may_say = session.me.role >= Role.OFFICER
    watched = council.is_watched(session.clock.now_ms())
    return Reason.BREAK_GLASS if is_event and may_say and not watched else None


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

"""Who has to approve a text in a response, and who may: what the judging needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.council.service import CouncilService
from incidentkit.council.tables import SEVERITIES
from incidentkit.drafting.approval import Case, Judging, Standing, needed, standing
from incidentkit.drafting.checking import APOLOGIES
from incidentkit.drafting.checks.apology import apologises
from incidentkit.drafting.preapproved import is_as_agreed
from incidentkit.drafting.state import DraftState
from incidentkit.drafting.templates import Template
from incidentkit.incidents.run import Run
from incidentkit.incidents.seats import LEAD, seat
from incidentkit.incidents.service import IncidentsService
from incidentkit.officers.contact_service import ContactsService
from incidentkit.officers.service import OfficersService
from incidentkit.playbooks.model import SEVERITY, Verb, plain
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.vault.session import Session


@dataclass(frozen=True, slots=True)
class Approvers:
    """Judges the approval of a draft, from the council's rules and the response."""

    session: Session
    council: CouncilService
    officers: OfficersService
    contacts: ContactsService
    incidents: IncidentsService

    def judge(self, state: DraftState, template: Template | None) -> Standing:
        """Return how the approval of a draft stands."""
        run = self.incidents.run(SubjectId(state.incident))
        case = case_of(state, template, run)
        required = needed(self.council.sign_off(), case)
        return standing(state, case, required, self.judging(run))

    def judging(self, run: Run) -> Judging:
        """Return who holds which role in a response.

        A role is held by whoever took it there, by whoever stands in for them, and by
        whoever the council's contacts name. A comms lead is a lead anywhere.
        """
        members = self.session.members()
        leads = frozenset(m.person for m in members if m.role is Role.LEAD)

        def holds(person: PersonId, role: str, at: int) -> bool:
            if plain(role) == plain(LEAD) and person in leads:
                return True
            return person in self._seated(run, role, at) or self._named(person, role)

        able = (m.person for m in members if m.role >= Role.OFFICER)
        return Judging(holds, self.officers.name_of, tuple(able))

    def _seated(self, run: Run, role: str, at: int) -> frozenset[PersonId]:
        """Return who had a role in the response at a time, and who stood in."""
        deputies = (
            r.deputy for r in run.playbook.roles if plain(r.name) == plain(role)
        )
        said = [one for one in run.incident.course.roles if one.at <= at]
        names = (role, *(name for name in deputies if name))
        held = {person for name in names for person in seat(name, said).holders}
        known = self.officers.names()
        own = (self.officers.row(p).deputy for p in held if p in known)
        return frozenset(held | {deputy for deputy in own if deputy})

    def _named(self, person: PersonId, role: str) -> bool:
        """Whether the council's contacts name somebody for a role, or to stand in."""
        name = plain(self.officers.name_of(person))
        cards = (row.card for row in self.contacts.for_name(role))
        return any(name in (plain(c.name), plain(c.deputy)) for c in cards if c)


def case_of(state: DraftState, template: Template | None, run: Run) -> Case:
    """Return what decides who signs a draft."""
    severity = run.walk.facts.get(SEVERITY, "") or run.answer(SEVERITY)
    text = state.current_text
    is_interim = template is not None and template.is_interim
    return Case(
        severity=severity if severity in SEVERITIES else "",
        step=_own_table(run, state.template),
        is_public=template is None or template.is_public,
        is_interim=is_interim,
        as_agreed=template is not None and is_interim and is_as_agreed(text, template),
        has_apology=state.template in APOLOGIES or apologises(text),
    )


def _own_table(run: Run, template: str) -> Mapping[str, tuple[str, ...]]:
    """Return the table of the step that approves a template's text, if it has one."""
    for step in run.playbook.steps():
        if step.verb is Verb.APPROVE and template and step.template == template:
            return dict(step.sign_off)
    return {}

"""Who has to approve a text in a response, and who may: what the judging needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidentkit.council.service import CouncilService
from incidentkit.council.tables import SEVERITIES
from incidentkit.drafting.approval import Case, Judging, Standing, needed, standing
from incidentkit.drafting.checking import APOLOGIES
from incidentkit.drafting.checks.apology import apologises
from incidentkit.drafting.preapproved import is_as_agreed
from incidentkit.drafting.state import DraftState, Given
from incidentkit.drafting.templates import Template
from incidentkit.incidents.run import Run
from incidentkit.incidents.seats import LEAD, seat
from incidentkit.incidents.service import IncidentsService
from incidentkit.officers.contact_service import ContactsService
from incidentkit.officers.service import OfficersService
from incidentkit.playbooks.model import SEVERITY, Verb, plain
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.vault.session import Session

LONGEST_NOTICE = 700
"""How many characters a notice has at most that goes out when nobody can be reached."""

_NOW = 2**63
# Where everybody reads, whomever a text was written for. What is written to one person,
# or to a network's own people, reaches them through that network's messages.
_FOR_EVERYBODY = frozenset({"website", "press"})
_NOT_FOR_EVERYBODY = frozenset({"email", "intranet", "print"})
_ONE_TO_ONE = frozenset({"person", "platform"})


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
        incident = SubjectId(state.incident)
        run = self.incidents.run(incident)
        case = case_of(state, template, run)
        required = needed(self.council.sign_off(), case)
        return standing(state, case, required, self.judging(run, incident))

    def judging(self, run: Run, incident: SubjectId) -> Judging:
        """Return who holds which role in a response, or held it when they signed.

        A role is held by whoever took it there, by whoever stands in for them, and by
        whoever the council's contacts name. A comms lead is a lead anywhere.
        """
        members = self.session.members()
        leads = frozenset(m.person for m in members if m.role is Role.LEAD)

        def holds(person: PersonId, role: str, given: Given | None) -> bool:
            at = given.at if given else _NOW
            if plain(role) == plain(LEAD) and self._leads(person, leads, given):
                return True
            if person in self._seated(run, role, at):
                return True
            return plain(self.officers.name_of(person)) in self._named(role, at)

        scope = self.incidents.scope(incident)
        seats = self.session.readers(scope).seats
        able = (m.person for m in members if m.role >= Role.OFFICER and m.seats & seats)
        return Judging(holds, self.officers.name_of, tuple(able))

    def _leads(
        self, person: PersonId, leads: frozenset[PersonId], given: Given | None
    ) -> bool:
        if given is None:
            return person in leads
        return self.session.had_role(given.entry, Role.LEAD)

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

    def _named(self, role: str, at: int) -> frozenset[str]:
        """Return whom the council's contacts named for a role, or to stand in."""
        cards = self.contacts.cards_for(role, None if at == _NOW else at)
        return frozenset(
            plain(name) for c in cards for name in (c.name, c.deputy) if name
        )


def case_of(state: DraftState, template: Template | None, run: Run) -> Case:
    """Return what decides who signs a draft."""
    severity = run.walk.facts.get(SEVERITY, "") or run.answer(SEVERITY)
    text = state.current_text
    is_interim = template is not None and template.is_interim
    is_agreed = template is not None and is_as_agreed(text, template)
    return Case(
        severity=severity if severity in SEVERITIES else "",
        step=_own_table(run, state.template),
        is_public=_is_for_everybody(state.channels, template),
        is_interim=is_interim,
        # Words were agreed beforehand; a picture beside them was not.
        as_agreed=is_interim and is_agreed and not state.pictures,
        has_apology=state.template in APOLOGIES or apologises(text),
        is_short=is_agreed or len(text) <= LONGEST_NOTICE,
    )


def _is_for_everybody(channels: Iterable[str], template: Template | None) -> bool:
    """Whether the public reads a text: what it was begun as, and where it goes."""
    if template is None or template.is_public:
        return True
    if template.audience in _ONE_TO_ONE:
        return not _FOR_EVERYBODY.isdisjoint(channels)
    return not _NOT_FOR_EVERYBODY.issuperset(channels)


def _own_table(run: Run, template: str) -> Mapping[str, tuple[str, ...]]:
    """Return the table of the step that approves a template's text, if it has one."""
    for step in run.playbook.steps():
        if step.verb is Verb.APPROVE and template and step.template == template:
            return dict(step.sign_off)
    return {}

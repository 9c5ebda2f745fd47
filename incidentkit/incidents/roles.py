"""Who is lead, second, recorder: roles taken, offered, accepted and handed over."""

from incidentkit.errors import (
    OfferedToAnotherError,
    ReasonNeededError,
    UnknownNameError,
)
from incidentkit.incidents import kinds as k
from incidentkit.incidents import team_entries as t
from incidentkit.incidents.handover import hand_over
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.run import Run
from incidentkit.incidents.seats import Offer, Seat
from incidentkit.playbooks.model import plain
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.words import handover as words


class Roles:
    """Records who holds which role. Nobody is put into one: they take or accept it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def take(self, incident: SubjectId, role: str, reason: str = "") -> Run:
        """Take a role. Taking over one that somebody holds needs a reason.

        Raises:
            UnknownNameError: No playbook of the incident has that role.
            ReasonNeededError: Somebody else holds it.
        """
        run = self._recorder.open_run(incident)
        found, me = self.seat(run, role), self._me
        if found.holders == (me,):
            return run
        if any(person != me for person in found.holders) and not reason.strip():
            raise ReasonNeededError(found.role)
        self._recorder.check_texts(reason=reason)
        body = t.RoleTaken(found.role, reason, self._ends(found))
        return self._recorder.record(incident, k.ROLE_TAKEN, body)

    def offer(
        self, incident: SubjectId, role: str, to: PersonId, note: str = ""
    ) -> Digest:
        """Offer a role to somebody, with one page of what they need to know.

        Whoever holds it holds it until the offer is accepted. Returns the offer.

        Raises:
            UnknownNameError: There is no such role, or they do not read this incident.
        """
        run = self._recorder.open_run(incident)
        found = self.seat(run, role)
        self._check_reads(incident, to)
        self._recorder.check_texts(note=note)
        text = self.page(incident, found.role, note)
        old = tuple(offer.digest for offer in found.offers)
        body = t.RoleOffered(found.role, to, text, old)
        return self._recorder.write(incident, k.ROLE_OFFERED, body)

    def page(self, incident: SubjectId, role: str, note: str = "") -> str:
        """Return the hand-over of a role as it would be written now."""
        run = self._recorder.run(incident)
        now = self._recorder.session.clock.now_ms()
        facts = self._recorder.facts(incident)
        page = hand_over(run, facts, now, self._recorder.name_of)
        return words.page(run.incident.reference, role, note, page, now)

    def text(self, offer: Digest) -> str:
        """Return the hand-over that came with an offer."""
        body = self._recorder.session.fact(offer).body
        return body.text if isinstance(body, t.RoleOffered) else ""

    def accept(self, incident: SubjectId, role: str) -> Run:
        """Accept a role that was offered to whoever is at this machine.

        Raises:
            OfferedToAnotherError: It was offered to somebody else.
            UnknownNameError: Nobody offered it.
        """
        run = self._recorder.open_run(incident)
        found = self.seat(run, role)
        offer = self._mine(found)
        ended = tuple(d for d in self._ends(found) if d != offer.digest)
        body = t.RoleAccepted(found.role, offer.digest, ended)
        return self._recorder.record(incident, k.ROLE_ACCEPTED, body)

    def decline(self, incident: SubjectId, role: str, reason: str = "") -> Run:
        """Decline a role, or take an offer of one's own back.

        Raises:
            As `accept`.
        """
        run = self._recorder.open_run(incident)
        found = self.seat(run, role)
        self._recorder.check_texts(reason=reason)
        own = (offer for offer in found.offers if offer.by == self._me)
        offer = next(own, None) or self._mine(found)
        body = t.RoleDeclined(found.role, offer.digest, reason)
        return self._recorder.record(incident, k.ROLE_DECLINED, body)

    def give_up(self, incident: SubjectId, role: str, reason: str) -> Run:
        """Hold a role no more, though nobody takes it over yet.

        Raises:
            UnknownNameError: Whoever is at this machine does not hold it.
        """
        run = self._recorder.open_run(incident)
        found = self.seat(run, role)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        if self._me not in found.holders:
            raise UnknownNameError("role", role)
        body = t.RoleGivenUp(found.role, reason, found.holdings)
        return self._recorder.record(incident, k.ROLE_GIVEN_UP, body)

    def seat(self, run: Run, role: str) -> Seat:
        """Return how a role stands.

        Raises:
            UnknownNameError: No playbook of the incident has it.
        """
        found = next((s for s in run.seats if plain(s.role) == plain(role)), None)
        if found is None:
            raise UnknownNameError("role", role)
        return found

    def offered_to_me(self, run: Run) -> tuple[Offer, ...]:
        """Return what whoever is at this machine was offered and has not answered."""
        offers = (offer for seat in run.seats for offer in seat.offers)
        return tuple(offer for offer in offers if offer.to == self._me)

    @property
    def _me(self) -> PersonId:
        return self._recorder.session.me.person

    def _mine(self, found: Seat) -> Offer:
        if not found.offers:
            raise UnknownNameError("offer", found.role)
        mine = (offer for offer in found.offers if offer.to == self._me)
        offer = next(mine, None)
        if offer is None:
            raise OfferedToAnotherError(found.role)
        return offer

    def _ends(self, found: Seat) -> tuple[Digest, ...]:
        """Return what a new holder puts an end to: holdings, and offers to others."""
        return (*found.holdings, *(offer.digest for offer in found.offers))

    def _check_reads(self, incident: SubjectId, person: PersonId) -> None:
        session = self._recorder.session
        seats = session.seats_of(person)
        if not seats:
            raise UnknownNameError("officer", person.hex()[:8])
        if not seats & session.readers(self._recorder.scope(incident)).seats:
            raise UnknownNameError("reader", self._recorder.name_of(person))

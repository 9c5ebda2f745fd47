"""Who does what in a response and who may read it, as work for the kit's lane."""

from collections.abc import Callable

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.incidents.service import Opening
from incidentkit.ui.screens.incident.acts import Do
from incidentkit.vault.kinds import PersonId, SubjectId


class TeamActs:
    """Takes, offers and accepts roles, and says who may read a response."""

    _do: Do

    def take_role(self, role: str, reason: str) -> Once | None:
        """Take a role; one that somebody else holds takes a reason."""
        return self._do(
            lambda d, i: d.incidents.roles.take(i, role, reason), stays=True
        )

    def page_for(self, role: str, note: str, then: Callable[[object], None]) -> None:
        """Read the page that would go with the offer of a role."""
        self._do(lambda d, i: d.incidents.roles.page(i, role, note), then, stays=True)

    def offer_role(self, role: str, to: PersonId, note: str) -> Once | None:
        """Offer a role to somebody, with one page of what they need to know."""
        return self._do(
            lambda d, i: d.incidents.roles.offer(i, role, to, note), stays=True
        )

    def accept_role(self, role: str) -> Once | None:
        """Accept a role that was offered to whoever is at this machine."""
        return self._do(lambda d, i: d.incidents.roles.accept(i, role), stays=True)

    def decline_role(self, role: str, reason: str) -> Once | None:
        """Decline a role, or take one's own offer back."""
        return self._do(
            lambda d, i: d.incidents.roles.decline(i, role, reason), stays=True
        )

    def give_up_role(self, role: str, reason: str) -> Once | None:
        """Hold a role no more."""
        return self._do(
            lambda d, i: d.incidents.roles.give_up(i, role, reason), stays=True
        )

    def add_reader(self, person: PersonId, reason: str) -> Once | None:
        """Let somebody read a restricted response."""
        return self._do(
            lambda d, i: d.incidents.readers.add(i, person, reason), stays=True
        )

    def remove_reader(self, person: PersonId, reason: str) -> Once | None:
        """Have somebody read nothing more of it."""
        return self._do(
            lambda d, i: d.incidents.readers.remove(i, person, reason), stays=True
        )

    def restrict(
        self,
        title: str,
        playbook: str,
        readers: frozenset[PersonId],
        then: Callable[[SubjectId], None],
    ) -> Once | None:
        """Go on in a new response that only named people read."""
        found: list[SubjectId] = []

        def told(_: object) -> None:
            then(found[-1])

        def work(desk: Desk, incident: SubjectId) -> None:
            books = {b.slug: b for b in desk.incidents.run(incident).playbooks}
            opening = Opening(title, books[playbook], readers=readers)
            found.append(desk.incidents.go_on_restricted(incident, opening))

        return self._do(work, told)

"""What the entries about the people in an incident carry: readers, roles, exercises."""

from incidentkit.vault.encoding import Hash, Id
from incidentkit.vault.kinds import Body


class ReadersChanged(Body, frozen=True):
    """Who may read a restricted incident changed."""

    added: tuple[Id, ...] = ()
    removed: tuple[Id, ...] = ()
    reason: str = ""


class RoleTaken(Body, frozen=True):
    """Whoever writes this takes a role. `replaces` are the holdings it ends."""

    role: str
    reason: str = ""
    replaces: tuple[Hash, ...] = ()


class RoleOffered(Body, frozen=True):
    """A role was offered to somebody, with what they need to know to take it over."""

    role: str
    to: Id
    text: str = ""
    replaces: tuple[Hash, ...] = ()


class RoleAccepted(Body, frozen=True):
    """Whoever writes this accepts a role they were offered."""

    role: str
    offer: Hash
    replaces: tuple[Hash, ...] = ()


class RoleDeclined(Body, frozen=True):
    """Whoever writes this does not accept a role, or takes an offer back."""

    role: str
    offer: Hash
    reason: str = ""


class RoleGivenUp(Body, frozen=True):
    """Whoever writes this holds a role no more, and nobody took it over."""

    role: str
    reason: str
    replaces: tuple[Hash, ...] = ()


class InjectShown(Body, frozen=True):
    """An exercise showed the next thing that happens in its scenario."""

    inject: str
    at_ms: int = 0


class InjectAnswered(Body, frozen=True):
    """Whoever is in an exercise answered what it showed."""

    inject: str
    at_ms: int = 0
    note: str = ""

"""From an entry about playbooks, roles, readers and details to its sentence."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import structs

from incidentkit.incidents import entries as e
from incidentkit.incidents import team_entries as t
from incidentkit.records.naming import Naming
from incidentkit.vault.kinds import Body, Fact, PersonId
from incidentkit.words import running as words


def shown(as_shown: e.AsShown) -> str:
    """Return what a platform showed of a post, as words."""
    return words.shown(tuple(structs.asdict(as_shown).items()))


def _joined(body: e.PlaybookJoined, _fact: Fact, naming: Naming) -> str:
    return words.joined(naming.playbook(body.playbook), body.reason)


def _left(body: e.PlaybookLeft, _fact: Fact, naming: Naming) -> str:
    return words.left(naming.playbook(body.playbook), body.reason)


def _linked(body: e.Linked, _fact: Fact, naming: Naming) -> str:
    return words.linked(naming.incident(body.incident), body.why)


def _went_on(_body: e.WentOnRestricted, _fact: Fact, _naming: Naming) -> str:
    return words.went_on_restricted()


def _readers(body: t.ReadersChanged, _fact: Fact, naming: Naming) -> str:
    added = [naming.person(PersonId(person)) for person in body.added]
    removed = [naming.person(PersonId(person)) for person in body.removed]
    return words.readers_changed(added, removed, body.reason)


def _failed(body: e.StepFailed, fact: Fact, naming: Naming) -> str:
    return words.failed(naming.step(body.step), body.reason, tried(body, fact))


def tried(body: e.StepFailed, fact: Fact) -> list[str]:
    """Return who was tried before a step was given up, as words."""
    return [words.attempt(a.whom, a.how, a.when_ms, fact.wall) for a in body.attempts]


def _agreed(body: e.StepAgreed, _fact: Fact, naming: Naming) -> str:
    return words.step_agreed(naming.step(body.step), body.note)


def _detailed(body: e.Detailed, _fact: Fact, naming: Naming) -> str:
    values = [(naming.detail(body.step, n), x) for n, x in sorted(body.values.items())]
    return words.detailed(naming.step(body.step), values)


def _round_ended(body: e.RoundEnded, _fact: Fact, naming: Naming) -> str:
    return words.round_ended(naming.step(body.step), body.reason)


def _recorded(body: e.Recorded, _fact: Fact, _naming: Naming) -> str:
    return words.recorded(body.field, body.text, body.when_ms)


def _taken(body: t.RoleTaken, _fact: Fact, _naming: Naming) -> str:
    return words.role_taken(body.role, body.reason)


def _offered(body: t.RoleOffered, _fact: Fact, naming: Naming) -> str:
    return words.role_offered(body.role, naming.person(PersonId(body.to)))


def _accepted(body: t.RoleAccepted, _fact: Fact, _naming: Naming) -> str:
    return words.role_accepted(body.role)


def _declined(body: t.RoleDeclined, _fact: Fact, _naming: Naming) -> str:
    return words.role_declined(body.role, body.reason)


def _given_up(body: t.RoleGivenUp, _fact: Fact, _naming: Naming) -> str:
    return words.role_given_up(body.role, body.reason)


def _inject_shown(body: t.InjectShown, _fact: Fact, _naming: Naming) -> str:
    return words.inject_shown(body.inject)


def _inject_answered(body: t.InjectAnswered, _fact: Fact, _naming: Naming) -> str:
    return words.inject_answered(body.inject, body.note)


TOLD: Mapping[type[Body], Callable[[Any, Fact, Naming], str]] = MappingProxyType(
    {
        e.PlaybookJoined: _joined,
        e.PlaybookLeft: _left,
        e.Linked: _linked,
        e.WentOnRestricted: _went_on,
        e.StepFailed: _failed,
        e.StepAgreed: _agreed,
        e.Detailed: _detailed,
        e.RoundEnded: _round_ended,
        e.Recorded: _recorded,
        t.ReadersChanged: _readers,
        t.RoleTaken: _taken,
        t.RoleOffered: _offered,
        t.RoleAccepted: _accepted,
        t.RoleDeclined: _declined,
        t.RoleGivenUp: _given_up,
        t.InjectShown: _inject_shown,
        t.InjectAnswered: _inject_answered,
    }
)

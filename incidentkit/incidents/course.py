"""What an incident gathers beside its steps: playbooks, links, details, roles, injects.

Everything is kept as it was said, so that folding it in any order comes to the same.
"""

from msgspec import Struct, structs

from incidentkit.incidents import entries as e
from incidentkit.incidents import seats
from incidentkit.incidents import team_entries as t
from incidentkit.incidents.claims import (
    Claim,
    Inject,
    Joining,
    Leaving,
    Link,
    first_ms,
)
from incidentkit.incidents.seats import RoleRecord
from incidentkit.vault.kinds import Fact


class Course(Struct, frozen=True):
    """Everything that was said, in no order that matters."""

    joinings: tuple[Joining, ...] = ()
    leavings: tuple[Leaving, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    roles: tuple[RoleRecord, ...] = ()
    injects: tuple[Inject, ...] = ()
    went_on: bool = False


def take_in(course: Course, fact: Fact) -> Course:
    """Add one entry; one that says nothing of this changes nothing."""
    changed = _change(course, fact)
    return structs.replace(course, **changed) if changed else course


def _change(course: Course, fact: Fact) -> dict[str, object]:
    """Return what an entry changes, by field."""
    match fact.body:
        case e.Started() | e.PlaybookJoined() | e.PlaybookLeft():
            return _playbook(course, fact)
        case e.Linked(incident=incident, why=why):
            link = Link(fact.digest, fact.at, incident, why)
            return {"links": (*course.links, link)}
        case e.WentOnRestricted():
            return {"went_on": True}
        case e.Detailed() | e.Recorded():
            return {"claims": (*course.claims, *_claims(fact))}
        case t.InjectShown() | t.InjectAnswered():
            return {"injects": _injects(course.injects, fact)}
        case _:
            record = _role_record(fact)
            return {"roles": (*course.roles, record)} if record else {}


def _playbook(course: Course, fact: Fact) -> dict[str, object]:
    match fact.body:
        case e.PlaybookLeft(playbook=playbook, replaces=replaces):
            leaving = Leaving(fact.digest, playbook, replaces)
            return {"leavings": (*course.leavings, leaving)}
        case body:
            name: str = getattr(body, "playbook", "")
            joining = Joining(fact.digest, fact.at, name)
            return {"joinings": (*course.joinings, joining)}


def _claims(fact: Fact) -> tuple[Claim, ...]:
    match fact.body:
        case e.Detailed(step=step, values=values, replaces=replaces):
            return tuple(
                Claim(fact.digest, fact.at, step, name, text, 0, replaces)
                for name, text in sorted(values.items())
            )
        case e.Recorded(field=field, text=text, when_ms=when, replaces=replaces):
            return (Claim(fact.digest, fact.at, "", field, text, when, replaces),)
        case _:
            raise AssertionError(fact.kind)


def _injects(known: tuple[Inject, ...], fact: Fact) -> tuple[Inject, ...]:
    """The first showing and the first answer count, on whichever machine it was."""
    match fact.body:
        case t.InjectShown(inject=name, at_ms=at_ms):
            new = Inject(name, shown_ms=at_ms or fact.wall)
        case t.InjectAnswered(inject=name, at_ms=at_ms):
            new = Inject(name, answered_ms=at_ms or fact.wall)
        case _:
            raise AssertionError(fact.kind)
    by_name = {one.name: one for one in known}
    old = by_name.get(new.name, Inject(new.name))
    by_name[new.name] = Inject(
        new.name,
        first_ms(old.shown_ms, new.shown_ms),
        first_ms(old.answered_ms, new.answered_ms),
    )
    return tuple(by_name[name] for name in sorted(by_name))


def _role_record(fact: Fact) -> RoleRecord | None:
    match fact.body:
        case t.RoleTaken(role=role, replaces=old):
            what, to, offer = seats.TAKEN, b"", b""
        case t.RoleOffered(role=role, to=to, replaces=old):
            what, offer = seats.OFFERED, b""
        case t.RoleAccepted(role=role, offer=offer, replaces=old):
            what, to = seats.ACCEPTED, b""
        case t.RoleDeclined(role=role, offer=offer):
            what, to, old = seats.DECLINED, b"", ()
        case t.RoleGivenUp(role=role, replaces=old):
            what, to, offer = seats.GIVEN_UP, b"", b""
        case _:
            return None
    return RoleRecord(
        fact.digest, fact.at, role, what, fact.person, to, offer, fact.wall, old
    )

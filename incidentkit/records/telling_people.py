"""From an entry about a person or a contact to the sentence that tells it.

No number is told: the log is read by more people than the list of numbers.
"""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.officers import bodies as o
from incidentkit.officers import contacts as c
from incidentkit.records.telling import Naming, Tell
from incidentkit.vault.kinds import Body, Fact, PersonId
from incidentkit.words import contacts as contact_words
from incidentkit.words import people_log as words
from incidentkit.words.incidents import sentence


def _name(fact: Fact, naming: Naming) -> str:
    return naming.person(PersonId(fact.subject))


def _outside(body: o.OfficerOutside, _fact: Fact, _naming: Naming) -> str:
    return words.outside(body.name, body.sort, body.firm, body.until)


def _deputy(body: o.OfficerDeputy, fact: Fact, naming: Naming) -> str:
    who = naming.person(PersonId(body.deputy)) if body.deputy else ""
    return words.deputy(_name(fact, naming), who)


def _trained(body: o.OfficerTrained, fact: Fact, naming: Naming) -> str:
    return words.trained(_name(fact, naming), body.what, body.day, body.by)


def _acknowledged(body: o.OfficerAcknowledged, fact: Fact, naming: Naming) -> str:
    return words.acknowledged(_name(fact, naming), body.what, body.day, body.by)


def _withdrawn(body: o.OfficerProofWithdrawn, fact: Fact, naming: Naming) -> str:
    earlier = naming.earlier(body.target)
    what = getattr(earlier.body, "what", "") if earlier else ""
    return words.withdrawn(_name(fact, naming), str(what), body.reason)


def _verified(_body: o.OfficerVerified, fact: Fact, naming: Naming) -> str:
    return words.verified(_name(fact, naming))


def _contact(body: c.ContactSet, _fact: Fact, _naming: Naming) -> str:
    if body.is_absent:
        return sentence(contact_words.written_absent(body.role))
    return sentence(contact_words.written(body.role))


def _contact_verified(body: c.ContactVerified, _fact: Fact, naming: Naming) -> str:
    roles = [
        earlier.body.role
        for earlier in map(naming.earlier, body.of)
        if earlier is not None and isinstance(earlier.body, c.ContactSet)
    ]
    role = roles[0] if roles else contact_words.UNKNOWN_ROLE
    return sentence(contact_words.tried_in_log(role))


TOLD: Mapping[type[Body], Tell] = MappingProxyType(
    {
        o.OfficerOutside: _outside,
        o.OfficerDeputy: _deputy,
        o.OfficerTrained: _trained,
        o.OfficerAcknowledged: _acknowledged,
        o.OfficerProofWithdrawn: _withdrawn,
        o.OfficerVerified: _verified,
        c.ContactSet: _contact,
        c.ContactVerified: _contact_verified,
    }
)

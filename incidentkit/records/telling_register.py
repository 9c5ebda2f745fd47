"""From an entry about an account, a person or the council to the sentence that tells it.

No function here reads a value that only holders may see: what was changed is
named, never what it was changed to.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import UNSET

from incidentkit.accounts import entries as a
from incidentkit.accounts.model import Item
from incidentkit.council import entries as c
from incidentkit.officers import entries as o
from incidentkit.records import telling_playbooks
from incidentkit.records.telling import Naming, Tell
from incidentkit.vault.kinds import Body, Fact, PersonId
from incidentkit.words import incidents as words
from incidentkit.words import log
from incidentkit.words.accounts import FIELDS, REASONS
from incidentkit.words.incidents import ITEMS

_LINKS: Mapping[type[Body], str] = MappingProxyType(
    {
        a.RoleGiven: "a role",
        a.ToolGiven: "a seat in a tool",
        a.PhoneGiven: "a telephone",
        a.AgencyGiven: "access as an agency",
    }
)


def _added(body: a.Added, fact: Fact, naming: Naming) -> str:
    return words.account_added(naming.account(fact.subject), _items(body.keeps))


def _edited(body: a.Edited, fact: Fact, naming: Naming) -> str:
    fields = [FIELDS[field.value].lower() for field, _ in body.fields]
    return words.account_edited(naming.account(fact.subject), fields)


def _retired(body: a.Retired, fact: Fact, naming: Naming) -> str:
    return words.account_retired(naming.account(fact.subject), body.reason)


def _restored(body: a.Restored, fact: Fact, naming: Naming) -> str:
    return words.account_restored(naming.account(fact.subject), body.reason)


def _role(body: a.RoleGiven, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return words.role_given(account, body.role.name, body.role.role)


def _tool(body: a.ToolGiven, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return words.tool_given(account, body.seat.name, body.seat.tool)


def _phone(body: a.PhoneGiven, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return words.phone_given(account, body.phone.name, body.phone.what)


def _agency(body: a.AgencyGiven, fact: Fact, naming: Naming) -> str:
    return words.agency_given(naming.account(fact.subject), body.agency.name)


def _link_removed(body: a.LinkRemoved, fact: Fact, naming: Naming) -> str:
    target = naming.earlier(body.target)
    who, what = _link(target.body) if target else ("somebody", "a way in")
    return words.link_removed(naming.account(fact.subject), who, what, body.reason)


def _link(body: Body) -> tuple[str, str]:
    match body:
        case a.RoleGiven(role=link) | a.ToolGiven(seat=link):
            return link.name, _LINKS[type(body)]
        case a.PhoneGiven(phone=link) | a.AgencyGiven(agency=link):
            return link.name, _LINKS[type(body)]
        case _:
            return "somebody", "a way in"


def _set(body: a.CredentialsSet, fact: Fact, naming: Naming) -> str:
    given = [item for item in Item if getattr(body, item.value) is not UNSET]
    return words.items_set(naming.account(fact.subject), _items(given))


def _begun(body: a.RotationBegun, fact: Fact, naming: Naming) -> str:
    account, because = naming.account(fact.subject), REASONS[body.reason.value]
    return words.rotation_begun(account, ITEMS[body.item], because)


def _confirmed(body: a.RotationConfirmed, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return words.rotation_confirmed(account, ITEMS[body.item], tried=body.tried)


def _rolled_back(body: a.RotationRolledBack, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return words.rotation_rolled_back(account, ITEMS[body.item], body.why)


def _settled(body: a.RotationSettled, fact: Fact, naming: Naming) -> str:
    return words.rotation_settled(naming.account(fact.subject), ITEMS[body.item])


def _code_used(body: a.CodeUsed, fact: Fact, naming: Naming) -> str:
    return words.code_used(naming.account(fact.subject), body.number)


def _changed(body: a.SecretChanged, fact: Fact, naming: Naming) -> str:
    account, item = naming.account(fact.subject), ITEMS[body.item]
    if body.confirmed:
        return words.rotation_confirmed(account, item, tried=body.tried)
    return words.item_changed(account, item)


def _dropped(body: a.SecretDropped, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return words.rotation_rolled_back(account, ITEMS[body.item], "")


def _revealed(body: a.Revealed, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    if body.as_code:
        return words.code_shown(account)
    return words.revealed(account, ITEMS[body.item], body.number, body.why)


def _council_named(body: c.CouncilNamed, _fact: Fact, _naming: Naming) -> str:
    return log.council_named(body.name)


def _council_set(body: c.CouncilSet, _fact: Fact, _naming: Naming) -> str:
    return log.council_set(body.key, body.value)


def _officer_named(body: o.OfficerNamed, _fact: Fact, _naming: Naming) -> str:
    return log.officer_named(body.name)


def _officer_contact(_body: o.OfficerContact, fact: Fact, naming: Naming) -> str:
    return log.officer_contact(naming.person(PersonId(fact.subject)))


def _officer_left(body: o.OfficerLeft, fact: Fact, naming: Naming) -> str:
    return log.officer_left(naming.person(PersonId(fact.subject)), body.reason)


def _items(items: Iterable[Item]) -> list[str]:
    return [ITEMS[item.value] for item in items]


TOLD: Mapping[type[Body], Tell] = MappingProxyType(
    {
        **telling_playbooks.TOLD,
        a.Added: _added,
        a.Edited: _edited,
        a.Retired: _retired,
        a.Restored: _restored,
        a.RoleGiven: _role,
        a.ToolGiven: _tool,
        a.PhoneGiven: _phone,
        a.AgencyGiven: _agency,
        a.LinkRemoved: _link_removed,
        a.SecretChanged: _changed,
        a.SecretDropped: _dropped,
        a.Revealed: _revealed,
        a.CredentialsSet: _set,
        a.RotationBegun: _begun,
        a.RotationConfirmed: _confirmed,
        a.RotationRolledBack: _rolled_back,
        a.RotationSettled: _settled,
        a.CodeUsed: _code_used,
        c.CouncilNamed: _council_named,
        c.CouncilSet: _council_set,
        o.OfficerNamed: _officer_named,
        o.OfficerContact: _officer_contact,
        o.OfficerLeft: _officer_left,
    }
)

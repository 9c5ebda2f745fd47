"""From an entry about an account, a person or the council to the sentence that tells it.

No function here reads a value that only holders may see: what was changed is
named, never what it was changed to.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import UNSET

from incidentkit.accounts import entries as a
from incidentkit.accounts import model as m
from incidentkit.accounts import views as v
from incidentkit.accounts.model import Item
from incidentkit.accounts.reuse import BatchRun
from incidentkit.accounts.taken_out import TakenOut
from incidentkit.council import entries as c
from incidentkit.officers import entries as o
from incidentkit.records import (
    telling_people,
    telling_platforms,
    telling_playbooks,
    telling_rounds,
)
from incidentkit.records.telling import Naming, Tell
from incidentkit.vault.kinds import Body, Fact, PersonId, SubjectId
from incidentkit.words import incidents as words
from incidentkit.words import log
from incidentkit.words import register_log as accounts
from incidentkit.words.accounts import FIELDS, REASONS
from incidentkit.words.exposure import (
    emergency_asked_logged,
    emergency_logged,
    emergency_seen_logged,
    sheet_logged,
)
from incidentkit.words.incidents import ITEMS


def _added(body: a.Added, fact: Fact, naming: Naming) -> str:
    return words.account_added(naming.account(fact.subject), _items(body.keeps))


def _edited(body: a.Edited, fact: Fact, naming: Naming) -> str:
    fields = [FIELDS[field.value].lower() for field, _ in body.fields]
    return words.account_edited(naming.account(fact.subject), fields)


def _status(body: a.StatusSet, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return accounts.status_set(account, body.status, body.reason, body.successor)


def _deleted(body: a.Deleted, fact: Fact, naming: Naming) -> str:
    return accounts.deleted(naming.account(fact.subject), body.reason)


def _approved(body: a.Approved, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return accounts.request_answered(
        account, body.reason, body.by, granted=body.granted
    )


def _reviewed(body: a.Reviewed, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return accounts.reviewed(account, body.note, wanted=body.is_wanted)


def _care(body: a.CareGiven, fact: Fact, naming: Naming) -> str:
    owner, deputy = (
        naming.person(PersonId(person)) if person else ""
        for person in (body.owner, body.deputy)
    )
    return accounts.care_given(naming.account(fact.subject), owner, deputy)


def _owed(body: a.RotationOwed, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    because = REASONS[body.reason.value]
    return accounts.rotation_owed(account, ITEMS[body.item], because, body.why)


def _waived(body: a.OwedWaived, fact: Fact, naming: Naming) -> str:
    return accounts.owed_waived(naming.account(fact.subject), body.reason)


def _emergency(body: a.EmergencyOpened, fact: Fact, naming: Naming) -> str:
    account, who = naming.account(fact.subject), naming.person(PersonId(body.person))
    if body.sheet:
        return sheet_logged(account, who)
    return emergency_logged(account, who, body.why)


def _emergency_asked(body: a.EmergencyAsked, fact: Fact, naming: Naming) -> str:
    account, who = naming.account(fact.subject), naming.person(PersonId(body.person))
    return emergency_asked_logged(account, who, body.why)


def _emergency_seen(_body: a.EmergencySeen, fact: Fact, naming: Naming) -> str:
    return emergency_seen_logged(naming.account(fact.subject))


def _given(body: a.LinkGiven, fact: Fact, naming: Naming) -> str:
    account, link = naming.account(fact.subject), body.link
    if isinstance(link, m.Hangs):
        return accounts.hangs(
            account, link.tie, naming.account(SubjectId(link.account))
        )
    return accounts.named(account, *_named(link))


def _link_removed(body: a.LinkRemoved, fact: Fact, naming: Naming) -> str:
    target = naming.earlier(body.target)
    link = target.body.link if target and isinstance(target.body, a.LinkGiven) else None
    account = naming.account(fact.subject)
    who, what = ("", "") if link is None else _named(link)
    return accounts.named_no_longer(account, who, what, body.reason)


def _named(link: m.AnyLink) -> tuple[str, str]:
    """Return who or what is named, and what of it is said beside the name."""
    return getattr(link, "name", ""), _SAID_OF[type(link)](link)


_SAID_OF: Mapping[type[m.AnyLink], Callable[[Any], str]] = MappingProxyType(
    {
        m.PlatformRole: lambda link: str(link.role),
        m.ToolSeat: lambda link: accounts.seat_in(link.tool),
        m.Phone: lambda link: accounts.phone_for(link.what),
        m.Agency: lambda link: accounts.AGENCY,
        m.Factor: lambda link: accounts.second_step(link.step),
        m.App: lambda link: accounts.CONNECTED,
        m.Permission: lambda link: accounts.permitted(link.may),
        m.Hangs: lambda link: accounts.TIES[link.tie],
    }
)


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
    if not naming.is_vouched(fact):
        return words.change_not_known(account, item)
    if body.confirmed:
        return words.rotation_confirmed(account, item, tried=body.tried)
    return words.item_changed(account, item)


def _dropped(body: a.SecretDropped, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    if not naming.is_vouched(fact):
        return words.change_not_known(account, ITEMS[body.item])
    return words.rotation_rolled_back(account, ITEMS[body.item], "")


def _revealed(body: a.Revealed, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    if body.as_code:
        return words.code_shown(account)
    return words.revealed(account, ITEMS[body.item], body.number, body.why)


def _batch_run(body: BatchRun, _fact: Fact, _naming: Naming) -> str:
    shared = sum(map(len, body.groups))
    return accounts.batch_run(body.looked, shared, len(body.breached))


def _taken_out(body: TakenOut, _fact: Fact, _naming: Naming) -> str:
    return accounts.taken_out(body.name, body.accounts, body.values, body.reason)


def _attached(body: a.Attached, fact: Fact, naming: Naming) -> str:
    account = naming.account(fact.subject)
    return accounts.attached(account, body.what or body.name)


def _detached(body: a.AttachmentRemoved, fact: Fact, naming: Naming) -> str:
    return accounts.detached(naming.account(fact.subject), body.reason)


def _view_saved(body: v.ViewSaved, _fact: Fact, _naming: Naming) -> str:
    return accounts.view_saved(body.view.name)


def _view_dropped(_body: v.ViewDropped, _fact: Fact, _naming: Naming) -> str:
    return accounts.VIEW_DROPPED


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
        **telling_platforms.TOLD,
        **telling_playbooks.TOLD,
        **telling_people.TOLD,
        **telling_rounds.TOLD,
        a.Added: _added,
        a.Edited: _edited,
        a.StatusSet: _status,
        a.Deleted: _deleted,
        a.Approved: _approved,
        a.Reviewed: _reviewed,
        a.CareGiven: _care,
        a.RotationOwed: _owed,
        a.OwedWaived: _waived,
        a.EmergencyAsked: _emergency_asked,
        a.EmergencyOpened: _emergency,
        a.EmergencySeen: _emergency_seen,
        a.LinkGiven: _given,
        a.LinkRemoved: _link_removed,
        a.Attached: _attached,
        a.AttachmentRemoved: _detached,
        a.SecretChanged: _changed,
        a.SecretDropped: _dropped,
        a.Revealed: _revealed,
        TakenOut: _taken_out,
        BatchRun: _batch_run,
        a.CredentialsSet: _set,
        a.RotationBegun: _begun,
        a.RotationConfirmed: _confirmed,
        a.RotationRolledBack: _rolled_back,
        a.RotationSettled: _settled,
        a.CodeUsed: _code_used,
        v.ViewSaved: _view_saved,
        v.ViewDropped: _view_dropped,
        c.CouncilNamed: _council_named,
        c.CouncilSet: _council_set,
        o.OfficerNamed: _officer_named,
        o.OfficerContact: _officer_contact,
        o.OfficerLeft: _officer_left,
    }
)

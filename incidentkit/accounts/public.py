"""What everybody in the kit knows of an account, and who was shown what of it.

Nothing here opens anything: it says that a secret exists, when it was last
confirmed and by whom it was seen, never what it is.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from incidentkit.accounts.account_state import AccountState, Attachment
from incidentkit.accounts.bygone import (
    dropping,
    ending_links,
    ending_marks,
    ending_text,
    retiring,
    turning,
)
from incidentkit.accounts.emergency import asking, opened, told
from incidentkit.accounts.entries import (
    Added,
    Approved,
    Attached,
    AttachmentRemoved,
    CareGiven,
    Deleted,
    Edited,
    EmergencyAsked,
    EmergencyOpened,
    EmergencySeen,
    LinkGiven,
    LinkRemoved,
    OwedWaived,
    Revealed,
    Reviewed,
    RotationOwed,
    SecretChanged,
    SecretDropped,
    StatusSet,
    Texts,
)
from incidentkit.accounts.lifecycle import (
    approval_of,
    care_of,
    gone_of,
    review_of,
    turn_of,
)
from incidentkit.accounts.marks import Hearsay, Linked, Mark, Seen
from incidentkit.accounts.model import (
    AnyLink,
    Field,
    Item,
)
from incidentkit.accounts.owed import changing, owing, waiving
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    Fold,
    PersonId,
)

__all__ = [
    "ACCOUNT_FOLD",
    "AccountState",
    "Attachment",
    "Hearsay",
    "Linked",
    "Mark",
    "Seen",
]


def apply_account(state: AccountState | None, fact: Fact) -> AccountState:
    """Return an account's public part with one more fact."""
    step = _STEPS.get(type(fact.body))
    known = state or AccountState()
    return step(known, fact, fact.body) if step else known


def _added(state: AccountState, fact: Fact, body: Added) -> AccountState:
    if state.scope:
        return _added_again(state, fact, body)
    mark = Mark(
        fact.wall, fact.person, fact.person, at=fact.at, is_imported=body.is_imported
    )
    judged = msgspec.structs.replace(
        mark, strength=body.strength, is_made=body.is_made, said=body.said
    )
    marks = dict(state.marks)
    for item in body.keeps:
        now = judged if item is Item.SECRET else mark
        marks[item] = state.mark(item).put(fact.digest, now, ())
    begun = msgspec.structs.replace(
        state, scope=body.scope, added=fact.wall, added_by=fact.person, marks=marks
    )
    return _with_texts(begun, fact, body.fields, ())


def _added_again(state: AccountState, fact: Fact, body: Added) -> AccountState:
    """Take in another word on where the secrets are kept: nobody can tell who is right."""
    if body.scope == state.scope:
        return state
    rivals = tuple(dict.fromkeys((*state.rivals, fact.person)))
    return msgspec.structs.replace(state, rivals=rivals)


def _edited(state: AccountState, fact: Fact, body: Edited) -> AccountState:
    return _with_texts(state, fact, body.fields, body.replaces)


def _status(state: AccountState, fact: Fact, body: StatusSet) -> AccountState:
    texts = ((Field.STATUS, body.status.value),)
    told = msgspec.structs.replace(state, turn=turn_of(fact, body))
    return _with_texts(told, fact, texts, body.replaces)


def _deleted(state: AccountState, fact: Fact, body: Deleted) -> AccountState:
    if any(one.digest == fact.digest for one in state.deleted):
        return state
    known = (*state.deleted, gone_of(fact, body))
    return msgspec.structs.replace(state, deleted=known)


def _approved(state: AccountState, fact: Fact, body: Approved) -> AccountState:
    put = state.approval.put(fact.digest, approval_of(fact, body), body.replaces)
    return msgspec.structs.replace(state, approval=put)


def _reviewed(state: AccountState, fact: Fact, body: Reviewed) -> AccountState:
    review = review_of(fact, body, state.review)
    return msgspec.structs.replace(state, review=review)


def _care(state: AccountState, fact: Fact, body: CareGiven) -> AccountState:
    put = state.care.put(fact.digest, care_of(body), body.replaces)
    return msgspec.structs.replace(state, care=put)


def _owed(state: AccountState, fact: Fact, body: RotationOwed) -> AccountState:
    return msgspec.structs.replace(state, ledger=owing(state.ledger, fact, body))


def _waived(state: AccountState, _fact: Fact, body: OwedWaived) -> AccountState:
    return msgspec.structs.replace(state, ledger=waiving(state.ledger, body))


def _emergency(state: AccountState, fact: Fact, body: EmergencyOpened) -> AccountState:
    known = opened(state.emergencies, fact, body)
    return msgspec.structs.replace(state, emergencies=known)


def _asked(state: AccountState, fact: Fact, body: EmergencyAsked) -> AccountState:
    known = asking(state.emergency_asks, fact, body)
    return msgspec.structs.replace(state, emergency_asks=known)


def _told(state: AccountState, fact: Fact, body: EmergencySeen) -> AccountState:
    known = told(state.emergencies, fact, body)
    return msgspec.structs.replace(state, emergencies=known)


def _with_texts(
    state: AccountState, fact: Fact, texts: Texts, replaces: tuple[bytes, ...]
) -> AccountState:
    fields, bygone = dict(state.fields), state.bygone
    for field, text in texts:
        before = state.field(field)
        fields[field] = before.put(fact.digest, text, replaces)
        bygone = ending_text(bygone, field, before, replaces, fact.wall)
        if field is Field.STATUS:
            bygone = turning(bygone, fact.digest, text, fact.wall, replaces)
    return msgspec.structs.replace(state, fields=fields, bygone=bygone)


def _given(state: AccountState, fact: Fact, body: LinkGiven) -> AccountState:
    gone = {*body.replaces, fact.digest}
    kept = tuple(link for link in state.named if link.digest not in gone)
    new = Linked[AnyLink](fact.digest, fact.wall, fact.person, body.link)
    bygone = ending_links(state.bygone, state.named, body.replaces, fact.wall)
    return msgspec.structs.replace(state, named=(*kept, new), bygone=bygone)


def _removed(state: AccountState, fact: Fact, body: LinkRemoved) -> AccountState:
    kept = tuple(link for link in state.named if link.digest != body.target)
    bygone = ending_links(state.bygone, state.named, (body.target,), fact.wall)
    return msgspec.structs.replace(state, named=kept, bygone=bygone)


def _attached(state: AccountState, fact: Fact, body: Attached) -> AccountState:
    if any(one.digest == fact.digest for one in state.attachments):
        return state
    new = Attachment(
        fact.digest, body.name, body.what, body.size, fact.wall, fact.person
    )
    return msgspec.structs.replace(state, attachments=(*state.attachments, new))


def _detached(
    state: AccountState, _fact: Fact, body: AttachmentRemoved
) -> AccountState:
    kept = tuple(one for one in state.attachments if one.digest != body.target)
    return msgspec.structs.replace(state, attachments=kept)


def is_vouched(state: AccountState, fact: Fact) -> bool:
    """Whether a fact's writer could open the secrets that they say something of.

    Nobody is believed while two people say that these are kept in different places.
    """
    return bool(state.scope) and fact.vouched_in == state.scope and not state.rivals


def _heard(state: AccountState, fact: Fact, item: Item) -> AccountState:
    """Take in what somebody said who could not know: it changes nothing else."""
    told = {(one.person, one.item): one for one in state.hearsay}
    before = told.get((fact.person, item))
    times = before.times + 1 if before else 1
    told[fact.person, item] = Hearsay(fact.person, item, fact.at, fact.wall, times)
    return msgspec.structs.replace(state, hearsay=tuple(told.values()))


def _changed(state: AccountState, fact: Fact, body: SecretChanged) -> AccountState:
    if not is_vouched(state, fact):
        return _heard(state, fact, body.item)
    if body.confirmed and not body.secret and body.item is not Item.CODES:
        return state  # what a platform took has a name; only codes come all at once
    earlier = _told_before(state, body)
    if body.confirmed:
        state = _over(state, fact, body, earlier.at if earlier else fact.at)
    if earlier is not None:
        return state  # confirmed twice: the date of the first stays
    register = state.mark(body.item)
    replaces = body.replaces if body.confirmed else ()
    bygone = ending_marks(state.bygone, body.item, register, replaces, fact.wall)
    put = register.put(fact.digest, _mark(fact, body), replaces)
    marks = {**state.marks, body.item: put}
    return msgspec.structs.replace(state, marks=marks, bygone=bygone)


def _told_before(state: AccountState, body: SecretChanged) -> Mark | None:
    """Return what was first said of the same secret, if it was said before."""
    now = (v.value for v in state.mark(body.item).versions)
    was = (end.mark for end in state.bygone.marks if end.item is body.item)
    named = (m for m in (*was, *now) if body.secret and m.secret == body.secret)
    return next(named, None)


def _mark(fact: Fact, body: SecretChanged) -> Mark:
    return Mark(
        wall=fact.wall,
        person=fact.person,
        set_by=PersonId(body.set_by or fact.person),
        secret=body.secret,
        tried=body.tried,
        confirmed=body.confirmed,
        reason=body.reason,
        begun=min(body.begun, fact.wall),
        strength=body.strength,
        is_made=body.is_made,
        at=fact.at,
    )


def _over(
    state: AccountState, fact: Fact, body: SecretChanged, at: int
) -> AccountState:
    """Take in what is over since the platform took a value, at `at` for the first time."""
    over = ((body.item, Digest(secret)) for secret in body.over)
    return msgspec.structs.replace(
        state,
        out_of_use=tuple(dict.fromkeys((*state.out_of_use, *over))),
        ledger=changing(state.ledger, body.item, body.answers, at),
        bygone=retiring(state.bygone, body.item, body.over, fact.wall),
    )


def _dropped(state: AccountState, fact: Fact, body: SecretDropped) -> AccountState:
    if not is_vouched(state, fact):
        return _heard(state, fact, body.item)
    dropped = dict.fromkeys((*state.dropped, (body.item, Digest(body.secret))))
    bygone = dropping(state.bygone, body.item, body.secret, fact.wall)
    return msgspec.structs.replace(state, dropped=tuple(dropped), bygone=bygone)


def _revealed(state: AccountState, fact: Fact, body: Revealed) -> AccountState:
    new = Seen(
        person=fact.person,
        item=body.item,
        secret=Digest(body.secret),
        number=body.number,
        as_code=body.as_code,
        first=fact.wall,
        last=fact.wall,
    )
    before = next((old for old in state.seen if _is_same(old, new)), None)
    rest = tuple(old for old in state.seen if old is not before)
    now = _seen_again(before, fact.wall) if before else new
    return msgspec.structs.replace(state, seen=(*rest, now))


def _is_same(one: Seen, other: Seen) -> bool:
    what = (other.person, other.item, other.secret, other.number, other.as_code)
    return (one.person, one.item, one.secret, one.number, one.as_code) == what


def _seen_again(old: Seen, wall: int) -> Seen:
    first, last = min(old.first, wall), max(old.last, wall)
    return msgspec.structs.replace(old, first=first, last=last, times=old.times + 1)


_Step = Callable[[AccountState, Fact, Any], AccountState]
_STEPS: Mapping[type[Body], _Step] = MappingProxyType(
    {
        Added: _added,
        Edited: _edited,
        StatusSet: _status,
        Deleted: _deleted,
        Approved: _approved,
        Reviewed: _reviewed,
        CareGiven: _care,
        RotationOwed: _owed,
        OwedWaived: _waived,
        EmergencyAsked: _asked,
        EmergencyOpened: _emergency,
        EmergencySeen: _told,
        LinkGiven: _given,
        LinkRemoved: _removed,
        Attached: _attached,
        AttachmentRemoved: _detached,
        SecretChanged: _changed,
        SecretDropped: _dropped,
        Revealed: _revealed,
    }
)

ACCOUNT_FOLD = Fold("account", 8, AccountState, apply_account)

"""A draft as a subject of the journal: its kinds of entry, and how they fold.

The text is a register: two people who edit at once make a conflict for a
person to settle, and neither loses a word. So is all else that goes out with it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import structs

from incidentkit.drafting import approval_entries as a
from incidentkit.drafting import entries as e
from incidentkit.drafting.saying import (
    add_comment,
    add_override,
    add_reading,
    ask,
    give,
    record,
    resolve_comment,
    tried,
)
from incidentkit.drafting.state import DraftState, Pairing, Picture, Publication
from incidentkit.vault.kinds import Body, Digest, Fact, Fold, Kind
from incidentkit.vault.register import Register


def apply(state: DraftState | None, fact: Fact) -> DraftState:
    """Fold one entry into a draft."""
    draft = state if state is not None else DraftState()
    fold = _FOLDS.get(type(fact.body))
    if fold is None:
        return draft
    told = fold(draft, fact.body, fact)
    if told is draft:
        return draft
    return structs.replace(told, changed_at=max(draft.changed_at, fact.at))


def _start(draft: DraftState, body: e.DraftStarted, fact: Fact) -> DraftState:
    """Only the first start says what the draft is; a second adds its text."""
    if not draft.is_started:
        draft = structs.replace(
            draft,
            incident=body.incident,
            template=body.template,
            variant=body.variant,
            channel=body.channel,
            started_at=fact.at,
            # What was filled in anew may have arrived before.
            filled={**body.filled, **draft.filled},
            filled_ms=body.filled_ms,
            spoken=_put(draft.spoken, body.language, (), fact),
        )
    return _set_text(draft, body.text, body.replaces, fact)


def _edit(draft: DraftState, body: e.DraftEdited, fact: Fact) -> DraftState:
    draft = _set_text(draft, body.text, body.replaces, fact)
    return structs.replace(draft, filled={**draft.filled, **body.filled})


def _set_text(
    draft: DraftState, text: str, replaces: tuple[bytes, ...], fact: Fact
) -> DraftState:
    text_now = _put(draft.text, text, replaces, fact)
    return _touched(structs.replace(draft, text=text_now, taken_out=None), fact)


def _publish(draft: DraftState, body: e.DraftPublished, fact: Fact) -> DraftState:
    """The same publication recorded twice is one."""
    told = (body.where, body.when_ms, body.address, body.text_digest)
    if any(
        (p.where, p.when_ms, p.address, p.text_digest) == told
        for p in draft.publications
    ):
        return draft
    new = Publication(
        *told,
        recorded_by=fact.person,
        entry=fact.digest,
        content=body.content,
        unapproved=body.unapproved,
    )
    return structs.replace(draft, publications=(*draft.publications, new))


def _withdraw(draft: DraftState, body: e.DraftWithdrawn, _fact: Fact) -> DraftState:
    """The first reason is kept."""
    if draft.withdrawn is not None:
        return draft
    return structs.replace(draft, withdrawn=body.reason)


def _choose(draft: DraftState, body: e.ChannelsChosen, fact: Fact) -> DraftState:
    chosen = _put(draft.chosen, body.channels, body.replaces, fact)
    return _touched(structs.replace(draft, chosen=chosen, taken_out=None), fact)


def _add_picture(draft: DraftState, body: e.PictureAdded, fact: Fact) -> DraftState:
    if any(one.entry == fact.digest for one in draft.pictures):
        return draft
    new = Picture(
        entry=fact.digest,
        name=body.name,
        sha256=body.sha256,
        size=body.size,
        by=fact.person,
        said=_put(Register(), body.about, (), fact),
    )
    pictures = (*draft.pictures, new)
    return _touched(structs.replace(draft, pictures=pictures, taken_out=None), fact)


def _describe(draft: DraftState, body: e.PictureDescribed, fact: Fact) -> DraftState:
    if all(one.entry != body.picture for one in draft.pictures):
        return draft
    pictures = tuple(
        structs.replace(one, said=_put(one.said, body.about, body.replaces, fact))
        if one.entry == body.picture
        else one
        for one in draft.pictures
    )
    return _touched(structs.replace(draft, pictures=pictures, taken_out=None), fact)


def _remove_picture(
    draft: DraftState, body: e.PictureRemoved, fact: Fact
) -> DraftState:
    kept = tuple(one for one in draft.pictures if one.entry != body.picture)
    if len(kept) == len(draft.pictures):
        return draft
    taken_out = structs.replace(draft, pictures=kept, taken_out=fact.digest)
    return _touched(taken_out, fact)


def _speak(draft: DraftState, body: e.LanguageSet, fact: Fact) -> DraftState:
    spoken = _put(draft.spoken, body.language, body.replaces, fact)
    return structs.replace(draft, spoken=spoken)


def _pair(draft: DraftState, body: e.Paired, fact: Fact) -> DraftState:
    said = Pairing(body.other, body.made_from)
    pairing = _put(draft.pairing, said, body.replaces, fact)
    return structs.replace(draft, pairing=pairing)


def _touched(draft: DraftState, fact: Fact) -> DraftState:
    """Know whose hands are in the content as it stands, and nobody else's."""
    hands = {**draft.hands, fact.digest: fact.person}
    now = frozenset[bytes](draft.content_entries())
    return structs.replace(draft, hands={d: p for d, p in hands.items() if d in now})


def _put(
    register: Register[Any], value: object, replaces: tuple[bytes, ...], fact: Fact
) -> Register[Any]:
    """An entry that comes twice says nothing new."""
    if fact.digest in register.digests:
        return register
    return register.put(Digest(fact.digest), value, replaces)


_Apply = Callable[[DraftState, Any, Fact], DraftState]

_FOLDS: Mapping[type[Body], _Apply] = MappingProxyType(
    {
        e.DraftStarted: _start,
        e.DraftEdited: _edit,
        e.DraftPublished: _publish,
        e.DraftWithdrawn: _withdraw,
        e.ChannelsChosen: _choose,
        e.PictureAdded: _add_picture,
        e.PictureDescribed: _describe,
        e.PictureRemoved: _remove_picture,
        e.LanguageSet: _speak,
        e.Paired: _pair,
        e.CommentMade: add_comment,
        e.CommentResolved: resolve_comment,
        e.DraftRead: add_reading,
        e.CheckOverridden: add_override,
        a.ApprovalAsked: ask,
        a.Approved: give,
        a.ApprovalRecorded: record,
        a.ApproverTried: tried,
    }
)

DRAFT = Fold(name="draft", version=4, state=DraftState, apply=apply)

STARTED = Kind("draft.started", 1, e.DraftStarted, DRAFT)
EDITED = Kind("draft.edited", 1, e.DraftEdited, DRAFT)
PUBLISHED = Kind("draft.published", 1, e.DraftPublished, DRAFT)
WITHDRAWN = Kind("draft.withdrawn", 1, e.DraftWithdrawn, DRAFT)
CHANNELS = Kind("draft.channels", 1, e.ChannelsChosen, DRAFT)
PICTURE_ADDED = Kind("draft.picture_added", 1, e.PictureAdded, DRAFT)
PICTURE_DESCRIBED = Kind("draft.picture_described", 1, e.PictureDescribed, DRAFT)
PICTURE_REMOVED = Kind("draft.picture_removed", 1, e.PictureRemoved, DRAFT)
LANGUAGE = Kind("draft.language", 1, e.LanguageSet, DRAFT)
PAIRED = Kind("draft.paired", 1, e.Paired, DRAFT)
COMMENT = Kind("draft.comment", 1, e.CommentMade, DRAFT)
RESOLVED = Kind("draft.comment_resolved", 1, e.CommentResolved, DRAFT)
READ = Kind("draft.read", 1, e.DraftRead, DRAFT)
OVERRIDDEN = Kind("draft.overridden", 1, e.CheckOverridden, DRAFT)
ASKED = Kind("draft.approval_asked", 1, a.ApprovalAsked, DRAFT)
APPROVED = Kind("draft.approved", 1, a.Approved, DRAFT)
RECORDED = Kind("draft.approval_recorded", 1, a.ApprovalRecorded, DRAFT)
TRIED = Kind("draft.approver_tried", 1, a.ApproverTried, DRAFT)

KINDS = (
    *(STARTED, EDITED, PUBLISHED, WITHDRAWN, CHANNELS, PICTURE_ADDED),
    *(PICTURE_DESCRIBED, PICTURE_REMOVED, LANGUAGE, PAIRED, COMMENT, RESOLVED),
    *(READ, OVERRIDDEN, ASKED, APPROVED, RECORDED, TRIED),
)

"""How what people say about a draft folds: comments, readings, approvals, attempts.

Each is kept once, with whoever signed it. Whether an approval counts is judged
elsewhere: that takes the council's rules and the roles of the response.
"""

from collections.abc import Iterable
from typing import Protocol

from msgspec import structs

from incidentkit.drafting import approval_entries as a
from incidentkit.drafting import entries as e
from incidentkit.drafting.state import (
    Asking,
    Attempt,
    Comment,
    DraftState,
    Given,
    Override,
    Reading,
)
from incidentkit.vault.kinds import Digest, Fact


class _Said(Protocol):
    @property
    def entry(self) -> Digest: ...


def _is_there(said: Iterable[_Said], fact: Fact) -> bool:
    return any(one.entry == fact.digest for one in said)


def add_comment(draft: DraftState, body: e.CommentMade, fact: Fact) -> DraftState:
    """Keep a comment."""
    if _is_there(draft.comments, fact):
        return draft
    new = Comment(fact.digest, fact.person, fact.wall, body.text, body.quoted)
    return structs.replace(draft, comments=(*draft.comments, new))


def resolve_comment(
    draft: DraftState, body: e.CommentResolved, fact: Fact
) -> DraftState:
    """Whoever says so first has dealt with a comment."""
    comments = tuple(
        structs.replace(
            one, resolved_by=fact.person, resolved_ms=fact.wall, note=body.note
        )
        if one.entry == body.comment and one.is_open
        else one
        for one in draft.comments
    )
    return structs.replace(draft, comments=comments)


def add_reading(draft: DraftState, body: e.DraftRead, fact: Fact) -> DraftState:
    """Keep what somebody said who read it."""
    if _is_there(draft.readings, fact):
        return draft
    who = (fact.digest, fact.person, fact.wall)
    new = Reading(*who, body.content, body.is_fine, body.words, fact.at)
    return structs.replace(draft, readings=(*draft.readings, new))


def add_override(draft: DraftState, body: e.CheckOverridden, fact: Fact) -> DraftState:
    """Keep who decided against a check, and why."""
    if _is_there(draft.overrides, fact):
        return draft
    who = (fact.digest, fact.person, fact.wall)
    new = Override(*who, body.check, body.reason, body.content)
    return structs.replace(draft, overrides=(*draft.overrides, new))


def ask(draft: DraftState, body: a.ApprovalAsked, fact: Fact) -> DraftState:
    """Keep that somebody asked for approval."""
    if _is_there(draft.asked, fact):
        return draft
    who = (fact.digest, fact.person, fact.wall)
    new = Asking(*who, body.content, body.roles, body.note)
    return structs.replace(draft, asked=(*draft.asked, new))


def give(draft: DraftState, body: a.Approved, fact: Fact) -> DraftState:
    """Keep an approval that its approver signed."""
    if _is_there(draft.given, fact):
        return draft
    who = (fact.digest, fact.person, fact.wall)
    new = Given(*who, body.content, body.roles, words=body.note, at=fact.at)
    return structs.replace(draft, given=(*draft.given, new))


def record(draft: DraftState, body: a.ApprovalRecorded, fact: Fact) -> DraftState:
    """Keep an approval that somebody wrote down for whoever gave it.

    One that names nobody would pass for a signature, and says nothing.
    """
    if _is_there(draft.given, fact) or not body.name.strip():
        return draft
    who = (fact.digest, fact.person, fact.wall)
    told = (body.name, body.how, body.words)
    new = Given(*who, body.content, (body.role,), *told, at=fact.at)
    return structs.replace(draft, given=(*draft.given, new))


def tried(draft: DraftState, body: a.ApproverTried, fact: Fact) -> DraftState:
    """Keep that somebody could not be reached."""
    if _is_there(draft.attempts, fact):
        return draft
    what = (body.role, body.name, body.how, body.at_ms, body.note)
    new = Attempt(fact.digest, fact.person, *what)
    return structs.replace(draft, attempts=(*draft.attempts, new))

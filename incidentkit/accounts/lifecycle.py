"""An account's way from a request to its closing, and who looks after it. Pure."""

import msgspec

from incidentkit.accounts.entries import (
    Approved,
    CareGiven,
    Deleted,
    Reviewed,
    StatusSet,
)
from incidentkit.accounts.model import Status
from incidentkit.vault.kinds import Digest, Fact, PersonId


class Turn(msgspec.Struct, frozen=True):
    """The last time an account's status was set, and why."""

    status: Status
    wall: int
    person: PersonId
    reason: str = ""
    reference: str = ""
    successor: str = ""


class Gone(msgspec.Struct, frozen=True):
    """The word that nobody can post with the account any more. See `Deleted`."""

    digest: Digest
    wall: int
    person: PersonId
    closings: tuple[Digest, ...]
    reason: str = ""


class Approval(msgspec.Struct, frozen=True):
    """How a request was answered. `by` is who agreed, if not the lead who wrote it."""

    granted: bool
    wall: int
    person: PersonId
    reason: str = ""
    reference: str = ""
    by: str = ""


class Review(msgspec.Struct, frozen=True):
    """The last look at whether the account is still wanted. See `Reviewed`.

    `at` is hybrid time: what a clock that was ahead said stands in nobody's way.
    """

    wall: int
    person: PersonId
    is_wanted: bool
    note: str = ""
    last_post: str = ""
    at: int = 0


class Care(msgspec.Struct, frozen=True):
    """Who looks after an account; either may be nobody, as None."""

    owner: PersonId | None = None
    deputy: PersonId | None = None


def turn_of(fact: Fact, body: StatusSet) -> Turn:
    """Return a change of status as it is remembered."""
    return Turn(
        body.status,
        fact.wall,
        fact.person,
        body.reason,
        body.reference,
        body.successor,
    )


def gone_of(fact: Fact, body: Deleted) -> Gone:
    """Return the word that it is deleted as it is remembered."""
    closings = tuple(map(Digest, body.closings))
    return Gone(fact.digest, fact.wall, fact.person, closings, body.reason)


def approval_of(fact: Fact, body: Approved) -> Approval:
    """Return an answer to a request as it is remembered."""
    return Approval(
        body.granted, fact.wall, fact.person, body.reason, body.reference, body.by
    )


def review_of(fact: Fact, body: Reviewed, before: Review | None) -> Review:
    """Return the later of two reviews: whoever knew of the other came after it."""
    new = Review(
        fact.wall, fact.person, body.is_wanted, body.note, body.last_post, fact.at
    )
    return before if before and before.at > new.at else new


def care_of(body: CareGiven) -> Care:
    """Return who looks after an account."""
    return Care(
        PersonId(body.owner) if body.owner else None,
        PersonId(body.deputy) if body.deputy else None,
    )

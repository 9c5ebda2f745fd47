"""Somebody was let in to an account in an emergency, and who has been told. Pure."""

import msgspec

from incidentkit.accounts.entries import (
    EmergencyAsked,
    EmergencyOpened,
    EmergencySeen,
)
from incidentkit.vault.kinds import Digest, Fact, PersonId

ASK_STANDS_MS = 24 * 60 * 60 * 1000


class Asked(msgspec.Struct, frozen=True):
    """Who should be let in, who asks for it, when and why."""

    digest: Digest
    person: PersonId
    by: PersonId
    wall: int
    why: str

    def stands(self, now_ms: int) -> bool:
        """Whether it can still be agreed to: an emergency is over after a day.

        One of a day to come was asked for by a clock that is wrong, and stands as little.
        """
        return abs(now_ms - self.wall) < ASK_STANDS_MS


class Emergency(msgspec.Struct, frozen=True):
    """Who was let in, by whom, when and why, and who has seen that it happened.

    `asked` and `sheet` as in `EmergencyOpened`.
    """

    digest: Digest
    person: PersonId
    by: PersonId
    wall: int
    why: str
    seen_by: tuple[PersonId, ...] = ()
    asked: bytes = b""
    sheet: bytes = b""

    def is_news_to(self, person: PersonId) -> bool:
        """Whether somebody has not been told yet.

        With the sheet people let themselves in, whoever's machine wrote it down.
        """
        did = self.person if self.sheet else self.by
        return person != did and person not in self.seen_by


Emergencies = tuple[Emergency, ...]


def asking(
    known: tuple[Asked, ...], fact: Fact, body: EmergencyAsked
) -> tuple[Asked, ...]:
    """Take in that somebody asks for a second person."""
    if any(one.digest == fact.digest for one in known):
        return known
    who = PersonId(body.person)
    return (*known, Asked(fact.digest, who, fact.person, fact.wall, body.why))


def opened(known: Emergencies, fact: Fact, body: EmergencyOpened) -> Emergencies:
    """Take in that somebody was let in."""
    if any(one.digest == fact.digest for one in known):
        return known
    new = Emergency(
        fact.digest,
        PersonId(body.person),
        fact.person,
        fact.wall,
        body.why,
        asked=body.asked,
        sheet=body.sheet,
    )
    return (*known, new)


def told(known: Emergencies, fact: Fact, body: EmergencySeen) -> Emergencies:
    """Take in that somebody has seen that it happened."""
    return tuple(
        msgspec.structs.replace(one, seen_by=(*one.seen_by, fact.person))
        if one.digest == body.target and fact.person not in one.seen_by
        else one
        for one in known
    )

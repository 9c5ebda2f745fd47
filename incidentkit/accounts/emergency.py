"""Somebody was let in to an account in an emergency, and who has been told. Pure."""

import msgspec

from incidentkit.accounts.entries import EmergencyOpened, EmergencySeen
from incidentkit.vault.kinds import Digest, Fact, PersonId


class Emergency(msgspec.Struct, frozen=True):
    """Who was let in, by whom, when and why, and who has seen that it happened."""

    digest: Digest
    person: PersonId
    by: PersonId
    wall: int
    why: str
    seen_by: tuple[PersonId, ...] = ()

    def is_news_to(self, person: PersonId) -> bool:
        """Whether somebody has not been told yet."""
        return person != self.by and person not in self.seen_by


Emergencies = tuple[Emergency, ...]


def opened(known: Emergencies, fact: Fact, body: EmergencyOpened) -> Emergencies:
    """Take in that somebody was let in."""
    if any(one.digest == fact.digest for one in known):
        return known
    new = Emergency(
        fact.digest, PersonId(body.person), fact.person, fact.wall, body.why
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

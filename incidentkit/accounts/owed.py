"""Changes of a secret that are owed because something happened. Pure.

Only a confirmed change that knew of it ends what is owed, or a lead who says why it
is not needed. A change that was confirmed elsewhere at the same time does not: nobody
can tell whether it came before or after.
"""

import msgspec

from incidentkit.accounts.entries import OwedWaived, RotationOwed
from incidentkit.accounts.model import Item, Reason
from incidentkit.vault.kinds import Digest, Fact, PersonId


class Owed(msgspec.Struct, frozen=True):
    """A secret that has to be changed, since when, and why.

    `at` is hybrid time, which no clock puts back; `owed_at` is when it happened, in
    wall milliseconds; `person` whom it is about.
    """

    digest: Digest
    item: Item
    reason: Reason
    at: int
    owed_at: int
    by: PersonId
    why: str = ""
    person: PersonId | None = None


class Ledger(msgspec.Struct, frozen=True):
    """What is owed, and every entry that was answered, in whatever order they came.

    `waived` are those that a lead answered, with their reason in the log.
    """

    owed: tuple[Owed, ...] = ()
    answered: tuple[Digest, ...] = ()
    waived: tuple[Digest, ...] = ()

    def open(self) -> tuple[Owed, ...]:
        """Return what nobody has answered yet, oldest first."""
        over = set(self.answered)
        found = (one for one in self.owed if one.digest not in over)
        return tuple(sorted(found, key=lambda one: (one.owed_at, one.digest)))


def owing(ledger: Ledger, fact: Fact, body: RotationOwed) -> Ledger:
    """Take in that a secret has to be changed."""
    if any(one.digest == fact.digest for one in ledger.owed):
        return ledger
    new = Owed(
        digest=fact.digest,
        item=body.item,
        reason=body.reason,
        at=fact.at,
        owed_at=min(body.owed_at or fact.wall, fact.wall),
        by=fact.person,
        why=body.why,
        person=PersonId(body.person) if body.person else None,
    )
    return msgspec.structs.replace(ledger, owed=(*ledger.owed, new))


def changing(ledger: Ledger, item: Item, targets: tuple[bytes, ...], at: int) -> Ledger:
    """Take in that a change of an item, confirmed at `at`, answers what was owed.

    It answers nothing that happened after it, and nothing about another item.
    """
    others = {one.digest for one in ledger.owed if one.item is not item or one.at > at}
    return answering(ledger, tuple(t for t in targets if t not in others))


def answering(ledger: Ledger, targets: tuple[bytes, ...]) -> Ledger:
    """Take in what is not owed any more."""
    if not targets:
        return ledger
    answered = dict.fromkeys((*ledger.answered, *map(Digest, targets)))
    return msgspec.structs.replace(ledger, answered=tuple(answered))


def waiving(ledger: Ledger, body: OwedWaived) -> Ledger:
    """Take in that a lead decided that a secret stays as it is."""
    waived = dict.fromkeys((*ledger.waived, Digest(body.target)))
    known = msgspec.structs.replace(ledger, waived=tuple(waived))
    return answering(known, (body.target,))

"""Disposing of texts whose time is over, and who still has them.

A disposal deletes the texts on every machine that hears of it. Nobody can make
a machine hear of it, so those that have not shown that they did are listed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.errors import RoleNeededError, StillNeededError
from incidentkit.vault.acts import Disposed
from incidentkit.vault.change import Change
from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import Digest, Fact, PersonId, Role, SeatId
from incidentkit.vault.session import NOTHING, Receipt, Session


@dataclass(frozen=True, slots=True)
class Disposal:
    """A disposal with effect, and what came of it as far as this seat can tell.

    `kept` counts texts that are still needed, on which it has no effect.
    `waiting` are the seats with a role that have not shown that they know of it.
    """

    digest: Digest
    person: PersonId | None
    wall: int
    rule: str
    gone: int
    kept: int
    waiting: frozenset[SeatId]


def may_go(session: Session, facts: Iterable[Fact]) -> tuple[Digest, ...]:
    """Return which of these texts could be disposed of now."""
    disposals, store = session.ledger.disposals, session.kit.store
    entries = (store.entry(fact.digest) for fact in facts)
    return tuple(e.digest for e in entries if e is not None and disposals.may_touch(e))


def dispose(
    session: Session,
    digests: Iterable[Digest],
    rule: str,
    change: Change = NOTHING,
) -> Receipt:
    """Delete texts for good, here and wherever this is heard of.

    `rule` can be read by anybody who sees the journal. `change` is written with
    it: what is to be said of it to those who can read.

    Raises:
        RoleNeededError: Only a comms lead can.
        StillNeededError: A subject is not closed, and nothing took the text's place.
    """
    if session.me.role is not Role.LEAD:
        raise RoleNeededError(Role.LEAD.name)
    wanted = tuple(dict.fromkeys(digests))
    disposals, store = session.ledger.disposals, session.kit.store
    entries = (store.entry(digest) for digest in wanted)
    needed = sum(e is None or not disposals.may_touch(e) for e in entries)
    if needed:
        raise StillNeededError(needed)
    return session.commit_acts([Disposed(wanted, rule)], change)


def disposals(session: Session) -> tuple[Disposal, ...]:
    """Return every disposal with effect, oldest first."""
    rulings = session.ledger.disposals.rulings()
    known = _shown(session, tuple(ruling.disposal for ruling in rulings))
    active = session.roster.active_seats()
    found = [
        Disposal(
            digest=r.disposal.digest,
            person=session.roster.person_of(r.disposal.seat),
            wall=r.disposal.core.wall,
            rule=r.disposal.act.rule if isinstance(r.disposal.act, Disposed) else "",
            gone=len(r.touched),
            kept=len(r.kept),
            waiting=active - known[r.disposal.digest],
        )
        for r in rulings
    ]
    return tuple(sorted(found, key=lambda disposal: disposal.wall))


def _shown(
    session: Session, acts: tuple[Entry, ...]
) -> dict[Digest, frozenset[SeatId]]:
    """Return who has shown, by what their entries name, that they know of each act.

    Whoever names a chain's entry has taken in all before it.
    """
    found: dict[Digest, set[SeatId]] = {act.digest: {act.seat} for act in acts}
    if acts:
        for entry in session.kit.store.all_entries():
            seen = {head.chain: head.number for head in entry.core.heads}
            for act in acts:
                if seen.get(act.chain, 0) >= act.number:
                    found[act.digest].add(entry.seat)
    return {digest: frozenset(seats) for digest, seats in found.items()}

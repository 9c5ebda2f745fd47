"""Checking that the states at hand are what the journal adds up to, changing nothing.

Unlocking checks the states against themselves and against the heads; this makes
them again beside the old ones and compares. It is for the background.
"""

import contextlib
from collections.abc import Iterator
from enum import StrEnum

from incidentkit.vault.ledger import Ledger
from incidentkit.vault.session import Session


class Differs(StrEnum):
    """What a rebuild would change."""

    STATES = "states"
    INDEX = "index"


class _UndoneError(Exception):
    """Takes everything back."""


def recheck(session: Session) -> tuple[Differs, ...]:
    """Return what differs from a rebuild; nothing when all is as it should be.

    `Session.rebuild` puts it right. The journal itself is not checked here.
    """
    found: list[Differs] = []
    with contextlib.suppress(_UndoneError), session.kit.store.transaction():
        found.extend(_compare(session))
        _take_back()
    return tuple(found)


def _compare(session: Session) -> Iterator[Differs]:
    kit, seat = session.kit, session.seat
    indexed = kit.store.index_rows(seat.id)
    fresh = Ledger(kit.store, kit.identity.kit, seat, kit.catalogue)
    fresh.rebuild()
    if fresh.cache.digest() != session.ledger.cache.digest():
        yield Differs.STATES
    if kit.store.index_rows(seat.id) != indexed:
        yield Differs.INDEX


def _take_back() -> None:
    raise _UndoneError

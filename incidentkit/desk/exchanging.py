"""Exchanging through a shared folder, and which folder that is on this machine.

The locked window imports this before it is painted: the courier is imported when
there is something to exchange.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from incidentkit.errors import CourierFolderError, NotAcceptedYetError
from incidentkit.vault.folder import Places, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentkit.vault.courier import Exchange
    from incidentkit.vault.kit import Surrounding
    from incidentkit.vault.session import Session

_REMEMBERED = "courier-folder"


def _unwatched(done: int, of: int) -> None:
    """Nobody wants to know how far it is."""


def exchange(
    session: Session, folder: Path, watch: Callable[[int, int], None] = _unwatched
) -> Exchange:
    """Exchange through a folder, hand over owed keys, and leave those too.

    `watch` is told how far it is, and may end it by raising, in the middle of a large
    file too. Of that file nothing is kept, and of what came before it everything.
    """
    from incidentkit.vault.courier import Correspondent, FolderCourier
    from incidentkit.vault.evidence import EvidenceFolder

    who = Correspondent(
        session.kit.store,
        session.kit.identity,
        EvidenceFolder(session.kit.places),
        session.clock,
        session.writer,
        watch,
    )
    courier = FolderCourier(folder, who)
    done = courier.exchange(session)
    if session.settle():
        done.sent += courier.exchange(session).sent
    return done


def exchange_waiting(around: Surrounding, folder: Path) -> tuple[Exchange, bool]:
    """Exchange as a kit that waits to be let in; says whether it has been."""
    from incidentkit.vault.joining import check_arrived
    from incidentkit.vault.pending import PendingKit

    with contextlib.closing(PendingKit.open(around)) as pending:
        done = pending.exchange(folder)
        try:
            check_arrived(pending.store, pending.seat_id)
        except NotAcceptedYetError:
            return done, False
    return done, True


def counts_of(done: Exchange) -> dict[str, object]:
    """Return what an exchange did, as `words.courier` and programs read it."""
    return {
        "sent": done.sent,
        "received": done.received,
        "evidence_sent": done.evidence_sent,
        "evidence_received": done.evidence_received,
        "ignored": [{"file": i.name, "reason": str(i.reason)} for i in done.ignored],
        "refused": [{"place": r.place, "reason": str(r.reason)} for r in done.refused],
        "gaps": len(done.gaps),
        "forks": [chain.hex() for chain in done.forks],
    }


def checked_folder(folder: str | None) -> Path:
    """Return a shared folder that is there.

    Raises:
        CourierFolderError: None was given, or it is not there.
    """
    if not folder or not Path(folder).is_dir():
        raise CourierFolderError(folder or "")
    return Path(folder).absolute()


def remember_folder(places: Places, folder: Path) -> None:
    """Keep a shared folder that worked, for the next time."""
    write_whole(places.state / _REMEMBERED, os.fsencode(folder))


def remembered_folder(places: Places) -> str | None:
    """Return the shared folder that this machine used last, if any."""
    try:
        return os.fsdecode((places.state / _REMEMBERED).read_bytes())
    except OSError:
        return None

"""vault exchange: giving and taking entries through a folder that all can reach."""

import contextlib
import os
from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call, is_waiting
from incidentkit.errors import CourierFolderError, NotAcceptedYetError
from incidentkit.vault.courier import Correspondent, Exchange, FolderCourier
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.folder import Places, write_whole
from incidentkit.vault.joining import check_arrived
from incidentkit.vault.pending import PendingKit
from incidentkit.vault.session import Session
from incidentkit.words import commands as words
from incidentkit.words.courier import exchange_lines


def add(group: Group) -> None:
    """Declare the command."""
    parser = group.command("exchange", _exchange, "exchange through a shared folder")
    parser.add_argument("--folder", help="the shared folder; remembered for next time")


def _exchange(call: Call) -> int:
    folder = shared_folder(call)
    with call.locked() as kit:
        waiting = is_waiting(kit.store)
        done = None if waiting else exchange(call.unlock(kit), folder)
    let_in = True
    if done is None:
        done, let_in = _exchange_waiting(call, folder)
    remember_folder(call.places, folder)
    call.console.say(*exchange_lines(_counts(done)))
    if waiting:
        call.console.say(words.LET_IN if let_in else words.NOT_LET_IN)
    call.console.answer({**_counts(done), "waiting_to_join": not let_in})
    return DONE


def _exchange_waiting(call: Call, folder: Path) -> tuple[Exchange, bool]:
    """Exchange as a kit that waits; says whether it has been let in."""
    pending = PendingKit.open(call.around)
    with contextlib.closing(pending):
        done = pending.exchange(folder)
        try:
            check_arrived(pending.store, pending.seat_id)
        except NotAcceptedYetError:
            return done, False
    return done, True


def exchange(session: Session, folder: Path) -> Exchange:
    """Exchange through a folder, hand over owed keys, and leave those too."""
    who = Correspondent(
        session.kit.store,
        session.kit.identity,
        EvidenceFolder(session.kit.places),
        session.clock,
        session.writer,
    )
    courier = FolderCourier(folder, who)
    done = courier.exchange(session)
    if session.settle():
        done.sent += courier.exchange(session).sent
    return done


def _counts(done: Exchange) -> dict[str, object]:
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


def shared_folder(call: Call) -> Path:
    """Return the shared folder: as given now, or as remembered.

    Raises:
        CourierFolderError: None was given, or it is not there.
    """
    folder = call.args.folder or remembered_folder(call.places) or ""
    if not folder or not Path(folder).is_dir():
        raise CourierFolderError(folder)
    return Path(folder).absolute()


def remember_folder(places: Places, folder: Path) -> None:
    """Keep a shared folder that worked, for the next time."""
    write_whole(places.state / "courier-folder", os.fsencode(folder))


def remembered_folder(places: Places) -> str | None:
    """Return the shared folder that this machine used last, if any."""
    try:
        return os.fsdecode((places.state / "courier-folder").read_bytes())
    except OSError:
        return None

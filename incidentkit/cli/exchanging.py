"""vault exchange: giving and taking entries through a folder that all can reach."""

from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.exchanging import (
    checked_folder,
    counts_of,
    exchange,
    exchange_waiting,
    remember_folder,
    remembered_folder,
)
from incidentkit.desk.unlocking import is_waiting
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
        done, let_in = exchange_waiting(call.around, folder)
    remember_folder(call.places, folder)
    call.console.say(*exchange_lines(counts_of(done)))
    if waiting:
        call.console.say(words.LET_IN if let_in else words.NOT_LET_IN)
    call.console.answer({**counts_of(done), "waiting_to_join": not let_in})
    return DONE


def shared_folder(call: Call) -> Path:
    """Return the shared folder: as given now, or as remembered.

    Raises:
        CourierFolderError: None was given, or it is not there.
    """
    return checked_folder(call.args.folder or remembered_folder(call.places))

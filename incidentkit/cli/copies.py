"""vault backup, restore, accept-older: copies of a kit, newer and older ones."""

from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.errors import OlderCopyError, UnknownNameError
from incidentkit.vault.backup import list_backups, make_backup
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.restoring import restore
from incidentkit.words import commands as words
from incidentkit.words.counts import counted


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("backup", _backup, "make a backup and check it")
    back = group.command("restore", _restore, "put a backup in the kit's place")
    back.add_argument("backup", nargs="?", help="a backup file; the newest by default")
    group.command("accept-older", _accept_older, "go on with an older copy, knowingly")


def _backup(call: Call) -> int:
    with call.locked() as kit:
        made = make_backup(kit.store, call.places, call.world.clock)
    call.console.say(
        f"Backed up and checked: {counted(made.entries, 'entry')}, in {made.path}."
    )
    if not made.intact:
        call.console.say(words.BACKUP_LACKS)
    call.console.answer(
        {"backup": str(made.path), "entries": made.entries, "intact": made.intact}
    )
    return DONE


def _restore(call: Call) -> int:
    backups = list_backups(call.places)
    chosen = Path(call.args.backup) if call.args.backup else next(iter(backups), None)
    if chosen is None:
        raise UnknownNameError("backup", "newest")
    aside = restore(chosen, call.places, call.world.clock)
    call.console.say(f"Restored from {chosen}.")
    if aside is not None:
        call.console.say(f"The kit that was here before is kept as {aside}.")
    call.console.say(words.AFTER_RESTORE)
    call.console.answer(
        {"restored": str(chosen), "kept": str(aside) if aside else None}
    )
    return DONE


def _accept_older(call: Call) -> int:
    with call.locked() as kit:
        is_older = _is_older(kit)
        if is_older:
            kit.accept_older()
    call.console.say(words.OLDER_ACCEPTED if is_older else words.NOT_OLDER)
    call.console.answer({"accepted": is_older})
    return DONE


def _is_older(kit: LockedKit) -> bool:
    try:
        kit.check_anchor()
    except OlderCopyError:
        return True
    return False

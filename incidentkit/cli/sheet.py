"""Showing a recovery sheet once, before it counts, and having a part typed back."""

from pathlib import Path

from incidentkit.cli.world import Call
from incidentkit.desk.sheet_check import groups_to_ask, is_typed_back
from incidentkit.vault.folder import write_whole
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.words import sheet as words

_TRIES = 3


def show_sheet(call: Call, sheet: RecoverySheet, council: str) -> None:
    """Print the sheet, or write it to the file asked for; then check two groups.

    It is shown before it becomes the way in, so that no crash can lose it. If
    what follows fails, the advice says that the sheet is void.
    """
    text = words.sheet_text(council, sheet.groups)
    if call.args.sheet:
        write_whole(Path(call.args.sheet).absolute(), text.encode())
        call.console.say(words.in_file(call.args.sheet))
    else:
        call.console.say("", *text.splitlines(), "", words.PRINT_IT)
    call.console.advise(words.VOID)
    _have_typed_back(call, sheet)


def _have_typed_back(call: Call, sheet: RecoverySheet) -> None:
    """Ask for two groups from the paper, so that an unread printout is noticed."""
    picks = groups_to_ask()
    for _ in range(_TRIES):
        typed = call.console.ask(words.asked_groups(*picks))
        if typed is None:
            return
        if is_typed_back(sheet, picks, typed):
            call.console.say(words.RIGHT)
            return
        call.console.say(words.LOOK_AGAIN)
    call.console.say(words.CHECK_LATER)

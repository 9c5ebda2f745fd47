"""Showing a recovery sheet once, before it counts, and having a part typed back."""

import secrets
from pathlib import Path

from incidentkit.cli.world import Call
from incidentkit.vault.folder import write_whole
from incidentkit.vault.recovery import GROUPS, RecoverySheet
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
    picks = sorted(secrets.SystemRandom().sample(range(GROUPS), 2))
    wanted = "".join(sheet.groups[pick] for pick in picks)
    for _ in range(_TRIES):
        typed = call.console.ask(words.asked_groups(picks[0] + 1, picks[1] + 1))
        if typed is None:
            return
        if typed.upper().replace(" ", "").replace("-", "") == wanted:
            call.console.say(words.RIGHT)
            return
        call.console.say(words.LOOK_AGAIN)
    call.console.say(words.CHECK_LATER)

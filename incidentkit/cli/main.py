"""The command line: parse, run one command, and end with a steady exit code."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from incidentkit.cli.console import Console
from incidentkit.cli.exits import DONE, UNEXPECTED, USAGE, exit_code
from incidentkit.cli.layout import wrapped
from incidentkit.cli.parser import Commands, NotUnderstoodError
from incidentkit.cli.rooms import declare_rooms
from incidentkit.errors import IncidentKitError
from incidentkit.words.commands import (
    NOT_UNDERSTOOD,
    STOPPED,
    UNEXPECTED_HAPPENED,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from incidentkit.cli.world import Call, World

# Opens the window, when no command was given; returns what to end with.
Bare = Callable[["Namespace", Callable[[], "World"]], int]
# Adds commands that belong to the app and not to a room, such as the tour.
Extra = Callable[[Commands], None]


def run(
    argv: Sequence[str],
    world: Callable[[], "World"],
    console: Console,
    extra: Sequence[Extra],
    bare: Bare,
) -> int:
    """Run one command and return what to end with.

    `world` is asked for once the command is understood, so that nothing is
    loaded for one that is not. Without a command, `bare` is what runs.
    """
    console.as_json = "--json" in argv
    try:
        args = commands(console, extra).parser.parse(argv)
        has_command = hasattr(args, "run")
        return _run(args, world, console) if has_command else bare(args, world)
    except NotUnderstoodError as error:
        return _not_understood(error, console)
    except SystemExit:  # after --help and --version
        return DONE
    except KeyboardInterrupt:
        console.warn("", STOPPED)
        return UNEXPECTED
    except BrokenPipeError:
        return _nobody_reads(console)
    except Exception as error:  # noqa: BLE001  the last place that can say something
        return _unexpected(error, console)


def commands(console: Console, extra: Sequence[Extra] = ()) -> Commands:
    """Return every command there is."""
    found = Commands(console.out.write)
    declare_rooms(found)
    for more in extra:
        more(found)
    return found


def _run(args: "Namespace", world: Callable[[], "World"], console: Console) -> int:
    from incidentkit.cli.world import Call

    console.as_json = bool(args.json)
    call = Call(world(), console, args)
    try:
        _take_secrets(args.passphrase_fd, console, stdin=args.passphrase_stdin)
        return int(args.run(call))
    except IncidentKitError as error:
        return _explain(error, call)


def _take_secrets(descriptor: int | None, console: Console, *, stdin: bool) -> None:
    if stdin:
        console.secrets_from_stdin()
    elif descriptor is not None:
        console.secrets_from_descriptor(descriptor)


def _explain(error: IncidentKitError, call: "Call") -> int:
    from incidentkit.cli.hints import hints
    from incidentkit.words.problems import words_for

    said, console = words_for(error), call.console
    advice = (*console.advice, *hints(error, call))
    sentences = (said.title, said.what_happened, said.what_to_do)
    console.warn(*(line for text in sentences for line in wrapped(text)), *advice)
    console.answer(
        {
            "error": type(error).__name__,
            "title": said.title,
            "what_happened": said.what_happened,
            "what_to_do": said.what_to_do,
            "advice": list(advice),
        }
    )
    return exit_code(error)


def _not_understood(error: NotUnderstoodError, console: Console) -> int:
    lines = [line for line in (error.said, error.hint) if line]
    console.warn(NOT_UNDERSTOOD, *lines, error.see)
    console.answer(
        {
            "error": "NotUnderstoodError",
            "title": NOT_UNDERSTOOD,
            "what_happened": error.said,
            "what_to_do": error.see,
            "advice": [error.hint] if error.hint else [],
        }
    )
    return USAGE


def _unexpected(error: Exception, console: Console) -> int:
    """Say where it was, and nothing of what it was about: that may be a secret."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    console.warn(*UNEXPECTED_HAPPENED, f"  {type(error).__name__}", *where)
    console.answer(
        {
            "error": type(error).__name__,
            "title": UNEXPECTED_HAPPENED[0],
            "what_happened": UNEXPECTED_HAPPENED[1],
            "what_to_do": UNEXPECTED_HAPPENED[2],
            "advice": [],
        }
    )
    return UNEXPECTED


def _nobody_reads(console: Console) -> int:
    """Whoever read the answer went away; there is nobody to tell."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), console.out.fileno())
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    return DONE

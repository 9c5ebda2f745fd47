"""The man page, made from the command line itself, so that both say the same.

python -m installers.linux.man_page TARGET EPOCH
"""

import sys
from argparse import _SubParsersAction
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from incidentkit import __version__
from incidentkit.app.wiring import EXTRA
from incidentkit.cli.console import Console
from incidentkit.cli.main import commands
from incidentkit.cli.parser import Parser

_ABOUT = """\
.SH DESCRIPTION
.B incidentkit
keeps the accounts of a council's communications team in an encrypted vault, guides
whoever is on duty when something goes wrong, and writes down what is done.
Without a command it opens its window. It works offline and sends nothing anywhere.
.PP
Every command takes
.BR \\-\\-help .
Passphrases are asked for unseen and are never part of a command."""

_ENDING = """\
.SH EXIT STATUS
0 when it is done or the log is intact, 8 when the log is not intact, 9 where there is
no screen to open the window on. Other numbers say that something could not be done;
a sentence says what.
.SH FILES
.TP
.I ~/.local/share/incidentkit
the kit, its evidence and its backups
.TP
.I ~/.local/state/incidentkit
what protects the kit from being replaced by an older copy, and how the window looks
.PP
Removing the program leaves both."""


def man_page(top: Parser, day: str) -> str:
    """Return the page for a command line, dated."""
    head = f'.TH INCIDENTKIT 1 "{day}" "incidentkit {__version__}" "User Commands"'
    lines = [
        head,
        ".SH NAME",
        r"incidentkit \- accounts, playbooks and a sealed log for council communications",
        ".SH SYNOPSIS",
        ".B incidentkit",
        r"[\fIOPTIONS\fR] [\fIGROUP\fR [\fIACTION\fR]]",
        _ABOUT,
        ".SH OPTIONS",
        *_options(top),
        ".SH COMMANDS",
        *_groups(top),
        _ENDING,
    ]
    return "\n".join(lines) + "\n"


def _options(parser: Parser) -> Iterator[str]:
    for action in parser._actions:  # noqa: SLF001  argparse has no other way to ask
        shown = action.option_strings and action.help != "==SUPPRESS=="
        if shown:
            value = (
                f" {action.metavar or action.dest.upper()}" if _takes(action) else ""
            )
            yield ".TP"
            yield rf"\fB{_plain(', '.join(action.option_strings))}\fR{_plain(value)}"
            yield _plain(action.help or "")


def _takes(action: object) -> bool:
    return getattr(action, "nargs", None) != 0


def _groups(top: Parser) -> Iterator[str]:
    told = _told(top)
    for name, group in sorted(top.commands().items()):
        actions = _told(group.filled())
        yield rf".SS {_plain(name)}"
        yield _plain(told.get(name, ""))
        for action, about in actions.items():
            yield ".TP"
            yield rf"\fB{_plain(action)}\fR"
            yield _plain(about)


def _told(parser: Parser) -> dict[str, str]:
    """Return the commands under a parser, each with its one line."""
    found = (a for a in parser._actions if isinstance(a, _SubParsersAction))  # noqa: SLF001
    return {
        choice.dest: choice.help or ""
        for action in found
        for choice in action._choices_actions  # noqa: SLF001
    }


def _plain(text: str) -> str:
    """Return a text in which nothing is read as a request to the formatter."""
    safe = text.replace("\\", r"\e").replace("-", r"\-").replace("%%", "%")
    return rf"\&{safe}" if safe.startswith((".", "'")) else safe


def main(arguments: list[str]) -> int:
    """Write the page."""
    target, epoch = arguments
    day = datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    page = man_page(commands(Console.of_process(), EXTRA).parser, day)
    Path(target).write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The program for Windows: made there, and its two installers made from it on Debian."""

import argparse
import sys
from pathlib import Path

from installers.bill import write_bill
from installers.bundle import bundle
from installers.figures import say_figures
from installers.sums import write_sums
from installers.windows import archive, identity
from installers.windows.per_machine import per_machine
from installers.windows.per_user import per_user
from installers.windows.signing import Signer
from installers.windows.tools import needs_tools
from installers.workshop import CannotBuildError, Workshop, say

SPEC = Path(__file__).with_name("incidentkit.spec")
_NOT_HERE = (
    "The program for Windows is made on Windows: installers/windows/README.md says how. "
    "Here, --from ARCHIVE makes the installers of what was made there, and --prove tries "
    "them out under Wine with a stand-in for the program."
)


def declare(parser: argparse.ArgumentParser) -> None:
    """Say which options it takes."""
    parser.add_argument(
        *("--from", "--archive"),
        dest="archive",
        type=Path,
        metavar="ARCHIVE",
        help="make both installers of the archive that was made on Windows",
    )
    parser.add_argument(
        "--signing",
        type=Path,
        metavar="FILE",
        help="sign, with the options of osslsigncode in this file, one on each line",
    )
    parser.add_argument(
        "--prove", action="store_true", help="try the installers out, with a stand-in"
    )


def build(workshop: Workshop, options: argparse.Namespace) -> None:
    """Do what was asked, or on Windows make the program."""
    if sys.platform == "win32":
        _make_program(workshop)
    elif options.prove:
        from installers.windows.proof import prove

        needs_tools(proving=True)
        prove(workshop, _icon(workshop))
    elif options.archive is not None:
        needs_tools(proving=False)
        _make_installers(workshop, options.archive, options.signing)
    else:
        raise CannotBuildError(_NOT_HERE)


def _make_program(workshop: Workshop) -> None:
    folder = bundle(workshop, SPEC)
    archive.look_at(folder, workshop.version)
    for arguments in (("--version",), ("--self-test",), ("tour",)):
        workshop.run(folder / identity.CONSOLE, *arguments)
    made = [archive.pack(workshop, folder), write_bill(workshop, folder, "windows")]
    write_sums(workshop.dist)
    say_figures(workshop, folder, folder / identity.CONSOLE, made)
    say(f"It runs. {made[0].name} is in dist; installers/windows/README.md goes on.")


def _make_installers(workshop: Workshop, given: Path, signing: Path | None) -> None:
    sign = Signer(signing) if signing is not None else None
    folder = archive.unpack(workshop, given)
    archive.look_at(folder, workshop.version)
    archive.refuse_stand_in(folder)
    if sign is not None:
        archive.sign_programs(folder, sign)
    icon = _icon(workshop)
    for make in (per_user, per_machine):
        made = make(workshop, folder, workshop.version, icon, sign)
        say(f"{made.name} is in dist, {'signed' if sign else 'not signed'}.")
    write_sums(workshop.dist)


def _icon(workshop: Workshop) -> Path:
    icon = workshop.fresh("windows", "icon") / "incidentkit.ico"
    workshop.run(workshop.python, "-m", "installers.icons", icon)
    return icon

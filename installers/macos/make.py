"""The application for macOS: made there, signed and packed by a script beside this."""

import argparse
import plistlib
import sys
from pathlib import Path

from installers.bill import write_bill
from installers.bundle import bundle, bundle_once
from installers.carried import PROGRAM
from installers.figures import say_figures
from installers.macos.property_list import IDENTIFIER
from installers.workshop import CannotBuildError, Workshop, say

SPEC = Path(__file__).with_name("incidentkit.spec")
_NOT_HERE = (
    "The application for macOS is made on macOS: installers/macos/README.md says how. "
    "It has not been made or run yet."
)


def declare(parser: argparse.ArgumentParser) -> None:
    """Say which options it takes."""
    parser.add_argument(
        "--sign-as", metavar="NAME", help="build it once more, signed by this identity"
    )


def build(workshop: Workshop, options: argparse.Namespace) -> None:
    """Make the application and try it, where that can be done.

    Raises:
        CannotBuildError: This is no macOS, or it does not run.
    """
    if sys.platform == "darwin":
        _make(workshop, options.sign_as)
    else:
        raise CannotBuildError(_NOT_HERE)


def _make(workshop: Workshop, sign_as: str | None) -> None:
    folder = bundle(workshop, SPEC)
    if sign_as:
        folder = bundle_once(workshop, SPEC, "signed", INCIDENTKIT_SIGN_AS=sign_as)
    application = folder.with_name(f"{PROGRAM}.app")
    look_at(application, workshop.version)
    program = application / "Contents" / "MacOS" / PROGRAM
    for arguments in (("--version",), ("--self-test",), ("tour",)):
        workshop.run(program, *arguments)
    bill = write_bill(workshop, folder, "macos")
    say_figures(workshop, folder, program, [bill])
    said = "Apple has not looked at it yet." if sign_as else "It is not signed."
    say(f"It runs: {application}. {said}")


def look_at(application: Path, version: str) -> None:
    """See that an application says what it is.

    Raises:
        CannotBuildError: It does not.
    """
    path = application / "Contents" / "Info.plist"
    try:
        said = plistlib.loads(path.read_bytes())
    except (OSError, plistlib.InvalidFileException) as cause:
        raise CannotBuildError(f"{path} cannot be read.") from cause
    found = (said.get("CFBundleIdentifier"), said.get("CFBundleShortVersionString"))
    if found != (IDENTIFIER, version):
        raise CannotBuildError(f"{application.name} says it is {found}.")

"""The program for Linux: a Debian package and an archive to unpack anywhere."""

import argparse
from pathlib import Path

from installers.bill import write_bill
from installers.bundle import bundle, contents_of
from installers.carried import CARRIED, PROGRAM
from installers.figures import say_figures
from installers.linux.package import archive, package
from installers.linux.prove import prove
from installers.sums import write_sums
from installers.workshop import CannotBuildError, Workshop, asked, needs

SPEC = Path(__file__).with_name("incidentkit.spec")
PROGRAMS = {
    "objdump": "binutils",
    "dpkg-deb": "dpkg",
    "dpkg-shlibdeps": "dpkg-dev",
    "xz": "xz-utils",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "lintian": "lintian",
    "man": "man-db",
}


def declare(parser: argparse.ArgumentParser) -> None:
    """Say which options it takes."""
    parser.add_argument(
        "--prove",
        action="store_true",
        help="install it in a clean Debian without Python, use it, remove it (as root)",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="for trying out: pack the package quickly, and make no archive",
    )


def build(workshop: Workshop, options: argparse.Namespace) -> None:
    """Build, check with the tools of those who distribute, and say how large it is."""
    needs(PROGRAMS)
    folder = bundle(workshop, SPEC)
    bill = _describe(workshop, folder)
    made = [package(workshop, folder, "-Zgzip -z1" if options.quick else "-Zxz")]
    if not options.quick:
        made.append(archive(workshop, folder))
    _check(workshop, made[0])
    write_sums(workshop.dist)
    say_figures(workshop, folder, folder / PROGRAM, [*made, bill])
    if options.prove:
        prove(workshop, made[0])


def _describe(workshop: Workshop, folder: Path) -> Path:
    """Write the licences into the bundle, and the bill of materials beside it."""
    contents = contents_of(folder)
    text = folder / "_internal" / CARRIED / "licences.txt"
    workshop.run(workshop.python, "-m", "installers.licences", contents, text)
    return write_bill(workshop, folder, "linux")


def _check(workshop: Workshop, made: Path) -> None:
    """Ask the tools that Debian and the desktops check with."""
    share = workshop.build / "linux" / "package" / "usr" / "share"
    workshop.run("desktop-file-validate", *share.glob("applications/*"))
    strict = ("appstreamcli", "validate", "--no-net")
    workshop.run(*strict, *share.glob("metainfo/*"))
    complaints = asked("man", "--warnings", "--local-file", *share.glob("man/man1/*"))
    if complaints:
        raise CannotBuildError(f"The man page: {complaints}")
    workshop.run("lintian", "--fail-on", "error,warning", "--allow-root", made)

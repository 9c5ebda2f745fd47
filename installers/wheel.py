"""The wheel and the source archive, which pip and pipx install on any system."""

import argparse
import shutil
import tarfile
import venv
from pathlib import Path

from installers.carried import PROGRAM
from installers.workshop import CannotBuildError, Workshop, say


def declare(parser: argparse.ArgumentParser) -> None:
    """Say which options it takes."""
    parser.add_argument(
        "--prove",
        action="store_true",
        help="install it in an empty environment, try it",
    )


def build(workshop: Workshop, options: argparse.Namespace) -> None:
    """Build both, and the wheel again from the source archive."""
    made = _made(workshop, workshop.root, workshop.fresh("wheel", "made"))
    again = _from_source(workshop, made)
    if made.read_bytes() != again.read_bytes():
        raise CannotBuildError("The wheel made from the source archive differs.")
    say("The wheel from the source archive: the same bytes.")
    for path in sorted(made.parent.iterdir()):
        shutil.copy2(path, workshop.dist)
        say(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    if options.prove:
        _prove(workshop, made)


def _made(workshop: Workshop, source: Path, folder: Path) -> Path:
    tool = (workshop.python, "-m", "hatchling", "build", "--directory", folder)
    workshop.run(*tool, where=source)
    return next(folder.glob("*.whl"))


def _from_source(workshop: Workshop, wheel: Path) -> Path:
    folder = workshop.fresh("wheel", "again")
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    return _made(workshop, source, folder / "made")


def _prove(workshop: Workshop, wheel: Path) -> None:
    """Install the wheel with what its lock names, and run the command it brings."""
    place = workshop.fresh("wheel", "environment")
    venv.create(place, symlinks=True, with_pip=True)
    programs = place / workshop.python.parent.name
    pip = (programs / "python", "-m", "pip", "install", "--quiet")
    lock = workshop.root / "requirements.lock"
    workshop.run(*pip, "--require-hashes", "--only-binary=:all:", "--requirement", lock)
    workshop.run(*pip, "--no-deps", "--no-index", wheel)
    elsewhere = workshop.fresh("wheel", "elsewhere")
    for argument in ("--version", "--self-test"):
        workshop.run(programs / PROGRAM, argument, where=elsewhere)
    say("Installed in an empty environment: the command and the window work.")

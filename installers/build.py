"""Make what people install.

Everything is built in `build/`, from a lock with hashes, and what is finished lies in
`dist/`. `--prove` installs it as people do, where nothing else is, and tries it out.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installers import wheel
from installers.linux import make as linux
from installers.macos import make as macos
from installers.windows import make as windows
from installers.workshop import CannotBuildError, Workshop, open_workshop, say


class System(Protocol):
    """What a module here has to offer; its docstring is the command's help."""

    __doc__: str | None

    def declare(self, parser: argparse.ArgumentParser) -> None:
        """Say which options it takes."""

    def build(self, workshop: Workshop, options: argparse.Namespace) -> None:
        """Build, and put what is finished into `dist`."""


SYSTEMS: dict[str, System] = {
    "wheel": wheel,
    "linux": linux,
    "windows": windows,
    "macos": macos,
}


def main(arguments: Sequence[str]) -> int:
    """Build what was asked for; return the exit code."""
    options = parser().parse_args(arguments)
    try:
        SYSTEMS[options.system].build(open_workshop(), options)
    except CannotBuildError as reason:
        say(str(reason))
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """Return what understands the command."""
    about = " ".join((__doc__ or "").split())
    top = argparse.ArgumentParser(prog="build.py", description=about)
    commands = top.add_subparsers(dest="system", required=True)
    for name, system in SYSTEMS.items():
        line = (system.__doc__ or "").splitlines()[0]
        system.declare(commands.add_parser(name, help=line, description=line))
    return top


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The composition root: everything real, put together once.

What is costly is imported when a command first needs it.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from incidentkit.app.places import places_of
from incidentkit.cli.console import Console
from incidentkit.cli.exits import NO_SCREEN
from incidentkit.cli.main import run
from incidentkit.cli.parser import Commands, Run
from incidentkit.clock import SystemClock
from incidentkit.words.window.shell import NO_DISPLAY

if TYPE_CHECKING:
    from incidentkit.cli.world import World
    from incidentkit.languages.chosen import Speaks
    from incidentkit.vault.slots import KdfPolicy


def full_cost() -> "KdfPolicy":
    """Return what a passphrase costs to check, and what it may cost."""
    from incidentkit.crypto.passphrase import DEFAULT_COST, SAFE_LIMITS
    from incidentkit.vault.slots import KdfPolicy

    return KdfPolicy(DEFAULT_COST, SAFE_LIMITS)


def real_world() -> "World":
    """Return the world outside: the system's folders and clock, and the full cost."""
    from incidentkit.cli.world import World
    from incidentkit.desk.catalogue import full_catalogue

    return World(places_of, SystemClock(), full_catalogue, full_cost)


def add_tour(commands: Commands) -> None:
    """Declare the tour."""

    def declare(parser: ArgumentParser) -> Run:
        from incidentkit.app import tour

        return tour.declare(parser)

    commands.command("tour", "see two whole incidents, on a throwaway kit", declare)


def add_bench(commands: Commands) -> None:
    """Declare the bench."""

    def declare(parser: ArgumentParser) -> Run:
        from incidentkit.app import bench

        return bench.declare(parser)

    commands.command("bench", "measure this machine; makes a throwaway kit", declare)


EXTRA = (add_tour, add_bench)


def open_window(
    args: Namespace, world: "Callable[[], World]", speaks: "Speaks | None" = None
) -> int:
    """Open the window and stay until it is closed, or try it out."""
    from incidentkit.app.start import (
        Start,
        absolute,
        around_of,
        has_screen,
        replace_process,
    )

    if args.self_test:
        from incidentkit.app.self_test import self_test

        return self_test(args, world)
    if not has_screen():
        print(NO_DISPLAY, file=sys.stderr)
        return NO_SCREEN
    from incidentkit.app.window import run as run_window

    start = Start(
        *(absolute(args.base_dir), args.locked, args.lost, args.copied),
        pack=absolute(args.open),
    )
    if speaks is not None:
        start = replace(start, speaks=speaks)
    return run_window(start, partial(around_of, world, start.base_dir), replace_process)


def main(argv: Sequence[str] | None = None, speaks: "Speaks | None" = None) -> int:
    """Run the program with these arguments, or with those of the process.

    `speaks` is what the words speak, English by default.
    """
    os.umask(0o077)
    arguments = sys.argv[1:] if argv is None else argv
    bare = partial(open_window, speaks=speaks)
    return run(arguments, real_world, Console.of_process(), EXTRA, bare)

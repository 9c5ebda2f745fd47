"""The program for Linux, in a folder of its own."""

import argparse
from pathlib import Path

from installers.bundle import bundle, size_of
from installers.workshop import Workshop, say

SPEC = Path(__file__).with_name("incidentkit.spec")


def declare(_parser: argparse.ArgumentParser) -> None:
    """Say which options it takes: none."""


def build(workshop: Workshop, _options: argparse.Namespace) -> None:
    """Build the folder, and say how large it is."""
    folder = bundle(workshop, SPEC)
    say(f"{folder}: {size_of(folder) / 1e6:.0f} MB")

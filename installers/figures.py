"""How large it is and how long it takes to start, beside the same from source."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from installers.bundle import size_of
from installers.workshop import Workshop, say

_RUNS = 5


def say_figures(
    workshop: Workshop, bundle: Path, program: Path, made: Sequence[Path]
) -> None:
    """Print the sizes, and how long `--version` and the window's test take."""
    say(f"Installed: {_megabytes(size_of(bundle))}")
    for path in made:
        say(f"To download, {path.name}: {_megabytes(path.stat().st_size)}")
    source = [str(workshop.python), "-m", "incidentkit"]
    for name, runs in (("--version", _RUNS), ("--self-test", 1)):
        built, plain = (_took([*c, name], runs) for c in ([str(program)], source))
        say(f"{name}: {built:.0f} ms built, {plain:.0f} ms from source")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _took(command: Sequence[str], runs: int) -> float:
    return median(_once(command) for _ in range(runs))


def _once(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return (time.perf_counter() - begun) * 1000

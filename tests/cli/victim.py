"""One command in a process of its own, which ends itself at a chosen moment.

Run as a module: `printing` or the number of the write to end at, the base
folder, the time, and the command. The passphrase comes on standard input.
"""

import os
import signal
import sys
from typing import Any

from incidentkit.app.wiring import EXTRA
from incidentkit.cli.console import Console
from incidentkit.cli.main import run
from tests.cli.office import no_window, world_with
from tests.vault.world import TickingClock


def end() -> None:
    """End as a pulled plug does."""
    os.kill(os.getpid(), signal.SIGKILL)


class LastWord:
    """A terminal that is gone before the first letter reaches it."""

    def write(self, _text: str) -> int:
        end()
        raise AssertionError("still here")


def end_at_write(number: int) -> None:
    """End just before the n-th time that something is made durable."""
    real, left = os.fsync, [number]

    def fsync(handle: Any) -> None:
        left[0] -= 1
        if left[0] <= 0:
            end()
        real(handle)

    os.fsync = fsync


def main() -> int:
    """Run the command, and do not survive it."""
    when, base, clock, *argv = sys.argv[1:]
    out: Any = LastWord() if when == "printing" else sys.stdout
    if when != "printing":
        end_at_write(int(when))
    where = ("--base-dir", base, "--officer", "Asha Patel", "--passphrase-stdin")
    world = world_with(TickingClock(int(clock)))
    return run(
        [*where, *argv],
        lambda: world,
        Console(sys.stdin, out, sys.stderr),
        EXTRA,
        no_window,
    )


if __name__ == "__main__":
    sys.exit(main())

"""How a window begins: where, why it was locked before, and on which screen."""

import contextlib
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from incidentkit.languages.chosen import ENGLISH, Speaks

if TYPE_CHECKING:
    from incidentkit.cli.world import World
    from incidentkit.vault.kit import Surrounding


NOT_REPLACED = 70  # what systems call an internal fault


@dataclass(frozen=True, slots=True)
class Start:
    """How a window begins: which folder, and why it was locked before, if it was.

    `lost` when something typed could not be kept then; `copied` when a secret could
    not be taken off the clipboard. `pack` is a pack of playbooks to look into.
    """

    base_dir: str | None = None
    locked: str = ""
    lost: bool = False
    copied: bool = False
    self_test: bool = False
    pack: str | None = None
    speaks: Speaks = ENGLISH


def has_screen() -> bool:
    """Whether Qt would find something to open a window on.

    Qt ends the process when it finds none, so it is not asked.
    """
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _NEED_NO_SCREEN:
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return _answers(os.environ.get("DISPLAY", ""))


_NEED_NO_SCREEN = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})
_X_PORT = 6000


def _answers(display: str) -> bool:
    """Whether an X server listens where DISPLAY says: `:1`, `host:1`, `unix:1`."""
    host, colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in ("", "unix"):
        return _connects(socket.AF_UNIX, f"/tmp/.X11-unix/X{number}") or _connects(  # noqa: S108
            socket.AF_UNIX, f"\0/tmp/.X11-unix/X{number}"
        )
    return _connects(socket.AF_INET, (host, _X_PORT + int(number)))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        return probe.connect_ex(address) == 0


def replace_process(start: Start) -> NoReturn:
    """Put a fresh process in the place of this one: nothing of its memory is left.

    Nothing secret goes along: a folder, a reason and a yes or no or two. Where no fresh
    process can be had (the program was updated or moved meanwhile), this one ends
    all the same: a window that stayed would stay unlocked.
    """
    command = [*_own_command(), *_arguments(start)]
    # A window started from a menu may have no output, or a broken one.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    try:
        if os.name != "nt":
            os.execv(command[0], command)  # noqa: S606  our own program
        # There, exec would leave the old process's name behind.
        import subprocess

        subprocess.Popen(command, close_fds=True)  # noqa: S603  our own program
        os._exit(0)
    finally:
        os._exit(NOT_REPLACED)


def _own_command() -> list[str]:
    if is_built():
        return [sys.executable]
    return [*python(), "-m", "incidentkit"]


def is_built() -> bool:
    """Whether this is a program that brings its own Python, as installers do."""
    return bool(getattr(sys, "frozen", False))


def python() -> list[str]:
    """Return how this Python was started, as far as it decides what is imported."""
    return [sys.executable, *(["-P"] if sys.flags.safe_path else [])]


def _arguments(start: Start) -> list[str]:
    base = ["--base-dir", start.base_dir] if start.base_dir else []
    why = ["--locked", start.locked] if start.locked else []
    lost = ["--lost"] if start.lost else []
    copied = ["--copied"] if start.copied else []
    test = ["--self-test"] if start.self_test else []
    return [*base, *why, *lost, *copied, *test]


def around_of(world: "Callable[[], World]", base_dir: str | None) -> "Surrounding":
    """Return what opening the kit in a folder needs."""
    from incidentkit.vault.kit import Surrounding

    outside = world()
    places = outside.places_of(Path(base_dir) if base_dir else None)
    return Surrounding(places, outside.clock, outside.catalogue(), outside.policy())


def absolute(base: str | None) -> str | None:
    """Return a folder so that it is still the same one after a change of folder."""
    return str(Path(base).absolute()) if base else None

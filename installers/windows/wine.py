"""Windows as far as Wine is one: a fresh system in a folder, without a screen."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Debian keeps the programs of wine64 outside the PATH.
_PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/lib/wine"))
_PATIENCE = 300


def wine_program(*names: str) -> str | None:
    """Return where the first of these is."""
    found = (shutil.which(name, path=_PLACES) for name in names)
    return next((path for path in found if path), None)


@dataclass(frozen=True, slots=True)
class Wine:
    """A system in a folder, with one person."""

    prefix: Path

    def begin(self, version: str = "win10") -> None:
        """Make the system, as a release of Windows."""
        self.run("wineboot", "--init")
        self.run("winecfg", "-v", version)

    def run(self, *command: str | Path) -> int:
        """Run a program until it and all it started have ended; return its code."""
        code = self._call(_words(command)).returncode
        self.settle()
        return code

    def start(self, *command: str | Path) -> "subprocess.Popen[bytes]":
        """Start a program and do not wait."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            _words(command), env=self._around, stdout=quiet, stderr=quiet
        )

    def beside(self, *command: str | Path) -> int:
        """Run a program to its own end, whatever else runs; return its code."""
        return self._call(_words(command)).returncode

    def settle(self) -> None:
        """Wait until nothing runs any more, and what is registered is on disk."""
        server = wine_program("wineserver", "wineserver64") or "wineserver"
        self._call([server, "-w"])

    def registered(self, key: str, name: str = "") -> str | None:
        """Return a value of the registry, or None."""
        which = ["/v", name] if name else ["/ve"]
        said = self._call(_words(("reg", "query", key, *which, "/reg:64")))
        found = re.search(rb"REG_(?:SZ|DWORD)\s+(.*?)\r?\n", said.stdout)
        return found[1].decode() if said.returncode == 0 and found else None

    @property
    def drive(self) -> Path:
        """Its drive C."""
        return self.prefix / "drive_c"

    @property
    def person(self) -> Path:
        """The folder of the one person."""
        folders = (self.drive / "users").iterdir()
        return next(path for path in folders if path.name != "Public")

    @property
    def _around(self) -> dict[str, str]:
        own = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all"}
        # neither .NET nor a browser is offered for download; no window is opened
        own |= {"WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe="}
        return {k: v for k, v in os.environ.items() if k != "DISPLAY"} | own

    def _call(self, words: list[str]) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            words,
            env=self._around,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )


def _words(command: Sequence[str | Path]) -> list[str]:
    program = wine_program("wine64", "wine") or "wine64"
    return [program, *(str(part) for part in command)]


def windows_path(path: Path) -> str:
    r"""Return how Wine calls a file of this system: `/a/b` is `Z:\a\b`."""
    return "Z:" + str(path.resolve()).replace("/", "\\")

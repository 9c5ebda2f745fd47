"""Where things are built: folders, the version, the one date, and the environment.

Everything lies in `build/` and `dist/` beside the sources, which git does not keep.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from incidentkit import __version__
from installers.carried import ROOT

LOCK = ROOT / "requirements-build.lock"
_PYTHON = Path("Scripts/python.exe" if os.name == "nt" else "bin/python")


class CannotBuildError(Exception):
    """What stands in the way, in words for whoever typed the command."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folders of a build, and what makes two builds alike."""

    epoch: int
    version: str = __version__
    root: Path = ROOT
    build: Path = ROOT / "build"
    dist: Path = ROOT / "dist"

    @property
    def python(self) -> Path:
        """The Python that holds what the lock names, and nothing else."""
        return self.build / "environment" / _PYTHON

    def run(self, *command: str | Path, where: Path = ROOT, **more: str) -> None:
        """Run a program to its good end, with the date and the order of a build."""
        words = [str(part) for part in command]
        fixed = {"SOURCE_DATE_EPOCH": str(self.epoch), "PYTHONHASHSEED": "0"}
        around = {**os.environ, **fixed, **more}
        ended = subprocess.run(words, cwd=where, env=around, check=False)
        if ended.returncode != 0:
            raise CannotBuildError(
                f"{Path(words[0]).name} ended with {ended.returncode}."
            )

    def fresh(self, *names: str) -> Path:
        """Return an empty folder below `build`."""
        folder = self.build.joinpath(*names)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


def asked(*command: str | Path) -> str:
    """Return what a program complains of; what it prints is of no interest."""
    words = [str(part) for part in command]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    return ended.stderr.strip()


def open_workshop(environment: Mapping[str, str] = os.environ) -> Workshop:
    """Return the workshop of this checkout, with its environment filled."""
    workshop = Workshop(_date(environment))
    workshop.dist.mkdir(exist_ok=True)
    _prepare(workshop)
    return workshop


def say(text: str) -> None:
    """Print at once, because what follows may take minutes."""
    print(text, flush=True)


def needs(programs: Mapping[str, str]) -> None:
    """Stop when a program is not there, and name the Debian packages that bring it."""
    missing = {package for name, package in programs.items() if not shutil.which(name)}
    if missing:
        packages = " ".join(sorted(missing))
        raise CannotBuildError(f"As root: apt-get install --yes {packages}")


def _date(environment: Mapping[str, str]) -> int:
    """Return the one date of a build: what was asked for, or that of the sources."""
    asked = environment.get("SOURCE_DATE_EPOCH", "")
    if asked.isdigit():
        return int(asked)
    said = _git_date(["git", "log", "-1", "--format=%ct"])
    return int(said) if said else int((ROOT / "pyproject.toml").stat().st_mtime)


def _git_date(command: Sequence[str]) -> str:
    if not shutil.which(command[0]) or not (ROOT / ".git").exists():
        return ""
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return ended.stdout.strip() if ended.returncode == 0 else ""


def _prepare(workshop: Workshop) -> None:
    """Make the environment hold what the lock names, unless it does already."""
    folder = workshop.build / "environment"
    mark = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    stamp = folder / "made-from"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == mark:
        return
    say("Setting up the environment for building.")
    venv.create(folder, clear=True, symlinks=os.name != "nt", with_pip=True)
    pip = (workshop.python, "-m", "pip", "install", "--quiet")
    strict = ("--require-hashes", "--only-binary=:all:", "--requirement", LOCK)
    workshop.run(*pip, *strict)
    stamp.write_text(mark, encoding="utf-8")

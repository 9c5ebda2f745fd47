"""A Debian with nothing in it, and no Python, to install into.

Made from the mirrors this machine's own apt is set up with. Nothing is mounted in it:
each command has a `/proc` of its own, which ends with it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from installers.workshop import CannotBuildError, Workshop, needs, say

PROGRAMS = {
    "apt-get": "apt",
    "debootstrap": "debootstrap",
    "unshare": "util-linux",
}
_SURROUNDINGS = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
_SHIFTING = ("proc", "sys", "dev", "tmp", "run", "root", "home", "srv", "var")


@dataclass(frozen=True, slots=True)
class CleanSystem:
    """A folder that is a whole system."""

    root: Path

    def run(self, *command: str, typed: str = "", **more: str) -> str:
        """Run a command in it to its good end, and return what it said."""
        code, said = self.tried(*command, typed=typed, **more)
        if code != 0:
            raise CannotBuildError(f"{' '.join(command)}: ended with {code}\n{said}")
        return said

    def tried(self, *command: str, typed: str = "", **more: str) -> tuple[int, str]:
        """Run a command in it; return how it ended, and all it said."""
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        inside = [*alone, f"--root={self.root}", "--mount-proc=/proc", *command]
        ended = subprocess.run(
            inside,
            env={**_SURROUNDINGS, **more},
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stdout

    def files(self) -> frozenset[str]:
        """Return every file that a package could have brought."""
        return frozenset(self._files())

    def _files(self) -> Iterator[str]:
        for folder, below, names in os.walk(self.root):
            if folder == str(self.root):
                below[:] = [name for name in below if name not in _SHIFTING]
            inside = folder.removeprefix(str(self.root))
            yield from (f"{inside}/{name}" for name in [*names, *below])


def clean_system(workshop: Workshop) -> CleanSystem:
    """Return a new system, copied from one that is made the first time."""
    needs(PROGRAMS)
    if os.geteuid() != 0:
        raise CannotBuildError("A clean system can only be made as root.")
    root = workshop.build / "linux" / "system"
    shutil.rmtree(root, ignore_errors=True)
    workshop.run("cp", "--archive", _base(workshop), root)
    made = CleanSystem(root)
    made.run("apt-get", "update", "--quiet")
    return made


def _base(workshop: Workshop) -> Path:
    """Return the system nothing was ever installed into."""
    base = workshop.build / "linux" / "base"
    finished = base / "etc" / "apt" / "sources.list.d" / "mirrors.list"
    if finished.is_file():
        return base
    shutil.rmtree(base, ignore_errors=True)
    release, sources = _release(), _sources()
    site = sources[release].split()[1]
    say(f"Making a clean Debian {release}; the first time takes minutes.")
    made = ("debootstrap", "--variant=minbase", release, base, site)
    workshop.run("env", *_proxy(), *made)
    (base / "etc" / "apt" / "sources.list").unlink(missing_ok=True)
    (base / "usr" / "sbin" / "policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
    finished.write_text("\n".join(sources.values()) + "\n", encoding="utf-8")
    return base


def _release() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    said: Mapping[str, str] = dict(line.split("=", 1) for line in lines if "=" in line)
    return said["VERSION_CODENAME"].strip('"')


def _sources() -> dict[str, str]:
    """Return the lines for the mirrors of this machine, by release."""
    release = _release()
    form = "$(RELEASE)|$(SITE)|$(COMPONENT)"
    said = _answer("apt-get", "indextargets", "--format", form, "Created-By: Packages")
    rows = (line.split("|") for line in sorted(set(said.splitlines())))
    found = {
        name: f"deb {site} {name} {component}"
        for name, site, component in rows
        if name.startswith(release) and component == "main"
    }
    if release not in found:
        raise CannotBuildError(f"apt has no mirror of {release} here.")
    return found


def _proxy() -> tuple[str, ...]:
    said = _answer("apt-config", "dump", "--format=%v", "Acquire::http::Proxy").strip()
    return (f"http_proxy={said}",) if said else ()


def _answer(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

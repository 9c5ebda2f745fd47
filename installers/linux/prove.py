"""Installs the package where nothing else is, uses it as a person does, removes it."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath

from installers.carried import PROGRAM, ROOT
from installers.linux.clean_system import CleanSystem, clean_system
from installers.workshop import CannotBuildError, Workshop, needs, say

GOLDEN = ROOT / "tests" / "vault" / "vectors" / "v1"
MUST_OPEN = ROOT / "tests" / "app" / "golden"
HOME = "/srv/asha"
_APT = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends")
_TYPED = "kettle brass lantern otter marble"  # opens a kit that is thrown away
_INTACT, _NOT_OPENED, _NOT_INTACT = 0, 3, 8


def prove(workshop: Workshop, package: Path) -> None:
    """Do all of it; anything that is not as it should be stops the build."""
    needs({"Xvfb": "xvfb"})
    system = clean_system(workshop)
    _without_python(system)
    before = _install(system, package)
    _use(system)
    _open_kits(system)
    _remove(system, before)
    say("Proved. Nothing was mounted, and nothing of it stays but build/linux/system.")


def _install(system: CleanSystem, package: Path) -> frozenset[str]:
    """Install with what apt finds it needs; return the files there were before it."""
    shutil.copy2(package, system.root / "srv")
    system.run(*_APT, f"/srv/{package.name}", DEBIAN_FRONTEND="noninteractive")
    _without_python(system)
    own = system.run("dpkg-query", "--listfiles", PROGRAM).split()
    system.run("useradd", "--create-home", "--home-dir", HOME, "asha")
    say(f"Installed with apt in a Debian without Python: {len(own)} files.")
    return staying(system.files(), frozenset(own))


def staying(there: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Return what has to be left without a package: folders it shares stay too."""
    others = there - own
    shared = {str(above) for path in others for above in PurePosixPath(path).parents}
    return others | (own & there & shared)


def _without_python(system: CleanSystem) -> None:
    found = [name for name in system.files() if name.startswith("/usr/bin/python")]
    if found:
        raise CannotBuildError(f"The clean system has {found}.")


def _use(system: CleanSystem) -> None:
    """Try the window without a screen and on one, and play two incidents."""
    say(f"Version {_as_asha(system, '--version').strip()}, as an ordinary user.")
    _as_asha(system, "--self-test")
    say("The window's own test, without a screen: well.")
    with _screen() as display:
        on_x = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        _as_asha(system, "--self-test", **on_x)
    say("The window's own test, on X: well.")
    english, welsh = (
        _tried(system, "vault", "info", INCIDENTKIT_LANGUAGE=language)
        for language in ("en", "cy")
    )
    if english[0] != _NOT_OPENED or welsh[0] != _NOT_OPENED or english == welsh:
        raise CannotBuildError(f"The words are not there in Welsh: {welsh}")
    say(f"In Welsh: {welsh[1].splitlines()[0]}")
    _as_asha(system, "tour")
    say("The tour of two incidents: well.")


@contextmanager
def _screen() -> Iterator[str]:
    """Have an X server outside: inside, its libraries would hide a missing one."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None  # noqa: S101  it was asked for above
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def _open_kits(system: CleanSystem) -> None:
    """Read kits of each format, refuse a later one, and make one that stays."""
    home = system.root / HOME[1:]
    for name in sorted(path.name for path in (GOLDEN / "valid").glob("kit-*")):
        _verify(system, GOLDEN / "valid" / name, _INTACT)
    for path in sorted((GOLDEN / "must-fail").glob("kit-*")):
        _verify(system, path, _NOT_INTACT)
    say("Kits of every format so far: read, and the altered ones found out.")
    for golden in sorted(MUST_OPEN.glob("*/must-open/*")):
        _unlock(system, golden)
    say("Kits of every format so far: opened with their passphrase, nothing missing.")
    create = ("vault", "create", "--council", "Ashcombe District Council")
    _as_asha(system, *create, "--name", "Asha Patel", typed=_TYPED)
    _as_asha(system, "vault", "info")
    shutil.copytree(home / ".local", home / "later" / ".local")
    (kit,) = (home / "later").rglob("kit.db")
    with closing(sqlite3.connect(kit)) as database:
        later = database.execute("PRAGMA user_version").fetchone()[0] + 1
        database.execute(f"PRAGMA user_version={int(later)}")
    _own(system)
    where = {"HOME": f"{HOME}/later"}
    code, said = _tried(system, "officer", "list", typed=_TYPED, **where)
    if code != _NOT_OPENED:
        raise CannotBuildError(f"A later kit was not refused: {code}\n{said}")
    say(f"A kit of a later version is refused: {said.strip().splitlines()[0]}")


def _unlock(system: CleanSystem, golden: Path) -> None:
    """Open a kit that an earlier program made, and look at the secret in it."""
    told = json.loads((golden / "told.json").read_text(encoding="utf-8"))
    _put(system, golden)
    reveal = ("--base-dir", f"{HOME}/golden", "--json", "account", "reveal")
    said = _as_asha(system, *reveal, told["account"], typed=told["passphrase"])
    if json.loads(said)["value"] != told["password"]:
        raise CannotBuildError(f"{golden.name}: opened, with another secret\n{said}")


def _put(system: CleanSystem, golden: Path) -> None:
    """Put a kit where the person has theirs, alone."""
    folder = system.root / HOME[1:] / "golden"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "kit").mkdir(parents=True)
    shutil.copy(golden / "kit.db", folder / "kit")
    _own(system)


def _verify(system: CleanSystem, golden: Path, expected: int) -> None:
    _put(system, golden)
    verify = ("--base-dir", f"{HOME}/golden", "--json", "log", "verify")
    code, said = _tried(system, *verify)
    if code != expected or not isinstance(json.loads(said), dict):
        raise CannotBuildError(f"{golden.name}: ended with {code}\n{said}")


def _remove(system: CleanSystem, before: frozenset[str]) -> None:
    """Remove it; all that was there is there, and nothing else but the person's kit."""
    kept = _kits(system)
    system.run("apt-get", "purge", "--yes", "--quiet", PROGRAM)
    after = system.files()
    differing = sorted(before ^ after)
    if differing or not kept or kept != _kits(system):
        raise CannotBuildError(f"Removing it left or took: {differing}")
    say("Removed: every file of it is gone, and the person's kit is as it was.")


def _kits(system: CleanSystem) -> dict[str, bytes]:
    home = system.root / HOME[1:]
    return {str(path): path.read_bytes() for path in home.rglob("kit.db")}


def _own(system: CleanSystem) -> None:
    """Give what was put there to the person, and to nobody else."""
    system.run("chown", "--recursive", "asha:asha", HOME)
    system.run("chmod", "--recursive", "go=", HOME)


def _as_asha(system: CleanSystem, *words: str, typed: str = "", **more: str) -> str:
    code, said = _tried(system, *words, typed=typed, **more)
    if code != 0:
        raise CannotBuildError(f"{' '.join(words)}: ended with {code}\n{said}")
    return said


def _tried(
    system: CleanSystem, *words: str, typed: str = "", **more: str
) -> tuple[int, str]:
    """Run the program as an ordinary user, who has typed these lines."""
    as_asha = ("setpriv", "--reuid=asha", "--regid=asha", "--init-groups")
    secret = ("--passphrase-stdin", "--no-keyring") if typed else ()
    program = (*as_asha, f"/usr/bin/{PROGRAM}", *secret, *words)
    around = {"HOME": HOME, **more}
    return system.tried(*program, typed=f"{typed}\n{typed}\n", **around)

"""Set incidentkit up and run it from a checkout. Needs Python 3.11 and pip, no more.

    python3 dev.py run [arguments]     run the kit; the arguments are handed on
    python3 dev.py test [arguments]    every test and check; the arguments go to pytest
    python3 dev.py check [arguments]   the same, with each checking tool's own words first
    python3 dev.py lock [arguments]    make the locks anew; the arguments go to uv

Everything is installed into `.venv` beside this file, from locks with hashes, by
pip as it is configured on this machine. The file must stay readable by an old
Python, so that the refusal of one is in words.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"
BUILD_LOCK = ROOT / "requirements-build.lock"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "made-from"
OLDEST = (3, 11)

CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "import-linter": [
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-logo",
    ],
}

QT_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"
QT_PACKAGES = (
    # for Qt to load at all
    *("libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"),
    *("libxkbcommon0", "fonts-dejavu-core"),
    # for a window, under X or Wayland
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
    *("libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-sync1"),
    *("libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1"),
    *("libwayland-client0", "libwayland-cursor0"),
)
REFRESH = "apt-get update"
INSTALL = "apt-get install --yes --no-install-recommends"
# Programs of another make that tests compare ours with, and Debian's packages of them.
PEERS = {
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "import": "imagemagick",
    "keepassxc-cli": "keepassxc",
    "oathtool": "oathtool",
    "openbox": "openbox",
    "pdftotext": "poppler-utils",
    "secret-tool": "libsecret-tools",
    "xclip": "xclip",
    "xdotool": "xdotool",
}


class CannotGoOnError(Exception):
    """What stands in the way, in words for whoever typed the command."""


def main(arguments: list[str]) -> int:
    """Do what the first argument names; return the exit code."""
    actions = {"run": run, "test": test, "check": check, "lock": lock}
    if not arguments or arguments[0] not in actions:
        say((__doc__ or "").strip())
        return 2
    try:
        refuse_old_python(sys.version_info[:2])
        return actions[arguments[0]](arguments[1:])
    except CannotGoOnError as reason:
        say(str(reason))
        return 1


def say(text: str) -> None:
    """Print beside the output, which belongs to the kit alone."""
    print(text, file=sys.stderr, flush=True)


def refuse_old_python(version: tuple[int, ...]) -> None:
    """Stop at a Python that is too old."""
    if version < OLDEST:
        needed, found = ".".join(map(str, OLDEST)), ".".join(map(str, version))
        raise CannotGoOnError(
            f"incidentkit needs Python {needed} or later; this is {found}."
        )


# The four commands


def run(arguments: list[str]) -> int:
    """Run the kit, where the user stands."""
    prepare(RUN_LOCK)
    complaint = "" if arguments else qt_complaint()
    if complaint:
        say(qt_advice(complaint))
        return 1
    # -P: a file of the user's called secrets.py must not stand in for the library's
    return become([str(PYTHON), "-P", "-m", "incidentkit", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests, which contain the checks. pytest has the last word."""
    prepare(TEST_LOCK)
    prepare_system()
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    return become([str(PYTHON), "-m", "pytest", *arguments])


def check(arguments: list[str]) -> int:
    """Run each checking tool by name, then the tests if all were content."""
    prepare(TEST_LOCK)
    failed = [name for name, tool in CHECKS.items() if not passes(name, tool)]
    if failed:
        names = ", ".join(failed)
        raise CannotGoOnError(f"Not content: {names}.")
    return test(arguments)


def lock(arguments: list[str]) -> int:
    """Make all locks anew. `--upgrade` moves every version on."""
    uv = shutil.which("uv")
    if uv is None:
        raise CannotGoOnError("Making the locks needs uv on the PATH (pip install uv).")
    compile_lock(uv, RUN_LOCK, arguments)
    for extra, target in (("dev", TEST_LOCK), ("build", BUILD_LOCK)):
        constraint = ["--extra", extra, "--constraint", RUN_LOCK.name]
        compile_lock(uv, target, [*constraint, *arguments])
    return 0


def become(command: list[str]) -> int:
    """Give the process over, so that signals and open descriptors reach the kit."""
    if not WINDOWS:  # there, an exec would return to the prompt at once
        os.execv(command[0], command)
    return subprocess.call(command)


def passes(name: str, tool: list[str]) -> bool:
    """Tell whether a checking tool is content."""
    say(f"== {name}")
    return subprocess.call([str(PYTHON), *tool], cwd=ROOT) == 0


def compile_lock(uv: str, target: Path, options: list[str]) -> None:
    """Write one lock: every system, hashes, and no address of any registry."""
    command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--python-version", "{}.{}".format(*OLDEST)]
    command += ["--no-header", "--no-annotate", "--output-file", target.name]
    if subprocess.call([*command, *options, "pyproject.toml"], cwd=ROOT) != 0:
        raise CannotGoOnError(f"uv could not make {target.name}.")
    if "://" in target.read_text(encoding="utf-8"):
        raise CannotGoOnError(f"{target.name} holds an address; do not commit it.")


# The environment


def mark(lock_file: Path) -> str:
    """Return what an environment made here from this lock is known by."""
    digest = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    return "\n".join([str(ROOT), sys.version, lock_file.name, digest])


def prepare(lock_file: Path) -> None:
    """Make `.venv` hold what the lock names, unless it does already."""
    made_from = ""
    if STAMP.is_file() and PYTHON.exists():
        made_from = STAMP.read_text(encoding="utf-8")
    if made_from in (mark(lock_file), mark(TEST_LOCK)):
        return
    say("Setting up .venv; the first time takes a minute.")
    if made_from != mark(RUN_LOCK):  # what is there already is otherwise a good start
        create_environment()
    STAMP.unlink(missing_ok=True)
    fill_environment(lock_file)
    STAMP.write_text(mark(lock_file), encoding="utf-8")


def create_environment() -> None:
    """Make an empty `.venv`, with a pip of its own where this Python can."""
    if importlib.util.find_spec("ensurepip") is not None:
        try:
            venv.create(VENV, clear=True, symlinks=not WINDOWS, with_pip=True)
        except subprocess.CalledProcessError:
            say("This Python cannot put pip into .venv; using the pip beside it.")
        else:
            return
    if importlib.util.find_spec("pip") is None:
        raise CannotGoOnError(
            "This Python has no pip. On Debian or Ubuntu, as root:\n\n"
            "    apt-get install python3-pip"
        )
    venv.create(VENV, clear=True, symlinks=not WINDOWS, with_pip=False)


def library_folder() -> Path:
    """Return where `.venv` keeps its packages."""
    places = {"base": str(VENV), "platbase": str(VENV)}
    return Path(sysconfig.get_path("purelib", "venv", vars=places))


def fill_environment(lock_file: Path) -> None:
    """Install what the lock names and let `.venv` find this checkout."""
    if (library_folder() / "pip").is_dir():
        pip = [str(PYTHON), "-m", "pip"]
    else:  # Debian keeps ensurepip in a package of its own
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    options = ["--quiet", "--require-hashes", "--only-binary=:all:"]
    command = [*pip, "install", *options, "--requirement", str(lock_file)]
    if subprocess.call(command, stdout=sys.stderr) != 0:
        raise CannotGoOnError("pip could not fill .venv; what it said is above.")
    link = library_folder() / "incidentkit.pth"
    link.write_text(f"{ROOT}\n", encoding="locale")


# The machine


def prepare_system() -> None:
    """See to what no wheel brings: Qt's libraries, and the programs tests ask."""
    complaint = qt_complaint()
    packages = [*(QT_PACKAGES if complaint else ()), *missing_peers()]
    if packages and is_debian() and os.geteuid() == 0:
        install(packages)
        complaint = qt_complaint() if complaint else ""
    if complaint:
        raise CannotGoOnError(qt_advice(complaint))
    if missing_peers():
        say("Tests that compare with these programs are skipped (with CI=true, fail).")
        say("On Debian or Ubuntu, as root:\n\n    " + apt_line(missing_peers()) + "\n")


def missing_peers() -> list[str]:
    """Return the Debian packages of the peers that are not on the PATH."""
    return sorted({package for name, package in PEERS.items() if not is_there(name)})


def is_there(name: str) -> bool:
    """Whether a program is on the PATH, or a file where Debian puts it."""
    return Path(name).exists() if name.startswith("/") else bool(shutil.which(name))


def qt_complaint() -> str:
    """Return why Qt cannot start, or nothing when it can."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(PYTHON), "-P", "-c", QT_PROBE]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode == 0:
        return ""
    lines = ended.stderr.strip().splitlines()
    return lines[-1] if lines else f"it stopped with {ended.returncode}"


def qt_advice(complaint: str) -> str:
    """Return one message that names what Qt misses and what would bring it."""
    library = re.search(r"(lib\S+\.so\S*?):", complaint)
    missing = f"{library[1]} is missing" if library else complaint
    advice = f"Qt cannot start on this machine: {missing}."
    if not sys.platform.startswith("linux"):
        return advice
    line = apt_line(list(QT_PACKAGES))
    return f"{advice}\nOn Debian or Ubuntu, as root, this brings it:\n\n    {line}\n"


def apt_line(packages: list[str]) -> str:
    """Return the commands that install Debian packages, also where none ever was."""
    return f"{REFRESH} && {INSTALL} " + " ".join(packages)


def is_debian() -> bool:
    """Tell whether packages come from apt here."""
    return Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def install(packages: list[str]) -> None:
    """Install Debian packages. What still lacks afterwards is found by looking."""
    say("Installing for the tests: " + " ".join(packages))
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    subprocess.call(REFRESH.split(), stdout=subprocess.DEVNULL)
    subprocess.call([*INSTALL.split(), *packages], stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a built program is made of: every library, whose it is and under which licence.

Read in the environment that built it, so that nothing has to be written down twice.
"""

import ast
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from installers.carried import ROOT

_TEXTS = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_QT_TEXTS = (ROOT / "installers" / "licences" / "LGPL-3.0.txt", ROOT / "LICENSE")
_IS_LICENCE = re.compile(r"License :: .* :: ").match
SEE_TEXT = "see its text"
_SYSTEM = ("/lib/", "/usr/")
_DOCUMENTS = Path("/usr/share/doc")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its package URL says what it is in every tool that looks for holes."""

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...] = ()


def parts(contents: Path) -> list[Part]:
    """Return every part of a bundle, by PyInstaller's own list of its contents."""
    return [*_libraries(), *_inner(), *_of_system(contents)]


def _libraries() -> Iterator[Part]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another system
        yield _library(name, found)


def _library(name: str, found: metadata.Distribution) -> Part:
    texts = tuple(
        Path(str(file.locate()))
        for file in found.files or ()
        if ".dist-info" in file.parts[0] and _TEXTS.search(file.name)
    )
    if name in ("pyside6-essentials", "shiboken6"):
        texts = _QT_TEXTS
    return Part(
        name, found.version, _licence(found), f"pkg:pypi/{name}@{found.version}", texts
    )


def _licence(found: metadata.Distribution) -> str:
    """Return what a library says of its licence, in the newest of three places."""
    said = found.metadata.json
    classes = said.get("classifier", [])
    names = [line.rsplit(" :: ", 1)[1] for line in classes if _IS_LICENCE(line)]
    told = said.get("license_expression") or said.get("license") or " and ".join(names)
    return str(told or SEE_TEXT).splitlines()[0]


def _inner() -> Iterator[Part]:
    """What no list of packages names: Python, and what libraries have inside them."""
    python = platform.python_version()
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    texts = (text,) if text.is_file() else ()
    yield Part("cpython", python, "PSF-2.0", f"pkg:generic/cpython@{python}", texts)
    sqlite = sqlite3.sqlite_version
    yield Part("sqlite", sqlite, "blessing", f"pkg:generic/sqlite@{sqlite}")
    qt = metadata.version("PySide6-Essentials")
    yield Part("qt", qt, "LGPL-3.0-only", f"pkg:generic/qt@{qt}", _QT_TEXTS)
    ssl = _openssl()
    yield Part("openssl", ssl, "Apache-2.0", f"pkg:generic/openssl@{ssl}")


def _openssl() -> str:
    """Return the OpenSSL inside `cryptography`, which does all that protects a kit."""
    from cryptography.hazmat.backends.openssl.backend import backend

    found = re.search(r"\d+\.\d+\.\d+", backend.openssl_version_text())
    return found[0] if found else "unknown"


def system_packages(contents: Path) -> list[str]:
    """Return the Debian packages whose libraries PyInstaller took along, by name."""
    found = {_package_of(path) for path in _system_files(contents)}
    return sorted(name for name in found if name)


def _of_system(contents: Path) -> Iterator[Part]:
    """Return them as parts, with the licence that Debian keeps of each."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    for package in system_packages(contents):
        version = _asked("-W", "-f=${Version}", package)
        text = _DOCUMENTS / package.split(":")[0] / "copyright"
        name = package.split(":")[0]
        purl = f"pkg:deb/debian/{name}@{quote(version)}"
        yield Part(name, version, SEE_TEXT, purl, (text,))


def _system_files(contents: Path) -> Iterable[str]:
    (entries,) = ast.literal_eval(contents.read_text(encoding="utf-8"))
    kinds = {"BINARY", "EXTENSION"}
    return (source for _, source, kind in entries if _is_ours(source, kind, kinds))


def _is_ours(source: str, kind: str, kinds: set[str]) -> bool:
    return kind in kinds and source.startswith(_SYSTEM)


def _package_of(path: str) -> str:
    """Return whose file it is; the system says it under one of its two old names."""
    real = str(Path(path).resolve())
    for name in (path, real, path.removeprefix("/usr"), real.removeprefix("/usr")):
        owner = _asked("-S", name)
        if owner:
            return owner.split(": ")[0].split(",")[0]
    return ""


def _asked(*question: str) -> str:
    ended = subprocess.run(
        ["dpkg-query", *question], capture_output=True, text=True, check=False
    )
    return ended.stdout.strip() if ended.returncode == 0 else ""

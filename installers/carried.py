"""What a built program carries, the same on every system: read by every spec.

Paths inside a bundle are those of a wheel: the package, and its resources in
`incidentkit/_resources`, where `incidentkit/resources.py` looks for them.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]  # the place inside, the file, what PyInstaller calls it

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "incidentkit"
ENTRY = ROOT / "incidentkit" / "__main__.py"
CARRIED = PurePosixPath("incidentkit", "_resources")

# These are read as sources too: another language compiles the words anew. The compiled
# form stays beside them, so that English starts as fast as ever.
AS_SOURCE = {"incidentkit.words": "pyz+py", "incidentkit.languages": "pyz+py"}

# Libraries that read files of their own, which following imports does not find.
WITH_DATA = ("shamir_mnemonic", "tzdata")

# What PyInstaller would find by following imports that are never made here.
LEFT_OUT = (
    *("tkinter", "lib2to3", "idlelib", "pydoc_data", "ensurepip", "turtle"),
    *("setuptools", "pkg_resources", "pip", "_distutils_hack"),
    *("pytest", "hypothesis", "mypy", "PyInstaller"),
    *("PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtQml", "PySide6.QtQuick"),
    *("ssl", "_ssl"),  # it never goes online
    *("PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner", "PySide6.QtXml"),
)

# Files of Qt that nothing in the program uses, by their place in the bundle, or by their
# name where the pattern has no slash. Plugins that are not named stay.
TRIMMED = (
    *("*/plugins/egldeviceintegrations/*", "*/plugins/generic/*"),
    *("*/plugins/networkinformation/*", "*/plugins/tls/*", "*/plugins/sqldrivers/*"),
    *("*/plugins/qml*", "*/plugins/designer/*", "*/plugins/vectorimageformats/*"),
    "*/plugins/wayland-graphics-integration-server/*",
    *("*/plugins/imageformats/*qpdf*", "*/plugins/imageformats/*qtiff*"),
    *("*/plugins/imageformats/*qtga*", "*/plugins/imageformats/*qwbmp*"),
    *("*/plugins/imageformats/*qicns*", "*/plugins/imageformats/*qwebp*"),
    *("*/plugins/platforms/*eglfs*", "*/plugins/platforms/*linuxfb*"),
    *("*/plugins/platforms/*qvnc*", "*/plugins/platforms/*vkkhr*"),
    *("*/plugins/platforms/*minimal*", "*/plugins/platformthemes/*gtk3*"),
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    *("*Qt6Qml*", "*Qt6Quick*", "*Qt6Network*", "*Qt6Pdf*", "*Qt6VirtualKeyboard*"),
    *("*Qt6Designer*", "*Qt6Sql*", "*Qt6Test*", "*Qt6EglF[sS]*", "opengl32sw*"),
    "*/PySide6/*/translations/*",  # the program has words of its own
    "*/PySide6/translations/*",
)


def resources() -> list[tuple[str, str]]:
    """Return every file that travels along, and the folder it has in a bundle."""
    folder = ROOT / "resources"
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = [(str(path), _inside(path.parent.relative_to(folder))) for path in files]
    return [*found, (str(ROOT / "MANUAL.md"), str(CARRIED))]


def modules() -> list[str]:
    """Return every module of the package: screens are imported by their names."""
    return sorted(_modules())


def trimmed(files: Iterable[Entry], patterns: Iterable[str] = TRIMMED) -> list[Entry]:
    """Return what is left of a table of contents of PyInstaller's, in a fixed order."""
    chosen = tuple(patterns)
    return sorted(entry for entry in files if not matches(entry[0], chosen))


def matches(inside: str, patterns: Iterable[str]) -> bool:
    """Tell whether a file's place in the bundle is one of the patterns."""
    path = "/" + inside.replace("\\", "/")
    name = path.rsplit("/", 1)[1]
    return any(fnmatchcase(path if "/" in p else name, p) for p in patterns)


def _inside(folder: Path) -> str:
    return str(CARRIED / PurePosixPath(folder.as_posix()))


def _modules() -> Iterator[str]:
    for path in (ROOT / PROGRAM).rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

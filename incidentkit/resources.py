"""Where the files that travel with the program are: playbooks, templates, fonts.

They are files of the repository's `resources/` folder. A built package carries
them inside itself, a checkout has them beside it; nothing else needs to know.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CARRIED = _PACKAGE / "_resources"
_BESIDE = _PACKAGE.parent / "resources"
_MANUAL = "MANUAL.md"


def resource_path(*parts: str) -> Path:
    """Return where a resource is. It is not looked at: it may not exist."""
    root = _CARRIED if _CARRIED.is_dir() else _BESIDE
    return root.joinpath(*parts)


def licences_path() -> Path:
    """Return where a built program has the licences of all it carries; no other has."""
    return resource_path("licences.txt")


def manual_path() -> Path:
    """Return where the manual is: a paper of the repository, carried like a resource."""
    return _CARRIED / _MANUAL if _CARRIED.is_dir() else _PACKAGE.parent / _MANUAL

"""What Windows knows the program by.

None of it may ever change: an upgrade finds the older version by these, and an uninstall
finds what to remove.
"""

import uuid  # noqa: TID251  made from names, not from chance
from typing import Final

from installers.carried import PROGRAM

PUBLISHER: Final = "The incidentkit contributors"
WINDOW: Final = f"{PROGRAM}-window.exe"  # opened from the menu: no console behind it
CONSOLE: Final = f"{PROGRAM}.exe"
PROGRAMS: Final = (WINDOW, CONSOLE)
INSIDE: Final = "_internal"  # where PyInstaller puts everything else
ENDING: Final = ".ikpack"
FILE_TYPE: Final = "incidentkit.pack"
FILE_TYPE_NAME: Final = "Pack of playbooks"

_SPACE = uuid.UUID("3c0d1f5e-7a54-4c0b-9a53-6f1f4e0f2b71")
UPGRADE_CODE: Final = str(uuid.uuid5(_SPACE, "upgrade")).upper()


def product_code(version: str) -> str:
    """Return the code of one version's package, so that two builds of it agree."""
    return str(uuid.uuid5(_SPACE, f"product {version}")).upper()


def component_code(path: str) -> str:
    """Return the code of one installed file: the same in every version that has it."""
    return str(uuid.uuid5(_SPACE, f"component {path}")).upper()


def four_parts(version: str) -> str:
    """Return a version as Windows keeps it: `1.2.3` becomes `1.2.3.0`.

    Raises:
        ValueError: It is not three plain numbers that a package can compare.
    """
    parts = version.split(".")
    most = (255, 255, 65535)
    if len(parts) != len(most) or not all(part.isdecimal() for part in parts):
        raise ValueError(version)
    if any(int(part) > limit for part, limit in zip(parts, most, strict=True)):
        raise ValueError(version)
    return f"{version}.0"

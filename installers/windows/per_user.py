"""The installer for one person: NSIS, silent with `/S`."""

import shlex
from pathlib import Path

from installers.carried import PROGRAM
from installers.windows import identity
from installers.windows.signing import Signer
from installers.workshop import Workshop

SCRIPT = Path(__file__).with_name("incidentkit.nsi")


def per_user(
    workshop: Workshop, payload: Path, version: str, icon: Path, sign: Signer | None
) -> Path:
    """Make the installer of a folder, sign it if there is a key, and return it."""
    out = workshop.dist / f"{PROGRAM}-{version}-setup.exe"
    said = given(version) | {
        "PAYLOAD": str(payload),
        "ICON": str(icon),
        "OUT": str(out),
    }
    if sign is not None:  # while it is being made: the uninstaller lies inside
        said["SIGN"] = f"{shlex.join(sign.command)} %1"
    defines = [f"-D{name}={value}" for name, value in said.items()]
    options = ("-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8")
    amd64 = "-XTarget amd64-unicode"
    workshop.run("makensis", *options, amd64, *defines, SCRIPT)
    if sign is not None:
        sign(out)
    return out


def given(version: str) -> dict[str, str]:
    """Return what the script is told of a version, beside where files are."""
    return {
        "NAME": PROGRAM,
        "VERSION": version,
        "VERSION4": identity.four_parts(version),
        "PUBLISHER": identity.PUBLISHER,
        "WINDOW": identity.WINDOW,
        "CONSOLE": identity.CONSOLE,
        "INSIDE": identity.INSIDE,
        "ENDING": identity.ENDING,
        "TYPE": identity.FILE_TYPE,
        "TYPE_NAME": identity.FILE_TYPE_NAME,
    }

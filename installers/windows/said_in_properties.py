"""What Explorer shows under Properties, Details, in the form that PyInstaller reads."""

from installers.carried import PROGRAM
from installers.windows import identity

_COMMANDS = f"{PROGRAM}, the command line"
_UK_ENGLISH, _UNICODE = 0x0809, 1200


def said_in_properties(file: str, version: str) -> str:
    """Return the version resource of one program."""
    numbers = tuple(int(part) for part in identity.four_parts(version).split("."))
    said = {
        "CompanyName": identity.PUBLISHER,
        "FileDescription": _COMMANDS if file == identity.CONSOLE else PROGRAM,
        "FileVersion": version,
        "InternalName": PROGRAM,
        "LegalCopyright": "GPL-3.0-or-later",
        "OriginalFilename": file,
        "ProductName": PROGRAM,
        "ProductVersion": version,
    }
    texts = ", ".join(
        f"StringStruct({name!r}, {text!r})" for name, text in said.items()
    )
    table = f"{_UK_ENGLISH:04x}{_UNICODE:04x}"
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), "
        f"kids=[StringFileInfo([StringTable({table!r}, [{texts}])]), "
        f"VarFileInfo([VarStruct('Translation', [{_UK_ENGLISH}, {_UNICODE}])])])\n"
    )

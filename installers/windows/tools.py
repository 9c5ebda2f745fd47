"""The programs that make installers for Windows, and Debian's packages of them."""

from installers.windows.wine import wine_program
from installers.workshop import CannotBuildError, needs

_MAKING = {
    "makensis": "nsis",
    "wixl": "wixl",
    "msibuild": "msitools",
    "osslsigncode": "osslsigncode",
}
_PROVING = {
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "openssl": "openssl",
}


def needs_tools(*, proving: bool) -> None:
    """Stop when something is missing.

    Raises:
        CannotBuildError: It says what to install.
    """
    needs(_MAKING | _PROVING if proving else _MAKING)
    if proving and wine_program("wine64", "wine") is None:
        raise CannotBuildError("As root: apt-get install --yes wine64")

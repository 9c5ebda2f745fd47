"""Every screen in every state that people meet it in, to be looked at and to be checked.

Each module beside this one has `PICTURES`: a name for each state, and a function that
is given a studio and returns the screen in that state, ready to be shown.
"""

import importlib
import pkgutil
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.ui.studio import Studio

Picture = Callable[[Studio], QWidget]


def every_picture(wanted: str = "") -> dict[str, Picture]:
    """Return every state of every screen, by screen and state."""
    found: dict[str, Picture] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name not in wanted and wanted not in module.name:
            continue
        pictures = importlib.import_module(f"{__name__}.{module.name}").PICTURES
        found |= {f"{module.name}-{state}": make for state, make in pictures.items()}
    return found

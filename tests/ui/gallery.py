"""Take a picture of every screen: python -m tests.ui.gallery FOLDER [part of a name]

At 1280 by 800, light and dark, with text at 100 and 200 per cent, as PNG files, and
say of each what the eye would trip over.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.jobs import Jobs
from tests.ui.looks import faults
from tests.ui.pictures import Picture, every_picture
from tests.ui.studio import Studio

SIZE = (1280, 800)
LOOKS = {
    "light": Theme(Look.LIGHT),
    "dark": Theme(Look.DARK),
    "light-200": Theme(Look.LIGHT, 200),
    "dark-200": Theme(Look.DARK, 200),
}


class _Lone:
    """Stands in for pytest's request, which QtBot asks for its own closing."""

    def __init__(self) -> None:
        self.node = self


def take(app: QApplication, name: str, make: Picture, target: Path) -> None:
    """Take one screen's pictures in every look."""
    with tempfile.TemporaryDirectory() as base:
        studio = Studio(Path(base) / "kit", QtBot(_Lone()), Jobs())
        screen = make(studio)
        screen.resize(*SIZE)
        screen.show()
        for look, theme in LOOKS.items():
            apply(app, theme)
            screen.resize(*SIZE)
            studio.settle()
            for _ in range(5):
                app.processEvents()
            found = faults(screen)
            screen.grab().save(str(target / f"{name}-{look}.png"))
            print(name, look, *(f"\n    {fault}" for fault in found), flush=True)
        screen.hide()
        studio.close()
        screen.deleteLater()


def main() -> None:
    """Take the pictures that were asked for."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    qt_api.set_qt_api("pyside6")
    app = QApplication([])
    for name, make in every_picture(wanted).items():
        if wanted in name:
            take(app, name, make, target)


if __name__ == "__main__":
    main()

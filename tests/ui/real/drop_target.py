"""Shows the panel for evidence on a real screen, and says what is put on it and filed.

Started by `test_dropping.py` with a folder for the kit.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from incidentkit.ui.jobs import Jobs
from incidentkit.ui.widgets.layout import Page, column
from tests.ui.pictures.evidence import panel_of
from tests.ui.studio import Studio, one_incident, one_x

TITLE = "Evidence of a step"
PLACE = (50, 50, 700, 700)


class _Lone:
    """Stands in for pytest's request, which QtBot asks for its own closing."""

    def __init__(self) -> None:
        self.node = self


def say(text: str) -> None:
    print(text, flush=True)


def main() -> None:
    qt_api.set_qt_api("pyside6")
    app = QApplication([])
    studio = Studio(Path(sys.argv[1]), QtBot(_Lone()), Jobs())
    panel = panel_of(studio.prepare(one_x, one_incident))
    page = Page(column(panel, None))
    page.setWindowTitle(TITLE)
    page.setGeometry(*PLACE)
    model, filed = panel._model, panel.filed
    told: set[str] = set()

    def changed() -> None:
        names = {piece.name for piece in model.state.tray.pieces} - told
        if names:
            told.update(names)
            say("lies ready: " + ", ".join(sorted(names)))
            model.file_all()

    model.changed.connect(changed)
    filed.connect(lambda item: say(f"filed: {item.name}"))
    page.show()
    app.processEvents()
    middle = panel.area.mapToGlobal(panel.area.rect().center())
    say(f"ready {middle.x()} {middle.y()}")
    app.exec()


if __name__ == "__main__":
    main()

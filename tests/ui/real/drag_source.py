"""Another program beside the kit: a window from which files can be dragged.

Started by `test_dropping.py` with the files; one line says that it is ready.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Files to drag"
PLACE = (900, 200, 300, 300)


class Source(QLabel):
    """Begins a drag as soon as the pressed mouse moves."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> None:
    app = QApplication([])
    source = Source("Drag from here")
    source.setWindowTitle(TITLE)
    source.setGeometry(*PLACE)
    source.show()
    print("ready", flush=True)
    app.exec()


if __name__ == "__main__":
    main()

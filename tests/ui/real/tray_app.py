"""Says through the tray what is due, on the desktop beside it, and ends when it is shown."""

import sys

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from incidentkit.ui.reminders import Tray
from incidentkit.words.reminding import notice
from tests.ui.real import tray_desktop


def main() -> int:
    """Start the desktop, tell it, and go with it."""
    app, desktop = QApplication(sys.argv), QProcess()
    desktop.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    desktop.finished.connect(lambda *_: app.quit())
    desktop.start(sys.executable, ["-m", tray_desktop.__name__])
    assert desktop.waitForReadyRead(20_000)
    print(bytes(desktop.readAllStandardOutput().data()).decode(), end="")
    Tray(app).tell(*notice(2, 1))
    app.exec()
    print(bytes(desktop.readAllStandardOutput().data()).decode(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

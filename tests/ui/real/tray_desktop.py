"""A desktop with a tray: what takes in tray icons and notifications over the bus.

Written here because no watcher comes without a whole desktop; the bus is a real one.
Prints what it is told, and ends with the first notification.
"""

import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

READY, ICON, NOTE = "ready", "icon", "note"
_EVERYTHING = QDBusConnection.RegisterOption.ExportAllContents


@ClassInfo(**{"D-Bus Interface": "org.kde.StatusNotifierWatcher"})
class Watcher(QObject):
    """Knows the icons of the tray. The names are those of the specification."""

    @Property(bool)
    def IsStatusNotifierHostRegistered(self) -> bool:  # noqa: N802
        """Whether anybody shows the icons."""
        return True

    @Slot(str)
    def RegisterStatusNotifierItem(self, _item: str) -> None:  # noqa: N802
        """Take in an icon."""
        print(ICON, flush=True)


@ClassInfo(**{"D-Bus Interface": "org.freedesktop.Notifications"})
class Notifications(QObject):
    """Shows notifications."""

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:  # noqa: N802
        """Say what can be shown."""
        return ["body"]

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(  # noqa: N802  as the specification has it
        self,
        _app: str,
        _replaces: int,
        _icon: str,
        title: str,
        body: str,
        _actions: list[str],
        _hints: dict[str, object],
        _timeout: int,
    ) -> int:
        """Show a notification."""
        print(NOTE, title, "|", body, flush=True)
        QCoreApplication.quit()
        return 1


def main() -> int:
    """Be a desktop until something was shown."""
    app, bus = QCoreApplication(sys.argv), QDBusConnection.sessionBus()
    services = {
        ("/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"): Watcher(),
        ("/org/freedesktop/Notifications", "org.freedesktop.Notifications"): (
            Notifications()
        ),
    }
    for (path, name), service in services.items():
        assert bus.registerObject(path, service, _EVERYTHING)
        assert bus.registerService(name)
    print(READY, flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())

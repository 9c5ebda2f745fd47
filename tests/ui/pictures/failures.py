"""Every failure that people can meet, where they meet it, in its own words."""

import contextlib
import shutil
import sqlite3

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk, open_desk
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.vault.database import VERSION
from incidentkit.vault.kit import open_kit
from tests.ui.pictures.incident import hijacked
from tests.ui.pictures.incident import view_of as incident_view
from tests.ui.pictures.unlock import view_of as unlock_view
from tests.ui.studio import NAME, PASSPHRASE, Studio, many_accounts, one_x


def try_to_unlock(studio: Studio) -> UnlockView:
    view = unlock_view(studio)
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    studio.settle()
    return view


def damaged(studio: Studio) -> QWidget:
    studio.found()
    database = studio.around.places.database
    data = bytearray(database.read_bytes())
    for place in range(4096, len(data), 97):
        data[place] ^= 0x55
    database.write_bytes(data)
    return try_to_unlock(studio)


def older(studio: Studio) -> UnlockView:
    """Put yesterday's copy in the place of today's kit."""
    studio.found()
    places = studio.around.places
    kept = places.kit.parent / "yesterday.db"
    with contextlib.closing(open_kit(studio.around)) as locked:
        open_desk(locked.unlock(NAME, PASSPHRASE))
    shutil.copyfile(places.database, kept)
    with contextlib.closing(open_kit(studio.around)) as locked:
        one_x(open_desk(locked.unlock(NAME, PASSPHRASE)))
    shutil.copyfile(kept, places.database)
    return try_to_unlock(studio)


def newer(studio: Studio) -> QWidget:
    studio.found()
    with contextlib.closing(sqlite3.connect(studio.around.places.database)) as raw:
        raw.execute(f"PRAGMA user_version={VERSION + 1}")
    return try_to_unlock(studio)


def in_use(studio: Studio) -> QWidget:
    """Another window has it; a lock of one process refuses a second opening too."""
    studio.found()
    held = open_kit(studio.around, NAME)
    view = try_to_unlock(studio)
    held.close()
    return view


def no_keyring(studio: Studio) -> QWidget:
    studio.found()
    view = unlock_view(studio)
    view.machine.click()
    studio.settle()
    return view


def disk_full(studio: Studio) -> QWidget:
    return _refused_note(studio, "PRAGMA max_page_count=1")


def read_only(studio: Studio) -> QWidget:
    return _refused_note(studio, "PRAGMA query_only=ON")


def _refused_note(studio: Studio, setting: str) -> IncidentView:
    """Write a note while the store can take nothing."""
    view = incident_view(studio.prepare(many_accounts, hijacked))

    def spoil(desk: Desk) -> None:
        desk.session.kit.store._database.connection.execute(setting)

    studio.ask(spoil)
    view.log.note.setPlainText("A resident rang about the posts. " * 400)
    view.log.keep.click()
    studio.settle()
    return view


PICTURES = {
    "damaged": damaged,
    "older": older,
    "newer": newer,
    "in-use": in_use,
    "no-keyring": no_keyring,
    "disk-full": disk_full,
    "read-only": read_only,
}

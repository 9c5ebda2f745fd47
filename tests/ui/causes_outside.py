"""How kits do not open, and disks and files fail, in the window: one cause for each.

Causes are real: files are damaged, disks are full, colleagues write. Each returns the
page that tells of it.
"""

import contextlib
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk, open_desk
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.vault.database import VERSION
from incidentkit.vault.kit import open_kit
from tests.ui.company import THEIRS, Colleague, shared_folder
from tests.ui.pictures import (
    evidence,
    exposure,
    incident,
    log,
    people,
    recover,
    settings,
    unlock,
    welcome,
)
from tests.ui.studio import NAME, PASSPHRASE, Studio, many_accounts, one_incident, one_x


def try_to_unlock(studio: Studio) -> UnlockView:
    view = unlock.view_of(studio)
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
    _with_another_program(studio, f"PRAGMA user_version={VERSION + 1}")
    return try_to_unlock(studio)


def opened_once(studio: Studio, then: str) -> None:
    """Make a kit, write in it, and have another program change its file."""
    studio.found()
    with contextlib.closing(open_kit(studio.around)) as locked:
        one_x(open_desk(locked.unlock(NAME, PASSPHRASE)))
    _with_another_program(studio, then)


def _with_another_program(studio: Studio, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(studio.around.places.database)) as raw:
        raw.execute(sql)
        raw.commit()


def in_use(studio: Studio) -> QWidget:
    """Another window has it; a lock of one process refuses a second opening too."""
    studio.found()
    held = open_kit(studio.around, NAME)
    view = try_to_unlock(studio)
    held.close()
    return view


def nothing_remembered(studio: Studio) -> QWidget:
    """The machine's way in was taken away after the page was drawn."""
    studio.found()
    view = unlock.view_of(studio)
    view.machine.click()
    studio.settle()
    return view


def disk_full(studio: Studio) -> QWidget:
    return _note_while(studio, "PRAGMA max_page_count=1")


def read_only(studio: Studio) -> QWidget:
    return _note_while(studio, "PRAGMA query_only=ON")


def _note_while(studio: Studio, setting: str) -> IncidentView:
    """Write a note while the store can take nothing."""
    view = incident.view_of(studio.prepare(many_accounts, incident.hijacked))

    def spoil(desk: Desk) -> None:
        desk.session.kit.store._database.connection.execute(setting)

    studio.ask(spoil)
    view.log.note.setPlainText("A resident rang about the posts. " * 400)
    view.log.keep.click()
    studio.settle()
    return view


def kit_is_gone(studio: Studio) -> QWidget:
    """The drive was unplugged after the window came up."""
    studio.found()
    view = unlock.view_of(studio)
    shutil.rmtree(studio.around.places.kit)
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    studio.settle()
    return view


def kit_is_there(studio: Studio) -> QWidget:
    """Another window made one meanwhile."""
    view = welcome.view_of(studio)
    welcome.type_names(view, PASSPHRASE)
    studio.found()
    view.names.go_on.click()
    studio.settle()
    return view


def kdf_is_unsafe(studio: Studio) -> QWidget:
    """The kit asks for less work than this machine finds safe."""
    studio.found()
    around = studio.around
    policy = around.policy
    least = replace(policy.cost, memory_kib=2 * policy.cost.memory_kib)
    strict = replace(policy, limits=replace(policy.limits, floor=least))
    studio.kit._around = lambda: replace(around, policy=strict)
    return try_to_unlock(studio)


def nobody_may_remember(studio: Studio) -> QWidget:
    """The council decided so after the page was drawn."""
    studio.prepare()
    view = settings.view_of(studio, "machine")
    studio.kit.changed.disconnect(view.machine._model.read)
    studio.ask(lambda desk: desk.council.set("keyring_days", "0"))
    view.machine.keyring.remember.click()
    studio.settle()
    return view


def no_keyring(studio: Studio) -> QWidget:
    """This system has no password store that can be trusted."""
    studio.prepare()
    view = settings.view_of(studio, "machine")
    view.machine.keyring.remember.click()
    studio.settle()
    return view


def another_kits_sheet(studio: Studio) -> QWidget:
    studio.found()
    other = Studio(studio.base.parent / "other", studio.qtbot, studio.jobs)
    foreign = other.found()
    view = recover.view_of(studio)
    view.code.name.setText("Dana Price")
    view.code.code.setText(" ".join(foreign.groups))
    view.code.check.click()
    studio.settle()
    return view


# --- storage -----------------------------------------------------------------


def disk_had_a_fault(studio: Studio) -> QWidget:
    """Nothing more is written until the kit is opened anew."""

    def broken(desk: Desk) -> None:
        desk.session.kit.store._database._broken = True

    return refused_note(studio, broken)


def backup_is_not_whole(studio: Studio) -> QWidget:
    studio.prepare(one_x, log._tamper)
    view = settings.view_of(studio, "machine")
    view.machine.backups.back_up.click()
    studio.settle()
    return view


def folder_is_open_to_others(studio: Studio) -> QWidget:
    studio.found()
    view = unlock.view_of(studio)
    studio.around.places.kit.chmod(0o777)
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    studio.settle()
    return view


def refused_note(
    studio: Studio, before: Callable[[Desk], object], *stories: Callable[[Desk], object]
) -> IncidentView:
    view = incident.view_of(studio.prepare(one_x, incident.hijacked, *stories))
    studio.kit.changed.disconnect(view._model._look_again)
    studio.ask(before)
    view.log.note.setPlainText("Two odd posts.")
    view.log.keep.click()
    studio.settle()
    return view


def cache_was_changed(studio: Studio) -> QWidget:
    """Somebody opened the kit's file with another program."""
    opened_once(studio, "UPDATE page SET sealed=x'00'")
    return try_to_unlock(studio)


def not_let_in_yet(studio: Studio) -> QWidget:
    """The window is at the newcomer's machine, and the lead has not answered."""
    lead = Studio(studio.base.parent / "lead", studio.qtbot, studio.jobs)
    lead.prepare(people.colleague("Ben Carter"))
    folder = shared_folder(lead)
    Colleague(studio.base, "Carys Evans").ask(folder)
    lead.kit.close(lambda: None)
    studio.settle()
    view = unlock.view_of(studio)
    view.passphrase.setText(THEIRS)
    view.unlock.click()
    studio.settle()
    return view


def file_is_gone(studio: Studio) -> QWidget:
    panel = evidence.panel_of(studio.prepare(one_x, one_incident))
    panel.take_files((Path(studio.base).parent / "gone.png",))
    return evidence.paged(studio, panel)


def paper_folder_is_gone(studio: Studio) -> QWidget:
    """Have the paper written every night where no folder is."""

    def wanted(desk: Desk) -> None:
        desk.council.set("paper_days", "30")

    view = exposure.view_of(studio.prepare(one_x, wanted))
    view.paper.unfold()
    view.paper.folder.path.setText(str(studio.base.parent / "gone"))
    view.paper.nightly.click()
    studio.settle()
    return view


def no_typesetter(studio: Studio) -> QWidget:
    """The part of the program that makes PDFs was not installed."""
    view = log.view_of(studio.prepare(one_x, one_incident))
    view.tabs.setCurrentWidget(view.report)
    view.report.folder.path.setText(str(studio.base.parent))
    there = sys.modules.get("typst")
    sys.modules["typst"] = None  # type: ignore[assignment]
    try:
        view.report.write.click()
        studio.settle()
    finally:
        sys.modules.pop("typst")
        if there is not None:
            sys.modules["typst"] = there
    return view

"""The register of exercises as a table that other programs read."""

import csv
import io
from pathlib import Path

from incidentkit.desk.drilling import DrillsPage, read_drills
from incidentkit.desk.services import Desk
from incidentkit.exchange.spreadsheet import harmless
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.words import drills as words
from incidentkit.words.times import spoken_date
from incidentkit.words.window.drills import REGISTER_FILE


def register_csv(page: DrillsPage) -> str:
    """Return who rehearsed what and when: a line for each exercise, newest first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(words.HELD_HEAD)
    for one in page.held:
        books = ", ".join(name for _, name in one.playbooks)
        people = ", ".join(page.names.get(person, "") for person in one.people)
        cells = (
            one.reference,
            one.scenario,
            spoken_date(one.started_ms),
            books,
            people,
            words.GOING_ON if one.is_open else words.ENDED,
        )
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def write_register(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """Write the register into a folder.

    Raises:
        StorageError: The folder cannot be written to.
    """
    text = register_csv(read_drills(desk))
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    # The mark at the beginning has spreadsheets read it as UTF-8.
    write_whole(folder / REGISTER_FILE, text.encode("utf-8-sig"))
    return (folder / REGISTER_FILE,)

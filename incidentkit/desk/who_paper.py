"""Who can post as us on paper: a table to print, and the same for a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from incidentkit.accounts.exposure import WhoCanPost
from incidentkit.council.calendar import day_of
from incidentkit.desk.exposure_paper import PostLine, called_now, lines_of, table_of
from incidentkit.desk.services import Desk
from incidentkit.paper.typeset import typeset
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.words import exposure as words
from incidentkit.words.times import spoken_day

_TEMPLATE = "who.typ"


def paper_names(day: date) -> tuple[str, str]:
    """Return what the files of a day are called: for a spreadsheet, and to print."""
    return f"{words.PAPER_FILE}-{day}.csv", f"{words.PAPER_FILE}-{day}.pdf"


def paper_files(desk: Desk, rows: Sequence[WhoCanPost], day: date) -> dict[str, bytes]:
    """Return the files of a day by their names.

    Raises:
        TypesettingError: The PDF cannot be made.
    """
    now = called_now(desk)
    data = _data(desk, lines_of(rows, now), day)
    pdf = typeset(data, _TEMPLATE, desk.session.clock.now_ms())
    names = paper_names(day)
    return dict(zip(names, (table_of(rows, now).encode("utf-8-sig"), pdf), strict=True))


def write_paper(
    desk: Desk, folder: Path, rows: Sequence[WhoCanPost], on: date | None = None
) -> tuple[Path, ...]:
    """Write the paper into a folder, under its date; returns the files.

    `on` is the day of what it says, if not today.

    Raises:
        TypesettingError: The PDF cannot be made; nothing was written.
        DiskFullError, ReadOnlyError, WriteFailedError: Not everything was written.
    """
    day = on or day_of(desk.session.clock.now_ms())
    files = paper_files(desk, rows, day)
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_whole(folder / name, data)
    return tuple(folder / name for name in files)


def _data(desk: Desk, lines: Iterable[PostLine], day: date) -> dict[str, object]:
    by_account = sorted(lines, key=lambda one: (one.label.casefold(), one.account))
    groups = groupby(by_account, key=lambda one: (one.label, one.account))
    me = desk.officers.name_of(desk.session.me.person)
    return {
        "title": words.PAPER_TITLE,
        "council": desk.council.name(),
        "handling": words.PAPER_HANDLING,
        "day": spoken_day(day.isoformat()),
        "note": words.PAPER_NOTE,
        "made": words.paper_made(me, desk.session.clock.now_ms()),
        "nobody": words.PAPER_NOBODY,
        "head": words.PAPER_HEAD,
        "groups": [
            {"label": label, "rows": [_row(one) for one in rows]}
            for (label, _), rows in groups
        ],
    }


def _row(one: PostLine) -> dict[str, object]:
    return {
        "how": f"{one.how}: {one.about}" if one.about else one.how,
        "who": {"name": one.who, "number": one.number},
        "action": one.action,
        "ring": {"name": one.ring, "number": one.ring_number},
    }

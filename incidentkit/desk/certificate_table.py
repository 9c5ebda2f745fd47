"""The certificate of a monthly account check as a table for other programs."""

import csv
import io
from collections.abc import Iterable

from incidentkit.desk import round as pages
from incidentkit.desk.certificate_facts import (
    Certificate,
    Changed,
    by_account,
    found_words,
)
from incidentkit.desk.round import LineRow
from incidentkit.exchange.spreadsheet import harmless
from incidentkit.rounds.model import Ask
from incidentkit.words import certificate as words
from incidentkit.words import rounds as round_words


def table(found: Certificate) -> str:
    """Return the certificate as lines that other programs read, one for each question."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(words.CSV_HEAD)
    changed = {one.account: one for one in found.changed}
    for row, item in by_account(found):
        last = changed.get(item.account) if item.ask is Ask.PASSWORD else None
        writer.writerow([harmless(cell) for cell in _cells(found, row, item, last)])
    rows = {r.account: r for r in (*found.page.rows, *found.page.arrived)}
    for item in found.summary.late:
        row = rows[item.account]
        writer.writerow([harmless(cell) for cell in _cells(found, row, item, None)])
    for item in found.summary.arrived:
        row = rows[item.account]
        cells = _cells(found, row, item, None, arrived=True)
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def _cells(
    found: Certificate,
    row: LineRow,
    item: pages.Item,
    last: Changed | None,
    *,
    arrived: bool = False,
) -> Iterable[str]:
    answer = item.answer
    yield from (found.month, row.label, row.owner, row.deputy, row.due.isoformat())
    yield from (round_words.ASKS[item.ask.value], found_words(answer), item.by)
    yield words.in_table(answer.wall) if answer else ""
    yield answer.note if answer else ""
    yield words.yes_or_no(is_so=answer is not None and answer.late)
    if last is None:
        yield from ("", "", "")
    else:
        yield words.in_table(last.wall)
        yield words.yes_or_no(is_so=last.is_made)
        yield words.yes_or_no(is_so=last.tried)
    yield words.yes_or_no(is_so=arrived)

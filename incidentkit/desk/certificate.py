"""The certificate of a monthly account check as a document, and as files.

It holds no secret: what a password is, nobody here ever asks. Whoever has it can check
with the codes on it that the closing is still in the log.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from incidentkit.desk import round as pages
from incidentkit.desk.certificate_facts import Certificate, by_account
from incidentkit.desk.certificate_rows import alike, together
from incidentkit.desk.certificate_table import table
from incidentkit.desk.round import Summary
from incidentkit.desk.services import Desk
from incidentkit.paper.typeset import typeset
from incidentkit.records.document import (
    Block,
    Details,
    Document,
    Paragraphs,
    Section,
    Table,
    log_section,
)
from incidentkit.rounds.model import GOOD, Ask, Found
from incidentkit.rounds.score import Score
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.words import certificate as words
from incidentkit.words import report as report_words
from incidentkit.words import rounds as round_words
from incidentkit.words.times import short_time, spoken_month

_TEMPLATE = "report.typ"


# --- as a document ------------------------------------------------------------------


def document(found: Certificate) -> Document:
    """Return the certificate in words."""
    sections = (
        (words.OUTCOME, _outcome(found)),
        (words.NOT_IN_ORDER, _not_in_order(found.summary)),
        (words.ACCOUNTS, _accounts(found)),
        (words.PASSWORDS, _passwords(found)),
        (words.LATER, _later(found.summary)),
        (words.ARRIVED, _arrived(found.summary)),
        (words.LOG, _log(found)),
    )
    return Document(
        kind=words.KIND,
        title=words.title(found.month),
        council=found.council,
        reference=found.month,
        handling=words.HANDLING,
        made=report_words.made_by(found.made_by, found.made_ms),
        times=report_words.times_are([found.made_ms]),
        sections=tuple(
            Section(heading, tuple(blocks)) for heading, blocks in sections if blocks
        ),
    )


def _outcome(found: Certificate) -> tuple[Block, ...]:
    page, score = found.page, found.summary.score
    policy = found.summary.policy.value
    rows = (
        (words.COUNCIL, found.council),
        (words.MONTH, spoken_month(found.month)),
        (words.POLICY, round_words.policy(policy, page.every_months)),
        (words.HONESTLY, round_words.honestly(policy)),
        (words.BEGUN, words.by_at(*found.begun)),
        *((words.CLOSED, words.by_at(one.name, one.wall)) for one in page.closings),
        *((words.CLOSING_NOTE, one.note) for one in page.closings if one.note),
        (words.KEPT, _kept(score)),
        (
            words.CHANGED,
            round_words.passwords(score.passwords_changed, score.passwords),
        ),
        (words.EXPOSURE, round_words.exposure(found.exposure)),
    )
    return (Details(rows), Paragraphs((words.NO_SECRETS,)))


def _kept(score: Score) -> str:
    return round_words.kept(score.kept, score.lines, score.percent)


def _not_in_order(found: Summary) -> tuple[Block, ...]:
    score = found.score
    listed = [
        *found.found(Found.WRONG),
        *found.unanswered(),
        *found.found(Found.NOT_CHECKED),
        *found.found(Found.SKIPPED),
    ]
    if not listed:
        return (Paragraphs((words.ALL_IN_ORDER,)),)
    rows = tuple((one.label, one.said, one.by) for one in alike(together(listed)))
    counts = (score.wrong, score.not_checked, score.skipped)
    said = words.not_in_order(score.asked - score.answered, *counts)
    return (
        Paragraphs((said,)),
        Table(words.LISTED_HEAD, rows, (9, 17, 8), is_dense=True),
    )


def _accounts(found: Certificate) -> tuple[Block, ...]:
    if not found.page.rows:
        return (Paragraphs((words.NO_ACCOUNTS,)),)
    owners = {row.account: row.owner or round_words.NO_OWNER for row in found.page.rows}
    items = [item for _, item in by_account(found)]
    rows = tuple(
        (one.label, owners[one.account], one.said, one.by) for one in together(items)
    )
    return (Table(words.HEAD, rows, (10, 5, 16, 8), is_dense=True),)


def _passwords(found: Certificate) -> tuple[Block, ...]:
    if not found.changed and not found.summary.score.passwords:
        return (Paragraphs((words.NO_PASSWORDS,)),)
    due = [i for i in found.summary.items if i.ask is Ask.PASSWORD]
    changed = {one.account for one in found.changed}
    rows = tuple(
        (
            one.label,
            short_time(one.wall),
            one.name,
            words.yes_or_no(is_so=one.is_made),
            words.yes_or_no(is_so=one.tried),
        )
        for one in found.changed
    )
    left: dict[str, list[str]] = {}
    for item in due:
        if item.account not in changed:
            left.setdefault(_why_not(item), []).append(item.label)
    texts = tuple(words.left_as_it_is(why, labels) for why, labels in left.items())
    table = Table(words.PASSWORD_HEAD, rows, (12, 6, 5, 5, 5), is_dense=True)
    return (*((table,) if rows else ()), *((Paragraphs(texts),) if texts else ()))


def _why_not(item: pages.Item) -> str:
    """Say that a password was not changed in time, or that it was only afterwards."""
    answer = item.answer
    is_later = answer is not None and answer.late and answer.found in GOOD
    return words.CHANGED_LATER if is_later else words.NOT_CHANGED


def _later(found: Summary) -> tuple[Block, ...]:
    if not found.late:
        return ()
    return (Paragraphs((words.LATER_LEAD,)), _apart(found.late))


def _arrived(found: Summary) -> tuple[Block, ...]:
    if not found.arrived:
        return ()
    return (Paragraphs((words.ARRIVED_LEAD,)), _apart(found.arrived))


def _apart(items: Iterable[pages.Item]) -> Table:
    """Return what counts in no score."""
    rows = tuple((one.label, one.said, one.by) for one in together(items))
    return Table(words.LISTED_HEAD, rows, (9, 17, 8), is_dense=True)


def _log(found: Certificate) -> tuple[Block, ...]:
    codes = tuple((words.CLOSING_CODE, one.digest) for one in found.page.closings)
    return (
        Paragraphs((words.HOW_TO_CHECK,)),
        Details(codes, codes=(words.CLOSING_CODE,)),
        *log_section(found.checked),
    )


# --- as files -----------------------------------------------------------------------


def files_of(found: Certificate) -> tuple[tuple[str, bytes], ...]:
    """Return the certificate as a PDF and as CSV, by their names. It needs no kit.

    Raises:
        TypesettingError: The PDF cannot be made.
    """
    pdf = typeset(msgspec.to_builtins(document(found)), _TEMPLATE, found.made_ms)
    name = words.file_name(found.month)
    # The mark at the beginning has spreadsheets read it as UTF-8.
    text = table(found).encode("utf-8-sig")
    return ((f"{name}.pdf", pdf), (f"{name}.csv", text))


def keep(
    desk: Desk, month: str, files: Iterable[tuple[str, bytes]], folder: Path
) -> tuple[Path, ...]:
    """Write a certificate into a folder, and log each file once it is there.

    Raises:
        StorageError: The folder cannot be written to.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, data in files:
        write_whole(folder / name, data)
        desk.rounds.written(month, name, data)
        made.append(folder / name)
    return tuple(made)

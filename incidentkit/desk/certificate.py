"""The certificate of a monthly account check: as a document, and as a table.

It holds no secret: what a password is, nobody here ever asks. Whoever has it can check
with the codes on it that the closing is still in the log.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from incidentkit.accounts.entries import SecretChanged
from incidentkit.accounts.model import Item
from incidentkit.accounts.public import AccountState, is_vouched
from incidentkit.desk import round as pages
from incidentkit.desk.health import read_health
from incidentkit.desk.round import LineRow, RoundPage, Summary, read_round, read_summary
from incidentkit.desk.services import Desk
from incidentkit.errors import RoleNeededError, RoundOpenError
from incidentkit.exchange.spreadsheet import harmless
from incidentkit.paper.typeset import typeset
from incidentkit.records import gathering
from incidentkit.records.document import (
    Block,
    Details,
    Document,
    Paragraphs,
    Section,
    Table,
    log_section,
)
from incidentkit.records.report import Verification
from incidentkit.rounds.model import Answer, Ask, Found
from incidentkit.rounds.round import Round
from incidentkit.rounds.score import Score
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.verify import verify_journal
from incidentkit.vault.watching import Watch, unwatched
from incidentkit.words import certificate as words
from incidentkit.words import report as report_words
from incidentkit.words import rounds as round_words
from incidentkit.words.times import spoken_month, spoken_time

_TEMPLATE = "report.typ"


@dataclass(frozen=True, slots=True)
class Changed:
    """That a password was changed while the round was on, never to what."""

    account: SubjectId
    label: str
    name: str
    wall: int
    is_made: bool
    tried: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything a certificate says. `exposure` counts what is found now, apart."""

    month: str
    council: str
    made_by: str
    made_ms: int
    page: RoundPage
    summary: Summary
    begun: tuple[str, int]
    changed: tuple[Changed, ...]
    checked: Verification
    exposure: int


def read_certificate(desk: Desk, month: str, watch: Watch = unwatched) -> Certificate:
    """Return what the certificate of a closed round says.

    `watch` is told how far checking the log is, and may end it by raising.

    Raises:
        UnknownNameError: No check of that month was begun.
        RoundOpenError: It has not been closed.
        RoleNeededError: This person may not write in the log.
    """
    if desk.session.me.role < Role.OFFICER:
        raise RoleNeededError(Role.OFFICER.name)
    found = desk.rounds.round(month)
    if found.is_open:
        raise RoundOpenError(month)
    kit = desk.session.kit
    anchor = AnchorFile.of(kit.places, kit.identity.kit).read()
    page = read_round(desk, month)
    opener = desk.officers.name_of(found.openings[0])
    return Certificate(
        month=month,
        council=desk.council.name(),
        made_by=desk.officers.name_of(desk.session.me.person),
        made_ms=desk.session.clock.now_ms(),
        page=page,
        summary=read_summary(desk, month),
        begun=(opener, found.opened),
        changed=tuple(_changed(desk, found, page)),
        checked=gathering.verification(verify_journal(kit.store, anchor, watch)),
        exposure=len(read_health(desk).found),
    )


def _changed(desk: Desk, found: Round, page: RoundPage) -> Iterator[Changed]:
    """Yield each confirmed change between the opening and the first closing."""
    until = min(one.at for one in found.closings)
    states = desk.accounts.states()
    for row in sorted(page.rows, key=lambda row: row.label.casefold()):
        for fact in desk.session.facts(row.account):
            body = fact.body
            if (
                isinstance(body, SecretChanged)
                and body.item is Item.SECRET
                and body.confirmed
                and body.secret
                and found.opened_at <= fact.at <= until
                and is_vouched(states.get(row.account, AccountState()), fact)
            ):
                name = desk.officers.name_of(fact.person)
                how = (fact.wall, body.is_made, body.tried)
                yield Changed(row.account, row.label, name, *how)


# --- as a document ------------------------------------------------------------------


def document(found: Certificate) -> Document:
    """Return the certificate in words."""
    sections = (
        (words.OUTCOME, _outcome(found)),
        (words.NOT_IN_ORDER, _not_in_order(found.summary)),
        (words.ACCOUNTS, _accounts(found)),
        (words.PASSWORDS, _passwords(found)),
        (words.LATER, _later(found.summary)),
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
    rows = tuple(
        (item.label, _asked(item), _found(item.answer), _note(item.answer))
        for item in listed
    )
    counts = (score.wrong, score.not_checked, score.skipped)
    said = words.not_in_order(score.asked - score.answered, *counts)
    return (Paragraphs((said,)), Table(words.LISTED_HEAD, rows, (4, 4, 3, 5)))


def _accounts(found: Certificate) -> tuple[Block, ...]:
    if not found.page.rows:
        return (Paragraphs((words.NO_ACCOUNTS,)),)
    rows = tuple(
        (
            item.label,
            row.owner or round_words.NO_OWNER,
            _asked(item),
            _found(item.answer),
            words.by_on(item.by, item.answer.wall) if item.answer else "",
            _note(item.answer),
        )
        for row, item in _by_account(found)
    )
    return (Table(words.HEAD, rows, (4, 3, 4, 3, 4, 4)),)


def _by_account(found: Certificate) -> Iterator[tuple[LineRow, pages.Item]]:
    by_account: dict[SubjectId, list[pages.Item]] = {}
    for item in found.summary.items:
        by_account.setdefault(item.account, []).append(item)
    for row in sorted(found.page.rows, key=lambda row: row.label.casefold()):
        yield from ((row, item) for item in by_account.get(row.account, ()))


def _passwords(found: Certificate) -> tuple[Block, ...]:
    if not found.changed and not found.summary.score.passwords:
        return (Paragraphs((words.NO_PASSWORDS,)),)
    due = [i for i in found.summary.items if i.ask is Ask.PASSWORD]
    changed = {one.account for one in found.changed}
    rows = (
        *(
            (
                one.label,
                spoken_time(one.wall),
                one.name,
                words.yes_or_no(is_so=one.is_made),
                words.yes_or_no(is_so=one.tried),
            )
            for one in found.changed
        ),
        *(
            (item.label, words.NOT_CHANGED, "", "", "")
            for item in due
            if item.account not in changed
        ),
    )
    return (Table(words.PASSWORD_HEAD, rows, (5, 5, 4, 3, 3)),)


def _later(found: Summary) -> tuple[Block, ...]:
    if not found.late:
        return ()
    rows = tuple(
        (i.label, _asked(i), f"{_found(i.answer)}, {i.by}", _note(i.answer))
        for i in found.late
    )
    return (
        Paragraphs((words.LATER_LEAD,)),
        Table(words.LISTED_HEAD, rows, (4, 4, 4, 5)),
    )


def _log(found: Certificate) -> tuple[Block, ...]:
    codes = tuple((words.CLOSING_CODE, one.digest) for one in found.page.closings)
    return (
        Paragraphs((words.HOW_TO_CHECK,)),
        Details(codes, codes=(words.CLOSING_CODE,)),
        *log_section(found.checked),
    )


def _asked(item: pages.Item) -> str:
    return round_words.ASKS[item.ask.value]


def _found(answer: Answer | None) -> str:
    if answer is None:
        return round_words.NOT_ANSWERED
    return round_words.FOUND[answer.found.value]


def _note(answer: Answer | None) -> str:
    return answer.note if answer else ""


# --- as a table ---------------------------------------------------------------------


def table(found: Certificate) -> str:
    """Return the certificate as lines that other programs read, one for each question."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(words.CSV_HEAD)
    changed = {one.account: one for one in found.changed}
    for row, item in _by_account(found):
        last = changed.get(item.account) if item.ask is Ask.PASSWORD else None
        writer.writerow([harmless(cell) for cell in _cells(found, row, item, last)])
    for item in found.summary.late:
        row = next(r for r in found.page.rows if r.account == item.account)
        writer.writerow([harmless(cell) for cell in _cells(found, row, item, None)])
    return out.getvalue()


def _cells(
    found: Certificate, row: LineRow, item: pages.Item, last: Changed | None
) -> Iterable[str]:
    answer = item.answer
    yield from (found.month, row.label, row.owner, row.deputy, row.due.isoformat())
    yield from (_asked(item), _found(answer), item.by)
    yield words.in_table(answer.wall) if answer else ""
    yield _note(answer)
    yield words.yes_or_no(is_so=answer is not None and answer.late)
    if last is None:
        yield from ("", "", "")
    else:
        yield words.in_table(last.wall)
        yield words.yes_or_no(is_so=last.is_made)
        yield words.yes_or_no(is_so=last.tried)


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

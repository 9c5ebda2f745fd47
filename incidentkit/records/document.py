"""A report put into words: headings, tables and quotations, before any layout.

The PDF and the Markdown are both made from this, so that they say the same.
"""

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from incidentkit.records.report import (
    Deed,
    Message,
    Publication,
    Report,
    Verification,
)
from incidentkit.records.timeline import Line
from incidentkit.words import report as words
from incidentkit.words.drills import NOT_REAL
from incidentkit.words.incidents import CAUSES, SITUATION_LINES, who_did_it
from incidentkit.words.report import HEADINGS, LABELS
from incidentkit.words.verification import TROUBLES, UNPROVED


class Paragraphs(msgspec.Struct, frozen=True, tag="paragraphs"):
    """Running text."""

    texts: tuple[str, ...]


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """Items under each other, with a label for all of them."""

    items: tuple[str, ...]
    label: str = ""


class Details(msgspec.Struct, frozen=True, tag="details"):
    """Labels and what stands behind each. `codes` are the labels of digests."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""
    codes: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, tag="table"):
    """Rows under a head. `shares` are the widths; `codes` the columns of digests.

    `is_dense`: a long table, of which more is to fit on a page.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    codes: tuple[int, ...] = ()
    is_dense: bool = False


class Quotation(msgspec.Struct, frozen=True, tag="quotation"):
    """Exact words, as they went out or would have."""

    text: str


Block: TypeAlias = Paragraphs | Listing | Details | Table | Quotation


class Section(msgspec.Struct, frozen=True):
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


class Document(msgspec.Struct, frozen=True):
    """A whole report in words. `mark` stands on each of its pages."""

    kind: str
    title: str
    council: str
    reference: str
    handling: str
    made: str
    times: str
    sections: tuple[Section, ...]
    mark: str = ""


def document(report: Report) -> Document:
    """Return a report in words."""
    return _Writer(report).document()


class _Writer:
    """Puts one report into words."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._times = tuple(_times(report))
        self._with_zone = words.changes_offset(self._times)

    def document(self) -> Document:
        """Return the whole."""
        report = self._report
        parts = (
            ("overview", self._overview()),
            ("summary", self._summary()),
            ("situation", self._situation()),
            ("cause", self._cause()),
            ("left_open", self._left_open()),
            ("decisions", self._decisions()),
            ("told", self._told()),
            ("messages", self._messages()),
            ("evidence", self._evidence()),
            ("departures", self._departures()),
            ("timeline", self._timeline()),
            ("log", log_section(report.verification)),
        )
        return Document(
            kind=words.REPORT_TITLE,
            title=report.title,
            council=report.council,
            reference=report.reference,
            handling=report.handling,
            made=words.made_by(report.made.who, report.made.at_ms),
            times=words.times_are(self._times),
            mark=NOT_REAL if report.is_exercise else "",
            sections=tuple(
                Section(HEADINGS[name], blocks or (Paragraphs((words.NOTHING,)),))
                for name, blocks in parts
            ),
        )

    def _time(self, at_ms: int) -> str:
        return words.table_time(at_ms, with_zone=self._with_zone)

    def _by(self, deed: Deed) -> str:
        return f"{who_did_it(deed.who, deed.recorder)}, {self._time(deed.at_ms)}"

    def _overview(self) -> tuple[Block, ...]:
        report = self._report
        account = report.account
        named = account.name if account else ""
        closed = words.spoken_or_not(report.closed_ms)
        rows = (
            (LABELS["account"], named or words.NOT_RECORDED),
            (LABELS["playbook"], report.playbook),
            (LABELS["known"], words.spoken_or_not(report.known_ms)),
            (LABELS["started"], words.spoken_or_not(report.started_ms)),
            (LABELS["closed"], closed if report.is_closed else words.STILL_OPEN),
        )
        return (Details(rows),)

    def _summary(self) -> tuple[Block, ...]:
        texts = tuple(filter(None, (self._report.summary,)))
        found: tuple[Block, ...] = (Paragraphs(texts),) if texts else ()
        if self._report.lessons:
            rows = ((LABELS["lessons"], self._report.lessons),)
            found = (*found, Details(rows))
        return found

    def _situation(self) -> tuple[Block, ...]:
        said = self._report.situation
        if said is None:
            return ()
        rows = (
            (SITUATION_LINES[n], text or words.NOT_RECORDED) for n, text in said.lines
        )
        by = words.situation_by(
            who_did_it(said.deed.who, said.deed.recorder), said.deed.at_ms
        )
        return (Details(tuple(rows)), Paragraphs((by,)))

    def _cause(self) -> tuple[Block, ...]:
        causes = self._report.causes
        note = (Paragraphs((words.CAUSES_DIFFER,)),) if len(causes) > 1 else ()
        return note + tuple(
            Details(
                (
                    (LABELS["status"], words.CAUSE_STATUS.get(c.status, c.status)),
                    (LABELS["cause"], CAUSES.get(c.cause, c.cause) or "-"),
                    (LABELS["basis"], c.basis or "-"),
                    (LABELS["recorded"], self._by(c.deed)),
                )
            )
            for c in causes
        )

    def _left_open(self) -> tuple[Block, ...]:
        report = self._report
        if not report.left_open:
            return ()
        blocks: tuple[Block, ...] = (Listing(report.left_open),)
        if report.left_open_because:
            rows = ((LABELS["reason"], report.left_open_because),)
            blocks = (*blocks, Details(rows))
        return blocks

    def _decisions(self) -> tuple[Block, ...]:
        rows = tuple(
            (
                self._time(d.deed.at_ms),
                words.question_with(d.question, d.options),
                "\n".join(filter(None, (d.answer, words.STANDINGS[d.standing]))),
                d.reason,
                who_did_it(d.deed.who, d.deed.recorder),
            )
            for d in self._report.decisions
        )
        names = ("time", "question", "answer", "reason", "by")
        head = tuple(LABELS[name] for name in names)
        return (Table(head, rows, (6, 12, 7, 10, 7)),) if rows else ()

    def _told(self) -> tuple[Block, ...]:
        rows = tuple(
            (
                self._time(t.deed.at_ms),
                ", ".join(t.whom) or t.step,
                who_did_it(t.deed.who, t.deed.recorder),
                t.note,
            )
            for t in self._report.told
        )
        head = tuple(LABELS[name] for name in ("time", "whom", "by", "how"))
        return (Table(head, rows, (9, 13, 9, 12)),) if rows else ()

    def _messages(self) -> tuple[Block, ...]:
        return tuple(b for m in self._report.messages for b in self._message(m))

    def _message(self, message: Message) -> Iterable[Block]:
        title = f"{message.title} ({message.channel})"
        yield Details(_filled((LABELS["withdrawn"], message.withdrawn)), title=title)
        yield Quotation(message.text)
        if not message.publications:
            yield Paragraphs((words.NOT_YET_PUBLISHED,))
        for out in message.publications:
            yield from self._publication(out, message.text)

    def _publication(self, out: Publication, current: str) -> Iterable[Block]:
        said = words.published_at(out.where, out.when_ms, out.recorder)
        if out.text == current:
            more = words.SAME_WORDS
        else:
            more = words.OTHER_WORDS if out.text else words.WORDS_NOT_HERE
        yield Paragraphs((f"{said} {more}",))
        if out.text and out.text != current:
            yield Quotation(out.text)
        if out.address:
            yield Details(((LABELS["address"], out.address),))

    def _evidence(self) -> tuple[Block, ...]:
        return tuple(
            Details(
                title=item.what or item.name or item.step or words.UNNAMED_EVIDENCE,
                rows=_filled(
                    (LABELS["holder"], item.holder and words.held_by(item.holder)),
                    (LABELS["file"], _file_words(item.name, item.size, item.holder)),
                    (LABELS["digest"], item.sha256.hex()),
                    (LABELS["address"], item.address),
                    (LABELS["captured"], self._by(item.captured)),
                    (
                        LABELS["recorded" if item.holder else "filed"],
                        self._time(item.filed_ms),
                    ),
                    (LABELS["for_step"], item.step),
                ),
                codes=(LABELS["digest"],),
            )
            for item in self._report.evidence
        )

    def _departures(self) -> tuple[Block, ...]:
        found = (*self._report.overrides, *self._report.skipped)
        rows = tuple((d.step, d.reason, self._by(d.deed)) for d in found)
        head = tuple(LABELS[name] for name in ("step", "reason", "by"))
        return (Table(head, rows, (5, 6, 4)),) if rows else ()

    def _timeline(self) -> tuple[Block, ...]:
        rows = tuple(self._row(line) for line in self._report.timeline)
        head = tuple(LABELS[name] for name in ("time", "who", "what"))
        return (Table(head, rows, (9, 9, 25)),) if rows else ()

    def _row(self, line: Line) -> tuple[str, ...]:
        who = who_did_it(line.who, line.recorder)
        return (self._time(line.at_ms), who, line.sentence)


def log_section(checked: Verification) -> tuple[Block, ...]:
    """Return what checking the log found, cannot prove, and how to do it oneself."""
    count = (checked.entries, checked.chains)
    said = [words.verified(*count, intact=checked.intact)]
    if checked.held:
        said.append(words.held_entries(checked.held))
    if checked.without_authority:
        said.append(words.ineffective_entries(checked.without_authority))
    if checked.disposed:
        said.append(words.disposed_entries(checked.disposed))
    blocks: list[Block] = [Paragraphs(tuple(said))]
    if checked.found:
        blocks.append(Listing(tuple(_troubles(checked))))
    blocks.append(Listing(tuple(words.HOW_TO_VERIFY), LABELS["verify"]))
    unproved = tuple(UNPROVED[item] for item in checked.unproved)
    blocks.append(Listing(unproved, LABELS["unproved"]))
    head = tuple(LABELS[name] for name in ("chain", "number", "head"))
    heads = ((h.chain.hex()[:8], str(h.number), h.digest.hex()) for h in checked.heads)
    blocks.append(Table(head, tuple(heads), (2, 2, 14), codes=(0, 2)))
    return tuple(blocks)


def _troubles(checked: Verification) -> Iterable[str]:
    for found in checked.found:
        chain = found.chain.hex()[:8]
        yield words.trouble_at(TROUBLES[found.trouble], chain, found.number)


def _filled(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in rows if text)


def _file_words(name: str, size: int, holder: str) -> str:
    if holder:
        return ""
    return f"{name}, {words.size_of(size)}" if name else words.size_of(size)


def _times(report: Report) -> Iterable[int]:
    yield from (report.known_ms, report.started_ms, report.made.at_ms)
    yield from (line.at_ms for line in report.timeline)
    yield from (item.captured.at_ms for item in report.evidence)
    yield from (out.when_ms for m in report.messages for out in m.publications)

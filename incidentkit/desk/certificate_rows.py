"""Answers of a check put together for paper: a row for one account and one person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from incidentkit.desk.certificate_facts import found_words
from incidentkit.desk.round import Item
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import certificate as words
from incidentkit.words import rounds as round_words
from incidentkit.words.times import short_date


@dataclass(frozen=True, slots=True)
class Together:
    """What one person found on one account on one day, and when they said so."""

    account: SubjectId
    label: str
    said: str
    by: str


def together(items: Iterable[Item]) -> tuple[Together, ...]:
    """Put questions of one account into one row, where one person answered in a day."""
    rows: dict[tuple[SubjectId, str, str, str], list[Item]] = {}
    for item in items:
        day = short_date(item.answer.wall) if item.answer else ""
        key = (item.account, item.label, item.by, day)
        rows.setdefault(key, []).append(item)
    return tuple(
        Together(account, label, _said(some), _by(by, some))
        for (account, label, by, _), some in rows.items()
    )


def alike(rows: Iterable[Together]) -> tuple[Together, ...]:
    """Put accounts into one row of which one person said the same at one time."""
    labels: dict[tuple[str, str], list[Together]] = {}
    for row in rows:
        labels.setdefault((row.said, row.by), []).append(row)
    return tuple(
        replace(some[0], label=", ".join(one.label for one in some))
        for some in labels.values()
    )


def _said(items: Iterable[Item]) -> str:
    """Return what was found: the same once, with all the questions it is about."""
    asks: dict[tuple[str, str], list[str]] = {}
    for item in items:
        note = item.answer.note if item.answer else ""
        asked = asks.setdefault((found_words(item.answer), note), [])
        asked.append(round_words.ASKS[item.ask.value])
    return ". ".join(
        words.found_of(found, asked, note) for (found, note), asked in asks.items()
    )


def _by(name: str, items: Iterable[Item]) -> str:
    walls = [item.answer.wall for item in items if item.answer is not None]
    return words.by_between(name, min(walls), max(walls)) if walls else ""

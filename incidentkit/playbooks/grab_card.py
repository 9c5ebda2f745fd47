"""The first steps of a playbook on one or two pages, to print before they are needed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from incidentkit.paper.typeset import typeset
from incidentkit.playbooks.card import CardLine, card_of
from incidentkit.playbooks.model import Playbook, Step
from incidentkit.playbooks.sources import sources
from incidentkit.playbooks.spoken import due_words
from incidentkit.words import playbook_copies as words
from incidentkit.words.times import spoken_date

MOST_PAGES: Final = 2
_TEMPLATE: Final = "card.typ"
_PAGES: Final = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
# How much is said of each step, the fullest first: lines on how, and who and when.
_DETAIL: Final = ((9, True), (3, True), (1, True), (0, True), (0, False))
_LEAST_STEPS: Final = 12


def grab_card(
    playbook: Playbook, council: str, made_ms: int, *, exercise: bool = False
) -> bytes:
    """Return the card as a PDF of one or two pages.

    What does not fit is left out from the end, least needed first, and the card says
    how much more there is. What the short codes stand for comes last, where there is
    room for it.

    Raises:
        TypesettingError: It cannot be made.
    """
    lines = card_of(playbook)
    for most, about in _DETAIL:
        for key in (True, False):
            made = _made(
                playbook, lines, (most, about, key), council, made_ms, exercise
            )
            if pages_of(made) <= MOST_PAGES:
                return made
    while True:
        lines = lines[: len(lines) * 3 // 4]
        made = _made(playbook, lines, (0, False, False), council, made_ms, exercise)
        if pages_of(made) <= MOST_PAGES or len(lines) <= _LEAST_STEPS:
            return made


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    counts = [int(number) for number in _PAGES.findall(pdf)]
    return max(counts, default=0)


def _made(
    playbook: Playbook,
    lines: tuple[CardLine, ...],
    detail: tuple[int, bool, bool],
    council: str,
    made_ms: int,
    exercise: bool,  # noqa: FBT001
) -> bytes:
    every = sum(1 for _ in playbook.steps())
    shown = len(lines)
    most, about, has_key = detail
    titles = {line.title for line in lines}
    steps = (step for step in playbook.steps() if step.title in titles)
    key = sources().of_steps(steps) if has_key else ()
    data: Mapping[str, Any] = {
        "kind": words.CARD,
        "title": playbook.name,
        "council": council,
        "handling": playbook.handling,
        "exercise": words.EXERCISE if exercise else "",
        "version": words.version(playbook.version, str(playbook.reviewed)),
        "printed": words.printed(spoken_date(made_ms)),
        "goal": playbook.goal,
        "phases": list(_phases(playbook, lines, most, about)),
        "lists": [
            {
                "title": words.CONTACTS,
                "rows": [(c.name, c.text) for c in playbook.contacts],
            },
            {
                "title": words.SOURCES,
                "rows": [line.split(": ", 1) for line in key],
            },
        ],
        "more": words.more_steps(every - shown) if every > shown else "",
    }
    return typeset(data, _TEMPLATE, made_ms)


def _phases(
    playbook: Playbook,
    lines: tuple[CardLine, ...],
    most: int,
    about: bool,  # noqa: FBT001
) -> Iterator[Mapping[str, Any]]:
    by_title = {step.title: step for step in playbook.steps()}
    for title in dict.fromkeys(line.phase for line in lines):
        steps = [
            {
                "title": line.title,
                "only_if": words.only_if(*line.only_if) if line.only_if[0] else "",
                "about": _about(playbook, by_title.get(line.title)) if about else "",
                "how": list(line.how[:most]),
            }
            for line in lines
            if line.phase == title
        ]
        yield {"title": title, "steps": steps}


def _about(playbook: Playbook, step: Step | None) -> str:
    if step is None:
        return ""
    due = due_words(playbook, step)
    codes = ", ".join(code for code, _ in sources().explained(step.basis))
    parts = (", ".join(step.who), "" if step.due_by else due, codes)
    return " · ".join(part for part in parts if part)

"""What the tests of effects share: which settings were proved, and small helpers."""

import dataclasses
import functools
from collections.abc import Callable
from typing import TypeVar

from msgspec import structs

from incidentkit.accounts.model import (
    NewAccount,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.home import Matter, Need, read_home
from incidentkit.desk.services import Desk
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import Library, shipped_library
from incidentkit.playbooks.model import Playbook, Step
from incidentkit.vault.kinds import SubjectId
from tests.desk.test_home import DAY_MS, Studio

T = TypeVar("T")
PROVED: set[str] = set()


def proves(*keys: str) -> Callable[[T], T]:
    """Mark a test with the settings whose effect it shows."""
    PROVED.update(keys)
    return lambda test: test


@functools.cache
def library() -> Library:
    return shipped_library()


def book_of(slug: str) -> Playbook:
    return next(b for b in library().all if b.slug == slug)


def add_x(desk: Desk, handle: str = "AshcombeDC", **more: object) -> SubjectId:
    new = NewAccount("x", handle, secret=Secret("Old-Horse-9x"), login=Secret("comms"))
    return desk.accounts.add(dataclasses.replace(new, **more))  # type: ignore[arg-type]


def begin(desk: Desk, playbook: str = "hacked-account", **more: object) -> SubjectId:
    book = book_of(playbook)
    return desk.incidents.start(Opening("Odd posts", book, **more))  # type: ignore[arg-type]


def steps(playbook: str) -> list[Step]:
    return list(book_of(playbook).steps())


def step_of(playbook: str, name: str) -> Step:
    found = (s for s in steps(playbook) if s.slug.rpartition("/")[2] == name)
    return next(found)


def matter(desk: Desk, need: Need) -> Matter | None:
    return next((m for m in read_home(desk).matters if m.need is need), None)


def later(studio: Studio, days: float) -> None:
    studio.clock.ms += int(days * DAY_MS)


def severity_step(run: Run) -> Step:
    return next(s for s in run.playbook.steps() if s.fact == "severity")


def say_severity(desk: Desk, incident: SubjectId, label: str) -> Run:
    run = desk.incidents.run(incident)
    progress = structs.replace(
        run.progress, facts={**run.progress.facts, "severity": label}
    )
    return dataclasses.replace(run, progress=progress)

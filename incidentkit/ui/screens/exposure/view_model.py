"""Who can post as us, today or on a past day, without the screen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal

from incidentkit.accounts.model import OPENING_ITEMS, Reason
from incidentkit.accounts.public import AccountState
from incidentkit.council.calendar import end_of_day_ms
from incidentkit.desk.emergency import EmergencyRow, emergencies, have_seen, stand_by
from incidentkit.desk.emergency_asks import AskRow, agree, asks, let_in
from incidentkit.desk.exposing import must_change
from incidentkit.desk.exposure_paper import PostLine, called_now, lines_of, who_on
from incidentkit.desk.nightly_paper import (
    choose_folder,
    read_nightly,
    write_tonight,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.desk.when import day_iso
from incidentkit.desk.who_paper import write_paper
from incidentkit.errors import IncidentKitError, InvalidValueError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.words.account_commands import may_open
from incidentkit.words.exposure import (
    PAPER_STOPPED,
    agreed_to,
    paper_into,
    paper_written,
)
from incidentkit.words.window import exposure as words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One account that has to be changed, why, since when, and what to waive."""

    account: SubjectId
    label: str
    entry: Digest
    reason: str
    since: int


@dataclass(frozen=True, slots=True)
class PaperState:
    """Whether the council wants a paper every night, and where this machine writes it."""

    is_wanted: bool = False
    folder: str = ""


@dataclass(frozen=True, slots=True)
class ExposureState:
    """Everything the screen shows. `day` is empty for today."""

    day: str = ""
    lines: tuple[PostLine, ...] = ()
    owed: tuple[OwedLine, ...] = ()
    paper: PaperState = PaperState()
    asked: tuple[AskRow, ...] = ()
    told: tuple[EmergencyRow, ...] = ()
    accounts: tuple[tuple[SubjectId, str], ...] = ()
    is_read: bool = False
    busy: bool = False


class ExposureViewModel(ViewModel[ExposureState]):
    """Reads who can post, and writes down what happened.

    Signals:
        news: A sentence about what was done.
    """

    news = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(ExposureState())
        self._kit = kit
        kit.changed.connect(self._again)

    def read(self) -> None:
        """Read again."""
        if not self._kit.is_open:
            return
        day = self.state.day

        def found(read: ExposureState) -> None:
            if self.state.day == day:
                self._set(replace(read, busy=self.state.busy))

        self._kit.ask(lambda desk: _read(desk, day), found, self._failed)

    def show_day(self, text: str) -> None:
        """Show another day; today where nothing is given."""
        day = day_iso(text).strip()
        try:
            shown = date.fromisoformat(day).isoformat() if day else ""
        except ValueError:
            self._refuse(InvalidValueError("date", "date"))
            return
        self._set(replace(self.state, day=shown, is_read=False))
        self.read()

    def happened(
        self, account: SubjectId, reason: Reason, why: str, then: Callable[[], None]
    ) -> Once | None:
        """Write down that an account has to be changed because something happened.

        `then` is called once it is written. Returns what does it, None while something
        is being done.
        """
        if self.state.busy:
            return None

        def noted(_: object) -> str:
            then()
            return words.NOTED

        once = Once(lambda desk: must_change(desk, account, reason, why))
        self._do(once, noted)
        return once

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def waive(self, one: OwedLine, reason: str) -> Once | None:
        """Decide that it need not be changed."""
        if self.state.busy:
            return None
        once = Once(lambda desk: desk.accounts.waive(one.account, one.entry, reason))
        self._do(once, lambda _: "")
        return once

    def seen(self, row: EmergencyRow) -> None:
        """Write down that whoever looks was told."""
        self._do(lambda desk: have_seen(desk, row.account), lambda _: "")

    def agree(self, row: EmergencyRow) -> None:
        """Stand by it, as a second person."""
        self._do(lambda desk: stand_by(desk, row.account, row.entry), lambda _: "")

    def agree_first(self, row: AskRow) -> None:
        """Agree to what is asked for; they are let in where this person can do it."""
        self._do(
            lambda desk: agree(desk, row.account, row.entry),
            lambda is_in: agreed_to(is_in=is_in),
        )

    def let_in(self, row: AskRow) -> None:
        """Let somebody in, to which a second person has agreed."""
        self._do(
            lambda desk: let_in(desk, row.account, row.entry),
            lambda _: may_open(row.person, row.label),
        )

    def write(self, folder: str) -> None:
        """Write the table of the day that is shown into a folder."""
        day = self.state.day

        def work(desk: Desk) -> tuple[Path, ...]:
            rows = who_on(desk, _wall(day))
            on = date.fromisoformat(day) if day else None
            return write_paper(desk, Path(folder), rows, on)

        if folder:
            self._do(work, lambda made: paper_written([one.name for one in made]))

    def every_night(self, folder: str) -> None:
        """Write it into this folder once a day from now on; nowhere without one."""

        def work(desk: Desk) -> str:
            choose_folder(desk.session.kit.places, Path(folder) if folder else None)
            write_tonight(desk)
            return paper_into(folder) if folder else PAPER_STOPPED

        self._do(work, str)

    # --- inside ------------------------------------------------------------

    def _do(self, work: Callable[[Desk], T], said: Callable[[T], str]) -> None:
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))

        def done(found: T) -> None:
            self._set(replace(self.state, busy=False))
            if text := said(found):
                self.news.emit(text)
            self.read()

        self._kit.ask(work, done, self._failed)

    def _again(self) -> None:
        if self.state.is_read:
            self.read()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _kept(
    states: Mapping[SubjectId, AccountState],
) -> Iterator[tuple[SubjectId, str]]:
    """Yield the accounts of which anything is kept that could be changed."""
    for subject, state in states.items():
        if any(state.mark(item).versions for item in OPENING_ITEMS):
            yield subject, state.label


def _wall(day: str) -> int | None:
    return end_of_day_ms(date.fromisoformat(day)) if day else None


def _read(desk: Desk, day: str) -> ExposureState:
    states = desk.accounts.states()
    used = {s: t for s, t in states.items() if t.status.is_open}
    owed = [
        OwedLine(s, t.name, one.digest, one.reason.value, one.owed_at)
        for s, t in states.items()
        for one in t.owed
    ]
    return ExposureState(
        day,
        tuple(lines_of(who_on(desk, _wall(day)), called_now(desk))),
        tuple(sorted(owed, key=lambda one: (one.since, one.label))),
        PaperState(
            desk.council.paper_days() > 0,
            read_nightly(desk.session.kit.places).folder,
        ),
        asks(desk),
        emergencies(desk),
        tuple(sorted(_kept(used), key=lambda one: one[1])),
        is_read=True,
    )

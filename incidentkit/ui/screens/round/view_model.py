"""The monthly account check, without the screen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import Signal

from incidentkit.desk.certificate import files_of, keep
from incidentkit.desk.certificate_facts import Certificate, read_certificate
from incidentkit.desk.round import Stage
from incidentkit.desk.round_line import still_right
from incidentkit.desk.round_terms import begin, take_in
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.rounds.model import Ask, Found
from incidentkit.rounds.service import Said
from incidentkit.ui.jobs import Job, Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.round.reading import (
    Panel,
    Shown,
    read_next,
    read_shown,
    said_before,
)
from incidentkit.ui.screens.round.state import Given, RoundState
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.watching import Watch
from incidentkit.words import rounds as round_words
from incidentkit.words.window import round as words

T = TypeVar("T")
# What needs a word before it is written down.
WORDED = frozenset({Found.WRONG, Found.PUT_RIGHT, Found.SKIPPED})


class RoundViewModel(ViewModel[RoundState]):
    """Walks a round: shows one account, writes what was found, goes on to the next.

    Signals:
        news: A title and a sentence about what was done.
        went_on: Another account, or another group of questions, is shown.
        password_asked: The new password is what there is to do now.
        began: A job that takes long, and what it is called.
    """

    news = Signal(str, str)
    went_on = Signal()
    password_asked = Signal()
    began = Signal(object, str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(RoundState())
        self._kit = kit
        self._month = ""
        self._given: list[Given] = []
        kit.changed.connect(self.read)

    # --- reading -----------------------------------------------------------

    def read(self) -> None:
        """Read again, and stay at the account that is looked at."""
        if not self._kit.is_open or self.state.busy:
            return
        month, account = self._month, self._account()
        panel = self.state.panel
        self._kit.ask(
            lambda desk: read_shown(desk, month, account, panel),
            self._found,
            self._failed,
        )

    def arrive(self) -> None:
        """Come to the check to work on, at the account that is looked at if it has it."""
        self._month = ""
        self.read()

    def choose(self, account: SubjectId) -> None:
        """Look at another account."""
        if account != self._account():
            self._show(account)

    def choose_month(self, month: str) -> None:
        """Look at another month's check; an empty one is the one to work on."""
        self._month = month
        self._forget_place()
        self.read()

    def mark(self, step: int) -> None:
        """Go to the question before or after the one that is marked."""
        line, marked = self.state.line, self.state.marked
        if line is None or marked is None:
            return
        asks = [one.ask for one in line.asked]
        at = asks[(asks.index(marked.ask) + step) % len(asks)]
        part = next(one.part for one in line.asked if one.ask is at)
        self._set(replace(self.state, at=at, part=part, wording=None))

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    # --- beginning ---------------------------------------------------------

    def begin(self) -> None:
        """Begin this month's check."""
        self._month = ""

        def begun(shown: Shown) -> None:
            self._found(shown)
            self.news.emit(words.begun(len(shown.page.rows)), "")

        self._do(begin, begun)

    def take_in(self) -> None:
        """Take the accounts that came since into the check."""
        page = self.state.page
        if page is None or not page.newcomers:
            return
        count, month = page.newcomers, page.month

        def work(desk: Desk) -> None:
            take_in(desk, desk.rounds.round(month))

        def taken(shown: Shown) -> None:
            self._found(shown)
            self.news.emit(words.taken_in(count), "")

        self._do(work, taken)

    # --- answering ---------------------------------------------------------

    def all_right(self) -> None:
        """Say that what is shown is as it stood, and go on."""
        line, part = self.state.line, self.state.part
        if line is None or part is None or not self._may_answer():
            return
        said = still_right(line, part)
        left = [one for one in line.part(part) if one.told is None]
        if not said and left:
            self.password_asked.emit()
            return
        self._answer(said)

    def answer(self, found: Found) -> None:
        """Answer the marked question; what needs a word is asked for it first."""
        marked = self.state.marked
        if marked is None or not self._may_answer():
            return
        if found in WORDED:
            self._set(replace(self.state, wording=found))
        else:
            self._answer((Said(marked.ask, found),))

    def say_word(self, note: str) -> Once | None:
        """Write an answer down with its word.

        Returns what does it, None when something else is being done.
        """
        marked, found = self.state.marked, self.state.wording
        if marked is None or found is None or not self._may_answer():
            return None
        return self._answer((Said(marked.ask, found, note),))

    def stop_wording(self) -> None:
        """Say nothing after all."""
        self._set(replace(self.state, wording=None))

    def take_back(self) -> None:
        """Answer the last question anew with what stood there, or as not checked."""
        if not self._given or self.state.busy:
            self.news.emit(words.NOTHING_TO_TAKE_BACK, "")
            return
        last, month = self._given.pop(), self._month
        said = last.before or Said(last.ask, Found.NOT_CHECKED, round_words.TAKEN_BACK)

        def work(desk: Desk) -> Shown:
            desk.rounds.answer(last.month, last.account, (said,))
            return read_shown(desk, month, last.account)

        def done(shown: Shown) -> None:
            self._set(replace(self.state, busy=False))
            self._found(shown, at=last.ask)
            self.went_on.emit()
            self.news.emit(words.TAKEN_BACK, "")

        self._set(replace(self.state, busy=True, wording=None))
        self._kit.ask(work, done, self._failed)

    def take(self) -> None:
        """Look at this account oneself in this round."""
        line = self.state.line
        if line is None:
            return
        month, account = line.month, line.row.account

        def work(desk: Desk) -> None:
            desk.rounds.give(month, account, desk.session.me.person)

        self._do(work, self._found)

    def change_owed(self) -> None:
        """Begin, or go on with, a change that is owed whatever this check asks."""
        line, page = self.state.line, self.state.page
        if line is None or page is None or line.owes is None or not page.may_write:
            return
        self._set(replace(self.state, changing=True, wording=None))
        self.password_asked.emit()

    # --- closing -----------------------------------------------------------

    def show(self, panel: Panel) -> None:
        """Turn to what the check came to, or back to its accounts."""
        self._set(replace(self.state, panel=panel, wording=None))
        self.read()

    def close(self, note: str) -> Once | None:
        """End the check. Returns as `say_word` does."""
        page = self.state.page
        if page is None or page.stage is not Stage.OPEN:
            return None
        month = page.month

        def closed(shown: Shown) -> None:
            self._found(shown)
            self.news.emit(words.CLOSED, "")

        once = Once(lambda desk: desk.rounds.close(month, note))
        self._month = month
        self._set(replace(self.state, panel=Panel.LINE))
        return once if self._do(once, closed) else None

    def write_certificate(self, folder: Path) -> None:
        """Write the certificate into a folder; typesetting has the side lane."""
        page = self.state.page
        if page is None or self.state.writing:
            return
        month = page.month

        def gather(desk: Desk, watch: Watch) -> Certificate:
            return read_certificate(desk, month, watch)

        def typeset(found: Certificate) -> None:
            job = self._kit.jobs.run_watched(
                lambda _watch: files_of(found), write, self._not_written, Lane.SIDE
            )
            self._follow(job, words.TYPESETTING)

        def write(files: tuple[tuple[str, bytes], ...]) -> None:
            self._kit.ask(
                lambda desk: keep(desk, month, files, folder),
                lambda _: self._written(folder),
                self._not_written,
            )

        self._set(replace(self.state, writing=True))
        job = self._kit.ask_watched(gather, typeset, self._not_written)
        self._follow(job, words.GATHERING)

    # --- inside ------------------------------------------------------------

    def _account(self) -> SubjectId | None:
        return self.state.line.row.account if self.state.line else None

    def _forget_place(self) -> None:
        self._set(RoundState(writing=self.state.writing))

    def _may_answer(self) -> bool:
        page = self.state.page
        is_open = page is not None and page.stage is Stage.OPEN and page.may_write
        return is_open and not self.state.busy

    def _show(self, account: SubjectId) -> None:
        month = self._month

        def then(shown: Shown) -> None:
            self._found(shown)
            self.went_on.emit()

        self._set(replace(self.state, at=None, part=None, wording=None))
        self._kit.ask(lambda desk: read_shown(desk, month, account), then, self._failed)

    def _answer(self, said: tuple[Said, ...]) -> Once | None:
        line, month = self.state.line, self._month
        if line is None:
            return None
        account, open_month = line.row.account, line.month
        given = [Given(open_month, account, s.ask, said_before(line, s)) for s in said]

        def work(desk: Desk) -> Shown:
            if said:
                desk.rounds.answer(open_month, account, said)
            return read_next(desk, month, open_month, account)

        def done(shown: Shown) -> None:
            self._given.extend(given)
            self._set(replace(self.state, busy=False, wording=None, at=None, part=None))
            self._found(shown)
            self.went_on.emit()

        once = Once(work)
        self._set(replace(self.state, busy=True))
        self._kit.ask(lambda desk: cast(Shown, once(desk)), done, self._failed)
        return once

    def _do(
        self, work: Callable[[Desk], object], then: Callable[[Shown], None]
    ) -> bool:
        if self.state.busy:
            return False
        month, account = self._month, self._account()

        def done(desk: Desk) -> Shown:
            work(desk)
            return read_shown(desk, month, account)

        def arrived(shown: Shown) -> None:
            self._set(replace(self.state, busy=False))
            then(shown)

        self._set(replace(self.state, busy=True))
        self._kit.ask(done, arrived, self._failed)
        return True

    def _found(self, shown: Shown, at: Ask | None = None) -> None:
        """Show what was read, at the question that was shown or at the first open one."""
        line, state = shown.line, self.state
        part = state.part if line and state.part in line.parts else None
        if at is not None and line is not None:
            part = next((one.part for one in line.asked if one.ask is at), None)
        if part is None and line is not None:
            part = line.open_part or line.parts[0]
        at = at or state.at
        asked = line.part(part) if line and part else ()
        if at is None or all(one.ask is not at for one in asked):
            at = next((one.ask for one in asked if one.told is None), None)
        stays = shown.page.stage is Stage.OPEN
        panel = state.panel if stays else Panel.LINE
        is_same = line is not None and line.row.account == self._account()
        changing = state.changing and is_same and line is not None and bool(line.owes)
        now = replace(state, shown=shown, part=part, at=at, panel=panel)
        self._set(replace(now, changing=changing))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)

    def _follow(self, job: Job, said: str) -> None:
        job.cancelled.connect(lambda: self._set(replace(self.state, writing=False)))
        self.began.emit(job, said)

    def _written(self, folder: Path) -> None:
        self._set(replace(self.state, writing=False))
        self.news.emit(words.written(str(folder)), "")

    def _not_written(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, writing=False))
        self._refuse(error)

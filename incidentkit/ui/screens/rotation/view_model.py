"""Changing one secret in two steps, without the panel."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal

from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.passwords import CharacterPolicy, WordPolicy
from incidentkit.accounts.secret import Secret
from incidentkit.clock import Clock
from incidentkit.desk.rotating import (
    RotationPage,
    WaitingSecret,
    begin_and_show,
    council_secret,
    read_rotation,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.words.window import rotation as words

T = TypeVar("T")


def _pass_over(_found: object) -> None:
    """Show nothing."""


class Stage(StrEnum):
    """What the panel is for at the moment."""

    EMPTY = "empty"
    CANNOT = "cannot"
    MAKE = "make"
    TRY = "try"
    DONE = "done"


class Outcome(StrEnum):
    """How a change ended."""

    NONE = ""
    TRIED = "tried"
    UNTRIED = "untried"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class RotationState:
    """Everything the panel shows. Secrets are not in it: they come by signal."""

    page: RotationPage | None = None
    reason: Reason = Reason.POLICY
    busy: bool = False
    outcome: Outcome = Outcome.NONE
    chosen: bytes = b""

    @property
    def stage(self) -> Stage:
        """What there is to do now. What waits goes before everything else."""
        page = self.page
        if page is None:
            return Stage.EMPTY
        if page.waiting and not page.is_closed:
            return Stage.TRY
        if self.outcome:
            return Stage.DONE
        if page.is_closed or not page.keeps_secret or not page.is_holder:
            return Stage.CANNOT
        return Stage.MAKE

    @property
    def waiting(self) -> WaitingSecret | None:
        """The new secret that is meant: the only one, or the one chosen."""
        found = self.page.waiting if self.page else ()
        if len(found) == 1:
            return found[0]
        return next((one for one in found if one.digest == self.chosen), None)


class RotationViewModel(ViewModel[RotationState]):
    """Makes a new secret, shows old and new, and says how it went.

    Signals:
        new_shown: The new secret, after it was logged that it is shown.
        old_shown: An old one with its entry before it, likewise.
        confirmed: The account whose new secret is in force.
        rolled_back: The account whose old secret stays.
    """

    new_shown = Signal(object)
    old_shown = Signal(object, object)
    confirmed = Signal(object)
    rolled_back = Signal(object)

    def __init__(
        self, kit: KitAccess, clipboard: SecretClipboard, clock: Clock
    ) -> None:
        super().__init__(RotationState())
        self.clipboard = clipboard
        self.clock = clock
        self._kit = kit
        self._account: SubjectId | None = None
        self._item = Item.SECRET
        self._visit = 0
        kit.changed.connect(self.look)

    def show_account(
        self,
        account: SubjectId,
        reason: Reason = Reason.POLICY,
        item: Item = Item.SECRET,
    ) -> None:
        """Show where changing this account's secret stands."""
        self._account, self._item = account, item
        self._visit += 1
        self._set(RotationState(reason=reason))
        self.look()

    def look(self) -> None:
        """Read again where it stands."""
        if self._account is not None and self._kit.is_open:
            work = partial(read_rotation, account=self._account, item=self._item)
            found = self._if_still_here(self._found)
            self._kit.ask(work, found, self._if_still_here(self._failed))

    def choose_reason(self, reason: Reason) -> None:
        """Take another reason for the change."""
        self._set(replace(self.state, reason=reason))

    def choose(self, waiting: bytes) -> None:
        """Say which of several new ones is meant."""
        self._set(replace(self.state, chosen=waiting))

    def make(self, policy: CharacterPolicy | WordPolicy | None = None) -> None:
        """Make a new secret, keep it beside the old one, log it and show it."""
        of_words = isinstance(policy, WordPolicy)
        self._begin(lambda desk: council_secret(desk, of_words=of_words))

    def take(self, secret: Secret) -> None:
        """Keep a secret that was typed in beside the old one, log it and show it."""
        self._begin(lambda _: secret)

    def show_new(self) -> None:
        """Log that the new one is shown, then show it."""
        self._open_new(self.new_shown.emit)

    def copy_new(self) -> None:
        """Log that the new one is taken, then put it on the clipboard."""
        self._open_new(self._copy)

    def show_old(self, digest: Digest) -> None:
        """Log that an old one is shown, then show it."""
        self._open(digest, partial(self.old_shown.emit, digest))

    def copy_old(self, digest: Digest) -> None:
        """Log that an old one is taken, then put it on the clipboard."""
        self._open(digest, self._copy)

    def confirm(self, *, tried: bool) -> None:
        """Say that the new one works."""
        waiting = self.state.waiting
        if waiting is None or self.state.busy:
            return
        account, item, secret = self._here(), self._item, waiting.digest

        def work(desk: Desk) -> None:
            desk.accounts.confirm_rotation(
                account, tried=tried, item=item, secret=secret
            )

        self._do(work, Outcome.TRIED if tried else Outcome.UNTRIED)

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def roll_back(self, why: str) -> Once | None:
        """Say that the new one was not taken.

        Returns what does it, None when something else is being done.
        """
        waiting = self.state.waiting
        if waiting is None or self.state.busy:
            return None
        account, item, secret = self._here(), self._item, waiting.digest

        def work(desk: Desk) -> None:
            desk.accounts.roll_back_rotation(account, why, item, secret)

        once = Once(work)
        self._do(once, Outcome.KEPT)
        return once

    def begin_again(self) -> None:
        """Offer another change after one has ended."""
        self._set(replace(self.state, outcome=Outcome.NONE))

    # --- inside ----------------------------------------------------------

    def _here(self) -> SubjectId:
        if self._account is None:
            raise LookupError("no account is shown")
        return self._account

    def _begin(self, secret: Callable[[Desk], Secret]) -> None:
        if self.state.busy:
            return
        account, item, reason = self._here(), self._item, self.state.reason

        def work(desk: Desk) -> tuple[Secret, RotationPage]:
            new = begin_and_show(desk, account, secret(desk), reason, item)
            return new, read_rotation(desk, account, item)

        def begun(made: tuple[Secret, RotationPage]) -> None:
            new, page = made
            self._set(replace(self.state, busy=False, page=page))
            self.new_shown.emit(new)

        self._set(replace(self.state, busy=True, outcome=Outcome.NONE))
        failed = self._if_still_here(self._failed, self._refuse)
        self._kit.ask(work, self._if_still_here(begun), failed)

    def _if_still_here(
        self,
        then: Callable[[T], None],
        otherwise: Callable[[T], None] = _pass_over,
    ) -> Callable[[T], None]:
        """Return what takes an outcome, as long as the same change is shown.

        What comes after that belongs to another secret, or to another step.
        """
        visit = self._visit

        def arrived(found: T) -> None:
            (then if visit == self._visit else otherwise)(found)

        return arrived

    def _open_new(self, then: Callable[[Secret], None]) -> None:
        if self.state.waiting is not None:
            self._open(self.state.waiting.digest, then)

    def _open(self, digest: Digest, then: Callable[[Secret], None]) -> None:
        account, item = self._here(), self._item

        def work(desk: Desk) -> Secret:
            return desk.accounts.reveal(account, item, digest, words.TO_CHANGE_IT)

        failed = self._if_still_here(self._failed, self._refuse)
        self._kit.ask(work, self._if_still_here(then), failed)

    def _copy(self, secret: Secret) -> None:
        self.clipboard.copy(secret.reveal())

    def _do(self, work: Callable[[Desk], object], outcome: Outcome) -> None:
        account, item = self._here(), self._item

        def done(desk: Desk) -> RotationPage:
            work(desk)
            return read_rotation(desk, account, item)

        self._set(replace(self.state, busy=True))
        ended = self._if_still_here(partial(self._ended, outcome))
        failed = self._if_still_here(self._failed, self._refuse)
        self._kit.ask(done, ended, failed)

    def _ended(self, outcome: Outcome, page: RotationPage) -> None:
        self._set(replace(self.state, busy=False, outcome=outcome, page=page))
        kept = outcome is Outcome.KEPT
        (self.rolled_back if kept else self.confirmed).emit(page.account)

    def _found(self, page: RotationPage) -> None:
        self._set(replace(self.state, page=page))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)

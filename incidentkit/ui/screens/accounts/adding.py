"""Writing down an account, without the form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from PySide6.QtCore import Signal

from incidentkit.accounts.model import Access, NewAccount
from incidentkit.desk.adding import (
    FirstSecret,
    PlatformChoice,
    add_account,
    platform_choices,
)
from incidentkit.desk.register import may_keep_secret
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class AddingState:
    """What the form offers, and how far it is filled. Never a secret.

    `slug` is empty for a platform that is not on the list; `asks` for an account
    that does not exist yet, which a comms lead answers.
    """

    platforms: tuple[PlatformChoice, ...] = ()
    slug: str = ""
    asks: bool = False
    access: Access = Access.OWN_LOGIN
    first: FirstSecret = FirstSecret.TYPED
    busy: bool = False

    @property
    def keeps_secret(self) -> bool:
        """Whether there can be a password of the council's own."""
        return not self.asks and may_keep_secret(self.slug, self.access)


class AddingViewModel(ViewModel[AddingState]):
    """Knows what each kind of account needs, and writes one down.

    Signals:
        added: The account that was written down.
    """

    added = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(AddingState())
        self._kit = kit
        self._adding: Once | None = None

    def look(self) -> None:
        """Read which platforms there are."""
        if self._kit.is_open:
            self._kit.ask(platform_choices, self._found, self._refuse)

    def choose_platform(self, slug: str) -> None:
        """Take a platform, and with it how people usually get in there."""
        choice = next((p for p in self.state.platforms if p.slug == slug), None)
        access = choice.access if choice else Access.OWN_LOGIN
        self._set(replace(self.state, slug=slug, access=access))

    def choose_access(self, access: Access) -> None:
        """Take another way of getting in."""
        self._set(replace(self.state, access=access))

    def ask_for_it(self, asks: bool) -> None:  # noqa: FBT001  Qt's signal
        """Say whether the account is only asked for, and does not exist yet."""
        self._set(replace(self.state, asks=asks))

    def choose_first(self, first: FirstSecret) -> None:
        """Say where the password comes from."""
        self._set(replace(self.state, first=first))

    def begin(self) -> None:
        """Begin with an empty form."""
        self._set(AddingState(self.state.platforms))
        if self.state.platforms:
            self.choose_platform(self.state.platforms[0].slug)
        self.look()

    def add(self, new: NewAccount) -> None:
        """Write the account down."""
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))
        once = self._adding = Once(self._work(new))
        self._kit.ask(
            lambda desk: cast(SubjectId, once(desk)), self._added, self._failed
        )

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def unsaved(self, new: NewAccount, form: Form) -> Callable[[Desk], object] | None:
        """Return the work that keeps what was typed, None when nothing was.

        One that is just being written down is written once. What is no account yet
        waits as a form.
        """
        if not form.fields:
            return None
        adding, work = self._adding, self._work(new)

        def keep_once(desk: Desk) -> object:
            if adding is not None and adding.is_done:
                return None
            try:
                return work(desk)
            except IncidentKitError:
                keep_form(desk, form)
            return None

        return keep_once

    def _work(self, new: NewAccount) -> Callable[[Desk], SubjectId]:
        first = self.state.first if self.state.keeps_secret else FirstSecret.LATER
        return partial(add_account, new=new, first=first)

    def _added(self, account: SubjectId) -> None:
        self._adding = None
        self._set(AddingState(self.state.platforms))
        self.added.emit(account)

    def _found(self, platforms: tuple[PlatformChoice, ...]) -> None:
        if platforms == self.state.platforms:
            return
        self._set(replace(self.state, platforms=platforms))
        self.choose_platform(platforms[0].slug if platforms else "")

    def _failed(self, error: IncidentKitError) -> None:
        self._adding = None
        self._set(replace(self.state, busy=False))
        self._refuse(error)

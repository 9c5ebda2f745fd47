"""Who can post with an account and whom to ring, and saying that somebody is gone."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal

from incidentkit.accounts.model import Field
from incidentkit.desk.exposing import end_link
from incidentkit.desk.register import WayNow, platform_name, ways_now
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Digest, SubjectId


@dataclass(frozen=True, slots=True)
class RolesState:
    """Everybody who can post to one account.

    `asked` is the entry that somebody is about to say is gone, `gone` the name of
    whoever was last noted as removed.
    """

    account: SubjectId | None = None
    label: str = ""
    ways: tuple[WayNow, ...] = ()
    asked: bytes = b""
    gone: str = ""
    busy: bool = False


class RolesViewModel(ViewModel[RolesState]):
    """Reads who can post, and notes that somebody cannot any more.

    Signals:
        removed: The account from which somebody was taken off.
    """

    removed = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(RolesState())
        self._kit = kit
        kit.changed.connect(self.look)

    def show_account(self, account: SubjectId) -> None:
        """Show who can post to an account; a question that was open there stays open."""
        if account != self.state.account:
            self._set(RolesState(account=account))
        self.look()

    def look(self) -> None:
        """Read again who can post."""
        account = self.state.account
        if account is not None and self._kit.is_open:
            work = partial(_read, account=account)
            self._kit.ask(work, self._found, self._failed)

    def ask_about(self, entry: bytes) -> None:
        """Ask why somebody is gone; with nothing, ask no more."""
        self._set(replace(self.state, asked=entry, gone=""))

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def remove(self, entry: Digest, reason: str) -> Once | None:
        """Note that a role, a seat, a telephone or an agency is gone.

        Returns what does it, None when something else is being done.
        """
        account = self.state.account
        if account is None or self.state.busy:
            return None
        name = next((w.way.name for w in self.state.ways if w.way.entry == entry), "")

        once = Once(lambda desk: end_link(desk, account, entry, reason))

        def work(desk: Desk) -> RolesState:
            once(desk)
            return _read(desk, account)

        self._set(replace(self.state, busy=True))
        self._kit.ask(work, partial(self._gone, name), self._failed)
        return once

    def _gone(self, name: str, found: RolesState) -> None:
        if found.account == self.state.account:
            self._set(replace(found, gone=name))
        self.removed.emit(found.account)

    def _found(self, found: RolesState) -> None:
        now = self.state
        if found.account == now.account:
            self._set(replace(now, label=found.label, ways=found.ways))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _read(desk: Desk, account: SubjectId) -> RolesState:
    (who,) = desk.who_can_post(account)
    state = desk.accounts.known(account).account
    name = platform_name(desk, state.text(Field.PLATFORM))
    label = f"{name} {state.text(Field.HANDLE)}"
    return RolesState(account, label, ways_now(who, state))

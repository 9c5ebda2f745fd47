"""One account's page, without the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal

from incidentkit.accounts.model import Edits, Field, Item, Link, Status
from incidentkit.accounts.secret import Secret
from incidentkit.desk.register import AccountPage, named_in_kit, read_account
from incidentkit.desk.revealing import Opened, Wanted, open_secret
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.words.window import accounts as words

Then = Callable[[], None]
_Work = Callable[[Desk, SubjectId], object]


@dataclass(frozen=True, slots=True)
class AccountState:
    """Everything the page shows. Secrets are not in it: they come by signal."""

    account: SubjectId | None = None
    page: AccountPage | None = None
    busy: bool = False


class AccountViewModel(ViewModel[AccountState]):
    """Reads one account, opens its secrets once that is logged, and changes it.

    Signals:
        shown: What was wanted, and the secret that answers it.
        said: Something that was done, in words.
    """

    shown = Signal(object, object)
    said = Signal(str)

    def __init__(self, kit: KitAccess, clipboard: SecretClipboard) -> None:
        super().__init__(AccountState())
        self.clipboard = clipboard
        self._kit = kit
        kit.changed.connect(self.look)

    def open(self, account: SubjectId) -> None:
        """Show this account."""
        if account != self.state.account:
            self._set(AccountState(account))
        self.look()

    def leave(self) -> None:
        """Show no account any more."""
        self._set(AccountState())

    def look(self) -> None:
        """Read the account again."""
        account = self.state.account
        if account is not None and self._kit.is_open:
            work = partial(read_account, account=account)
            self._kit.ask(work, self._found, self._failed)

    # --- secrets ----------------------------------------------------------

    def show(self, wanted: Wanted) -> None:
        """Log that a secret is shown, then show it."""
        self._open(wanted, partial(self.shown.emit, wanted))

    def copy(self, wanted: Wanted) -> None:
        """Log that a secret is taken, then put it on the clipboard."""
        self._open(wanted, self._copy)

    def _open(self, wanted: Wanted, then: Callable[[Opened], None]) -> None:
        account = self.state.account
        if account is None:
            return

        def opened(found: Opened) -> None:
            if account == self.state.account:
                then(found)

        work = partial(open_secret, account=account, wanted=wanted)
        self._kit.ask(work, opened, self._failed)

    def _copy(self, found: Opened) -> None:
        self.clipboard.copy(found.secret.reveal())

    # --- changes ----------------------------------------------------------

    def edit(self, fields: tuple[tuple[Field, str], ...], then: Then) -> None:
        """Change texts that everybody reads; this settles those that differ."""
        self._write(
            lambda desk, here: desk.accounts.edit(here, Edits(fields)),
            words.SAVED,
            then,
        )

    def keep(self, item: Item, texts: tuple[str, ...], then: Then) -> None:
        """Write down a login, a note, a key, recovery codes, or a first password."""

        def work(desk: Desk, here: SubjectId) -> None:
            if item is Item.SECRET:
                desk.accounts.put(here, item, Secret(texts[0]))
            else:
                desk.accounts.edit(here, _edits(item, texts))

        self._write(work, words.SAVED, then)

    def settle(self, item: Item, version: Digest) -> None:
        """Say which of several in force was found to work."""
        self._write(
            lambda desk, here: desk.accounts.settle(here, version, item), words.SETTLED
        )

    def settle_status(self, status: str) -> None:
        """Say whether the account is in use, where colleagues said both."""
        if status == Status.RETIRED:
            self.retire("", lambda: None)
        else:
            self.restore()

    def give_access(self, person: PersonId, name: str, then: Then) -> None:
        """Let somebody open the secrets."""
        self._write(
            lambda desk, here: desk.accounts.give_access(here, person),
            words.may_open(name),
            then,
        )

    def withdraw_access(self, person: PersonId, name: str) -> None:
        """Stop somebody from opening what is written from now on."""
        self._write(
            lambda desk, here: desk.accounts.withdraw_access(here, person),
            words.withdrawn(name),
        )

    def name_link(self, link: Link, name: str, then: Then) -> None:
        """Write down a role, a tool seat, a telephone or an agency."""

        def work(desk: Desk, here: SubjectId) -> None:
            desk.accounts.give_link(here, named_in_kit(desk, link))

        self._write(work, words.named(name), then)

    def retire(self, reason: str, then: Then) -> None:
        """Retire the account."""
        self._write(
            lambda desk, here: desk.accounts.retire(here, reason), words.SAVED, then
        )

    def restore(self) -> None:
        """Bring the account back into use."""
        self._write(lambda desk, here: desk.accounts.restore(here), words.SAVED)

    def unsaved(
        self, fields: tuple[tuple[Field, str], ...]
    ) -> Callable[[Desk], object] | None:
        """Return the work that keeps texts which were typed and not kept yet."""
        account, page = self.state.account, self.state.page
        if account is None or page is None:
            return None
        changed = tuple((f, text) for f, text in fields if text != page.text(f))
        if not changed:
            return None
        return lambda desk: desk.accounts.edit(account, Edits(changed))

    def _write(self, work: _Work, said: str, then: Then | None = None) -> None:
        account = self.state.account
        if account is None or self.state.busy:
            return

        def done(desk: Desk) -> AccountPage:
            work(desk, account)
            return read_account(desk, account)

        def written(page: AccountPage) -> None:
            if account != self.state.account:
                return  # what is typed on the page that is shown now is not this
            self._set(replace(self.state, busy=False))
            self._found(page)
            self.said.emit(said)
            if then is not None:
                then()

        def failed(error: IncidentKitError) -> None:
            (self._failed if account == self.state.account else self._refuse)(error)

        self._set(replace(self.state, busy=True))
        self._kit.ask(done, written, failed)

    def _found(self, page: AccountPage) -> None:
        if page.account == self.state.account and page != self.state.page:
            self._set(replace(self.state, page=page))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _edits(item: Item, texts: tuple[str, ...]) -> Edits:
    match item:
        case Item.CODES:
            return Edits(codes=tuple(map(Secret, texts)))
        case Item.TOTP:
            return Edits(totp=Secret(texts[0]))
        case Item.LOGIN:
            return Edits(login=Secret(texts[0]))
        case _:
            return Edits(note=Secret(texts[0]))

"""One account's page, without the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.accounts.entries import Approved, Reviewed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import AnyLink, Edits, Field, Item, Status
from incidentkit.accounts.public import Attachment
from incidentkit.accounts.secret import Secret
from incidentkit.desk.account_papers import take_paper_out
from incidentkit.desk.emergency import open_in_emergency
from incidentkit.desk.exposing import end_link, withdraw
from incidentkit.desk.register import AccountPage, named_in_kit, read_account
from incidentkit.desk.revealing import Opened, Wanted, open_secret
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.errors import IncidentKitError, InvalidValueError
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.words.accounts import FIELDS
from incidentkit.words.exposure import ASKED
from incidentkit.words.window import account_record as record_words
from incidentkit.words.window import accounts as words
from incidentkit.words.window import left_forms as left_words

Then = Callable[[], None]
Texts = tuple[tuple[Field, str], ...]
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
        self._editing: tuple[SubjectId, Texts, Once] | None = None
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

    def edit(self, fields: Texts, then: Then) -> None:
        """Change texts that everybody reads; this settles those that differ."""
        account = self.state.account
        if account is None or self.state.busy:
            return
        once = Once(lambda desk: desk.accounts.edit(account, Edits(fields)))
        self._editing = (account, fields, once)
        self._write(lambda desk, _: once(desk), words.SAVED, then)

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
        """Say how the account stands, where colleagues said it differently."""
        self.move(Status(status))

    def give_access(self, person: PersonId, name: str, then: Then) -> None:
        """Let somebody open the secrets."""
        self._write(
            lambda desk, here: desk.accounts.give_access(here, person),
            words.may_open(name),
            then,
        )

    def let_in_now(
        self, person: PersonId, name: str, why: str, then: Then
    ) -> Once | None:
        """Let somebody in in an emergency, or ask for the second person it takes."""

        def work(desk: Desk, here: SubjectId) -> str:
            is_in = open_in_emergency(desk, here, person, why)
            return words.may_open(name) if is_in else ASKED

        return self._write(work, "", then)

    def withdraw_access(self, person: PersonId, name: str) -> None:
        """Stop somebody from opening what is written from now on."""
        self._write(
            lambda desk, here: withdraw(desk, here, person),
            words.withdrawn(name),
        )

    def name_link(self, link: AnyLink, name: str, then: Then) -> Once | None:
        """Write down a role, a tool seat, a telephone or an agency."""

        def work(desk: Desk, here: SubjectId) -> None:
            desk.accounts.give_link(here, named_in_kit(desk, link))

        return self._write(work, words.named(name), then)

    def remove_link(self, entry: Digest) -> None:
        """Say that something that was named is gone."""
        self._write(lambda desk, here: end_link(desk, here, entry), words.SAVED)

    # --- papers ---------------------------------------------------------------

    def attach(self, path: Path) -> None:
        """Put a file with the account."""
        self._write(
            lambda desk, here: desk.accounts.papers.attach(here, path),
            record_words.PAPER_KEPT,
        )

    def remove_paper(self, target: Digest) -> None:
        """Say that a paper no longer belongs to the account."""
        self._write(
            lambda desk, here: desk.accounts.papers.remove(here, target), words.SAVED
        )

    def take_paper_out(self, paper: Attachment, folder: Path) -> None:
        """Write a copy of a paper into a folder."""

        def written(path: Path) -> None:
            self.said.emit(record_words.copy_saved(str(path)))

        self._kit.ask(
            lambda desk: take_paper_out(desk, paper, folder), written, self._failed
        )

    # --- its way from a request to its end ------------------------------------

    def give_care(self, care: Care, then: Then) -> None:
        """Say who looks after the account."""
        self._write(
            lambda desk, here: desk.accounts.give_care(here, care), words.SAVED, then
        )

    def answer_request(self, answer: Approved, then: Then) -> Once | None:
        """Agree to the request for the account, or refuse it."""
        return self._write(
            lambda desk, here: desk.accounts.answer_request(here, answer),
            record_words.ANSWERED,
            then,
        )

    def review(self, found: Reviewed, then: Then) -> Once | None:
        """Say whether the account is still wanted."""
        return self._write(
            lambda desk, here: desk.accounts.review(here, found),
            record_words.REVIEWED,
            then,
        )

    def move(self, status: Status) -> None:
        """Set the account down as dormant, in use, or planned."""
        self._write(
            lambda desk, here: desk.accounts.set_status(here, status), words.SAVED
        )

    def close_account(
        self, reason: str, successor: str, then: Then, *, is_gone: bool = False
    ) -> Once | None:
        """Say that the council no longer uses the account, or who took it over.

        `is_gone`: nobody can post with it any more either.
        """

        def work(desk: Desk, here: SubjectId) -> None:
            if not reason.strip():
                raise InvalidValueError("reason", "not-empty")
            desk.accounts.set_status(here, Status.CLOSED, reason, successor=successor)
            if is_gone:
                desk.accounts.say_deleted(here, reason)

        return self._write(work, words.SAVED, then)

    def say_deleted(self, reason: str, then: Then) -> Once | None:
        """Say that nobody can post with the closed account any more."""
        return self._write(
            lambda desk, here: desk.accounts.say_deleted(here, reason),
            record_words.GONE_SAID,
            then,
        )

    def restore(self) -> None:
        """Bring the account back into use."""
        self._write(lambda desk, here: desk.accounts.reopen(here), words.SAVED)

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def unsaved(
        self, page: AccountPage, fields: Texts
    ) -> Callable[[Desk], object] | None:
        """Return the work that keeps texts which were typed and not kept yet.

        What is just being kept is written once. What the account does not take waits
        as a form.
        """
        changed = _changed(page, fields)
        if not changed:
            return None
        account, editing = page.account, self._editing

        def keep(desk: Desk) -> None:
            kept: Texts = ()
            if editing and editing[0] == account and editing[2].is_done:
                kept = editing[1]
            left = tuple(text for text in changed if text not in kept)
            try:
                if left:
                    desk.accounts.edit(account, Edits(left))
            except IncidentKitError:
                keep_form(desk, _form(page, left))

        return keep

    def _write(self, work: _Work, said: str, then: Then | None = None) -> Once | None:
        account = self.state.account
        if account is None or self.state.busy:
            return None
        once = Once(lambda desk: work(desk, account))

        def done(desk: Desk) -> tuple[AccountPage, object]:
            told = once(desk)
            return read_account(desk, account), told

        def written(found: tuple[AccountPage, object]) -> None:
            page, told = found
            if account != self.state.account:
                return  # what is typed on the page that is shown now is not this
            self._set(replace(self.state, busy=False))
            self._found(page)
            self.said.emit(told if isinstance(told, str) else said)
            if then is not None:
                then()

        def failed(error: IncidentKitError) -> None:
            (self._failed if account == self.state.account else self._refuse)(error)

        self._set(replace(self.state, busy=True))
        self._kit.ask(done, written, failed)
        return once

    def _found(self, page: AccountPage) -> None:
        if page.account == self.state.account and page != self.state.page:
            self._set(replace(self.state, page=page))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _changed(page: AccountPage, fields: Texts) -> Texts:
    return tuple((f, text) for f, text in fields if text != page.text(f))


def _form(page: AccountPage, fields: Texts) -> Form:
    named = tuple((FIELDS[name], text) for name, text in fields)
    return Form(left_words.facts(page.row.label), named)


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

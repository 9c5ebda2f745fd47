"""The door to the accounts: what screens and commands call.

Every change is planned by `plan`, which others may use to write more in the
same change; here it is committed and, where there is one, the result returned.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from incidentkit.accounts import secret_changes
from incidentkit.accounts.changes import Audience
from incidentkit.accounts.entries import CredentialsSet
from incidentkit.accounts.exposure import (
    AccountReaders,
    Person,
    WhoCanPost,
    who_can_post,
)
from incidentkit.accounts.find import Name, find
from incidentkit.accounts.known import Known, RecoveryCode
from incidentkit.accounts.listing import AccountRow, in_order, row_of
from incidentkit.accounts.model import (
    Edits,
    Field,
    Item,
    Link,
    NewAccount,
    Reason,
    Status,
)
from incidentkit.accounts.one_time import (
    CurrentCode,
    current_code,
    read_one_time_secret,
)
from incidentkit.accounts.plans import AccountPlans, value_of
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.accounts.secret import Secret
from incidentkit.errors import UnknownNameError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import Body, Digest, PersonId, SubjectId

if TYPE_CHECKING:
    from incidentkit.vault.session import Session


class AccountsService:
    """The accounts of an unlocked kit. What lists need is kept until a change."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self.plan = AccountPlans(session)
        self._rows: tuple[AccountRow, ...] | None = None
        session.on_change(self._forget)

    # --- reading ----------------------------------------------------------

    def rows(self) -> tuple[AccountRow, ...]:
        """Return every account, live ones first, by platform and handle."""
        if self._rows is None:
            self._rows = in_order([row_of(self.known(a)) for a in self._subjects()])
        return self._rows

    def known(self, account: SubjectId) -> Known:
        """Return all that is known of one account. It holds no secret.

        Raises:
            UnknownNameError: There is no such account.
        """
        return self.plan.known(account)

    def find(self, text: str) -> SubjectId:
        """Return the account that somebody means by a few letters.

        Raises:
            UnknownNameError: Nothing matches.
            SeveralMatchError: More than one account does.
        """
        return find(self._names(), text)

    def codes(self, account: SubjectId) -> tuple[RecoveryCode, ...]:
        """Return which recovery codes there are and which are used, never their text.

        Raises:
            UnknownNameError: There is no such account.
            NotAHolderError: This person is not a holder.
        """
        return self.known(account).codes()

    def who_can_post(
        self, people: Iterable[Person], account: SubjectId | None = None
    ) -> tuple[WhoCanPost, ...]:
        """Return who can still post to every account, or to one, and who to ring.

        Raises:
            UnknownNameError: There is no such account.
        """
        wanted = self._subjects() if account is None else [account]
        return who_can_post([self.readers(a) for a in wanted], people)

    def readers(self, account: SubjectId) -> AccountReaders:
        """Return who may open an account's secrets.

        Raises:
            UnknownNameError: There is no such account.
        """
        state = self.known(account).account
        if not state.scope:
            return AccountReaders(account, state)
        readers = self._session.readers(state.secrets_scope)
        return AccountReaders(account, state, readers.seats, readers.leads)

    def _subjects(self) -> list[SubjectId]:
        """Accounts as everybody knows them: an entry in another scope adds none."""
        found = dict.fromkeys(s for s, _, _ in self._session.states(ACCOUNT_FOLD))
        return [s for s in found if self._session.state(ACCOUNT_FOLD, s) is not None]

    def _names(self) -> Iterable[Name]:
        for subject in self._subjects():
            state = self._session.state(ACCOUNT_FOLD, subject)
            if isinstance(state, AccountState):
                platform, handle = state.text(Field.PLATFORM), state.text(Field.HANDLE)
                yield Name(subject, platform, handle, state.status is Status.LIVE)

    # --- showing secrets --------------------------------------------------

    def reveal(
        self,
        account: SubjectId,
        item: Item,
        secret: bytes | None = None,
        why: str = "",
    ) -> Secret:
        """Log that a value is shown, then open and return it.

        Without a name it is the value in force; by name it may be one that
        waits or one from the history. For recovery codes see `reveal_code`.

        Raises:
            UnknownNameError: There is no such account or value.
            NotAHolderError: This person is not a holder.
            ConflictError: None is named and more than one is in force.
            NotYetOpenedError, DisposedError: Logged, but it cannot be opened.
        """
        known = self.known(account)
        digest = known.chosen(item, secret)
        self._session.commit(secret_changes.reveal(known, item, digest, why))
        return self._open(known, digest, item)

    def current_code(self, account: SubjectId) -> CurrentCode:
        """Log that the code of the moment is shown, then return it.

        Raises:
            As `reveal`.
        """
        known = self.known(account)
        digest = known.current(Item.TOTP)
        self._session.commit(secret_changes.show_one_time_code(known, digest))
        text = self._open(known, digest, Item.TOTP).reveal()
        return current_code(read_one_time_secret(text), self._session.clock.now_ms())

    def reveal_code(self, account: SubjectId, number: int, why: str = "") -> Secret:
        """Log that a recovery code is shown, then return it. It is not marked used.

        Raises:
            UnknownNameError: There is no such account or code.
            NotAHolderError: This person is not a holder.
        """
        known = self.known(account)
        code = known.code(number)
        self._session.commit(secret_changes.reveal_code(known, code, why))
        return self._open_code(known, code)

    def use_recovery_code(self, account: SubjectId, number: int) -> Secret:
        """Log that a recovery code is shown and mark it as used, then return it.

        Raises:
            UnknownNameError: There is no such account or code.
            NotAHolderError: This person is not a holder.
            AlreadyUsedError: It was used before.
        """
        known = self.known(account)
        code = known.unused_code(number)
        shown = secret_changes.reveal_code(known, code)
        self._session.commit(shown + secret_changes.use_code(known, code))
        return self._open_code(known, code)

    def _open(self, known: Known, digest: Digest, item: Item) -> Secret:
        secret = value_of(self._body(known, digest), item)
        if secret is None:
            raise UnknownNameError("secret", item.value)
        return secret

    def _body(self, known: Known, digest: Digest) -> Body:
        """An entry that names another account's secret opens nothing here."""
        fact = self._session.fact(digest)
        if (fact.subject, fact.scope) != (known.subject, known.scope):
            raise UnknownNameError("secret", digest.hex())
        return fact.body

    def _open_code(self, known: Known, code: RecoveryCode) -> Secret:
        body = self._body(known, code.batch)
        codes = body.codes if isinstance(body, CredentialsSet) else None
        if not isinstance(codes, tuple) or len(codes) < code.index:
            raise UnknownNameError("recovery-code", str(code.number))
        return Secret(codes[code.index - 1])

    # --- changing: each raises what its namesake in `plan` raises -----------

    def add(self, new: NewAccount, audience: Audience | None = None) -> SubjectId:
        """Write down an account; leads and whoever adds it may open its secrets."""
        subject, change = self.plan.add(new, audience)
        self._session.commit(change)
        return subject

    def import_many(
        self, news: Iterable[NewAccount], audience: Audience | None = None
    ) -> tuple[SubjectId, ...]:
        """Write down many accounts, all of them or none."""
        subjects, change = self.plan.add_many(news, audience)
        self._commit(change)
        return subjects

    def edit(self, account: SubjectId, edits: Edits) -> None:
        """Change texts, login, one-time code secret, note or recovery codes."""
        self._commit(self.plan.edit(account, edits))

    def retire(self, account: SubjectId, reason: str = "") -> None:
        """Retire an account. It stays for the record."""
        self._commit(self.plan.retire(account, reason))

    def restore(self, account: SubjectId, reason: str = "") -> None:
        """Bring a retired account back."""
        self._commit(self.plan.restore(account, reason))

    def give_access(self, account: SubjectId, person: PersonId) -> None:
        """Let a person open an account's secrets, old ones included."""
        self._commit(self.plan.give_access(account, person))

    def withdraw_access(self, account: SubjectId, person: PersonId) -> None:
        """Stop a person from opening what is written from now on."""
        self._commit(self.plan.withdraw_access(account, person))

    def give_link(
        self, account: SubjectId, link: Link, instead_of: bytes | None = None
    ) -> Digest:
        """Name a role, tool seat, telephone or agency; returns its entry."""
        change = self.plan.give_link(account, link, instead_of)
        return self._session.commit(change).digests[0]

    def remove_link(self, account: SubjectId, target: bytes, reason: str = "") -> None:
        """Say that a role, tool seat, telephone or agency is gone."""
        self._commit(self.plan.remove_link(account, target, reason))

    def put(self, account: SubjectId, item: Item, secret: Secret) -> None:
        """Write down a value that is in force already, such as a first password."""
        self._commit(self.plan.put(account, item, secret))

    def begin_rotation(
        self,
        account: SubjectId,
        secret: Secret,
        reason: Reason,
        item: Item = Item.SECRET,
    ) -> Digest:
        """Write down a new secret beside the old one; returns the entry that holds it."""
        change = self.plan.begin(account, secret, reason, item)
        return self._session.commit(change).digests[0]

    def confirm_rotation(
        self,
        account: SubjectId,
        *,
        tried: bool,
        item: Item = Item.SECRET,
        secret: bytes | None = None,
    ) -> None:
        """Say that the new secret works; `tried` if somebody signed in with it."""
        self._commit(self.plan.confirm(account, tried=tried, item=item, secret=secret))

    def roll_back_rotation(
        self,
        account: SubjectId,
        why: str = "",
        item: Item = Item.SECRET,
        secret: bytes | None = None,
    ) -> None:
        """Say that the platform did not take the new secret."""
        self._commit(self.plan.roll_back(account, why, item, secret))

    def settle(
        self, account: SubjectId, secret: bytes, item: Item = Item.SECRET
    ) -> None:
        """Say which of several secrets in force was found to work."""
        self._commit(self.plan.settle(account, secret, item))

    def _forget(self) -> None:
        self._rows = None

    def _commit(self, change: Change) -> None:
        if change.parts:
            self._session.commit(change)

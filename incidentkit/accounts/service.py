"""The door to the accounts: what screens and commands call.

Every change is planned by `plan`, which others may use to write more in the
same change; here it is committed and, where there is one, the result returned.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from incidentkit.accounts import secret_changes
from incidentkit.accounts.attachments import Attachments
from incidentkit.accounts.changes import Audience
from incidentkit.accounts.deleting import say_deleted
from incidentkit.accounts.entries import (
    Approved,
    CredentialsSet,
    Reviewed,
    RotationOwed,
)
from incidentkit.accounts.known import Known, RecoveryCode
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    AnyLink,
    Edits,
    Item,
    NewAccount,
    Reason,
    Status,
)
from incidentkit.accounts.one_time import (
    CurrentCode,
    current_code,
    read_one_time_secret,
)
from incidentkit.accounts.plans import AccountPlans, KeepsCodes, always, value_of
from incidentkit.accounts.reading import AccountsReader
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.showing import WhyOwed, never_owed, owed_by_showing
from incidentkit.accounts.taken_out import Value, shown
from incidentkit.errors import DisposedError, NotYetOpenedError, UnknownNameError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import Body, Digest, PersonId, SubjectId

if TYPE_CHECKING:
    from incidentkit.vault.session import Session


# What a confirmed change of one item of an account answers elsewhere.
OnConfirm = Callable[[SubjectId, Item], Change]


def _nothing(_account: SubjectId, _item: Item) -> Change:
    return Change()


class AccountsService(AccountsReader):
    """The accounts of an unlocked kit: reading them, showing secrets, changing."""

    def __init__(
        self,
        session: "Session",
        on_confirm: OnConfirm = _nothing,
        why_owed: WhyOwed = never_owed,
        keeps_codes: KeepsCodes = always,
    ) -> None:
        """Make the door. What `on_confirm` returns is written with a confirmed change."""
        super().__init__(session, AccountPlans(session, keeps_codes))
        self._why_owed = why_owed
        self._on_confirm = on_confirm

    @property
    def papers(self) -> Attachments:
        """The papers that belong to accounts."""
        return Attachments(self._session)

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
        log = secret_changes.reveal(known, item, digest, why)
        self._commit_shown(known, item, digest, log)
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
        log = secret_changes.reveal_code(known, code, why)
        self._commit_shown(known, Item.CODES, code.batch, log)
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
        log = shown + secret_changes.use_code(known, code)
        self._commit_shown(known, Item.CODES, code.batch, log)
        return self._open_code(known, code)

    def reveal_many(
        self, values: Sequence[Value], why: str, also: Change
    ) -> tuple[Secret | None, ...]:
        """Log that many values are shown, in one change, then open and return them.

        `also` is written in the same change. None stands for one that is logged and
        cannot be opened.

        Raises:
            UnknownNameError: There is no such account.
            NotAHolderError: This person is not a holder of one of them.
        """
        known = {value.account: self.known(value.account) for value in values}
        changes = (shown(known[value.account], value, why) for value in values)
        parts = tuple(part for change in changes for part in change.parts)
        self._session.commit(also + Change(parts))
        return tuple(self._one_of(known[value.account], value) for value in values)

    def _commit_shown(
        self, known: Known, item: Item, digest: Digest, log: Change
    ) -> None:
        reason, to = self._why_owed(), self._session.me.person
        self._session.commit(log + owed_by_showing(known, item, digest, reason, to))

    def _one_of(self, known: Known, value: Value) -> Secret | None:
        try:
            if value.number:
                return self._open_code(known, known.code(value.number))
            return self._open(known, value.entry, value.item)
        except (NotYetOpenedError, DisposedError, UnknownNameError):
            return None

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

    def set_status(
        self,
        account: SubjectId,
        status: Status,
        reason: str = "",
        reference: str = "",
        successor: str = "",
    ) -> None:
        """Move an account on, to closed or back into use. It stays for the record."""
        plan = self.plan.set_status(account, status, reason, reference, successor)
        self._commit(plan)

    def close(self, account: SubjectId, reason: str = "") -> None:
        """Say that the council no longer uses the account."""
        self.set_status(account, Status.CLOSED, reason)

    def reopen(self, account: SubjectId, reason: str = "") -> None:
        """Bring a closed account back into use."""
        self.set_status(account, Status.LIVE, reason)

    def say_deleted(self, account: SubjectId, reason: str) -> None:
        """Say that nobody can post with a closed account any more."""
        self._commit(say_deleted(self.known(account), reason))

    def answer_request(self, account: SubjectId, answer: Approved) -> None:
        """Grant or refuse a request for an account."""
        self._commit(self.plan.answer_request(account, answer))

    def review(self, account: SubjectId, found: Reviewed) -> None:
        """Say that somebody looked whether the account is still wanted."""
        self._commit(self.plan.review(account, found))

    def give_care(self, account: SubjectId, care: Care) -> None:
        """Say who looks after the account."""
        self._commit(self.plan.give_care(account, care))

    def owe(self, account: SubjectId, body: RotationOwed) -> None:
        """Say that a secret has to be changed because something happened."""
        self._commit(self.plan.owe(account, body))

    def waive(self, account: SubjectId, target: bytes, reason: str) -> None:
        """Decide that a secret stays as it is after all."""
        self._commit(self.plan.waive(account, target, reason))

    def give_access(self, account: SubjectId, person: PersonId) -> None:
        """Let a person open an account's secrets, old ones included."""
        self._commit(self.plan.give_access(account, person))

    def withdraw_access(self, account: SubjectId, person: PersonId) -> None:
        """Stop a person from opening what is written from now on."""
        self._commit(self.plan.withdraw_access(account, person))

    def give_link(
        self, account: SubjectId, link: AnyLink, instead_of: bytes | None = None
    ) -> Digest:
        """Name somebody or something beside the holders; returns its entry."""
        change = self.plan.give_link(account, link, instead_of)
        return self._session.commit(change).digests[0]

    def remove_link(self, account: SubjectId, target: bytes, reason: str = "") -> None:
        """Say that what was named is gone."""
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
        change = self.plan.confirm(account, tried=tried, item=item, secret=secret)
        if change.parts:
            change += self._on_confirm(account, item)
        self._commit(change)

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

    def _commit(self, change: Change) -> None:
        if change.parts:
            self._session.commit(change)

"""Planning a change to an account without making it.

An incident's step, or anything else that must write more than the account
alone, plans here and commits the sum.
"""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from incidentkit.accounts import changes, rules, secret_changes
from incidentkit.accounts.changes import Audience
from incidentkit.accounts.credentials import CREDENTIALS_FOLD, CredentialsState
from incidentkit.accounts.entries import CredentialsSet, RotationBegun
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import Edits, Field, Item, Link, NewAccount, Reason
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.accounts.secret import Secret
from incidentkit.errors import (
    DisposedError,
    InvalidValueError,
    NotAHolderError,
    NotYetOpenedError,
    UnknownNameError,
)
from incidentkit.vault.change import Change, Entitle, Withdraw, write
from incidentkit.vault.kinds import Body, PersonId, ScopeId, SeatId, SubjectId

if TYPE_CHECKING:
    from incidentkit.vault.session import Session

_ID_BYTES = 16


class AccountPlans:
    """Turns what somebody wants done to an account into a change."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def known(self, account: SubjectId) -> Known:
        """Return an account as this machine knows it.

        Raises:
            UnknownNameError: There is no such account.
        """
        state = self._session.state(ACCOUNT_FOLD, account)
        if not isinstance(state, AccountState):
            raise UnknownNameError("account", account.hex())
        scope = state.secrets_scope
        return Known(
            subject=account,
            account=state,
            credentials=self._credentials(account, scope),
            has_unopened=bool(scope) and self._session.has_unopened(scope),
        )

    def _credentials(
        self, account: SubjectId, scope: ScopeId
    ) -> CredentialsState | None:
        if not scope or not self._session.can_read(scope):
            return None
        state = self._session.state(CREDENTIALS_FOLD, account, scope)
        return state if isinstance(state, CredentialsState) else CredentialsState()

    # --- accounts ---------------------------------------------------------

    def add(
        self, new: NewAccount, audience: Audience | None = None
    ) -> tuple[SubjectId, Change]:
        """Return a new account's id and the change that writes it down.

        Raises:
            InvalidValueError: A value is not acceptable.
            PersonalPasswordError: The page is run through people's own profiles.
            SecretInTextError: A text that everybody reads holds a secret.
        """
        subject = SubjectId(secrets.token_bytes(_ID_BYTES))
        scope = self._session.new_scope()
        tidy = rules.checked(new)
        return subject, changes.add(subject, scope, tidy, audience or Audience())

    def add_many(
        self, news: Iterable[NewAccount], audience: Audience | None = None
    ) -> tuple[tuple[SubjectId, ...], Change]:
        """Return the ids of new accounts and the one change that writes them all.

        Raises:
            As `add`, for the first that is not acceptable.
        """
        planned = [self.add(new, audience) for new in news]
        parts = tuple(part for _, change in planned for part in change.parts)
        return tuple(subject for subject, _ in planned), Change(parts)

    def edit(self, account: SubjectId, edits: Edits) -> Change:
        """Return the change that edits an account; empty when nothing differs.

        Raises:
            UnknownNameError: There is no such account.
            RetiredError: It is retired.
            InvalidValueError: A value is not acceptable.
            NotAHolderError: A secret is among the edits and this is not a holder.
            PersonalPasswordError: The page is run through people's own profiles.
            SecretInTextError: A text that everybody reads holds a secret.
        """
        known = self.known(account)
        tidy = rules.checked_edits(edits)
        texts = [text for _, text in tidy.fields]
        given = [s for s in (tidy.totp, *tidy.codes) if s is not None]
        kept = self._values(known, Item.SECRET) + self._values(known, Item.TOTP)
        rules.check_holds_no_secret(known.account.label, texts, (*given, *kept))
        return changes.edit(known, tidy)

    def retire(self, account: SubjectId, reason: str) -> Change:
        """Return the change that retires an account; empty when it is retired."""
        return changes.retire(self.known(account), reason)

    def restore(self, account: SubjectId, reason: str) -> Change:
        """Return the change that brings an account back; empty when it is in use."""
        return changes.restore(self.known(account), reason)

    # --- who --------------------------------------------------------------

    def give_access(self, account: SubjectId, person: PersonId) -> Change:
        """Return the change that lets a person open an account's secrets.

        Raises:
            UnknownNameError: There is no such account, or the person has no machine.
            RetiredError: The account is retired.
        """
        known = self.known(account)
        known.check_live()
        return write(Entitle(known.scope, self._seats(person)))

    def withdraw_access(self, account: SubjectId, person: PersonId) -> Change:
        """Return the change that ends it for what is written from now on.

        What the person has seen, they have seen: change the secret as well.

        Raises:
            UnknownNameError: There is no such account, or the person has no machine.
        """
        return write(Withdraw(self.known(account).scope, self._seats(person)))

    def _seats(self, person: PersonId) -> frozenset[SeatId]:
        seats = self._session.seats_of(person)
        if not seats:
            raise UnknownNameError("officer", person.hex())
        return seats

    def give_link(
        self, account: SubjectId, link: Link, instead_of: bytes | None = None
    ) -> Change:
        """Return the change that names a role, tool seat, telephone or agency.

        `instead_of` names the entry it puts right.

        Raises:
            UnknownNameError: There is no such account, or nothing to put right.
            RetiredError: The account is retired.
            InvalidValueError: A value is not acceptable.
        """
        known = self.known(account)
        old = tuple(k.digest for k in known.account.links() if k.digest == instead_of)
        if instead_of is not None and not old:
            raise UnknownNameError("role", instead_of.hex())
        return changes.give_link(known, rules.checked_link(link), old)

    def remove_link(
        self, account: SubjectId, target: bytes, reason: str = ""
    ) -> Change:
        """Return the change that says one of them is gone.

        Raises:
            UnknownNameError: There is no such account, or it names no such thing.
        """
        return changes.remove_link(self.known(account), target, reason)

    # --- secrets ----------------------------------------------------------

    def put(self, account: SubjectId, item: Item, secret: Secret) -> Change:
        """Return the change that writes down a value already in force.

        Raises:
            UnknownNameError: There is no such account.
            RetiredError, NotAHolderError, InvalidValueError: As the name says.
            PersonalPasswordError: The page is run through people's own profiles.
        """
        known = self.known(account)
        access = known.account.access
        platform = known.account.text(Field.PLATFORM)
        rules.check_access(platform, access, frozenset({item}))
        return secret_changes.put(known, item, rules.checked_secret(item, secret))

    def begin(
        self,
        account: SubjectId,
        secret: Secret,
        reason: Reason,
        item: Item = Item.SECRET,
    ) -> Change:
        """Return the change that writes down a new secret beside the old one.

        Raises:
            UnknownNameError: There is no such account.
            RetiredError, NotAHolderError: As the name says.
            RotationPendingError: Another new secret waits already.
            InvalidValueError: It cannot be kept, or the account had it before.
            PersonalPasswordError: The page is run through people's own profiles.
        """
        known = self.known(account)
        tidy = rules.checked_secret(item, secret)
        change = secret_changes.begin(known, item, tidy, reason)
        if tidy in self._values(known, item):
            raise InvalidValueError(item.value, "used-before")
        return change

    def confirm(
        self,
        account: SubjectId,
        *,
        tried: bool,
        item: Item = Item.SECRET,
        secret: bytes | None = None,
    ) -> Change:
        """Return the change that puts a new secret in force; the old is history.

        Raises:
            UnknownNameError: There is no such account.
            NotAHolderError: This person is not a holder.
            NothingPendingError: None waits, or not the one named.
            ConflictError: None is named and more than one waits.
        """
        known = self.known(account)
        return secret_changes.confirm(known, item, secret, tried=tried)

    def roll_back(
        self,
        account: SubjectId,
        why: str = "",
        item: Item = Item.SECRET,
        secret: bytes | None = None,
    ) -> Change:
        """Return the change that ends a new secret's waiting; it is history.

        Raises:
            As `confirm`.
        """
        return secret_changes.roll_back(self.known(account), item, secret, why)

    def settle(
        self, account: SubjectId, secret: bytes, item: Item = Item.SECRET
    ) -> Change:
        """Return the change that says which of several secrets in force works.

        Raises:
            UnknownNameError: There is no such account, or no such secret in force.
            NotAHolderError: This person is not a holder.
        """
        return secret_changes.settle(self.known(account), item, secret)

    def _values(self, known: Known, item: Item) -> tuple[Secret, ...]:
        """Every value an item ever had, to compare with and never to show."""
        if known.credentials is None:
            return ()
        found = []
        for candidate in known.item(item).candidates:
            try:
                body = self._session.fact(candidate.digest).body
            except (DisposedError, NotAHolderError, NotYetOpenedError):
                continue
            found.append(value_of(body, item))
        return tuple(secret for secret in found if secret is not None)


def value_of(body: Body, item: Item) -> Secret | None:
    """Return the value that an entry holds for an item, or None."""
    match body:
        case RotationBegun(item=held, value=value) if held is item:
            return Secret(value)
        case CredentialsSet() if item is not Item.CODES:
            text = getattr(body, item.value)
            return Secret(text) if isinstance(text, str) else None
        case _:
            return None

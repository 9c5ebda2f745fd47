"""Planning a change to an account without making it.

An incident's step, or anything else that must write more than the account
alone, plans here and commits the sum.
"""

import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from incidentkit.accounts import changes, rules, secret_changes
from incidentkit.accounts.changes import Audience
from incidentkit.accounts.credentials import CREDENTIALS_FOLD, CredentialsState
from incidentkit.accounts.entries import (
    Approved,
    CredentialsSet,
    Reviewed,
    RotationBegun,
    RotationOwed,
)
from incidentkit.accounts.known import Known
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    AnyLink,
    Edits,
    Field,
    Item,
    NewAccount,
    Reason,
    Status,
)
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.accounts.secret import Secret
from incidentkit.errors import (
    DisposedError,
    InvalidValueError,
    NotAHolderError,
    NotYetOpenedError,
    SecondPersonNeededError,
    UnknownNameError,
)
from incidentkit.vault.change import Change, Entitle, Withdraw, write
from incidentkit.vault.kinds import Body, PersonId, ScopeId, SeatId, SubjectId

if TYPE_CHECKING:
    from incidentkit.vault.session import Session

_ID_BYTES = 16
# Judging a password takes milliseconds, and a table may bring thousands.
_JUDGED_AT_ONCE = 50
# Whether the council lets keys for sign-in codes be kept, asked anew each time.
KeepsCodes = Callable[[], bool]


def always() -> bool:
    """Return that the council keeps keys for sign-in codes."""
    return True


class AccountPlans:
    """Turns what somebody wants done to an account into a change."""

    def __init__(
        self, session: "Session", keeps_codes: KeepsCodes | None = None
    ) -> None:
        self._session = session
        self._keeps_codes = keeps_codes or always

    def _check_codes(self, *, given: bool) -> None:
        """Refuse the key for sign-in codes where the council keeps none.

        Raises:
            InvalidValueError: It does not.
        """
        if given and not self._keeps_codes():
            raise InvalidValueError("totp", "codes-not-kept")

    def known(self, account: SubjectId) -> Known:
        """Return an account as this machine knows it.

        Raises:
            UnknownNameError: There is no such account.
        """
        state = self._session.state(ACCOUNT_FOLD, account)
        if not isinstance(state, AccountState):
            raise UnknownNameError("account", account.hex())
        return self.known_from(account, state)

    def known_from(self, account: SubjectId, state: AccountState) -> Known:
        """Return an account whose public part was read already."""
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
        self,
        new: NewAccount,
        audience: Audience | None = None,
        *,
        is_judged: bool = True,
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
        self._check_codes(given=tidy.totp is not None)
        who = audience or Audience()
        return subject, changes.add(subject, scope, tidy, who, is_judged=is_judged)

    def add_many(
        self, news: Iterable[NewAccount], audience: Audience | None = None
    ) -> tuple[tuple[SubjectId, ...], Change]:
        """Return the ids of new accounts and one change; raises what `add` raises."""
        given = tuple(news)
        few = len(given) <= _JUDGED_AT_ONCE
        planned = [self.add(new, audience, is_judged=few) for new in given]
        parts = tuple(part for _, change in planned for part in change.parts)
        return tuple(subject for subject, _ in planned), Change(parts)

    def edit(self, account: SubjectId, edits: Edits) -> Change:
        """Return the change that edits an account; empty when nothing differs.

        Raises:
            UnknownNameError: There is no such account.
            ClosedAccountError: It is closed.
            InvalidValueError: A value is not acceptable.
            NotAHolderError: A secret is among the edits and this is not a holder.
            PersonalPasswordError: The page is run through people's own profiles.
            SecretInTextError: A text that everybody reads holds a secret.
        """
        known = self.known(account)
        tidy = rules.checked_edits(edits)
        self._check_codes(given=tidy.totp is not None)
        texts = [text for _, text in tidy.fields]
        given = [s for s in (tidy.totp, *tidy.codes) if s is not None]
        kept = self._values(known, Item.SECRET) + self._values(known, Item.TOTP)
        rules.check_holds_no_secret(known.account.label, texts, (*given, *kept))
        return changes.edit(known, tidy)

    def set_status(
        self,
        account: SubjectId,
        status: Status,
        reason: str = "",
        reference: str = "",
        successor: str = "",
    ) -> Change:
        """Return the change that moves an account on; empty when it is there already.

        Raises:
            UnknownNameError: There is no such account.
            InvalidValueError: A value is not acceptable.
        """
        known = self.known(account)
        return changes.set_status(known, status, reason, reference, successor)

    def answer_request(self, account: SubjectId, answer: Approved) -> Change:
        """Return the change that grants or refuses a request for an account.

        Raises:
            UnknownNameError: There is no such account.
            InvalidValueError: Nobody asked, it was answered, or a value is not
                acceptable.
            SecondPersonNeededError: Whoever asked would answer, and names nobody else.
        """
        known = self.known(account)
        asked = self._session.me.person == known.account.added_by
        if answer.granted and asked and not answer.by.strip():
            raise SecondPersonNeededError(known.account.label)
        return changes.answer_request(known, answer)

    def review(self, account: SubjectId, found: Reviewed) -> Change:
        """Return the change that says somebody looked whether it is still wanted.

        Raises:
            UnknownNameError: There is no such account.
            ClosedAccountError, InvalidValueError: As the name says.
        """
        return changes.review(self.known(account), found)

    def give_care(self, account: SubjectId, care: Care) -> Change:
        """Return the change that says who looks after it; empty when nothing differs.

        Raises:
            UnknownNameError: There is no such account or person.
            ClosedAccountError, InvalidValueError: As the name says.
        """
        for person in (care.owner, care.deputy):
            if person is not None:
                self._seats(person)
        return changes.give_care(self.known(account), care)

    def owe(self, account: SubjectId, body: RotationOwed) -> Change:
        """Return the change that says that a secret has to be changed.

        Empty where there is none to change, or the same is owed already.

        Raises:
            UnknownNameError: There is no such account.
            InvalidValueError: A value is not acceptable.
        """
        return changes.owe(self.known(account), body)

    def waive(self, account: SubjectId, target: bytes, reason: str) -> Change:
        """Return the change that says that a secret stays as it is, and why.

        Raises:
            UnknownNameError: There is no such account, or nothing of that is owed.
            InvalidValueError: There is no reason.
        """
        return changes.waive(self.known(account), target, reason)

    # --- who --------------------------------------------------------------

    def give_access(self, account: SubjectId, person: PersonId) -> Change:
        """Return the change that lets a person open an account's secrets.

        Raises:
            UnknownNameError: There is no such account, or the person has no machine.
            ClosedAccountError: The account is closed.
        """
        known = self.known(account)
        known.check_open()
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
        self, account: SubjectId, link: AnyLink, instead_of: bytes | None = None
    ) -> Change:
        """Return the change that names somebody or something beside the holders.

        `instead_of` names the entry it puts right.

        Raises:
            UnknownNameError: There is no such account, or nothing to put right.
            ClosedAccountError: The account is closed.
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
            ClosedAccountError, NotAHolderError, InvalidValueError: As the name says.
            PersonalPasswordError: The page is run through people's own profiles.
        """
        self._check_codes(given=item is Item.TOTP)
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
            ClosedAccountError, NotAHolderError: As the name says.
            RotationPendingError: Another new secret waits already.
            InvalidValueError: It cannot be kept, or the account had it before.
            PersonalPasswordError: The page is run through people's own profiles.
        """
        self._check_codes(given=item is Item.TOTP)
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

"""One account as this machine knows it, and what follows from that alone."""

from dataclasses import dataclass

from incidentkit.accounts.credentials import CredentialsState
from incidentkit.accounts.model import Item, Status
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.rotation import Candidate, ItemState
from incidentkit.errors import (
    AlreadyUsedError,
    ClosedAccountError,
    ConflictError,
    NotAHolderError,
    NothingPendingError,
    NotYetOpenedError,
    TwoPlacesError,
    UnknownNameError,
)
from incidentkit.vault.kinds import Digest, ScopeId, SubjectId


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """One recovery code: its number as shown, where it is, and whether it is used."""

    number: int
    batch: Digest
    index: int
    used: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An account. `credentials` is None for somebody who is not a holder.

    `has_unopened`: there is something newer that this machine cannot open yet,
    and whoever is shown a secret is told first.
    """

    subject: SubjectId
    account: AccountState
    credentials: CredentialsState | None = None
    has_unopened: bool = False

    @property
    def scope(self) -> ScopeId:
        """Where the account's secrets are kept.

        Raises:
            NotYetOpenedError: The entry that added the account is not here yet.
            TwoPlacesError: Two people named different places.
        """
        if self.account.rivals:
            raise TwoPlacesError
        if not self.account.scope:
            raise NotYetOpenedError
        return self.account.secrets_scope

    def opened(self) -> CredentialsState:
        """Return what holders know.

        Raises:
            NotAHolderError: This person is not one of them.
        """
        if self.credentials is None:
            raise NotAHolderError
        return self.credentials

    def item(self, item: Item) -> ItemState:
        """Return one item.

        Raises:
            NotAHolderError: This person is not a holder.
        """
        return self.opened().item(item)

    def check_open(self) -> None:
        """Refuse to change what is closed.

        Raises:
            ClosedAccountError: It is.
        """
        if self.account.status is Status.CLOSED:
            raise ClosedAccountError

    def current(self, item: Item) -> Digest:
        """Return the entry that holds the value in force.

        Raises:
            NotAHolderError: This person is not a holder.
            UnknownNameError: The account has none.
            ConflictError: More than one is in force; somebody has to settle it.
        """
        current = self.item(item).current
        if len(current) > 1:
            raise ConflictError(item.value)
        if not current:
            raise UnknownNameError("secret", item.value)
        return current[0]

    def chosen(self, item: Item, secret: bytes | None) -> Digest:
        """Return a value that is named, or the one in force.

        Raises:
            NotAHolderError: This person is not a holder.
            UnknownNameError: The account has no such value.
            ConflictError: None is named and more than one is in force.
        """
        if secret is None:
            return self.current(item)
        state = self.item(item)
        if state.candidate(secret) is None and secret not in state.current:
            raise UnknownNameError("secret", secret.hex())
        return Digest(secret)

    def pending(self, item: Item, secret: bytes | None = None) -> Digest:
        """Return the new value that waits: the only one, or the one named.

        Raises:
            NotAHolderError: This person is not a holder.
            NothingPendingError: None waits, or not the one named.
            ConflictError: None is named and more than one waits.
        """
        waiting = self.item(item).pending
        found = [c for c in waiting if secret is None or c.digest == secret]
        if not found:
            raise NothingPendingError
        if len(found) > 1:
            raise ConflictError(item.value)
        return found[0].digest

    def waiting(self) -> tuple[tuple[Item, Candidate], ...]:
        """Return every new value that waits; none for somebody who is not a holder."""
        if self.credentials is None:
            return ()
        found = self.credentials
        return tuple((item, c) for item in Item for c in found.item(item).pending)

    def conflicts(self) -> tuple[Item, ...]:
        """Return the items of which more than one value is in force."""
        if self.credentials is None:
            return ()
        found = self.credentials
        return tuple(item for item in Item if found.item(item).in_conflict)

    def codes(self) -> tuple[RecoveryCode, ...]:
        """Return the recovery codes, numbered through, used ones too.

        Raises:
            NotAHolderError: This person is not a holder.
        """
        sets = self.opened().codes
        places = [
            (batch.digest, index)
            for batch in sets.standing.versions
            for index in range(1, batch.value + 1)
        ]
        return tuple(
            RecoveryCode(number, batch, index, sets.mark(batch, index) is not None)
            for number, (batch, index) in enumerate(places, start=1)
        )

    def code(self, number: int) -> RecoveryCode:
        """Return one recovery code.

        Raises:
            NotAHolderError: This person is not a holder.
            UnknownNameError: There is no code of that number.
        """
        found = next((c for c in self.codes() if c.number == number), None)
        if found is None:
            raise UnknownNameError("recovery-code", str(number))
        return found

    def unused_code(self, number: int) -> RecoveryCode:
        """Return one recovery code that still works.

        Raises:
            NotAHolderError: This person is not a holder.
            UnknownNameError: There is no code of that number.
            AlreadyUsedError: It was used before.
        """
        code = self.code(number)
        if code.used:
            raise AlreadyUsedError
        return code

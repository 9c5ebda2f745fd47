"""Reading the accounts of an unlocked kit. What lists need is kept until a change."""

from collections.abc import Iterable, Mapping
from itertools import starmap
from typing import TYPE_CHECKING

from incidentkit.accounts.exposure import (
    AccountReaders,
    Person,
    WhoCanPost,
    who_can_post,
)
from incidentkit.accounts.find import Name, find
from incidentkit.accounts.known import Known, RecoveryCode
from incidentkit.accounts.listing import AccountRow, in_order, row_of
from incidentkit.accounts.model import Field, Status
from incidentkit.accounts.plans import AccountPlans
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.vault.kinds import SubjectId

if TYPE_CHECKING:
    from incidentkit.vault.session import Session


class AccountsReader:
    """What is known of the accounts, never a secret."""

    def __init__(self, session: "Session", plan: AccountPlans) -> None:
        self._session = session
        self.plan = plan
        self._rows: tuple[AccountRow, ...] | None = None
        self._states: Mapping[SubjectId, AccountState] | None = None
        session.on_change(self._forget)

    def rows(self) -> tuple[AccountRow, ...]:
        """Return every account, live ones first, by platform and handle."""
        if self._rows is None:
            known = starmap(self.plan.known_from, self._public().items())
            self._rows = in_order([row_of(one) for one in known])
        return self._rows

    def known(self, account: SubjectId) -> Known:
        """Return all that is known of one account. It holds no secret.

        Raises:
            UnknownNameError: There is no such account.
        """
        return self.plan.known(account)

    def states(self) -> dict[SubjectId, AccountState]:
        """Return what everybody knows of every account, in the order of lists."""
        return {row.subject: self._public()[row.subject] for row in self.rows()}

    def every(self) -> Mapping[SubjectId, AccountState]:
        """Return the same in no order, for whoever needs no list."""
        return self._public()

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
        wanted = tuple(self._public()) if account is None else (account,)
        return who_can_post([self.readers(a) for a in wanted], people)

    def readers(self, account: SubjectId) -> AccountReaders:
        """Return who may open an account's secrets.

        Raises:
            UnknownNameError: There is no such account.
        """
        state = self._public().get(account) or self.known(account).account
        if not state.scope:
            return AccountReaders(account, state)
        readers = self._session.readers(state.secrets_scope)
        return AccountReaders(account, state, readers.seats, readers.leads)

    def _public(self) -> Mapping[SubjectId, AccountState]:
        """Accounts as everybody knows them: an entry in another scope adds none."""
        if self._states is None:
            kit = self._session.standard.kit
            self._states = {
                subject: state
                for subject, scope, state in self._session.states(ACCOUNT_FOLD)
                if isinstance(state, AccountState) and scope == kit
            }
        return self._states

    def _names(self) -> Iterable[Name]:
        for subject, state in self._public().items():
            platform, handle = state.text(Field.PLATFORM), state.text(Field.HANDLE)
            yield Name(subject, platform, handle, state.status is Status.LIVE)

    def _forget(self) -> None:
        self._rows = self._states = None

"""The door to the monthly account check: opening, answering, giving over, closing."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from incidentkit.accounts.model import Item
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.accounts.rules import block
from incidentkit.council.calendar import CouncilCalendar
from incidentkit.errors import (
    InvalidValueError,
    NotChangedError,
    ReasonNeededError,
    RoundClosedError,
    RoundOpenError,
    SecretInTextError,
    UnknownNameError,
)
from incidentkit.rounds.entries import (
    Answered,
    CertificateWritten,
    LineAdded,
    LineGiven,
    RoundClosed,
    RoundOpened,
)
from incidentkit.rounds.model import GOOD, NEEDS_NOTE, Ask, Found, Line
from incidentkit.rounds.planning import Terms, line_of, lines_of
from incidentkit.rounds.round import (
    ADDED,
    ANSWERED,
    CLOSED,
    GIVEN,
    OPENED,
    ROUND_FOLD,
    WRITTEN,
    Round,
    is_month,
    round_id,
)
from incidentkit.rounds.score import changed_in
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words.rounds import ASKS

if TYPE_CHECKING:
    from incidentkit.vault.session import Session

# One entry stays small enough to seal; a change may hold many.
_LINES_AN_ENTRY = 200
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it is given; a note is needed for all but right and not checked."""

    ask: Ask
    found: Found
    note: str = ""


def _none(_text: str) -> tuple[str, ...]:
    return ()


class RoundsService:
    """The rounds of an unlocked kit."""

    def __init__(
        self, session: "Session", secrets_in: Callable[[str], tuple[str, ...]] = _none
    ) -> None:
        """Make the door. `secrets_in` names the accounts whose secrets are in a text."""
        self._session = session
        self._secrets_in = secrets_in
        self._kept: tuple[Round, ...] | None = None
        session.on_change(self._forget)

    # --- reading ----------------------------------------------------------

    def rounds(self) -> tuple[Round, ...]:
        """Return every round, the newest month first; read once until a change."""
        if self._kept is None:
            kit = self._session.standard.kit
            found = [
                state
                for _, scope, state in self._session.states(ROUND_FOLD)
                if isinstance(state, Round) and state.month and scope == kit
            ]
            found.sort(key=lambda one: one.month, reverse=True)
            self._kept = tuple(found)
        return self._kept

    def open_round(self) -> Round | None:
        """Return the round that is going on: the newest, if several are."""
        return next((one for one in self.rounds() if one.is_open), None)

    def round(self, month: str) -> Round:
        """Return the round of a month.

        Raises:
            UnknownNameError: There is none.
        """
        found = next((one for one in self.rounds() if one.month == month), None)
        if found is None:
            raise UnknownNameError("round", month)
        return found

    def subject(self, month: str) -> SubjectId:
        """Return the subject of a month's round."""
        return round_id(self._session.standard.kit, month)

    # --- changing ---------------------------------------------------------

    def open(self, month: str, terms: Terms, calendar: CouncilCalendar) -> Round:
        """Begin a month's check of every account that is in use.

        Raises:
            InvalidValueError: That is no month.
            RoundOpenError: An earlier one has not been closed.
            RoundClosedError: That month's was closed already.
        """
        if not is_month(month):
            raise InvalidValueError("month", "month")
        self._check_may_open(month)
        lines = lines_of(month, self._accounts(), terms, calendar)
        subject = self.subject(month)
        parts = [
            Write(subject, OPENED, _opening(month, terms, some))
            for some in _portions(lines)
        ]
        self._session.commit(write(*parts))
        return self.round(month)

    def add_line(
        self, month: str, account: SubjectId, terms: Terms, due: date
    ) -> Round:
        """Take an account that came later into the round.

        Raises:
            UnknownNameError: There is no such round or account.
            RoundClosedError: It is closed.
        """
        return self.add_lines(month, (account,), terms, due)

    def add_lines(
        self, month: str, accounts: Iterable[SubjectId], terms: Terms, due: date
    ) -> Round:
        """Take accounts that came later into the round, all of them or none.

        Raises:
            As `add_line`.
        """
        found = self._open(month)
        new = [account for account in accounts if found.line(account) is None]
        lines = [self._line_for(month, account, terms, due) for account in new]
        if lines:
            subject = self.subject(month)
            parts = (Write(subject, ADDED, LineAdded(line)) for line in lines)
            self._session.commit(write(*parts))
        return self.round(month)

    def give(self, month: str, account: SubjectId, owner: PersonId | None) -> Round:
        """Have somebody else look at an account in this round.

        Raises:
            UnknownNameError: There is no such round, or it has no such account.
            RoundClosedError: It is closed.
        """
        found = self._open(month)
        self._line(found, account)
        old = found.owner_register(account)
        if old.value != (owner or b"") or old.in_conflict:
            body = LineGiven(account, owner or b"", old.digests)
            self._session.commit(write(Write(self.subject(month), GIVEN, body)))
        return self.round(month)

    def answer(self, month: str, account: SubjectId, said: Iterable[Said]) -> Round:
        """Write down what was found on an account, all of it or nothing.

        Raises:
            As `planned`.
        """
        change = self.planned(month, account, said)
        if change.parts:
            self._session.commit(change)
        return self.round(month)

    def planned(self, month: str, account: SubjectId, said: Iterable[Said]) -> Change:
        """Return the change that writes down what was found; empty if nothing is new.

        Raises:
            UnknownNameError: There is no such round, or it does not ask that.
            RoundClosedError: It is closed.
            ReasonNeededError: A word about it is missing.
            NotChangedError: No change of the password was confirmed since it began.
            InvalidValueError: A note is too long.
            SecretInTextError: There is a stored secret in it.
        """
        found = self._open(month)
        line, given = self._line(found, account), tuple(said)
        # Looking for a secret opens every one there is, so each word is looked at once.
        notes = {text: self._note(text) for text in {one.note for one in given}}
        change = Change()
        for one in given:
            change += self._answered(found, line, one, notes[one.note])
        return change

    def planned_after_change(
        self, account: SubjectId, item: Item = Item.SECRET
    ) -> Change:
        """Return what a confirmed change of a password answers in each open round.

        More than one is open when people began two months' rounds apart.
        """
        change = Change()
        if item is not Item.SECRET:
            return change
        for found in self.rounds():
            line = found.line(account) if found.is_open else None
            if line is not None and Ask.PASSWORD in line.asks:
                said = Said(Ask.PASSWORD, Found.PUT_RIGHT)
                change += self._written(found, account, said, "")
        return change

    def close(self, month: str, note: str = "") -> Round:
        """End a round. What was not answered stays unanswered, and shows.

        Raises:
            UnknownNameError: There is no such round.
            RoundClosedError: It is closed.
            InvalidValueError: The note is too long.
            SecretInTextError: There is a stored secret in it.
        """
        known = tuple(line.account for line in self._open(month).lines)
        body = RoundClosed(self._note(note), known)
        self._session.commit(write(Write(self.subject(month), CLOSED, body)))
        return self.round(month)

    def written(self, month: str, name: str, data: bytes) -> None:
        """Write down that a certificate was written into a file.

        Raises:
            UnknownNameError: There is no such round.
        """
        self.round(month)
        body = CertificateWritten(name, hashlib.sha256(data).digest())
        self._session.commit(write(Write(self.subject(month), WRITTEN, body)))

    # --- inside -----------------------------------------------------------

    def _forget(self) -> None:
        self._kept = None

    def _check_may_open(self, month: str) -> None:
        for one in self.rounds():
            if one.month == month and not one.is_open:
                raise RoundClosedError(month)
            if one.is_open:
                raise RoundOpenError(one.month)

    def _accounts(self) -> list[tuple[SubjectId, AccountState]]:
        kit = self._session.standard.kit
        return [
            (subject, state)
            for subject, scope, state in self._session.states(ACCOUNT_FOLD)
            if isinstance(state, AccountState) and scope == kit and state.scope
        ]

    def _open(self, month: str) -> Round:
        found = self.round(month)
        if not found.is_open:
            raise RoundClosedError(month)
        return found

    def _line(self, found: Round, account: SubjectId) -> Line:
        line = found.line(account)
        if line is None:
            raise UnknownNameError("account", account.hex())
        return line

    def _note(self, text: str) -> str:
        note = block("note", text, LONGEST_NOTE)
        found = self._secrets_in(note) if note else ()
        if found:
            raise SecretInTextError(found)
        return note

    def _line_for(
        self, month: str, account: SubjectId, terms: Terms, due: date
    ) -> Line:
        state = self._session.state(ACCOUNT_FOLD, account)
        if not isinstance(state, AccountState):
            raise UnknownNameError("account", account.hex())
        return line_of(month, account, state, terms, due)

    def _answered(self, found: Round, line: Line, said: Said, note: str) -> Change:
        if said.ask not in line.asks:
            raise UnknownNameError("check", said.ask.value)
        if said.ask is Ask.PASSWORD and said.found in GOOD:
            self._check_changed(found, line.account)
        elif said.found in NEEDS_NOTE:
            _need_note(said)
        return self._written(found, line.account, said, note)

    def _written(
        self, found: Round, account: SubjectId, said: Said, note: str
    ) -> Change:
        register = found.said(account, said.ask)
        old = register.value
        is_same = old is not None and (old.found, old.note) == (said.found, note)
        if is_same and not register.in_conflict:
            return Change()
        body = Answered(account, said.ask, said.found, note, register.digests)
        return write(Write(self.subject(found.month), ANSWERED, body))

    def _check_changed(self, found: Round, account: SubjectId) -> None:
        """Nobody ticks a password off: the platform has to have taken a new one."""
        state = self._session.state(ACCOUNT_FOLD, account)
        known = state if isinstance(state, AccountState) else AccountState()
        if changed_in(found, known) is None:
            raise NotChangedError(known.label)


def _opening(month: str, terms: Terms, lines: tuple[Line, ...]) -> RoundOpened:
    return RoundOpened(month, terms.policy, lines, terms.every_months, terms.grace_days)


def _need_note(said: Said) -> None:
    if not said.note.strip():
        raise ReasonNeededError(ASKS[said.ask.value], field="note")


def _portions(lines: Sequence[Line]) -> Iterable[tuple[Line, ...]]:
    """A round of no accounts is opened too: it proves that there were none."""
    starts = range(0, max(len(lines), 1), _LINES_AN_ENTRY)
    return (tuple(lines[at : at + _LINES_AN_ENTRY]) for at in starts)

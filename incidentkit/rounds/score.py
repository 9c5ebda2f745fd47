"""What a round showed: how far the policy was kept, in figures. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.accounts.model import Item
from incidentkit.accounts.public import AccountState, Mark
from incidentkit.rounds.model import GOOD, Ask, Found, Line
from incidentkit.rounds.round import Round
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class Score:
    """How far a round was kept. Exposure is another matter and counted elsewhere.

    `kept` lines had everything found or put right before it was closed; `passwords`
    and `passwords_changed` count those that the policy wanted changed, and that were in
    time. `after` is what was said after the closing about what was asked, and `arrived`
    how many accounts came from a machine that had not heard of it: neither counts in
    anything else here.
    """

    lines: int
    kept: int
    asked: int
    answered: int
    wrong: int
    not_checked: int
    skipped: int
    passwords: int
    passwords_changed: int
    after: int = 0
    arrived: int = 0

    @property
    def percent(self) -> int:
        """Return the share of lines kept, rounded down; 100 for a round of none."""
        return 100 * self.kept // self.lines if self.lines else 100


def score_of(found: Round, states: Mapping[SubjectId, AccountState]) -> Score:
    """Return the figures of a round. `states` are the accounts: a tick changes none."""
    answers = [
        found.answer(line.account, ask) for line in found.lines for ask in line.asks
    ]
    said = [answer.found for answer in answers if answer is not None]
    passwords = [line for line in found.lines if Ask.PASSWORD in line.asks]
    return Score(
        lines=len(found.lines),
        kept=sum(map(found.is_kept, found.lines)),
        asked=len(answers),
        answered=len(said),
        wrong=said.count(Found.WRONG),
        not_checked=said.count(Found.NOT_CHECKED),
        skipped=said.count(Found.SKIPPED),
        passwords=len(passwords),
        passwords_changed=sum(_is_changed(found, line, states) for line in passwords),
        after=sum(
            len(found.said_late(line.account, ask).versions)
            for line in found.lines
            for ask in line.asks
        ),
        arrived=len(found.late_lines),
    )


def _is_changed(
    found: Round, line: Line, states: Mapping[SubjectId, AccountState]
) -> bool:
    answer, state = found.answer(line.account, Ask.PASSWORD), states.get(line.account)
    if answer is None or answer.late or answer.found not in GOOD or state is None:
        return False
    return changed_in(found, state) is not None


def changed_in(found: Round, state: AccountState) -> Mark | None:
    """Return the last confirmed change of the password while a round was on, if any.

    One of after the closing is of no use to it, nor is it hidden by a later one.
    """
    now = (version.value for version in state.mark(Item.SECRET).versions)
    was = (end.mark for end in state.bygone.marks if end.item is Item.SECRET)
    until = found.closed_at
    sure = [
        mark
        for mark in (*was, *now)
        if mark.confirmed
        and mark.at >= found.opened_at
        and (until is None or mark.at <= until)
    ]
    return max(sure, key=lambda mark: mark.at, default=None)

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
    and `passwords_changed` count those that the policy wanted changed, `after` what
    was said only after the closing.
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
        after=sum(len(one.versions) for one in found.late_answers.values()),
    )


def _is_changed(
    found: Round, line: Line, states: Mapping[SubjectId, AccountState]
) -> bool:
    answer, state = found.answer(line.account, Ask.PASSWORD), states.get(line.account)
    if answer is None or answer.found not in GOOD or state is None:
        return False
    return changed_since(state, found.opened_at) is not None


def changed_since(state: AccountState, since: int) -> Mark | None:
    """Return the confirmed change of the password since a hybrid time, if any."""
    marks = (version.value for version in state.mark(Item.SECRET).versions)
    sure = [mark for mark in marks if mark.confirmed and mark.at >= since]
    return max(sure, key=lambda mark: mark.at, default=None)

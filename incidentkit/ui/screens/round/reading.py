"""What the screen of the monthly account check reads of the kit, in one go."""

from dataclasses import dataclass
from enum import StrEnum

from incidentkit.desk.round import RoundPage, Stage, Summary, read_round, read_summary
from incidentkit.desk.round_line import LinePage, read_line
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.rounds.model import Ask
from incidentkit.rounds.service import Said
from incidentkit.vault.kinds import SubjectId


class Panel(StrEnum):
    """What stands beside the list."""

    LINE = "line"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is read of the kit at once: the list, one account of it, what it came to."""

    page: RoundPage
    line: LinePage | None = None
    summary: Summary | None = None


def said_before(line: LinePage, said: Said) -> Said | None:
    """Return what stood where an answer is given; nothing for what cannot be put back."""
    told = next((one.told for one in line.asked if one.ask is said.ask), None)
    if told is None or said.ask is Ask.PASSWORD:
        return None
    return Said(said.ask, told.answer.found, told.answer.note)


def read_shown(
    desk: Desk,
    month: str,
    account: SubjectId | None,
    panel: Panel = Panel.LINE,
) -> Shown:
    """Read the list, and the account to look at: this one, or the first to be done."""
    page = read_round(desk, month)
    if page.stage not in (Stage.OPEN, Stage.CLOSED):
        return Shown(page)
    row = page.next or next(iter(page.rows), None)
    if account is None and row is not None:
        account = row.account
    line = None
    if account is not None:
        try:
            line = read_line(desk, page.month, account)
        except UnknownNameError:  # of another month, or not known on this machine yet
            line = None
    is_summed = panel is Panel.CLOSING or page.stage is Stage.CLOSED
    return Shown(page, line, read_summary(desk, page.month) if is_summed else None)


def read_next(desk: Desk, month: str, open_month: str, account: SubjectId) -> Shown:
    """Read what comes next: more of this account, or the next that is not done."""
    line = read_line(desk, open_month, account)
    page = read_round(desk, month)
    row = page.after(account) if line.open_part is None else None
    return read_shown(desk, month, row.account) if row else Shown(page, line)

"""bench, for the monthly account check: beginning one, and showing it."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from incidentkit.accounts.public import ACCOUNT_FOLD
from incidentkit.app.incident_figures import Figure
from incidentkit.desk.round import read_round
from incidentkit.desk.round_line import read_line
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk, open_desk
from incidentkit.vault.session import Session

_MONTHS = ("2031-01", "2031-02", "2031-03")


def round_figures(session: Session) -> Iterator[Figure]:
    """Begin a round of every account, and show it, beside a bare loop over them."""
    desk = open_desk(session)
    loop = median(_ms(lambda: _bare(session)) for _ in range(5))
    bare = "loop over the accounts"
    begun = []
    for month in _MONTHS:
        begun.append(_ms(lambda month=month: begin(desk, month)))  # type: ignore[misc]
        if month != _MONTHS[-1]:
            desk.rounds.close(month)
    yield Figure("begin an account check", median(begun), bare, loop)
    shown = median(_ms(lambda: read_round(desk)) for _ in range(5))
    yield Figure("show an account check", shown, bare, loop)
    yield Figure("show one account of it", _one(desk), bare, loop)


def _one(desk: Desk) -> float:
    page = read_round(desk)
    accounts = [row.account for row in page.rows[:20]]
    times = [
        _ms(lambda a=account: read_line(desk, page.month, a))  # type: ignore[misc]
        for account in accounts
    ]
    return median(times) if times else 0.0


def _bare(session: Session) -> int:
    """Look at every account once, which is the least that a round can do."""
    return len(list(session.states(ACCOUNT_FOLD)))


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000

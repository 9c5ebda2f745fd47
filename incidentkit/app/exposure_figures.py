"""bench, for who can post: the lists of somebody who leaves, and any past date."""

import time
from collections.abc import Callable

from incidentkit.accounts.leaving import last_seen
from incidentkit.accounts.model import OPENING_ITEMS
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.app.incident_figures import Figure
from incidentkit.desk.exposing import plan_for, who_could_post
from incidentkit.desk.services import open_desk
from incidentkit.vault.session import Session

_TIMES = 7


def exposure_figures(session: Session) -> tuple[Figure, ...]:
    """Work out both, each beside a bare loop over the same states."""
    desk = open_desk(session)
    desk.accounts.rows()  # what the list has read already when a screen asks
    person = session.me.person
    wall = session.clock.now_ms() - 1
    leaver = _best(lambda: plan_for(desk, person))
    past = _best(lambda: who_could_post(desk, wall))
    return (
        Figure("someone is leaving", leaver, "look at each state", _seen(session)),
        Figure("who could post then", past, "look at each state", _links(session)),
    )


def _seen(session: Session) -> float:
    """Read every account and ask when one person last saw it: no list can do with less."""
    person = session.me.person

    def look() -> int:
        found = 0
        for _, _, state in session.states(ACCOUNT_FOLD):
            if isinstance(state, AccountState):
                found += last_seen(person, state) is None
                session.readers(state.secrets_scope)
        return found

    return _best(look)


def _links(session: Session) -> float:
    """Read every account, and look at who and what it names, and who may open it."""

    def look() -> int:
        found = 0
        for _, _, state in session.states(ACCOUNT_FOLD):
            if isinstance(state, AccountState):
                found += len(state.links())
                found += sum(len(state.mark(item).versions) for item in OPENING_ITEMS)
                session.readers(state.secrets_scope)
        return found

    return _best(look)


def _best(work: Callable[[], object]) -> float:
    return min(_ms(work) for _ in range(_TIMES))


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000

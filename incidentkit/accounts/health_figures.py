"""How the accounts stand in figures, from which the pictures of health are drawn. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.accounts.health import (
    DAY_MS,
    EXPOSED,
    Found,
    Looked,
    Rule,
    has_second_step,
    keeps_own_secret,
)
from incidentkit.accounts.model import Item


@dataclass(frozen=True, slots=True)
class Figures:
    """What the pictures are drawn from.

    `ages` counts passwords by how many days old they are: see `AGE_DAYS`; `unknown` are
    those of which nobody knows when they changed. `covered` of
    `second_steps` have a second step. `open_accounts` are in use, or
    closed and exposed; `exposed` of them have a finding of `EXPOSED`.
    """

    ages: tuple[int, ...]
    second_steps: int
    covered: int
    open_accounts: int
    exposed: int
    unknown: int = 0


# Up to a month, a quarter, half a year, a year; and older.
AGE_DAYS = (31, 92, 183, 365)


def figures(rule: Rule, accounts: Iterable[Looked], found: Iterable[Found]) -> Figures:
    """Return the figures of the accounts in use."""
    every = tuple(accounts)
    used = [one for one in every if one.state.status.is_open]
    own = [one.state for one in used if keeps_own_secret(one.state)]
    ages = [0] * (len(AGE_DAYS) + 1)
    known = [state.changed(Item.SECRET) for state in own]
    for changed in known:
        if changed is not None:
            days = (rule.now_ms - changed) // DAY_MS
            ages[sum(days > most for most in AGE_DAYS)] += 1
    exposed = {one.subject for one in found if one.finding in EXPOSED}
    closed = exposed - {one.subject for one in used}
    return Figures(
        tuple(ages),
        len(own),
        sum(map(has_second_step, own)),
        len(used) + len(closed),
        len(exposed),
        known.count(None),
    )

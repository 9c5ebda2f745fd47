"""Which accounts share a password: what a lead's batch found, never what it saw.

Pure. Values are compared under a key that exists only while the batch runs.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.encoding import Count, Id
from incidentkit.vault.kinds import (
    Body,
    Fact,
    Fold,
    Kind,
    PersonId,
    Role,
    ScopeId,
    State,
    SubjectId,
)

# The batch is about all accounts at once, so it has one subject in every kit.
BATCH = SubjectId(hashlib.sha256(b"incidentkit: the batch").digest()[:16])
Group = tuple[SubjectId, ...]


class BatchRun(Body, frozen=True):
    """A lead had every password compared with every other.

    `looked` counts accounts. `groups` share a password; `breached` have one that stands
    in a list of stolen ones; `weak` one that was never judged before, and is weak.
    """

    looked: Count
    groups: tuple[tuple[Id, ...], ...] = ()
    breached: tuple[Id, ...] = ()
    had_list: bool = False
    weak: tuple[Id, ...] = ()


class Batch(State, frozen=True):
    """What the last batch found, and when; `at` is hybrid time."""

    wall: int = 0
    person: PersonId = PersonId(b"")
    looked: int = 0
    groups: tuple[tuple[bytes, ...], ...] = ()
    breached: tuple[bytes, ...] = ()
    had_list: bool = False
    weak: tuple[bytes, ...] = ()
    at: int = 0

    def group_of(self, account: bytes) -> tuple[bytes, ...]:
        """Return the accounts that shared a password with this one, itself too."""
        return next((group for group in self.groups if account in group), ())


def apply_batch(state: Batch | None, fact: Fact) -> Batch:
    """Return what the last batch found, whatever clock was ahead before it."""
    body = fact.body
    known = state or Batch()
    if not isinstance(body, BatchRun) or fact.at < known.at:
        return known
    return Batch(
        fact.wall,
        fact.person,
        body.looked,
        body.groups,
        body.breached,
        body.had_list,
        body.weak,
        fact.at,
    )


BATCH_FOLD = Fold("accounts.batch", 1, Batch, apply_batch)
BATCH_RUN = Kind("accounts.batch_run", 1, BatchRun, BATCH_FOLD, least=Role.LEAD)
KINDS = (BATCH_RUN,)


def batch_run(body: BatchRun, scope: ScopeId) -> Change:
    """Return the change that keeps what a batch found, for the leads."""
    return write(Write(BATCH, BATCH_RUN, body, scope))


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one account's passwords: those in use, and those of before."""

    account: SubjectId
    now: frozenset[bytes]
    before: frozenset[bytes] = frozenset()


def groups_of(
    accounts: Iterable[Marks], together: Mapping[SubjectId, SubjectId]
) -> tuple[Group, ...]:
    """Return which accounts share a password, whoever used it first.

    At least one of them uses it now. `together` names accounts that one login opens by
    the first of them: they share a password on purpose.
    """
    by_mark: dict[bytes, dict[SubjectId, bool]] = {}
    for one in accounts:
        for mark in one.now | one.before:
            by_mark.setdefault(mark, {})[one.account] = mark in one.now
    found: dict[Group, None] = {}
    for owners in by_mark.values():
        logins = {together.get(account, account) for account in owners}
        if len(logins) > 1 and any(owners.values()):
            found[tuple(sorted(owners))] = None
    return _merged(found)


def _merged(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Put groups with an account in common together."""
    done: list[set[SubjectId]] = []
    for group in groups:
        near = [one for one in done if one & set(group)]
        done = [one for one in done if one not in near]
        done.append(set(group).union(*near))
    return tuple(sorted(tuple(sorted(one)) for one in done))


def in_use(group: Group, accounts: Mapping[SubjectId, Marks]) -> Group:
    """Return those of a group that use now what another one of it has or had."""
    return tuple(one for one in group if _shares(accounts[one], group, accounts))


def _shares(one: Marks, group: Group, accounts: Mapping[SubjectId, Marks]) -> bool:
    others = (accounts[other] for other in group if other != one.account)
    return any(one.now & (other.now | other.before) for other in others)


def batch_of(state: State | None) -> Batch:
    """Return what the last batch found; nothing where none was run."""
    return state if isinstance(state, Batch) else Batch()

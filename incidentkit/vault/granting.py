"""Folding entries of authority: what was said about scopes, and that none is missed.

The cells made here hold nothing secret. Their counts make the counts of all
cells add up to the number of entries.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from incidentkit.vault.acts import Delivered, Delivery, GrantAct
from incidentkit.vault.cache import Cell, StateCache
from incidentkit.vault.encoding import NO_ID, encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import ScopeId
from incidentkit.vault.scopes import ScopeEntry, ScopeState

SCOPE_FOLD = "vault.scope"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the roster makes of a grant: of the entry, and of its writer as a lead."""

    stands: bool
    by_lead: bool
    once_lead: bool


def fold_grant(
    cache: StateCache, entry: Entry, act: GrantAct, standing: Standing
) -> frozenset[ScopeId]:
    """Fold what a grant says into each scope it concerns; returns those scopes.

    The scope without an id is nobody's: what is said about it is only counted.
    A grant without effect is counted where it was set aside.
    """
    parts = {s: part for s, part in split_by_scope(act).items() if s != NO_ID}
    if not parts and standing.stands:
        count_in(cache, entry)
    counted_for = min(parts, default=None) if standing.stands else None
    for scope, part in parts.items():
        said = ScopeEntry(
            digest=entry.digest,
            chain=entry.chain,
            number=entry.number,
            seat=entry.seat,
            stands=standing.stands,
            by_lead=standing.by_lead,
            once_lead=standing.once_lead,
            act=part,
            wall=entry.core.wall,
            order=entry.order,
        )
        _say(cache, entry, said, ScopeId(scope), counts=scope == counted_for)
    return frozenset(parts)


def count_in(cache: StateCache, entry: Entry) -> None:
    """Count an entry of authority that feeds no state of its own."""
    _put(cache, entry, ScopeId(NO_ID), ScopeState(), counts=True)


def scope_state(cell: Cell) -> ScopeState:
    """Return what was said about a scope."""
    return msgspec.msgpack.decode(cell.data, type=ScopeState)


def scopes_in(cache: StateCache) -> Iterable[ScopeId]:
    """Yield every scope that anything was said about."""
    for cell in cache.cells():
        if cell.fold == SCOPE_FOLD and cell.subject != NO_ID:
            yield ScopeId(cell.subject)


def _say(
    cache: StateCache, entry: Entry, said: ScopeEntry, scope: ScopeId, *, counts: bool
) -> None:
    cell = cache.get(SCOPE_FOLD, scope, NO_ID)
    old = {e.digest: e for e in scope_state(cell).entries} if cell else {}
    before = old.get(said.digest)
    if before is None or (said.stands and not before.stands):
        old[said.digest] = said
        entries = tuple(old[digest] for digest in sorted(old))
        _put(cache, entry, scope, ScopeState(entries), counts=counts)


def _put(
    cache: StateCache, entry: Entry, scope: ScopeId, state: ScopeState, *, counts: bool
) -> None:
    cell = cache.get(SCOPE_FOLD, scope, NO_ID)
    count = (cell.count if cell else 0) + counts
    order = max(cell.order, entry.order) if cell else entry.order
    cache.put(Cell(SCOPE_FOLD, scope, NO_ID, order, count, encode(state)))


def split_by_scope(act: GrantAct) -> dict[ScopeId, GrantAct]:
    """Return an act cut down to each scope it concerns."""
    if not isinstance(act, Delivered):
        return {ScopeId(act.scope): act}
    found: dict[ScopeId, list[Delivery]] = {}
    for item in act.items:
        found.setdefault(ScopeId(item.scope), []).append(item)
    return {scope: Delivered(tuple(items)) for scope, items in found.items()}

"""An account as it was on a past date, as far as it bears on who could post as us.

Pure. It is called what it was called then; the texts beside, which say nothing about
who could post, are those of today, and so is how often somebody was shown something.
"""

import msgspec

from incidentkit.accounts import bygone
from incidentkit.accounts.marks import Seen
from incidentkit.accounts.model import Field
from incidentkit.accounts.owed import Ledger
from incidentkit.accounts.public import AccountState


def as_it_was(state: AccountState, wall: int) -> AccountState | None:
    """Return the account as it was at a time, or None when it was not there yet."""
    if not state.scope or state.added > wall:
        return None
    known = state.bygone
    status = bygone.status_on(known, wall)
    turn = state.turn
    return msgspec.structs.replace(
        state,
        fields={**state.fields, **bygone.names_on(known, wall), Field.STATUS: status},
        named=bygone.links_on(known, state.named, wall),
        deleted=tuple(one for one in state.deleted if one.wall <= wall),
        turn=turn if turn and turn.wall <= wall else None,
        marks=bygone.marks_on(known, state.marks, wall),
        seen=tuple(_seen_on(seen, wall) for seen in state.seen if seen.first <= wall),
        out_of_use=bygone.retired_on(known.over, wall),
        dropped=bygone.retired_on(known.dropped, wall),
        ledger=Ledger(),
    )


def _seen_on(seen: Seen, wall: int) -> Seen:
    return msgspec.structs.replace(seen, last=min(seen.last, wall))

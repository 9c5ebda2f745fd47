"""Which heads are worth naming: everybody's, but no seat's without end.

A member's program can begin chains as fast as it likes. Whoever named them all
would soon write entries too large for anybody to read.
"""

from incidentkit.vault.entry import Entry
from incidentkit.vault.store import Store

MOST_CHAINS_A_SEAT = 32


def heads_worth_naming(store: Store) -> tuple[Entry, ...]:
    """Return the last entry of every chain; of each seat, those of its longest chains."""
    by_seat: dict[bytes, list[Entry]] = {}
    for head in store.heads().values():
        entry = store.entry(head.digest)
        if entry is not None:
            by_seat.setdefault(entry.seat, []).append(entry)
    found = [
        entry
        for entries in by_seat.values()
        for entry in sorted(entries, key=lambda e: (-e.number, e.chain))[
            :MOST_CHAINS_A_SEAT
        ]
    ]
    return tuple(sorted(found, key=lambda entry: entry.chain))

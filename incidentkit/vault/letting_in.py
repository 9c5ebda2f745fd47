"""Whose entries are read at all: seats that somebody let in, or that let themselves in.

Before its acceptance, only a newcomer's request is read. Whether the
acceptance has effect is for the roster to say; here it is enough that it is
in the journal, so that everybody keeps and carries the same entries.
"""

from collections.abc import Iterable

from incidentkit.vault.acts import Accept, EntryClass, Genesis, Recover
from incidentkit.vault.entry import Entry, seat_id
from incidentkit.vault.judging import roster_entry
from incidentkit.vault.kinds import Digest, SeatId
from incidentkit.vault.store import Store


class LetIn:
    """The seats whose chains are taken in."""

    def __init__(self, store: Store, kit: bytes, genesis: bytes) -> None:
        self._kit = kit
        self._genesis = genesis
        self._seats: set[SeatId] = set()
        self._sheets: set[bytes] = set()
        for entry in sorted(
            store.entries_of_class(EntryClass.ROSTER), key=lambda e: e.order
        ):
            self.note(entry)
            self.note_ways_in([entry])

    def __contains__(self, seat: object) -> bool:
        """Whether entries of a seat may be taken in."""
        return seat in self._seats

    def note(self, entry: Entry) -> None:
        """Take into account an entry that was checked and stored."""
        if isinstance(entry.act, Accept):
            self._seats.add(seat_id(entry.act.keys))

    def note_ways_in(self, entries: Iterable[Entry]) -> None:
        """Find the first act, and uses of the recovery sheet, before they are stored.

        Both prove themselves: one by its digest, the other by its own signature.
        """
        for entry in entries:
            act = entry.act if entry.core.cls == EntryClass.ROSTER else None
            if (isinstance(act, Genesis) and entry.digest == Digest(self._genesis)) or (
                isinstance(act, Recover) and self._opens_the_door(entry, act)
            ):
                self._seats.add(entry.seat)
                self._sheets.add(act.recovery.signing)

    def _opens_the_door(self, entry: Entry, act: Recover) -> bool:
        if act.old not in self._sheets or seat_id(act.keys) != entry.seat:
            return False
        found = roster_entry(entry, self._kit)
        return found is not None and found.genuine

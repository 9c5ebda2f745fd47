"""Which recovery sheets count, and which uses of them.

The recovery key has no chain: each use births a fresh lead seat and replaces
the sheet. What counts is decided by the past of each use alone, so uses that
did not know of each other all stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.vault.acts import Genesis, Recover, SeatKeys
from incidentkit.vault.authority import RosterEntry
from incidentkit.vault.entry import seat_id
from incidentkit.vault.kinds import Digest
from incidentkit.vault.lineage import Lineage


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its keys, which entry made it, and the key it replaced.

    `turn` is its place in the row of sheets, the kit's first being 1.
    """

    keys: SeatKeys
    turn: int
    maker: Digest
    replaced: bytes = b""


class Sheets:
    """The recovery sheets of a kit. `uses` are the uses that count, with their turn."""

    def __init__(
        self,
        first: RosterEntry | None,
        entries: Iterable[RosterEntry],
        lineage: Lineage,
    ) -> None:
        self._lineage = lineage
        self._made: list[Sheet] = []
        self.uses: list[tuple[RosterEntry, int]] = []
        if first is not None and isinstance(first.act, Genesis):
            self._made.append(Sheet(first.act.recovery, 1, first.digest))
        for entry in entries:
            if isinstance(entry.act, Recover):
                self._use(entry, entry.act)

    def ever(self) -> tuple[Sheet, ...]:
        """Return every sheet there was, replaced ones too."""
        return tuple(self._made)

    def standing(self, past: int) -> tuple[Sheet, ...]:
        """Return the sheets that count for somebody who knows exactly `past`.

        A key that was used once never counts again.
        """
        known = [sheet for sheet in self._made if past & self._lineage.bit(sheet.maker)]
        used = {sheet.replaced for sheet in known}
        return tuple(sheet for sheet in known if sheet.keys.signing not in used)

    def _use(self, entry: RosterEntry, act: Recover) -> None:
        """Count a use if it was signed by a sheet that stood in its own past."""
        past = self._lineage.past(entry.frontier)
        turns = [s.turn for s in self.standing(past) if s.keys.signing == act.old]
        if turns and entry.genuine and seat_id(act.keys) == entry.seat:
            turn = max(turns)
            self.uses.append((entry, turn))
            self._made.append(Sheet(act.recovery, turn + 1, entry.digest, act.old))

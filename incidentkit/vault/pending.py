"""A kit that waits to be let in: it takes entries in, and opens nothing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from incidentkit.errors import KitDamagedError
from incidentkit.vault.courier import Correspondent, Exchange, FolderCourier
from incidentkit.vault.entry import Entry
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.intake import Arrival, Intake
from incidentkit.vault.joining import JoinRequest, own_request
from incidentkit.vault.judging import branches_of, read_roster
from incidentkit.vault.kinds import SeatId
from incidentkit.vault.kit import LockedKit, Surrounding, open_kit
from incidentkit.vault.roster import Roster
from incidentkit.vault.watching import Watch, unwatched


class PendingKit:
    """A newcomer's kit before its first unlocking."""

    def __init__(self, locked: LockedKit, request: JoinRequest) -> None:
        self._locked = locked
        self.request = request
        self.store = locked.store
        self._intake = Intake(locked.store, locked.kit.identity)
        self._roster = Roster()

    @classmethod
    def open(cls, around: Surrounding) -> Self:
        """Open a kit that asked to join.

        Raises:
            KitDamagedError: This kit never asked.
        """
        locked = open_kit(around)
        request = own_request(locked.store)
        if request is None:
            locked.close()
            raise KitDamagedError("join request")
        return cls(locked, request)

    @property
    def seat_id(self) -> SeatId:
        """The seat that waits."""
        return SeatId(self._locked.store.slots()[0].header.seat)

    def receive(
        self,
        entries: Iterable[Entry],
        payloads: Mapping[bytes, bytes],
        watch: Watch = unwatched,
    ) -> Arrival:
        """Take entries in without opening them; none, when `watch` raises."""
        with self.store.transaction():
            arrival = self._intake.take_all(entries, self._roster, watch)
            for digest, sealed in payloads.items():
                if digest not in arrival.orphans:
                    self.store.put_payload(digest, sealed)
        kit = self._locked.kit_id
        self._roster = Roster(
            read_roster(self.store, kit), branches=branches_of(self.store)
        )
        return arrival

    def exchange(self, folder: Path) -> Exchange:
        """Take in what the shared folder holds; nothing of our own is left there."""
        kit = self._locked.kit
        who = Correspondent(
            self.store,
            kit.identity,
            EvidenceFolder(kit.places),
            kit.clock,
            bytes(self.seat_id),
        )
        return FolderCourier(folder, who).exchange(self)

    def close(self) -> None:
        """Let go of the kit."""
        self._locked.close()

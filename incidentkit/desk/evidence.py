"""Whether every piece of evidence is here, and still as it was handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.errors import (
    DisposedError,
    FileUnreadableError,
    NotYetOpenedError,
    RefusedError,
)
from incidentkit.incidents.evidence import in_kib
from incidentkit.incidents.state import EvidenceItem
from incidentkit.vault.watching import Watch, unwatched

_OUTCOMES = ("whole", "missing", "changed", "disposed")


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """How the evidence of a kit stands. What is missing or changed is named by entry."""

    whole: int = 0
    missing: tuple[bytes, ...] = ()
    changed: tuple[bytes, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything is here and as it was."""
        return not self.missing and not self.changed


def filed_items(desk: Desk) -> tuple[EvidenceItem, ...]:
    """Return every item that is filed, and not still with somebody."""
    return tuple(
        item
        for row in desk.incidents.rows()
        for item in row.state.evidence
        if not item.holder
    )


def kib_of(items: Iterable[EvidenceItem]) -> int:
    """Return how much there is to read, in KiB."""
    return in_kib(sum(item.size for item in items))


def check_evidence(desk: Desk, watch: Watch = unwatched) -> EvidenceCheck:
    """Read every filed item and compare it with what was handed in.

    What was disposed of is no longer to be here. `watch` is told how much was read,
    in KiB, and may end it by raising.
    """
    items = filed_items(desk)
    nowhere = _Nowhere(sum(item.size for item in items), watch)
    found: dict[str, list[bytes]] = {name: [] for name in _OUTCOMES}
    for item in items:
        found[_how(desk, item, nowhere)].append(item.digest)
    return EvidenceCheck(
        len(found["whole"]), tuple(found["missing"]), tuple(found["changed"])
    )


def _how(desk: Desk, item: EvidenceItem, nowhere: "_Nowhere") -> str:
    try:
        desk.incidents.evidence.read(item, nowhere)
    except (FileUnreadableError, NotYetOpenedError):
        return "missing"
    except RefusedError:
        return "changed"
    except DisposedError:
        return "disposed"
    return "whole"


class _Nowhere:
    """Takes bytes, keeps none, and tells how far it is."""

    def __init__(self, size: int, watch: Watch) -> None:
        self._size = size
        self._watch = watch
        self._done = 0

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        self._done += len(data)
        self._watch(in_kib(self._done), in_kib(max(self._done, self._size)))
        return len(data)

"""Whether every piece of evidence is here, and still as it was handed in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from incidentkit.crypto.chunks import Sink
from incidentkit.desk.services import Desk
from incidentkit.errors import (
    DisposedError,
    FileUnreadableError,
    NotYetOpenedError,
    RefusedError,
)
from incidentkit.vault.watching import Watch, in_kib, unwatched

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


@dataclass(frozen=True, slots=True)
class Filed:
    """One file or text that is kept: its entry, its size in bytes, and reading it."""

    digest: bytes
    size: int
    read: Callable[[Sink], None]


def filed_items(desk: Desk) -> tuple[Filed, ...]:
    """Return all evidence that is not still with somebody, and all papers of accounts."""
    custody, papers = desk.incidents.evidence, desk.accounts.papers
    evidence = (
        Filed(item.digest, item.size, partial(custody.read, item))
        for _, state in desk.incidents.each()
        for item in state.evidence
        if not item.holder
    )
    attached = (
        Filed(paper.digest, paper.size, partial(papers.read, paper))
        for row in desk.accounts.rows()
        for paper in desk.accounts.known(row.subject).account.attachments
    )
    return (*evidence, *attached)


def kib_of(items: Iterable[Filed]) -> int:
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
        found[_how(item, nowhere)].append(item.digest)
    return EvidenceCheck(
        len(found["whole"]), tuple(found["missing"]), tuple(found["changed"])
    )


def _how(item: Filed, nowhere: "_Nowhere") -> str:
    try:
        item.read(nowhere)
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

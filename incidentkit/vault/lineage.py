"""What builds on what: the causal past of each roster entry, as bits of a number."""

from collections.abc import Iterable, Mapping

from incidentkit.vault.kinds import Digest


class Lineage:
    """The ancestry of a set of entries, each of which names what it builds on.

    Entries that build on one not given are left out, and so is what builds on
    them. Pasts are bit sets held in plain integers, so that "did this one know
    of that one" is one operation.
    """

    def __init__(self, builds_on: Mapping[Digest, frozenset[Digest]]) -> None:
        self._bits: dict[Digest, int] = {}
        self._pasts: dict[Digest, int] = {}
        self.in_order: list[Digest] = []
        self._place(builds_on)
        self.in_order_set = frozenset(self.in_order)
        named = {d for digest in self.in_order for d in builds_on[digest]}
        self.tips = frozenset(self.in_order_set - named)

    def _place(self, builds_on: Mapping[Digest, frozenset[Digest]]) -> None:
        waiting = dict(sorted(builds_on.items()))
        missing = {d: len(above) for d, above in waiting.items()}
        below: dict[Digest, list[Digest]] = {}
        for digest, above in waiting.items():
            for ancestor in above:
                below.setdefault(ancestor, []).append(digest)
        ready = [d for d, count in missing.items() if count == 0]
        while ready:
            digest = ready.pop()
            self._bits[digest] = 1 << len(self.in_order)
            self._pasts[digest] = self.past(waiting[digest])
            self.in_order.append(digest)
            for later in below.get(digest, []):
                missing[later] -= 1
                if missing[later] == 0:
                    ready.append(later)

    @property
    def everything(self) -> int:
        """The past of somebody who knows every entry that is here."""
        return (1 << len(self.in_order)) - 1

    def bit(self, digest: Digest) -> int:
        """Return the bit that stands for an entry, 0 when it is not here."""
        return self._bits.get(digest, 0)

    def past(self, frontier: Iterable[Digest]) -> int:
        """Return everything that a frontier knows of, itself included."""
        known = 0
        for digest in frontier:
            known |= self._pasts.get(digest, 0) | self._bits.get(digest, 0)
        return known

    def tips_of(self, digests: frozenset[Digest]) -> frozenset[Digest]:
        """Return those of these entries that no other of them builds on."""
        below = 0
        for digest in digests:
            below |= self._pasts.get(digest, 0)
        return frozenset(d for d in digests if not below & self.bit(d))

    def knows(self, frontier: Iterable[Digest]) -> bool:
        """Whether every member of the frontier is here."""
        return all(digest in self._bits for digest in frontier)

    def builds_on(self, later: Digest, earlier: Digest) -> bool:
        """Whether the writer of `later` knew of `earlier`."""
        return bool(self._pasts.get(later, 0) & self._bits.get(earlier, 0))

"""Chains that were forked, and which of their branches somebody accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from incidentkit.vault.authority import Deed
from incidentkit.vault.kinds import ChainId, Digest


@dataclass(frozen=True, slots=True)
class Branches:
    """Chains that were forked: from where, and which entry follows which.

    From the fork on everything is held, until a lead accepts one branch by
    naming the digest of an entry on it: what leads to that entry counts.
    """

    forked_at: Mapping[ChainId, int] = field(default_factory=dict)
    parents: Mapping[Digest, Digest] = field(default_factory=dict)

    def touch(self, deed: Deed) -> bool:
        """Whether the deed lies at a fork of its chain or after it."""
        fork = self.forked_at.get(deed.chain)
        return fork is not None and deed.number >= fork

    def leading_to(self, heads: Iterable[Digest]) -> frozenset[Digest]:
        """Return the entries that these heads accept, themselves included."""
        found: set[Digest] = set()
        for head in heads:
            step: Digest | None = head
            while step is not None and step not in found:
                found.add(step)
                step = self.parents.get(step)
        return frozenset(found)

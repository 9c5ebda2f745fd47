"""What is held back: written after a removal, or beside what the same machine wrote."""

from collections import defaultdict
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.vault.entry import Entry
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import ChainId
from incidentkit.vault.membership import admit


@dataclass(frozen=True, slots=True)
class HeldPart:
    """The held entries of one machine's part of the log.

    `first` and `last` are when its writer's clock said they were written.
    `is_split` when the machine wrote two different things at one place.
    """

    chain: ChainId
    by: str
    entries: int
    first: int
    last: int
    is_split: bool


def held_parts(desk: Desk) -> tuple[HeldPart, ...]:
    """Return what is held, one for each part of the log, the newest last."""
    found: dict[ChainId, list[Entry]] = defaultdict(list)
    for entry in desk.session.without_effect(Why.HELD):
        found[entry.chain].append(entry)
    forks = desk.session.kit.store.forks()
    parts = (_part(desk, chain, held, forks) for chain, held in found.items())
    return tuple(sorted(parts, key=lambda part: (part.last, part.chain)))


def let_back_in(desk: Desk, chain: bytes) -> int:
    """Let what is held of one part back in, up to its last entry; returns how many.

    Raises:
        UnknownNameError: Nothing of it is held any more.
        RoleNeededError: Only a comms lead can.
    """
    held = [e for e in desk.session.without_effect(Why.HELD) if e.chain == chain]
    if not held:
        raise UnknownNameError("chain", chain.hex()[:16])
    last = max(held, key=lambda entry: entry.number)
    admit(desk.session, last.head)
    return len(held)


def _part(
    desk: Desk, chain: ChainId, held: list[Entry], forks: dict[ChainId, int]
) -> HeldPart:
    walls = [entry.core.wall for entry in held]
    by = desk.officers.name_of_seat(held[-1].seat)
    return HeldPart(chain, by, len(held), min(walls), max(walls), chain in forks)

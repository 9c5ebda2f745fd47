"""Walks every chain from its beginning: what is sound, and what is wrong where.

An entry is sound when it follows a sound one (section 3.7). Of each chain the
first break is named and nothing after it (section 10.1).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from tests.vault.second.envelope import (
    Entry,
    Head,
    RefusedError,
    check_follows,
    check_signature,
    heads_from,
)

ROSTER = 1


@dataclass(frozen=True, order=True)
class Trouble:
    """What is wrong, by its name in section 10.1, and the place it is about."""

    name: str
    chain: bytes = b""
    number: int = 0


@dataclass
class Walk:
    """What came of walking the chains."""

    genesis: bytes
    sound: dict[bytes, Entry] = field(default_factory=dict)
    broken_at: dict[bytes, int] = field(default_factory=dict)
    troubles: set[Trouble] = field(default_factory=set)

    @cached_property
    def places(self) -> dict[bytes, dict[int, list[Entry]]]:
        return by_place(self.sound.values())

    @cached_property
    def forked_at(self) -> dict[bytes, int]:
        found = {}
        for chain, numbers in self.places.items():
            twice = [n for n, entries in numbers.items() if len(entries) > 1]
            if twice:
                found[chain] = min(twice)
        return found

    @cached_property
    def tips(self) -> list[Entry]:
        """The last entry of each chain, and of each branch of a forked one."""
        built_on = {entry.previous for entry in self.sound.values()}
        return [e for e in self.sound.values() if e.digest not in built_on]

    def heads(self) -> tuple[Head, ...]:
        """For each chain the furthest tip, the greatest digest among several."""
        best: dict[bytes, Head] = {}
        for tip in sorted(self.tips, key=lambda e: (e.number, e.digest)):
            best[tip.chain] = Head(tip.chain, tip.number, tip.digest)
        return tuple(best[chain] for chain in sorted(best))

    def name(self, name: str, chain: bytes, number: int) -> None:
        """Names a trouble, if the chain did not break at or before this number."""
        if number <= self.broken_at.get(chain, number):
            self.troubles.add(Trouble(name, chain, number))

    def break_off(self, name: str, chain: bytes, number: int) -> None:
        """Names the first break of a chain, and only that."""
        if chain not in self.broken_at:
            self.broken_at[chain] = number
            self.troubles.add(Trouble(name, chain, number))


def by_place(entries: Iterable[Entry]) -> dict[bytes, dict[int, list[Entry]]]:
    found: dict[bytes, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in sorted(entries, key=lambda e: (e.chain, e.number, e.digest)):
        found[entry.chain][entry.number].append(entry)
    return found


def walk(
    entries: Iterable[Entry], altered: Iterable[tuple[bytes, int]], genesis: bytes
) -> Walk:
    """Walks the chains of entries that decoded, past the places that did not."""
    done = Walk(genesis)
    bad = defaultdict(set)
    for chain, number in altered:
        bad[chain].add(number)
    chains = by_place(entries)
    for chain in chains:
        _walk_chain(done, chain, chains[chain], bad.pop(chain, set()))
    for chain, numbers in bad.items():
        done.break_off("altered", chain, min(numbers))
    _compare(done)
    return done


def _walk_chain(
    done: Walk, chain: bytes, numbers: dict[int, list[Entry]], bad: set[int]
) -> None:
    signing = _signing_key(numbers.get(1, []))
    before: list[Entry] = []
    for number in range(1, max([*numbers, *bad]) + 1):
        if number in bad:
            done.break_off("altered", chain, number)
        here = numbers.get(number, [])
        if not here:
            done.break_off("missing", chain, number)
        before = [entry for entry in here if _fits(done, entry, before, signing)]
        if not before:
            return


def _signing_key(firsts: list[Entry]) -> bytes:
    """The key that a chain's Begin names; its id leaves room for only one."""
    acts = [entry.act for entry in firsts if entry.act]
    return bytes(acts[0].fields[0][0]) if acts else b""


def _fits(done: Walk, entry: Entry, before: list[Entry], signing: bytes) -> bool:
    """Takes the entry in if it is genuine and follows one of those before it."""
    try:
        check_signature(entry, signing)
        if entry.number > 1:
            parents = [e for e in before if e.digest == entry.previous]
            check_follows(entry, (parents or before)[0])
    except RefusedError as refused:
        name = "out-of-chain" if refused.reason == "bad-link" else "altered"
        done.break_off(name, *entry.where)
        return False
    if _is_genesis(entry) and entry.digest != done.genesis:
        done.break_off("foreign-genesis", *entry.where)
        return False
    done.sound[entry.digest] = entry
    return True


def _is_genesis(entry: Entry) -> bool:
    return entry.act is not None and entry.act.tag == "genesis"


def _compare(done: Walk) -> None:
    """Everything that needs entries of other chains, or the whole of one."""
    if done.genesis not in done.sound:
        done.troubles.add(Trouble("missing"))
    for chain, number in done.forked_at.items():
        done.name("forked", chain, number)
    for tip in done.tips:
        if tip.part < tip.parts and tip.chain not in done.broken_at:
            done.name("unfinished", tip.chain, tip.number)
    pasts = Pasts(done.sound)
    for entry in done.sound.values():
        _compare_heads(done, entry)
        if _forgets(done, entry, pasts):
            done.name("forgot-roster", *entry.where)


def _compare_heads(done: Walk, entry: Entry) -> None:
    accepted: tuple[Head, ...] = ()
    if entry.act and entry.act.tag == "accept":
        accepted = heads_from(entry.act.fields[4])
    for head in (*entry.heads, *accepted):
        if head.digest not in done.sound:
            done.troubles.add(Trouble("missing", head.chain, head.number))
    known = [done.sound[h.digest] for h in entry.heads if h.digest in done.sound]
    if any(entry.time <= other.time for other in known):
        done.name("wrong-time", *entry.where)


class Pasts:
    """What each roster entry builds on: its frontier, and theirs (section 5.2)."""

    def __init__(self, sound: dict[bytes, Entry]) -> None:
        self._roster = {d: e for d, e in sound.items() if e.cls == ROSTER}
        self._found: dict[bytes, frozenset[bytes] | None] = {}

    def under(self, frontier: Iterable[bytes]) -> frozenset[bytes] | None:
        """The frontier and all it builds on; None when some of that is not here."""
        found: set[bytes] = set()
        for digest in frontier:
            past = self._past(digest)
            if past is None:
                return None
            found |= past | {digest}
        return frozenset(found)

    def _past(self, digest: bytes) -> frozenset[bytes] | None:
        waiting = [digest]
        while waiting:
            last = waiting[-1]
            entry = self._roster.get(last)
            steps = entry.frontier if entry else ()
            unknown = [step for step in steps if step not in self._found]
            if unknown and last not in self._found:
                waiting += unknown
                continue
            waiting.pop()
            self._found.setdefault(last, self._join(steps) if entry else None)
        return self._found[digest]

    def _join(self, steps: Iterable[bytes]) -> frozenset[bytes] | None:
        found: set[bytes] = set()
        for step in steps:
            past = self._found[step]
            if past is None:
                return None
            found |= past | {step}
        return frozenset(found)


def _forgets(done: Walk, entry: Entry, pasts: Pasts) -> bool:
    """Whether an entry's frontier leaves out what its chain knew before it."""
    before = done.sound.get(entry.previous)
    if before is None:
        return False
    own = (before.digest,) if before.cls == ROSTER else ()
    knew = pasts.under((*before.frontier, *own))
    knows = pasts.under(entry.frontier)
    return knew is not None and knows is not None and not knew <= knows

"""A second verifier, written from the format page and sharing no code with the first.

It needs no key. What it answers is section 10.1 of that page: whether what is
here is intact, what is wrong where, and the numbers to compare on paper.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.vault.second.acts import KNOWN_CLASSES
from tests.vault.second.chains import Trouble, Walk, walk
from tests.vault.second.envelope import Entry, Head, payload_digest
from tests.vault.second.journal import (
    Material,
    read_anchor,
    read_courier,
    read_database,
)
from tests.vault.second.judging import verdicts
from tests.vault.second.roster import EFFECTIVE, HELD, NO_AUTHORITY


@dataclass(frozen=True)
class Verdict:
    """What a verifier without keys can say about one journal."""

    troubles: tuple[Trouble, ...]
    heads: tuple[Head, ...]
    entries: int
    chains: int
    held: int
    without_authority: int
    unknown_class: int
    disposed: int

    @property
    def is_intact(self) -> bool:
        return not self.troubles

    @property
    def names(self) -> frozenset[str]:
        return frozenset(trouble.name for trouble in self.troubles)


def verify_kit(database: Path, anchor: Path | None = None) -> Verdict:
    """Verifies a kit's database, and against its anchor if that is handed in."""
    found = read_database(database)
    seen = read_anchor(anchor, found.kit) if anchor else None
    return verify(found, seen or ())


def verify_courier(folder: Path, kit: bytes, genesis: bytes) -> Verdict:
    """Verifies what lies in a courier's folder, of a kit that was pinned before."""
    return verify(read_courier(folder, kit, genesis), ())


def verify(found: Material, seen: tuple[Head, ...]) -> Verdict:
    """The verdict on what was read, given the heads that were seen before."""
    done = walk(found.entries.values(), found.altered, found.genesis)
    reasons = verdicts(done)
    disposed = _disposed(done, reasons)
    _compare_payloads(done, found, disposed)
    _compare_anchor(done, seen)
    _compare_marks(done, found)
    if found.unsound_file:
        done.troubles.add(Trouble("altered"))
    if not done.sound:
        done.troubles.add(Trouble("empty"))
    counted = list(reasons.values())
    return Verdict(
        troubles=tuple(sorted(done.troubles)),
        heads=done.heads(),
        entries=len(done.sound),
        chains=len(done.places),
        held=counted.count(HELD),
        without_authority=counted.count(NO_AUTHORITY),
        unknown_class=sum(e.cls not in KNOWN_CLASSES for e in done.sound.values()),
        disposed=_count_disposed(done, found, disposed),
    )


def _disposed(done: Walk, reasons: dict[bytes, str]) -> set[bytes]:
    """The digests of payloads that a Disposed with effect names."""
    named: set[bytes] = set()
    for digest, entry in done.sound.items():
        if entry.act and entry.act.tag == "disposed" and reasons[digest] == EFFECTIVE:
            named.update(entry.act.fields[0])
    ordinary = [done.sound[digest] for digest in named if digest in done.sound]
    return {entry.payload for entry in ordinary if entry.cls == 0}


def _is_gone(entry: Entry, found: Material, disposed: set[bytes]) -> bool:
    """Whether a payload was disposed of by an act, and marked so where one marks."""
    marked = found.marked_disposed
    return entry.payload in disposed and (marked is None or entry.payload in marked)


def _count_disposed(done: Walk, found: Material, disposed: set[bytes]) -> int:
    return sum(_is_gone(entry, found, disposed) for entry in done.sound.values())


def _compare_payloads(done: Walk, found: Material, disposed: set[bytes]) -> None:
    for entry in done.sound.values():
        if entry.cls == 0:
            name = _about_payload(entry, found, disposed)
            if name is not None:
                done.name(name, *entry.where)


def _about_payload(entry: Entry, found: Material, disposed: set[bytes]) -> str | None:
    sealed = found.payloads.get(entry.payload)
    is_here = sealed is not None and found.marked_disposed is not None
    if _is_gone(entry, found, disposed) and not is_here:
        return None
    if entry.payload in (found.marked_disposed or ()):
        return "false-disposal"
    if sealed is None:
        return "payload-missing"
    return None if payload_digest(sealed) == entry.payload else "payload-altered"


def _compare_marks(done: Walk, found: Material) -> None:
    """A fork that is noted must be one, or entries would be held for nothing."""
    for chain, number in found.marked_forks.items():
        if chain not in done.forked_at:
            done.name("altered", chain, number)


def _compare_anchor(done: Walk, seen: tuple[Head, ...]) -> None:
    for head in seen:
        if head.digest not in done.sound:
            done.troubles.add(Trouble("older-than-seen", head.chain, head.number))

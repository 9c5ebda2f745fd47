"""Which entries have effect: whole changes, by what shows without a key (4.4)."""

from collections.abc import Iterator

from tests.vault.second.acts import BEGIN, KNOWN_CLASSES
from tests.vault.second.chains import ROSTER, Walk
from tests.vault.second.envelope import Entry
from tests.vault.second.roster import (
    EFFECTIVE,
    HELD,
    NO_AUTHORITY,
    ROLES,
    WAITING,
    Roster,
)

LEAD = 3
INCOMPLETE, UNKNOWN = "incomplete", "unknown-class"
ORDER = (INCOMPLETE, WAITING, UNKNOWN, HELD, NO_AUTHORITY, EFFECTIVE)


def changes(done: Walk) -> Iterator[list[Entry]]:
    """Every change, those that are cut short as well; a shared part is in several."""
    ends = {e.digest: e for e in done.tips}
    ends |= {d: e for d, e in done.sound.items() if e.part == e.parts}
    for entry in ends.values():
        change = [entry]
        while change[-1].part > 1:
            change.append(done.sound[change[-1].previous])
        yield change


def verdicts(done: Walk) -> dict[bytes, str]:
    """Why each entry has no effect, or that it has."""
    together = list(changes(done))
    whole = {e.digest for change in together if _is_whole(change) for e in change}
    roster = Roster(done.sound, whole, done.genesis, done.forked_at)
    alone = {digest: _alone(roster, e) for digest, e in done.sound.items()}
    found: dict[bytes, str] = {}
    for change in together:
        reasons = [alone[entry.digest] for entry in change]
        if not _is_whole(change):
            reasons.append(INCOMPLETE)
        reason = min(reasons, key=ORDER.index)
        for entry in change:
            known = found.get(entry.digest)
            found[entry.digest] = reason if known is None else _either(known, reason)
    return found


def _is_whole(change: list[Entry]) -> bool:
    """Whether a change, read from its end, has its last part."""
    return change[0].part == change[0].parts


def _either(one: str, other: str) -> str:
    """What is true of a part that two branches share."""
    return EFFECTIVE if EFFECTIVE in (one, other) else min(one, other, key=ORDER.index)


def _alone(roster: Roster, entry: Entry) -> str:
    if entry.cls == BEGIN:
        return EFFECTIVE
    if entry.cls == ROSTER:
        return _roster_act(roster, entry)
    if entry.cls not in KNOWN_CLASSES:
        waits = roster.judge(entry, 1) == WAITING
        return WAITING if waits else UNKNOWN
    if entry.needs not in ROLES:
        return NO_AUTHORITY
    return roster.judge(entry, max(entry.needs, entry.act.least if entry.act else 1))


def _roster_act(roster: Roster, entry: Entry) -> str:
    if roster.has_effect(entry):
        return EFFECTIVE
    verdict = roster.judge(entry, LEAD)
    return HELD if verdict == EFFECTIVE else verdict

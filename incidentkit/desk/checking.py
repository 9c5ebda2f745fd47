"""Checking the whole kit, in words: its log, what it shows, and its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidentkit.desk.evidence import (
    EvidenceCheck,
    check_evidence,
    filed_items,
    kib_of,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.retention import disposals
from incidentkit.vault.verify import Report, verify_journal
from incidentkit.vault.watching import Watch, shares, unwatched
from incidentkit.words import disposal
from incidentkit.words import verification as words

DIGEST_BYTES = 32
# An entry takes as long to verify, and to add up, as so many KiB of evidence to read.
_VERIFYING, _ADDING_UP = 40, 28


@dataclass(frozen=True, slots=True)
class HeadLine:
    """How far one machine's part of the log goes."""

    part: str
    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the kit found, as lines to read.

    `found` begins with whether the journal is intact; `besides` is worth knowing.
    """

    is_well: bool
    found: tuple[str, ...]
    besides: tuple[str, ...]
    evidence: tuple[str, ...]
    unproved: tuple[str, ...]
    heads: tuple[HeadLine, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that a check looked at.

    `same_states` says whether what the kit showed was what its journal adds up to;
    `kept` counts texts that disposals name and that are still needed.
    """

    report: Report
    evidence: EvidenceCheck
    same_states: bool
    kept: int

    @property
    def is_well(self) -> bool:
        """Whether nothing at all was found wrong."""
        return self.report.intact and self.same_states and self.evidence.is_whole


def check_everything(desk: Desk, watch: Watch = unwatched) -> Checked:
    """Check everything, as one progress. `watch` may end it by raising."""
    session = desk.session
    verifying, adding_up, reading = shares(watch, *_sizes(desk))
    anchor = AnchorFile.of(session.kit.places, session.kit.identity.kit).read()
    report = verify_journal(session.kit.store, anchor, verifying)
    before = session.ledger.cache.digest()
    session.rebuild(adding_up)
    same = before == session.ledger.cache.digest()
    evidence = check_evidence(desk, reading)
    kept = sum(one.kept for one in disposals(session))
    return Checked(report, evidence, same, kept)


def _sizes(desk: Desk) -> tuple[int, int, int]:
    """Return how large each part is, in what reading a KiB of evidence takes."""
    entries = desk.session.kit.store.count_entries()
    return entries * _VERIFYING, entries * _ADDING_UP, kib_of(filed_items(desk))


def check_kit(desk: Desk, watch: Watch) -> Verdict:
    """Check everything, and say in words what was found."""
    return _verdict(check_everything(desk, watch))


def holds_head(desk: Desk, head: str) -> bool:
    """Whether the log holds the entry that a printed report names as a head.

    Raises:
        InvalidValueError: It is not a digest.
    """
    try:
        digest = bytes.fromhex("".join(head.split()))
    except ValueError:
        digest = b""
    if len(digest) != DIGEST_BYTES:
        raise InvalidValueError("head", "not-a-digest")
    return desk.session.kit.store.entry(digest) is not None


def _verdict(checked: Checked) -> Verdict:
    report, evidence = checked.report, checked.evidence
    counts = (evidence.whole, len(evidence.missing), len(evidence.changed))
    return Verdict(
        is_well=checked.is_well,
        found=tuple(found(report)),
        besides=tuple(besides(report, checked.kept, same_states=checked.same_states)),
        evidence=tuple(words.evidence(*counts)),
        unproved=tuple(words.UNPROVED[item] for item in report.unproved),
        heads=tuple(
            HeadLine(head.chain.hex()[:8], head.number, head.digest.hex())
            for head in report.heads
        ),
    )


def found(report: Report) -> Iterator[str]:
    """Yield whether the journal is intact, and otherwise what is wrong and where."""
    if report.intact:
        yield words.intact(report.entries, report.chains)
        return
    yield words.NOT_INTACT
    for one in report.found:
        yield words.trouble(one.trouble, one.chain.hex()[:8], one.number)
    yield words.WHAT_NOW


def besides(
    report: Report, kept: int = 0, *, same_states: bool = True
) -> Iterator[str]:
    """Yield what is not wrong with the journal, and worth knowing."""
    if not same_states:
        yield words.STATES_DIFFERED
    counted = (
        (report.held, words.held),
        (report.without_authority, words.without_authority),
        (report.unknown_class, words.unknown_class),
        (report.unreachable, words.unreachable),
        (kept, disposal.kept),
    )
    for number, say in counted:
        if number:
            yield say(number)

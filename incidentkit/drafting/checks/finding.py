"""What a check says: the place, how bad it is, why, and what to do about it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does to a draft. A block needs a named override."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, at `start` up to `end` in code points.

    Nothing between the two means the text as a whole. `reason` and `repair` are keys
    of the words room. `instead` is what could stand in the place, where that is known.
    Nobody can override what may never go out.
    """

    check: str
    severity: Severity
    start: int
    end: int
    reason: str
    repair: str
    instead: str = ""
    can_override: bool = True

    @property
    def span(self) -> tuple[int, int] | None:
        """The place marked, or None for the whole text."""
        return (self.start, self.end) if self.end > self.start else None


MOST_SHOWN = 3
_ORDER = tuple(Severity)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by severity, and in the order of the text."""
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.severity), f.start)))


def shown(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what is shown at once: the worst, never more than three."""
    return worst_first(findings)[:MOST_SHOWN]


def moved(findings: Iterable[Finding], by: int) -> tuple[Finding, ...]:
    """Return findings in a text that something stands in front of."""
    return tuple(
        replace(f, start=f.start + by, end=f.end + by) if f.span else f
        for f in findings
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """What every finding of one sort has in common."""

    check: str
    severity: Severity
    reason: str
    repair: str
    can_override: bool = True

    def at(self, span: tuple[int, int], instead: str = "") -> Finding:
        """Return a finding at a place."""
        return Finding(
            self.check,
            self.severity,
            *span,
            self.reason,
            self.repair,
            instead,
            self.can_override,
        )

    def whole(self) -> Finding:
        """Return a finding about the text as a whole."""
        return self.at((0, 0))

    def each(self, pattern: re.Pattern[str], text: str) -> Iterator[Finding]:
        """Yield a finding wherever a pattern matches."""
        for found in pattern.finditer(text):
            yield self.at(found.span())


def block(check: str, reason: str, repair: str, *, can_override: bool = True) -> Kind:
    """Return a sort of finding that stops a draft."""
    return Kind(check, Severity.BLOCK, reason, repair, can_override)


def warn(check: str, reason: str, repair: str) -> Kind:
    """Return a sort of finding to look at again."""
    return Kind(check, Severity.WARN, reason, repair)


def info(check: str, reason: str, repair: str) -> Kind:
    """Return a sort of finding for information."""
    return Kind(check, Severity.INFO, reason, repair)

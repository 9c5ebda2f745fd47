"""What a verification comes to: what is wrong, where, and what cannot be known."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from incidentkit.vault.acts import Head

SEEN_ELSEWHERE = "seen"


class Trouble(StrEnum):
    """What a verifier can find wrong."""

    ALTERED = "altered"
    OUT_OF_CHAIN = "out-of-chain"
    MISSING = "missing"
    FORKED = "forked"
    FOREIGN_GENESIS = "foreign-genesis"
    FORGOT_ROSTER = "forgot-roster"
    WRONG_TIME = "wrong-time"
    PAYLOAD_ALTERED = "payload-altered"
    PAYLOAD_MISSING = "payload-missing"
    FALSE_DISPOSAL = "false-disposal"
    OLDER_THAN_SEEN = "older-than-seen"
    UNFINISHED = "unfinished"
    EMPTY = "empty"


_AS_WRITTEN = frozenset(
    (
        Trouble.FORKED,
        Trouble.UNFINISHED,
        Trouble.WRONG_TIME,
        Trouble.FORGOT_ROSTER,
        Trouble.PAYLOAD_MISSING,
        Trouble.FALSE_DISPOSAL,
    )
)


class Unproved(StrEnum):
    """What no verifier without keys and witnesses can prove, said every time."""

    TAIL = "tail"
    CLOCKS = "clocks"
    MEANING = "meaning"
    KINDS = "kinds"
    NO_ANCHOR = "no-anchor"
    ONE_MACHINE = "one-machine"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing wrong: what, in which chain, at which entry, and the reader's reason."""

    trouble: Trouble
    chain: bytes = b""
    number: int = 0
    reason: str = ""

    @property
    def is_as_written(self) -> bool:
        """Whether everything that is here is still as somebody signed it.

        Something may be not here yet, as happens while colleagues exchange, or
        a colleague's program may have broken a rule when it wrote. Nobody has
        touched the file.
        """
        return self.trouble in _AS_WRITTEN or self == replace(
            self, trouble=Trouble.MISSING, reason=SEEN_ELSEWHERE
        )


@dataclass
class Report:
    """The outcome of a verification."""

    entries: int = 0
    chains: int = 0
    held: int = 0
    without_authority: int = 0
    unknown_class: int = 0
    disposed: int = 0
    unreachable: int = 0
    heads: tuple[Head, ...] = ()
    found: list[Found] = field(default_factory=list)
    unproved: list[Unproved] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether nothing at all was found wrong."""
        return not self.found

    @property
    def whole(self) -> bool:
        """Whether everything that is here is as it was written."""
        return all(found.is_as_written for found in self.found)

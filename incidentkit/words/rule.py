"""One rule that a value broke, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a value was not taken, to follow 'because', and what to do instead."""

    because: str
    instead: str

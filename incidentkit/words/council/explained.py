"""What is said about one setting."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Chosen:
    """What follows from one choice, and whose practice it is where policies differ."""

    follows: str
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """The words of one setting.

    `says` is what it does, `because` why its default is what it is; `how` is how to
    write a value; `question` is how a new council is asked.
    """

    name: str
    says: str
    because: str
    choices: Mapping[str, Chosen] = field(default_factory=dict)
    how: str = ""
    question: str = ""

"""What a setting is."""

from dataclasses import dataclass
from enum import StrEnum

from incidentkit.council.kinds import Choice, Kind


class Group(StrEnum):
    """Where a setting stands among the others, in this order."""

    WHO = "who"
    ACCOUNTS = "accounts"
    WRONG = "wrong"
    COMMENTS = "comments"
    PRESS = "press"
    WORDS = "words"
    ELECTIONS = "elections"
    PEOPLE = "people"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Setting:
    """One decision of the council's.

    A setting travels and is kept as text, so that a later version of the app may
    add some without this version losing them. `asked` says that a new council is
    asked about it.
    """

    key: str
    default: str
    kind: Kind
    group: Group
    asked: bool = False

    def accept(self, text: str) -> str:
        """Return the one spelling that is kept.

        Raises:
            InvalidValueError: The setting cannot be that.
        """
        return self.kind.accept(self.key, text)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, in order; empty when it is no choice."""
        return self.kind.choices if isinstance(self.kind, Choice) else ()

    @property
    def name(self) -> str:
        """What playbooks call it."""
        return self.key.replace("_", " ")

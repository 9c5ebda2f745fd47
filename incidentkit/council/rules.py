"""What the council decided, as other rooms need it: frozen, and no longer text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidentkit.council.tables import SEVERITIES


@dataclass(frozen=True, slots=True)
class RotationRule:
    """When passwords are changed on a date. `every_months` 0: on no date.

    They are due on a working day of the month, and late after some days of grace.
    """

    every_months: int
    working_day: int
    grace_days: int


@dataclass(frozen=True, slots=True)
class UpkeepRule:
    """What is looked after month by month."""

    rotation: RotationRule
    review_months: int
    dormant_days: int
    minimum_holders: int
    training_months: int
    exercise_months: int
    policy_review_months: int
    policies: tuple[str, ...] = ()
    acknowledgements: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """How new passwords are made: of so many characters, or of words as hard to guess."""

    length: int
    of_words: bool


@dataclass(frozen=True, slots=True)
class SignOffRule:
    """Who signs what the public reads.

    `preapproved`: the first notice, in the wording agreed beforehand, goes out by
    one person.
    """

    by_severity: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apology: tuple[str, ...] = ()
    preapproved: bool = False

    def signers(
        self,
        severity: str,
        step: Mapping[str, tuple[str, ...]] | None = None,
        *,
        is_interim: bool = False,
        has_apology: bool = False,
    ) -> tuple[str, ...]:
        """Return who signs, in words.

        While nobody said how serious it is, it counts as the most serious. A step's
        own table goes before the council's.
        """
        if is_interim and self.preapproved:
            return ()
        level = severity if severity in SEVERITIES else SEVERITIES[-1]
        names = (step or {}).get(level) or self.by_severity.get(level, ())
        return tuple(dict.fromkeys((*names, *(self.apology if has_apology else ()))))


@dataclass(frozen=True, slots=True)
class AddingRule:
    """What is looked at when an account, or somebody who can post, is written down."""

    outsiders: bool
    schools: bool
    shared_login: bool
    personal_devices: str


@dataclass(frozen=True, slots=True)
class WritingRule:
    """What holds for every word that goes out."""

    signature: str
    naming_of_staff: str
    humour: str
    link_policy: str
    link_domains: tuple[str, ...]
    phone_format: str
    apology: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """How long the papers of each class are kept, and who may stop their disposal."""

    lengths: Mapping[str, str]
    holders: tuple[str, ...]

"""A text with everything the checks may know about it: a frozen value.

Whatever the kit cannot give has a neutral default, with which the checks that need
it say nothing.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from incidentkit.platforms.platform import Platform


class Cause(StrEnum):
    """What a text can say brought an incident about."""

    OUTSIDE = "outside"
    INSIDE = "inside"
    MISTAKE = "mistake"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a text goes out. Without a platform nothing is counted."""

    platform: Platform | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One line of the staff register. `holders`: how many people have the job."""

    name: str
    initials: str = ""
    job_title: str = ""
    holders: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image or a video that goes out with a text."""

    alt: str = ""
    is_video: bool = False
    has_captions: bool = False
    is_statement: bool = False
    has_rights: bool = True
    shows_people: bool = False
    has_consent: bool = False
    shows_child: bool = False
    has_child_consent: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """The same text in the other language, as things stand.

    `made_from` is the text it was translated from. None: not known.
    """

    text: str = ""
    made_from: str | None = None
    goes_out: datetime | None = None
    this_goes_out: datetime | None = None
    exception_logged: bool = False


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that a text states, and what it rests on."""

    text: str
    source: str = ""
    verifier: str = ""


@dataclass(frozen=True, slots=True)
class Approvals:
    """Who has to approve, and which texts were approved: role and digest."""

    required: tuple[str, ...] = ()
    given: tuple[tuple[str, bytes], ...] = ()
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what is known by name.

    `not_to_repeat`: the offending words or the false claim. `attackers`: handles,
    names and links that get no publicity from us. `candidates`: of an election.
    """

    staff: tuple[Colleague, ...] = ()
    attackers: tuple[str, ...] = ()
    not_to_repeat: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Council:
    """What the council decided about its own texts.

    `contacts`: telephone numbers, mailboxes and addresses that may be given.
    `own_handles`: without them no handle counts as a stranger's. `signature`: none,
    initials, first name; empty for no rule. `any_link`: links may lead anywhere, as
    long as nobody else may have the account. `always_sober`: not even a minor matter
    is made light of.
    """

    own_domains: tuple[str, ...] = ()
    allowed_domains: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    own_handles: tuple[str, ...] = ()
    signature: str = ""
    has_welsh_duty: bool = False
    in_election_period: bool = False
    any_link: bool = False
    always_sober: bool = False
    words: Set[str] | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the incident's log says at the moment.

    `level` is the severity in the council's word, empty while nobody said.
    `earlier` are the statements already made in the same incident, oldest first.
    """

    playbooks: frozenset[str] = frozenset()
    level: str = ""
    confirmed: frozenset[Cause] = frozenset()
    earlier: tuple[str, ...] = ()
    was_removed: bool = False
    hr_agreed: bool = False
    is_live_case: bool = False
    legal_agreed: bool = False
    is_major_incident: bool = False
    lead_agency_agreed: bool = False
    private_messages: tuple[str, ...] = ()
    off_record: tuple[str, ...] = ()

    @property
    def is_hack(self) -> bool:
        """Whether somebody else may have the account."""
        return "hacked-account" in self.playbooks


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks may know beside the draft itself; it holds no secret."""

    situation: Situation = Situation()
    names: Names = Names()
    council: Council = Council()
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is being written. `secrets_in` names what stored secrets it holds."""

    text: str
    is_public: bool = True
    is_welsh: bool = False
    is_interim: bool = False
    is_reply: bool = False
    is_apology: bool = False
    channels: tuple[Channel, ...] = ()
    pictures: tuple[Picture, ...] = ()
    facts: tuple[StatedFact, ...] = ()
    pair: Pair | None = None
    approvals: Approvals = Approvals()
    names: Names = Names()
    council: Council = Council()
    situation: Situation = Situation()
    secrets_in: Callable[[str], tuple[str, ...]] | None = None

    @property
    def plain(self) -> str:
        """The text with typists' apostrophes and spaces, of the same length."""
        return self.text.translate(_PLAIN)


_PLAIN = {0x2018: "'", 0x2019: "'", 0xA0: " ", 0x202F: " ", 0x2009: " "}

"""What the entries about a person carry.

The subject is the person's own id. Roles and seats are not here: the roster alone
says who may do what. Somebody from outside never has either.
"""

from enum import StrEnum

import msgspec

from incidentkit.vault.kinds import Body, Digest


class Sort(StrEnum):
    """Where somebody from outside comes from."""

    AGENCY = "agency"
    CONTRACTOR = "contractor"
    COUNCILLOR = "councillor"
    SCHOOL = "school"
    PARTNER = "partner"
    OTHER = "other"


class Proven(StrEnum):
    """What somebody has shown: that they were trained, or that they read a policy."""

    TRAINED = "trained"
    ACKNOWLEDGED = "acknowledged"


class Contact(msgspec.Struct, frozen=True):
    """How to reach a person. What is not known is empty.

    `out_of_band` is a number that works when the council's network does not.
    """

    work_phone: str = ""
    mobile: str = ""
    email: str = ""
    out_of_band: str = ""
    hours: str = ""


class Outside(msgspec.Struct, frozen=True):
    """Somebody who is not in the kit. `until` is the last day, as YYYY-MM-DD."""

    name: str
    sort: Sort = Sort.AGENCY
    firm: str = ""
    until: str = ""


class Proof(msgspec.Struct, frozen=True):
    """Training, or a policy that was read: what, on which day, who says so.

    `wall` is when it was written down, `entry` where.
    """

    kind: Proven
    what: str
    day: str
    by: str
    note: str
    wall: int
    entry: Digest


class Verified(msgspec.Struct, frozen=True):
    """Somebody tried whether these numbers reach the person: who, and when.

    `at` is hybrid time: what a clock that was ahead said stands in nobody's way.
    """

    wall: int
    person: bytes
    of: tuple[Digest, ...]
    note: str = ""
    at: int = 0


class OfficerNamed(Body, frozen=True):
    """What a person is called."""

    name: str
    replaces: tuple[bytes, ...]


class OfficerContact(Body, frozen=True):
    """How to reach a person."""

    work_phone: str
    mobile: str
    email: str
    replaces: tuple[bytes, ...]
    out_of_band: str = ""
    hours: str = ""


class OfficerLeft(Body, frozen=True):
    """A person has left the team. `when` is wall time in milliseconds."""

    reason: str
    when: int


class OfficerOutside(Body, frozen=True):
    """Somebody is not in the kit and has to do with its accounts all the same."""

    name: str
    sort: Sort
    firm: str = ""
    until: str = ""
    replaces: tuple[bytes, ...] = ()


class OfficerDeputy(Body, frozen=True):
    """Who stands in for a person; empty for nobody."""

    deputy: bytes = b""
    replaces: tuple[bytes, ...] = ()


class OfficerTrained(Body, frozen=True):
    """A person was trained. `by` is who trained them, `proof` what shows it."""

    what: str
    day: str
    by: str = ""
    proof: str = ""


class OfficerAcknowledged(Body, frozen=True):
    """A person read a policy and said so. `by` is who saw it, `proof` what shows it."""

    what: str
    day: str
    by: str = ""
    proof: str = ""


class OfficerProofWithdrawn(Body, frozen=True):
    """A training or acknowledgement was written down by mistake; names its entry."""

    target: bytes
    reason: str


class OfficerVerified(Body, frozen=True):
    """Somebody tried the numbers of a person. `of` are the entries that hold them."""

    of: tuple[bytes, ...]
    note: str = ""

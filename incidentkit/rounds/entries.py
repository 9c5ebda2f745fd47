"""What is written about a round. The subject of all is the round of that month."""

from incidentkit.rounds.model import Ask, Found, Line, Policy
from incidentkit.vault.encoding import Hash, Id
from incidentkit.vault.kinds import Body


class RoundOpened(Body, frozen=True):
    """A month's check was begun. `month` is YYYY-MM.

    What the council had decided then comes along, so that a round is judged by the
    rules it was begun under: every how many months passwords were due, 0 for on no
    date, and how many days after its own an account counts as late.
    """

    month: str
    policy: Policy
    lines: tuple[Line, ...]
    every_months: int = 0
    grace_days: int = 0


class LineAdded(Body, frozen=True):
    """An account that came later is looked at in this round as well."""

    line: Line


class LineGiven(Body, frozen=True):
    """Somebody else looks at an account in this round; empty for nobody."""

    account: Id
    owner: bytes
    replaces: tuple[Hash, ...] = ()


class Answered(Body, frozen=True):
    """Somebody said what they found."""

    account: Id
    ask: Ask
    found: Found
    note: str = ""
    replaces: tuple[Hash, ...] = ()


class CertificateWritten(Body, frozen=True):
    """A certificate of the round was written into a file outside the kit."""

    name: str
    sha256: Hash


class RoundClosed(Body, frozen=True):
    """The round is over. What was not answered stays as it is.

    `lines` are the accounts that whoever closed it knew to be in it. One that a machine
    brought in unheard of is none of theirs, whatever its time.
    """

    note: str = ""
    lines: tuple[Id, ...] | None = None

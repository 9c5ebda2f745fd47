"""The report of an incident as facts. `document` puts it into words.

Everything a person wrote is text here and every digest is bytes, so that a
stored secret is looked for in the one and not in the other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from incidentkit.errors import SecretInTextError
from incidentkit.records.timeline import Line, Standing
from incidentkit.vault.acts import Head
from incidentkit.vault.verify import Found, Unproved


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did something, who wrote it down, and when it was done."""

    who: str
    recorder: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Account:
    """The account that an incident is about. `platform` is the network's name."""

    name: str
    handle: str
    platform: str


@dataclass(frozen=True, slots=True)
class CauseFound:
    """What is known of the cause. More than one in a report: people differ."""

    status: str
    cause: str
    basis: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class SituationReport:
    """The last situation report: its five lines by name, and whose it is."""

    lines: tuple[tuple[str, str], ...]
    deed: Deed


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that was answered, with the answers there were."""

    question: str
    options: tuple[str, ...]
    answer: str
    reason: str
    deed: Deed
    standing: Standing


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of evidence. `holder` is who has it while it is still to be filed."""

    what: str
    name: str
    address: str
    sha256: bytes
    size: int
    step: str
    captured: Deed
    filed_ms: int
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One place where exactly this text went out."""

    where: str
    when_ms: int
    address: str
    text: str
    recorder: str


@dataclass(frozen=True, slots=True)
class Message:
    """A text that was written: as it stands, and each time it went out."""

    title: str
    channel: str
    text: str
    publications: tuple[Publication, ...]
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told of the incident."""

    step: str
    whom: tuple[str, ...]
    note: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Departure:
    """A step that was left out, or that went before its capture, and why."""

    step: str
    reason: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the log found on the machine that wrote the report."""

    entries: int
    chains: int
    held: int
    without_authority: int
    disposed: int
    heads: tuple[Head, ...]
    found: tuple[Found, ...]
    unproved: tuple[Unproved, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing at all was found wrong."""
        return not self.found


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report of one incident says. `closed_ms` 0: it goes on."""

    council: str
    reference: str
    title: str
    handling: str
    playbook: str
    account: Account | None
    made: Deed
    known_ms: int
    started_ms: int
    closed_ms: int
    summary: str
    lessons: str
    situation: SituationReport | None
    causes: tuple[CauseFound, ...]
    timeline: tuple[Line, ...]
    decisions: tuple[Decision, ...]
    evidence: tuple[Evidence, ...]
    messages: tuple[Message, ...]
    told: tuple[Told, ...]
    skipped: tuple[Departure, ...]
    overrides: tuple[Departure, ...]
    left_open: tuple[str, ...]
    left_open_because: str
    verification: Verification
    is_exercise: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether the incident was closed when the report was made."""
        return self.closed_ms > 0


def check_no_secret(
    report: Report, secrets_in: Callable[[str], tuple[str, ...]]
) -> None:
    """Refuse a report in which a stored secret stands.

    A note may have been written before what it says became a secret.

    Raises:
        SecretInTextError: It does; says whose.
    """
    accounts = secrets_in("\n".join(dict.fromkeys(_texts(report))))
    if accounts:
        raise SecretInTextError(accounts)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a report, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))

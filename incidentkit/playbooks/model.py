"""What a playbook is, once it has been read."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

import msgspec

DONT_KNOW: Final = "Don't know yet"
_LONGEST_SLUG: Final = 64


class Verb(StrEnum):
    """What a step asks of a person."""

    DO = "do"
    ASK = "ask"
    CAPTURE = "capture"
    DECIDE = "decide"
    ROTATE = "rotate"
    WRITE = "write"
    APPROVE = "approve"
    NOTIFY = "notify"
    WAIT = "wait"
    TOGETHER = "together"
    USE = "use"


ASKING: Final = frozenset({Verb.ASK, Verb.DECIDE})


class DueKind(StrEnum):
    """Who set the time. Only the law and our own promises are ever overdue."""

    LAW = "law"
    PROMISE = "promise"
    TARGET = "target"


class Origin(StrEnum):
    """What a due time counts from."""

    START = "start"
    MOMENT = "moment"
    STEP = "step"


class Due(msgspec.Struct, frozen=True):
    """When a step is due, in clock time. `of` names the moment or the step's slug."""

    minutes: int
    kind: DueKind = DueKind.TARGET
    origin: Origin = Origin.START
    of: str = ""


class Is(msgspec.Struct, frozen=True, tag="is"):
    """Holds when a fact has this answer, or has not when `negated`."""

    fact: str
    answer: str
    negated: bool = False


class AllOf(msgspec.Struct, frozen=True, tag="all"):
    """Holds when every part does."""

    parts: tuple["Condition", ...]


class AnyOf(msgspec.Struct, frozen=True, tag="any"):
    """Holds when at least one part does."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = Is | AllOf | AnyOf


class Answer(msgspec.Struct, frozen=True):
    """One answer to a question, and the steps it leads to."""

    label: str
    steps: tuple["Step", ...] = ()


class Strand(msgspec.Struct, frozen=True):
    """One of several runs of steps that different people take at the same time."""

    name: str
    steps: tuple["Step", ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. A `together` step is only the bracket around its strands.

    `needs` are capture steps: one of them must have evidence before this step,
    which removes something, may be taken. `after` are steps to be over first.
    Both name earlier steps only, so a run can never wait for itself.
    """

    slug: str
    verb: Verb
    title: str
    line: int
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    why: str = ""
    basis: str = ""
    how: tuple[str, ...] = ()
    alone: str = ""
    template: str = ""
    due: Due | None = None
    when: Condition | None = None
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    stops_harm: bool = False
    tickable: bool = True
    fact: str = ""
    answers: tuple[Answer, ...] = ()
    if_unknown: str = ""
    strands: tuple[Strand, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the step is finished by an answer."""
        return self.verb in ASKING

    @property
    def labels(self) -> tuple[str, ...]:
        """Every answer on offer; the engine adds that one may not know yet."""
        written = tuple(a.label for a in self.answers)
        return written if DONT_KNOW in written else (*written, DONT_KNOW)

    def label(self, said: str) -> str | None:
        """Return the answer a person means, whatever its capitals, or None."""
        wanted = plain(said)
        return next((label for label in self.labels if plain(label) == wanted), None)

    def meaning(self, label: str) -> str:
        """Return what an answer is taken as: not knowing may have a careful default."""
        return self.if_unknown or DONT_KNOW if label == DONT_KNOW else label


class Phase(msgspec.Struct, frozen=True):
    """A part of the playbook with a name of its own."""

    title: str
    line: int
    steps: tuple[Step, ...]
    when: Condition | None = None


class Named(msgspec.Struct, frozen=True):
    """A role, a contact, a fact or a moment, with its words."""

    name: str
    text: str
    line: int


class Playbook(msgspec.Struct, frozen=True, kw_only=True):
    """A whole playbook, with the text it was read from and that text's SHA-256.

    A running incident keeps `text`, and reads the same playbook from it again.
    """

    name: str
    slug: str
    version: str
    owner: str
    reviewed: date
    review_every_months: int
    handling: str
    goal: str
    roles: tuple[Named, ...]
    contacts: tuple[Named, ...] = ()
    facts: tuple[Named, ...] = ()
    moments: tuple[Named, ...] = ()
    phases: tuple[Phase, ...]
    file: str
    text: str
    digest: str

    def steps(self) -> Iterator[Step]:
        """Every step in the order written, without the brackets around strands."""
        for phase in self.phases:
            yield from steps_in(phase.steps)

    def step(self, slug: str) -> Step | None:
        """Return the step with this slug, or None."""
        return next((step for step in self.steps() if step.slug == slug), None)

    @property
    def review_due(self) -> date:
        """The day by which somebody should read the playbook again."""
        months = self.reviewed.month - 1 + self.review_every_months
        year, month = self.reviewed.year + months // 12, months % 12 + 1
        return date(year, month, min(self.reviewed.day, monthrange(year, month)[1]))


def steps_in(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Every step of a run of steps, its branches and strands included."""
    for step in steps:
        if step.verb is not Verb.TOGETHER:
            yield step
        for answer in step.answers:
            yield from steps_in(answer.steps)
        for strand in step.strands:
            yield from steps_in(strand.steps)


def plain(text: str) -> str:
    """Return text as it is compared: capitals and curly apostrophes do not count."""
    return " ".join(text.replace("\u2019", "'").casefold().split())


def slug_of(title: str) -> str:
    """Return the short name made from a title, empty when it has no Latin letter.

    It is what a run remembers a step by, so it must never change for a title.
    """
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", letters.lower().replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        slug = longer
    return slug

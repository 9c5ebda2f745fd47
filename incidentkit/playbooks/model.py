"""What a playbook is, once it has been read."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final, TypeAlias

import msgspec

DONT_KNOW: Final = "Don't know yet"
SEVERITY: Final = "severity"
SEVERITIES: Final = ("Minor", "Embarrassing", "Serious", "Critical")
SETTING: Final = "setting "
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


class Kind(StrEnum):
    """What a playbook is for: an incident, anybody's questions, or other playbooks."""

    INCIDENT = "incident"
    GUIDE = "guide"
    PART = "part"


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
    DEADLINE = "deadline"


class Unit(StrEnum):
    """What a due time is counted in. A working day is whole; so is a month."""

    MINUTES = "minutes"
    WORKING_MINUTES = "working minutes"
    WORKING_DAYS = "working days"
    WEEKDAY_MINUTES = "weekday minutes"
    MONTHS = "months"
    SHARE = "share of the way"


class Due(msgspec.Struct, frozen=True):
    """When a step is due.

    Attributes:
        amount: How many of `unit`; a share is in per cent of the way from the
            start to the deadline. With a `setting`, what one of its number means.
        kind: Who set the time.
        origin: What it counts from; from a deadline it counts back.
        of: The moment's or the deadline's name, or the step's slug.
        unit: What is counted.
        setting: The setting of the council that says how many, empty for none.
    """

    amount: int
    kind: DueKind = DueKind.TARGET
    origin: Origin = Origin.START
    of: str = ""
    unit: Unit = Unit.MINUTES
    setting: str = ""


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
    """One answer to a question, and the steps it leads to.

    `means` is its consequence, `setting` the choice of the council's that it is.
    """

    label: str
    steps: tuple["Step", ...] = ()
    means: str = ""
    basis: str = ""
    setting: str = ""


class Strand(msgspec.Struct, frozen=True):
    """Steps inside a bracket: one of several strands, or a phase of a part."""

    name: str
    steps: tuple["Step", ...]
    when: Condition | None = None


class Field(msgspec.Struct, frozen=True):
    """One thing to write down in a step's form."""

    name: str
    label: str
    required: bool = True


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, or a bracket around others.

    Every name points to an earlier step, so a run can never wait for itself;
    `until` alone may ask about any fact, because nothing waits for it.

    Attributes:
        line: Its line; for a step of a part, the line that uses the part.
        needs: Capture steps, of which one must have evidence before this step,
            which removes something, may be taken.
        after: Steps to be over first.
        due: When it is due; with `due_by`, the strictest of those.
        due_by: When it is due by how serious it is, mildest first.
        proof: What finishes it: `evidence`, `link`, or the words to ask a line for.
        second_person: Two people agree before it is done.
        final: It cannot be undone.
        repeat_minutes: How often it is done again, 0 for a step done once.
        repeat_setting: The setting of the council that says how often, empty for none;
            then the minutes are what one of its number means.
        until: What ends the repeating.
        fails: The steps for when it cannot be done.
        sign_off: Who signs off, by how serious it is; empty for the council's matrix.
        reason_required: An answer takes a reason.
        follows: The setting of the council that has an answer to the question.
        begins: The slug of the playbook that is begun beside this one.
        strands: What a bracket holds: a together step, or a part that is used.
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
    due_by: tuple[tuple[str, Due], ...] = ()
    law: str = ""
    form: tuple[Field, ...] = ()
    proof: str = ""
    second_person: bool = False
    final: bool = False
    repeat_minutes: int = 0
    repeat_setting: str = ""
    until: Condition | None = None
    fails: tuple["Step", ...] = ()
    sign_off: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reason_required: bool = False
    follows: str = ""
    begins: str = ""

    @property
    def is_bracket(self) -> bool:
        """Whether it only holds other steps, and is never taken itself."""
        return self.verb is Verb.TOGETHER or bool(self.strands)

    @property
    def dues(self) -> tuple[Due, ...]:
        """Every time it may be due at."""
        by_severity = tuple(due for _, due in self.due_by)
        return by_severity or ((self.due,) if self.due else ())

    def ruled(self, choice: str) -> str:
        """Return the answer that is the council's rule, given its choice, or nothing."""
        wanted = plain(choice)
        settled = (a.label for a in self.answers if wanted == plain(a.setting) != "")
        return next(settled, "") if self.follows else ""

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
    """A stretch of a playbook with a name of its own. `playbook` is whose, by slug."""

    title: str
    line: int
    steps: tuple[Step, ...]
    when: Condition | None = None
    playbook: str = ""


class PartText(msgspec.Struct, frozen=True):
    """The file name and the text of a part that a playbook uses."""

    file: str
    text: str


class Role(msgspec.Struct, frozen=True):
    """What somebody is in an incident, and the role that stands in for it.

    `part` is the file of the part that declares it, empty for the playbook's own.
    """

    name: str
    text: str
    line: int
    deputy: str = ""
    part: str = ""


class Named(msgspec.Struct, frozen=True):
    """A contact, a fact, a moment or a deadline, with its words; `part` as above."""

    name: str
    text: str
    line: int
    part: str = ""


class Playbook(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A whole playbook, with the text it was read from and that text's SHA-256.

    A running incident keeps `text` and the texts of `parts`, which are all that
    the playbook uses, and reads the same playbook from them again. What a part
    declares (roles, contacts, facts, moments, deadlines) is declared here too.
    `exceptions` are the steps for when one failed that has none of its own.
    """

    name: str
    slug: str
    version: str
    owner: str
    reviewed: date
    review_every_months: int
    handling: str
    goal: str
    roles: tuple[Role, ...]
    contacts: tuple[Named, ...] = ()
    facts: tuple[Named, ...] = ()
    moments: tuple[Named, ...] = ()
    phases: tuple[Phase, ...]
    file: str
    text: str
    digest: str
    kind: Kind = Kind.INCIDENT
    begins_with: str = ""
    deadlines: tuple[Named, ...] = ()
    exceptions: tuple[Step, ...] = ()
    parts: tuple[PartText, ...] = ()

    def steps(self) -> Iterator[Step]:
        """Every step in the order of the walk, without brackets; exceptions last."""
        return iter(self._in_order)

    def step(self, slug: str) -> Step | None:
        """Return the step with this slug, or None."""
        return next((step for step in self._in_order if step.slug == slug), None)

    @cached_property
    def _in_order(self) -> tuple[Step, ...]:
        runs = (*(phase.steps for phase in self.phases), self.exceptions)
        return tuple(step for run in runs for step in steps_in(run))

    @property
    def review_due(self) -> date:
        """The day by which somebody should read the playbook again."""
        months = self.reviewed.month - 1 + self.review_every_months
        year, month = self.reviewed.year + months // 12, months % 12 + 1
        return date(year, month, min(self.reviewed.day, monthrange(year, month)[1]))


def steps_in(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Every step of a run of steps, and of all that stands under them."""
    for step in steps:
        if not step.is_bracket:
            yield step
        for answer in step.answers:
            yield from steps_in(answer.steps)
        for strand in step.strands:
            yield from steps_in(strand.steps)
        yield from steps_in(step.fails)


def changed(
    steps: tuple[Step, ...], change: Callable[[Step], Step]
) -> tuple[Step, ...]:
    """Return the steps, and all that stands under them, each put through a change."""
    replace = msgspec.structs.replace
    return tuple(
        change(
            replace(
                step,
                answers=tuple(
                    replace(a, steps=changed(a.steps, change)) for a in step.answers
                ),
                strands=tuple(
                    replace(s, steps=changed(s.steps, change)) for s in step.strands
                ),
                fails=changed(step.fails, change),
            )
        )
        for step in steps
    )


def joined_to(slug: str) -> str:
    """Return which joined playbook a step's slug is from, empty for the first one."""
    return slug.partition(":")[0] if ":" in slug else ""


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

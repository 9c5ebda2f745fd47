"""What a step asks for before it is finished."""

from dataclasses import dataclass

from incidentkit.desk.council_says import signs_of
from incidentkit.desk.governed import takes_two
from incidentkit.desk.services import Desk
from incidentkit.incidents.run import Run
from incidentkit.playbooks.due import again_after
from incidentkit.playbooks.model import (
    SETTING,
    SEVERITY,
    AllOf,
    Condition,
    Is,
    Playbook,
    Step,
)
from incidentkit.vault.kinds import PersonId
from incidentkit.words.window import incident_steps as words


@dataclass(frozen=True, slots=True)
class FormLine:
    """One thing to write down. More than one text: people wrote different things."""

    name: str
    label: str
    required: bool
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, what it leads to, and whether it is the council's own rule."""

    label: str
    means: str
    basis: str
    is_rule: bool


@dataclass(frozen=True, slots=True)
class Rounds:
    """How a step that is done again and again goes on. `until` is in words.

    `last_ms` is 0 before the first time; `is_ended` when it need not be done again.
    """

    minutes: int
    until: str = ""
    last_ms: int = 0
    next_ms: int = 0
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """The playbook that a step begins beside this one."""

    slug: str
    name: str
    runs: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What finishes a step beside saying so.

    `agreed` are those who agreed already; `i_agreed` whether one of them is whoever
    is at this machine. `signs` are the roles that sign at the severity of now, or,
    while nobody has said how serious it is, at each.
    """

    form: tuple[FormLine, ...] = ()
    choices: tuple[Choice, ...] = ()
    proof: str = ""
    second_person: bool = False
    agreed: tuple[str, ...] = ()
    i_agreed: bool = False
    reason_required: bool = False
    final: bool = False
    law: str = ""
    basis: str = ""
    rounds: Rounds | None = None
    begins: Beginning | None = None
    signs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fact: str = ""

    @property
    def rule(self) -> str:
        """The answer that is the council's own rule, empty when there is none."""
        return next((c.label for c in self.choices if c.is_rule), "")


def read_asked(desk: Desk, run: Run, step: Step) -> Asked:
    """Return what a step asks for."""
    agreed = [
        PersonId(r.person)
        for r in run.incident.records_of(step.slug)
        if r.what == "agreed"
    ]
    return Asked(
        form=_form(run, step),
        choices=_choices(desk, run, step),
        proof=step.proof,
        second_person=takes_two(step, desk.council),
        agreed=tuple(desk.officers.name_of(person) for person in agreed),
        i_agreed=desk.session.me.person in agreed,
        reason_required=step.reason_required,
        final=step.final,
        law=step.law,
        basis=step.basis,
        rounds=_rounds(run, step) if step.repeat_minutes else None,
        begins=_beginning(run, step.begins) if step.begins else None,
        signs=signs_of(desk.council, run, step),
        fact=step.fact,
    )


def _form(run: Run, step: Step) -> tuple[FormLine, ...]:
    there = run.incident.details(step.slug)
    return tuple(
        FormLine(f.name, f.label, f.required, there.get(f.name, ())) for f in step.form
    )


def _choices(desk: Desk, run: Run, step: Step) -> tuple[Choice, ...]:
    """Return every answer, that one may not know yet among them."""
    if not step.asks:
        return ()
    rule = step.ruled(run.progress.facts.get(SETTING + step.follows, ""))
    written = {a.label: a for a in step.answers}
    own = desk.council.severity_meanings() if step.fact == SEVERITY else {}
    return tuple(
        Choice(
            label,
            own.get(label) or (written[label].means if label in written else ""),
            written[label].basis if label in written else "",
            bool(rule) and label == rule,
        )
        for label in step.labels
    )


def _rounds(run: Run, step: Step) -> Rounds:
    last_ms = run.progress.times.get(step.slug, 0)
    due = run.due(step) if last_ms else None
    return Rounds(
        again_after(step, run.progress),
        _in_words(run.playbook, step.until) if step.until else "",
        last_ms,
        due.at_ms if due else 0,
        step.slug in run.progress.ended,
    )


def _in_words(playbook: Playbook, condition: Condition) -> str:
    if isinstance(condition, Is):
        texts = {named.name: named.text for named in playbook.facts}
        asked = texts.get(condition.fact, condition.fact)
        return words.until_is(asked, condition.answer, negated=condition.negated)
    parts = [_in_words(playbook, part) for part in condition.parts]
    return words.until_parts(parts, every=isinstance(condition, AllOf))


def _beginning(run: Run, slug: str) -> Beginning:
    """Name it by its slug: reading every playbook for its name would take too long."""
    running = next((book.name for book in run.playbooks if book.slug == slug), "")
    name = running or slug.replace("-", " ").capitalize()
    return Beginning(slug, name, run.runs(slug))

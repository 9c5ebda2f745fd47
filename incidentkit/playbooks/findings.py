"""What a check finds in the law, the settings, the forms and what cannot be undone."""

from collections.abc import Iterator

from incidentkit.playbooks.checking import Checked, Finding, own_paths
from incidentkit.playbooks.model import SETTING, DueKind, Step, Verb, plain
from incidentkit.playbooks.paths import tests_in
from incidentkit.playbooks.source import closest
from incidentkit.words.lists import and_list

# A council that decides each time has no rule for an answer to follow.
CASE_BY_CASE = "case by case"
# What is missing in the register; no change to a playbook mends it.
OF_THE_REGISTER = "recovery-missing"


def councils(checked: Checked) -> Iterator[Finding]:
    """Find settings of the council that are not there, or that no answer covers."""
    settings = checked.around.settings
    if not settings:
        return
    for path in own_paths(checked):
        step = path.step
        named = [(step.follows, a.setting) for a in step.answers if a.setting]
        named += [(due.setting, "") for due in step.dues if due.setting]
        named += [(key, "") for key in (step.follows, step.repeat_setting) if key]
        for test in tests_in((step.when, step.until)):
            if test.fact.startswith(SETTING):
                named.append((test.fact.removeprefix(SETTING), test.answer))
        for key, choice in dict.fromkeys(named):
            yield from _named(step, key, choice, settings.get(key), [*settings])
        yield from _uncovered(step, settings.get(step.follows, ()))


def _named(
    step: Step, key: str, choice: str, choices: tuple[str, ...] | None, keys: list[str]
) -> Iterator[Finding]:
    if choices is None:
        yield Finding(step.line, "setting-unknown", key, closest(key, keys))
    elif choice and plain(choice) not in map(plain, choices):
        yield Finding(step.line, "choice-unknown", choice, closest(choice, choices))


def _uncovered(step: Step, choices: tuple[str, ...]) -> Iterator[Finding]:
    covered = {plain(answer.setting) for answer in step.answers} | {CASE_BY_CASE}
    for choice in choices:
        if plain(choice) not in covered:
            yield Finding(step.line, "choice-uncovered", choice)


def forms(checked: Checked) -> Iterator[Finding]:
    """Find what a template needs that neither the kit nor the playbook gives."""
    steps = tuple(checked.playbook.steps())
    given = {_field(field.name) for step in steps for field in step.form}
    given |= {_field(fact.name) for fact in checked.playbook.facts}
    given |= checked.around.kit_fields
    for step in checked.own_steps():
        asked = checked.around.fields.get(step.template, ())
        missing = [name for name in asked if name not in given]
        if missing:  # one for the step: each of them is written in the same draft
            said = and_list(tuple(missing))
            yield Finding(step.line, "field-unfilled", said, step.template)


def _field(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


def laws(checked: Checked) -> Iterator[Finding]:
    """Find times that the law sets, without the law."""
    for step in checked.own_steps():
        if not step.law and any(due.kind is DueKind.LAW for due in step.dues):
            yield Finding(step.line, "law-missing", step.title)


def recovery(checked: Checked) -> Iterator[Finding]:
    """Find networks the council is on whose account nobody could get back."""
    rotate = (s for s in checked.playbook.steps() if s.verb is Verb.ROTATE)
    first = next(rotate, None)
    if first is not None:
        for platform in checked.around.without_recovery:
            yield Finding(first.line, OF_THE_REGISTER, platform)


def repeats(checked: Checked) -> Iterator[Finding]:
    """Find steps that are done again and again without an end."""
    for path in own_paths(checked):
        until = path.step.until
        # Answered anew, even the question it stands under may end it.
        if until and not checked.solver.can_hold((until,)):
            yield Finding(path.step.line, "repeat-endless", path.step.title)


def way_back(checked: Checked) -> Iterator[Finding]:
    """Find what cannot be undone and is guarded by nothing."""
    approvals = {s.slug for s in checked.playbook.steps() if s.verb is Verb.APPROVE}
    for step in checked.own_steps():
        guarded = step.needs or step.second_person or approvals & {*step.after}
        if step.final and not guarded:
            yield Finding(step.line, "no-way-back", step.title)

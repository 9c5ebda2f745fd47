"""What is wrong with a playbook that can be read: the playbook doctor.

Nothing here stops a playbook from being used. A finding is for whoever
maintains it, with the line to look at. What stands in a part is checked in the
part; a playbook that uses it is told only what the two do to each other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, TypeAlias

from incidentkit.playbooks.checking import Around, Checked, Finding, is_own, own_paths
from incidentkit.playbooks.findings import (
    councils,
    forms,
    laws,
    recovery,
    repeats,
    way_back,
)
from incidentkit.playbooks.model import DONT_KNOW, Kind, Named, Playbook, Role, Step
from incidentkit.playbooks.paths import (
    Path,
    Solver,
    answered,
    brackets_of,
    paths_of,
    tests_in,
)
from incidentkit.playbooks.source import closest
from incidentkit.playbooks.timing import too_soon

__all__ = ["Around", "Finding", "check_playbook", "unused_parts"]


def check_playbook(
    playbook: Playbook,
    templates: Collection[str],
    playbooks: Collection[str] = (),
    around: Around | None = None,
) -> tuple[Finding, ...]:
    """Return everything wrong with a playbook, by line.

    Args:
        playbook: The playbook.
        templates: The names of the message templates there are.
        playbooks: The names of the playbooks that `use` may begin.
        around: What else is known of the kit and the council, if anything.
    """
    paths = paths_of(playbook)
    checked = Checked(
        playbook=playbook,
        paths=paths,
        solver=Solver((*paths, *brackets_of(playbook))),
        templates=templates,
        playbooks=playbooks,
        around=around or Around(),
    )
    found = {finding for check in _CHECKS for finding in check(checked)}
    return tuple(sorted(found, key=lambda f: (f.line, f.rule, f.detail)))


def unused_parts(playbooks: Iterable[Playbook]) -> tuple[Playbook, ...]:
    """Return the parts that none of the playbooks uses."""
    known = tuple(playbooks)
    used = {part.file for playbook in known for part in playbook.parts}
    return tuple(p for p in known if p.kind is Kind.PART and p.file not in used)


def _unknown(
    step: Step, rule: str, names: Iterable[str], known: Collection[str]
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            yield Finding(step.line, rule, name, closest(name, known))


def _people(checked: Checked) -> Iterator[Finding]:
    roles = [role.name for role in checked.playbook.roles]
    contacts = roles + [contact.name for contact in checked.playbook.contacts]
    for step in checked.own_steps():
        signing = (name for _, names in step.sign_off for name in names)
        yield from _unknown(step, "role-unknown", (*step.who, *signing), roles)
        yield from _unknown(step, "contact-unknown", step.whom, contacts)


def _deputies(checked: Checked) -> Iterator[Finding]:
    for role in _own(checked.playbook.roles):
        needed = checked.playbook.kind is not Kind.GUIDE
        if needed and isinstance(role, Role) and not role.deputy:
            yield Finding(role.line, "deputy-missing", role.name)


def _own(declared: Iterable[Role | Named]) -> Iterator[Role | Named]:
    return (one for one in declared if not one.part)


def _unused_names(checked: Checked) -> Iterator[Finding]:
    playbook = checked.playbook
    used = {name for step in playbook.steps() for name in (*step.who, *step.whom)}
    used |= {role.deputy for role in playbook.roles}
    used |= {n for s in playbook.steps() for _, names in s.sign_off for n in names}
    for named in _own((*playbook.roles, *playbook.contacts)):
        if named.name not in used:
            yield Finding(named.line, "name-unused", named.name)
    counted = {due.of for step in playbook.steps() for due in step.dues}
    for moment in _own((*playbook.moments, *playbook.deadlines)):
        if moment.name not in counted:
            yield Finding(moment.line, "moment-unused", moment.name)


def _other_files(checked: Checked) -> Iterator[Finding]:
    for step in checked.own_steps():
        template = (step.template,) if step.template else ()
        yield from _unknown(step, "template-unknown", template, checked.templates)
        other = (step.title,) if step.begins else ()
        yield from _unknown(step, "playbook-unknown", other, checked.playbooks)


def _facts(checked: Checked) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for path in (p for p in checked.paths if p.step.fact):
        fact = path.step.fact
        earlier = first.setdefault(fact, path)
        both = (*earlier.conditions, *path.conditions)
        if earlier is not path and checked.solver.can_hold(both):
            yield Finding(path.step.line, "fact-twice", fact, str(earlier.step.line))
    is_part = checked.playbook.kind is Kind.PART
    tested = {test.fact for path in checked.paths for test in tests_in(path.conditions)}
    for named in _own(checked.playbook.facts):
        if named.name not in first and not (is_part and named.name in tested):
            yield Finding(named.line, "fact-never", named.name)


def _unreachable(checked: Checked) -> Iterator[Finding]:
    for path in own_paths(checked):
        if not checked.solver.can_hold(path.conditions):
            yield Finding(path.step.line, "unreachable", path.step.title)
    for path in brackets_of(checked.playbook):
        if is_own(path.step) and not checked.solver.can_hold(path.conditions):
            yield Finding(path.step.line, "unreachable", path.step.title)


def _dead_ends(checked: Checked) -> Iterator[Finding]:
    if checked.playbook.kind is not Kind.INCIDENT:
        return  # a guide ends with many answers, and what follows a part is outside
    for place, path in enumerate(checked.paths):
        labels = tuple(dict.fromkeys(map(path.step.meaning, path.step.labels)))
        later = checked.paths[place + 1 :]
        if not (path.step.asks and is_own(path.step)):
            continue
        stuck = [lb for lb in labels if not _leads_on(path, lb, later, checked.solver)]
        if len(stuck) < len(labels):
            yield from (Finding(path.step.line, "dead-end", label) for label in stuck)


def _leads_on(path: Path, label: str, later: tuple[Path, ...], solver: Solver) -> bool:
    here = (*path.conditions, answered(path.step, label))
    return any(solver.can_hold((*here, *after.conditions)) for after in reversed(later))


def _no_way_for_unknown(checked: Checked) -> Iterator[Finding]:
    for step in checked.own_steps():
        branches = any(answer.steps for answer in step.answers)
        covered = step.if_unknown or DONT_KNOW in {a.label for a in step.answers}
        if step.asks and branches and not covered:
            yield Finding(step.line, "unknown-open", step.title)


def _due_times(checked: Checked) -> Iterator[Finding]:
    by_slug = {step.slug: step for step in checked.playbook.steps()}
    for path in own_paths(checked):
        first = [by_slug[slug] for slug in (*path.step.after, *path.step.needs)]
        first += [path.parent] if path.parent else []
        for earlier in first:
            if too_soon(path.step, earlier):
                yield Finding(path.step.line, "due-contradiction", earlier.title)


def _captures(checked: Checked) -> Iterator[Finding]:
    by_slug = {path.step.slug: path for path in checked.paths}
    for path in (p for p in checked.paths if p.step.needs):
        captures = [by_slug[slug].conditions for slug in path.step.needs]
        if not any(checked.solver.can_hold((*path.conditions, *c)) for c in captures):
            yield Finding(path.step.line, "capture-never", path.step.title)


def _harm_stopped_late(checked: Checked) -> Iterator[Finding]:
    removal = ""
    for step in checked.playbook.steps():
        removal = removal or (step.title if step.needs else "")
        if step.stops_harm and removal and is_own(step):
            yield Finding(step.line, "harm-late", removal)


_Check: TypeAlias = Callable[[Checked], Iterator[Finding]]
_CHECKS: Final[tuple[_Check, ...]] = (
    _people,
    _deputies,
    _unused_names,
    _other_files,
    _facts,
    _unreachable,
    _dead_ends,
    _no_way_for_unknown,
    _due_times,
    _captures,
    _harm_stopped_late,
    councils,
    forms,
    laws,
    recovery,
    repeats,
    way_back,
)

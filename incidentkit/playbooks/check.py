"""What is wrong with a playbook that can be read: the playbook doctor.

Nothing here stops a playbook from being used. A finding is for whoever
maintains it, with the line to look at.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Final, TypeAlias

import msgspec

from incidentkit.playbooks.model import DONT_KNOW, Origin, Playbook, Step, Verb
from incidentkit.playbooks.paths import Path, Solver, answered, paths_of
from incidentkit.playbooks.source import closest


class Finding(msgspec.Struct, frozen=True):
    """One thing to put right. `rule` is a key of `incidentkit.words.playbooks`."""

    line: int
    rule: str
    detail: str
    hint: str = ""


class _Checked(msgspec.Struct, frozen=True):
    """A playbook laid out for checking, and the names it may use."""

    playbook: Playbook
    paths: tuple[Path, ...]
    solver: Solver
    templates: Collection[str]
    playbooks: Collection[str]


def check_playbook(
    playbook: Playbook, templates: Collection[str], playbooks: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return everything wrong with a playbook, by line.

    Args:
        playbook: The playbook.
        templates: The names of the message templates there are.
        playbooks: The names of the playbooks that `use` may start.
    """
    paths = paths_of(playbook)
    checked = _Checked(playbook, paths, Solver(paths), templates, playbooks)
    found = {finding for check in _CHECKS for finding in check(checked)}
    return tuple(sorted(found, key=lambda f: (f.line, f.rule, f.detail)))


def _unknown(
    step: Step, rule: str, names: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            yield Finding(step.line, rule, name, closest(name, known))


def _people(checked: _Checked) -> Iterator[Finding]:
    roles = [role.name for role in checked.playbook.roles]
    contacts = roles + [contact.name for contact in checked.playbook.contacts]
    for step in checked.playbook.steps():
        yield from _unknown(step, "role-unknown", step.who, roles)
        yield from _unknown(step, "contact-unknown", step.whom, contacts)


def _unused_names(checked: _Checked) -> Iterator[Finding]:
    playbook = checked.playbook
    used = {name for step in playbook.steps() for name in (*step.who, *step.whom)}
    for named in (*playbook.roles, *playbook.contacts):
        if named.name not in used:
            yield Finding(named.line, "name-unused", named.name)
    counted = {step.due.of for step in playbook.steps() if step.due}
    for moment in playbook.moments:
        if moment.name not in counted:
            yield Finding(moment.line, "moment-unused", moment.name)


def _other_files(checked: _Checked) -> Iterator[Finding]:
    for step in checked.playbook.steps():
        template = (step.template,) if step.template else ()
        yield from _unknown(step, "template-unknown", template, checked.templates)
        other = (step.title,) if step.verb is Verb.USE else ()
        yield from _unknown(step, "playbook-unknown", other, checked.playbooks)


def _facts(checked: _Checked) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for path in (p for p in checked.paths if p.step.fact):
        fact = path.step.fact
        earlier = first.setdefault(fact, path)
        both = (*earlier.conditions, *path.conditions)
        if earlier is not path and checked.solver.can_hold(both):
            yield Finding(path.step.line, "fact-twice", fact, str(earlier.step.line))
    for named in checked.playbook.facts:
        if named.name not in first:
            yield Finding(named.line, "fact-never", named.name)


def _unreachable(checked: _Checked) -> Iterator[Finding]:
    for path in checked.paths:
        if not checked.solver.can_hold(path.conditions):
            yield Finding(path.step.line, "unreachable", path.step.title)


def _dead_ends(checked: _Checked) -> Iterator[Finding]:
    for place, path in enumerate(checked.paths):
        later = checked.paths[place + 1 :]
        stuck = [
            label
            for label in dict.fromkeys(map(path.step.meaning, path.step.labels))
            if path.step.asks and not _leads_on(path, label, later, checked.solver)
        ]
        if stuck and len(stuck) < len({*map(path.step.meaning, path.step.labels)}):
            yield from (Finding(path.step.line, "dead-end", label) for label in stuck)


def _leads_on(path: Path, label: str, later: tuple[Path, ...], solver: Solver) -> bool:
    here = (*path.conditions, answered(path.step, label))
    return any(solver.can_hold((*here, *after.conditions)) for after in reversed(later))


def _no_way_for_unknown(checked: _Checked) -> Iterator[Finding]:
    for step in checked.playbook.steps():
        branches = any(answer.steps for answer in step.answers)
        covered = step.if_unknown or DONT_KNOW in {a.label for a in step.answers}
        if step.asks and branches and not covered:
            yield Finding(step.line, "unknown-open", step.title)


def _due_times(checked: _Checked) -> Iterator[Finding]:
    by_slug = {step.slug: step for step in checked.playbook.steps()}
    for path in checked.paths:
        first = [by_slug[slug] for slug in (*path.step.after, *path.step.needs)]
        first += [path.parent] if path.parent else []
        for earlier in first:
            if _too_soon(path.step, earlier):
                yield Finding(path.step.line, "due-contradiction", earlier.title)


def _too_soon(step: Step, earlier: Step) -> bool:
    if step.due is None or earlier.due is None:
        return False
    both_from_start = step.due.origin is earlier.due.origin is Origin.START
    return both_from_start and step.due.minutes < earlier.due.minutes


def _captures(checked: _Checked) -> Iterator[Finding]:
    by_slug = {path.step.slug: path for path in checked.paths}
    for path in (p for p in checked.paths if p.step.needs):
        captures = [by_slug[slug].conditions for slug in path.step.needs]
        if not any(checked.solver.can_hold((*path.conditions, *c)) for c in captures):
            yield Finding(path.step.line, "capture-never", path.step.title)


def _harm_stopped_late(checked: _Checked) -> Iterator[Finding]:
    removal = ""
    for step in checked.playbook.steps():
        removal = removal or (step.title if step.needs else "")
        if step.stops_harm and removal:
            yield Finding(step.line, "harm-late", removal)


_Check: TypeAlias = Callable[[_Checked], Iterator[Finding]]
_CHECKS: Final[tuple[_Check, ...]] = (
    _people,
    _unused_names,
    _other_files,
    _facts,
    _unreachable,
    _dead_ends,
    _no_way_for_unknown,
    _due_times,
    _captures,
    _harm_stopped_late,
)

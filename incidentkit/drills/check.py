"""What a reader cannot refuse: whether all that a drill speaks of is there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from incidentkit.drills.scenario import Scenario, Target
from incidentkit.playbooks.model import Playbook, plain, slug_of
from incidentkit.playbooks.source import closest


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: the line, what is wrong, and what was probably meant."""

    line: int
    rule: str
    detail: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What a drill may speak of.

    `doors` are the choices at the front door, with the playbooks that each begins;
    `platforms` those that are known, by their short names.
    """

    playbooks: Mapping[str, Playbook]
    doors: Mapping[str, tuple[str, ...]]
    platforms: Collection[str]


def check_scenario(scenario: Scenario, around: Around) -> tuple[Finding, ...]:
    """Return everything that is wrong in a drill, by line."""
    found = (
        *_whole(scenario, around),
        *_injects(scenario),
        *(f for t in scenario.targets for f in _target(scenario, t, around)),
    )
    return tuple(sorted(found, key=lambda finding: finding.line))


def _whole(scenario: Scenario, around: Around) -> Iterator[Finding]:
    if scenario.file != f"{scenario.slug}.yaml":
        yield Finding(1, "file-name", f"{scenario.slug}.yaml")
    if scenario.begins_with not in around.doors:
        hint = closest(scenario.begins_with, around.doors)
        yield Finding(1, "door-unknown", scenario.begins_with, hint)
    begun = set(around.doors.get(scenario.begins_with, ()))
    for name in scenario.playbooks:
        slug = slug_of(name)
        if slug not in around.playbooks:
            names = (book.name for book in around.playbooks.values())
            yield Finding(1, "playbook-unknown", name, closest(name, names))
        elif begun and slug not in begun:
            yield Finding(1, "playbook-not-begun", name)
    for account in scenario.accounts:
        if account.platform not in around.platforms:
            hint = closest(account.platform, around.platforms)
            yield Finding(1, "platform-unknown", account.platform, hint)


def _injects(scenario: Scenario) -> Iterator[Finding]:
    for inject in scenario.injects:
        if inject.minute >= scenario.minutes:
            yield Finding(inject.line, "inject-too-late", inject.title)
    if not scenario.injects_for(alone=True):
        yield Finding(1, "nothing-alone", scenario.name)


def _target(scenario: Scenario, target: Target, around: Around) -> Iterator[Finding]:
    steps = {
        step.slug: step
        for name in scenario.playbooks
        if (book := around.playbooks.get(slug_of(name))) is not None
        for step in book.steps()
    }
    if target.within > scenario.minutes:
        yield Finding(target.line, "target-too-late", target.what)
    for slug in target.steps:
        if slug not in steps:
            yield Finding(target.line, "step-unknown", slug, closest(slug, steps))
    wanted = [s for s in steps.values() if target.verb in (None, s.verb)]
    if not wanted or (target.stops_harm and not any(s.stops_harm for s in wanted)):
        yield Finding(target.line, "nothing-of-that-sort", plain(target.what))

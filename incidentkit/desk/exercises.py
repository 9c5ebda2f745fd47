"""What stands in an exercise where something real would: accounts, numbers, lines."""

import hashlib
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.drafting.telephones import numbers_in
from incidentkit.incidents.run import Run
from incidentkit.incidents.state import Incident
from incidentkit.playbooks.model import Step, Verb
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import drills as words
from incidentkit.words.accounts import handle_name

_OUTSIDE = frozenset({Verb.NOTIFY})


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An account that is nowhere but in a drill. No register has one of its id."""

    account: SubjectId
    label: str


def made_up(desk: Desk, run: Run) -> tuple[MadeUp, ...]:
    """Return the accounts of an exercise, none for what really happens."""
    name, scenario = run.incident.exercise, desk.scenario_of(run)
    return tuple(
        MadeUp(_id(name, one.platform, one.handle), _label(one.platform, one.handle))
        for one in (scenario.accounts if scenario else ())
    )


def made_up_label(desk: Desk, run: Run) -> str:
    """Return what the account of an exercise is called, nothing for a real one."""
    return next((one.label for one in made_up(desk, run)), "")


def named(state: Incident) -> str:
    """Return what an incident is called in a list, an exercise with its mark."""
    mark = f"{words.EXERCISE}  " if state.exercise else ""
    return f"{mark}{state.reference}  {state.title}"


def in_an_exercise(step: Step, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a step without any number, and say that nobody is rung."""
    first = (words.NOBODY_IS_RUNG,) if step.verb in _OUTSIDE else ()
    return (*first, *(without_numbers(line) for line in lines))


def without_numbers(text: str) -> str:
    """Return a text in which no telephone number can be read."""
    for found in reversed(tuple(numbers_in(text))):
        text = text[: found.start()] + words.NUMBER_HIDDEN + text[found.end() :]
    return text


def _id(*parts: str) -> SubjectId:
    return SubjectId(hashlib.sha256("\n".join(parts).encode()).digest()[:16])


def _label(platform: str, handle: str) -> str:
    return f"{words.EXERCISE}  {platform} {handle_name(platform, handle)}"

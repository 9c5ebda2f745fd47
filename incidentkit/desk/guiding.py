"""A guide: questions one by one, and what they come to. Nothing of it is kept.

Where somebody stands is the trail of what they answered and read, and no more: a step
back is a shorter trail.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.playbooks.model import Playbook, Step
from incidentkit.playbooks.progress import Progress
from incidentkit.playbooks.walk import Walk, walk

# Slugs with the answer given; a piece of advice that was read has an empty one.
Trail = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do."""

    slug: str
    title: str
    why: str
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and what it means where the guide says so."""

    label: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    slug: str
    title: str
    why: str
    how: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown now: a question, advice to read, or what it all came to.

    Attributes:
        asked: The questions so far, with their answers.
        came_to: At the end, everything that is to be done.
    """

    name: str
    phase: str = ""
    question: Question | None = None
    advice: tuple[Advice, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    came_to: tuple[Advice, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to answer or to read."""
        return self.question is None and not self.advice


def settings_for(desk: Desk) -> Mapping[str, str]:
    """Return the council's choices, which decide some of a guide's questions."""
    return desk.council.for_playbooks()


def page_of(guide: Playbook, trail: Trail, facts: Mapping[str, str]) -> Page:
    """Return the page after a trail. `facts` are the council's settings."""
    at = _walked(guide, trail, facts)
    answers = dict(trail)
    steps = {step.slug: step for step in guide.steps()}
    asked = tuple((steps[slug].title, said) for slug, said in trail if said)
    now = next(iter(at.open), None)
    if now is None:
        done = (steps[slug] for slug in answers if not steps[slug].asks)
        return Page(guide.name, asked=asked, came_to=tuple(map(_advice, done)))
    if now.step.asks:
        return Page(guide.name, now.phase, _question(now.step), asked=asked)
    return Page(guide.name, now.phase, advice=_advice_now(at), asked=asked)


def after_answer(
    guide: Playbook, trail: Trail, said: str, facts: Mapping[str, str]
) -> Trail:
    """Return the trail with the question on the page answered.

    Raises:
        InvalidValueError: There is no question, or it has no such answer.
    """
    now = next(iter(_walked(guide, trail, facts).open), None)
    label = now.step.label(said) if now is not None and now.step.asks else None
    if now is None or label is None:
        raise InvalidValueError("answer", "not-a-choice")
    return (*trail, (now.step.slug, label))


def after_reading(guide: Playbook, trail: Trail, facts: Mapping[str, str]) -> Trail:
    """Return the trail with the advice on the page read."""
    read = page_of(guide, trail, facts).advice
    return (*trail, *((advice.slug, "") for advice in read))


def one_back(guide: Playbook, trail: Trail, facts: Mapping[str, str]) -> Trail:
    """Return the trail as it was one page before."""
    shorter = trail[:-1]
    while shorter and not shorter[-1][1] and not _ends_a_page(guide, shorter, facts):
        shorter = shorter[:-1]
    return shorter


def _ends_a_page(guide: Playbook, trail: Trail, facts: Mapping[str, str]) -> bool:
    """Whether what was read last is all of the page that it stood on."""
    begun = trail
    while begun and not begun[-1][1]:
        begun = begun[:-1]
    while len(begun) < len(trail):
        begun = after_reading(guide, begun, facts)
    return begun == trail


def _walked(guide: Playbook, trail: Trail, facts: Mapping[str, str]) -> Walk:
    answers = {slug: said for slug, said in trail if said}
    read = frozenset(slug for slug, said in trail if not said)
    return walk(guide, Progress(answers=answers, done=read, facts=facts))


def _advice_now(at: Walk) -> tuple[Advice, ...]:
    """Return what is to be done before the next question, as far as a heading reaches."""
    found: list[Advice] = []
    phase = at.open[0].phase
    for position in at.open:
        if position.step.asks or position.phase != phase:
            break
        found.append(_advice(position.step))
    return tuple(found)


def _advice(step: Step) -> Advice:
    return Advice(step.slug, step.title, step.why, step.how)


def _question(step: Step) -> Question:
    means = {answer.label: answer.means for answer in step.answers}
    choices = (Choice(label, means.get(label, "")) for label in step.labels)
    return Question(step.slug, step.title, step.why, step.how, tuple(choices))

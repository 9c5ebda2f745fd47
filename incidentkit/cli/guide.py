"""guide: questions one by one for anybody in the team; keeps nothing.

It needs no kit. Where the kit opens without being asked for a passphrase, the council's
own guides stand in for those that ship, and its settings decide what they decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.guiding import (
    Advice,
    Page,
    Question,
    Trail,
    after_answer,
    after_reading,
    page_of,
    settings_for,
)
from incidentkit.playbooks.library import find_playbook, shipped_library
from incidentkit.playbooks.model import Playbook
from incidentkit.words import front_commands as words
from incidentkit.words.window.guides import RESULT


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("list", _list, "list the guides")
    walk = group.command("walk", _walk, "go through a guide")
    walk.add_argument("name", help="such as should-i-reply")
    walk.add_argument(
        "--answers",
        nargs="*",
        default=[],
        metavar="ANSWER",
        help="the answers in order, instead of being asked",
    )


def _in_use(call: Call) -> tuple[Mapping[str, Playbook], Mapping[str, str]]:
    """Return the guides, and the council's settings as far as they can be read."""
    with call.desk_if_open() as desk:
        if desk is None:
            return shipped_library().guides, {}
        return desk.playbooks.library().guides, settings_for(desk)


def _list(call: Call) -> int:
    guides, _ = _in_use(call)
    rows = [(slug, g.name, g.begins_with) for slug, g in guides.items()]
    call.console.table(("guide", "name", "when"), rows)
    call.console.answer(
        {"guides": [{"id": i, "name": n, "when": when} for i, n, when in rows]}
    )
    return DONE


@dataclass
class _Walking:
    """Where somebody is in a guide, and the answers that were given beforehand."""

    call: Call
    guide: Playbook
    given: Iterator[str]
    settings: Mapping[str, str]
    trail: Trail = ()

    def page(self) -> Page:
        return page_of(self.guide, self.trail, self.settings)

    def turn(self) -> bool:
        """Go one page on; false when nobody answers."""
        page = self.page()
        if page.question is None:
            _say_advice(self.call, page.advice)
            self.trail = after_reading(self.guide, self.trail, self.settings)
            return True
        _say_question(self.call, page.question)
        said = next(self.given, None)
        if said is None:
            said = self._asked(page.question)
        if said is None:
            return False
        self.trail = after_answer(self.guide, self.trail, said, self.settings)
        return True

    def _asked(self, question: Question) -> str | None:
        labels = [choice.label for choice in question.choices]
        plain = {label.casefold() for label in labels}
        while (said := self.call.console.ask(words.PICK)) is not None:
            said = said.strip()
            if said.isdecimal() and 0 < int(said) <= len(labels):
                return labels[int(said) - 1]
            if said.casefold() in plain or not said:
                return said or None
            self.call.console.warn(words.NOT_ONE_OF_THEM)
        return None


def _walk(call: Call) -> int:
    guides, settings = _in_use(call)
    guide = find_playbook(guides, call.args.name)
    call.console.say(guide.name, words.NOTHING_KEPT)
    walking = _Walking(call, guide, iter(call.args.answers), settings)
    while not walking.page().is_over and walking.turn():
        pass
    page = walking.page()
    if page.is_over:
        call.console.say("", RESULT)
        for number, advice in enumerate(page.came_to, 1):
            call.console.say_wrapped(advice.title, f"  {number}. ", "     ")
    else:
        call.console.say(words.STILL_ASKED)
    call.console.answer(_data(page))
    return DONE


def _say_question(call: Call, question: Question) -> None:
    call.console.say("")
    call.console.say_wrapped(question.title)
    call.console.say_wrapped(question.why, "  ", "  ")
    for number, choice in enumerate(question.choices, 1):
        means = f": {choice.means}" if choice.means else ""
        call.console.say_wrapped(f"{choice.label}{means}", f"  {number}. ", "     ")


def _say_advice(call: Call, advice: tuple[Advice, ...]) -> None:
    call.console.say("")
    for each in advice:
        call.console.say_wrapped(each.title, "- ", "  ")
        for line in (each.why, *each.how):
            call.console.say_wrapped(line, "    ", "    ")


def _data(page: Page) -> dict[str, object]:
    question = page.question
    return {
        "guide": page.name,
        "over": page.is_over,
        "answered": [{"question": q, "answer": a} for q, a in page.asked],
        "result": [{"title": a.title, "why": a.why} for a in page.came_to],
        "question": question.title if question else "",
        "answers": [c.label for c in question.choices] if question else [],
    }

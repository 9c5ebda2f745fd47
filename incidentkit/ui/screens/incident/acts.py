"""What a person does to the steps of a response, each as work for the kit's lane."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from incidentkit.desk.ending import finish
from incidentkit.desk.services import Desk
from incidentkit.desk.together import playbook_of
from incidentkit.desk.unfinished import Once
from incidentkit.desk.when import when_ms
from incidentkit.incidents.entries import Attempt
from incidentkit.incidents.steps import NO_MORE, Finishing
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class Tried:
    """Somebody who was tried, as it was typed. An empty time is none."""

    whom: str
    how: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """When something was done before the kit was opened, and why, as it was typed."""

    when: str = ""
    why: str = ""


NOT_SAID = Earlier()


class Do(Protocol):
    """Records one thing in the response that is shown.

    Returns what does, and None when nothing can be done at the moment. What settles
    a step leads to the next one; with anything else one `stays`.
    """

    def __call__(
        self,
        work: Callable[[Desk, SubjectId], object],
        then: Callable[[object], None] | None = None,
        *,
        stays: bool = False,
    ) -> Once | None:
        """Record it."""
        ...


class StepActs:
    """Takes the steps."""

    _do: Do

    def answer(
        self, slug: str, label: str, reason: str = "", more: Finishing = NO_MORE
    ) -> Once | None:
        """Answer a question or a decision."""
        return self._do(
            lambda d, i: d.incidents.answer(i, slug, label, reason=reason, more=more)
        )

    def done(self, slug: str, note: str = "", more: Finishing = NO_MORE) -> Once | None:
        """Finish a step and go to the next."""
        return self._do(lambda d, i: finish(d, i, slug, note, more=more))

    def begin_beside(self, slug: str, playbook: str) -> Once | None:
        """Take the step that begins another playbook beside this one."""
        return self._do(
            lambda d, i: d.incidents.begin_beside(i, slug, playbook_of(d, playbook))
        )

    def skip(self, slug: str, reason: str) -> Once | None:
        """Leave a step out."""
        return self._do(lambda d, i: d.incidents.skip(i, slug, reason))

    def cannot(self, slug: str, reason: str, tried: Iterable[Tried]) -> Once | None:
        """Say that a step could not be done, and who was tried."""
        attempts = tuple(tried)

        def work(desk: Desk, incident: SubjectId) -> object:
            now = desk.session.clock.now_ms()
            made = tuple(Attempt(t.whom, t.how, when_ms(t.when, now)) for t in attempts)
            return desk.incidents.cannot(incident, slug, reason, attempts=made)

        return self._do(work)

    def keep_details(self, slug: str, values: Mapping[str, str]) -> Once | None:
        """Keep what is written into a step's form, and stay at it."""
        return self._do(lambda d, i: d.incidents.details(i, slug, values), stays=True)

    def agree(self, slug: str) -> Once | None:
        """Agree as the second person."""
        return self._do(lambda d, i: d.incidents.agree(i, slug), stays=True)

    def end_round(self, slug: str, reason: str) -> Once | None:
        """Say that a step need not be done once more."""
        return self._do(lambda d, i: d.incidents.end_round(i, slug, reason))

    def undo(self, slug: str, reason: str) -> Once | None:
        """Take back what was last recorded of a step."""
        return self._do(lambda d, i: d.incidents.undo(i, slug, reason), stays=True)

    def open_again(self, slug: str, reason: str) -> Once | None:
        """Take back all that is recorded of a step, so that it is to be done."""
        return self._do(
            lambda d, i: d.incidents.open_again(i, slug, reason), stays=True
        )

    def without_capture(self, slug: str, reason: str) -> Once | None:
        """Let a step go before its capture, because waiting is dangerous."""
        return self._do(
            lambda d, i: d.incidents.override_capture(i, slug, reason), stays=True
        )

    def tick(self, slugs: Iterable[str], earlier: Earlier = NOT_SAID) -> Once | None:
        """Record steps that were done before the kit was opened."""
        wanted = tuple(slugs)

        def work(desk: Desk, incident: SubjectId) -> None:
            at_ms = when_ms(earlier.when, desk.session.clock.now_ms())
            for slug in wanted:
                desk.incidents.already_done(
                    incident, slug, at_ms=at_ms, reason=earlier.why
                )

        return self._do(work)

"""What a person does to a response beside its steps, as work for the kit's lane."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.desk.together import playbook_of
from incidentkit.desk.unfinished import Once
from incidentkit.desk.when import when_ms
from incidentkit.errors import InvalidValueError
from incidentkit.incidents.circumstances import TIMES
from incidentkit.incidents.entries import Lesson, Situation
from incidentkit.incidents.run import ALONE, MACHINE
from incidentkit.incidents.service import Closing
from incidentkit.ui.screens.incident.acts import Do
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class Learned:
    """One lesson as it was typed: what, whose task, by when."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class HowClosed:
    """How an incident ends, as it was typed."""

    summary: str
    lessons: str = ""
    reason: str = ""
    learned: tuple[Learned, ...] = ()
    retention: str = ""
    review: str = ""


class BesideActs:
    """Says what is known, which playbooks run, and how it ends."""

    _do: Do

    def work_alone(self, on: bool) -> None:  # noqa: FBT001  what a tick box says
        """Say whether one person works on this by themselves."""
        self._do(
            lambda d, i: d.incidents.circumstances.flag(i, ALONE, on=on), stays=True
        )

    def suspect_machine(self, *, suspect: bool) -> None:
        """Say whether the computer in use may be the way in."""
        self._do(
            lambda d, i: d.incidents.circumstances.flag(i, MACHINE, on=suspect),
            stays=True,
        )

    def set_cause(self, status: str, cause: str, basis: str) -> Once | None:
        """Record what is known of the cause; returns what does, if anything does."""
        return self._do(
            lambda d, i: d.incidents.circumstances.set_cause(i, status, cause, basis),
            stays=True,
        )

    def set_situation(self, situation: Situation) -> Once | None:
        """Record the situation in five lines."""
        return self._do(
            lambda d, i: d.incidents.circumstances.situation(i, situation), stays=True
        )

    def set_moment(self, name: str, when: str, reason: str) -> Once | None:
        """Say when a moment was, or when a deadline is."""

        def work(desk: Desk, incident: SubjectId) -> object:
            at_ms = _time(desk, when)
            return desk.incidents.circumstances.moment(incident, name, at_ms, reason)

        return self._do(work, stays=True)

    def write_record(self, values: Mapping[str, str]) -> Once | None:
        """Write down lines of the record; what is typed as a time is one."""
        wanted = dict(values)

        def work(desk: Desk, incident: SubjectId) -> None:
            given: dict[str, str | int] = {
                name: _time(desk, text) if name in TIMES else text
                for name, text in wanted.items()
            }
            for name, value in given.items():
                desk.incidents.circumstances.record(incident, name, value)

        return self._do(work, stays=True)

    # --- playbooks and other incidents -----------------------------------

    def join(self, playbook: str, reason: str) -> Once | None:
        """Have another playbook run beside the others."""
        return self._do(
            lambda d, i: d.incidents.playbooks.join(i, playbook_of(d, playbook), reason)
        )

    def change(self, playbook: str, to: str, reason: str) -> Once | None:
        """Go on with another playbook instead of one that was not the right one."""
        return self._do(
            lambda d, i: d.incidents.playbooks.change(
                i, playbook, playbook_of(d, to), reason
            )
        )

    def leave(self, playbook: str, reason: str) -> Once | None:
        """Leave a playbook."""
        return self._do(lambda d, i: d.incidents.playbooks.leave(i, playbook, reason))

    def link(self, other: SubjectId, why: str) -> Once | None:
        """Say that another incident has to do with this one."""
        return self._do(
            lambda d, i: d.incidents.playbooks.link(i, other, why), stays=True
        )

    def unlink(self, other: SubjectId, reason: str) -> Once | None:
        """Take that back."""
        return self._do(
            lambda d, i: d.incidents.playbooks.unlink(i, other, reason), stays=True
        )

    # --- the end ---------------------------------------------------------

    def close(self, how: HowClosed) -> Once | None:
        """Close the incident."""

        def work(desk: Desk, incident: SubjectId) -> object:
            learned = tuple(
                Lesson(one.text, one.owner, _maybe(desk, one.due))
                for one in how.learned
            )
            closing = Closing(
                how.summary,
                how.lessons,
                how.reason,
                learned,
                how.retention,
                _maybe(desk, how.review),
            )
            return desk.incidents.close_with(incident, closing)

        return self._do(work)

    def reopen(self, reason: str) -> Once | None:
        """Go on with a closed incident."""
        return self._do(lambda d, i: d.incidents.reopen(i, reason))


def _maybe(desk: Desk, typed: str) -> int:
    return when_ms(typed, desk.session.clock.now_ms())


def _time(desk: Desk, typed: str) -> int:
    at_ms = _maybe(desk, typed)
    if not at_ms:
        raise InvalidValueError("when", "not-a-time")
    return at_ms

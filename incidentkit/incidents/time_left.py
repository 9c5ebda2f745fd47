"""How much time a reporter left us, as a playbook asks for it.

Setting a deadline answers the question, in the log. What the clock has made of that
answer since is worked out at each look, and written nowhere. What a person answered
after that is theirs, and the clock leaves it alone.
"""

from collections.abc import Iterator, Mapping

from incidentkit.incidents import entries as e
from incidentkit.incidents.run import Run
from incidentkit.incidents.state import Incident
from incidentkit.words.running import from_deadline

# The deadline of a press enquiry, and the question that it answers.
DEADLINE = "press deadline"
FACT = "enquiry time"
UNDER_AN_HOUR = "Under an hour"
AN_HOUR_OR_MORE = "An hour or more"
_HOUR_MS = 3_600_000


def time_left(deadline_ms: int, now_ms: int) -> str:
    """Return the answer that a deadline gives; one that has passed leaves no hour."""
    return UNDER_AN_HOUR if deadline_ms - now_ms < _HOUR_MS else AN_HOUR_OR_MORE


def turned(incident: Incident, now_ms: int) -> Mapping[str, str]:
    """Return what the clock answers by now, for each step that a deadline answered.

    An incident that is closed stays as it was.
    """
    if not incident.is_open:
        return {}
    return {s: time_left(at_ms, now_ms) for s, at_ms in _answered_by(incident)}


def turns_ms(incident: Incident, now_ms: int) -> int:
    """Return when the clock will answer differently, 0 if it never will."""
    if not incident.is_open:
        return 0
    # At the hour itself it is still an hour.
    turns = (at_ms - _HOUR_MS + 1 for _, at_ms in _answered_by(incident))
    return min((turn for turn in turns if turn > now_ms), default=0)


def _answered_by(incident: Incident) -> Iterator[tuple[str, int]]:
    """Yield the steps that a deadline answers, each with when that is."""
    for record in incident.records:
        moment = incident.moments.get(record.follows)
        is_ahead = record.what == "answer" and record.follows == DEADLINE
        if is_ahead and moment is not None and moment.value is not None:
            yield record.step, moment.value


def answers_from(
    run: Run, deadline: str, when_ms: int, now_ms: int
) -> tuple[e.Answered, ...]:
    """Return what a deadline answers; nothing where that is known already.

    It replaces what somebody answered before: the clock is not a matter of opinion.
    """
    if deadline != DEADLINE:
        return ()
    said = time_left(when_ms, now_ms)
    found = []
    for step in run.playbook.steps():
        label = step.label(said) if step.asks and step.fact == FACT else None
        given = [r for r in run.incident.records_of(step.slug) if r.what == "answer"]
        said_so = {(r.value, r.follows) for r in given} == {(label, deadline)}
        if label is None or said_so:
            continue
        old = tuple(r.digest for r in given)
        reason = from_deadline(when_ms, now_ms)
        answer = e.Answered(step.slug, label, reason, replaces=old, follows=deadline)
        found.append(answer)
    return tuple(found)

"""Whether an account is in our hands, as far as what was recorded says so."""

from enum import StrEnum

from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import Verb


class Control(StrEnum):
    """How far we have an account back.

    IN: somebody can get in, and nobody knows whether others can as well. CHANGED: its
    password was changed since. REGAINED: somebody looked, and nobody else can.
    """

    UNKNOWN = "unknown"
    LOST = "lost"
    IN = "in"
    CHANGED = "changed"
    REGAINED = "regained"


_ANSWERS = {"Yes": Control.IN, "No": Control.LOST}
_CONFIRMED = "regained"
_ASKED = "control"


def control_of(run: Run, changed_ms: int | None = None) -> Control:
    """Return how far we have it back, by what was said or done last.

    `changed_ms` is when the account's own secret was last changed and confirmed, 0 for
    never; None when the kit does not keep it. Where the kit does, a step that was only
    ticked off changes nothing.
    """
    if run.answer(_CONFIRMED) == "Yes":
        return Control.REGAINED
    said = _ANSWERS.get(run.answer(_ASKED), Control.UNKNOWN)
    is_kept = changed_ms is not None
    since_ms = max(changed_ms or -1, _changed_in_run_ms(run, is_kept=is_kept))
    was_changed = since_ms >= run.incident.known_ms
    if was_changed and (said is Control.IN or since_ms >= _answered_ms(run)):
        return Control.CHANGED
    return said


def _changed_in_run_ms(run: Run, *, is_kept: bool) -> int:
    """Return when the step that changes the account's own secret was done.

    A secret that the kit keeps, and has no new one of, may be the old one still. That
    it was changed before the kit was opened is said on purpose, and counts.
    """
    changes = (s.slug for s in run.playbook.steps() if s.verb is Verb.ROTATE)
    records = run.incident.records_of(next(changes, ""))
    counts = {"already"} if is_kept else {"done", "already"}
    done = (r.at_ms for r in records if r.what in counts)
    return max(done, default=-1)


def _answered_ms(run: Run) -> int:
    asking = (s.slug for s in run.playbook.steps() if s.asks and s.fact == _ASKED)
    records = (r for slug in asking for r in run.incident.records_of(slug))
    return max((r.at_ms for r in records if r.what == "answer"), default=-1)

"""What stands before a step: captures, proof, approval, and a second person.

A step that was taken before the kit was opened went past all of them. It can be
said, and what is missing stays open.
"""

from incidentkit.errors import InvalidValueError, SecondPersonNeededError
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import Step, plain
from incidentkit.vault.kinds import PersonId


def check_before(run: Run, step: Step, at_ms: int, reason: str) -> None:
    """Refuse to say without more that a step with a gate was taken earlier.

    Raises:
        InvalidValueError: It has one, and there is no time before the incident was
            begun here, or no reason.
    """
    if not run.has_gate(step):
        return
    if not 0 < at_ms < run.incident.started_ms:
        raise InvalidValueError("when", "before-it-began")
    require_text("reason", reason)


def check_second(
    recorder: Recorder, run: Run, step: Step, by: str, second: str
) -> None:
    """Refuse what only one person took: whoever signs is no second one for themselves.

    Whoever is only named, and is nobody of the kit, is no doer beside the signer.

    Raises:
        SecondPersonNeededError: Nobody else agreed here, or was named.
    """
    me = recorder.session.me.person
    doer = _named(recorder, by) or me
    if second.strip():
        doers = {plain(by), plain(recorder.name_of(doer))}
        if plain(second) in doers:
            raise SecondPersonNeededError(step.title)
        return
    agreed = (r for r in run.incident.records_of(step.slug) if r.what == "agreed")
    if all(record.person == doer for record in agreed):
        raise SecondPersonNeededError(step.title)


def _named(recorder: Recorder, by: str) -> PersonId | None:
    """Return who of the kit is called that."""
    if not by.strip():
        return None
    people = (member.person for member in recorder.session.members())
    return next((p for p in people if plain(recorder.name_of(p)) == plain(by)), None)

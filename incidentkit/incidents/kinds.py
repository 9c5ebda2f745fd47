"""The kinds of entry that incidents are made of."""

from incidentkit.incidents import entries as e
from incidentkit.incidents import team_entries as t
from incidentkit.incidents.state import Incident, apply
from incidentkit.vault.kinds import Body, Fold, Kind

INCIDENT = Fold("incident", 4, Incident, apply)


def _kind(name: str, body: type[Body], *, is_note: bool = False) -> Kind:
    return Kind(name, 1, body, INCIDENT, is_note=is_note)


def _value(name: str, body: type[Body]) -> Kind:
    return Kind(name, 1, body, INCIDENT, one_value=True)


STARTED = _kind("incident.started", e.Started)
PLAYBOOK_JOINED = _kind("incident.playbook-joined", e.PlaybookJoined)
PLAYBOOK_LEFT = _kind("incident.playbook-left", e.PlaybookLeft)
LINKED = _kind("incident.linked", e.Linked)
WENT_ON_RESTRICTED = _kind("incident.went-on-restricted", e.WentOnRestricted)
READERS_CHANGED = _kind("incident.readers-changed", t.ReadersChanged, is_note=True)
STEP_FAILED = _kind("incident.step-failed", e.StepFailed)
STEP_AGREED = _kind("incident.step-agreed", e.StepAgreed)
DETAILED = _kind("incident.detailed", e.Detailed)
ROUND_ENDED = _kind("incident.round-ended", e.RoundEnded)
RECORDED = _value("incident.recorded", e.Recorded)
ROLE_TAKEN = _kind("incident.role-taken", t.RoleTaken)
ROLE_OFFERED = _kind("incident.role-offered", t.RoleOffered)
ROLE_ACCEPTED = _kind("incident.role-accepted", t.RoleAccepted)
ROLE_DECLINED = _kind("incident.role-declined", t.RoleDeclined)
ROLE_GIVEN_UP = _kind("incident.role-given-up", t.RoleGivenUp)
INJECT_SHOWN = _kind("incident.inject-shown", t.InjectShown)
INJECT_ANSWERED = _kind("incident.inject-answered", t.InjectAnswered)
ANSWERED = _value("incident.answered", e.Answered)
STEP_DONE = _kind("incident.step-done", e.StepDone)
STEP_SKIPPED = _kind("incident.step-skipped", e.StepSkipped)
CAPTURE_OVERRIDDEN = _kind("incident.capture-overridden", e.CaptureOverridden)
UNDONE = _kind("incident.undone", e.Undone)
NOTED = _kind("incident.noted", e.Noted, is_note=True)
LOCKED_NOTE_FILED = _kind("incident.locked-note", e.LockedNoteFiled, is_note=True)
FLAGGED = _value("incident.flagged", e.Flagged)
MOMENT_SET = _value("incident.moment-set", e.MomentSet)
PROMISED = _value("incident.promised", e.Promised)
CAUSE_SET = _value("incident.cause-set", e.CauseSet)
EVIDENCE_FILED = _kind("evidence.filed", e.EvidenceFiled)
TEXT_FILED = _kind("evidence.text-filed", e.TextFiled)
HELD_ELSEWHERE = _kind("evidence.held-elsewhere", e.HeldElsewhere)
SITUATION = _kind("incident.situation", e.Situation)
CLOSED = Kind("incident.closed", 1, e.Closed, INCIDENT, closes=True)
REOPENED = _value("incident.reopened", e.Reopened)
TEXTS_DISPOSED = _kind("incident.texts-disposed", e.TextsDisposed, is_note=True)
EXPORTED = _kind("incident.exported", e.Exported, is_note=True)

KINDS = (
    STARTED,
    PLAYBOOK_JOINED,
    PLAYBOOK_LEFT,
    LINKED,
    WENT_ON_RESTRICTED,
    READERS_CHANGED,
    STEP_FAILED,
    STEP_AGREED,
    DETAILED,
    ROUND_ENDED,
    RECORDED,
    ROLE_TAKEN,
    ROLE_OFFERED,
    ROLE_ACCEPTED,
    ROLE_DECLINED,
    ROLE_GIVEN_UP,
    INJECT_SHOWN,
    INJECT_ANSWERED,
    ANSWERED,
    STEP_DONE,
    STEP_SKIPPED,
    CAPTURE_OVERRIDDEN,
    UNDONE,
    NOTED,
    LOCKED_NOTE_FILED,
    FLAGGED,
    MOMENT_SET,
    PROMISED,
    CAUSE_SET,
    EVIDENCE_FILED,
    TEXT_FILED,
    HELD_ELSEWHERE,
    SITUATION,
    CLOSED,
    REOPENED,
    TEXTS_DISPOSED,
    EXPORTED,
)

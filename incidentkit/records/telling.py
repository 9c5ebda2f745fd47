"""From an entry about an incident or a draft to the sentence that tells it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from incidentkit.incidents import entries as e
from incidentkit.records import telling_drafts, telling_running
from incidentkit.records.naming import Naming
from incidentkit.vault.kinds import Body, Fact
from incidentkit.words import disposal, locked_notes, running
from incidentkit.words import incidents as words

__all__ = ["TOLD", "Naming", "Tell"]

Tell = Callable[[Any, Fact, Naming], str]


def _started(body: e.Started, _fact: Fact, naming: Naming) -> str:
    account = naming.account(body.account) if body.account else ""
    return words.started(
        body.title, account, body.seen, alone=body.alone, exercise=body.exercise
    )


def _answered(body: e.Answered, fact: Fact, naming: Naming) -> str:
    second = running.agreed_by(body.second, naming.person(fact.person))
    more = (second, running.shown_as(body.proof))
    return words.answered(naming.step(body.step), body.label, body.reason, *more)


def _done(body: e.StepDone, fact: Fact, naming: Naming) -> str:
    second = running.agreed_by(body.second, naming.person(fact.person))
    more = (second, running.shown_as(body.proof))
    step = naming.step(body.step)
    return words.done(step, body.note, *more, before_kit=body.before_kit)


def _skipped(body: e.StepSkipped, _fact: Fact, naming: Naming) -> str:
    return words.skipped(naming.step(body.step), body.reason)


def _overridden(body: e.CaptureOverridden, _fact: Fact, naming: Naming) -> str:
    return words.overridden(naming.step(body.step), body.reason)


def _undone(body: e.Undone, _fact: Fact, naming: Naming) -> str:
    target = naming.earlier(body.target)
    step = getattr(target.body, "step", "") if target else ""
    return words.undone(naming.step(step) if step else "", body.reason)


def _noted(body: e.Noted, _fact: Fact, _naming: Naming) -> str:
    return words.noted(body.text)


def _locked_note(body: e.LockedNoteFiled, fact: Fact, naming: Naming) -> str:
    return locked_notes.told(body.text, naming.person(fact.person), body.left_ms)


def _flagged(body: e.Flagged, _fact: Fact, _naming: Naming) -> str:
    return words.flagged(body.flag, body.reason, on=body.on)


def _moment(body: e.MomentSet, _fact: Fact, naming: Naming) -> str:
    return words.moment_set(naming.moment(body.moment), body.when_ms, body.reason)


def _promised(body: e.Promised, _fact: Fact, _naming: Naming) -> str:
    return words.promised(body.when_ms, body.to)


def _cause(body: e.CauseSet, _fact: Fact, _naming: Naming) -> str:
    return words.cause_set(body.status, body.cause, body.basis)


def _evidence(body: e.EvidenceFiled, _fact: Fact, _naming: Naming) -> str:
    shown = telling_running.shown(body.shown)
    return words.evidence_filed(body.what, body.name, body.size, body.address, shown)


def _text(body: e.TextFiled, _fact: Fact, _naming: Naming) -> str:
    shown = telling_running.shown(body.shown)
    return words.text_filed(body.what, len(body.text), body.address, shown)


def _held(body: e.HeldElsewhere, _fact: Fact, _naming: Naming) -> str:
    return words.held_elsewhere(body.what, body.device, body.person)


def _situation(body: e.Situation, _fact: Fact, _naming: Naming) -> str:
    lines = words.SITUATION_LINES.items()
    return words.situation([(label, getattr(body, name)) for name, label in lines])


def _closed(body: e.Closed, _fact: Fact, _naming: Naming) -> str:
    learned = (running.lesson(x.text, x.owner, x.due_ms) for x in body.learned)
    more = (
        words.labelled("Learned", "; ".join(learned)),
        words.labelled("Kept", body.retention),
        running.review(body.review_ms),
    )
    return words.closed(body.summary, body.lessons, body.left_open, body.reason, *more)


def _reopened(body: e.Reopened, _fact: Fact, _naming: Naming) -> str:
    return words.reopened(body.reason)


def _texts_disposed(body: e.TextsDisposed, _fact: Fact, _naming: Naming) -> str:
    return disposal.told(body.texts, body.reason)


def _exported(body: e.Exported, _fact: Fact, _naming: Naming) -> str:
    return words.exported(body.name, body.sha256.hex())


TOLD: Mapping[type[Body], Tell] = MappingProxyType(
    {
        e.Started: _started,
        **telling_running.TOLD,
        e.Answered: _answered,
        e.StepDone: _done,
        e.StepSkipped: _skipped,
        e.CaptureOverridden: _overridden,
        e.Undone: _undone,
        e.Noted: _noted,
        e.LockedNoteFiled: _locked_note,
        e.Flagged: _flagged,
        e.MomentSet: _moment,
        e.Promised: _promised,
        e.CauseSet: _cause,
        e.EvidenceFiled: _evidence,
        e.TextFiled: _text,
        e.HeldElsewhere: _held,
        e.Situation: _situation,
        e.Closed: _closed,
        e.Reopened: _reopened,
        e.Exported: _exported,
        e.TextsDisposed: _texts_disposed,
        **telling_drafts.TOLD,
    }
)

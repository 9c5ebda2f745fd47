"""What the council decided that matters to one step, as lines to read at that step."""

from collections.abc import Iterator

from incidentkit.council import day_to_day as day
from incidentkit.council import in_public as public
from incidentkit.council.service import CouncilService
from incidentkit.council.tables import SEVERITIES
from incidentkit.desk.council_remarks import on_access
from incidentkit.desk.services import Desk
from incidentkit.errors import DocumentError, JournalError
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import SEVERITY, Step, Verb
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.council import rules as words

_INTERIM = "MT-01"
_APOLOGIES = frozenset({"MT-13", "MT-14"})
_JUDGING = frozenset(
    s.name
    for s in (
        public.SWEARING,
        public.OFF_TOPIC,
        public.LINKS_IN_COMMENTS,
        public.REMOVAL_NOTICE,
        public.NAMED_STAFF,
    )
)
_MODERATING = day.MODERATOR_SAFETY.name
_TERMS = public.PRESS_TERMS.name
# Steps of the shipped playbooks, by the name inside their part.
_OUTSIDE = "settle-every-message-and-every-clock"
_READERS = "limit-who-can-read-this-incident"
_SPEAKER = "choose-speaker"


def lines_for(desk: Desk, run: Run, step: Step) -> tuple[str, ...]:
    """Return the council's own lines for a step, beside the playbook's."""
    council = desk.council
    now_ms = desk.session.clock.now_ms()
    return (
        *_signers(council, run, step),
        *_own_words(council, step),
        *_people(council, step, now_ms),
        *_past(desk, run, step),
        *_ways_in(desk, run, step),
    )


def _ways_in(desk: Desk, run: Run, step: Step) -> tuple[str, ...]:
    """Where access is taken away, what the council's rules say about who has it."""
    account = run.incident.account
    if step.verb is not Verb.ROTATE or not account or run.incident.exercise:
        return ()
    return on_access(desk, SubjectId(account))


def _signers(council: CouncilService, run: Run, step: Step) -> Iterator[str]:
    if step.verb is Verb.APPROVE and not signs_of(council, run, step):
        yield words.NO_SIGNER


def signs_of(
    council: CouncilService, run: Run, step: Step
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who signs what a step approves: at the severity of now, or at each."""
    if step.verb is not Verb.APPROVE:
        return ()
    rule = council.sign_off()
    severity = run.walk.facts.get(SEVERITY, "") or run.answer(SEVERITY)
    levels = (severity,) if severity in SEVERITIES else SEVERITIES
    found = (
        (
            level,
            rule.signers(
                level,
                dict(step.sign_off),
                is_interim=step.template == _INTERIM,
                has_apology=step.template in _APOLOGIES,
            ),
        )
        for level in levels
    )
    return tuple((level, names) for level, names in found if names)


def _own_words(council: CouncilService, step: Step) -> Iterator[str]:
    shown = (
        (step.fact == "breach situation", public.BREACH_QUESTIONS, words.own_question),
        (_name(step) == _OUTSIDE, public.EXTERNAL_NOTIFICATIONS, words.outside),
        (step.follows in _JUDGING, public.HOUSE_RULES, words.own_rule),
        (step.follows == _MODERATING, day.MODERATOR_RULES, words.own_rule),
        (step.follows == _TERMS, public.PRESS_TERMS_TEXT, words.terms),
        (_name(step) == _SPEAKER, public.SPOKESPEOPLE, words.speaks),
    )
    for is_here, setting, say in shown:
        if is_here:
            yield from map(say, council.lines(setting))


def _people(council: CouncilService, step: Step, now_ms: int) -> Iterator[str]:
    if _name(step) == _READERS:
        yield words.readers(council.lines(day.SENSITIVE_EVIDENCE_ROLES))
    cover = council.choice(day.OUT_OF_HOURS_COVER)
    if step.verb is Verb.NOTIFY and cover and not council.is_watched(now_ms):
        yield words.cover(cover)


def _past(desk: Desk, run: Run, step: Step) -> Iterator[str]:
    if step.fact == "history":
        months = desk.council.number(public.LOOKBACK_MONTHS)
        yield words.past(months, same_kind_before(desk, run, months))


def same_kind_before(desk: Desk, run: Run, months: int) -> tuple[str, ...]:
    """Return the titles of earlier closed incidents of the same kind, newest first."""
    calendar = desk.council.calendar()
    known_ms = run.incident.known_ms
    kind = run.playbooks[0].slug
    return tuple(
        f"{state.reference} {state.title}"
        for incident, state in desk.incidents.each(exercises=False)
        if state.reference != run.incident.reference
        and not state.is_open
        and 0 < state.known_ms <= known_ms
        and calendar.months_after(state.known_ms, months) >= known_ms
        and _kind_of(desk, incident) == kind
    )


def _kind_of(desk: Desk, incident: SubjectId) -> str:
    """Return the first playbook's slug; one that cannot be read hides no other."""
    try:
        return desk.incidents.run(incident).playbooks[0].slug
    except (DocumentError, JournalError):
        return ""


def _name(step: Step) -> str:
    return step.slug.rpartition(":")[2].rpartition("/")[2]

"""How an incident is shown on the command line: the next step large, the rest small."""

from collections.abc import Sequence
from dataclasses import asdict

from msgspec import structs

from incidentkit.cli.which import short_name
from incidentkit.cli.world import Call
from incidentkit.desk.contacts import Reach, reach_for
from incidentkit.desk.services import Desk
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import IncidentRow
from incidentkit.incidents.state import EvidenceItem
from incidentkit.playbooks.due import DueTime
from incidentkit.playbooks.model import SETTING, DueKind, Step, Verb
from incidentkit.playbooks.walk import Position
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import commands as words
from incidentkit.words import incident_commands as incident_words
from incidentkit.words import running_commands as running
from incidentkit.words.lists import and_list, or_list
from incidentkit.words.times import clock_time, short_time, spoken_time

_COMING = 5
_MINUTE_MS = 60_000
_INDENT = "      "


def say_rows(call: Call, rows: Sequence[IncidentRow]) -> None:
    """Show incidents in a list."""
    shown = [
        (
            row.state.reference,
            _marked(row),
            short_time(row.state.known_ms),
            "open" if row.state.is_open else "closed",
            row.next_step,
        )
        for row in rows
    ]
    if shown:
        head = ("incident", "what", "known since", "state", "next")
        call.console.table(head, shown)
    else:
        call.console.say(incident_words.NO_INCIDENTS)
        start = call.line("incident", "start", words.WHAT_YOU_SEE)
        call.console.say(words.try_this(start))
    call.console.answer({"incidents": [_row_data(row) for row in rows]})


def _marked(row: IncidentRow) -> str:
    mark = f"{running.EXERCISE}  " if row.state.exercise else ""
    return f"{mark}{row.state.title}"


def _row_data(row: IncidentRow) -> dict[str, object]:
    return {
        "id": row.incident,
        "reference": row.state.reference,
        "title": row.state.title,
        "known_ms": row.state.known_ms,
        "open": row.state.is_open,
        "next": row.next_step,
        "exercise": row.state.exercise,
        "restricted": row.is_restricted,
    }


def say_started(call: Call, desk: Desk, incident: SubjectId) -> None:
    """Show an incident that has just begun."""
    run = desk.incidents.run(incident)
    call.console.say(incident_words.started(run.incident.reference, run.playbook.name))
    already = call.line("incident", "step", "STEP", "--already")
    call.console.say(incident_words.tick_off(already), "")
    say_run(call, desk, incident)


def say_run(
    call: Call, desk: Desk, incident: SubjectId, *, every: bool = False
) -> None:
    """Show where an incident stands, with every step or with the next ones."""
    run, now_ms, console = desk.incidents.run(incident), call.now_ms, call.console
    state = run.incident
    minutes = max(0, (now_ms - state.known_ms) // _MINUTE_MS)
    lasting = (
        incident_words.lasting(minutes) if state.is_open else incident_words.IS_CLOSED
    )
    mark = f"{running.EXERCISE}  " if state.exercise else ""
    console.say(f"{mark}{state.reference}  {state.title}  ({lasting})")
    if desk.incidents.readers.is_restricted(incident):
        names = [desk.officers.name_of(p) for p in desk.incidents.readers.of(incident)]
        console.say_wrapped(running.readers(and_list(names)), rest="  ")
    for position in run.overdue(now_ms) if state.is_open else ():
        console.say_wrapped(_overdue(run, position), rest="  ")
    for slug in state.conflicts:
        step = run.playbook.step(slug)
        console.say(incident_words.answered_differently(step.title if step else slug))
    if every:
        _say_every(call, run)
    elif state.is_open:
        _say_next(call, desk, run)
    for owed in run.owed_evidence:
        console.say(incident_words.to_be_filed(owed))
    ring = [asdict(reach) for reach in _ring(desk, run)]
    console.answer({**_run_data(run, incident, now_ms), "ring": ring})


def _ring(desk: Desk, run: Run) -> tuple[Reach, ...]:
    """Return whom to ring for the next step; in an exercise nobody is."""
    following = run.walk.next
    if following is None or run.incident.exercise:
        return ()
    return reach_for(desk, following.step)


def _overdue(run: Run, position: Position) -> str:
    """Return that time has run out, or has if it turns out that a step is wanted."""
    title = position.step.title
    if not position.asks_first:
        return incident_words.overdue(title)
    asked = run.playbook.step(position.asks_first[0])
    return incident_words.perhaps_overdue(title, asked.title if asked else "")


def _say_every(call: Call, run: Run) -> None:
    rows = [
        (
            short_name(run.playbook, p.step.slug),
            p.step.title,
            str(p.answer or p.status),
        )
        for p in run.walk.positions
    ]
    call.console.table(("step", "what", "how it stands"), rows)


def _say_next(call: Call, desk: Desk, run: Run) -> None:
    following = run.walk.next
    if following is None:
        call.console.say(incident_words.ALL_DONE)
        close = call.line("incident", "close", incident_words.WHAT_HAPPENED)
        call.console.say(words.try_this(close))
        return
    _say_step(call, desk, run, following)
    coming = run.walk.upcoming[:_COMING]
    if coming:
        call.console.say("", incident_words.AFTER_THAT)
    for position in coming:
        name = short_name(run.playbook, position.step.slug)
        call.console.say(f"  {position.step.title}  [{name}]")


def _say_step(call: Call, desk: Desk, run: Run, position: Position) -> None:
    step, console = position.step, call.console
    console.say("", incident_words.next_step(step.title))
    about = ", ".join(step.who)
    due = _due_words(run.due(step), call.now_ms)
    console.say_wrapped(f"For: {about}. {due}" if about else due, _INDENT)
    if step.why:
        console.say_wrapped(f"Why: {step.why}", _INDENT)
    for line in step.how:
        console.say_wrapped(line, f"{_INDENT}- ", f"{_INDENT}  ")
    if alone := run.alone(step):
        console.say_wrapped(f"Alone: {alone}", _INDENT)
    for line in _asked(run, step):
        console.say_wrapped(line, _INDENT)
    for reach in _ring(desk, run):
        console.say_wrapped(incident_words.ring("; ".join(reach.lines)), _INDENT)
    console.say("")
    for line in _to_type(call, desk, run, position):
        console.say(f"{_INDENT}{line}")


def _asked(run: Run, step: Step) -> list[str]:
    """Return what a step asks for before it is finished, and what its answers mean."""
    there = run.incident.details(step.slug)
    rule = step.ruled(run.progress.facts.get(SETTING + step.follows, ""))
    lines = [
        running.to_write_down(f.label, f.name, " / ".join(there.get(f.name, ())))
        for f in step.form
    ]
    lines += [running.means(a.label, a.means) for a in step.answers if a.means]
    if rule:
        lines.append(running.council_rule(rule))
    if step.proof:
        lines.append(running.to_show(step.proof))
    if run.takes_two(step):
        lines.append(running.SECOND_PERSON)
    return lines


def _due_words(due: DueTime | None, now_ms: int) -> str:
    if due is None:
        return ""
    when = clock_time(due.at_ms, now_ms)
    if due.kind is DueKind.TARGET:
        return (
            incident_words.aim_for(when)
            if due.at_ms > now_ms
            else incident_words.AS_SOON_AS_YOU_CAN
        )
    by = incident_words.by_law if due.kind is DueKind.LAW else incident_words.by_promise
    return by(when, late=due.is_overdue(now_ms))


def _to_type(call: Call, desk: Desk, run: Run, position: Position) -> list[str]:
    """Return the commands that take a step, in the order to type them."""
    step = position.step
    name = short_name(run.playbook, step.slug)
    done = incident_words.when_done(call.line("incident", "step", name, "--done"))
    if position.captures_first:
        first = short_name(run.playbook, position.captures_first[0])
        return [incident_words.CAPTURE_FIRST, *_capture(call, first)]
    if step.asks:
        why = ("--why", words.THE_REASON) if step.verb is Verb.DECIDE else ()
        answer = call.line("incident", "step", name, "--answer", words.ANSWER, *why)
        return [
            incident_words.answer_it(answer),
            incident_words.choices(or_list(step.labels)),
        ]
    match step.verb:
        case Verb.CAPTURE:
            return [*_capture(call, name), done]
        case Verb.ROTATE:
            return [*_rotate(call, desk, run, step), done]
        case Verb.WRITE if step.template:
            return [
                incident_words.write_it(call.line("draft", "new", step.template)),
                done,
            ]
        case _:
            return [done]


def _capture(call: Call, name: str) -> list[str]:
    evidence = ("incident", "evidence")
    held = (
        "--held",
        words.WHAT_IT_SHOWS,
        "--device",
        words.DEVICE,
        "--person",
        words.WHO,
    )
    return [
        incident_words.file_it(
            call.line(*evidence, "--file", words.PICTURE, "--step", name)
        ),
        incident_words.or_held(call.line(*evidence, *held, "--step", name)),
    ]


def _rotate(call: Call, desk: Desk, run: Run, step: Step) -> list[str]:
    """Return how to change a secret; a playbook's first change is the account's own."""
    reference = "ACCOUNT"
    first = next(s for s in run.playbook.steps() if s.verb is Verb.ROTATE)
    if run.incident.account and step.slug == first.slug:
        account = SubjectId(run.incident.account)
        reference = desk.accounts.known(account).account.reference
    line = call.line("account", "rotate", reference, "--reason", "compromise")
    return [incident_words.change_it(line)]


# --- as data --------------------------------------------------------------------


def _run_data(run: Run, incident: SubjectId, now_ms: int) -> dict[str, object]:
    following = run.walk.next
    return {
        "id": incident,
        "reference": run.incident.reference,
        "title": run.incident.title,
        "playbook": run.playbook.slug,
        "playbooks": [book.slug for book in run.going],
        "exercise": run.incident.exercise,
        "open": run.incident.is_open,
        "known_ms": run.incident.known_ms,
        "ended": run.walk.ended,
        "next": _position_data(run, following, now_ms) if following else None,
        "steps": [_position_data(run, p, now_ms) for p in run.walk.positions],
        "evidence": [item_data(item) for item in run.incident.evidence],
        "left_open": list(run.left_open),
    }


def _position_data(run: Run, position: Position, now_ms: int) -> dict[str, object]:
    step, due = position.step, run.due(position.step)
    return {
        "step": step.slug,
        "verb": str(step.verb),
        "title": step.title,
        "status": str(position.status),
        "answer": position.answer,
        "answers": list(step.labels) if step.asks else [],
        "phase": position.phase,
        "template": step.template,
        "due_ms": due.at_ms if due else None,
        "due_kind": str(due.kind) if due else None,
        "asks_first": list(position.asks_first),
        "asks_for": [f.name for f in step.form],
        "details": {n: list(t) for n, t in run.incident.details(step.slug).items()},
        "proof": step.proof,
        "second_person": run.takes_two(step),
        "repeat_minutes": step.repeat_minutes,
        "overdue": bool(due and not position.is_over and due.is_overdue(now_ms)),
    }


def item_data(item: EvidenceItem) -> dict[str, object]:
    """Return an item of evidence as data."""
    return {
        "entry": item.digest,
        "step": item.step,
        "name": item.name,
        "what": item.what,
        "address": item.address,
        "sha256": item.sha256,
        "size": item.size,
        "captured": spoken_time(item.at_ms),
        "captured_ms": item.at_ms,
        "holder": item.holder,
        "owed": item.is_owed,
        "shown": structs.asdict(item.shown),
    }

"""incident cannot, details, agree, repeat, record, inject: what can become of a step."""

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_step import likely_to_be_meant, named_values
from incidentkit.cli.incident_views import say_run
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import on, the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.incidents.circumstances import TEXTS, TIMES
from incidentkit.incidents.entries import Attempt
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import Step
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import running_commands as words
from incidentkit.words.running import RECORD
from incidentkit.words.times import spoken_time

_STEP = "the step, as `incident show` names it"


def add(group: Group) -> None:
    """Declare the commands."""
    cannot = group.command(
        "cannot", _cannot, "say that a step could not be done, or nobody was reached"
    )
    cannot.add_argument("step", help=_STEP)
    cannot.add_argument("--why", default="", help="why not; always needed")
    cannot.add_argument(
        "--tried",
        action="append",
        default=[],
        metavar="WHOM;HOW;WHEN",
        help='who was tried: "Press office;telephone;07:10"',
    )
    on(cannot, by=True)
    details = group.command("details", _details, "write down what a step asks for")
    details.add_argument("step", help=_STEP)
    details.add_argument("values", nargs="*", metavar="NAME=TEXT")
    on(details, by=True)
    agree = group.command("agree", _agree, "agree to a step as the second person")
    agree.add_argument("step", help=_STEP)
    agree.add_argument("--note", default="")
    on(agree)
    end = group.command("end-repeat", _end, "end a step that is done again and again")
    end.add_argument("step", help=_STEP)
    end.add_argument("--why", default="", help="why; always needed")
    on(end, by=True)
    record = group.command("record", _record, "the record that every incident has")
    record.add_argument("line", nargs="?", default="", choices=("", *TIMES, *TEXTS))
    record.add_argument("value", nargs="?", default="", help="a text, or a time")
    on(record)
    inject = group.command("inject", _inject, "what an exercise showed, and the answer")
    inject.add_argument("name", nargs="?", default="", help="the inject")
    inject.add_argument("--answered", action="store_true", help="it was answered")
    inject.add_argument("--note", default="", help="how")
    inject.add_argument("--at", default="", help="when")
    on(inject)


def _meant(call: Call, desk: Desk) -> tuple[SubjectId, Run, Step]:
    incident = the_incident(call, desk)
    run = desk.incidents.run(incident)
    return incident, run, likely_to_be_meant(call, run)


def _cannot(call: Call) -> int:
    args = call.args
    attempts = tuple(_attempt(said, call.now_ms) for said in args.tried)
    with call.desk() as desk:
        incident, _, step = _meant(call, desk)
        desk.incidents.cannot(
            incident, step.slug, args.why, attempts=attempts, by=args.by
        )
        call.console.say(words.could_not(step.title), "")
        say_run(call, desk, incident)
    return DONE


def _attempt(said: str, now_ms: int) -> Attempt:
    whom, _, rest = said.partition(";")
    how, _, when = rest.partition(";")
    return Attempt(whom.strip(), how.strip(), when_ms(when, now_ms))


def _details(call: Call) -> int:
    args = call.args
    values = named_values(args.values)
    with call.desk() as desk:
        incident, run, step = _meant(call, desk)
        if values:
            run = desk.incidents.details(incident, step.slug, values, args.by)
    there = run.incident.details(step.slug)
    rows = [(f.name, f.label, " / ".join(there.get(f.name, ()))) for f in step.form]
    if rows:
        call.console.table(("name", "question", "written down"), rows)
    else:
        call.console.say(words.no_form(step.title))
    fields = [
        {"name": f.name, "question": f.label, "said": list(there.get(f.name, ()))}
        for f in step.form
    ]
    call.console.answer({"incident": incident, "step": step.slug, "details": fields})
    return DONE


def _agree(call: Call) -> int:
    with call.desk() as desk:
        incident, _, step = _meant(call, desk)
        desk.incidents.agree(incident, step.slug, call.args.note)
    call.console.say(words.agreed(step.title))
    call.console.answer({"incident": incident, "step": step.slug, "agreed": True})
    return DONE


def _end(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident, _, step = _meant(call, desk)
        desk.incidents.end_round(incident, step.slug, args.why, args.by)
        call.console.say(words.ended(step.title), "")
        say_run(call, desk, incident)
    return DONE


def _record(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        if args.line:
            is_time = args.line in TIMES
            value = when_ms(args.value, call.now_ms) if is_time else args.value
            desk.incidents.circumstances.record(incident, args.line, value)
        state = desk.incidents.run(incident).incident
    said = {
        line: [spoken_time(c.when_ms) if c.when_ms else c.text for c in claims]
        for line in (*TEXTS, *TIMES)
        if (claims := state.said_of("", line))
    }
    lines = [f"{RECORD[line]}: {' / '.join(texts)}" for line, texts in said.items()]
    call.console.say(*(lines or [words.EMPTY_RECORD]))
    call.console.answer({"incident": incident, "record": said})
    return DONE


def _inject(call: Call) -> int:
    args = call.args
    at_ms = when_ms(args.at, call.now_ms)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        rehearsal = desk.incidents.rehearsal
        if args.name and args.answered:
            rehearsal.answered(incident, args.name, args.note, at_ms)
        elif args.name:
            rehearsal.shown(incident, args.name, at_ms)
        found = desk.incidents.run(incident).incident.course.injects
    rows = [
        (i.name, spoken_time(i.shown_ms), spoken_time(i.answered_ms))
        if i.answered_ms
        else (i.name, spoken_time(i.shown_ms), words.NOT_ANSWERED)
        for i in found
    ]
    if rows:
        call.console.table(("what was shown", "when", "answered"), rows)
    else:
        call.console.say(words.NO_INJECTS)
    injects = [
        {"name": i.name, "shown_ms": i.shown_ms, "answered_ms": i.answered_ms}
        for i in found
    ]
    call.console.answer({"incident": incident, "injects": injects})
    return DONE

"""incident sitrep, cause, promise, moment, known, flag: what is known beside the steps."""

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_views import say_run
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import on, the_incident
from incidentkit.cli.world import Call
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents.entries import Situation
from incidentkit.incidents.first_known import FIRST_KNOWN
from incidentkit.playbooks.model import DueKind, Playbook
from incidentkit.words import incident_commands as incident_words
from incidentkit.words.incidents import CAUSES, SITUATION_LINES
from incidentkit.words.times import spoken_time


def add(group: Group) -> None:
    """Declare the commands."""
    report = group.command("sitrep", _sitrep, "file a situation report of five lines")
    for line in SITUATION_LINES:
        option = f"--{line.replace('_', '-')}"
        told = SITUATION_LINES[line].lower()
        report.add_argument(option, required=line == "known", default="", help=told)
    on(report)
    cause = group.command("cause", _cause, "say what is known of the cause")
    cause.add_argument("status", choices=("unexplained", "suspected", "confirmed"))
    cause.add_argument(
        "cause", nargs="?", default="", help=f"one of {', '.join(CAUSES)}, or own words"
    )
    cause.add_argument("--basis", default="", help="what it rests on")
    on(cause)
    promise = group.command(
        "promise", _promise, "write down when people hear from us next"
    )
    promise.add_argument("step", help="the step that keeps the promise")
    promise.add_argument("when", help="by when: 09:30")
    promise.add_argument("--to", default="", help="to whom")
    on(promise)
    _add_moments(group)
    flag = group.command(
        "flag", _flag, "say that people are in danger, or that you are alone"
    )
    flag.add_argument("flag", choices=("danger", "alone"))
    flag.add_argument("--off", action="store_true", help="it is no longer so")
    flag.add_argument("--why", default="")
    on(flag)


def _add_moments(group: Group) -> None:
    moment = group.command(
        "moment", _moment, "say when a moment was, or when a deadline is"
    )
    moment.add_argument("name")
    moment.add_argument("when", help="07:10, 20 minutes ago")
    moment.add_argument("--why", default="")
    on(moment)
    known = group.command(
        "known", _known, "put right when anybody in the council first knew"
    )
    known.add_argument("when", help="07:10, yesterday 23:40, 20 minutes ago")
    known.add_argument("--why", required=True, help="why this time and not the other")
    on(known)


def _sitrep(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        report = Situation(
            args.known, args.not_known, args.said, args.next, args.needed
        )
        desk.incidents.circumstances.situation(incident, report)
    lines = {line: str(getattr(args, line)) for line in SITUATION_LINES}
    for line, text in lines.items():
        call.console.say_wrapped(
            text or incident_words.NOTHING_SAID, f"{SITUATION_LINES[line]}: "
        )
    call.console.answer({"incident": incident, "situation": lines})
    return DONE


def _cause(call: Call) -> int:
    args = call.args
    if args.status != "unexplained" and not (args.cause and args.basis):
        call.console.advise(incident_words.CAUSE_NEEDS)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        desk.incidents.circumstances.set_cause(
            incident, args.status, args.cause, args.basis
        )
    call.console.say(
        incident_words.cause(args.status, CAUSES.get(args.cause, args.cause))
    )
    call.console.answer(
        {"incident": incident, "status": args.status, "cause": args.cause}
    )
    return DONE


def _promise(call: Call) -> int:
    at_ms = when_ms(call.args.when, call.now_ms)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        playbook = desk.incidents.run(incident).playbook
        try:
            desk.incidents.circumstances.promise(
                incident, call.args.step, at_ms, call.args.to
            )
        except (InvalidValueError, UnknownNameError):
            call.console.advise(incident_words.promises_are(_promising(playbook)))
            raise
    call.console.say(incident_words.promised(spoken_time(at_ms)))
    call.console.answer({"incident": incident, "when_ms": at_ms})
    return DONE


def _promising(playbook: Playbook) -> list[str]:
    return [
        step.slug
        for step in playbook.steps()
        if step.due is not None and step.due.kind is DueKind.PROMISE
    ]


def _moment(call: Call) -> int:
    at_ms = when_ms(call.args.when, call.now_ms)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        playbook = desk.incidents.run(incident).playbook
        moments = (*playbook.moments, *playbook.deadlines)
        try:
            desk.incidents.circumstances.moment(
                incident, call.args.name, at_ms, call.args.why
            )
        except UnknownNameError:
            for moment in moments:
                call.console.advise(f"{moment.name}: {moment.text}")
            raise
    call.console.say(f"Noted: {spoken_time(at_ms)}.")
    call.console.answer({"incident": incident, "when_ms": at_ms})
    return DONE


def _known(call: Call) -> int:
    at_ms = when_ms(call.args.when, call.now_ms)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        desk.incidents.circumstances.moment(incident, FIRST_KNOWN, at_ms, call.args.why)
    call.console.say(incident_words.known_since(at_ms))
    call.console.answer({"incident": incident, "known_ms": at_ms})
    return DONE


def _flag(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        desk.incidents.circumstances.flag(
            incident, args.flag, on=not args.off, reason=args.why
        )
        say_run(call, desk, incident)
    return DONE

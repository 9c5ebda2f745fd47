"""incident: start a response, take its steps, write things down, close it, report it."""

from pathlib import Path

from incidentkit.cli import (
    disposal,
    incident_begin,
    incident_evidence,
    incident_facts,
    incident_playbooks,
    incident_running,
    incident_step,
    incident_team,
)
from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_step import named_values
from incidentkit.cli.incident_views import say_rows, say_run
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import on, the_incident
from incidentkit.cli.world import Call
from incidentkit.incidents.entries import Lesson
from incidentkit.incidents.service import Closing
from incidentkit.words import commands as words
from incidentkit.words import incident_commands as incident_words


def add(group: Group) -> None:
    """Declare the commands."""
    incident_begin.add(group)
    listed = group.command("list", _list, "list incidents")
    which = listed.add_mutually_exclusive_group()
    which.add_argument("--exercises", action="store_true", help="exercises only")
    which.add_argument("--real", action="store_true", help="without exercises")
    show = group.command(
        "show", _show, "show where an incident stands and what comes next"
    )
    show.add_argument(
        "--all", action="store_true", help="every step, and how it stands"
    )
    on(show)
    incident_step.add(group)
    incident_running.add(group)
    incident_playbooks.add(group)
    incident_team.add(group)
    note = group.command("note", _note, "write something down")
    note.add_argument("text")
    note.add_argument("--at", default="", help="when it was: 07:10, 20 minutes ago")
    on(note, by=True)
    incident_evidence.add(group)
    incident_facts.add(group)
    _add_closing(group)
    disposal.add_to_incident(group)


def _add_closing(group: Group) -> None:
    close = group.command("close", _close, "close an incident")
    close.add_argument("summary", help="what happened, in a few words")
    close.add_argument("--lessons", default="")
    close.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="OWNER=TEXT",
        help="what is to be done differently, and whose task that is",
    )
    close.add_argument("--kept", default="", help="how long its texts are kept")
    close.add_argument("--review", default="", help="when it is looked at again")
    close.add_argument(
        "--reason", default="", help="why it is closed with things still open"
    )
    on(close)
    again = group.command("reopen", _reopen, "go on with a closed incident")
    again.add_argument("reason")
    on(again)
    written = group.command("report", _report, "write the report as PDF and Markdown")
    written.add_argument("--to", default=".", help="the folder to write it to")
    on(written)


def _list(call: Call) -> int:
    with call.desk() as desk:
        args = call.args
        wanted = True if args.exercises else False if args.real else None
        say_rows(call, desk.incidents.rows(exercises=wanted))
    return DONE


def _show(call: Call) -> int:
    with call.desk() as desk:
        incident = the_incident(call, desk)
        say_run(call, desk, incident, every=call.args.all)
    return DONE


def _note(call: Call) -> int:
    at_ms = when_ms(call.args.at, call.now_ms)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        desk.incidents.note(incident, call.args.text, call.args.by, at_ms)
        reference = desk.incidents.run(incident).incident.reference
    call.console.say(incident_words.written_down(reference))
    call.console.answer({"incident": incident, "reference": reference})
    return DONE


def _close(call: Call) -> int:
    with call.desk() as desk:
        incident = the_incident(call, desk)
        desk.incidents.close_with(incident, _closing(call))
        reference = desk.incidents.run(incident).incident.reference
    call.console.say(incident_words.closed(reference))
    report = call.line("incident", "report", "--incident", reference, "--to", "reports")
    call.console.say(words.try_this(report))
    call.console.answer({"incident": incident, "closed": True})
    return DONE


def _closing(call: Call) -> Closing:
    args = call.args
    learned = named_values(args.lesson).items()
    return Closing(
        args.summary,
        args.lessons,
        args.reason,
        tuple(Lesson(text, owner) for owner, text in learned),
        args.kept,
        when_ms(args.review, call.now_ms),
    )


def _reopen(call: Call) -> int:
    with call.desk() as desk:
        incident = the_incident(call, desk, is_open=False)
        desk.incidents.reopen(incident, call.args.reason)
        reference = desk.incidents.run(incident).incident.reference
    call.console.say(incident_words.goes_on(reference))
    call.console.answer({"incident": incident, "closed": False})
    return DONE


def _report(call: Call) -> int:
    with call.desk() as desk:
        incident = the_incident(call, desk)
        files = desk.records.write(incident, Path(call.args.to))
    call.console.say(*(f"Written: {path}" for path in files))
    call.console.answer({"files": [str(path) for path in files]})
    return DONE

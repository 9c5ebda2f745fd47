"""incident: start a response, take its steps, write things down, close it, report it."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.cli import (
    disposal,
    incident_evidence,
    incident_facts,
    incident_step,
)
from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_views import say_rows, say_run, say_started
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import on, the_account, the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import commands as words
from incidentkit.words import incident_commands as incident_words


def add(group: Group) -> None:
    """Declare the commands."""
    _add_start(group.command("start", _start, "start a response"))
    group.command("list", _list, "list incidents")
    show = group.command(
        "show", _show, "show where an incident stands and what comes next"
    )
    show.add_argument(
        "--all", action="store_true", help="every step, and how it stands"
    )
    on(show)
    incident_step.add(group)
    note = group.command("note", _note, "write something down")
    note.add_argument("text")
    note.add_argument("--at", default="", help="when it was: 07:10, 20 minutes ago")
    on(note, by=True)
    incident_evidence.add(group)
    incident_facts.add(group)
    _add_closing(group)
    disposal.add_to_incident(group)


def _add_start(start: ArgumentParser) -> None:
    start.add_argument("title", help="what is seen, in a few words")
    start.add_argument(
        "--playbook", default="hacked-account", help="hacked-account by default"
    )
    start.add_argument("--account", help="which account")
    start.add_argument(
        "--known", default="", help="when you first knew: 07:10, 20 minutes ago"
    )
    start.add_argument("--seen", default="", help="what was seen")
    start.add_argument("--by", default="", help="who noticed")
    start.add_argument(
        "--alone", action="store_true", help="you work on this by yourself"
    )


def _add_closing(group: Group) -> None:
    close = group.command("close", _close, "close an incident")
    close.add_argument("summary", help="what happened, in a few words")
    close.add_argument("--lessons", default="")
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


def _start(call: Call) -> int:
    args, now = call.args, call.now_ms
    playbook = find_playbook(shipped_playbooks(), args.playbook)
    known_ms = when_ms(args.known, now)
    with call.desk() as desk:
        account = _account(call, desk) if args.account else b""
        opening = Opening(
            title=args.title,
            playbook=playbook,
            account=account,
            seen=args.seen,
            by=args.by,
            known_ms=known_ms,
            alone=args.alone,
        )
        incident = desk.incidents.start(opening)
        say_started(call, desk, incident)
    return DONE


def _account(call: Call, desk: Desk) -> SubjectId:
    """Return the account, or say that a response need not wait for it."""
    try:
        return the_account(call, desk)
    except UnknownNameError:
        call.console.advise(incident_words.START_WITHOUT)
        raise


def _list(call: Call) -> int:
    with call.desk() as desk:
        say_rows(call, desk.incidents.rows())
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
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        desk.incidents.close(
            incident, args.summary, lessons=args.lessons, reason=args.reason
        )
        reference = desk.incidents.run(incident).incident.reference
    call.console.say(incident_words.closed(reference))
    report = call.line("incident", "report", "--incident", reference, "--to", "reports")
    call.console.say(words.try_this(report))
    call.console.answer({"incident": incident, "closed": True})
    return DONE


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

"""incident front-door, start, from-mail, paste-report: how a response begins."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_playbooks import add_readers, people
from incidentkit.cli.incident_views import say_started
from incidentkit.cli.layout import wrapped
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.enquiry import Lines, Message, deadline_in, read_message
from incidentkit.desk.front_door import Begin, begin, find_seen, front_door
from incidentkit.desk.self_report import Report, load_card, read_reply
from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError, UnknownNameError
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import find_playbook, shipped_library
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import front_commands as words
from incidentkit.words import incident_commands as incident_words
from incidentkit.words.front_door import SAYS
from incidentkit.words.window.start import QUESTION as QUESTION_LINE

_PRESS = "press"
_LINES = {
    "outlet": "Outlet",
    "name": "Who is asking",
    "question": QUESTION_LINE,
    "deadline": "Answer needed by",
    "address": "E-mail address",
}


def add(group: Group) -> None:
    """Declare the commands."""
    group.command(
        "front-door", _front_door, "list what you may have seen, to start with"
    )
    _add_start(group.command("start", _start, "start a response"))
    mail = group.command(
        "from-mail", _from_mail, "start a press enquiry from an e-mail in a file"
    )
    mail.add_argument("file", help="an .eml or .msg file")
    mail.add_argument("--begin", action="store_true", help="start it with these lines")
    for name in _LINES:
        mail.add_argument(f"--{name}", default="", help="instead of what was read")
    mail.add_argument(
        "--no-evidence", action="store_true", help="do not keep the file as evidence"
    )
    add_readers(mail)
    paste = group.command(
        "paste-report", _paste_report, "read a reply to the self-report card"
    )
    paste.add_argument("file", nargs="?", default="", help="standard input by default")
    where = paste.add_mutually_exclusive_group()
    where.add_argument("--seen", default="", metavar="CHOICE", help="start with it")
    where.add_argument("--incident", default="", help="put it as a note into this one")
    paste.add_argument("--account", help="which account")
    add_readers(paste)


def _add_start(start: ArgumentParser) -> None:
    start.add_argument("title", nargs="?", default="", help="what is seen, in short")
    which = start.add_mutually_exclusive_group()
    which.add_argument(
        "--seen",
        default="",
        metavar="CHOICE",
        help=f"one of: {', '.join(SAYS)}, or another that `front-door` lists",
    )
    which.add_argument(
        "--playbook", default="hacked-account", help="hacked-account by default"
    )
    start.add_argument("--account", help="which account")
    start.add_argument(
        "--known", default="", help="when you first knew: 07:10, 20 minutes ago"
    )
    start.add_argument("--saw", default="", help="what was seen, in your own words")
    start.add_argument("--by", default="", help="who noticed")
    start.add_argument(
        "--alone", action="store_true", help="you work on this by yourself"
    )
    start.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="PLAYBOOK",
        help="another playbook that runs beside it from the start",
    )
    add_readers(start)
    start.add_argument(
        "--exercise", default="", metavar="SCENARIO", help="none of it is real"
    )


def _front_door(call: Call) -> int:
    with call.desk_if_open() as desk:
        library = desk.playbooks.library() if desk else shipped_library()
    choices = front_door(library)
    call.console.say(words.ASK)
    rows = [(seen.key, seen.says) for seen in choices]
    call.console.table(("choice", "what is seen"), rows)
    call.console.say("", call.line("incident", "start", "--seen", words.THIS_CHOICE))
    if desk is None and call.places.database.exists():
        call.console.say("", *wrapped(words.AS_SHIPPED))
    call.console.say("", words.NOT_SURE)
    for guide in library.guides.values():
        call.console.say(f"  {call.line('guide', 'walk', guide.slug)}")
    call.console.answer(
        {
            "choices": [
                {"choice": s.key, "says": s.says, "playbooks": s.playbooks}
                for s in choices
            ],
            "guides": [
                {"guide": g.slug, "name": g.name} for g in library.guides.values()
            ],
        }
    )
    return DONE


def _start(call: Call) -> int:
    with call.desk() as desk:
        account = _account(call, desk) if call.args.account else SubjectId(b"")
        if call.args.seen:
            incident = _begin(call, desk, _from_door(call, desk, account))
        else:
            incident = desk.incidents.start(_opening(call, desk, account))
        say_started(call, desk, incident)
    return DONE


def _from_door(call: Call, desk: Desk, account: bytes) -> Begin:
    args = call.args
    return Begin(
        find_seen(desk.playbooks.library(), args.seen),
        account,
        title=args.title,
        said=args.saw,
        by=args.by,
        known_ms=when_ms(args.known, call.now_ms),
        alone=args.alone,
        exercise=args.exercise,
    )


def _opening(call: Call, desk: Desk, account: bytes) -> Opening:
    args = call.args
    library = desk.playbooks.library()
    names = (args.playbook, *args.also)
    playbook, *also = (find_playbook(library.incidents, name) for name in names)
    return Opening(
        title=args.title,
        playbook=playbook,
        account=account,
        seen=args.saw,
        by=args.by,
        known_ms=when_ms(args.known, call.now_ms),
        alone=args.alone,
        also=tuple(also),
        readers=people(desk, args.reader) if args.reader else None,
        recovery=not args.no_recovery,
        exercise=args.exercise,
    )


def _account(call: Call, desk: Desk) -> SubjectId:
    """Return the account, or say that a response need not wait for it."""
    try:
        return the_account(call, desk)
    except UnknownNameError:
        call.console.advise(incident_words.START_WITHOUT)
        raise


def _begin(call: Call, desk: Desk, how: Begin) -> SubjectId:
    """Begin, and say at once when something could not be written down in it."""
    args = call.args
    readers = people(desk, args.reader) if args.reader else None
    how = replace(how, readers=readers, recovery=not args.no_recovery)
    begun = begin(desk, desk.playbooks.library(), how)
    if begun.refused is not None:
        say_started(call, desk, begun.incident)
        raise begun.refused
    return begun.incident


# --- from an e-mail ---------------------------------------------------------


def _from_mail(call: Call) -> int:
    args = call.args
    message = read_message(Path(args.file), call.now_ms)
    given = {name: getattr(args, name) for name in _LINES}
    lines = replace(message.lines, **{n: text for n, text in given.items() if text})
    if not args.begin:
        _say_lines(call, lines, message)
        return DONE
    with call.desk() as desk:
        how = Begin(
            find_seen(desk.playbooks.library(), _PRESS),
            lines=lines,
            message=None if args.no_evidence else message,
        )
        say_started(call, desk, _begin(call, desk, how))
    return DONE


def _say_lines(call: Call, lines: Lines, message: Message) -> None:
    due_ms = deadline_in(lines.deadline, call.now_ms)
    call.console.say(words.UNDERSTOOD)
    for name, text in lines.named.items():
        if text:
            call.console.say_wrapped(words.named_line(_LINES[name], text), "  ", "  ")
    call.console.say(words.clock_set(due_ms) if due_ms else words.NO_DEADLINE)
    again = call.line("incident", "from-mail", call.args.file, "--begin")
    call.console.say("", words.BEGIN_WITH, f"  {again}")
    found = {**lines.named, "deadline_ms": due_ms, "sent_ms": message.sent_ms}
    call.console.answer({"enquiry": found})


# --- from the self-report card ----------------------------------------------


def _paste_report(call: Call) -> int:
    args = call.args
    report = read_reply(load_card(), _pasted(call))
    if args.seen:
        with call.desk() as desk:
            account = _account(call, desk) if args.account else SubjectId(b"")
            seen = find_seen(desk.playbooks.library(), args.seen)
            how = Begin(seen, account, report=report)
            say_started(call, desk, _begin(call, desk, how))
    elif args.incident:
        with call.desk() as desk:
            incident = desk.incidents.find(args.incident)
            reference = desk.incidents.note(incident, report.text).incident.reference
        call.console.say(words.put_into(reference))
        call.console.answer({"incident": incident, "reference": reference})
    else:
        _say_report(call, report)
    return DONE


def _pasted(call: Call) -> str:
    if not call.args.file:
        return call.console.read_text()
    try:
        return Path(call.args.file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise FileUnreadableError(call.args.file) from cause


def _say_report(call: Call, report: Report) -> None:
    say = call.console
    say.say(words.NOTHING_FOUND if report.is_empty else words.UNDERSTOOD)
    if report.danger:
        say.say(words.DANGER)
    for _, label, text in report.lines:
        say.say_wrapped(words.named_line(label, text), "  ", "  ")
    if report.beyond:
        say.say_wrapped(report.beyond, "  ", "  ")
    line = ("incident", "paste-report", call.args.file)
    start = call.line(*filter(None, line), "--seen", words.THIS_CHOICE)
    put = call.line(*filter(None, line), "--incident", words.REFERENCE)
    say.say("", words.BEGIN_WITH, f"  {start}", words.OR_PUT_INTO, f"  {put}")
    say.answer(
        {
            "report": {name: text for name, _, text in report.lines},
            "beyond": report.beyond,
            "danger": report.danger,
        }
    )

"""exposure: who could post as us, on which day, and what must be changed because of it."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from incidentkit.accounts.exposure import WhoCanPost
from incidentkit.accounts.model import Reason
from incidentkit.cli import emergencies
from incidentkit.cli.account_views import say_who
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.council.calendar import end_of_day_ms
from incidentkit.desk.exposing import lost_device, must_change
from incidentkit.desk.exposure_paper import of_person, write_table
from incidentkit.desk.exposure_paper import who_on as read_who_on
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.words import exposure as words
from incidentkit.words.account_commands import NO_ACCOUNTS
from incidentkit.words.commands import try_this
from incidentkit.words.times import spoken_date

_EVENTS = tuple(r.value for r in Reason if r not in (Reason.POLICY, Reason.OTHER))


def add(group: Group) -> None:
    """Declare the commands."""
    show = group.command("show", _show, "who can post as us, today or on a past day")
    show.add_argument("account", nargs="?", default="")
    _add_when(show)
    paper = group.command("print", _print, "write who can post as us into a folder")
    paper.add_argument("--to", required=True, metavar="FOLDER")
    _add_when(paper)
    group.command("owed", _owed, "what has to be changed because something happened")
    change = group.command("change", _change, "write down that it must be changed")
    change.add_argument("account")
    change.add_argument("--because", choices=_EVENTS, required=True)
    change.add_argument("--why", default="", help="what happened")
    waive = group.command("waive", _waive, "decide that it need not be changed")
    waive.add_argument("account")
    waive.add_argument("--reason", required=True)
    lost = group.command("lost", _lost, "somebody's telephone or laptop is lost")
    lost.add_argument("name")
    lost.add_argument("--what", default="", help="what is lost, and where")
    emergencies.add(group)


def _add_when(parser: ArgumentParser) -> None:
    parser.add_argument("--on", default="", metavar="DAY", help="as in 2026-03-03")
    parser.add_argument("--person", default="", help="only what this person could do")


def _rows(call: Call, desk: Desk) -> tuple[WhoCanPost, ...]:
    wall = _end_of(call.args.on)
    rows = read_who_on(desk, wall)
    if call.args.person:
        row = desk.officers.find(call.args.person)
        rows = of_person(rows, row.person, row.name)
    return rows


def _end_of(day: str) -> int | None:
    if not day:
        return None
    try:
        found = date.fromisoformat(day)
    except ValueError as cause:
        raise InvalidValueError("date", "date") from cause
    return end_of_day_ms(found)


def _show(call: Call) -> int:
    with call.desk() as desk:
        rows = _rows(call, desk)
        if call.args.account:
            account = the_account(call, desk)
            rows = tuple(row for row in rows if row.subject == account)
    if call.args.on:
        call.console.say(words.on_date(call.args.on), "")
    say_who(call.console, rows)
    if not rows:
        call.console.say(NO_ACCOUNTS)
    return DONE


def _print(call: Call) -> int:
    with call.desk() as desk:
        rows = _rows(call, desk)
        path = write_table(Path(call.args.to), rows, call.args.on, call.now_ms)
    call.console.say(words.printed(len(rows), path.name))
    call.console.answer({"accounts": len(rows), "file": str(path)})
    return DONE


def _owed(call: Call) -> int:
    with call.desk() as desk:
        found = [
            (state.label, one)
            for state in desk.accounts.states().values()
            if state.status.is_open
            for one in state.owed
        ]
    found.sort(key=lambda pair: (pair[1].owed_at, pair[0]))
    for label, one in found:
        said = words.owed(one.reason.value, spoken_date(one.owed_at))
        call.console.say_wrapped(f"{label}: {said}", "  ", "      ")
    if not found:
        call.console.say(words.NOTHING_OWED)
    data = [
        {
            "account": label,
            "item": str(one.item),
            "because": str(one.reason),
            "why": one.why,
            "since_ms": one.owed_at,
        }
        for label, one in found
    ]
    call.console.answer({"owed": data})
    return DONE


def _change(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        reason = Reason(call.args.because)
        named = must_change(desk, account, reason, call.args.why)
    call.console.say(words.named_for_change(len(named)))
    rotate = ("account", "rotate", call.args.account, "--reason", reason.value)
    call.console.say(try_this(call.line(*rotate)))
    call.console.answer({"account": account, "named": list(named)})
    return DONE


def _waive(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        owed = desk.accounts.known(account).account.owed
        if not owed:
            raise UnknownNameError("rotation", call.args.account)
        for one in owed:
            desk.accounts.waive(account, one.digest, call.args.reason)
    call.console.say(words.NOTED)
    call.console.answer({"account": account, "waived": len(owed)})
    return DONE


def _lost(call: Call) -> int:
    with call.desk() as desk:
        row = desk.officers.find(call.args.name)
        found = lost_device(desk, row.person, call.args.what)
    call.console.say(words.lost(row.name, len(found)))
    for one in found:
        call.console.say(f"  {one.label}")
    call.console.answer({"officer": row.name, "accounts": [o.label for o in found]})
    return DONE

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
from incidentkit.desk.exposure_paper import of_person
from incidentkit.desk.exposure_paper import who_on as read_who_on
from incidentkit.desk.nightly_paper import (
    choose_folder,
    read_nightly,
    write_tonight,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.who_paper import write_paper
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
    nightly = group.command(
        "nightly", _nightly, "write it once a day, for a scheduled task"
    )
    where = nightly.add_mutually_exclusive_group()
    where.add_argument("--into", default="", metavar="FOLDER", help="from now on")
    where.add_argument("--nowhere", action="store_true", help="not on this machine")
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
        day = date.fromisoformat(call.args.on) if call.args.on else None
        table, pdf = write_paper(desk, Path(call.args.to), rows, day)
    call.console.say(words.printed(len(rows), (table.name, pdf.name)))
    found = {"accounts": len(rows), "file": str(table), "pdf": str(pdf)}
    call.console.answer(found)
    return DONE


def _nightly(call: Call) -> int:
    """Choose where the paper goes, and write today's where it is not there."""
    args = call.args
    with call.desk() as desk:
        if args.into or args.nowhere:
            choose_folder(call.places, Path(args.into) if args.into else None)
            said = words.PAPER_STOPPED if args.nowhere else words.paper_into(args.into)
            call.console.say_wrapped(said)
        is_asked, written = desk.council.paper_days() > 0, write_tonight(desk)
    folder = read_nightly(call.places).folder
    if not args.nowhere:
        call.console.say_wrapped(_nightly_said(written, folder, is_asked=is_asked))
    files = [str(path) for path in written]
    answer = {"wanted": is_asked, "folder": folder, "files": files}
    call.console.answer(answer)
    return DONE


def _nightly_said(written: tuple[Path, ...], folder: str, *, is_asked: bool) -> str:
    if not is_asked:
        return words.PAPER_OFF
    if not folder:
        return words.PAPER_NOWHERE
    names = [path.name for path in written]
    return words.paper_written(names) if names else words.PAPER_THERE


def _owed(call: Call) -> int:
    with call.desk() as desk:
        found = [
            (state.name, one)
            for state in desk.accounts.states().values()
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

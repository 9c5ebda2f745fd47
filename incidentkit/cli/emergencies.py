"""exposure emergencies: who was let in in an emergency, who should be, and agreeing."""

from collections.abc import Sequence
from typing import TypeVar

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.emergency import EmergencyRow, emergencies, have_seen, stand_by
from incidentkit.desk.emergency_asks import AskRow, agree, asks, let_in
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.words import exposure as words
from incidentkit.words.times import short_date

_Row = TypeVar("_Row", AskRow, EmergencyRow)


def add(group: Group) -> None:
    """Declare the command."""
    told = group.command("emergencies", _emergencies, "who was let in in an emergency")
    told.add_argument("account", nargs="?", default="")
    told.add_argument("--seen", action="store_true", help="you have been told")
    told.add_argument("--agree", default="", metavar="ENTRY", help="agree to one")
    told.add_argument(
        "--let-in",
        default="",
        metavar="ENTRY",
        help="let somebody in, where a second person has agreed",
    )


def _emergencies(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk) if call.args.account else None
        if call.args.agree:
            _agree(call, desk, call.args.agree.lower())
        if call.args.let_in:
            one = _one(asks(desk), call.args.let_in.lower())
            let_in(desk, one.account, one.entry)
        if call.args.seen:
            have_seen(desk, account)
        asked = [row for row in asks(desk) if account in (None, row.account)]
        rows = [row for row in emergencies(desk) if account in (None, row.account)]
    _say(call, asked, rows)
    call.console.answer(
        {
            "asked": [_data(row) for row in asked],
            "emergencies": [
                {**_data(row), "by_sheet": bool(row.sheet)} for row in rows
            ],
        }
    )
    return DONE


def _agree(call: Call, desk: Desk, wanted: str) -> None:
    """Agree to what was asked for, or to what was done."""
    asked = [row for row in asks(desk) if row.entry.hex().startswith(wanted)]
    if asked:
        ask = _one(asked, wanted)
        is_in = agree(desk, ask.account, ask.entry)
        call.console.say_wrapped(words.agreed_to(is_in=is_in))
        return
    one = _one(emergencies(desk), wanted)
    stand_by(desk, one.account, one.entry)


def _one(rows: Sequence[_Row], wanted: str) -> _Row:
    found = [row for row in rows if row.entry.hex().startswith(wanted)]
    if len(found) != 1:
        raise UnknownNameError("entry", wanted)
    return found[0]


def _say(call: Call, asked: list[AskRow], rows: list[EmergencyRow]) -> None:
    for ask in asked:
        said = words.emergency_asked(ask.person, ask.by, short_date(ask.wall), ask.why)
        _say_one(call, ask, said, words.WAITS)
    for row in rows:
        said = words.emergency(
            row.person,
            row.by,
            short_date(row.wall),
            row.why,
            by_sheet=bool(row.sheet),
        )
        _say_one(call, row, said, words.NOBODY_AGREED)
    if not (asked or rows):
        call.console.say(words.NO_EMERGENCIES)


def _say_one(call: Call, row: AskRow | EmergencyRow, said: str, alone: str) -> None:
    by = words.agreed(row.agreed) if row.agreed else alone
    call.console.say_wrapped(f"{row.entry.hex()[:8]}  {row.label}: {said}; {by}")


def _data(row: AskRow | EmergencyRow) -> dict[str, object]:
    return {
        "entry": row.entry,
        "account": row.label,
        "person": row.person,
        "by": row.by,
        "at_ms": row.wall,
        "why": row.why,
        "agreed": list(row.agreed),
    }

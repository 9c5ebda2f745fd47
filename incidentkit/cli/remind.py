"""remind: what falls due, as a list and as a calendar, and what a locked kit knows."""

from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.council.calendar import day_of
from incidentkit.desk.reminding import (
    DAYS_AHEAD,
    keep_index,
    read_index,
    upcoming,
    write_calendar,
)
from incidentkit.words import reminding as words
from incidentkit.words.times import spoken_day


def add(group: Group) -> None:
    """Declare the commands."""
    show = group.command("show", _show, "what is late, due today, or due soon")
    show.add_argument("--days", type=int, default=DAYS_AHEAD, help="how far ahead")
    calendar = group.command("calendar", _calendar, "write a calendar file")
    calendar.add_argument("--to", required=True, metavar="FILE")
    calendar.add_argument(
        "--names", action="store_true", help="with the names of accounts"
    )
    group.command("locked", _locked, "what is known while the kit is locked")


def _show(call: Call) -> int:
    with call.desk() as desk:
        found = upcoming(desk, call.args.days)
        keep_index(desk)
    today = day_of(call.now_ms)
    rows = []
    for one in found:
        late = words.LATE if one.on < today else ""
        when = late or (words.TODAY if one.on == today else str(one.on))
        rows.append((when, words.KINDS[one.kind], one.label))
    if rows:
        call.console.table(("when", "what", "about"), rows)
    else:
        call.console.say(words.NOTHING)
    data = [
        {"on": str(one.on), "kind": str(one.kind), "about": one.label} for one in found
    ]
    call.console.answer({"due": data})
    return DONE


def _calendar(call: Call) -> int:
    path = Path(call.args.to)
    with call.desk() as desk:
        days = write_calendar(desk, path, names=bool(call.args.names))
        keep_index(desk)
    call.console.say(words.written(days, path.name))
    call.console.answer({"days": days, "file": str(path)})
    return DONE


def _locked(call: Call) -> int:
    known = read_index(call.places)
    days = known.days if known else {}
    if known is None:
        call.console.say(words.NEVER_KNOWN)
    elif not days:
        call.console.say(words.NOTHING)
    for day, count in days.items():
        call.console.say(words.locked_line(spoken_day(str(day)), count))
    call.console.answer({"days": {str(day): count for day, count in days.items()}})
    return DONE

"""contact: whom to ring for each role, and whether the numbers work."""

import dataclasses
from pathlib import Path

from msgspec.structs import asdict, replace

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.contact_table import ContactTable, read_table, take_in
from incidentkit.desk.contacts import paper, reach_of, read_contact_care
from incidentkit.errors import UnknownNameError
from incidentkit.officers.contact_service import ContactRow
from incidentkit.officers.contacts import Card
from incidentkit.vault.folder import write_whole
from incidentkit.words import contacts as words
from incidentkit.words.times import short_date

# Each option by the line of a contact that it fills.
_OPTIONS = (
    "name",
    "deputy",
    "work_phone",
    "deputy_phone",
    "out_of_band",
    "mailbox",
    "hours",
    "signs",
    "note",
)


def add(group: Group) -> None:
    """Declare the commands."""
    listed = group.command("list", _list, "list whom to ring for each role")
    listed.add_argument("--all", action="store_true", help="those without anybody too")
    show = group.command("show", _show, "show one role and whom to ring")
    show.add_argument("role")
    put = group.command("set", _set, "write down whom to ring for a role")
    put.add_argument("role")
    for name in _OPTIONS:
        option = f"--{name.replace('_', '-')}"
        put.add_argument(option, default=None, help=words.LINES[name].lower())
    put.add_argument(
        "--personal",
        choices=("yes", "no"),
        default=None,
        help="whether the phone without the network is somebody's own",
    )
    put.add_argument(
        "--not-here", action="store_true", help="this council has no such role"
    )
    put.add_argument("--new", action="store_true", help="add a role of your own")
    tried = group.command("verify", _verify, "say that the numbers were tried and work")
    tried.add_argument("role")
    tried.add_argument("--note", default="")
    table = group.command("import", _import, "look at a table of contacts, as CSV")
    table.add_argument("file")
    table.add_argument("--write", action="store_true", help="take it in as a whole")
    printed = group.command("print", _print, "give the list for paper")
    printed.add_argument("--to", default="", metavar="FILE", help="write it to a file")
    printed.add_argument(
        "--personal", action="store_true", help="with numbers that are somebody's own"
    )


def _list(call: Call) -> int:
    with call.desk() as desk:
        rows = desk.contacts.rows()
        care = read_contact_care(desk)
    shown = rows if call.args.all else [r for r in rows if r.card or r.known is None]
    call.console.table(
        ("role", "who", "phone", "without the network", "tried"),
        [_cells(row) for row in shown],
    )
    filled = sum(row.is_filled for row in rows)
    roles = sum(row.is_unverified(call.now_ms) for row in rows)
    call.console.say_wrapped(words.summary(filled, roles, len(care.missing)))
    call.console.answer(
        {
            "contacts": [_data(call, row) for row in shown],
            "stale": list(care.stale),
            "no_deputy": list(care.no_deputy),
            "missing": list(care.missing),
            "to_settle": list(care.to_settle),
        }
    )
    return DONE


def _cells(row: ContactRow) -> tuple[str, ...]:
    card = row.card
    if card is None:
        return (row.role, words.NOBODY_YET, "", "", "")
    if card.is_absent:
        return (row.role, words.NOT_HERE, "", "", "")
    tried = short_date(row.checked.wall) if row.checked else words.NEVER_TRIED
    return (row.role, card.name, card.work_phone, card.out_of_band, tried)


def _data(call: Call, row: ContactRow) -> dict[str, object]:
    card = asdict(row.card) if row.card else asdict(Card(row.role))
    return {
        "id": row.slug,
        **card,
        "role": row.role,
        "needed_for": row.known.needed_for if row.known else "",
        "signs": row.signs,
        "tried_ms": row.checked.wall if row.checked else None,
        "stale": row.is_unverified(call.now_ms),
        "in_conflict": row.in_conflict,
    }


def _show(call: Call) -> int:
    with call.desk() as desk:
        row = desk.contacts.find(call.args.role)
    first, *more = reach_of(row, call.now_ms).lines
    call.console.say(first, *(f"  {line}" for line in more))
    if row.is_absent:
        call.console.say(f"  {words.NOT_HERE}")
    if row.known is not None:
        call.console.say_wrapped(words.needed_for(row.known.needed_for), "  ")
    if row.signs:
        call.console.say_wrapped(f"{words.LINES['signs']}: {row.signs}", "  ")
    if row.card is not None and row.card.note:
        call.console.say_wrapped(row.card.note, "  ")
    if row.in_conflict:
        call.console.say_wrapped(words.SETTLE, "  ")
    call.console.answer(_data(call, row))
    return DONE


def _set(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        try:
            row = desk.contacts.find(args.role)
        except UnknownNameError:
            if not args.new:
                raise
            row = ContactRow("", args.role, None, None)
        now = row.card or Card(row.role)
        given = {name: getattr(args, name) for name in _OPTIONS}
        kept = {name: text for name, text in given.items() if text is not None}
        own = now.is_personal if args.personal is None else args.personal == "yes"
        card = replace(now, **kept, is_personal=own, is_absent=args.not_here)
        desk.contacts.set(card, row.slug)
    call.console.say(words.set_up(row.role))
    call.console.answer({"role": row.role})
    return DONE


def _verify(call: Call) -> int:
    with call.desk() as desk:
        row = desk.contacts.find(call.args.role)
        desk.contacts.verify(row.slug, call.args.note)
    call.console.say(words.verified(row.role))
    call.console.answer({"role": row.role})
    return DONE


def _import(call: Call) -> int:
    with call.desk() as desk:
        table = read_table(desk, Path(call.args.file))
        _say_table(call, table)
        written = take_in(desk, table) if call.args.write else 0
    call.console.say(words.taken_in(written) if call.args.write else words.NOT_WRITTEN)
    call.console.answer(
        {
            "written": written,
            "unknown": list(table.unknown),
            "rows": [
                {"role": one.card.role, "new": not one.slug, "changes": one.changes}
                for one in table.rows
            ],
            "bad": [dataclasses.asdict(one) for one in table.bad],
        }
    )
    return DONE


def _say_table(call: Call, table: ContactTable) -> None:
    rows = [
        (one.card.role, "" if one.slug else words.NEW_HERE, words.changes(one.changes))
        for one in table.rows
    ]
    call.console.table(("role", "", "what is new"), rows)
    for one in table.bad:
        said = words.bad_row(one.number, one.role, one.field, one.rule)
        call.console.say_wrapped(said)
    if table.unknown:
        call.console.say_wrapped(words.left_out(list(table.unknown)))


def _print(call: Call) -> int:
    with call.desk() as desk:
        text = paper(desk, personal=call.args.personal)
    if call.args.to:
        write_whole(Path(call.args.to).absolute(), f"{text}\n".encode())
        call.console.say(f"Written: {call.args.to}")
    else:
        call.console.say_message(text)
    call.console.answer({"text": text, "personal": call.args.personal})
    return DONE

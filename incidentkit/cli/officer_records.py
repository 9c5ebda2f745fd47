"""officer: people from outside, who stands in, training, and numbers that were tried."""

from incidentkit.accounts.numbers import spoken_number
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.council.calendar import day_of
from incidentkit.desk.people import (
    desk_set_outside,
    desk_standings,
    desk_still_posts,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.officers.bodies import Outside, Proven, Sort
from incidentkit.officers.planning import NewProof
from incidentkit.officers.rows import OfficerRow, plain
from incidentkit.vault.kinds import PersonId
from incidentkit.words import people as words
from incidentkit.words.times import short_date


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("show", _show, "show one person").add_argument("name")
    outside = group.command(
        "outside", _outside, "write down somebody who is not in the kit, or a change"
    )
    outside.add_argument("name")
    outside.add_argument("--kind", choices=[str(sort) for sort in Sort], default=None)
    outside.add_argument("--firm", default=None)
    outside.add_argument("--until", metavar="DATE", default=None, help="the last day")
    end = group.command("end", _end, "say that somebody from outside has finished")
    end.add_argument("name")
    end.add_argument("--reason", required=True)
    deputy = group.command("deputy", _deputy, "say who stands in for somebody")
    deputy.add_argument("name")
    deputy.add_argument("deputy", nargs="?", default="", help="nobody, if left out")
    _add_proof(group, Proven.TRAINED, "trained", "write down that somebody was trained")
    _add_proof(
        group, Proven.ACKNOWLEDGED, "read", "write down that somebody read a policy"
    )
    back = group.command("take-back", _take_back, "take back a training or a policy")
    back.add_argument("name")
    back.add_argument("entry", help="as `officer show` has it")
    back.add_argument("--reason", required=True)
    tried = group.command("verify", _verify, "say that somebody's numbers were tried")
    tried.add_argument("name")
    tried.add_argument("--note", default="")


def _add_proof(group: Group, kind: Proven, name: str, about: str) -> None:
    made = group.command(name, lambda call: _prove(call, kind), about)
    made.add_argument("name")
    made.add_argument("what")
    made.add_argument("--day", metavar="DATE", default="", help="today, if left out")
    made.add_argument("--by", default="", help="who trained them, or saw it")
    made.add_argument("--proof", default="", help="what shows it, and where it is kept")


def _show(call: Call) -> int:
    with call.desk() as desk:
        row = desk.officers.find(call.args.name)
        still = [s.label for s in desk_still_posts(desk) if s.person == row.person]
        standings = [
            (shown, words.standing(shown.kind, shown.what, shown.standing))
            for shown in desk_standings(desk, row)
        ]
        lines = list(_lines(desk, row))
    call.console.say(words.full_name(row), *(f"  {line}" for line in lines))
    for label in still:
        call.console.say_wrapped(words.still_posts(label), "  ")
    for shown, said in standings:
        until = f" {short_date(shown.until_ms)}" if shown.until_ms else ""
        call.console.say(f"  {said}{until}")
    proofs = [(p.entry.hex()[:8], p.day, p.what, p.by, p.note) for p in row.proofs]
    if proofs:
        call.console.table(("entry", "day", "what", "by", "proof"), proofs)
    call.console.answer(
        {
            **row_data(row),
            "deputy": row.deputy,
            "hours": row.contact.hours,
            "tried_ms": row.checked.wall if row.checked else None,
            "still_posts": still,
            "proofs": [_proof_data(desk_proof) for desk_proof in row.proofs],
            "wanted": [
                {
                    "kind": str(shown.kind),
                    "what": shown.what,
                    "standing": str(shown.standing),
                    "until_ms": shown.until_ms or None,
                }
                for shown, _ in standings
            ],
        }
    )
    return DONE


def _lines(desk: Desk, row: OfficerRow) -> list[str]:
    contact = row.contact
    numbers = (
        (words.WORK_PHONE, spoken_number(contact.work_phone)),
        (words.MOBILE, spoken_number(contact.mobile)),
        (words.OUT_OF_BAND, spoken_number(contact.out_of_band)),
        (words.EMAIL, contact.email),
        (words.HOURS, contact.hours),
        (words.DEPUTY, desk.officers.name_of(row.deputy) if row.deputy else ""),
    )
    tried = words.NEVER_TRIED
    if row.checked is not None:
        by = desk.officers.name_of(PersonId(row.checked.person))
        tried = words.tried(short_date(row.checked.wall), by)
    return [*(f"{name}: {text}" for name, text in numbers if text), tried]


def _proof_data(proof: object) -> dict[str, object]:
    fields = ("kind", "what", "day", "by", "note", "entry")
    found = {name: getattr(proof, name) for name in fields}
    return {**found, "kind": str(found["kind"])}


def row_data(row: OfficerRow) -> dict[str, object]:
    """Return a person as data."""
    outside = row.outside
    return {
        "id": row.person,
        "name": row.name,
        "role": row.role.name.lower() if row.role else None,
        "machines": row.seats,
        "mobile": row.contact.mobile,
        "work_phone": row.contact.work_phone,
        "out_of_band": row.contact.out_of_band,
        "email": row.contact.email,
        "to_settle": list(row.to_settle),
        "outside": str(outside.sort) if outside else None,
        "firm": outside.firm if outside else "",
        "until": outside.until if outside else "",
    }


def _outside(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        row = _one_outside(desk, args.name)
        now = row.outside if row and row.outside else Outside(args.name)
        kept = Outside(
            now.name,
            Sort(args.kind) if args.kind else now.sort,
            now.firm if args.firm is None else args.firm,
            now.until if args.until is None else args.until,
        )
        person = desk_set_outside(desk, kept, row.person if row else None)
    call.console.say(words.outside_noted(kept.name))
    call.console.answer({"officer": kept.name, "id": person})
    return DONE


def _one_outside(desk: Desk, name: str) -> OfficerRow | None:
    """Return the person from outside of exactly that name, None for somebody new.

    Raises:
        SeveralMatchError: There are two of that name.
    """
    rows = desk.officers.list_outside()
    today = day_of(desk.session.clock.now_ms())
    same = [r for r in rows if plain(r.name) == plain(name) or _is_id(r, name)]
    found = [r for r in same if not r.is_over(today)] or same
    if len(found) > 1:
        labels = tuple(f"{r.name} ({r.person.hex()[:8]})" for r in found)
        raise SeveralMatchError("officer", name, labels)
    return found[0] if found and found[0].left is None else None


def _is_id(row: OfficerRow, text: str) -> bool:
    return len(text) >= 8 and row.person.hex().startswith(text.casefold())


def _end(call: Call) -> int:
    with call.desk() as desk:
        row = desk.officers.find(call.args.name)
        if row.outside is None:
            raise UnknownNameError("outside person", call.args.name)
        desk.officers.end_outside(row.person, call.args.reason)
        still = [s.label for s in desk_still_posts(desk) if s.person == row.person]
    call.console.say(words.ended(row.name))
    for label in still:
        call.console.say_wrapped(words.still_posts(label), "  ")
    call.console.answer({"officer": row.name, "still_posts": still})
    return DONE


def _deputy(call: Call) -> int:
    with call.desk() as desk:
        row = desk.officers.find(call.args.name)
        other = desk.officers.find(call.args.deputy) if call.args.deputy else None
        desk.officers.set_deputy(row.person, other.person if other else None)
    name = other.name if other else ""
    call.console.say(words.deputy_noted(row.name, name))
    call.console.answer({"officer": row.name, "deputy": name})
    return DONE


def _prove(call: Call, kind: Proven) -> int:
    args = call.args
    day = args.day or str(day_of(call.now_ms))
    with call.desk() as desk:
        row = desk.officers.find(args.name)
        proof = NewProof(kind, args.what, day, args.by, args.proof)
        desk.officers.prove(row.person, proof)
    call.console.say(words.proof_noted(row.name, args.what))
    call.console.answer({"officer": row.name, "what": args.what, "day": day})
    return DONE


def _take_back(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        row = desk.officers.find(args.name)
        wanted = args.entry.casefold()
        found = [p for p in row.proofs if wanted and p.entry.hex().startswith(wanted)]
        if len(found) != 1:
            raise UnknownNameError("proof", args.entry)
        desk.officers.withdraw(row.person, found[0].entry, args.reason)
    call.console.say(words.taken_back(row.name, found[0].what))
    call.console.answer({"officer": row.name, "what": found[0].what})
    return DONE


def _verify(call: Call) -> int:
    with call.desk() as desk:
        row = desk.officers.find(call.args.name)
        desk.officers.verify(row.person, call.args.note)
    call.console.say(words.tried_noted(row.name))
    call.console.answer({"officer": row.name})
    return DONE

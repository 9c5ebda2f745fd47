"""incident role, hand-over, readers: who does what, and who may read it."""

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import on, the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.incidents.seats import Seat
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import commands as common
from incidentkit.words import running_commands as words


def add(group: Group) -> None:
    """Declare the commands."""
    role = group.command("role", _role, "who does what: take, accept or give up a role")
    role.add_argument("role", nargs="?", default="", help="lead, second, recorder ...")
    what = role.add_mutually_exclusive_group()
    what.add_argument("--take", action="store_true", help="you take it")
    what.add_argument("--accept", action="store_true", help="you accept the offer")
    what.add_argument(
        "--decline", action="store_true", help="you do not, or take it back"
    )
    what.add_argument(
        "--give-up", action="store_true", help="nobody took it; needs --why"
    )
    role.add_argument("--why", default="", help="the reason")
    on(role)
    over = group.command(
        "hand-over", _hand_over, "show one page to hand over, or offer a role with it"
    )
    over.add_argument("role", help="lead, second, recorder ...")
    over.add_argument("--to", default="", help="the officer to offer it to")
    over.add_argument("--note", default="", help="what they should know besides")
    on(over)
    readers = group.command(
        "readers", _readers, "show or change who can read a restricted incident"
    )
    change = readers.add_mutually_exclusive_group()
    change.add_argument(
        "--add", default="", metavar="NAME", help="let somebody read it"
    )
    change.add_argument("--remove", default="", metavar="NAME", help="end that")
    readers.add_argument("--why", default="", help="the reason")
    on(readers)


def _role(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        roles = desk.incidents.roles
        if args.take:
            roles.take(incident, args.role, args.why)
        elif args.accept:
            roles.accept(incident, args.role)
        elif args.decline:
            roles.decline(incident, args.role, args.why)
        elif args.give_up:
            roles.give_up(incident, args.role, args.why)
        _say_roles(call, desk, incident)
    return DONE


def _say_roles(call: Call, desk: Desk, incident: SubjectId) -> None:
    run = desk.incidents.run(incident)
    name = desk.officers.name_of
    seats = run.seats
    rows = [
        (
            s.role,
            " and ".join(name(p) for p in s.holders) or words.NOBODY,
            ", ".join(name(offer.to) for offer in s.offers),
        )
        for s in seats
    ]
    call.console.table(("role", "who", "offered to"), rows)
    for offer in desk.incidents.roles.offered_to_me(run):
        _say_page(call, desk.incidents.roles.text(offer.digest))
        accept = call.line("incident", "role", offer.role, "--accept")
        call.console.say(common.try_this(accept))
    call.console.answer(
        {"incident": incident, "roles": [_seat_data(desk, s) for s in seats]}
    )


def _say_page(call: Call, text: str) -> None:
    """Show a hand-over, a line at a time."""
    call.console.say("")
    for line in text.splitlines():
        rest = "  " if line.startswith("- ") else ""
        call.console.say_wrapped(line, rest=rest)
    call.console.say("")


def _seat_data(desk: Desk, seat: Seat) -> dict[str, object]:
    return {
        "role": seat.role,
        "does": seat.does,
        "deputy": seat.deputy,
        "holders": [desk.officers.name_of(p) for p in seat.holders],
        "offered": [desk.officers.name_of(offer.to) for offer in seat.offers],
    }


def _hand_over(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        roles = desk.incidents.roles
        offered = ""
        if args.to:
            row = desk.officers.find(args.to)
            text = roles.text(roles.offer(incident, args.role, row.person, args.note))
            offered = row.name
        else:
            run = desk.incidents.run(incident)
            found = roles.seat(run, args.role)
            text = roles.page(incident, found.role, args.note)
    _say_page(call, text)
    if offered:
        call.console.say("", words.offered(offered))
    call.console.answer({"incident": incident, "page": text, "offered": offered})
    return DONE


def _readers(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        readers = desk.incidents.readers
        if args.add:
            readers.add(incident, desk.officers.find(args.add).person, args.why)
        elif args.remove:
            readers.remove(incident, desk.officers.find(args.remove).person, args.why)
        restricted = readers.is_restricted(incident)
        names = sorted(desk.officers.name_of(p) for p in readers.of(incident))
    call.console.say(words.ONLY_THESE if restricted else words.EVERYBODY)
    call.console.say(*(f"  {name}" for name in names))
    call.console.answer(
        {"incident": incident, "restricted": restricted, "readers": names}
    )
    return DONE

"""card: what is given to people without the kit."""

from dataclasses import replace
from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.self_report import FORMS, filled, load_card, places_of
from incidentkit.vault.folder import write_whole
from incidentkit.words import front_commands as words


def add(group: Group) -> None:
    """Declare the commands."""
    card = group.command(
        "self-report", _self_report, "the card for whoever sees something wrong"
    )
    card.add_argument("--form", choices=FORMS, default="email", help="email by default")
    card.add_argument("--contact", default="", help="whom people ring or write to")
    card.add_argument("--to", default="", metavar="FILE", help="write it to a file")


def _self_report(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        places = places_of(desk)
    if args.contact:
        places = replace(places, contact=args.contact)
    card = filled(load_card(), args.form, places)
    if args.to:
        write_whole(Path(args.to).absolute(), f"{card.text}\n".encode())
        call.console.say(f"Written: {args.to}")
    else:
        call.console.say_message(card.text)
    if card.missing:
        call.console.warn(words.still_missing(card.missing))
    call.console.answer(
        {"form": args.form, "text": card.text, "missing": list(card.missing)}
    )
    return DONE

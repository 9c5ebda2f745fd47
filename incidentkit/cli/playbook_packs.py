"""playbook pack make, look, take: playbooks and messages from one council to another."""

from pathlib import Path
from typing import Any

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.packs import (
    Choice,
    Decision,
    PackLook,
    look_into,
    own_words,
    pack_of,
    read_pack_file,
    take,
)
from incidentkit.desk.playbooks import find_slug
from incidentkit.errors import UnknownNameError
from incidentkit.vault.folder import write_whole
from incidentkit.words import packs
from incidentkit.words import playbook_commands as words
from incidentkit.words.playbook_copies import KINDS
from incidentkit.words.times import spoken_date


def add(group: Group) -> None:
    """Declare the command."""
    pack = group.command("pack", _pack, "make a pack, look into one, take from one")
    pack.add_argument("what", choices=("make", "look", "take"))
    pack.add_argument("file", help="the pack, such as ours.ikpack")
    pack.add_argument(
        "names", nargs="*", help="make: playbooks; take: files, as `pack look` lists"
    )
    pack.add_argument(
        "--template", action="append", default=[], help="make: a message, such as MT-01"
    )
    pack.add_argument("--all", action="store_true", help="take: all that can be used")
    pack.add_argument(
        "--compared", action="store_true", help="take: they read the same words to me"
    )
    pack.add_argument(
        "--beside",
        action="append",
        default=[],
        metavar="FILE=NAME",
        help="take: keep it beside ours under another name",
    )


def _pack(call: Call) -> int:
    what = {"make": _make, "look": _look, "take": _take}
    return what[call.args.what](call)


def _make(call: Call) -> int:
    args, out = call.args, Path(call.args.file)
    with call.desk() as desk:
        slugs = [find_slug(desk, name) for name in args.names]
        data = pack_of(desk, slugs, args.template)
        spoken = own_words(desk)
    write_whole(out, data)
    call.console.say(words.written(str(out)), packs.READ_OUT, f"  {spoken}")
    call.console.answer({"file": str(out), "bytes": len(data), "words": spoken})
    return DONE


def _look(call: Call) -> int:
    data = read_pack_file(Path(call.args.file))
    with call.desk() as desk:
        look = look_into(desk, data)
    _say(call, look)
    call.console.answer(_answer(look))
    return DONE


def _say(call: Call, look: PackLook) -> None:
    pack = look.pack
    said = packs.made(pack.council, spoken_date(pack.made_ms), len(pack.items))
    call.console.say_wrapped(said)
    call.console.say_wrapped(look.signer)
    if not look.is_known:
        call.console.say_wrapped(packs.RING)
    call.console.say(f"  {look.words}", "")
    rows = [
        (found.file, KINDS[found.kind], found.name, packs.STANDINGS[found.standing])
        for found in look.found
    ]
    call.console.table(("file", "kind", "name", "here"), rows)
    for found in look.found:
        for remark in found.remarks:
            call.console.say_wrapped(f"{found.file}: {remark.says}", rest="  ")


def _answer(look: PackLook) -> dict[str, Any]:
    return {
        "council": look.pack.council,
        "made_ms": look.pack.made_ms,
        "words": look.words,
        "known": look.is_known,
        "texts": [
            {
                "file": found.file,
                "kind": found.kind,
                "name": found.name,
                "standing": found.standing,
                "says": [remark.says for remark in found.remarks],
            }
            for found in look.found
        ],
    }


def _take(call: Call) -> int:
    args = call.args
    data = read_pack_file(Path(args.file))
    with call.desk() as desk:
        look = look_into(desk, data)
        decisions = _decisions(call, look)
        taken = take(desk, look, decisions, compared=args.compared)
    call.console.say_wrapped(words.taken(taken) if taken else words.NOTHING_TAKEN)
    call.console.answer({"taken": taken, "known": look.is_known or args.compared})
    return DONE


def _decisions(call: Call, look: PackLook) -> list[Decision]:
    args = call.args
    every = {found.file: found for found in look.found}
    beside = dict(pair.partition("=")[::2] for pair in args.beside)
    for name in (*args.names, *beside):
        if name not in every:
            raise UnknownNameError("file", name)
    usable = [f for f, found in every.items() if found.standing in {"new", "differs"}]
    wanted = usable if args.all else args.names
    taken = [Decision(file, Choice.TAKE) for file in wanted if file not in beside]
    kept = [Decision(file, Choice.BESIDE, name) for file, name in beside.items()]
    return taken + kept

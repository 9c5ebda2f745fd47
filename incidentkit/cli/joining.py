"""officer join, officer accept: a machine of one's own, and words on the telephone."""

from collections.abc import Sequence
from pathlib import Path

from incidentkit.cli.exchanging import shared_folder
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk import joining
from incidentkit.desk.exchanging import exchange, remember_folder
from incidentkit.desk.services import Desk, open_desk
from incidentkit.vault.joining import JoinRequest
from incidentkit.vault.kinds import Role
from incidentkit.words import commands as words


def add(group: Group, roles: Sequence[str]) -> None:
    """Declare the commands."""
    join = group.command("join", _join, "ask to join a kit from your own machine")
    join.add_argument("name", help="your name")
    join.add_argument("--folder", required=True, help="the shared folder")
    accept = group.command("accept", _accept, "let in somebody who asked to join")
    accept.add_argument("name", nargs="?", help="who; without a name, list who asks")
    accept.add_argument("--words", help="the words they read out to you")
    accept.add_argument("--role", choices=roles, default="officer")
    accept.add_argument(
        "--as", dest="existing", help="a person who is in the kit already"
    )
    accept.add_argument("--folder", help="the shared folder")


def _join(call: Call) -> int:
    folder = shared_folder(call)
    spoken = _asked_before(call, folder) or _ask(call, folder)
    remember_folder(call.places, folder)
    call.console.say(words.REQUEST_LEFT, "", f"    {' '.join(spoken)}", "")
    call.console.say(
        words.WHEN_ACCEPTED, words.try_this(call.line("vault", "exchange"))
    )
    call.console.answer({"words": list(spoken)})
    return DONE


def _ask(call: Call, folder: Path) -> tuple[str, ...]:
    name = call.args.name
    _ = joining.kit_in(folder)
    joining.check_newcomer(name)  # refused before anything is asked for
    passphrase = call.console.ask_new_secret("Choose a passphrase")
    return joining.ask(call.around, folder, joining.Newcomer(name, passphrase))


def _asked_before(call: Call, folder: Path) -> tuple[str, ...] | None:
    if not call.places.database.exists():
        return None
    with call.locked() as kit:
        return joining.ask_again(kit, folder)


def _accept(call: Call) -> int:
    folder = shared_folder(call)
    with call.session() as session:
        desk = open_desk(session)
        requests = joining.waiting(session, folder)
        if call.args.name is None:
            return _list_requests(call, desk, requests)
        asking = joining.named(requests, call.args.name)
        if call.args.words is None:
            return _list_requests(call, desk, asking)
        request = joining.heard(session, asking, call.args.words)
        _let_in(call, desk, request)
        exchange(session, folder)
    call.console.say(words.accepted(request.name))
    call.console.answer({"accepted": request.name})
    return DONE


def _let_in(call: Call, desk: Desk, request: JoinRequest) -> None:
    wanted = call.args.existing
    existing = desk.officers.find(wanted).person if wanted else None
    joining.let_in(desk, request, Role[call.args.role.upper()], existing)


def _list_requests(call: Call, desk: Desk, requests: Sequence[JoinRequest]) -> int:
    session = desk.session
    rows = [(r.name, " ".join(joining.words_of(session, r))) for r in requests]
    if rows:
        call.console.say(words.RING_THEM)
        call.console.table(("name", "words"), rows)
        accept = call.line("officer", "accept", rows[0][0], "--words", words.THE_WORDS)
        call.console.say(words.try_this(accept))
    else:
        call.console.say(words.NOBODY_WAITS)
    call.console.answer({"requests": [{"name": n, "words": w} for n, w in rows]})
    return DONE

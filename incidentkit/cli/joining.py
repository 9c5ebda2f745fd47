"""officer join, officer accept: a machine of one's own, and words on the telephone."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from incidentkit.cli.exchanging import exchange, remember_folder, shared_folder
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call, is_waiting
from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import KitMissingError, RequestMissingError, WordsDifferError
from incidentkit.officers.entries import planned_name
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.vault.entry import seat_id
from incidentkit.vault.joining import (
    Introduction,
    JoinRequest,
    Welcome,
    acceptance,
    ask_to_join,
    check_words,
    find_kits,
    leave_request,
    new_person,
    own_request,
    requests_in,
    spoken_words,
)
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.session import Session
from incidentkit.vault.slots import Owner
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


# --- asking -------------------------------------------------------------------


def _join(call: Call) -> int:
    folder = shared_folder(call)
    request, genesis = _asked_before(call, folder) or _ask(call, folder)
    remember_folder(call.places, folder)
    spoken = spoken_words(request, genesis)
    call.console.say(words.REQUEST_LEFT, "", f"    {' '.join(spoken)}", "")
    call.console.say(
        words.WHEN_ACCEPTED, words.try_this(call.line("vault", "exchange"))
    )
    call.console.answer({"words": list(spoken)})
    return DONE


def _ask(call: Call, folder: Path) -> tuple[JoinRequest, bytes]:
    kit = _kit_in(folder)
    name = call.args.name
    _ = planned_name(new_person(), name)  # refused before anything is asked for
    passphrase = call.console.ask_new_secret("Choose a passphrase")
    check_passphrase(passphrase, (name,))
    owner = Owner(kit.kit, name, call.now_ms)
    policy = call.world.policy()
    request = ask_to_join(call.places, folder, kit, owner, passphrase, policy)
    return request, kit.genesis


def _kit_in(folder: Path) -> Introduction:
    kits = find_kits(folder)
    if len(kits) != 1:
        raise KitMissingError(str(folder))
    return kits[0]


def _asked_before(call: Call, folder: Path) -> tuple[JoinRequest, bytes] | None:
    """Return the request that this machine made before and still waits on."""
    if not call.places.database.exists():
        return None
    with call.locked() as kit:
        request = _waiting_request(kit)
        if request is None:
            return None
        leave_request(folder, request)
        return request, kit.kit.identity.genesis


def _waiting_request(kit: LockedKit) -> JoinRequest | None:
    return own_request(kit.store) if is_waiting(kit.store) else None


# --- letting in ---------------------------------------------------------------


def _accept(call: Call) -> int:
    folder = shared_folder(call)
    with call.session() as session:
        desk = open_desk(session)
        requests = _waiting(desk, requests_in(folder))
        if call.args.name is None:
            return _list_requests(call, desk, requests)
        asking = _named(requests, call.args.name)
        if call.args.words is None:
            return _list_requests(call, desk, asking)
        request = _heard(session, asking, call.args.words)
        _let_in(call, desk, request)
        exchange(session, folder)
    call.console.say(words.accepted(request.name))
    call.console.answer({"accepted": request.name})
    return DONE


def _named(requests: Sequence[JoinRequest], name: str) -> tuple[JoinRequest, ...]:
    """Return the requests of somebody, by name or the beginning of it."""
    wanted = name.strip().casefold()
    whole = tuple(r for r in requests if r.name.casefold() == wanted)
    partly = (r for r in requests if wanted and r.name.casefold().startswith(wanted))
    found = whole or tuple(partly)
    if not found:
        raise RequestMissingError(name)
    return found


def _heard(session: Session, asking: Sequence[JoinRequest], heard: str) -> JoinRequest:
    """Return the request whose words were heard; anybody can leave one in a name."""
    for request in asking:
        with contextlib.suppress(WordsDifferError):
            check_words(session, request, heard)
            return request
    raise WordsDifferError


def _let_in(call: Call, desk: Desk, request: JoinRequest) -> None:
    if call.args.existing:
        person = desk.officers.find(call.args.existing).person
        desk.session.accept(acceptance(desk.session, request, Welcome(person, None)))
        return
    welcome = Welcome(new_person(), Role[call.args.role.upper()])
    naming = planned_name(welcome.person, request.name)
    desk.session.accept(acceptance(desk.session, request, welcome), naming)


def _waiting(desk: Desk, requests: tuple[JoinRequest, ...]) -> tuple[JoinRequest, ...]:
    """Return the requests of machines that are not in the kit yet."""
    roster = desk.session.roster
    return tuple(r for r in requests if roster.keys_of(seat_id(r.keys)) is None)


def _list_requests(call: Call, desk: Desk, requests: Sequence[JoinRequest]) -> int:
    genesis = desk.session.kit.identity.genesis
    rows = [(r.name, " ".join(spoken_words(r, genesis))) for r in requests]
    if rows:
        call.console.say(words.RING_THEM)
        call.console.table(("name", "words"), rows)
        accept = call.line("officer", "accept", rows[0][0], "--words", words.THE_WORDS)
        call.console.say(words.try_this(accept))
    else:
        call.console.say(words.NOBODY_WAITS)
    call.console.answer({"requests": [{"name": n, "words": w} for n, w in rows]})
    return DONE

"""account link, unlink, access, who: everybody who can post as us."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType

from incidentkit.accounts.model import (
    Agency,
    AnyLink,
    App,
    Factor,
    May,
    Permission,
    Phone,
    PlatformRole,
    SecondStep,
    ToolSeat,
)
from incidentkit.cli.account_views import links_of, say_who
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.emergency import open_in_emergency
from incidentkit.desk.exposing import end_link
from incidentkit.desk.exposing import withdraw as withdraw_access
from incidentkit.desk.register import number_of, person_called
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.words import account_commands as account_words
from incidentkit.words.exposure import ASKED


def add(group: Group) -> None:
    """Declare the commands."""
    _add_link(group.command("link", _link, "name somebody who can post, and how"))
    gone = group.command("unlink", _unlink, "say that a way to post is gone")
    gone.add_argument("account")
    gone.add_argument("link", help="its short name, as `account show` prints it")
    gone.add_argument("--reason", default="")
    access = group.command(
        "access", _access, "let an officer open an account, or stop it"
    )
    access.add_argument("account")
    access.add_argument("officer_name", metavar="officer")
    access.add_argument("--withdraw", action="store_true")
    access.add_argument(
        "--emergency",
        action="store_true",
        help="everybody is told, and the password has to be changed",
    )
    access.add_argument("--reason", default="", help="why, in an emergency")
    who = group.command("who", _who, "who can still post as us, and who to ring")
    who.add_argument("account", nargs="?")


def _add_link(parser: ArgumentParser) -> None:
    parser.add_argument("account")
    parser.add_argument("kind", choices=tuple(_MADE))
    parser.add_argument("name", help="who")
    parser.add_argument(
        "--what", default="", help="the role, the tool, or what it is for"
    )
    parser.add_argument("--mobile", default="", help="their number")
    parser.add_argument(
        "--can-remove", action="store_true", help="they can remove others"
    )
    parser.add_argument("--ring", default="", help="who takes it away, if not them")
    parser.add_argument("--ring-number", default="")
    parser.add_argument("--until", default="", help="the last day, as 2026-11-21")
    parser.add_argument(
        "--may",
        action="append",
        default=[],
        choices=[may.value for may in May],
        help="what they may do; may be given more than once",
    )
    parser.add_argument("--outside", action="store_true", help="not of the council")
    parser.add_argument("--step", choices=[s.value for s in SecondStep], default="app")


def _link(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        entry = desk.accounts.give_link(account, _link_of(call, desk))
        label = desk.accounts.known(account).account.label
    call.console.say(account_words.linked(call.args.name, call.args.kind, label))
    call.console.answer({"account": account, "link": entry})
    return DONE


def _link_of(call: Call, desk: Desk) -> AnyLink:
    args = call.args
    return _MADE[args.kind](args, desk, person_called(desk, args.name))


def _role(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    return PlatformRole(args.name, args.what, args.mobile, args.can_remove, person)


def _tool(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    return ToolSeat(
        args.what,
        args.name,
        args.mobile,
        person,
        ring_name=args.ring,
        ring_number=args.ring_number or number_of(desk, args.ring),
    )


def _phone(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    return Phone(args.mobile, args.name, person, args.what)


def _agency(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    return Agency(args.name, args.ring, args.ring_number, args.until)


def _factor(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    return Factor(SecondStep(args.step), args.name, args.what, person)


def _app(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    return App(args.name, args.what)


def _permission(args: Namespace, desk: Desk, person: bytes) -> AnyLink:
    may = tuple(one for one in May if one in args.may)
    return Permission(args.name, may, person, args.outside, args.until)


_MADE: Mapping[str, Callable[[Namespace, Desk, bytes], AnyLink]] = MappingProxyType(
    {
        "role": _role,
        "tool": _tool,
        "phone": _phone,
        "agency": _agency,
        "factor": _factor,
        "app": _app,
        "permission": _permission,
    }
)


def _unlink(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        state = desk.accounts.known(account).account
        wanted = call.args.link.lower()
        found = [
            x for x in links_of(state) if wanted and x.entry.hex().startswith(wanted)
        ]
        if len(found) != 1:
            raise UnknownNameError("link", call.args.link)
        end_link(desk, account, found[0].entry, call.args.reason)
    call.console.say(account_words.unlinked(found[0].name, state.label))
    call.console.answer({"account": account, "removed": found[0].entry})
    return DONE


def _access(call: Call) -> int:
    withdraw = bool(call.args.withdraw)
    with call.desk() as desk:
        account = the_account(call, desk)
        row = desk.officers.find(call.args.officer_name)
        if withdraw:
            withdraw_access(desk, account, row.person)
        elif call.args.emergency:
            is_in = open_in_emergency(desk, account, row.person, call.args.reason)
            if not is_in:
                call.console.say_wrapped(ASKED)
                done = {"account": account, "officer": row.name, "may": False}
                call.console.answer(done)
                return DONE
        else:
            desk.accounts.give_access(account, row.person)
        label = desk.accounts.known(account).account.label
    say = account_words.may_not_open if withdraw else account_words.may_open
    call.console.say_wrapped(say(row.name, label))
    call.console.answer({"account": account, "officer": row.name, "may": not withdraw})
    return DONE


def _who(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk) if call.args.account else None
        rows = desk.who_can_post(account)
    say_who(call.console, rows)
    if not rows:
        call.console.say(account_words.NO_ACCOUNTS)
    return DONE

"""account: the council's accounts: add, find, show, edit, close, import."""

from argparse import ArgumentParser

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.model import (
    Access,
    Edits,
    Field,
    Item,
    NewAccount,
    Portfolio,
    Status,
)
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.views import Sieve
from incidentkit.cli import (
    account_links,
    account_record,
    account_secrets,
    account_table,
)
from incidentkit.cli.account_secrets import ITEMS
from incidentkit.cli.account_views import say_account, say_rows
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.account_list import passes, read_register
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.words import account_commands as account_words
from incidentkit.words import commands as words

_FIELDS = tuple(f.value for f in Field if f not in (Field.STATUS, Field.ACCESS))
_SEALED = tuple(ITEMS)


def add(group: Group) -> None:
    """Declare the commands."""
    _add_new(group.command("add", _add, "add an account"))
    listing = group.command("list", _list, "list accounts")
    listing.add_argument(
        "--show", choices=[s.value for s in Sieve], default="all", help="which of them"
    )
    listing.add_argument(
        "text", nargs="?", default="", help="only those that contain this"
    )
    show = group.command("show", _show, "show an account, without its secrets")
    show.add_argument("account", help="platform, handle, or a beginning of either")
    edit = group.command("edit", _edit, "change what is written of an account")
    edit.add_argument("account")
    edit.add_argument("field", choices=(*_FIELDS, *_SEALED))
    edit.add_argument("value", nargs="?", help="for a text; a secret is asked for")
    edit.add_argument("--codes", type=int, default=0, help="how many recovery codes")
    close = group.command("close", _close, "say that an account is no longer used")
    close.add_argument("account")
    close.add_argument("--reason", default="")
    reopen = group.command("reopen", _reopen, "bring a closed account back into use")
    reopen.add_argument("account")
    reopen.add_argument("--reason", default="")
    account_table.add(group)
    account_secrets.add(group)
    account_links.add(group)
    account_record.add(group)


def _add_new(new: ArgumentParser) -> None:
    new.add_argument("platform", help="such as x, facebook or mailbox")
    new.add_argument("handle", help="what the account is called there")
    new.add_argument(
        "--access",
        choices=[a.value for a in Access],
        default="own-login",
        help="how people get in",
    )
    for name in ("url", "purpose", "notes", "recovery-mailbox", "recovery-phone"):
        new.add_argument(f"--{name}", default="")
    new.add_argument("--elsewhere", default="", help="where it is kept, if not here")
    new.add_argument(
        "--portfolio",
        choices=[p.value for p in Portfolio if p.value],
        default="",
        help="whose business account a page belongs to",
    )
    new.add_argument("--login", default="", help="the name to sign in with")
    new.add_argument(
        "--password", action="store_true", help="keep the password; it is asked for"
    )
    new.add_argument(
        "--code-key",
        action="store_true",
        help="keep the key for sign-in codes; it is asked for",
    )
    new.add_argument(
        "--codes", type=int, default=0, help="keep so many recovery codes; asked for"
    )
    new.add_argument(
        "--holder", action="append", default=[], help="an officer who may open it"
    )
    new.add_argument(
        "--not-leads", action="store_true", help="not all comms leads may open it"
    )


def _add(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        audience = _audience(desk, args.holder, leads=not args.not_leads)
        new = NewAccount(
            platform=args.platform,
            handle=args.handle,
            access=Access(args.access),
            url=args.url,
            purpose=args.purpose,
            notes=args.notes,
            recovery_mailbox=args.recovery_mailbox,
            recovery_phone=args.recovery_phone,
            elsewhere=args.elsewhere,
            portfolio=Portfolio(args.portfolio),
            login=Secret(args.login) if args.login else None,
            secret=_asked(call, account_words.PASSWORD, wanted=args.password),
            totp=_asked(call, account_words.CODE_KEY, wanted=args.code_key),
            codes=_codes(call, args.codes),
        )
        account = desk.accounts.add(new, audience)
        state = desk.accounts.known(account).account
        label = state.label
    call.console.say(f"{label} is added.")
    if args.access == Access.ROLES:
        call.console.say(account_words.WHO_HAS_ROLES)
        link = (
            "account",
            "link",
            state.reference,
            "role",
            account_words.NAME,
            "--what",
            account_words.ROLE,
        )
        call.console.say(
            words.try_this(call.line(*link, "--mobile", account_words.MOBILE))
        )
    call.console.answer({"account": account, "label": label})
    return DONE


def _asked(call: Call, prompt: str, *, wanted: bool) -> Secret | None:
    return Secret(call.console.ask_secret(prompt)) if wanted else None


def _codes(call: Call, number: int) -> tuple[Secret, ...]:
    return tuple(
        Secret(call.console.ask_secret(f"{account_words.RECOVERY_CODE} {n + 1}"))
        for n in range(number)
    )


def _audience(desk: Desk, names: list[str], *, leads: bool) -> Audience:
    people = [desk.officers.find(name).person for name in names]
    seats = frozenset(seat for p in people for seat in desk.session.seats_of(p))
    return Audience(seats, leads)


def _list(call: Call) -> int:
    wanted = call.args.text.casefold()
    sieve = Sieve(call.args.show)
    with call.desk() as desk:
        rows = [
            one.account
            for one in read_register(desk).rows
            if wanted in f"{one.account.label} {one.account.purpose}".casefold()
            and passes(one, sieve)
        ]
    say_rows(call.console, rows)
    if not rows:
        said = (
            account_words.no_account_with(call.args.text)
            if wanted
            else account_words.NO_ACCOUNTS
        )
        call.console.say(said)
    return DONE


def _show(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        say_account(call.console, desk, account)
    return DONE


def _edit(call: Call) -> int:
    name, value = call.args.field, call.args.value
    if name in _SEALED and value is not None:
        raise InvalidValueError(name, "asked-unseen")
    if name not in _SEALED and value is None:
        raise InvalidValueError(name, "empty")
    with call.desk() as desk:
        account = the_account(call, desk)
        if name in _SEALED:
            _edit_sealed(call, desk, name)
        else:
            desk.accounts.edit(account, Edits(((Field(name), value),)))
    call.console.say("Changed.")
    call.console.answer({"account": account, "field": name})
    return DONE


def _edit_sealed(call: Call, desk: Desk, name: str) -> None:
    account, item = the_account(call, desk), ITEMS[name]
    if item is Item.CODES:
        codes = _codes(call, max(1, call.args.codes))
        desk.accounts.edit(account, Edits(codes=codes))
        return
    secret = Secret(call.console.ask_secret(name))
    if item is Item.SECRET:
        desk.accounts.put(account, item, secret)
    elif item is Item.TOTP:
        desk.accounts.edit(account, Edits(totp=secret))
    elif item is Item.LOGIN:
        desk.accounts.edit(account, Edits(login=secret))
    else:
        desk.accounts.edit(account, Edits(note=secret))


def _close(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        desk.accounts.close(account, call.args.reason)
        label = desk.accounts.known(account).account.label
    call.console.say(account_words.closed(label))
    call.console.answer({"account": account, "status": Status.CLOSED})
    return DONE


def _reopen(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        desk.accounts.reopen(account, call.args.reason)
        label = desk.accounts.known(account).account.label
    call.console.say(account_words.brought_back(label))
    call.console.answer({"account": account, "status": Status.LIVE})
    return DONE

"""account: the council's accounts: add, find, show, edit, retire, import."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.model import (
    Access,
    Edits,
    Field,
    Item,
    NewAccount,
    Portfolio,
)
from incidentkit.accounts.secret import Secret
from incidentkit.cli import account_links, account_secrets
from incidentkit.cli.account_secrets import ITEMS
from incidentkit.cli.account_views import say_account, say_preview, say_rows
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.exchange.accounts_csv import accounts_from, decoded, preview
from incidentkit.words import account_commands as account_words
from incidentkit.words import commands as words
from incidentkit.words.counts import counted

_FIELDS = tuple(f.value for f in Field if f not in (Field.STATUS, Field.ACCESS))
_SEALED = tuple(ITEMS)


def add(group: Group) -> None:
    """Declare the commands."""
    _add_new(group.command("add", _add, "add an account"))
    listing = group.command("list", _list, "list accounts")
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
    retire = group.command("retire", _retire, "retire an account, or bring it back")
    retire.add_argument("account")
    retire.add_argument("--reason", default="")
    retire.add_argument("--back", action="store_true", help="bring it back")
    imported = group.command("import", _import, "import accounts from a CSV file")
    imported.add_argument("file")
    imported.add_argument(
        "--write", action="store_true", help="import; without it, only look"
    )
    account_secrets.add(group)
    account_links.add(group)


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
    with call.desk() as desk:
        rows = [
            row
            for row in desk.accounts.rows()
            if wanted in f"{row.label} {row.purpose}".casefold()
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


def _retire(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        if call.args.back:
            desk.accounts.restore(account, call.args.reason)
        else:
            desk.accounts.retire(account, call.args.reason)
        label = desk.accounts.known(account).account.label
    said = (
        account_words.brought_back(label)
        if call.args.back
        else account_words.retired(label)
    )
    call.console.say(said)
    call.console.answer({"account": account, "retired": not call.args.back})
    return DONE


def _import(call: Call) -> int:
    try:
        data = Path(call.args.file).read_bytes()
    except OSError as cause:
        raise FileUnreadableError(call.args.file) from cause
    found = preview(decoded(data))
    say_preview(call.console, found)
    accounts = accounts_from(found)
    if call.args.write:
        with call.desk() as desk:
            desk.accounts.import_many(accounts)
        said = f"{counted(len(accounts), 'account')} imported."
        call.console.say(said, account_words.DELETE_THE_FILE)
    else:
        call.console.say(account_words.can_be_imported(len(accounts)))
        call.console.say(
            words.try_this(call.line("account", "import", call.args.file, "--write"))
        )
    call.console.answer(
        {
            "accounts": len(accounts),
            "imported": bool(call.args.write),
            "columns": dict(zip(found.headings, map(str, found.mapping), strict=True)),
            "remarks": [{"row": r.row, "notice": str(r.notice)} for r in found.remarks],
        }
    )
    return DONE

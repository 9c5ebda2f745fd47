"""account reveal, rotate, settle, password: what only holders may open."""

from argparse import ArgumentParser

from incidentkit.accounts.known import Known
from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.passwords import WordPolicy, generate
from incidentkit.accounts.secret import Secret
from incidentkit.cli.exits import DONE
from incidentkit.cli.layout import message
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.rotating import begin_and_show, council_secret
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.words import account_commands as account_words
from incidentkit.words.accounts import strength_in_words

# How each item is called in a command.
ITEMS = {
    "password": Item.SECRET,
    "login": Item.LOGIN,
    "code-key": Item.TOTP,
    "note": Item.NOTE,
    "recovery-codes": Item.CODES,
}
_ROTATED = {name: ITEMS[name] for name in ("password", "login", "code-key")}
_SHOWN = ("password", "login", "sign-in-code", "recovery-code", "code-key", "note")
_REASONS = tuple(reason.value for reason in Reason)


def add(group: Group) -> None:
    """Declare the commands."""
    reveal = group.command("reveal", _reveal, "show a secret; it is logged first")
    reveal.add_argument("account")
    reveal.add_argument("item", nargs="?", choices=_SHOWN, default="password")
    reveal.add_argument("--number", type=int, default=1, help="which recovery code")
    reveal.add_argument(
        "--use", action="store_true", help="mark the recovery code as used"
    )
    reveal.add_argument(
        "--waiting", action="store_true", help="the new one that is not confirmed yet"
    )
    reveal.add_argument(
        "--version", type=int, default=0, help="which, if several are in force"
    )
    reveal.add_argument("--why", default="", help="why you need it")
    _add_rotation(group.command("rotate", _rotate, "change a secret, in two steps"))
    settle = group.command("settle", _settle, "say which of several secrets works")
    settle.add_argument("account")
    settle.add_argument("version", type=int, help="as `account show` counts them")
    settle.add_argument("--item", choices=_ROTATED, default="password")
    made = group.command("password", _password, "make a password, without keeping it")
    made.add_argument("--words", type=int, default=0, help="of so many words")


def _add_rotation(parser: ArgumentParser) -> None:
    parser.add_argument("account")
    parser.add_argument("--item", choices=_ROTATED, default="password")
    parser.add_argument("--reason", choices=_REASONS, default="policy")
    parser.add_argument(
        "--given", action="store_true", help="take the new secret, do not make one"
    )
    parser.add_argument("--words", type=int, default=0, help="make it of so many words")
    step = parser.add_mutually_exclusive_group()
    step.add_argument("--confirm", action="store_true", help="the new one works")
    step.add_argument(
        "--roll-back", action="store_true", help="the new one was not taken"
    )
    parser.add_argument(
        "--tried", action="store_true", help="somebody signed in with it"
    )
    parser.add_argument("--why", default="", help="why it was not taken")


# --- showing ------------------------------------------------------------------


def _reveal(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        account = the_account(call, desk)
        known = desk.accounts.known(account)
        if known.credentials is not None and known.has_unopened:
            call.console.warn(account_words.NEWER_UNOPENED)
        shown, seconds = _shown(call, desk, known)
    _say_secret(call, shown)
    if seconds:
        call.console.warn(account_words.good_for(seconds))
    elif known.waiting() and not args.waiting and args.item == "password":
        call.console.warn(account_words.ONE_WAITS)
    call.console.answer(
        {"account": account, "item": args.item, "value": shown.reveal()}
    )
    return DONE


def _say_secret(call: Call, secret: Secret) -> None:
    text = secret.reveal()
    call.console.say_message(text)
    if message(text) != text:
        call.console.warn(account_words.NOT_SHOWN_EXACTLY)


def _shown(call: Call, desk: Desk, known: Known) -> tuple[Secret, int]:
    args, accounts, account = call.args, desk.accounts, known.subject
    if args.item == "sign-in-code":
        code = accounts.current_code(account)
        return code.code, code.seconds_left
    if args.item == "recovery-code":
        if args.use:
            return accounts.use_recovery_code(account, args.number), 0
        return accounts.reveal_code(account, args.number, args.why), 0
    item = ITEMS[args.item]
    return accounts.reveal(account, item, _which(call, known, item), args.why), 0


def _which(call: Call, known: Known, item: Item) -> bytes | None:
    """Return the value that is meant: the one that waits, one of several, or None."""
    if call.args.waiting:
        return known.pending(item)
    return _version(known, item, call.args.version) if call.args.version else None


def _version(known: Known, item: Item, number: int) -> Digest:
    current = known.item(item).current
    if not 0 < number <= len(current):
        raise UnknownNameError("secret", str(number))
    return current[number - 1]


# --- changing -----------------------------------------------------------------


def _rotate(call: Call) -> int:
    args, item = call.args, _ROTATED[call.args.item]
    with call.desk() as desk:
        account = the_account(call, desk)
        if args.confirm:
            desk.accounts.confirm_rotation(account, tried=args.tried, item=item)
            call.console.say(account_words.IN_FORCE)
            if not args.tried:
                call.console.say(account_words.NOT_TRIED)
            call.console.answer({"account": account, "state": "confirmed"})
        elif args.roll_back:
            desk.accounts.roll_back_rotation(account, args.why, item)
            call.console.say(account_words.OLD_STAYS)
            call.console.answer({"account": account, "state": "rolled back"})
        else:
            _begin(call, desk, account)
    return DONE


def _begin(call: Call, desk: Desk, account: SubjectId) -> None:
    """Write the new secret down beside the old one, log that it is shown, show it."""
    args, accounts = call.args, desk.accounts
    item = _ROTATED[args.item]
    new = _new_secret(call, desk, item)
    begin_and_show(desk, account, new, Reason(args.reason), item)
    reference = accounts.known(account).account.reference
    rotate = ["account", "rotate", reference]
    rotate += ["--item", args.item] if item is not Item.SECRET else []
    call.console.say(account_words.SET_THIS, "")
    _say_secret(call, new)
    call.console.say(
        "",
        account_words.OLD_IS_KEPT,
        account_words.if_it_works(call.line(*rotate, "--confirm", "--tried")),
        account_words.if_not(call.line(*rotate, "--roll-back")),
    )
    call.console.answer({"account": account, "state": "waiting", "value": new.reveal()})


def _new_secret(call: Call, desk: Desk, item: Item) -> Secret:
    if call.args.given or item is not Item.SECRET:  # only passwords can be made up
        return Secret(call.console.ask_secret(account_words.NEW_ONE))
    if call.args.words:
        return generate(WordPolicy(call.args.words)).secret
    return council_secret(desk)


def _settle(call: Call) -> int:
    item = _ROTATED[call.args.item]
    with call.desk() as desk:
        account = the_account(call, desk)
        chosen = _version(desk.accounts.known(account), item, call.args.version)
        desk.accounts.settle(account, chosen, item)
    call.console.say(account_words.SETTLED)
    call.console.answer({"account": account, "settled": call.args.version})
    return DONE


def _password(call: Call) -> int:
    made = generate(WordPolicy(call.args.words) if call.args.words else None)
    call.console.say(made.secret.reveal())
    call.console.warn(strength_in_words(made.bits))
    call.console.answer({"value": made.secret.reveal(), "bits": round(made.bits, 1)})
    return DONE

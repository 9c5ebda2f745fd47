"""account import, account export: accounts from and into tables of other programs."""

from pathlib import Path

from incidentkit.cli.console import Console
from incidentkit.cli.exits import DONE, exit_code
from incidentkit.cli.layout import wrapped
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.account_import import accounts_there
from incidentkit.desk.taking_out import Form, Order, prove, take_out
from incidentkit.errors import FileUnreadableError, ImportRefusedError
from incidentkit.exchange.accounts_csv import (
    Preview,
    PreviewRow,
    accounts_from,
    decoded,
    preview,
)
from incidentkit.vault.watching import unwatched
from incidentkit.words import account_commands as account_words
from incidentkit.words import accounts as words
from incidentkit.words import taking_out as out
from incidentkit.words.commands import try_this
from incidentkit.words.counts import counted
from incidentkit.words.problems import words_for
from incidentkit.words.rules import value_rule
from incidentkit.words.window import accounts as table_words

_MOST_NAMED = 20  # every one of them is in the answer as data


def add(group: Group) -> None:
    """Declare the commands."""
    imported = group.command("import", _import, "import accounts from a CSV file")
    imported.add_argument("file")
    imported.add_argument(
        "--write", action="store_true", help="import; without it, only look"
    )
    imported.add_argument(
        "--duplicates",
        action="store_true",
        help="import accounts that are there already as well",
    )
    export = group.command("export", _export, "take the accounts out into a file")
    export.add_argument("--format", choices=[f.value for f in Form], default="csv")
    export.add_argument(
        "--with-secrets",
        action="store_true",
        help="with passwords, readable by anybody",
    )
    export.add_argument("--reason", default="", help="why; needed for secrets")
    export.add_argument("--to", required=True, metavar="FILE", help="a new file")


def _import(call: Call) -> int:
    args = call.args
    try:
        data = Path(args.file).read_bytes()
    except OSError as cause:
        raise FileUnreadableError(args.file) from cause
    text = decoded(data)
    with call.desk() as desk:
        there = accounts_there(desk)
        found = preview(text, None, there, with_duplicates=args.duplicates)
        say_preview(call.console, found)
        if found.problems:
            return _refused(call.console, found)
        accounts = accounts_from(found)
        if args.write:
            desk.accounts.import_many(accounts)
    if args.write:
        said = f"{counted(len(accounts), 'account')} imported."
        call.console.say(said, account_words.DELETE_THE_FILE)
    else:
        call.console.say(account_words.can_be_imported(len(accounts)))
        more = ("--duplicates",) if args.duplicates else ()
        line = call.line("account", "import", args.file, *more, "--write")
        call.console.say(try_this(line))
    call.console.answer(_answer(found, len(accounts), written=args.write))
    return DONE


def _refused(console: Console, found: Preview) -> int:
    """Name every row that cannot be taken: nothing of the file is."""
    first = found.problems[0]
    error = ImportRefusedError(first.row, first.column, first.rule)
    because = [value_rule(one.rule).because for one in found.problems]
    lines = [
        table_words.row_problem(one.row, one.column, why)
        for one, why in zip(found.problems, because, strict=True)
    ]
    said, number = (
        words_for(error),
        account_words.rows_to_mend(len({one.row for one in found.problems})),
    )
    more = [table_words.more_like_this(len(lines) - _MOST_NAMED)]
    shown = lines if len(lines) <= _MOST_NAMED else lines[:_MOST_NAMED] + more
    for text in (f"{said.title}.", number, *shown, said.what_to_do):
        console.warn(*wrapped(text))
    console.answer(
        {
            "error": type(error).__name__,
            "title": said.title,
            "what_happened": said.what_happened,
            "what_to_do": said.what_to_do,
            "advice": [],
            "problems": [
                {"row": p.row, "column": p.column, "rule": p.rule, "because": why}
                for p, why in zip(found.problems, because, strict=True)
            ],
        }
    )
    return exit_code(error)


def _export(call: Call) -> int:
    args, console = call.args, call.console
    order = Order(Form(args.format), Path(args.to), args.with_secrets, args.reason)
    for line in (out.WARNING + ".", out.WARNING_BODY) if args.with_secrets else ():
        console.warn(*wrapped(line))
    with call.desk() as desk:
        prove(desk, console.ask_secret(out.PASSPHRASE), call.around.policy)
        done = take_out(desk, order, unwatched)
    console.say_wrapped(out.done(str(done.path), done.accounts, done.values))
    if args.with_secrets:
        console.say_wrapped(out.NO_SPREADSHEET)
    if done.unopened:
        console.say_wrapped(out.not_opened(done.unopened))
    if done.not_held:
        console.say_wrapped(out.not_held(done.not_held))
    console.answer(
        {
            "file": str(done.path),
            "accounts": done.accounts,
            "values": done.values,
            "unopened": done.unopened,
            "not_held": done.not_held,
        }
    )
    return DONE


def _answer(found: Preview, accounts: int, *, written: bool) -> dict[str, object]:
    return {
        "accounts": accounts,
        "passed_over": len(found.rows) - len(found.taken),
        "imported": written,
        "columns": dict(zip(found.headings, map(str, found.mapping), strict=True)),
        "remarks": [{"row": r.row, "notice": str(r.notice)} for r in found.remarks],
    }


def say_preview(console: Console, found: Preview) -> None:
    """Show what a table would become: its columns, its accounts, and what is odd."""
    console.say(words.LAYOUTS[found.layout])
    columns = [
        (heading, account_words.COLUMNS[column])
        for heading, column in zip(found.headings, found.mapping, strict=True)
    ]
    console.table(("column", "taken for"), columns)
    if found.rows:
        console.say("")
        head = ("row", "account", "how people get in", "kept", "there already")
        console.table(head, [_cells(row) for row in found.rows])
    for remark in found.remarks:
        console.say_wrapped(f"Row {remark.row}: {words.NOTICES[remark.notice]}")
    console.say("")


def _cells(row: PreviewRow) -> tuple[str, ...]:
    account = row.account
    return (
        str(row.row),
        words.account_name(account.platform, account.handle),
        words.ACCESS[account.access],
        "password" if account.secret else "",
        words.DUPLICATES[row.same_as] if row.same_as else "",
    )

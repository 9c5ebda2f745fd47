"""round: the monthly account check, begun, walked, closed and certified."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.layout import wrapped
from incidentkit.cli.parser import Group
from incidentkit.cli.round_views import line_data, row_data, say_line, state_of
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.certificate import files_of, keep
from incidentkit.desk.certificate_facts import read_certificate
from incidentkit.desk.round import Stage, Summary, read_round, read_summary
from incidentkit.desk.round_line import read_line, still_right
from incidentkit.desk.round_terms import begin, newcomers, take_in
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.rounds.model import Ask, Found
from incidentkit.rounds.score import score_of
from incidentkit.rounds.service import Said
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import round_commands as words
from incidentkit.words import rounds as round_words
from incidentkit.words.counts import counted

_FOUND = tuple(one.value for one in Found if one is not Found.SKIPPED)


def add(group: Group) -> None:
    """Declare the commands."""
    opening = group.command("open", _open, "begin a month's account check")
    opening.add_argument("--month", default="", help=words.MONTH_HELP)
    opening.add_argument(
        "--take-in", action="store_true", help="take in the accounts that came since"
    )
    _month(group.command("show", _show, "how far a check is, account by account"))
    _month(group.command("next", _next, "the account to go on with"))
    answer = group.command("answer", _answer, "write down what was found")
    _which(answer)
    answer.add_argument(
        "--found", choices=_FOUND, default=Found.RIGHT.value, help=words.FOUND_HELP
    )
    answer.add_argument("--note", default="", help="a word about it")
    skip = group.command("skip", _skip, "leave something out, and say why")
    _which(skip)
    skip.add_argument("--why", required=True, help="the reason")
    give = group.command("give", _give, "have somebody look at an account")
    give.add_argument("account", help=words.ACCOUNT_HELP)
    give.add_argument("--to", default="", metavar="NAME", help=words.TO_HELP)
    close = group.command("close", _close, "end a check")
    _month(close)
    close.add_argument("--note", default="", help="what there is to say about it")
    certificate = group.command(
        "certificate", _certificate, "write a closed check's certificate"
    )
    _month(certificate)
    certificate.add_argument("--to", default=".", help=words.FOLDER_HELP)
    group.command("list", _list, "every account check there was")


def _month(parser: ArgumentParser) -> None:
    parser.add_argument("--month", default="", help=words.MONTH_HELP)


def _which(parser: ArgumentParser) -> None:
    parser.add_argument("account", help=words.ACCOUNT_HELP)
    parser.add_argument(
        "--ask", choices=[one.value for one in Ask], default="", help=words.ASK_HELP
    )


def _going_on(desk: Desk, month: str = "") -> str:
    """Return the month named, or that of the check that is going on, or the last one.

    Raises:
        UnknownNameError: There is none.
    """
    if month:
        return desk.rounds.round(month).month
    found = desk.rounds.open_round() or next(iter(desk.rounds.rounds()), None)
    if found is None:
        raise UnknownNameError("round", "")
    return found.month


def _open(call: Call) -> int:
    with call.desk() as desk:
        if call.args.take_in:
            found = desk.rounds.round(_going_on(desk, call.args.month))
            new = len(newcomers(desk, found))
            found = take_in(desk, found)
            call.console.say(words.taken_in(new))
        else:
            found = begin(desk, call.args.month)
            new = len(found.lines)
        policy = round_words.policy(found.policy.value, found.every_months)
        said = words.opened(found.month, len(found.lines), policy)
        call.console.say(*wrapped(said))
        if not call.args.take_in:
            call.console.say(*wrapped(round_words.honestly(found.policy.value)))
    call.console.answer(
        {"month": found.month, "accounts": len(found.lines), "taken_in": new}
    )
    return DONE


def _show(call: Call) -> int:
    with call.desk() as desk:
        page = read_round(desk, _going_on(desk, call.args.month))
    console = call.console
    console.say(round_words.title(page.month))
    console.say(
        round_words.how_far(page.looked_at, len(page.rows), page.left_out, page.late),
        "",
    )
    rows = [
        (
            row.label,
            f"{row.due:%d %b}",
            row.owner or round_words.NO_OWNER,
            state_of(row),
        )
        for row in page.rows
    ]
    console.table(words.SHOW_HEAD, rows)
    if page.arrived:
        said = words.ARRIVED.format(counted(len(page.arrived), "account"))
        console.say("", *wrapped(said), *(f"  {row.label}" for row in page.arrived))
    console.answer(
        {
            "month": page.month,
            "open": page.stage is Stage.OPEN,
            "done": page.done,
            "looked_at": page.looked_at,
            "left_out": page.left_out,
            "late": page.late,
            "came_since": page.newcomers,
            "accounts": [row_data(row) for row in page.rows],
            "arrived_later": [row_data(row) for row in page.arrived],
        }
    )
    return DONE


def _next(call: Call) -> int:
    with call.desk() as desk:
        month = _going_on(desk, call.args.month)
        page = read_round(desk, month)
        row = page.next
        found = read_line(desk, month, row.account) if row else None
    console = call.console
    console.say(
        round_words.how_far(page.looked_at, len(page.rows), page.left_out, page.late),
        "",
    )
    if found is None:
        console.say(words.NOTHING_LEFT)
        console.answer({"month": month, "next": None})
        return DONE
    say_line(call, found)
    console.say("", words.NEXT.format(found.row.label))
    console.answer({"month": month, "next": line_data(found)})
    return DONE


def _answer(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        month = _going_on(desk)
        account = the_account(call, desk)
        found = Found(args.found)
        if args.ask:
            said: tuple[Said, ...] = (Said(Ask(args.ask), found, args.note),)
        else:
            said = _all_open(desk, month, account, found, args.note)
        return _write(call, desk, month, account, said)


def _all_open(
    desk: Desk, month: str, account: SubjectId, found: Found, note: str
) -> tuple[Said, ...]:
    page = read_line(desk, month, account)
    if found is Found.RIGHT:
        return tuple(Said(one.ask, found, note) for one in still_right(page))
    return tuple(
        Said(one.ask, found, note)
        for one in page.asked
        if one.told is None
        and (one.ask is not Ask.PASSWORD or found is not Found.PUT_RIGHT)
    )


def _skip(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        month = _going_on(desk)
        account = the_account(call, desk)
        if args.ask:
            said: tuple[Said, ...] = (Said(Ask(args.ask), Found.SKIPPED, args.why),)
        else:
            said = _all_open(desk, month, account, Found.SKIPPED, args.why)
        return _write(call, desk, month, account, said)


def _write(
    call: Call, desk: Desk, month: str, account: SubjectId, said: tuple[Said, ...]
) -> int:
    desk.rounds.answer(month, account, said)
    found, page = read_line(desk, month, account), read_round(desk, month)
    label = found.row.label
    for one in said:
        question = round_words.ASKS[one.ask.value]
        call.console.say(words.answered(label, question, one.found.value))
    open_asks = [one.ask for one in found.asked if one.told is None]
    if Ask.PASSWORD in open_asks:
        call.console.say(*wrapped(words.PASSWORD_LEFT))
    call.console.say(
        round_words.how_far(page.looked_at, len(page.rows), page.left_out, page.late)
    )
    call.console.answer(
        {
            "month": month,
            "account": label,
            "answered": [
                {"ask": one.ask.value, "found": one.found.value} for one in said
            ],
            "open": [ask.value for ask in open_asks],
            "done": page.done,
            "late": page.late,
        }
    )
    return DONE


def _give(call: Call) -> int:
    with call.desk() as desk:
        month = _going_on(desk)
        account = the_account(call, desk)
        to = call.args.to
        person = desk.officers.find(to).person if to else desk.session.me.person
        desk.rounds.give(month, account, person)
        name = desk.officers.name_of(person)
        label = desk.accounts.known(account).account.label
    call.console.say(words.given(label, name))
    call.console.answer({"month": month, "account": label, "owner": name})
    return DONE


def _close(call: Call) -> int:
    with call.desk() as desk:
        month = _going_on(desk, call.args.month)
        found = desk.rounds.close(month, call.args.note)
        summary = read_summary(desk, month)
    digest = found.closings[-1].digest.hex()
    _say_summary(call, summary)
    call.console.say(words.closed(month), words.code(digest))
    call.console.answer({"month": month, "code": digest, **_summary_data(summary)})
    return DONE


def _say_summary(call: Call, found: Summary) -> None:
    score = found.score
    open_asks = score.asked - score.answered
    counts = (score.wrong, score.not_checked, score.skipped)
    if open_asks or any(counts):
        call.console.say(*wrapped(words.left(open_asks, *counts)))
        call.console.say(*wrapped(words.CLOSE_FIRST))
    kept = round_words.kept(score.kept, score.lines, score.percent)
    call.console.say(*wrapped(kept))
    call.console.say(round_words.passwords(score.passwords_changed, score.passwords))


def _summary_data(found: Summary) -> dict[str, object]:
    score = found.score
    return {
        "accounts": score.lines,
        "kept": score.kept,
        "asked": score.asked,
        "answered": score.answered,
        "wrong": score.wrong,
        "not_checked": score.not_checked,
        "skipped": score.skipped,
        "passwords": score.passwords,
        "passwords_changed": score.passwords_changed,
        "said_later": score.after,
        "arrived_later": score.arrived,
    }


def _certificate(call: Call) -> int:
    with call.desk() as desk:
        month = call.args.month or _closed_month(desk)
        found = read_certificate(desk, month)
        files = keep(desk, month, files_of(found), Path(call.args.to))
    digest = found.page.closings[0].digest
    for file in files:
        call.console.say(words.written(str(file)))
    call.console.say(words.code(digest))
    call.console.answer(
        {"month": month, "files": [str(file) for file in files], "code": digest}
    )
    return DONE


def _closed_month(desk: Desk) -> str:
    """Return the newest check that was closed, or the one that is going on."""
    closed = (one.month for one in desk.rounds.rounds() if not one.is_open)
    return next(closed, "") or _going_on(desk)


def _list(call: Call) -> int:
    with call.desk() as desk:
        states = desk.accounts.states()
        found = [(one, score_of(one, states)) for one in desk.rounds.rounds()]
        names = [
            [desk.officers.name_of(closing.person) for closing in one.closings]
            for one, _ in found
        ]
    rows = [
        (
            one.month,
            words.OPEN if one.is_open else words.CLOSED,
            str(score.lines),
            f"{score.percent} %",
            ", ".join(by),
        )
        for (one, score), by in zip(found, names, strict=True)
    ]
    if rows:
        call.console.table(words.LIST_HEAD, rows)
    else:
        call.console.say(words.NO_ROUND)
    rounds = [
        {
            "month": one.month,
            "open": one.is_open,
            "accounts": score.lines,
            "kept": score.kept,
            "closed_by": by,
            "codes": [closing.digest.hex() for closing in one.closings],
        }
        for (one, score), by in zip(found, names, strict=True)
    ]
    call.console.answer({"checks": rounds})
    return DONE

"""account request, answer, status, review, care, tie, order, genuine: its whole record."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.accounts.entries import Approved, Reviewed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Access, Field, Hangs, NewAccount, Status, Tie
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_account
from incidentkit.cli.world import Call
from incidentkit.desk.account_list import SHARED_FIELDS, ForMany, change_many
from incidentkit.desk.account_papers import take_paper_out
from incidentkit.desk.account_record import changing_order
from incidentkit.desk.genuine import write_list
from incidentkit.desk.services import Desk
from incidentkit.exchange.genuine_list import Form
from incidentkit.vault.kinds import PersonId
from incidentkit.words import account_record as words
from incidentkit.words import genuine_list
from incidentkit.words.window.account_list import many_changed


def add(group: Group) -> None:
    """Declare the commands."""
    _add_request(group.command("request", _request, "ask for a new account"))
    answer = group.command("answer", _answer, "agree to a request, or refuse it")
    answer.add_argument("account")
    answer.add_argument("granted", choices=("yes", "no"))
    answer.add_argument("--reason", default="")
    answer.add_argument("--reference", default="", help="the paper that says so")
    answer.add_argument("--by", default="", help="who agreed, if not you")
    status = group.command("status", _status, "move an account on, and say why")
    status.add_argument("account")
    status.add_argument("status", choices=[one.value for one in Status])
    status.add_argument("--reason", default="")
    status.add_argument("--reference", default="")
    status.add_argument("--to", default="", help="the council that takes it over")
    deleted = group.command(
        "deleted", _deleted, "say that nobody can post with a closed one any more"
    )
    deleted.add_argument("account")
    deleted.add_argument("--reason", required=True, help="how you know")
    review = group.command("review", _review, "say whether an account is still wanted")
    review.add_argument("account")
    review.add_argument("wanted", choices=("yes", "no"))
    review.add_argument("--note", default="")
    review.add_argument(
        "--last-post", default="", help="the newest post, as 2026-11-21"
    )
    care = group.command("care", _care, "say who looks after an account")
    care.add_argument("account")
    care.add_argument("--owner", default="", help="an officer; leave out for nobody")
    care.add_argument("--deputy", default="")
    _add_for_many(group.command("for-many", _for_many, "give several the same"))
    _add_tie(group.command("tie", _tie, "say that one account hangs on another"))
    _add_reading(group)


def _add_reading(group: Group) -> None:
    attach = group.command("attach", _attach, "put a paper with an account")
    attach.add_argument("account")
    attach.add_argument("file")
    attach.add_argument("--what", default="", help="what it is")
    paper = group.command("paper", _paper, "take a paper out, or say that it is gone")
    paper.add_argument("account")
    paper.add_argument("paper", help="its short name, as `account show` prints it")
    paper.add_argument("--to", default=".", help="the folder to write into")
    paper.add_argument("--remove", action="store_true")
    paper.add_argument("--reason", default="")
    order = group.command("order", _order, "in which order passwords are changed")
    order.add_argument("accounts", nargs="*")
    genuine = group.command("genuine", _genuine, "write our accounts for the website")
    genuine.add_argument(
        "--form", choices=[form.value for form in Form], default="html"
    )
    genuine.add_argument("--to", default=".", help="the folder to write into")
    genuine.add_argument("--with-purpose", action="store_true")


def _add_request(parser: ArgumentParser) -> None:
    parser.add_argument("platform")
    parser.add_argument("handle")
    parser.add_argument("--case", required=True, help="why we want it")
    parser.add_argument("--audience", default="", help="who it is for")
    parser.add_argument("--service", default="", help="the service that owns it")
    parser.add_argument(
        "--access", choices=[a.value for a in Access], default="own-login"
    )


def _add_for_many(parser: ArgumentParser) -> None:
    parser.add_argument("field", choices=[f.value for f in SHARED_FIELDS])
    parser.add_argument("value")
    parser.add_argument("accounts", nargs="+")


def _add_tie(parser: ArgumentParser) -> None:
    parser.add_argument("account")
    parser.add_argument("tie", choices=[tie.value for tie in Tie])
    parser.add_argument("other", help="the account that it hangs on")


def _request(call: Call) -> int:
    args = call.args
    new = NewAccount(
        platform=args.platform,
        handle=args.handle,
        access=Access(args.access),
        status=Status.ASKED_FOR,
        audience=args.audience,
        service_owner=args.service,
        business_case=args.case,
    )
    with call.desk() as desk:
        account = desk.accounts.add(new)
        label = desk.accounts.known(account).account.label
    call.console.say_wrapped(words.asked_for(label))
    call.console.answer({"account": account, "status": Status.ASKED_FOR})
    return DONE


def _answer(call: Call) -> int:
    args, granted = call.args, call.args.granted == "yes"
    with call.desk() as desk:
        account = the_account(call, desk)
        body = Approved(granted, args.reason, args.reference, args.by)
        desk.accounts.answer_request(account, body)
        state = desk.accounts.known(account).account
    call.console.say_wrapped(words.answered(state.label, granted=granted))
    call.console.answer({"account": account, "status": state.status})
    return DONE


def _status(call: Call) -> int:
    args, status = call.args, Status(call.args.status)
    with call.desk() as desk:
        account = the_account(call, desk)
        desk.accounts.set_status(account, status, args.reason, args.reference, args.to)
        label = desk.accounts.known(account).account.label
    call.console.say_wrapped(words.moved(label, status))
    call.console.answer({"account": account, "status": status})
    return DONE


def _deleted(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        desk.accounts.say_deleted(account, call.args.reason)
        label = desk.accounts.known(account).account.label
    call.console.say_wrapped(words.deleted(label))
    call.console.answer({"account": account, "deleted": True})
    return DONE


def _review(call: Call) -> int:
    args, wanted = call.args, call.args.wanted == "yes"
    with call.desk() as desk:
        account = the_account(call, desk)
        body = Reviewed(wanted, args.note, args.last_post)
        desk.accounts.review(account, body)
        label = desk.accounts.known(account).account.label
    call.console.say_wrapped(words.reviewed(label, wanted=wanted))
    call.console.answer({"account": account, "wanted": wanted})
    return DONE


def _care(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        owner, deputy = _person(desk, call.args.owner), _person(desk, call.args.deputy)
        desk.accounts.give_care(account, Care(owner, deputy))
        label = desk.accounts.known(account).account.label
        names = tuple(desk.officers.name_of(p) if p else "" for p in (owner, deputy))
    call.console.say_wrapped(words.cared_for(label, *names))
    call.console.answer({"account": account, "owner": names[0], "deputy": names[1]})
    return DONE


def _person(desk: Desk, name: str) -> PersonId | None:
    return desk.officers.find(name).person if name else None


def _for_many(call: Call) -> int:
    texts = ((Field(call.args.field), call.args.value),)
    with call.desk() as desk:
        accounts = tuple(desk.accounts.find(name) for name in call.args.accounts)
        changed = change_many(desk, accounts, ForMany(texts=texts))
    call.console.say(many_changed(changed))
    call.console.answer({"changed": changed})
    return DONE


def _tie(call: Call) -> int:
    with call.desk() as desk:
        account, other = the_account(call, desk), desk.accounts.find(call.args.other)
        link = Hangs(Tie(call.args.tie), other)
        entry = desk.accounts.give_link(account, link)
        labels = [desk.accounts.known(one).account.label for one in (account, other)]
    call.console.say_wrapped(words.tied(labels[0], call.args.tie, labels[1]))
    call.console.answer({"account": account, "other": other, "link": entry})
    return DONE


def _order(call: Call) -> int:
    with call.desk() as desk:
        wanted = tuple(desk.accounts.find(name) for name in call.args.accounts)
        rows = changing_order(desk, wanted)
    for number, row in enumerate(rows, start=1):
        call.console.say(f"{number}. {row.label}")
        for line in words.order_reasons(row.after, row.together):
            call.console.say(f"   {line}")
    call.console.answer(
        {
            "order": [
                {"account": r.account, "label": r.label, "after": list(r.after)}
                for r in rows
            ]
        }
    )
    return DONE


def _attach(call: Call) -> int:
    path = Path(call.args.file)
    with call.desk() as desk:
        account = the_account(call, desk)
        paper = desk.accounts.papers.attach(account, path, call.args.what)
        label = desk.accounts.known(account).account.label
    call.console.say_wrapped(words.attached(paper.name, label))
    call.console.answer({"account": account, "paper": paper.digest})
    return DONE


def _paper(call: Call) -> int:
    with call.desk() as desk:
        account = the_account(call, desk)
        found = desk.accounts.papers.find(account, call.args.paper)
        if call.args.remove:
            desk.accounts.papers.remove(account, found.digest, call.args.reason)
            call.console.say_wrapped(words.detached(found.name))
            call.console.answer({"account": account, "removed": found.digest})
            return DONE
        path = take_paper_out(desk, found, Path(call.args.to))
    call.console.say(str(path))
    call.console.answer({"account": account, "file": str(path)})
    return DONE


def _genuine(call: Call) -> int:
    form, folder = Form(call.args.form), Path(call.args.to)
    with call.desk() as desk:
        path = write_list(desk, form, folder, purposes=call.args.with_purpose)
    call.console.say_wrapped(genuine_list.WRITTEN)
    call.console.say(str(path))
    call.console.answer({"file": str(path)})
    return DONE

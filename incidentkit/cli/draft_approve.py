"""draft approval, ask, approve, record-approval, tried, override: who agrees to it."""

from incidentkit.cli.draft_content import given_draft
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.world import Call
from incidentkit.desk import approving as desk_approving
from incidentkit.desk.approval_page import (
    ApprovalLine,
    ApprovalPage,
    Signed,
    read_approval,
)
from incidentkit.drafting.approval_entries import How
from incidentkit.drafting.approving import Told, Trying, check_code
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import approving as words
from incidentkit.words.council import drafts as house
from incidentkit.words.drafts_log import ANYBODY
from incidentkit.words.times import short_time

_CODE = "the code that `draft approval` shows for the text as it stands"


def add_approving(group: Group) -> None:
    """Declare the commands."""
    given_draft(
        group.command("approval", _show, "show who has to approve a draft, and who has")
    )
    asking = group.command("ask", _ask, "ask for a draft to be approved")
    given_draft(asking)
    asking.add_argument("--of", action="append", default=[], metavar="ROLE")
    asking.add_argument("--note", default="")
    approving = group.command("approve", _approve, "approve a draft, word for word")
    given_draft(approving)
    approving.add_argument("--code", required=True, help=_CODE)
    approving.add_argument("--note", default="")
    told = group.command(
        "record-approval", _record, "write down that somebody approved a draft"
    )
    given_draft(told)
    told.add_argument("--role", default="", help="as what; leave out for a reader")
    told.add_argument("--name", required=True, help="who approved it")
    how = told.add_mutually_exclusive_group(required=True)
    how.add_argument("--message", default="", help="what they wrote, word for word")
    how.add_argument("--code", default="", help="the code they read back to you")
    tried = group.command("tried", _tried, "write down who could not be reached")
    given_draft(tried)
    tried.add_argument("--role", default="", help="as what; leave out for a reader")
    tried.add_argument("--name", default="")
    tried.add_argument("--how", required=True, help="such as: mobile, no answer")
    tried.add_argument("--at", default="now")
    against = group.command(
        "override", _override, "let exactly this text go out against a check"
    )
    given_draft(against)
    against.add_argument("check", help="as `draft show --json` names it")
    against.add_argument("reason")


def _show(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        _say(call, read_approval(desk, draft))
    return DONE


def _ask(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        content = desk.drafts.state(draft).content.digest
        roles = tuple(args.of)
        page = desk_approving.ask_for_approval(desk, draft, content, roles, args.note)
        _say(call, page)
    return DONE


def _approve(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        state = desk.drafts.state(draft)
        check_code(state, args.code)
        content = state.content.digest
        _say(call, desk_approving.approve(desk, draft, content, args.note))
    return DONE


def _record(call: Call) -> int:
    args = call.args
    how = How.MESSAGE if args.message else How.ALOUD
    told = Told(args.role, args.name, how, args.message, args.code)
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        content = desk.drafts.state(draft).content.digest
        _say(call, desk_approving.record_approval(desk, draft, content, told))
    return DONE


def _tried(call: Call) -> int:
    args, now = call.args, call.now_ms
    at_ms = when_ms(args.at, now) or now
    trying = Trying(args.role, args.name, args.how, at_ms)
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        _say(call, desk_approving.could_not_reach(desk, draft, trying))
    return DONE


def _override(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        content = desk.drafts.state(draft).content.digest
        check = args.check.upper()
        page = desk_approving.decide_against(desk, draft, check, args.reason, content)
        _say(call, page)
    return DONE


# --- shown -------------------------------------------------------------------


def _say(call: Call, page: ApprovalPage) -> None:
    console, name = call.console, page.draft.hex()[:8]
    console.say(words.head(page.title, page.channels), "")
    console.say_message(page.text)
    for picture in page.pictures:
        console.say_wrapped(words.picture(picture.name, picture.alt))
    console.say("", words.code(page.code))
    console.say_wrapped(words.stands(page))
    for line in page.lines:
        console.say_wrapped(_line(line), rest="  ")
    for finding in page.stops:
        console.say_wrapped(words.stopped(house.reason(finding.reason)), rest="  ")
    for _, reason, by in page.overrides:
        console.say_wrapped(words.overridden(by, reason), rest="  ")
    if page.missing and page.i_may:
        code = f'"{page.code}"'
        console.say(
            words.to_approve(call.line("draft", "approve", name, "--code", code))
        )
    elif page.missing and not page.asked_by:
        console.say(words.to_ask(call.line("draft", "ask", name)))
    console.answer(_data(page))


def _line(line: ApprovalLine) -> str:
    role = words.role(line.role)
    if line.given is not None:
        return words.given(role, line.given, short_time(line.given.wall))
    if line.lapsed is not None:
        return words.lapsed(role, line.lapsed.name)
    return words.missing(role, line.may, [t.name or ANYBODY for t in line.tried])


def _data(page: ApprovalPage) -> dict[str, object]:
    return {
        "id": SubjectId(page.draft),
        "incident": page.incident,
        "content": page.content,
        "code": page.code,
        "text": page.text,
        "channels": list(page.channels),
        "pictures": [
            {"entry": p.entry, "name": p.name, "alt": p.alt} for p in page.pictures
        ],
        "approvals": [
            {
                "role": line.role,
                "by": _signed(line.given),
                "lapsed": _signed(line.lapsed),
                "tried": len(line.tried),
                "may": list(line.may),
            }
            for line in page.lines
        ],
        "i_may": list(page.i_may),
        "asked_by": page.asked_by,
        "stops": [finding.check for finding in page.stops],
        "overrides": [
            {"check": check, "reason": reason, "by": by}
            for check, reason, by in page.overrides
        ],
        "complete": page.is_complete,
        "may_go_out": page.may_go_out,
        "nobody_reachable": page.nobody_reachable,
        "exercise": page.is_exercise,
    }


def _signed(one: Signed | None) -> dict[str, object] | None:
    if one is None:
        return None
    told = {"name": one.name, "signed": one.is_signed, "when_ms": one.wall}
    return told if one.is_signed else {**told, "recorded_by": one.by}

"""draft: write messages, count them, check them, and say where they went out."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.cli.draft_after import add_after
from incidentkit.cli.draft_approve import add_approving
from incidentkit.cli.draft_content import add_content
from incidentkit.cli.draft_count import add_count
from incidentkit.cli.draft_publish import add_publishing
from incidentkit.cli.draft_views import say_draft, say_drafts, say_templates
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.checking_text import known_to_checks
from incidentkit.desk.published import doubt_there
from incidentkit.desk.services import Desk
from incidentkit.desk.welsh import begin_welsh
from incidentkit.desk.writing import usual_channel
from incidentkit.drafting.service import NewDraft, Publishing
from incidentkit.drafting.templates import ENGLISH
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import draft_commands as draft_words
from incidentkit.words.times import spoken_time

_DRAFT = "the draft, as `draft list` names it"


def add(group: Group) -> None:
    """Declare the commands."""
    _add_new(group.command("new", _new, "begin a draft from a template"))
    show = group.command(
        "show", _show, "show a draft, its length and what was found in it"
    )
    show.add_argument("draft", help=_DRAFT)
    edit = group.command("edit", _edit, "replace a draft's text")
    edit.add_argument("draft", help=_DRAFT)
    text = edit.add_mutually_exclusive_group(required=True)
    text.add_argument("--text")
    text.add_argument("--file")
    _add_listing(group)


def _add_new(new: ArgumentParser) -> None:
    new.add_argument(
        "template", help="such as MT-01; `draft list --templates` lists them"
    )
    new.add_argument("--channel", default="", help="x, facebook, website, email ...")
    new.add_argument("--variant", default="", choices=("short", "standard", "web"))
    new.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help="fill a place in the text",
    )
    new.add_argument("--section", action="append", default=[], help="switch a part on")
    new.add_argument("--incident", default="", help="which, if more than one is open")
    new.add_argument(
        "--language",
        default="en",
        choices=("en", "cy"),
        help="cy begins from the Welsh text",
    )
    new.add_argument("--beside", default="", help="the English draft it is the pair of")


def _add_listing(group: Group) -> None:
    listing = group.command("list", _list, "list drafts, or the templates")
    listing.add_argument("--incident", default="", help="only of this incident")
    listing.add_argument("--templates", action="store_true")
    out = group.command("published", _published, "say where and when you published it")
    out.add_argument("draft", help=_DRAFT)
    out.add_argument("--where", required=True, help="such as: the council's website")
    out.add_argument("--address", default="")
    out.add_argument("--at", default="now")
    out.add_argument(
        "--unapproved", default="", help="why it went out without its approval"
    )
    gone = group.command("withdraw", _withdraw, "say that a draft will not be used")
    gone.add_argument("draft", help=_DRAFT)
    gone.add_argument("reason")
    add_content(group)
    add_approving(group)
    add_publishing(group)
    add_after(group)
    add_count(group)


def _new(call: Call) -> int:
    args = call.args
    given = _given(args.field)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        now_ms = desk.session.clock.now_ms()
        known = desk.fields(incident, now_ms)
        new = NewDraft(
            incident=incident,
            template=args.template.upper(),
            channel=args.channel.lower() or usual_channel(desk, args.template.upper()),
            variant=args.variant,
            values=known | given,
            known=known,
            known_ms=now_ms,
            sections=frozenset(args.section),
        )
        draft = _begin(desk, new, given, args.language, args.beside)
        say_draft(call, desk, draft)
    return DONE


def _begin(
    desk: Desk, new: NewDraft, given: dict[str, str], language: str, beside: str
) -> SubjectId:
    if language == ENGLISH:
        return desk.drafts.begin(new)
    english = desk.drafts.find(beside) if beside else None
    return begin_welsh(desk, new, english, given)


def _given(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise InvalidValueError("field", "name-and-text")
        found[name.strip()] = text
    return found


def _show(call: Call) -> int:
    with call.desk() as desk:
        say_draft(call, desk, desk.drafts.find(call.args.draft))
    return DONE


def _edit(call: Call) -> int:
    text = call.args.text
    if call.args.file:
        try:
            text = Path(call.args.file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as cause:
            raise FileUnreadableError(call.args.file) from cause
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        desk.drafts.edit(draft, text)
        say_draft(call, desk, draft)
    return DONE


def _list(call: Call) -> int:
    with call.desk() as desk:
        if call.args.templates:
            say_templates(call, desk)
            return DONE
        named = call.args.incident
        incident = desk.incidents.find(named) if named else None
        say_drafts(call, desk, incident)
    return DONE


def _published(call: Call) -> int:
    args, now = call.args, call.now_ms
    when = when_ms(args.at, now) or now
    how = Publishing(args.where, when, args.address, args.unapproved)
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        incident = SubjectId(desk.drafts.state(draft).incident)
        facts = known_to_checks(desk, incident)
        desk.drafts.published(draft, how, facts)
        doubt = doubt_there(desk, draft, args.where, args.address)
    call.console.say(draft_words.published(args.where, spoken_time(how.when_ms)))
    if doubt:
        call.console.advise(doubt)
    call.console.answer({"draft": draft, "where": args.where, "when_ms": how.when_ms})
    return DONE


def _withdraw(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        desk.drafts.withdraw(draft, call.args.reason)
    call.console.say(draft_words.WITHDRAWN)
    call.console.answer({"draft": draft, "withdrawn": True})
    return DONE

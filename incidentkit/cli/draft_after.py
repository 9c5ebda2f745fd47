"""draft after, capture, promise: what is left to do once a text is out."""

from pathlib import Path

from incidentkit.cli.draft_content import given_draft
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.world import Call
from incidentkit.desk import published
from incidentkit.desk.published import Aftermath
from incidentkit.errors import UnknownNameError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import publishing as words
from incidentkit.words.times import short_time


def add_after(group: Group) -> None:
    """Declare the commands."""
    given_draft(
        group.command("after", _after, "show what is left to do once a draft is out")
    )
    capture = group.command(
        "capture", _capture, "file a picture of a draft as it was published"
    )
    given_draft(capture)
    capture.add_argument("file")
    capture.add_argument("--where", default="", help="which, if it is out in several")
    promise = group.command(
        "promise", _promise, "keep a promise of a published draft in view"
    )
    given_draft(promise)
    promise.add_argument("number", type=int, help="as `draft after` numbers it")
    promise.add_argument("--when", default="", help="if the words do not say it")
    promise.add_argument("--owner", default="", help="who sees to it")


def _after(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        _say(call, draft, published.read_aftermath(desk, draft))
    return DONE


def _say(call: Call, draft: SubjectId, left: Aftermath) -> None:
    console = call.console
    for one in left.owed:
        console.say_wrapped(words.capture_owed(one.where, short_time(one.when_ms)))
    for number, promise in enumerate(left.promises, start=1):
        when = short_time(promise.at_ms) if promise.at_ms else ""
        line = words.promise_line(promise.sentence, when, tracked=promise.is_tracked)
        console.say_wrapped(f"{number}. {line}")
    if not left.owed and not left.open_promises:
        console.say(words.NOTHING_LEFT)
    console.answer(
        {
            "draft": draft,
            "captures_owed": [
                {"where": o.where, "when_ms": o.when_ms, "address": o.address}
                for o in left.owed
            ],
            "promises": [
                {
                    "sentence": p.sentence,
                    "at_ms": p.at_ms,
                    "step": p.step,
                    "tracked": p.is_tracked,
                }
                for p in left.promises
            ],
        }
    )


def _capture(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        wanted = args.where.strip().casefold()
        owed = [
            one
            for one in published.read_aftermath(desk, draft).owed
            if wanted in ("", one.where.casefold())
        ]
        if not owed:
            raise UnknownNameError("publication", args.where)
        published.file_capture(desk, draft, owed[-1].entry, Path(args.file))
        _say(call, draft, published.read_aftermath(desk, draft))
    return DONE


def _promise(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        found = published.read_aftermath(desk, draft).promises
        if not 1 <= args.number <= len(found):
            raise UnknownNameError("promise", str(args.number))
        one = found[args.number - 1]
        at_ms = when_ms(args.when, call.now_ms) or one.at_ms
        left = published.keep_promise(desk, draft, one.sentence, at_ms, args.owner)
        _say(call, draft, left)
    return DONE

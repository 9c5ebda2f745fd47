"""draft ways, copy, compose, eml, mailto, print, save: a person takes a text out.

Nothing is sent and nothing is opened: an address is told, a file is written.
"""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.cli.draft_content import given_draft
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk import publishing
from incidentkit.desk.ways_out import PublishingPage, WayOut, read_publishing
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import publishing as words
from incidentkit.words.problems import words_for
from incidentkit.words.times import short_time


def add_publishing(group: Group) -> None:
    """Declare the commands."""
    given_draft(group.command("ways", _ways, "show how and where a draft goes out"))
    copy = group.command("copy", _copy, "show exactly what to paste, and nothing else")
    given_draft(copy)
    _on_a_channel(copy)
    compose = group.command(
        "compose", _compose, "give the page on which a network has a post written"
    )
    given_draft(compose)
    compose.add_argument("channel", help="x, bluesky ...")
    mail = group.command("eml", _eml, "write an e-mail that opens as an unsent draft")
    given_draft(mail)
    _as_mail(mail)
    mail.add_argument("--file", required=True, help="a new file, ending in .eml")
    link = group.command("mailto", _mailto, "give an address that opens an e-mail")
    given_draft(link)
    _as_mail(link)
    printed = group.command("print", _print, "write a paper to print, as PDF")
    given_draft(printed)
    printed.add_argument("--file", required=True, help="a new file, ending in .pdf")
    saved = group.command("save", _save, "write a draft into a plain file")
    given_draft(saved)
    _on_a_channel(saved)
    saved.add_argument("--file", required=True, help="a new file, ending in .txt")


def _on_a_channel(command: ArgumentParser) -> None:
    command.add_argument(
        "--channel", default="", help="in the parts that go out there; all of it if not"
    )


def _as_mail(command: ArgumentParser) -> None:
    command.add_argument("--to", action="append", default=[], metavar="ADDRESS")
    command.add_argument("--subject", default="", help="the draft's title if not given")


def _ways(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        say_ways(call, read_publishing(desk, draft))
    return DONE


def say_ways(call: Call, page: PublishingPage) -> None:
    """Show every way out, what stands in the way, and what is out already."""
    console = call.console
    if page.blocked is not None:
        told = words_for(page.blocked)
        console.say_wrapped(f"{told.title}. {told.what_happened} {told.what_to_do}")
    for way in page.ways:
        console.say(words.way_line(way.name, way.account, len(way.parts)))
        if way.in_other_hands:
            console.say_wrapped(words.IN_OTHER_HANDS, "  ")
        if way.note:
            console.say_wrapped(way.note, "  ")
        for one in way.out:
            when = short_time(one.when_ms)
            console.say(f"  {words.is_out(when, one.address)}")
    if page.changed_since:
        console.say_wrapped(words.CHANGED_SINCE)
    console.answer(
        {
            "draft": page.draft,
            "ready": page.blocked is None,
            "changed_since": page.changed_since,
            "ways": [_way_data(way) for way in page.ways],
            "pictures": [{"name": p.name, "alt": p.alt} for p in page.pictures],
        }
    )


def _way_data(way: WayOut) -> dict[str, object]:
    return {
        "channel": way.channel,
        "account": way.account,
        "in_other_hands": way.in_other_hands,
        "parts": len(way.parts),
        "page": way.page is not None,
        "page_takes_text": way.page is not None and way.page.has_text,
        "is_current": way.is_current,
        "out": [{"when_ms": one.when_ms, "address": one.address} for one in way.out],
    }


def _copy(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        parts = publishing.text_for(desk, draft, args.channel)
    for place, part in enumerate(parts):
        if place:
            call.console.say("", words.NEXT_PART, "")
        call.console.say_message(part)
    if not parts:
        call.console.say(words.CANNOT_SPLIT)
    call.console.answer({"draft": draft, "parts": list(parts)})
    return DONE


def _compose(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        page = publishing.page_for(desk, draft, call.args.channel)
    call.console.say(page.address)
    if not page.has_text:
        call.console.say_wrapped(
            words.PAGE_TOO_LONG if page.is_too_long else words.PAGE_EMPTY
        )
    call.console.answer(
        {"draft": draft, "address": page.address, "has_text": page.has_text}
    )
    return DONE


def _eml(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        data = publishing.mail_file(desk, draft, tuple(args.to), args.subject)
    return _written(call, draft, data)


def _mailto(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        found = publishing.mail_address(desk, draft, tuple(args.to), args.subject)
    call.console.say(found or words.MAIL_TOO_LONG)
    call.console.answer({"draft": draft, "address": found, "fits": bool(found)})
    return DONE


def _print(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        data = publishing.paper(desk, draft)
    return _written(call, draft, data)


def _save(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        data = publishing.file_bytes(desk, draft, args.channel)
    return _written(call, draft, data)


def _written(call: Call, draft: SubjectId, data: bytes) -> int:
    path = publishing.save(Path(call.args.file).absolute(), data)
    call.console.say(f"Written: {path}")
    call.console.answer({"draft": draft, "file": str(path)})
    return DONE

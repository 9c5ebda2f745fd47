"""platform: where things are found on platforms, and correcting it."""

from argparse import ArgumentParser

from incidentkit.cli.console import Console
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk import platform_facts as facts
from incidentkit.desk.platform_facts import FactsPage, PlaceRow
from incidentkit.platforms.own import PlaceSet
from incidentkit.platforms.platform import Confidence, Place, Task
from incidentkit.words import platform_facts as words
from incidentkit.words.drafting import CONFIDENCE_WORDS, TASK_WORDS

_HEAD = ("platform", "called", "accounts", "looked at", "our own", "")


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("list", _list, "list the platforms and when they were looked at")
    show = group.command("show", _show, "show where things are found on a platform")
    show.add_argument("platform", help="such as x or facebook")
    place = group.command("set", _set, "correct where something is found")
    _add_place(place)
    place.add_argument("--link", help="an https address")
    place.add_argument("--menu", help="the way through the menus")
    place.add_argument("--note", help="what to know about it")
    place.add_argument(
        "--confidence", choices=[c.value for c in Confidence], default="official"
    )
    place.add_argument("--checked", default="", help="the day you looked: today")
    reset = group.command("reset", _reset, "put back what came with the kit")
    _add_place(reset)
    checked = group.command("checked", _checked, "say that all of it is right today")
    checked.add_argument("platform")


def _add_place(parser: ArgumentParser) -> None:
    parser.add_argument("platform", help="such as x or facebook")
    parser.add_argument("task", choices=[task.value for task in Task])


def _list(call: Call) -> int:
    with call.desk() as desk:
        page = facts.read_facts(desk)
    rows = [
        (
            row.slug,
            row.name,
            str(row.accounts) if row.accounts else "",
            f"{row.checked:%d %b %Y}",
            str(row.own) if row.own else "",
            words.PAST_REVIEW if row.is_past_review else "",
        )
        for row in page.platforms
    ]
    call.console.table(_HEAD, rows)
    call.console.answer(
        {
            "platforms": [
                {
                    "platform": row.slug,
                    "name": row.name,
                    "accounts": row.accounts,
                    "own": row.own,
                    "checked": row.checked.isoformat(),
                    "past_review": row.is_past_review,
                }
                for row in page.platforms
            ]
        }
    )
    return DONE


def _show(call: Call) -> int:
    with call.desk() as desk:
        page = facts.read_facts(desk, call.args.platform)
    _say(call.console, page)
    return DONE


def _set(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        task, today = Task(args.task), facts.today_of(desk)
        page = facts.read_facts(desk, args.platform)
        now = next(row.known.place for row in page.places if row.known.task is task)
        before = now or Place(task, Confidence.UNCONFIRMED)
        said = PlaceSet(
            platform=args.platform,
            task=task,
            confidence=Confidence(args.confidence),
            checked=args.checked or today.isoformat(),
            link=before.link if args.link is None else args.link,
            menu=before.menu if args.menu is None else args.menu,
            note=before.note if args.note is None else args.note,
        )
        facts.set_place(desk, said)
        page = facts.read_facts(desk, args.platform)
    call.console.say_wrapped(words.KEPT)
    _say(call.console, page)
    return DONE


def _reset(call: Call) -> int:
    with call.desk() as desk:
        task = Task(call.args.task)
        was_ours = facts.put_back(desk, call.args.platform, task)
        page = facts.read_facts(desk, call.args.platform)
    call.console.say_wrapped(words.PUT_BACK if was_ours else words.NOT_OURS)
    _say(call.console, page)
    return DONE


def _checked(call: Call) -> int:
    with call.desk() as desk:
        facts.confirm(desk, call.args.platform)
        page = facts.read_facts(desk, call.args.platform)
    call.console.say_wrapped(words.confirmed(page.chosen))
    _say(call.console, page)
    return DONE


def _say(console: Console, page: FactsPage) -> None:
    for row in page.places:
        console.say("", TASK_WORDS[row.known.task])
        place = row.known.place
        if place is None:
            console.say(f"  {words.NOTHING_KNOWN}")
            continue
        for line in (place.link, place.menu, place.note):
            if line:
                console.say_wrapped(line, "  ")
        console.say_wrapped(_standing(row, place), "  ")
        for warning in words.warnings(
            differs=row.known.differs, newer=row.known.shipped_is_newer
        ):
            console.say_wrapped(warning, "  ")
    console.answer(
        {"platform": page.chosen, "places": [_place_data(row) for row in page.places]}
    )


def _standing(row: PlaceRow, place: Place) -> str:
    menus = place.menu_confidence
    return words.standing(
        CONFIDENCE_WORDS[place.confidence],
        CONFIDENCE_WORDS[menus] if menus else "",
        f"{row.known.checked:%d %b %Y}",
        row.by,
        past=row.is_past_review,
    )


def _place_data(row: PlaceRow) -> dict[str, object]:
    place = row.known.place
    return {
        "task": row.known.task.value,
        "link": place.link if place else "",
        "menu": place.menu if place else "",
        "note": place.note if place else "",
        "confidence": place.confidence.value if place else "",
        "checked": row.known.checked.isoformat(),
        "own": row.known.is_own,
        "by": row.by,
        "differs": row.known.differs,
        "past_review": row.is_past_review,
    }

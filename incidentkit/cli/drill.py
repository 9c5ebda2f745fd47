"""drill list, start, inject, debrief, register: rehearsing on made-up incidents."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_views import say_run
from incidentkit.cli.layout import wrapped
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.drill_register import write_register
from incidentkit.desk.drilling import (
    Debrief,
    Drill,
    DrillsPage,
    Ending,
    answer_inject,
    end_drill,
    read_debrief,
    read_drill,
    read_drills,
    show_injects,
    start_drill,
    write_debrief,
)
from incidentkit.desk.services import Desk
from incidentkit.drills.debrief import target_rows, to_look_at, went_well
from incidentkit.drills.library import Scenarios
from incidentkit.drills.register import Held
from incidentkit.drills.scenario import Inject
from incidentkit.drills.schedule import due, following, since
from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import drill_commands as words
from incidentkit.words import drills as drill_words
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_date


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("list", _list, "the exercises there are, and when each was held")
    start = group.command("start", _start, "begin an exercise")
    start.add_argument("name", help=words.NAME_HELP)
    start.add_argument("--alone", action="store_true", help="one person by themselves")
    inject = group.command("inject", _inject, "what happens now in an exercise")
    _which(inject)
    inject.add_argument("--now", action="store_true", help="the next event at once")
    inject.add_argument(
        "--answered", action="store_true", help="what waits longest was answered"
    )
    inject.add_argument("--note", default="", help="how it was answered")
    debrief = group.command("debrief", _debrief, "what an exercise showed")
    _which(debrief)
    debrief.add_argument("--folder", default="", help="write it as PDF and text")
    debrief.add_argument("--end", default="", metavar="SUMMARY", help="end it")
    debrief.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="OWNER=TEXT",
        help="with --end: what was learnt, and who sees to it",
    )
    register = group.command("register", _register, "who rehearsed what, and when")
    register.add_argument("--folder", default="", help="write it as a table")


def _which(parser: ArgumentParser) -> None:
    parser.add_argument("--exercise", default="", help=words.WHICH_HELP)


def _meant(call: Call, desk: Desk) -> SubjectId:
    """Return the exercise named, the only open one, or the only one there is."""
    if call.args.exercise:
        return desk.incidents.find(call.args.exercise)
    rows = desk.incidents.rows(exercises=True)
    wanted = [row for row in rows if row.state.is_open] or list(rows)
    if not wanted:
        raise UnknownNameError("exercise", "")
    if len(wanted) > 1:
        names = tuple(row.state.reference for row in wanted)
        raise SeveralMatchError("exercise", "", names)
    return wanted[0].incident


def _list(call: Call) -> int:
    with call.desk_if_open() as desk:
        page = read_drills(desk) if desk else None
    scenarios = page.scenarios if page else Scenarios().every()
    held = page.held if page else ()
    never = drill_words.NEVER if page else words.NOT_KNOWN_HERE
    last = {one.scenario: one.started_ms for one in reversed(held)}
    rows = [
        (
            one.name,
            and_list(one.playbooks),
            words.length(one.minutes),
            spoken_date(last[one.name]) if one.name in last else never,
        )
        for one in scenarios
    ]
    call.console.table(words.LIST_HEAD, rows)
    exercises = [
        {
            "name": one.name,
            "file": one.file,
            "playbooks": list(one.playbooks),
            "minutes": one.minutes,
            "held_ms": last.get(one.name, 0),
        }
        for one in scenarios
    ]
    call.console.answer({"exercises": exercises})
    return DONE


def _start(call: Call) -> int:
    with call.desk() as desk:
        incident = start_drill(desk, call.args.name, alone=call.args.alone)
        drill = read_drill(desk, incident)
        call.console.say(*wrapped(words.STARTED))
        call.console.say(words.started(drill.name, drill.reference))
        if drill.scenario is not None:
            call.console.say("", *wrapped(drill.scenario.start), "")
        say_run(call, desk, incident)
    return DONE


def _inject(call: Call) -> int:
    with call.desk() as desk:
        incident = _meant(call, desk)
        drill = read_drill(desk, incident)
        if call.args.answered:
            drill = _answer(call, desk, drill)
        else:
            drill = _happen(call, desk, drill)
    waiting = [i for i in drill.injects if i.title in drill.shown]
    events = [
        {
            "event": i.title,
            "from": i.sender,
            "text": i.text,
            "shown_ms": drill.shown[i.title],
            "answered_ms": drill.answered.get(i.title, 0),
        }
        for i in waiting
    ]
    call.console.answer({"exercise": drill.reference, "events": events})
    return DONE


def _answer(call: Call, desk: Desk, drill: Drill) -> Drill:
    waits = (
        i.title
        for i in drill.injects
        if i.title in drill.shown and i.title not in drill.answered
    )
    title = next(waits, "")
    if not title:
        call.console.say(words.NOBODY_WAITS)
        return drill
    call.console.say(words.answered(title))
    return answer_inject(desk, drill.incident, title, call.args.note)


def _happen(call: Call, desk: Desk, drill: Drill) -> Drill:
    """Show what is due by the clock, or the next event at once."""
    coming = following(drill.injects, drill.shown)
    if coming is None:
        call.console.say(words.ALL_SHOWN)
        return drill
    moment = since(drill.injects, drill.started_ms, drill.shown)
    now = moment.minute_at(call.now_ms, 1)
    ready = due(drill.injects, drill.shown, now) or ((coming,) if call.args.now else ())
    if not ready:
        call.console.say(*wrapped(words.NOTHING_NOW))
        return drill
    for inject in ready:
        _say(call, inject)
    return show_injects(desk, drill.incident, tuple(i.title for i in ready))


def _say(call: Call, inject: Inject) -> None:
    kind = drill_words.KINDS[inject.kind]
    said = words.happens(kind, inject.sender, inject.title)
    call.console.say(*wrapped(said), *wrapped(inject.text), "")


def _debrief(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = _meant(call, desk)
        if args.end:
            lessons = tuple(_lesson(said) for said in args.lesson)
            end_drill(desk, incident, Ending(args.end, lessons))
        found = read_debrief(desk, incident)
        files = write_debrief(desk, incident, Path(args.folder)) if args.folder else ()
    _say_debrief(call, found)
    for file in files:
        call.console.say(words.written(str(file)))
    call.console.answer(_debrief_data(found, files))
    return DONE


def _lesson(said: str) -> tuple[str, str]:
    owner, _, text = said.partition("=")
    return text.strip(), owner.strip()


def _say_debrief(call: Call, found: Debrief) -> None:
    console, outcome = call.console, found.outcome
    console.say(drill_words.NOT_REAL, "")
    if not outcome.is_open:
        console.say(words.ended(found.reference), "")
    for heading, lines in (
        (drill_words.WELL, went_well(outcome) or (drill_words.NOTHING_YET,)),
        (drill_words.LOOK_AT, to_look_at(outcome) or (drill_words.NOTHING_ELSE,)),
        (drill_words.TALK, outcome.scenario.debrief),
    ):
        console.say(heading)
        for line in lines:
            console.say(*wrapped(line))
        console.say("")
    console.table(drill_words.TARGET_HEAD, target_rows(outcome))


def _debrief_data(found: Debrief, files: tuple[Path, ...]) -> dict[str, object]:
    outcome = found.outcome
    return {
        "exercise": found.reference,
        "scenario": outcome.scenario.name,
        "open": outcome.is_open,
        "minutes": outcome.minutes,
        "people": list(found.names),
        "targets": [
            {
                "what": t.what,
                "target": t.within,
                "minutes": t.minutes,
                "standing": t.standing.value,
            }
            for t in outcome.targets
        ],
        "well": list(went_well(outcome)),
        "look_at": list(to_look_at(outcome)),
        "files": [str(file) for file in files],
    }


def _register(call: Call) -> int:
    with call.desk() as desk:
        page = read_drills(desk)
        folder = call.args.folder
        files = write_register(desk, Path(folder)) if folder else ()
    _say_register(call, page)
    for file in files:
        call.console.say(words.written(str(file)))
    playbooks = [
        {
            "playbook": one.slug,
            "last_ms": one.last_ms,
            "times": one.times,
            "overdue": one.is_overdue,
        }
        for one in page.rehearsed
    ]
    held = [
        {
            "exercise": one.reference,
            "scenario": one.scenario,
            "started_ms": one.started_ms,
            "open": one.is_open,
            "people": [page.names[person] for person in one.people],
        }
        for one in page.held
    ]
    call.console.answer({"playbooks": playbooks, "held": held})
    return DONE


def _say_register(call: Call, page: DrillsPage) -> None:
    console = call.console
    rows = [
        (
            one.name,
            spoken_date(one.last_ms) if one.last_ms else drill_words.NEVER,
            and_list([page.names[person] for person in one.people]),
            str(one.times),
            drill_words.OVERDUE if one.is_overdue else drill_words.IN_TIME,
        )
        for one in page.rehearsed
    ]
    console.table(words.REGISTER_HEAD, rows)
    console.say("")
    if page.held:
        console.table(words.HELD_HEAD, [_held_row(page, one) for one in page.held])
    else:
        console.say(words.NO_DRILL)


def _held_row(page: DrillsPage, one: Held) -> tuple[str, ...]:
    return (
        one.reference,
        one.scenario,
        spoken_date(one.started_ms),
        and_list([page.names[person] for person in one.people]),
        drill_words.GOING_ON if one.is_open else drill_words.ENDED,
    )

"""council: what the council has decided for itself, and deciding it."""

from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.council.service import CouncilService
from incidentkit.council.setting import Group as Room
from incidentkit.council.setting import Setting
from incidentkit.council.settings import SETTINGS, find_setting
from incidentkit.desk.council_paper import write_rules
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.words import commands as command_words
from incidentkit.words import council_commands as words
from incidentkit.words import council_paper as paper_words
from incidentkit.words.council import explained
from incidentkit.words.log import setting_name


def add(group: Group) -> None:
    """Declare the commands."""
    shown = group.command("settings", _settings, "show what is decided, and why")
    shown.add_argument(
        "key", nargs="?", help="such as own_bad_post: with all its words"
    )
    shown.add_argument("--find", default="", help="only those with this word")
    new = group.command("set", _set, "decide one setting; a comms lead can")
    new.add_argument("key", help="such as own_bad_post")
    new.add_argument("value", help="what it becomes; ; begins a new line in a list")
    paper = group.command("print", _print, "write down what is decided, on paper")
    paper.add_argument("--to", default=".", help="the folder")
    group.command("questions", _questions, "the eight that a new council is asked")


def key_of(text: str) -> str:
    """Return the key that is meant: playbooks write settings with spaces."""
    return "_".join(text.replace("-", " ").casefold().split())


def _settings(call: Call) -> int:
    with call.desk() as desk:
        if call.args.key:
            setting = find_setting(key_of(call.args.key))
            _say_one(call, desk, setting)
            call.console.answer({"settings": [_data(desk, setting)]})
            return DONE
        found = [s for s in SETTINGS.values() if _has(desk, s, call.args.find)]
        for room in Room:
            _say_room(call, desk, [s for s in found if s.group is room], room)
        unsettled = desk.council.in_conflict()
        answer = [_data(desk, s) for s in found]
    for name in unsettled:
        call.console.say(command_words.settle(setting_name(name)))
    call.console.answer({"settings": answer, "to_settle": list(unsettled)})
    return DONE


def _has(desk: Desk, setting: Setting, word: str) -> bool:
    text = explained(setting.key)
    value = desk.council.setting(setting.key)
    said = f"{setting.name} {text.name} {text.says} {value}"
    return word.casefold() in said.casefold()


def _say_room(call: Call, desk: Desk, settings: list[Setting], room: Room) -> None:
    if not settings:
        return
    call.console.say(words.GROUPS[room.value])
    rows = [
        (s.key, words.one_line(desk.council.setting(s.key)), explained(s.key).name)
        for s in settings
    ]
    call.console.table(("setting", "value", "what it is"), rows)
    call.console.say("")


def _say_one(call: Call, desk: Desk, setting: Setting) -> None:
    text, console = explained(setting.key), call.console
    console.say(text.name, "")
    console.say_wrapped(text.says)
    if text.how:
        console.say_wrapped(text.how)
    for choice, then in text.choices.items():
        console.say_wrapped(
            words.chosen(choice, then.follows, then.practice), "  ", "    "
        )
    console.say_wrapped(f"{words.default(setting.default)}. {words.why(text)}")
    said = desk.council.said(setting.key)
    if not said:
        console.say("", words.NOBODY)
    for one in said:
        name = desk.officers.name_of(one.person)
        console.say(words.decided_by(name, one.at_ms, one.value))
    if len(said) > 1:
        console.say(command_words.settle(setting_name(setting.key)), words.HOLDS)
        console.say(f"  {words.one_line(desk.council.setting(setting.key))}")


def _data(desk: Desk, setting: Setting) -> dict[str, object]:
    text = explained(setting.key)
    return {
        "key": setting.key,
        "value": desk.council.setting(setting.key),
        "default": setting.default,
        "group": setting.group.value,
        "name": text.name,
        "says": text.says,
        "why": text.because,
        "choices": [
            {"choice": choice, "follows": then.follows, "practice": then.practice}
            for choice, then in text.choices.items()
        ],
        "decided": [
            {
                "value": one.value,
                "by": desk.officers.name_of(one.person),
                "at_ms": one.at_ms,
            }
            for one in desk.council.said(setting.key)
        ],
    }


def _set(call: Call) -> int:
    key = key_of(call.args.key)
    setting = find_setting(key)
    value = call.args.value.replace(";", "\n")
    with call.session() as session:
        council = CouncilService(session)
        try:
            council.set(key, value)
        except InvalidValueError as error:
            if setting.choices and error.field == key:
                call.console.warn(words.can_be(setting.choices))
            raise
        now = council.setting(key)
    call.console.say(f"{words.SET} {setting_name(key)}: {words.one_line(now)}")
    call.console.answer({"key": key, "value": now})
    return DONE


def _print(call: Call) -> int:
    with call.desk() as desk:
        files = [str(path) for path in write_rules(desk, Path(call.args.to))]
    call.console.say(paper_words.written(files))
    call.console.answer({"files": files})
    return DONE


def _questions(call: Call) -> int:
    with call.desk() as desk:
        waiting = desk.council.unanswered()
        for key in waiting:
            call.console.say_wrapped(explained(key).question)
            line = call.line("council", "set", key, "...")
            held = words.default(SETTINGS[key].default)
            call.console.say(f"  {held}", f"  {line}")
    call.console.say(words.LATER if waiting else words.ALL_DECIDED)
    asked = [{"key": key, "question": explained(key).question} for key in waiting]
    call.console.answer({"questions": asked})
    return DONE

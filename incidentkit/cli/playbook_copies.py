"""playbook diff, edit-from, restore, card: the council's own copies."""

from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.playbooks import (
    card_of_playbook,
    find_slug,
    open_to_change,
    playbook_in_use,
    remarks,
    text_of_playbook,
)
from incidentkit.playbooks.difference import Line, Sort, difference, only_changes
from incidentkit.playbooks.keeping import Keeping
from incidentkit.playbooks.library import read_text
from incidentkit.vault.folder import write_whole
from incidentkit.words import playbook_commands as words
from incidentkit.words.playbook_copies import MOVED_ON

_MARKS = {Sort.SAME: "  ", Sort.OUT: "- ", Sort.IN: "+ "}
_NAME = "the playbook, as `playbook list` names it"


def add(group: Group) -> None:
    """Declare the commands."""
    diff = group.command(
        "diff", _diff, "how ours differs from the one that comes with the program"
    )
    diff.add_argument("name", help=_NAME)
    edit = group.command("edit-from", _edit, "keep a file as the council's own text")
    edit.add_argument("file")
    edit.add_argument("--why", required=True, help="one sentence for the log")
    back = group.command(
        "restore", _restore, "use the text that comes with the program again"
    )
    back.add_argument("name", help=_NAME)
    back.add_argument("--why", required=True, help="one sentence for the log")
    card = group.command("card", _card, "write a grab card of one or two pages")
    card.add_argument("name", help=_NAME)
    card.add_argument("--out", required=True, help="a .pdf file, or .txt for all of it")
    card.add_argument("--exercise", action="store_true", help="mark it EXERCISE")


def _diff(call: Call) -> int:
    with call.desk() as desk:
        slug = find_slug(desk, call.args.name)
        opened = open_to_change(desk, slug)
    lines = difference(opened.shipped, opened.text)
    changed = [line for line in lines if line.sort is not Sort.SAME]
    if opened.moved_on:
        call.console.say_wrapped(MOVED_ON)
    if not changed:
        call.console.say(words.NO_DIFFERENCE)
    for line in only_changes(lines):
        _say_line(call, line)
    call.console.answer(
        {
            "playbook": slug,
            "moved_on": opened.moved_on,
            "changes": [
                {"sort": str(line.sort), "line": line.number, "text": line.text}
                for line in changed
            ],
        }
    )
    return DONE


def _say_line(call: Call, line: Line | None) -> None:
    if line is None:
        call.console.say(words.LEFT_OUT)
        return
    said = line.text.lstrip(" ")
    inside = " " * (len(line.text) - len(said))
    first = f"{_MARKS[line.sort]}{line.number:>4} {inside}"
    call.console.say_wrapped(said, first, " " * (len(first) + 2))


def _edit(call: Call) -> int:
    source = read_text(Path(call.args.file))
    with call.desk() as desk:
        looked = desk.playbooks.look(source.text, source.file)
        if looked.refusal is not None:
            raise looked.refusal
        for remark in remarks(looked):
            call.console.warn(f"{source.file}, {remark.says}")
        assert looked.playbook is not None  # noqa: S101  else it was refused
        slug = looked.playbook.slug
        seen = tuple(desk.playbooks.state(slug).current.digests)
        desk.playbooks.keep(Keeping(source.text, call.args.why, seen))
        version = playbook_in_use(desk, slug).version
    call.console.say_wrapped(words.kept(slug, version))
    call.console.answer({"playbook": slug, "version": version})
    return DONE


def _restore(call: Call) -> int:
    with call.desk() as desk:
        slug = find_slug(desk, call.args.name)
        desk.playbooks.go_back(slug, call.args.why)
    call.console.say_wrapped(words.RESTORED)
    call.console.answer({"playbook": slug, "restored": True})
    return DONE


def _card(call: Call) -> int:
    args = call.args
    out = Path(args.out)
    with call.desk() as desk:
        slug = find_slug(desk, args.name)
        if out.suffix.lower() == ".txt":
            data = text_of_playbook(desk, slug).encode()
        else:
            data = card_of_playbook(desk, slug, exercise=args.exercise)
    write_whole(out, data)
    call.console.say(words.written(str(out)))
    call.console.answer({"playbook": slug, "file": str(out), "bytes": len(data)})
    return DONE

"""template: read, check and change message templates, and approve the Welsh ones."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from incidentkit.cli.exits import DONE, UNUSABLE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk import templates as desk_templates
from incidentkit.desk.services import Desk
from incidentkit.desk.templates import (
    Looked,
    TemplateRow,
    find_template,
    list_templates,
    read_template,
)
from incidentkit.drafting.templates import MOST_CHARACTERS
from incidentkit.drafting.translations import Translation
from incidentkit.errors import FileUnreadableError, InvalidValueError, UnknownNameError
from incidentkit.playbooks.difference import Sort, difference, only_changes
from incidentkit.vault.folder import open_plain, write_whole
from incidentkit.words import template_commands as words
from incidentkit.words import templates as template_words
from incidentkit.words.playbook_copies import SHORT
from incidentkit.words.times import spoken_day

_MARKS = {Sort.SAME: "  ", Sort.OUT: "- ", Sort.IN: "+ "}
_MOST_BYTES = 4 * MOST_CHARACTERS


def add(group: Group) -> None:
    """Declare the commands."""
    listing = group.command("list", _list, "list the message templates")
    listing.add_argument("--audience", default="", help="public, staff, members ...")
    listing.add_argument("--playbook", default="", help="only those a playbook writes")
    listing.add_argument("--welsh", action="store_true", help="only the Welsh texts")
    show = group.command("show", _show, "show a template, filled with made-up facts")
    _add_name(show)
    check = group.command("check", _check, "check a template, or a file")
    check.add_argument("name", help="such as: MT-01 short, or a .txt file", nargs="+")
    copy = group.command(
        "copy", _copy, "write a template's text to a file, to change it"
    )
    _add_name(copy)
    copy.add_argument("--out", required=True, help="the file to write")
    edit = group.command("edit", _edit, "keep a file as the council's own text")
    edit.add_argument("file")
    _add_why(edit)
    diff = group.command(
        "diff", _diff, "how ours differs from the one that was shipped"
    )
    _add_name(diff)
    back = group.command("restore", _restore, "use the text that was shipped again")
    _add_name(back)
    _add_why(back)
    _add_welsh(group)


def _add_welsh(group: Group) -> None:
    approve = group.command(
        "approve", _approve, "record that a translator approved a Welsh text"
    )
    _add_name(approve)
    approve.add_argument("--translator", required=True, help="who approved it")
    approve.add_argument("--day", default="", help="when, as in 2026-03-02; else today")
    stop = group.command("stop", _stop, "stop a Welsh text until it is approved again")
    _add_name(stop)
    _add_why(stop)


def _add_name(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="+", help="such as: MT-01 short, or mt-01-web-cy")


def _add_why(parser: ArgumentParser) -> None:
    parser.add_argument("--why", required=True, help="one sentence for the log")


def _name(call: Call) -> str:
    return " ".join(call.args.name)


def _list(call: Call) -> int:
    with call.desk() as desk:
        rows = [row for row in list_templates(desk) if _is_wanted(call, row)]
    table = [
        (
            row.file[:-4],
            row.title,
            template_words.AUDIENCES[row.audience],
            SHORT[row.standing],
            template_words.WELSH_STANDING[row.welsh],
        )
        for row in rows
    ]
    call.console.table(("template", "what", "for", "whose", "Welsh"), table)
    call.console.answer({"templates": [_as_answer(row) for row in rows]})
    return DONE


def _is_wanted(call: Call, row: TemplateRow) -> bool:
    args = call.args
    book = args.playbook.casefold()
    return (
        (not args.audience or row.audience == args.audience.casefold())
        and (not book or any(book in name.casefold() for name in row.playbooks))
        and (not args.welsh or bool(row.welsh))
    )


def _as_answer(row: TemplateRow) -> dict[str, object]:
    return {
        "file": row.file,
        "id": row.id,
        "variant": row.variant,
        "language": row.language,
        "title": row.title,
        "audience": row.audience,
        "public": row.is_public,
        "standing": row.standing,
        "welsh": row.welsh,
        "playbooks": list(row.playbooks),
    }


def _show(call: Call) -> int:
    with call.desk() as desk:
        page = read_template(desk, _name(call))
    console = call.console
    console.say(f"{page.row.id} {page.row.title}", "")
    console.say_message(page.looked.preview)
    console.say("")
    if page.looked.alt_text:
        console.say_wrapped(words.picture(page.looked.alt_text))
    _say_looked(call, page.looked)
    _say_translation(call, page.translation)
    console.answer(
        _as_answer(page.row)
        | {
            "text": page.text,
            "preview": page.looked.preview,
            "alt_text": page.looked.alt_text,
            "fields": dict(page.fields),
            "sections": dict(page.parts),
            "translator": _translator(page.translation),
        }
        | _looked_answer(page.looked)
    )
    return DONE


def _translator(found: Translation | None) -> str:
    usable = found is not None and found.is_usable and found.approval is not None
    return found.approval.translator if usable and found and found.approval else ""


def _say_translation(call: Call, found: Translation | None) -> None:
    if found is None:
        return
    for sentence in found.sentences:
        call.console.say_wrapped(words.filled_in(sentence), rest="  ")
    if found.is_usable and found.approval is not None:
        day = spoken_day(found.approval.day)
        call.console.say_wrapped(words.approved_by(found.approval.translator, day))
        return
    why = template_words.why_it_waits(found.standing.value)
    call.console.say_wrapped(words.waits(why, found.stopped_why))


def _say_looked(call: Call, looked: Looked) -> None:
    for one in looked.lengths:
        call.console.say(words.length(one.place, one.count, one.limit, fits=one.fits))
    for remark in looked.remarks:
        call.console.say_wrapped(words.at_line(remark.line, remark.says), rest="  ")


def _looked_answer(looked: Looked) -> dict[str, object]:
    return {
        "readable": looked.is_readable,
        "remarks": [
            {"line": r.line, "says": r.says, "bad": r.is_bad} for r in looked.remarks
        ],
        "lengths": [
            {"place": n.place, "count": n.count, "limit": n.limit, "fits": n.fits}
            for n in looked.lengths
        ],
    }


def _check(call: Call) -> int:
    name = _name(call)
    with call.desk() as desk:
        looked = _looked_at(desk, name)
    _say_looked(call, looked)
    if not looked.remarks:
        call.console.say(words.NOTHING_FOUND)
    call.console.answer({"template": name} | _looked_answer(looked))
    return DONE if looked.is_readable else UNUSABLE


def _looked_at(desk: Desk, name: str) -> Looked:
    path = Path(name)
    if path.suffix != ".txt" or not path.is_file():
        return read_template(desk, name).looked
    text = _read(path)
    return desk_templates.look(desk, text, desk_templates.file_in(text) or path.name)


def _read(path: Path) -> str:
    """Return a file's text; of one that is far too long no more than shows that."""
    try:
        with open_plain(path) as file:
            return file.read(_MOST_BYTES + 4).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(str(path)) from error


def _copy(call: Call) -> int:
    out = Path(call.args.out)
    with call.desk() as desk:
        page = read_template(desk, _name(call))
    write_whole(out, page.text.encode())
    call.console.say(words.written(str(out)))
    call.console.answer({"template": page.row.file, "file": str(out)})
    return DONE


def _edit(call: Call) -> int:
    text = _read(Path(call.args.file))
    with call.desk() as desk:
        file = desk_templates.keep(desk, text, call.args.why)
        looked = desk_templates.look(desk, text, file)
    _say_looked(call, looked)
    call.console.say_wrapped(words.kept(file))
    call.console.answer({"template": file} | _looked_answer(looked))
    return DONE


def _diff(call: Call) -> int:
    with call.desk() as desk:
        page = read_template(desk, _name(call))
    lines = difference(page.shipped, page.text)
    changed = [line for line in lines if line.sort is not Sort.SAME]
    if not changed:
        call.console.say(words.NO_DIFFERENCE)
    for line in only_changes(lines):
        said = words.LEFT_OUT if line is None else f"{_MARKS[line.sort]}{line.text}"
        call.console.say_wrapped(said, rest="  ")
    call.console.answer(
        {
            "template": page.row.file,
            "changes": [
                {"sort": str(line.sort), "line": line.number, "text": line.text}
                for line in changed
            ],
        }
    )
    return DONE


def _restore(call: Call) -> int:
    with call.desk() as desk:
        file = find_template(desk, _name(call)).file
        desk_templates.go_back(desk, file, call.args.why)
    call.console.say_wrapped(words.RESTORED)
    call.console.answer({"template": file, "restored": True})
    return DONE


def _welsh(desk: Desk, name: str) -> Translation:
    template = find_template(desk, name)
    if not template.is_welsh:
        raise UnknownNameError("Welsh text", name)
    return desk.drafts.library.translations.find(template.id, template.variant)


def _approve(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        shown = _welsh(desk, _name(call))
        translations = desk.drafts.library.translations
        made = translations.approve(shown, args.translator, _day(args.day))
    _say_translation(call, made)
    call.console.answer(
        {
            "template": made.welsh.file,
            "standing": made.standing.value,
            "translator": _translator(made),
            "day": made.approval.day if made.approval else "",
        }
    )
    return DONE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidValueError("day", "date") from error


def _stop(call: Call) -> int:
    with call.desk() as desk:
        shown = _welsh(desk, _name(call))
        key = (shown.welsh.id, shown.welsh.variant)
        desk.drafts.library.translations.stop(*key, call.args.why)
    call.console.say_wrapped(words.STOPPED)
    call.console.answer({"template": shown.welsh.file, "stopped": True})
    return DONE

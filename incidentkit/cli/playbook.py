"""playbook: read and check the playbooks; needs no kit."""

from pathlib import Path

from incidentkit.cli.exits import DONE, UNUSABLE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import short_name
from incidentkit.cli.world import Call
from incidentkit.drafting.templates import load_templates
from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.library import find_playbook, load_file, shipped_playbooks
from incidentkit.playbooks.model import Playbook, steps_in
from incidentkit.words import commands as words
from incidentkit.words.playbooks import finding as finding_words


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("list", _list, "list the playbooks")
    show = group.command("show", _show, "show a playbook's steps")
    show.add_argument("name")
    check = group.command("check", _check, "check a playbook, or all that are shipped")
    check.add_argument("file", nargs="?", help="a playbook file")


def _list(call: Call) -> int:
    playbooks = shipped_playbooks()
    rows = [
        (slug, p.name, p.version, p.reviewed.isoformat())
        for slug, p in playbooks.items()
    ]
    call.console.table(("playbook", "name", "version", "reviewed"), rows)
    call.console.answer(
        {
            "playbooks": [
                {"id": i, "name": n, "version": v, "reviewed": r} for i, n, v, r in rows
            ]
        }
    )
    return DONE


def _show(call: Call) -> int:
    playbook = _found(call.args.name)
    call.console.say(playbook.name)
    call.console.say_wrapped(playbook.goal)
    for phase in playbook.phases:
        rows = [
            (str(s.verb), s.title, short_name(playbook, s.slug))
            for s in steps_in(phase.steps)
        ]
        call.console.say("", phase.title)
        call.console.table(("does", "what", "step"), rows)
    call.console.answer(
        {
            "id": playbook.slug,
            "name": playbook.name,
            "version": playbook.version,
            "steps": [
                {
                    "id": s.slug,
                    "verb": str(s.verb),
                    "title": s.title,
                    "who": s.who,
                    "why": s.why,
                }
                for s in playbook.steps()
            ],
        }
    )
    return DONE


def _found(name: str) -> Playbook:
    """Return the playbook of that name, or the only one that begins so."""
    playbooks = shipped_playbooks()
    begins = [slug for slug in playbooks if name and slug.startswith(name.lower())]
    if name not in playbooks and len(begins) == 1:
        return playbooks[begins[0]]
    return find_playbook(playbooks, name)


def _check(call: Call) -> int:
    if call.args.file:
        playbooks = [load_file(Path(call.args.file))]
    else:
        playbooks = list(shipped_playbooks().values())
    templates = frozenset(template for template, _ in load_templates())
    found = []
    for playbook in playbooks:
        for item in check_playbook(playbook, templates):
            said = finding_words(item.line, item.rule, item.detail, item.hint)
            found.append({"file": playbook.file, "line": item.line, "says": said})
            call.console.say_wrapped(f"{playbook.file}, {said}", rest="  ")
    if not found:
        call.console.say(words.NOTHING_TO_MEND)
    call.console.answer({"findings": found})
    return UNUSABLE if found else DONE

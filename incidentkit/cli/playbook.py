"""playbook: read, check and print the playbooks; needs no kit while there is none."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from incidentkit.cli.exits import DONE, UNUSABLE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import short_name
from incidentkit.cli.world import Call
from incidentkit.desk.playbook_surrounding import surrounding
from incidentkit.desk.playbooks import library
from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.findings import OF_THE_REGISTER
from incidentkit.playbooks.keeping import Surrounding
from incidentkit.playbooks.library import (
    Library,
    find_playbook,
    incident_names,
    load_file,
    shipped_library,
    texts_near,
)
from incidentkit.playbooks.model import Playbook, steps_in
from incidentkit.playbooks.sources import sources
from incidentkit.words import commands as words
from incidentkit.words.playbook_copies import RESTS_ON, SHORT, SOURCES
from incidentkit.words.playbooks import finding as finding_words


def add(group: Group) -> None:
    """Declare the commands."""
    from incidentkit.cli import playbook_copies, playbook_packs

    listing = group.command("list", _list, "list the playbooks")
    _add_shipped(listing)
    show = group.command("show", _show, "show a playbook's steps")
    show.add_argument("name")
    _add_shipped(show)
    check = group.command("check", _check, "check a playbook, or all of them")
    check.add_argument("file", nargs="?", help="a playbook file")
    _add_shipped(check)
    playbook_copies.add(group)
    playbook_packs.add(group)


def _add_shipped(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--shipped",
        action="store_true",
        help="only what comes with the program, without opening the kit",
    )


def _library(call: Call) -> tuple[Library, Mapping[str, str]]:
    """Return the playbooks in use, and how each of the council's own stands."""
    if call.args.shipped or not call.places.database.exists():
        return shipped_library(), {}
    from incidentkit.desk.playbooks import list_playbooks

    with call.desk() as desk:
        return library(desk), {r.slug: r.standing for r in list_playbooks(desk)}


def _list(call: Call) -> int:
    known, standing = _library(call)
    playbooks = {p.slug: p for p in known.all}
    rows = [
        (
            slug,
            p.name,
            p.version,
            p.reviewed.isoformat(),
            SHORT[standing.get(slug, "as-shipped")],
        )
        for slug, p in playbooks.items()
    ]
    call.console.table(("playbook", "name", "version", "reviewed", "whose"), rows)
    call.console.answer(
        {
            "playbooks": [
                {
                    "id": i,
                    "name": n,
                    "version": v,
                    "reviewed": r,
                    "kind": playbooks[i].kind.value,
                    "standing": standing.get(i, "as-shipped"),
                }
                for i, n, v, r, _ in rows
            ]
        }
    )
    return DONE


def _show(call: Call) -> int:
    playbook = _found(call, call.args.name)
    call.console.say(playbook.name)
    call.console.say_wrapped(playbook.goal)
    for phase in playbook.phases:
        rows = [
            (str(s.verb), s.title, short_name(playbook, s.slug))
            for s in steps_in(phase.steps)
        ]
        call.console.say("", phase.title)
        call.console.table(("does", "what", "step"), rows)
    _say_rests_on(call, playbook)
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
                    "basis": s.basis,
                }
                for s in playbook.steps()
            ],
            "sources": sources().of(playbook),
        }
    )
    return DONE


def _say_rests_on(call: Call, playbook: Playbook) -> None:
    """Say what each step rests on, and what the short codes in it stand for."""
    call.console.say("", RESTS_ON)
    for step in playbook.steps():
        if step.basis:
            call.console.say_wrapped(f"{step.title}: {step.basis}", "  ", "    ")
    key = sources().of(playbook)
    if key:
        call.console.say("", SOURCES)
    for line in key:
        call.console.say_wrapped(line, "  ", "    ")


def _found(call: Call, name: str) -> Playbook:
    """Return the playbook of that name, or the only one that begins so."""
    known, _ = _library(call)
    playbooks = {p.slug: p for p in known.all}
    begins = [slug for slug in playbooks if name and slug.startswith(name.lower())]
    if name not in playbooks and len(begins) == 1:
        return playbooks[begins[0]]
    return find_playbook(playbooks, name)


def _to_check(
    call: Call,
) -> tuple[tuple[Playbook, ...], tuple[str, ...], Surrounding]:
    """Return the playbooks to check, the names of those they may begin, and the rest.

    What the register says counts where the kit is opened anyway: for its own playbooks.
    """
    if call.args.file:
        path = Path(call.args.file)
        near = texts_near(path)
        return (load_file(path, near),), incident_names(near), surrounding()
    if call.args.shipped or not call.places.database.exists():
        known, around = shipped_library(), surrounding()
    else:
        with call.desk() as desk:
            known = library(desk)
            around = surrounding(desk.accounts, desk.platforms)
    return known.all, tuple(p.name for p in known.incidents.values()), around


def _check(call: Call) -> int:
    playbooks, names, near = _to_check(call)
    found, is_wrong = [], False
    for playbook in playbooks:
        for item in check_playbook(playbook, near.templates, names, near.around):
            said = finding_words(item.line, item.rule, item.detail, item.hint)
            found.append({"file": playbook.file, "line": item.line, "says": said})
            is_wrong = is_wrong or item.rule != OF_THE_REGISTER
            call.console.say_wrapped(f"{playbook.file}, {said}", rest="  ")
    if not found:
        call.console.say(words.NOTHING_TO_MEND)
    call.console.answer({"findings": found})
    return UNUSABLE if is_wrong else DONE  # a gap in the register is no playbook's

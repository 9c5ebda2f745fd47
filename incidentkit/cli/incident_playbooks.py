"""incident join, leave, link, restrict: playbooks and incidents beside each other."""

from argparse import ArgumentParser

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_views import say_run
from incidentkit.cli.parser import Group
from incidentkit.cli.which import on, the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import find_playbook
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words import running_commands as words


def add(group: Group) -> None:
    """Declare the commands."""
    join = group.command("join", _join, "have another playbook run beside the others")
    join.add_argument("playbook", help="its name, as `playbook list` shows it")
    join.add_argument("--why", default="", help="why it is wanted")
    join.add_argument("--step", default="", help="the step that begins it")
    on(join)
    leave = group.command("leave", _leave, "leave a playbook that is not the right one")
    leave.add_argument("playbook", help="its name, as `incident show` shows it")
    leave.add_argument("--why", default="", help="why; always needed")
    leave.add_argument("--instead", default="", help="the playbook to go on with")
    on(leave)
    link = group.command("link", _link, "say which incident this one has to do with")
    link.add_argument("other", nargs="?", default="", help="the other incident")
    link.add_argument("--why", default="", help="how")
    link.add_argument("--remove", action="store_true", help="it has not; needs --why")
    on(link)
    _add_restrict(
        group.command(
            "restrict",
            _restrict,
            "go on in a new incident that only the people you name can read",
        )
    )


def _add_restrict(parser: ArgumentParser) -> None:
    parser.add_argument("title", help="its name, which only those who can read it see")
    add_readers(parser)
    parser.add_argument(
        "--keep-open", action="store_true", help="the incident it was goes on as well"
    )
    on(parser)


def add_readers(parser: ArgumentParser) -> None:
    """Declare who may read an incident."""
    parser.add_argument(
        "--reader",
        action="append",
        default=[],
        metavar="NAME",
        help="who can read it beside you, and nobody else; once for each",
    )
    parser.add_argument(
        "--no-recovery",
        action="store_true",
        help="the recovery sheet does not open it",
    )


def people(desk: Desk, names: list[str]) -> frozenset[PersonId]:
    """Return the people that are named."""
    return frozenset(desk.officers.find(name).person for name in names)


def _join(call: Call) -> int:
    with call.desk() as desk:
        library = desk.playbooks.library()
        playbook = find_playbook(library.incidents, call.args.playbook)
        incident = the_incident(call, desk)
        if call.args.step:
            desk.incidents.begin_beside(incident, call.args.step, playbook)
        else:
            desk.incidents.playbooks.join(incident, playbook, call.args.why)
        call.console.say(words.joined(playbook.name), "")
        say_run(call, desk, incident)
    return DONE


def _leave(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        run = desk.incidents.run(incident)
        left = find_playbook({b.slug: b for b in run.going}, args.playbook)
        if args.instead:
            to = find_playbook(desk.playbooks.library().incidents, args.instead)
            desk.incidents.playbooks.change(incident, left.slug, to, args.why)
        else:
            desk.incidents.playbooks.leave(incident, left.slug, args.why)
        call.console.say(words.left(left.name), "")
        say_run(call, desk, incident)
    return DONE


def _link(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        playbooks = desk.incidents.playbooks
        if args.other and args.remove:
            playbooks.unlink(incident, desk.incidents.find(args.other), args.why)
        elif args.other:
            playbooks.link(incident, desk.incidents.find(args.other), args.why)
        found = [_named(desk, other) for other in playbooks.linked(incident)]
    call.console.say(
        *([f"{name}  {title}" for name, title in found] or [words.NO_LINKS])
    )
    call.console.answer(
        {
            "incident": incident,
            "linked": [{"reference": name, "title": title} for name, title in found],
        }
    )
    return DONE


def _named(desk: Desk, incident: SubjectId) -> tuple[str, str]:
    state = desk.incidents.run(incident).incident
    return state.reference, state.title


def _restrict(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        run = desk.incidents.run(incident)
        first, *more = run.going
        opening = Opening(
            title=args.title,
            playbook=first,
            also=tuple(more),
            account=run.incident.account,
            known_ms=run.incident.known_ms,
            readers=people(desk, args.reader),
            recovery=not args.no_recovery,
            exercise=run.incident.exercise,
        )
        found = desk.incidents.go_on_restricted(
            incident, opening, ends_here=not args.keep_open
        )
        reference = desk.incidents.run(found).incident.reference
        call.console.say(words.restricted(reference, len(args.reader)), "")
        say_run(call, desk, found)
    return DONE

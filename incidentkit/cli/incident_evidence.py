"""incident evidence: file it, say who holds it, list it, write it out again."""

from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_views import item_data
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import on, the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.filing import take_out
from incidentkit.desk.services import Desk
from incidentkit.incidents.entries import AsShown
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.state import EvidenceItem
from incidentkit.playbooks.model import Verb
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import commands as words
from incidentkit.words import incident_commands as incident_words
from incidentkit.words.running import SHOWN
from incidentkit.words.times import short_time

_HASH_SHOWN = 16


def add(group: Group) -> None:
    """Declare the command."""
    parser = group.command("evidence", _evidence, "file evidence, or say who holds it")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--file", help="a file")
    what.add_argument("--text", help="a text")
    what.add_argument("--held", help="what somebody holds on a device")
    what.add_argument("--list", action="store_true", help="list what is filed")
    what.add_argument("--read", metavar="NAME", help="write a filed item out again")
    parser.add_argument(
        "--step", default="", help="the step it is for; the open capture by default"
    )
    parser.add_argument("--what", default="", help="what it is")
    parser.add_argument("--address", default="", help="the address it stood at")
    parser.add_argument("--device", default="", help="the device it is on")
    parser.add_argument("--person", default="", help="who holds it")
    parser.add_argument(
        "--settles", default="", help="the short name of what was held and is now filed"
    )
    parser.add_argument("--to", default=".", help="the folder to write it to")
    parser.add_argument("--at", default="", help="when it was captured")
    for name, label in SHOWN.items():
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, default="", help=f"of a post: {label.lower()}")
    on(parser, by=True)


def _evidence(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        incident = the_incident(call, desk)
        if args.list:
            return _list(call, desk, incident)
        if args.read:
            return _read(call, desk, incident)
        item = _take(call, desk, incident)
    name = item.digest.hex()[:8]
    if item.is_owed:
        call.console.say(incident_words.evidence_owed(item.holder, name))
        settle = ("incident", "evidence", "--file", words.PICTURE, "--settles", name)
        call.console.say(words.try_this(call.line(*settle)))
    else:
        call.console.say(
            incident_words.evidence_filed(name), f"SHA-256 {item.sha256.hex()}"
        )
    call.console.answer(item_data(item))
    return DONE


def _take(call: Call, desk: Desk, incident: SubjectId) -> EvidenceItem:
    args, custody = call.args, desk.incidents.evidence
    settled = custody.find(incident, args.settles) if args.settles else None
    source = Source(
        step=args.step or (settled.step if settled else _capture(desk, incident)),
        what=args.what or args.held or (settled.what if settled else ""),
        address=args.address,
        by=args.by,
        at_ms=when_ms(args.at, call.now_ms),
        settles=settled.digest if settled else b"",
        shown=AsShown(**{name: getattr(args, name) for name in SHOWN}),
    )
    if args.file:
        return custody.file(incident, Path(args.file), source)
    if args.text is not None:
        return custody.text(incident, args.text, source)
    if not (args.device and args.person):
        call.console.advise(incident_words.SAY_WHO_HOLDS)
    return custody.held_elsewhere(incident, source, args.device, args.person)


def _capture(desk: Desk, incident: SubjectId) -> str:
    """Return the first capture step that is open, or no step.

    Whoever files a screenshot in a hurry names no step, and removal waits for it.
    """
    positions = desk.incidents.run(incident).walk.open
    captures = (p.step.slug for p in positions if p.step.verb is Verb.CAPTURE)
    return next(captures, "")


def _list(call: Call, desk: Desk, incident: SubjectId) -> int:
    items = desk.incidents.run(incident).incident.evidence
    if items:
        head = ("name", "what", "captured", "bytes", "SHA-256 begins, or who has it")
        call.console.table(head, [_row(item) for item in items])
    else:
        call.console.say(incident_words.NO_EVIDENCE)
    call.console.answer({"evidence": [item_data(item) for item in items]})
    return DONE


def _row(item: EvidenceItem) -> tuple[str, ...]:
    settled = (
        incident_words.FILED_SINCE if item.holder and not item.is_owed else item.holder
    )
    return (
        item.digest.hex()[:8],
        item.what or item.name,
        short_time(item.at_ms),
        f"{item.size:,}" if item.sha256 else "",
        item.sha256.hex()[:_HASH_SHOWN] if item.sha256 else settled,
    )


def _read(call: Call, desk: Desk, incident: SubjectId) -> int:
    item = desk.incidents.evidence.find(incident, call.args.read)
    target = take_out(desk, incident, item, Path(call.args.to))
    call.console.say(f"Written: {target}")
    call.console.answer({"file": str(target)})
    return DONE

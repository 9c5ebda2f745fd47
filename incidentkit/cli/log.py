"""log: read what happened, and check that nothing was changed."""

from incidentkit.cli.exits import DONE, NOT_INTACT
from incidentkit.cli.parser import Group
from incidentkit.cli.verdict import say_report
from incidentkit.cli.world import Call
from incidentkit.errors import InvalidValueError
from incidentkit.records.timeline import Line
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.store import Store
from incidentkit.vault.verify import verify_journal
from incidentkit.words import commands as words
from incidentkit.words import verification
from incidentkit.words.incidents import who_did_it
from incidentkit.words.times import log_time

_INDENT = " " * 4
DIGEST_BYTES = 32


def add(group: Group) -> None:
    """Declare the commands."""
    show = group.command("show", _show, "show what happened, newest last")
    show.add_argument("--incident", help="only this incident")
    show.add_argument(
        "--last", type=int, default=50, help="how many lines: 50, or 0 for all"
    )
    verify = group.command("verify", _verify, "check the log; needs no passphrase")
    verify.add_argument(
        "--end-code",
        action="append",
        default=[],
        metavar="CODE",
        help="an end code from a printed report that must still be in the log",
    )


def _show(call: Call) -> int:
    last = call.args.last
    with call.desk() as desk:
        if call.args.incident:
            lines = desk.records.timeline(desk.incidents.find(call.args.incident))
        else:
            lines = desk.records.everything()
    shown = lines[-last:] if last > 0 else lines
    if len(shown) < len(lines):
        call.console.say(words.only_last(len(shown), len(lines)))
    for line in shown:
        # On indented lines, so that no note can pass for an entry of its own.
        who = who_did_it(line.who, line.recorder)
        call.console.say_wrapped(
            f"{log_time(line.at_ms)}  {who}: {line.sentence}", "", _INDENT
        )
    call.console.answer({"lines": [_line_data(line) for line in shown]})
    return DONE


def _line_data(line: Line) -> dict[str, object]:
    return {
        "at_ms": line.at_ms,
        "who": line.who,
        "recorded_by": line.recorder,
        "kind": line.kind,
        "text": line.sentence,
        "digest": line.digest,
    }


def _verify(call: Call) -> int:
    with call.locked() as kit:
        anchor = AnchorFile.of(call.places, kit.kit_id).read()
        report = verify_journal(kit.store, anchor)
        missing = [
            head for head in call.args.end_code if not _is_there(kit.store, head)
        ]
    for head in missing:
        call.console.say(verification.head_missing(head))
    say_report(call.console, report)
    return DONE if report.intact and not missing else NOT_INTACT


def _is_there(store: Store, head: str) -> bool:
    """Whether the log holds the entry whose code was printed.

    Raises:
        InvalidValueError: It is not such a code.
    """
    try:
        digest = bytes.fromhex(head)
    except ValueError:
        digest = b""
    if len(digest) != DIGEST_BYTES:
        raise InvalidValueError("head", "not-a-digest")
    return store.entry(digest) is not None

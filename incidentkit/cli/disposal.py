"""incident dispose, vault disposals: delete texts for good, and who still has them."""

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.which import the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.errors import RoleNeededError, StillNeededError
from incidentkit.vault.kinds import Role
from incidentkit.vault.passphrases import check_again
from incidentkit.vault.retention import Disposal, disposals
from incidentkit.words import disposal as words
from incidentkit.words.counts import counted
from incidentkit.words.times import log_time


def add_to_incident(group: Group) -> None:
    """Declare the command that deletes."""
    command = group.command(
        "dispose", _dispose, "delete the texts of a closed incident for good"
    )
    command.add_argument("--incident", default="", help="which, if more than one")
    command.add_argument("--reason", required=True, help="why they go, for the log")


def add_to_vault(group: Group) -> None:
    """Declare the command that lists."""
    group.command("disposals", _list, "list what was deleted for good, and who has it")


def _dispose(call: Call) -> int:
    console = call.console
    with call.desk() as desk:
        incident = the_incident(call, desk, is_open=False)
        state = desk.incidents.run(incident).incident
        if desk.session.me.role is not Role.LEAD:
            raise RoleNeededError(Role.LEAD.name)
        texts = len(desk.incidents.disposable(incident))
        if state.is_open:
            raise StillNeededError(texts)
        if texts:
            console.say(words.about_to(state.reference, texts))
            for said in (words.WHAT_GOES, words.WHAT_STAYS, words.ELSEWHERE):
                console.say_wrapped(said)
            check_again(
                desk.session, console.ask_secret(words.AGAIN), call.around.policy
            )
            texts = desk.incidents.dispose(incident, call.args.reason)
    console.say(words.done(state.reference, texts) if texts else words.NOTHING_LEFT)
    console.answer({"incident": incident, "texts": texts})
    return DONE


def _list(call: Call) -> int:
    with call.desk() as desk:
        found = [_as_data(desk, one) for one in disposals(desk.session)]
    for one in found:
        call.console.say_wrapped(_told(one))
    if not found:
        call.console.say(words.NONE_YET)
    call.console.answer({"disposals": found})
    return DONE


def _as_data(desk: Desk, one: Disposal) -> dict[str, object]:
    people = (desk.session.roster.person_of(seat) for seat in one.waiting)
    names = sorted(desk.officers.name_of(person) for person in people if person)
    return {
        "entry": one.digest,
        "at_ms": one.wall,
        "by": desk.officers.name_of(one.person) if one.person else "",
        "texts": one.gone,
        "kept": one.kept,
        "waiting": names,
    }


def _told(one: dict[str, object]) -> str:
    gone, kept = int(str(one["texts"])), int(str(one["kept"]))
    names = one["waiting"] if isinstance(one["waiting"], list) else []
    said = f"{log_time(int(str(one['at_ms'])))}  {one['by']}: {counted(gone, 'text')}"
    more = f" {words.kept(kept)}" if kept else ""
    return f"{said}; {words.waiting(names)}.{more}"

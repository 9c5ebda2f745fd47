"""vault: make a kit, look into it, check it, and keep its settings."""

from incidentkit.cli import copies, disposal, exchanging, ways_in
from incidentkit.cli.exits import DONE, NOT_INTACT
from incidentkit.cli.parser import Group
from incidentkit.cli.sheet import show_sheet
from incidentkit.cli.verdict import say_report
from incidentkit.cli.world import Call
from incidentkit.council.service import CouncilService
from incidentkit.council.settings import SETTINGS
from incidentkit.desk.checking import check_everything
from incidentkit.desk.exchanging import remembered_folder
from incidentkit.desk.founding import found_kit, new_founder
from incidentkit.desk.unlocking import is_waiting
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.vault.backup import list_backups
from incidentkit.vault.kit import Founder
from incidentkit.words import commands as words
from incidentkit.words.counts import counted
from incidentkit.words.log import setting_name


def add(group: Group) -> None:
    """Declare the commands."""
    create = group.command("create", _create, "make a new kit")
    create.add_argument("--council", required=True, help="the council's name")
    create.add_argument(
        "--name", required=True, help="your name; you become a comms lead"
    )
    create.add_argument("--sheet", help="write the recovery sheet to this file")
    group.command("info", _info, "say what is in the kit folder; needs no passphrase")
    group.command("verify", _verify, "check the whole kit, its states and its evidence")
    group.command("rebuild", _rebuild, "make the kit's states again from its journal")
    disposal.add_to_vault(group)
    copies.add(group)
    exchanging.add(group)
    ways_in.add(group)
    setting = group.command("setting", _setting, "show or change a setting")
    setting.add_argument("key", nargs="?", help="such as public_contact")
    setting.add_argument("value", nargs="?", help="what it becomes")


def _create(call: Call) -> int:
    council, name = call.args.council, call.args.name
    # Before anything is asked for: a name or a folder that will not do ends it here.
    person = new_founder(call.around, council, name)
    passphrase = call.console.ask_new_secret("Choose a passphrase")
    check_passphrase(passphrase, (council, name))
    founder = Founder(person, name, passphrase)
    show_sheet(call, founder.sheet, council)
    found_kit(call.around, founder, council)
    call.console.say(f"The kit is made, in {call.places.kit}.", "", words.NEXT)
    for line in words.FIRST_STEPS:
        call.console.say(f"  {call.line(*line)}")
    answer: dict[str, object] = {"kit": str(call.places.kit)}
    if not call.args.sheet:
        answer["recovery_sheet"] = list(founder.sheet.groups)
    call.console.answer(answer)
    return DONE


def _info(call: Call) -> int:
    with call.locked() as kit:
        store = kit.store
        backups = list_backups(call.places)
        answer: dict[str, object] = {
            "kit": kit.kit_id,
            "folder": str(call.places.kit),
            "entries": store.count_entries(),
            "chains": len(store.chains()),
            "ways_in": sorted({slot.header.way for slot in store.slots()}),
            "waiting_to_join": is_waiting(store),
            "newest_backup": str(backups[0]) if backups else None,
            "shared_folder": remembered_folder(call.places),
        }
    for name, text in _told(answer):
        call.console.say(f"{name:16} {text}")
    call.console.answer(answer)
    return DONE


def _told(answer: dict[str, object]) -> list[tuple[str, str]]:
    kit, ways, parts = answer["kit"], answer["ways_in"], answer["chains"]
    return [
        ("kit", kit.hex() if isinstance(kit, bytes) else ""),
        ("folder", str(answer["folder"])),
        ("log", f"{answer['entries']} entries in {counted(int(str(parts)), 'part')}"),
        ("opens with", ", ".join(ways) if isinstance(ways, list) else ""),
        ("waiting to join", "yes" if answer["waiting_to_join"] else "no"),
        ("newest backup", str(answer["newest_backup"] or words.NONE_YET)),
        ("shared folder", str(answer["shared_folder"] or words.NONE_YET)),
    ]


def _verify(call: Call) -> int:
    with call.desk() as desk:
        checked = check_everything(desk)
    say_report(
        call.console,
        checked.report,
        same_states=checked.same_states,
        evidence=checked.evidence,
        kept=checked.kept,
    )
    return DONE if checked.is_well else NOT_INTACT


def _rebuild(call: Call) -> int:
    with call.session() as session:
        session.rebuild()
    call.console.say("The kit's states were made again from its journal.")
    call.console.answer({"rebuilt": True})
    return DONE


def _setting(call: Call) -> int:
    key, value = call.args.key, call.args.value
    with call.session() as session:
        council = CouncilService(session)
        if value is not None:
            council.set(key, value)
        keys = [key] if key else sorted(SETTINGS)
        answer: dict[str, object] = {name: council.setting(name) for name in keys}
        unsettled = council.in_conflict()
    rows = [
        (k, str(v).replace("\n", "; ") or words.NOT_SET, setting_name(k))
        for k, v in answer.items()
    ]
    call.console.table(("setting", "value", "what it is"), rows)
    for name in unsettled:
        call.console.say(words.settle(setting_name(name)))
    call.console.answer({"settings": answer, "to_settle": list(unsettled)})
    return DONE

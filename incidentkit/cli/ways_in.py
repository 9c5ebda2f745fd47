"""vault passphrase, recover, check-sheet, remember, forget: the ways into a kit."""

from incidentkit.cli.exits import DONE, UNUSABLE
from incidentkit.cli.parser import Group
from incidentkit.cli.sheet import show_sheet
from incidentkit.cli.world import Call
from incidentkit.council.service import CouncilService
from incidentkit.desk.recovering import (
    come_in,
    fits,
    fitting_sheet,
    new_comer,
    recovering,
    settle_in,
    sheet_heading,
)
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.officers.service import OfficersService
from incidentkit.vault.device import DeviceKeyring, forget, remember
from incidentkit.vault.passphrases import change_passphrase
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.words import commands as words
from incidentkit.words.times import spoken_time


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("passphrase", _passphrase, "change your passphrase")
    recovery = group.command("recover", _recover, "get in with the recovery sheet")
    recovery.add_argument("--name", required=True, help="your name")
    recovery.add_argument("--sheet", help="write the new sheet to this file")
    group.command("check-sheet", _check_sheet, "check that a recovery sheet fits")
    days = group.command(
        "remember", _remember, "let this machine open the kit for a while"
    )
    days.add_argument("--days", type=int, help="for how many days")
    group.command("forget", _forget, "take this machine's way in away")


def _passphrase(call: Call) -> int:
    with call.locked() as kit:
        old = call.console.ask_secret("Your passphrase now")
        session = kit.unlock(call.args.officer, old)
        name = OfficersService(session).name_of(session.me.person)
        new = call.console.ask_new_secret("New passphrase")
        check_passphrase(new, (name,))
        change_passphrase(session, call.args.officer, old, new, call.world.policy())
    call.console.say_wrapped(words.WAY_IN_CHANGED)
    call.console.answer({"changed": True})
    return DONE


def _recover(call: Call) -> int:
    name = call.args.name
    person = new_comer(name)  # a name that cannot be kept ends it here
    code = call.console.ask_secret("Code on the recovery sheet")
    _ = RecoverySheet.typed(code)  # so does a slip, before the kit is opened
    with call.locked() as kit:
        sheet = fitting_sheet(kit, code)
        passphrase = call.console.ask_new_secret("Choose a passphrase")
        who = recovering(person, name, passphrase)
        show_sheet(call, who.fresh, sheet_heading(kit))
        desk = come_in(kit, sheet, who, call.world.policy())
        call.console.advice.clear()  # from here on the new sheet is the one
        settle_in(desk, who)
    call.console.say(words.RECOVERED, words.RECOVERED_NEXT)
    answer: dict[str, object] = {"recovered": True}
    if not call.args.sheet:
        answer["recovery_sheet"] = list(who.fresh.groups)
    call.console.answer(answer)
    return DONE


def _check_sheet(call: Call) -> int:
    sheet = RecoverySheet.typed(call.console.ask_secret("Code on the recovery sheet"))
    with call.locked() as kit:
        is_ours = fits(kit, sheet)
    call.console.say(words.SHEET_FITS if is_ours else words.SHEET_DOES_NOT_FIT)
    call.console.answer({"fits": is_ours})
    return DONE if is_ours else UNUSABLE


def _remember(call: Call) -> int:
    with call.session() as session:
        most = CouncilService(session).keyring_days()
        days = min(call.args.days or most, most)
        name = call.args.officer or OfficersService(session).name_of(session.me.person)
        slot = remember(session, DeviceKeyring.of_system(), name, days)
    until = slot.header.expires
    call.console.say(
        f"This machine opens the kit by itself until {spoken_time(until)}."
    )
    call.console.answer({"until": until, "days": days})
    return DONE


def _forget(call: Call) -> int:
    with call.session() as session:
        forget(session, DeviceKeyring.of_system())
    call.console.say("This machine asks for the passphrase again.")
    call.console.answer({"forgotten": True})
    return DONE

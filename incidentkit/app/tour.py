"""tour: two whole incidents on a throwaway kit, so that anybody can see what this does."""

import contextlib
import io
import secrets
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from incidentkit.accounts.model import (
    Access,
    NewAccount,
    PlatformRole,
    Portfolio,
    ToolSeat,
)
from incidentkit.accounts.passwords import WordPolicy, generate
from incidentkit.accounts.secret import Secret
from incidentkit.app.rehearsal import Rehearsal, Say
from incidentkit.app.stories import HIJACKED_X, PAGE_TAKEN_OVER
from incidentkit.cli.account_views import say_who
from incidentkit.cli.console import Console
from incidentkit.cli.exits import DONE, NOT_INTACT
from incidentkit.cli.parser import Run
from incidentkit.cli.verdict import say_report
from incidentkit.cli.world import Call
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import KitExistsError
from incidentkit.officers.entries import Contact
from incidentkit.officers.entries import planned_name as planned_officer
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.folder import make_private_folder, under
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.verify import verify_journal
from incidentkit.words.commands import command_line

COUNCIL = "Ashcombe District Council"
LEAD, OFFICER = "Asha Patel", "Ben Hughes"


def declare(parser: ArgumentParser) -> Run:
    """Declare the command's options."""
    parser.add_argument("--keep", metavar="DIR", help="leave the kit in this folder")
    return _tour


def _tour(call: Call) -> int:
    teller = _teller(call.console)
    world = call.world
    with _base(call) as base:
        places = under(base)
        around = Surrounding(places, world.clock, world.catalogue(), world.policy())
        passphrase = generate(WordPolicy(7)).secret.reveal()
        _make(teller, around, passphrase)
        intact, reports = _play(teller, around, passphrase, base / "reports")
        _say_where(call, teller, base, passphrase)
    call.console.answer(
        {
            "base_dir": str(base),
            "kept": bool(call.args.keep),
            "intact": intact,
            "reports": [str(path) for path in reports],
        }
    )
    return DONE if intact else NOT_INTACT


def _teller(console: Console) -> Console:
    """Return a console for the telling; nobody listens when the answer is data."""
    if not console.as_json:
        return console
    return replace(console, out=io.StringIO(), err=io.StringIO(), as_json=False)


@contextlib.contextmanager
def _base(call: Call) -> Iterator[Path]:
    """Give a folder: one that is kept, or one that goes away again."""
    if call.args.keep:
        base = Path(call.args.keep).absolute()
        if (base / "kit").exists():
            raise KitExistsError(str(base))
        make_private_folder(base)
        yield base
        return
    with tempfile.TemporaryDirectory(prefix="incidentkit-tour-") as folder:
        yield Path(folder)


def _make(teller: Console, around: Surrounding, passphrase: str) -> None:
    teller.say(f"Making a kit for {COUNCIL} ...")
    founder = Founder(PersonId(secrets.token_bytes(16)), LEAD, passphrase)
    sheet = found_kit(around, founder, COUNCIL)
    teller.say(f"  {LEAD} is the first comms lead. A recovery sheet was made:")
    teller.say(f"  {' '.join(sheet.groups)}", "")


def _play(
    teller: Console, around: Surrounding, passphrase: str, folder: Path
) -> tuple[bool, tuple[Path, ...]]:
    """Play both stories; say whether the journal is intact, and what was written."""
    make_private_folder(folder)
    kit = open_kit(around, LEAD)
    try:
        session = kit.unlock(LEAD, passphrase)
        add_colleague(
            session,
            OFFICER,
            passphrase,
            Role.OFFICER,
            around.policy,
            lambda person: planned_officer(person, OFFICER),
        )
        teller.say(f"{OFFICER} is added as an officer.")
        desk = open_desk(session)
        _furnish(desk, teller.say)
        reports: list[Path] = []
        for story in (HIJACKED_X, PAGE_TAKEN_OVER):
            teller.say("")
            reports += Rehearsal(desk, story, teller.say, folder).play()
        teller.say("", "Who can still post as us?", "")
        say_who(teller, desk.who_can_post())
        return _verify(teller, desk), tuple(reports)
    finally:
        kit.close()


def _furnish(desk: Desk, say: Say) -> None:
    """Fill the register with what a council would have in it."""
    desk.council.set("official_accounts_page", "https://example.org/accounts")
    desk.council.set("public_contact", "01632 960 001")
    for name, mobile in ((LEAD, "07700 900101"), (OFFICER, "07700 900102")):
        row = desk.officers.find(name)
        desk.officers.set_contact(row.person, Contact("", mobile, ""))
    _add_own_logins(desk)
    _add_page(desk)
    say(
        "In the register: x/AshcombeDC, the tool that posts to it, and a Facebook Page "
        "held through people's roles."
    )


def _add_own_logins(desk: Desk) -> None:
    desk.accounts.add(
        NewAccount(
            platform="x",
            handle="AshcombeDC",
            login=Secret("comms@ashcombe.example"),
            secret=generate().secret,
            totp=Secret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
            codes=tuple(Secret(f"{n:04d}-TOUR") for n in range(1, 6)),
            recovery_mailbox="social@ashcombe.example",
            recovery_phone="07700 900110",
            purpose="News and warnings",
        )
    )
    desk.accounts.add(
        NewAccount(
            platform="tool",
            handle="Scheduler",
            access=Access.TOOL,
            login=Secret("social@ashcombe.example"),
            secret=generate().secret,
            purpose="Posts to X and the Page",
        )
    )


def _add_page(desk: Desk) -> None:
    page = desk.accounts.add(
        NewAccount(
            platform="facebook",
            handle="Ashcombe District Council",
            access=Access.ROLES,
            portfolio=Portfolio.US,
            purpose="Events, and questions from residents",
        )
    )
    lead = desk.officers.find(LEAD).person
    for link in (
        PlatformRole(LEAD, "Full control", "07700 900101", removes=True, person=lead),
        PlatformRole("Carys Morgan", "Moderator", "07700 900103"),
        ToolSeat(
            "Scheduler",
            OFFICER,
            "07700 900102",
            ring_name=LEAD,
            ring_number="07700 900101",
        ),
    ):
        desk.accounts.give_link(page, link)


def _verify(teller: Console, desk: Desk) -> bool:
    session = desk.session
    before = session.ledger.cache.digest()
    session.rebuild()
    same = before == session.ledger.cache.digest()
    anchor = AnchorFile.of(session.kit.places, session.kit.identity.kit).read()
    report = verify_journal(session.kit.store, anchor)
    say_report(teller, report, same_states=same)
    return report.intact and same


def _say_where(call: Call, teller: Console, base: Path, passphrase: str) -> None:
    teller.say("")
    if not call.args.keep:
        teller.say(
            "The throwaway kit and its reports are gone again. To keep them:",
            "  incidentkit tour --keep DIR",
        )
        return
    listing = command_line(("incident", "list"), str(base), LEAD)
    teller.say(
        f"Everything is in {base}: the kit, its evidence and the reports.",
        f"Open it:  {listing}",
        f"The passphrase of {LEAD} and {OFFICER}, for this tour only:",
        f"  {passphrase}",
    )

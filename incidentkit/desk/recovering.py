"""Getting in with the recovery sheet, which makes a new one in its place."""

import secrets

from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import SheetRefusedError
from incidentkit.officers.entries import planned_name
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.vault.judging import branches_of, read_roster
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.recovering import Recovering, recover
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.vault.roster import Roster
from incidentkit.vault.slots import KdfPolicy


def new_comer(name: str) -> PersonId:
    """Return the id that somebody gets who comes in by the sheet.

    Raises:
        InvalidValueError: The name cannot be kept.
    """
    person = PersonId(secrets.token_bytes(16))
    _ = planned_name(person, name)
    return person


def fits(kit: LockedKit, sheet: RecoverySheet) -> bool:
    """Whether a sheet opens this kit now. Needs no passphrase and changes nothing."""
    entries = read_roster(kit.store, kit.kit_id)
    roster = Roster(entries, branches=branches_of(kit.store))
    return sheet.seat.keys in roster.recovery_keys()


def fitting_sheet(kit: LockedKit, code: str) -> RecoverySheet:
    """Return the sheet that somebody typed, when it opens this kit.

    Raises:
        SheetMistypedError: No sheet reads like that.
        OlderCopyError: This copy is older than one seen here.
        SheetRefusedError: It belongs to another kit, or was replaced.
    """
    sheet = RecoverySheet.typed(code)
    kit.check_anchor()
    if not fits(kit, sheet):
        raise SheetRefusedError
    return sheet


def recovering(person: PersonId, name: str, passphrase: str) -> Recovering:
    """Return who comes in, with the sheet that will replace the old one.

    Raises:
        WeakPassphraseError: The passphrase would be too easy to guess.
    """
    check_passphrase(passphrase, (name,))
    return Recovering(person, name, passphrase)


def come_in(
    kit: LockedKit, sheet: RecoverySheet, who: Recovering, policy: KdfPolicy
) -> Desk:
    """Open the kit by its sheet, as a comms lead; from now on the fresh sheet counts.

    Raises:
        SheetRefusedError, OlderCopyError: As for `fitting_sheet`.
    """
    session, _ = recover(kit, sheet, who, policy)
    return open_desk(session)


def settle_in(desk: Desk, who: Recovering) -> None:
    """Write down what whoever came in is called, and what has to change since."""
    from incidentkit.desk.sheet_used import tell_of_sheets

    desk.officers.set_name(who.person, who.name)
    tell_of_sheets(desk)


def sheet_heading(kit: LockedKit) -> str:
    """Return what the new sheet is headed with: the council's name is sealed yet."""
    return f"Kit {kit.kit_id.hex()[:8]}"
